"""The brush: limits on columns of a study; what meets them all is what every page brings out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np

from studio.design.unit_text import parse
from studio.gui.money_text import shown_quantity
from studio.gui.study.column import Column
from studio.text import tr

Mask = np.ndarray[Any, np.dtype[np.bool_]]
_RANGE = re.compile(r"(.+?)\s*(?:\.\.|…|–)\s*(.+)")
_COMPARISON = re.compile(r"(>=|<=|≥|≤|>|<|=)\s*(.+)")


@dataclass(frozen=True, slots=True)
class Limit:
    """What a value must lie between, the ends included, or which of the labels it must be."""

    low: float = -np.inf
    high: float = np.inf
    codes: frozenset[int] | None = None

    def mask(self, values: Any) -> Mask:
        if self.codes is not None:
            found: Mask = np.isin(values, list(self.codes))
            return found
        with np.errstate(invalid="ignore"):
            between: Mask = (values >= self.low) & (values <= self.high)
        return between


@dataclass(frozen=True)
class Brush:
    """Limits by column."""

    limits: Mapping[str, Limit] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        return bool(self.limits)

    def with_limits(self, limits: Mapping[str, Limit | None]) -> "Brush":
        """Another brush with these limits as well; None takes the one of a column away."""
        merged = {**self.limits, **limits}
        return Brush(MappingProxyType({name: one for name, one in merged.items() if one is not None}))

    def mask(self, values: Callable[[str], Any], count: int) -> Mask:
        """(count,) What meets all limits; `values` gives a column by its name."""
        found = np.ones(count, dtype=bool)
        for name, limit in self.limits.items():
            found &= limit.mask(values(name))
        return found


def limit_text(column: Column, limit: Limit) -> str:
    """A limit as it is read: "Altitude 500 to 700 km"."""
    if limit.codes is not None:
        return f"{column.label}: {', '.join(column.labels[place] for place in sorted(limit.codes))}"
    if limit.low == limit.high:
        return f"{column.label} = {column.text(limit.low)}"
    if np.isinf(limit.high):
        return f"{column.label} ≥ {column.text(limit.low)}"
    if np.isinf(limit.low):
        return f"{column.label} ≤ {column.text(limit.high)}"
    return tr("{label} {low} to {high}", label=column.label, low=column.bare(limit.low), high=column.text(limit.high))


def read_limit(column: Column, typed: str) -> Limit:
    """What was typed as a filter of a column: "> 500 km", "500 .. 700 km", "= 3", or a part of a label.

    Raises
    ------
    ValueError
        With one sentence that says what cannot be read.
    """
    typed = typed.strip()
    if not typed:
        raise ValueError(tr("nothing is typed"))
    if column.labels:
        wanted = typed.lstrip("=").strip().casefold()
        codes = frozenset(place for place, label in enumerate(column.labels) if wanted in label.casefold())
        if not codes:
            known = ", ".join(column.labels[:8])
            raise ValueError(tr("“{typed}” is in none of {known}", typed=typed, known=known))
        return Limit(codes=codes)

    def number(text: str) -> float:
        return parse(text, shown_quantity(column.quantity), column.unit.symbol)

    if between := _RANGE.fullmatch(typed):
        low, high = (number(end) for end in between.groups())
        if low > high:
            raise ValueError(tr("“{typed}” begins above its end", typed=typed))
        return Limit(low, high)
    if comparison := _COMPARISON.fullmatch(typed):
        sign, bound = comparison[1], number(comparison[2])
        if sign in {">=", "≥"}:
            return Limit(low=bound)
        if sign in {"<=", "≤"}:
            return Limit(high=bound)
        if sign == ">":
            return Limit(low=float(np.nextafter(bound, np.inf)))
        if sign == "<":
            return Limit(high=float(np.nextafter(bound, -np.inf)))
        # A number is typed with the digits that are shown: what is shown so is meant.
        half = 0.5 * 10.0 ** (np.floor(np.log10(abs(bound))) - 3) if bound else 0.0
        return Limit(bound - half, bound + half)
    raise ValueError(tr("“{typed}” is no filter: write “> 5”, “<= 5”, “= 5” or “3 .. 5”, with a unit", typed=typed))
