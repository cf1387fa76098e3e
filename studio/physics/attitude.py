"""How the wings of a satellite are held: the direction that the cells face, anywhere in the orbit."""

from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats

Attitude = Literal["sun_pointing", "one_axis", "edge_on", "zenith", "nadir"]
WingAxis = Literal["orbit_normal", "velocity", "nadir"]

TURNING: Final = ("sun_pointing", "one_axis")
"""Attitudes whose wings turn, and can therefore be held away from the Sun or feathered."""

_ALIGNED: Final = 1e-9
"""Sine of the angle below which two directions count as one, and leave no plane between them."""
_NORTH: Final = np.array([0.0, 0.0, 1.0])


def wing_normal(
    attitude: Attitude,
    position: ArrayLike,
    velocity_direction: ArrayLike,
    sun: ArrayLike,
    orbit_normal: ArrayLike,
    *,
    wing_axis: WingAxis = "orbit_normal",
    off_pointing: ArrayLike = 0.0,
    feathered: ArrayLike | None = None,
) -> Array:
    """Unit normal of the front of the wings.

    ==============  ===================================================================================
    attitude        the front faces
    ==============  ===================================================================================
    sun_pointing    the Sun (two axes)
    one_axis        as near to the Sun as turning about `wing_axis` brings it; the body keeps its nadir
    edge_on         along the orbit normal, on the side of the Sun
    zenith          away from the Earth's centre
    nadir           the Earth's centre
    ==============  ===================================================================================

    Wings on two axes are off-pointed from the Sun towards the celestial north pole, a direction that always exists;
    wings on one axis are turned on about it. Feathered wings stand edge-on to the velocity, as near to where they were
    as their axes allow. The wings are flat and rigid; shadows that the satellite casts on itself are left out.

    Parameters
    ----------
    attitude
        One of the five.
    position
        From the Earth's centre [any unit], (..., 3).
    velocity_direction
        Unit vector along the velocity, (..., 3).
    sun
        Unit vector to the Sun, (..., 3).
    orbit_normal
        Unit vector along the angular momentum, (..., 3).
    wing_axis
        What the wings of `one_axis` turn about: the orbit normal, the horizontal direction of flight, or the nadir.
    off_pointing
        Constant angle [rad] away from the best direction, (...); only wings that turn heed it.
    feathered
        Where the wings are feathered, booleans (...); only wings that turn heed it.

    Returns
    -------
    NDArray[np.float64]
        Unit vectors in the frame of the inputs, in their broadcast shape (..., 3).

    Raises
    ------
    ValueError
        If the attitude or the axis has another name.
    """
    if attitude not in get_args(Attitude) or wing_axis not in get_args(WingAxis):
        raise ValueError(f"there is no attitude “{attitude}” about “{wing_axis}”")
    place, velocity, sun_line, pole = np.broadcast_arrays(
        floats(position), floats(velocity_direction), floats(sun), floats(orbit_normal)
    )
    zenith = place / _length(place)
    if attitude == "zenith":
        return zenith
    if attitude == "nadir":
        return -zenith
    if attitude == "edge_on":
        return np.asarray(np.where(_dot(pole, sun_line) < 0.0, -pole, pole), dtype=np.float64)
    angle = floats(off_pointing)[..., None]
    if attitude == "sun_pointing":
        axis = None
        front = np.array(sun_line)
        if np.any(angle):
            north = _across(np.broadcast_to(_NORTH, sun_line.shape), sun_line)
            front = np.cos(angle) * sun_line + np.sin(angle) * north
    else:
        axis = {"orbit_normal": pole, "velocity": np.cross(pole, zenith), "nadir": zenith}[wing_axis]
        # Where the Sun lies on the axis every turn is alike; then the wing faces up, or forward.
        spare = np.cross(pole, zenith) if wing_axis == "nadir" else zenith
        front = _across(sun_line, axis, spare)
        if np.any(angle):
            front = np.cos(angle) * front + np.sin(angle) * np.cross(axis, front)
    if feathered is None or not np.any(feathered):
        return front
    return np.where(np.asarray(feathered)[..., None], _edgewise(front, velocity, axis, pole), front)


def _edgewise(front: Array, velocity: Array, axis: Array | None, pole: Array) -> Array:
    """The direction square to the velocity that is nearest to `front`, within reach of the axis."""
    if axis is None:
        return _across(front, velocity, pole)
    turned = np.cross(axis, velocity)
    length = _length(turned)
    edgewise = turned / np.maximum(length, _ALIGNED)
    edgewise = np.where(_dot(edgewise, front) < 0.0, -edgewise, edgewise)
    return np.where(length > _ALIGNED, edgewise, front)  # about the velocity itself every turn is edge-on


def _across(direction: Array, axis: Array, spare: Array | None = None) -> Array:
    """Unit vector along the part of `direction` square to `axis`, or along `spare` where there is no such part."""
    part = direction - _dot(direction, axis) * axis
    length = _length(part)
    unit = part / np.maximum(length, _ALIGNED)
    return unit if spare is None else np.where(length > _ALIGNED, unit, spare)


def _dot(one: Array, other: Array) -> Array:
    found: Array = np.einsum("...i,...i->...", one, other)[..., None]
    return found


def _length(vector: Array) -> Array:
    return np.sqrt(_dot(vector, vector))
