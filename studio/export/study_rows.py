"""Points of a study as a table for other programs: CSV with units in its heads, Parquet with them beside the data."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its name, what it is called, and the unit of its numbers [SI]."""

    name: str
    label: str
    unit: str


def csv_bytes(heads: Sequence[Head], columns: Sequence[Any], separator: str = ",") -> bytes:
    """The columns as text, one row a line; what has no number is left empty."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow(f"{head.name} [{head.unit}]" if head.unit else head.name for head in heads)
    for row in zip(*(_listed(column) for column in columns), strict=True):
        writer.writerow("" if value is None or value != value else f"{value:.9g}" if isinstance(value, float) else value
                        for value in row)  # fmt: skip
    return text.getvalue().encode()


def parquet_bytes(heads: Sequence[Head], columns: Sequence[Any]) -> bytes:
    """The columns as a Parquet file; label and unit are in the metadata of each."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    fields, arrays = [], []
    for head, column in zip(heads, columns, strict=True):
        array = pa.array(column)
        arrays.append(array)
        fields.append(pa.field(head.name, array.type, metadata={"label": head.label, "unit": head.unit}))
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields)), sink)
    return sink.getvalue()


def _listed(column: Any) -> list[Any]:
    found: list[Any] = column.tolist() if hasattr(column, "tolist") else list(column)
    return found
