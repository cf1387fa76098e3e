"""The power electronics between the array and the loads, and the conductors of the bus."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number
from studio.design.quantity import LENGTH, RATIO, SPECIFIC_POWER, TEMPERATURE, VOLTAGE
from studio.text import mark

Conductor = Literal["copper", "aluminium"]


class Power(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    regulator_efficiency: Annotated[float, number(
        RATIO, mark("Regulator efficiency"), mark("From the array to the bus, maximum-power tracking included."),
        0.5, 1.0)] = 0.97
    distribution_efficiency: Annotated[float, number(
        RATIO, mark("Distribution efficiency"),
        mark("From the bus to the loads: converters, switches and the conductors of the bus."), 0.5, 1.0)] = 0.98
    electronics_specific_power: Annotated[float, number(
        SPECIFIC_POWER, mark("Electronics W/kg"), mark("Rated array power per mass of power electronics."),
        10.0, 1e5)] = 1000.0
    bus_voltage: Annotated[float, number(
        VOLTAGE, mark("Bus voltage"), mark("Between the two conductors of the main bus."), 5.0, 1e5)] = 50.0
    conductor: Annotated[Conductor, choice(
        mark("Conductor"), mark("Metal of the conductors of the main bus."))] = "copper"
    conductor_length: Annotated[Annotated[float, number(
        LENGTH, mark("Conductor length"),
        mark("From the array to the loads, one way. Empty: half the side of a square array."), 0.0, 1e5,
        unit="m")] | None, choice(mark("Conductor length"), "")] = None
    conductor_loss_share: Annotated[float, number(
        RATIO, mark("Conductor loss"),
        mark("Share of the full load at the bus that the conductors turn into heat. It is a part of the distribution "
             "loss, not beside it."), 0.0, 0.5)] = 0.01
    conductor_temperature: Annotated[float, number(
        TEMPERATURE, mark("Conductor temperature"), mark("At which the conductors carry the full load."),
        100.0, 500.0)] = 333.15
