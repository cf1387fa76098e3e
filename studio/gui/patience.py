"""Waiting for a disk that may be slow, with a window that stays alive: after a moment it says what it waits for."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget

from studio.gui.background import Background
from studio.text import tr

_T = TypeVar("_T")
MOMENT_MS = 300
"""Nobody notices a wait as short as this: what is typed meanwhile is answered after it."""


class GivenUpError(Exception):
    """The user waits no longer."""


def wait_for(work: Callable[[Callable[[], bool]], _T], sentence: str, background: Background, window: QWidget) -> _T:
    """What comes of `work` (or what it raises), done in `background`; GivenUpError where the user cancels it first.

    `work` is given what tells it whether it is still wanted. The window is painted and its clocks go on meanwhile; keys
    wait for a moment, and then go to a dialog that says `sentence`.
    """
    found: list[tuple[_T | None, Exception | None]] = []
    given_up: list[bool] = []
    loop, brief = QEventLoop(), QTimer(singleShot=True, interval=MOMENT_MS)

    def done(result: _T | None, error: Exception | None) -> None:
        found.append((result, error))
        loop.quit()

    def give_up() -> None:
        given_up.append(True)
        loop.quit()

    background.run(lambda: work(lambda: not given_up), done)
    brief.timeout.connect(loop.quit)
    brief.start()
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    brief.stop()
    if not found:
        box = QProgressDialog(sentence, tr("Cancel"), 0, 0, window)
        box.setObjectName("patience")
        box.setWindowModality(Qt.WindowModality.ApplicationModal)
        box.setMinimumDuration(0)
        box.setAutoClose(False)
        box.canceled.connect(give_up)
        box.show()
        loop.exec()
        box.hide()
        box.deleteLater()
    if not found:
        raise GivenUpError
    result, error = found[0]
    if error is not None:
        raise error
    return result  # type: ignore[return-value]  # where there is no error there is a result
