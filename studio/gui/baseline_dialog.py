"""The name and the note of a baseline: of a new one, or of one that is there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from studio.design import Design
from studio.design.baseline import LONGEST_NAME, LONGEST_NOTE
from studio.document import baselines
from studio.gui.answer_buttons import answer_buttons
from studio.gui.inspector.words import sentence
from studio.gui.session import Session
from studio.text import tr


class BaselineDialog(QDialog):
    """What is said goes into the design in one undo step; a refusal is told, and the dialog stays."""

    def __init__(self, session: Session, parent: QWidget | None = None, name: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("baseline-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._old = session, name
        self.setWindowTitle(tr("Rename the baseline") if name else tr("Keep as baseline"))
        em = self.fontMetrics().height()
        known = next((one for one in session.design.baselines if one.name == name), None)
        about = QLabel(tr("The design as it is now is kept under this name inside the design file. The Compare tab "
                          "shows it beside the open design, which it does not change."), self)  # fmt: skip
        about.setWordWrap(True)
        about.setVisible(not name)
        self.name = QLineEdit(name or baselines.free_name(session.design, tr("Baseline")), self)
        self.name.setObjectName("baseline-name")
        self.name.setMaxLength(LONGEST_NAME)
        self.name.selectAll()
        self.note = QLineEdit(known.note if known is not None else "", self)
        self.note.setObjectName("baseline-note")
        self.note.setMaxLength(LONGEST_NOTE)
        self.note.setPlaceholderText(tr("What it is, or why it is kept"))
        self.status = QLabel(self)
        self.status.setObjectName("baseline-status")
        self.status.setProperty("look", "error")
        self.status.setWordWrap(True)
        self.buttons = answer_buttons(self, self._apply, tr("Rename") if name else tr("Keep"))
        form = QFormLayout()
        form.addRow(tr("Name"), self.name)
        form.addRow(tr("Note"), self.note)
        column = QVBoxLayout(self)
        column.setSpacing(round(em * 0.5))
        column.addWidget(about)
        column.addLayout(form)
        column.addWidget(self.status)
        column.addWidget(self.buttons)
        self.resize(round(em * 30), self.sizeHint().height())

    def _apply(self) -> None:
        name, note = self.name.text(), self.note.text()

        def edit(design: Design) -> Design:
            if not self._old:
                return baselines.keep(design, name, note)
            return baselines.annotated(baselines.renamed(design, self._old, name), " ".join(name.split()), note)

        label = (tr("Rename baseline {name}", name=self._old) if self._old else
                 tr("Keep baseline {name}", name=" ".join(name.split())))  # fmt: skip
        refusal = self._session.edit(label, edit)
        if refusal is None:
            self.accept()
        else:
            self.status.setText(sentence(refusal.text))
