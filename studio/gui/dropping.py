"""Files dropped onto the window: a design is opened, what other tools wrote is imported."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


def welcome(event: QDropEvent) -> None:
    """Accept what is dragged where a file is among it."""
    if file_of(event) is not None:
        event.acceptProposedAction()


def receive(event: QDropEvent, window: QWidget, take: Callable[[Path], object]) -> None:
    """Give the first file that was dropped to `take`, once the drop itself is over.

    The program that the file comes from waits for the answer: whatever dialog there is opens afterwards.
    """
    path = file_of(event)
    if path is not None:
        event.acceptProposedAction()
        QTimer.singleShot(0, window, lambda: take(path))


def file_of(event: QDropEvent) -> Path | None:
    """The first file of this machine among what is dragged."""
    local = (url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())
    return next((Path(name) for name in local if name), None)
