"""A fleet as its planes: what a million satellites have in common in some thousand rows.

The satellites of a plane stand evenly along one circle, and each runs through all of it, so the plane's light is the
share of the circle outside the shadow, which has a closed form; a year of the fleet is then planes times days and not
satellites times steps.

References
----------
.. [1] D. A. Vallado, "Fundamentals of Astrodynamics and Applications", 4th edition, Microcosm, 2013, section 5.3.2
       (entry into and exit from the shadow of a circular orbit).
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.physics.arrays import Array, floats
from studio.physics.fleet.orbits import CircularOrbits, circular_orbits, stretched
from studio.physics.illumination import POLAR_STRETCH, shadow_threshold
from studio.physics.orbit import orbit_frame, secular_rates

_TURN = 2.0 * np.pi
_STEPS = 4
"""Of an iteration whose error falls by a factor of ten and more, but where the shadow is only grazed."""


class Planes(NamedTuple):
    """Circular orbit planes at an epoch, each filled evenly; every field has one value a plane."""

    axis: Array
    """Semi-major axis [m]"""
    inclination: Array
    """[rad]"""
    raan: Array
    """Right ascension of the ascending node [rad]"""
    latitude: Array
    """Argument of latitude of the first satellite [rad]"""
    number: NDArray[np.int64]
    """Satellites"""
    shell: NDArray[np.int64]
    """Index of the shell that the plane belongs to; planes of a shell share axis and inclination"""
    spread: Array
    """Angle over which they stand [rad]: a whole turn, or the little that a cluster takes up"""

    @property
    def satellites(self) -> int:
        return int(np.sum(self.number))


def walker_planes(
    axis: ArrayLike,
    inclination: ArrayLike,
    raan: ArrayLike,
    planes: int,
    per_plane: ArrayLike,
    phasing: ArrayLike = 0.0,
    node_spread: ArrayLike = _TURN,
    *,
    shell: int = 0,
    spread: ArrayLike = _TURN,
) -> Planes:
    """The planes of a Walker constellation, or of any fan of planes; see :func:`studio.physics.constellation.walker`.

    Parameters
    ----------
    axis, inclination, raan : array_like
        Of the first plane [m], [rad], [rad].
    planes : int
        How many.
    per_plane : array_like
        Satellites in each.
    phasing : array_like
        Walker's F [-].
    node_spread : array_like
        Angle over which the nodes are spread [rad].
    shell : int
        Index of the shell.
    spread : array_like
        Angle over which the satellites of a plane stand [rad]; all broadcast to shape (...).

    Returns
    -------
    Planes
        `planes` of them: fields of shape (planes,), or (..., planes).
    """
    number = np.arange(planes)
    axes, tilt, node, filled, lead, fan, width = (
        np.asarray(value)[..., None] for value in (axis, inclination, raan, per_plane, phasing, node_spread, spread))

    def each(value: ArrayLike, kind: type = np.float64) -> Any:
        found: Any = np.asarray(value, dtype=kind)
        return np.array(np.broadcast_to(found, (*found.shape[:-1], planes)))

    return Planes(
        each(axes),
        each(tilt),
        each((node + fan * number / planes) % _TURN),
        each((_TURN * lead * number / (planes * filled)) % _TURN),
        each(filled, np.int64),
        each(np.array([shell]), np.int64),
        each(width),
    )


def all_planes(parts: "list[Planes]") -> Planes:
    """The planes of several, in their order."""
    return Planes(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def expand(planes: Planes) -> CircularOrbits:
    """The orbit of every satellite, plane after plane.

    Parameters
    ----------
    planes : Planes
        Of n satellites in all.

    Returns
    -------
    CircularOrbits
        Of n satellites; the k-th of a plane leads its first by k / number of the plane's spread.
    """
    count = planes.number
    first = np.cumsum(count) - count
    place = np.arange(int(count.sum())) - np.repeat(first, count)
    latitude = np.repeat(planes.latitude, count) + np.repeat(planes.spread / count, count) * place
    axis, tilt, node = (np.repeat(field, count) for field in (planes.axis, planes.inclination, planes.raan))
    return circular_orbits(axis, tilt, node, latitude)


def plane_of(planes: Planes, satellite: int) -> int:
    """The plane that a satellite of :func:`expand` belongs to."""
    return int(np.searchsorted(np.cumsum(planes.number), satellite, side="right"))


def plane_light(planes: Planes, elapsed: Array, sun: Array, sun_distance: Array) -> Array:
    """Share of each plane's circle that lies outside the Earth's shadow.

    Parameters
    ----------
    planes : Planes
        Of p planes; or of many fleets (..., p).
    elapsed : ndarray, shape (t,)
        Times since the epoch [s].
    sun : ndarray, shape (t, 3)
        Unit vectors to the Sun at those times [-].
    sun_distance : ndarray, shape (t,)
        [m]

    Returns
    -------
    ndarray, shape (..., t, p)
        Share of the circle at which more than half of the solar disk is seen past the ellipsoid of the Earth [-] [1]_.
    """
    axis, tilt, start = (field[..., None, :] for field in (planes.axis, planes.inclination, planes.raan))
    rates = secular_rates(axis, 0.0, tilt)
    raan = start + rates.raan * floats(elapsed)[:, None]
    node, ahead, _ = orbit_frame(raan, tilt)
    x, y, z, distance = (part[..., None] for part in stretched(sun, sun_distance))
    along = -(node[..., 0] * x + node[..., 1] * y)
    across = -(ahead[..., 0] * x + ahead[..., 1] * y + POLAR_STRETCH * ahead[..., 2] * z)
    reach = axis * np.hypot(along, across)
    deepest = np.arctan2(across, along)
    lift = (POLAR_STRETCH**2 - 1.0) * np.square(axis * np.sin(tilt))
    dark = np.zeros_like(reach)
    for side in (-1.0, 1.0):
        # The stretched circle is an ellipse: its height at the edge follows from the edge, which hardly moves with it.
        half = np.zeros_like(reach)
        for _ in range(_STEPS):
            radius2 = axis**2 + lift * np.square(np.sin(deepest + side * half))
            threshold = shadow_threshold(radius2, distance, 0.0)
            half = np.arccos(np.clip(np.divide(threshold, reach, out=np.ones_like(reach), where=reach > 0.0), 0.0, 1.0))
        dark += half
    return np.asarray(1.0 - dark / _TURN, dtype=np.float64)
