"""The figures of a published cost model as a table: ours, the published one, the difference, and this design's own."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from studio.analysis import RESULTS, Results
from studio.analysis.cost_models import Figure, Run
from studio.design.unit_text import number_text
from studio.gui.theme import Theme
from studio.gui.value_text import typeset
from studio.numerals import set_count
from studio.text import mark, tr

Index = QModelIndex | QPersistentModelIndex
HEADS = (mark("Figure"), mark("Model"), mark("Published"), mark("Difference"), mark("This design"))
FIGURE, OURS, PUBLISHED, DIFFERENCE, DESIGN = range(len(HEADS))
_ROOT = QModelIndex()
_NO_DIFFERENCE = 5e-7
"""Less than this is what the last published digit leaves open."""
_FLAG = "⚑"


class ModelFigures(QAbstractTableModel):
    """Shows what `show_run` gave it last; of the design it shows the results that are of the same kind."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bold = QFont()
        self._bold.setBold(True)
        self.run: Run | None = None
        self._design: dict[str, float] = {}

    def show_run(self, run: Run, results: Results | None) -> None:
        """Show a run, and beside it what the studio found for this design."""
        design: dict[str, float] = {}
        for figure in run.figures:
            like = figure.output.like
            if results is not None and like in RESULTS:
                value = results.get(like)
                if isinstance(value, int | float):
                    design[figure.output.id] = float(value)
        same = self.run is not None and self.run.model is run.model
        if not same:
            self.beginResetModel()
        self.run, self._design = run, design
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(HEADS) - 1))
        else:
            self.endResetModel()

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.run.figures if self.run is not None else ()

    def result_at(self, row: int) -> str:
        """The result of this design that stands in a row; empty where there is none."""
        if not 0 <= row < len(self.figures):
            return ""
        output = self.figures[row].output
        return output.like if output.id in self._design else ""

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.figures)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._head_tip(section)
        return tr(HEADS[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        figure, column = self.figures[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(figure, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.FontRole:
            return self._bold if column == OURS else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._ink(figure, column))
        return self._tip(figure, column) if role == Qt.ItemDataRole.ToolTipRole else None

    def text(self, figure: Figure, column: int) -> str:
        """What is written in a column."""
        if column == FIGURE:
            unit = f" [{figure.output.unit}]" if figure.output.unit else ""
            return tr(figure.output.label) + unit
        if column == OURS:
            return _number(figure.value)
        if column == PUBLISHED:
            flag = f"{_FLAG} " if figure.is_mistake else ""
            return "–" if figure.published is None else flag + _number(figure.published)
        if column == DIFFERENCE:
            return _difference(figure)
        value = self._design.get(figure.output.id)
        return "–" if value is None else _number(value / figure.output.factor, 4)

    def _ink(self, figure: Figure, column: int) -> str:
        colours = self._theme.colours
        if column == DESIGN and figure.output.id in self._design:
            return colours.accent
        if figure.is_mistake and column in {PUBLISHED, DIFFERENCE}:
            return colours.amber
        return colours.muted if column == FIGURE else colours.text

    def _tip(self, figure: Figure, column: int) -> str:
        if column == DESIGN and figure.output.id in self._design:
            return tr("{result} of this design. Enter or a click explains it.",
                      result=tr(RESULTS[figure.output.like].label))  # fmt: skip
        if figure.is_mistake and column in {PUBLISHED, DIFFERENCE}:
            return tr("The published number is wrong: see what is known of the model below.")
        return tr(figure.output.label)

    def _head_tip(self, column: int) -> str:
        return {
            OURS: tr("Computed here by the equations of the model, with the assumptions on the left"),
            PUBLISHED: tr("As published, with the model's own assumptions"),
            DIFFERENCE: tr("Ours over the published figure, less one"),
            DESIGN: tr("What the studio finds for the design now open, where it has a result of the same kind"),
        }.get(column, "")


def _number(value: float, digits: int = 6) -> str:
    return typeset(number_text(float(f"{value:.{digits}g}"), digits))


def _difference(figure: Figure) -> str:
    difference = figure.difference
    if difference is None:
        return "–" if figure.published is None else _number(figure.value)
    if abs(difference) < _NO_DIFFERENCE:
        return "0"
    percent = 100.0 * difference
    text = set_count(abs(percent)) if abs(percent) >= 100.0 else f"{abs(percent):.2g}"
    return f"{'+' if percent > 0 else '−'}{text} %"


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == FIGURE else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
