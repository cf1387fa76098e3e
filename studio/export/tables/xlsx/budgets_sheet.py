"""The budgets: the masses as formulas, what power, heat and data are made of, and the masses as a chart."""

from typing import Any

from studio.analysis import Budget, Results, budgets
from studio.design.unit_text import readable_unit
from studio.export.tables.xlsx.book import Book, Sheet, number_format
from studio.export.tables.xlsx.formula import Term
from studio.export.tables.xlsx.mass_table import Masses, mass_table
from studio.text import mark, tr

_WIDTHS = (36.0, 20.0, 20.0, 18.0, 18.0, 12.0)


def budgets_sheet(book: Book, results: Results, name: str) -> Masses | None:
    """Write the sheet; the cells of the masses."""
    sheet = book.sheet(name, _WIDTHS, head=2)
    sheet.title(tr(mark("Budgets")), tr(mark("Of one satellite. Blue estimates and margins may be changed.")))
    masses = mass_table(sheet, results)
    if masses is not None:
        chart = mass_chart(book, name, masses)
        chart.set_size({"width": 620, "height": 360})
        sheet.made.insert_chart(3, len(_WIDTHS), chart, {"x_offset": 20, "description": tr(mark("Masses as bars"))})
    for budget in budgets(results):
        if budget.name != "mass":
            _table(sheet, budget)
    return masses


def _table(sheet: Sheet, budget: Budget) -> None:
    unit = budget.quantity.unit(readable_unit(budget.whole, budget.quantity)) or budget.quantity.units[0]
    sheet.section(budget.label, len(_WIDTHS))
    sheet.heads(tr(mark("Item")), tr(mark("Value")), tr(mark("Share")))
    whole = Term(f"B{sheet.row + len(budget.lines) + 1}", unit.from_si(budget.whole))
    for line in budget.lines:
        sheet.text(0, line.label)
        value = unit.from_si(-line.value if line.kind == "lacking" else line.value)
        form = number_format(unit.from_si(budget.whole), unit.symbol)
        cell = sheet.number(1, value, "given", form)
        if whole.value:
            sheet.formula(2, cell / whole, "plain", "0.0%")
        sheet.row += 1
    sheet.text(0, tr(mark("Whole")), "total")
    sheet.number(1, whole.value, "total", number_format(whole.value, unit.symbol))
    sheet.row += 1
    if budget.margin is not None and budget.name == "power":
        sheet.text(0, tr(mark("Margin, worst orbit")))
        sheet.number(1, unit.from_si(budget.margin), "given", number_format(whole.value, unit.symbol))
        sheet.row += 1


def mass_chart(book: Book, sheet: str, masses: Masses) -> Any:
    """The masses as bars; `sheet` is the name of that which holds them."""
    chart = book.workbook.add_chart({"type": "bar"})
    first, last = masses.rows
    chart.add_series({
        "name": tr(mark("Mass with margins")), "categories": [sheet, first, 0, last, 0],
        "values": [sheet, first, 4, last, 4], "fill": {"color": "#2f5597"}, "gap": 40,
    })  # fmt: skip
    chart.set_title({"name": tr(mark("Mass of one satellite with margins")), "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    lines = {"visible": True, "line": {"color": "#d9d9d9"}}
    chart.set_x_axis({"name": "kg", "num_format": "#,##0", "major_gridlines": lines})
    chart.set_y_axis({"reverse": True})
    return chart
