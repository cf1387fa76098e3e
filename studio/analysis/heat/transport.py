"""What carries the heat from the junctions to the radiator: the loop and its pump, the exchanger, and every drop."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from studio import catalogue
from studio.analysis.columns import gathered, plain
from studio.analysis.result import FloatArray
from studio.catalogue import Coolant
from studio.design.thermal import Thermal
from studio.physics import loop
from studio.physics.heat_exchanger import inlet_difference, transfer_units
from studio.text import mark, tr

_LEAST_RISE = 1e-3
"""Nothing passes heat without any difference at all [K]."""


@dataclass(frozen=True, slots=True)
class Circuit:
    """The equal loops of one coolant, together; of many designs each number is an array."""

    coolant: Coolant
    flow: Any
    capacity_rate: Any
    diameter: Any
    """Of the pipe of each loop [m]."""
    pressure: Any
    power: Any
    """Of its pumps [W]."""
    mass: Any
    """Of the coolant in the pipes [kg]."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """The heat exchanger between two circuits."""

    duty: Any
    units: Any
    conductance: Any
    """UA [W/K]."""
    area: Any
    mass: Any
    drop: Any
    """Between the coolants, inner less outer [K]."""


@dataclass(frozen=True, slots=True)
class Transport:
    """The way of the heat; `rises` (…, K) are the drops in temperature [K] along it, from the junction on."""

    names: tuple[str, ...]
    rises: FloatArray
    computed_rise: Any
    """Sum of the drops as computed, also where another is stated [K]."""
    outer: Circuit | None
    inner: Circuit | None
    exchange: Exchange | None
    film_units: Any
    """Transfer units between the coolant and the roots of the fins."""

    @property
    def pump_power(self) -> Any:
        return sum(one.power for one in (self.outer, self.inner) if one is not None)

    @property
    def rise(self) -> Any:
        return along(self.rises)


def along(rises: FloatArray) -> Any:
    """All drops [K] of a way together, added as they come."""
    return plain(sum(rises[..., place] for place in range(rises.shape[-1])))


def pump_power(thermal: Thermal, heat: Any) -> Any:
    """Power that the pumps of all loops draw while they carry `heat` [W]; 0 where heat pipes carry it."""
    if thermal.loop != "pumped":
        return 0.0
    inner = circuit(thermal, thermal.inner_coolant, heat).power if thermal.heat_exchanger else 0.0
    return circuit(thermal, thermal.coolant, heat).power + inner


def circuit(thermal: Thermal, coolant: str, heat: Any) -> Circuit:
    """The loops that carry `heat` [W] with one coolant."""
    fluid = catalogue.coolant(coolant)
    density, viscosity = fluid.density.value, fluid.viscosity.value
    flow = plain(loop.mass_flow(heat, fluid.specific_heat.value, thermal.coolant_rise))
    diameter = plain(loop.pipe_diameter(flow / thermal.loops, density, thermal.flow_velocity))
    flowing = flow > 0.0
    width = np.where(flowing, diameter, 1.0)
    friction = loop.pressure_drop(thermal.loop_length, width, density, thermal.flow_velocity, viscosity)
    pressure = plain(np.where(flowing, friction, 0.0) + thermal.component_pressure)
    return Circuit(
        coolant=fluid,
        flow=flow,
        capacity_rate=flow * fluid.specific_heat.value,
        diameter=diameter,
        pressure=pressure,
        power=plain(loop.pumping_power(flow, density, pressure, thermal.pump_efficiency)),
        mass=thermal.loops * np.pi * diameter**2 / 4.0 * thermal.loop_length * density,
    )


def transport(thermal: Thermal, heat: Any, area: Any) -> Transport:
    """The way of `heat` [W] to a radiator of `area` [m²], with the drops of the full load."""
    chip = thermal.package_power
    names = [tr(mark("Junction to case")), tr(mark("Case to cold plate"))]
    drops = [chip * thermal.junction_resistance, chip * thermal.interface_resistance]
    outer = inner = exchange = None
    units: Any = 0.0
    if thermal.loop == "heat_pipes":
        names.append(tr(mark("Cold plate to radiator, by heat pipe")))
        drops.append(thermal.heat_pipe_rise)
    else:
        outer = circuit(thermal, thermal.coolant, heat)
        names.append(tr(mark("Cold plate to coolant")))
        drops.append(chip * thermal.plate_resistance)
        if thermal.heat_exchanger:
            inner = circuit(thermal, thermal.inner_coolant, heat)
            exchange = _exchange(thermal, heat, inner, outer)
            names.append(tr(mark("Coolant to coolant, through the exchanger")))
            drops.append(exchange.drop)
        units = _film_units(thermal, outer, area)
        names.append(tr(mark("Coolant to radiator")))
        drops.append(thermal.coolant_rise / -plain(np.expm1(-units)))
    rises = np.maximum(gathered(drops), _LEAST_RISE)
    computed = along(rises)
    if thermal.chain == "stated":
        rises = gathered([np.maximum(thermal.junction_rise, _LEAST_RISE) / computed]) * rises
    return Transport(tuple(names), rises, computed, outer, inner, exchange, units)


def _exchange(thermal: Thermal, heat: Any, inner: Circuit, outer: Circuit) -> Exchange:
    kind = catalogue.exchanger(thermal.heat_exchanger)
    reach = thermal.exchanger_effectiveness
    least = np.minimum(inner.capacity_rate, outer.capacity_rate)
    most = np.maximum(inner.capacity_rate, outer.capacity_rate)
    works = least > 0.0
    if not np.any(works):
        nothing = plain(np.zeros(np.shape(works)))
        return Exchange(nothing, nothing, nothing, nothing, nothing, nothing)
    rate = np.where(works, least, 1.0)
    ratio = np.minimum(np.where(works, least / np.where(works, most, 1.0), 1.0), 1.0)
    units = np.where(works, transfer_units(reach, ratio, kind.arrangement), 0.0)
    conductance = units * least
    area = conductance / kind.coefficient.value
    drop = inlet_difference(heat, reach, rate) - heat / np.where(works, outer.capacity_rate, 1.0)
    return Exchange(
        plain(np.where(works, heat, 0.0)), plain(units), plain(conductance), plain(area),
        plain(area * kind.areal_mass.value), plain(np.where(works, drop, 0.0)),
    )  # fmt: skip


_MOST_UNITS = 6.0
"""Beyond it the coolant leaves the tubes as warm as their walls."""
_LEAST_UNITS = 1e-3


def _film_units(thermal: Thermal, circuit: Circuit, area: Any) -> Any:
    """NTU of the film in the radiator's tubes: as many as lie side by side at the pitch, all in parallel."""
    fluid, tubes = circuit.coolant, np.maximum(area / (thermal.tube_pitch * thermal.tube_length), 1.0)
    viscosity, conductivity = fluid.viscosity.value, fluid.conductivity.value
    section = np.pi * thermal.tube_diameter**2 / 4.0
    velocity = circuit.flow / tubes / (fluid.density.value * section)
    reynolds = loop.reynolds_number(fluid.density.value, velocity, thermal.tube_diameter, viscosity)
    prandtl = fluid.specific_heat.value * viscosity / conductivity
    wetted = np.pi * tubes * thermal.tube_length  # per diameter, which cancels that of h = Nu k / d
    film = loop.nusselt_number(reynolds, prandtl) * conductivity * wetted
    flowing = circuit.capacity_rate > 0.0
    units = np.clip(film / np.where(flowing, circuit.capacity_rate, 1.0), _LEAST_UNITS, _MOST_UNITS)
    return plain(np.where(flowing, units, _MOST_UNITS))
