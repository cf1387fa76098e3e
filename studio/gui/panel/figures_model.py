"""The key figures of the panel as a table model: now, pinned, and the difference."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QColor, QFont

from studio.analysis.stages import RESULTS
from studio.design.quantity import TEMPERATURE
from studio.design.unit_text import display, number_text
from studio.gui.panel.layer_model import _ROOT, Index
from studio.gui.theme import Theme
from studio.text import mark, tr


@dataclass(frozen=True, slots=True)
class Figure:
    """`better` is +1 where more is better, −1 where less is, 0 where it depends."""

    name: str
    label: str
    better: int


FIGURES = (
    Figure("panel.areal_mass", mark("Mass per area"), -1),
    Figure("panel.thickness", mark("Thickness"), 0),
    Figure("panel.efficiency_bol", mark("Efficiency, beginning of life"), 1),
    Figure("panel.efficiency_eol", mark("Efficiency, end of life"), 1),
    Figure("panel.power_density_bol", mark("Power per area, beginning of life"), 1),
    Figure("panel.power_density_eol", mark("Power per area, end of life"), 1),
    Figure("panel.specific_power_bol", mark("Power per mass, beginning of life"), 1),
    Figure("panel.specific_power_eol", mark("Power per mass, end of life"), 1),
    Figure("panel.temperature", mark("Temperature, sunlit mean"), -1),
    Figure("panel.temperature_max", mark("Temperature, hottest"), -1),
    Figure("panel.temperature_min", mark("Temperature, coldest"), 0),
    Figure("panel.temperature_equilibrium", mark("Temperature, equilibrium in full sunlight"), -1),
)
_HEADS = (mark("Figure"), mark("Now"), mark("A"), mark("Change"))


def figure_text(name: str, value: float) -> str:
    known = RESULTS[name]
    digits = 3 if known.quantity is TEMPERATURE else 4
    return display(value, known.quantity, known.unit, digits)


def change_text(name: str, value: float, pinned: float) -> str:
    """The difference as a person reads it: kelvins for temperatures, per cent of the pinned value for the rest."""
    if RESULTS[name].quantity is TEMPERATURE:
        text = f"{number_text(value - pinned, 3)} K"
    else:
        text = f"{number_text(100 * (value / pinned - 1) if pinned else 0.0, 3)} %"
    if value == pinned or text.startswith("0 "):
        return "="
    return text if text.startswith(("−", "-")) else f"+{text}"


class FiguresModel(QAbstractTableModel):
    """Shows what `show_values` gave it last; `pin` keeps those as the column A."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._values: dict[str, float] = {}
        self._pinned: dict[str, float] = {}

    @property
    def is_pinned(self) -> bool:
        return bool(self._pinned)

    @property
    def has_values(self) -> bool:
        return bool(self._values)

    def show_values(self, values: Mapping[str, float]) -> None:
        self._values = dict(values)
        self._repaint()

    def pin(self) -> None:
        self._pinned = dict(self._values)
        self._repaint()

    def unpin(self) -> None:
        self._pinned = {}
        self._repaint()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(FIGURES)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return tr(_HEADS[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        figure, column = FIGURES[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(figure, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.FontRole and column == 1:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(figure, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            known = RESULTS[figure.name]
            return "\n".join((tr(known.label), known.equation, tr("Click or press Enter for where it comes from")))
        return None

    def _text(self, figure: Figure, column: int) -> str:
        now, pinned = self._values.get(figure.name), self._pinned.get(figure.name)
        if column == 0:
            return tr(figure.label)
        if column == 1:
            return "" if now is None else figure_text(figure.name, now)
        if pinned is None or now is None:
            return ""
        return figure_text(figure.name, pinned) if column == 2 else change_text(figure.name, now, pinned)

    def _ink(self, figure: Figure, column: int) -> QColor:
        colours = self._theme.colours
        now, pinned = self._values.get(figure.name), self._pinned.get(figure.name)
        if column == 3 and now is not None and pinned is not None and change_text(figure.name, now, pinned) != "=":
            gain = (now - pinned) * figure.better
            return QColor(colours.green if gain > 0 else colours.red if gain < 0 else colours.muted)
        return QColor(colours.text if column == 1 else colours.muted)

    def _repaint(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(FIGURES) - 1, len(_HEADS) - 1))


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return int(side | Qt.AlignmentFlag.AlignVCenter)
