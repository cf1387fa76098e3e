"""New colours for every widget: at once for what is seen, when it is shown for what is hidden.

What is scrolled out of sight has them within a second.

Style sheets name the roles of the palette, so that they never change; but a widget keeps what a rule came to until it
is polished. To give Qt another style sheet instead polishes each of the thousands of widgets once for every widget
that it stands in: seconds, for the few hundred that are seen.
"""

import time
from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimerEvent
from PySide6.QtWidgets import QApplication, QWidget

_SLICE = 0.005
"""Seconds in a turn of the window for what is hidden."""
_PAUSE_MS = 15
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class Dressing(QObject):
    """Of an application; what is hidden is dressed a little at a time while nothing else happens."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._later: dict[QWidget, None] = {}
        """Hidden widgets that wait with all that stands in them."""
        self._going: tuple[QWidget, Iterator[None]] | None = None
        self._timer = 0
        """That of the turns for what is hidden, while there are any"""

    @property
    def waiting(self) -> bool:
        """Whether something hidden still wears the colours before."""
        return bool(self._later)

    def renew(self) -> None:
        """The palette is another one."""
        self._going = None
        for widget in list(self._later):
            self._take(widget)
        for widget in QApplication.topLevelWidgets():
            self._dress_shown(widget, seen=True)
        self._ask()

    def finish(self) -> None:
        """Dress what still waits at once."""
        while self._later:
            root = next(iter(self._later))
            self._take(root)
            if shiboken6.isValid(root):
                for _ in _dressed(root):
                    pass
        self._going = None
        self._ask()

    def _dress_shown(self, widget: QWidget, *, seen: bool = False) -> None:
        """Dress what is visible; of that only what is `seen` where not all of it is wanted: a list has more rows."""
        if not widget.isVisible() or (seen and widget.visibleRegion().isEmpty()):
            self._later[widget] = None
            widget.installEventFilter(self)
            return
        widget.style().polish(widget)
        for child in widget.findChildren(QWidget, options=_DIRECT):
            self._dress_shown(child, seen=seen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # What stands in a widget is visible before the widget itself is told.
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self._take(watched)
            self._dress_shown(watched)
        return False

    def _take(self, widget: QWidget) -> None:
        self._later.pop(widget, None)
        if shiboken6.isValid(widget):
            widget.removeEventFilter(self)

    def _ask(self) -> None:
        """Have turns as long as something waits."""
        if self._later and not self._timer:
            self._timer = self.startTimer(_PAUSE_MS)
        elif not self._later and self._timer:
            self.killTimer(self._timer)
            self._timer = 0

    def timerEvent(self, event: QTimerEvent) -> None:
        end = time.perf_counter() + _SLICE
        while self._later and time.perf_counter() < end:
            root = next(iter(self._later))
            if self._going is None or self._going[0] is not root:
                self._going = root, _dressed(root)
            for _ in self._going[1]:
                if time.perf_counter() >= end:
                    break
            else:
                self._take(root)
        self._ask()


def _dressed(widget: QWidget) -> Iterator[None]:
    """Dress a widget and all that stands in it, one at a time."""
    waiting = [widget]
    while waiting:
        one = waiting.pop()
        if shiboken6.isValid(one):
            one.style().polish(one)
            waiting += one.findChildren(QWidget, options=_DIRECT)
            yield


def dress(widget: QWidget, sheet: str) -> None:
    """Give a widget a style sheet, unless it wears that already: Qt would polish all that stands in it again."""
    if widget.styleSheet() != sheet:
        widget.setStyleSheet(sheet)
