"""The assumptions of a published cost model as a table: each can be typed over, and what was changed is marked."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from studio.analysis.cost_models import Model
from studio.catalogue.cost_model import Input
from studio.design.quantity import Quantity, Unit
from studio.design.unit_text import join, number_text, parse
from studio.gui.inspector.words import sentence
from studio.gui.source_text import CONFIDENCE
from studio.gui.theme import Theme
from studio.gui.value_text import typeset
from studio.text import mark, tr

Index = QModelIndex | QPersistentModelIndex
HEADS = (mark("Assumption"), mark("Value"), mark("Unit"))
VALUE = 1
_ROOT = QModelIndex()


class ModelInputs(QAbstractTableModel):
    """`changed` tells that an assumption is another, `refused` why what was typed is none; empty where it is one."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model: Model | None = None
        self._own: dict[str, float] = {}
        self.changes: dict[str, float] = {}
        """What is not the model's own, by input."""

    def show_model(self, model: Model, changes: dict[str, float]) -> None:
        """Show the assumptions of `model`, and keep in `changes` what is typed over them."""
        self.beginResetModel()
        self._model, self._own, self.changes = model, model.values, changes
        self.endResetModel()

    def repaint(self) -> None:
        """Other colours, or other changes: everything is to be painted anew."""
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(HEADS) - 1))

    def reset(self, row: int | None = None) -> None:
        """Take the model's own value in a row, or in all of them."""
        ids = list(self.changes) if row is None else [self.entries[row].id]
        if any(self.changes.pop(id, None) is not None for id in list(ids)) or row is None:
            for id in ids:
                self.changes.pop(id, None)
            self.repaint()
            self.refused.emit("")
            self.changed.emit()

    @property
    def entries(self) -> tuple[Input, ...]:
        return self._model.family.inputs if self._model is not None else ()

    def is_changed(self, row: int) -> bool:
        """Whether the value in a row is not the model's own."""
        return 0 <= row < len(self.entries) and self.entries[row].id in self.changes

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return tr(HEADS[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == VALUE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        value = self.changes.get(entry.id, self._own[entry.id])
        changed = entry.id in self.changes
        if role == Qt.ItemDataRole.DisplayRole:
            return (tr(entry.label), typeset(number_text(value)), entry.unit)[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return number_text(value, 9)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.FontRole and changed:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole:
            colours = self._theme.colours
            return QColor(colours.accent if changed else colours.muted if index.column() != VALUE else colours.text)
        return self._tip(entry) if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() != VALUE:
            return False
        entry = self.entries[index.row()]
        unit = Unit(entry.unit, 1.0, aliases=(entry.unit.replace("USD", "$"),))
        quantity = Quantity(entry.id, tr(entry.label), (unit,), entry.unit)
        try:
            number = parse(str(value), quantity, entry.unit)
        except ValueError as error:
            self.refused.emit(sentence(str(error)))
            return False
        if refusal := entry.refusal(number):
            self.refused.emit(sentence(refusal))
            return False
        before = self.changes.get(entry.id, self._own[entry.id])
        if number_text(number, 9) == number_text(self._own[entry.id], 9):
            self.changes.pop(entry.id, None)  # to look at a value is not to change it
        else:
            self.changes[entry.id] = number
        self.refused.emit("")
        if self.changes.get(entry.id, self._own[entry.id]) != before:
            self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(HEADS) - 1))
            self.changed.emit()
        return True

    def _tip(self, entry: Input) -> str:
        assert self._model is not None
        own = join(typeset(number_text(self._own[entry.id])), entry.unit)
        source = entry.source or self._model.family.source
        lines = [tr("{label}: {value} in the model", label=tr(entry.label), value=own)]
        lines.append(tr("{source} — {confidence}", source=source, confidence=tr(CONFIDENCE[entry.confidence])))
        lines.append(tr("From {low} to {high} {unit}", low=f"{entry.low:g}", high=f"{entry.high:g}",
                        unit=entry.unit).rstrip())  # fmt: skip
        return "\n".join(lines)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == VALUE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
