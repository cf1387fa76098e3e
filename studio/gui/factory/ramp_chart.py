"""Power, lines and flights of a programme by year, one under the other over the same years."""

from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.analysis.factory.table import grouped, pieces
from studio.gui.charts.annotated import AnnotatedChart
from studio.gui.charts.lines import KeyRow, Line, Lines
from studio.gui.plots.chart import Mark
from studio.gui.plots.reader import Reader
from studio.gui.theme import Colours
from studio.text import tr

_HEADROOM = 1.08
_GAP = 8


class RampChart(QWidget):
    """The cross-hair stands at a year in all three plots; the keys then say what there is in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = AnnotatedChart("ramp_chart", tr("Power, lines and flights by year"), self)
        self.plots = [self.chart.add_plot(row) for row in range(3)]
        for plot, title in zip(self.plots, (tr("Power [GW]"), tr("Lines"), tr("Flights a day")), strict=True):
            plot.left.name_it(title)
        self.plots[-1].bottom.name_it(tr("Year"))
        self.keys = [KeyRow(self) for _ in self.plots]
        self.lines = [Lines(plot, keys) for plot, keys in zip(self.plots, self.keys, strict=True)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.chart, 1)
        legend = QHBoxLayout()
        for keys in self.keys:
            legend.addWidget(keys, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(legend)
        self._years = np.zeros(1)
        for plot in self.plots[1:]:
            plot.box.setXLink(self.plots[0].box)
        self.reader = Reader(self.chart, self._write, lambda: self._years)

    def use(self, colours: Colours) -> None:
        self.chart.use(colours)
        for plot in self.plots[:-1]:  # the years stand under the last one
            plot.bottom.setStyle(showValues=False)
            plot.bottom.setHeight(_GAP)

    def show_plan(self, found: Any, colours: Colours) -> None:
        """Show the years of a programme, with the year of the target and that of the first limit marked."""
        years, tints = found.year, colours.series
        self._years = years
        day = np.zeros_like(years) if found.launches_by_year is None else found.launches_by_year / 365.25
        shown = (
            (Line("built", tr("Built in the year"), tints[0], years, found.power_by_year / 1e9, width=2.4),
             Line("orbit", tr("In orbit"), tints[1], years, found.in_orbit_by_year / 1e9, dashed=True)),
            (Line("work", tr("Lines at work"), tints[2], years, found.lines_by_year, width=2.4),
             Line("ordered", tr("Lines ordered"), tints[4], years, found.lines_ordered_by_year, dashed=True)),
            (Line("flights", tr("Flights a day"), tints[3], years, day, width=2.4),),
        )  # fmt: skip
        ticks = [[(float(year), f"{year:.0f}") for year in years[:: max(len(years) // 12, 1)]]]
        for plot, lines, curves in zip(self.plots, self.lines, shown, strict=True):
            lines.show(curves)
            low, high = float(years[0]) - 0.3, float(years[-1]) + 0.3
            plot.box.show_x(low, high)
            top = max(float(curve.y.max()) for curve in curves) or 1.0
            plot.box.show_y(0.0, top * _HEADROOM)
            plot.bottom.setTicks(ticks)
        marks = [Mark(self.plots[0], float(years[found.first_at_target]), tr("target"), colours.muted)]
        if found.first_limit_year is not None:
            marks.append(Mark(self.plots[-1], float(found.first_limit_year), tr("first limit"), colours.red))
        self.chart.set_marks(marks)
        self.reader.again()

    def _write(self, year: float | None) -> None:
        """Put the cross-hair where it stands and let the keys say what there is in that year."""
        if year is None:
            self.chart.hide_cursor()
            for lines in self.lines:
                lines.show_values({})
            return
        self.chart.set_cursor(year, text=f"{year:.0f}")
        for lines in self.lines:
            lines.show_values({name: _text(name, value) for name, value in lines.at(year).items()})


def _text(name: str, value: float) -> str:
    if name in {"work", "ordered"}:
        return pieces(value)
    return grouped(value) + (" GW" if name in {"built", "orbit"} else "")
