"""The bill of materials as delimited text: parts of a satellite, then what all of them and their launch cost."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from studio import __version__
from studio.analysis import RESULTS, Results
from studio.analysis.engine import Checkpoint
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.tables.bill import STATES, parts
from studio.export.tables.delimited import Dialect
from studio.export.tables.results_csv import failures
from studio.text import mark, tr

HEAD: Final = ("kind", "name", "label", "quantity", "unit", "unit price [USD]", "price of one satellite [USD]",
               "price of all [USD]", "mass, best estimate [kg]", "mass with margins [kg]", "state",
               "price from")  # fmt: skip
_SATELLITE: Final = ("cost.hardware", "cost.integration", "cost.satellite")
_PROGRAMME: Final = ("cost.satellites", "cost.launch", "cost.insurance", "cost.engineering_paid", "cost.ground_segment",
                     "cost.capex")  # fmt: skip


def write_bill(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """Every part with its quantity, price and mass; layers of the panels are details of these."""
    results = source.results(checkpoint)
    if results.stage("cost") is None:
        raise ValueError(tr(mark("the design has no bill of materials: {reason}"),
                            reason=next(iter(failures(results)), "")))  # fmt: skip
    year = results.design.cost.price_year
    money = tr(mark("Prices are in US dollars of {year}, with what learning leaves of them."), year=year)
    return Product.of(Dialect.chosen(options).table(HEAD, map(_rounded, _rows(results))), money, *failures(results))


def _rounded(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Without the last digits of floating point, which a buyer would wonder at: 115000 W, not 114999.99999999999."""
    return tuple(float(f"{value:.13g}") if isinstance(value, float) else value for value in row)


def _rows(results: Results) -> Iterator[tuple[Any, ...]]:
    count = results["constellation.satellites"]
    title = f"{results.design.title}, Dawnline {__version__}"
    yield "about", "dawnline", title, count, tr(mark("satellites")), *[""] * 7
    for part in parts(results):
        total = None if part.total is None else part.total * count
        yield ("detail" if part.detail else "part", part.name, part.label, part.amount, part.unit.symbol, part.price,
               part.total, total, part.mass, part.margined, tr(STATES[part.state]),
               part.item.field if part.item else "")  # fmt: skip
    for name in _SATELLITE:
        whole = name == "cost.satellite"
        yield ("sum", name, tr(RESULTS[name].label), None, "", None, results[name], results[name] * count,
               None, results["mass.satellite"] if whole else None, "", "")  # fmt: skip
    for name in _PROGRAMME:
        if name in results:
            yield "sum", name, tr(RESULTS[name].label), None, "", None, None, results[name], None, None, "", ""
