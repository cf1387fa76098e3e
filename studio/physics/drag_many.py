"""Drag of many orbits at once: the equations of :mod:`studio.physics.drag` over arrays of orbits."""

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.physics.arrays import Array, floats
from studio.physics.constants import EARTH_ROTATION_RATE, MU_EARTH, R_EARTH
from studio.physics.drag import ENDS, HEIGHTS, LAST, ROUND, STEPS, midpoints, wind_factor

Density = Callable[[Array], Array]
"""Density [kg/m³] at altitudes (..., P) over the equatorial radius of orbits (...)."""
RoundFall = Callable[[Array, Array], Array]
"""Time to fall from altitudes [m] at inclinations [rad], (...), of circles per mass over drag area [s·m²/kg]."""
_MOMENTS = 5


def mean_dynamic_pressures(
    perigee: ArrayLike, apogee: ArrayLike, inclination: ArrayLike, density: Density
) -> tuple[Array, Array]:
    """:func:`studio.physics.drag.mean_dynamic_pressure` of orbits of shape (...)."""
    low, high, tilt = np.broadcast_arrays(floats(perigee), floats(apogee), floats(inclination))
    axis = R_EARTH + 0.5 * (low + high)
    e = 0.5 * (high - low) / axis
    wind = wind_factor(R_EARTH + low, tilt)
    air = density(low[..., None])[..., 0]
    pressure = np.asarray(0.5 * air * wind * MU_EARTH / axis)
    oval = e != 0.0
    if np.any(oval):
        cosine, share = _padded(axis * e)
        a, flat = axis[..., None], e[..., None]
        thin, weight = density(a * (1.0 - flat * cosine) - R_EARTH), 1.0 - flat * cosine
        dynamic = 0.5 * thin * MU_EARTH / a * (1.0 + flat * cosine) / weight * wind[..., None]
        pressure = np.where(oval, np.sum(dynamic * weight * share, axis=-1), pressure)
        air = np.where(oval, np.sum(thin * weight * share, axis=-1), air)
    return pressure, np.asarray(air)


def decay_times(
    perigee: ArrayLike, apogee: ArrayLike, inclination: ArrayLike, density: Density,
    round_fall: RoundFall | None = None, steps: int = STEPS,
) -> Array:  # fmt: skip
    """:func:`studio.physics.drag.decay_time` of orbits of shape (...).

    `round_fall` may know the times of circles, and the apogee of ellipses may come down in fewer `steps`.
    """
    low, high, tilt = np.broadcast_arrays(floats(perigee), floats(apogee), floats(inclination))
    found = np.zeros(low.shape)
    up = low > ENDS
    none = up & (density(low[..., None])[..., 0] <= 0.0)
    falls = up & ~none
    circles = falls & (high - low < ROUND)
    if np.any(circles):
        middle = np.where(circles, 0.5 * (low + high), 2.0 * ENDS)
        times = round_fall(middle, tilt) if round_fall is not None else _circular_times(middle, tilt, density)
        found = np.where(circles, times, found)
    oval = falls & ~circles
    if np.any(oval):
        # Where the air ends at the perigee, no point of the orbit may be left in it: nothing brakes.
        brakes = np.sum(_revolutions(np.where(oval, low, ENDS), np.where(oval, high, ENDS), density), axis=0)
        none, oval = none | (oval & (brakes <= 0.0)), oval & (brakes > 0.0)
    if np.any(oval):
        # The others stand in for one that is over at once.
        bottom, top = np.where(oval, low, 0.5 * ENDS), np.where(oval, high, ENDS + LAST)
        times = _eccentric_times(bottom, top, tilt, density, steps)
        found = np.where(oval, times, found)
    return np.where(none, np.inf, found)


def fall_moments(altitude: Array, log_density: Array) -> Array:
    """(F, 5) Integrals of wᵏ/(ρ √(µ r)) from the first altitude on, w being the speed of the turning air over v.

    The time of :func:`fall_from_moments` is their sum with the weights (k + 1) cosᵏ i, as 1/(1 − w cos i)² expands. The
    density is exponential between the altitudes (F,) [m], which are even.
    """
    step = altitude[1] - altitude[0]
    thin = np.exp(-log_density)
    rise = -np.diff(log_density)
    even = rise == 0.0
    mean = thin[:-1] * np.where(even, 1.0, np.expm1(rise) / np.where(even, 1.0, rise))
    radius = R_EARTH + altitude[:-1] + 0.5 * step
    turn = EARTH_ROTATION_RATE * radius * np.sqrt(radius / MU_EARTH)
    cells = (mean * step / np.sqrt(MU_EARTH * radius))[:, None] * turn[:, None] ** np.arange(_MOMENTS)
    return np.concatenate((np.zeros((1, _MOMENTS)), np.cumsum(cells, axis=0)))


