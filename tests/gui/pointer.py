"""The pointer over a widget, wherever that of the screen is and whatever window lies above."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget


def hover(widget: QWidget, place: QPoint) -> None:
    """Move over the widget with no button held."""
    here, none, keys = QPointF(place), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, here, widget.mapToGlobal(here), none, none, keys)
    QApplication.sendEvent(widget, event)
    QApplication.processEvents()
