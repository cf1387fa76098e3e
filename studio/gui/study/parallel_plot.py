"""Parallel axes: each point a line across all of them, drawn as one picture that was made beside the window."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.gui.plots.curve import faded, pen
from studio.gui.study import raster
from studio.gui.study.brush import Limit
from studio.gui.study.column import Column
from studio.gui.study.desk import StudyDesk
from studio.text import tr

_GRIP = 9
"""Pixels beside an axis that belong to it."""
_STEP = 0.05


@dataclass(frozen=True)
class ParallelAxis:
    """A column with the range that is shown; `flipped` where the greatest value is below."""

    column: Column
    low: float
    high: float
    flipped: bool = False

    def share(self, value: Any) -> Any:
        """How far up a value [SI] lies, from 0 to 1."""
        span = self.high - self.low
        share = (value - self.low) / span if span > 0.0 else value * 0.0 + 0.5
        return 1.0 - share if self.flipped else share

    def value(self, share: float) -> float:
        """The value [SI] at a height."""
        return self.low + (self.high - self.low) * (1.0 - share if self.flipped else share)

    def limit(self, low: float, high: float) -> Limit:
        """What lies between two heights."""
        ends = sorted((self.value(min(max(low, 0.0), 1.0)), self.value(min(max(high, 0.0), 1.0))))
        if self.column.labels:
            codes = frozenset(place for place in range(len(self.column.labels))
                              if ends[0] - 0.3 <= place <= ends[1] + 0.3)  # fmt: skip
            return Limit(codes=codes)
        return Limit(ends[0], ends[1])


class ParallelPlot(QWidget):
    """Drag along an axis to brush, drag a title to move its axis, click a title to turn its axis round.

    By keys: Left and Right go from axis to axis, with Ctrl they move it; F turns it round; Up and Down move its brush,
    with Shift they widen and narrow it; Delete takes it off. `arranged` carries the names of the axes in their order,
    `flipped` one that was turned round, `wanted` that another picture is needed.
    """

    arranged = Signal(tuple)
    flipped = Signal(str)
    wanted = Signal()

    def __init__(self, desk: StudyDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.axes: tuple[ParallelAxis, ...] = ()
        self.current = 0
        """The axis that the keys are at."""
        self.ids: Any = None
        self._image: QImage | None = None
        self._data: Any = None
        self._drag: tuple[str, int, QPointF] | None = None
        self._at = QPointF()
        self.setObjectName("study-parallel-plot")
        self.setAccessibleName(tr("Parallel axes: arrow keys go from axis to axis and move the brush"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        desk.current_changed.connect(self.update)

    # Where things are

    @property
    def area(self) -> QRectF:
        """Between the first and the last axis."""
        em = self.fontMetrics().height()
        side = min(em * 4.0, self.width() * 0.1)
        return QRectF(side, em * 3.2, max(self.width() - 2 * side, 1.0), max(self.height() - em * 4.8, 1.0))

    def x_of(self, place: int) -> float:
        """Where an axis stands."""
        area = self.area
        return area.left() + area.width() * (place / (len(self.axes) - 1) if len(self.axes) > 1 else 0.5)

    def y_of(self, share: Any) -> Any:
        """Where a height is."""
        return self.area.bottom() - share * self.area.height()

    def axis_at(self, x: float) -> int:
        """The axis at or near a place, −1 where there is none."""
        for place in range(len(self.axes)):
            if abs(self.x_of(place) - x) <= _GRIP:
                return place
        return -1

    def title_at(self, where: QPointF) -> int:
        """The axis whose title is at a place, −1 where there is none."""
        if where.y() >= self.area.top() - 4 or not self.axes:
            return -1
        return int(np.argmin([abs(self.x_of(place) - where.x()) for place in range(len(self.axes))]))

    # What is shown

    def show_axes(self, axes: tuple[ParallelAxis, ...]) -> None:
        if axes != self.axes:
            self.axes = axes
            self.current = min(self.current, max(len(axes) - 1, 0))
            self.setAccessibleDescription(", ".join(axis.column.title for axis in axes))
            self.update()

    def show_picture(self, ids: Any, argb: Any) -> None:
        self.ids, self._data = ids, np.ascontiguousarray(argb, dtype=np.uint32)
        height, width = self._data.shape
        self._image = QImage(self._data.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
        self.update()

    def clear(self) -> None:
        self.ids = self._image = None
        self.update()

    def line(self, row: int) -> QPolygonF:
        """The line of a point."""
        points = self._desk.points
        assert points is not None  # whoever has a row has points
        places = []
        for place, axis in enumerate(self.axes):
            share = float(axis.share(points.values(axis.column.name)[row]))
            if np.isfinite(share):
                places.append(QPointF(self.x_of(place), self.y_of(share)))
        return QPolygonF(places)

    def row_at(self, where: QPointF) -> int:
        """The point whose line is at a place or near it, −1 where there is none."""
        if self.ids is None:
            return -1
        scale = self.ids.shape[1] / max(self.width(), 1)
        return raster.nearest(self.ids, where.x() * scale, where.y() * scale, round(4 * scale))

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 30, em * 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._desk.session.theme.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.surface))
        if self._image is not None:
            painter.drawImage(self.rect(), self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, axis in enumerate(self.axes):
            self._draw_axis(painter, place, axis)
        points, row = self._desk.points, self._desk.current
        if points is not None and 0 <= row < points.count and self.axes:
            for stroke in (pen(colours.surface, 4.0), pen(colours.text, 2.0)):
                painter.setPen(stroke)
                painter.drawPolyline(self.line(row))
        if self._drag is not None and self._drag[0] == "brush":
            _, place, start = self._drag
            band = QRectF(self.x_of(place) - 7, min(start.y(), self._at.y()), 14, abs(start.y() - self._at.y()))
            painter.setPen(pen(colours.accent, 1.2))
            painter.setBrush(faded(colours.accent, 0.3))
            painter.drawRect(band)
        if self.hasFocus():
            painter.setPen(pen(colours.accent, 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _draw_axis(self, painter: QPainter, place: int, axis: ParallelAxis) -> None:
        colours, em, metrics = self._desk.session.theme.colours, self.fontMetrics().height(), self.fontMetrics()
        x, area = self.x_of(place), self.area
        here = place == self.current and self.hasFocus()
        painter.setPen(pen(colours.accent if here else colours.text, 2.0 if here else 1.4))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        limit = self._desk.brush.limits.get(axis.column.name)
        if limit is not None:
            painter.setPen(pen(colours.accent, 1.2))
            painter.setBrush(faded(colours.accent, 0.3))
            for low, high in _bands(axis, limit):
                top, bottom = self.y_of(high), self.y_of(low)
                painter.drawRect(QRectF(x - 6, top, 12, max(bottom - top, 2.0)))
        gap = area.width() / max(len(self.axes) - 1, 1)
        # With many axes their names stand in two lines by turns.
        room = gap * (1.9 if len(self.axes) > 4 else 0.96)
        line = place % 2 if len(self.axes) > 4 else 1
        left = min(max(x - room / 2, 0.0), max(self.width() - room, 0.0))
        if len(self.axes) > 4 and place in {0, len(self.axes) - 1}:  # at the ends there is room on one side only
            room = min(room, gap + (x if place == 0 else self.width() - x))
            left = 0.0 if place == 0 else self.width() - room
        words = metrics.elidedText(("▾ " if axis.flipped else "") + axis.column.title, Qt.TextElideMode.ElideRight,
                                   round(room))  # fmt: skip
        painter.setPen(QColor(colours.accent if here else colours.text))
        side = Qt.AlignmentFlag.AlignHCenter
        if place == 0 and x < room / 2:
            side = Qt.AlignmentFlag.AlignLeft
        elif x > self.width() - room / 2:
            side = Qt.AlignmentFlag.AlignRight
        over = QRectF(left, line * em * 1.05, room, em * 1.05)
        painter.drawText(over, int(side | Qt.AlignmentFlag.AlignVCenter), words)
        painter.setPen(QColor(colours.muted))
        ends = (axis.high, axis.low) if not axis.flipped else (axis.low, axis.high)
        for value, top in zip(ends, (area.top() - em * 1.1, area.bottom() + em * 0.1), strict=True):
            text = metrics.elidedText(axis.column.bare(value), Qt.TextElideMode.ElideRight, round(gap * 0.95))
            wide = metrics.horizontalAdvance(text) + 2
            at = min(max(x - wide / 2, 0.0), max(self.width() - wide, 0.0))
            painter.drawText(QRectF(at, top, wide, em), int(Qt.AlignmentFlag.AlignCenter), text)
        if len(axis.column.labels) > 2:
            for code, label in enumerate(axis.column.labels[1:-1], start=1):
                words = metrics.elidedText(label, Qt.TextElideMode.ElideRight, round(min(gap * 0.85, em * 9)))
                y = self.y_of(axis.share(float(code)))
                beside = QRectF(x + 6, y - em / 2, metrics.horizontalAdvance(words) + 4, em)
                if beside.right() > self.width():
                    beside.moveRight(x - 6)
                painter.fillRect(beside, faded(colours.surface, 0.7))
                painter.drawText(beside, int(Qt.AlignmentFlag.AlignCenter), words)

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        where = self._at = event.position()
        title, axis = self.title_at(where), self.axis_at(where.x())
        if title >= 0:
            self._drag, self.current = ("title", title, where), title
        elif axis >= 0:
            self._drag, self.current = ("brush", axis, where), axis
        else:
            row = self.row_at(where)
            if row >= 0:
                self._desk.go_to(row)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._at = event.position()
        if self._drag is not None:
            self.update()
            return
        over = self.title_at(self._at) >= 0
        beside = self.axis_at(self._at.x()) >= 0
        shape = Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.SizeVerCursor if beside else None
        self.setCursor(shape if shape is not None else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag is None:
            return
        kind, place, start = drag
        end = event.position()
        if kind == "title":
            target = int(np.argmin([abs(self.x_of(other) - end.x()) for other in range(len(self.axes))]))
            if target != place:
                self.move_axis(place, target)
            elif (end - start).manhattanLength() < 4:
                self.flipped.emit(self.axes[place].column.name)
        elif abs(end.y() - start.y()) < 3:
            self._desk.limit({self.axes[place].column.name: None})
        else:
            low, high = sorted((self._share(start.y()), self._share(end.y())))
            self._desk.limit({self.axes[place].column.name: self.axes[place].limit(low, high)})
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.title_at(event.position()) < 0 and self.axis_at(event.position().x()) < 0:
            row = self.row_at(event.position())
            if row >= 0:
                self._desk.open_point(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key))
        upright = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(key))
        if not self.axes:
            event.ignore()
        elif sideways is not None:
            target = min(max(self.current + sideways, 0), len(self.axes) - 1)
            if modifiers & Qt.KeyboardModifier.ControlModifier:
                self.move_axis(self.current, target)
            self.current = target
        elif upright is not None:
            self._move_brush(upright * _STEP, bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_F:
            self.flipped.emit(self.axes[self.current].column.name)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._desk.limit({self.axes[self.current].column.name: None})
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._desk.open_point(self._desk.current)
        else:
            super().keyPressEvent(event)
        self.update()

    def move_axis(self, source: int, target: int) -> None:
        """Put an axis in another place."""
        names = [axis.column.name for axis in self.axes]
        names.insert(target, names.pop(source))
        self.current = target
        self.arranged.emit(tuple(names))

    def _move_brush(self, step: float, ends: bool) -> None:
        axis = self.axes[self.current]
        limit = self._desk.brush.limits.get(axis.column.name)
        if limit is None:
            low, high = (0.5, 1.0) if step > 0 else (0.0, 0.5)
        else:
            bands = _bands(axis, limit)
            low, high = bands[0][0], bands[-1][1]
            if ends:
                high = min(max(high + step, low + _STEP), 1.0)
            else:
                step = min(max(step, -low), 1.0 - high)
                low, high = low + step, high + step
        self._desk.limit({axis.column.name: axis.limit(low, high)})

    def _share(self, y: float) -> float:
        return (self.area.bottom() - y) / self.area.height()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            where = QPointF(event.pos())
            title = self.title_at(where)
            if title >= 0:
                column = self.axes[title].column
                text = tr("{title}\n{name}\nClick: turn the axis round; drag: move it", title=column.title,
                          name=column.name)  # fmt: skip
            else:
                row = self.row_at(where)
                names = tuple(axis.column.name for axis in self.axes)
                text = "\n".join(self._desk.point_lines(row, names)) if row >= 0 else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.wanted.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def _bands(axis: ParallelAxis, limit: Limit) -> list[tuple[float, float]]:
    """The heights that a limit leaves, from below."""
    if limit.codes is not None:
        shares = sorted(float(axis.share(float(code))) for code in limit.codes)
        return [(max(share - 0.02, 0.0), min(share + 0.02, 1.0)) for share in shares] or [(0.0, 0.0)]
    ends = [min(max(value, axis.low), axis.high) for value in (limit.low, limit.high)]
    low, high = sorted(float(axis.share(end)) for end in ends)
    return [(low, high)]
