"""The two items that plots are made of: curves, and shading over the full height where the Sun is hidden."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QTransform

from studio.gui.magnified import magnification
from studio.gui.theme import Colours

_WHOLLY = 0.996
"""Share of the disk that is hidden from which on it counts as all of it."""
_SMOOTH_UP_TO = 200
"""Smoothing edges is worth its time only for short curves."""


DASHES = (
    (), (4.0, 3.0), (8.0, 3.0), (1.5, 2.5), (7.0, 2.5, 1.5, 2.5), (10.0, 2.5, 4.0, 2.5),
    (7.0, 2.0, 1.5, 2.0, 1.5, 2.0), (14.0, 4.0),
)  # fmt: skip
"""Strokes that are told apart without their colours, in widths of the line; the first is solid."""


def dashes(wanted: Sequence[bool]) -> list[int]:
    """A stroke for each of so many curves, another for each as far as there are so many: solid or dashed first."""
    found: list[int] = []
    for dashed in wanted:
        order = [int(dashed), *(range(2, len(DASHES))), 1 - int(dashed)]
        free = [one for one in order[:-1] if one not in found] or order[:-1]
        found.append(free[0] if free[0] not in found else order[1 + len(found) % (len(DASHES) - 2)])
    return found


def pen(colour: str | QColor, width: float = 1.6, dashed: int = 0) -> QPen:
    """A pen as wide on the screen whatever the scale of the axes; `dashed` is a stroke of `DASHES`."""
    made = QPen(QColor(colour), width)
    made.setCosmetic(True)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        made.setDashPattern(DASHES[dashed])
    return made


def shade_tint(colours: Colours) -> QColor:
    """The colour of what is in the dark."""
    return faded(colours.text, 0.16) if colours.dark else faded(colours.muted, 0.24)


def faded(colour: str, share: float) -> QColor:
    """`colour` at `share` of its opacity."""
    made = QColor(colour)
    made.setAlphaF(share)
    return made


class Curve(pg.PlotCurveItem):
    """A curve through finite points, whose bounds are found without a change of the warning filters of all threads."""

    def __init__(self, fill: bool = False) -> None:
        self.smooth = True
        self._pens: dict[bool, QPen] = {}
        super().__init__(skipFiniteCheck=True, fillLevel=0.0 if fill else None)

    def setPen(self, *arguments: Any, **options: Any) -> None:
        super().setPen(*arguments, **options)
        full = self.opts["pen"]
        if isinstance(full, QPen):
            thin = QPen(full)
            thin.setWidthF(1.0)
            thin.setStyle(Qt.PenStyle.SolidLine)  # strokes cost more than all else in a plot
            self._pens = {True: full, False: thin}
            self.opts["pen"] = self._pens[self.smooth]

    def paint(self, painter: QPainter, *rest: Any) -> None:
        """Where a point is several pixels, as in a large picture, the line is as much wider."""
        full, ratio = self.opts["pen"], magnification()
        if ratio == 1.0 or not isinstance(full, QPen):
            super().paint(painter, *rest)
            return
        wide = QPen(full)
        wide.setWidthF(full.widthF() * ratio)
        self.opts["pen"] = wide
        try:
            super().paint(painter, *rest)
        finally:
            self.opts["pen"] = full

    def use_smooth(self, smooth: bool) -> None:
        """Draw full lines with smooth edges, which take as long again as all else in a plot, or for now thin ones."""
        if smooth != self.smooth:
            self.smooth = smooth
            self.opts["pen"] = self._pens.get(smooth, self.opts["pen"])
            if self.xData is not None:
                self.opts["antialias"] = smooth and len(self.xData) <= _SMOOTH_UP_TO
                self.update()

    def show_points(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> None:
        self.opts["antialias"] = self.smooth and len(x) <= _SMOOTH_UP_TO
        self.setData(x, y)

    def dataBounds(self, ax: int, frac: float = 1.0, orthoRange: Any = None) -> tuple[float, float] | tuple[None, None]:
        values = self.xData if ax == 0 else self.yData
        if values is None or len(values) == 0:
            return (None, None)
        cached = self._boundsCache[ax]
        if cached is None:
            low, high = float(values.min()), float(values.max())
            level = self.opts["fillLevel"]
            if ax == 1 and level is not None:
                low, high = min(low, level), max(high, level)
            cached = self._boundsCache[ax] = (low, high)
        return cached


class Shade(pg.GraphicsObject):
    """Bands of one colour over the full height of the view, each as dense as its weight from 0 to 1.

    What is not wholly dark, the penumbra and the cells in which a shadow begins or ends, is hatched as well.
    """

    def __init__(self) -> None:
        super().__init__()
        self.bands: list[tuple[float, float, float]] = []
        self._colour = QColor()
        self.setZValue(-20)

    def use(self, colour: QColor) -> None:
        self._colour = colour
        self.update()

    def show_cells(self, edges: NDArray[np.float64], weights: NDArray[np.float64]) -> None:
        """Shade each cell between neighbouring `edges` by its weight; equal neighbours make one band."""
        starts = np.flatnonzero(np.diff(weights, prepend=np.nan) != 0)
        ends = np.append(starts[1:], len(weights))
        bands = [
            (float(edges[start]), float(edges[end]), float(weights[start]))
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
            if weights[start] > 0.004
        ]
        if bands != self.bands:
            self.prepareGeometryChange()
            self.bands = bands
            self.update()

    def boundingRect(self) -> QRectF:
        if not self.bands:
            return QRectF()
        view = self.viewRect()
        left, right = self.bands[0][0], self.bands[-1][1]
        return QRectF(left, view.top(), right - left, view.height())

    def dataBounds(self, ax: int, frac: float = 1.0, orthoRange: Any = None) -> tuple[None, None]:
        return (None, None)

    def viewTransformChanged(self) -> None:
        super().viewTransformChanged()
        self.prepareGeometryChange()

    def paint(self, painter: QPainter, *_: Any) -> None:
        view = self.viewRect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        to_pixels = QTransform(painter.worldTransform()).inverted()[0]
        for left, right, weight in self.bands:
            colour = QColor(self._colour)
            colour.setAlphaF(self._colour.alphaF() * weight)
            area = QRectF(left, view.top(), right - left, view.height())
            painter.fillRect(area, colour)
            if weight < _WHOLLY:
                lines = QBrush(self._colour, Qt.BrushStyle.BDiagPattern)
                lines.setTransform(to_pixels)
                painter.fillRect(area, lines)
