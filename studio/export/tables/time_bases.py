"""The series of a design by what they run over: the orbit of the worst day, the year, the years of life."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import numpy as np

from studio.analysis import RESULTS, Results
from studio.analysis.result import FloatArray, ResultInfo
from studio.design.quantity import Quantity
from studio.text import tr

_ROWS: Final = {"thermal.node_temperatures_worst_day": "thermal.node_names"}
"""What the rows of a series that has several are called."""


@dataclass(frozen=True, slots=True)
class Series:
    """One column: `name` is that of its result, with the number of the row where that has several; values in SI."""

    name: str
    label: str
    quantity: Quantity
    unit: str
    values: FloatArray

    @property
    def head(self) -> str:
        """Name and SI unit."""
        return f"{self.name} [{self.quantity.si}]" if self.quantity.si else self.name


@dataclass(frozen=True, slots=True)
class TimeBase:
    """Series over the same times."""

    time: Series
    series: tuple[Series, ...]

    @property
    def columns(self) -> tuple[Series, ...]:
        return (self.time, *self.series)


def time_bases(results: Results) -> tuple[TimeBase, ...]:
    """Every series with its times; those over other things, as a wavelength, are not among them."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for name in results:
        time = RESULTS[name].time
        if time is not None and time in results:
            grouped[time].append(name)
    return tuple(
        TimeBase(_columns(results, time)[0], tuple(one for name in names for one in _columns(results, name)))
        for time, names in grouped.items()
    )


def _columns(results: Results, name: str) -> tuple[Series, ...]:
    """The columns of one result: as many as it has rows, the time being its last axis."""
    known, values = RESULTS[name], np.asarray(results[name], dtype=np.float64)
    if values.ndim == 1:
        return (_column(known, name, tr(known.label), values),)
    rows = values.reshape(-1, values.shape[-1])
    called = results.get(_ROWS.get(name, ""), ())
    names = called if len(called) == len(rows) else range(1, len(rows) + 1)
    return tuple(
        _column(known, f"{name}[{place}]", f"{tr(known.label)}: {tr(str(one))}", row)
        for place, (one, row) in enumerate(zip(names, rows, strict=True))
    )


def _column(known: ResultInfo, name: str, label: str, values: FloatArray) -> Series:
    return Series(name, label, known.quantity, known.unit, values)
