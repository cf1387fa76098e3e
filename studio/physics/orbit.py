"""Mean orbital elements, their secular drift under the Earth's oblateness, and the positions that follow.

Elements are mean elements in the true equator and equinox of date. Altitude means semi-major axis less the equatorial
radius of the Earth, the convention of constellation filings.

References
----------
.. [1] D. A. Vallado, "Fundamentals of Astrodynamics and Applications", 4th edition, Microcosm, 2013, section 9.6
       (secular effects of J2) and section 2.2 (Kepler's equation).
.. [2] O. Montenbruck, E. Gill, "Satellite Orbits", Springer, 2000, section 2.2.
.. [3] J. M. A. Danby, "The solution of Kepler's equation, III", Celestial Mechanics 40, 303-312 (1987).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.constants import DAY, J2, MU_EARTH, R_EARTH, SUN_SYNCHRONOUS_RATE
from studio.physics.sun import mean_sun_right_ascension
from studio.text import tr

_TURN = 2.0 * np.pi


@dataclass(frozen=True)
class MeanElements:
    """Mean orbital elements at an epoch; the fields broadcast together, so one object may hold ten thousand orbits."""

    semi_major_axis: ArrayLike
    """[m]"""
    eccentricity: ArrayLike
    """[-], 0 ≤ e < 1"""
    inclination: ArrayLike
    """[rad]"""
    raan: ArrayLike
    """Right ascension of the ascending node [rad]"""
    argument_of_perigee: ArrayLike = 0.0
    """[rad]"""
    mean_anomaly: ArrayLike = 0.0
    """At the epoch [rad]; for a circular orbit the argument of latitude is argument of perigee plus mean anomaly."""

    def arrays(self) -> tuple[Array, Array, Array, Array, Array, Array]:
        """The fields in their order, as arrays."""
        return (
            floats(self.semi_major_axis),
            floats(self.eccentricity),
            floats(self.inclination),
            floats(self.raan),
            floats(self.argument_of_perigee),
            floats(self.mean_anomaly),
        )


class SecularRates(NamedTuple):
    """Rates of mean elements under J2, each of shape (...)."""

    raan: Array
    """[rad/s]"""
    argument_of_perigee: Array
    """[rad/s]"""
    mean_anomaly: Array
    """[rad/s], the mean motion included"""


def semi_major_axis(altitude: ArrayLike) -> Array:
    """Semi-major axis [m] at an altitude [m] above the Earth's equatorial radius; any shape."""
    return floats(altitude) + R_EARTH


def mean_motion(axis: ArrayLike) -> Array:
    """Keplerian mean motion √(µ/a³) [rad/s] at semi-major axis `axis` [m]; any shape."""
    axis = floats(axis)
    return np.asarray(np.sqrt(MU_EARTH / axis) / axis, dtype=np.float64)


def period(axis: ArrayLike) -> Array:
    """Keplerian period [s] at semi-major axis `axis` [m]; any shape."""
    return _TURN / mean_motion(axis)


def secular_rates(axis: ArrayLike, eccentricity: ArrayLike, inclination: ArrayLike) -> SecularRates:
    """First-order secular rates of node, perigee and mean anomaly under J2.

    Parameters
    ----------
    axis : array_like
        Semi-major axis [m].
    eccentricity : array_like
        Eccentricity [-].
    inclination : array_like
        Inclination [rad]; all three broadcast together.

    Returns
    -------
    SecularRates
        Rates [rad/s] [1]_, without the terms in J2².
    """
    e2 = np.square(floats(eccentricity))
    n = mean_motion(axis)
    cosine = np.cos(floats(inclination))
    sine2 = 1.0 - cosine * cosine
    strength = 0.75 * J2 * n * np.square(R_EARTH / (floats(axis) * (1.0 - e2)))
    node = -2.0 * strength * cosine
    perigee = strength * (4.0 - 5.0 * sine2)
    anomaly = n + strength * np.sqrt(1.0 - e2) * (2.0 - 3.0 * sine2)
    return SecularRates(*np.broadcast_arrays(node, perigee, anomaly))


def nodal_period(axis: ArrayLike, eccentricity: ArrayLike, inclination: ArrayLike) -> Array:
    """Nodal (draconic) period under J2 [s]: from one ascending node to the next; arguments of :func:`secular_rates`."""
    rates = secular_rates(axis, eccentricity, inclination)
    return _TURN / (rates.mean_anomaly + rates.argument_of_perigee)


