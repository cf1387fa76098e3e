"""Real satellites beside the designed ones: mean elements as they are published, one line an object.

The table of a set is text, so that thirty thousand objects are one value of the design: quick to read, to compare and
to keep. Each line has, apart by single blanks, what SGP4 starts from, in the units of the general-perturbations data:
catalogue number; epoch as modified Julian date, UTC [d]; mean motion [1/d] by Kozai's definition; eccentricity [-];
inclination, right ascension of the node, argument of perigee and mean anomaly [°] in the true equator, mean equinox;
drag term B* [1/Earth radius]; and the name, to the end of the line.
"""

from collections.abc import Iterable
from typing import Annotated, NamedTuple

import msgspec

from studio.design.field import text
from studio.text import mark, tr

MAX_SETS = 50
MAX_OBJECTS = 100_000
MAX_TABLE = 12_000_000
LONGEST_NAME = 60
COLUMNS = 9
"""Numbers before the name."""


class Element(NamedTuple):
    """One object; see the module for the units."""

    number: int
    epoch: float
    mean_motion: float
    eccentricity: float
    inclination: float
    node: float
    perigee: float
    anomaly: float
    drag: float
    name: str


class ElementSets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was read from one file."""

    name: Annotated[str, text(mark("Name"), mark("Unique among the imported sets."), longest=LONGEST_NAME, shortest=1)]
    table: Annotated[str, text(mark("Table"), mark("One line an object: number, epoch, elements and name."),
                               longest=MAX_TABLE, shortest=1, hidden=True)]  # fmt: skip
    source: Annotated[str, text(mark("Source"), mark("Where the element sets come from."), longest=400)] = ""
    date: Annotated[str, text(mark("Imported"), mark("Day on which they were read."), longest=30)] = ""

    @property
    def objects(self) -> int:
        """How many there are."""
        return self.table.count("\n") + 1


def table_text(elements: Iterable[Element]) -> str:
    """The lines of a table, with every digit that tells two numbers apart."""
    return "\n".join(f"{e.number} {e.epoch!r} {e.mean_motion!r} {e.eccentricity!r} {e.inclination!r} {e.node!r} "
                     f"{e.perigee!r} {e.anomaly!r} {e.drag!r} {e.name}" for e in elements)  # fmt: skip


def read_table(table: str) -> tuple[list[float], list[str]]:
    """The numbers of all lines, one after another, and the names.

    Raises
    ------
    ValueError
        If a line has too few columns, or one of them is no number; the sentence names the line.
    """
    lines = [line.split(" ", COLUMNS) for line in table.split("\n")]
    try:
        numbers = [float(cell) for line in lines for cell in line[:COLUMNS]]
    except ValueError:
        raise ValueError(_fault(lines)) from None
    if len(numbers) != COLUMNS * len(lines):
        raise ValueError(_fault(lines))
    return numbers, [line[COLUMNS] if len(line) > COLUMNS else "" for line in lines]


def _fault(lines: list[list[str]]) -> str:
    for place, line in enumerate(lines, start=1):
        try:
            whole = len([float(cell) for cell in line[:COLUMNS]]) == COLUMNS
        except ValueError:
            whole = False
        if not whole:
            return tr("line {line} of the imported elements is not {count} numbers and a name", line=place,
                      count=COLUMNS)  # fmt: skip
    return tr("the imported elements cannot be read")
