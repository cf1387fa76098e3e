"""Pure edits of the element sets that a design has imported."""

import msgspec

from studio.design.design import Design
from studio.design.element_sets import LONGEST_NAME, MAX_OBJECTS, MAX_SETS, MAX_TABLE, ElementSets
from studio.design.error import DesignError
from studio.numerals import set_count
from studio.text import tr

_WHERE = "fleet.imported"


def add_elements(design: Design, sets: ElementSets) -> Design:
    """`design` with what was read from one more file, under a name that is not taken.

    Raises
    ------
    DesignError
        Where there would be more sets or objects than a design holds.
    """
    known = design.fleet.imported
    if len(known) >= MAX_SETS:
        raise DesignError(_WHERE, tr("a design has at most {most} files of element sets", most=MAX_SETS))
    count = sum(one.objects for one in (*known, sets))
    if sum(len(one.table) for one in (*known, sets)) > MAX_TABLE:
        raise DesignError(_WHERE, tr("the imported elements are longer than the {most} MB that a design holds",
                                     most=MAX_TABLE // 1_000_000))  # fmt: skip
    if count > MAX_OBJECTS:
        raise DesignError(_WHERE, tr("{count} imported objects are more than the {most} that a design holds",
                                     count=set_count(count), most=set_count(MAX_OBJECTS)))  # fmt: skip
    named = msgspec.structs.replace(sets, name=_unique({one.name for one in known}, sets.name))
    return _with(design, (*known, named))


def remove_elements(design: Design, name: str) -> Design:
    """`design` without the sets of one name."""
    return _with(design, tuple(one for one in design.fleet.imported if one.name != name))


def _with(design: Design, imported: tuple[ElementSets, ...]) -> Design:
    return msgspec.structs.replace(design, fleet=msgspec.structs.replace(design.fleet, imported=imported))


def _unique(taken: set[str], wanted: str) -> str:
    stem, number = wanted[: LONGEST_NAME - 4], 2
    name = wanted
    while name in taken:
        name, number = f"{stem} {number}", number + 1
    return name
