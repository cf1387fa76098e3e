"""One headline result and its second way: another formula or package, how near both must be, and why no nearer."""

import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from studio.analysis import Results
from studio.design import Design
from tests.attack.outcome import Outcome, Tally

PLANTED = 4.0
"""The error that is planted in the model's number for the twin, in tolerances."""


class Case:
    """A design with what the model makes of it; what several second ways need is worked out once and kept here."""

    def __init__(self, number: int, design: Design, results: Results) -> None:
        self.number, self.design, self.results = number, design, results
        self.name = f"design {number}"
        self.kept: dict[str, Any] = {}

    def __getitem__(self, result: str) -> Any:
        return self.results[result]

    def amount(self, result: str) -> float:
        """A result that may be absent, which then counts as nothing."""
        found = self.results.get(result)
        return 0.0 if found is None else float(found)

    def table(self, stage: str) -> Any:
        """The table of an earlier stage, for a second way that says what it is given."""
        return self.results.stage(stage)

    def once(self, name: str, work: Callable[["Case"], Any]) -> Any:
        if name not in self.kept:
            self.kept[name] = work(self)
        return self.kept[name]


@dataclass(frozen=True)
class Way:
    """`compute` gives the second number, or None where the way does not apply to a design."""

    result: str
    way: str
    compute: Callable[[Case], float | None]
    reason: str
    relative: float = 0.0
    absolute: float = 0.0
    beside: Callable[[Case], float] | None = None
    """What is allowed beside these, of each design its own."""
    beside_words: str = ""
    every: int = 1
    """Of so many designs one, where the second way takes long."""

    def allowed(self, case: Case, value: float) -> float:
        return self.absolute + self.relative * abs(value) + (self.beside(case) if self.beside else 0.0)

    @cached_property
    def tolerance(self) -> str:
        parts = [f"{self.relative:.2g} of it" if self.relative else "", f"{self.absolute:.2g}" if self.absolute else "",
                 self.beside_words]  # fmt: skip
        return " + ".join(part for part in parts if part)


@dataclass
class Compared:
    """What came of one way over all designs."""

    way: Way
    used: Tally = field(default_factory=Tally)
    twin: Tally = field(default_factory=Tally)
    apart: list[float] = field(default_factory=list)
    """Differences, over the value where the tolerance is a share of it."""
    seconds: float = 0.0

    def look(self, case: Case) -> None:
        """Compare one design, where the model has the result and the way applies to it."""
        if case.results.get(self.way.result) is None or case.number % self.way.every:
            return
        since = time.monotonic()
        try:
            second = self.way.compute(case)
        except Exception as error:  # noqa: BLE001 - a second way that breaks on a design is to be looked at as well
            self.used.lose(f"{case.name}: {type(error).__name__}: {error}")
        else:
            if second is not None:
                self.add(case, second)
        self.seconds += time.monotonic() - since

    def add(self, case: Case, second: float) -> None:
        way, first = self.way, float(case[self.way.result])
        allowed, apart = way.allowed(case, first), abs(second - first)
        self.used.tried += 1
        self.apart.append(apart / abs(first) if way.relative and first else apart)
        if not apart <= allowed:
            times = apart / allowed if allowed > 0.0 else math.inf
            self.used.lose(f"{case.name}: {first!r} in the model, {second!r} the second time, {times:.3g} times what "
                           "is allowed")  # fmt: skip
        if allowed > 0.0:
            wrong = first + PLANTED * allowed * (1.0 if second <= first else -1.0) * (-1.0) ** self.used.tried
            self.twin.tried += 1
            self.twin.lost += not abs(second - wrong) <= allowed

    def outcome(self) -> Outcome:
        if self.twin.lost < self.twin.tried:  # an error of four tolerances must never go unseen
            self.used.lose(f"only {self.twin.lost} of {self.twin.tried} planted errors were seen")
        kind = "of it" if self.way.relative else "in SI"
        words = (f"within {self.way.tolerance} ({self.way.reason}); median {statistics.median(self.apart):.1e}, worst "
                 f"{max(self.apart):.1e} {kind}") if self.apart else "no design to compare"  # fmt: skip
        return Outcome(self.way.result, self.way.way, self.used, self.twin, self.seconds, words)
