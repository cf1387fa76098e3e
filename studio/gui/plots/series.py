"""What a curve is called and looks like, and a set of curves in a plot with their keys beside it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject
from PySide6.QtGui import QTransform

from studio.gui.plots.chart import Plot
from studio.gui.plots.curve import Curve, dashes, faded, pen
from studio.gui.plots.key import KeyColumn
from studio.gui.theme import Colours

_FILL = 0.32
SHARE_TOP = 1.04
"""Upper end of the right axis: a little above one, so that a curve at one can be seen."""


@dataclass(frozen=True, slots=True)
class Series:
    """`colour` is a place in `Colours.series` or the name of a colour; `share` draws a 0–1 curve on the right axis."""

    name: str
    label: str
    colour: int | str
    filled: bool = False
    dashed: bool = False
    share: bool = False

    def tint(self, colours: Colours) -> str:
        return colours.series[self.colour] if isinstance(self.colour, int) else str(getattr(colours, self.colour))


class SeriesSet(QObject):
    """The curves of a plot; their keys switch them on and off and show the values that `read` finds."""

    def __init__(self, plot: Plot, keys: KeyColumn, series: tuple[Series, ...]) -> None:
        super().__init__(keys)
        self.plot = plot
        self.keys = keys
        self.series = series
        self.curves: dict[str, Curve] = {}
        self._x: NDArray[np.float64] = np.zeros(0)
        self._rows: NDArray[np.float64] = np.zeros((len(series), 0))
        for place, one in enumerate(series):
            curve = Curve(fill=one.filled)
            curve.setZValue(10 - place + (-10 if one.filled else 0))
            plot.box.addItem(curve, ignoreBounds=True)
            self.curves[one.name] = curve
            keys.add(one.name, one.label).toggled.connect(curve.setVisible)

    def use(self, colours: Colours) -> None:
        lines = [one for one in self.series if not one.filled]
        strokes = dict(zip((one.name for one in lines), dashes([one.dashed for one in lines]), strict=True))
        for one in self.series:
            tint, stroke = one.tint(colours), strokes.get(one.name, 0)
            width = 1.0 if one.filled else 1.8
            self.curves[one.name].setPen(pen(tint, width, stroke))
            if one.filled:
                self.curves[one.name].setBrush(faded(tint, _FILL))
            self.keys[one.name].use(tint, one.filled, stroke)

    def use_smooth(self, smooth: bool) -> None:
        for curve in self.curves.values():
            curve.use_smooth(smooth)

    def show(self, x: NDArray[np.float64], rows: NDArray[np.float64]) -> None:
        """Draw `rows`, one for each series, over `x`."""
        self._x, self._rows = x, rows
        for one, row in zip(self.series, rows, strict=True):
            self.curves[one.name].show_points(x, row)

    def offer(self, name: str, there: bool) -> None:
        """Leave a curve and its key out where its quantity does not apply."""
        key = self.keys[name]
        if key.isVisibleTo(self.keys) != there:
            key.setVisible(there)
            self.curves[name].setVisible(there and key.isChecked())

    def stretch_shares(self, low: float, high: float) -> None:
        """Lay 0 and SHARE_TOP of the right axis on the lower and upper end of the left one."""
        for one in self.series:
            if one.share:
                place = QTransform.fromTranslate(0.0, low).scale(1.0, (high - low) / SHARE_TOP)
                self.curves[one.name].setTransform(place)

    def read(self, phase: float) -> list[float]:
        """The value of each series at a share of its length, straight between its points."""
        steps = self._rows.shape[1] - 1
        if steps < 1:
            return []
        place = min(max(phase, 0.0), 1.0) * steps
        index = min(int(place), steps - 1)
        before = self._rows[:, index]
        found: list[float] = (before + (place - index) * (self._rows[:, index + 1] - before)).tolist()
        return found

    def at(self, x: float) -> list[float]:
        """The value of each series at `x`, straight between its points."""
        return [float(np.interp(x, self._x, row)) for row in self._rows]

    def places(self) -> NDArray[np.float64]:
        """Where along x there are points."""
        return self._x

    def data(self, head: str, scale: float, unit_of: Callable[[Series], tuple[str, float]]) -> list[list[str]]:
        """What is drawn as rows under a heading: x over `scale`, then each series there is in its unit."""
        there = [(one, row) for one, row in zip(self.series, self._rows, strict=True)
                 if self.keys[one.name].isVisibleTo(self.keys)]  # fmt: skip
        units = [unit_of(one) for one, _ in there]
        heads = [f"{self.keys[one.name].text()} [{symbol}]" for (one, _), (symbol, _) in zip(there, units, strict=True)]
        rows = np.stack([self._x / scale, *(row / factor for (_, row), (_, factor) in zip(there, units, strict=True))])
        return [[head, *heads], *([f"{value:.6g}" for value in column] for column in rows.T)]
