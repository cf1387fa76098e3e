"""Requirements: each with where it stands, the margin that its policy asks for, and where it comes from."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QWidget

from studio.analysis import RESULTS, Verdict, judge
from studio.analysis.bounds import bound_text
from studio.design import Design, DesignError, set_value
from studio.design.margin_policy import PHASES
from studio.design.requirement import VERIFICATIONS, Requirement
from studio.design.requirement_edit import (
    add_requirement,
    duplicate_requirement,
    move_requirement,
    remove_requirement,
    replace_requirement,
)
from studio.gui.margins.dialog import RequirementDialog
from studio.gui.margins.light import WORDS, light_colour, light_icon
from studio.gui.review.page import ReviewPage
from studio.gui.review.policies_dialog import PoliciesDialog
from studio.gui.review.table import ReviewTable, TableLine
from studio.gui.session import Session
from studio.gui.theme.lettered import lettered
from studio.gui.value_text import difference_text, result_unit, value_text
from studio.gui.writing import write_file
from studio.text import tr

_RESULT, _POLICY, _VERIFICATION, _OWNER = 1, 6, 7, 8
_WIDE_EMS, _SOME_EMS = 70, 46
"""Columns that the line below the table tells as well are left out where there is no room."""


class RequirementsPage(ReviewPage):
    """All that can be done with requirements, by mouse and by keyboard; every change is one undo step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "requirements", tr("Requirements"), parent)
        self._position: int | None = None
        self.phase = QComboBox(self)
        self.phase.setObjectName("review-phase")
        self.phase.setAccessibleName(tr("Phase of the project"))
        for phase, text in PHASES.items():
            self.phase.addItem(tr(text), phase)
        self.phase.activated.connect(self._choose_phase)
        label = QLabel(tr("Phase of the project"), self)
        label.setBuddy(self.phase)
        self.totals = QLabel(self)
        self.totals.setObjectName("review-requirements-totals")
        lettered(self.totals)
        self.totals.setWordWrap(True)
        self.policies = self.button("policies", tr("Margin policies…"), self.edit_policies,
                                    tr("How much margin is asked for in each phase"))  # fmt: skip
        heads = (tr("Requirement"), tr("Result"), tr("Now"), tr("Must be"), tr("Margin"), tr("Asked for"), tr("Policy"),
                 tr("Verification"), tr("Owner"))  # fmt: skip
        self.table = ReviewTable("review-requirements-table", tr("Requirements"), heads, self, stretch=(0, 1),
                                 right=(2, 4, 5))  # fmt: skip
        self.table.opened.connect(self.edit_at)
        self.table.removed.connect(lambda _: self.remove())
        self.table.added.connect(self.add)
        self.table.shifted.connect(self._shift)
        self.table.itemSelectionChanged.connect(self._show_detail)
        self.detail = QLabel(self)
        self.detail.setObjectName("review-requirements-detail")
        self.detail.setWordWrap(True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.actions_left = {
            "add": self.button("add", tr("Add…"), self.add, tr("A new requirement (Insert)")),
            "edit": self.button("edit", tr("Edit…"), self._edit_current, tr("Change the chosen one (Enter)")),
            "duplicate": self.button("duplicate", tr("Duplicate"), self.duplicate),
            "remove": self.button("remove", tr("Remove"), self.remove, tr("Undo brings it back (Delete)")),
            "up": self.button("up", tr("Up"), lambda: self._move(-1), tr("Alt+Up")),
            "down": self.button("down", tr("Down"), lambda: self._move(1), tr("Alt+Down")),
            "explain": self.button("explain", tr("Explain"), self._explain, tr("Where the result comes from")),
        }
        self.import_button = self.button("import", tr("Import…"), self.ask_import,
                                         tr("Take those of a spreadsheet (CSV) in place of these"))  # fmt: skip
        self.export_button = self.button(
            "export", tr("Export…"), self.ask_export, tr("Write them as a spreadsheet (CSV)")
        )
        self.body.addLayout(self.wrap(self.totals, label, self.phase, self.policies))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.detail)
        self.body.addLayout(self.wrap(*self.actions_left.values(), self.import_button, self.export_button))
        self.body.addWidget(self.status)
        self._verdicts: tuple[Verdict, ...] = ()
        self._look: object = None
        self._known: dict[Verdict, TableLine] = {}
        session.currency.changed.connect(self._known_no_more)

    def refresh(self) -> None:
        design = self.design
        self._verdicts = judge(self.results())
        self.phase.setCurrentIndex(self.phase.findData(design.review.phase))
        self.teach("" if design.requirements else tr(
            "No requirements yet. Add one, or import a spreadsheet: a requirement holds a result against a bound, a "
            "range, another result or a field, and a policy says how much margin it has to leave in this phase."),
            (self.table, self.detail))  # fmt: skip
        self.table.use(self.session.theme.colours)
        look = (self.session.theme.colours, design.review, design.display, self.session.currency.code)
        if look != self._look:
            self._look, self._known = look, {}
        self._known = {one: self._known.get(one) or self._line(one) for one in self._verdicts}
        self.table.show_lines([self._known[one] for one in self._verdicts])
        self.totals.setText(_totals(self._verdicts))
        self._show_detail()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        wide, some = (self.width() >= self.fontMetrics().height() * ems for ems in (_WIDE_EMS, _SOME_EMS))
        for column, shown in ((_RESULT, wide), (_POLICY, some), (_VERIFICATION, wide), (_OWNER, wide)):
            self.table.setColumnHidden(column, not shown)
        self.table.fit()

    # Commands

    def add(self) -> None:
        """Ask for a new requirement."""
        self._position = None
        self._open(RequirementDialog(self.session, None, self))

    def edit_at(self, position: int) -> None:
        """Ask for changes of the requirement at `position`."""
        if 0 <= position < len(self.design.requirements):
            self._position = position
            self._open(RequirementDialog(self.session, self.design.requirements[position], self))

    def duplicate(self) -> None:
        """Put a copy of the chosen requirement behind it."""
        row = self.table.currentRow()
        if 0 <= row < len(self.design.requirements) and self.edit(
            tr("Duplicate requirement"), lambda design: duplicate_requirement(design, row)
        ):
            self.refresh()
            self.table.setCurrentCell(row + 1, 0)

    def remove(self) -> None:
        """Take the chosen requirement out of the design; undo brings it back."""
        row = self.table.currentRow()
        if 0 <= row < len(self.design.requirements):
            self.edit(tr("Remove requirement"), lambda design: remove_requirement(design, row))

    def edit_policies(self) -> None:
        """Show what every policy asks for in each phase, and take others."""
        dialog = PoliciesDialog(self.session, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def ask_import(self) -> None:
        """Let the user choose a spreadsheet of requirements."""
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Import requirements"), str(Path.home()), tr("Spreadsheets (*.csv)")
        )
        if name:
            self.import_from(Path(name))

    def import_from(self, path: Path) -> None:
        """Take the requirements of a spreadsheet in place of those of the design, in one undo step."""
        from studio.document.error import FileError
        from studio.document.files import read_bytes
        from studio.document.requirements_csv import MAX_BYTES, from_csv

        try:
            data = read_bytes(path, MAX_BYTES)
        except FileError as error:
            self.say(str(error), True)
            return
        if self.edit(tr("Import requirements"), lambda design: _named(path, data, design, from_csv)):
            self.say(tr("Requirements of {name} taken over; undo brings the others back.", name=path.name))

    def ask_export(self) -> None:
        """Let the user say where the spreadsheet goes."""
        name, _ = QFileDialog.getSaveFileName(self, tr("Export requirements"), str(Path.home() / "requirements.csv"),
                                              tr("Spreadsheets (*.csv)"))  # fmt: skip
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write the requirements as a spreadsheet."""
        from studio.document.requirements_csv import to_csv

        self.say(*write_file(path, to_csv(self.design)))

    # Parts

    def _open(self, dialog: RequirementDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(lambda one: dialog.answer(self._take(one)))
        dialog.open()

    def _take(self, one: Requirement) -> DesignError | None:
        position = self._position
        if position is None:
            return self.session.edit(tr("Add requirement"), lambda design: add_requirement(design, one))
        return self.session.edit(tr("Change requirement"), lambda design: replace_requirement(design, position, one))

    def _choose_phase(self, _: int) -> None:
        phase = self.phase.currentData()
        self.edit(tr("Phase of the project"), lambda design: set_value(design, "review.phase", phase))

    def _edit_current(self) -> None:
        self.edit_at(self.table.currentRow())

    def _explain(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._verdicts):
            self.explain_requested.emit(self._verdicts[row].requirement.result)

    def _move(self, by: int) -> None:
        self._shift(self.table.currentRow(), by)

    def _known_no_more(self) -> None:
        """Units or money are shown otherwise: every line is written anew."""
        self._look = None

    def _shift(self, row: int, by: int) -> None:
        if (
            0 <= row < len(self.design.requirements)
            and 0 <= row + by < len(self.design.requirements)
            and self.edit(tr("Move requirement"), lambda design: move_requirement(design, row, row + by))
        ):
            self.refresh()
            self.table.setCurrentCell(row + by, 0)

    def _show_detail(self) -> None:
        row, count = self.table.currentRow(), len(self._verdicts)
        there = 0 <= row < count
        for name, button in self.actions_left.items():
            button.setEnabled(there or name == "add")
        self.actions_left["up"].setEnabled(there and row > 0)
        self.actions_left["down"].setEnabled(there and row < count - 1)
        self.detail.setText(_about(self._verdicts[row], self.design) if there else "")
        self.say_waiting()

    def _line(self, verdict: Verdict) -> TableLine:
        colours, one = self.session.theme.colours, verdict.requirement
        info = RESULTS.get(one.result)
        tone, word = light_colour(verdict.light, colours), tr(WORDS[verdict.light])
        icon = self.icon(verdict.light, lambda *look: light_icon(verdict.light, *look))
        now, must, margin, asked = _numbers(verdict, self.design)
        margin = f"{margin}{' · ' if chr(10) in margin else chr(10)}{word}" if margin else word
        cells = (one.name, tr(info.label) if info else one.result, now, must, margin, asked, tr(one.policy) or "–",
                 tr(VERIFICATIONS[one.verification]), one.owner or "–")  # fmt: skip
        return TableLine(cells, icon, word, {4: tone}, verdict.reason, one.result)


def _named(path: Path, data: bytes, design: Design, read: Callable[[bytes, Design], Design]) -> Design:
    """What `read` makes of the table, its refusals with the name of the file."""
    try:
        return read(data, design)
    except DesignError as error:
        where = f"{error.where}: " if error.where else ""
        raise DesignError(path.name, f"{path.name}: {where}{error.text}") from None


def _totals(verdicts: tuple[Verdict, ...]) -> str:
    """How many are met, tight, missed and not known, in words."""
    counts = {light: sum(one.light == light for one in verdicts) for light in WORDS}
    said = [f"{count} {tr(WORDS[light])}" for light, count in counts.items() if count]
    return " · ".join(said)


def _numbers(verdict: Verdict, design: Design) -> tuple[str, str, str, str]:
    """The value now, the bounds, the margin with its share, and the margin asked for."""
    one = verdict.requirement
    info = RESULTS.get(one.result)
    if info is None:
        return "–", bound_text(one, lambda _, value: f"{value:g}", design), "", ""
    ends = [one.value, *([one.top] if one.relation == "in" else [])]
    unit = result_unit(info, *ends, *([] if verdict.actual is None else [verdict.actual]))
    must = bound_text(one, lambda _, value: value_text(value, info.quantity, unit, 4), design)
    if one.against and verdict.bound is not None:
        must = f"{must}\n= {value_text(verdict.bound, info.quantity, unit, 4)}"
    now = "–" if verdict.actual is None else value_text(verdict.actual, info.quantity, unit, 4)
    if verdict.margin is None:
        return now, must, "", ""
    margin = difference_text(verdict.margin, info.quantity, result_unit(info, verdict.margin))
    if verdict.share is not None:
        margin += f"\n{100 * verdict.share:.3g} %"
    asked = difference_text(verdict.required, info.quantity, result_unit(info, verdict.required)).lstrip("+")
    return now, must, margin, asked if verdict.required else "–"


def _about(verdict: Verdict, design: Design) -> str:
    """Why the chosen requirement is there, where it comes from, and what cannot be told about it."""
    from html import escape

    one = verdict.requirement
    policy = design.review.known_policies().get(one.policy)
    facts = (
        (tr("Rationale"), one.rationale), (tr("Source"), one.source), (tr("Parent"), one.parent),
        (tr("Owner"), one.owner), (tr("Verification"), tr(VERIFICATIONS[one.verification])),
        (tr("Policy"), f"{tr(policy.name)}. {policy.source}" if policy and policy.source else one.policy),
        (tr("Note"), verdict.reason),
    )  # fmt: skip
    return " &nbsp; ".join(f"<b>{escape(label)}:</b> {escape(text)}" for label, text in facts if text)
