"""Series over time for analysis: Parquet in one long table, NetCDF with one dimension for each time."""

import io
import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from studio import __version__
from studio.analysis.engine import Checkpoint
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.tables.time_bases import TimeBase, time_bases
from studio.export.tables.udunits import udunits
from studio.text import mark, tr


def write_parquet(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """Long: one line for each value; wide: one column for each series, empty where it does not run over the time."""
    bases = _bases(source, checkpoint)
    import pyarrow as pa
    import pyarrow.parquet as pq

    about = {"dawnline": __version__, "title": source.design.title, "epoch": source.design.mission.epoch,
             "design": source.file.decode()}  # fmt: skip
    table = _long(pa, bases) if options["layout"] == "long" else _wide(pa, bases)
    known = {one.name: {"label": one.label, "unit": one.quantity.si, "time": base.time.name}
             for base in bases for one in base.columns}  # fmt: skip
    about["series"] = json.dumps(known, ensure_ascii=False)
    sink = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(about), sink, compression="zstd")
    return Product.of(sink.getvalue())


def _long(pa: Any, bases: tuple[TimeBase, ...]) -> Any:
    """Columns series, time, value, unit; the names and the units are kept once, as dictionaries."""
    pieces = [(base, one) for base in bases for one in base.series]
    counts = [len(one.values) for _, one in pieces]

    def repeated(words: list[str]) -> Any:
        return pa.array(np.repeat(np.array(words, dtype=object), counts)).dictionary_encode()

    columns = {
        "time_base": repeated([base.time.name for base, _ in pieces]),
        "series": repeated([one.name for _, one in pieces]),
        "time": pa.array(np.concatenate([base.time.values for base, _ in pieces])),
        "value": pa.array(np.concatenate([one.values for _, one in pieces])),
        "unit": repeated([one.quantity.si for _, one in pieces]),
    }
    notes = {"time": {"unit": tr(mark("SI unit of the time base: seconds, or a calendar year"))}}
    return pa.table([pa.array(one) if isinstance(one, np.ndarray) else one for one in columns.values()],
                    schema=pa.schema([pa.field(name, one.type, metadata=notes.get(name))
                                      for name, one in columns.items()]))  # fmt: skip


def _wide(pa: Any, bases: tuple[TimeBase, ...]) -> Any:
    """The time bases one below another; unit and label are in the metadata of each column."""
    total = sum(len(base.time.values) for base in bases)
    fields, arrays = [pa.field("time_base", pa.string())], [
        pa.array([base.time.name for base in bases for _ in base.time.values], type=pa.string())]  # fmt: skip
    start = 0
    for base in bases:
        count = len(base.time.values)
        for one in base.columns:
            values, absent = np.zeros(total), np.ones(total, dtype=bool)
            values[start : start + count], absent[start : start + count] = one.values, False
            arrays.append(pa.array(values, mask=absent))
            fields.append(pa.field(one.name, pa.float64(), metadata={"unit": one.quantity.si, "label": one.label}))
        start += count
    return pa.table(arrays, schema=pa.schema(fields))


def write_netcdf(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """NetCDF classic (64-bit offset) by the conventions CF-1.11."""
    bases, results = _bases(source, checkpoint), source.results(checkpoint)
    from scipy.io import netcdf_file

    design = source.design
    sink = _Kept()
    with netcdf_file(sink, "w", version=2) as file:
        _attributes(file, {
            "Conventions": "CF-1.11", "title": design.title, "institution": "", "source": f"Dawnline {__version__}",
            "history": f"Computed by Dawnline {__version__} from the design of the epoch {design.mission.epoch}",
            "references": "", "comment": "SI units; seconds count from the beginning of each series. "
            "The attribute dawnline_design is the whole design file.", "dawnline_design": source.file.decode(),
        })  # fmt: skip
        worst = results.get("illumination.worst_day")
        if worst is not None:
            file.worst_day_of_the_year = float(worst)
        for base in bases:
            dimension = _safe(base.time.name)
            file.createDimension(dimension, len(base.time.values))
            for one in base.columns:
                variable = file.createVariable(_safe(one.name), "f8", (dimension,))
                variable[:] = one.values
                unit = udunits(one.quantity)
                _attributes(variable, {"long_name": one.label, "units": unit, "dawnline_name": one.name})
    return Product.of(sink.data, tr(mark(
        "NetCDF has no unit of money or of operations: they are counts, and long_name says of what.")))  # fmt: skip


class _Kept(io.BytesIO):
    """What was written, also after the file that wrote it has closed it."""

    data = b""

    def close(self) -> None:
        self.data = self.getvalue()
        super().close()


def _attributes(holder: Any, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        if text:
            setattr(holder, name, text.encode("utf-8", "replace"))


def _safe(name: str) -> str:
    """A name that CF allows: letters, digits and underscores."""
    return name.replace(".", "_").replace("[", "_").replace("]", "")


def _bases(source: Source, checkpoint: Checkpoint) -> tuple[TimeBase, ...]:
    bases = time_bases(source.results(checkpoint))
    if not bases:
        raise ValueError(tr(mark("the design has no series over time: nothing of it could be computed")))
    return bases
