"""Where Tab goes in the window, part by part as they stand, and the keys from one part to the next.

Qt lets Tab follow the order in which widgets came into being, and here views and pages are made when they are needed.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMenuBar,
    QStackedWidget,
    QStatusBar,
    QTabBar,
    QToolBar,
    QWidget,
)

from studio.gui.focus_chain import neighbour, stands_in

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_TAB = Qt.FocusPolicy.TabFocus.value
_LAST = (QTabBar, QToolBar, QStatusBar)
"""Parts that come after all others, in this order."""


def panes(window: "MainWindow") -> list[QWidget]:
    """The parts that can be seen, in the order of Tab: menus, then from the left to the right, then what is below."""
    column = max(1, window.width() // 8)

    def place(part: QWidget) -> tuple[int, int, int]:
        at = part.mapTo(window, QPoint(0, 0))
        late = next((1 + order for order, kind in enumerate(_LAST) if isinstance(part, kind)), 0)
        return (-1 if isinstance(part, QMenuBar) else late, at.x() // column, at.y())

    parts = (part for part in window.children() if isinstance(part, QWidget) and _is_part(part, window))
    return sorted(parts, key=place)


def go_to_pane(window: "MainWindow", step: int) -> None:
    """Give the keyboard to the next part, or the one before: to what had it there last, or else to what is first."""
    parts: list[QWidget] = [one for one in panes(window) if not isinstance(one, QMenuBar | QTabBar | QStatusBar)]
    parts += [dock for dock in window.docks.values() if dock.isFloating() and dock.isVisible()]
    parts += window.torn.windows.values()
    focus = QApplication.focusWidget()
    here = next((at for at, part in enumerate(parts) if focus is not None and _within(focus, part)), None)
    start = here if here is not None else (-1 if step > 0 else 0)
    for turn in range(1, len(parts) + 1):
        part = parts[(start + step * turn) % len(parts)]
        last = part.focusWidget()
        known = last is not None and _takes(last) and _within(last, part)
        target = last if known else _first(part, forward=True)
        if target is not None:
            part.window().activateWindow()
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def next_stop(window: "MainWindow", *, forward: bool) -> QWidget | None:
    """What Tab goes to from what has the keyboard, or Shift+Tab; None where Qt is to decide."""
    focus = window.focusWidget()
    part: QWidget | None = focus
    while part is not None and part.parentWidget() is not window:
        if part.isHidden() and isinstance(part.parentWidget(), QStackedWidget):
            return None  # its page is turned: the new one is given the keyboard, which thousands need not be asked for
        part = part.parentWidget()
    if focus is None or part is None:
        return None
    one = neighbour(focus, forward=forward)
    while one is not None and one is not window:
        if _takes(one) and _within(one, part):
            return one
        one = neighbour(one, forward=forward)
    parts = panes(window)
    if part not in parts:  # what lies over the window keeps the keyboard
        return _first(part, forward=forward)
    at = parts.index(part)
    for turn in range(1, len(parts) + 1):
        target = _first(parts[(at + (turn if forward else -turn)) % len(parts)], forward=forward)
        if target is not None:
            return target
    return None


def _first(part: QWidget, *, forward: bool) -> QWidget | None:
    """The first stop in a part, or the last."""
    window = part.window()
    one = neighbour(window, forward=forward)
    while one is not None and one is not window:
        if _takes(one) and _within(one, part):
            return one
        one = neighbour(one, forward=forward)
    return None


def _takes(widget: QWidget) -> bool:
    # Of thousands most are not seen, which is the quickest to ask.
    if not widget.isVisible() or not widget.isEnabled():
        return False
    return bool(widget.focusPolicy().value & _TAB) and not stands_in(widget)


def _within(widget: QWidget, part: QWidget) -> bool:
    return widget is part or part.isAncestorOf(widget)


def _is_part(part: QWidget, window: "MainWindow") -> bool:
    known = isinstance(part, QDockWidget | QToolBar | QMenuBar | QStatusBar | QTabBar) or part is window.tabs
    return known and part.isVisible() and not part.isWindow() and not part.visibleRegion().isEmpty()
