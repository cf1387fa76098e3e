"""The front of a study computed again as finely as the live design is, and what moved by that."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.analysis.result import FloatArray
from studio.analysis.stages import RESULTS
from studio.analysis.study.pareto import pareto_front
from studio.text import mark, tr, tr_count

MOST = 500
"""Points of a front that are computed again; of a longer one those at even steps along it."""


@dataclass(frozen=True, slots=True, eq=False)
class Finer:
    """R points of a front: `first` and `full` are (R,) by result [SI], of the first look and as the live design is."""

    rows: NDArray[np.int64]
    goals: tuple[tuple[str, bool], ...]
    """The results that the front is of, and whether less of each is better."""
    first: Mapping[str, FloatArray]
    full: Mapping[str, FloatArray]
    failures: Mapping[int, str]
    """By row, why it cannot be computed in full."""

    @property
    def front(self) -> NDArray[np.bool_]:
        """(R,) The points that none of the others beats in full."""
        return pareto_front([self.full[name] for name, _ in self.goals], [lower for _, lower in self.goals])

    def moved(self, name: str) -> tuple[float, float] | None:
        """By which share of itself a result moves: the median and the most of the points; None where none is known."""
        first, full = self.first[name], self.full[name]
        known = np.isfinite(first) & np.isfinite(full) & (first != 0.0)
        if not known.any():
            return None
        share = np.abs(full[known] / first[known] - 1.0)
        return float(np.median(share)), float(share.max())

    def sentence(self) -> str:
        """How many stay on the front, and by how much their goals move."""
        stay = int(self.front.sum())
        words = [tr_count("In full, {stay} of {count} point stays on the front.",
                          "In full, {stay} of {count} points stay on the front.", self.rows.size,
                          stay=stay)]  # fmt: skip
        for name, _ in self.goals:
            moved = self.moved(name)
            if moved is not None:
                words.append(tr(mark("{what}: moves by {median}, at most {most}."),
                                what=tr(RESULTS[name].label), median=_share(moved[0]),
                                most=_share(moved[1])))  # fmt: skip
        if self.failures:
            words.append(tr_count("One fails: {reason}", "{count} fail, the first: {reason}", len(self.failures),
                                  reason=next(iter(self.failures.values()))))  # fmt: skip
        return " ".join(words)


def even(rows: NDArray[np.int64], most: int = MOST) -> NDArray[np.int64]:
    """At most so many of the rows of a front, at even steps along it, with both ends."""
    if rows.size <= most:
        return rows
    return rows[np.unique(np.round(np.linspace(0, rows.size - 1, most)).astype(np.int64))]


def _share(share: float) -> str:
    return f"{100.0 * share:.2g} %"
