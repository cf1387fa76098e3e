"""The orbits of a fleet: one circle for each satellite, drifting under the Earth's oblateness.

Each orbit is seven numbers in arrays of their own, so that a kernel reads them in step. Time enters by two products, of
the rates of node and argument of latitude; the angles stay in float64 whatever the positions are computed in.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.illumination import POLAR_STRETCH
from studio.physics.orbit import secular_rates
from studio.text import tr

_TURN = 2.0 * np.pi


class CircularOrbits(NamedTuple):
    """Circular orbits at one epoch, in the true equator and equinox of date; each field has one value a satellite."""

    radius: Array
    """[m]"""
    cos_inclination: Array
    """[-]"""
    sin_inclination: Array
    """[-]"""
    raan: Array
    """Right ascension of the ascending node [rad]"""
    raan_rate: Array
    """[rad/s]"""
    latitude: Array
    """Argument of latitude [rad]"""
    latitude_rate: Array
    """[rad/s]"""

    @property
    def size(self) -> int:
        return int(self.radius.size)

    def part(self, which: slice) -> "CircularOrbits":
        """The satellites of a slice, without a copy."""
        return CircularOrbits(*(field[which] for field in self))


def circular_orbits(
    axis: ArrayLike, inclination: ArrayLike, raan: ArrayLike = 0.0, latitude: ArrayLike = 0.0
) -> CircularOrbits:
    """Orbits of a fleet from their elements at the epoch.

    Parameters
    ----------
    axis : array_like
        Semi-major axis [m].
    inclination : array_like
        [rad]
    raan, latitude : array_like
        Right ascension of the ascending node and argument of latitude [rad]; all broadcast to shape (n,).

    Returns
    -------
    CircularOrbits
        Of n satellites, with the secular rates of :func:`~studio.physics.orbit.secular_rates`.

    Raises
    ------
    ValueError
        If an orbit has no positive radius, or the elements are not one row.
    """
    a, tilt, node, place = np.broadcast_arrays(*(np.atleast_1d(floats(x)) for x in (axis, inclination, raan, latitude)))
    if a.ndim != 1 or not np.all(a > 0.0):
        raise ValueError(tr("a fleet is one row of orbits, each with a radius above nought"))
    rates = secular_rates(a, 0.0, tilt)
    fields = (a, np.cos(tilt), np.sin(tilt), node % _TURN, rates.raan, place % _TURN,
              rates.argument_of_perigee + rates.mean_anomaly)  # fmt: skip
    return CircularOrbits(*(np.ascontiguousarray(field, dtype=np.float64) for field in fields))


def joined(fleets: "list[CircularOrbits]") -> CircularOrbits:
    """One fleet of several, in their order."""
    return CircularOrbits(*(np.concatenate(columns) for columns in zip(*fleets, strict=True)))


def rebased(orbits: CircularOrbits, elapsed: float) -> CircularOrbits:
    """The same orbits with an epoch `elapsed` [s] later, so that a float32 clock may start there."""
    return orbits._replace(
        raan=(orbits.raan + orbits.raan_rate * elapsed) % _TURN,
        latitude=(orbits.latitude + orbits.latitude_rate * elapsed) % _TURN,
    )


def stretched(sun: Array, sun_distance: ArrayLike) -> tuple[Array, Array, Array, Array]:
    """Direction (three components) and distance of the Sun once the polar axis of everything is stretched.

    See :mod:`studio.physics.illumination`: the ellipsoid of the Earth becomes a sphere by it. `sun` has shape (..., 3).
    """
    s = floats(sun)
    x, y, z = s[..., 0], s[..., 1], s[..., 2] * POLAR_STRETCH
    length = np.sqrt(x * x + y * y + z * z)
    return x / length, y / length, z / length, floats(sun_distance) * length
