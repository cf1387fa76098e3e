"""The log of this session, as it grows: filtered by level and by words."""

import logging
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.gui.folder import show_folder
from studio.gui.font_follower import with_font
from studio.gui.lettering import fixed_font
from studio.gui.session import Session
from studio.gui.writing import write_text
from studio.state.session_log import LINES, log_file
from studio.text import tr, tr_count

_LEVELS = {"DEBUG": logging.DEBUG, "INFO": logging.INFO, "WARNING": logging.WARNING, "ERROR": logging.ERROR}
_LOOK_MS = 250
_BESIDE_EMS = 3
"""Room in the box of words beside what it asks for: its frame and the sign that clears it."""


class LogView(QWidget):
    """Looks at the kept lines a few times a second while it is shown; nothing is sent from where things are logged."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("log")
        self.setAccessibleName(tr("Log of this session"))
        self._session = session
        self._seen = -1
        self.level = QComboBox(self)
        self.level.setObjectName("log-level")
        self.level.setAccessibleName(tr("Least level shown"))
        for name, text in (("DEBUG", tr("Everything")), ("INFO", tr("Notes and worse")),
                           ("WARNING", tr("Warnings and errors")), ("ERROR", tr("Errors only"))):  # fmt: skip
            self.level.addItem(text, name)
        self.level.currentIndexChanged.connect(self.refill)
        self.words = QLineEdit(self)
        self.words.setObjectName("log-words")
        self.words.setPlaceholderText(tr("Show lines with these words"))
        self.words.setAccessibleName(tr("Show lines with these words"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self.refill)
        self.count = QLabel(self)
        self.count.setObjectName("log-count")
        self.count.setProperty("look", "muted")
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("log-text")
        self.text.setAccessibleName(tr("Log of this session"))
        self.text.setReadOnly(True)
        self.text.setFont(fixed_font())
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setPlaceholderText(tr("Nothing was logged that fits. The studio logs what it could not do and why."))
        em = self.fontMetrics().height()
        with_font(self.words, lambda: self.words.setMinimumWidth(
            self.words.fontMetrics().horizontalAdvance(self.words.placeholderText())
            + round(_BESIDE_EMS * self.words.fontMetrics().height())))  # fmt: skip
        head, foot = QHBoxLayout(), QHBoxLayout()
        for row in (head, foot):
            row.setSpacing(round(em * 0.4))
        head.addWidget(self.level)
        head.addWidget(self.words, 1)
        foot.addWidget(self.count, 1)
        for name, text, run in (("copy", tr("Copy"), self.copy), ("save", tr("Save…"), self.ask_save),
                                ("folder", tr("Open the folder"), self.open_folder)):  # fmt: skip
            button = QToolButton(self)
            button.setObjectName(f"log-{name}")
            button.setText(text)
            button.clicked.connect(run)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[round(em * 0.4)] * 4)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.words)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self.refresh)
        self.refill()
        self._look.start()

    def refresh(self) -> None:
        """Take in what was logged since the last look."""
        if LINES.count != self._seen and self.isVisible():
            self.refill()

    def refill(self) -> None:
        """Show the lines that fit."""
        self._seen = LINES.count
        least = _LEVELS[self.level.currentData()]
        wanted = self.words.text().lower()
        found = [line for level, line in LINES.lines() if level >= least and wanted in line.lower()]
        bar = self.text.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 2
        self.text.setPlainText("\n".join(found))
        if at_end:
            bar.setValue(bar.maximum())
        self.count.setText(tr_count("{count} line", "{count} lines", len(found)))

    def copy(self) -> None:
        """Put what is shown on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def ask_save(self) -> None:
        """Save what is shown to a file that the user chooses."""
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the log"), "dawnline.log", tr("Logs (*.log *.txt)"))
        if name:
            write_text(Path(name), self.text.toPlainText() + "\n")
            self._session.notices.tell(tr("Saved {name}", name=Path(name).name))

    def open_folder(self) -> None:
        """Show where the files of the log are."""
        path = log_file()
        if path is None or not show_folder(path):
            self._session.notices.tell(tr("There is no folder of the log that could be shown"), "warning")

    def close_view(self) -> None:
        """Stop looking."""
        self._look.stop()
