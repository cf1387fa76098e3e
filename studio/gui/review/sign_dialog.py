"""One item of the sign-off list: what is to be accepted, who decides, and on what grounds."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from studio.design import SignOff
from studio.gui.answer_buttons import answer_buttons
from studio.gui.inspector.words import sentence
from studio.gui.session import Session
from studio.text import tr


class SignDialog(QDialog):
    """`wanted` carries the item that was typed; :meth:`answer` closes the dialog or says why it cannot be."""

    wanted = Signal(object)

    def __init__(
        self, session: Session, item: SignOff | None, parent: QWidget | None = None, *, reason: bool = False
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("sign-dialog")
        self.setWindowTitle(
            tr("Reject") if reason else tr("Item to be signed") if item else tr("New item to be signed")
        )
        self._item = item or SignOff("-")
        em = self.fontMetrics().height()
        self.name = QLineEdit(item.name if item else "", self)
        self.name.setObjectName("sign-name")
        self.name.setMaxLength(200)
        self.name.setReadOnly(reason)
        self.who = QComboBox(self)
        self.who.setObjectName("sign-who")
        self.who.setEditable(True)
        people = dict.fromkeys((*session.design.review.people(), session.preferences.text("author")))
        self.who.addItems([name for name in people if name])
        self.who.setEditText(item.responsible if item else "")
        self.comment = QPlainTextEdit(item.comment if item else "", self)
        self.comment.setObjectName("sign-comment")
        self.comment.setAccessibleName(tr("Comment"))
        self.comment.setTabChangesFocus(True)
        self.comment.setMaximumHeight(round(em * 6))
        self.comment.setPlaceholderText(
            tr("Why it is rejected") if reason else tr("On what grounds, with what condition")
        )
        self.status = QLabel(self)
        self.status.setObjectName("sign-status")
        self.status.setProperty("look", "error")
        self.status.setWordWrap(True)
        self.buttons = answer_buttons(self, self._ask, tr("Reject") if reason else tr("OK"))
        form = QFormLayout()
        form.addRow(tr("Item"), self.name)
        form.addRow(tr("Responsible"), self.who)
        form.addRow(tr("Comment"), self.comment)
        column = QVBoxLayout(self)
        column.setSpacing(round(em * 0.5))
        column.addLayout(form)
        column.addWidget(self.status)
        column.addWidget(self.buttons)
        self.resize(round(em * 32), self.sizeHint().height())
        (self.comment if reason else self.name).setFocus()

    def answer(self, refusal: Exception | None) -> None:
        """Close, or say why what was typed is refused."""
        if refusal is None:
            self.accept()
        else:
            self.status.setText(sentence(getattr(refusal, "text", str(refusal))))

    def _ask(self) -> None:
        self.wanted.emit(msgspec.structs.replace(
            self._item, name=self.name.text().strip(), responsible=self.who.currentText().strip()[:80],
            comment=self.comment.toPlainText().strip()))  # fmt: skip
