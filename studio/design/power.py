"""The power electronics between the array and the loads."""

from typing import Annotated

import msgspec

from studio.design.field import number
from studio.design.quantity import RATIO, SPECIFIC_POWER
from studio.text import mark


class Power(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    regulator_efficiency: Annotated[float, number(
        RATIO, mark("Regulator efficiency"), mark("From the array to the bus, maximum-power tracking included."),
        0.5, 1.0)] = 0.97
    distribution_efficiency: Annotated[float, number(
        RATIO, mark("Distribution efficiency"), mark("From the bus to the loads."), 0.5, 1.0)] = 0.98
    electronics_specific_power: Annotated[float, number(
        SPECIFIC_POWER, mark("Electronics W/kg"), mark("Rated array power per mass of power electronics."),
        10.0, 1e5)] = 1000.0
