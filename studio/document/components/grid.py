"""A sheet as rows of cells, and how much of one is read."""

import datetime
from dataclasses import dataclass

Cell = str | float | int | bool | datetime.date | datetime.time | datetime.timedelta | None

MAX_BYTES = 16 * 1024 * 1024
"""Of a file."""
MAX_UNPACKED = 64 * 1024 * 1024
"""Of what is packed in a workbook: twenty thousand rows have a third of it, and reading takes three times as much."""
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_SHEETS = 60
LONGEST_CELL = 4_000
"""Characters: no field of a design that a row may set holds more."""


class Refused(ValueError):
    """Nothing of the file is used; the text is one sentence."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` with their numbers as the program that made the file shows them; empty cells are None."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
