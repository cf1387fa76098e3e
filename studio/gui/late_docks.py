"""Docks that are hidden at first, and made when they are first shown: the start does not pay for them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QWidget

from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.gui.session import Session
    from studio.gui.window import MainWindow

_SHARE = 0.36
"""Of the height of the window, that a dock of text needs to be read."""
LATE_DOCKS: dict[str, str] = {"console": mark("Console"), "log": mark("Log")}


class LateDocks(QObject):
    """`show` brings one to the front, `toggle` hides one that is in front."""

    def __init__(self, window: "MainWindow", makers: dict[str, Callable[[], QWidget]]) -> None:
        super().__init__(window)
        self._window, self._makers = window, makers
        self.views: dict[str, QWidget] = {}
        self.docks: dict[str, QDockWidget] = {}
        for key, label in LATE_DOCKS.items():
            dock = QDockWidget(tr(label), window)
            dock.setObjectName(f"dock-{key}")
            dock.setWidget(QWidget(dock))
            dock.hide()
            window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
            dock.hide()
            dock.visibilityChanged.connect(lambda shown, key=key: self._seen(key, shown))
            self.docks[key] = dock

    def show(self, key: str) -> QWidget:
        """The view, in front and with the keyboard in it."""
        dock = self.docks[key]
        self._build(key)
        if dock.isHidden() and not dock.isFloating() and not self._window.tabifiedDockWidgets(dock):
            front = self._window.docks["power"]
            if front.isVisible() and not front.isFloating():
                self._window.tabifyDockWidget(front, dock)
        dock.show()
        dock.raise_()
        if not dock.isFloating():
            room = max(dock.height(), round(self._window.height() * _SHARE))
            self._window.resizeDocks([dock], [room], Qt.Orientation.Vertical)
        self.views[key].setFocus()
        return self.views[key]

    def toggle(self, key: str) -> None:
        """Hide it where it is in front, show it elsewhere."""
        dock = self.docks[key]
        if dock.isVisible() and not dock.visibleRegion().isEmpty():
            dock.hide()
        else:
            self.show(key)

    def hide(self) -> None:
        """Put all away, as they are at first."""
        for dock in self.docks.values():
            dock.setFloating(False)
            dock.hide()

    def close(self) -> None:
        """Let each view end what it does."""
        for view in self.views.values():
            view.close_view()  # type: ignore[attr-defined]

    def _seen(self, key: str, shown: bool) -> None:
        if shown:
            self._build(key)

    def _build(self, key: str) -> None:
        if key not in self.views:
            waiting = self.docks[key].widget()
            self.views[key] = self._makers[key]()
            self.docks[key].setWidget(self.views[key])
            if waiting is not None:
                waiting.deleteLater()


def late_views(window: "MainWindow", session: "Session") -> dict[str, Callable[[], QWidget]]:
    """How each of them is made."""

    def console() -> QWidget:
        from studio.gui.console.view import ConsoleView

        return ConsoleView(session, window.filing)

    def log() -> QWidget:
        from studio.gui.log_view import LogView

        return LogView(session)

    return {"console": console, "log": log}
