"""What is in a file that only other programs open, told as text: tables, series and workbooks."""

import io
from collections.abc import Callable, Iterable
from typing import Any

from studio.numerals import set_count
from studio.text import tr, tr_count

_ROWS, _COLUMNS = 12, 12
"""How much of a table is shown."""
_WIDEST = 36


def contents(data: bytes) -> str:
    """The columns, variables or sheets in `data`, with the first of their values; empty where that is not known."""
    readers: tuple[tuple[bytes, Callable[[bytes], Iterable[str]]], ...] = (
        (b"PAR1", _parquet), (b"CDF", _netcdf), (b"PK\x03\x04", _workbook))  # fmt: skip
    for magic, reader in readers:
        if data.startswith(magic):
            return "\n".join(reader(data))
    return ""


def _parquet(data: bytes) -> Iterable[str]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = pq.ParquetFile(pa.BufferReader(data))
    schema = file.schema_arrow
    yield tr("{rows} rows, {columns} columns", rows=set_count(file.metadata.num_rows), columns=len(schema))
    yield ""
    for one in schema:
        unit = (one.metadata or {}).get(b"unit", b"").decode("utf-8", "replace")
        yield f"{one.name}: {one.type}" + (f" [{unit}]" if unit else "")
    yield ""
    first = next(file.iter_batches(batch_size=_ROWS), None)
    if first is not None:
        names = schema.names[:_COLUMNS]
        columns = [first.column(name).to_pylist() for name in names]
        yield from _table([names, *zip(*columns, strict=True)])


def _netcdf(data: bytes) -> Iterable[str]:
    from scipy.io import netcdf_file

    with netcdf_file(io.BytesIO(data), "r", mmap=False) as file:
        yield tr("Dimensions")
        for name, size in file.dimensions.items():
            yield f"  {name} = {size}"
        yield ""
        yield tr("Variables")
        for name, one in file.variables.items():
            said = {key: _word(getattr(one, key)) for key in ("long_name", "units") if hasattr(one, key)}
            unit = f" [{said['units']}]" if said.get("units") else ""
            yield f"  {name}({', '.join(one.dimensions)}){unit}  {said.get('long_name', '')}".rstrip()
        yield ""
        yield tr("Attributes")
        for name, value in file._attributes.items():
            yield f"  {name} = {_cell(_word(value), 200)}"


def _workbook(data: bytes) -> Iterable[str]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()
        yield f"{name}  ({tr_count('{count} row', '{count} rows', len(rows))})"
        yield from (f"  {line}" for line in _table([row[:_COLUMNS] for row in rows[:_ROWS]]))
        yield ""


def _table(rows: Iterable[Iterable[Any]]) -> Iterable[str]:
    """Lines in which each column is as wide as its widest cell."""
    cells = [[_cell(value) for value in row] for row in rows]
    count = max(map(len, cells), default=0)
    widths = [max((len(row[place]) for row in cells if place < len(row)), default=0) for place in range(count)]
    for row in cells:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip()


def _cell(value: Any, widest: int = _WIDEST) -> str:
    text = "" if value is None else f"{value:.7g}" if isinstance(value, float) else " ".join(str(value).split())
    return text if len(text) <= widest else f"{text[: widest - 1]}…"


def _word(value: Any) -> Any:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
