"""The material of the selected layer: typed by name, id or role, and beneath it where its n and k come from."""

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QWidget

from studio import resource
from studio.design import DesignError, Issue
from studio.design.panel import Layer
from studio.gui.inspector.badge import Badge
from studio.gui.inspector.quantity_edit import LineEdit
from studio.gui.inspector.row import FieldRow
from studio.gui.panel.layer_place import LayerPlace, layer_spec
from studio.gui.panel.layer_rows import row_path
from studio.gui.panel.material_choices import chosen, material_choices
from studio.gui.panel.material_model import ID, NAME, SEARCHED, MaterialModel
from studio.gui.panel.optical_origin import Origin, optical_origin
from studio.gui.panel.selection import Selection
from studio.gui.panel.words import material_text
from studio.gui.session import Session
from studio.text import tr

_LONGEST_LINE = 90


class MaterialRow(FieldRow):
    """Choosing brings the numbers of the catalogue in the same step; what is no material is refused."""

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        field = "material"
        super().__init__(session, layer_spec(field), row_path(field), parent, LayerPlace(selection, field))
        self.model = MaterialModel(self)
        self.edit = _MaterialEdit(self.model, self)
        self.edit.setObjectName(f"edit:{self.path}")
        self.edit.committed.connect(self.take)
        self.edit.restored.connect(self._restored)
        self.edit.found.connect(self._completed)
        self.grid.addWidget(self.edit, 0, 1, 1, 2)
        self.origin = QLabel(self)
        self.origin.setObjectName("layer-origin")
        self.origin.setProperty("look", "muted")
        self.origin.setWordWrap(True)
        self.origin_badge = Badge(session.theme, self)
        beneath = QHBoxLayout()
        beneath.setSpacing(round(self.fontMetrics().height() * 0.35))
        beneath.addWidget(self.origin_badge, 0, Qt.AlignmentFlag.AlignTop)
        beneath.addWidget(self.origin, 1)
        self.grid.addLayout(beneath, 1, 1, 1, 3)
        self.describe()

    @property
    def editor(self) -> QLineEdit:
        return self.edit

    def show_layer(self, layer: Layer, issues: tuple[Issue, ...]) -> None:
        """Take over the materials there are, the origin of n and k, and what the optics found odd about them."""
        stack = self.session.design.stack
        self.model.show_choices(material_choices(stack))
        self._show_origin(optical_origin(stack, layer))
        self.show_issues(issues)

    def show_value(self, value: Any) -> None:
        self.edit.show_text(material_text(str(value)))

    def forget(self) -> None:
        """Another layer is selected: what was typed or refused belongs to the one before."""
        self.edit.accept()
        self.show_refusal("")
        self.describe()

    def take(self, typed: str) -> None:
        """Make the layer of what was typed; what is no material is refused and stays, marked."""
        try:
            id = chosen(self.model.choices, typed).id
        except DesignError as refusal:
            if typed.strip() != self.value_of(self.session.design):  # else a name of its own, given in the table
                self.edit.refuse()
                self.show_refusal(refusal.text)
                return
            id = typed.strip()
        self._use(id)

    def _use(self, id: str) -> None:
        if id == self.value_of(self.session.design):
            self.show_refusal("")
            self.edit.accept()
        elif self.apply_value(id) is None:
            self.edit.accept()
        else:
            self.edit.refuse()

    def _completed(self, index: QModelIndex) -> None:
        self._use(str(index.data(ID)))

    def _restored(self) -> None:
        self.show_refusal("")

    def _show_origin(self, origin: Origin) -> None:
        self.origin_badge.show_source(origin.source)
        self.origin_badge.setVisible(origin.source is not None)
        first = origin.lines[0]
        short = first if len(first) <= _LONGEST_LINE else first[: _LONGEST_LINE - 1].rstrip() + "…"
        rest = " · ".join(origin.lines[1:3])
        self.origin.setText("\n".join(line for line in (short, rest) if line))
        tip = "\n".join(origin.lines)
        self.origin.setToolTip(tip)
        self.origin_badge.setToolTip(tip)
        self.origin.setAccessibleDescription(tip)


class _MaterialEdit(LineEdit):
    """A line whose list opens while typing, and with Down in full."""

    def __init__(self, model: MaterialModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Type a name or a role"))
        self.list = _Completer(model, self)
        self.setCompleter(self.list)
        self.found = self.list.activated[QModelIndex]  # type: ignore[index]
        icon = QIcon(str(resource.path("icons", "chevron-down.svg")))
        self._all = self.addAction(icon, QLineEdit.ActionPosition.TrailingPosition)
        self._all.setToolTip(tr("All materials (Down)"))
        self._all.triggered.connect(self.open_list)

    def open_list(self) -> None:
        """Show every material."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()
        self.list.setCompletionPrefix("")
        self.list.complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open_list()
            event.accept()
        else:
            super().keyPressEvent(event)


class _Completer(QCompleter):
    """Finds what is typed anywhere in name, id and role, and writes the name."""

    def __init__(self, model: MaterialModel, parent: QObject) -> None:
        super().__init__(model, parent)
        self.setCompletionRole(SEARCHED)
        self.setCompletionColumn(NAME)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(12)

    def pathFromIndex(self, index: Any) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")
