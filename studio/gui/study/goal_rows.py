"""What a search is for: results that are to be small or large, and what is required of each design."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.analysis import RESULTS
from studio.analysis.bounds import bound_text
from studio.analysis.study.optimise import Goal
from studio.design.requirement import Requirement
from studio.gui.margins.dialog import RequirementDialog
from studio.gui.result_box import ResultBox
from studio.gui.session import Session
from studio.gui.value_text import result_text
from studio.text import tr

USUAL = (Goal("cost.orbited_per_watt"), Goal("mass.specific_power_eol", largest=True))
"""The goals to begin with."""


class GoalRows(QWidget):
    """One row for each goal."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[tuple[QWidget, ResultBox, QComboBox]] = []
        self.more = QPushButton(tr("Add a goal"), self)
        self.more.setObjectName("study-goal-add")
        self.more.setAutoDefault(False)
        self.more.clicked.connect(lambda: self.add(Goal("mass.satellite")))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._column.addWidget(self.more)
        for goal in USUAL:
            self.add(goal)

    @property
    def goals(self) -> tuple[Goal, ...]:
        return tuple(Goal(box.chosen, largest=way.currentData() == "largest") for _, box, way in self._rows)

    def add(self, goal: Goal) -> None:
        """Another goal, behind the others."""
        row = QWidget(self)
        number = len(self._rows) + 1
        box = ResultBox(goal.result, row)
        box.setObjectName(f"study-goal:{number}")
        box.setAccessibleName(tr("Result of goal {number}", number=number))
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setMinimumWidth(self.fontMetrics().height() * 5)
        box.choose(goal.result)
        box.search.setCursorPosition(0)
        way = QComboBox(row)
        way.setObjectName(f"study-goal-way:{number}")
        way.setAccessibleName(tr("Whether goal {number} is to be small or large", number=number))
        way.addItem(tr("least"), "least")
        way.addItem(tr("most"), "largest")
        way.setCurrentIndex(int(goal.largest))
        away = QToolButton(row)
        away.setObjectName(f"study-goal-away:{number}")
        away.setText("✕")
        away.setAccessibleName(tr("Take goal {number} away", number=number))
        away.setToolTip(tr("Take this goal away"))
        away.clicked.connect(lambda: self._remove(row))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(3)
        line.addWidget(way)
        line.addWidget(box, 1)
        line.addWidget(away)
        self._column.insertWidget(len(self._rows), row)
        self._rows.append((row, box, way))
        box.currentIndexChanged.connect(lambda _: self.changed.emit())
        way.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.changed.emit()

    def _remove(self, row: QWidget) -> None:
        self._rows = [one for one in self._rows if one[0] is not row]
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()


class RequiredList(QWidget):
    """The requirements of the design, and others for this search alone; those that are ticked must be met."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._own: list[Requirement] = []
        self._dialog: RequirementDialog | None = None
        self._listed: tuple[Requirement, ...] = ()
        self.list = QListWidget(self)
        self.list.setObjectName("study-required")
        self.list.setAccessibleName(tr("What is required of each design"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(self.fontMetrics().height() * 5)
        self.more = QPushButton(tr("Add a bound …"), self)
        self.more.setObjectName("study-required-add")
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.list, 1)
        column.addWidget(self.more)
        session.design_changed.connect(self._fill)
        self._fill()

    @property
    def required(self) -> tuple[Requirement, ...]:
        on = Qt.CheckState.Checked
        return tuple(one for place, one in enumerate(self._listed) if self.list.item(place).checkState() == on)

    def add(self, requirement: Requirement) -> None:
        """Another bound, for this search alone."""
        self._own.append(requirement)
        self._fill()

    def _fill(self) -> None:
        listed = (*(one for one in self._session.design.requirements if one.result in RESULTS), *self._own)
        if listed == self._listed:
            return
        off = {one for place, one in enumerate(self._listed)
               if self.list.item(place).checkState() != Qt.CheckState.Checked}  # fmt: skip
        self._listed = listed
        self.list.clear()
        for one in listed:
            item = QListWidgetItem(f"{one.name} {bound_text(one, result_text, self._session.design)}")
            item.setToolTip(one.result)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Unchecked if one in off else Qt.CheckState.Checked)
            self.list.addItem(item)

    def _ask(self) -> None:
        dialog = self._dialog = RequirementDialog(self._session, None, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def take(requirement: Any) -> None:
            self.add(requirement)
            dialog.answer(None)

        dialog.wanted.connect(take)
        dialog.open()
