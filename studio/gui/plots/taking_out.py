"""Taking a plot out: its picture and its numbers, to the clipboard or to a file."""

import csv
import io
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QCursor, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from studio.gui.links import LINKED
from studio.gui.plots.chart import Chart
from studio.gui.view import StageView
from studio.gui.writing import write_text
from studio.text import tr


class PlotMenu(QMenu):
    """Comes with the right button over the `charts` of a view, whose picture and numbers it takes.

    The view has a `data()`, rows of a table with its heading, and `has_data`, whether there are any.
    """

    def __init__(self, view: Any, *charts: Chart) -> None:
        super().__init__(view)
        self.setObjectName(f"{view.objectName()}-menu")
        self._view = view
        self.addAction(tr("Copy picture"), self.copy_picture)
        self.addAction(tr("Copy data"), self.copy_data)
        self.addSeparator()
        self.addAction(tr("Save picture…"), self.save_picture)
        self.addAction(tr("Save data…"), self.ask_data)
        self.link: QAction | None = None
        if charts and isinstance(view, StageView):
            self.addSeparator()
            self.link = self.addAction(tr("Link with the other plots"))
            self.link.setCheckable(True)
            self.link.setChecked(view.session.preferences.is_on(LINKED))
            self.link.toggled.connect(lambda on: view.session.preferences.choose(LINKED, on))
            self.aboutToShow.connect(self._follow)
        for chart in charts:
            for plot in chart.plots:
                plot.box.asked.connect(self.show_here)

    def _follow(self) -> None:
        if self.link is not None:
            self.link.setChecked(self._view.session.preferences.is_on(LINKED))

    def show_here(self) -> None:
        """At the pointer."""
        self.popup(QCursor.pos() if QCursor.pos() != QPoint() else self._view.mapToGlobal(QPoint(0, 0)))

    def copy_picture(self) -> None:
        QGuiApplication.clipboard().setPixmap(self._view.grab())

    def save_picture(self) -> None:
        """Ask how large, and where to."""
        from studio.gui.picture_dialog import ask_picture

        ask_picture(self._view, self._view.objectName().removesuffix("_view"))

    def copy_data(self) -> None:
        """Put the numbers on the clipboard, columns parted by tabs, as spreadsheets take them."""
        if self._view.has_data:
            QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in self._view.data()) + "\n")

    def ask_data(self) -> None:
        """Let the user say where the numbers go."""
        if not self._view.has_data:
            return
        start = str(Path.home() / f"{self._view.objectName()}.csv")
        name, _ = QFileDialog.getSaveFileName(self._view, tr("Save data"), start, tr("Tables (*.csv)"))
        if name:
            self.save_data(Path(name))

    def save_data(self, path: Path) -> None:
        """Write the numbers as CSV, whole or not at all."""
        lines = io.StringIO()
        csv.writer(lines, lineterminator="\n").writerows(self._view.data())
        text, failed = write_text(path if path.suffix else path.with_suffix(".csv"), lines.getvalue())
        if failed:
            box = QMessageBox(
                QMessageBox.Icon.Warning, tr("Save data"), text, QMessageBox.StandardButton.Ok, self._view)  # fmt: skip
            box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            box.open()
