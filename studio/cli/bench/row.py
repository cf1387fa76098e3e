"""One row of the table: what was measured, beside whom, and whether both did the same well enough to be compared."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Timing:
    """Of several runs: the middle one, and the quarters below and above it."""

    median: float
    low: float
    high: float
    runs: int

    def scaled(self, factor: float) -> "Timing":
        return Timing(self.median * factor, self.low * factor, self.high * factor, self.runs)

    def rate(self, amount: float) -> "Timing":
        """Amount of work a second, of a time in seconds."""
        return Timing(amount / self.median, amount / self.high, amount / self.low, self.runs)

    @property
    def spread(self) -> float:
        """Half of what lies between the quarters, as a share of the median [-]."""
        return 0.5 * (self.high - self.low) / self.median


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How far the two results are apart, found in the same run."""

    found: float
    allowed: float
    unit: str
    of: str
    """What is apart"""

    @property
    def holds(self) -> bool:
        return self.found <= self.allowed  # a number that is none does not hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure of the studio, and of a peer where there is one."""

    name: str
    what: str
    unit: str
    more_is_better: bool = False
    ours: Timing | None = None
    peer: str = ""
    """Name and version"""
    theirs: Timing | None = None
    accuracy: Accuracy | None = None
    target: float | None = None
    """Least ratio wanted"""
    limit: float | None = None
    """Worst figure wanted of the studio"""
    differs: str = ""
    """What differs in the work, in one sentence"""
    missing: str = ""
    """Why there is no figure, or none of the peer"""

    @property
    def ratio(self) -> float | None:
        """How many times the studio is as fast; None unless both were measured and are equally accurate."""
        if self.ours is None or self.theirs is None or self.accuracy is None or not self.accuracy.holds:
            return None
        quotient = self.ours.median / self.theirs.median
        return quotient if self.more_is_better else 1.0 / quotient

    @property
    def meets(self) -> bool | None:
        """Whether what is wanted is there; None where nothing is, or there is nothing to hold against it."""
        said: list[bool] = []
        if self.target is not None:
            if self.ratio is None:
                return None
            said.append(self.ratio >= self.target)
        if self.limit is not None:
            if self.ours is None:
                return None
            figure = self.ours.median
            said.append(figure >= self.limit if self.more_is_better else figure <= self.limit)
        return all(said) if said else None

    def plain(self) -> dict[str, Any]:
        """The row as JSON has it."""
        def timing(found: Timing | None) -> dict[str, float] | None:
            if found is None:
                return None
            return {"median": found.median, "low": found.low, "high": found.high, "runs": found.runs}

        accuracy = None if self.accuracy is None else {
            "found": self.accuracy.found, "allowed": self.accuracy.allowed, "unit": self.accuracy.unit,
            "of": self.accuracy.of, "holds": self.accuracy.holds}  # fmt: skip
        return {
            "name": self.name, "what": self.what, "unit": self.unit, "more_is_better": self.more_is_better,
            "ours": timing(self.ours), "peer": self.peer, "theirs": timing(self.theirs), "ratio": self.ratio,
            "accuracy": accuracy, "target": self.target, "limit": self.limit,
            "meets": self.meets, "differs": self.differs,
            "missing": self.missing,
        }  # fmt: skip