def sun_synchronous_inclination(axis: ArrayLike, eccentricity: ArrayLike = 0.0) -> Array:
    """Inclination at which the node follows the mean Sun.

    Parameters
    ----------
    axis : array_like
        Semi-major axis [m].
    eccentricity : array_like
        Eccentricity [-], broadcast with `axis`.

    Returns
    -------
    ndarray
        Inclination, above π/2 [rad]: cos i = −2 p² Ω̇ / (3 J2 R² n), the node rate of [1]_ solved.

    Raises
    ------
    ValueError
        If some orbit is so high that no inclination turns its node fast enough.
    """
    axis = floats(axis)
    fastest = secular_rates(axis, eccentricity, np.pi).raan
    cosine = -SUN_SYNCHRONOUS_RATE / fastest
    if np.any(cosine < -1.0):
        worst = float(np.max(np.broadcast_to(axis, cosine.shape)[cosine < -1.0]))
        raise ValueError(
            tr(
                "no orbit with a semi-major axis of {axis} km and this eccentricity is sun-synchronous",
                axis=f"{worst / 1e3:.0f}",
            )
        )
    return np.asarray(np.arccos(cosine), dtype=np.float64)


def raan_of_ltan(ltan: ArrayLike, tt: ArrayLike) -> Array:
    """Right ascension of the ascending node of an orbit with a given local time of its ascending node.

    Local time is mean local time, told by the mean Sun, so that a sun-synchronous orbit keeps it through the year.

    Parameters
    ----------
    ltan : array_like
        Mean local time of the ascending node [s] since midnight (6 h is 21600).
    tt : array_like
        The instant at which it holds [s of TT since J2000.0]; broadcast with `ltan`.

    Returns
    -------
    ndarray
        RAAN in [0, 2π) [rad]: right ascension of the mean Sun + 15° per hour of (LTAN − 12 h).
    """
    hour_angle = _TURN * (floats(ltan) / DAY - 0.5)
    return np.asarray((mean_sun_right_ascension(tt) + hour_angle) % _TURN, dtype=np.float64)


def ltan_of_raan(raan: ArrayLike, tt: ArrayLike) -> Array:
    """Mean local time of the ascending node [s], in [0, 86400); the inverse of :func:`raan_of_ltan`."""
    angle = floats(raan) - mean_sun_right_ascension(tt)
    return np.asarray(((angle / _TURN + 0.5) % 1.0) * DAY, dtype=np.float64)


def refuse_open(eccentricity: Array) -> None:
    """ValueError where an eccentricity [-], shape (...), lies outside [0, 1)."""
    if not np.all((eccentricity >= 0.0) & (eccentricity < 1.0)):
        raise ValueError(tr("the eccentricity of a closed orbit lies between 0 and 1"))


def eccentric_anomaly(mean_anomaly: ArrayLike, eccentricity: ArrayLike) -> Array:
    """Eccentric anomaly that solves Kepler's equation E − e sin E = M.

    Parameters
    ----------
    mean_anomaly : array_like
        M, any number of revolutions [rad].
    eccentricity : array_like
        e in [0, 1) [-], broadcast with `mean_anomaly`.

    Returns
    -------
    ndarray
        E, on the same revolution as M [rad], to 1e-14 of the equation.

    Raises
    ------
    ValueError
        If an eccentricity lies outside [0, 1).
    """
    e = floats(eccentricity)
    m = floats(mean_anomaly)
    refuse_open(e)
    if not np.any(e):
        return np.broadcast_to(m, np.broadcast_shapes(m.shape, e.shape)).copy()
    turns = _TURN * np.rint(m / _TURN)
    reduced = m - turns
    # Danby's start lies on the convex side of the root, so that Newton's steps close in on it from there [3]_.
    x = reduced + 0.85 * e * np.sign(reduced)
    for _ in range(20):
        sine, cosine = np.sin(x), np.cos(x)
        value = x - e * sine - reduced
        slope = 1.0 - e * cosine
        step = value / slope
        step = value / (slope - 0.5 * step * e * sine)  # Halley
        x = x - step
        if np.max(np.abs(step), initial=0.0) < 1e-13:
            break
    return np.asarray(x + turns, dtype=np.float64)


def true_anomaly(eccentric: ArrayLike, eccentricity: ArrayLike) -> Array:
    """True anomaly [rad] at an eccentric anomaly [rad], on the same revolution; any shapes that broadcast."""
    x, e = floats(eccentric), floats(eccentricity)
    beta = e / (1.0 + np.sqrt(1.0 - e * e))
    return np.asarray(x + 2.0 * np.arctan2(beta * np.sin(x), 1.0 - beta * np.cos(x)), dtype=np.float64)


def eccentric_of_true(anomaly: ArrayLike, eccentricity: ArrayLike) -> Array:
    """Eccentric anomaly [rad] at a true anomaly [rad], on the same revolution; any shapes that broadcast."""
    v, e = floats(anomaly), floats(eccentricity)
    beta = e / (1.0 + np.sqrt(1.0 - e * e))
    return np.asarray(v - 2.0 * np.arctan2(beta * np.sin(v), 1.0 + beta * np.cos(v)), dtype=np.float64)


