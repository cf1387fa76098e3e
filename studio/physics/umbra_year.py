"""The longest passage through the umbra in a year and the days that have one, from one revolution of each day.

What a study asks of thousands of orbits: between two days of an orbit the Sun moves by a degree and the node by some,
so the revolution at each midnight tells of all between, to a tenth of a second and to a day.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from studio.physics.arrays import Array, floats
from studio.physics.constants import DAY, R_EARTH, R_SUN
from studio.physics.eclipse import nearest_passage
from studio.physics.illumination import UMBRA
from studio.physics.orbit import MeanElements, secular_rates
from studio.physics.shadow import shadow_edges
from studio.physics.sun import sun_vector
from studio.physics.time import seconds_of_day


def umbra_year(elements: MeanElements, epoch: float, days: int) -> tuple[Array, NDArray[np.int64]]:
    """The longest passage through the umbra, and the number of calendar days that have any.

    Parameters
    ----------
    elements : MeanElements
        At the epoch, in the true equator and equinox of date; fields broadcast to shape (...). Either all are circles
        or none is.
    epoch : float
        [s of TT since J2000.0]
    days : int
        Days of 86400 s from the epoch on.

    Returns
    -------
    longest : ndarray, shape (...)
        [s]; zero where there is none
    count : ndarray, shape (...)
        Calendar days (UTC) of which the first or the last revolution has an umbra.

    Notes
    -----
    On a circle the umbra of half-angle f, sin f = (R⊕ − R☉)/d, is met while cos ψ cos β > c, a c = cos f √(a² − R⊕²)
    − R⊕ sin f (the module on illumination), ψ being the angle from the point opposite the Sun. That point itself moves
    along the orbit with (ṅ ĥ·k̂ − Ω̇ (cos i − s_z sin β))/cos² β, k̂ being the pole of the ecliptic and ṅ the rate of the
    Sun on it: the component along ĥ of ŝ × dŝ/dt, seen from the turning node.
    """
    midnights = _midnights(float(seconds_of_day(epoch)), days)
    if np.any(floats(elements.eccentricity)):
        umbra = _eccentric(elements, epoch, midnights)
    else:
        umbra = _circular(elements, epoch, midnights)
    touched = np.maximum(umbra[..., :-1], umbra[..., 1:]) > 0.0
    return np.asarray(np.max(umbra, axis=-1)), np.asarray(touched.sum(axis=-1), dtype=np.int64)


def _midnights(since_midnight: float, days: int) -> Array:
    """Where the calendar days begin and end, within the time looked at [s after the epoch], shape (J + 1,)."""
    edges = np.clip(DAY * np.arange(days + 2.0) - since_midnight, 0.0, days * DAY)
    return edges[: days + 1] if since_midnight == 0.0 else edges


def _eccentric(elements: MeanElements, epoch: float, times: Array) -> Array:
    entry, leave = shadow_edges(nearest_passage(elements, epoch, times), (UMBRA,), oblate=False)
    return np.asarray(np.nan_to_num(leave[0] - entry[0]), dtype=np.float64)


def _circular(elements: MeanElements, epoch: float, times: Array) -> Array:
    """Lengths of the passages at the times [s], shape (..., J); where β changes its sign before the next, of β = 0."""
    axis, _, tilt, raan, *_ = (field[..., None] for field in elements.arrays())
    rates = secular_rates(axis, 0.0, tilt)
    (x, y, z), cone_sine, cone_cosine, pace, (_, pole_y, pole_z) = _sun(epoch, times.tobytes())
    angle = raan + rates.raan * times
    cosine, sine = np.cos(angle), np.sin(angle)
    up, flat = np.cos(tilt), np.sin(tilt)
    along = flat * (sine * x - cosine * y) + up * z  # sin β
    crossed = along[..., :-1] * along[..., 1:] < 0.0
    along[..., :-1][crossed] = 0.0
    level2 = 1.0 - along * along
    reach = cone_cosine * np.sqrt(axis * axis - R_EARTH * R_EARTH) - R_EARTH * cone_sine
    width = reach / (axis * np.sqrt(np.maximum(level2, 1e-12)))
    np.clip(width, -1.0, 1.0, out=width)
    drift = pace * (up * pole_z - flat * cosine * pole_y) - rates.raan * (up - z * along)
    drift /= np.maximum(level2, 1e-12)
    rate = rates.mean_anomaly + rates.argument_of_perigee
    return np.asarray(2.0 * np.arccos(width) / (rate - drift), dtype=np.float64)


@lru_cache(maxsize=4)
def _sun(epoch: float, instants: bytes) -> tuple[Array, Array, Array, Array, Array]:
    """Direction (3, J), sine and cosine of the umbra's cone, the Sun's pace [rad/s] (J,) and the ecliptic's pole."""
    times = np.frombuffer(instants)
    sun, distance = sun_vector(epoch + times)
    ahead, _ = sun_vector(epoch + times + DAY)
    turned = np.cross(sun, ahead)
    pace = np.linalg.norm(turned, axis=-1) / DAY
    pole = turned.mean(axis=0) / np.linalg.norm(turned.mean(axis=0))
    sine = (R_EARTH - R_SUN) / distance
    found = (np.ascontiguousarray(sun.T), sine, np.sqrt(1.0 - sine * sine), pace, pole)
    for array in found:
        array.setflags(write=False)
    return found
