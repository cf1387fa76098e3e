"""The way from sunlight to the bus as bars, with what is small gathered at the end of the losses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SMALL: Final = 0.003
"""Share of sunlight below which a loss stands with the others."""


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: from `start` to `end` of the sunlight, and its power [W/m²]; a loss ends where less is left."""

    label: str
    value: float
    start: float
    end: float
    kind: str
    """"sunlight", "loss", "others", "other" (one of them) or "delivered"."""


def steps(names: Sequence[str], values: Sequence[float], unfolded: bool) -> tuple[tuple[Step, ...], int]:
    """The bars from sunlight to what is delivered, and how many losses the others are.

    `names` and `values` [W/m²] begin with sunlight and end with what is delivered. Losses below `SMALL` come together
    behind the large ones, each for itself too where they are `unfolded`; a single small one stands for itself.
    """
    whole = values[0]
    if whole <= 0.0:
        return (), 0
    losses = list(zip(names[1:-1], values[1:-1], strict=True))
    small = [one for one in losses if abs(one[1]) < SMALL * whole]
    if len(small) < 2:
        small = []
    made = [Step(names[0], whole, 0.0, 1.0, "sunlight")]
    left = whole

    def fall(label: str, value: float, kind: str, start: float) -> float:
        made.append(Step(label, value, start / whole, (start - value) / whole, kind))
        return start - value

    for one in losses:
        if one not in small:
            left = fall(*one, "loss", left)
    if small:
        before = left
        left = fall("", sum(value for _, value in small), "others", left)
        for one in small if unfolded else ():
            before = fall(*one, "other", before)
    made.append(Step(names[-1], values[-1], 0.0, values[-1] / whole, "delivered"))
    return tuple(made), len(small)
