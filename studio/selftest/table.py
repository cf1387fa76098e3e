"""The self-test as a whole: one line for each part as it is found, and the verdict."""

from collections import Counter
from collections.abc import Callable, Iterator
from unicodedata import east_asian_width

from studio.selftest import drawing, exports, files, numbers, packages, places, processes
from studio.selftest.check import ABSENT, FAILED, GOOD, Check, Finding, find
from studio.text import mark, tr

_PART, _OUTCOME, _SECONDS = 28, 10, 7


def self_test(display: bool, say: Callable[[str], None] = print) -> int:
    """Check everything and say what was found; the exit status, 0 where nothing fails."""
    say(_line(tr(mark("Part")), tr(mark("Outcome")), tr(mark("Seconds")), tr(mark("Detail"))))
    found = []
    for check in _checks(display):
        finding = find(check)
        found.append(finding)
        say(_row(finding))
    counted = Counter(one.outcome for one in found)
    say(tr(mark("{good} parts work, {absent} are not here, {failed} fail."), good=counted[GOOD],
           absent=counted[ABSENT], failed=counted[FAILED]))  # fmt: skip
    return 1 if counted[FAILED] else 0


def _checks(display: bool) -> Iterator[Check]:
    yield from packages.checks()
    yield from files.checks()
    yield from places.checks()
    yield from numbers.checks()
    yield from processes.checks()
    yield from drawing.checks(display)
    yield from exports.checks()


def _row(found: Finding) -> str:
    return _line(found.part, tr(found.outcome), f"{found.seconds:.1f}", found.detail)


def _line(part: str, outcome: str, seconds: str, detail: str) -> str:
    room = " " * max(0, _SECONDS - _wide(seconds))
    return f"{_padded(part, _PART)}{_padded(outcome, _OUTCOME)}{room}{seconds}  {detail}".rstrip()


def _padded(words: str, width: int) -> str:
    return words + " " * max(1, width - _wide(words))


def _wide(words: str) -> int:
    """How many columns of a terminal it takes: a Chinese character takes two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in words)
