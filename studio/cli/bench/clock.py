"""Taking the time of several things side by side."""

import gc
import time
from collections.abc import Callable, Sequence

from studio.cli.bench.row import Timing

Work = Callable[[], object]


def timing(values: Sequence[float]) -> Timing:
    """Median and quarters of some measurements."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("there is nothing to take the median of")

    def at(share: float) -> float:
        place = share * (len(ordered) - 1)
        below = int(place)
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (place - below) * (ordered[above] - ordered[below])

    return Timing(at(0.5), at(0.25), at(0.75), len(ordered))


def side_by_side(works: Sequence[Work], rounds: int) -> list[Timing]:
    """Seconds of each, run in turn so that whatever else the machine does meets all of them.

    Each runs once beforehand, uncounted. Garbage is not collected meanwhile.
    """
    for work in works:
        work()
    found: list[list[float]] = [[] for _ in works]
    collecting = gc.isenabled()
    gc.disable()
    try:
        for _ in range(rounds):
            for work, times in zip(works, found, strict=True):
                began = time.perf_counter()
                work()
                times.append(time.perf_counter() - began)
    finally:
        if collecting:
            gc.enable()
    return [timing(times) for times in found]
