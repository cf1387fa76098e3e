"""Windows stay where one can get at them, also when the monitor is gone on which they stood."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_GRIP_WIDE, _GRIP_HIGH = 120, 24
"""What has to be seen of the upper edge of a window, in pixels, so that it can be taken and moved."""


def screens() -> list[QRect]:
    """The room on every monitor, the first one's first."""
    primary = QGuiApplication.primaryScreen()
    others = [screen for screen in QGuiApplication.screens() if screen is not primary]
    return [screen.availableGeometry() for screen in ([primary, *others] if primary is not None else others)]


def within_reach(window: QRect, rooms: Sequence[QRect]) -> QRect:
    """The window where it is, if its upper edge can be taken with the mouse; else in full on the nearest monitor."""
    if not rooms:
        return window
    grip = QRect(window.left(), window.top(), window.width(), _GRIP_HIGH)
    for room in rooms:
        seen = grip.intersected(room)
        if seen.width() >= min(_GRIP_WIDE, window.width()) and seen.height() >= _GRIP_HIGH // 2:
            return window
    room = min(rooms, key=lambda one: _distance(window.center(), one))
    wide, high = min(window.width(), room.width()), min(window.height(), room.height())
    left = min(max(window.left(), room.left()), room.left() + room.width() - wide)
    top = min(max(window.top(), room.top()), room.top() + room.height() - high)
    return QRect(left, top, wide, high)


def bring_within_reach(widget: QWidget) -> None:
    """Move a window that no monitor shows."""
    here = widget.geometry()
    wanted = within_reach(here, screens())
    if wanted != here:
        widget.setGeometry(wanted)


def _distance(point: QPoint, room: QRect) -> int:
    across = max(room.left() - point.x(), 0, point.x() - room.right())
    down = max(room.top() - point.y(), 0, point.y() - room.bottom())
    return across + down
