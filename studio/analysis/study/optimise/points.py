"""Every point that a search has computed, kept as plain columns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from studio.analysis.many.answer import Answer
from studio.analysis.result import FloatArray

_NUMBER = re.compile(r"[-−+]?\d[\d.,]*(?:e[-+]?\d+)?")


@dataclass(slots=True)
class Points:
    """N points: `places` (N, V) from 0 to 1, the results asked for by name (N,) with NaN where there is none.

    Arrays are handed out as they are now: more points never change one that was handed out.
    """

    fields: int
    outcomes: tuple[str, ...]
    count: int = 0
    failures: dict[int, str] = field(default_factory=dict)
    """By point: why a result that was asked for does not exist."""
    digests: list[str] = field(default_factory=list)
    """The hash of each design."""
    _places: FloatArray = field(init=False)
    _results: dict[str, FloatArray] = field(init=False)
    _known: dict[bytes, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._places = np.empty((256, self.fields))
        self._results = {name: np.empty(256) for name in self.outcomes}

    @property
    def places(self) -> FloatArray:
        return self._places[: self.count]

    def result(self, name: str) -> FloatArray:
        """(N,) One result [SI]."""
        return self._results[name][: self.count]

    def results(self) -> dict[str, FloatArray]:
        """Every result [SI]."""
        return {name: self.result(name) for name in self.outcomes}

    def find(self, place: FloatArray) -> int | None:
        """Which point lies exactly at `place` (V,)."""
        return self._known.get(place.tobytes())

    def add(self, places: FloatArray, answer: Answer) -> None:
        """Keep points that were not known before."""
        first, self.count = self.count, self.count + len(places)
        if self.count > len(self._places):
            size = 2 * self.count
            self._places = np.concatenate([self._places[:first], np.empty((size - first, self.fields))])
            self._results = {name: np.concatenate([column[:first], np.empty(size - first)])
                             for name, column in self._results.items()}  # fmt: skip
        self._places[first : self.count] = places
        for name, column in self._results.items():
            column[first : self.count] = np.asarray(answer.columns[name], dtype=np.float64)
        self.digests += answer.digests
        for row, reason in answer.failures.items():
            self.failures[first + row] = reason
        for row, place in enumerate(places):
            self._known[place.tobytes()] = first + row

    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Why points failed and how many did so, the most frequent first; reasons that differ in numbers are one."""
        return counted(self.failures)


def counted(failures: Mapping[int, str]) -> tuple[tuple[str, int], ...]:
    """Reasons and how often each was met, one that differs from another in numbers alone told by its first."""
    found: dict[str, list[Any]] = {}
    for reason in failures.values():
        found.setdefault(_NUMBER.sub("#", reason), [reason, 0])[1] += 1
    return tuple((reason, count) for reason, count in sorted(found.values(), key=lambda one: -one[1]))
