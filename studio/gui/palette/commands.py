"""Everything in the menus as things to find: commands, pages, presets, recent files and help."""

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtGui import QAction, QKeySequence

from studio.gui.menu_lines import action_key, english, menu_actions, plain
from studio.gui.palette.entry import Entry, More
from studio.gui.palette.match import Text
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_NATIVE = QKeySequence.SequenceFormat.NativeText
_WHY = {
    "action-undo": mark("nothing has been changed"),
    "action-redo": mark("nothing has been undone"),
    "layer-insert": mark("the stack has as many layers as it may have"),
    "layer-duplicate": mark("the stack has as many layers as it may have"),
    "layer-remove": mark("the last layer stays"),
    "layer-up": mark("the selected layer is the first"),
    "layer-down": mark("the selected layer is the last"),
}


def command_entries(window: "MainWindow") -> list[Entry]:
    """An entry for every line of the menus as they are now."""
    return [_entry(window, action, trail) for action, trail in menu_actions(window)]


def _entry(window: "MainWindow", action: QAction, trail: tuple[QAction, ...]) -> Entry:
    key = action_key(action)
    places = [plain(one.text()) for one in trail]
    beside = " ".join(english(one) for one in trail)
    kind = _kind(window, action, trail)
    title = plain(action.text())
    if kind == "page" and "-page-" in key:
        places.append(_tab_of(window, key))
    tip = action.toolTip() if action.toolTip() != title else ""
    text = Text(title, english(action), " › ".join(places), f"{tip} {beside}".strip())
    return Entry(
        kind, key, text, partial(_trigger, action), _enter(kind, action), partial(_state, action),
        action.shortcut().toString(_NATIVE), partial(_why, action), partial(_more, window, action),
    )  # fmt: skip


def _kind(window: "MainWindow", action: QAction, trail: tuple[QAction, ...]) -> str:
    name = action.objectName()
    if name.startswith("action-tab-") or "-page-" in name:
        return "page"
    if name.startswith("preset-"):
        return "preset"
    if name.startswith("recent-"):
        return "file"
    return "help" if trail and trail[0] is window.menus["help"].menuAction() else "command"


def _tab_of(window: "MainWindow", key: str) -> str:
    name = key.removeprefix("action-").partition("-page-")[0] if not key.startswith("action-page-") else "panel"
    tab = window.actions_by_name.get(f"tab-{name}")
    return plain(tab.text()) if tab is not None else name


def _trigger(action: QAction) -> None:
    if shiboken6.isValid(action):
        action.trigger()


def _enter(kind: str, action: QAction) -> str:
    if action.isCheckable():
        return tr("switch it")
    return {"page": tr("show it"), "preset": tr("open it"), "file": tr("open it")}.get(kind, tr("do it"))


def _state(action: QAction) -> str:
    if not shiboken6.isValid(action) or not action.isCheckable():
        return ""
    return tr("on") if action.isChecked() else tr("off")


def _why(action: QAction) -> str:
    if not shiboken6.isValid(action):
        return tr("it is no longer there")
    if action.isEnabled():
        return ""
    return tr(_WHY.get(action.objectName(), mark("it cannot be done now")))


def _more(window: "MainWindow", action: QAction) -> More:
    if not action.objectName():
        return []
    return [(tr("Change its key …"), partial(window.dialogs.preferences, "keys", action.objectName()))]
