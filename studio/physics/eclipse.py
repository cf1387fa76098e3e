"""When a satellite passes through the Earth's shadow: every passage of a season, or the one of a frozen day.

References
----------
.. [1] O. Montenbruck, E. Gill, "Satellite Orbits", Springer, 2000, section 3.4.2 (conical shadow).
"""

from typing import NamedTuple

import numpy as np

from studio.physics.arrays import Array, floats
from studio.physics.constants import DAY
from studio.physics.illumination import PENUMBRA, UMBRA
from studio.physics.orbit import MeanElements, SecularRates, eccentric_of_true, secular_rates
from studio.physics.shadow import Passage, passage, shadow_edges
from studio.physics.sun import sun_vector

_TURN = 2.0 * np.pi


class Passages(NamedTuple):
    """Edges of every passage behind the Earth [s after the epoch], shape (..., K); NaN where there is no such edge."""

    penumbra_entry: Array
    umbra_entry: Array
    umbra_exit: Array
    penumbra_exit: Array


def eclipse_passages(elements: MeanElements, epoch: float, duration: float, *, oblate: bool = False) -> Passages:
    """Times at which a satellite enters and leaves penumbra and umbra, on every revolution.

    Parameters
    ----------
    elements : MeanElements
        Mean elements at the epoch, in the true equator and equinox of date; fields broadcast to shape (...).
    epoch : float
        Their epoch [s of TT since J2000.0].
    duration : float
        Time looked at from the epoch on [s]; a passage belongs to it when its middle does.
    oblate : bool
        Whether the Earth is the WGS84 ellipsoid and not a sphere of its equatorial radius.

    Returns
    -------
    Passages
        Edges of the conical shadow [1]_ [s after the epoch], shape (..., K), found to 1 ms (some ms where the shadow
        is only grazed) as roots of the geometry with moving Sun, node and perigee. Each revolution, from noon to
        noon, has at most one passage here; a second one, conceivable on a very eccentric orbit, would be missed.
    """
    start, passages = _passages(elements, epoch, duration)
    entry, leave = shadow_edges(passages, (UMBRA, PENUMBRA), oblate=oblate)
    middle = start + 0.5 * (entry[1] + leave[1])
    outside = ~((middle >= 0.0) & (middle < duration))
    entry[:, outside] = np.nan
    leave[:, outside] = np.nan
    return Passages(start + entry[1], start + entry[0], start + leave[0], start + leave[1])


def nearest_passage(elements: MeanElements, epoch: float, times: Array) -> Passage:
    """The first passage of every orbit after each time.

    Parameters
    ----------
    elements : MeanElements
        Mean elements at the epoch, in the true equator and equinox of date; fields broadcast to shape (...).
    epoch : float
        Their epoch [s of TT since J2000.0].
    times : ndarray, shape (T,)
        [s after the epoch], in their order

    Returns
    -------
    Passage
        Fields of shape (..., T), to find the edges of.
    """
    axis, e, tilt, raan0, perigee0, mean0 = (field[..., None] for field in elements.arrays())
    rates = _rates(axis, e, tilt)
    perigee0, mean0 = np.where(e > 0.0, perigee0, 0.0), np.where(e > 0.0, mean0, perigee0 + mean0)
    latest = float(np.max(_TURN / rates.mean_anomaly, initial=0.0))
    sun = _Almanac(epoch, float(times[0]) - DAY, float(times[-1]) + 2.0 * latest + DAY)
    elapsed, start = np.broadcast_to(times, np.broadcast_shapes(times.shape, mean0.shape)), times
    for _ in range(3):
        across, height = sun.near(elapsed)
        latitude = _opposite(across - raan0 - rates.raan * elapsed, height, tilt)
        anomaly = latitude - perigee0 - rates.argument_of_perigee * elapsed
        eccentric = eccentric_of_true(anomaly, e)
        ahead = eccentric - e * np.sin(eccentric) - mean0 - rates.mean_anomaly * start
        # At first the next passage; then the same again, where it has moved to with the Sun.
        elapsed = start + (ahead % _TURN if start is times else (ahead + np.pi) % _TURN - np.pi) / rates.mean_anomaly
        start = elapsed
    across, height, distance, across_rate, height_rate = sun.at(elapsed)
    azimuth = across - raan0 - rates.raan * elapsed
    latitude = anomaly + perigee0 + rates.argument_of_perigee * elapsed
    rates3 = (rates.raan, rates.argument_of_perigee, rates.mean_anomaly)
    sun_seen = (azimuth, height, distance)
    return passage((axis, e, tilt), (anomaly, latitude), rates3, sun_seen, (across_rate, height_rate))


def frozen_passage(elements: MeanElements, sun: Array, sun_distance: Array) -> Passage:
    """The passage of an orbit held still under a Sun held still.

    Parameters
    ----------
    elements : MeanElements
        Of the moment, in the true equator and equinox of date; fields broadcast with `sun_distance`.
    sun : ndarray, shape (..., 3)
        Unit vector to the Sun, same frame [-].
    sun_distance : ndarray, shape (...)
        [m]

    Returns
    -------
    Passage
        Fields of shape (...), with the mean anomaly running at its secular rate (with that of perigee, where the
        orbit is a circle) and every other rate zero.
    """
    axis, e, tilt, raan, perigee, _ = elements.arrays()
    azimuth = floats(np.arctan2(sun[..., 1], sun[..., 0])) - raan
    latitude = _opposite(azimuth, sun[..., 2], tilt)
    still = np.zeros(1)
    held = (still, still, _rates(axis, e, tilt).mean_anomaly)
    place = (latitude - perigee, latitude)
    return passage((axis, e, tilt), place, held, (azimuth, sun[..., 2], sun_distance), (still, still))


