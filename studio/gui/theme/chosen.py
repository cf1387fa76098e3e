"""The theme and the size of texts follow the preferences, and the menu says which are chosen."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QActionGroup

from studio.gui.preferences import PREFERENCES, Preferences
from studio.gui.theme.colours import counterpart
from studio.gui.theme.theme import Theme

_SIZES = tuple(value for value, _ in PREFERENCES["text-size"].choices)


def use_preferences(theme: Theme, preferences: Preferences) -> None:
    """Give a theme the colours and the size that are chosen."""
    theme.resize(int(preferences.text("text-size")))
    theme.use(preferences.text("theme"))


class ChosenLook(QObject):
    """`actions` are those of the menu: "dark", and "colours-NAME" for each theme."""

    def __init__(self, theme: Theme, preferences: Preferences, actions: Mapping[str, QAction], parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._preferences, self._actions = theme, preferences, actions
        group = QActionGroup(self)
        for name, _ in PREFERENCES["theme"].choices:
            actions[f"colours-{name}"].setCheckable(True)
            group.addAction(actions[f"colours-{name}"])
        # A key held down asks faster than six thousand widgets can be laid out anew: they follow when it is heard.
        self._resizing = QTimer(self)
        self._resizing.setSingleShot(True)
        self._resizing.timeout.connect(self._resize)
        preferences.changed.connect(self._follow)
        theme.changed.connect(self._check)
        self._check()

    def _follow(self, name: str) -> None:
        if name == "theme" and self._preferences.text("theme") != self._theme.name:
            self._theme.use(self._preferences.text("theme"))
        elif name == "text-size":
            self._resizing.start(0)

    def _resize(self) -> None:
        self._theme.resize(int(self._preferences.text("text-size")))

    def _check(self) -> None:
        dark, name = self._actions["dark"], f"colours-{self._theme.name}"
        dark.blockSignals(True)
        dark.setChecked(self._theme.colours.dark)
        dark.blockSignals(False)
        if name in self._actions:
            self._actions[name].setChecked(True)


def use_dark(theme: Theme, preferences: Preferences, dark: bool) -> None:
    """Choose the theme on the other ground that goes with the one in use."""
    if dark != theme.colours.dark:
        wanted = counterpart(theme.colours, dark)
        preferences.choose("theme", wanted)
        if theme.name != wanted:
            theme.use(wanted)


def sized(preferences: Preferences, steps: int) -> Callable[[], None]:
    """What makes texts larger, or smaller, by so many steps; of their usual size for none."""

    def change() -> None:
        place = _SIZES.index(preferences.text("text-size")) + steps
        preferences.choose("text-size", _SIZES[min(max(place, 0), len(_SIZES) - 1)] if steps else "100")

    return change
