"""Results held against goals and requirements: numbers that are to be small, and by how much a bound is missed."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from studio.analysis.bounds import margins
from studio.analysis.result import FloatArray
from studio.analysis.study.optimise.problem import Problem
from studio.design import Design

MISSING = 1e6
"""Scaled miss of a point that has no result: worse than any bound that is missed."""


class Judging:
    """M goals and R requirements.

    `scales` (R,) turn what a bound is missed by into a plain number. `shift` (R,) [SI] is asked for beyond each bound:
    by so much the quick results flatter.
    """

    def __init__(self, problem: Problem, design: Design) -> None:
        self.problem, self.design = problem, design
        self.shift = np.zeros(len(problem.required))
        self.scales = np.array([abs(one.value) or np.nan for one in problem.required], dtype=np.float64)

    def goals(self, results: Mapping[str, FloatArray]) -> FloatArray:
        """(N, M) What is to be small."""
        return np.stack([goal.sign * results[goal.result] for goal in self.problem.goals], axis=-1)

    def margins(self, results: Mapping[str, FloatArray]) -> FloatArray:
        """(N, R) Distance [SI] to each bound, below 0 where it is missed; NaN where there is no result."""
        count = len(next(iter(results.values())))
        found = np.empty((count, len(self.problem.required)))
        for place, one in enumerate(self.problem.required):
            found[:, place] = margins(one, self.design, results)
        return found

    def feasible(self, results: Mapping[str, FloatArray]) -> NDArray[np.bool_]:
        """(N,) Whether everything is computed and every requirement met."""
        margins = self.margins(results) - self.shift
        with np.errstate(invalid="ignore"):
            met = np.all(margins >= 0.0, axis=1)
        known: NDArray[np.bool_] = met & np.all(np.isfinite(self.goals(results)), axis=1)
        return known

    def misses(self, results: Mapping[str, FloatArray]) -> FloatArray:
        """(N, R + 1) What each requirement is missed by, in proportion, and last whether a goal has no result."""
        margins = self.margins(results) - self.shift
        self._learn(margins)
        scales = np.where(np.isnan(self.scales), 1.0, self.scales)
        missed = np.maximum(-margins, 0.0) / scales
        missed = np.where(np.isnan(missed), MISSING, missed)
        lacking = ~np.all(np.isfinite(self.goals(results)), axis=1)
        return np.column_stack([missed, np.where(lacking, MISSING, 0.0)])

    def _learn(self, margins: FloatArray) -> None:
        """A bound of zero has no size of its own: what the first points miss it by gives one."""
        for place in np.flatnonzero(np.isnan(self.scales)):
            seen = np.abs(margins[:, place][np.isfinite(margins[:, place])])
            typical = float(np.median(seen)) if seen.size else 0.0
            if typical > 0.0:
                self.scales[place] = typical
