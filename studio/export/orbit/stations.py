"""The ground stations of a design as places: it decides how many there are on which circle of latitude."""

import math
from typing import NamedTuple

from studio.design import Design


class Station(NamedTuple):
    """`number` counts from 1; the place is on the ellipsoid of WGS84."""

    number: int
    latitude: float
    """[rad]"""
    longitude: float
    """[rad], within ±π"""
    elevation: float
    """Least elevation at which it receives [rad]"""


def stations(design: Design, most: int) -> tuple[Station, ...]:
    """The first `most` stations; the design leaves their longitudes open, so the first stands on that of Greenwich."""
    part = design.link
    step = 2.0 * math.pi / part.stations
    return tuple(
        Station(place + 1, part.station_latitude, math.remainder(place * step, 2.0 * math.pi), part.station_elevation)
        for place in range(min(part.stations, most))
    )
