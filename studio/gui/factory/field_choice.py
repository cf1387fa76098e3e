"""A labelled list for one field of the design: choosing from it is one undo step."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from studio.design import get_value, set_value
from studio.design.edit import field_at
from studio.gui.inspector.change import change
from studio.gui.session import Session
from studio.text import tr


class Choices(QComboBox):
    """Leaves the wheel to what scrolls round it unless it has the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class FieldChoice(QWidget):
    """The field at `path`, whose values are shown as the words beside them."""

    def __init__(
        self, session: Session, path: str, options: dict[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._path = session, path
        self._spec = field_at(session.design, path)
        self.label = QLabel(tr(self._spec.label), self)
        self.box = Choices(self)
        self.box.setObjectName(f"choice:{path}")
        self.box.setAccessibleName(tr(self._spec.label))
        for value, words in options.items():
            self.box.addItem(tr(words), value)
        self.box.activated.connect(self._activated)
        self.label.setBuddy(self.box)
        for widget in (self.label, self.box):
            widget.setToolTip(tr(self._spec.help))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(self.fontMetrics().height() * 0.3))
        layout.addWidget(self.label)
        layout.addWidget(self.box)
        self.setFocusProxy(self.box)
        session.design_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the value of the design; one that is not among the words shows none."""
        self.box.setCurrentIndex(self.box.findData(get_value(self._session.design, self._path)))

    def _activated(self, position: int) -> None:
        value = self.box.itemData(position)
        if value != get_value(self._session.design, self._path):
            change(self._session, self._path, self._spec.label, lambda design: set_value(design, self._path, value))
        self.refresh()
