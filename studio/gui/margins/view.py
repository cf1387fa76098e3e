"""Requirements as traffic lights, key figures, and the budgets of mass, power and heat."""

from itertools import pairwise

from msgspec import structs
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from studio.analysis import RESULTS, budgets, judge
from studio.design.quantity import POWER
from studio.design.requirement import Requirement
from studio.design.requirement_edit import add_requirement, remove_requirement, replace_requirement
from studio.design.unit_text import per_cent
from studio.gui.absent import Absent
from studio.gui.font_follower import in_ems
from studio.gui.margins.bar import Budget
from studio.gui.margins.budgets import parts
from studio.gui.margins.dialog import RequirementDialog
from studio.gui.margins.figure import Figure, FigureLabel
from studio.gui.margins.requirement_table import RequirementTable
from studio.gui.note_mark import note_icon, note_tip, notes_by_path
from studio.gui.quantity_role import PROPERTY, WHOLES
from studio.gui.session import Session
from studio.gui.theme import ROLES, dress
from studio.gui.theme.lettered import lettered
from studio.gui.value_text import readable_text, result_text
from studio.gui.view import StageView
from studio.text import mark, tr, tr_count

KEY_FIGURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (mark("Orbit and environment"), ("orbit.period", "orbit.inclination", "orbit.beta_angle_max",
                                     "illumination.sunlit_fraction_year", "illumination.eclipse_max",
                                     "environment.dose_year", "environment.drag_lifetime", "disposal.margin")),
    (mark("Power and storage"), ("power.array_bol", "power.array_eol", "panel.specific_power_bol",
                                 "power.depth_of_discharge", "power.battery_life", "power.throttled_share")),
    (mark("Heat"), ("panel.temperature_max", "thermal.radiator_area", "thermal.junction_temperature",
                    "thermal.junction_margin", "thermal.failure_time")),
    (mark("Compute and links"), ("payload.accelerators", "payload.compute_rate", "payload.compute_per_watt",
                                 "link.data_rate", "link.margin", "link.downlink_satellite_day")),
    (mark("Mass and size"), ("mass.satellite", "mass.per_kilowatt", "size.stowed_volume", "size.span")),
    (mark("Constellation"), ("constellation.satellites", "constellation.array_power", "constellation.compute_rate",
                             "constellation.mass", "constellation.closest_approach",
                             "constellation.hold_delta_v")),
    (mark("Money"), ("cost.capex", "cost.total", "cost.launch_share", "cost.launched_power_price", "cost.lcoe",
                     "cost.accelerator_hour", "cost.compute_price")),
)  # fmt: skip
"""The results that are in sight wherever they apply, by group."""
_SHORT: dict[str, str] = {
    "payload.compute_rate": mark("Compute rate, life's mean"),
    "link.downlink_satellite_day": mark("Data to the ground a day"),
    "thermal.failure_time": mark("Loop failure to limit"),
    "power.throttled_share": mark("Throttled in eclipse"),
    "illumination.sunlit_fraction_year": mark("Sunlit share of the year"),
}
"""Names for a narrow column; whoever asks reads the whole one."""


