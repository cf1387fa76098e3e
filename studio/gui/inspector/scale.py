"""How far one step, one pixel or one slider position moves a value: pure arithmetic, in the unit that is shown."""

import math
from dataclasses import dataclass

_PIXELS_PER_DOUBLING = 150.0
_PIXELS_PER_SPAN = 500.0
_WIDE = 50.0


def nice_floor(size: float) -> float:
    """The largest of 1, 2 or 5 times a power of ten that is not above `size`."""
    if not size > 0 or not math.isfinite(size):
        return 0.0
    decade: float = 10.0 ** math.floor(math.log10(size))
    return next(k * decade for k in (5.0, 2.0, 1.0) if k * decade <= size * (1 + 1e-9) or k == 1.0)


def rounded(value: float, step: float) -> float:
    """`value` at the nearest multiple of `step`, without the digits that binary fractions leave behind."""
    if step <= 0:
        return value
    whole = round(value / step) * step
    return round(whole, max(0, 1 - math.floor(math.log10(step)))) if step < 1 else float(round(whole))


@dataclass(frozen=True, slots=True)
class Scale:
    """The way from `low` to `high`: even, or with `soft` > 0 in proportion to the value and even only below `soft`.

    `grain` is the smallest step there is: 1 for whole numbers.
    """

    low: float
    high: float
    soft: float = 0.0
    grain: float = 0.0

    @classmethod
    def of_bounds(cls, low: float, high: float, typical: float, grain: float = 0.0) -> "Scale":
        """The scale of a field: in proportion to the value where the bounds leave it orders of magnitude."""
        size = abs(typical)
        wide = low >= 0 and size > 0 and (high / low >= _WIDE * 2 if low > 0 else high / size >= _WIDE)
        return cls(low, high, max(low, size / 20) if wide else 0.0, grain)

    def place(self, value: float) -> float:
        """Where `value` lies on the way, from 0 to 1."""
        share = (self._warp(value) - self._warp(self.low)) / (self._warp(self.high) - self._warp(self.low))
        return min(max(share, 0.0), 1.0)

    def at(self, share: float, positions: int) -> float:
        """The value at `share` of the way, as round as a way of so many positions allows."""
        share = min(max(share, 0.0), 1.0)
        start, span = self._warp(self.low), self._warp(self.high) - self._warp(self.low)
        value = self._unwarp(start + share * span)
        near = self._unwarp(start + (share + 1 / positions) * span) - value
        return self._held(value, nice_floor(near))

    def dragged(self, start: float, pixels: float) -> float:
        """The value that a drag over so many pixels makes of `start`."""
        if self.soft:
            value = self._unwarp(self._warp(start) + pixels * math.log(2) / _PIXELS_PER_DOUBLING)
            return self._held(value, nice_floor(max(abs(value), self.soft) / 100))
        step = nice_floor((self.high - self.low) / _PIXELS_PER_SPAN)
        return self._held(start + pixels * (self.high - self.low) / _PIXELS_PER_SPAN, step)

    def stepped(self, value: float, steps: float) -> float:
        """The value so many steps on; a step is about 1 % of the value, or of the way where that is even."""
        size = max(abs(value), 2 * self.soft) if self.soft else self.high - self.low
        step = max(nice_floor(size / 100), self.grain)
        moved = value + steps * step
        return min(max(rounded(moved, step / 10 if not self.grain else self.grain), self.low), self.high)

    def _held(self, value: float, step: float) -> float:
        return min(max(rounded(value, max(step, self.grain)), self.low), self.high)

    def _warp(self, value: float) -> float:
        return math.asinh(value / self.soft) if self.soft else value

    def _unwarp(self, place: float) -> float:
        return math.sinh(min(place, 700.0)) * self.soft if self.soft else place
