"""A plane of two columns: a picture that was made beside the window, marks over it, a rectangle to brush with."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from studio.design.unit_text import number_text
from studio.gui.plots.axis import Axis
from studio.gui.plots.box import Box
from studio.gui.plots.chart import Chart, Plot
from studio.gui.plots.curve import pen
from studio.gui.study.column import Column
from studio.gui.study.raster import nearest
from studio.gui.theme import Colours
from studio.gui.value_text import typeset

_REACH = 6
"""Pixels from a point within which the pointer means it."""
_LABEL = 14
"""Letters of a label along an axis; more are cut, unless the plane is wide."""
_WIDE = 50
"""Heights of a line that make a plane wide."""
_MOST_LABELS = 14
_NUMBERS = "−88 888"
"""The longest number along an axis."""


class Plane(Chart):
    """`swept` carries a rectangle that was drawn, `doubled` the place of a double click, `ranged` follows every zoom.

    `chosen` carries a key that was pressed on the current point: Enter opens it.
    """

    swept = Signal(QRectF)
    doubled = Signal(float, float)
    pointed = Signal(float, float)
    ranged = Signal()
    entered = Signal()

    def __init__(self, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(name, description, parent)
        self._colours: Colours | None = None
        self._room = ""
        self.box = _PlaneBox()
        self.left, self.bottom = _PlaneAxis("left"), _PlaneAxis("bottom")
        self.grid.addItem(self.left, 0, 0)
        self.grid.addItem(self.box, 0, 1)
        self.grid.addItem(self.bottom, 1, 1)
        self.left.linkToView(self.box)
        self.bottom.linkToView(self.box)
        self.take_plot(Plot(self.box, self.left, self.bottom))
        self.picture = Picture()
        self.box.addItem(self.picture, ignoreBounds=True)
        self.rings: tuple[tuple[float, float, str], ...] = ()
        """Places with a ring of a colour round them, over everything."""
        self.box.swept.connect(self.swept)
        self.box.doubled.connect(self.doubled)
        self.box.pointed.connect(self.pointed)
        self.box.sigRangeChanged.connect(lambda *_: self.ranged.emit())
        self.box.sigResized.connect(lambda *_: self.ranged.emit())

    def use(self, colours: Colours) -> None:
        super().use(colours)
        self._colours, room = colours, self._room
        self._room = ""
        self._make_room(room or _NUMBERS)
        self.grid.setContentsMargins(4, 6, round(QFontMetricsF(self.font()).horizontalAdvance("88888") / 2), 4)

    def show_axes(self, x: Column, y: Column) -> None:
        """Name the axes, and set words along those of labels."""
        self.bottom.show_column(x)
        metrics = QFontMetricsF(self.font())
        letters = _LABEL if self.width() < _WIDE * metrics.height() else 2 * _LABEL
        self.left.show_column(y, letters)
        words = (_short(label, letters) for label in y.labels)
        self._make_room(max(words, key=metrics.horizontalAdvance, default=_NUMBERS))

    def _make_room(self, room: str) -> None:
        """Make the left axis as wide as the longest words along it: what is wider than the axis is not drawn."""
        if room != self._room and self._colours is not None:
            self._room = room
            self.left.use(self._colours, self.font(), f"{room} ")
            self.left.setGrid(False)

    def show_range(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Show this part of the plane, unless somebody has zoomed in."""
        self.box.show_range(x, y)

    @property
    def view(self) -> tuple[float, float, float, float]:
        """What is shown: left, right, bottom, top [in the units of the axes]."""
        (left, right), (bottom, top) = self.box.viewRange()
        return left, right, bottom, top

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of the plane [pixels of the screen]."""
        scale = self.devicePixelRatioF()
        return max(round(self.box.width() * scale), 1), max(round(self.box.height() * scale), 1)

    def row_at(self, ids: Any, view: tuple[float, float, float, float], x: float, y: float) -> int:
        """The point that a picture of a view shows at a place or near it; −1 where there is none."""
        left, right, bottom, top = view
        height, width = ids.shape
        return nearest(ids, (x - left) / (right - left) * width - 0.5, (top - y) / (top - bottom) * height - 0.5,
                       round(_REACH * self.devicePixelRatioF()))  # fmt: skip

    def set_rings(self, rings: Sequence[tuple[float, float, str]]) -> None:
        there = tuple(ring for ring in rings if np.isfinite(ring[0]) and np.isfinite(ring[1]))
        if there != self.rings:
            self.rings = there
            self.viewport().update()

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        area = self.box.sceneBoundingRect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for x, y, tint in self.rings:
            place = self.box.mapViewToScene(QPointF(x, y))
            if area.adjusted(-1, -1, 1, 1).contains(place):
                painter.setPen(pen(tint, 2.0))
                painter.drawEllipse(place, 6.5, 6.5)
        super().drawForeground(painter, rect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


def span(values: Any) -> tuple[float, float]:
    """The range of an axis that shows all values, with some room at the ends."""
    known = values[np.isfinite(values)]
    return roomy(float(known.min()), float(known.max())) if known.size else (0.0, 1.0)


def roomy(low: float, high: float) -> tuple[float, float]:
    """The range of an axis with some room at the ends of its values."""
    if not low <= high:
        return 0.0, 1.0
    room = 0.04 * (high - low) or 0.04 * abs(high) or 0.5
    return low - room, high + room


def stair(x: Any, y: Any, *, lower: bool) -> tuple[Any, Any]:
    """The line of a front, from its points along x, of which less is better where `lower`.

    Between two of its points nothing was found: what can be had is a stair, not a slope.
    """
    later, sooner = slice(1, None), slice(None, -1)
    first, last = (later, sooner) if lower else (sooner, later)
    return np.repeat(x, 2)[first], np.repeat(y, 2)[last]


class Picture(pg.GraphicsObject):
    """An image over the part of the plane that it was made for: it is stretched until the next one is there."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self._data: Any = None
        self._area = QRectF()
        self.setZValue(-5)

    def show_image(self, argb: Any, view: tuple[float, float, float, float]) -> None:
        """Show (height, width) uint32 premultiplied ARGB, line by line from above, over a part of the plane."""
        self.prepareGeometryChange()
        left, right, bottom, top = view
        self._area = QRectF(left, bottom, right - left, top - bottom)
        self._data = np.ascontiguousarray(argb, dtype=np.uint32)  # the image does not keep it alive
        height, width = self._data.shape
        self.image = QImage(self._data.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
        self.update()

    def clear(self) -> None:
        self.prepareGeometryChange()
        self.image, self._area = None, QRectF()
        self.update()

    def boundingRect(self) -> QRectF:
        return self._area

    def dataBounds(self, ax: int, frac: float = 1.0, orthoRange: Any = None) -> tuple[None, None]:
        return (None, None)

    def paint(self, painter: QPainter, *_: Any) -> None:
        if self.image is None:
            return
        painter.save()
        painter.translate(self._area.left(), self._area.bottom())
        painter.scale(self._area.width() / self.image.width(), -self._area.height() / self.image.height())
        painter.drawImage(0, 0, self.image)
        painter.restore()


class _PlaneBox(Box):
    """The wheel zooms, the middle button moves, the left one sweeps a rectangle; a click points."""

    swept = Signal(QRectF)
    doubled = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self.setMouseEnabled(x=True, y=True)

    def show_range(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        self.show_x(*x)
        self.show_y(*y)

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if axis is not None or shift or event.button() != Qt.MouseButton.LeftButton:
            super().mouseDragEvent(event, axis)
            return
        event.accept()
        if event.isFinish():
            self.rbScaleBox.hide()
            start, end = (self.mapToView(place) for place in (event.buttonDownPos(), event.pos()))
            self.swept.emit(QRectF(start, end).normalized())
        else:
            self.show_band(QRectF(event.buttonDownPos(), event.pos()).normalized())

    def mouseClickEvent(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            if event.double():
                event.accept()
                place = self.mapSceneToView(event.scenePos())
                self.doubled.emit(place.x(), place.y())
            else:
                self._point(event)


class _PlaneAxis(Axis):
    """Numbers as they are printed, or words where the column has labels."""

    def show_column(self, column: Column, letters: int = _LABEL) -> None:
        self.name_it(column.title)
        count = len(column.labels)
        step = -(-count // _MOST_LABELS) or 1
        ticks = [(place, _short(column.labels[place], letters)) for place in range(0, count, step)]
        self.setTicks([ticks] if count else None)

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        digits = 4 if not values or spacing <= 0 else max(
            4, int(np.ceil(np.log10(max(abs(values[0]), abs(values[-1]), spacing) / spacing))) + 1)  # fmt: skip
        return [typeset(number_text(0.0 if abs(value) < 1e-9 * spacing else value * scale, min(digits, 9)))
                for value in values]  # fmt: skip


def _short(label: str, letters: int) -> str:
    return label if len(label) <= letters else label[: letters - 1] + "…"
