"""Every headline result a second time: another formula or another package, over random designs."""

import importlib
import math
import random
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from studio.analysis import evaluate
from studio.design import Design
from tests.attack.drawn_designs import contradictory, random_design
from tests.attack.outcome import Outcome
from tests.attack.second_way import Case, Compared

DOMAINS = ("orbit", "light", "cell", "heat", "power", "mass", "money", "links")
ASKED = ("cost", "link")
"""Stages that need all that is compared."""
SHORT, LONG = 12, 1_000
"""Designs that come through to their cost."""
SECONDS = 3_600.0
"""After which it is enough; each row says how many designs it had."""

_R = 6378.137e3
_VALID = 20


def attacks(place: Path, long: bool, seed: int) -> Iterator[Outcome]:
    """One row for each result and way."""
    ways = [way for name in DOMAINS for way in importlib.import_module(f"tests.attack.second_{name}").WAYS]
    compared, began = [Compared(way) for way in ways], time.monotonic()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for case in _cases(LONG if long else SHORT, seed):
            for one in compared:
                one.look(case)
            if time.monotonic() - began > SECONDS:
                break
    # Few designs may have no propellant, say; of a thousand some have each.
    yield from (one.outcome() for one in compared if long or one.used.tried or one.used.lost)


def _cases(count: int, seed: int) -> Iterator[Case]:
    """Designs that come through to their cost: of what is refused on the way there is nothing to compare."""
    found, number = 0, 0
    while found < count:
        number += 1
        design = drawn(random.Random(f"{seed} second {number}"))
        results = evaluate(design, only=ASKED)
        if results.outcomes["cost"].ok:
            found += 1
            yield Case(number, design, results)


def drawn(r: random.Random) -> Design:
    """A random design, most often in an orbit of its own: the presets share a few."""
    for _ in range(_VALID):
        design = random_design(r)
        if r.random() < 0.7:
            moved = msgspec.structs.replace(design, mission=msgspec.structs.replace(design.mission, **_orbit(r)))
            design = design if contradictory(moved) else moved
        if not contradictory(design):
            return design
    raise AssertionError("no valid design was drawn")


def _orbit(r: random.Random) -> dict[str, Any]:
    high = r.random() < 0.15
    altitude = math.exp(r.uniform(math.log(2e6), math.log(4.2e7))) if high else r.uniform(350e3, 1.6e6)
    most = 1.0 - (_R + 300e3) / (_R + altitude)
    return {
        "altitude": altitude,
        "eccentricity": r.choice((0.0, 0.0, 0.0, 0.0, r.uniform(0.0, min(most, 0.7)))),
        "sun_synchronous": not high and r.random() < 0.5,
        "ltan": r.uniform(0.0, 86400.0),
        "inclination": r.uniform(0.0, math.pi),
        "raan": r.uniform(0.0, 2.0 * math.pi),
        "argument_of_perigee": r.uniform(0.0, 2.0 * math.pi),
        "epoch": f"{r.randint(2025, 2045)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}T{r.randint(0, 23):02d}:00:00",
    }
