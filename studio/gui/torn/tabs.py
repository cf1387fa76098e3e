"""Tabs of the centre go into windows of their own and come back, by hand, by command and with a layout."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from studio.gui.places import TABS
from studio.gui.torn.away import Away
from studio.gui.torn.hand import TabHand
from studio.gui.torn.own_window import OwnWindow
from studio.gui.workspaces.screens import bring_within_reach
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_APART = 40
"""Pixels by which a new window stands aside of where the view was."""
_OUT = "↗"
"""Behind the name of a tab that is out."""


class TornTabs(QObject):
    """`windows` holds those that are out, by key of the tab; its place in the row stays, and tells where it is."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.windows: dict[str, OwnWindow] = {}
        self._hand = TabHand(self, window.tabs.tabBar())

    def is_torn(self, key: str) -> bool:
        return key in self.windows

    def toggle(self, key: str = "") -> None:
        """Take a tab out or bring it back: the one named, else that whose window is used, else the one in front."""
        key = key or self.in_use() or self._window.tab_in_front()
        if key in self.windows:
            self.bring_back(key)
        else:
            self.tear(key)

    def in_use(self) -> str:
        """The tab whose own window has the keyboard; empty where it is in another."""
        active = QApplication.activeWindow()
        return active.key if isinstance(active, OwnWindow) and self.windows.get(active.key) is active else ""

    def tear(self, key: str, place: QPoint | None = None) -> OwnWindow | None:
        """Give a tab a window of its own, at a place of the screen, and the keyboard; None for one not built yet."""
        own = self._take_out(key)
        if own is not None:
            if place is None:
                bring_within_reach(own)
            else:
                own.move(place)
            own.show()
            self._focus(own.view)
        return own

    def bring_back(self, key: str) -> None:
        """Put a tab back to its place in the centre and to the front."""
        if key in self.windows:
            self._put_back(key)
            self._window.tabs.setCurrentIndex(list(TABS).index(key))
            self._focus(self._window.views[key])

    def bring_all_back(self) -> None:
        """Put every tab back; the one in front stays there."""
        for key in list(self.windows):
            self._put_back(key)

    def raise_window(self, key: str) -> None:
        """Bring the own window of a tab before all others."""
        own = self.windows[key]
        if own.isMinimized():
            own.showNormal()
        own.raise_()
        own.activateWindow()

    # Layouts

    def kept(self) -> dict[str, bytes]:
        """Where the windows are, as Qt keeps it with the screen they are on."""
        return {key: bytes(own.saveGeometry().data()) for key, own in self.windows.items()}

    def arrange(self, wanted: dict[str, bytes]) -> None:
        """Have those tabs out that a layout has out, and no others; a place on a screen that is gone is not kept."""
        for key in list(self.windows):
            if key not in wanted:
                self._put_back(key)
        for key, geometry in wanted.items():
            own = self.windows.get(key) or self._take_out(key)
            if own is not None:
                own.restoreGeometry(QByteArray(geometry))
                bring_within_reach(own)
                own.show()

    def close(self) -> None:
        """The window ends, and these with it."""
        for own in self.windows.values():
            own.hide()

    def _take_out(self, key: str) -> OwnWindow | None:
        view = self._window.views.get(key)
        if key not in TABS or view is None or key in self.windows:
            return None
        tabs = self._window.tabs
        corner, size = tabs.mapToGlobal(QPoint(_APART, _APART)), tabs.size()
        away = Away(key)
        away.show_wanted.connect(lambda: self.raise_window(key))
        away.back_wanted.connect(lambda: self.bring_back(key))
        self._window.put_in_tab(key, away)
        title, index = tr(TABS[key]), list(TABS).index(key)
        tabs.setTabText(index, f"{title} {_OUT}")
        tabs.tabBar().setAccessibleTabName(index, tr("{tab}, in a window of its own", tab=title))
        tabs.setTabToolTip(index, tr("{tab}, in a window of its own", tab=title))
        own = self.windows[key] = OwnWindow(self._window, key, title, view)
        own.closed.connect(self.bring_back, Qt.ConnectionType.QueuedConnection)
        self._turn_from(key)
        own.take_size(size)
        own.move(corner)
        self._window.anywhere.watch(own)
        return own

    def _put_back(self, key: str) -> None:
        own = self.windows.pop(key)
        self._window.put_in_tab(key, own.view)
        own.hide()
        own.deleteLater()

    def _turn_from(self, key: str) -> None:
        """Bring a tab to the front of the centre that is there, if the one in front is out now."""
        keys, tabs = list(TABS), self._window.tabs
        at = keys.index(key)
        if tabs.currentIndex() == at:
            near = sorted((place for place, one in enumerate(keys) if one not in self.windows),
                          key=lambda place: abs(place - at))  # fmt: skip
            if near:
                tabs.setCurrentIndex(near[0])

    def _focus(self, view: QWidget) -> None:
        view.window().raise_()
        view.window().activateWindow()
        last = view.focusWidget()
        (last if last is not None and last.isVisible() else view).setFocus(Qt.FocusReason.OtherFocusReason)
