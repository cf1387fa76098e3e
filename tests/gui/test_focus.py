"""Tab reaches everything that can be used, on every page and in the dialogs, and it is seen where the keyboard is.

Slow for a reason: it presses Tab some thousands of times in the whole window.
"""

from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QDockWidget,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.gui.focus_ring import FocusRing
from studio.gui.keyboard_focus import KeyboardFocus
from studio.gui.pane_cycle import panes
from studio.gui.tasks import Tasks
from studio.gui.theme import Theme
from studio.gui.window import MainWindow
from tests.gui.active import made_active

_USED = (QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
         QTextEdit)  # fmt: skip
_OTHERWISE: dict[str, str] = {
    "unit:": "Alt+Down in the field opens its units",
    "qt_tableview_cornerbutton": "Ctrl+A in the table does what it does",
    "compare-names": "the names beside the table move with its rows",
    "panel-compare-step": "Up and Down in the number do the same",
}
"""What is no stop of Tab, by the beginning of its name, and how the keyboard does it instead."""
_MOST = 1500


def used(root: QWidget) -> Iterator[QWidget]:
    """What can be operated, without the inner parts of other controls."""
    for widget in root.findChildren(QWidget):
        parent = widget.parent()
        if (
            isinstance(widget, _USED)
            and not isinstance(widget, QScrollBar | QHeaderView)
            and not isinstance(parent, QComboBox | QAbstractSpinBox | QTabBar | QDockWidget | QLineEdit | QScrollBar)
            and widget.window() is root.window()
            and widget.isVisible()
            and widget.isEnabled()
            and not any(widget.objectName().startswith(name) for name in _OTHERWISE)
            and not type(widget).__name__.startswith("QToolBarExt")
        ):
            yield widget


