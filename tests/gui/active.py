"""Waiting until a window has the keyboard."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_STEP_MS, _STEPS = 20, 250


def made_active(window: QWidget) -> None:
    """Give `window` the keyboard, and wait for it: to a QWindow a dialog counts as active where its parent is."""
    window.activateWindow()
    for _ in range(_STEPS):
        if QApplication.activeWindow() is window:
            return
        QTest.qWait(_STEP_MS)
    raise AssertionError(f"{window.objectName()} was not given the keyboard")
