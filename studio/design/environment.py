"""What the Sun, the Earth and the space between send to the satellite."""

from typing import Annotated

import msgspec

from studio.design.field import number
from studio.design.quantity import FLUX, RATIO
from studio.text import mark


class Environment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    solar_constant: Annotated[float, number(
        FLUX, mark("Solar constant"), mark("Solar irradiance at one astronomical unit."), 1300.0, 1420.0)] = 1361.0
    albedo: Annotated[float, number(
        RATIO, mark("Earth albedo"), mark("Share of sunlight that the Earth reflects."), 0.0, 1.0)] = 0.30
    earth_infrared: Annotated[float, number(
        FLUX, mark("Earth infrared"), mark("Flux that the Earth emits, referred to its surface."), 100.0, 350.0,
    )] = 239.0
