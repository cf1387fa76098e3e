"""What one watt of a programme is made of: area, wafers, metals, satellites and flights."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from studio.catalogue import material
from studio.catalogue.supply import ELEMENTS, Wafer, compositions, wafer
from studio.design import Design
from studio.design.panel import Layer
from studio.physics.manufacturing import array_area, cell_area, ingot_mass, layer_mass, wafer_count
from studio.text import mark, tr

_WAFER_MATERIALS: Final = ("Si", "Ge", "GaAs")
_THINNEST_WAFER: Final = 10e-6
"""Below it a crystal is grown as a film, not cut from an ingot [m]."""


@dataclass(frozen=True, slots=True)
class Bill:
    """For each watt of array power in full sunlight at the beginning of life; what does not apply is None."""

    array: float
    """[m²]"""
    cells: float
    """[m²]"""
    wafers: float | None
    wafer: Wafer | None
    silicon: float | None
    """In the finished wafers [kg]."""
    polysilicon: float | None
    """Melted for them: kerf, ingot and production losses included [kg]."""
    glass: float
    """Cover [m²]."""
    glass_mass: float
    metals: Mapping[str, float]
    """Bought, by element [kg]; only those that are in it."""
    held: Mapping[str, float]
    """In the layers other than the wafer, without losses, by element [kg]; none where the use is stated."""
    satellites: float | None
    mass: float
    flights: float | None


def bill(design: Design, tables: Mapping[str, Any]) -> Bill:
    """The bill of one watt, of this design or of the stated technology.

    Raises
    ------
    ValueError
        Where the panel gives no power, or a satellite has none.
    """
    return _of_design(design, tables) if design.programme.technology == "design" else _stated(design)


def layer_metals(layers: tuple[Layer, ...], area: float) -> dict[str, float]:
    """Scarce elements in an area of layers, by thickness, coverage and density [kg]."""
    found: dict[str, float] = {}
    for layer in layers:
        known = compositions().get(layer.material)
        if known is None:
            continue
        mass = float(layer_mass(area, layer.thickness, layer.density, layer.coverage))
        for part in known.elements:
            found[part.element] = found.get(part.element, 0.0) + mass * part.share.value
    return {element: found[element] for element in ELEMENTS if found.get(element, 0.0) > 0.0}


def wafer_layer(design: Design) -> Layer | None:
    """The layer that is cut from an ingot; None where every cell is a film."""
    crystals = (layer for layer in design.stack.layers
                if layer.role == "cell" and layer.material in _WAFER_MATERIALS and layer.thickness >= _THINNEST_WAFER)
    return max(crystals, key=lambda layer: layer.thickness, default=None)


def _of_design(design: Design, tables: Mapping[str, Any]) -> Bill:
    density, made = tables["panel"].power_density_bol, design.programme
    if density <= 0.0:
        raise ValueError(tr(mark("the panel gives no power, so that nothing can be counted by the watt")))
    area = 1.0 / density
    cells = area * design.array.packing_factor
    cut = wafer_layer(design)
    films = tuple(layer for layer in design.stack.layers if layer is not cut)
    bought = 1.0 / (made.metal_use * made.production_yield)
    held = layer_metals(films, area)
    metals = {element: mass * bought for element, mass in held.items()}
    wafers = shape = silicon = melt = None
    if cut is not None:
        # The layer's own density may be that of a whole cell, with its contacts: the crystal's counts.
        crystal = material(cut.material).density.value
        shape, wafers, melted = _wafers(design, cells, cut.material, cut.thickness, crystal)
        if cut.material == "Si":
            silicon, melt = float(layer_mass(cells, cut.thickness, crystal)), melted
        elif cut.material in compositions():
            for part in compositions()[cut.material].elements:
                metals[part.element] = metals.get(part.element, 0.0) + melted * part.share.value
    covers = [layer for layer in design.stack.layers if layer.role == "cover"]
    satellites = 1.0 / (density * design.array.area)
    mass, launch = satellites * tables["mass"].satellite, tables["launch"]
    loaded = None if launch.mass_filled is None else launch.mass_filled * launch.payload_to_orbit
    return Bill(
        array=area, cells=cells, wafers=wafers, wafer=shape, silicon=silicon, polysilicon=melt,
        glass=area * max((layer.coverage for layer in covers), default=0.0),
        glass_mass=sum(float(layer_mass(area, one.thickness, one.density, one.coverage)) for one in covers),
        metals=metals, held=held, satellites=satellites, mass=mass, flights=mass / loaded if loaded else None,
    )  # fmt: skip


def _stated(design: Design) -> Bill:
    made = design.programme
    cells = float(cell_area(1.0, made.efficiency, design.environment.solar_constant))
    silicon, glass = material("Si").density.value, material("cover-glass").density.value
    shape, wafers, melted = _wafers(design, cells, "Si", made.wafer_thickness, silicon)
    mass = 1.0 / made.specific_power
    metals = {"silver": made.silver_use, "indium": made.indium_use}
    return Bill(
        array=float(array_area(cells, made.packing)), cells=cells, wafers=wafers, wafer=shape,
        silicon=float(layer_mass(cells, made.wafer_thickness, silicon)), polysilicon=melted,
        glass=cells if made.cover_thickness > 0.0 else 0.0,
        glass_mass=float(layer_mass(cells, made.cover_thickness, glass)),
        metals={element: used for element, used in metals.items() if used > 0.0}, held={},
        satellites=None, mass=mass, flights=mass / made.flight_mass,
    )  # fmt: skip


def _wafers(design: Design, cells: float, crystal: str, thickness: float, density: float) -> tuple[Wafer, float, float]:
    """The format, the wafers started for an area of cells, and what is melted for them [kg]."""
    made = design.programme
    shape = wafer(made.wafer or ("M10" if crystal == "Si" else "round-100"))
    count = float(wafer_count(cells, shape.area.value, shape.used.value, made.production_yield))
    melted = float(ingot_mass(count, shape.area.value, thickness, density, kerf=made.kerf,
                              ingot_yield=made.ingot_yield))  # fmt: skip
    return shape, count, melted
