"""What dialogs that start one background task have in common: progress, a line that tells, and buttons."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from studio.gui.session import Session
from studio.gui.tasks import Tasks
from studio.gui.told import tell


class TaskDialog(QDialog):
    """Whoever leaves it stops its task. `name` begins the names of its parts."""

    def __init__(
        self, session: Session, parent: QWidget | None, *, window: str, name: str, task: str, title: str, progress: str
    ) -> None:
        super().__init__(parent)
        self.setObjectName(window)
        self.setWindowTitle(title)
        self._session, self._name = session, name
        self.tasks = Tasks(self, task)
        self.tasks.progressed.connect(self._progressed)
        self.tasks.done.connect(self._done)
        self.tasks.failed.connect(self._failed)
        self.tasks.stopped.connect(self._stopped)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(progress)
        self.status = QLabel(self)
        self.status.setObjectName(f"{name}-status")
        self.status.setWordWrap(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # No button is pressed by Enter in a field, where it ends what is typed; on a button it presses that one.
        button = self.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(button, QPushButton):
            button.click()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        self.tasks.close()
        super().done(result)

    def _done(self, result: Any) -> None:
        raise NotImplementedError

    def _failed(self, reason: str) -> None:
        self._tell(reason, error=True)
        self._refresh()

    def _stopped(self) -> None:
        raise NotImplementedError

    def _refresh(self) -> None:
        """Enable what can be used now."""
        raise NotImplementedError

    def _progressed(self, share: float) -> None:
        self.progress.setValue(round(1000 * share))

    def _tell(self, text: str, *, error: bool = False) -> None:
        tell(self.status, text, error)

    def _button(self, name: str, text: str, run: Callable[[], Any]) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(f"{self._name}-{name}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: run())
        return button

    def _finish(self, column: QVBoxLayout, left: tuple[QPushButton, ...], right: tuple[QPushButton, ...]) -> None:
        """Progress, status and buttons below what stands in `column`."""
        buttons = QHBoxLayout()
        for button in left:
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in right:
            buttons.addWidget(button)
        column.setSpacing(round(self.fontMetrics().height() * 0.5))
        column.addWidget(self.progress)
        column.addWidget(self.status)
        column.addLayout(buttons)
