"""The factories and launches behind the panels: how many gigawatts a year, from when, by what technology."""

from typing import Annotated

import msgspec

from studio.design.field import number
from studio.design.quantity import NUMBER, POWER_RATE, YEAR
from studio.text import mark


class Programme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    target: Annotated[float, number(
        POWER_RATE, mark("Target"), mark("Array power built and launched in a year once the ramp is over, in full "
                                         "sunlight at the beginning of life."), 1e3 / YEAR, 1e14 / YEAR)] = 100e9 / YEAR
    first_year: Annotated[int, number(
        NUMBER, mark("First year"), mark("Calendar year in which the ramp begins."), 2020, 2100, unit="")] = 2027
