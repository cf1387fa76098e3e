"""The data centre on the ground that the one in orbit is held against: where it stands and what feeds it."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number, text
from studio.design.quantity import ANGLE, LENGTH, RATE, RATIO, TEMPERATURE, YEAR
from studio.text import mark

Supply = Literal["grid", "gas", "solar_storage"]
Mount = Literal["tilted", "tracking"]
_OWN = ("ground.site", "custom")
_HALF_PI = 1.5707963267948966


class Ground(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    site: Annotated[str, text(
        mark("Site"),
        mark("Where the panels stand that those in orbit are held against: id of the site in the catalogue, or custom "
             "for the place typed below."), longest=60, shortest=1, catalogue="sites")] = "us-average"
    latitude: Annotated[float, number(
        ANGLE, mark("Latitude"), mark("Of your own place, north positive."), -_HALF_PI, _HALF_PI, when=_OWN,
    )] = 0.6  # fmt: skip
    longitude: Annotated[float, number(
        ANGLE, mark("Longitude"), mark("Of your own place, east positive."), -2 * _HALF_PI, 2 * _HALF_PI, when=_OWN,
    )] = 0.0  # fmt: skip
    altitude: Annotated[float, number(
        LENGTH, mark("Height above the sea"), mark("Of your own place."), -500.0, 6000.0, unit="m", when=_OWN,
    )] = 0.0  # fmt: skip
    air_temperature: Annotated[float, number(
        TEMPERATURE, mark("Air temperature"), mark("Yearly mean at your own place."), 230.0, 320.0, when=_OWN,
    )] = 288.15  # fmt: skip
    mount: Annotated[Mount, choice(
        mark("Mount"), mark("tilted: facing the equator, tilted by the latitude. tracking: following the Sun from east "
                            "to west."), when=_OWN)] = "tilted"
    clear_sky_share: Annotated[float, number(
        RATIO, mark("Share of the clear-sky yield"),
        mark("What clouds, dirt and losses leave of the yield under a clean, cloudless sky at your own place."),
        0.01, 1.0, when=_OWN)] = 0.59
    efficiency: Annotated[float, number(
        RATIO, mark("Panel efficiency on the ground"), mark("Of the whole panel at 1000 W/m², AM1.5 and 25 °C."),
        0.01, 0.6)] = 0.22
    degradation: Annotated[float, number(
        RATE, mark("Degradation on the ground"), mark("Yearly loss of power of the panels on the ground."),
        0.0, 0.5 / YEAR)] = 0.005 / YEAR
    spectral_ratio: Annotated[float, number(
        RATIO, mark("Efficiency in space over that on the ground"),
        mark("Of the same cell: AM0 has more light that a cell cannot use than AM1.5 has. Layers give their own."),
        0.3, 1.5, unit="", when=("stack.electrical", "data_sheet"))] = 0.889
    supply: Annotated[Supply, choice(
        mark("Electricity from"),
        mark("grid: bought. gas: turbines on the site. solar_storage: a solar plant with batteries on the site."),
    )] = "grid"  # fmt: skip
