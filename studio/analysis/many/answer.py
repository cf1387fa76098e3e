"""What came of many designs: the asked results in columns, and the reason of every one that has none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(slots=True)
class Counts:
    """How the work was done: what was not done for many at once shows here."""

    calls: dict[str, int] = field(default_factory=dict)
    """Calls of each stage for many designs."""
    singles: dict[str, int] = field(default_factory=dict)
    """Designs of each stage that had to be computed one by one."""
    designs: dict[str, int] = field(default_factory=dict)
    """Different designs of each stage, among those that were asked for."""
    seconds: dict[str, float] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    """Why the last call of each stage for many designs was given up."""

    def add(self, stage: str, *, calls: int = 0, singles: int = 0, designs: int = 0, seconds: float = 0.0) -> None:
        for held, amount in ((self.calls, calls), (self.singles, singles), (self.designs, designs)):
            if amount:
                held[stage] = held.get(stage, 0) + amount
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds


@dataclass(frozen=True, slots=True)
class Answer:
    """N designs, in the order in which they were asked for."""

    columns: Mapping[str, np.ndarray[Any, Any]]
    """By result: (N,) numbers with NaN where there is none, or texts and None as objects.

    A series is (N, T); T is 0 where its stage does not make it of many designs.
    """
    failures: Mapping[int, str]
    """By position: why a result that was asked for does not exist."""
    digests: tuple[str, ...]
    """The hash of each design; empty where it cannot be made."""
    counts: Counts
