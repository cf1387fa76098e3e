"""A walk through everything that can be chosen: each line of each menu, and of the menus that the right button opens.

No exception, no warning of Qt (either fails a test here anyhow), no dialog that is left, and all of it can be undone.
"""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from shiboken6 import isValid

from studio import text
from studio.gui.places import TABS
from studio.gui.window import MainWindow
from tests.gui.test_window import menu_actions

PRESETS = "preset-"
_LOOKS = ("action-dark", "action-colours-", "action-text-")
_LEAVES = {"action-quit"}
"""Ends the window, which is closed at the end of each test anyhow."""


class Closer:
    """Sees each dialog and each menu that comes up, and closes it, also while it holds everything else."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.seen: list[str] = []
        self._timer = QTimer(window)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self.look)
        self.start()

    def start(self) -> None:
        self._timer.start()

    def look(self) -> None:
        """Close what is in front."""
        shown = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if isinstance(shown, QDialog):
            self.seen.append(shown.objectName() or type(shown).__name__)
            shown.reject()
        elif shown is not None:
            self.seen.append(shown.objectName() or type(shown).__name__)
            shown.close()

    def rest(self) -> None:
        """Let everything come up that comes later, and close what holds nothing."""
        for _ in range(3):
            QApplication.processEvents()
        self.look()
        for one in self.others():
            self.seen.append(one.objectName() or type(one).__name__)
            one.close()
        QApplication.processEvents()
        # Without a loop of events what was told to go would stay, and be dressed anew with each change of colours.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def others(self) -> list[QWidget]:
        """The windows that are shown beside the one of the studio and its docks."""
        docks = set(self.window.docks.values())
        return [one for one in QApplication.topLevelWidgets()
                if one.isVisible() and one is not self.window and one not in docks
                and type(one).__name__ != "QTipLabel"]  # fmt: skip

    def stop(self) -> None:
        self._timer.stop()


@pytest.fixture
def walked(make_window) -> Iterator[Callable[..., tuple[MainWindow, Closer]]]:
    """A whole window in a language, and what closes its dialogs."""
    closers: list[Closer] = []

    def made(language: str, views: tuple[str, ...] | None = None) -> tuple[MainWindow, Closer]:
        text.use_language(language)
        window = make_window(views=views)
        closers.append(Closer(window))
        return window, closers[-1]

    yield made
    for closer in closers:
        closer.stop()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_line_of_every_menu(walked, language: str) -> None:
    window, closer = walked(language)
    session = window.session
    first = session.design
    actions = [one for one in menu_actions(window) if one not in window._recent.actions()]
    names = [one.objectName() for one in actions]
    assert len(set(names)) == len(names) > 130
    presets = [one for one in actions if one.objectName().startswith(PRESETS)]
    for action in presets:
        action.trigger()
        closer.rest()
        assert session.design.title
    next(one for one in presets if one.data() == "suncatcher-cluster").trigger()
    assert session.design == first

    _choose_each(window, closer, [one for one in actions if one not in presets and one.objectName() not in _LEAVES
                                  and not one.objectName().startswith(_LOOKS)])  # fmt: skip
    assert len(closer.seen) > 20, "the dialogs came up"
    while session.document.undo_label is not None:
        session.undo()
    assert session.design == first


def test_every_look(walked) -> None:
    """Colours and sizes, in a window of a few views: to dress all widgets anew takes seconds."""
    window, closer = walked("en", ("margins", "power"))
    first = window.session.design
    looks = [one for one in menu_actions(window) if one.objectName().startswith(_LOOKS)]
    assert len(looks) > 8
    _choose_each(window, closer, looks)
    assert window.session.design == first


def test_every_line_of_the_menus_of_the_right_button(walked) -> None:
    window, closer = walked("en")
    session = window.session
    first = session.design
    closer.stop()
    met: set[str] = set()
    for tab in TABS:
        view = window.views[tab]
        for page in getattr(view, "titles", None) or [""]:
            window.tab_page(tab, page)() if page else window.show_tab(tab)
            closer.rest()
            for widget in _kinds(view, met):
                _choose_all(window, closer, widget, met)
    for key, dock in window.docks.items():
        window._raise(key)
        closer.rest()
        for widget in _kinds(dock, met):
            _choose_all(window, closer, widget, met)
    assert len(met) > 20, sorted(met)
    while session.document.undo_label is not None:
        session.undo()
    assert session.design == first


def _choose_each(window: MainWindow, closer: Closer, actions: list[QAction]) -> None:
    """Choose each line, switches to and fro, and see that nothing of it stays in the way."""
    for action in actions:
        for _ in range(2 if action.isCheckable() and action.actionGroup() is None else 1):
            assert isValid(action), action
            if action.isEnabled():
                action.trigger()
                closer.rest()
        assert window.isVisible(), action.objectName()
        assert closer.others() == [], action.objectName()
        if window.tour is not None and window.tour.is_on:
            window.tour.end()
        window.start.leave()


def _kinds(view: QWidget, met: set[str]) -> list[QWidget]:
    """One widget of each kind, of those that are seen."""
    found: dict[str, QWidget] = {}
    for one in view.findChildren(QWidget):
        if one.isVisible() and not one.visibleRegion().isEmpty() and one.objectName() != "qt_scrollarea_viewport":
            found.setdefault(type(one).__name__, one)
    return list(found.values())


def _menu(closer: Closer, widget: QWidget) -> QMenu | None:
    """The menu that the right button opens in the middle of a widget."""
    place: QPoint = widget.visibleRegion().boundingRect().center()
    receiver = widget.childAt(place) or widget
    inside = receiver.mapFrom(widget, place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, inside, receiver.mapToGlobal(inside))
    closer.start()  # some of Qt's own menus hold everything until they are closed
    QApplication.sendEvent(receiver, event)
    closer.stop()
    shown = QApplication.activePopupWidget()
    return shown if isinstance(shown, QMenu) else None


def _leaves(menu: QMenu) -> list[QAction]:
    found: list[QAction] = []
    for action in menu.actions():
        within = action.menu()
        if isinstance(within, QMenu):
            found += _leaves(within)
        elif not action.isSeparator() and action.isEnabled():
            found.append(action)
    return found


def _choose_all(window: MainWindow, closer: Closer, widget: QWidget, met: set[str]) -> None:
    """Open the menu of a widget once for each of its lines that no other menu had, and choose it."""
    while isValid(widget) and widget.isVisible() and not widget.visibleRegion().isEmpty():
        menu = _menu(closer, widget)
        if menu is None:
            return
        kind = type(widget).__name__
        line = next((one for one in _leaves(menu) if f"{kind}: {one.text()}" not in met), None)
        if line is None:
            menu.close()
            closer.rest()
            return
        met.add(f"{kind}: {line.text()}")
        closer.start()
        menu.close()
        line.trigger()
        closer.rest()
        closer.stop()
        assert closer.others() == [], line.text()
