"""Pictures and data of a study out of the window: to the clipboard, as PNG or SVG, as CSV or Parquet."""

from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from studio.export.study_rows import Head, csv_bytes, parquet_bytes
from studio.gui.picture_dialog import ask_picture
from studio.gui.picture_files import PictureFiles
from studio.gui.study.comparing import compare, meant
from studio.gui.study.desk import StudyDesk
from studio.gui.study.points import Points
from studio.gui.tasks import Tasks
from studio.text import tr


class TakingOut(QObject):
    """The menu of a page; what is written holds the points that are brushed, with units and hashes of nothing else."""

    def __init__(self, page: QWidget, desk: StudyDesk, name: str) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        self._picture_files = PictureFiles(self)
        self._picture_files.told.connect(desk.told)
        self.tasks = Tasks(self, f"{name}-write")
        self.tasks.done.connect(lambda path: desk.told.emit(tr("Written to {path}", path=path), False))
        self.tasks.failed.connect(lambda reason: desk.told.emit(reason, True))
        self.menu = QMenu(page)
        self.menu.setObjectName(f"{name}-menu")
        self.menu.addAction(tr("Copy picture"), self.copy_picture)
        self.menu.addAction(tr("Save picture…"), self.ask_picture)
        self.menu.addSeparator()
        self.menu.addAction(tr("Copy the brushed points"), self.copy_data)
        self.menu.addAction(tr("Save the brushed points…"), self.ask_data)
        self.menu.addSeparator()
        self.menu.addAction(tr("Compare"), lambda: compare(desk, meant(desk)))

    def copy_picture(self) -> None:
        QGuiApplication.clipboard().setPixmap(self._page.grab())

    def ask_picture(self) -> None:
        """Ask how large the picture is to be, and where to."""
        ask_picture(self._page, "study")

    def save_picture(self, path: Path) -> None:
        """Write the page as a PNG, or as an SVG where the name ends so."""
        self._picture_files.write(path, self._page)

    def copy_data(self) -> None:
        """Put the brushed points on the clipboard, columns parted by tabs, as spreadsheets take them."""
        points = self._desk.points
        if points is not None:
            rows = np.flatnonzero(self._desk.mask())[:_MOST_COPIED]
            heads, columns = table_of(points, rows)
            QGuiApplication.clipboard().setText(csv_bytes(heads, columns, "\t").decode())

    def ask_data(self) -> None:
        """Let the user say where the points go."""
        name, _ = QFileDialog.getSaveFileName(self._page, tr("Save the brushed points"), "points.csv",
                                              tr("Tables (*.csv *.parquet)"))  # fmt: skip
        if name:
            self.save_data(Path(name))

    def save_data(self, path: Path) -> None:
        """Write the brushed points beside the window: as Parquet where the name ends so, else as CSV."""
        points, mask = self._desk.points, self._desk.mask()
        if points is None:
            return

        def work(checkpoint: Any, report: Any) -> str:
            from studio.atomic import write_bytes

            heads, columns = table_of(points, np.flatnonzero(mask))
            write_bytes(path, (parquet_bytes if path.suffix.lower() == ".parquet" else csv_bytes)(heads, columns))
            return str(path)

        self.tasks.run(work)


_MOST_COPIED = 20_000
"""Rows for the clipboard; more are written to a file."""


def table_of(points: Points, rows: Any) -> tuple[list[Head], list[Any]]:
    """Heads and columns [SI] of some points, with the number of each and why it failed."""
    heads, columns = [Head("point", tr("Point"), "")], [rows]
    for name in (*points.names, *points.full_names):
        column, values = points.column(name), points.values(name)[rows]
        heads.append(Head(name, column.label, "" if column.labels else column.quantity.si))
        if column.labels:
            codes = np.where(np.isfinite(values), values, -1).astype(np.int64)
            columns.append([column.labels[code] if 0 <= code < len(column.labels) else None for code in codes])
        else:
            columns.append(values)
    if points.failures:
        heads.append(Head("failure", tr("Why it failed"), ""))
        columns.append([points.failures.get(int(row)) for row in rows])
    return heads, columns
