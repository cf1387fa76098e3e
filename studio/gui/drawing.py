"""Pictures and tables that a page makes beside the window, the newest of those that wait first."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from studio.gui.tasks import Tasks


class Drawing(QObject):
    """Pictures made beside the window: while one is made, the next waits, and only the newest of those."""

    made = Signal(object)

    def __init__(self, parent: QObject, name: str) -> None:
        super().__init__(parent)
        self.tasks = Tasks(self, name)
        self._next: Callable[[Callable[[float], None]], Any] | None = None
        self.tasks.done.connect(self._done)
        self.tasks.failed.connect(lambda _: self._go_on())

    @property
    def busy(self) -> bool:
        return self.tasks.busy

    def ask(self, make: Callable[[Callable[[float], None]], Any]) -> None:
        """Make a picture with `make(checkpoint)` when the one before is done."""
        if self.tasks.busy:
            self._next = make
        else:
            self._next = None  # whoever is told of a picture may ask at once: what waited is older
            self.tasks.run(lambda checkpoint, report: make(checkpoint))

    def drop(self) -> None:
        """Nobody wants what is being made."""
        self._next = None
        self.tasks.cancel()

    def _done(self, what: object) -> None:
        self.made.emit(what)
        self._go_on()

    def _go_on(self) -> None:
        make, self._next = self._next, None
        if make is not None:
            self.ask(make)