def orbit_frame(raan: ArrayLike, inclination: ArrayLike) -> tuple[Array, Array, Array]:
    """Unit vectors of the orbital plane: towards the node, a quarter turn on, and along the angular momentum.

    Parameters
    ----------
    raan, inclination : array_like, broadcast to shape (...)
        [rad]

    Returns
    -------
    node, ahead, normal : ndarray, shape (..., 3)
        A right-handed triad [-]; a satellite at argument of latitude u stands at cos u · node + sin u · ahead.
    """
    angle, tilt = np.broadcast_arrays(floats(raan), floats(inclination))
    cos_node, sin_node, cos_tilt, sin_tilt = np.cos(angle), np.sin(angle), np.cos(tilt), np.sin(tilt)
    node = np.stack((cos_node, sin_node, np.zeros_like(cos_node)), axis=-1)
    ahead = np.stack((-sin_node * cos_tilt, cos_node * cos_tilt, sin_tilt), axis=-1)
    normal = np.stack((sin_node * sin_tilt, -cos_node * sin_tilt, cos_tilt), axis=-1)
    return node, ahead, normal


def orbit_normal(raan: ArrayLike, inclination: ArrayLike) -> Array:
    """Unit vector along the orbit's angular momentum, shape (..., 3), from RAAN and inclination [rad], shape (...)."""
    angle, tilt = floats(raan), floats(inclination)
    sin_tilt = np.sin(tilt)
    normal = np.empty((*np.broadcast_shapes(angle.shape, tilt.shape), 3))
    np.multiply(np.sin(angle), sin_tilt, out=normal[..., 0])
    np.multiply(-np.cos(angle), sin_tilt, out=normal[..., 1])
    normal[..., 2] = np.cos(tilt)
    return normal


def elements_at(elements: MeanElements, elapsed: ArrayLike) -> MeanElements:
    """The mean elements `elapsed` [s] after their epoch, under the secular rates of J2; shapes broadcast."""
    axis, e, tilt, raan, perigee, mean = elements.arrays()
    rates = secular_rates(axis, e, tilt)
    t = floats(elapsed)
    return MeanElements(
        axis,
        e,
        tilt,
        raan + rates.raan * t,
        perigee + rates.argument_of_perigee * t,
        mean + rates.mean_anomaly * t,
    )


def position_velocity(elements: MeanElements, elapsed: ArrayLike = 0.0) -> tuple[Array, Array]:
    """Position and velocity from mean elements, `elapsed` after their epoch.

    Parameters
    ----------
    elements : MeanElements
        Fields broadcast together and with `elapsed`.
    elapsed : array_like
        Time since the epoch [s].

    Returns
    -------
    position, velocity : ndarray, shape (..., 3)
        [m] and [m/s] in the true equator and equinox of date [2]_. The elements drift under J2; the
        velocity is that of the Kepler orbit of the moment, without the drift of node and perigee itself.

    Raises
    ------
    ValueError
        If an eccentricity lies outside [0, 1).
    """
    axis, e, tilt, raan, perigee, mean = elements_at(elements, elapsed).arrays()
    anomaly = true_anomaly(eccentric_anomaly(mean, e), e)
    latitude = perigee + anomaly
    node, ahead, _ = orbit_frame(raan, tilt)
    cos_u, sin_u = np.cos(latitude)[..., None], np.sin(latitude)[..., None]
    radial = cos_u * node + sin_u * ahead
    transverse = cos_u * ahead - sin_u * node
    p = axis * (1.0 - e * e)
    speed = np.sqrt(MU_EARTH / p)
    radius = p / (1.0 + e * np.cos(anomaly))
    position = radius[..., None] * radial
    velocity = (speed * e * np.sin(anomaly))[..., None] * radial
    velocity = velocity + (speed * (1.0 + e * np.cos(anomaly)))[..., None] * transverse
    return floats(position), floats(velocity)


def secular_state(elements: MeanElements, elapsed: ArrayLike = 0.0) -> tuple[Array, Array]:
    """The position of :func:`position_velocity`, and the velocity with which it moves: the drift is in it.

    Parameters
    ----------
    elements : MeanElements
        Fields broadcast together and with `elapsed`.
    elapsed : array_like
        Time since the epoch [s].

    Returns
    -------
    position, velocity : ndarray, shape (..., 3)
        [m] and [m/s] in the true equator and equinox of date: with n v the velocity of the Kepler orbit per unit of
        mean anomaly, Ṁ/n v + ω̇ ĥ × r + Ω̇ ẑ × r, the derivative of the position.

    Raises
    ------
    ValueError
        If an eccentricity lies outside [0, 1).
    """
    position, velocity = position_velocity(elements, elapsed)
    axis, e, tilt, raan, _, _ = elements_at(elements, elapsed).arrays()
    rates = secular_rates(axis, e, tilt)
    turning = rates.argument_of_perigee[..., None] * orbit_normal(raan, tilt)
    turning[..., 2] += rates.raan
    speed = (rates.mean_anomaly / mean_motion(axis))[..., None] * velocity + np.cross(turning, position)
    return position, floats(speed)
