"""A drawing surface with plots, their axes and a cross-hair; left drag and arrow keys move the clock, not the axes.

Built of view boxes and axes alone: a ready plot item of pyqtgraph brings menus and export windows that nobody asked
for, and takes ten times as long to make.
"""

from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QGraphicsGridLayout, QGraphicsWidget, QWidget

from studio.gui.plots.curve import faded, pen
from studio.gui.theme import Colours

# pyqtgraph drops mouse events that follow within ten milliseconds, and with them the last one of a movement.
pg.setConfigOptions(mouseRateLimit=0)

_GRID = 110
"""Opacity of the lines of the grid, of 255."""
_OVERHANG = 20
"""Pixels by which the words at the ends of an axis may stand over."""
_KEYS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Down: (0, -1), Qt.Key.Key_Up: (0, 1),
}  # fmt: skip


def fill_surface(widget: QWidget, colours: Colours) -> None:
    """Give a view the ground of its charts, so that what stands beside them belongs to them."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor(colours.surface))
    widget.setPalette(palette)
    widget.setAutoFillBackground(True)


class Box(pg.ViewBox):
    """A view box whose left button points at a place, whose wheel zooms along x and whose double click goes back.

    `asked` comes with a click of the right button, which asks for a menu.
    """

    pointed = Signal(float, float)
    reset = Signal()
    asked = Signal()

    def __init__(self) -> None:
        super().__init__(enableMenu=False, defaultPadding=0.0)
        self.disableAutoRange()
        self.setMouseEnabled(x=True, y=False)
        self.full = (0.0, 1.0)
        """What is shown when nobody has zoomed in."""
        self._zoomed = False
        self.sigRangeChangedManually.connect(self._moved_by_hand)
        self.reset.connect(self.show_all)

    def show_x(self, low: float, high: float) -> None:
        """Show `low` to `high`, unless somebody has zoomed in; nothing outside can be shown."""
        if (low, high) != self.full:
            self.full = (low, high)
            self.setLimits(xMin=low, xMax=high)
            if not self._zoomed:
                self.setXRange(low, high, padding=0)

    def show_all(self) -> None:
        self._zoomed = False
        self.setXRange(*self.full, padding=0)

    def _moved_by_hand(self, _: Any) -> None:
        (low, high), span = self.viewRange()[0], self.full[1] - self.full[0]
        self._zoomed = high - low < 0.999 * span

    def _point(self, event: Any) -> None:
        event.accept()
        place = self.mapSceneToView(event.scenePos())
        self.pointed.emit(place.x(), place.y())

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        if axis is not None:
            event.ignore()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._point(event)
        else:
            super().mouseDragEvent(event, axis)

    def mouseClickEvent(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            if event.double():
                event.accept()
                self.reset.emit()
            else:
                self._point(event)
        elif event.button() == Qt.MouseButton.RightButton:
            event.accept()
            self.asked.emit()


class Axis(pg.AxisItem):
    """An axis that keeps its width whatever it shows, with a true minus sign and without mouse."""

    def __init__(self, side: str) -> None:
        super().__init__(side)
        self.enableAutoSIPrefix(False)
        self.setZValue(-10)

    def use(self, colours: Colours, font: Any, room: str = "−888") -> None:
        metrics = QFontMetricsF(font)
        width = int(metrics.horizontalAdvance(room))
        self.setStyle(tickFont=font, autoExpandTextSpace=False, autoReduceTextSpace=False, tickLength=-4)
        self.setStyle(hideOverlappingLabels=_OVERHANG)
        self.setStyle(tickTextHeight=int(metrics.height()), tickTextWidth=width)
        self.label.setFont(font)
        line = 1.25 * metrics.height()
        if self.orientation in {"left", "right"}:
            self.setWidth(int(width + line + 10))
        else:
            self.setHeight(int(metrics.height() + line + 6))
        self.setPen(pen(colours.line, 1.0))
        self.setTextPen(pen(colours.muted))
        self.setTickPen(pen(colours.line, 1.0))
        self.resizeEvent(None)

    def name_it(self, text: str) -> None:
        """Set the title of the axis, unit included."""
        if text != self.labelText:
            self.setLabel(text)
            self.resizeEvent(None)  # else another length of the words leaves them off the middle

    def boundingRect(self) -> QRectF:
        # The base class forgets the overhang where there is a grid, and with it the numbers at the ends.
        return super().boundingRect().adjusted(-_OVERHANG, -_OVERHANG, _OVERHANG, _OVERHANG)

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [text.replace("-", "−") for text in super().tickStrings(values, scale, spacing)]

    def mouseDragEvent(self, event: Any) -> None:
        event.ignore()

    def mouseClickEvent(self, event: Any) -> None:
        event.ignore()


@dataclass(frozen=True, slots=True)
class Plot:
    """One view box and its axes; the right one, if any, is not tied to the box."""

    box: Box
    left: Axis
    bottom: Axis
    right: Axis | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the x axis of a plot with a word, drawn as a dashed line: red, or in a `tint` of its own."""

    plot: Plot
    x: float
    text: str
    tint: str = ""


