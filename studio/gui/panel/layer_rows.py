"""The rows of the inspector as the selected layer needs them."""

from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from studio.design.panel import Layer
from studio.design.shown import shown_symbol
from studio.gui.font_follower import in_ems
from studio.gui.inspector.number_row import NumberRow
from studio.gui.inspector.option_row import ChoiceRow
from studio.gui.inspector.text_row import TextRow
from studio.gui.panel.layer_notes import optics_text
from studio.gui.panel.layer_place import USEFUL, LayerPlace, layer_spec
from studio.gui.panel.optical_origin import gap_span, shift_text
from studio.gui.panel.selection import Selection
from studio.gui.panel.words import thickness_unit
from studio.gui.session import Session
from studio.text import tr

_UNIT_EMS, _EDIT_EMS = 3.9, 4.0
"""Room for “J/(kg·K)”, and for four digits."""


def row_path(field: str) -> str:
    """What the row of a field goes by, whichever layer is selected."""
    return f"stack.layers[].{field}"


class LayerNumberRow(NumberRow):
    """A number of the selected layer; `field` is "coverage" or "junction.collection"."""

    def __init__(self, session: Session, selection: Selection, field: str, parent: QWidget | None = None) -> None:
        super().__init__(
            session, layer_spec(field), row_path(field), parent, LayerPlace(selection, field), USEFUL.get(field)
        )
        in_ems(self.unit_button, self.unit_button.setFixedWidth, _UNIT_EMS)
        in_ems(self.edit, self.edit.setMinimumWidth, _EDIT_EMS)

    def forget(self) -> None:
        """Another layer is selected: what was typed or refused belongs to the one before."""
        self.leave()
        self.edit.accept()
        self.show_refusal("")
        self.describe()


class ThicknessRow(LayerNumberRow):
    """The unit follows the value, so that 100 nm and 20 mm are both short numbers."""

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, "thickness", parent)

    def show_value(self, value: Any) -> None:
        unit = shown_symbol(self.quantity, thickness_unit(value)) if value is not None else self.edit.unit
        if unit != self.edit.unit and not self.edit.is_typing:
            self.edit.unit = unit
            self.unit_button.setText(unit)
            self._use_scales()
            self.describe()
        super().show_value(value)

    def follow_units(self) -> None:
        self.show_value(self.edit.value)

    def _commit(self, typed: str) -> None:
        super()._commit(typed)
        # While it was being typed the unit had to stay: what is typed without one is read in it.
        self.show_value(self.edit.value)


class GapRow(LayerNumberRow):
    """The band gap: with a slider where n and k can follow it, and a line that says how far they do."""

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, "junction.band_gap", parent)
        self.shift = QLabel(self)
        self.shift.setObjectName("layer-gap-shift")
        self.shift.setProperty("look", "muted")
        self.shift.setWordWrap(True)
        self.grid.addWidget(self.shift, 3, 1, 1, 3)

    def show_layer(self, session: Session, layer: Layer) -> None:
        """Take over what the material of the layer allows."""
        span = gap_span(session.design.stack, layer)
        self.use_range((*span, 0.0) if span is not None else None)
        self.shift.setText(shift_text(session.design.stack, layer))


class LayerTextRow(TextRow):
    """A text of the selected layer."""

    def __init__(self, session: Session, selection: Selection, field: str, parent: QWidget | None = None) -> None:
        super().__init__(session, layer_spec(field), row_path(field), parent, LayerPlace(selection, field))
        in_ems(self.edit, self.edit.setMinimumWidth, 6)

    def forget(self) -> None:
        """Another layer is selected."""
        self.edit.accept()
        self.show_refusal("")
        self.describe()


class LayerChoiceRow(ChoiceRow):
    """An option of the selected layer."""

    def __init__(self, session: Session, selection: Selection, field: str, parent: QWidget | None = None) -> None:
        super().__init__(session, layer_spec(field), row_path(field), parent, LayerPlace(selection, field))

    def forget(self) -> None:
        """Another layer is selected."""
        self.show_refusal("")
        self.describe()


class OpticsRow(LayerChoiceRow):
    """The choice by thickness says what it comes to."""

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, "optics", parent)

    def show_layer(self, layer: Layer) -> None:
        """Take over what the thickness of the layer comes to."""
        place = self.box.findData("auto")
        text = tr("Auto")
        if layer.optics == "auto":
            text = tr("Auto: {what}", what=optics_text(layer).lower())
        if text != self.box.itemText(place):
            self.box.setItemText(place, text)
