"""The lines of the menus, what each is known by, and what it is called without its signs."""

from collections.abc import Iterator

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

ENGLISH = "english"
"""The property of an action that holds what it is called in English."""


def menu_actions(window: QMainWindow) -> Iterator[tuple[QAction, tuple[QAction, ...]]]:
    """Every line of the menus that does something, with the menus that lead to it."""
    for top in window.menuBar().actions():
        yield from _below(top, ())


def _below(action: QAction, trail: tuple[QAction, ...]) -> Iterator[tuple[QAction, tuple[QAction, ...]]]:
    menu: object = action.menu()
    if isinstance(menu, QMenu):
        if action.isVisible():
            for one in menu.actions():
                yield from _below(one, (*trail, action))
    elif not action.isSeparator() and action.text() and action.isVisible():
        yield action, trail


def action_key(action: QAction) -> str:
    """What an action is remembered by: its name, or what it is called where it has none."""
    return action.objectName() or english(action)


def english(action: QAction) -> str:
    """What an action is called in English, as far as it is known."""
    return plain(str(action.property(ENGLISH) or action.text()))


def plain(text: str) -> str:
    """The words of a menu without the sign of its access key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
