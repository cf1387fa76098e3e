"""A year of an orbit by few of its days: chosen by the beta angle, so that they stand for all, and the umbra of each.

What a study asks of thousands of orbits. Light, heat and power of a day follow from the beta angle above all, and a
turning node makes that go through its range many times a year: days at equal steps would meet the same angles again and
again, or miss the largest. Days that are even in the order of |β| see all of it. The umbra is that of one revolution a
day: between two days of an orbit the Sun moves by a degree and the node by some, so the revolution at each midnight
tells of all between, to a tenth of a second and to a day.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.physics.arrays import Array
from studio.physics.constants import AU, DAY, R_EARTH, R_SUN
from studio.physics.eclipse import nearest_passage
from studio.physics.illumination import UMBRA
from studio.physics.orbit import MeanElements, secular_rates
from studio.physics.shadow import shadow_edges
from studio.physics.sun import sun_vector
from studio.physics.time import seconds_of_day

_TURN = 2.0 * np.pi
_DARK = 3.0
"""How much the dark share of an orbit counts beside the sine of the beta angle: days are even in the sum of both."""
_FEW = 6
_SHARED = (0.6, 0.4)
"""Shares of what the extreme day at an end misses of its share's mean, which the next two days make up for."""


class YearByBeta(NamedTuple):
    """D days that stand for equal shares of a year, and what its umbrae are; leading axes (...) are the elements'."""

    elapsed: Array
    """[s after the epoch], shape (..., D); the first has the least |β| of all, the last the largest"""
    sun: Array
    """Unit vector to the Sun on those days [-], shape (..., D, 3)"""
    sun_distance: Array
    """[m], shape (..., D)"""
    longest_umbra: Array
    """[s], shape (...); zero where there is none"""
    umbra_days: NDArray[np.int64]
    """Calendar days (UTC) of which the first or the last revolution has an umbra, shape (...)"""


class _Sun(NamedTuple):
    """The Sun at the midnights of a year."""

    direction: Array
    """(3, J)"""
    distance: Array
    cone_sine: Array
    """Of the half-angle of the umbra, negative as the module on illumination counts it."""
    cone_cosine: Array
    pace: Array
    """Along the ecliptic [rad/s]."""
    pole: Array
    """(3,) Of the ecliptic."""


def year_by_beta(elements: MeanElements, epoch: float, days: int, rows: int) -> YearByBeta:
    """Few days of a year, the longest passage through the umbra of all its days, and how many have any.

    Parameters
    ----------
    elements : MeanElements
        At the epoch, in the true equator and equinox of date; fields broadcast to shape (...). Either all are circles
        or none is.
    epoch : float
        [s of TT since J2000.0]
    days : int
        Days of 86400 s from the epoch on.
    rows : int
        D, at least two.

    Returns
    -------
    YearByBeta
        Of the days in the order of |β| the first, the last, and of each share between the one nearest to its mean.

    Notes
    -----
    On a circle the umbra of half-angle f, sin f = (R⊕ − R☉)/d, is met while cos ψ cos β > c, a c = cos f √(a² − R⊕²)
    − R⊕ sin f (the module on illumination), ψ being the angle from the point opposite the Sun. That point itself moves
    along the orbit with (ṅ ĥ·k̂ − Ω̇ (cos i − s_z sin β))/cos² β, k̂ being the pole of the ecliptic and ṅ the rate of the
    Sun on it: the component along ĥ of ŝ × dŝ/dt, seen from the turning node.
    """
    midnights = _midnights(float(seconds_of_day(epoch)), days)
    sun = _sun(epoch, midnights.tobytes())
    axis, e, tilt, raan, *_ = (field[..., None] for field in elements.arrays())
    rates = secular_rates(axis, e, tilt)
    x, y, z = sun.direction
    angle = raan + rates.raan * midnights
    cosine, sine = np.cos(angle), np.sin(angle)
    up, flat = np.cos(tilt), np.sin(tilt)
    sin_beta = flat * (sine * x - cosine * y) + up * z
    height = np.abs(sin_beta[..., :days])
    rate = rates.mean_anomaly + rates.argument_of_perigee
    if np.any(e):
        entry, leave = shadow_edges(nearest_passage(elements, epoch, midnights), (UMBRA,), oblate=False)
        umbra = np.nan_to_num(leave[0] - entry[0])
    else:
        crossed = sin_beta[..., :-1] * sin_beta[..., 1:] < 0.0
        sin_beta[..., :-1][crossed] = 0.0  # between two days the Sun crosses the plane: the passage is that of β = 0
        along = sun.pace * (up * sun.pole[2] - flat * cosine * sun.pole[1]) - rates.raan * (up - z * sin_beta)
        umbra = _circular(axis, 1.0 - sin_beta * sin_beta, along, sun, rate)
    chosen, distance = _even(height - _DARK / _TURN * rate * umbra[..., :days], sun, rows)
    touched = np.maximum(umbra[..., :-1], umbra[..., 1:]) > 0.0
    return YearByBeta(
        midnights[chosen], sun.direction.T[chosen], distance,
        np.max(umbra, axis=-1), np.asarray(touched.sum(axis=-1), dtype=np.int64),
    )  # fmt: skip


