"""Every series over time as tables: one for each time they run over, one column for each series, units in the head."""

from collections.abc import Mapping
from typing import Any

from studio import __version__
from studio.analysis import Results
from studio.analysis.engine import Checkpoint
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.tables.delimited import Dialect
from studio.export.tables.time_bases import time_bases
from studio.text import mark, tr


def write_series(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """A folder: a table for each time, and one that says what the columns are."""
    results, dialect = source.results(checkpoint), Dialect.chosen(options)
    tables = series_tables(results, dialect)
    if not tables:
        raise ValueError(tr(mark("the design has no series over time: nothing of it could be computed")))
    files = {f"{time.replace('.', '-')}.csv": table for time, table in tables.items()}
    return Product({"index.csv": _index(results, dialect), **files})


def series_tables(results: Results, dialect: Dialect = Dialect()) -> dict[str, bytes]:  # noqa: B008 (it is frozen)
    """The tables by the name of the time that they run over ("power.orbit_time"), SI."""
    return {
        base.time.name: dialect.table([one.head for one in base.columns],
                                      zip(*(one.values.tolist() for one in base.columns), strict=True))
        for base in time_bases(results)
    }  # fmt: skip


def _index(results: Results, dialect: Dialect) -> bytes:
    design = results.design
    rows: list[tuple[str, ...]] = [
        ("", "", tr(mark("Design")), "", design.title),
        ("", "", tr(mark("Written by")), "", f"Dawnline {__version__}"),
        ("", "", tr(mark("Epoch")), "", design.mission.epoch),
    ]
    for base in time_bases(results):
        file = f"{base.time.name.replace('.', '-')}.csv"
        rows += [(file, one.name, one.label, one.quantity.si, "") for one in base.columns]
    return dialect.table(("file", "column", "label", "unit", "value"), rows)
