"""Asks for a statement of the user's own: what is claimed, which result decides, and who says so."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from studio.analysis import RESULTS
from studio.design.error import DesignError
from studio.design.own_claim import OwnClaim
from studio.design.quantity import NUMBER, Quantity
from studio.design.unit_text import display, parse
from studio.gui.result_box import ResultBox
from studio.gui.session import Session
from studio.gui.value_text import result_text, result_unit
from studio.text import tr

_SUGGESTED = "illumination.sunlit_fraction_year"


class OwnClaimDialog(QDialog):
    """`wanted` carries the statement that was typed; :meth:`answer` closes the dialog or says why it cannot be."""

    wanted = Signal(object)

    def __init__(self, session: Session, claim: OwnClaim | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("own-claim-dialog")
        self._session = session
        self.setWindowTitle(tr("Claim") if claim else tr("New claim"))
        self.setMinimumWidth(self.fontMetrics().height() * 32)
        self.statement = QLineEdit(self)
        self.statement.setMaxLength(400)
        self.statement.setPlaceholderText(tr("What is claimed, in a sentence"))
        self.judged = ResultBox(claim.result if claim else None, self)
        self.now = QLabel(self)
        self.now.setProperty("look", "muted")
        self.relation = QComboBox(self)
        self.relation.addItem(tr("at least (≥)"), ">=")
        self.relation.addItem(tr("at most (≤)"), "<=")
        self.value = QLineEdit(self)
        self.source = QLineEdit(self)
        self.source.setMaxLength(400)
        self.source.setPlaceholderText(tr("Who says so, where and when"))
        self.problem = QLabel(self)
        self.problem.setProperty("look", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("OK"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(tr("Cancel"))
        buttons.accepted.connect(self._ask)
        buttons.rejected.connect(self.reject)
        held = QHBoxLayout()
        held.addWidget(self.relation)
        held.addWidget(self.value, 1)
        form = QFormLayout(self)
        form.addRow(tr("Statement"), self.statement)
        form.addRow(tr("Result that decides"), self.judged)
        form.addRow("", self.now)
        form.addRow(tr("It is claimed to be"), held)
        form.addRow(tr("Source"), self.source)
        form.addRow(self.problem)
        form.addRow(buttons)
        self.judged.choose(claim.result if claim else _SUGGESTED)
        if claim is not None:
            self.statement.setText(claim.statement)
            self.relation.setCurrentIndex(self.relation.findData(claim.relation))
            self.source.setText(claim.source)
        self._write(claim.value if claim else None)
        self.judged.currentIndexChanged.connect(lambda: self._write(None))

    def answer(self, refusal: Exception | None) -> None:
        """Close, or say why the statement is refused."""
        if refusal is None:
            self.accept()
        else:
            self._say(refusal.text if isinstance(refusal, DesignError) else str(refusal))

    @property
    def _quantity(self) -> Quantity:
        info = RESULTS.get(self.judged.chosen)
        return info.quantity if info else NUMBER

    def _write(self, value: float | None) -> None:
        """What the result is now; that is also the value to begin with where none is given."""
        name = self.judged.chosen
        info = RESULTS.get(name)
        now = self._session.results().get(name) if info else None
        if value is None:
            value = float(now) if isinstance(now, int | float) else 0.0
        self._unit = result_unit(info, value) if info else ""
        self.value.setText(display(value, self._quantity, self._unit, 6))
        self.judged.search.setCursorPosition(0)
        self.now.setText(tr("now {value}", value=result_text(name, now) if info else "–"))

    def _ask(self) -> None:
        try:
            value = parse(self.value.text(), self._quantity, self._unit)
        except ValueError as error:
            self._say(str(error))
            return
        self.wanted.emit(OwnClaim(self.statement.text().strip(), self.judged.chosen, self.relation.currentData(), value,
                                  self.source.text().strip()))  # fmt: skip

    def _say(self, problem: str) -> None:
        self.problem.setText(problem[:1].upper() + problem[1:])
        self.problem.show()
        self.adjustSize()
