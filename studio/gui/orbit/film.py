"""A film of the Orbit view: the clock is moved from picture to picture, and put back where it was."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from studio.gui.orbit.film_file import FilmFile
from studio.gui.orbit_view import OrbitView

_FINE_PIXELS = 16_000_000
"""Beyond so many pixels edges are not smoothed: the samples would take gigabytes."""
_WAIT_MS = 5


def pixel_ratio(width: int, height: int) -> float:
    """How large words and points are drawn, so that they can be read in a picture of this size."""
    return max(1.0, min(width, height) / 900.0)


def is_fine(width: int, height: int) -> bool:
    return width * height <= _FINE_PIXELS


class Film(QObject):
    """One picture in a turn of the event loop, so that it can be stopped; `done` comes once, with a reason or none.

    An imported fleet is waited for: each picture shows everything at one time.
    """

    progressed = Signal(float)
    done = Signal(str)

    def __init__(
        self, view: OrbitView, file: FilmFile, size: tuple[int, int], pictures: int, step: float, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view, self._file, self._size = view, file, size
        self._pictures, self._step = pictures, step
        self._taken = 0
        self._clock = view.session.clock
        self._clock.play(False)
        self._twin = view.scene.copy()
        self._turn = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._turn.timeout.connect(self._go_on)
        self._running = True
        self._turn.start()

    def stop(self) -> None:
        """Give up: nothing is left of it."""
        self._end(self._file.abandon, "")

    def _go_on(self) -> None:
        if not self._view.is_complete:
            self._turn.start()
            return
        width, height = self._size
        try:
            self._twin.take(self._view.scene)
            self._file.add(self._twin.render_image(width, height, pixel_ratio(width, height), is_fine(width, height)))
            self._taken += 1
            if self._taken == self._pictures:
                self._end(self._file.close, "")
                return
        except OSError as error:
            self._end(self._file.abandon, error.strerror or str(error))
            return
        self.progressed.emit(self._taken / self._pictures)
        self._clock.advance(self._step)
        self._turn.start()

    def _end(self, leave: Callable[[], None], reason: str) -> None:
        if not self._running:
            return
        self._running = False
        self._turn.stop()
        self._twin.close()
        self._clock.advance(-self._step * min(self._taken, self._pictures - 1))
        try:
            leave()
        except OSError as error:
            self._file.abandon()
            reason = error.strerror or str(error)
        self.done.emit(reason)
