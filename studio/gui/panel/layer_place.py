"""Where the rows of the selected layer read and write: a field of the layer, or of its junction."""

from typing import Any

import msgspec

from studio.design import Design, DesignError
from studio.design.field import Field, struct_fields
from studio.design.junction import Junction
from studio.design.panel import Layer
from studio.design.quantity import ELECTRONVOLT
from studio.gui.inspector.useful import Useful
from studio.gui.panel.edits import with_field, with_text
from studio.gui.panel.junction_edits import with_junction_field, with_junction_text, with_layer_material
from studio.gui.panel.selection import Selection
from studio.text import tr

JUNCTION = "junction."
USEFUL: dict[str, Useful] = {
    "thickness": Useful((1e-9, 3e-2, 1e-9), 1e-6),
    "coverage": Useful((0.0, 1.0, 0.0)),
    "light_path": Useful((1.0, 60.0, 1.0)),
    "junction.band_gap": Useful((0.5 * ELECTRONVOLT, 2.5 * ELECTRONVOLT, 0.0), ELECTRONVOLT),
    "junction.collection": Useful((0.0, 1.0, 0.0)),
    "junction.radiative_efficiency": Useful((1e-8, 1.0, 1e-8), 1e-8),
    "junction.saturation_2": Useful(None, 1e-5),
    "junction.shunt_resistance": Useful(None, 1.0),
}
"""The spans of the sliders of a layer's fields, and what their steps are sized by; see `inspector.useful`."""


def layer_spec(field: str) -> Field:
    """The metadata of a field of a layer, "thickness", or of its junction, "junction.band_gap"."""
    holder: type[msgspec.Struct] = Junction if field.startswith(JUNCTION) else Layer
    return struct_fields(holder)[field.removeprefix(JUNCTION)]


class LayerPlace:
    """`field` of whichever layer is selected."""

    def __init__(self, selection: Selection, field: str) -> None:
        self._selection = selection
        self._field = field
        self._of_junction = field.startswith(JUNCTION)
        self._name = field.removeprefix(JUNCTION)

    @property
    def path(self) -> str:
        return f"stack.layers[{self._selection.name}].{self._field}"

    @property
    def default(self) -> Any:
        holder: type[msgspec.Struct] = Junction if self._of_junction else Layer
        known = next(one for one in msgspec.structs.fields(holder) if one.name == self._name)
        return None if known.default is msgspec.NODEFAULT else known.default

    def get(self, design: Design) -> Any:
        position = self._position(design)
        if position is None:
            return None
        layer = design.stack.layers[position]
        holder = layer.junction if self._of_junction else layer
        return None if holder is None else getattr(holder, self._name)

    def with_value(self, design: Design, value: object) -> Design:
        position = self._there(design)
        if self._of_junction:
            return with_junction_field(design, position, self._name, value)
        if self._name == "material":
            return with_layer_material(design, position, str(value))
        return with_field(design, position, self._name, value)

    def with_text(self, design: Design, typed: str, bare: str | None = None) -> Design:
        position = self._there(design)
        if self._of_junction:
            return with_junction_text(design, position, self._name, typed, bare)
        return with_text(design, position, self._name, typed, bare)

    def _position(self, design: Design) -> int | None:
        index = self._selection.index
        return index if index < len(design.stack.layers) else None

    def _there(self, design: Design) -> int:
        position = self._position(design)
        if position is None:  # undone under the hand
            raise DesignError("stack.layers", tr("there is no such layer any more"))
        return position
