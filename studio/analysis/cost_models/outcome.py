"""What a published cost model gives: its figures, and what the cost is made of in space and on the ground."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

HOURS_A_YEAR = 8760.0
"""Every one of the published models counts with years of 365 days."""
MODEL_YEAR = HOURS_A_YEAR * 3600.0
"""Their year [s]."""
_NONE: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Outcome:
    """All numbers are SI and US dollars; the items of a side sum to the cost that the model compares."""

    figures: Mapping[str, float]
    space: Mapping[str, float] = field(default_factory=lambda: _NONE)
    ground: Mapping[str, float] = field(default_factory=lambda: _NONE)
