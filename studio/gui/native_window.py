"""The window of the screen that a widget has, asked for in a way that leaves nothing behind."""

from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget


def native_window(widget: QWidget) -> QWindow | None:
    """The window of the screen in which `widget` lies; None where it has none yet.

    `QWidget.windowHandle` ties what it returns to the widget for as long as Python knows that. Qt makes these windows
    and destroys them as lists open and docks float, and tells nobody; what comes to lie at the same place in memory,
    a menu bar or an item of a layout, is then taken for one that is gone.
    """
    wanted = int(widget.effectiveWinId())
    return next((one for one in QGuiApplication.allWindows() if int(one.winId()) == wanted), None) if wanted else None
