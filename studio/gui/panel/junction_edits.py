"""Pure edits of what makes a layer a cell."""

from typing import Any

import msgspec

from studio.design import Design, DesignError
from studio.design.edit import checked, read_text, set_layer
from studio.design.field import struct_fields
from studio.design.junction import Junction
from studio.design.quantity import ELECTRONVOLT
from studio.gui.panel.edits import source_path, with_material, without_sources
from studio.gui.panel.optical_origin import gap_span, listed_of
from studio.text import tr

SILICON_GAP = 1.12 * ELECTRONVOLT
"""The gap of a new junction where the material says nothing [J]: crystalline silicon at room temperature."""


def with_junction(design: Design, position: int) -> Design:
    """`design` with a junction in the layer at `position`, its gap that of the material's table where that has one."""
    layer = design.stack.layers[position]
    if layer.junction is not None:
        return design
    listed = listed_of(design.stack, layer.material)
    gap = listed.reference_gap if listed is not None and listed.reference_gap is not None else SILICON_GAP
    return set_layer(design, position, msgspec.structs.replace(layer, junction=Junction(band_gap=gap)))


def with_layer_material(design: Design, position: int, material: str) -> Design:
    """`design` with another material in one layer; a gap that its n and k cannot follow becomes that of its table."""
    edited = with_material(design, position, material)
    layer = edited.stack.layers[position]
    span = gap_span(edited.stack, layer)
    if layer.junction is None or span is None or span[0] <= layer.junction.band_gap <= span[1]:
        return edited
    listed = listed_of(edited.stack, material)
    assert listed is not None
    return with_junction_field(edited, position, "band_gap", listed.reference_gap)


def without_junction(design: Design, position: int) -> Design:
    """`design` with a plain layer at `position`, and without the sources of its junction."""
    layer = design.stack.layers[position]
    edited = set_layer(design, position, msgspec.structs.replace(layer, junction=None))
    stem = source_path(layer.name, "junction.")
    return without_sources(edited, *(path for path in edited.sources if path.startswith(stem)))


def with_junction_field(design: Design, position: int, field: str, value: object) -> Design:
    """`design` with another SI value in one field of a junction.

    Raises
    ------
    DesignError
        Where the layer has no junction, or the field cannot hold the value.
    """
    layer = design.stack.layers[position]
    path = f"stack.layers[{layer.name}].junction.{field}"
    if layer.junction is None:
        raise DesignError(path, tr("the layer has no junction"))
    fresh: Any = checked(struct_fields(Junction)[field], path, value)
    if fresh == getattr(layer.junction, field):
        return design
    junction = msgspec.structs.replace(layer.junction, **{field: fresh})
    edited = set_layer(design, position, msgspec.structs.replace(layer, junction=junction))
    return without_sources(edited, source_path(layer.name, f"junction.{field}"))


def with_junction_text(design: Design, position: int, field: str, typed: str, bare: str | None) -> Design:
    """`design` with what was typed for one field of a junction; a bare number is in `bare`."""
    spec = struct_fields(Junction)[field]
    path = f"stack.layers[{position}].junction.{field}"
    return with_junction_field(design, position, field, read_text(spec, path, typed, bare))
