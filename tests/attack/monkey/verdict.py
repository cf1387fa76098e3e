"""What the tellings of monkeys come to: what was lost of each thing that must hold."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from tests.attack.outcome import Tally

Told = dict[str, Any]
Both = dict[str, Told]
"""What was told of a life as it was "used", and of its "twin" with planted faults."""
Judged = tuple[str, Callable[[Iterable[Told]], Tally]]
"""What must hold, and what tells how often it did not."""
GROWTH = 0.05
"""By how much memory may grow after it is warm."""
WARM = 0.4
"""The share of the rests after which it is."""
STEPS = 3
"""A count that has grown from rest to rest so often in a row, up to the end, is a leak."""
_NAMES = {"qt": "a warning of Qt", "stuck": "stuck", "monkey": "the monkey itself fell"}
HARD = ("exception", "qt", "warning", "crash", "hang", "stuck", "stage", "exit", "monkey")
"""Faults that are never right."""


def faults(tellings: Iterable[Told]) -> Tally:
    """Deeds, and what went wrong in them, each kind of fault once for each monkey."""
    tally = Tally()
    for told in tellings:
        tally.tried += told["deeds"]
        for fault in told["faults"]:
            if fault["kind"] in HARD:
                name = _NAMES.get(fault["kind"], fault["kind"])
                last = " ".join(str(act) for act in fault["acts"][-3:])
                tally.lose(f"seed {told.get('seed')}, {name}: {_line(fault['words'])}; after {last[:300]}")
    return tally


def undone(tellings: Iterable[Told]) -> Tally:
    """Ways back to the first design and forth again, and those that led elsewhere."""
    tally = Tally()
    for told in tellings:
        tally.tried += told.get("undone", 0)
        for fault in told["faults"]:
            if fault["kind"] == "undo":
                tally.lose(f"seed {told.get('seed')}: {fault['words']}")
    return tally


def stalls(tellings: Iterable[Told]) -> Tally:
    """Turns of the event loop, and those that took the thread of the window too long."""
    tally = Tally()
    for told in tellings:
        tally.tried += told.get("turns", 0)
        for fault in sorted(told["faults"], key=lambda one: str(one["words"]), reverse=True):
            if fault["kind"] == "stall":
                for _ in range(fault["times"]):
                    tally.lose(f"{fault['words']}: {fault['where'][0] if fault['where'] else fault['acts'][-1:]}")
    return tally


def leaks(tellings: Iterable[Told]) -> Tally:
    """Rests, and what there was more of at each of the last."""
    tally = Tally()
    for told in tellings:
        counts = told.get("counts", [])
        tally.tried += len(counts)
        for name in sorted({name for one in counts for name in one}):
            row = [one.get(name, 0) for one in counts[-STEPS - 1 :]]
            if len(row) > STEPS and all(after > before for before, after in itertools.pairwise(row)):
                tally.lose(f"seed {told.get('seed')}: {name} at the last rests {row}")
    return tally


def memory(tellings: Iterable[Told]) -> Tally:
    """Rests after the warm-up, and those at which there was too much more than at the first of them."""
    tally = Tally()
    for told in tellings:
        row = told.get("memory", [])
        warm = row[round(len(row) * WARM) :]
        tally.tried += len(warm)
        for place, now in enumerate(warm):
            if now > warm[0] * (1 + GROWTH):
                tally.lose(f"seed {told.get('seed')}: {now / 1e6:.0f} MB at rest {place} after warm-up, "
                           f"{warm[0] / 1e6:.0f} MB at its begin")  # fmt: skip
    return tally


NEVER: tuple[Judged, ...] = (
    ("no exception, warning of Qt, crash or hang", faults), ("undo to the start and redo to the end", undone),
    ("no turn of the window too long", stalls))  # fmt: skip
LEFT: tuple[Judged, ...] = (("nothing left behind", leaks), ("memory flat", memory))


def stall_table(tellings: Iterable[Told]) -> list[str]:
    """Every place in which a stall was seen, the longest first: times, the longest one, where."""
    times: Counter[str] = Counter()
    longest: dict[str, str] = {}
    for told in tellings:
        for fault in told["faults"]:
            if fault["kind"] == "stall":
                where = fault["where"][0] if fault["where"] else "?"
                times[where] += fault["times"]
                longest[where] = max(longest.get(where, ""), fault["words"])
    return [f"{words}, {times[where]}×: {where}" for where, words in
            sorted(longest.items(), key=lambda one: one[1], reverse=True)]  # fmt: skip


def _line(words: str) -> str:
    """The first and the last lines of many."""
    lines = [line.strip() for line in words.strip().splitlines() if line.strip()]
    return " | ".join(lines if len(lines) < 5 else [lines[0], *lines[-3:]])[:700]
