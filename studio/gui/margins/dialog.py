"""Asks for one requirement: what is held against what, the margin it has to leave, and where it comes from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QFormLayout, QLineEdit, QWidget

from studio.analysis import RESULTS
from studio.analysis.bounds import obstacle, quantity_of
from studio.design import Design
from studio.design.field import fields
from studio.design.requirement import VERIFICATIONS, Requirement
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
        self.setMinimumWidth(self.fontMetrics().height() * 32)
        self.name, self.warn = self.first_line, self.last_line
        self.name.setMaxLength(60)
        self.warn.setToolTip(tr("Amber when the margin is less than this, or than what the policy asks for"))
        self.relation.addItem(tr("within (from … to)"), "in")
        self.upper = self._line("requirement-upper", tr("Upper end of the range"), 60)
        self.against = AgainstBox(session.design, self)
        self.policy = QComboBox(self)
        self.policy.setObjectName("requirement-policy")
        self.policy.addItem(tr("none"), "")
        for policy in session.design.review.known_policies().values():
            self.policy.addItem(tr(policy.name), policy.name)
        self.verification = QComboBox(self)
        self.verification.setObjectName("requirement-verification")
        for key, text in VERIFICATIONS.items():
            self.verification.addItem(tr(text), key)
        self.owner = self._line("requirement-owner", tr("Owner"), 80)
        self.origin = self._line("requirement-source", tr("Source"), 400)
        self.above = self._line("requirement-parent", tr("Parent"), 200)
        self.rationale = self._line("requirement-rationale", tr("Rationale"), 1000)
        form = self.layout()
        assert isinstance(form, QFormLayout)
        at = form.rowCount() - 3  # before the warning, the problem and the buttons
        form.insertRow(at, tr("to"), self.upper)
        form.insertRow(at + 1, tr("beyond"), self.against)
        for place, (label, widget) in enumerate((
            (tr("Margin policy"), self.policy), (tr("Verification"), self.verification), (tr("Owner"), self.owner),
            (tr("Source"), self.origin), (tr("Parent"), self.above), (tr("Rationale"), self.rationale),
        )):  # fmt: skip
            form.insertRow(at + 3 + place, label, widget)
        self._form = form
        self._fill(requirement)
        self.judged.currentIndexChanged.connect(self._chosen)
        self.relation.currentIndexChanged.connect(self._show_rows)
        self.against.currentIndexChanged.connect(self._show_rows)
        self._show_rows()

    def _line(self, name: str, title: str, longest: int) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setAccessibleName(title)
        line.setMaxLength(longest)
        return line

    def _fill(self, requirement: Requirement | None) -> None:
        self.judged.choose(requirement.result if requirement else _SUGGESTED)
        if requirement is None:
            self._chosen()
            return
        self.name.setText(requirement.name)
        self.relation.setCurrentIndex(self.relation.findData(requirement.relation))
        self.against.choose(requirement.against)
        if requirement.policy and self.policy.findData(requirement.policy) < 0:
            self.policy.addItem(requirement.policy, requirement.policy)
        self.policy.setCurrentIndex(max(self.policy.findData(requirement.policy), 0))
        self.verification.setCurrentIndex(self.verification.findData(requirement.verification))
        for line, text in ((self.owner, requirement.owner), (self.origin, requirement.source),
                           (self.above, requirement.parent), (self.rationale, requirement.rationale)):  # fmt: skip
            line.setText(text)
            line.setCursorPosition(0)
        self._write(requirement.value, requirement.warn, requirement.upper)

    def _show_rows(self) -> None:
        """The upper end for a range alone; a range is not held against anything else."""
        ranged = self.relation.currentData() == "in"
        self._form.setRowVisible(self.upper, ranged)
        self._form.setRowVisible(self.against, not ranged)
        self.bound.setToolTip(
            tr("What the result must have beyond the one that it is held against") if self._against else "")
        if self._against and not self.bound.isModified():
            self._write_bound(0.0)
        if ranged and not self.upper.text():
            self.upper.setText(self.bound.text())

    @property
    def _against(self) -> str:
        return "" if self.relation.currentData() == "in" else self.against.chosen

    def _chosen(self) -> None:
        """Another result: what holds now is the bound to begin with."""
        value = self._value_now()
        if not self.name.isModified():
            info = RESULTS.get(self.judged.chosen)
            self.name.setText(tr(info.label)[:60] if info else "")
        self._write(float(value) if isinstance(value, int | float) else 0.0, 0.0, None)

    def _write(self, bound: float, warn: float, upper: float | None) -> None:
        info = RESULTS.get(self.judged.chosen)
        unit = result_unit(info, bound) if info else ""
        self._unit = unit
        apart = difference_quantity(self._quantity)
        self._apart_unit = unit if apart.unit(unit) else apart.shown
        self._write_bound(bound)
        self.upper.setText("" if upper is None else display(upper, self._quantity, unit, 6))
        self.warn.setText(display(warn, apart, self._apart_unit, 6))
        self.judged.search.setCursorPosition(0)
        self._tell_now()

    def _write_bound(self, bound: float) -> None:
        kind = difference_quantity(self._quantity) if self._against else self._quantity
        self.bound.setText(display(bound, kind, self._apart_unit if self._against else self._unit, 6))

    def _ask(self) -> None:
        against, ranged = self._against, self.relation.currentData() == "in"
        apart = difference_quantity(self._quantity)
        kind, unit = (apart, self._apart_unit) if against else (self._quantity, self._unit)
        try:
            typed = Requirement(
                self.name.text().strip(), self.judged.chosen, self.relation.currentData(),
                parse(self.bound.text(), kind, unit), parse(self.warn.text(), apart, self._apart_unit),
                parse(self.upper.text(), self._quantity, self._unit) if ranged else None, against,
                self.policy.currentData(), self.rationale.text().strip(), self.owner.text().strip(),
                self.origin.text().strip(), self.above.text().strip(), self.verification.currentData(),
            )  # fmt: skip
        except ValueError as error:
            self._say(str(error))
            return
        reason = obstacle(typed, self._session.design)
        if reason:
            self._say(reason)
            return
        self.wanted.emit(typed)


class AgainstBox(QComboBox):
    """The value that is typed, or any result or field that is a number: searched by typing."""

    def __init__(self, design: Design, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("requirement-against")
        self.setAccessibleName(tr("Result or field that it is held against"))
        self.addItem(tr("nothing: the value alone"), "")
        for name, info in RESULTS.items():
            if info.kind in {"number", "integer"}:
                self.addItem(f"{tr(info.label)} — {name}", name)
        for spec in fields(Design):
            if spec.kind in {"number", "integer"} and "[]" not in spec.path and quantity_of(design, spec.path):
                self.addItem(f"{tr(spec.label)} — {spec.path}", spec.path)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(28)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)

    def choose(self, name: str) -> None:
        """Show the result or field called `name`, one that is not known by its name."""
        if self.findData(name) < 0:
            self.addItem(name, name)
        self.setCurrentIndex(self.findData(name))

    @property
    def chosen(self) -> str:
        """The name of what is shown; empty for the value itself."""
        return str(self.currentData() or "")
