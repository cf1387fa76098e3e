"""A stretch of an imported file, before it is checked: columns that share their wavelengths."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.text import mark, tr

MAX_ROWS = 20_000
Column = NDArray[np.float64]


class Refused(ValueError):
    """What is wrong with the file, without its name."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Columns as they stand in the file."""

    wavelength: Column
    """[m]."""
    n: Column | None
    k: Column | None
    lines: tuple[int, ...] = ()
    """The line of each row, where the file has lines of its own."""
    unit: str = "nm"

    def at(self, row: int, fault: str) -> str:
        """`fault` with the place of a row."""
        if self.lines:
            return tr(mark("line {line}: {fault}"), line=self.lines[row], fault=fault)
        return tr(mark("row {row}: {fault}"), row=row + 1, fault=fault)
