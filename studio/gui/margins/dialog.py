"""Asks for one requirement: which result, at least or at most, which bound, and when it is tight."""

from PySide6.QtWidgets import QWidget

from studio.analysis import RESULTS
from studio.design.requirement import Requirement
from studio.design.unit_text import display, parse
from studio.gui.judged_dialog import JudgedDialog
from studio.gui.session import Session
from studio.gui.value_text import difference_quantity, result_unit
from studio.text import tr

_SUGGESTED = "power.margin_eol"


class RequirementDialog(JudgedDialog):
    """`wanted` carries the requirement that was typed."""

    def __init__(self, session: Session, requirement: Requirement | None, parent: QWidget) -> None:
        labels = (tr("Name"), tr("Result"), tr("Must be"), tr("Warn within"))
        super().__init__(session, "requirement_dialog", requirement.result if requirement else None, labels, parent)
        self.setWindowTitle(tr("Requirement") if requirement else tr("New requirement"))
        self.setMinimumWidth(self.fontMetrics().height() * 28)
        self.name, self.warn = self.first_line, self.last_line
        self.name.setMaxLength(60)
        self._fill(requirement)
        self.judged.currentIndexChanged.connect(self._chosen)

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
        value = self._value_now()
        if not self.name.isModified():
            info = RESULTS.get(self.judged.chosen)
            self.name.setText(tr(info.label)[:60] if info else "")
        self._write(float(value) if isinstance(value, int | float) else 0.0, 0.0)

    def _write(self, bound: float, warn: float) -> None:
        info = RESULTS.get(self.judged.chosen)
        unit = result_unit(info, bound) if info else ""
        self._unit = unit
        apart = difference_quantity(self._quantity)
        self._apart_unit = unit if apart.unit(unit) else apart.shown
        self.bound.setText(display(bound, self._quantity, unit, 6))
        self.warn.setText(display(warn, apart, self._apart_unit, 6))
        self.judged.search.setCursorPosition(0)
        self._tell_now()

    def _ask(self) -> None:
        try:
            typed = Requirement(
                self.name.text().strip(), self.judged.chosen, self.relation.currentData(),
                parse(self.bound.text(), self._quantity, self._unit),
                parse(self.warn.text(), difference_quantity(self._quantity), self._apart_unit),
            )  # fmt: skip
        except ValueError as error:
            self._say(str(error))
            return
        self.wanted.emit(typed)
