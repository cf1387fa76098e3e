"""What a closing has to meet, as rows to tick: the requirement, where it stands now, and where it would stand."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from studio.analysis import RESULTS, Results
from studio.analysis.bounds import bound_text
from studio.analysis.judge import verdict
from studio.design.quantity import NUMBER
from studio.design.requirement import Requirement
from studio.design.unit_text import display
from studio.gui.quantity_role import PROPERTY
from studio.gui.theme import Theme
from studio.gui.value_text import difference_text, result_unit
from studio.text import mark, tr

_NOTHING = 1e-5
"""Share of a bound below which a margin is written as nothing."""


class RequiredRow:
    """One requirement: ticked where it is held."""

    def __init__(self, requirement: Requirement, results: Results, theme: Theme, parent: QWidget) -> None:
        self.requirement = requirement
        self._theme = theme
        self._info = RESULTS.get(requirement.result)
        quantity = self._info.quantity if self._info else NUMBER
        unit = result_unit(self._info, requirement.value) if self._info else ""
        bound = bound_text(requirement, lambda _, value: display(value, quantity, unit, 4), results.design)
        self.box = QCheckBox(requirement.name, parent)
        self.box.setObjectName(f"required:{requirement.name}")
        self.box.setChecked(True)
        self.box.setToolTip(f"{requirement.result} {bound}")
        self.bound = QLabel(bound, parent)
        self.now, self.found = QLabel(parent), QLabel("–", parent)
        self.found.setObjectName(f"margin:{requirement.name}")
        for label in (self.bound, self.now, self.found):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._tell(self.now, verdict(requirement, results).margin)
        for widget in self.widgets():
            widget.setProperty(PROPERTY, requirement.result)

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.box, self.bound, self.now, self.found)

    def show_margin(self, margins: Mapping[str, float] | None) -> None:
        """The margin of the newest step; a dash before there is one."""
        if margins is None:
            self.found.setText("–")
            self.found.setStyleSheet("")
        else:
            self._tell(self.found, margins.get(self.requirement.name))

    def _tell(self, label: QLabel, margin: float | None) -> None:
        if margin is None or self._info is None:
            label.setText(tr("not computed"))
            return
        # A solver meets its bounds to some digits only: what is left over there is no margin.
        if 0.0 < margin < _NOTHING * abs(self.requirement.value):
            margin = 0.0
        label.setText(difference_text(margin, self._info.quantity, result_unit(self._info, abs(margin)), 3))
        colours = self._theme.colours
        label.setStyleSheet(f"color: {colours.red if margin < 0.0 else colours.green};")


class RequiredRows(QWidget):
    """All requirements of the design, or those that stand for closing at all where it has none."""

    def __init__(
        self, requirements: tuple[Requirement, ...], results: Results, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        em = self.fontMetrics().height()
        grid.setContentsMargins(em // 2, 0, em // 2, 0)
        grid.setHorizontalSpacing(round(em * 0.7))
        for place, text in enumerate((mark("Required"), mark("Bound"), mark("Margin now"), mark("Margin then"))):
            head = QLabel(tr(text), self)
            head.setProperty("look", "muted")
            if place:
                head.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(head, 0, place)
        grid.setColumnStretch(0, 1)
        for place in (1, 2, 3):
            grid.setColumnMinimumWidth(place, em * 6)
        self.rows = tuple(RequiredRow(one, results, theme, self) for one in requirements)
        for position, row in enumerate(self.rows, 1):
            for place, widget in enumerate(row.widgets()):
                grid.addWidget(widget, position, place)
        grid.setRowStretch(len(self.rows) + 1, 1)

    def read(self) -> tuple[Requirement, ...]:
        return tuple(row.requirement for row in self.rows if row.box.isChecked())

    def show_margins(self, margins: Mapping[str, float] | None) -> None:
        for row in self.rows:
            row.show_margin(margins)
