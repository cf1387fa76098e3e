"""Points of a study as rows of a table, however many: only what is in sight is read."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from studio.gui.explain.anywhere import offer
from studio.gui.headed_model import dress
from studio.gui.inspector.words import sentence
from studio.gui.quantity_role import QUANTITY
from studio.gui.study import comparing
from studio.gui.study.column import Column
from studio.gui.study.desk import StudyDesk
from studio.gui.study.points import Points
from studio.text import tr

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
REASON = "*reason"
"""The column that says why a point failed."""


class RowsModel(QAbstractTableModel):
    """The number of each point, and some of its columns."""

    def __init__(self, desk: StudyDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.points: Points | None = None
        self.rows: Any = np.zeros(0, dtype=np.int64)
        self.names: tuple[str, ...] = ()
        self._columns: list[Column | None] = []

    def show_rows(self, points: Points | None, rows: Any, names: Sequence[str]) -> None:
        """Show these rows of `points`, in this order."""
        columns = [None if name == REASON or points is None else points.column(name) for name in names]
        if points is self.points and columns == self._columns and len(rows) == len(self.rows):
            self.rows = rows
            if len(rows):
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(names)))
            return
        self.beginResetModel()
        self.points, self.rows, self.names, self._columns = points, rows, tuple(names), columns
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.names) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self._columns[section - 1] if 0 < section <= len(self._columns) else None
        if role == Qt.ItemDataRole.DisplayRole:
            if section == 0:
                return tr("Point")
            return column.title if column is not None else tr("Why it failed")
        if role == Qt.ItemDataRole.ToolTipRole and column is not None:
            return column.name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.points is None or not 0 <= index.row() < len(self.rows):
            return None
        row = int(self.rows[index.row()])
        if role == QUANTITY:
            shown = self._columns[index.column() - 1] if index.column() else None
            return shown.name if shown is not None else None
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 0:
                return f"{row}"
            column = self._columns[index.column() - 1]
            if column is None:
                return sentence(self.points.failures.get(row, ""))
            return column.bare(self.points.value(column.name, row), 5)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(self._desk.point_lines(row))
        if role == Qt.ItemDataRole.ForegroundRole and row in self.points.failures:
            return QColor(self._desk.session.theme.colours.red)
        return None

    def _side(self, section: int) -> int:
        column = self._columns[section - 1] if 0 < section <= len(self._columns) else None
        words = section > 0 and (column is None or bool(column.labels))
        side = Qt.AlignmentFlag.AlignLeft if words else Qt.AlignmentFlag.AlignRight
        return int(side | Qt.AlignmentFlag.AlignVCenter)


class RowsTable(QTableView):
    """Moving through the rows moves the current point; Enter or a double click opens it.

    `sort_asked` carries the name of a column whose head was clicked.
    """

    sort_asked = Signal(str)

    def __init__(self, desk: StudyDesk, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._following = False
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.rows_model = RowsModel(desk, self)
        self.setModel(self.rows_model)
        dress(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsClickable(True)
        header.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the unit at the end is read
        header.sectionClicked.connect(self._sort)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self._open())
        self.selectionModel().currentRowChanged.connect(self._moved)
        desk.current_changed.connect(self.follow)

    def show_rows(self, points: Points | None, rows: Any, names: Sequence[str]) -> None:
        """Show these rows; a new set of columns gets the widths that its heads need."""
        before = self.rows_model.names
        self.rows_model.show_rows(points, rows, names)
        if self.rows_model.names != before:
            self._fit()
        self.follow()

    def follow(self) -> None:
        """Select the current point, where it is among the rows."""
        row = self._desk.current
        if row < 0 or not self.isVisible():
            return
        index = self.currentIndex()
        rows = self.rows_model.rows
        if index.isValid() and index.row() < len(rows) and rows[index.row()] == row:
            return
        found = np.flatnonzero(rows == row)
        if found.size:
            self._following = True
            self.setCurrentIndex(self.rows_model.index(int(found[0]), 0))
            self._following = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
            event.accept()
        else:
            super().keyPressEvent(event)

    @property
    def selected(self) -> list[int]:
        """The points of the rows that are selected, from the top."""
        rows = self.rows_model.rows
        return [int(rows[at]) for at in sorted(index.row() for index in self.selectionModel().selectedRows())
                if at < len(rows)]  # fmt: skip

    def menu(self) -> QMenu:
        """What can be done with the points that are selected."""
        found = QMenu(self)
        found.setObjectName(f"{self.objectName()}-menu")
        rows = self.rows_model.rows
        listed = [int(row) for row in rows] if len(rows) <= comparing.MOST else []
        comparing.fill_menu(found, self._desk, self.selected, listed)
        return found

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offer(menu, self.viewport(), event.globalPos())
        menu.popup(event.globalPos())

    def _moved(self, now: QModelIndex, _: QModelIndex) -> None:
        if now.isValid() and not self._following and now.row() < len(self.rows_model.rows):
            self._desk.go_to(int(self.rows_model.rows[now.row()]))

    def _open(self) -> None:
        index = self.currentIndex()
        if index.isValid() and index.row() < len(self.rows_model.rows):
            self._desk.open_point(int(self.rows_model.rows[index.row()]))

    def _sort(self, section: int) -> None:
        self.sort_asked.emit(self.rows_model.names[section - 1] if section else "")

    def _fit(self) -> None:
        metrics, em = self.fontMetrics(), self.fontMetrics().height()
        for section in range(self.rows_model.columnCount()):
            head = str(self.rows_model.headerData(section, Qt.Orientation.Horizontal))
            words = [head]
            column = self.rows_model._columns[section - 1] if section else None
            if section and column is None:
                self.setColumnWidth(section, em * 24)
                continue
            if column is not None:
                words += list(column.labels)
            widest = max(metrics.horizontalAdvance(word) for word in words)
            self.setColumnWidth(section, min(max(widest + em, em * 4), em * 16))
