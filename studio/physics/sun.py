"""Where the Sun stands, in the frame in which mean orbital elements live: the true equator and equinox of date.

Mixing the frame of J2000.0 into elements of date would turn the Sun by about 0.38° in 2027 and move the eclipse
seasons, so no other frame is offered.

References
----------
.. [1] J. Meeus, "Astronomical Algorithms", 2nd edition, Willmann-Bell, 1998, chapter 25 (higher accuracy), chapter 22
       (nutation and obliquity, low accuracy) and appendix III (the largest VSOP87 terms of the Earth).
.. [2] I. Reda, A. Andreas, "Solar Position Algorithm for Solar Radiation Applications", NREL/TP-560-34302, 2008,
       which prints the same terms in table A4.2.
"""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.constants import AU, DAY
from studio.physics.time import greenwich_mean_sidereal_time, seconds_of_day

_MILLENNIUM = 365250.0 * DAY
_ARCSECOND = np.pi / 648000.0

# VSOP87: amplitude [1e-8 rad or 1e-8 au], phase [rad], frequency [rad per Julian millennium].
_LONGITUDE_0 = np.array(
    [
        (3341656.0, 4.6692568, 6283.0758500),
        (34894.0, 4.62610, 12566.15170),
        (3497.0, 2.7441, 5753.3849),
        (3418.0, 2.8289, 3.5231),
        (3136.0, 3.6277, 77713.7715),
        (2676.0, 4.4181, 7860.4194),
        (2343.0, 6.1352, 3930.2097),
        (1324.0, 0.7425, 11506.7698),
        (1273.0, 2.0371, 529.6910),
        (1199.0, 1.1096, 1577.3435),
        (990.0, 5.233, 5884.927),
        (902.0, 2.045, 26.298),
        (857.0, 3.508, 398.149),
        (780.0, 1.179, 5223.694),
        (753.0, 2.533, 5507.553),
        (505.0, 4.583, 18849.228),
        (492.0, 4.205, 775.523),
        (357.0, 2.920, 0.067),
        (317.0, 5.849, 11790.629),
        (284.0, 1.899, 796.298),
        (271.0, 0.315, 10977.079),
    ]
)
_LONGITUDE_1 = np.array([(206059.0, 2.678235, 6283.07585), (4303.0, 2.6351, 12566.1517)])
_DISTANCE_0 = np.array(
    [
        (1670700.0, 3.0984635, 6283.0758500),
        (13956.0, 3.05525, 12566.15170),
        (3084.0, 5.1985, 77713.7715),
        (1628.0, 1.1739, 5753.3849),
        (1576.0, 2.8469, 7860.4194),
    ]
)
_DISTANCE_1 = np.array([(103019.0, 1.107490, 6283.075850)])


def sun_vector(tt: ArrayLike) -> tuple[Array, Array]:
    """Unit vector from the Earth's centre to the apparent Sun, and its distance.

    Parameters
    ----------
    tt : array_like, shape (...)
        Seconds of TT since J2000.0 [s].

    Returns
    -------
    direction : ndarray, shape (..., 3)
        Apparent direction in the true equator and equinox of date [-]: nutation and aberration are applied [1]_ [2]_.
    distance : ndarray, shape (...)
        Distance [m].

    Notes
    -----
    Against the analytical ephemeris of the Earth in ERFA the direction is within 0.001° and the distance within
    3 × 10⁻⁵ of itself from 2026 to 2036.
    """
    longitude, obliquity, distance = _ecliptic(tt)
    sine = np.sin(longitude)
    direction = np.stack((np.cos(longitude), np.cos(obliquity) * sine, np.sin(obliquity) * sine), axis=-1)
    return direction, distance


def _ecliptic(tt: ArrayLike) -> tuple[Array, Array, Array]:
    """Apparent longitude [rad], true obliquity [rad] and distance [m] of the Sun; its latitude, under 1.2″, is zero."""
    t = floats(tt) / _MILLENNIUM
    longitude = 1.75347046 + t * (6283.31966747 + t * 0.00052919)
    longitude = longitude + _series(_LONGITUDE_0, t) + t * _series(_LONGITUDE_1, t)
    longitude = longitude + np.pi  # of the Sun, seen from the Earth
    distance = 1.00013989 + _series(_DISTANCE_0, t) + t * _series(_DISTANCE_1, t)
    node = np.radians(125.04452 - 19341.36261 * t)  # of the Moon's orbit
    twice = 2.0 * longitude
    nutation = -17.20 * np.sin(node) - 1.32 * np.sin(twice)
    aberration = -20.4898 / distance
    longitude = longitude + (nutation + aberration - 0.09033) * _ARCSECOND  # the last is the step to the FK5 equinox
    obliquity = 84381.448 - 468.150 * t + 9.20 * np.cos(node) + 0.57 * np.cos(twice)
    return longitude, obliquity * _ARCSECOND, distance * AU


def _series(terms: Array, t: Array) -> Array:
    amplitude, phase, frequency = terms.T
    return np.asarray(np.cos(phase + frequency * t[..., None]) @ (1e-8 * amplitude), dtype=np.float64)


def mean_sun_right_ascension(tt: ArrayLike) -> Array:
    """Right ascension of the mean Sun, which mean local time is told by.

    The mean Sun stands over the Greenwich meridian at 12 h UT, so at any other time it lies west of it by the time
    since noon: its right ascension is GMST + 180° − UT.

    Parameters
    ----------
    tt : array_like
        Seconds of TT since J2000.0 [s].

    Returns
    -------
    ndarray
        Right ascension from the mean equinox of date, in [0, 2π) [rad].
    """
    sidereal = greenwich_mean_sidereal_time(tt)
    day_angle = 2.0 * np.pi / DAY * seconds_of_day(tt)
    return np.asarray((sidereal + np.pi - day_angle) % (2.0 * np.pi), dtype=np.float64)
