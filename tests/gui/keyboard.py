"""Who has the keyboard: without a window manager nobody else gives it to a dialog."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_TURNS = 500


def give_keyboard(dialog: QWidget) -> None:
    """Make `dialog` the active window; Qt takes one above the active window for active too soon."""
    dialog.activateWindow()
    for _ in range(_TURNS):
        if QApplication.activeWindow() is dialog:
            return
        QTest.qWait(10)
    raise AssertionError(f"{dialog} did not become the active window")
