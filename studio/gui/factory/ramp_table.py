"""The programme as a table: what there is of each thing, year by year."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from studio.analysis.factory.table import Column
from studio.gui.quantity_role import QUANTITY
from studio.gui.theme import Theme
from studio.gui.value_text import typeset
from studio.text import tr

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RampTable(QAbstractTableModel):
    """A row for each thing and a column for each year, after the one with the names."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bold = QFont()
        self._bold.setBold(True)
        self.rows: tuple[Column, ...] = ()
        self.years: tuple[int, ...] = ()
        self._target = 0

    def show_plan(self, rows: tuple[Column, ...], years: tuple[int, ...], target: int) -> None:
        """Show these rows; `target` is the place of the first year at the target."""
        same = self.years == years and [row.result for row in self.rows] == [row.result for row in rows]
        if not same:
            self.beginResetModel()
        self.rows, self.years, self._target = rows, years, target
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        else:
            self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.years) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role == Qt.ItemDataRole.FontRole and section == self._target + 1:
            return self._bold
        if role == Qt.ItemDataRole.DisplayRole:
            return tr("In a year") if section == 0 else str(self.years[section - 1])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == QUANTITY:
            return row.result
        if role == Qt.ItemDataRole.DisplayRole:
            return row.heading if column == 0 else typeset(row.text(column - 1))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.FontRole and column == self._target + 1:
            return self._bold
        if role == Qt.ItemDataRole.ForegroundRole:
            colours = self._theme.colours
            return QColor(colours.muted if column == 0 else colours.text)
        if role == Qt.ItemDataRole.ToolTipRole:
            if column == 0:
                return tr("Enter or a click explains it.")
            return f"{row.heading}, {self.years[column - 1]}: {typeset(row.text(column - 1))}"
        return None


class _Wide(QTableView):
    """Years share what their texts leave of the width."""

    def setModel(self, model: RampTable) -> None:  # type: ignore[override]
        super().setModel(model)
        for changed in (model.modelReset, model.dataChanged):
            changed.connect(self._share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        header, years = self.horizontalHeader(), self.model().columnCount() - 1
        if years < 1:
            return
        needed = [max(self.sizeHintForColumn(at), header.sectionSizeHint(at), header.minimumSectionSize())
                  for at in range(years + 1)]  # fmt: skip
        spare = max(self.viewport().width() - sum(needed), 0) // years
        for at, width in enumerate(needed):
            self.setColumnWidth(at, width + (spare if at else 0))


def table_view(model: RampTable, parent: QWidget) -> QTableView:
    """The table as it stands on the page: read only, rows as high as a line."""
    view = _Wide(parent)
    em = view.fontMetrics().height()
    view.setModel(model)
    view.setObjectName("ramp_page-table")
    view.setAccessibleName(tr("The programme by year"))
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setAlternatingRowColors(True)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setTabKeyNavigation(False)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setMinimumSize(em * 12, em * 6)
    view.verticalHeader().hide()
    view.verticalHeader().setMinimumSectionSize(em)
    view.verticalHeader().setDefaultSectionSize(round(1.4 * em))
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumSectionSize(round(3.4 * em))
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    return view


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