class Chart(pg.GraphicsView):
    """Plots on a grid with one cross-hair over them.

    `stepped` carries the direction of an arrow key, `hovered` the place under the pointer in the scene, negative when
    the pointer has left.
    """

    stepped = Signal(int, int)
    hovered = Signal(QPointF)

    def __init__(self, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(description)
        self.plots: list[Plot] = []
        self.marks: list[Mark] = []
        self._colours: Colours | None = None
        self._cursor: tuple[float, float | None, str] | None = None
        self._covered: list[QRect] = []
        self.grid = QGraphicsGridLayout()
        self.grid.setSpacing(0)
        self.grid.setContentsMargins(4, 6, 6, 4)
        holder = QGraphicsWidget()
        holder.setLayout(self.grid)
        self.setCentralItem(holder)
        self.sceneObj.sigMouseMoved.connect(self._hover)

    def add_plot(self, row: int = 0, right: bool = False) -> Plot:
        """A plot in `row` (each takes two) with axes on the left and below."""
        plot = Plot(Box(), Axis("left"), Axis("bottom"), Axis("right") if right else None)
        self.grid.addItem(plot.left, 2 * row, 0)
        self.grid.addItem(plot.box, 2 * row, 1)
        self.grid.addItem(plot.bottom, 2 * row + 1, 1)
        if plot.right is not None:
            self.grid.addItem(plot.right, 2 * row, 2)
        plot.left.linkToView(plot.box)
        plot.bottom.linkToView(plot.box)
        self.plots.append(plot)
        return plot

    def use(self, colours: Colours) -> None:
        """Take over the colours and the font."""
        self._colours = colours
        self.setBackground(colours.surface)
        for plot in self.plots:
            plot.box.setBorder(pen(colours.line, 1.0))
            for axis in (plot.left, plot.bottom, plot.right):
                if axis is not None:
                    axis.use(colours, self.font())
            plot.left.setGrid(_GRID)
        self.viewport().update()

    def set_cursor(self, x: float, y: float | None = None, text: str = "") -> None:
        """Put the cross-hair at `x` of every plot and `y` of the first; only what it covers is painted again."""
        self._cursor = (x, y, text)
        self._paint_cursor()

    def hide_cursor(self) -> None:
        """Take the cross-hair away."""
        self._cursor = None
        self._paint_cursor()

    def _paint_cursor(self) -> None:
        old, self._covered = self._covered, self._cover()
        for area in {(r.x(), r.y(), r.width(), r.height()) for r in (*old, *self._covered)}:
            self.viewport().update(*area)

    def set_marks(self, marks: list[Mark]) -> None:
        if marks != self.marks:
            self.marks = marks
            self.viewport().update()

    def cursor_line(self, plot: Plot) -> QRectF:
        """Where the vertical line of the cross-hair lies in the scene, empty where it is out of sight."""
        area = plot.box.sceneBoundingRect()
        if self._cursor is None:
            return QRectF()
        x = plot.box.mapViewToScene(QPointF(self._cursor[0], 0.0)).x()
        if not area.left() - 1 <= x <= area.right() + 1:
            return QRectF()
        return QRectF(round(x), area.top(), 0.0, area.height())

    def _tag(self, plot: Plot) -> QRectF:
        """Where the words of the cross-hair stand, beside the line."""
        line = self.cursor_line(plot)
        metrics = QFontMetricsF(self.font())
        width, height = metrics.horizontalAdvance(self._cursor[2] if self._cursor else "") + 10, metrics.height() + 4
        left = line.left() + 5
        if left + width > plot.box.sceneBoundingRect().right():
            left = line.left() - 5 - width
        return QRectF(left, line.top() + 4, width, height)

    def _cover(self) -> list[QRect]:
        if self._cursor is None:
            return []
        covered = []
        for plot in self.plots:
            line = self.cursor_line(plot)
            if line.height() > 0:
                covered.append(line.adjusted(-3, 0, 3, 0).toAlignedRect())
        if self._cursor[2] and covered:
            covered.append(self._tag(self.plots[0]).adjusted(-2, -2, 2, 2).toAlignedRect())
        if self._cursor[1] is not None:
            area = self.plots[0].box.sceneBoundingRect()
            y = self.plots[0].box.mapViewToScene(QPointF(0.0, self._cursor[1])).y()
            covered.append(QRectF(area.left(), y - 3, area.width(), 6).toAlignedRect())
        return covered

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        colours = self._colours
        if colours is None:
            return
        painter.setFont(self.font())
        if self.hasFocus():
            # Not a frame: the scene of pyqtgraph has the size of the widget with its frame.
            painter.setPen(pen(colours.accent, 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        tags = [tag for mark in self.marks if (tag := self._draw_mark(painter, mark, colours))]
        if self._cursor is not None:
            tags += self._draw_cursor(painter, self._cursor, colours)
        for area, text, edge in tags:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen(edge, 1.0))
            painter.setBrush(faded(colours.raised, 0.92))
            painter.drawRoundedRect(area, 3, 3)
            painter.setPen(pen(colours.text))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_cursor(
        self, painter: QPainter, cursor: tuple[float, float | None, str], colours: Colours
    ) -> list[tuple[QRectF, str, str]]:
        """Draw the cross-hair; its words come back, to be drawn over everything."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        lines = [line for plot in self.plots if (line := self.cursor_line(plot)).height() > 0]
        _, y, text = cursor
        seen = bool(lines)
        if y is not None:
            area = self.plots[0].box.sceneBoundingRect()
            level = round(self.plots[0].box.mapViewToScene(QPointF(0.0, y)).y())
            if area.top() <= level <= area.bottom():
                lines.append(QRectF(area.left(), level, area.width(), 0.0))
        # A halo of the ground under the line keeps it in sight on any colour of a map.
        for stroke in (pen(faded(colours.surface, 0.55), 3.0), pen(colours.text, 1.0)):
            painter.setPen(stroke)
            for line in lines:
                painter.drawLine(line.topLeft(), line.bottomRight())
        return [(self._tag(self.plots[0]), text, colours.line)] if text and seen else []

    def _draw_mark(self, painter: QPainter, mark: Mark, colours: Colours) -> tuple[QRectF, str, str] | None:
        """Draw the line of a mark; its words come back, to be drawn over everything."""
        area = mark.plot.box.sceneBoundingRect()
        x = mark.plot.box.mapViewToScene(QPointF(mark.x, 0.0)).x()
        if not area.left() <= x <= area.right():
            return None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = mark.tint or colours.red
        painter.setPen(pen(tint, 1.4, dashed=True))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        metrics = QFontMetricsF(self.font())
        width, height = metrics.horizontalAdvance(mark.text) + 10, metrics.height() + 4
        left = min(max(x - width / 2, area.left()), area.right() - width)
        return QRectF(left, area.bottom() - height - 4, width, height), mark.text, tint

    def _hover(self, place: object) -> None:
        if isinstance(place, QPointF):
            self.hovered.emit(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(QPointF(-1.0, -1.0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = _KEYS.get(Qt.Key(event.key()))
        if direction is None:
            event.ignore()
        else:
            event.accept()
            self.stepped.emit(*direction)
