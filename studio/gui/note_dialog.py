"""One note: what it is about, what is said, and by whom."""

from datetime import date

import msgspec
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from studio.analysis.bounds import label_of
from studio.design import Design, Note
from studio.design.review_edit import add_note, replace_note
from studio.gui.answer_buttons import answer_buttons
from studio.gui.inspector.words import sentence
from studio.gui.quantity_role import PROPERTY
from studio.gui.session import Session
from studio.text import tr


def about_text(design: Design, path: str) -> str:
    """What people call the field or result that a note is on."""
    return label_of(design, path) if path else tr("The whole design")


class NoteDialog(QDialog):
    """A new note on `path`, or the one at `position`; what is said goes into the design in one undo step."""

    def __init__(self, session: Session, path: str, parent: QWidget | None = None, position: int | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note-dialog")
        self.setProperty(PROPERTY, path)
        self._session, self._position = session, position
        known = session.design.review.notes[position] if position is not None else Note("-", path)
        self._note = known
        self.setWindowTitle(tr("Note") if position is not None else tr("New note"))
        em = self.fontMetrics().height()
        about = QLabel(about_text(session.design, known.path), self)
        about.setObjectName("note-about")
        about.setWordWrap(True)
        about.setToolTip(known.path)
        self.text = QPlainTextEdit(known.text if position is not None else "", self)
        self.text.setObjectName("note-text")
        self.text.setAccessibleName(tr("Note"))
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(tr("What is to be said, asked or decided"))
        self.text.setMinimumHeight(round(em * 5))
        self.author = QLineEdit(known.author if position is not None else session.preferences.text("author"), self)
        self.author.setObjectName("note-author")
        self.author.setMaxLength(80)
        self.author.setPlaceholderText(tr("Your name; it is remembered"))
        self.answer = QPlainTextEdit(known.answer, self)
        self.answer.setObjectName("note-answer")
        self.answer.setAccessibleName(tr("Answer"))
        self.answer.setTabChangesFocus(True)
        self.answer.setMaximumHeight(round(em * 4))
        self.status = QLabel(self)
        self.status.setObjectName("note-status")
        self.status.setProperty("look", "error")
        self.status.setWordWrap(True)
        self.buttons = answer_buttons(self, self._apply)
        form = QFormLayout()
        form.addRow(tr("About"), about)
        form.addRow(tr("Note"), self.text)
        form.addRow(tr("Author"), self.author)
        if position is not None:
            form.addRow(tr("Answer"), self.answer)
        else:
            self.answer.hide()
        column = QVBoxLayout(self)
        column.setSpacing(round(em * 0.5))
        column.addLayout(form)
        column.addWidget(self.status)
        column.addWidget(self.buttons)
        self.resize(round(em * 32), self.sizeHint().height())
        self.text.setFocus()

    def _apply(self) -> None:
        author = self.author.text().strip()
        note = msgspec.structs.replace(
            self._note, text=self.text.toPlainText().strip(), author=author,
            answer=self.answer.toPlainText().strip(), date=self._note.date or date.today().isoformat())  # fmt: skip
        position = self._position
        if position is None:
            refusal = self._session.edit(tr("Add note"), lambda design: add_note(design, note))
        else:
            refusal = self._session.edit(tr("Change note"), lambda design: replace_note(design, position, note))
        if refusal is None:
            if author:
                self._session.preferences.choose("author", author)
            self.accept()
        else:
            self.status.setText(sentence(refusal.text))
