"""The table of the key figures: the names stay in sight while the columns of the stacks scroll."""

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from studio.gui.panel.compare.figures_model import BEST, FiguresModel, Index
from studio.gui.panel.compare.name_edit import NameEdit
from studio.text import tr

_ROW_EMS = 1.45
_LABEL_EMS, _LABEL_SHARE, _LABEL_MOST_EMS = 8.5, 0.28, 16.0
"""What the names get where the columns do not fit: a share of the width, between bounds."""


class FiguresTable(QTableView):
    """`whole` makes it as high as its rows. `chosen` asks for an explanation, `renamed` carries letter and name."""

    chosen = Signal(QModelIndex)
    renamed = Signal(str, str)

    def __init__(self, model: FiguresModel, parent: QWidget, *, whole: bool) -> None:
        super().__init__(parent)
        self._figures = model
        self._whole = whole
        self._em = self.fontMetrics().height()
        self._laid_out = (0, 0)
        self.setObjectName("panel-figures")
        self._names = QTableView(self)
        self._names.setObjectName("panel-figures-names")
        self._editor = NameEdit(self)
        for table in (self, self._names):
            self._set_up(table)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._names.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for bars in (self._names.setVerticalScrollBarPolicy, self._names.setHorizontalScrollBarPolicy):
            bars(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._names.setSelectionModel(self.selectionModel())
        self.verticalScrollBar().valueChanged.connect(self._names.verticalScrollBar().setValue)
        self._names.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.horizontalScrollBar().rangeChanged.connect(self._place_names)
        self.clicked.connect(self._choose)
        self._names.clicked.connect(self._choose)
        self.horizontalHeader().sectionDoubleClicked.connect(self._head_clicked)
        self._editor.done.connect(self.renamed)
        model.modelReset.connect(self.arrange)
        self.arrange()

    def _set_up(self, table: QTableView) -> None:
        table.setModel(self._figures)
        table.setAccessibleName(tr("Key figures of the panel"))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setMinimumSectionSize(self._em)
        table.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(self._em)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def arrange(self) -> None:
        """Give every column its width and every row its height."""
        columns = self._figures.columns
        several = len(columns) > 2
        for table in (self, self._names):
            table.horizontalHeader().setVisible(several)
        widths = [0, *(self._width_of(column.kind) for column in columns[1:])]
        viewport = self.viewport().width()
        room = viewport - sum(widths)
        least = round(min(max(self._em * _LABEL_EMS, viewport * _LABEL_SHARE), self._em * _LABEL_MOST_EMS))
        widths[0] = max(room, least) if several else max(room, self._em)
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)
            self._names.setColumnHidden(place, place > 0)
        self._names.setColumnWidth(0, widths[0])
        self._fit_rows()
        self._laid_out = (viewport, len(columns))
        self._fit_height(sum(widths) > viewport)
        self._place_names()

    def rename(self, letter: str) -> None:
        """Let the user type another name for a pin, in its header."""
        place = self._figures.column_of("value", letter)
        if not letter or place < 1:
            return
        self.scrollTo(self._figures.index(1, place))
        header = self.horizontalHeader()
        left = max(header.sectionViewportPosition(place), 0)
        wide = max(header.sectionSize(place), self._em * 10)
        self._editor.open(letter, self._figures.name_of(letter), left, header.height(), wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._laid_out[0] != self.viewport().width():
            self.arrange()
        self._place_names()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._em * 14, self._em * 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.rename(self._figures.columns[self.currentIndex().column()].letter)
            else:
                self._choose(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self._em = self.fontMetrics().height()
            self.arrange()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Not below the names: a column under them is scrolled out to their right."""
        super().scrollTo(index, hint)
        bar = self.horizontalScrollBar()
        if self._names.isVisible() and index.column() > 0:
            hidden = self.columnWidth(0) - self.columnViewportPosition(index.column())
            if hidden > 0:
                bar.setValue(bar.value() - hidden)

    def _width_of(self, kind: str) -> int:
        text = f"{BEST} 0.0000 kg/m²" if kind == "value" and len(self._figures.columns) > 2 else "0.0000 mA/cm²"
        if kind == "change":
            text = "−00.0 %"
        wide = self.fontMetrics().horizontalAdvance(text) * 1.05
        if kind == "change":
            wide = max(wide, self.fontMetrics().horizontalAdvance(tr("against {letter}", letter="A")))
        return round(wide + self._em * 0.8)

    def _fit_rows(self) -> None:
        # A label that finds no room on one line takes two.
        least = round(self._em * _ROW_EMS)
        for row in range(self._figures.rowCount()):
            high = max(least, self.sizeHintForRow(row))
            self.setRowHeight(row, high)
            self._names.setRowHeight(row, high)

    def _fit_height(self, scrolls: bool) -> None:
        if not self._whole:
            return
        header, bar = self.horizontalHeader(), self.horizontalScrollBar()
        high = self.verticalHeader().length() + (0 if header.isHidden() else header.sizeHint().height())
        high += bar.sizeHint().height() if scrolls else 0
        self.setFixedHeight(high + 2 * self.frameWidth() + 2)

    def _place_names(self) -> None:
        scrolls = self.horizontalScrollBar().maximum() > 0
        self._names.setVisible(scrolls)
        if scrolls:
            header = self.horizontalHeader()
            self._names.horizontalHeader().setFixedHeight(max(header.height(), 1))
            # It has the same frame as the table, so from the same corner on their rows are level.
            inner = self.viewport().geometry()
            self._names.setGeometry(0, 0, self.columnWidth(0) + 2 * inner.left(), inner.bottom() + 1 + inner.left())

    def _choose(self, index: QModelIndex) -> None:
        if self._figures.figure_at(index.row()) is not None:
            self.chosen.emit(index)

    def _head_clicked(self, place: int) -> None:
        self.rename(self._figures.columns[place].letter)
