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
SUBMENUS: dict[str, str] = {
    "workspace": mark("&Workspace"),
    "colours": mark("Colours and si&ze"),
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
    sub: str = ""
    """The menu in the menu, where it stands in one."""


def add_commands(window: QMainWindow, menus: dict[str, QMenu], commands: tuple[Command, ...]) -> dict[str, QAction]:
    """Put the commands into their menus; the actions by name."""
    actions: dict[str, QAction] = {}
    for command in commands:
        menu = _submenu(menus[command.menu], command.sub) if command.sub else menus[command.menu]
        if command.line:
            menu.addSeparator()
        action = QAction(tr(command.text), window)
        action.setObjectName(f"action-{command.name}")
        action.setProperty("english", command.text)
        action.setShortcut(QKeySequence(command.shortcut))
        if command.check:
            action.setCheckable(True)
            action.toggled.connect(command.run)
        else:
            action.triggered.connect(plain(command.run))
        menu.addAction(action)
        actions[command.name] = action
    return actions


def _submenu(menu: QMenu, name: str) -> QMenu:
    """The menu in `menu` that is called so, made where it is first wanted."""
    found = menu.findChild(QMenu, f"menu-{name}")
    if found is None:
        found = menu.addMenu(tr(SUBMENUS[name]))
        found.setObjectName(f"menu-{name}")
    return found


def plain(run: Callable[..., object]) -> Callable[[], None]:
    """`run` for the signal `triggered`, which carries a flag that a command has no use for."""

    def called() -> None:
        run()

    return called
