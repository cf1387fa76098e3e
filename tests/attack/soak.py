"""A working day of edits and animation in the real window, without its pauses; what there is must not grow.

What is compressed: an edit every half minute comes as soon as the one before is computed; of the 108,000 frames of an
hour's animation 300 are drawn, each as the clock would have it; the timers of the studio (autosave, collection) run by
the time that really passes. What is not: edits go through the rows of the inspector, the whole model is computed for
each, and all that follows it is drawn. The twin keeps a little more after every ten minutes.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from tests.attack.monkey.process import watched
from tests.attack.monkey.soaking import Sample
from tests.attack.monkey.verdict import faults
from tests.attack.outcome import Outcome, Tally

SHORT_HOURS, LONG_HOURS, TWIN_HOURS = 1.0, 8.0, 2.0
SECONDS = 2.0 * 3600
"""So long may a day take; what was not reached by then is missing from the report's numbers."""
WARM = 0.25
"""The share of the samples after which all has been seen once."""
GROWTH, SLOWER = 0.05, 1.5
"""By how much memory and objects, and by how often the time for an edit or a frame, may be more at the end."""
HANDLES = 2
"""So many handles or threads more are those of what is under way."""
_BARS = "▁▂▃▄▅▆▇█"


def attacks(place: Path, long: bool, seed: int) -> Iterator[Outcome]:
    """One day as it is, and some hours of one that leaks."""
    hours = LONG_HOURS if long else SHORT_HOURS
    module = "tests.attack.monkey.soaking"
    used = watched(place / "used", "--seed", str(seed), "--hours", str(hours), module=module, limit=SECONDS)["used"]
    twin = watched(place / "twin", "--seed", str(seed), "--hours", str(min(hours, TWIN_HOURS)), "--plant",
                   module=module, limit=SECONDS)["used"]  # fmt: skip
    rows, leaky = used.get("samples", []), twin.get("samples", [])
    hours = rows[-1]["hour"] if rows else 0.0
    what = f"{used.get('edits', 0):,} edits and {used.get('frames', 0):,} frames"
    yield Outcome("no exception, warning of Qt, crash or hang", f"{hours:.3g} h", faults([used]), None,
                  used.get("seconds", 0.0), f"{what}; the twin is that of the monkey's watch")  # fmt: skip
    for name, unit, judge in (
        ("memory_mb", "MB", grown), ("objects", "objects of Python", grown), ("handles", "handles", more),
        ("threads", "threads", more), ("edit_own_ms", "ms of the window's thread for an edit", slower),
        ("frame_own_ms", "ms of the window's thread for a frame", slower),
    ):  # fmt: skip
        grows = name in ("memory_mb", "handles", "edit_own_ms")
        yield Outcome(name, f"{hours:.3g} h", judge(rows, name), judge(leaky, name) if grows else None, 0.0,
                      f"{unit} {plot([row[name] for row in rows])}")  # fmt: skip


def plot(values: list[float]) -> str:
    """The values as bars from nothing to the highest, with the first, the lowest and the highest in numbers."""
    if not values:
        return "nothing seen"
    top = max(*values, 1e-9)
    bars = "".join(_BARS[min(int(value / top * len(_BARS)), len(_BARS) - 1)] for value in values)
    figures = {"first": values[0], "lowest": min(values), "highest": max(values), "last": values[-1]}
    return f"{bars} {', '.join(f'{name} {value:,.0f}' for name, value in figures.items())}"


def _warm(rows: list[Sample], name: str) -> list[float]:
    return [row[name] for row in rows[round(len(rows) * WARM) :]]


def grown(rows: list[Sample], name: str) -> Tally:
    """Samples after the warm-up that have more than the first of them, by more than is allowed."""
    return _over(_warm(rows, name), lambda first: first * (1 + GROWTH), name)


def more(rows: list[Sample], name: str) -> Tally:
    """Samples after the warm-up with more handles than the first of them."""
    return _over(_warm(rows, name), lambda first: first + HANDLES, name)


def slower(rows: list[Sample], name: str) -> Tally:
    """Whether the last quarter takes longer than the first after the warm-up, by the middle of each."""
    warm, tally = _warm(rows, name), Tally()
    part = max(len(warm) // 4, 1)
    if warm:
        tally.tried = 1
        before, after = median(warm[:part]), median(warm[-part:])
        if after > before * SLOWER:
            tally.lose(f"{name} from {before:.0f} to {after:.0f}")
    return tally


def _over(warm: list[float], limit: Callable[[float], float], name: str) -> Tally:
    tally = Tally(len(warm))
    for place, value in enumerate(warm):
        if value > limit(warm[0]):
            tally.lose(f"{name} {value:,.0f} at sample {place} after the warm-up, {warm[0]:,.0f} at its begin")
    return tally
