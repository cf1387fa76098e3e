"""The sheet of every field of the design: what is typed in the unit people expect, and its SI value by formula.

Dawnline reads it back: the heads are the same in every language.
"""

from typing import Final

from studio.design import Design
from studio.export.tables.lines import Line, field_lines
from studio.export.tables.xlsx.book import Book, Sheet
from studio.export.tables.xlsx.formula import Term, choose, is_number
from studio.text import mark, tr

HEADS: Final = ("field", "label", "value", "unit", "SI value", "SI unit", "source", "confidence", "date", "catalogue",
                "in use", "in formulas", "factor", "offset")  # fmt: skip
_WIDTHS: Final = (38.0, 34.0, 24.0, 13.0, 23.0, 11.0, 50.0, 11.0, 11.0, 50.0, 7.0, 9.0, 22.0, 10.0)
_LONGEST_TEXT: Final = 60
"""Characters of a text that is shown whole."""
_LONGEST_LIST: Final = 255
"""Characters of a list of choices that a cell may offer."""


class Inputs:
    """`take` gives the SI cell of a field to a formula, which the sheet then says of it."""

    def __init__(self, book: Book, design: Design, name: str) -> None:
        self._book = book
        self._sheet = book.sheet(name, _WIDTHS, head=4, columns=2)
        self._cells: dict[str, tuple[int, Term]] = {}
        sheet = self._sheet
        sheet.title(tr(mark("Inputs")), tr(mark(
            "Every field of the design. Blue values may be changed here; those marked as in formulas move the sheets "
            "of this workbook. Dawnline reads all of them back: File, Import components.")))  # fmt: skip
        captions = (mark("Field"), mark("What it is"), mark("Value"), mark("Unit"), mark("Value in SI"),
                    mark("SI unit"), mark("Source"), mark("Confidence"), mark("Date"), mark("From the catalogue"),
                    mark("Has an effect"), mark("Moves this workbook"), mark("SI value of one unit"),
                    mark("Zero of the unit"))  # fmt: skip
        sheet.heads(*(tr(caption) for caption in captions))
        for column, head in enumerate(HEADS):
            sheet.text(column, head, "name")
        sheet.row += 1
        for line in field_lines(design):
            self._line(line)
        sheet.made.autofilter(3, 0, sheet.row - 1, len(HEADS) - 3)
        sheet.made.print_area(0, 0, sheet.row - 1, 9)

    def take(self, path: str) -> Term:
        """The cell of the SI value of a field."""
        if known := self._book.named(path):
            return known
        row, cell = self._cells[path]
        kept, self._sheet.row = self._sheet.row, row
        self._sheet.text(11, tr(mark("yes")))
        self._sheet.row = kept
        return self._book.define(path, self._sheet, row, 4, cell.value)

    def _line(self, line: Line) -> None:
        sheet, number = self._sheet, line.kind in {"number", "integer"}
        sheet.text(0, line.name, "name")
        sheet.text(1, line.label, "wrap")
        sheet.text(3, line.unit.symbol, "unit")
        shown = line.shown
        if shown is not None:
            typed = sheet.number(2, shown, "input")
        elif number:
            typed = sheet.empty(2)
        else:
            sheet.text(2, line.text, "input" if len(line.text) <= _LONGEST_TEXT else "input_line")
        if number:
            sheet.number(12, line.unit.factor, "quiet")
            sheet.number(13, line.unit.offset, "quiet")
            sheet.text(5, line.quantity.si, "unit")
            self._cells[line.name] = (sheet.row, self._si(line, typed))
        self._limits(line, sheet)
        sheet.text(6, line.source, "wrap")
        sheet.text(7, line.confidence)
        sheet.text(8, line.date)
        sheet.text(9, line.held, "quiet_wrap")
        sheet.text(10, tr(mark("yes")) if line.counts else tr(mark("no")))
        sheet.row += 1

    def _si(self, line: Line, typed: Term) -> Term:
        """The formula of the SI value, which holds the very number of the design."""
        row, unit = self._sheet.row + 1, line.unit
        factor, offset = Term(f"M{row}", unit.factor), Term(f"N{row}", unit.offset)
        si = typed * factor if unit.offset == 0.0 else (typed + offset) * factor
        whole = round(1.0 / unit.factor)
        if line.value is not None and si.value != line.value and whole > 1 and (typed / whole).value == line.value:
            si = typed / whole  # 35 % are 35/100; times 0.01 they would be off by a last digit
        if line.spec is not None and line.spec.optional:
            si = choose(is_number(typed), si, "")
        exact = "" if line.value is None else line.value
        return self._sheet.formula(4, Term(si.text, exact, si.rank), "quiet", "General")

    def _limits(self, line: Line, sheet: Sheet) -> None:
        """What may be typed."""
        spec = line.spec
        if spec is None:
            return
        rule: dict[str, object] = {}
        if spec.kind == "choice" and len(",".join(spec.choices)) <= _LONGEST_LIST:
            rule = {"validate": "list", "source": list(spec.choices)}
        elif spec.kind == "switch":
            rule = {"validate": "list", "source": ["true", "false"]}
        elif spec.low is not None and spec.high is not None:
            low, high = (line.unit.from_si(bound) for bound in (spec.low, spec.high))
            rule = {"validate": "integer" if spec.kind == "integer" else "decimal", "criteria": "between",
                    "minimum": low, "maximum": high}  # fmt: skip
        if rule:
            rule |= {"error_title": line.label[:32], "error_message": tr(spec.help)[:225]}
            sheet.made.data_validation(sheet.row, 2, sheet.row, 2, rule)
