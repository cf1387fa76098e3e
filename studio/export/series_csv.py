"""The orbit of the worst day and the year as tables: one column for each series, units in the head."""

import csv
import io
from collections import defaultdict

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
    columns = [time, *names]
    writer.writerow(f"{name} [{RESULTS[name].quantity.si}]" for name in columns)
    for row in zip(*(np.asarray(results[name]) for name in columns), strict=True):
        writer.writerow(f"{value:.9g}" for value in row)
    return text.getvalue()
