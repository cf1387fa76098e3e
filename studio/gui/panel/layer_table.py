"""The layers as a table with every number, edited in place, and the buttons of what can be done with a layer."""

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.gui.inspector.words import sentence
from studio.gui.panel.actions import BUTTONS, LayerActions
from studio.gui.panel.columns import COLUMNS
from studio.gui.panel.layer_delegate import LayerDelegate
from studio.gui.panel.layer_model import LayerModel
from studio.gui.panel.selection import Selection
from studio.gui.session import Session
from studio.text import tr

_ARROWS = {"up": Qt.ArrowType.UpArrow, "down": Qt.ArrowType.DownArrow}


class LayerTable(QWidget):
    """Buttons, table, and the reason of a refusal beneath it."""

    def __init__(
        self, session: Session, selection: Selection, actions: LayerActions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._actions = actions
        em = self.fontMetrics().height()
        self.model = LayerModel(session, self)
        self.view = _Table(em, self)
        self.view.setObjectName("layer-table")
        self.view.setAccessibleName(tr("Layers of the panel"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(LayerDelegate(session, self.view))
        self.view.addActions(list(actions.by_name.values()))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.message = QLabel(self)
        self.message.setObjectName("layer-message")
        self.message.setProperty("look", "error")
        self.message.setWordWrap(True)
        self.message.hide()
        self.model.said.connect(self.show_message)
        actions.refused.connect(self.show_message)
        self.model.modelReset.connect(self._show_selection)
        buttons = QHBoxLayout()
        buttons.setSpacing(round(em * 0.3))
        for name in BUTTONS:
            action = actions.by_name[name]
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setObjectName(f"button-layer-{name}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if name in _ARROWS:
                # The action keeps its name for the menu; the row of buttons has to fit half a small window.
                button.setAccessibleName(action.text())
                button.setArrowType(_ARROWS[name])
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            buttons.addWidget(button)
        buttons.addWidget(self._more_button())
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(round(em * 0.4), round(em * 0.4), round(em * 0.4), round(em * 0.4))
        layout.setSpacing(round(em * 0.3))
        layout.addLayout(buttons)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.message)
        selection.changed.connect(self._show_selection)
        self._show_selection()

    def show_message(self, text: str) -> None:
        """Say why something was refused, or nothing."""
        self.message.setText(sentence(text))
        self.message.setVisible(bool(text))

    def _more_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("button-layer-more")
        button.setText("⋯")
        button.setAccessibleName(tr("More for layers"))
        button.setToolTip(tr("Duplicate, copy, paste, import and optimise"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(button)
        self._actions.fill(menu, tuple(name for name in self._actions.by_name if name not in BUTTONS))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _menu(self, place: QPoint) -> None:
        self._actions.popup(self.view.viewport().mapToGlobal(place))

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid():
            self._selection.select(current.row())

    def _show_selection(self) -> None:
        current = self.view.currentIndex()
        row = self._selection.index
        if current.row() != row and row < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(row, max(current.column(), 0)))


class _Table(QTableView):
    def __init__(self, em: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._em = em
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(round(em * 1.6))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(round(em * 3))
        header.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(self._em * 30, self._em * 11)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._em * 10, self._em * 5)

    def setModel(self, model: LayerModel) -> None:  # type: ignore[override]
        super().setModel(model)
        for place, column in enumerate(COLUMNS):
            self.setColumnWidth(place, round(column.ems * self._em))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.state() != QAbstractItemView.State.EditingState and self.currentIndex().isValid():
            self.edit(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The room that is left goes to the columns in proportion; where it is short, the table scrolls sideways.
        whole = sum(column.ems for column in COLUMNS) * self._em
        factor = max(self.viewport().width() / whole, 1.0)
        for place, column in enumerate(COLUMNS):
            self.setColumnWidth(place, int(column.ems * self._em * factor))
