"""The data of a design in one folder: results, series, budgets and sources as tables, the summary as text."""

import csv
import io
import json
from pathlib import Path

from studio.analysis import Results
from studio.atomic import write_bytes
from studio.export.budgets import budgets_csv
from studio.export.results_json import results_object
from studio.export.summary import summary
from studio.export.tables.series_csv import series_tables


def write_data(results: Results, folder: Path) -> tuple[Path, ...]:
    """Write the files into `folder`, which is made where it is missing; OSError where that fails."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "results.json": json.dumps(results_object(results), indent=2, ensure_ascii=False) + "\n",
        "summary.txt": summary(results) + "\n",
        "budgets.csv": budgets_csv(results),
        "sources.csv": sources_csv(results),
        **{f"{time.replace('.', '-')}.csv": table.decode() for time, table in series_tables(results).items()},
    }
    written = []
    for name, text in texts.items():
        write_bytes(folder / name, text.encode())
        written.append(folder / name)
    return tuple(written)


def sources_csv(results: Results) -> str:
    """One row for each field of which the design says where its value comes from."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(("field", "source", "confidence", "date"))
    for path, source in sorted(results.design.sources.items()):
        table.writerow((path, source.text, source.confidence, source.date))
    return text.getvalue()
