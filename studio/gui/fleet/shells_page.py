"""The shells of the fleet as a table with totals: add, copy, remove, and edit any number in place."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.design.option_words import option_label
from studio.design.shell_edit import add_shell, remove_shell
from studio.gui.charts.figure_strip import FigureStrip
from studio.gui.charts.view import figure
from studio.gui.fleet.columns import COLUMNS, spec
from studio.gui.fleet.shell_model import ShellModel
from studio.gui.fleet.shell_slider import ShellSlider
from studio.gui.inspector.words import sentence
from studio.gui.session import Session
from studio.gui.view import StageView
from studio.text import mark, tr

_FIGURES = ("constellation.satellites", "fleet.shells", "fleet.planes", "constellation.mass", "fleet.power_mean",
            "fleet.power_least", "fleet.energy_year", "fleet.sunlit_mean", "fleet.dark_most", "fleet.dawn_dusk_share",
            "fleet.shell_gap")  # fmt: skip
_BUTTONS = (("add", mark("Add")), ("copy", mark("Duplicate")), ("remove", mark("Remove")))


class ShellsPage(StageView):
    """Totals above, the table below."""

    stages = ("constellation", "fleet")
    explain_requested = Signal(str)
    field_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("shells-page")
        self.setAccessibleName(tr("Shells of the fleet"))
        em = self.fontMetrics().height()
        self.model = ShellModel(session, self)
        self.table = QTableView(self)
        self.table.setObjectName("shells-table")
        self.table.setAccessibleName(tr("Shells of the fleet"))
        self.table.setModel(self.model)
        self.table.setItemDelegate(_Choices(self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked
                                   | QAbstractItemView.EditTrigger.EditKeyPressed
                                   | QAbstractItemView.EditTrigger.AnyKeyPressed)  # fmt: skip
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(round(em * 1.6))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.doubleClicked.connect(self._double_clicked)
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout()
        row.setSpacing(round(em * 0.3))
        for name, label in _BUTTONS:
            button = QToolButton(self)
            button.setObjectName(f"button-shell-{name}")
            button.setText(tr(label))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.buttons[name] = button
            row.addWidget(button)
        row.addStretch(1)
        self.buttons["add"].clicked.connect(self._add)
        self.buttons["copy"].clicked.connect(self._copy)
        self.buttons["remove"].clicked.connect(self._remove)
        self.message = QLabel(self)
        self.message.setProperty("look", "error")
        self.message.setWordWrap(True)
        self.message.hide()
        self.model.said.connect(self._say)
        self.figures = FigureStrip(self, self.table)
        self.figures.explain_requested.connect(self.explain_requested)
        self.slider = ShellSlider(session, self)
        self.slider.refused.connect(self._say)
        hint = QLabel(tr("Every satellite is that of the design. Inclination takes an angle, or SSO for "
                         "sun-synchronous; copies stand above one another by the step."), self)  # fmt: skip
        hint.setProperty("look", "muted")
        hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(round(em * 0.4), round(em * 0.4), round(em * 0.4), round(em * 0.4))
        column.setSpacing(round(em * 0.3))
        column.addWidget(self.figures)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.slider)
        column.addWidget(self.message)
        column.addWidget(hint)
        session.design_changed.connect(self._design_changed)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._selected())
        self.model.modelReset.connect(self._enable)
        self.theme_changed()
        self._enable()

    @property
    def position(self) -> int | None:
        """The further shell that is selected; None for none, or for the main constellation."""
        row = self.table.currentIndex().row()
        return row - 1 if 0 < row < self.model.rowCount() else None

    def draw(self) -> None:
        self.model.refresh()
        results = self.session.results()
        shown = [one for name in _FIGURES for one in figure(name, results.get(name))]
        self.figures.show_figures(tuple(shown))

    def theme_changed(self) -> None:
        self.figures.use(self.session.theme.colours)

    def select(self, position: int) -> None:
        """Bring the caret to a further shell."""
        self.table.setCurrentIndex(self.model.index(position + 1, 0))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._design_changed()

    def _design_changed(self) -> None:
        if self.isVisible():  # a table that is hidden takes its share of every drag otherwise
            self.model.refresh()
            self._enable()

    def _add(self) -> None:
        self.model.tell(self.session.edit(tr("Add a shell"), add_shell))
        self.select(len(self.session.design.fleet.shells) - 1)

    def _copy(self) -> None:
        position = self.position
        if position is not None:
            self.model.tell(self.session.edit(tr("Duplicate a shell"), lambda design: add_shell(design, position)))
            self.select(position + 1)

    def _remove(self) -> None:
        position = self.position
        if position is not None:
            self.model.tell(self.session.edit(tr("Remove a shell"), lambda design: remove_shell(design, position)))

    def _selected(self) -> None:
        self._enable()
        self.slider.show_shell(self.position)

    def _enable(self) -> None:
        for name in ("copy", "remove"):
            self.buttons[name].setEnabled(self.position is not None)

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.row() == 0:
            own = COLUMNS[index.column()].field
            mission = own in {"altitude", "inclination", "ltan", ""}
            path = f"mission.{own or 'altitude'}" if mission else "constellation.pattern"
            self.field_requested.emit(path)

    def _say(self, text: str) -> None:
        self.message.setText(sentence(text))
        self.message.setVisible(bool(text))


class _Choices(QStyledItemDelegate):
    """Offers the patterns to choose from; all else is typed."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex) -> QWidget:  # type: ignore[override]
        column = COLUMNS[index.column()]
        if column.field != "pattern":
            return super().createEditor(parent, option, index)
        box = QComboBox(parent)
        for one in spec(column).choices:
            box.addItem(option_label(one), one)
        box.activated.connect(lambda _: self._chosen(box))
        return box

    def _chosen(self, box: QComboBox) -> None:
        if not box.isHidden():  # the table may have let go of it while its list was open
            self.commitData.emit(box)
            self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: QModelIndex) -> None:  # type: ignore[override]
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: ShellModel, index: QModelIndex) -> None:  # type: ignore[override]
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        else:
            super().setModelData(editor, model, index)
