"""The series over time, in the units people expect: the orbit of the worst day, the year, the life, the programme."""

from typing import Any, Final

import numpy as np

from studio.analysis import Results
from studio.export.tables.time_bases import Series, TimeBase, time_bases
from studio.export.tables.xlsx.book import Book, Sheet, number_format
from studio.text import mark, tr

SHEETS: Final = {"orbit": mark("Worst orbit"), "year": mark("Year"), "life": mark("Life"),
                 "programme": mark("Programme"), "other": mark("Other series")}  # fmt: skip
_KINDS: Final = {
    "illumination.season_time": "year", "fleet.day": "year", "cost.year": "life", "programme.year": "programme",
    "launch.price_years": "programme",
}  # fmt: skip
_HEAD = 4
_DRAWN: Final = ("power.array_worst_day", "power.load_worst_day")


def series_sheets(book: Book, results: Results, names: dict[str, str]) -> Any:
    """Write a sheet of each kind that the design has series of, with these `names`; a chart of the power, or None."""
    kinds: dict[str, list[TimeBase]] = {kind: [] for kind in SHEETS}
    for base in time_bases(results):
        kinds[_kind(base.time.name)].append(base)
    charts = [_sheet(book, _merged(found), names[kind], tr(SHEETS[kind])) for kind, found in kinds.items() if found]
    return next((chart for chart in charts if chart is not None), None)


def _kind(time: str) -> str:
    by_end = "orbit" if time.endswith("orbit_time") else "life" if time.endswith("life_time") else "other"
    return _KINDS.get(time, by_end)


def _merged(bases: list[TimeBase]) -> list[TimeBase]:
    """One table for all that run over the very same times."""
    found: list[TimeBase] = []
    for base in bases:
        for place, other in enumerate(found):
            same = other.time.quantity == base.time.quantity and np.array_equal(other.time.values, base.time.values)
            if same and other.time.unit == base.time.unit:
                found[place] = TimeBase(other.time, (*other.series, *base.series))
                break
        else:
            found.append(base)
    return found


def _sheet(book: Book, bases: list[TimeBase], name: str, title: str) -> Any:
    """Write one sheet; the chart of the power, where it has that."""
    count = sum(len(base.columns) + 1 for base in bases) - 1
    sheet = book.sheet(name, (14.0,) * count, head=_HEAD)
    sheet.title(title, tr(mark("Numbers computed by Dawnline, in the unit of each head.")))
    places: dict[str, int] = {}
    column = 0
    for base in bases:
        for one in base.columns:
            places[one.name] = column
            _column(sheet, column, one, "given" if one is not base.time else "plain")
            column += 1
        column += 1  # one is left empty between the tables
    if all(drawn in places for drawn in _DRAWN):
        return _chart(book, sheet, bases, places)
    return None


def _column(sheet: Sheet, column: int, one: Series, style: str) -> None:
    unit = one.quantity.unit(one.unit) or one.quantity.units[0]
    sheet.row = 2
    sheet.text(column, f"{one.label}, {unit.symbol}" if unit.symbol else one.label, "head")
    sheet.row = 3
    sheet.text(column, one.name, "short")
    values = [unit.from_si(value) for value in one.values.tolist()]
    largest = max(map(abs, values), default=0.0)
    years = unit.symbol == "" and all(value == int(value) and 1900 < value < 2200 for value in values)
    form = "0" if years else number_format(largest)
    sheet.row = _HEAD
    for value in values:
        sheet.number(column, value, style, form)
        sheet.row += 1


def _chart(book: Book, sheet: Sheet, bases: list[TimeBase], places: dict[str, int]) -> Any:
    """The power of the array and of the load."""
    base = next(base for base in bases if any(one.name == _DRAWN[0] for one in base.series))
    chart = book.workbook.add_chart({"type": "scatter", "subtype": "straight"})
    last = _HEAD + len(base.time.values) - 1
    for one, color in zip((one for one in base.series if one.name in _DRAWN), ("#ed7d31", "#2f5597"), strict=True):
        place = places[one.name]
        chart.add_series({
            "name": one.label, "categories": [sheet.name, _HEAD, places[base.time.name], last, places[base.time.name]],
            "values": [sheet.name, _HEAD, place, last, place], "line": {"color": color, "width": 1.75},
        })  # fmt: skip
    power = next(one for one in base.series if one.name == _DRAWN[0])
    unit, time = power.quantity.unit(power.unit), base.time
    chart.set_title({"name": tr(mark("Power on the day with the least light")), "name_font": {"size": 12}})
    chart.set_x_axis({"name": f"{time.label}, {time.unit}", "major_gridlines": {"visible": False}, "num_format": "0",
                      "min": 0})  # fmt: skip
    lines = {"visible": True, "line": {"color": "#d9d9d9"}}
    chart.set_y_axis({"name": unit.symbol if unit else "", "major_gridlines": lines})
    chart.set_legend({"position": "bottom"})
    return chart
