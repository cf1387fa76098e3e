"""A table of lines under fixed heads: what the tables of prices and of vehicles share."""

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from studio.text import tr

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
Heads = tuple[tuple[str, str], ...]
"""Title and help of each column."""


class HeadedModel(QAbstractTableModel):
    """`lines` are replaced as a whole; columns of words stand left, numbers right."""

    def __init__(self, heads: Heads, words: Collection[int], parent: QWidget) -> None:
        super().__init__(parent)
        self.heads = heads
        self._words = words
        self.lines: tuple[Any, ...] = ()
        self.bold = QFont()
        self.bold.setBold(True)

    def show_lines(self, lines: tuple[Any, ...]) -> None:
        grown = len(lines) != len(self.lines)
        if grown:
            self.beginResetModel()
        self.lines = lines
        if grown:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(self.heads) - 1))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(self.heads[section][0])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr(self.heads[section][1])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(section)
        return None

    def alignment(self, column: int) -> int:
        side = Qt.AlignmentFlag.AlignLeft if column in self._words else Qt.AlignmentFlag.AlignRight
        return int(side | Qt.AlignmentFlag.AlignVCenter)


def quieten(table: QTableView) -> None:
    """What holds for every table that is read: no grid, no cursor of its own in it, a row a line."""
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()


def dress(table: QTableView) -> None:
    """Show the rows of a table to be read and clicked, not edited; its columns are as wide as the table says."""
    quieten(table)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setAlternatingRowColors(True)
    table.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
    em = table.fontMetrics().height()
    table.verticalHeader().setDefaultSectionSize(round(em * 1.45))
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setMinimumSectionSize(em)
