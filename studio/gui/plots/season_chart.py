"""The drawing of the season view: a map of day and orbit time with its colour bar, and the beta angle under it."""

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from studio.design.quantity import ANGLE, MINUTE
from studio.gui.dates import day_ticks
from studio.gui.plots.axis import Axis
from studio.gui.plots.box import Box
from studio.gui.plots.chart import Chart, Mark
from studio.gui.plots.curve import Curve, Shade, pen, shade_tint
from studio.gui.plots.steady import SteadyRange
from studio.gui.theme import Colours
from studio.text import tr

_SHADES = 256
_DEGREE = ANGLE.units[1]


class SeasonChart(Chart):
    """Two plots over the days of the season, and the bar that says what the colours of the map mean."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("season_chart", tr("Map of the year: day across, time in the orbit upwards"), parent)
        self.map, self.beta = self.add_plot(0), self.add_plot(1)
        self.image, self.bar_image = pg.ImageItem(), pg.ImageItem()
        self.map.box.addItem(self.image, ignoreBounds=True)
        self.map.left.name_it(tr("Orbit time [min]"))
        self.map.left.setScale(1.0 / MINUTE)
        self.map.bottom.setStyle(showValues=False)
        self.bar, self.bar_axis = Box(), Axis("right")
        self.bar.setMouseEnabled(x=False, y=False)
        self.bar.addItem(self.bar_image, ignoreBounds=True)
        self.bar_image.setImage(np.arange(_SHADES, dtype=np.uint8)[None, :], levels=(0, _SHADES - 1))
        self.bar_axis.linkToView(self.bar)
        self.grid.addItem(self.bar, 0, 3)
        self.grid.addItem(self.bar_axis, 0, 4)
        self.shade, self.curve = Shade(), Curve()
        self.zero = Curve()
        for item in (self.shade, self.curve, self.zero):
            self.beta.box.addItem(item, ignoreBounds=True)
        self.beta.box.setXLink(self.map.box)
        self.beta.left.name_it(tr("Beta [°]"))
        self._beta_range = SteadyRange(least=10.0)
        self._days = 0
        self.grid.setRowStretchFactor(0, 4)
        self.grid.setRowStretchFactor(2, 1)

    def use(self, colours: Colours) -> None:
        super().use(colours)
        metrics = QFontMetricsF(self.font())
        self.bar_axis.use(colours, self.font())
        self.bar.setBorder(pen(colours.line, 1.0))
        self.bar.setFixedWidth(1.6 * metrics.height())
        self.grid.setColumnFixedWidth(2, metrics.height())
        self.map.left.setGrid(False)
        self.map.bottom.setHeight(8)
        self.beta.bottom.setHeight(int(metrics.height() + 8))
        self.beta.box.setMinimumHeight(3.5 * metrics.height())
        self.curve.setPen(pen(colours.series[0], 1.6))
        self.zero.setPen(pen(colours.line, 1.0))
        self.shade.use(shade_tint(colours))

    def use_epoch(self, epoch: str) -> None:
        """Let dates stand along the axes of days."""
        for plot in (self.map, self.beta):
            plot.bottom.find_ticks(lambda low, high: day_ticks(epoch, low, high))

    def name_bar(self, quantity: str, symbol: str, scale: float) -> None:
        """Title the colour bar; `scale` turns the unit of its range into the unit `symbol`."""
        self.bar_axis.name_it(tr("{quantity} [{unit}]", quantity=quantity, unit=symbol))
        if scale != self.bar_axis.scale:
            self.bar_axis.setScale(scale)

    def show_map(self, values: NDArray[np.float64], period: float, low: float, high: float, colours: str) -> None:
        """Draw `values` (D, N) [in the unit of the bar], with the colour map `colours` from `low` to `high`."""
        days, steps = values.shape
        shades = np.empty((days, steps + 1), dtype=np.uint8)
        scaled = (values - low) * ((_SHADES - 1) / max(high - low, 1e-12)) + 0.5
        np.clip(scaled, 0, _SHADES - 1, out=shades[:, :-1], casting="unsafe")
        shades[:, -1] = shades[:, 0]
        table = pg.colormap.get(colours).getLookupTable(nPts=_SHADES)
        self.image.setImage(shades, levels=(0, _SHADES - 1), lut=table)
        self.bar_image.setLookupTable(table)
        step = period / steps
        self.image.setRect(QRectF(-0.5, -0.5 * step, days, period + step))
        for plot in (self.map, self.beta):
            plot.box.show_x(-0.5, days - 0.5)
        if self.map.box.viewRange()[1] != [0.0, period]:
            self.map.box.show_y(0.0, period)
        if self.bar.viewRange()[1] != [low, high]:
            self.bar_image.setRect(QRectF(0.0, low, 1.0, high - low))
            self.bar.setYRange(low, high, padding=0)

    def show_beta(self, beta: NDArray[np.float64], dark: NDArray[np.bool_]) -> None:
        """Draw the beta angle [rad] of each day and shade the days with any darkness."""
        degrees = beta / _DEGREE.factor
        if self._beta_range.update(float(degrees.min()), float(degrees.max())):
            self.beta.box.show_y(self._beta_range.low, self._beta_range.high)
        days = np.arange(len(beta), dtype=np.float64)
        self.curve.show_points(days, degrees)
        self.zero.show_points(np.array([-0.5, len(beta) - 0.5]), np.zeros(2))
        self.shade.show_cells(np.append(days - 0.5, len(beta) - 0.5), dark.astype(np.float64))

    def show_worst(self, day: int, text: str) -> None:
        self.set_marks([Mark(self.map, float(day), text)])
