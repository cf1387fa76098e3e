"""The rows of what is chosen rather than measured: switches, options, and entries of the catalogue."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QStyle, QWidget

from studio.design.field import Field
from studio.gui.elided_box import ElidedBox
from studio.gui.inspector.place import Place
from studio.gui.inspector.row import FieldRow
from studio.gui.inspector.words import catalogue_entries, entry_help, entry_label, option_label
from studio.gui.session import Session
from studio.text import tr


class ComboBox(ElidedBox):
    """Leaves the wheel to the scroll area unless it has the keyboard; F2 asks the row to explain itself."""

    def __init__(self, row: FieldRow) -> None:
        super().__init__(row)
        self._row = row
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def showPopup(self) -> None:
        # The list may be wider than the box, which has to be content with the width of the dock.
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        self.view().setMinimumWidth(min(self.view().sizeHintForColumn(0) + 2 * bar, 3 * self.width()))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self._row.explain()
        else:
            super().keyPressEvent(event)


class SwitchRow(FieldRow):
    """On or off."""

    def __init__(
        self, session: Session, spec: Field, path: str, parent: QWidget | None = None, place: Place | None = None
    ) -> None:
        super().__init__(session, spec, path, parent, place)
        self.box = QCheckBox(self)
        self.box.setObjectName(f"edit:{path}")
        self.box.clicked.connect(self._clicked)
        self.grid.addWidget(self.box, 0, 1, 1, 2)
        self.describe()

    @property
    def editor(self) -> QCheckBox:
        return self.box

    def show_value(self, value: Any) -> None:
        self.box.setChecked(value)
        self.box.setText(tr("yes") if value else tr("no"))

    def _clicked(self, on: bool) -> None:
        if self.apply_value(on) is not None:
            self.box.setChecked(not on)


class ChoiceRow(FieldRow):
    """One of the options that the field allows."""

    def __init__(
        self, session: Session, spec: Field, path: str, parent: QWidget | None = None, place: Place | None = None
    ) -> None:
        super().__init__(session, spec, path, parent, place)
        self.box = ComboBox(self)
        self.box.setObjectName(f"edit:{path}")
        self.fill()
        self.box.activated.connect(self._activated)
        self.grid.addWidget(self.box, 0, 1, 1, 2)
        self.describe()

    @property
    def editor(self) -> QComboBox:
        return self.box

    def fill(self) -> None:
        """Put the options into the list."""
        for option in self.spec.choices:
            self.box.addItem(option_label(option), option)

    def words(self) -> str:
        options = " ".join(self.box.itemText(position) for position in range(self.box.count()))
        return f"{super().words()} {options.casefold()}"

    def show_value(self, value: Any) -> None:
        self.box.setCurrentIndex(self.box.findData(value))

    def _activated(self, position: int) -> None:
        if self.apply_value(self.box.itemData(position)) is not None:
            self.show_value(self.value_of(self.session.design))


class CatalogueRow(ChoiceRow):
    """The id of a catalogue entry; an id that the catalogue does not hold is kept and shown as it is."""

    def fill(self) -> None:
        for position, (id, entry) in enumerate(catalogue_entries(self.spec.catalogue).items()):
            self.box.addItem(entry_label(self.spec.catalogue, entry), id)
            self.box.setItemData(position, entry_help(self.spec.catalogue, entry), Qt.ItemDataRole.ToolTipRole)
        self._known = self.box.count()

    def show_value(self, value: Any) -> None:
        while self.box.count() > self._known:
            self.box.removeItem(self._known)
        if self.box.findData(value) < 0:
            self.box.addItem(tr("{id} (not in the catalogue)", id=value), value)
        super().show_value(value)
