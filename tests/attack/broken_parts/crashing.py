"""Ways in which the program dies or errs amid edits: work, report and the next two starts."""

import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.attack.broken_parts.start import Life, Start
from tests.attack.outcome import Outcome, Tally
from tests.xvfb import Screen

_LAST_S = 1.0
"""Edits of the last second may be lost."""
CRASHED, ENDED = "Dawnline crashed the last time", "Dawnline ended with unsaved changes"
OWN = "met an error of its own"
_MOST_DIALOGS, _MOST_NOTICES = 4, 40
"""Of a program that lives on with errors at every edit and every frame."""


@dataclass(frozen=True)
class Way:
    """How it ends, and what is said at the next start."""

    name: str
    end: str
    says: str


@dataclass(frozen=True)
class Errors:
    """What goes wrong one after the other in a program that lives on, and what it says of each."""

    name: str
    says: tuple[str, ...]
    ends: tuple[str, ...] = ()
    plants: tuple[str, ...] = ()
    twin: str = ""


DEATHS = (
    Way("SIGSEGV", "segfault", CRASHED),
    Way("SIGABRT", "abort", CRASHED),
    Way("SIGKILL", "kill", ENDED),
    Way("SIGTERM", "term", ENDED),
    Way("the X server is killed", "screen", ENDED),
)
TWINS = ((DEATHS[0], "no_watch"), (DEATHS[2], "no_keeping"))
"""The naive ones: nobody writes down where the interpreter died; nobody keeps unsaved work."""
ERRORS = (
    Errors("exceptions in a slot, a thread and an exporter, a killed analysis",
           (OWN, "The same program error came again", "program error stopped this"),
           ("slot", "thread", "export", "analysis"), ("report_fails",), "no_hook"),
    Errors("exceptions in a view, in painting and in a stage", (OWN, "program error stopped the analysis"), (),
           ("view_fails", "painting_fails", "stage_defect"), "no_hook"),
    Errors("views that cannot be built", ("cannot be shown because of a program error",), (), ("view_not_made",),
           "no_catch"),
)  # fmt: skip


def all_ways(place: Path, seed: int) -> Iterator[Outcome]:
    """Every death and every error, and the twins."""
    began, used, twin = time.monotonic(), Tally(), Tally()
    for way in DEATHS:
        used.tried += 1
        for words in died(place / way.end, way, seed):
            used.lose(f"{way.name}: {words}")
    for way, without in TWINS:
        twin.tried += 1
        for words in died(place / f"{way.end}-twin", way, seed, (without,), starts=2)[:1]:
            twin.lose(f"{way.name}, {without}: {words}")
    names = "; ".join(way.name for way in DEATHS)
    yield Outcome("death amid edits, and the two starts after it", "the window", used, twin, time.monotonic() - began,
                  names)  # fmt: skip
    began, used, twin = time.monotonic(), Tally(), Tally()
    for number, errors in enumerate(ERRORS):
        used.tried += 1
        for words in erred(place / f"errors-{number}", errors, seed):
            used.lose(f"{errors.name}: {words}")
        if number != 1:  # the guard is that of the first
            twin.tried += 1
            for words in erred(place / f"errors-{number}-twin", errors, seed, (errors.twin,))[:1]:
                twin.lose(f"{errors.name}, {errors.twin}: {words}")
    names = "; ".join(errors.name for errors in ERRORS)
    yield Outcome("program errors, and the start after them", "the window", used, twin, time.monotonic() - began, names)


