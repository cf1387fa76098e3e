"""What carries the heat from the junctions to the radiator: the loop and its pump, the exchanger, and every drop."""

from dataclasses import dataclass

import numpy as np

from studio import catalogue
from studio.catalogue import Coolant
from studio.design.thermal import Thermal
from studio.physics import loop
from studio.physics.heat_exchanger import inlet_difference, transfer_units
from studio.text import mark, tr

_LEAST_RISE = 1e-3
"""Nothing passes heat without any difference at all [K]."""


@dataclass(frozen=True, slots=True)
class Circuit:
    """The equal loops of one coolant, together."""

    coolant: Coolant
    flow: float
    capacity_rate: float
    diameter: float
    """Of the pipe of each loop [m]."""
    pressure: float
    power: float
    """Of its pumps [W]."""
    mass: float
    """Of the coolant in the pipes [kg]."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """The heat exchanger between two circuits."""

    duty: float
    units: float
    conductance: float
    """UA [W/K]."""
    area: float
    mass: float
    drop: float
    """Between the coolants, inner less outer [K]."""


@dataclass(frozen=True, slots=True)
class Transport:
    """The way of the heat; `rises` are the drops in temperature [K] along it, from the junction on."""

    names: tuple[str, ...]
    rises: tuple[float, ...]
    computed_rise: float
    """Sum of the drops as computed, also where another is stated [K]."""
    outer: Circuit | None
    inner: Circuit | None
    exchange: Exchange | None
    film_units: float
    """Transfer units between the coolant and the roots of the fins."""

    @property
    def pump_power(self) -> float:
        return sum(one.power for one in (self.outer, self.inner) if one is not None)

    @property
    def rise(self) -> float:
        return sum(self.rises)


def pump_power(thermal: Thermal, heat: float) -> float:
    """Power that the pumps of all loops draw while they carry `heat` [W]; 0 where heat pipes carry it."""
    if thermal.loop != "pumped":
        return 0.0
    inner = circuit(thermal, thermal.inner_coolant, heat).power if thermal.heat_exchanger else 0.0
    return circuit(thermal, thermal.coolant, heat).power + inner


def circuit(thermal: Thermal, coolant: str, heat: float) -> Circuit:
    """The loops that carry `heat` [W] with one coolant."""
    fluid = catalogue.coolant(coolant)
    density, viscosity = fluid.density.value, fluid.viscosity.value
    flow = float(loop.mass_flow(heat, fluid.specific_heat.value, thermal.coolant_rise))
    diameter = float(loop.pipe_diameter(flow / thermal.loops, density, thermal.flow_velocity))
    friction = 0.0
    if flow > 0.0:
        friction = float(loop.pressure_drop(thermal.loop_length, diameter, density, thermal.flow_velocity, viscosity))
    pressure = friction + thermal.component_pressure
    return Circuit(
        coolant=fluid,
        flow=flow,
        capacity_rate=flow * fluid.specific_heat.value,
        diameter=diameter,
        pressure=pressure,
        power=float(loop.pumping_power(flow, density, pressure, thermal.pump_efficiency)),
        mass=thermal.loops * np.pi * diameter**2 / 4.0 * thermal.loop_length * density,
    )


def transport(thermal: Thermal, heat: float, area: float) -> Transport:
    """The way of `heat` [W] to a radiator of `area` [m²], with the drops of the full load."""
    chip = thermal.package_power
    names = [tr(mark("Junction to case")), tr(mark("Case to cold plate"))]
    rises = [chip * thermal.junction_resistance, chip * thermal.interface_resistance]
    outer = inner = exchange = None
    units = 0.0
    if thermal.loop == "heat_pipes":
        names.append(tr(mark("Cold plate to radiator, by heat pipe")))
        rises.append(thermal.heat_pipe_rise)
    else:
        outer = circuit(thermal, thermal.coolant, heat)
        names.append(tr(mark("Cold plate to coolant")))
        rises.append(chip * thermal.plate_resistance)
        if thermal.heat_exchanger:
            inner = circuit(thermal, thermal.inner_coolant, heat)
            exchange = _exchange(thermal, heat, inner, outer)
            names.append(tr(mark("Coolant to coolant, through the exchanger")))
            rises.append(exchange.drop)
        units = _film_units(thermal, outer, area)
        names.append(tr(mark("Coolant to radiator")))
        rises.append(thermal.coolant_rise / -float(np.expm1(-units)))
    rises = [max(rise, _LEAST_RISE) for rise in rises]
    computed = sum(rises)
    if thermal.chain == "stated":
        share = max(thermal.junction_rise, _LEAST_RISE) / computed
        rises = [share * rise for rise in rises]
    return Transport(tuple(names), tuple(rises), computed, outer, inner, exchange, units)


def _exchange(thermal: Thermal, heat: float, inner: Circuit, outer: Circuit) -> Exchange:
    kind = catalogue.exchanger(thermal.heat_exchanger)
    reach = thermal.exchanger_effectiveness
    rates = sorted((inner.capacity_rate, outer.capacity_rate))
    if rates[0] <= 0.0:
        return Exchange(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    units = float(transfer_units(reach, min(rates[0] / rates[1], 1.0), kind.arrangement))
    conductance = units * rates[0]
    area = conductance / kind.coefficient.value
    drop = float(inlet_difference(heat, reach, rates[0])) - heat / outer.capacity_rate
    return Exchange(heat, units, conductance, area, area * kind.areal_mass.value, drop)


_MOST_UNITS = 6.0
"""Beyond it the coolant leaves the tubes as warm as their walls."""
_LEAST_UNITS = 1e-3


def _film_units(thermal: Thermal, circuit: Circuit, area: float) -> float:
    """NTU of the film in the radiator's tubes: as many as lie side by side at the pitch, all in parallel."""
    if circuit.flow <= 0.0:
        return _MOST_UNITS
    fluid, tubes = circuit.coolant, max(area / (thermal.tube_pitch * thermal.tube_length), 1.0)
    viscosity, conductivity = fluid.viscosity.value, fluid.conductivity.value
    section = np.pi * thermal.tube_diameter**2 / 4.0
    velocity = circuit.flow / tubes / (fluid.density.value * section)
    reynolds = loop.reynolds_number(fluid.density.value, velocity, thermal.tube_diameter, viscosity)
    prandtl = fluid.specific_heat.value * viscosity / conductivity
    wetted = np.pi * tubes * thermal.tube_length  # per diameter, which cancels that of h = Nu k / d
    film = float(loop.nusselt_number(reynolds, prandtl)) * conductivity * wetted
    return float(np.clip(film / circuit.capacity_rate, _LEAST_UNITS, _MOST_UNITS))
