"""How much of the Sun a satellite sees past the Earth.

The shadow of a sphere lit by a sphere is bounded by cones. A point of the solar disk at the fraction x of its radius,
counted from −1 at the limb that sets last to +1 at the limb that sets first, vanishes behind a cone with the half-angle
f, sin f = (R⊕ + x R☉)/d, about the Earth–Sun line: x = −1 bounds the umbra, x = +1 the penumbra. A satellite
at distance r has it hidden when its distance behind the Earth, −r·s, exceeds

    −R⊕ sin f + cos f √(r² − R⊕²),

which is where the cone meets the sphere of radius r. No angle and no inverse function is needed, so whole seasons are
classified with multiplications, and root finding works on a smooth function.

An oblate Earth is turned into a sphere by stretching the polar axis of everything, the Sun included, by a/b; the
distortion of the solar disk that this implies, 1 part in 300 of 0.27°, moves an edge by less than 0.02 s in low orbit.

References
----------
.. [1] O. Montenbruck, E. Gill, "Satellite Orbits", Springer, 2000, section 3.4.2 (conical shadow, overlapping disks).
"""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.constants import EARTH_FLATTENING, R_EARTH, R_SUN

POLAR_STRETCH = 1.0 / (1.0 - EARTH_FLATTENING)
"""Equatorial over polar radius of the Earth [-]."""

UMBRA = -1.0
PENUMBRA = 1.0


def beta_angle(normal: ArrayLike, sun: ArrayLike) -> Array:
    """Angle of the Sun above the orbital plane, positive towards the angular momentum.

    Parameters
    ----------
    normal, sun : array_like, shape (..., 3), broadcast together
        Unit vectors along the angular momentum and towards the Sun, in one frame [-].

    Returns
    -------
    ndarray, shape (...)
        Beta angle in [−π/2, π/2] [rad].
    """
    product = np.einsum("...i,...i->...", floats(normal), floats(sun))
    return np.asarray(np.arcsin(np.clip(product, -1.0, 1.0)), dtype=np.float64)


def shadow_threshold(radius2: ArrayLike, sun_distance: ArrayLike, limb: ArrayLike) -> Array:
    """Distance behind the Earth beyond which a point of the solar disk is hidden.

    Parameters
    ----------
    radius2 : array_like
        Square of the satellite's distance from the Earth's centre [m²].
    sun_distance : array_like
        Distance of the Sun from the Earth's centre [m].
    limb : array_like
        Point of the solar disk: −1 bounds the umbra, +1 the penumbra, between them lie points of the disk [-].

    Returns
    -------
    ndarray
        Least −r·s of a hidden satellite [m]; s is the unit vector to the Sun. All arguments broadcast.
    """
    sine = (R_EARTH + floats(limb) * R_SUN) / floats(sun_distance)
    height2 = np.maximum(floats(radius2) - R_EARTH * R_EARTH, 0.0)
    return np.asarray(np.sqrt((1.0 - sine * sine) * height2) - R_EARTH * sine, dtype=np.float64)


def visible_fraction(position: ArrayLike, sun: ArrayLike, sun_distance: ArrayLike, *, oblate: bool = False) -> Array:
    """Fraction of the solar disk that the Earth leaves visible from a satellite.

    Parameters
    ----------
    position : array_like, shape (..., 3)
        From the Earth's centre, outside the Earth, in the frame of date [m].
    sun : array_like, shape (..., 3)
        Unit vector from the Earth's centre to the Sun, same frame [-].
    sun_distance : array_like, shape (...)
        [m]
    oblate : bool
        Whether the Earth is the WGS84 ellipsoid and not a sphere of its equatorial radius.

    Returns
    -------
    ndarray, shape (...)
        0 in the umbra, 1 in full sunlight, in the penumbra the share of the disk outside the overlap of two disks
        [1]_; the solar disk is uniformly bright. Beyond the tip of the umbra the annular remainder is returned.
    """
    r = floats(position)
    s = floats(sun)
    distance = floats(sun_distance)
    x, y, z = r[..., 0], r[..., 1], r[..., 2]
    sx, sy, sz = s[..., 0], s[..., 1], s[..., 2]
    if oblate:
        z = z * POLAR_STRETCH
        sz = sz * POLAR_STRETCH
        length = np.sqrt(sx * sx + sy * sy + sz * sz)
        sx, sy, sz, distance = sx / length, sy / length, sz / length, distance * length
    radius2 = x * x + y * y + z * z
    behind = -(x * sx + y * sy + z * sz)
    partial = behind > shadow_threshold(radius2, distance, PENUMBRA)
    fraction = np.ones(np.shape(partial))
    if np.any(partial):
        radius2, behind, distance = (
            np.broadcast_to(a, partial.shape)[partial] for a in (radius2, behind, np.asarray(distance))
        )
        fraction[partial] = _outside_overlap(radius2, behind, distance)
    return fraction


def _outside_overlap(radius2: Array, behind: Array, sun_distance: Array) -> Array:
    """Visible fraction from squared distance [m²], distance behind the Earth [m] and distance of the Sun [m]."""
    to_sun = np.sqrt(radius2 + sun_distance * (sun_distance + 2.0 * behind))
    a = np.arcsin(R_SUN / to_sun)
    b = np.arcsin(np.minimum(R_EARTH / np.sqrt(radius2), 1.0))
    # c is the angle between the centres of Earth and Sun: cos c = −r·(d s − r)/(|r| |d s − r|).
    across = np.sqrt(np.maximum(radius2 - behind * behind, 0.0)) * sun_distance
    c = np.arctan2(across, radius2 + sun_distance * behind)
    apart = c >= a + b
    inside = c <= np.abs(b - a)
    lens = ~(apart | inside)
    fraction = np.where(apart, 1.0, np.where(b >= a, 0.0, 1.0 - np.square(b / a)))
    a, b, c = a[lens], b[lens], c[lens]
    x = (c * c + a * a - b * b) / (2.0 * c)
    y = np.sqrt(np.maximum(a * a - x * x, 0.0))
    area = a * a * np.arccos(np.clip(x / a, -1.0, 1.0)) + b * b * np.arctan2(y, c - x) - c * y
    fraction[lens] = np.clip(1.0 - area / (np.pi * a * a), 0.0, 1.0)
    return fraction
