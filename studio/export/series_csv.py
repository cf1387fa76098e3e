"""The orbit of the worst day and the year as tables: one column for each series, units in the head."""

import csv
import io
from collections import defaultdict
from typing import Any

import numpy as np

from studio.analysis import RESULTS, Results


def series_tables(results: Results) -> dict[str, str]:
    """CSV text by the name of the time it runs over ("power.orbit_time")."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for name in results:
        time = RESULTS[name].time
        if time is not None and time in results:
            grouped[time].append(name)
    return {time: _table(results, time, names) for time, names in grouped.items()}


def _table(results: Results, time: str, names: list[str]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    columns = {label: values for name in (time, *names) for label, values in _columns(results, name).items()}
    writer.writerow(columns)
    for row in zip(*columns.values(), strict=True):
        writer.writerow(f"{value:.9g}" for value in row)
    return text.getvalue()


def _columns(results: Results, name: str) -> dict[str, Any]:
    """The columns of one result: as many as it has series, the time being its last axis."""
    values, unit = np.asarray(results[name]), RESULTS[name].quantity.si
    if values.ndim == 1:
        return {f"{name} [{unit}]": values}
    return {f"{name}[{place}] [{unit}]": row for place, row in enumerate(values)}
