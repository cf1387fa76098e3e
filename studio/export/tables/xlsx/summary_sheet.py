"""The first sheet: what the design is, its key figures, and whether it meets its requirements."""

from typing import Any, Final

from studio import __version__
from studio.analysis import RESULTS, STAGES, Results, issues, judge
from studio.analysis.difference import field_words
from studio.analysis.merits import headline
from studio.export.tables.xlsx.book import Sheet, number_format
from studio.export.tables.xlsx.formula import Term, choose, term
from studio.text import mark, tr

_WIDTHS: Final = (46.0, 24.0, 8.0, 24.0, 20.0, 20.0, 14.0)
_SEVERITIES: Final = {"error": mark("error"), "warning": mark("warning")}
_LIGHTS: Final = {"green": "#c6efce", "amber": "#ffeb9c", "red": "#ffc7ce"}


def summary_sheet(sheet: Sheet, results: Results, charts: list[Any]) -> None:
    """Write the sheet, when the cells that compute are known; the charts stand beside the key figures."""
    design = results.design
    sheet.title(design.title)
    about = f"Dawnline {__version__} · {tr(mark('Epoch'))} {design.mission.epoch} · " + tr(
        mark("US dollars of {year}"), year=design.cost.price_year)  # fmt: skip
    sheet.text(0, about, "quiet")
    sheet.row += 1
    if design.description:
        _paragraph(sheet, 0, design.description)
    for place, chart in enumerate(charts):
        chart.set_size({"width": 600, "height": 300})
        sheet.made.insert_chart(sheet.row + 2 + 16 * place, 2, chart, {"x_offset": 30})
    _figures(sheet, results)
    _requirements(sheet, results)
    found = issues(results)
    failed = [(tr(STAGES[name].label), one.failure) for name, one in results.outcomes.items() if one.failure]
    if found or failed:
        sheet.section(tr(mark("Issues")), len(_WIDTHS))
    called = [(f"{tr(_SEVERITIES[one.severity])}: {field_words((results.design,), one.where)}", one.text)
              for one in found]  # fmt: skip
    for where, text in (*called, *failed):
        sheet.text(0, where, "wrap")
        _paragraph(sheet, 1, text)


def _paragraph(sheet: Sheet, column: int, text: str) -> None:
    """A text over all columns from `column` on."""
    last = len(_WIDTHS) - 1
    sheet.made.merge_range(sheet.row, column, sheet.row, last, "", sheet.book.style("wrap"))
    sheet.text(column, text, "joined")
    sheet.need(text, sum(_WIDTHS[column:]))
    sheet.row += 1


def summary_widths() -> tuple[float, ...]:
    return _WIDTHS


def _figures(sheet: Sheet, results: Results) -> None:
    sheet.section(tr(mark("Key figures")), len(_WIDTHS))
    for name in headline(results.design.requirements):
        if isinstance(results.get(name), int | float):
            sheet.text(0, tr(RESULTS[name].label), "wrap")
            _value(sheet, 1, name, results)
            sheet.row += 1


def _value(sheet: Sheet, column: int, name: str, results: Results, value: float | None = None) -> Term:
    """A number in the unit of the result `name`: its own, by formula where there is one, or `value`."""
    known = RESULTS[name]
    unit = known.quantity.unit(known.unit) or known.quantity.units[0]
    whole = known.kind == "integer"
    cell = sheet.book.named(name)
    if value is None and cell is not None:
        shown = cell / unit.factor if unit.factor != 1.0 else cell
        shown = shown - unit.offset if unit.offset else shown
        return sheet.formula(column, shown, "plain", number_format(shown.value, unit.symbol, whole=whole, digits=4))
    number = unit.from_si(results[name] if value is None else value)
    return sheet.number(column, number, "given", number_format(number, unit.symbol, whole=whole, digits=4))


def _requirements(sheet: Sheet, results: Results) -> None:
    verdicts = judge(results)
    if not verdicts:
        return
    sheet.section(tr(mark("Requirements")), len(_WIDTHS))
    sheet.heads(tr(mark("Requirement")), tr(mark("Result")), "", tr(mark("Bound")), tr(mark("Margin")),
                tr(mark("Margin asked for")), tr(mark("Light")))  # fmt: skip
    first = sheet.row
    for verdict in verdicts:
        asked = verdict.requirement
        sheet.text(0, tr(asked.name), "wrap")
        if verdict.actual is None or verdict.margin is None or asked.result not in RESULTS:
            sheet.text(1, verdict.reason, "wrap")
            sheet.text(6, tr(mark("unknown")))
            sheet.row += 1
            continue
        known = RESULTS[asked.result]
        unit = known.quantity.unit(known.unit) or known.quantity.units[0]
        actual = _value(sheet, 1, asked.result, results)
        below = asked.relation == "<=" or (asked.relation == "in" and verdict.bound == asked.top)
        sheet.text(2, "≤" if below else "≥")
        # Of a range the nearer end; what another result or a field bounds is written as it is now.
        bound = _value(sheet, 3, asked.result, results, verdict.bound)
        form = number_format(actual.value or bound.value, unit.symbol, digits=4)
        margin = sheet.formula(4, bound - actual if below else actual - bound, "plain", form)
        warn = sheet.number(5, verdict.required / unit.factor, "given", form)
        # As the studio judges, also where a difference of units moved the last digit.
        words = {light: tr(text) for light, text in (
            ("green", mark("met")), ("amber", mark("met, narrowly")), ("red", mark("not met")))}  # fmt: skip
        light = choose(margin.below(0), words["red"], choose(margin.below(warn), words["amber"], words["green"]))
        sheet.formula(6, Term(light.text, words.get(verdict.light, term("").value)))
        sheet.row += 1
    for color, text in zip(_LIGHTS.values(), (mark("met"), mark("met, narrowly"), mark("not met")), strict=True):
        sheet.made.conditional_format(first, 6, sheet.row - 1, 6, {
            "type": "cell", "criteria": "==", "value": f'"{tr(text)}"',
            "format": sheet.book.workbook.add_format({"bg_color": color})})  # fmt: skip
