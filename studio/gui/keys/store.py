"""Which keys do what: those of the program, and those that the user chose instead, kept in the settings."""

import json
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QKeyCombination, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from studio.gui.guard import gui_only
from studio.gui.keys.fixed import RESERVED
from studio.text import printable_line, tr

_KEPT = "keys"
_LONGEST_KEPT = 100_000
"""Characters of it: all keys of the program changed are a tenth."""
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText
_TYPES = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_ALONE = (Qt.Key.Key_F1, Qt.Key.Key_F35)


@dataclass(frozen=True, slots=True)
class Bound:
    """A command that may have a key: what it is known by, what it is called, and in which menu it stands."""

    name: str
    action: QAction
    place: str
    default: str


class Keys(QObject):
    """`changed` carries the name of a command that has another key now."""

    changed = Signal(str)

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._bound: dict[str, Bound] = {}
        self._chosen = _read(settings.value(_KEPT))

    @gui_only
    def follow(self, action: QAction, place: str) -> None:
        """Let the action have the key that was chosen for it; its own one is kept to go back to."""
        name = action.objectName()
        if not name:
            return
        known = self._bound.get(name)
        if known is not None and known.action is action:
            return
        default = known.default if known is not None else text_of(action)
        self._bound[name] = Bound(name, action, place, default)
        if name in self._chosen:
            action.setShortcut(QKeySequence.fromString(self._chosen[name], _PORTABLE))
        elif known is not None:
            action.setShortcut(QKeySequence.fromString(default, _PORTABLE))

    def commands(self) -> list[Bound]:
        """Every command there is, in the order of the menus."""
        return [one for one in self._bound.values() if shiboken6.isValid(one.action)]

    def bound(self, name: str) -> Bound | None:
        """The command of this name."""
        one = self._bound.get(name)
        return one if one is not None and shiboken6.isValid(one.action) else None

    def is_changed(self, name: str) -> bool:
        """Whether the user chose another key for a command."""
        return name in self._chosen

    def owner(self, key: str, besides: str = "") -> Bound | None:
        """The command that has a key already, or a stroke after it: the program could not tell them apart."""
        if not key:
            return None
        return next((one for one in self.commands()
                     if one.name != besides and f"{text_of(one.action)}, ".startswith(f"{key}, ")), None)  # fmt: skip

    def refusal(self, sequence: QKeySequence, name: str = "") -> str:
        """Why these keys cannot be given to a command; empty where they can, as its own keys always can."""
        own = self._bound.get(name)
        if sequence.isEmpty() or (own is not None and own.default == sequence.toString(_PORTABLE)):
            return ""
        shown = printable_line(sequence.toString(_NATIVE)) or "?"
        if sequence.count() != 1:
            return tr("{keys} are several strokes; a command has one", keys=shown)
        stroke: QKeyCombination = sequence[0]  # type: ignore[index]
        key = stroke.key()
        if key in {Qt.Key.Key_unknown, Qt.Key(0)}:
            return tr("these keys are not known here")
        if not stroke.keyboardModifiers() & _TYPES and not _ALONE[0] <= key <= _ALONE[1]:
            return tr("{keys} is needed for typing; hold Ctrl or Alt as well, or take a function key", keys=shown)
        if what := RESERVED.get(sequence.toString(_PORTABLE)):
            return tr("{keys} is needed everywhere: {what}", keys=shown, what=tr(what))
        return ""

    @gui_only
    def choose(self, name: str, key: str) -> None:
        """Give a command a key, or none; whoever had it has none then. A ValueError says why it cannot be."""
        one = self._bound[name]
        sequence = QKeySequence.fromString(key, _PORTABLE)
        if key and sequence.isEmpty():
            raise ValueError(tr("“{keys}” names no keys", keys=key))
        if reason := self.refusal(sequence, name):
            raise ValueError(reason)
        key = sequence.toString(_PORTABLE)
        other = self.owner(key, besides=name)
        if other is not None:
            self._set(other, "")
        self._set(one, key)
        self._keep()

    @gui_only
    def reset(self, name: str | None = None) -> None:
        """Give a command its own key back, or all of them theirs; whoever had it meanwhile has none then."""
        if name is None:
            for one in self.commands():
                self._set(one, one.default)
            self._chosen = {}
        elif (bound := self.bound(name)) is not None:
            other = self.owner(bound.default, besides=name)
            if other is not None:
                self._set(other, "")
            self._set(bound, bound.default)
        self._keep()

    def _set(self, one: Bound, key: str) -> None:
        if key == one.default:
            self._chosen.pop(one.name, None)
        else:
            self._chosen[one.name] = key
        if text_of(one.action) != key:
            one.action.setShortcut(QKeySequence.fromString(key, _PORTABLE))
            self.changed.emit(one.name)

    def _keep(self) -> None:
        if self._chosen:
            self._settings.setValue(_KEPT, json.dumps(self._chosen))
        else:
            self._settings.remove(_KEPT)


def text_of(action: QAction) -> str:
    """The key of an action as it is kept, the same on every system."""
    return action.shortcut().toString(_PORTABLE)


def _read(kept: object) -> dict[str, str]:
    """What was chosen; what is damaged counts as not chosen, and so does a key that another was given before."""
    try:
        found = json.loads(kept) if isinstance(kept, str) and len(kept) <= _LONGEST_KEPT else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    read: dict[str, str] = {}
    for name, key in found.items():
        if not isinstance(key, str):
            continue
        plain = QKeySequence.fromString(key, _PORTABLE).toString(_PORTABLE)
        if key == plain and (not key or key not in read.values()):
            read[name] = key
    return read
