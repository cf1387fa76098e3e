"""What the array feeds: power electronics, battery, payload, radiator and platform."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number, text
from studio.design.quantity import (
    AREA,
    AREAL_MASS,
    ENERGY,
    MASS,
    NUMBER,
    POWER,
    RATE,
    RATIO,
    SPECIFIC_ENERGY,
    SPECIFIC_MASS,
    SPECIFIC_POWER,
    TEMPERATURE,
    TEMPERATURE_RISE,
)
from studio.text import mark

RadiatorSizing = Literal["size", "check"]
RadiatorAttitude = Literal["edge_to_sun", "behind_array"]
_YEAR = 31557600.0


class Power(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    regulator_efficiency: Annotated[float, number(
        RATIO, mark("Regulator efficiency"), mark("From the array to the bus, maximum-power tracking included."),
        0.5, 1.0)] = 0.97
    distribution_efficiency: Annotated[float, number(
        RATIO, mark("Distribution efficiency"), mark("From the bus to the loads."), 0.5, 1.0)] = 0.98
    electronics_specific_power: Annotated[float, number(
        SPECIFIC_POWER, mark("Electronics W/kg"), mark("Rated array power per mass of power electronics."),
        10.0, 1e5)] = 1000.0


class Battery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    energy: Annotated[float, number(
        ENERGY, mark("Battery energy"), mark("Nameplate energy at beginning of life."), 0.0, 1e15)] = 3.6e6
    depth_of_discharge_limit: Annotated[float, number(
        RATIO, mark("Discharge limit"), mark("Depth that sizing aims at; the battery itself gives all it holds."),
        0.01, 1.0)] = 0.4
    charge_efficiency: Annotated[float, number(
        RATIO, mark("Charge efficiency"), mark("From the bus into the cells."), 0.5, 1.0)] = 0.96
    discharge_efficiency: Annotated[float, number(
        RATIO, mark("Discharge efficiency"), mark("From the cells to the bus."), 0.5, 1.0)] = 0.96
    max_charge_rate: Annotated[float, number(
        RATE, mark("Charge rate"), mark("Largest charge power per nameplate energy."), 1e-6, 0.1,
        unit="1/h")] = 0.5 / 3600.0
    max_discharge_rate: Annotated[float, number(
        RATE, mark("Discharge rate"), mark("Largest discharge power per nameplate energy."), 1e-6, 0.1,
        unit="1/h")] = 1.0 / 3600.0
    fade: Annotated[float, number(
        RATE, mark("Capacity fade"), mark("Yearly loss of capacity."), 0.0, 0.5 / _YEAR)] = 0.02 / _YEAR
    specific_energy: Annotated[float, number(
        SPECIFIC_ENERGY, mark("Specific energy"), mark("Of the battery pack."), 3.6e4, 3.6e6)] = 150 * 3600.0


class Payload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    accelerator: Annotated[str, text(
        mark("Accelerator"), mark("Id of the accelerator in the catalogue."), longest=60, shortest=1,
        catalogue="accelerators")] = "h100-sxm"
    power: Annotated[float, number(
        POWER, mark("Payload power"), mark("Electrical power that the accelerators draw at full load."),
        0.0, 1e11)] = 20e3
    overhead: Annotated[float, number(
        RATIO, mark("Overhead"), mark("Hosts, memory, network, pumps, per payload power."), 0.0, 2.0)] = 0.15
    utilisation: Annotated[float, number(
        RATIO, mark("Utilisation"), mark("Share of the peak compute rate that a workload gets."), 0.0, 1.0)] = 0.4
    eclipse_load_fraction: Annotated[float, number(
        RATIO, mark("Load in eclipse"), mark("Share of the payload power kept while the Sun is hidden."),
        0.0, 1.0)] = 1.0
    specific_mass: Annotated[float, number(
        SPECIFIC_MASS, mark("Payload kg/kW"), mark("Compute hardware mass per payload power."), 0.0, 1.0)] = 0.0113


class Thermal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    radiator_sizing: Annotated[RadiatorSizing, choice(
        mark("Radiator"),
        mark("size: the area follows from the temperature. check: the temperature follows from the area."),
    )] = "size"  # fmt: skip
    target_temperature: Annotated[float, number(
        TEMPERATURE, mark("Target temperature"), mark("Mean surface temperature to size the radiator for."),
        150.0, 600.0, when=("thermal.radiator_sizing", "size"))] = 323.15
    given_area: Annotated[float, number(
        AREA, mark("Given area"), mark("Planform area: each side counts once."), 0.01, 1e9,
        when=("thermal.radiator_sizing", "check"))] = 30.0
    radiator_sides: Annotated[int, number(
        NUMBER, mark("Radiating sides"), mark("1 or 2."), 1, 2, unit="")] = 2
    radiator_attitude: Annotated[RadiatorAttitude, choice(
        mark("Radiator attitude"),
        mark("edge_to_sun: edge-on to the Sun and to the Earth. behind_array: parallel to the array, which shades "
             "it; one side radiates."))] = "edge_to_sun"
    radiator_emittance: Annotated[float, number(
        RATIO, mark("Radiator emittance"), mark("Hemispherical infrared emittance."), 0.01, 1.0, unit="")] = 0.88
    radiator_absorptance: Annotated[float, number(
        RATIO, mark("Radiator absorptance"), mark("Solar absorptance, end of life."), 0.0, 1.0, unit="")] = 0.12
    fin_efficiency: Annotated[float, number(
        RATIO, mark("Fin efficiency"), mark("Radiated power over that of a fin at its root temperature."),
        0.1, 1.0)] = 0.9
    junction_rise: Annotated[float, number(
        TEMPERATURE_RISE, mark("Junction rise"), mark("From the radiator surface to the hottest junction."),
        0.0, 150.0)] = 30.0
    radiator_areal_mass: Annotated[float, number(
        AREAL_MASS, mark("Radiator mass"), mark("Per planform area, fluid and headers included."),
        0.0, 100.0)] = 7.0


class Platform(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    power: Annotated[float, number(
        POWER, mark("Platform power"), mark("Avionics, attitude control, propulsion and links."), 0.0, 1e9)] = 1e3
    mass: Annotated[float, number(
        MASS, mark("Platform mass"), mark("Structure, avionics, propulsion and propellant."), 0.0, 1e9)] = 200.0
    mass_margin: Annotated[float, number(
        RATIO, mark("Mass margin"), mark("Maturity margin on every item of the roll-up."), 0.0, 1.0)] = 0.2
