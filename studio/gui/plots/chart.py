"""A drawing surface with plots, their axes and a cross-hair.

Built of view boxes and axes alone: a ready plot item of pyqtgraph brings menus and export windows that nobody asked
for, and takes ten times as long to make.
"""

from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QGraphicsGridLayout, QGraphicsWidget, QToolButton, QWidget

from studio.gui.plots.axis import Axis
from studio.gui.plots.box import Box
from studio.gui.plots.curve import faded, pen
from studio.gui.theme import Colours
from studio.text import tr

_GRID = 110
"""Opacity of the lines of the grid, of 255."""
_ZOOM_STEP = 0.8
_MOVE_STEP = 0.1
"""Share of what is shown that is left after a zoom with the keys, and by which they move the view."""
_KEYS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Down: (0, -1), Qt.Key.Key_Up: (0, 1),
}  # fmt: skip


_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


def fill_surface(widget: QWidget) -> None:
    """Give a view the ground of its charts, so that what stands beside them belongs to them."""
    widget.setBackgroundRole(QPalette.ColorRole.Base)
    widget.setAutoFillBackground(True)


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
    the pointer has left. Home shows the whole again, plus and minus zoom about the cross-hair, Shift with an arrow
    moves the view.
    """

    stepped = Signal(int, int)
    hovered = Signal(QPointF)
    dismissed = Signal()
    """Escape was pressed."""
    grips = False
    """Whether the cross-hair stays where it is put, so that a drag can take it along."""

    def __init__(self, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(description)
        self.plots: list[Plot] = []
        self.marks: list[Mark] = []
        self._colours: Colours | None = None
        self._cursor: tuple[float, float | None, str] | None = None
        self._pointer: tuple[float, str] | None = None
        self._covered: list[QRect] = []
        self.grid = QGraphicsGridLayout()
        self.grid.setSpacing(0)
        self.grid.setContentsMargins(4, 6, 6, 4)
        holder = QGraphicsWidget()
        holder.setLayout(self.grid)
        self.setCentralItem(holder)
        self.whole = QToolButton(self)
        self.whole.setObjectName(f"{name}-whole")
        self.whole.setText(tr("Reset"))
        self.whole.setProperty("look", "link")
        self.whole.setAccessibleName(tr("Show the whole range"))
        self.whole.setToolTip(tr("Show the whole range again (Home, or a double click in the plot)"))
        self.whole.clicked.connect(self.show_all)
        self.whole.hide()
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
        self.take_plot(plot)
        return plot

    def take_plot(self, plot: Plot) -> None:
        """Watch over a plot: whether it is zoomed."""
        self.plots.append(plot)
        plot.box.by_hand.connect(self.offer_whole)

    @property
    def is_zoomed(self) -> bool:
        """Whether one of the plots shows less than its whole."""
        return any(plot.box.is_zoomed for plot in self.plots)

    def show_all(self) -> None:
        """Show the whole of every plot again."""
        for plot in self.plots:
            plot.box.show_all()
        self.offer_whole()

    def offer_whole(self) -> None:
        """Show the button that goes back to the whole, or take it away."""
        self.whole.setVisible(self.is_zoomed)
        self._place_whole()

    def _place_whole(self) -> None:
        """In the corner between the axes, where nothing is drawn."""
        if not self.plots or self.whole.isHidden():
            return
        corner = self.plots[-1].left.sceneBoundingRect()
        size = self.whole.sizeHint()
        self.whole.setGeometry(2, self.height() - size.height() - 2,
                               min(size.width(), max(round(corner.right()) - 4, 24)), size.height())  # fmt: skip

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if hasattr(self, "whole"):  # the base class sends one while it is made
            self._place_whole()

    def use(self, colours: Colours) -> None:
        """Take over the colours and the font."""
        self._colours = colours
        self.setBackground(colours.surface)
        for plot in self.plots:
            plot.box.setBorder(pen(colours.line, 1.0))
            plot.box.use_band(colours.accent)
            for axis in (plot.left, plot.bottom, plot.right):
                if axis is not None:
                    axis.use(colours, self.font())
            plot.left.setGrid(_GRID)
        self.viewport().update()

    def set_cursor(self, x: float, y: float | None = None, text: str = "") -> None:
        """Put the cross-hair at `x` of every plot and `y` of the first; only what it covers is painted again."""
        self._cursor = (x, y, text)
        self.setAccessibleDescription(text)  # the keys beside it say the values there
        for plot in self.plots if self.grips else ():
            plot.box.grip = x
        self._paint_cursor()

    def set_pointer(self, x: float, text: str) -> None:
        """Put a second, thin line where the pointer is, here or in another plot over the same."""
        if (x, text) != self._pointer:
            self._pointer = (x, text)
            self._paint_cursor()

    def hide_pointer(self) -> None:
        """Take the thin line away."""
        if self._pointer is not None:
            self._pointer = None
            self._paint_cursor()

    @property
    def pointer(self) -> tuple[float, str] | None:
        """Where the thin line is and what is written at it."""
        return self._pointer

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
        return QRectF() if self._cursor is None else self._line(plot, self._cursor[0])

    def _line(self, plot: Plot, place: float) -> QRectF:
        area = plot.box.sceneBoundingRect()
        x = plot.box.mapViewToScene(QPointF(place, 0.0)).x()
        if not area.left() - 1 <= x <= area.right() + 1:
            return QRectF()
        return QRectF(round(x), area.top(), 0.0, area.height())

    def tag(self, x: float, text: str) -> QRectF:
        """Where the words of a cross-hair stand: on the axis below the last plot, so that no curve is covered."""
        plot = self.plots[-1]
        line, foot = self._line(plot, x), plot.box.sceneBoundingRect().bottom()
        metrics = QFontMetricsF(self.font())
        width, height = metrics.horizontalAdvance(text) + 10, metrics.height() + 2
        left = min(max(line.left() - width / 2, 1.0), self.width() - width - 1)
        return QRectF(left, min(foot + 2, self.height() - height - 1), width, height)

    def _cover(self) -> list[QRect]:
        covered = []
        for x, text in self._lines():
            lines = [line for plot in self.plots if (line := self._line(plot, x)).height() > 0]
            covered += [line.adjusted(-3, 0, 3, 0).toAlignedRect() for line in lines]
            if text and lines:
                covered.append(self.tag(x, text).adjusted(-2, -2, 2, 2).toAlignedRect())
        if self._cursor is not None and self._cursor[1] is not None:
            area = self.plots[0].box.sceneBoundingRect()
            y = self.plots[0].box.mapViewToScene(QPointF(0.0, self._cursor[1])).y()
            covered.append(QRectF(area.left(), y - 3, area.width(), 6).toAlignedRect())
        return covered

    def _lines(self) -> list[tuple[float, str]]:
        """Where lines stand over the plots, and what is written at them."""
        found = [] if self._cursor is None else [(self._cursor[0], self._cursor[2])]
        return found if self._pointer is None else [*found, self._pointer]

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
        tags = _apart([tag for mark in self.marks if (tag := self._draw_mark(painter, mark, colours))])
        if self._cursor is not None:
            tags += self._draw_cursor(painter, self._cursor, colours)
        if self._pointer is not None:
            tags += self._draw_pointer(painter, *self._pointer, colours)
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
        return [(self.tag(cursor[0], text), text, colours.text)] if text and seen else []

    def _draw_pointer(
        self, painter: QPainter, x: float, text: str, colours: Colours
    ) -> list[tuple[QRectF, str, str]]:  # fmt: skip
        lines = [line for plot in self.plots if (line := self._line(plot, x)).height() > 0]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(pen(colours.accent, 1.0))
        for line in lines:
            painter.drawLine(line.topLeft(), line.bottomRight())
        return [(self.tag(x, text), text, colours.accent)] if text and lines else []

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
            self._hover_grip(place)
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

    def _hover_grip(self, place: QPointF) -> None:
        over = self.grips and any(
            plot.box.sceneBoundingRect().contains(place) and plot.box.on_grip(place) for plot in self.plots)
        self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = _KEYS.get(Qt.Key(event.key()))
        boxes = [plot.box for plot in self.plots]
        event.accept()
        if direction is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier and direction[0]:
            for box in boxes:
                box.move_x(_MOVE_STEP * direction[0])
        elif direction is not None:
            self.stepped.emit(*direction)
        elif event.key() == Qt.Key.Key_Home:
            for box in boxes:
                box.reset.emit()
        elif event.key() in _ZOOMS:
            factor = _ZOOM_STEP ** _ZOOMS[Qt.Key(event.key())]
            for box in boxes:
                box.zoom_x(factor, None if self._cursor is None else self._cursor[0])
        elif event.key() == Qt.Key.Key_Escape and self._cursor is not None and not self.grips:
            self.dismissed.emit()
        else:
            event.ignore()


def _apart(tags: list[tuple[QRectF, str, str]]) -> list[tuple[QRectF, str, str]]:
    """The same words, those that would cover others above them."""
    placed: list[tuple[QRectF, str, str]] = []
    for area, text, edge in tags:
        while any(area.intersects(other) for other, *_ in placed):
            area = area.translated(0.0, -area.height() - 2.0)
        placed.append((area, text, edge))
    return placed
