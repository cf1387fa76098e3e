"""The name of a field: dragging it sideways turns the value, a click goes to the editor."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QStyle, QStyleOption, QWidget


class FieldLabel(QLabel):
    """`dragged` carries the pixels since the press: ten times as many with Shift, a tenth with Ctrl."""

    drag_began = Signal()
    dragged = Signal(float)
    drag_ended = Signal()
    clicked = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._scrubs = False
        self._pressed: QPointF | None = None
        self._dragging = False

    def set_scrubs(self, scrubs: bool) -> None:
        """Whether a drag turns the value."""
        self._scrubs = scrubs
        self.setCursor(Qt.CursorShape.SizeHorCursor if scrubs else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition()
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not self._scrubs:
            return
        pixels = event.globalPosition().x() - self._pressed.x()
        if not self._dragging and abs(pixels) >= QApplication.startDragDistance() / 2:
            self._dragging = True
            self.drag_began.emit()
        if self._dragging:
            self.dragged.emit(pixels * _speed(event.modifiers()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        was_dragging, self._pressed, self._dragging = self._dragging, None, False
        if was_dragging:
            self.drag_ended.emit()
        else:
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        # A translated name may be longer than its column: it is elided, and the tooltip has all of it.
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.style().drawItemText(
            painter, self.rect(), int(self.alignment()), self.palette(), self.isEnabled(), text, self.foregroundRole()
        )
        painter.end()


def _speed(modifiers: Qt.KeyboardModifier) -> float:
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return 10.0
    return 0.1 if modifiers & Qt.KeyboardModifier.ControlModifier else 1.0
