"""Round numbers along a logarithmic axis."""

import math
from collections.abc import Callable

Ticks = list[list[tuple[float, str]]]
_MOST = 7
_STEPS = ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,))


def log_ticks(low: float, high: float, text: Callable[[float], str]) -> Ticks:
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
    return [[(math.log10(one), text(one)) for one in found]]
