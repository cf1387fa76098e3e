"""The menu of workspaces: those that ship, the user's layouts, and what can be done with them."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QMessageBox

from studio.gui.actions import plain
from studio.gui.workspaces.kept import LONGEST_TITLE
from studio.gui.workspaces.table import WORKSPACES
from studio.gui.workspaces.workspaces import Workspaces
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_CHORD = "Ctrl+J"
"""What is pressed before the number of a workspace."""


class WorkspaceMenu:
    """Fills `menu`, which holds the commands already, from the top."""

    def __init__(self, window: "MainWindow", workspaces: Workspaces, menu: QMenu) -> None:
        self._window, self._workspaces, self._menu = window, workspaces, menu
        self._group = QActionGroup(menu)
        self._first = menu.actions()[0]
        self.made: dict[str, QAction] = {}
        """An action for each workspace that ships, by key."""
        self.own: list[QAction] = []
        for number, key in enumerate(WORKSPACES, start=1):
            action = self._add(key, f"&{number}  {_escaped(workspaces.title(key))}")
            action.setShortcut(f"{_CHORD}, {number}")
            window.actions_by_name[f"workspace-{key}"] = action
            self.made[key] = action
        menu.insertSeparator(self._first)
        workspaces.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """List the user's layouts anew, and check the one in front."""
        for action in self.own:
            self._menu.removeAction(action)
            action.deleteLater()
        self.own = [self._add(key, _escaped(title)) for key, title in self._workspaces.own().items()]
        if self.own:
            line = self._menu.insertSeparator(self._first)
            self.own.append(line)
        for action in self._group.actions():
            action.setChecked(action.data() == self._workspaces.current)
        for name in ("rename-layout", "delete-layout"):
            self._window.actions_by_name[name].setEnabled(self._workspaces.is_own())
        alone = self._window.actions_by_name["centre-alone"]
        alone.blockSignals(True)
        alone.setChecked(self._workspaces.alone)
        alone.blockSignals(False)

    def _add(self, key: str, text: str) -> QAction:
        action = QAction(text, self._menu)
        action.setObjectName(f"action-workspace-{key}")
        action.setCheckable(True)
        action.setData(key)
        action.triggered.connect(plain(lambda: self._workspaces.show(key)))
        self._group.addAction(action)
        self._menu.insertAction(self._first, action)
        return action


def save_as(window: "MainWindow") -> None:
    """Ask for a name and keep what is shown under it."""
    workspaces = window.workspaces
    title = _ask(window, tr("Save the layout"), workspaces.title(workspaces.current) if workspaces.is_own() else "")
    taken = {one.casefold() for one in workspaces.own().values()}
    if title and (title.casefold() not in taken or _sure(window, tr("Replace the layout {name}?", name=title))):
        workspaces.save_as(title)
        _tell(window, tr("The layout {name} is in the menu of workspaces.", name=title))


def rename(window: "MainWindow") -> None:
    """Ask for another name of the user's layout in front."""
    workspaces = window.workspaces
    if workspaces.is_own():
        title = _ask(window, tr("Rename the layout"), workspaces.title(workspaces.current))
        others = {one.casefold() for key, one in workspaces.own().items() if key != workspaces.current}
        if title.casefold() in others:
            _tell(window, tr("There is a layout called {name} already.", name=title))
        elif title:
            workspaces.rename(workspaces.current, title)


def delete(window: "MainWindow") -> None:
    """Forget the user's layout in front, after a question."""
    workspaces = window.workspaces
    if workspaces.is_own():
        name = workspaces.title(workspaces.current)
        if _sure(window, tr("Delete the layout {name}?", name=name)):
            workspaces.delete(workspaces.current)


def _ask(window: "MainWindow", title: str, before: str) -> str:
    text, said = QInputDialog.getText(window, title, tr("Name of the layout"), QLineEdit.EchoMode.Normal, before)
    return text.strip()[:LONGEST_TITLE] if said else ""


def _sure(window: "MainWindow", question: str) -> bool:
    buttons = QMessageBox.StandardButton
    return QMessageBox.question(window, tr("Layout"), question, buttons.Yes | buttons.Cancel) == buttons.Yes


def _tell(window: "MainWindow", text: str) -> None:
    if window.session is not None:
        window.session.notices.tell(text)


def _escaped(text: str) -> str:
    return text.replace("&", "&&")