def walked(start: QWidget, inside: Callable[[QWidget], bool], window: MainWindow) -> tuple[set[QWidget], list[str]]:
    """What Tab reaches from `start` until it leaves or comes back, and where the ring was not to be seen."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    reached: set[QWidget] = set()
    dark: list[str] = []
    for _ in range(_MOST):
        focus = QApplication.focusWidget()
        assert focus is not None, f"the keyboard is nowhere after {len(reached)} stops"
        if focus in reached or not inside(focus):
            return reached, dark
        reached.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        after = QApplication.focusWidget()
        assert after is not focus, f"Tab does not leave {described(focus)}"
        if window.ring.frame is None and after is not None and inside(after):
            dark.append(described(after))
    raise AssertionError("Tab goes on without end")


def missed(root: QWidget, reached: set[QWidget]) -> list[str]:
    return [described(widget) for widget in used(root) if widget not in reached and not by_arrows(widget, reached)]


def by_arrows(widget: QWidget, reached: set[QWidget]) -> bool:
    """Whether it is one of a group through which arrows go, of which Tab reaches one."""
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    if group is not None:
        return any(button in reached for button in group.buttons())
    parent = widget.parentWidget()
    return widget.autoExclusive() and parent is not None and any(
        button in reached for button in parent.findChildren(QAbstractButton))  # fmt: skip


def described(widget: QWidget) -> str:
    names, one = [], widget
    while one is not None and len(names) < 4:
        names.append(one.objectName() or type(one).__name__)
        one = one.parentWidget()
    return " in ".join(names)


def test_tab_reaches_everything_on_every_page_and_is_seen(make_window, monkeypatch) -> None:
    monkeypatch.setattr(Tasks, "run", lambda tasks, work: None)  # what pages compute does not matter here
    window = make_window(size=(1600, 1000))
    window.activateWindow()
    QApplication.processEvents()
    bar = window.tabs.tabBar()
    everywhere, dark = walked(bar, lambda _: True, window)
    assert len(everywhere) > 200
    unreached = {"orbit": missed(window, everywhere)} if missed(window, everywhere) else {}
    pages = 0
    for at in range(window.tabs.count()):
        key = bar.tabData(at)
        view = window.views[key]
        for page in view.pages.names() if hasattr(view, "pages") else [""]:
            window.show_tab(key)
            if page:
                view.show_page(page)
            QApplication.processEvents()
            reached, hidden = walked(bar, window.tabs.isAncestorOf, window)
            dark += hidden
            if missing := missed(view, reached):
                unreached[f"{key} {page}"] = missing
            pages += 1
    assert pages > 30
    assert unreached == {}
    assert dark == []


@pytest.mark.parametrize(
    "command", ["close-design", "seek", "keep-baseline", "export", "export-everything", "preferences", "keys",
                "history", "formation"],
)  # fmt: skip
def test_tab_reaches_everything_in_dialogs(make_window, command: str) -> None:
    window = make_window(views=())
    window.actions_by_name[command].trigger()
    QApplication.processEvents()
    (dialog,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
    made_active(dialog)
    first = next(used(dialog))
    reached, dark = walked(QApplication.focusWidget() or first, lambda _: True, window)
    assert missed(dialog, reached) == []
    assert dark == []
    dialog.close()


def test_what_the_keyboard_passes_belongs_to_its_own_parent_still(make_window) -> None:
    """Else Python takes apart a chain of all widgets when the window goes, which takes seconds."""
    window = make_window(views=("margins",))
    figures = list(window.views["margins"]._figures.values())
    window.dialogs.find_anything()
    window.dialogs.palette().close_palette()  # the keyboard goes on from what is hidden
    assert len(figures) > 3
    for one in figures:
        (told,) = (line for line in shiboken6.dump(one).splitlines() if line.startswith("parent"))
        assert f"at {id(one.parentWidget()):#x}>" in told


def test_the_ring_comes_with_the_keys_and_goes_with_the_mouse(make_window) -> None:
    window = make_window(views=("design",))
    window.activateWindow()
    QApplication.processEvents()
    edit = window.views["design"].rows["mission.altitude"].edit
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton)
    edit.setFocus()
    assert window.ring.frame is None
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    frame = window.ring.frame
    assert frame is not None
    focus = QApplication.focusWidget()
    place = focus.mapTo(window, focus.rect().center())
    assert frame.geometry().contains(place)
    accent = window.theme.colours.accent
    colours = {frame.grab().toImage().pixelColor(frame.width() // 2, y).name() for y in range(4)}
    assert accent in colours
    QTest.mouseClick(focus, Qt.MouseButton.LeftButton)
    assert window.ring.frame is None


def test_no_window_of_the_screen_stays_tied_to_what_it_was_made_for(make_window) -> None:
    """Qt destroys such windows untold; what is tied is then taken for whatever comes to lie at the same place."""
    window = make_window("suncatcher-cluster")
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(window, Qt.Key.Key_Tab)
    dock = window.docks["margins"]
    for floats in (True, False):
        dock.setFloating(floats)
        QApplication.processEvents()
        for one in (window, dock):
            assert "QWindow" not in shiboken6.dump(one)


def test_lists_that_open_and_are_gone_leave_nothing_behind_that_the_next_one_stumbles_over(qtbot) -> None:
    """A popup has a window of its own, often at the very place in memory of the one before."""
    focus = KeyboardFocus(QApplication.instance())
    ring = FocusRing(Theme(), focus, QApplication.instance())
    home = QWidget()
    qtbot.addWidget(home)
    column = QVBoxLayout(home)
    home.show()
    home.activateWindow()
    for _ in range(20):
        box = QComboBox()
        box.addItems("abc")
        column.addWidget(box)
        box.setFocus()
        box.showPopup()
        QApplication.processEvents()
        box.hidePopup()
        box.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    ring.close()
    focus.close()


def test_a_page_that_is_turned_under_the_keyboard_gives_it_to_the_next_without_a_search(
    make_window, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window("suncatcher-cluster", views=("money",))
    window.activateWindow()
    window.show_tab("money")
    view = window.views["money"]
    view.show_page("cost")
    QApplication.processEvents()
    inside = view.pages.stack.currentWidget().findChild(QToolButton, "cost_page-items")
    inside.setFocus()
    assert inside.hasFocus()
    asked = []
    monkeypatch.setattr("studio.gui.pane_cycle.neighbour", lambda *_, **__: asked.append(1))
    view.show_page("ground")
    focus = QApplication.focusWidget()
    assert view.pages.stack.currentWidget().isAncestorOf(focus)
    assert focus.isVisible()
    assert not asked


def test_the_keyboard_goes_round_the_parts_of_the_window(make_window) -> None:
    window = make_window(views=("design", "margins", "power", "timebar"), size=(1600, 1000))
    window.activateWindow()
    window.tabs.tabBar().setFocus()
    QApplication.processEvents()
    assert window.actions_by_name["pane-next"].shortcut() == QKeySequence("Alt+PgDown")
    visited = []
    for _ in range(12):
        window.actions_by_name["pane-next"].trigger()
        focus = QApplication.focusWidget()
        part = next(part for part in panes(window) if part is focus or part.isAncestorOf(focus))
        visited.append(part.objectName())
    with_stops = set(visited)
    assert {"dock-design", "centre", "dock-margins", "time-toolbar"} <= with_stops
    count = len(with_stops)
    assert visited[:count] == visited[count : 2 * count][: len(visited[:count])]
    before = visited[-2]
    window.actions_by_name["pane-previous"].trigger()
    focus = QApplication.focusWidget()
    part = next(part for part in panes(window) if part is focus or part.isAncestorOf(focus))
    assert part.objectName() == before
