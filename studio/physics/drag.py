"""Drag of the upper air: the force on a satellite, and how long it stays up."""

import math
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.constants import EARTH_ROTATION_RATE, MU_EARTH, R_EARTH

Density = Callable[[Array], Array]
"""Density [kg/m³] at altitudes [m] over the equatorial radius."""

ENDS = 100e3
"""Altitude [m] at which an orbit is over: no revolution is completed below."""


def wind_factor(radius: ArrayLike, inclination: ArrayLike) -> Array:
    """Square of the speed through an atmosphere that turns with the Earth over that through one at rest [1].

    F = (1 − r ω cos i / v)², v = √(µ/r).

    Parameters
    ----------
    radius
        Distance from the Earth's centre [m].
    inclination
        [rad]; broadcasts.

    References
    ----------
    .. [1] D. G. King-Hele, "Satellite Orbits in an Atmosphere", Blackie, 1987, equation 3.28.
    """
    r = floats(radius)
    return np.asarray(np.square(1.0 - EARTH_ROTATION_RATE * np.cos(inclination) * r * np.sqrt(r / MU_EARTH)))


def mean_dynamic_pressure(perigee: float, apogee: float, inclination: float, density: Density) -> tuple[float, float]:
    """Means over time along an orbit of the dynamic pressure ½ ρ v² F [Pa] and of the density [kg/m³].

    Parameters
    ----------
    perigee, apogee
        Altitudes [m] over the equatorial radius.
    inclination
        [rad].
    density
        See `Density`.
    """
    axis = R_EARTH + 0.5 * (perigee + apogee)
    e = 0.5 * (apogee - perigee) / axis
    wind = wind_factor(R_EARTH + perigee, inclination)
    if e == 0.0:
        here = density(np.array([perigee]))[0]
        return float(0.5 * here * wind * MU_EARTH / axis), float(here)
    cosine = _cosines(axis * e)
    air, weight = density(axis * (1.0 - e * cosine) - R_EARTH), 1.0 - e * cosine
    pressure = 0.5 * air * MU_EARTH / axis * (1.0 + e * cosine) / weight * wind
    return float(np.mean(pressure * weight)), float(np.mean(air * weight))


def decay_time(perigee: float, apogee: float, inclination: float, density: Density) -> float:
    """Time until drag brings an orbit down, per mass over drag area m / (C_D A) [s/(kg/m²)].

    Circular orbits sink by da/dt = −(C_D A/m) ρ √(µ a) F; the time is the integral over altitude. Of eccentric ones the
    major axis and x = a e change in each revolution by King-Hele's integrals [1]_, and the apogee is stepped down by a
    Runge–Kutta rule of fourth order. The pull of Sun and Moon and the pressure of light are left out.

    Parameters
    ----------
    perigee, apogee
        Altitudes [m] over the equatorial radius.
    inclination
        [rad].
    density
        See `Density`; constant in time.

    Returns
    -------
    float
        [s·m²/kg]; infinite where no air is met; half a revolution's worth of nothing, 0, below 100 km.

    References
    ----------
    .. [1] D. G. King-Hele, "Satellite Orbits in an Atmosphere", Blackie, 1987, equations 4.19 and 4.20.
    """
    if perigee <= ENDS:
        return 0.0
    if density(np.array([perigee]))[0] <= 0.0:
        return math.inf
    if apogee - perigee < ROUND:
        return _circular_time(0.5 * (perigee + apogee), inclination, density)
    if sum(_revolution(perigee, apogee, density)) <= 0.0:  # the air ends at the perigee: no other point is in it
        return math.inf
    return _eccentric_time(perigee, apogee, inclination, density)


ROUND = 1e3
"""Difference [m] of apogee and perigee below which an orbit counts as a circle."""
HEIGHTS = 800
"""Of the integral of a circle's fall."""
STEPS = 10
"""Of the apogee of an eccentric orbit."""


