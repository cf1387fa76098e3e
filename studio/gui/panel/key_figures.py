"""The key figures of the panel, live, beside those of an earlier state that was pinned."""

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from studio.gui.panel.figures_model import FIGURES, FiguresModel
from studio.gui.session import Session
from studio.gui.view import StageView
from studio.text import tr


class KeyFigures(StageView):
    """Clicking a figure, or Enter on it, asks for its explanation."""

    stages = ("panel",)
    explain_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        em = self.fontMetrics().height()
        heading = QLabel(tr("Key figures"), self)
        heading.setProperty("look", "heading")
        self.pin_button = QPushButton(tr("Pin as A"), self)
        self.pin_button.setObjectName("panel-pin")
        self.pin_button.setToolTip(tr("Keep these figures beside those of what you change next"))
        self.pin_button.clicked.connect(self.pin)
        self.unpin_button = QPushButton(tr("Unpin"), self)
        self.unpin_button.setObjectName("panel-unpin")
        self.unpin_button.clicked.connect(self.unpin)
        self.unpin_button.hide()
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self.pin_button)
        top.addWidget(self.unpin_button)
        self.model = FiguresModel(session.theme, self)
        self.table = _Table(em, self)
        self.table.setModel(self.model)
        self.table.arrange()
        self.table.chosen.connect(self._explain)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(round(em * 0.6), round(em * 0.4), round(em * 0.6), round(em * 0.4))
        layout.setSpacing(round(em * 0.3))
        layout.addLayout(top)
        layout.addWidget(self.table)
        layout.addStretch(1)
        self._show_columns()

    def draw(self) -> None:
        table = self.session.table("panel")
        self.model.show_values({one.name: getattr(table, one.name.partition(".")[2]) for one in FIGURES})
        self.pin_button.setEnabled(True)

    def pin(self) -> None:
        """Keep the present figures as the column A."""
        if self.model.has_values:
            self.model.pin()
            self._show_columns()

    def unpin(self) -> None:
        self.model.unpin()
        self._show_columns()
        self.pin_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_columns(self) -> None:
        for column in (2, 3):
            self.table.setColumnHidden(column, not self.model.is_pinned)
        self.table.horizontalHeader().setVisible(self.model.is_pinned)
        self.table.fit_height()
        self.unpin_button.setVisible(self.model.is_pinned)
        self.pin_button.setEnabled(self.model.has_values)

    def _explain(self, index: QModelIndex) -> None:
        self.explain_requested.emit(FIGURES[index.row()].name)


class _Table(QTableView):
    """As high as its rows."""

    chosen = Signal(QModelIndex)

    def __init__(self, em: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._em = em
        self._room = 0
        self.setObjectName("panel-figures")
        self.setAccessibleName(tr("Key figures of the panel"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(round(em * 1.45))
        self.verticalHeader().setMinimumSectionSize(em)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.chosen)

    def arrange(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, text in ((1, "0.0000 kg/m²"), (2, "0.0000 kg/m²"), (3, "−00.0 %")):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, round(self.fontMetrics().horizontalAdvance(text) * 1.05 + self._em * 0.8))
        self.fit_height()

    def fit_height(self) -> None:
        header = self.horizontalHeader()
        high = self.verticalHeader().length() + (0 if header.isHidden() else header.sizeHint().height())
        self.setFixedHeight(high + 2 * self.frameWidth() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A label that finds no room on one line takes two.
        room = self.columnWidth(0)
        if self.model() is not None and room != self._room:
            self._room = room
            self._fit_rows()

    def _fit_rows(self) -> None:
        least = round(self._em * 1.45)
        for row in range(self.model().rowCount()):
            self.setRowHeight(row, max(least, self.sizeHintForRow(row)))
        self.fit_height()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._em * 14, self._em * 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self.arrange()
