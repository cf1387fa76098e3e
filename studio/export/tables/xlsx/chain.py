"""A sheet of steps, one line each: what it is called, its value in the unit shown and in SI, and the equation."""

from studio.analysis import RESULTS, Results
from studio.design.quantity import NUMBER, Quantity
from studio.export.tables.xlsx.book import Book, Sheet, number_format
from studio.export.tables.xlsx.formula import Operand, Term, term
from studio.text import mark, tr

_WIDTHS = (40.0, 20.0, 16.0, 22.0, 12.0, 80.0, 30.0)


class Steps:
    """Writes steps; a step that is a result has its label, unit and equation, and gives its name to the cell."""

    def __init__(self, book: Book, results: Results, name: str, title: str, under: str) -> None:
        self.sheet: Sheet = book.sheet(name, _WIDTHS, head=3, columns=1)
        self._results = results
        self.sheet.title(title, under)
        self.sheet.heads(tr(mark("What it is")), tr(mark("Value")), tr(mark("Unit")), tr(mark("Value in SI")),
                         tr(mark("SI unit")), tr(mark("Equation")), tr(mark("Name of the cell")))  # fmt: skip

    def section(self, text: str) -> None:
        self.sheet.section(text, len(_WIDTHS))

    def result(self, name: str, how: Operand) -> Term:
        """A result by its formula."""
        known = RESULTS[name]
        return self.step(name, tr(known.label), known.quantity, known.unit, term(how), known.equation)

    def given(self, name: str, label: str, value: float, quantity: Quantity = NUMBER, unit: str | None = None,
              note: str = "") -> Term:  # fmt: skip
        """A number that the studio computed, fixed in this workbook."""
        sheet = self.sheet
        self._words(name, label, quantity, quantity.shown if unit is None else unit,
                    note or tr(mark("computed by Dawnline, fixed here")))  # fmt: skip
        cell = sheet.number(3, value, "given", number_format(value, digits=6), name)
        self._shown(cell, quantity, quantity.shown if unit is None else unit)
        return cell

    def step(
        self, name: str, label: str, quantity: Quantity, unit: str, how: Term, equation: str, style: str = "plain"
    ) -> Term:  # fmt: skip
        """Any step by its formula."""
        self._words(name, label, quantity, unit, equation)
        whole = name in RESULTS and RESULTS[name].kind == "integer"
        cell = self.sheet.formula(3, how, style, number_format(how.value, whole=whole, digits=6), name)
        self._shown(cell, quantity, unit)
        return cell

    def _words(self, name: str, label: str, quantity: Quantity, unit: str, equation: str) -> None:
        sheet = self.sheet
        sheet.text(0, label, "wrap")
        sheet.text(2, (quantity.unit(unit) or quantity.units[0]).symbol, "unit")
        sheet.text(4, quantity.si, "unit")
        sheet.text(5, equation, "quiet_wrap")
        sheet.text(6, name, "name")

    def _shown(self, cell: Term, quantity: Quantity, unit: str) -> None:
        sheet, chosen = self.sheet, quantity.unit(unit) or quantity.units[0]
        shown = Term(f"D{sheet.row + 1}", cell.value)
        if chosen.factor != 1.0:
            # A factor has more digits than a formula may hold; its inverse often has fewer.
            inverse = 1.0 / chosen.factor
            few = len(repr(inverse)) < len(repr(chosen.factor)) and 1.0 / inverse == chosen.factor
            shown = shown * inverse if few else shown / chosen.factor
        if chosen.offset:
            shown = shown - chosen.offset
        whole = isinstance(cell.value, int) and quantity is NUMBER
        sheet.formula(1, shown, "plain", number_format(shown.value, whole=whole))
        sheet.row += 1
