"""Round numbers along a logarithmic axis."""

import math
from collections.abc import Callable

Tick = tuple[float, str]
_MOST, _FEWEST = 7, 3
_STEPS = ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,))
_NICE = (1.0, 2.0, 5.0, 10.0)


def log_ticks(low: float, high: float, text: Callable[[float], str]) -> list[Tick]:
    """Where the ticks of a view from `low` to `high` lie, as decimal logarithms, and what stands there."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    found: list[float] = []
    for steps in _STEPS:
        found = [step * 10.0**decade for decade in range(first, last + 1) for step in steps]
        found = [one for one in found if low * (1 - 1e-9) <= one <= high * (1 + 1e-9)]
        if len(found) <= _MOST:
            break
    else:
        found = found[:: math.ceil(len(found) / _MOST)]
    if len(found) < _FEWEST:  # a part of a decade: even steps
        found = even_places(low, high)
    return [(math.log10(one), text(one)) for one in found]


def log_finder(text: Callable[[float], str], unit: float = 1.0) -> Callable[[float, float], list[Tick]]:
    """The ticks of an axis of decimal logarithms for the part that is shown, round in a `unit` that `text` is told."""
    shift = math.log10(unit)

    def find(low: float, high: float) -> list[Tick]:
        ticks = log_ticks(10.0 ** (low - shift), 10.0 ** (high - shift), text)
        return [(place + shift, words) for place, words in ticks]

    return find


def even_places(low: float, high: float, least: float = 0.0, most: int = 6) -> list[float]:
    """Round numbers from `low` to `high`, at most so many, no less than `least` apart."""
    span = (high - low) or 1.0
    step = 10.0 ** math.floor(math.log10(span / most))
    step = max(step * next(times for times in (*_NICE, 20.0) if span / (times * step) <= most), least)
    first = math.ceil(low / step - 1e-9)
    return [count * step for count in range(first, math.floor(high / step + 1e-9) + 1)]
