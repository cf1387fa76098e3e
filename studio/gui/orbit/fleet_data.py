"""What the graphics processor has to know of a fleet, made ready beside the GUI thread."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.gui.space.arrays import EARTH_RADIUS, Floats
from studio.physics.fleet.planes import Planes, plane_of
from studio.physics.orbit import orbit_frame, secular_rates

_TURN = 2.0 * np.pi
_BLOCK = 65_536


@dataclass(frozen=True, eq=False)
class FleetData:
    """In an order drawn by lot, so that the first of any number are an even sample of all."""

    planes: Planes
    order: NDArray[np.int32]
    """Satellite, counted plane after plane, that is drawn at each place"""
    orbit: NDArray[np.float32]
    """(n, 4) Radius [Earth radii], cosine and sine of the inclination, node at the epoch [rad]; as drawn"""
    place: NDArray[np.float32]
    """(n, 3) Argument of latitude at the epoch [rad], shell, height of the shell from 0 to 1; as drawn"""
    rates: Floats
    """(shells, 2) Of argument of latitude and node [rad/s]"""
    reach: float
    """The largest distance from the centre of the Earth [Earth radii]"""

    @property
    def count(self) -> int:
        return len(self.order)

    def positions(self, elapsed: float, which: NDArray[np.integer]) -> Floats:
        """(k, 3) Where the satellites `which`, counted plane after plane, are [Earth radii]."""
        planes = self.planes
        last = np.cumsum(planes.number)
        plane = np.searchsorted(last, which, side="right")
        place = which - (last - planes.number)[plane]
        rate = self.rates[planes.shell[plane]]
        latitude = planes.latitude[plane] + (planes.spread / planes.number)[plane] * place + rate[:, 0] * elapsed
        node, ahead, _ = orbit_frame(planes.raan[plane] + rate[:, 1] * elapsed, planes.inclination[plane])
        radius = planes.axis[plane] / EARTH_RADIUS
        found: Floats = (radius * np.cos(latitude))[:, None] * node + (radius * np.sin(latitude))[:, None] * ahead
        return found

    def advance(self, elapsed: float) -> Floats:
        """(shells, 2) What argument of latitude and node have grown by, in one turn [rad]."""
        return (self.rates * elapsed) % _TURN

    def near(self, elapsed: float, matrix: Floats, low: Floats, high: Floats) -> NDArray[np.int32]:
        """The satellites that `matrix` (4, 4) puts before the camera between two places on the screen from −1 to 1.

        In single precision, as they are drawn: give the places some room.
        """
        advance = self.advance(elapsed).astype(np.float32)
        rows = matrix.astype(np.float32)
        found = []
        for begin in range(0, self.count, _BLOCK):  # in blocks that stay in cache
            part = slice(begin, begin + _BLOCK)
            radius, cos_tilt, sin_tilt, node = self.orbit[part].T
            moved = advance[self.place[part, 1].astype(np.intp)]
            latitude = self.place[part, 0] + moved[:, 0]
            node = node + moved[:, 1]
            along, across = radius * np.cos(latitude), radius * np.sin(latitude)
            cos_node, sin_node, level = np.cos(node), np.sin(node), across * cos_tilt
            places = np.stack((along * cos_node - level * sin_node, along * sin_node + level * cos_node,
                               across * sin_tilt))  # fmt: skip
            across_screen, up, _, depth = rows[:, :3] @ places + rows[:, 3:]
            inside = depth > 0.0
            for value, least, most in ((across_screen, low[0], high[0]), (up, low[1], high[1])):
                inside &= (value >= np.float32(least) * depth) & (value <= np.float32(most) * depth)
            found.append(self.order[part][inside])
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int32)


def fleet_data(planes: Planes) -> FleetData:
    """Everything that is drawn of `planes`; takes some tenths of a second for a million satellites."""
    count = planes.satellites
    shells = int(planes.shell.max(initial=-1)) + 1
    first = np.searchsorted(planes.shell, np.arange(shells))
    rates = secular_rates(planes.axis[first], 0.0, planes.inclination[first])
    heights = planes.axis[first] - planes.axis.min(initial=np.inf)
    highest = max(float(heights.max(initial=0.0)), 1.0)
    order = np.random.default_rng(0).permutation(count).astype(np.int32)
    plane = np.repeat(np.arange(len(planes.axis), dtype=np.int32), planes.number)
    step = np.arange(count, dtype=np.int32) - (np.cumsum(planes.number) - planes.number).astype(np.int32)[plane]
    plane, step = plane[order], step[order]
    orbit = np.empty((count, 4), dtype=np.float32)
    place = np.empty((count, 3), dtype=np.float32)
    columns = (planes.axis / EARTH_RADIUS, np.cos(planes.inclination), np.sin(planes.inclination), planes.raan)
    for column, values in enumerate(columns):
        orbit[:, column] = values.astype(np.float32)[plane]
    place[:, 0] = planes.latitude[plane] + (planes.spread / planes.number)[plane] * step
    place[:, 1] = planes.shell.astype(np.float32)[plane]
    place[:, 2] = (heights / highest).astype(np.float32)[planes.shell][plane]
    return FleetData(
        planes, order, orbit, place,
        np.stack((rates.argument_of_perigee + rates.mean_anomaly, rates.raan), axis=-1),
        float(planes.axis.max(initial=0.0)) / EARTH_RADIUS)  # fmt: skip


def path_of(planes: Planes, index: int, elapsed: Floats) -> Floats:
    """(t, 3) Where one satellite, counted plane after plane, is at times after the epoch [s]; [m]."""
    plane = plane_of(planes, index)
    place = index - int(planes.number[:plane].sum())
    axis, tilt = planes.axis[plane], planes.inclination[plane]
    rates = secular_rates(axis, 0.0, tilt)
    latitude = planes.latitude[plane] + planes.spread[plane] / planes.number[plane] * place
    latitude = latitude + (rates.argument_of_perigee + rates.mean_anomaly) * elapsed
    node, ahead, _ = orbit_frame(planes.raan[plane] + rates.raan * elapsed, tilt)
    found: Floats = axis * (np.cos(latitude)[:, None] * node + np.sin(latitude)[:, None] * ahead)
    return found


def plane_rings(planes: Planes, elapsed: float, most: int, points: int = 96) -> Floats:
    """(p, points, 3) The orbits of at most so many planes, evenly picked, `elapsed` [s] after the epoch [m]."""
    count = len(planes.axis)
    chosen = np.unique(np.linspace(0, count - 1, min(count, most)).astype(np.intp))
    axis, tilt = planes.axis[chosen], planes.inclination[chosen]
    rates = secular_rates(axis, 0.0, tilt)
    node, ahead, _ = orbit_frame(planes.raan[chosen] + rates.raan * elapsed, tilt)
    latitude = np.linspace(0.0, _TURN, points, endpoint=False)[:, None]
    rings: Floats = axis[:, None, None] * (np.cos(latitude) * node[:, None] + np.sin(latitude) * ahead[:, None])
    return rings
