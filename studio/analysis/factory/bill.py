"""What one watt of a programme is made of: area, wafers, metals, satellites and flights."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from studio.analysis.columns import filled, gathered, greatest, over, plain, select, varies
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
    """For each watt of array power in full sunlight at the beginning of life; what does not apply is None.

    Of many designs the numbers may be arrays, with NaN for what does not apply to some.
    """

    array: Any
    """[m²]"""
    cells: Any
    """[m²]"""
    wafers: Any
    good: Any
    """Cells from the wafers."""
    silicon: Any
    """In the finished wafers [kg]."""
    polysilicon: Any
    """Melted for them: kerf, ingot and production losses included [kg]."""
    glass: Any
    """Cover [m²]."""
    glass_mass: Any
    metals: Mapping[str, Any]
    """Bought, by element [kg]; only those that are in it."""
    held: Mapping[str, Any]
    """In the layers other than the wafer, without losses, by element [kg]; none where the use is stated."""
    satellites: Any
    mass: Any
    flights: Any


def bill(design: Design, tables: Mapping[str, Any]) -> Bill:
    """The bill of one watt, of this design or of the stated technology.

    Raises
    ------
    ValueError
        Where the panel gives no power, or a satellite has none.
    """
    return _of_design(design, tables) if design.programme.technology == "design" else _stated(design)


def layer_metals(layers: tuple[Layer, ...], area: Any) -> dict[str, Any]:
    """Scarce elements in an area of layers, by thickness, coverage and density [kg]."""
    found: dict[str, Any] = {}
    for layer in layers:
        known = compositions().get(layer.material)
        if known is None:
            continue
        mass = plain(layer_mass(area, layer.thickness, layer.density, layer.coverage))
        for part in known.elements:
            found[part.element] = found.get(part.element, 0.0) + mass * part.share.value
    there = ((element, found[element]) for element in ELEMENTS if element in found)
    return {element: _some(mass) for element, mass in there if np.any(mass > 0.0)}


def _some(mass: Any) -> Any:
    """A mass, and no value where it is nothing."""
    return select(mass > 0.0, mass, None)


def wafer_layers(design: Design) -> list[tuple[Any, Layer | None]]:
    """The layer that is cut from an ingot, or None, and where that is so: of many designs thickness can decide."""
    crystals = [layer for layer in design.stack.layers if layer.role == "cell" and layer.material in _WAFER_MATERIALS]
    if not any(varies(layer.thickness) for layer in crystals):
        thick = [layer for layer in crystals if layer.thickness >= _THINNEST_WAFER]
        return [(True, max(thick, key=lambda layer: layer.thickness, default=None))]
    thickness = gathered(layer.thickness for layer in crystals)
    place = np.where((thickness >= _THINNEST_WAFER).any(axis=-1), thickness.argmax(axis=-1), -1)
    return [(place == number, None if number < 0 else crystals[number]) for number in np.unique(place).tolist()]


def _of_design(design: Design, tables: Mapping[str, Any]) -> Bill:
    density = tables["panel"].power_density_bol
    if np.any(density <= 0.0):
        raise ValueError(tr(mark("the panel gives no power, so that nothing can be counted by the watt")))
    found = [(where, _with_wafer(design, tables, cut)) for where, cut in wafer_layers(design)]
    return functools.reduce(_either, found)[1]


def _either(first: tuple[Any, Bill], second: tuple[Any, Bill]) -> tuple[Any, Bill]:
    """Two bills of many designs as one, and where either holds."""
    (here, one), (there, other) = first, second
    merged: dict[str, Any] = {}
    for name in Bill.__slots__:
        known, new = getattr(one, name), getattr(other, name)
        if isinstance(known, Mapping):
            merged[name] = {key: select(here, known.get(key), new.get(key))
                            for key in ELEMENTS if key in known or key in new}  # fmt: skip
        else:
            merged[name] = None if known is None and new is None else select(here, known, new)
    return here | there, Bill(**merged)


def _with_wafer(design: Design, tables: Mapping[str, Any], cut: Layer | None) -> Bill:
    made = design.programme
    density = tables["panel"].power_density_bol
    area = 1.0 / density
    cells = area * design.array.packing_factor
    films = tuple(layer for layer in design.stack.layers if layer is not cut)
    bought = 1.0 / (made.metal_use * made.production_yield)
    held = layer_metals(films, area)
    metals = {element: mass * bought for element, mass in held.items()}
    wafers = good = silicon = melt = None
    if cut is not None:
        # The layer's own density may be that of a whole cell, with its contacts: the crystal's counts.
        crystal = material(cut.material).density.value
        shape, wafers, melted = _wafers(design, cells, cut.material, cut.thickness, crystal)
        good = wafers * made.production_yield * shape.cells.value
        if cut.material == "Si":
            silicon, melt = plain(layer_mass(cells, cut.thickness, crystal)), melted
        elif cut.material in compositions():
            for part in compositions()[cut.material].elements:
                metals[part.element] = filled(metals.get(part.element)) + melted * part.share.value
    covers = [layer for layer in design.stack.layers if layer.role == "cover"]
    satellites = 1.0 / (density * design.array.area)
    mass, launch = satellites * tables["mass"].satellite, tables["launch"]
    loaded = None if launch.mass_filled is None else launch.mass_filled * launch.payload_to_orbit
    return Bill(
        array=area, cells=cells, wafers=wafers, good=good, silicon=silicon, polysilicon=melt,
        glass=area * functools.reduce(greatest, (layer.coverage for layer in covers), 0.0),
        glass_mass=sum(plain(layer_mass(area, one.thickness, one.density, one.coverage)) for one in covers),
        metals=metals, held=held, satellites=satellites, mass=mass, flights=over(mass, loaded),
    )  # fmt: skip


def _stated(design: Design) -> Bill:
    made = design.programme
    cells = plain(cell_area(1.0, made.efficiency, design.environment.solar_constant))
    silicon, glass = material("Si").density.value, material("cover-glass").density.value
    shape, wafers, melted = _wafers(design, cells, "Si", made.wafer_thickness, silicon)
    mass = 1.0 / made.specific_power
    metals = {"silver": made.silver_use, "indium": made.indium_use}
    return Bill(
        array=plain(array_area(cells, made.packing)), cells=cells, wafers=wafers,
        good=wafers * made.production_yield * shape.cells.value,
        silicon=plain(layer_mass(cells, made.wafer_thickness, silicon)), polysilicon=melted,
        glass=select(made.cover_thickness > 0.0, cells, 0.0),
        glass_mass=plain(layer_mass(cells, made.cover_thickness, glass)),
        metals={element: _some(used) for element, used in metals.items() if np.any(used > 0.0)}, held={},
        satellites=None, mass=mass, flights=mass / made.flight_mass,
    )  # fmt: skip


def _wafers(design: Design, cells: Any, crystal: str, thickness: Any, density: float) -> tuple[Wafer, Any, Any]:
    """The format, the wafers started for an area of cells, and what is melted for them [kg]."""
    made = design.programme
    shape = wafer(made.wafer or ("M10" if crystal == "Si" else "round-100"))
    count = plain(wafer_count(cells, shape.area.value, shape.used.value, made.production_yield))
    melted = plain(ingot_mass(count, shape.area.value, thickness, density, kerf=made.kerf,
                              ingot_yield=made.ingot_yield))  # fmt: skip
    return shape, count, melted
