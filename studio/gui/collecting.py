"""When Python looks for garbage: on the thread of the window alone, and all of it only while nothing else happens.

A search in the thread of a worker would destroy QObjects that belong to this thread, so that Python does not search by
itself in the studio. What is young is searched every other second, in less than a millisecond. What has outlived that
is garbage only if somebody searches everything, which takes a fifth of a second in a window that was used: without it
memory grows as long as the window is open. What there is after such a search, modules and views, mostly stays for as
long as the window, so that it is set aside and the later searches take milliseconds. What of it has become garbage
since is found every fifteenth time, when nothing is set aside: that costs half a second in a window much used.
"""

import gc
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication

from studio.gui.allocation import give_back

_YOUNG_MS = 2000
_ALL_S = 20.0
"""So long lie at least between two searches of everything."""
_LATEST_S = 300.0
"""After so long everything is searched although somebody works: a hitch in five minutes is less than a full memory."""
_DEEP, _GIVEN_BACK = 15, 5
"""Every how many searches nothing is set aside, and what is free goes back to the system."""
_SWITCH = 5e-4


class Collector(QObject):
    """Of an application; `occupied` says whether something is computed or moves."""

    def __init__(
        self, parent: QObject, occupied: Callable[[], bool], now: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._occupied, self._now = occupied, now
        self._searched = now()
        self._searches = 0
        self._hand = QPoint()
        timer = QTimer(self)
        timer.setInterval(_YOUNG_MS)
        timer.timeout.connect(self.turn)
        timer.start()

    def turn(self) -> None:
        """Search what is young; everything where the hand is still and nothing happens, or it was long ago."""
        hand, since = QCursor.pos(), self._now() - self._searched
        still = hand == self._hand and QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
        self._hand = hand
        if since >= _ALL_S and still and not self._occupied():
            self._search_all()
            if self._searches % _GIVEN_BACK == 1:
                give_back()
        elif since >= _LATEST_S:
            self._search_all()
        else:
            gc.collect(1)

    def _search_all(self) -> None:
        if self._searches % _DEEP == 0:
            gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._searches += 1
        self._searched = self._now()

    def begin_anew(self) -> None:
        """Another window takes over: what was set aside with the old one may be garbage."""
        self._searches = 0


def collect_here(app: QApplication, occupied: Callable[[], bool]) -> Collector:
    """Keep garbage collection on this thread.

    The worker also gives way sooner than Python would make it: a widget waits for the interpreter at every call.
    """
    sys.setswitchinterval(_SWITCH)
    gc.disable()
    return Collector(app, occupied)
