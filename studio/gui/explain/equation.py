"""An equation typeset on the screen: it wraps to its width, is copied as text or as LaTeX, and is read out."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from studio.gui.explain.latex import latex
from studio.gui.explain.notation import Row, parse
from studio.gui.explain.spoken import spoken
from studio.gui.explain.typeset import Box, Mark, Typesetter, scaled
from studio.gui.theme import Theme
from studio.text import tr

_LARGER = 1.15


class EquationView(QWidget):
    """`activated` carries the name of the value that was clicked."""

    activated = Signal(str)

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._title = title
        self._text = ""
        self._row = Row(())
        self._set: tuple[object, Box] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.show_equation("")

    def text(self) -> str:
        """The equation as plain text."""
        return self._text

    @property
    def row(self) -> Row:
        return self._row

    def latex(self) -> str:
        """The equation as LaTeX."""
        return latex(self._row)

    def show_equation(self, text: str, row: Row | None = None) -> None:
        """Show an equation, or the tree `row` of which `text` is the plain text."""
        if (text, row) == (self._text, self._row) and text:
            return
        self._text, self._row = text, row if row is not None else parse(text)
        self._set = None
        self.setAccessibleName(f"{self._title}: {spoken(self._row)}")
        self.setAccessibleDescription(text)
        self.setToolTip(text)
        self._fit()
        self.update()

    # Layout

    def _fit(self) -> None:
        """Be as high as the lines are at this width."""
        high = self.heightForWidth(self.width())
        if high != self.minimumHeight() or high != self.maximumHeight():
            self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def box(self, width: float) -> Box:
        """The equation set to `width`; kept until something changes."""
        known = (self.font().key(), width, self._row)
        if self._set is None or self._set[0] != known:
            self._set = (known, Typesetter(scaled(self.font(), _LARGER)).set(self._row, width))
        return self._set[1]

    @property
    def _pad(self) -> float:
        return 0.4 * self.fontMetrics().height()

    def _room(self, width: int) -> float:
        return max(width - 2 * self._pad, 1.0)

    def heightForWidth(self, width: int) -> int:
        box = self.box(self._room(width))
        scale = min(1.0, self._room(width) / box.width) if box.width else 1.0
        return round(box.height * scale + 2 * self._pad)

    def sizeHint(self) -> QSize:
        width = max(self.width(), 12 * self.fontMetrics().height())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(8 * self.fontMetrics().height(), self.heightForWidth(self.width()))

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        painter.setBrush(QColor(colours.raised))
        painter.setPen(QPen(QColor(colours.accent if self.hasFocus() else colours.line), 1.0))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        box, origin, scale = self._placed()
        painter.translate(origin)
        painter.scale(scale, scale)
        font = scaled(self.font(), _LARGER)
        for mark in box.marks:
            _draw(painter, mark, font, colours.text, colours.accent)
        painter.end()

    def _placed(self) -> tuple[Box, QPointF, float]:
        room = self._room(self.width())
        box = self.box(room)
        scale = min(1.0, room / box.width) if box.width else 1.0
        return box, QPointF(self._pad, (self.height() - box.height * scale) / 2 + box.ascent * scale), scale

    # Mouse and keyboard

    def _value_at(self, place: QPointF) -> str:
        box, origin, scale = self._placed()
        there = (place - origin) / scale
        for mark in box.marks:
            high = self.fontMetrics().height() * mark.size
            if mark.name and QRectF(mark.x, mark.y - high, mark.width, 1.3 * high).contains(there):
                return mark.name
        return ""

    def quantity_at(self, place: QPointF | None) -> str:
        """What explains the value at a place."""
        return self._value_at(place) if place is not None else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        name = self._value_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if name else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        name = self._value_at(event.position())
        if name and event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_text()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Copy as text"), self.copy_text)
        menu.addAction(tr("Copy as LaTeX"), self.copy_latex)
        menu.popup(event.globalPos())

    def copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self._text)

    def copy_latex(self) -> None:
        QGuiApplication.clipboard().setText(self.latex())


def _draw(painter: QPainter, mark: Mark, font: "object", ink: str, accent: str) -> None:
    if mark.kind in {"italic", "upright", "value", "degree"}:
        painter.setPen(QColor(accent if mark.kind == "value" else ink))
        painter.setFont(scaled(font, mark.size, italic=mark.kind == "italic", bold=mark.kind == "value"))  # type: ignore[arg-type]
        painter.drawText(QPointF(mark.x, mark.y), mark.text)
        return
    if mark.kind == "bar":
        painter.fillRect(QRectF(mark.x, mark.y, mark.width, mark.height), QColor(ink))
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(ink), max(1.2, 0.09 * mark.size * painter.fontMetrics().height() * 0.7))
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    if mark.kind == ".":
        painter.setBrush(QColor(ink))
        painter.setPen(Qt.PenStyle.NoPen)
        radius = mark.height * 0.45
        painter.drawEllipse(QPointF(mark.x + mark.width / 2, mark.y + mark.height / 2), radius, radius)
        return
    painter.drawPath(_outline(mark))


def _outline(mark: Mark) -> QPainterPath:
    """The stroke of a root, a hat or a bracket."""
    left, top, wide, high = mark.x, mark.y, mark.width, mark.height
    right, bottom = left + wide, top + high
    if mark.kind == "√":
        path = QPainterPath(QPointF(left + 0.05 * wide, bottom - 0.42 * high))
        path.lineTo(left + 0.28 * wide, bottom - 0.5 * high)
        path.lineTo(left + 0.58 * wide, bottom)
        path.lineTo(right, top + 0.5)
    elif mark.kind == "^":
        path = QPainterPath(QPointF(left, bottom))
        path.lineTo(left + wide / 2, top)
        path.lineTo(right, bottom)
    elif mark.kind in "()":
        near, far = (right, left) if mark.kind == "(" else (left, right)
        bend = near + (far - near) * 1.25
        path = QPainterPath(QPointF(near, top))
        path.cubicTo(QPointF(bend, top + 0.25 * high), QPointF(bend, bottom - 0.25 * high), QPointF(near, bottom))
    elif mark.kind == "|":
        path = QPainterPath(QPointF(left + wide / 2, top))
        path.lineTo(left + wide / 2, bottom)
    else:
        near, far = (right, left) if mark.kind in "[⌊⌈" else (left, right)
        far = near + (far - near) * 0.8
        path = QPainterPath(QPointF(near if mark.kind in "[]⌈⌉" else far, top))
        path.lineTo(far, top)
        path.lineTo(far, bottom)
        path.lineTo(near if mark.kind in "[]⌊⌋" else far, bottom)
    return path
