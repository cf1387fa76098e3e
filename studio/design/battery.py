"""The battery that carries the loads through the dark."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number, text
from studio.design.quantity import ENERGY, RATE, RATIO, SPECIFIC_ENERGY, TEMPERATURE
from studio.text import mark

_YEAR = 31557600.0
BatteryAgeing = Literal["stated", "computed"]


class Battery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    energy: Annotated[float, number(
        ENERGY, mark("Battery energy"), mark("Nameplate energy at beginning of life."), 0.0, 1e15)] = 3.6e6
    chemistry: Annotated[str, text(
        mark("Chemistry"),
        mark("Id of the chemistry in the catalogue, whose efficiencies and specific energy then count. Empty: the "
             "numbers stated here."), longest=60, catalogue="batteries")] = ""
    depth_of_discharge_limit: Annotated[float, number(
        RATIO, mark("Discharge limit"), mark("Depth that sizing aims at; the battery itself gives all it holds."),
        0.01, 1.0)] = 0.4
    charge_efficiency: Annotated[float, number(
        RATIO, mark("Charge efficiency"), mark("From the bus into the cells."), 0.5, 1.0,
        when=("battery.chemistry", ""))] = 0.96
    discharge_efficiency: Annotated[float, number(
        RATIO, mark("Discharge efficiency"), mark("From the cells to the bus."), 0.5, 1.0,
        when=("battery.chemistry", ""))] = 0.96
    max_charge_rate: Annotated[float, number(
        RATE, mark("Charge rate"), mark("Largest charge power per nameplate energy."), 1e-6, 0.1,
        unit="1/h")] = 0.5 / 3600.0
    max_discharge_rate: Annotated[float, number(
        RATE, mark("Discharge rate"), mark("Largest discharge power per nameplate energy."), 1e-6, 0.1,
        unit="1/h")] = 1.0 / 3600.0
    ageing: Annotated[BatteryAgeing, choice(
        mark("Battery ageing"),
        mark("stated: a yearly loss. computed: by the cycles of the year and their depth, by time and by temperature, "
             "as the chemistry's tests have it."))] = "stated"
    fade: Annotated[float, number(
        RATE, mark("Capacity fade"), mark("Yearly loss of capacity."), 0.0, 0.5 / _YEAR,
        when=("battery.ageing", "stated"))] = 0.02 / _YEAR
    temperature: Annotated[float, number(
        TEMPERATURE, mark("Battery temperature"), mark("Mean temperature of the cells over the life."),
        200.0, 373.15, when=("battery.ageing", "computed"))] = 293.15
    specific_energy: Annotated[float, number(
        SPECIFIC_ENERGY, mark("Specific energy"), mark("Of the battery pack."), 3.6e4, 3.6e6,
        when=("battery.chemistry", ""))] = 150 * 3600.0
