"""The editors in the layer table: a line, a list of roles, and the material catalogue."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.design.field import struct_fields
from studio.design.panel import ROLES, Layer
from studio.gui.inspector.words import option_label
from studio.gui.panel.columns import COLUMNS
from studio.gui.panel.layer_model import Index, LayerModel
from studio.gui.panel.material_choices import material_choices
from studio.gui.panel.words import role_text
from studio.gui.session import Session
from studio.text import tr

_LAYER = "layer"
"""The property of an editor that names the layer it was opened for"""


class LayerDelegate(QStyledItemDelegate):
    """Choosing in a list commits at once; Escape also takes back what was refused.

    What stands in an editor goes to the layer that it was opened for or nowhere: a layer may be removed or moved, by a
    button or by undo, while an editor is open, and another one is in its row then.
    """

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = COLUMNS[index.column()].field
        editor: QWidget = self._list(parent, field) if field in {"role", "optics", "material"} else QLineEdit(parent)
        editor.setObjectName(f"layer-{field}-editor")
        editor.setAccessibleName(tr(COLUMNS[index.column()].title))
        editor.setProperty(_LAYER, self._layer(index))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QComboBox):
            line = editor.lineEdit()
            if line is not None and line.isModified():
                return
            place = editor.findData(text)
            if place >= 0:
                editor.setCurrentIndex(place)
            elif editor.isEditable():
                editor.setEditText(text)
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if editor.property(_LAYER) == self._layer(index):
            model.setData(index, _content(editor))

    def _layer(self, index: Index) -> str:
        layers = self._session.design.stack.layers
        return layers[index.row()].name if index.row() < len(layers) else ""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        place = option.rect
        if isinstance(editor, QComboBox):
            place.setWidth(max(place.width(), editor.sizeHint().width()))
        editor.setGeometry(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            view = self.parent()
            model = view.model() if view is not None and hasattr(view, "model") else None
            if event.type() == QEvent.Type.KeyPress and isinstance(model, LayerModel):
                model.forget_refusal(view.currentIndex())  # type: ignore[union-attr]
        return super().eventFilter(watched, event)

    def _list(self, parent: QWidget, field: str) -> QComboBox:
        box = QComboBox(parent)
        if field == "role":
            for role in ROLES:
                box.addItem(role_text(role), role)
        elif field == "optics":
            for option in struct_fields(Layer)["optics"].choices:
                box.addItem(option_label(option), option)
        else:
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            for choice in material_choices(self._session.design.stack):
                box.addItem(choice.name, choice.id)
                tip = f"{choice.id}\n{choice.range_words}"
                box.setItemData(box.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.activated.connect(self._chosen)
        return box

    def _chosen(self) -> None:
        editor: Any = self.sender()
        if not editor.isHidden():  # the table may have let go of it while its list was open
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)


def _content(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        text = editor.currentText().strip()
        place = editor.findText(text, Qt.MatchFlag.MatchFixedString)
        if place < 0 and editor.isEditable():
            return text
        return str(editor.itemData(place if place >= 0 else editor.currentIndex()))
    assert isinstance(editor, QLineEdit)
    return editor.text()
