"""What the graphics processor has to know of a fleet, made ready beside the GUI thread."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.analysis.fleet import kernels
from studio.gui.space.arrays import EARTH_RADIUS, Floats
from studio.physics.fleet.orbits import CircularOrbits
from studio.physics.fleet.planes import Planes, expand
from studio.physics.orbit import orbit_frame, secular_rates


@dataclass(frozen=True)
class FleetData:
    """In an order drawn by lot, so that the first of any number are an even sample of all."""

    orbits: CircularOrbits
    """Of all satellites, plane after plane"""
    shell: NDArray[np.int32]
    """Shell of each satellite, plane after plane"""
    order: NDArray[np.int32]
    """Satellite that is drawn at each place"""
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
        return self.orbits.size

    def positions(self, elapsed: float, which: NDArray[np.intp]) -> Floats:
        """(k, 3) Where the satellites `which`, counted plane after plane, are [Earth radii]."""
        part = CircularOrbits(*(field[which] for field in self.orbits))
        out = np.empty((part.size, 3))
        kernels.current().positions(part, elapsed, out)
        return out / EARTH_RADIUS

    def near(self, elapsed: float, matrix: Floats, low: Floats, high: Floats) -> NDArray[np.intp]:
        """The satellites that `matrix` (4, 4) puts before the camera between two places on the screen from −1 to 1.

        In single precision: give the places some room.
        """
        places = np.empty((self.count, 3), dtype=np.float32)
        kernels.current().positions(self.orbits, elapsed, places)
        rows = (matrix / np.array([EARTH_RADIUS, EARTH_RADIUS, EARTH_RADIUS, 1.0])).astype(np.float32)
        depth = places @ rows[3, :3] + rows[3, 3]
        inside = depth > 0.0
        for axis in (0, 1):
            place = places @ rows[axis, :3] + rows[axis, 3]
            inside &= (place >= np.float32(low[axis]) * depth) & (place <= np.float32(high[axis]) * depth)
        return np.flatnonzero(inside)


def fleet_data(planes: Planes) -> FleetData:
    """Everything that is drawn of `planes`; takes a third of a second for a million satellites."""
    orbits = expand(planes)
    shells = int(planes.shell.max(initial=-1)) + 1
    first = np.searchsorted(planes.shell, np.arange(shells))
    rates = secular_rates(planes.axis[first], 0.0, planes.inclination[first])
    shell = np.repeat(planes.shell, planes.number).astype(np.int32)
    order = np.random.default_rng(0).permutation(orbits.size).astype(np.int32)
    heights = planes.axis[first] - planes.axis.min(initial=np.inf)
    highest = max(float(heights.max(initial=0.0)), 1.0)
    orbit = np.empty((orbits.size, 4), dtype=np.float32)
    place = np.empty((orbits.size, 3), dtype=np.float32)
    for column, values in enumerate((orbits.radius / EARTH_RADIUS, orbits.cos_inclination, orbits.sin_inclination,
                                     orbits.raan)):  # fmt: skip
        orbit[:, column] = values[order]
    for column, values in enumerate((orbits.latitude, shell, (heights / highest)[shell])):
        place[:, column] = values[order]
    return FleetData(
        orbits, shell, order, orbit, place,
        np.stack((rates.argument_of_perigee + rates.mean_anomaly, rates.raan), axis=-1),
        float(planes.axis.max(initial=0.0)) / EARTH_RADIUS)  # fmt: skip


def plane_rings(planes: Planes, elapsed: float, most: int, points: int = 96) -> Floats:
    """(p, points, 3) The orbits of at most so many planes, evenly picked, `elapsed` [s] after the epoch [m]."""
    count = len(planes.axis)
    chosen = np.unique(np.linspace(0, count - 1, min(count, most)).astype(np.intp))
    axis, tilt = planes.axis[chosen], planes.inclination[chosen]
    rates = secular_rates(axis, 0.0, tilt)
    node, ahead, _ = orbit_frame(planes.raan[chosen] + rates.raan * elapsed, tilt)
    latitude = np.linspace(0.0, 2.0 * np.pi, points, endpoint=False)[:, None]
    rings: Floats = axis[:, None, None] * (np.cos(latitude) * node[:, None] + np.sin(latitude) * ahead[:, None])
    return rings
