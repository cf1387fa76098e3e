"""Asks for one requirement: which result, at least or at most, which bound, and when it is tight."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from studio.analysis import RESULTS
from studio.design.error import DesignError
from studio.design.quantity import NUMBER, Quantity
from studio.design.requirement import Requirement
from studio.design.unit_text import display, parse
from studio.gui.result_box import ResultBox
from studio.gui.session import Session
from studio.gui.value_text import difference_quantity, result_text, result_unit
from studio.text import tr

_SUGGESTED = "power.margin_eol"


class RequirementDialog(QDialog):
    """`wanted` carries the requirement that was typed; :meth:`answer` closes the dialog or says why it cannot be."""

    wanted = Signal(object)

    def __init__(self, session: Session, requirement: Requirement | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("requirement_dialog")
        self._session = session
        self.setWindowTitle(tr("Requirement") if requirement else tr("New requirement"))
        em = self.fontMetrics().height()
        self.setMinimumWidth(em * 28)
        self.name = QLineEdit(self)
        self.name.setMaxLength(60)
        self.judged = ResultBox(requirement.result if requirement else None, self)
        self.now = QLabel(self)
        self.now.setProperty("look", "muted")
        self.relation = QComboBox(self)
        self.relation.addItem(tr("at least (≥)"), ">=")
        self.relation.addItem(tr("at most (≤)"), "<=")
        self.bound = QLineEdit(self)
        self.warn = QLineEdit(self)
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
        held.addWidget(self.bound, 1)
        form = QFormLayout(self)
        form.addRow(tr("Name"), self.name)
        form.addRow(tr("Result"), self.judged)
        form.addRow("", self.now)
        form.addRow(tr("Must be"), held)
        form.addRow(tr("Warn within"), self.warn)
        form.addRow(self.problem)
        form.addRow(buttons)
        self._fill(requirement)
        self.judged.currentIndexChanged.connect(self._chosen)

    def answer(self, refusal: Exception | None) -> None:
        """Close, or say why the requirement is refused."""
        if refusal is None:
            self.accept()
        else:
            self._say(refusal.text if isinstance(refusal, DesignError) else str(refusal))

    @property
    def _known(self) -> str:
        return self.judged.chosen

    @property
    def _quantity(self) -> Quantity:
        info = RESULTS.get(self._known)
        return info.quantity if info else NUMBER

    def _fill(self, requirement: Requirement | None) -> None:
        self.judged.choose(requirement.result if requirement else _SUGGESTED)
        if requirement is None:
            self._chosen()
            return
        self.name.setText(requirement.name)
        self.relation.setCurrentIndex(self.relation.findData(requirement.relation))
        self._write(requirement.value, requirement.warn)

    def _chosen(self) -> None:
        """Another result: what holds now is the bound to begin with."""
        value = self._session.results().get(self._known)
        if not self.name.isModified():
            info = RESULTS.get(self._known)
            self.name.setText(tr(info.label)[:60] if info else "")
        self._write(float(value) if isinstance(value, int | float) else 0.0, 0.0)

    def _write(self, bound: float, warn: float) -> None:
        info = RESULTS.get(self._known)
        unit = result_unit(info, bound) if info else ""
        self._unit = unit
        apart = difference_quantity(self._quantity)
        self._apart_unit = unit if apart.unit(unit) else apart.shown
        self.bound.setText(display(bound, self._quantity, unit, 6))
        self.warn.setText(display(warn, apart, self._apart_unit, 6))
        self.judged.search.setCursorPosition(0)
        value = self._session.results().get(self._known)
        now = result_text(self._known, value) if info else "–"
        self.now.setText(tr("now {value}", value=now))

    def _ask(self) -> None:
        try:
            typed = Requirement(
                self.name.text().strip(), self._known, self.relation.currentData(),
                parse(self.bound.text(), self._quantity, self._unit),
                parse(self.warn.text(), difference_quantity(self._quantity), self._apart_unit),
            )  # fmt: skip
        except ValueError as error:
            self._say(str(error))
            return
        self.wanted.emit(typed)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem[:1].upper() + problem[1:])
        self.problem.show()
        self.adjustSize()
