"""Fields, results and budgets as delimited text, one line each."""

from collections.abc import Iterator, Mapping
from typing import Any

from studio import __version__
from studio.analysis import budgets
from studio.analysis.engine import Checkpoint
from studio.design.unit_text import display
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.tables.delimited import Dialect
from studio.export.tables.lines import Line, field_lines, requirement_lines, result_lines
from studio.text import mark, printable_line, tr

HEAD = ("name", "label", "value", "unit", "text", "shown", "equation", "source", "confidence", "date", "catalogue",
        "stage")  # fmt: skip


def write_csv(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """Every field and every result: numbers in SI in the column `value`, all else in `text`."""
    results = source.results(checkpoint)
    rows: list[tuple[Any, ...]] = [_about("dawnline", mark("Written by"), f"Dawnline {__version__}")]
    if options["fields"]:
        rows += [_row(line) for line in (*field_lines(source.design), *requirement_lines(source.design))]
    else:
        rows.append(_about("title", mark("Title"), source.design.title))
    rows += [_row(line) for line in result_lines(results)]
    return Product.of(Dialect.chosen(options).table(HEAD, rows), *failures(results))


def write_inputs(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """Every field in the unit people expect and in SI: a table that Dawnline reads back."""
    rows = [
        (line.name, line.label, *_typed(line), line.value, line.quantity.si, line.source, line.confidence, line.date,
         line.held)
        for line in field_lines(source.design)
    ]  # fmt: skip
    head = ("field", "label", "value", "unit", "SI value", "SI unit", "source", "confidence", "date", "catalogue")
    return Product.of(Dialect.chosen(options).table(head, rows))


def _typed(line: Line) -> tuple[Any, str]:
    """What a person would type and its unit: in SI where no number in the unit people expect is the very same."""
    if line.value is None:
        return line.text, line.unit.symbol
    shown = line.shown
    if isinstance(shown, float) and line.unit.to_si(shown) != line.value:
        return line.value, line.quantity.si
    return shown, line.unit.symbol


def write_budgets(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """Every line of every budget, SI, with its share of the whole."""
    results = source.results(checkpoint)
    found = budgets(results)
    if not found:
        raise ValueError(tr(mark("the design has no budgets: {reason}"), reason=next(iter(failures(results)), "")))
    rows = [
        (budget.name, budget.quantity.si, line.name, line.label, line.kind, line.value, line.share, line.margin)
        for budget in found for line in budget.lines
    ]  # fmt: skip
    head = ("budget", "unit", "name", "label", "kind", "value", "share", "margin")
    return Product.of(Dialect.chosen(options).table(head, rows), *failures(results))


def failures(results: Any) -> Iterator[str]:
    """A sentence for each stage that has no results."""
    from studio.analysis import STAGES

    for name, outcome in results.outcomes.items():
        if outcome.failure:
            yield tr(mark("No results of {stage}: {reason}"), stage=tr(STAGES[name].label),
                     reason=printable_line(outcome.failure))  # fmt: skip


def _row(line: Line) -> tuple[Any, ...]:
    shown = "" if line.value is None else display(line.value, line.quantity, line.unit.symbol)
    return (line.name, line.label, line.value, line.quantity.si, line.text, shown, line.equation, line.source,
            line.confidence, line.date, line.held, line.group)  # fmt: skip


def _about(name: str, label: str, text: str) -> tuple[Any, ...]:
    return (name, tr(label), None, "", text, "", "", "", "", "", "", "")