def died(place: Path, way: Way, seed: int, without: tuple[str, ...] = (), starts: int = 3) -> list[str]:
    """What was lost by a death amid edits, and wrong with the starts after it."""
    chance = random.Random(f"{seed} {way.name}")
    shown = Screen()
    try:
        start = Start(place, shown.name, "edits", plants=without, ends=[way.end],
                      edit_s=chance.uniform(1.5, 4.0))  # fmt: skip
        if way.end == "screen" and start.until("end"):
            shown.end()
        first = start.wait()
    finally:
        shown.end()
    if first.one("end") is None:
        return [f"it never came to its end: {first.status} {first.said[-600:]}"]
    wrong = [] if first.status else ["it ended with 0, as if nothing had been"]
    if first.hung:
        wrong.append("it did not end, and holds its work")
    shown = Screen()
    try:
        second = Start(place, shown.name, "look", plants=without).wait()
        wrong += _taken_back(first, second, way)
        if starts > 2:
            third = Start(place, shown.name, "look", plants=without).wait()
            wrong += [f"the start after it: {words}" for words in _clean(second, third)]
    finally:
        shown.end()
    return wrong


def _taken_back(first: Life, second: Life, way: Way) -> list[str]:
    """Every edit but those of the last second is back, and the crash was told."""
    end = first.one("end")
    opened = second.one("opened")
    assert end is not None
    if opened is None or second.status:
        return [f"the next start ended with {second.status}{' (hung)' * second.hung}: {second.said[-900:]}"]
    wrong = []
    due = [one["altitude"] for one in first.all("edit") if one["at"] <= end["at"] - _LAST_S]
    made = {one["altitude"] for one in first.all("edit")}
    if due and (opened["altitude"] not in made or opened["altitude"] < max(due)):
        wrong.append(f"the work is lost: {opened['altitude'] / 1e3:.1f} km came back, {max(due) / 1e3:.1f} km was due")
    if way.says not in second.words:
        wrong.append(f"“{way.says}” was not said, but: {second.words!r}")
    if len(second.all("dialog")) > 1:
        wrong.append(f"more than one question: {[one['name'] for one in second.all('dialog')]}")
    return wrong


def _clean(before: Life, after: Life) -> list[str]:
    """The design that was saved is there, and nothing is said of the crash."""
    opened, kept = after.one("opened"), before.one("opened")
    wrong = [f"it ended with {after.status}: {after.said[-500:]}"] if after.status or after.hung else []
    if opened is None or kept is None or opened["altitude"] != kept["altitude"] or opened["modified"]:
        wrong.append(f"it opened {opened}, not {kept}")
    if after.words:
        wrong.append(f"it said {after.words!r}")
    return wrong


def erred(place: Path, errors: Errors, seed: int, without: tuple[str, ...] = ()) -> list[str]:
    """What was wrong with a program that met errors, and with the start after it."""
    chance = random.Random(f"{seed} {errors.name}")
    shown = Screen()
    try:
        first = Start(place, shown.name, "edits", plants=(*errors.plants, *without), ends=errors.ends,
                      answer="continue", edit_s=chance.uniform(1.5, 3.0)).wait()  # fmt: skip
        alive = first.one("alive")
        if alive is None or first.status or first.hung:
            return [f"it did not live on: {first.status}{' (hung)' * first.hung} {first.said[-900:]}"]
        wrong = [f"“{words}” was not said, but: {first.words!r}" for words in errors.says
                 if not re.search(words, first.words)]  # fmt: skip
        if alive["altitude"] != 590e3 or (first.one("saved") or {}).get("modified") is not False:
            wrong.append(f"it worked no more: {alive}")
        not_fresh = {stage: status for stage, status in alive.items()
                     if stage not in {"what", "at", "since", "altitude"} and status != "fresh"}  # fmt: skip
        if not_fresh:
            wrong.append(f"stages: {not_fresh}")
        if len(first.all("dialog")) > _MOST_DIALOGS or len(first.all("notice")) > _MOST_NOTICES:
            wrong.append(f"{len(first.all('dialog'))} dialogs, {len(first.all('notice'))} notices: {first.words[:900]}")
        second = Start(place, shown.name, "look").wait()
        if second.words or second.status or (second.one("opened") or {}).get("altitude") != 590e3:
            wrong.append(f"the next start: {second.status} {second.words!r} {second.one('opened')}")
        return wrong
    finally:
        shown.end()
