"""The workbook of a design: summary, inputs, budgets, bill of materials, cost, results, series, sources."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from studio.analysis.engine import Checkpoint
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.tables.results_csv import failures
from studio.export.tables.xlsx.bill_sheet import Bill
from studio.export.tables.xlsx.book import Book
from studio.export.tables.xlsx.budgets_sheet import budgets_sheet, mass_chart
from studio.export.tables.xlsx.chain import Steps
from studio.export.tables.xlsx.costs import Costs
from studio.export.tables.xlsx.inputs_sheet import Inputs
from studio.export.tables.xlsx.results_sheet import results_sheet
from studio.export.tables.xlsx.series_sheets import SHEETS, series_sheets
from studio.export.tables.xlsx.sources_sheets import assumptions_sheet, claims_sheet, sources_sheet
from studio.export.tables.xlsx.summary_sheet import summary_sheet, summary_widths
from studio.text import mark, tr

NAMES: Final = {
    "summary": mark("Summary"), "inputs": mark("Inputs"), "budgets": mark("Budgets"), "bill": mark("Bill of materials"),
    "cost": mark("Cost"), "results": mark("Results"), **SHEETS, "sources": mark("Sources"),
    "assumptions": mark("Assumptions"), "claims": mark("Claims"),
}  # fmt: skip


def write_xlsx(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """A workbook whose prices, masses and satellites may be changed: capital, $/W and prices follow by formulas."""
    results = source.results(partial(_within, checkpoint, 0.0, 0.3))
    names = {name: tr(label)[:31] for name, label in NAMES.items()}
    book = Book(source.design.title)
    first = book.sheet(names["summary"], summary_widths(), head=1)
    inputs = Inputs(book, source.design, names["inputs"])
    masses = budgets_sheet(book, results, names["budgets"])
    checkpoint(0.4)
    if masses is not None and results.stage("cost") is not None:
        bill = Bill(book, results, masses, names["bill"])
        steps = Steps(book, results, names["cost"], tr(mark("Cost")), tr(mark(
            "The equations of the studio, cell by cell. Green numbers are computed by Dawnline and fixed here."),
        ))  # fmt: skip
        costs = Costs(steps, inputs, results)
        costs.finish(bill.write(costs))
    checkpoint(0.5)
    results_sheet(book, results, names["results"])
    charts = [series_sheets(book, results, names)]
    if masses is not None:
        charts.append(mass_chart(book, names["budgets"], masses))
    checkpoint(0.6)
    if options["evidence"]:
        sources_sheet(book, results, names["sources"])
        assumptions_sheet(book, results, names["assumptions"])
        claims_sheet(book, results, source.incumbent, names["claims"], partial(_within, checkpoint, 0.6, 0.95))
    summary_sheet(first, results, [chart for chart in charts if chart is not None])
    return Product.of(book.data(), tr(mark(
        "Prices, quotes, masses and the number of satellites move the sums; areas, powers and lives stay as Dawnline "
        "computed them.")), *failures(results))  # fmt: skip


def _within(checkpoint: Checkpoint, begin: float, end: float, share: float) -> None:
    checkpoint(begin + share * (end - begin))
