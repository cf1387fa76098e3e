"""One thing to be checked, and what was found."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from studio.text import mark

GOOD, ABSENT, FAILED = mark("works"), mark("not here"), mark("fails")


class Absent(Exception):
    """What is checked need not be here, and is not; the text says what that means."""


class Wrong(Exception):
    """What is checked does not work; the text says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Check:
    """`run` gives what there is to say of the part where it works; it raises `Absent`, or anything else."""

    part: str
    run: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Finding:
    """`outcome` is one of the three words above."""

    part: str
    outcome: str
    detail: str
    seconds: float


def find(check: Check) -> Finding:
    """What comes of a check, whatever happens in it."""
    began = time.perf_counter()
    try:
        outcome, detail = GOOD, check.run()
    except Absent as error:
        outcome, detail = ABSENT, str(error)
    except Wrong as error:
        outcome, detail = FAILED, str(error)
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        outcome, detail = FAILED, f"{type(error).__name__}: {error}"
    return Finding(check.part, outcome, " ".join(detail.split()), time.perf_counter() - began)
