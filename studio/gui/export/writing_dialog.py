"""What the dialogs of exporting have in common: a place to write to, a language, and how far the writing is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from studio.gui.export.exporter import Exporter
from studio.gui.export.option_form import language_box
from studio.gui.export.target_line import TargetLine
from studio.gui.session import Session
from studio.gui.told import tell
from studio.text import language, tr


class WritingDialog(QDialog):
    """`name` begins the names of its parts. Whoever leaves it stops what is on its way."""

    def __init__(
        self, session: Session, exporter: Exporter, settings: QSettings, parent: QWidget | None, *, name: str,
        title: str,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._name = name
        self.setObjectName(f"{name}-dialog")
        self.setWindowTitle(title)
        self.setSizeGripEnabled(True)
        self._session, self.exporter, self._settings = session, exporter, settings
        self._language = language()
        self._writing_to: Path | None = None
        exporter.progressed.connect(self._progressed)

    def export(self) -> None:
        """Write what is chosen to the place that is typed; asks before anything is written over."""
        raise NotImplementedError

    def stop(self) -> None:
        """Stop what is on its way; nothing is written."""
        self.exporter.cancel()

    def _progressed(self, share: float) -> None:
        # A method of the dialog: the exporter outlives it, and tells it no more when it is gone.
        self.progress.setValue(round(1000 * share))

    def _tell(self, text: str, *, error: bool = False) -> None:
        tell(self.status, text, error)

    def _use_language(self, chosen: str) -> None:
        self._language = chosen

    # The parts are made in the order in which Tab goes through them: each dialog decides when.

    def _make_target(self) -> None:
        self.target = TargetLine(self)
        self.target.entered.connect(self.export)

    def _make_language(self) -> None:
        self.language = language_box(self, self._language, self._use_language)

    def _make_foot(self) -> None:
        self.status = QLabel(self)
        self.status.setObjectName(f"{self._name}-status")
        self.status.setWordWrap(True)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Progress of the export"))
        self.go = self._button("go", tr("&Export"), self.export)
        self.cancel = self._button("stop", tr("&Stop"), self.stop)
        self.leave = self._button("close", tr("&Close"), self.reject)

    def _language_row(self, parent: QWidget) -> QFormLayout:
        name = QLabel(tr("&Language"), parent)
        name.setBuddy(self.language)
        row = QFormLayout()
        row.addRow(name, self.language)
        return row

    def _foot(self) -> QHBoxLayout:
        """The line of what is told, and the buttons."""
        row = QHBoxLayout()
        row.addWidget(self.status, 1)
        for button in (self.cancel, self.go, self.leave):
            row.addWidget(button)
        return row

    def _button(self, name: str, text: str, run: Callable[[], Any]) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(f"{self._name}-{name}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: run())
        return button
