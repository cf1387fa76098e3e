"""The line that opens on a layer to type its thickness; what is refused stays open with its reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from studio.gui.inspector.quantity_edit import LineEdit
from studio.gui.panel.edits import with_text
from studio.gui.panel.words import thickness_text, thickness_unit
from studio.gui.session import Session
from studio.text import tr


class ThicknessEdit(LineEdit):
    """`position` is the layer it is open on, −1 where it is closed."""

    said = Signal(str)
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("thickness-edit")
        self.setAccessibleName(tr("Thickness of the layer"))
        self.session = session
        self.position = -1
        self._layer = ""
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.committed.connect(self._take)
        self.hide()

    def open(self, position: int) -> None:
        """Open on a layer."""
        layer = self.session.design.stack.layers[position]
        self.position, self._layer = position, layer.name
        self.restore()
        self.show_text(thickness_text(layer.thickness, 6))
        self.setAccessibleName(tr("Thickness of {name}", name=layer.name))
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def close_line(self) -> None:
        """Close without a change."""
        if self.position >= 0:
            self.position = -1
            self.restore()
            self.hide()
            self.said.emit("")
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (enter and not self.is_typing):
            self.close_line()
        else:
            super().keyPressEvent(event)
        event.accept()  # what a line ignores would go on to the cross-section, which opens this line anew

    def focusOutEvent(self, event: QFocusEvent) -> None:
        was_typing = self.is_typing
        super().focusOutEvent(event)
        if not was_typing and event.reason() != Qt.FocusReason.PopupFocusReason and self.position >= 0:
            self.position = -1
            self.hide()

    def _take(self, typed: str) -> None:
        if self.position < 0:
            return
        layers = self.session.design.stack.layers
        position = next((place for place, layer in enumerate(layers) if layer.name == self._layer), -1)
        if position < 0:  # removed, by undo or in the table, while this was being typed
            self.close_line()
            return
        unit = thickness_unit(layers[position].thickness)
        label = tr("Thickness of {name}", name=layers[position].name)
        refusal = self.session.edit(label, lambda design: with_text(design, position, "thickness", typed, unit))
        if refusal is not None:
            self.refuse()
            self.said.emit(refusal.text)
        else:
            self.accept()
            self.close_line()
