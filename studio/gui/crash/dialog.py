"""The dialog of a crash: one sentence, what became of the work, and the report for whoever wants to see it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.gui.lettering import fixed_font
from studio.gui.theme.lettered import lettered
from studio.gui.told import tell
from studio.gui.writing import write_text
from studio.text import tr, tr_count

_WIDTH, _HEIGHT, _REPORT = 40, 12, 22


class CrashDialog(QDialog):
    """`chosen` is the name of the button that closed it, of `choices`: name and text, the one to press first last."""

    def __init__(self, sentence: str, saved: str, report: str, choices: Sequence[tuple[str, str]],
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("crash")
        self.setWindowTitle(tr("Something went wrong"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.report = report
        self.chosen = ""
        self._count = 0
        em = self.fontMetrics().height()
        self.sentence = QLabel(sentence, self)
        self.sentence.setObjectName("crash-sentence")
        lettered(self.sentence)
        self.saved = QLabel(saved, self)
        self.saved.setObjectName("crash-saved")
        self.more = QLabel(self)
        self.more.setObjectName("crash-more")
        self.more.setProperty("look", "muted")
        self.more.hide()
        self.status = QLabel(self)
        self.status.setObjectName("crash-status")
        for label in (self.sentence, self.saved, self.more, self.status):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.text = QPlainTextEdit(report, self)
        self.text.setObjectName("crash-report")
        self.text.setAccessibleName(tr("Report"))
        self.text.setReadOnly(True)
        self.text.setFont(fixed_font())
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setMinimumHeight(em * _REPORT)
        self.text.hide()
        self.details = self._button("details", tr("Details"))
        self.details.setCheckable(True)
        self.details.toggled.connect(self._show_details)
        self.copy = self._button("copy", tr("Copy report"))
        self.copy.clicked.connect(self.copy_report)
        self.save = self._button("save", tr("Save report…"))
        self.save.clicked.connect(self.ask_save)
        buttons = QHBoxLayout()
        for button in (self.details, self.copy, self.save):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addSpacing(em * 2)
        self.buttons: dict[str, QPushButton] = {}
        for name, words in choices:
            button = self._button(name, words)
            button.clicked.connect(lambda _=False, name=name: self.choose(name))
            buttons.addWidget(button)
            self.buttons[name] = button
        if self.buttons:
            last = list(self.buttons.values())[-1]
            last.setDefault(True)
            last.setFocus()
        column = QVBoxLayout(self)
        column.setSpacing(round(em * 0.6))
        for part in (self.sentence, self.saved, self.more, self.text, self.status):
            column.addWidget(part, 1 if part is self.text else 0)
        column.addStretch(0)
        column.addLayout(buttons)
        self.setMinimumWidth(em * _WIDTH)

    def another(self) -> None:
        """One more error came while this is shown."""
        self._count += 1
        self.more.setText(tr_count("{count} more error came since; it is in the log.",
                                   "{count} more errors came since; they are in the log.", self._count))  # fmt: skip
        self.more.show()

    def copy_report(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report)
        tell(self.status, tr("The report is on the clipboard."))

    def ask_save(self) -> None:
        """Save the report where the user says."""
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the report"), "dawnline-report.txt", tr("Text (*.txt)"))
        if name:
            words, wrong = write_text(Path(name), self.report)
            tell(self.status, words, wrong)

    def choose(self, name: str) -> None:
        """Close it by one of its buttons."""
        self.chosen = name
        self.accept()

    def _show_details(self, shown: bool) -> None:
        self.text.setVisible(shown)
        self.adjustSize()

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(f"crash-{name}")
        button.setAutoDefault(False)
        return button