class MarginsView(StageView):
    """What the design achieves, held against what it has to achieve."""

    stages = ("orbit", "illumination", "dose", "panel", "power", "thermal", "nodes", "mass", "payload", "size",
              "disposal", "constellation", "formation", "link")  # fmt: skip
    pause_ms = 200
    explain_requested = Signal(str)
    seek_requested = Signal(str, str, object)
    """A result, "=", ">=" or "<=", and the value [SI] that is wanted; None begins with what it has."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("margins")
        em = self.fontMetrics().height()
        self._figures: dict[str, Figure] = {}
        self._labels: dict[str, FigureLabel] = {}
        self._dialog: RequirementDialog | None = None
        self._ordered = 0
        self._noted: object = None
        self.totals = QLabel(self)
        self.totals.setObjectName("totals")
        lettered(self.totals)
        self.sure = QLabel(self)
        self.sure.setObjectName("sure")
        self.sure.setProperty("look", "muted")
        self.sure.setWordWrap(True)
        self.sure.hide()
        self.table = RequirementTable(session, self)
        self.table.explain_requested.connect(self.explain_requested)
        self.table.edit_requested.connect(self.edit_requirement)
        self.table.remove_requested.connect(self.remove_requirement)
        self.table.seek_requested.connect(self.seek_requirement)
        self.table.itemSelectionChanged.connect(self._show_buttons)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(self._scroll)
        column = QVBoxLayout(content)
        column.setContentsMargins(round(em * 0.5), round(em * 0.3), round(em * 0.6), em)
        column.setSpacing(round(em * 0.25))
        self.absent = Absent("requirements-absent", self)
        self.absent.setText(tr("A requirement holds a result against a bound, and its light says whether it is met: "
                               "power at the end of life, say, or the hottest junction."))  # fmt: skip
        self.absent.offer("usual", tr("Require what every design must keep"), self._require_usual)
        column.addWidget(self.absent)
        column.addWidget(self.table)
        column.addLayout(self._make_buttons())
        column.addWidget(self._heading(tr("Key figures")))
        column.addLayout(self._make_figures())
        self.mass_title, self.mass = self._add_budget(column, "mass")
        self.power_title, self.power = self._add_budget(column, "power")
        self.heat_title, self.heat = self._add_budget(column, "heat")
        column.addStretch(1)
        self._scroll.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, round(em * 0.5), 0, 0)
        layout.addWidget(self.totals)
        layout.addWidget(self.sure)
        layout.addWidget(self._scroll)
        for label in (self.totals, self.sure):
            label.setContentsMargins(round(em * 0.5), 0, round(em * 0.5), 0)
        in_ems(self, self.setMinimumWidth, 20)
        self.theme_changed()
        self._requirements = self._asked()
        session.design_changed.connect(self._design_changed)
        session.sample_changed.connect(self._show_chance)
        session.outcome_changed.connect(self._priced)
        self._show_buttons()

    def _priced(self, stage: str) -> None:
        # Shown here, but none of the `stages`: where nothing can be priced, all else is still to be seen.
        if stage == "cost":
            self._stale = True

    def _design_changed(self) -> None:
        self._show_chance()
        self._show_notes()
        # The requirements are no stage's input: all else waits for the results.
        if self._asked() != self._requirements:
            self.request_draw()

    def _asked(self) -> object:
        """What decides about the lights beside the results."""
        design = self.session.design
        return design.requirements, design.review.phase, design.review.policies

    def _show_chance(self) -> None:
        """Say how probable it is that all requirements hold, where that was asked of this design."""
        sample = self.session.sample
        found = sample.all_hold if sample is not None else None
        if found is not None:
            self.sure.setText(tr("All hold with a probability of {share} ({low} to {high}).",
                                 share=per_cent(found.share), low=per_cent(found.low), high=per_cent(found.high)))
        self.sure.setVisible(found is not None)
        self.table.show_spreads(sample)

    def draw(self) -> None:
        session = self.session
        self._requirements = self._asked()
        results = session.results()
        verdicts = judge(results)
        met = sum(verdict.light in {"green", "amber"} for verdict in verdicts)
        self.totals.setText(
            tr_count("{met} of {count} requirement met", "{met} of {count} requirements met", len(verdicts), met=met)
            if verdicts
            else tr("No requirements yet")
        )
        self.absent.setVisible(not verdicts)
        self.table.setVisible(bool(verdicts))
        self.table.show_verdicts(verdicts)
        self.table.show_spreads(session.sample)
        self._show_buttons()
        for name, figure in self._figures.items():
            value = results.get(name)
            figure.show_figure(name, tr(RESULTS[name].label), result_text(name, value))
            for widget in (self._labels[name], figure):
                widget.setVisible(value is not None)
        power, thermal, mass = (session.table(stage) for stage in ("power", "thermal", "mass"))
        bars = {"mass": self.mass, "power": self.power, "heat": self.heat}
        for budget in budgets(results):
            if budget.name in bars:
                bars[budget.name].show_parts(parts(budget), budget.whole)
        self.mass_title.setText(tr("Mass of a satellite: {mass}", mass=result_text("mass.satellite", mass.satellite)))
        array = result_text("power.array_eol", power.array_eol)
        self.power_title.setText(tr("Power in sunlight, end of life: {power}", power=array))
        heat = readable_text(thermal.heat, POWER)
        area = result_text("thermal.radiator_area", thermal.radiator_area)
        self.heat_title.setText(tr("Heat to reject: {heat} by {area} of radiator", heat=heat, area=area))
        self._order_tabs()
        self._show_notes()

    def _show_notes(self) -> None:
        """A bubble beside each number that has notes."""
        notes, colours = notes_by_path(self.session.design), self.session.theme.colours
        side, ratio = self.fontMetrics().height(), self.devicePixelRatioF()
        look = (self.session.design.review.notes, colours, side, ratio)
        if look == self._noted:
            return
        self._noted = look
        for name, figure in self._figures.items():
            found = notes.get(name, ())
            opened = sum(note.state == "open" for note in found)
            figure.show_notes(note_icon(opened, colours, side, ratio) if found else None, note_tip(found))

    def _require_usual(self) -> None:
        """Power, load and battery have to last to the end of life: one step to undo."""
        from studio.analysis.closing import standard_requirements

        usual = standard_requirements(self.session.design)
        self.session.edit(tr("Require the usual"), lambda design: structs.replace(design, requirements=usual))

    def _order_tabs(self) -> None:
        """Let Tab go from the top to the bottom: the rows of the budgets come into being last."""
        bars = (self.mass, self.power, self.heat)
        order = [*self._figures.values(), *(figure for budget in bars for figure in budget.figures)]
        if len(order) != self._ordered:
            self._ordered = len(order)
            for before, after in pairwise(order):
                QWidget.setTabOrder(before, after)

    def theme_changed(self) -> None:
        dress(
            self,
            f'QPushButton[look="number"] {{ background: transparent; border: 1px solid transparent; padding: 1px 4px;'
            f" border-radius: 3px; color: {ROLES.text}; font-weight: 600; text-align: right; }}"
            f' QPushButton[look="number"]:hover {{ color: {ROLES.accent}; text-decoration: underline; }}'
            f' QPushButton[look="number"]:focus {{ border-color: {ROLES.accent}; }}'
            f' QLabel[look="part"] {{ font-weight: 600; color: {ROLES.text}; padding: 8px 0px 2px 0px;'
            f" border: none; border-bottom: 1px solid {ROLES.line}; }}"
            f" QTableWidget {{ border: none; }} QTableWidget::item {{ padding: 2px 3px; }}"
            f" QTableWidget::item:selected {{ background: {ROLES.raised}; color: {ROLES.text}; }}"
        )

    def add_requirement(self, result: str = "") -> None:
        """Ask for a new requirement, of a result where it is known already."""
        dialog = RequirementDialog(self.session, None, self)
        if result:
            dialog.judged.choose(result)
        self._open(dialog, self._add)

    def edit_requirement(self, position: int) -> None:
        """Ask for changes of the requirement at `position`."""
        requirements = self.session.design.requirements
        if 0 <= position < len(requirements):
            self._position = position
            self._open(RequirementDialog(self.session, requirements[position], self), self._replace)

    def remove_requirement(self, position: int) -> None:
        """Take the requirement at `position` out of the design; undo brings it back."""
        if 0 <= position < len(self.session.design.requirements):
            self.session.edit(tr("Remove requirement"), lambda design: remove_requirement(design, position))

    def seek_requirement(self, position: int) -> None:
        """Ask for the value of a field that meets the requirement at `position`."""
        requirements = self.session.design.requirements
        if 0 <= position < len(requirements):
            one = requirements[position]
            self.seek_requested.emit(one.result, one.relation, one.value)

    def _open(self, dialog: RequirementDialog, take: object) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(take)
        dialog.open()

    def _add(self, requirement: Requirement) -> None:
        self._answer(self.session.edit(tr("Add requirement"), lambda design: add_requirement(design, requirement)))

    def _replace(self, requirement: Requirement) -> None:
        position = self._position
        self._answer(self.session.edit(
            tr("Change requirement"), lambda design: replace_requirement(design, position, requirement),
        ))  # fmt: skip

    def _answer(self, refusal: Exception | None) -> None:
        dialog = self.findChild(RequirementDialog)
        if dialog is not None:
            dialog.answer(refusal)

    def _edit_current(self) -> None:
        self.edit_requirement(self.table.currentRow())

    def _remove_current(self) -> None:
        self.remove_requirement(self.table.currentRow())

    def _seek_figure(self, name: str) -> None:
        self.seek_requested.emit(name, "=", None)

    def _seek_current(self) -> None:
        self.seek_requirement(self.table.currentRow())

    def _show_buttons(self) -> None:
        chosen = self.table.currentRow() >= 0 and self.table.rowCount() > 0
        self.seek_button.setEnabled(chosen)
        self.edit_button.setEnabled(chosen)
        self.remove_button.setEnabled(chosen)

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.add_button = QPushButton(tr("Add …"), self)
        self.edit_button = QPushButton(tr("Edit …"), self)
        self.remove_button = QPushButton(tr("Remove"), self)
        self.seek_button = QPushButton(tr("Find …"), self)
        self.seek_button.setToolTip(tr("Find the value of a field that meets the requirement that is selected"))
        for button, name, act in (
            (self.add_button, "add_requirement", lambda: self.add_requirement()),
            (self.edit_button, "edit_requirement", self._edit_current),
            (self.remove_button, "remove_requirement", self._remove_current),
            (self.seek_button, "seek_requirement", self._seek_current),
        ):
            button.setObjectName(name)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _make_figures(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        row = 0
        for title, names in KEY_FIGURES:
            group = QLabel(tr(title), self)
            group.setProperty("look", "muted")
            group.setContentsMargins(0, round(self.fontMetrics().height() * (0.4 if row else 0.1)), 0, 0)
            grid.addWidget(group, row, 0)
            row += 1
            for name in names:
                label = FigureLabel(self)
                whole = RESULTS[name].label
                label.show_text(tr(_SHORT.get(name, whole)), tip=tr(whole))
                label.setProperty(PROPERTY, name)
                figure = Figure(self)
                figure.explain_requested.connect(self.explain_requested)
                figure.seek_requested.connect(self._seek_figure)
                figure.note_requested.connect(self.session.note_requested)
                self._figures[name], self._labels[name] = figure, label
                # A row of its own: the widest number must not take room from all the labels.
                line = QHBoxLayout()
                line.addWidget(label, 1)
                line.addWidget(figure)
                grid.addLayout(line, row, 0)
                row += 1
        return grid

    def _add_budget(self, column: QVBoxLayout, name: str) -> tuple[QLabel, Budget]:
        title = self._heading("")
        title.setProperty(PROPERTY, WHOLES.get(name, ""))
        budget = Budget(self.session.theme, self)
        budget.setObjectName(f"budget:{name}")
        budget.explain_requested.connect(self.explain_requested)
        budget.seek_requested.connect(self._seek_figure)
        column.addWidget(title)
        column.addWidget(budget)
        return title, budget

    def _heading(self, text: str) -> QLabel:
        heading = QLabel(text, self)
        heading.setProperty("look", "part")
        heading.setWordWrap(True)
        heading.setIndent(0)  # a border would indent the text
        return heading
