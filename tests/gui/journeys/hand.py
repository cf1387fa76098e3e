"""A person at the window: mouse and keys on what is seen, found by its name in the program, never by its words.

Each gesture is counted. What is clicked has to be in sight and on top; one that has to be scrolled to costs one gesture
more. Only looking is done without a hand.
"""

import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDockWidget,
    QFileDialog,
    QLineEdit,
    QMenu,
    QScrollArea,
    QSlider,
    QStyle,
    QStyleOptionButton,
    QStyleOptionSlider,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from studio.gui.window import MainWindow

LONG = 150_000
_IN_SIGHT = 10.0
"""How long what is to be used may take until it is in sight [s]: layouts follow what was computed a turn later."""
_TRIES = 100
_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Hand:
    """One of a window; `gestures` is how many clicks, drags, keys and typed texts there were."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.gestures = 0
        self.crash_expected = False

    # Looking

    def wait(self, true: Callable[[], object]) -> None:
        """Watch until something is so."""

        def so() -> bool:
            crashed = self.window.crashes.dialog
            assert crashed is None or self.crash_expected, crashed.report
            return bool(true())

        self.qtbot.waitUntil(so, timeout=LONG)
        self.settle()

    def settle(self) -> None:
        """Watch until everything is computed and drawn."""
        session = self.window.session
        self.qtbot.waitUntil(lambda: not session.busy or not self.window.isVisible(), timeout=LONG)
        for _ in range(8):
            QApplication.processEvents()
        active = QApplication.activeWindow()
        if (active is None or not active.isVisible()) and self.window.isVisible():  # as a window manager does
            (QApplication.activeModalWidget() or self.window).activateWindow()
            QApplication.processEvents()

    def seen(self, name: str, kind: type = QWidget) -> list[Any]:
        """What is called so and shown, in whichever window; that of the dialog on top where one is modal."""
        tops = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        found = {id(one): one for top in tops for one in [*top.findChildren(kind, name), top]
                 if one.objectName() == name and isinstance(one, kind) and one.isVisible()}  # fmt: skip
        modal = QApplication.activeModalWidget()
        inside = [one for one in found.values() if modal is not None and (one is modal or modal.isAncestorOf(one))]
        return inside or list(found.values())

    def see(self, name: str, kind: type = QWidget) -> Any:
        """The one thing that is called so and shown."""
        if not self.seen(name, kind):
            self.wait(lambda: self.seen(name, kind))
        found = self.seen(name, kind)
        assert len(found) == 1, f"{len(found)} things called {name} are shown"
        return found[0]

    def reads(self, name: str) -> str:
        """The words on it."""
        return str(self.see(name).text())

    # The mouse

    def click(self, what: str | QWidget, place: QPoint | None = None, modifier: Any = _NONE,
              button: Qt.MouseButton = _LEFT) -> Any:  # fmt: skip
        """Click on it, in its middle or at a place of it."""
        widget = self._reach(what, place)
        place = place if place is not None else _spot(widget)
        self.gestures += 1
        QTest.mouseClick(widget, button, modifier, place)
        self.settle()
        return widget

    def cell(self, what: str | QAbstractItemView, row: int, column: int = 0, twice: bool = False) -> None:
        """Click, or double-click, on a cell of a table."""
        view = self.see(what) if isinstance(what, str) else what
        self._bring_forward(view)
        self.settle()  # the place of a cell is that after the last layout
        index = view.model().index(row, column, view.rootIndex())
        view.scrollTo(index)
        rect: QRect = view.visualRect(index)
        place = QPoint(min(rect.left() + rect.width() // 2, view.viewport().width() - 4), rect.center().y())
        self.click(view.viewport(), place)
        if twice:
            QTest.mouseDClick(view.viewport(), _LEFT, _NONE, place)
            self.settle()

    def drag(self, what: str, pixels: int) -> None:
        """Drag the handle of a slider."""
        slider: QSlider = self._reach(what, None)
        option = QStyleOptionSlider()
        slider.initStyleOption(option)
        at = slider.style().subControlRect(QStyle.ComplexControl.CC_Slider, option,
                                           QStyle.SubControl.SC_SliderHandle, slider).center()  # fmt: skip
        self.stroke(slider, at, at + QPoint(pixels, 0))

    def stroke(self, widget: QWidget, begin: QPoint, end: QPoint) -> None:
        """Press, move in small steps, release."""
        self.gestures += 1
        QTest.mousePress(widget, _LEFT, _NONE, begin)
        for step in range(1, 9):
            QTest.mouseMove(widget, begin + (end - begin) * step / 8)
            QTest.qWait(15)
        QTest.mouseRelease(widget, _LEFT, _NONE, end)
        self.settle()

    def menu(self, menu: str, action: str) -> None:
        """Open a menu of the window and choose a line of it, through menus in menus where it stands in one."""
        bar = self.window.menuBar()
        top = self.window.menus[menu]
        self.gestures += 1
        QTest.mouseClick(bar, _LEFT, _NONE, bar.actionGeometry(top.menuAction()).center())
        self.choose_line(top, action)

    def choose_line(self, menu: QMenu, action: str | QAction) -> None:
        """Choose a line of a menu that is open."""
        self.qtbot.waitUntil(menu.isVisible, timeout=LONG)
        trail = _trail(menu, action)
        assert trail, f"{action} is not in the menu {menu.title()}"
        for line in trail:
            assert line.isEnabled(), f"{line.text()} cannot be chosen"
            self.gestures += 1
            for _ in range(len(menu.actions()) + 1):
                if menu.activeAction() is line:
                    break
                QTest.keyClick(menu, Qt.Key.Key_Down)
            assert menu.activeAction() is line
            within = line.menu()
            if within is None:
                QTest.keyClick(menu, Qt.Key.Key_Return)
            else:
                QTest.keyClick(menu, Qt.Key.Key_Right)
                self.qtbot.waitUntil(within.isVisible, timeout=LONG)
                menu = within
        self.settle()

    def menu_of(self, what: str | QWidget, place: QPoint | None = None) -> QMenu:
        """The menu that the right button opens there."""
        widget = self._reach(what, place)
        place = place if place is not None else widget.rect().center()
        self.gestures += 1
        QTest.mouseClick(widget, Qt.MouseButton.RightButton, _NONE, place)
        send_context_menu(widget, place)
        self.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None, timeout=LONG)
        found = QApplication.activePopupWidget()
        assert isinstance(found, QMenu)
        return found

    def popping(self, what: str, line: str) -> None:
        """Press a button that has a menu, and choose the line whose data is `line`."""
        chosen: list[QAction] = []
        timer = QTimer(self.window)
        timer.setInterval(20)

        def look() -> None:
            menu = QApplication.activePopupWidget()
            if isinstance(menu, QMenu):
                timer.stop()
                chosen.append(next(one for one in menu.actions() if one.data() == line))
                QTest.mouseClick(menu, _LEFT, _NONE, menu.actionGeometry(chosen[0]).center())

        timer.timeout.connect(look)
        timer.start()
        self.click(what)
        self.wait(lambda: chosen)
        self.gestures += 1
        timer.deleteLater()

    def tab(self, key: str) -> None:
        """Click a tab of the centre."""
        bar = self.window.tabs.tabBar()
        place = next(at for at in range(bar.count()) if bar.tabData(at) == key)
        if not bar.rect().contains(bar.tabRect(place).center()):  # the arrows at its end are pressed first
            bar.setCurrentIndex(place)
            self.gestures += 1
        self.click(bar, bar.tabRect(place).center())
        assert self.window.tab_in_front() == key

    def page(self, tab: str, name: str) -> None:
        """Go to a page of a tab."""
        if self.window.tab_in_front() != tab:
            self.tab(tab)
        self.click(f"{tab}-page:{name}")

    # The keyboard

    def key(self, key: Qt.Key, modifier: Any = _NONE) -> None:
        """Press a key where the focus is."""
        focused = QApplication.focusWidget() or QApplication.activeWindow() or self.window
        self.gestures += 1
        QTest.keyClick(focused, key, modifier)
        self.settle()

    def write(self, what: str | QLineEdit, words: str, enter: bool = True) -> None:
        """Click into a line, replace what stands there, and press Enter."""
        edit = self._reach(what, None)
        QTest.mouseClick(edit, _LEFT, _NONE, QPoint(edit.width() // 3, edit.height() // 2))
        QTest.keyClick(edit, Qt.Key.Key_A, CTRL)
        QTest.keyClicks(edit, words)
        if enter:
            QTest.keyClick(edit, Qt.Key.Key_Return)
        self.gestures += 2
        self.settle()

    def choose(self, what: str | QComboBox, data: object) -> None:
        """Open a list and choose from it."""
        box: QComboBox = self._reach(what, None)
        wanted = box.findData(data)
        assert wanted >= 0, f"{data} is not in the list {box.objectName()}"
        self.gestures += 2
        QTest.mouseClick(box, _LEFT, _NONE, QPoint(box.width() - 8, box.height() // 2))
        view = box.view()
        self.qtbot.waitUntil(view.isVisible, timeout=LONG)
        QTest.keyClick(view, Qt.Key.Key_Home)
        while view.currentIndex().row() != wanted:
            before = view.currentIndex().row()
            QTest.keyClick(view, Qt.Key.Key_Down)
            assert view.currentIndex().row() != before
        QTest.keyClick(view, Qt.Key.Key_Return)
        self.settle()
        assert box.currentData() == data

    def seek_in(self, what: str, words: str) -> None:
        """Type into a list that finds what is typed, and take what it found."""
        box: QComboBox = self._reach(what, None)
        edit = box.lineEdit()
        QTest.mouseClick(edit, _LEFT, _NONE, QPoint(10, edit.height() // 2))
        QTest.keyClick(edit, Qt.Key.Key_A, CTRL)
        QTest.keyClicks(edit, words)
        found = box.completer().popup()
        self.qtbot.waitUntil(found.isVisible, timeout=LONG)
        wanted = next(at for at in range(found.model().rowCount())
                      if str(found.model().index(at, 0).data()).endswith(words))  # fmt: skip
        for _ in range(wanted + 1):
            QTest.keyClick(found, Qt.Key.Key_Down)
        QTest.keyClick(found, Qt.Key.Key_Return)
        self.gestures += 3
        self.settle()
        assert box.currentData() == words

    def field(self, path: str, words: str) -> None:
        """Find a field by Ctrl+F and its path, and type its value."""
        self.reveal(path)
        self.write(f"edit:{path}", words)

    def reveal(self, path: str) -> None:
        """Find a field: type its path where fields are found."""
        if not self.seen("search"):
            self.window.activateWindow()
        self.key(Qt.Key.Key_F, CTRL)
        self.write("search", path, enter=False)
        self.wait(lambda: self.seen(f"row:{path}"))

    # Dialogs that wait for an answer

    @contextmanager
    def answering(self, answer: Callable[[Any], object], kind: type = QDialog) -> Any:
        """What the gesture inside brings up is answered while it holds everything else."""
        answered: list[str] = []
        timer = QTimer(self.window)
        timer.setInterval(20)

        def look() -> None:
            shown = QApplication.activeModalWidget()
            if isinstance(shown, kind):
                answered.append(type(shown).__name__)
                timer.stop()
                answer(shown)
                if isValid(shown) and shown.isVisible() and len(answered) < _TRIES:
                    timer.start()

        timer.timeout.connect(look)
        timer.start()
        yield
        self.qtbot.waitUntil(lambda: bool(answered), timeout=LONG)
        timer.stop()
        timer.deleteLater()
        self.settle()

    def naming(self, path: Path) -> Any:
        """Type the name of a file into the dialog that asks for one."""

        def answer(dialog: QFileDialog) -> None:
            edit = dialog.findChild(QLineEdit, "fileNameEdit")
            assert edit is not None
            if edit.text() != str(path):
                self.gestures += 2
                edit.setCompleter(None)  # its list of names would take the Enter, now and then
                edit.selectAll()
                QTest.keyClicks(edit, str(path))
            # It may still be reading the folder: then it takes no for an answer, and is asked again.
            QTest.keyClick(edit, Qt.Key.Key_Return)

        return self.answering(answer, QFileDialog)

    def agree(self, dialog: QWidget | str) -> None:
        """Press the button of a dialog that agrees."""
        shown = self.see(dialog) if isinstance(dialog, str) else dialog
        box = shown.findChild(QDialogButtonBox)
        assert box is not None
        self.click(box.button(QDialogButtonBox.StandardButton.Ok))

    def _bring_forward(self, widget: QWidget) -> None:
        """Click on the tab of its dock, where that stands behind another."""
        holder: QWidget | None = widget
        while holder is not None and not isinstance(holder, QDockWidget):
            holder = holder.parentWidget()
        if holder is None or not holder.visibleRegion().isEmpty() or not self.window.tabifiedDockWidgets(holder):
            return
        for bar in self.window.findChildren(QTabBar):
            for index in range(bar.count()):
                if bar.isVisible() and bar.parent() is self.window and bar.tabText(index) == holder.windowTitle():
                    self.gestures += 1
                    QTest.mouseClick(bar, _LEFT, _NONE, bar.tabRect(index).center())
                    self.settle()
                    return

    def _reach(self, what: str | QWidget, place: QPoint | None) -> Any:
        """What is to be used, scrolled into sight; it must be shown, can be used, and lie on top."""
        widget = self.see(what) if isinstance(what, str) else what
        assert widget.isEnabled(), f"{widget.objectName()} cannot be used"
        spot = place if place is not None else _spot(widget)
        self._bring_forward(widget)
        if not widget.visibleRegion().contains(spot):
            self.gestures += 1
        end = time.monotonic() + _IN_SIGHT
        while not widget.visibleRegion().contains(spot) and time.monotonic() < end:
            holder = widget.parentWidget()
            while holder is not None:
                if isinstance(holder, QScrollArea):
                    holder.ensureWidgetVisible(widget)
                holder = holder.parentWidget()
            self.settle()
        assert widget.visibleRegion().contains(spot), f"{widget.objectName()} cannot be scrolled to"
        top = widget.window()
        over = top.childAt(widget.mapTo(top, spot)) if widget is not top else widget
        assert over is not None, widget.objectName()
        assert over is widget or widget.isAncestorOf(over), f"{over.objectName()!r} covers {widget.objectName()}"
        return widget


def send_context_menu(widget: QWidget, place: QPoint) -> None:
    """What a platform sends after the right button: a test of Qt sends the button alone."""
    from PySide6.QtGui import QContextMenuEvent

    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)


def _spot(widget: QWidget) -> QPoint:
    """Where a person clicks on it: a tick box has its square, everything else its middle."""
    if isinstance(widget, QCheckBox):
        option = QStyleOptionButton()
        widget.initStyleOption(option)
        return widget.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, widget).center()
    return widget.rect().center()


def _trail(menu: QMenu, action: str | QAction) -> list[QAction]:
    """The lines that lead to `action`, itself the last."""
    for line in menu.actions():
        if line is action or line.objectName() == action:
            return [line]
        within = line.menu()
        if isinstance(within, QMenu) and (further := _trail(within, action)):
            return [line, *further]
    return []
