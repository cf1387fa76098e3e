"""A list of painted rows of which keys and mouse choose one: what bars and pairs of bars have in common."""

from typing import ClassVar

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.gui.plots.curve import pen
from studio.gui.theme import Theme


class RowList(QWidget):
    """`activated` carries the name of a row that was clicked, or on which Enter was pressed.

    Subclasses paint, and say how many rows there are, where each is, and what it is called.
    """

    activated = Signal(str)
    moves: ClassVar[dict[Qt.Key, int]] = {
        Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -10_000, Qt.Key.Key_End: 10_000}  # fmt: skip
    """Rows that a key goes on by."""

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        self.current = 0
        self._hovered = -1

    def names(self) -> tuple[str, ...]:
        """What the rows are called, in order."""
        raise NotImplementedError

    def row(self, place: int) -> QRectF:
        """Where a row is."""
        raise NotImplementedError

    def at(self, y: float) -> int:
        """The row at a height, or −1."""
        raise NotImplementedError

    def tip(self, place: int) -> str:
        """What is said of a row under the pointer."""
        raise NotImplementedError

    def moved_to(self, place: int) -> None:
        """A key has gone to a row."""

    def quantity_at(self, place: QPointF | None) -> str:
        """What explains the row at a place, or the one that the keys are at."""
        names = self.names()
        row = self.current if place is None else self.at(place.y())
        return names[row].partition(":")[0] if 0 <= row < len(names) else ""

    def draw_focus(self, painter: QPainter, place: int) -> None:
        """Frame the row that the keys are at."""
        if place == self.current and self.hasFocus():
            painter.setPen(pen(self._theme.colours.accent, 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.row(place).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, names = Qt.Key(event.key()), self.names()
        if key in self.moves and names:
            self.current = min(max(self.current + self.moves[key], 0), len(names) - 1)
            self.moved_to(self.current)
            self.update()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and names:
            self.activated.emit(names[self.current])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.at(event.position().y())
        if event.button() != Qt.MouseButton.LeftButton or place < 0:
            event.ignore()
            return
        self.current = place
        self.update()
        self.activated.emit(self.names()[place])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.at(event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.at(event.pos().y())
            QToolTip.showText(event.globalPos(), self.tip(place) if place >= 0 else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def bold(font: QFont) -> QFont:
    """`font`, bold."""
    made = QFont(font)
    made.setBold(True)
    return made
