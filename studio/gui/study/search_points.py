"""The points of a search: they are not known beforehand, so that each brings its own values."""

from collections.abc import Callable
from typing import Any

import numpy as np

from studio.analysis.many.setter import apply
from studio.analysis.study import Plan
from studio.analysis.study.optimise import Generation, Optimum, Problem
from studio.analysis.study.optimise.space import Space
from studio.analysis.study.plan import Factor
from studio.design import Design
from studio.gui.study.column import listed
from studio.gui.study.points import Points
from studio.text import tr


class SearchPoints(Points):
    """As many rows as the search may compute; those that it has not reached have no values."""

    _spare = False

    def __init__(self, design: Design, problem: Problem) -> None:
        plan = Plan(problem.factors, problem.outcomes, "random", problem.evaluations, problem.seed)
        super().__init__(design, plan, problem.evaluations)
        self.problem = problem
        self.optimum: Optimum | None = None
        self._space = Space(problem.factors)
        self._places: Any = np.zeros((0, len(problem.factors)))

    def take(self, found: Generation) -> None:
        """Take over what a search has computed since the last time; may be called from any thread."""
        self._add(found.points, min(found.count, self.count), found.front)

    def keep(self, file: Any) -> None:
        """The search is over: the best have been computed in full, and are told as they are then."""
        optimum: Optimum = file
        best = [*optimum.front, *optimum.lost, *([optimum.nearest] if optimum.nearest is not None else [])]
        if optimum.points.count > self.count:  # it may go a little beyond what it was allowed
            self._grow(optimum.points.count)
        self._add(optimum.points, optimum.points.count, np.array([one.point for one in optimum.front], dtype=np.int64))
        with self._lock:
            for one in best:
                for name, value in one.results.items():
                    self._held.made(name)[one.point] = value
                if one.reason:
                    self.failures[one.point] = one.reason
            self.optimum = optimum

    def design_at(self, row: int) -> Design:
        if not 0 <= row < len(self._places):
            raise ValueError(tr("the search has no point {row}", row=row))
        return apply(self.design, self._space.values(self._places[row]))

    def later(self, row: int) -> Callable[[], Design]:
        design = self.named_design_at(row)  # one of many that will be found, of which only this one is kept
        return lambda: design

    def _add(self, points: Any, count: int, front: Any) -> None:
        with self._lock:
            places = points.places[:count].copy()
            for at, factor in enumerate(self.plan.factors):
                self._held.made(factor.path)[:count] = _numbers(factor, places[:, at])
            for name in self.outcomes:
                self._held.made(name)[:count] = points.result(name)[:count]
            self.failures.update({row: why for row, why in points.failures.items() if row < count})
            self._ends.clear()
            self._places, self.front = places, front
            self.done[:count] = True
            self.filled = count

    def _grow(self, count: int) -> None:
        with self._lock:
            self._held.grow(count)
            self.done = np.concatenate([self.done, np.zeros(count - self.count, dtype=bool)])
            self.count = count

    def _read(self, name: str) -> Any:
        return self._held.made(name)


def _numbers(factor: Factor, places: Any) -> Any:
    """The values at places from 0 to 1; of what is listed and no number, which one it is."""
    if listed(factor):
        return np.minimum((places * len(factor.values)).astype(np.int64), len(factor.values) - 1)
    return factor.at(places)
