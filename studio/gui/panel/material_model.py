"""The materials as a list that a search narrows, for the lists and the completer that show it."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio.gui.panel.material_choices import MaterialChoice, matching
from studio.text import mark, tr

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ID = int(Qt.ItemDataRole.UserRole)
SEARCHED = ID + 1
COLUMNS = (mark("Material"), mark("Role"), mark("Density"), mark("n and k"), mark("Confidence"))
NAME, ROLE, DENSITY, RANGE, CONFIDENCE = range(len(COLUMNS))


class MaterialModel(QAbstractTableModel):
    """`show_choices` takes what there is, `filter` what is typed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: tuple[MaterialChoice, ...] = ()
        self._shown: tuple[MaterialChoice, ...] = ()
        self._typed = ""

    def show_choices(self, choices: tuple[MaterialChoice, ...]) -> None:
        if choices != self._all:
            self._all = choices
            self._narrow()

    def filter(self, typed: str) -> None:
        """Show only what has every word of `typed`."""
        if typed != self._typed:
            self._typed = typed
            self._narrow()

    @property
    def choices(self) -> tuple[MaterialChoice, ...]:
        """What there is, whatever is typed."""
        return self._all

    def choice(self, row: int) -> MaterialChoice | None:
        """What is shown in a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice = self.choice(index.row()) if index.isValid() else None
        if choice is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (choice.name, choice.role_words, choice.density_words, choice.range_words,
                    choice.confidence_words)[index.column()]  # fmt: skip
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{choice.name} ({choice.id})"
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == DENSITY:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == ID:
            return choice.id
        if role == SEARCHED:
            return choice.searched
        return None

    def _narrow(self) -> None:
        self.beginResetModel()
        self._shown = matching(self._all, self._typed)
        self.endResetModel()
