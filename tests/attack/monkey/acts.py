"""What a hand does to a window, as data: each act can be written down, and done again in another process."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from studio.gui.window import MainWindow
from tests.attack.monkey.addresses import address, find

Act = list[Any]
"""A name of `DOERS`, and what it takes: JSON."""
_held: list[tuple[QWidget, Qt.MouseButton]] = []
"""What a button was pressed on and not yet let go of."""


def at(widget: QWidget) -> str:
    """The address of a widget, for an act."""
    return address(widget)


def perform(window: MainWindow, act: Act) -> bool:
    """Do it; whether there was something to do it to."""
    return DOERS[act[0]](window, *act[1:])


def _click(window: MainWindow, where: str, x: int, y: int, button: int = 1, keys: int = 0) -> bool:
    widget = find(where)
    if widget is None or not widget.isVisible():
        return False
    QTest.mouseClick(widget, Qt.MouseButton(button), Qt.KeyboardModifier(keys), QPoint(x, y))
    return True


def _double(window: MainWindow, where: str, x: int, y: int) -> bool:
    """As a hand does it: two clicks, the second of which comes as a double one."""
    widget = find(where)
    if widget is None or not widget.isVisible():
        return False
    left, none, place = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x, y)
    QTest.mouseClick(widget, left, none, place)
    if isValid(widget) and widget.isVisible():
        QTest.mouseDClick(widget, left, none, place)
        # QTest lets go of the button within, but tells the widget of no release.
        if isValid(widget) and QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            QTest.mouseRelease(widget, left, none, place)
    return True


def _press(window: MainWindow, where: str, x: int, y: int) -> bool:
    widget = find(where)
    if widget is None or not widget.isVisible() or _held:
        return False
    _held.append((widget, Qt.MouseButton.LeftButton))
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    return True


def _move(window: MainWindow, x: int, y: int) -> bool:
    """Move what is held; Qt gives it to what was pressed, or to what has grabbed the mouse since."""
    if not _held or not isValid(_held[0][0]):
        return False
    pressed, button = _held[0]
    widget = QWidget.mouseGrabber() or pressed
    place = QPointF(widget.mapFromGlobal(pressed.mapToGlobal(QPoint(x, y))))
    event = QMouseEvent(QEvent.Type.MouseMove, place, QPointF(widget.mapToGlobal(place)), Qt.MouseButton.NoButton,
                        button, Qt.KeyboardModifier.NoModifier)  # fmt: skip
    QApplication.sendEvent(widget, event)
    return True


def _release(window: MainWindow, x: int = 0, y: int = 0) -> bool:
    if not _held:
        return False
    pressed, button = _held.pop()
    there = isValid(pressed)
    widget = QWidget.mouseGrabber() or (pressed if there else window)
    place = widget.mapFromGlobal(pressed.mapToGlobal(QPoint(x, y))) if there else QPoint(0, 0)
    QTest.mouseRelease(widget, button, pos=place)
    return True


def let_go(window: MainWindow) -> None:
    """Let go of whatever is held."""
    _release(window)


def _hover(window: MainWindow, where: str, x: int, y: int) -> bool:
    widget = find(where)
    if widget is None or not widget.isVisible():
        return False
    none, place = Qt.MouseButton.NoButton, QPointF(x, y)
    event = QMouseEvent(QEvent.Type.MouseMove, place, widget.mapToGlobal(place), none, none,
                        Qt.KeyboardModifier.NoModifier)  # fmt: skip
    QApplication.sendEvent(widget, event)
    return True


def _wheel(window: MainWindow, where: str, x: int, y: int, turn: int, keys: int = 0) -> bool:
    widget = find(where)
    if widget is None or not widget.isVisible():
        return False
    place = QPointF(x, y)
    event = QWheelEvent(place, widget.mapToGlobal(place), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier(keys), Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(widget, event)
    return True


def _menu(window: MainWindow, where: str, x: int, y: int) -> bool:
    widget = find(where)
    if widget is None or not widget.isVisible():
        return False
    place = QPoint(x, y)
    QTest.mouseClick(widget, Qt.MouseButton.RightButton, pos=place)
    if isValid(widget) and widget.isVisible():
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, event)
    return True


def _key(window: MainWindow, key: int, keys: int = 0, times: int = 1) -> bool:
    """A key of the keyboard, to whatever has it."""
    for _ in range(times):
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow() or window
        QTest.keyClick(target, Qt.Key(key), Qt.KeyboardModifier(keys))
    return True


def _type(window: MainWindow, where: str, words: str, end: int) -> bool:
    """Put other words into what can be written in, letter by letter, and end with a key."""
    widget = find(where)
    if widget is None or not widget.isVisible() or not widget.isEnabled():
        return False
    widget.setFocus(Qt.FocusReason.MouseFocusReason)
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox):
        widget.selectAll()
    for letter in words:  # the clicks of QTest end the program at a letter that is not ASCII
        if isValid(widget):
            QApplication.sendEvent(
                widget, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    if end and isValid(widget) and widget.isVisible():
        QTest.keyClick(widget, Qt.Key(end))
    return True


def _command(window: MainWindow, name: str) -> bool:
    action = window.actions_by_name.get(name)
    if action is None or not action.isEnabled():
        return False
    action.trigger()
    return True


def _dock(window: MainWindow, key: str, how: str) -> bool:
    dock = window.docks.get(key)
    if dock is None:
        return False
    if how == "close":
        dock.close()
    elif how == "float":
        dock.setFloating(not dock.isFloating())
    else:
        dock.show()
        dock.raise_()
    return True


def _resize(window: MainWindow, width: int, height: int) -> bool:
    window.resize(width, height)
    return True


def _prefer(window: MainWindow, name: str, value: str) -> bool:
    window.preferences.choose(name, value)
    return True


def _workspace(window: MainWindow, key: str) -> bool:
    window.workspaces.show(key)
    return True


def _open(window: MainWindow, name: str) -> bool:
    """As from the list of recent files: a preset by name, or a file by its path."""
    window.filing.open(Path(name) if "/" in name else name)
    return True


def _drop(window: MainWindow, name: str) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(name)])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(200, 200), copy, data, left, none)
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(200, 200), copy, data, left, none))
    return True


def _file(window: MainWindow, where: str, name: str) -> bool:
    """Write a name into a dialog that asks for a file, and take it; empty, let it be."""
    dialog = find(where)
    if not isinstance(dialog, QFileDialog):
        return False
    if not name:
        dialog.reject()
        return True
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    if line is not None:
        line.setText(name)
    dialog.accept()
    return True


def _answer(window: MainWindow, where: str, how: str) -> bool:
    """Close a dialog."""
    dialog = find(where)
    if dialog is None or not dialog.isVisible():
        return False
    if isinstance(dialog, QMessageBox):
        button = dialog.button(QMessageBox.StandardButton.Discard) if how == "discard" else None
        buttons = dialog.buttons()
        if button is None and buttons and how != "reject":
            button = buttons[int(how) % len(buttons)] if how.isdigit() else None
        if button is not None:
            button.click()
            return True
    if isinstance(dialog, QDialog):
        dialog.accept() if how == "accept" else dialog.reject()
    else:
        dialog.close()
    return True


def _close(window: MainWindow, where: str) -> bool:
    widget = find(where)
    if widget is None or not widget.isVisible() or isinstance(widget, MainWindow):
        return False
    widget.close()
    return True


DOERS: dict[str, Callable[..., bool]] = {
    "click": _click, "double": _double, "press": _press, "move": _move, "release": _release, "hover": _hover,
    "wheel": _wheel, "menu": _menu, "key": _key, "type": _type, "command": _command, "dock": _dock,
    "resize": _resize, "prefer": _prefer, "workspace": _workspace, "open": _open, "drop": _drop, "file": _file,
    "answer": _answer, "close": _close,
}  # fmt: skip
