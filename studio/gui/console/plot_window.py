"""The window of a plot that was drawn from the console."""

import csv
import io

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.gui.session import Session
from studio.scripting.plot import Plot
from studio.text import tr


class PlotWindow(QWidget):
    """One plot; the wheel zooms, the left button moves, and a double click shows all again."""

    def __init__(self, session: Session, plot: Plot, number: int, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName(f"console-plot-{number}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = plot.title or plot.y_label
        self.setWindowTitle(tr("Plot {number}: {title}", number=number, title=title) if title
                            else tr("Plot {number}", number=number))  # fmt: skip
        self._session, self._plot = session, plot
        self.chart = pg.PlotWidget(enableMenu=False)
        self.chart.setAccessibleName(self.windowTitle())
        self.chart.hideButtons()
        if len(plot.curves) > 1:
            self._key = self.chart.addLegend(offset=(-12, 12))
        column = QVBoxLayout(self)
        column.addWidget(self.chart, 1)
        row = QHBoxLayout()
        for name, text, run in (
            ("all", tr("Show &all"), self.show_all), ("picture", tr("Copy &picture"), self.copy_picture),
            ("data", tr("Copy &data"), self.copy_data),
        ):  # fmt: skip
            button = QPushButton(text, self)
            button.setObjectName(f"console-plot-{name}")
            button.clicked.connect(run)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        session.theme.changed.connect(self._draw)
        self.resize(round(self.fontMetrics().height() * 42), round(self.fontMetrics().height() * 28))
        self._draw()

    def show_all(self) -> None:
        """Show every curve whole."""
        self.chart.autoRange()

    def copy_picture(self) -> None:
        """Put the plot on the clipboard as it is shown."""
        QGuiApplication.clipboard().setPixmap(self.chart.grab())

    def copy_data(self) -> None:
        """Put the numbers on the clipboard, a row for each point, as a spreadsheet takes them."""
        QGuiApplication.clipboard().setText(self.data())

    def data(self) -> str:
        """The numbers, tabs between them."""
        text = io.StringIO()
        rows = csv.writer(text, delimiter="\t", lineterminator="\n")
        for curve in self._plot.curves:
            rows.writerow([self._plot.x_label or "x", curve.label or self._plot.y_label or "y"])
            rows.writerows((repr(float(x)), repr(float(y))) for x, y in zip(curve.x, curve.y, strict=True))
        return text.getvalue()

    def _draw(self) -> None:
        colours = self._session.theme.colours
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(colours.surface))
        self.setPalette(palette)
        self.chart.setBackground(colours.surface)
        item = self.chart.getPlotItem()
        item.clear()
        for side in ("left", "bottom"):
            axis = item.getAxis(side)
            axis.enableAutoSIPrefix(False)
            axis.setPen(pg.mkPen(colours.line))
            axis.setTextPen(pg.mkPen(colours.text))
            axis.setLabel(self._plot.y_label if side == "left" else self._plot.x_label)
        item.setTitle(self._plot.title or None, color=colours.text)
        item.showGrid(x=True, y=True, alpha=0.25)
        if len(self._plot.curves) > 1:
            self._key.setLabelTextColor(colours.text)
        for number, curve in enumerate(self._plot.curves):
            shade = colours.series[number % len(colours.series)]
            few = len(curve.x) < 60
            item.plot(curve.x, curve.y, pen=pg.mkPen(shade, width=2), name=curve.label or None,
                      symbol="o" if few else None, symbolSize=6, symbolBrush=shade, symbolPen=None)  # fmt: skip
