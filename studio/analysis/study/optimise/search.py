"""The search: generations of quick designs, then the best of them computed in full and held against the bounds."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from studio.analysis.result import FloatArray
from studio.analysis.sampling import FINE, QUICK
from studio.analysis.stages import RESULTS
from studio.analysis.study.optimise.breeder import Breeder
from studio.analysis.study.optimise.evaluating import Evaluate, Here
from studio.analysis.study.optimise.front import Rows, reach, spread_out, unbeaten, worth_it
from studio.analysis.study.optimise.judging import Judging
from studio.analysis.study.optimise.optimum import Found, Optimum, shortfalls
from studio.analysis.study.optimise.points import Points
from studio.analysis.study.optimise.problem import Problem, check_problem
from studio.analysis.study.optimise.space import Space
from studio.design import Design
from studio.design.check import refuse
from studio.text import mark, tr

_PATIENCE, _PATIENCE_REFINED = 10, 15
"""Generations in which nothing may have come of it before a search ends."""
_CHANGE, _CHANGE_REFINED = 2e-3, 1e-7
"""What counts as nothing: a share of what the front reaches, or of the distance from the usual point to the best."""
_PATIENCE_UNMET = 30
_ROUNDS = 3
"""How often a search goes on after the best were computed in full."""
_RESERVED = 0.2
"""Share of the evaluations kept for that."""
_MOST_FRONT = 64
_FEW = 6
"""Designs computed in full, of many goals and of one."""
_BATCH = 512


@dataclass(frozen=True, slots=True, eq=False)
class Generation:
    """Where a search stands: `front` (K,) are positions in `points`, of which the first `count` have been computed."""

    number: int
    points: Points
    count: int
    most: int
    front: Rows
    failed: int
    change: float
    """What the last generations gained, as a share; the search ends where it stays next to nothing."""


class _Stopped(Exception):
    """Enough, says the user: what is there is kept."""


def optimise(
    design: Design,
    problem: Problem,
    *,
    evaluate: Evaluate | None = None,
    on_generation: Callable[[Generation], None] | None = None,
    stop: Callable[[], bool] | None = None,
    checkpoint: Callable[[float], None] | None = None,
) -> Optimum:
    """The designs near `design` that no other beats in the goals, among those that meet what is required.

    Parameters
    ----------
    design
        All else stays as it is here; where it lies within the bounds it is the first point.
    problem
        What varies, what is sought, what is required, and how many designs may be computed.
    evaluate
        How designs are computed; by default here, in one call a generation.
    on_generation
        Told after each generation.
    stop
        Asked within and after each; once it says yes, the best so far are computed in full and returned.
    checkpoint
        Called with the share done; what it raises ends the work without an answer.

    Returns
    -------
    Optimum
        The same for the same seed.

    Raises
    ------
    DesignError, ValueError
        Where the problem cannot be posed (see :func:`check_problem`), or the design contradicts itself.
    """
    refuse(design)
    check_problem(design, problem)
    search = _Search(design, problem, evaluate or Here(), on_generation, stop or (lambda: False), checkpoint)
    return search.run()


class _Search:
    def __init__(
        self, design: Design, problem: Problem, evaluate: Evaluate,
        on_generation: Callable[[Generation], None] | None, stop: Callable[[], bool],
        checkpoint: Callable[[float], None] | None,
    ) -> None:  # fmt: skip
        self._design, self._problem, self._evaluate = design, problem, evaluate
        self._tell, self._stop, self._checkpoint = on_generation, stop, checkpoint
        self._space = Space(problem.factors)
        self._judging = Judging(problem, design)
        self._points = Points(len(problem.factors), problem.outcomes)
        self._front: Rows = np.zeros(0, dtype=np.intp)
        self._fine: dict[int, Found] = {}
        self._generations = 0
        self._seeds = 0
        self._single = len(problem.goals) == 1
        self._ended = "budget"

    def run(self) -> Optimum:
        most = self._problem.evaluations
        try:
            if 0 < self._combinations() <= most:
                self._all()
            else:
                if self._problem.required:
                    most = round((1.0 - _RESERVED) * most)
                done = self._breed(self._begin(), round(0.6 * most) if self._single else most, refine=False)
                if self._single and self._front.size:
                    done = self._breed(self._best(), most, refine=True)
                self._ended = "converged" if done else "budget"
            self._confirm()
            for round_ in range(1, _ROUNDS + 1):
                if self._points.count >= self._problem.evaluations or not self._corrected():
                    break
                left = self._problem.evaluations - most
                self._breed(self._best(), most + round(left * round_ / _ROUNDS), refine=self._single)
                self._confirm()
        except _Stopped:
            self._ended = "stopped"
            self._confirm()
        return self._optimum()

    # Generations

    def _combinations(self) -> int:
        """How many points there are in all; 0 where there is no end of them."""
        return int(np.prod(self._space.levels.astype(np.float64))) if np.all(self._space.levels) else 0

    def _all(self) -> None:
        """Every combination there is: then nothing is left to search."""
        levels = self._space.levels
        grids = np.meshgrid(*[np.arange(count) for count in levels.tolist()], indexing="ij")
        places = (np.stack([grid.ravel() for grid in grids], axis=1) + 0.5) / levels
        places = self._space.settled(places)
        for start in range(0, len(places), _BATCH):
            self._look(places[start : start + _BATCH])
            self._told(0.0 if start + _BATCH >= len(places) else 1.0)
        self._ended = "converged"

    def _begin(self) -> FloatArray:
        """The first generation: the design itself, and places all over."""
        places = self._space.spread(self._problem.generation, np.random.default_rng(self._problem.seed))
        now = self._space.place_of(self._design)
        if now is not None:
            places[0] = self._space.settled(now[None, :])[0]
        return places

    def _best(self) -> FloatArray:
        """The best generation there could be of all points, to go on from."""
        results = self._points.results()
        missed = self._judging.misses(results).sum(axis=1)
        order = np.lexsort((self._judging.goals(results)[:, 0], missed))
        if self._single and self._front.size:
            # Sharpening is among numbers: the choices are those of the best.
            choice = self._space.choice
            same = np.all(self._points.places[:, choice] == self._points.places[self._front[0]][choice], axis=1)
            order = order[same[order]]
        front = self._front[spread_out(self._judging.goals(results)[self._front], self._problem.generation)]
        rows = list(dict.fromkeys([*front.tolist(), *order[: self._problem.generation].tolist()]))
        found = self._points.places[rows[: self._problem.generation]]
        lacking = self._problem.generation - len(found)
        if lacking > 0:
            fresh = self._space.spread(lacking, np.random.default_rng(self._problem.seed + 1))
            fresh[:, self._space.choice] = found[0][self._space.choice]
            found = np.concatenate([found, fresh])
        return found

    def _breed(self, begin: FloatArray, most: int, *, refine: bool) -> bool:
        """Generations from `begin` on until nothing more comes of them, which is True, or `most` points are known."""
        self._seeds += 1
        breeder = Breeder(self._space, len(self._problem.goals), len(self._problem.required) + 1, begin,
                          self._problem.seed + self._seeds, refine=refine)  # fmt: skip
        patience = _PATIENCE_REFINED if refine else _PATIENCE
        fronts: list[FloatArray] = []
        unmet: list[float] = []
        while self._points.count + len(begin) <= most:
            places = breeder.ask()
            if places is None:
                return True
            rows = self._look(self._space.settled(places))
            results = {name: column[rows] for name, column in self._points.results().items()}
            misses = self._judging.misses(results)
            breeder.tell(self._judging.goals(results), misses)
            if not self._front.size:
                unmet.append(min(float(misses.sum(axis=1).min()), unmet[-1] if unmet else np.inf))
                self._told(1.0)
                if len(unmet) > _PATIENCE_UNMET and unmet[-1 - _PATIENCE_UNMET] - unmet[-1] <= 1e-3 * unmet[-1]:
                    return True
                continue
            fronts.append(self._judging.goals(self._points.results())[self._front])
            change = self._gain(fronts[-1 - patience], fronts[-1]) if len(fronts) > patience else 1.0
            self._told(change)
            if change <= (_CHANGE_REFINED if refine else _CHANGE):
                return True
        return False

    def _gain(self, before: FloatArray, now: FloatArray) -> float:
        """What a front has gained, as a share of what it reaches."""
        if before.shape == now.shape and np.array_equal(before, now):
            return 0.0
        if self._single:
            results = self._points.results()
            met = self._judging.goals(results)[self._judging.feasible(results), 0]
            usual = float(np.median(met) - now[0, 0]) or abs(float(now[0, 0])) or 1.0
            return float(before[0, 0] - now[0, 0]) / usual
        low, high = now.min(axis=0), now.max(axis=0)
        return 1.0 - reach(before, low, high) / reach(now, low, high)

    def _look(self, places: FloatArray) -> Rows:
        """Have what is new among settled `places` computed; where each of them is in the points."""
        _, first = np.unique(places, axis=0, return_index=True)
        fresh = [row for row in np.sort(first).tolist() if self._points.find(places[row]) is None]
        if fresh:
            known = self._points.count
            new = places[fresh]
            answer = self._evaluate(self._design, self._space.columns(new), self._problem.outcomes,
                                    sampling=QUICK, checkpoint=self._within(len(new)))  # fmt: skip
            self._points.add(new, self._with_reasons(answer))
            self._advance(np.arange(known, self._points.count))
        if self._stop():
            raise _Stopped
        return np.array([self._points.find(place) for place in places], dtype=np.intp)

    def _within(self, count: int) -> Callable[[float], None]:
        done, most = self._points.count, self._problem.evaluations

        def within(share: float) -> None:
            if self._stop():
                raise _Stopped
            if self._checkpoint is not None:
                self._checkpoint(min(0.95 * (done + share * count) / most, 0.95))

        return within

    def _with_reasons(self, answer: Any) -> Any:
        """Say of each result that is missing without a failure that it does not apply."""
        for name in self._problem.outcomes:
            column = np.asarray(answer.columns[name], dtype=np.float64)
            for row in np.flatnonzero(~np.isfinite(column)).tolist():
                if row not in answer.failures:
                    answer = _added(answer, row, _lacking(name))
        return answer

    def _advance(self, rows: Rows) -> None:
        """Let new points enter the front."""
        results = self._points.results()
        judged = {name: column[rows] for name, column in results.items()}
        candidates = np.concatenate([self._front, rows[self._judging.feasible(judged)]])
        self._front = candidates[unbeaten(self._judging.goals(results)[candidates])]

    def _told(self, change: float) -> None:
        self._generations += 1
        if self._tell is not None:
            goals = self._judging.goals(self._points.results())
            front = self._front[worth_it(goals[self._front])]
            self._tell(Generation(self._generations, self._points, self._points.count, self._problem.evaluations,
                                  front, len(self._points.failures), change))  # fmt: skip

    # In full

    def _confirm(self) -> None:
        """Compute the best in full, as the live design is."""
        rows = [row for row in self._candidates() if row not in self._fine]
        if not rows:
            return
        places = self._points.places[rows]
        checkpoint = self._checkpoint

        def within(share: float) -> None:
            if checkpoint is not None:
                checkpoint(0.95 + 0.05 * share)

        answer = self._with_reasons(self._evaluate(
            self._design, self._space.columns(places), self._problem.outcomes, sampling=FINE, checkpoint=within,
        ))  # fmt: skip
        results = {name: np.asarray(answer.columns[name], dtype=np.float64) for name in self._problem.outcomes}
        margins = self._judging.margins(results)
        for position, row in enumerate(rows):
            self._fine[row] = Found(
                row, self._space.values(self._points.places[row]),
                {name: float(column[position]) for name, column in results.items() if np.isfinite(column[position])},
                {name: float(self._points.result(name)[row]) for name in self._problem.outcomes},
                tuple(margins[position].tolist()), answer.failures.get(position, ""),
            )  # fmt: skip

    def _candidates(self) -> list[int]:
        """The points that look best: of the front, or else the one that misses least."""
        if not self._points.count:
            return []
        results = self._points.results()
        if not self._front.size:
            return [int(np.argmin(self._judging.misses(results).sum(axis=1)))]
        goals = self._judging.goals(results)
        if self._single:
            met = np.flatnonzero(self._judging.feasible(results))
            found: list[int] = met[np.argsort(goals[met, 0], kind="stable")][:_FEW].tolist()
            return found
        front = self._front[worth_it(goals[self._front])]
        shown: list[int] = front[spread_out(goals[front], _MOST_FRONT)].tolist()
        return shown

    def _corrected(self) -> bool:
        """Take over what the quick results flatter by, or are too strict by; whether that can change anything."""
        if not self._problem.required or not self._fine:
            return False
        judged = [one for one in self._fine.values() if not one.reason]
        if not judged:
            return False
        quick = self._judging.margins({name: np.array([one.quick[name] for one in judged])
                                       for name in self._problem.outcomes})  # fmt: skip
        fine = np.array([one.margins for one in judged])
        shift = np.max(quick - fine, axis=0)
        shift = np.where(np.isfinite(shift), shift, self._judging.shift)
        scales = np.where(np.isnan(self._judging.scales), 1.0, self._judging.scales)
        moved = np.abs(shift - self._judging.shift) / scales
        near = np.min(np.abs(fine), axis=0) / scales < 2.0 * moved + 1e-9
        lost = any(not one.met for one in judged)
        self._judging.shift = shift
        results = self._points.results()
        met = np.flatnonzero(self._judging.feasible(results))
        self._front = met[unbeaten(self._judging.goals(results)[met])]
        return bool((lost and np.any(moved > 1e-9)) or np.any(near & (moved > 1e-4)))

    def _optimum(self) -> Optimum:
        good = [one for one in self._fine.values() if one.met]
        goals = np.array([[goal.sign * one.results[goal.result] for goal in self._problem.goals] for one in good])
        front = tuple(good[place] for place in unbeaten(goals).tolist()) if good else ()
        lost = tuple(one for one in self._fine.values() if not one.met) if good else ()
        nearest = min(self._fine.values(), key=self._miss, default=None) if not front else None
        return Optimum(self._design, self._problem, self._points, front, lost, nearest,
                       shortfalls(self._problem, self._judging.margins, self._points, nearest), self._points.count,
                       self._generations, self._ended)  # fmt: skip

    def _miss(self, one: Found) -> float:
        margins = np.nan_to_num(np.array(one.margins), nan=-np.inf)
        scales = np.where(np.isnan(self._judging.scales), 1.0, self._judging.scales)
        return float(np.sum(np.maximum(-margins, 0.0) / scales)) + (1e9 if one.reason else 0.0)


def _lacking(name: str) -> str:
    """That a result does not apply."""
    return tr(mark("“{label}” does not apply"), label=tr(RESULTS[name].label))


def _added(answer: Any, row: int, reason: str) -> Any:
    return replace(answer, failures={**answer.failures, row: reason})
