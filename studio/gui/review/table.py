"""A table of lines that are read, chosen and acted on: every page of the review has one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableWidget, QTableWidgetItem, QWidget

from studio.gui.headed_model import quieten
from studio.gui.theme import Colours

_NAME = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class TableLine:
    """One row: its cells, an icon before the first with its word for who cannot see it, a colour by column, a tip, and
    the field or result that it is about."""

    cells: tuple[str, ...]
    icon: QIcon | None = field(default=None, compare=False)
    word: str = ""
    tones: dict[int, str] = field(default_factory=dict)
    tip: str = ""
    about: str = ""


class ReviewTable(QTableWidget):
    """`opened` on Enter or a double click, `removed` on Delete, `added` on Insert, `shifted` by Alt with an arrow."""

    opened = Signal(int)
    removed = Signal(int)
    added = Signal()
    shifted = Signal(int, int)

    def __init__(
        self, name: str, title: str, heads: Sequence[str], parent: QWidget, *, stretch: int | tuple[int, ...] = 0,
        right: Sequence[int] = (),
    ) -> None:  # fmt: skip
        super().__init__(0, len(heads), parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._lines: tuple[TableLine, ...] = ()
        self._right = frozenset(right)
        self._look = ""
        self._stretch = (stretch,) if isinstance(stretch, int) else stretch
        quieten(self)
        self.setWordWrap(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        em = self.fontMetrics().height()
        self.setIconSize(QSize(em, em))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(em * 3)
        for column, head in enumerate(heads):
            item = QTableWidgetItem(head)
            item.setTextAlignment(self._side(column))
            self.setHorizontalHeaderItem(column, item)
        self.cellDoubleClicked.connect(lambda row, _: self.opened.emit(row))

    @property
    def lines(self) -> tuple[TableLine, ...]:
        return self._lines

    def show_lines(self, lines: Sequence[TableLine]) -> None:
        """Write the lines; the chosen one stays chosen where it is still there."""
        before, chosen, look = self._lines, self.currentRow(), self.styleSheet()
        self._lines = tuple(lines)
        if (before, self._look) == (self._lines, look):
            return  # a drag passes here many times a second
        self._look = look
        if len(before) != len(self._lines):
            self.setRowCount(len(self._lines))
        self.setUpdatesEnabled(False)
        for row, line in enumerate(self._lines):
            for column, text in enumerate(line.cells):
                self._write(row, column, text, line)
        self.fit()
        self.setUpdatesEnabled(True)
        if self._lines:
            self.setCurrentCell(min(max(chosen, 0), len(self._lines) - 1), 0)

    def fit(self) -> None:
        """Columns as wide as their words, those that stretch share what is left; rows as high as they need."""
        room, em = self.viewport().width(), self.fontMetrics().height()
        widths = {}
        for column in range(self.columnCount()):
            if column not in self._stretch and not self.isColumnHidden(column):
                widths[column] = min(max(self.sizeHintForColumn(column),
                                         self.horizontalHeader().sectionSizeHint(column)), em * 16)  # fmt: skip
        shown = [column for column in self._stretch if not self.isColumnHidden(column)]
        left = max(room - sum(widths.values()), em * 9 * len(shown))
        for column in shown:
            widths[column] = left // len(shown)
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self.resizeRowsToContents()
        for row in range(self.rowCount()):
            self.setRowHeight(row, self.rowHeight(row) + round(em * 0.4))

    def use(self, colours: Colours) -> None:
        """Let what is chosen keep the colours of its words and signs."""
        chosen = f"background: {colours.line};"
        if colours.contrast:  # its lines are too strong a ground for coloured words
            chosen = f"background: {colours.raised}; border: 2px solid {colours.accent}; border-width: 2px 0;"
        style = (f"QTableWidget {{ border: none; }} QTableWidget::item {{ padding: 2px 3px; }}"
                 f" QTableWidget::item:selected {{ {chosen} color: {colours.text}; }}"
                 f" QTableWidget:focus {{ border: 1px solid {colours.accent}; }}")  # fmt: skip
        if style != self.styleSheet():
            self.setStyleSheet(style)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.currentRow(), event.key()
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and row >= 0:
            self.opened.emit(row)
        elif key == Qt.Key.Key_Delete and row >= 0:
            self.removed.emit(row)
        elif key == Qt.Key.Key_Insert:
            self.added.emit()
        elif alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and row >= 0:
            self.shifted.emit(row, -1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _write(self, row: int, column: int, text: str, line: TableLine) -> None:
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            item.setTextAlignment(self._side(column))
            self.setItem(row, column, item)
        if item.text() != text:
            item.setText(text)
        if column == 0:
            item.setIcon(line.icon if line.icon is not None else QIcon())
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}, {line.word}" if line.word else text)
        item.setToolTip(line.tip)
        tone = line.tones.get(column)
        item.setForeground(QColor(tone) if tone else self.palette().text())

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
