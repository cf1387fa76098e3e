"""Where every satellite of a constellation is: planes of evenly spaced circular or eccentric orbits.

The satellites of a shell share semi-major axis, eccentricity and inclination, and so all drift alike under J2: only two
angles differ, the node of the plane and the mean anomaly. Angles are kept in float64 and reduced to one turn before the
trigonometry, which may then run in float32: pure float32 would be kilometres off after a month.

References
----------
.. [1] J. G. Walker, "Satellite constellations", Journal of the British Interplanetary Society 37, 559-572 (1984).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.physics.arrays import Array, floats
from studio.physics.constants import J2, R_EARTH
from studio.physics.orbit import MeanElements, eccentric_anomaly, secular_rates, true_anomaly
from studio.text import tr

_TURN = 2.0 * np.pi
_BLOCK = 8192


class Slots(NamedTuple):
    """Places of a constellation, plane after plane; each field has one value a satellite."""

    plane: NDArray[np.int64]
    """Index of the plane"""
    raan: Array
    """Of the plane, relative to that of the first [rad]"""
    anomaly: Array
    """Mean anomaly relative to that of the first satellite [rad]"""


def walker(planes: int, per_plane: int, phasing: float = 0.0, node_spread: float = _TURN) -> Slots:
    """Places of a Walker constellation, or of any fan of planes.

    Parameters
    ----------
    planes : int
        P.
    per_plane : int
        S satellites evenly spaced in each plane.
    phasing : float
        Walker's F: satellites of the next plane lead by F · 2π/(P S); whole numbers close the pattern on itself [1]_.
    node_spread : float
        Angle over which the nodes are spread [rad]: 2π for Walker delta, π for Walker star.

    Returns
    -------
    Slots
        Of P S satellites; plane j has its node at j · node_spread / P.

    Raises
    ------
    ValueError
        If there is no plane or no satellite in a plane.
    """
    if planes < 1 or per_plane < 1:
        raise ValueError(tr("a constellation has at least one plane and one satellite in each"))
    plane = np.repeat(np.arange(planes, dtype=np.int64), per_plane)
    place = np.tile(np.arange(per_plane, dtype=np.float64), planes)
    anomaly = _TURN * (place / per_plane + phasing * plane / (planes * per_plane))
    return Slots(plane, node_spread * plane / planes, anomaly % _TURN)


def constellation_positions(
    elements: MeanElements, slots: Slots, elapsed: ArrayLike = 0.0, *, dtype: type[np.floating] = np.float64
) -> NDArray[np.floating]:
    """Positions of all satellites at a time.

    Parameters
    ----------
    elements : MeanElements
        Of the first satellite at the epoch, in the true equator and equinox of date; scalars.
    slots : Slots
        Places of n satellites.
    elapsed : array_like, shape (...)
        Time since the epoch [s]; the mean elements drift under J2 meanwhile.
    dtype : type
        float64, or float32 for drawing: the angles are float64 in either case, so the error is some metres.

    Returns
    -------
    ndarray, shape (..., n, 3)
        From the Earth's centre [m].

    Raises
    ------
    ValueError
        If the eccentricity lies outside [0, 1).
    """
    axis, eccentricity, tilt, raan, perigee0, mean0 = elements.arrays()
    rates = secular_rates(axis, eccentricity, tilt)
    t = floats(elapsed)[..., None]
    e = float(eccentricity)
    perigee, mean, node = (
        perigee0 + rates.argument_of_perigee * t,
        mean0 + rates.mean_anomaly * t,
        raan + rates.raan * t,
    )
    cos_tilt, sin_tilt = dtype(np.cos(tilt)), dtype(np.sin(tilt))
    count = slots.raan.size
    out = np.empty((*t.shape[:-1], count, 3), dtype=dtype)
    for begin in range(0, count, _BLOCK):  # in blocks that stay in cache
        part = slice(begin, begin + _BLOCK)
        anomaly = mean + slots.anomaly[part]
        if e:
            anomaly = true_anomaly(eccentric_anomaly(anomaly, e), e)
            radius = (axis * (1.0 - e * e) / (1.0 + e * np.cos(anomaly))).astype(dtype)
        else:
            radius = axis.astype(dtype)
        latitude = ((anomaly + perigee) % _TURN).astype(dtype)
        angle = ((node + slots.raan[part]) % _TURN).astype(dtype)
        along, across = radius * np.cos(latitude), radius * np.sin(latitude)
        cos_node, sin_node = np.cos(angle), np.sin(angle)
        level = across * cos_tilt
        out[..., part, 0] = along * cos_node - level * sin_node
        out[..., part, 1] = along * sin_node + level * cos_node
        out[..., part, 2] = across * sin_tilt
    return out


def closest_approach(axis: ArrayLike, inclination: ArrayLike, slots: Slots) -> Array:
    """Least distance between any two satellites of :func:`walker` over a revolution, on circular orbits.

    Two satellites whose nodes differ by Ω and whose arguments of latitude differ by Δ see each other, from the Earth's
    centre, at the angle σ with::

        cos σ = ½ cos Δ (cos Ω + K) − sin Ω cos i sin Δ + ½ (cos Ω − K) cos(2u + Δ),   K = cos Ω cos² i + sin² i

    u being the argument of latitude of the first; the last term swings twice a revolution, so its amplitude gives the
    closest approach a √(2 − 2 cos σ). The pairs of the first satellite stand for all: what two satellites see of each
    other depends on how many planes and places lie between them, and not on where in the fan they are.

    Parameters
    ----------
    axis, inclination : array_like, broadcast to shape (...)
        Semi-major axis [m] and inclination [rad].
    slots : Slots
        Places of n satellites, plane after plane; or in each of its fields (..., n).

    Returns
    -------
    ndarray, shape (...)
        Distance [m]; infinite for a single satellite.
    """
    node, latitude = slots.raan[..., 1:], slots.anomaly[..., 1:]
    tilt = np.asarray(inclination, dtype=np.float64)[..., None]
    radius = np.asarray(axis, dtype=np.float64)
    cos_node, sin_node, cos_tilt = np.cos(node), np.sin(node), np.cos(tilt)
    other = cos_node * cos_tilt**2 + 1.0 - cos_tilt**2
    largest = (
        0.5 * np.cos(latitude) * (cos_node + other)
        - sin_node * cos_tilt * np.sin(latitude)
        + 0.5 * np.abs(cos_node - other)
    )
    nearest = np.max(largest, axis=-1, initial=-np.inf)
    return np.asarray(radius * np.sqrt(np.maximum(2.0 - 2.0 * nearest, 0.0)), dtype=np.float64)


def ring_approach(axis: ArrayLike, inclination: ArrayLike, satellites: ArrayLike) -> Array:
    """:func:`closest_approach` on one plane that is filled evenly, by the neighbours on both sides; all broadcast."""
    number = floats(satellites)
    sides = np.stack(np.broadcast_arrays(0.0, 1.0 / number, (number - 1.0) / number), axis=-1)
    slots = Slots(np.zeros(1, dtype=np.int64), np.zeros_like(sides), _TURN * sides % _TURN)
    return closest_approach(axis, inclination, slots)


def ring_count(axis: ArrayLike, spacing: ArrayLike) -> NDArray[np.int64]:
    """Satellites of a ring: the most that keep at least `spacing` [m] along a circle of radius `axis` [m]; any shape.

    Raises
    ------
    ValueError
        If a spacing is not positive.
    """
    step = floats(spacing)
    if np.any(step <= 0.0):
        raise ValueError(tr("the satellites of a ring need a spacing above nought"))
    return np.asarray(np.maximum(np.floor(_TURN * floats(axis) / step * (1.0 + 1e-12)), 1.0), dtype=np.int64)


def shell_separation(axis: ArrayLike, inclination: ArrayLike, eccentricity: ArrayLike = 0.0) -> Array:
    """Least difference of height between neighbouring shells, wherever their satellites are.

    Parameters
    ----------
    axis, inclination : array_like, shape (..., n)
        Mean semi-major axes [m] and inclinations [rad] of the shells, from the lowest to the highest.
    eccentricity : array_like, shape (..., 1) or a number
        Of all orbits [-].

    Returns
    -------
    ndarray, shape (..., n − 1)
        Δa − (a₁ + a₂) e + least Δρ [m], negative where orbits cross. J2 moves an orbit of mean axis a at the latitude
        δ by ρ = J2 R²/a (¼ (sin² i − 2 sin² δ) − 3/2 (1 − 3/2 sin² i)), the radius of
        :func:`~studio.physics.relative_motion.reference_orbit` with sin δ = sin i sin u: shells rise and fall
        together, so only the difference counts, which is least at the equator.
    """
    a, tilt = np.broadcast_arrays(floats(axis), floats(inclination))
    low, high = (..., slice(None, -1)), (..., slice(1, None))
    # At the equator: with the latitude both sink by J2 R² sin² δ/2a, the lower one by more.
    sine2 = np.sin(tilt) ** 2
    lift = J2 * R_EARTH**2 / a * (0.25 * sine2 - 1.5 * (1.0 - 1.5 * sine2))
    excursion = floats(eccentricity) * (a[low] + a[high])
    return np.asarray(np.diff(a) - excursion + lift[high] - lift[low])
