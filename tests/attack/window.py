"""The monkey at the window, and faults planted at the end of its life, which its watch must see.

The short form lives in a window as it opens and looks at what may never happen. What is left behind is judged in the
long form: episodes that differ find faults; one that is the same again and again tells what grows.
"""

from collections.abc import Iterator
from pathlib import Path

from tests.attack.monkey import verdict
from tests.attack.monkey.process import watched
from tests.attack.outcome import Outcome

SHORT = 40
LONG, EPISODE, LIVES = 5_000, 250, 4
"""Deeds of a life, those between two rests, and lives: what two cores do in some hours, not the 200,000 wanted."""
SAME = 12
"""Rests of the life whose episodes are all the same."""
SHORT_STALL_MS = 1000
"""In the short form a turn of the window may take so much of its own time: machines of CI draw OpenGL in software, on
two cores that do other things too, where the same turn was seen to take three times as long. It finds what stands still
for seconds; that a turn takes no more than 250 ms is for the long form."""


def attacks(place: Path, long: bool, seed: int) -> Iterator[Outcome]:
    """Live, and judge what was told."""
    if not long:
        told = watched(place, "--brief", "--plant", "--seed", str(seed), "--deeds", str(SHORT),
                       "--limit", str(SHORT_STALL_MS))  # fmt: skip
        yield from _judge([told], verdict.NEVER, f"; a stall is {SHORT_STALL_MS} ms here")
        return
    tellings = [
        watched(place / f"life{number}", "--plant", "--again", "5", "--seed", str(seed + number), "--deeds", str(LONG),
                "--episode", str(EPISODE)) for number in range(LIVES)]  # fmt: skip
    yield from _judge(tellings, verdict.NEVER)
    same = watched(place / "same", "--same", "--plant", "--seed", str(seed), "--deeds", str(SAME * EPISODE),
                   "--episode", str(EPISODE))  # fmt: skip
    yield from _judge([same], verdict.LEFT)


def _judge(tellings: list[verdict.Both], what: tuple[verdict.Judged, ...], note: str = "") -> Iterator[Outcome]:
    used = [one["used"] for one in tellings]
    twins = [one["twin"] for one in tellings if "twin" in one]
    seconds = sum(one.get("seconds", 0.0) for one in used)
    acts, kinds = sum(one["acts"] for one in used), len({name for one in used for name in one.get("kinds", {})})
    for name, judge in what:
        yield Outcome(name, "the window", judge(used), judge(twins), seconds / len(what),
                      f"{acts:,} acts of {kinds} kinds of deeds{note}; the twin has planted faults")  # fmt: skip
