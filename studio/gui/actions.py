"""Every command of the window as one table: menu, text, shortcut, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from studio.text import mark, tr

MENUS: dict[str, str] = {
    "file": mark("&File"),
    "edit": mark("&Edit"),
    "view": mark("&View"),
    "panel": mark("&Panel"),
    "orbit": mark("&Orbit"),
    "satellite": mark("&Satellite"),
    "money": mark("&Money"),
    "time": mark("&Time"),
    "help": mark("&Help"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """`text` is marked for translation; `check` makes it a switch; a line is drawn above where `line` is set."""

    name: str
    menu: str
    text: str
    shortcut: str
    run: Callable[..., object]
    check: bool = False
    line: bool = False


def add_commands(window: QMainWindow, menus: dict[str, QMenu], commands: tuple[Command, ...]) -> dict[str, QAction]:
    """Put the commands into their menus; the actions by name."""
    actions: dict[str, QAction] = {}
    for command in commands:
        if command.line:
            menus[command.menu].addSeparator()
        action = QAction(tr(command.text), window)
        action.setObjectName(f"action-{command.name}")
        action.setShortcut(QKeySequence(command.shortcut))
        if command.check:
            action.setCheckable(True)
            action.toggled.connect(command.run)
        else:
            action.triggered.connect(plain(command.run))
        menus[command.menu].addAction(action)
        actions[command.name] = action
    return actions


def plain(run: Callable[..., object]) -> Callable[[], None]:
    """`run` for the signal `triggered`, which carries a flag that a command has no use for."""

    def called() -> None:
        run()

    return called
