"""The workspaces of a window: shown, kept as they are left, saved under names of the user's, and put back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow
from shiboken6 import isValid

from studio.gui.places import TABS
from studio.gui.workspaces.arrange import Structure, apply_shares, arrange, shares, structure, take_out
from studio.gui.workspaces.kept import LONGEST_TITLE, STATE_VERSION, Layout, dump, load
from studio.gui.workspaces.screens import bring_within_reach
from studio.gui.workspaces.table import FIRST, WORKSPACES
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_KEPT = "workspaces"
_FRONT = ("workspace", "tab", "page")
"""The settings that say what was in front."""
_SETTLED_MS = 100
_TRIES, _FITTED = 10, 3
"""How often it is looked whether the docks have room after texts took another size, for views find theirs one after the
other; and how often of that those that are as they were made are fitted."""
_OWN = "own-"
"""What the keys of the user's layouts begin with."""


class Workspaces(QObject):
    """`changed`: another one is in front, or the list is another."""

    changed = Signal()

    def __init__(self, window: "MainWindow", settings: QSettings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self.current = FIRST
        self._bare: bytes | None = None
        """The docks as they were before the centre was left alone."""
        self._as_made: bytes | None = None
        """The docks as they were soon after they were arranged; None where they are as the user left them."""
        self._structure: Structure = ()
        self._seen: set[str] = set()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLED_MS)
        self._settle.timeout.connect(self._settled)
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.setInterval(_SETTLED_MS)
        self._refit.timeout.connect(self._fit)
        self._size, self._was_as_made, self._tries = window.size(), False, 0
        self._left: dict[str, Layout] = {}
        """Layouts as they were left, by workspace."""
        self._own: dict[str, Layout] = {}
        self._read()

    # What there is

    def own(self) -> dict[str, str]:
        """The titles of the user's layouts, by key, in the order of the alphabet."""
        return dict(sorted(((key, one.title) for key, one in self._own.items()), key=lambda pair: pair[1].casefold()))

    def title(self, key: str) -> str:
        """What a workspace is called, in the language of the window."""
        return self._own[key].title if key in self._own else tr(WORKSPACES[key].text)

    def is_own(self, key: str | None = None) -> bool:
        """Whether a workspace, or the one in front, is a layout of the user's."""
        return (self.current if key is None else key) in self._own

    # Showing

    def show(self, key: str) -> None:
        """Bring a workspace to the front as it was left; the one that was there is kept."""
        if key not in WORKSPACES and key not in self._own:
            return
        if larger := self._refit.isActive():  # before what the larger texts have made of the window is kept
            self._fit()
        self.keep()
        self._show(key)
        if larger:  # the views of this one find their sizes as well
            self._was_as_made, self._tries = self._as_made is not None, _TRIES
            self._refit.start()

    def resume(self) -> None:
        """Show the workspace, the tab and the page that were in front when the window was last closed."""
        key, tab, page = (self._settings.value(name) for name in _FRONT)
        self._show(key if isinstance(key, str) and (key in WORKSPACES or key in self._own) else FIRST)
        if isinstance(tab, str) and tab in TABS:
            self._turn_to(tab, page if isinstance(page, str) else "")

    def _show(self, key: str) -> None:
        window = self._window
        visited = key in self._seen
        self._seen.add(key)
        self.current, self._bare, self._as_made = key, None, None
        kept = self._left.get(key, self._own.get(key))
        with _still(window):
            if kept is None or not self._restore(kept):
                arrange(window, WORKSPACES.get(key, WORKSPACES[FIRST]))
                self._as_made, self._structure = b"", structure(window)
                self._settle.start()
            window.torn.arrange(kept.torn if kept is not None else {})
            if key in self._own:
                self._turn_to(self._own[key].tab, self._own[key].page)
            else:
                made = WORKSPACES[key]
                self._turn_to(next((one for one in made.tabs if one in TABS), ""), "" if visited else made.page)
        for dock in window.docks.values():
            if dock.isFloating() and not dock.isHidden():
                bring_within_reach(dock)
        self.changed.emit()

    def _settled(self) -> None:
        """Views have found their sizes: how the docks are now is how they are made."""
        if self._bare is None and self._as_made is not None:
            untouched = structure(self._window) == self._structure
            self._as_made = bytes(self._window.saveState(STATE_VERSION).data()) if untouched else None

    def _is_as_made(self, state: bytes) -> bool:
        if self._as_made is None or self.alone:
            return self._as_made is not None
        if self._settle.isActive():
            return structure(self._window) == self._structure
        return state == self._as_made

    def _restore(self, kept: Layout) -> bool:
        take_out(self._window)
        if not self._window.restoreState(kept.docks, STATE_VERSION):
            return False
        apply_shares(self._window, kept.shares)
        return True

    def _turn_to(self, tab: str, page: str) -> None:
        """Bring a tab to the front, on one of its pages."""
        if tab in TABS:
            self._window.show_tab(tab)
            view = self._window.views.get(tab)
            if page and view is not None and hasattr(view, "show_page"):
                view.show_page(page)

    # Keeping

    def keep(self) -> None:
        """Remember how the workspace in front is now, and the tab and page in front."""
        self._refit.stop()
        now = self._layout(self._own[self.current].title if self.is_own() else "")
        place = f"{_KEPT}/left/{self.current}"
        if self._is_as_made(now.state) and not now.torn:
            self._left.pop(self.current, None)
            self._settings.remove(place)
        else:
            self._left[self.current] = now
            self._settings.setValue(place, dump(now))
        for name, value in zip(_FRONT, (self.current, now.tab, now.page), strict=True):
            self._settings.setValue(name, value)

    def _layout(self, title: str) -> Layout:
        window = self._window
        state = self._bare if self._bare is not None else bytes(window.saveState(STATE_VERSION).data())
        tab = window.tab_in_front()
        page = getattr(getattr(window.views.get(tab), "pages", None), "current", "")
        found = {} if self._bare is not None else shares(window)
        return Layout(state, found, tab, page if isinstance(page, str) else "", title, window.torn.kept())

    def save_as(self, title: str) -> str:
        """Keep what is shown as a layout of the user's, in place of one of the same name; its key."""
        title = title.strip()[:LONGEST_TITLE]
        key = next((key for key, one in self._own.items() if one.title.casefold() == title.casefold()), "")
        number = 1
        while not key:
            key = "" if f"{_OWN}{number}" in self._own else f"{_OWN}{number}"
            number += 1
        self._put(key, self._layout(title))
        self.current = key
        self.changed.emit()
        return key

    def rename(self, key: str, title: str) -> None:
        """Give a layout of the user's another name."""
        title = title.strip()[:LONGEST_TITLE]
        if title and key in self._own:
            one = self._own[key]
            self._put(key, replace(one, title=title))
            self.changed.emit()

    def delete(self, key: str) -> None:
        """Forget a layout of the user's; what is shown stays, as the first workspace."""
        if self._own.pop(key, None) is None:
            return
        self._left.pop(key, None)
        self._settings.remove(f"{_KEPT}/own/{key}")
        self._settings.remove(f"{_KEPT}/left/{key}")
        if self.current == key:
            self.current = FIRST
        self.changed.emit()

    def _put(self, key: str, layout: Layout) -> None:
        self._own[key] = layout
        self._left.pop(key, None)
        self._settings.remove(f"{_KEPT}/left/{key}")
        self._settings.setValue(f"{_KEPT}/own/{key}", dump(layout))

    # Putting back

    def reset(self) -> None:
        """Put the workspace in front back as it was made."""
        self._left.pop(self.current, None)
        self._settings.remove(f"{_KEPT}/left/{self.current}")
        self._window.late.hide()
        self._show(self.current)

    def reset_all(self) -> None:
        """Put every workspace back as it was made; the user's layouts stay, as they were saved."""
        self._left.clear()
        self._settings.remove(f"{_KEPT}/left")
        self._window.late.hide()
        self._show(self.current)

    def refit(self) -> None:
        """Keep the size of the window while texts take another: what has no room then goes behind something else."""
        if not self._refit.isActive():
            self._size = self._window.size()
            self._was_as_made = self._is_as_made(bytes(self._window.saveState(STATE_VERSION).data()))
        self._tries = _TRIES
        self._refit.start()

    def _fit(self) -> None:
        least = self._window.minimumSizeHint()
        as_made = self._was_as_made and self._tries > _TRIES - _FITTED
        if as_made or least.width() > self._size.width() or least.height() > self._size.height():
            with _still(self._window):
                arrange(self._window, WORKSPACES.get(self.current, WORKSPACES[FIRST]), self._size)
            self._as_made, self._structure = b"", structure(self._window)
            self._settle.start()
        self._window.resize(self._size)
        self._tries -= 1
        if self._tries:
            self._refit.start()

    # The centre alone

    @property
    def alone(self) -> bool:
        """Whether the centre has the window for itself."""
        return self._bare is not None

    def leave_alone(self, alone: bool) -> None:
        """Hide every dock, or bring back those that were hidden so."""
        if alone == self.alone:
            return
        window = self._window
        with _still(window):
            if alone:
                state = bytes(window.saveState(STATE_VERSION).data())
                if not self._is_as_made(state):
                    self._as_made = None
                self._bare = state
                for dock in window.docks.values():
                    dock.hide()
            elif self._bare is not None:
                take_out(window)
                window.restoreState(self._bare, STATE_VERSION)
                self._bare = None
        self.changed.emit()

    def _read(self) -> None:
        for group, into in (("left", self._left), ("own", self._own)):
            self._settings.beginGroup(f"{_KEPT}/{group}")
            for key in self._settings.childKeys():
                found = load(self._settings.value(key))
                known = key.startswith(_OWN) if group == "own" else True
                if found is not None and known and (group == "left" or found.title):
                    into[key] = found
            self._settings.endGroup()


@contextmanager
def _still(window: "MainWindow") -> Iterator[None]:
    """Change the docks without animation, and paint once.

    What has the keyboard lets it go meanwhile: from dock to dock that is hidden Qt would look for what comes next.
    """
    options = window.dockOptions()
    window.setDockOptions(options & ~QMainWindow.DockOption.AnimatedDocks)
    window.setUpdatesEnabled(False)
    focus = window.focusWidget()
    if focus is not None:
        focus.clearFocus()
    try:
        yield
    finally:
        window.setUpdatesEnabled(True)
        window.setDockOptions(options)
        if focus is not None and window.focusWidget() is None:
            back = focus if isValid(focus) and focus.isVisible() else window.tabs.currentWidget()
            if back is not None:
                back.setFocus(Qt.FocusReason.OtherFocusReason)
