"""Unsaved work on its way to the disk: every edit is there within a second, also while a drag goes on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from studio.design import Design
from studio.document.recovery import Recovery
from studio.gui.background import Background
from studio.text import tr

KEEP_MS, AGAIN_MS = 400, 2000
"""From the first edit that is not kept: the rest of the second is for the disk; and where it could not be kept."""


class Keeping(QObject):
    """Has `recovery` keep what `work` says is unsaved; `told` carries a sentence where that begins or ceases to fail.

    It has a thread of its own: a file that is saved to a slow disk holds up nothing here.
    """

    told = Signal(str)

    def __init__(self, recovery: Recovery, work: Callable[[], tuple[Design, Path | None, str] | None],
                 parent: QObject | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self._recovery, self._work = recovery, work
        self._background = Background(self)
        self._writing = False
        self._again = False
        """Whether there was an edit while the one before was on its way."""
        self._failing = False
        self._unsaved = False
        # Not begun anew by later edits: a drag is kept while it goes on.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self._keep)

    def changed(self, unsaved: bool) -> None:
        """The design, its file or what is saved of it is another."""
        self._unsaved = unsaved
        if not unsaved:
            self._timer.stop()
            # It may be done late: an error just after the next edit has the work kept before.
            self._background.run(lambda: self._recovery.clear(lambda: self._unsaved))
        elif not self._timer.isActive():
            self._timer.start()

    def now(self) -> bool:
        """Keep what is unsaved at once, from whichever thread; False where it cannot be."""
        work = self._work()
        return work is None or self._recovery.keep(*work)

    def stop(self) -> None:
        """Finish what is on its way, and begin no more."""
        self._timer.stop()
        self._background.close()

    def settle(self) -> None:
        """Wait until what was asked for so far is done."""
        self._background.run(lambda: None).result()

    def _keep(self) -> None:
        if self._writing:
            self._again = True
            return
        work = self._work()
        if work is not None:
            self._writing = True
            self._background.run(lambda: self._recovery.keep(*work), self._kept)

    def _kept(self, kept: bool | None, error: Exception | None) -> None:
        self._writing = False
        failing = error is not None or not kept
        if failing and not self._failing:
            self.told.emit(tr("Unsaved work cannot be kept for recovery on this machine"))
        elif self._failing and not failing:
            self.told.emit(tr("Unsaved work is kept for recovery again"))
        self._failing = failing
        self._timer.setInterval(AGAIN_MS if failing else KEEP_MS)
        if self._again:
            self._again = False
            self._keep()
        elif failing and self._unsaved and not self._timer.isActive():
            self._timer.start()  # there may be room again
