"""How the wings of thousands of satellites are held: the cosines that light, heat and drag follow from.

:mod:`studio.physics.attitude` in the frame of each satellite, whose axes are the zenith r, the horizontal direction of
flight t and the orbit normal h: there the orbit normal is one number and a velocity two, and no vector of three has to
be kept for every place of every orbit.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.physics.arrays import Array, floats
from studio.physics.attitude import Attitude, WingAxis

_ALIGNED = 1e-9

Triple = tuple[Array, Array, Array]
"""Components along r, t and h, that broadcast to (..., D, N)."""


class Flight(NamedTuple):
    """Places and velocities along orbits, in their planes; shapes (..., D, N), or such that broadcast to it."""

    cos_latitude: Array
    sin_latitude: Array
    """Of the argument of latitude."""
    radius: Array
    """[m]"""
    climb: Array
    """Of the unit vector along the velocity, its component along the zenith: zero on a circle."""
    ahead: Array
    """And along the horizontal direction of flight."""

    def on_circles(self) -> "Flight":
        """The same with one value for all that are alike on circles."""
        one = (..., slice(None, 1), slice(None, 1))
        cosine, sine = (field.reshape(-1, field.shape[-1])[0] for field in self[:2])
        return Flight(cosine, sine, self.radius[one], np.zeros(1), np.ones(1))


class WingCosines(NamedTuple):
    """Cosines of the normal of the front of the wings, shapes broadcast to (..., D, N)."""

    sun: Array
    nadir: Array
    velocity: Array


def seen_from_satellite(vector: Array, frame: Triple, flight: Flight) -> Triple:
    """Components of an inertial vector (..., D, 3) along r, t and h.

    `frame` are the unit vectors to the node, a quarter turn on, and along the angular momentum, (..., D, 3) each.
    """
    along, across, normal = (np.einsum("...i,...i->...", vector, axis)[..., None] for axis in frame)
    return (
        along * flight.cos_latitude + across * flight.sin_latitude,
        across * flight.cos_latitude - along * flight.sin_latitude,
        normal,
    )


def wing_cosines(
    attitude: Attitude,
    sun: Triple,
    north: Triple,
    flight: Flight,
    *,
    wing_axis: WingAxis = "orbit_normal",
    off_pointing: Array | float = 0.0,
    feathered: NDArray[np.bool_] | None = None,
) -> WingCosines:
    """The cosines of the front of the wings with the Sun, the nadir and the velocity.

    Parameters
    ----------
    attitude, wing_axis
        See :func:`studio.physics.attitude.wing_normal`.
    sun, north
        The Sun and the celestial north pole from the satellite, see :func:`seen_from_satellite`.
    flight
        Of the satellites.
    off_pointing
        [rad]; broadcasts to (..., D, N).
    feathered
        Booleans (..., D, N), where the wings stand edge-on to the velocity.
    """
    zero = np.zeros(1)
    if attitude == "zenith":
        return WingCosines(sun[0], -np.ones(1), flight.climb)
    if attitude == "nadir":
        return WingCosines(-sun[0], np.ones(1), -flight.climb)
    if attitude == "edge_on":
        return WingCosines(np.abs(sun[2]), zero, zero)
    angle = floats(off_pointing)
    cosine, sine = np.cos(angle), np.sin(angle)
    turned = bool(np.any(angle))
    axis: Triple | None = None
    front = sun
    if attitude == "sun_pointing":
        if turned:
            across = _square_to(north, sun, None)
            front = _sum(cosine, sun, sine, across)
    else:
        one = np.ones(1)
        axis = {"orbit_normal": (zero, zero, one), "velocity": (zero, one, zero), "nadir": (one, zero, zero)}[wing_axis]
        front = _square_to(sun, axis, (zero, one, zero) if wing_axis == "nadir" else (one, zero, zero))
        if turned:
            front = _sum(cosine, front, sine, _cross(axis, front))
    if feathered is not None and np.any(feathered):
        velocity = (flight.climb, flight.ahead, zero)
        edge = _edgewise(front, velocity, axis)
        front = _where(feathered, edge, front)
    elif attitude == "sun_pointing" and not turned:
        return WingCosines(np.ones(1), -sun[0], sun[0] * flight.climb + sun[1] * flight.ahead)
    return WingCosines(
        _dot(front, sun), np.clip(-front[0], -1.0, 1.0), front[0] * flight.climb + front[1] * flight.ahead)


def _edgewise(front: Triple, velocity: Triple, axis: Triple | None) -> Triple:
    """The direction square to the velocity that is nearest to `front`, within reach of the axis."""
    if axis is None:
        return _square_to(front, velocity, (np.zeros(1), np.zeros(1), np.ones(1)))
    turned = _cross(axis, velocity)
    length = np.sqrt(_dot(turned, turned))
    scale = np.where(_dot(turned, front) < 0.0, -1.0, 1.0) / np.maximum(length, _ALIGNED)
    return _where(length > _ALIGNED, (scale * turned[0], scale * turned[1], scale * turned[2]), front)


def _square_to(direction: Triple, axis: Triple, spare: Triple | None) -> Triple:
    """Unit vector along the part of `direction` square to `axis`, or along `spare` where there is no such part."""
    along = _dot(direction, axis)
    part = (direction[0] - along * axis[0], direction[1] - along * axis[1], direction[2] - along * axis[2])
    length = np.sqrt(_dot(part, part))
    scale = 1.0 / np.maximum(length, _ALIGNED)
    unit = (part[0] * scale, part[1] * scale, part[2] * scale)
    return unit if spare is None or np.all(length > _ALIGNED) else _where(length > _ALIGNED, unit, spare)


def _where(condition: NDArray[np.bool_], one: Triple, other: Triple) -> Triple:
    return (
        np.where(condition, one[0], other[0]),
        np.where(condition, one[1], other[1]),
        np.where(condition, one[2], other[2]),
    )


def _dot(one: Triple, other: Triple) -> Array:
    found: Array = one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
    return found


def _cross(one: Triple, other: Triple) -> Triple:
    return (
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )


def _sum(a: Array, one: Triple, b: Array, other: Triple) -> Triple:
    return a * one[0] + b * other[0], a * one[1] + b * other[1], a * one[2] + b * other[2]