def _opposite(azimuth: Array, height: Array, tilt: Array) -> Array:
    """Argument of latitude opposite a Sun at `azimuth` [rad] from the node whose declination has the sine `height`."""
    level = np.sqrt(1.0 - height * height)
    ahead = np.cos(tilt) * level * np.sin(azimuth) + np.sin(tilt) * height
    return np.asarray(np.arctan2(-ahead, -level * np.cos(azimuth)), dtype=np.float64)


def _rates(axis: Array, e: Array, tilt: Array) -> SecularRates:
    """Secular rates; where every orbit is a circle, perigee is held and the anomaly runs from the node instead."""
    rates = secular_rates(axis, e, tilt)
    if np.any(e):
        return rates
    held = np.zeros_like(rates.argument_of_perigee)
    return SecularRates(rates.raan, held, rates.mean_anomaly + rates.argument_of_perigee)


class _Almanac:
    """The Sun once a day, with cubics between: right ascension, sine of declination and distance at many instants."""

    def __init__(self, epoch: float, first: float, last: float) -> None:
        self.first = first
        sun, distance = sun_vector(epoch + first + DAY * np.arange(np.ceil((last - first) / DAY) + 2.0))
        table = np.stack((np.unwrap(np.arctan2(sun[:, 1], sun[:, 0])), sun[:, 2], distance))
        slope = np.gradient(table, axis=-1)
        rise = np.diff(table)
        bend2 = 3.0 * rise - 2.0 * slope[:, :-1] - slope[:, 1:]
        bend3 = slope[:, :-1] + slope[:, 1:] - 2.0 * rise
        self.table = table
        self.cubic = np.stack((table[:, :-1], slope[:, :-1], bend2, bend3))

    def near(self, elapsed: Array) -> tuple[Array, Array]:
        """Right ascension [rad] and sine of declination, to the 10⁻⁵ that a point to start from needs."""
        day = (elapsed - self.first) / DAY
        days = np.arange(float(self.table.shape[-1]))
        return np.interp(day, days, self.table[0]), np.interp(day, days, self.table[1])

    def at(self, elapsed: Array) -> tuple[Array, Array, Array, Array, Array]:
        """Right ascension [rad], sine of declination, distance [m], and the rates [1/s] of the first two."""
        # Beside a fast orbit a slow one is asked for years to come: its passages are dropped, and the table ends.
        day = np.clip((elapsed - self.first) / DAY, 0.0, self.cubic.shape[-1])
        index = np.minimum(day.astype(np.intp), self.cubic.shape[-1] - 1)
        x = day - index
        (across0, height0, far0), (across1, height1, far1), (across2, height2, _), (across3, height3, _) = self.cubic[
            ..., index
        ]
        across = across0 + x * (across1 + x * (across2 + x * across3))
        height = height0 + x * (height1 + x * (height2 + x * height3))
        across_rate = (across1 + x * (2.0 * across2 + 3.0 * x * across3)) / DAY
        height_rate = (height1 + x * (2.0 * height2 + 3.0 * x * height3)) / DAY
        return across, height, far0 + x * far1, across_rate, height_rate


def _passages(elements: MeanElements, epoch: float, duration: float) -> tuple[Array, Passage]:
    """Time of each crossing of the point opposite the Sun [s after the epoch], and the passage about it."""
    axis, e, tilt, raan0, perigee0, mean0 = (field[..., None] for field in elements.arrays())
    rates = _rates(axis, e, tilt)
    if not np.any(e):
        perigee0, mean0 = np.zeros_like(perigee0), perigee0 + mean0
    mean0 = mean0 % _TURN
    # The point opposite the Sun may drift along the orbit by some turns; passages beyond the duration are dropped.
    drift = np.abs(rates.raan) + np.abs(rates.argument_of_perigee) + 1e-6
    turns = duration / _TURN * np.max(rates.mean_anomaly + drift, initial=0.0)
    number = np.arange(-1.0, np.ceil(turns) + 2.0)
    elapsed = (_TURN * number - mean0) / rates.mean_anomaly
    revolution = float(np.max(_TURN / rates.mean_anomaly, initial=0.0))
    sun = _Almanac(epoch, -2.0 * revolution - DAY, float(np.max(elapsed, initial=0.0)) + 2.0 * revolution + DAY)
    for _ in range(2):
        across, height = sun.near(elapsed)
        latitude = _opposite(across - raan0 - rates.raan * elapsed, height, tilt)
        anomaly = latitude - perigee0 - rates.argument_of_perigee * elapsed
        eccentric = eccentric_of_true(anomaly, e) if np.any(e) else anomaly
        mean = np.unwrap(eccentric - e * np.sin(eccentric) if np.any(e) else anomaly, axis=-1)
        elapsed = (_TURN * number + mean - mean0) / rates.mean_anomaly
    across, height, distance, across_rate, height_rate = sun.at(elapsed)
    azimuth = across - raan0 - rates.raan * elapsed
    latitude = anomaly + perigee0 + rates.argument_of_perigee * elapsed
    rates3 = (rates.raan, rates.argument_of_perigee, rates.mean_anomaly)
    sun_seen = (azimuth, height, distance)
    return elapsed, passage((axis, e, tilt), (anomaly, latitude), rates3, sun_seen, (across_rate, height_rate))
