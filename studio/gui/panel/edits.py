"""Pure edits of the stack that go beyond one field: names and catalogue data change together with their sources."""

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from studio import catalogue
from studio.design import Design, set_value
from studio.design.edit import (
    checked,
    insert_layer,
    read_text,
    remove_layer,
    rename_layer,
    set_layer,
)
from studio.design.field import struct_fields
from studio.design.panel import Layer, Role
from studio.design.requirement import Source, source_of
from studio.gui.panel.words import catalogue_cells, catalogue_materials
from studio.text import tr

_Known = TypeVar("_Known")
_MATERIAL_NUMBERS = ("density", "specific_heat", "conductivity")
_MAX_SOURCES = 400
TYPICAL: dict[str, float] = {
    "coating": 100e-9, "cover": 50e-6, "adhesive": 25e-6, "contact": 5e-6, "cell": 100e-6, "substrate": 50e-6,
    "core": 5e-3, "interconnect": 15e-6, "other": 50e-6,
}  # fmt: skip
"""The thickness [m] that a new layer starts with, by role: a place to begin, nothing more."""


def source_path(name: str, field: str) -> str:
    """Where the source of a layer's field is kept in the design."""
    return f"stack.layers[{name}].{field}"


def with_field(design: Design, position: int, field: str, value: object) -> Design:
    """`design` with another SI value in one field of the layer at `position`."""
    if field == "name":
        return with_name(design, position, str(value))
    layer = design.stack.layers[position]
    fresh = checked(struct_fields(Layer)[field], f"stack.layers[{position}].{field}", value)
    if fresh == getattr(layer, field):
        return design
    edited = set_layer(design, position, msgspec.structs.replace(layer, **{field: fresh}))
    return without_sources(edited, source_path(layer.name, field))


def with_text(design: Design, position: int, field: str, typed: str, bare: str | None) -> Design:
    """`design` with what was typed for one field of the layer at `position`; a bare number is in `bare`."""
    spec = struct_fields(Layer)[field]
    return with_field(design, position, field, read_text(spec, f"stack.layers[{position}].{field}", typed, bare))


def without_sources(design: Design, *paths: str) -> Design:
    """`design` without the sources of these fields: a number set by hand no longer comes from where the old one did."""
    kept = {path: source for path, source in design.sources.items() if path not in paths}
    return design if len(kept) == len(design.sources) else msgspec.structs.replace(design, sources=kept)


def with_name(design: Design, position: int, name: str) -> Design:
    """`design` with another name for one layer, whose sources and spreads move along."""
    before = design.stack.layers[position].name
    return _renamed(rename_layer(design, position, name), before, name)


def without(design: Design, position: int) -> Design:
    """`design` without one layer, its sources and its spreads."""
    return _renamed(remove_layer(design, position), design.stack.layers[position].name, None)


def with_material(design: Design, position: int, material: str) -> Design:
    """`design` with another material in one layer; one from the catalogue brings its numbers and their sources."""
    entry = catalogue_materials().get(material)
    if entry is None:
        return with_field(design, position, "material", material)
    layer = _of_material(design.stack.layers[position], entry)
    return _with_sources(set_layer(design, position, layer), layer.name, _material_sources(entry))


def new_layer(material: str) -> Layer:
    """A layer to begin with, of a catalogue material or of one that has no numbers yet."""
    entry = catalogue_materials().get(material)
    role: Role = entry.role if entry is not None else "other"
    name = entry.name.lower() if entry else material if material != "own" else tr("new layer")
    fresh = Layer(name, material, role, TYPICAL[role], 1000.0)
    return fresh if entry is None else _of_material(fresh, entry)


def with_new_layer(design: Design, position: int, material: str) -> Design:
    """`design` with a new layer of a catalogue material before the one at `position`."""
    entry = catalogue_materials().get(material)
    grown = insert_layer(design, position, new_layer(material))
    name = grown.stack.layers[position].name
    return _with_sources(grown, name, _material_sources(entry) if entry is not None else {})


def with_cell(design: Design, cell: str) -> Design:
    """`design` with another solar cell; the first layer that is a cell takes its thickness and mass."""
    fresh = set_value(design, "stack.cell", cell)
    entry = catalogue_cells().get(cell)
    if entry is None or cell == design.stack.cell:
        return fresh
    place = next((number for number, layer in enumerate(design.stack.layers) if layer.role == "cell"), None)
    if place is not None:
        fresh = with_field(fresh, place, "thickness", entry.thickness.value)
        fresh = with_field(fresh, place, "density", entry.density)
        known = {"thickness": source_of(entry.thickness), "density": source_of(entry.areal_mass)}
        fresh = _with_sources(fresh, design.stack.layers[place].name, known)
    kept = {path: source for path, source in fresh.sources.items() if path != "stack.cell"}
    kept["stack.cell"] = source_of(entry.efficiency)
    return msgspec.structs.replace(fresh, sources=kept)


def _of_material(layer: Layer, entry: catalogue.Material) -> Layer:
    return msgspec.structs.replace(
        layer,
        material=entry.id,
        density=entry.density.value,
        specific_heat=entry.specific_heat.value,
        conductivity=entry.conductivity.value,
    )


def _material_sources(entry: catalogue.Material) -> dict[str, Source]:
    return {field: source_of(getattr(entry, field)) for field in _MATERIAL_NUMBERS}


def _with_sources(design: Design, name: str, known: Mapping[str, Source]) -> Design:
    sources = {**design.sources, **{source_path(name, field): source for field, source in known.items()}}
    return msgspec.structs.replace(design, sources=sources) if len(sources) <= _MAX_SOURCES else design


def _renamed(design: Design, before: str, after: str | None) -> Design:
    if before == after:
        return design
    return msgspec.structs.replace(design, sources=_moved(design.sources, before, after),
                                   spreads=_moved(design.spreads, before, after))  # fmt: skip


def _moved(known: dict[str, _Known], before: str, after: str | None) -> dict[str, _Known]:
    """What is known of fields, by path, with that of the layer `before` under the name `after` or left out."""
    stem = source_path(before, "")
    if not any(path.startswith(stem) for path in known):
        return known
    moved: dict[str, _Known] = {}
    for path, one in known.items():
        if not path.startswith(stem):
            moved[path] = one
        elif after is not None:
            moved[source_path(after, path.removeprefix(stem))] = one
    return moved
