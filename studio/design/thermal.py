"""The radiator and the way of the heat to it."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number
from studio.design.quantity import (
    AREA,
    AREAL_MASS,
    NUMBER,
    RATIO,
    TEMPERATURE,
    TEMPERATURE_RISE,
)
from studio.text import mark

RadiatorSizing = Literal["size", "check"]
RadiatorAttitude = Literal["edge_to_sun", "behind_array"]


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