def fall_from_moments(moments: Array, log_density: Array, place: Array, inclination: ArrayLike) -> Array:
    """Time to fall from circles per mass over drag area [s·m²/kg], between the altitudes of :func:`fall_moments`.

    Parameters
    ----------
    moments
        Those below and above each orbit, (2, ..., 5).
    log_density
        The same of the logarithm of the density, (2, ...).
    place
        Share of the way from one to the other, (...).
    inclination
        [rad], (...).
    """
    powers = np.cos(floats(inclination))[..., None] ** np.arange(_MOMENTS) * np.arange(1.0, _MOMENTS + 1.0)
    below, above = (np.sum(one * powers, axis=-1) for one in moments)
    rise = log_density[0] - log_density[1]
    even = rise == 0.0
    curve = np.where(even, place, np.expm1(rise * place) / np.where(even, 1.0, np.expm1(rise)))
    return np.asarray(below + (above - below) * curve)


def _circular_times(altitude: Array, inclination: Array, density: Density) -> Array:
    heights = np.linspace(ENDS, altitude, HEIGHTS, axis=-1)
    radius = heights + R_EARTH
    per_height = 1.0 / (density(heights) * np.sqrt(MU_EARTH * radius) * wind_factor(radius, inclination[..., None]))
    return np.asarray(np.trapezoid(per_height, heights, axis=-1))


def _eccentric_times(perigee: Array, apogee: Array, inclination: Array, density: Density, steps: int) -> Array:
    wind = wind_factor(R_EARTH + perigee, inclination)
    low, time = perigee, np.zeros(perigee.shape)
    reach = np.log(np.maximum((apogee - ENDS) / LAST, 1.0))
    rungs = np.log(apogee - ENDS) - reach * np.linspace(0.0, 1.0, steps + 1).reshape(-1, *(1,) * reach.ndim) ** 1.5

    def slopes(rung: Array, low: Array) -> tuple[Array, Array]:
        fallen = np.exp(rung)
        over = low <= ENDS
        here = np.where(over, ENDS + 1.0, low)
        high = np.maximum(ENDS + fallen, here)
        major, shape = _revolutions(here, high, density)
        apogee_rate = (major + shape) * wind
        return (np.where(over, 0.0, (major - shape) / (major + shape) * fallen),
                np.where(over, 0.0, -fallen / apogee_rate))  # fmt: skip

    flying = low > ENDS
    for start, end in pairwise(rungs):
        step = end - start
        first = slopes(start, low)
        second = slopes(start + 0.5 * step, low + 0.5 * step * first[0])
        third = slopes(start + 0.5 * step, low + 0.5 * step * second[0])
        fourth = slopes(end, low + step * third[0])
        sunk = low + step / 6.0 * (first[0] + 2.0 * second[0] + 2.0 * third[0] + fourth[0])
        longer = time + step / 6.0 * (first[1] + 2.0 * second[1] + 2.0 * third[1] + fourth[1])
        low, time = np.where(flying, sunk, low), np.where(flying, longer, time)
        flying = flying & (low > ENDS)
        if not flying.any():
            break
    return time


def _revolutions(low: Array, high: Array, density: Density) -> tuple[Array, Array]:
    """Mean rates at which a and x = a e fall, per C_D A/m, without wind [m/s per m²/kg]."""
    axis = R_EARTH + 0.5 * (low + high)
    focal = 0.5 * (high - low)
    e = (focal / axis)[..., None]
    cosine, share = _padded(focal)
    air = density(low[..., None] + focal[..., None] * (1.0 - cosine))
    braking = air * np.sqrt((1.0 + e * cosine) / (1.0 - e * cosine)) * np.sqrt(MU_EARTH * axis)[..., None] * share
    total, along = braking.sum(axis=-1), (braking * cosine).sum(axis=-1)
    return total + e[..., 0] * along, along + e[..., 0] * total


def _padded(focal: Array) -> tuple[Array, Array]:
    """Cosines (..., P) of the midpoint rule of each orbit, and the share of each of its points; none of the rest."""
    points = (16 + 4.0 * np.sqrt(np.abs(focal) / 10e3)).astype(np.intp)
    sizes, which = np.unique(points, return_inverse=True)
    table, shares = _points(tuple(sizes.tolist()))
    index: NDArray[np.intp] = which.reshape(points.shape)
    return table[index], shares[index]


@lru_cache(maxsize=64)
def _points(sizes: tuple[int, ...]) -> tuple[Array, Array]:
    cosines, shares = np.zeros((2, len(sizes), max(sizes)))
    for row, size in enumerate(sizes):
        cosines[row, :size], shares[row, :size] = midpoints(size), 1.0 / size
    return cosines, shares