def _circular_time(altitude: float, inclination: float, density: Density) -> float:
    heights = np.linspace(ENDS, altitude, HEIGHTS)
    radius = heights + R_EARTH
    per_height = 1.0 / (density(heights) * np.sqrt(MU_EARTH * radius) * wind_factor(radius, inclination))
    return float(np.trapezoid(per_height, heights))


def _eccentric_time(perigee: float, apogee: float, inclination: float, density: Density) -> float:
    wind = float(wind_factor(R_EARTH + perigee, inclination))
    low, time = perigee, 0.0
    # In the logarithm of what the apogee has yet to fall, since a round orbit sinks ever faster; the first steps are
    # short, since a round orbit spends most of its time there.
    reach = math.log(max((apogee - ENDS) / LAST, 1.0))
    ladder = math.log(apogee - ENDS) - reach * np.linspace(0.0, 1.0, STEPS + 1) ** 1.5

    def slopes(rung: float, low: float) -> tuple[float, float]:
        fallen = math.exp(rung)
        high = max(ENDS + fallen, low)
        if low <= ENDS:
            return 0.0, 0.0
        major, shape = _revolution(low, high, density)
        apogee_rate = (major + shape) * wind  # dr_a/dt and dr_p/dt per drag area over mass
        return (major - shape) / (major + shape) * fallen, -fallen / apogee_rate

    for start, end in pairwise(ladder):
        step = end - start
        first = slopes(start, low)
        second = slopes(start + 0.5 * step, low + 0.5 * step * first[0])
        third = slopes(start + 0.5 * step, low + 0.5 * step * second[0])
        fourth = slopes(end, low + step * third[0])
        low += step / 6.0 * (first[0] + 2.0 * second[0] + 2.0 * third[0] + fourth[0])
        time += step / 6.0 * (first[1] + 2.0 * second[1] + 2.0 * third[1] + fourth[1])
        if low <= ENDS:
            break
    return float(time)


LAST = 2e3
"""What the apogee has yet to fall [m] where the integration stops: minutes of flight."""


def _revolution(low: float, high: float, density: Density) -> tuple[float, float]:
    """Mean rates at which a and x = a e fall, per C_D A/m, without wind [m/s per m²/kg]."""
    axis = R_EARTH + 0.5 * (low + high)
    focal = 0.5 * (high - low)
    e = focal / axis
    cosine = _cosines(focal)
    air = density(low + focal * (1.0 - cosine))
    ratio = np.sqrt((1.0 + e * cosine) / (1.0 - e * cosine))
    scale = math.sqrt(MU_EARTH * axis)  # a² over the mean motion's period, per radian: n a²
    braking = air * ratio * (scale / cosine.size)
    total, along = float(braking.sum()), float(braking @ cosine)
    return total + e * along, along + e * total


def _cosines(focal: float) -> Array:
    """Cosines of eccentric anomalies for the midpoint rule, close enough for air that thins within some 10 km."""
    return midpoints(int(16 + 4.0 * math.sqrt(focal / 10e3)))


@lru_cache(maxsize=64)
def midpoints(points: int) -> Array:
    """(points,) Cosines of the middles of equal parts of half a turn."""
    found = np.cos(math.pi * (np.arange(points) + 0.5) / points)
    found.setflags(write=False)
    return found



def perigee_burn(altitude: ArrayLike, perigee: ArrayLike) -> Array:
    """Change of speed that lowers the perigee of a circular orbit, the first burn of a Hohmann transfer [m/s].

    Parameters
    ----------
    altitude
        Of the circular orbit over the equatorial radius [m].
    perigee
        Altitude of the new perigee [m]; broadcasts. Not below it, none is needed.

    References
    ----------
    .. [1] D. A. Vallado, "Fundamentals of Astrodynamics and Applications", 4th edition, 2013, algorithm 36.
    """
    here = R_EARTH + floats(altitude)
    there = np.minimum(R_EARTH + floats(perigee), here)
    return np.asarray(np.sqrt(MU_EARTH / here) * (1.0 - np.sqrt(2.0 * there / (here + there))))
