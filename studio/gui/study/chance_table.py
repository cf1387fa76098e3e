"""The requirements of the design with the spread of their margins, and how probable it is that each holds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from studio.analysis import RESULTS
from studio.analysis.study.uncertainty import Judged, MonteCarlo
from studio.design.unit_text import per_cent
from studio.gui.theme import Colours
from studio.gui.value_text import difference_quantity, result_unit, typeset, value_text
from studio.text import tr

_SURE, _DOUBTFUL = 0.9, 0.5
"""From these probabilities on a requirement is green, and amber."""


class ChanceTable(QTableWidget):
    """`chosen` carries the result of the row that was clicked, or moved to by keys."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 5, parent)
        self.setObjectName("uncertainty-chances")
        self.setAccessibleName(tr("How probable it is that each requirement holds"))
        self.setHorizontalHeaderLabels([tr("Margin of the requirement"), "P10", "P50", "P90", tr("holds")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.5))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(round(self.fontMetrics().height() * 3))
        self.currentCellChanged.connect(self._moved)
        self._results: list[str] = []

    def show_chances(self, found: MonteCarlo, colours: Colours) -> None:
        """One row for each requirement of the design, as high as they are together."""
        self.blockSignals(True)
        self._results = [one.requirement.result for one in found.judged]
        self.setRowCount(len(found.judged))
        for row, one in enumerate(found.judged):
            texts = [one.requirement.name, *_margins(one), _chance(one)]
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if column == 4 and one.chance is not None:
                    share = one.chance.share
                    tint = colours.green if share >= _SURE else colours.amber if share >= _DOUBTFUL else colours.red
                    item.setForeground(QColor(tint))
                item.setToolTip(_tip(one))
                self.setItem(row, column, item)
        self.blockSignals(False)
        rows = self.verticalHeader().length() if self.rowCount() else 0
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth() + 2)
        self.setVisible(bool(found.judged))

    def _moved(self, row: int, *_: int) -> None:
        if 0 <= row < len(self._results):
            self.chosen.emit(self._results[row])


def _margins(one: Judged) -> list[str]:
    if one.margin is None:
        return ["–"] * 3
    info = RESULTS[one.requirement.result]
    ends = (one.margin.p10, one.margin.p50, one.margin.p90)
    unit = result_unit(info, *ends)
    quantity = difference_quantity(info.quantity)
    known = unit if quantity is info.quantity else None
    return [value_text(end, quantity, known, 3) for end in ends]


def _chance(one: Judged) -> str:
    return "–" if one.chance is None else typeset(per_cent(one.chance.share))


def _tip(one: Judged) -> str:
    if one.chance is None:
        return one.reason
    return tr("{count} of {total} samples hold: {low} to {high} in 95 of 100 samples of this size",
              count=one.chance.count, total=one.chance.total, low=per_cent(one.chance.low),
              high=per_cent(one.chance.high))  # fmt: skip
