"""How probable it is that requirements hold, and how well a sample of this size knows that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.bounds import margins
from studio.design import Design
from studio.design.requirement import Requirement
from studio.physics.probability import wilson_interval

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Chance:
    """`count` of `total` samples hold; the interval holds the true share in 95 of 100 samples drawn independently."""

    count: int
    total: int
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.count / self.total


def chance(holds: np.ndarray[Any, Any]) -> Chance:
    """The chance by trials (N,) that each hold or not, with Wilson's interval.

    The interval is that of independent draws; those of a Latin hypercube or a Sobol sequence are spread more evenly,
    so that it is rather too wide for them.
    """
    count, total = int(np.count_nonzero(holds)), int(holds.size)
    low, high = wilson_interval(count, total, CONFIDENCE)
    return Chance(count, total, float(low), float(high))


def holding(
    requirement: Requirement, design: Design, columns: Mapping[str, np.ndarray[Any, Any]]
) -> np.ndarray[Any, Any]:
    """(N,) Whether each sample meets a requirement; one without a value does not."""
    with np.errstate(invalid="ignore"):
        found: np.ndarray[Any, Any] = margins(requirement, design, columns) >= 0.0
    return found


def all_holding(
    requirements: Sequence[Requirement], design: Design, columns: Mapping[str, np.ndarray[Any, Any]], count: int
) -> np.ndarray[Any, Any]:
    """(N,) Whether each sample meets all requirements."""
    found = np.ones(count, dtype=bool)
    for requirement in requirements:
        found &= holding(requirement, design, columns)
    return found
