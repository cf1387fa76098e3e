"""The cell: from the light absorbed in its junctions, or from its data sheet, to efficiency and J–V curve."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio import catalogue
from studio.analysis.columns import is_many, plain
from studio.analysis.result import FloatArray, read_only, result
from studio.analysis.stack import rating
from studio.analysis.stack.electric import Junctions, junctions_of
from studio.analysis.stack.grid import ground, space
from studio.analysis.stack.lessons import lessons
from studio.design import Design, Issue
from studio.design.junction import Terminals
from studio.design.panel import Stack
from studio.design.quantity import (
    BAND_GAP,
    CURRENT_DENSITY,
    FLUX,
    RATIO,
    TEMPERATURE_COEFFICIENT,
    VOLTAGE,
)
from studio.design.unit_text import per_cent
from studio.physics.cell.diode import current_voltage
from studio.physics.cell.tandem import series_curve
from studio.text import mark, tr

_POINTS = 120
_SHEET = "Cell catalogue; see the panel tab for the cell's own source"
_AM0 = "ASTM E490 AM0, 1366.1 W/m², 28 °C"
_AM15 = "ASTM G173-03 AM1.5G, 1000.4 W/m², 25 °C"
_DIODE = "One- and two-diode model, e.g. Wenham et al., Applied Photovoltaics (2007), eq. 3.13 and B.4"
_DB = ("Detailed balance: W. Shockley, H. J. Queisser, J. Appl. Phys. 32, 510 (1961); "
       "A. De Vos, J. Phys. D 13, 839 (1980)")  # fmt: skip
_JUNCTION = tuple(f"stack.layers[].junction.{name}" for name in (
    "band_gap", "collection", "radiative_efficiency", "ideality", "saturation_2", "series_resistance",
    "shunt_resistance"))  # fmt: skip
_CURRENTS = ("panel.photocurrents", *_JUNCTION[2:], "stack.terminals")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    efficiency_cell: float = result(
        mark("Cell efficiency"), RATIO, name="panel.efficiency_cell",
        equation="maximum power / irradiance; with a data sheet as decided, or the catalogue's, of its own irradiance",
        source=f"{_AM0}; {_DIODE}, or {_SHEET}",
        inputs=("stack.electrical", "stack.cell", "stack.cell_efficiency", *_CURRENTS))
    temperature_coefficient: float = result(
        mark("Temperature coefficient of power"), TEMPERATURE_COEFFICIENT, name="panel.temperature_coefficient",
        equation="(P(68 °C) / P(28 °C) − 1) / 40 K; with a data sheet as decided, or the catalogue's",
        source="Saturation current with Eg/n: W. De Soto et al., Solar Energy 80, 78 (2006)",
        inputs=("stack.electrical", "stack.cell", "stack.cell_temperature_coefficient",
                "stack.layers[].junction.gap_slope", "stack.layers[].junction.current_coefficient", *_CURRENTS))
    reference_irradiance: float = result(
        mark("Irradiance that the efficiency refers to"), FLUX, name="panel.reference_irradiance",
        equation="integral of the spectrum; with a data sheet its own", source=_AM0, inputs=("stack.cell",))
    reference_spectrum: str = result(
        mark("Spectrum that the efficiency refers to"), name="panel.reference_spectrum",
        equation="ASTM E490 in full; with a data sheet its own AM0", source=_AM0, inputs=("stack.electrical",), unit="")
    photocurrents: FloatArray | None = result(
        mark("Photocurrent of each junction"), CURRENT_DENSITY, name="panel.photocurrents",
        equation="J = q Σ A(λ) · collection · (1 − grid) · E(λ) λ / (h c)", source=_AM0,
        inputs=("optics.layer_absorptance", "stack.layers[].junction.collection"), optional=True)
    jsc: float | None = result(
        mark("Short-circuit current"), CURRENT_DENSITY, name="panel.jsc", equation="J at V = 0, two terminals",
        source=f"{_DIODE}; {_AM0}", inputs=_CURRENTS, optional=True)
    voc: float | None = result(
        mark("Open-circuit voltage"), VOLTAGE, name="panel.voc", equation="V at J = 0, two terminals",
        source=f"{_DIODE}; {_AM0}", inputs=_CURRENTS, optional=True)
    fill_factor: float | None = result(
        mark("Fill factor"), RATIO, name="panel.fill_factor", equation="maximum power / (Voc · Jsc)", source=_DIODE,
        inputs=("panel.jsc", "panel.voc", "panel.efficiency_cell"), optional=True)
    efficiency_ground: float | None = result(
        mark("Cell efficiency on the ground"), RATIO, name="panel.efficiency_ground",
        equation="the same cell under the ground's spectrum", source=f"{_AM15}; {_DIODE}", inputs=_CURRENTS,
        optional=True)
    efficiency_limit: float | None = result(
        mark("Detailed-balance limit"), RATIO, name="panel.efficiency_limit",
        equation="every photon above the gap collected, only radiation lost; the same gaps and terminals, upper "
                 "junctions thinned where that helps", source=f"{_DB}; {_AM0}",
        inputs=("stack.layers[].junction.band_gap", "stack.terminals"), optional=True)
    efficiency_limit_ground: float | None = result(
        mark("Detailed-balance limit on the ground"), RATIO, name="panel.efficiency_limit_ground",
        equation="as panel.efficiency_limit", source=f"{_DB}; {_AM15}",
        inputs=("stack.layers[].junction.band_gap", "stack.terminals"), optional=True)
    efficiency_limit_opaque: float | None = result(
        mark("Detailed-balance limit, opaque junctions"), RATIO, name="panel.efficiency_limit_opaque",
        equation="as panel.efficiency_limit, each junction taking all light above its gap", source=f"{_DB}; {_AM0}",
        inputs=("stack.layers[].junction.band_gap", "stack.terminals"), optional=True)
    band_gaps: FloatArray | None = result(
        mark("Band gap of each junction"), BAND_GAP, equation="as decided", source="Design",
        inputs=("stack.layers[].junction.band_gap",), optional=True)
    junction_names: tuple[str, ...] | None = result(
        mark("Junctions"), equation="the layers with a junction, from the Sun side", source="Design",
        inputs=("stack.layers[].name",), unit="", optional=True)
    current_surplus: FloatArray | None = result(
        mark("Surplus current of each junction"), RATIO, name="panel.current_surplus",
        equation="photocurrent / smallest photocurrent − 1", source="Currents in series are equal",
        inputs=("panel.photocurrents",), optional=True)
    limiting_junction: str | None = result(
        mark("Limiting junction"), name="panel.limiting_junction", equation="the one with the smallest photocurrent",
        source="Currents in series are equal", inputs=("panel.photocurrents",), unit="", optional=True)
    limiting_junction_ground: str | None = result(
        mark("Limiting junction on the ground"), name="panel.limiting_junction_ground",
        equation="the one with the smallest photocurrent under AM1.5G", source=_AM15, inputs=("panel.photocurrents",),
        unit="", optional=True)
    quantum_efficiency: FloatArray | None = result(
        mark("External quantum efficiency"), RATIO, equation="A(λ) · collection · (1 − grid), each junction",
        source=_DIODE, inputs=("optics.layer_absorptance", "stack.layers[].junction.collection"), optional=True)
    curve_voltage: FloatArray | None = result(
        mark("Voltage of the J–V curve"), VOLTAGE, equation="junction voltages added at equal current", source=_DIODE,
        inputs=_CURRENTS, optional=True)
    curve_current: FloatArray | None = result(
        mark("Current of the J–V curve"), CURRENT_DENSITY, equation="see cell.curve_voltage", source=_DIODE,
        inputs=_CURRENTS, optional=True)
    junction_voltage: FloatArray | None = result(
        mark("Voltage of each junction's curve"), VOLTAGE, equation="the diode alone", source=_DIODE, inputs=_CURRENTS,
        optional=True)
    junction_current: FloatArray | None = result(
        mark("Current of each junction's curve"), CURRENT_DENSITY, equation="the diode alone", source=_DIODE,
        inputs=_CURRENTS, optional=True)
    power_point: FloatArray | None = result(
        mark("Maximum-power point"), VOLTAGE, equation="voltage [V], then current density [A/m²]", source=_DIODE,
        inputs=_CURRENTS, optional=True, unit="V")
    loss_names: tuple[str, ...] | None = result(
        mark("Losses in the cell"), equation="from sunlight to cell power, in order", source="Definition",
        inputs=("cell.loss_values",), unit="", optional=True)
    loss_values: FloatArray | None = result(
        mark("Power lost to each"), FLUX, equation="power per cell area; they and what is delivered add up to sunlight",
        source=f"Energy balance; {_DIODE}", inputs=_CURRENTS, optional=True)
    lessons: tuple[str, ...] | None = result(
        mark("What the gaps teach"),
        equation="limits of the gaps as if every junction were opaque, in space and on the ground, and of each alone",
        source=_DB, inputs=("stack.layers[].junction.band_gap", "stack.terminals"),
        unit="", optional=True)
    issues: tuple[Issue, ...] = ()


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Cell:
    """The cell of the design under both suns, at its rating temperature."""
    stack, optics = design.stack, tables["optics"]
    if stack.electrical == "data_sheet":
        efficiency, coefficient = cell_figures(stack)
        known = catalogue.cells().get(stack.cell)
        irradiance = known.reference_irradiance.value if known is not None else space().total
        return Cell(efficiency_cell=efficiency, temperature_coefficient=coefficient, reference_irradiance=irradiance,
                    reference_spectrum=tr(mark("AM0 as on the data sheet, {irradiance:.0f} W/m²"),
                                          irradiance=irradiance))  # fmt: skip
    seen = optics.seen
    junctions = junctions_of(stack, seen)
    if not junctions.places:
        raise ValueError(tr(mark("stack.layers: no layer has a junction, so the layers give no electricity")))
    rated = rating.rate(stack, junctions, optics.light, seen.shade)
    names = tuple(stack.layers[place].name for place in junctions.places)
    several = stack.terminals == "series" and len(names) > 1
    point = rated.point
    for_view = {} if is_many(tables) else _for_view(stack, optics, junctions, rated, names)
    return Cell(
        efficiency_cell=rated.power / space().total,
        temperature_coefficient=rated.temperature_coefficient,
        reference_irradiance=space().total,
        reference_spectrum=_AM0,
        photocurrents=read_only(rated.photocurrents),
        jsc=plain(point.short_circuit_current) if point is not None else None,
        voc=plain(point.open_circuit_voltage) if point is not None else None,
        fill_factor=plain(point.fill_factor) if point is not None else None,
        efficiency_ground=rated.power_ground / ground().total,
        **_limits(junctions, stack.terminals, tables.get("asked")),
        limiting_junction=_named(names, rated.limiting()) if several else None,
        limiting_junction_ground=_named(names, rated.limiting(ground=True)) if several else None,
        **for_view,
    )


def _limits(junctions: Junctions, terminals: Terminals, asked: Collection[str] | None) -> dict[str, Any]:
    """The limits of the same gaps; of many cells those that are asked for."""
    cases = {"efficiency_limit": (space(), False), "efficiency_limit_ground": (ground(), False),
             "efficiency_limit_opaque": (space(), True)}  # fmt: skip
    return {
        name: rating.limit(junctions, terminals, sun, opaque=opaque)
        for name, (sun, opaque) in cases.items()
        if asked is None or f"panel.{name}" in asked
    }


def _named(names: tuple[str, ...], place: Any) -> Any:
    return np.array(names, dtype=object)[place]


def _for_view(
    stack: Stack, optics: Any, junctions: Junctions, rated: "rating.Rating", names: tuple[str, ...]
) -> dict[str, Any]:
    """What of one cell only a view shows."""
    several = stack.terminals == "series" and len(names) > 1
    losses = rating.losses(stack, optics.seen, junctions, optics.light, rated)
    point = rated.point
    curve = series_curve(rated.diode, _POINTS) if point is not None else None
    own = current_voltage(rated.diode, _POINTS)
    return {
        "band_gaps": read_only(junctions.band_gap),
        "junction_names": names,
        "current_surplus": read_only(rated.surplus) if several and not _starved(rated) else None,
        "quantum_efficiency": read_only(rated.quantum_efficiency),
        "curve_voltage": read_only(curve[0]) if curve is not None else None,
        "curve_current": read_only(curve[1]) if curve is not None else None,
        "junction_voltage": read_only(own[0]),
        "junction_current": read_only(own[1]),
        "power_point": read_only([point.voltage, point.current]) if point is not None else None,
        "loss_names": tuple(name for name, _ in losses),
        "loss_values": read_only([value for _, value in losses]),
        "lessons": lessons(junctions, names, stack.terminals) or None,
        "issues": tuple(_issues(stack, names, rated)),
    }


def cell_figures(stack: Stack) -> tuple[Any, Any]:
    """Efficiency at AM0 and 28 °C, and temperature coefficient [1/K]: as decided, or the catalogue's."""
    efficiency, coefficient = stack.cell_efficiency, stack.cell_temperature_coefficient
    if efficiency is None or coefficient is None:
        known = catalogue.cell(stack.cell)
        efficiency = known.efficiency.value if efficiency is None else efficiency
        coefficient = known.temperature_coefficient.value if coefficient is None else coefficient
    return efficiency, coefficient


