"""The battery that carries the loads through the dark."""

from typing import Annotated

import msgspec

from studio.design.field import number
from studio.design.quantity import ENERGY, RATE, RATIO, SPECIFIC_ENERGY
from studio.text import mark

_YEAR = 31557600.0


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
