"""The columns of the layer table: which field each shows, in which unit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from studio.design import Design
from studio.design.field import Field, struct_fields
from studio.design.panel import Layer
from studio.design.quantity import AREAL_MASS, Quantity
from studio.design.unit_text import number_text
from studio.gui.panel.layer_notes import optics_text
from studio.gui.panel.words import (
    layer_mass,
    mass_shares,
    material_text,
    role_text,
    share_text,
    thickness_text,
    thickness_unit,
)
from studio.text import mark, tr


@dataclass(frozen=True, slots=True)
class Column:
    """`field` is a field of the layer, or empty for what follows from the others."""

    field: str
    title: str
    ems: float
    unit: str = ""
    help: str = ""


COLUMNS = (
    Column("name", mark("Name"), 9.0),
    Column("role", mark("Role"), 7.0),
    Column("material", mark("Material"), 10.0),
    Column("thickness", mark("Thickness"), 6.0),
    Column("optics", mark("Optics"), 4.5),
    Column("", mark("Light"), 5.0, "%", mark("Share of AM0 sunlight that the layer absorbs over the cells")),
    Column("density", mark("Density"), 6.0, "kg/m³"),
    Column("specific_heat", mark("Specific heat"), 7.0, "J/(kg·K)"),
    Column("conductivity", mark("Conductivity"), 7.0, "W/(m·K)"),
    Column("coverage", mark("Coverage"), 5.5, "%"),
    Column("", mark("Mass"), 5.0, "g/m²", mark("Thickness × density × coverage")),
    Column("", mark("Share"), 5.0, "%", mark("Of the mass of the stack")),
)
LIGHT, MASS, SHARE = (place for place, column in enumerate(COLUMNS) if not column.field)
ODD = "  ⚠"
"""What stands behind the name of a layer with a warning."""
SPECS: dict[str, Field] = struct_fields(Layer)


def title(column: Column) -> str:
    """The head of a column, with its unit."""
    return f"{tr(column.title)}\n{column.unit}" if column.unit else tr(column.title)


def help_text(column: Column) -> str:
    return tr(SPECS[column.field].help) if column.field else tr(column.help)


def bare_unit(column: Column, layer: Layer) -> str | None:
    """The unit that a bare number is read in; None where there is none."""
    if column.field == "thickness":
        return thickness_unit(layer.thickness)
    return column.unit or None


def texts(design: Design, lights: Mapping[str, float], odd: Collection[str]) -> list[tuple[str, ...]]:
    """The text of every cell, row by row; `lights` are shares of sunlight by layer, `odd` the layers with a warning."""
    shares = mass_shares(design)
    return [
        tuple(_shown(layer, share, place, lights.get(layer.name), layer.name in odd) for place in range(len(COLUMNS)))
        for layer, share in zip(design.stack.layers, shares, strict=True)
    ]


def _shown(layer: Layer, share: float, place: int, light: float | None, odd: bool) -> str:
    column = COLUMNS[place]
    if place == LIGHT:
        return "–" if light is None else share_text(max(light, 0.0)).removesuffix(" %")
    if place == MASS:
        return _in_unit(layer_mass(layer), AREAL_MASS, "g/m²", 4)
    if place == SHARE:
        return share_text(share).removesuffix(" %")
    value = getattr(layer, column.field)
    if column.field == "name" and odd:
        return f"{value}{ODD}"
    if column.field == "optics":
        return optics_text(layer)
    if column.field == "thickness":
        return thickness_text(value)
    if column.field == "role":
        return role_text(value)
    if column.field == "material":
        return material_text(value)
    quantity = SPECS[column.field].quantity
    return str(value) if quantity is None else _in_unit(value, quantity, column.unit, 5)


def typed(design: Design, position: int, place: int) -> str:
    """The text with which editing a cell begins."""
    layer, column = design.stack.layers[position], COLUMNS[place]
    if column.field == "thickness":
        return thickness_text(layer.thickness, 8)
    value = getattr(layer, column.field)
    quantity = SPECS[column.field].quantity
    return str(value) if quantity is None else _in_unit(value, quantity, column.unit, 9)


def _in_unit(value: float, quantity: Quantity, unit: str, digits: int) -> str:
    chosen = quantity.unit(unit) or quantity.units[0]
    return number_text(chosen.from_si(value), digits)