def _even(height: Array, sun: _Sun, rows: int) -> tuple[NDArray[np.intp], Array]:
    """Indices of days (..., D) that are even in the order of `height` (..., J), and the Sun's distance on them [m].

    Each share of the days has their mean irradiance, a standard deviation more or less in turn: days of one beta angle
    lie in other seasons, and few of them would miss the mean of the year by a percent.
    """
    size = height.shape[-1]
    order = np.argsort(height, axis=-1)
    first = (np.arange(rows) * size) // rows
    count = np.diff(np.append(first, size))
    ranked = np.take_along_axis(height, order, axis=-1)
    wanted = np.add.reduceat(ranked, first, axis=-1) / count
    # The first and the last day are the extremes themselves; their neighbours make up for it in the mean.
    for end, others in ((0, (1, 2)), (-1, (-2, -3))) if rows >= _FEW else ():
        missed = wanted[..., end] - ranked[..., end]
        for other, part in zip(others, _SHARED, strict=True):
            wanted[..., other] += part * missed
    before = np.add.reduceat(ranked < np.repeat(wanted, count, axis=-1), first, axis=-1, dtype=np.intp)
    place = first + np.minimum(before, count - 1)
    place[..., 0], place[..., -1] = 0, size - 1
    irradiance = np.square(AU / sun.distance[:size])[order]
    mean = np.add.reduceat(irradiance, first, axis=-1) / count
    spread = np.sqrt(np.maximum(np.add.reduceat(np.square(irradiance), first, axis=-1) / count - mean * mean, 0.0))
    turn = np.where(np.arange(rows) % 2 == 0, 1.0, -1.0)
    return np.take_along_axis(order, place, axis=-1), AU / np.sqrt(mean + turn * spread)


def _circular(axis: Array, cos2_beta: Array, along: Array, sun: _Sun, rate: Array) -> Array:
    """Length of the passages [s]; `along` is cos² β times the rate of the point opposite the Sun on the orbit."""
    level2 = np.maximum(cos2_beta, 1e-12)
    width = sun.cone_cosine * np.sqrt(axis * axis - R_EARTH * R_EARTH) - R_EARTH * sun.cone_sine
    width = np.minimum(width / (axis * np.sqrt(level2)), 1.0)
    found: Array = 2.0 * np.arccos(width) / (rate - along / level2)
    return found


def _midnights(since_midnight: float, days: int) -> Array:
    """Where the calendar days begin and end, within the time looked at [s after the epoch], shape (J,)."""
    edges = np.clip(DAY * np.arange(days + 2.0) - since_midnight, 0.0, days * DAY)
    return edges[: days + 1] if since_midnight == 0.0 else edges


@lru_cache(maxsize=4)
def _sun(epoch: float, instants: bytes) -> _Sun:
    times = np.frombuffer(instants)
    sun, distance = sun_vector(epoch + times)
    ahead, _ = sun_vector(epoch + times + DAY)
    turned = np.cross(sun, ahead)
    pace = np.linalg.norm(turned, axis=-1) / DAY
    pole = turned.mean(axis=0)
    sine = (R_EARTH - R_SUN) / distance
    found = _Sun(
        np.ascontiguousarray(sun.T), distance, sine, np.sqrt(1.0 - sine * sine), pace, pole / np.linalg.norm(pole))
    for array in found:
        array.setflags(write=False)
    return found
