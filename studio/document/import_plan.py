"""What a file can become in a design: what it holds in words, and the edit that takes it, for the window and the CLI.

Reading may take a while, and so may fitting: both are told a checkpoint. Every fault of a file is a FileError in one
sentence; nothing is edited before the whole file is read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import msgspec

from studio.design import Design
from studio.design.check import refuse
from studio.design.element_sets import ElementSets
from studio.document.elements.element import printable
from studio.document.ephemerides.track import Track
from studio.document.error import FileError
from studio.text import mark, tr, tr_count

Checkpoint = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """One way in: `edit` makes the design that has it under a name that is wanted, and says which name it got."""

    label: str
    """Of the undo step"""
    words: tuple[str, ...]
    """What was found, and what must be said about it"""
    edit: Callable[[Design, str], tuple[Design, str]]
    done: str
    """What to say of it afterwards, with places for {name} and {target}"""
    name: str = ""
    """The name that is proposed; none where it has none"""
    warnings: tuple[str, ...] = ()
    said: int = 1
    """How many of the words `done` says, too"""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that a file can become, of one of several `objects` where there is a choice."""

    key: str
    title: str
    objects: tuple[str, ...]
    plan: Callable[[int, Checkpoint], Plan]


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds, and what it can become; what is likeliest wanted stands first."""

    kind: str
    offers: tuple[Offer, ...]


def look(kind: str, data: bytes, path: Path, checkpoint: Checkpoint) -> Found:
    """What the file at `path` with the bytes `data` can become, `kind` being its name in `studio.document.importing`.

    Raises
    ------
    FileError
        In one sentence, where it cannot be read as a whole.
    """
    try:
        return _LOOKS[kind](data, path, checkpoint)
    except FileError:
        raise
    except ValueError as error:
        raise _fault(path, error) from None


def _fault(path: Path, error: ValueError) -> FileError:
    text = str(error)
    return FileError(path.name, text.removeprefix(f"{path.name}: "))


def _elements(data: bytes, path: Path, checkpoint: Checkpoint) -> Found:
    from studio.document.elements.reader import read_elements
    from studio.document.elements.words import read_words

    found = read_elements(data, checkpoint)
    words = read_words(found)
    sets = found.sets(_stem(path), f"{path.name}, {found.kind}", date.today())
    plan = Plan(tr("Import element sets"), (f"{words}.",), _beside(sets), _is_in(words), _stem(path))
    return Found(found.kind, (Offer("satellites", tr(mark("Satellites beside the design's own")), (),
                                    lambda _, __: plan),))  # fmt: skip


def _material(data: bytes, path: Path, checkpoint: Checkpoint) -> Found:
    from studio.catalogue.import_index import read_index_file
    from studio.document.materials import with_imported

    table = read_index_file(data, path.name)
    low, high = f"{table.low * 1e9:.0f}", f"{table.high * 1e9:.0f}"
    words = tr(mark("Optical constants from {low} to {high} nm, {rows} rows."), low=low, high=high,
               rows=len(table.wavelength))  # fmt: skip

    def edit(design: Design, name: str) -> tuple[Design, str]:
        design = with_imported(design, table, name)
        return design, design.stack.materials[-1].name

    done = tr(mark("“{name}”, {low} to {high} nm, is in {target}"), name="{name}", target="{target}", low=low,
              high=high)  # fmt: skip
    plan = Plan(tr(mark("Import optical constants")), (words,), edit, done, _stem(path) or table.name, table.warnings)
    return Found(tr(mark("optical constants")), (Offer("material", tr(mark("A material of the panel")), (),
                                                       lambda _, __: plan),))  # fmt: skip


def _ephemerides(data: bytes, path: Path, checkpoint: Checkpoint) -> Found:
    from studio.document.ephemerides.reader import read_ephemerides

    found = read_ephemerides(data, path.stem, checkpoint)
    names = tuple(track.name for track in found.tracks)
    beside: tuple[str, ...] = ()
    if found.others:
        beside = (tr_count("One message of another kind in the file was passed over.",
                           "{count} messages of other kinds in the file were passed over.", found.others),)  # fmt: skip
    offers = (
        Offer("orbit", tr(mark("The orbit of the mission")), names,
              lambda place, tell: _guarded(path, beside, lambda: _orbit(
                  found.kind, found.tracks[place], path, tell))),
        Offer("satellites", tr(mark("Satellites beside the design's own")), (),
              lambda _, tell: _guarded(path, beside, lambda: _satellites(
                  found.kind, found.tracks, path, tell))),
    )  # fmt: skip
    return Found(found.kind, offers if len(names) == 1 else offers[::-1])


def _guarded(path: Path, beside: tuple[str, ...], work: Callable[[], Plan]) -> Plan:
    """What `work` plans, with what else is to be said of the file; its faults name the file."""
    try:
        plan = work()
        return replace(plan, words=(*plan.words, *beside))
    except FileError:
        raise
    except ValueError as error:
        raise _fault(path, error) from None


def _orbit(kind: str, track: Track, path: Path, checkpoint: Checkpoint) -> Plan:
    from studio.document.ephemerides.orbit import (
        frame_words,
        length_text,
        orbit_of_track,
        orbit_words,
        track_words,
        with_orbit,
    )

    taken = orbit_of_track(track, checkpoint)
    origin = tr(mark("{file}, {kind}, “{name}”: least squares, {rms} root mean square"), file=path.name, kind=kind,
                name=track.name, rms=length_text(taken.fit.rms))  # fmt: skip

    def edit(design: Design, _: str) -> tuple[Design, str]:
        design = with_orbit(design, taken, origin, date.today())
        refuse(design)
        return design, track.name

    words = (f"{kind}, {track_words(track, taken)}.", *orbit_words(taken), *frame_words(track))
    return Plan(tr(mark("Import an orbit")), words, edit, tr(mark("“{name}” is the orbit of {target} now.")),
                said=0)  # fmt: skip


def _satellites(kind: str, tracks: Sequence[Track], path: Path, checkpoint: Checkpoint) -> Plan:
    from studio.document.ephemerides.orbit import frame_words
    from studio.document.ephemerides.satellites import satellite_words, satellites_of_tracks

    taken = satellites_of_tracks(tracks, checkpoint)
    sets = taken.sets(_stem(path), f"{path.name}, {kind}", date.today())
    count = tr_count("one object ({kind})", "{count} objects ({kind})", len(taken.elements), kind=kind)
    words = (*satellite_words(taken), *frame_words(tracks[0]))
    return Plan(tr(mark("Import satellites")), (f"{count}.", *words), _beside(sets), _is_in(f"{count}."), _stem(path))


def _beside(sets: ElementSets) -> Callable[[Design, str], tuple[Design, str]]:
    """The edit that adds element sets under the wanted name."""

    def edit(design: Design, name: str) -> tuple[Design, str]:
        from studio.design.element_edit import add_elements

        design = add_elements(design, msgspec.structs.replace(sets, name=printable(name) or sets.name))
        return design, design.fleet.imported[-1].name

    return edit


def _is_in(what: str) -> str:
    return f"{tr(mark('“{name}” is in {target}'))}: {what.replace('{', '{{').replace('}', '}}')}"


def _stem(path: Path) -> str:
    return printable(path.stem)


_LOOKS: dict[str, Callable[[bytes, Path, Checkpoint], Found]] = {
    "ephemerides": _ephemerides, "elements": _elements, "material": _material,
}  # fmt: skip
"""By the names of `studio.document.importing.KINDS`; a design is opened instead."""
