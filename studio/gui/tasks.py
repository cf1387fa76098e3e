"""One task at a time beside the GUI thread, whose answer comes back as a queued signal."""

import contextlib
import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from studio.gui.guard import gui_only
from studio.jobs.task import Checkpoint, TaskCallbacks, TaskRunner
from studio.text import tr

_log = logging.getLogger(__name__)
Report = Callable[[Any], None]


class Tasks(QObject):
    """Runs the newest function it was given; what an older one still says is not passed on.

    `reported` carries what the function said of its way through `report`, `failed` why there is no answer.
    """

    progressed = Signal(float)
    reported = Signal(object)
    done = Signal(object)
    failed = Signal(str)
    stopped = Signal()

    _told = Signal(int, str, object)

    def __init__(self, parent: QObject, name: str = "task") -> None:
        super().__init__(parent)
        self._number = 0
        self._busy = False
        self._told.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._runner = TaskRunner(
            TaskCallbacks(*(self._teller(kind) for kind in ("progress", "done", "failed", "error", "stopped"))), name
        )
        # A bound method of another object: this one is half gone when it says that it is.
        self.destroyed.connect(self._runner.close)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._runner.close)

    @property
    def busy(self) -> bool:
        """Whether an answer is still awaited."""
        return self._busy

    @gui_only
    def run(self, work: Callable[[Checkpoint, Report], Any]) -> None:
        """Run `work(checkpoint, report)` instead of whatever runs or waits; nothing where a view is closed already.

        A timer or a change of the design may still ask a view whose window is about to go.
        """
        if self._runner.closed:
            return
        self._number += 1
        self._busy = True
        tell = self._teller("report")
        number = self._number
        self._runner.submit(number, lambda checkpoint: work(checkpoint, lambda what: tell(number, what)))

    @gui_only
    def cancel(self) -> None:
        """Stop, and tell that once."""
        self._runner.cancel()
        if self._busy:
            self._number += 1
            self._busy = False
            self.stopped.emit()

    def close(self) -> None:
        """Stop, and wait for the thread."""
        self._busy = False
        self._number += 1
        self._runner.close()

    def _teller(self, kind: str) -> Callable[..., None]:
        def tell(number: int, what: object = None) -> None:
            # The object may go while the thread is on its way to its next checkpoint.
            with contextlib.suppress(RuntimeError):
                self._told.emit(number, kind, what)

        return tell

    def _take(self, number: int, kind: str, what: Any) -> None:
        if number != self._number:
            return
        if kind == "progress":
            self.progressed.emit(what)
        elif kind == "report":
            self.reported.emit(what)
        else:
            self._busy = False
            if kind == "done":
                self.done.emit(what)
            elif kind == "stopped":
                self.stopped.emit()
            else:
                if kind == "error":
                    _log.error("a task stopped on a program error:\n%s", what)
                    from studio.gui.crash import tell_defect

                    trace, what = str(what), tr("A program error stopped this; it is in the log.")
                    tell_defect(self, what, trace)
                self.failed.emit(what)
