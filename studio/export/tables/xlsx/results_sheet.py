"""Every result with its equation and source; those that this workbook computes are its formulas."""

from typing import Any, Final

import numpy as np

from studio.analysis import Results
from studio.design.unit_text import number_text
from studio.export.tables.lines import Line, result_lines
from studio.export.tables.xlsx.book import Book, number_format
from studio.export.tables.xlsx.formula import Term
from studio.text import mark, tr, tr_count

_WIDTHS: Final = (36.0, 40.0, 22.0, 14.0, 23.0, 12.0, 52.0, 52.0, 22.0, 9.0)
_LISTED: Final = 8
"""Values of a list that are shown; of more, how many and from where to where."""


def results_sheet(book: Book, results: Results, name: str) -> None:
    """Write the sheet, last of all: what is live is known then."""
    sheet = book.sheet(name, _WIDTHS, head=3, columns=2)
    sheet.title(tr(mark("Results")), tr(mark("Of the whole design; long lists are in the CSV of the results.")))
    sheet.heads(tr(mark("Result")), tr(mark("What it is")), tr(mark("Value")), tr(mark("Unit")),
                tr(mark("Value in SI")), tr(mark("SI unit")), tr(mark("Equation")), tr(mark("Source")),
                tr(mark("Stage")), tr(mark("Formula")))  # fmt: skip
    for line in result_lines(results):
        sheet.text(0, line.name, "name")
        sheet.text(1, line.label, "wrap")
        sheet.text(3, line.unit.symbol, "unit")
        sheet.text(5, line.quantity.si, "unit")
        cell = book.named(line.name)
        if line.value is None:
            sheet.text(2, _several(results[line.name], line) if line.kind == "series" else line.text, "wrap")
        elif cell is not None:
            si = sheet.formula(4, cell, "plain", number_format(cell.value))
            factor, offset = line.unit.factor, line.unit.offset
            shown: Term = si / factor if factor != 1.0 else si
            shown = shown - offset if offset else shown
            sheet.formula(2, shown, "plain", number_format(shown.value, whole=line.kind == "integer"))
            sheet.text(9, tr(mark("yes")))
        else:
            sheet.number(4, line.value, "given", "General")
            shown_value = line.unit.from_si(line.value)
            sheet.number(2, shown_value, "given", number_format(shown_value, whole=line.kind == "integer"))
        sheet.text(6, line.equation, "quiet_wrap")
        sheet.text(7, line.source, "quiet_wrap")
        sheet.text(8, line.group)
        sheet.row += 1
    sheet.made.autofilter(2, 0, sheet.row - 1, len(_WIDTHS) - 1)


def _several(value: Any, line: Line) -> str:
    """A list in the unit of its line."""
    if not isinstance(value, np.ndarray):
        return "; ".join(tr(str(one)) for one in value)
    numbers = [number_text(line.unit.from_si(one), 5) for one in value.ravel().tolist()]
    if value.ndim == 1 and len(numbers) <= _LISTED:
        return ", ".join(numbers)
    count = tr_count(mark("{count} value"), mark("{count} values"), len(numbers))
    low, high = (number_text(line.unit.from_si(float(one)), 5) for one in (value.min(), value.max()))
    return tr(mark("{count}, {low} to {high}"), count=count, low=low, high=high)
