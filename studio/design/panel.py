"""The solar panel: its layers, its cells, its two faces, and the array that is made of it."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number, text
from studio.design.junction import Junction, Terminals
from studio.design.quantity import (
    AREA,
    AREAL_MASS,
    CONDUCTIVITY,
    DENSITY,
    HEAT_CAPACITY,
    PRICE_PER_AREA,
    RATE,
    RATIO,
    TEMPERATURE,
    TEMPERATURE_COEFFICIENT,
    THICKNESS,
)
from studio.design.user_material import MAX_MATERIALS, UserMaterial
from studio.text import mark

Optics = Literal["auto", "film", "slab", "none"]
FaceSource = Literal["stated", "layers"]
Electrical = Literal["data_sheet", "layers"]
Role = Literal["coating", "cover", "adhesive", "contact", "cell", "substrate", "core", "interconnect", "other"]
ROLES: dict[str, str] = {
    "coating": mark("Coating"),
    "cover": mark("Cover"),
    "adhesive": mark("Adhesive"),
    "contact": mark("Contact"),
    "cell": mark("Cell"),
    "substrate": mark("Substrate"),
    "core": mark("Core"),
    "interconnect": mark("Interconnect"),
    "other": mark("Other"),
}
MAX_LAYERS = 60


class Layer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, text(mark("Name"), mark("Unique in the stack; layers are addressed by it."),
                              longest=60, shortest=1)]  # fmt: skip
    material: Annotated[str, text(mark("Material"), mark("Id in the material catalogue, or a name of your own."),
                                  longest=60, shortest=1, catalogue="materials")]  # fmt: skip
    role: Annotated[Role, choice(mark("Role"), mark("What the layer does in the panel."))]
    thickness: Annotated[float, number(
        THICKNESS, mark("Thickness"), mark("Of the layer where it is present."), 1e-9, 0.2)]
    density: Annotated[float, number(
        DENSITY, mark("Density"), mark("Of the layer's material."), 0.5, 25000.0)]
    specific_heat: Annotated[float, number(
        HEAT_CAPACITY, mark("Specific heat"), mark("Of the layer's material."), 50.0, 10000.0)] = 900.0
    conductivity: Annotated[float, number(
        CONDUCTIVITY, mark("Conductivity"), mark("Thermal conductivity through the thickness."), 1e-3, 5000.0)] = 1.0
    coverage: Annotated[float, number(
        RATIO, mark("Coverage"), mark("Share of the panel area that the layer covers."), 0.001, 1.0)] = 1.0
    optics: Annotated[Optics, choice(
        mark("Optics"),
        mark("film: light interferes in it. slab: only intensities add. auto: by thickness. none: not in the light's "
             "path; before the cells it shades with its coverage."))] = "auto"
    light_path: Annotated[float, number(
        RATIO, mark("Light path"),
        mark("Path of weakly absorbed light over the thickness of a slab: 1 for plane faces, up to 4n² (about 50 in "
             "silicon) behind an ideal texture. Reflection stays that of plane faces."), 1.0, 60.0, unit="",
        when=("stack.electrical", "layers"))] = 1.0
    junction: Annotated[Junction, msgspec.Meta(
        title=mark("Junction"), description=mark("What makes an absorber a cell."))] | None = None


class Surface(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    absorptance: Annotated[float, number(
        RATIO, mark("Solar absorptance"), mark("Share of sunlight that the face absorbs, electricity included."),
        0.0, 1.0, unit="")]
    emittance: Annotated[float, number(
        RATIO, mark("Emittance"), mark("Hemispherical infrared emittance of the face."), 0.01, 1.0, unit="")]
    source: Annotated[FaceSource, choice(
        mark("Face from"),
        mark("stated: the two numbers above. layers: both follow from the n and k, or the tables, of the layers."),
    )] = "stated"  # fmt: skip


class Stack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    technology: Annotated[str, text(
        mark("Technology"), mark("Id of the technology in the catalogue that the stack began as; empty for your own."),
        longest=60, catalogue="technologies", hidden=True)] = ""
    electrical: Annotated[Electrical, choice(
        mark("Electricity from"),
        mark("data_sheet: the efficiency of the cell. layers: optics and J–V curve of the junctions in the layers."),
    )] = "data_sheet"  # fmt: skip
    terminals: Annotated[Terminals, choice(
        mark("Terminals"),
        mark("series: two terminals, the weakest junction limits the current. independent: each has its own."),
        when=("stack.electrical", "layers"))] = "series"
    cell: Annotated[str, text(
        mark("Cell"), mark("Id of the solar cell in the catalogue."), longest=60, shortest=1, catalogue="cells",
    )] = "azur-3g30a"
    cell_efficiency: Annotated[Annotated[float, number(
        RATIO, mark("Cell efficiency"),
        mark("At AM0, 28 °C, beginning of life. Empty: the catalogue's value."), 0.01, 0.6)] | None,
        choice(mark("Cell efficiency"), "")] = None
    cell_temperature_coefficient: Annotated[Annotated[float, number(
        TEMPERATURE_COEFFICIENT, mark("Temperature coefficient"),
        mark("Relative change of power per kelvin. Empty: the catalogue's value."), -0.02, 0.005)] | None,
        choice(mark("Temperature coefficient"), "")] = None
    temperature: Annotated[float, number(
        TEMPERATURE, mark("Rating temperature"),
        mark("Cell temperature at which the panel's own figures are stated."), 100.0, 450.0)] = 301.15
    front: Surface = Surface(0.90, 0.85)
    back: Surface = Surface(0.30, 0.85)
    layers: Annotated[tuple[Layer, ...], msgspec.Meta(
        title=mark("Layers"), description=mark("From the Sun side to the back."),
        min_length=1, max_length=MAX_LAYERS)] = (Layer("cell", "Ge", "cell", 140e-6, 5323.0),)
    price: Annotated[Annotated[float, number(
        PRICE_PER_AREA, mark("Panel price"), mark("Per panel area. Empty: the catalogue's, where it has one."),
        0.0, 1e7)] | None, choice(mark("Panel price"), "")] = None
    materials: Annotated[tuple[UserMaterial, ...], msgspec.Meta(
        title=mark("Own materials"), description=mark("Optical constants that the design brings along."),
        max_length=MAX_MATERIALS)] = ()


class Array(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    area: Annotated[float, number(
        AREA, mark("Array area"), mark("Panel area of one satellite."), 0.01, 1e9)] = 100.0
    packing_factor: Annotated[float, number(
        RATIO, mark("Packing factor"), mark("Share of the panel area that is cell."), 0.01, 1.0)] = 0.9
    wiring_efficiency: Annotated[float, number(
        RATIO, mark("Wiring efficiency"), mark("Mismatch, diodes and harness up to the regulator."), 0.5, 1.0)] = 0.97
    degradation: Annotated[float, number(
        RATE, mark("Degradation"), mark("Yearly loss of array power, radiation and all else together."),
        0.0, 0.5 / 31557600.0, when=("ageing.model", "stated"))] = 0.015 / 31557600.0
    stowed_spacing: Annotated[float, number(
        THICKNESS, mark("Stowed spacing"), mark("Gap and interleaf that a folded panel needs beyond its thickness."),
        0.0, 0.5, unit="mm")] = 1e-3
    structure_areal_mass: Annotated[float, number(
        AREAL_MASS, mark("Structure"), mark("Frames, hinges and booms per panel area, beyond the stack."),
        0.0, 50.0)] = 0.5