MISMATCH = 0.05
"""Surplus of a junction in series from which on the design is warned."""


NOTHING = 1e-3
"""Share of the largest photocurrent below which a junction gives nothing, and a surplus over it says nothing."""


def _starved(rated: "rating.Rating") -> list[int]:
    """The junctions that give next to nothing."""
    return np.flatnonzero(rated.photocurrents <= NOTHING * rated.photocurrents.max()).tolist()


def _issues(stack: Stack, names: tuple[str, ...], rated: "rating.Rating") -> list[Issue]:
    starved = [Issue("warning", f"stack.layers[{names[place]}].junction.band_gap", tr(
        mark("{name} turns next to no light into current; in series nothing flows"), name=names[place],
    )) for place in _starved(rated)]  # fmt: skip
    if starved or stack.terminals != "series" or len(names) < 2:
        return starved
    most = int(np.argmax(rated.surplus))
    if not rated.surplus[most] >= MISMATCH:
        return []
    limiting = names[int(rated.limiting())]
    return [Issue("warning", f"stack.layers[{limiting}].junction.band_gap", tr(
        mark("{limiting} limits the current at AM0: {other} could give {surplus} more"), limiting=limiting,
        other=names[most], surplus=per_cent(float(rated.surplus[most])),
    ))]  # fmt: skip
