"""A search for the material of a new layer: type, choose, and Enter puts it behind the selected one, or before it."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from studio.document.materials import without_user_material
from studio.gui.inspector.badge import Badge
from studio.gui.inspector.words import sentence
from studio.gui.panel.edits import new_layer
from studio.gui.panel.material_choices import index_words, material_choices
from studio.gui.panel.material_model import NAME, MaterialModel
from studio.gui.panel.optical_origin import optical_origin
from studio.gui.session import Session
from studio.text import tr

OWN_MATERIAL = "own"
"""The material of a new layer that is none of the list: a name to be typed over."""
_COLUMN_EMS = (15.0, 7.5, 7.5, 10.0, 7.0)


class MaterialDialog(QDialog):
    """`wanted` carries the id of a material, and whether it goes before the selected layer."""

    wanted = Signal(str, bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("material-dialog")
        self.setWindowTitle(tr("Add a layer"))
        self._session = session
        em = self.fontMetrics().height()
        self.search = QLineEdit(self)
        self.search.setObjectName("material-search")
        self.search.setPlaceholderText(tr("Type a name or a role: silver, cover …"))
        self.search.setAccessibleName(tr("Search materials"))
        self.search.setClearButtonEnabled(True)
        self.model = MaterialModel(self)
        self.list = QTreeView(self)
        self.list.setObjectName("material-list")
        self.list.setAccessibleName(tr("Materials"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setModel(self.model)
        header = self.list.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place, ems in enumerate(_COLUMN_EMS):
            self.list.setColumnWidth(place, round(ems * em))
        self.badge = Badge(session.theme, self)
        self.about = QLabel(self)
        self.about.setObjectName("material-about")
        self.about.setProperty("look", "muted")
        self.about.setWordWrap(True)
        self.about.setMinimumHeight(round(em * 4.4))
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.message = QLabel(self)
        self.message.setProperty("look", "error")
        self.message.setWordWrap(True)
        self.message.hide()
        self._lay_out(em)
        self.search.textEdited.connect(self._filter)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.doubleClicked.connect(self.add_after)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        session.design_changed.connect(self.refresh)
        self.refresh()
        self.resize(round(em * 52), round(em * 30))

    def _lay_out(self, em: int) -> None:
        self.after = self._button("material-after", tr("Add behind"), tr("Behind the selected layer (Enter)"))
        self.before = self._button("material-before", tr("Add before"),
                                   tr("Before the selected layer, towards the Sun (Shift+Enter)"))  # fmt: skip
        self.own = self._button("material-own", tr("One of your own"),
                                tr("A layer whose material you name, with numbers of its own"))  # fmt: skip
        self.remove = self._button(
            "material-remove", tr("Remove own material"),
            tr("Take a material of your own out of the design, when no layer is made of it"),
        )  # fmt: skip
        close = self._button("material-close", tr("Close"), tr("Close (Esc)"))
        self.after.clicked.connect(self.add_after)
        self.before.clicked.connect(self.add_before)
        self.own.clicked.connect(self._add_own)
        self.remove.clicked.connect(self.remove_own)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        for button in (self.after, self.before, self.own, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        beneath = QHBoxLayout()
        beneath.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        beneath.addWidget(self.about, 1)
        column = QVBoxLayout(self)
        column.setSpacing(round(em * 0.4))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(beneath)
        column.addWidget(self.message)
        column.addLayout(buttons)

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    def ask(self, typed: str = "") -> None:
        """Open with `typed` in the search."""
        self.search.setText(typed)
        self._filter(typed)
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def refresh(self) -> None:
        """Take over the materials of the design."""
        current = self.current
        self.model.show_choices(material_choices(self._session.design.stack))
        if self.current != current or not self.current:
            self._select(0)
        self._show_current()

    @property
    def current(self) -> str:
        """The id of the highlighted material; empty where nothing matches."""
        choice = self.model.choice(self.list.currentIndex().row())
        return choice.id if choice is not None else ""

    def add_after(self) -> None:
        self._want(self.current, before=False)

    def add_before(self) -> None:
        self._want(self.current, before=True)

    def remove_own(self) -> None:
        """Take the highlighted material of the design out of it."""
        name = self.current
        refusal = self._session.edit(
            tr("Remove the material {name}", name=name), lambda design: without_user_material(design, name)
        )
        self._say(refusal.text if refusal is not None else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want(self.current, before=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return True
        if watched is self.search and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._select(self.list.currentIndex().row() + (1 if event.key() == Qt.Key.Key_Down else -1))
            return True
        return False

    def _add_own(self) -> None:
        self._want(OWN_MATERIAL, before=False)

    def _want(self, id: str, *, before: bool) -> None:
        if id:
            self.wanted.emit(id, before)
            self.accept()

    def _filter(self, typed: str) -> None:
        self.model.filter(typed)
        self._select(0)
        self._show_current()

    def _select(self, row: int) -> None:
        row = min(max(row, 0), self.model.rowCount() - 1)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row, NAME))

    def _show_current(self, current: QModelIndex | None = None, previous: QModelIndex | None = None) -> None:
        choice = self.model.choice(self.list.currentIndex().row())
        stack = self._session.design.stack
        self.remove.setEnabled(choice is not None and choice.own
                               and all(layer.material != choice.id for layer in stack.layers))  # fmt: skip
        for button in (self.after, self.before):
            button.setEnabled(choice is not None)
        self.badge.setVisible(choice is not None)
        if choice is None:
            self.about.setText(tr("No material matches."))
            return
        origin = optical_origin(stack, new_layer(choice.id))
        self.badge.show_source(origin.source)
        lines = [index_words(stack, choice.id), *origin.lines]
        self.about.setText("\n".join(line for line in lines if line))
        self._say("")

    def _say(self, text: str) -> None:
        self.message.setText(sentence(text))
        self.message.setVisible(bool(text))
