"""Baselines of a design: the design as it was, kept under a name inside the one that came of it. All pure edits."""

from datetime import date

import msgspec

from studio.design import Design, DesignError
from studio.design.baseline import LONGEST_DESIGN, LONGEST_NAME, LONGEST_NOTE, MAX_BASELINES, Baseline
from studio.document import decode, files
from studio.numerals import set_count
from studio.text import mark, tr

MARK = "#"
"""What stands between a file and the name of a baseline in it."""


def keep(design: Design, name: str, note: str = "", today: date | None = None) -> Design:
    """`design` with itself as one more baseline.

    Raises
    ------
    DesignError
        Where it has as many as it may, one of that name, or would be too large, in one sentence.
    """
    count = len(design.baselines)
    if count >= MAX_BASELINES:
        raise DesignError("baselines", tr(mark("a design keeps at most {most} baselines: remove one first"),
                                          most=MAX_BASELINES))  # fmt: skip
    text = files.kept_text(design)
    if len(text) > LONGEST_DESIGN:
        raise DesignError("baselines", tr(
            mark("the design is too large to be kept in itself: {length} characters, at most {most} fit"),
            length=set_count(len(text)), most=set_count(LONGEST_DESIGN)))  # fmt: skip
    day = (today if today is not None else date.today()).isoformat()
    fresh = Baseline(_fit(design, name), text, day, " ".join(note.split())[:LONGEST_NOTE])
    return msgspec.structs.replace(design, baselines=(*design.baselines, fresh))


def kept(design: Design, name: str) -> Design:
    """The design that a baseline keeps; DesignError where there is none of that name, or two."""
    return files.kept_design(design.baselines[_position(design, name)].design)


def baseline_designs(design: Design) -> dict[str, Design]:
    """The designs that all baselines keep, by name."""
    return {one.name: files.kept_design(one.design) for one in design.baselines}


def restored(design: Design, name: str) -> Design:
    """The design that a baseline keeps, with the baselines of `design`; DesignError where there is none."""
    return with_baselines_of(kept(design, name), design)


def with_baselines_of(other: Design, design: Design) -> Design:
    """`other` with the baselines of `design`, its notes and its signatures: what is restored forgets none of them."""
    return msgspec.structs.replace(other, baselines=design.baselines, review=design.review)


def renamed(design: Design, name: str, other: str) -> Design:
    """`design` with another name for one baseline, which no other may have."""
    position = _position(design, name)
    return design if other == name else _with(design, position, name=_fit(design, other, position))


def annotated(design: Design, name: str, note: str) -> Design:
    """`design` with another note on one baseline."""
    return _with(design, _position(design, name), note=" ".join(note.split())[:LONGEST_NOTE])


def removed(design: Design, name: str) -> Design:
    """`design` without one baseline."""
    position = _position(design, name)
    return msgspec.structs.replace(design, baselines=design.baselines[:position] + design.baselines[position + 1 :])


def free_name(design: Design, wanted: str) -> str:
    """`wanted`, or `wanted 2`, `wanted 3` … where a baseline has that name already."""
    taken = {baseline.name for baseline in design.baselines}
    stem = " ".join(wanted.replace(MARK, " ").split())[: LONGEST_NAME - 4] or tr("Baseline")
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem} {number}", number + 1
    return name


def _fit(design: Design, name: str, position: int | None = None) -> str:
    """`name` as a baseline may have it, that at `position` aside."""
    fresh = " ".join(name.split())
    if not fresh:
        raise DesignError("baselines", tr(mark("a baseline needs a name")))
    if len(fresh) > LONGEST_NAME:
        raise DesignError("baselines", tr(mark("the name has {length} characters, at most {longest} fit"),
                                          length=len(fresh), longest=LONGEST_NAME))  # fmt: skip
    if MARK in fresh:
        raise DesignError("baselines", tr(mark("“{mark}” cannot be in a name: it stands between a file and a "
                                               "baseline"), mark=MARK))  # fmt: skip
    if any(one.name == fresh for at, one in enumerate(design.baselines) if at != position):
        raise DesignError("baselines", tr(mark("there is a baseline “{name}” already"), name=fresh))
    return fresh


def _position(design: Design, name: str) -> int:
    names = [baseline.name for baseline in design.baselines]
    if names.count(name) > 1:
        raise DesignError("baselines", tr(mark("two baselines are called “{name}”"), name=name))
    if name not in names:
        known = tuple(dict.fromkeys(names))
        hint = decode.nearest(name, known) or (
            tr(mark("; there are {names}"), names=", ".join(known)) if known else tr(mark("; the design has none")))
        raise DesignError("baselines", tr(mark("there is no baseline “{name}”{hint}"), name=name[:60], hint=hint))
    return names.index(name)


def _with(design: Design, position: int, **changes: str) -> Design:
    fresh = msgspec.structs.replace(design.baselines[position], **changes)
    return msgspec.structs.replace(
        design, baselines=(*design.baselines[:position], fresh, *design.baselines[position + 1 :]))  # fmt: skip
