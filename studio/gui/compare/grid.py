"""The table of the comparison: what the lines are called stays in sight while the columns of the designs scroll."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QHeaderView, QTableView, QWidget

from studio.gui.compare.lines import Line
from studio.gui.headed_model import quieten
from studio.gui.quantity_role import QUANTITY
from studio.gui.theme import Theme
from studio.text import tr

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_WRAP = 26
"""Letters of a name on one line of a head."""
_LABEL_SHARE, _LABEL_EMS = 0.4, 26.0
REFERENCE = "◆"
"""Stands before the name of the column that the others are held against."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column: number, whole name, where it is from, and whether it is the reference."""

    number: int
    name: str
    origin: str
    reference: bool
    tip: str = ""

    @property
    def lines(self) -> list[str]:
        """The name, never cut, and where it is from."""
        name = f"{REFERENCE} {self.name}" if self.reference else self.name
        return [*textwrap.wrap(name, _WRAP, break_on_hyphens=False), self.origin]


class GridModel(QAbstractTableModel):
    """Column 0 is the label of each line, the others are designs."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.heads: tuple[Head, ...] = ()
        self.lines: tuple[Line, ...] = ()
        self._bold = QFont()
        self._bold.setBold(True)

    def show_lines(self, heads: tuple[Head, ...], lines: tuple[Line, ...]) -> bool:
        """Show these; True where there are other rows or columns than before."""
        other = [head.number for head in heads] != [head.number for head in self.heads]
        other = other or [(line.kind, line.name) for line in lines] != [(line.kind, line.name) for line in self.lines]
        if other:
            self.beginResetModel()
        changed = heads != self.heads
        self.heads, self.lines = heads, lines
        if other:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(heads)))
        if changed and not other:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(heads))
        return other or changed

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.heads) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.lines[index.row()].kind == "heading":
            return Qt.ItemFlag.NoItemFlags  # the keyboard goes past the headings
        return super().flags(index)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == 0:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        if section == 0 or section > len(self.heads):
            return tr("What") if role == Qt.ItemDataRole.DisplayRole else None
        head = self.heads[section - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(head.lines)
        if role == Qt.ItemDataRole.ToolTipRole:
            held = tr("The others are held against this one.") if head.reference else ""
            return "\n".join(text for text in (head.name, head.origin, head.tip, held) if text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{head.name}, {head.origin}"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.lines):
            return None
        line, column = self.lines[index.row()], index.column() - 1
        if role == QUANTITY:
            return line.name if line.kind != "heading" else None
        if role == Qt.ItemDataRole.DisplayRole:
            if column < 0:
                return line.label
            return line.texts[column] if column < len(line.texts) else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if column < 0 else Qt.AlignmentFlag.AlignRight
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole:
            return self._bold if line.kind == "heading" else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(line, column)
        if role == Qt.ItemDataRole.ToolTipRole and line.kind != "heading":
            full = line.full[column] if 0 <= column < len(line.full) else ""
            name = self.heads[column].name if 0 <= column < len(self.heads) else ""
            return "\n".join(text for text in (name, line.label, full, line.tip) if text)
        return None

    def _ink(self, line: Line, column: int) -> QColor:
        colours = self._theme.colours
        if line.kind == "heading":
            return QColor(colours.accent)
        if column < 0 or column >= len(line.inks):
            return QColor(colours.text)
        return QColor({1: colours.green, -1: colours.red, 2: colours.amber, 3: colours.muted}.get(
            line.inks[column], colours.text))  # fmt: skip


class Grid(QWidget):
    """Two tables over one model: the labels on the left, the designs on the right, rolled together.

    `chosen` carries the number of the column that is current, `opened` the line that was opened, `ordered` the numbers
    of the columns after a head was dragged to another place.
    """

    chosen = Signal(int)
    opened = Signal(object)
    menu_asked = Signal(QPoint)
    ordered = Signal(list)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare-grid")
        self.model = GridModel(theme, self)
        self._longest: tuple[tuple[str, ...], ...] = ()
        self.names = _Table(self.model, self)
        self.names.setObjectName("compare-names")
        self.table = _Table(self.model, self)
        self.table.setObjectName("compare-table")
        self.table.setAccessibleName(tr("Designs side by side"))
        self.names.setAccessibleName(tr("What is compared"))
        self.names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.names.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setSelectionModel(self.table.selectionModel())
        for table in (self.names, self.table):
            # Both have the bar below, so that both show as many lines.
            table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
            table.clicked.connect(self._clicked)
            table.doubleClicked.connect(self._opened)
            table.opened.connect(self._opened)
            table.menu_asked.connect(self.menu_asked)
        self.table.verticalScrollBar().valueChanged.connect(self.names.verticalScrollBar().setValue)
        self.names.verticalScrollBar().valueChanged.connect(self.table.verticalScrollBar().setValue)
        self.table.selectionModel().currentChanged.connect(lambda now, _: self._moved(now))
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(lambda section: self._choose(section))
        header.setSectionsMovable(True)
        header.sectionMoved.connect(lambda *_: self._dragged())
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._head_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.names)
        row.addWidget(self.table, 1)

    @property
    def line(self) -> Line | None:
        """The line under the keys."""
        row = self.table.currentIndex().row()
        return self.model.lines[row] if 0 <= row < len(self.model.lines) else None

    def show_lines(
        self, heads: tuple[Head, ...], lines: tuple[Line, ...], longest: tuple[tuple[str, ...], ...]
    ) -> None:  # fmt: skip
        """Show these lines; the place that was scrolled to stays. `longest` are the texts that say how wide it is."""
        other = longest != self._longest
        self._longest = longest
        down, across = self.table.verticalScrollBar().value(), self.table.horizontalScrollBar().value()
        kept = self.table.currentIndex()
        if self.model.show_lines(heads, lines):
            self._straighten()
            for column in range(len(heads) + 1):
                self.names.setColumnHidden(column, column > 0)
                self.table.setColumnHidden(column, column == 0)
            if 0 <= kept.row() < len(lines) and 0 < kept.column() <= len(heads):
                self.table.setCurrentIndex(self.model.index(kept.row(), kept.column()))
            other = True
        if other:
            self._fit()
        self.table.verticalScrollBar().setValue(down)
        self.table.horizontalScrollBar().setValue(across)

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 50, em * 30)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit_names()

    def _fit(self) -> None:
        """Give every column the room of its widest text and of its whole name, and the heads that of the longest."""
        metrics, em = QFontMetrics(self.model._bold), self.fontMetrics().height()
        high = 1
        for place, head in enumerate(self.model.heads):
            texts = [*self._longest[place + 1], *head.lines]
            high = max(high, len(head.lines))
            wide = max(metrics.horizontalAdvance(text) for text in texts) + round(em * 0.9)
            self.table.setColumnWidth(place + 1, max(wide, em * 6))
        for table in (self.names, self.table):
            table.horizontalHeader().setFixedHeight(high * metrics.lineSpacing() + round(em * 0.7))
        self._fit_names()

    def _fit_names(self) -> None:
        metrics, em = QFontMetrics(self.model._bold), self.fontMetrics().height()
        texts = self._longest[0] if self._longest else ()
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0) + em
        wide = max(min(widest, max(round(_LABEL_SHARE * self.width()), em * 9), round(_LABEL_EMS * em)), em * 6)
        self.names.setFixedWidth(wide + 2)
        self.names.setColumnWidth(0, wide)
        layout = self.layout()
        if layout is not None:
            layout.activate()  # else the labels lie over the designs until the next round of events

    def _moved(self, now: QModelIndex) -> None:
        if now.isValid() and 0 < now.column() <= len(self.model.heads):
            self.chosen.emit(self.model.heads[now.column() - 1].number)

    def _clicked(self, index: QModelIndex) -> None:
        self._moved(index)

    def _choose(self, section: int) -> None:
        if not 0 < section <= len(self.model.heads):
            return
        row = max(self.table.currentIndex().row(), 0)
        while row < len(self.model.lines) and self.model.lines[row].kind == "heading":
            row += 1
        if row < len(self.model.lines):
            self.table.setCurrentIndex(self.model.index(row, section))
        self.chosen.emit(self.model.heads[section - 1].number)

    def _dragged(self) -> None:
        """Tell the order that is seen; the columns come in it with the next lines, and the header goes back then."""
        header = self.table.horizontalHeader()
        seen = [header.logicalIndex(place) for place in range(header.count())]
        self.ordered.emit([self.model.heads[column - 1].number for column in seen if column > 0])

    def _straighten(self) -> None:
        header = self.table.horizontalHeader()
        header.blockSignals(True)
        for column in range(header.count()):
            header.moveSection(header.visualIndex(column), column)
        header.blockSignals(False)

    def _opened(self, index: QModelIndex) -> None:
        if index.isValid() and self.model.lines[index.row()].kind != "heading":
            self.opened.emit(self.model.lines[index.row()])

    def _head_menu(self, place: QPoint) -> None:
        header = self.table.horizontalHeader()
        self._choose(header.logicalIndexAt(place))
        self.menu_asked.emit(header.mapToGlobal(place))


class _Table(QTableView):
    opened = Signal(QModelIndex)
    menu_asked = Signal(QPoint)

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        em = self.fontMetrics().height()
        self.setModel(model)
        quieten(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setMinimumSectionSize(em)
        self.verticalHeader().setDefaultSectionSize(round(1.45 * em))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(em)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)


def columns_text(heads: Sequence[Head], lines: Sequence[Line]) -> list[list[str]]:
    """What is shown, as rows of a table with its heading."""
    found = [[tr("What"), *(head.name for head in heads)]]
    for line in lines:
        found.append([line.label, *(line.full or line.texts)] if line.kind != "heading" else [line.label])
    return found
