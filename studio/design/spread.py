"""How far a number may lie from the value that the design has: its spread, and the policy for numbers without one."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number, text
from studio.design.quantity import RATIO
from studio.design.requirement import Confidence
from studio.text import mark

Kind = Literal["range", "normal", "triangular"]
MAX_SPREADS = 400


def _amount(label: str, help: str) -> msgspec.Meta:
    return msgspec.Meta(ge=-1e30, le=1e30, title=label, description=help)


class Spread(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a number may be: anything of a range alike, near the middle of a normal, or by a triangle.

    Where it is `relative`, all numbers are shares of the value of the field, counted from that value: a low of −0.1 is
    a tenth below. Else they are values of the field [SI], and the deviation a difference of such values.
    """

    kind: Annotated[Kind, choice(mark("Kind"), mark("Range: all alike. Normal: near the middle. Triangular."))]
    low: Annotated[float, _amount(mark("Least"), mark("Of a range or a triangle."))] = 0.0
    mode: Annotated[float, _amount(
        mark("Likeliest"), mark("Of a triangle, or the middle of a normal; empty: the value itself."))] | None = None
    high: Annotated[float, _amount(mark("Most"), mark("Of a range or a triangle."))] = 0.0
    deviation: Annotated[float, _amount(mark("Standard deviation"), mark("Of a normal."))] = 0.0
    relative: bool = False
    source: Annotated[str, text(mark("Source"), mark("Who says so, where and when."), longest=400)] = ""
    confidence: Annotated[Confidence, choice(mark("Confidence"), mark("How far to trust it."))] = "assumed"

    def about(self, value: float) -> "Spread":
        """The same spread as values of a field that holds `value` [SI], its middle or likeliest value written out."""
        if not self.relative:
            return self if self.mode is not None else msgspec.structs.replace(self, mode=value)
        low, high = sorted((value * (1.0 + self.low), value * (1.0 + self.high)))
        return msgspec.structs.replace(self, low=low, high=high, mode=value * (1.0 + (self.mode or 0.0)),
                                       deviation=abs(value) * self.deviation, relative=False)  # fmt: skip


_BOTH_WAYS = mark("Share of the value both ways; empty: that of the catalogue.")


def _share(label: str, help: str = _BOTH_WAYS) -> msgspec.Meta:
    return number(RATIO, label, help, 0.0, 1.0, when=("uncertainty.defaults", "confidence"))


class Uncertainty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What numbers that state no spread bring: one by the confidence of their sources, or none."""

    defaults: Annotated[Literal["confidence", "none"], choice(
        mark("Unstated spreads"), mark("Confidence: a number without a spread of its own has one by how far its "
                                       "source is to be trusted. None: it is taken as exact."))] = "confidence"
    measured: Annotated[float, _share(mark("Measured, half width"))] | None = None
    published: Annotated[float, _share(mark("Published, half width"))] | None = None
    derived: Annotated[float, _share(mark("Derived, half width"))] | None = None
    assumed: Annotated[float, _share(
        mark("Assumed, half width"), mark("Share of the value both ways, also for numbers without a source; empty: "
                                          "that of the catalogue."))] | None = None
