"""The menu of a plot: its picture to the clipboard or a file."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from studio.gui.plots.chart import Chart
from studio.text import tr


class PlotMenu(QMenu):
    """Comes with the right button over the charts of `view`, whose picture it takes."""

    def __init__(self, view: QWidget, *charts: Chart) -> None:
        super().__init__(view)
        self.setObjectName(f"{view.objectName()}_menu")
        self._view = view
        self.addAction(tr("Copy picture"), self.copy_picture)
        self.addAction(tr("Save picture…"), self.save_picture)
        for chart in charts:
            for plot in chart.plots:
                plot.box.asked.connect(self.show_here)

    def show_here(self) -> None:
        """At the pointer."""
        self.popup(QCursor.pos() if QCursor.pos() != QPoint() else self._view.mapToGlobal(QPoint(0, 0)))

    def copy_picture(self) -> None:
        QGuiApplication.clipboard().setPixmap(self._view.grab())

    def save_picture(self) -> None:
        """Ask how large, and where to."""
        from studio.gui.picture_dialog import ask_picture

        ask_picture(self._view, self._view.objectName().removesuffix("_view"))
