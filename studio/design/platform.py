"""Everything that is neither array nor payload, and the margins on the masses."""

from typing import Annotated

import msgspec

from studio.design.field import number
from studio.design.quantity import MASS, POWER, RATIO
from studio.text import mark


class Platform(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    power: Annotated[float, number(
        POWER, mark("Platform power"), mark("Avionics, attitude control, propulsion and links."), 0.0, 1e9)] = 1e3
    mass: Annotated[float, number(
        MASS, mark("Platform mass"), mark("Structure, avionics, propulsion and propellant."), 0.0, 1e9)] = 200.0
    mass_margin: Annotated[float, number(
        RATIO, mark("Mass margin"), mark("Maturity margin on every item of the roll-up."), 0.0, 1.0)] = 0.2
