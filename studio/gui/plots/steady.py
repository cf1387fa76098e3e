"""Ranges of axes that do not tremble while a slider is dragged, and read-outs with a steady number of digits."""

import math

from studio.design.quantity import TEMPERATURE, Unit
from studio.design.shown import shown_symbol
from studio.design.unit_text import join
from studio.numerals import set_number

_HEADROOM = 0.04
_SHRINK_BELOW = 0.5
"""A range is kept until the data fill less than this share of it; a new one is filled to seven tenths at least."""
_NOISE = 1e-6
_RESOLUTION = 1.0 / 250.0
"""Share of an axis that is told apart: about a pixel."""
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


class SteadyRange:
    """The range of an axis: it grows as soon as the data leave it and shrinks only when they need half of it.

    `floor` is a value that stays the lower end for as long as no datum is below it.
    """

    def __init__(self, floor: float | None = None, least: float = 1.0) -> None:
        self._floor = floor
        self._least = least
        self.low, self.high = (floor if floor is not None else 0.0), 0.0

    @property
    def span(self) -> float:
        return self.high - self.low

    def update(self, low: float, high: float) -> bool:
        """Take over data from `low` to `high`; True where the range became another."""
        if not (math.isfinite(low) and math.isfinite(high)):
            return False
        # Balances leave −1e-12 W where nothing flows: that is no datum below the floor.
        anchored = self._floor is not None and low >= self._floor - _NOISE * (high - self._floor)
        if anchored and self._floor is not None:
            low = self._floor
        span = max(high - low, self._least)
        if low >= self.low and high <= self.high and span >= _SHRINK_BELOW * self.span:
            return False
        step = _nice(span / 20.0)
        middle = 0.0 if anchored else max(0.0, span - (high - low)) / 2.0
        fresh_low = low if anchored else math.floor((low - middle - _HEADROOM * span) / step) * step
        fresh_high = math.ceil((low - middle + (1.0 + _HEADROOM) * span) / step) * step
        if (fresh_low, fresh_high) == (self.low, self.high):
            return False
        self.low, self.high = fresh_low, fresh_high
        return True


def _nice(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step))
    return next((s for s in _STEPS if s * power >= step * (1 - 1e-9)), _STEPS[-1]) * power


def steady_text(number: float, span: float, symbol: str) -> str:
    """`number` with as many decimals as an axis of `span` lets one tell apart, and its unit."""
    decimals = 1 if span <= 0 else min(max(math.ceil(-math.log10(span * _RESOLUTION)), 0), 6)
    text = f"{number:.{decimals}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    return join(set_number(text).replace("-", "−"), symbol)


def temperature_unit() -> Unit:
    """The unit in which temperatures are shown now."""
    return TEMPERATURE.unit(shown_symbol(TEMPERATURE, "°C")) or TEMPERATURE.units[1]
