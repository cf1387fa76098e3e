"""What a search has found: the front as the live design would compute it, and why there is none where there is none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.bounds import bound_text
from studio.analysis.many.setter import apply
from studio.analysis.result import FloatArray
from studio.analysis.stages import RESULTS
from studio.analysis.study.optimise.points import Points
from studio.analysis.study.optimise.problem import Problem
from studio.analysis.trade.words import Words, result_words
from studio.design import Design
from studio.design.requirement import Requirement
from studio.text import mark, tr, tr_count


@dataclass(frozen=True, slots=True)
class Found:
    """One point computed in full: `values` of what was varied and `results` [SI] by name.

    `margins` (R,) [SI] are below 0 where a requirement is missed, NaN where it cannot be judged; `reason` says why
    something could not be computed. `quick` are the results of the search's first look.
    """

    point: int
    values: Mapping[str, Any]
    results: Mapping[str, float]
    quick: Mapping[str, float]
    margins: tuple[float, ...]
    reason: str = ""

    @property
    def met(self) -> bool:
        """Whether everything is computed and every requirement met."""
        return not self.reason and all(margin >= 0.0 for margin in self.margins)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A requirement that was not met: the `best` [SI] that any point reached, and what `nearest`, which misses least in
    all, has."""

    requirement: Requirement
    best: float | None
    nearest: float | None
    best_margin: float = 0.0
    nearest_margin: float = 0.0

    @property
    def alone(self) -> bool:
        """Whether some point meets this requirement by itself."""
        return self.best is not None and self.best_margin >= 0.0

    @property
    def missed(self) -> bool:
        """Whether the nearest point misses it."""
        return self.nearest is None or not self.nearest_margin >= 0.0

    def sentence(self, words: Words = result_words) -> str:
        """Which bound is missed, and by how much."""
        one, name = self.requirement, self.requirement.result
        label = tr(RESULTS[name].label)
        if self.best is None:
            return tr(mark("“{label}” could be computed nowhere."), label=label)
        bound = bound_text(one, words)
        if not self.alone:
            short = abs(self.best_margin)
            text = mark("“{label}” {bound} is met nowhere: the best found is {best}, {short} off.")
            return tr(text, label=label, bound=bound, best=words(name, self.best), short=words(name, short))
        if self.nearest is None:
            return tr(mark("“{label}” {bound} can be met, but not with all the others."), label=label, bound=bound)
        short = abs(self.nearest_margin)
        text = mark("“{label}” {bound} can be met, but not with all the others: the nearest has {value}, {short} "
                    "off.")  # fmt: skip
        return tr(text, label=label, bound=bound, value=words(name, self.nearest), short=words(name, short))


@dataclass(frozen=True, slots=True, eq=False)
class Optimum:
    """`front` are the points that meet everything and that no other beats, sorted by the first goal; of one goal there
    is one. `lost` looked good at first, but miss a requirement once computed in full."""

    base: Design
    problem: Problem
    points: Points
    front: tuple[Found, ...]
    lost: tuple[Found, ...]
    nearest: Found | None
    """Where nothing meets everything: the point that misses least."""
    shortfalls: tuple[Shortfall, ...]
    evaluations: int
    """Designs computed in the search, quickly."""
    generations: int
    ended: str
    """"converged", "budget" or "stopped"."""

    @property
    def met(self) -> bool:
        return bool(self.front)

    @property
    def best(self) -> Found | None:
        """The point of the front that is best in the first goal, or else the one that misses least."""
        return self.front[0] if self.front else self.nearest

    @property
    def failures(self) -> tuple[tuple[str, int], ...]:
        """Why points could not be computed, and how many each."""
        return self.points.reasons()

    def design(self, found: Found) -> Design:
        """The whole design of a point."""
        return apply(self.base, found.values)

    def sentence(self, words: Words = result_words) -> str:
        """What came of it, in a few sentences."""
        said = []
        if self.front and len(self.problem.goals) == 1:
            goal = self.problem.goals[0]
            kind = mark("The largest “{label}” found is {value}.") if goal.largest else (
                mark("The smallest “{label}” found is {value}."))  # fmt: skip
            value = words(goal.result, self.front[0].results[goal.result])
            said.append(tr(kind, label=tr(RESULTS[goal.result].label), value=value))
        elif len(self.front) == 1:
            reached = [f"“{tr(RESULTS[goal.result].label)}” {words(goal.result, self.front[0].results[goal.result])}"
                       for goal in self.problem.goals]  # fmt: skip
            said.append(tr(mark("One design is the best in all goals: {reached}."), reached=", ".join(reached)))
        elif self.front:
            said.append(tr(mark("{count} designs, none of which any other beats in all goals."),
                           count=len(self.front)))  # fmt: skip
            for goal in self.problem.goals:
                seen = [one.results[goal.result] for one in self.front]
                said.append(tr(mark("“{label}” goes from {low} to {high}."), label=tr(RESULTS[goal.result].label),
                               low=words(goal.result, min(seen)), high=words(goal.result, max(seen))))  # fmt: skip
        elif not self.points.count:
            return tr(mark("Stopped before a design was computed."))
        elif self.points.count == len(self.points.failures):
            said.append(tr(mark("No design could be computed.")))
        else:
            said.append(tr(mark("No design found meets everything that is required.")))
            said += [one.sentence(words) for one in self.shortfalls if one.missed or not one.alone]
        if self.lost and self.front:
            said.append(tr_count("{count} more looked good in the quick search but misses a requirement when computed "
                                 "in full.", "{count} more looked good in the quick search but miss a requirement when "
                                 "computed in full.", len(self.lost)))  # fmt: skip
        ends = {"converged": mark("{count} designs were computed, until more of them changed nothing."),
                "budget": mark("{count} designs were computed, as many as were allowed; more may find better."),
                "stopped": mark("{count} designs were computed before it was stopped; more may find better."),
        }  # fmt: skip
        said.append(tr(ends[self.ended], count=self.evaluations))
        failed = len(self.points.failures)
        if failed:
            reason, count = self.failures[0]
            said.append(tr(mark("{failed} of them failed; the most frequent reason ({count}): {reason}."),
                           failed=failed, count=count, reason=reason.rstrip(".")))  # fmt: skip
        return " ".join(said)


def shortfalls(
    problem: Problem, margins: Callable[[Mapping[str, FloatArray]], FloatArray], points: Points, nearest: Found | None
) -> tuple[Shortfall, ...]:
    """How near each requirement came to being met; `margins` are those (N, R) of columns of results."""
    found = []
    some = bool(problem.required) and points.count > 0
    every = margins(points.results()) if some else np.full((0, len(problem.required)), np.nan)
    for place, one in enumerate(problem.required):
        column = every[:, place]
        best = None
        least = np.nan
        if np.isfinite(column).any():
            row = int(np.nanargmax(column))
            best, least = float(points.result(one.result)[row]), float(column[row])
        here = nearest.margins[place] if nearest is not None else np.nan
        value = nearest.results.get(one.result) if nearest is not None else None
        found.append(Shortfall(one, best, value, least, here))
    return tuple(found)
