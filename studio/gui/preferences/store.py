"""The preferences in force, kept in the settings of the program; what is damaged there counts as not chosen."""

from PySide6.QtCore import QObject, QSettings, Signal

from studio.gui.guard import gui_only
from studio.gui.preferences.entries import PREFERENCES, Preference


class Preferences(QObject):
    """`changed` carries the name of a preference that has another value now."""

    changed = Signal(str)

    def __init__(self, settings: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._memory: dict[str, object] = {}
        """What is chosen where there are no settings to keep it in."""
        self._at_start = {name: self.value(name) for name, one in PREFERENCES.items() if one.restart}

    def text(self, name: str) -> str:
        """The value of a preference that is a choice or a text."""
        return str(self.value(name))

    def is_on(self, name: str) -> bool:
        """The value of a preference that is a switch."""
        return self.value(name) is True

    def value(self, name: str) -> str | bool:
        """The value of a preference, its default where none was chosen."""
        preference = PREFERENCES[name]
        kept = _read(preference, self._kept(name))
        return preference.default if kept is None else kept

    def waiting(self) -> tuple[str, ...]:
        """What was chosen since the start and shows only after the next one."""
        return tuple(name for name, value in self._at_start.items() if self.value(name) != value)

    @gui_only
    def choose(self, name: str, value: str | bool) -> None:
        """Give a preference a value; one that it cannot have changes nothing."""
        if PREFERENCES[name].accepts(value) and value != self.value(name):
            self._keep(name, value)
            self.changed.emit(name)

    @gui_only
    def reset(self, name: str | None = None) -> None:
        """Forget what was chosen for a preference, or for all of them."""
        for one in [name] if name is not None else list(PREFERENCES):
            before = self.value(one)
            self._keep(one, None)
            if self.value(one) != before:
                self.changed.emit(one)

    def _kept(self, name: str) -> object:
        return self._memory.get(name) if self._settings is None else self._settings.value(name)

    def _keep(self, name: str, value: str | bool | None) -> None:
        if self._settings is None:
            self._memory[name] = value
        elif value is None:
            self._settings.remove(name)
        else:
            self._settings.setValue(name, value)


def _read(preference: Preference, kept: object) -> str | bool | None:
    # A settings file holds a switch as text.
    if isinstance(preference.default, bool) and isinstance(kept, str) and kept in {"true", "false"}:
        kept = kept == "true"
    return kept if preference.accepts(kept) and isinstance(kept, str | bool) else None
