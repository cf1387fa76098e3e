"""Satellites into orbit: how many fit, how many flights, how long, and what is left of a payload in a higher orbit.

References
----------
.. [1] J. R. Wertz, D. F. Everett, J. J. Puschell (eds.), Space Mission Engineering: The New SMAD, 2011, ch. 26.
.. [2] D. A. Vallado, Fundamentals of Astrodynamics and Applications, 4th ed., 2013, §6.3.2 (Hohmann transfer), §6.4
   (speed of the launch site).
.. [3] K. E. Tsiolkovsky's equation, as in [1]_.
"""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.constants import EARTH_ROTATION_RATE, MU_EARTH, R_EARTH


def whole_satellites(capacity: ArrayLike, each: ArrayLike) -> Array:
    """How many whole satellites a payload capacity takes, ⌊capacity / each⌋ [1].

    Parameters
    ----------
    capacity
        Mass or volume that a launch takes [kg] or [m³].
    each
        Mass or folded volume of one satellite, in the same unit.

    Returns
    -------
    NDArray[np.float64]
        Whole number [1], 0 where not one fits.

    Raises
    ------
    ValueError
        If a satellite takes nothing, or the capacity is negative.
    """
    room, one = floats(capacity), floats(each)
    if not np.all(one > 0.0) or np.any(room < 0.0):
        raise ValueError("a satellite must take some of what a launch carries")
    # Fifty of 2 t must fit into 100 t, whatever the last digit of the division.
    return np.floor(room / one * (1.0 + 1e-12))


def launches_needed(amount: ArrayLike, per_launch: ArrayLike) -> Array:
    """Launches that bring an amount up, if none fails, ⌈amount / per launch⌉ [1].

    Parameters
    ----------
    amount
        Satellites [1], mass [kg] or volume [m³].
    per_launch
        What one launch takes, in the same unit.

    Returns
    -------
    NDArray[np.float64]
        Whole number [1].

    Raises
    ------
    ValueError
        If a launch takes nothing up.
    """
    load = floats(per_launch)
    if not np.all(load > 0.0):
        raise ValueError("a launch must take something up")
    return np.ceil(floats(amount) / load * (1.0 - 1e-12))


def flights_with_failures(launches: ArrayLike, success_share: ArrayLike) -> Array:
    """Flights for so many successful launches, as the mean over many programmes, launches / success [1].

    The number of trials until the n-th success has the mean n / p (negative binomial distribution).

    Parameters
    ----------
    launches
        Launches that have to succeed [1].
    success_share
        Share of the flights that succeed [1].

    Returns
    -------
    NDArray[np.float64]
        Mean number of flights [1], not a whole number.

    Raises
    ------
    ValueError
        If no flight succeeds, or more than all do.
    """
    share = floats(success_share)
    if not np.all((share > 0.0) & (share <= 1.0)):
        raise ValueError("some flights must succeed, and not more than all")
    return floats(launches) / share


def launch_delta_v(
    altitude: ArrayLike, inclination: ArrayLike, reference_altitude: ArrayLike, reference_inclination: ArrayLike
) -> Array:
    """Velocity that a launcher needs beyond that into its reference orbit, never negative [m/s].

    Two parts: to rise from the reference altitude by a Hohmann transfer, and what the rotation of the Earth gives
    less at the other inclination, ``|v − ω × r|`` with the eastward part v cos i of an orbit seen at the equator.
    Losses in the air, and dog legs round inhabited land, are as on the way to the reference orbit.

    Parameters
    ----------
    altitude, reference_altitude
        Of the circular orbits [m].
    inclination, reference_inclination
        Of the orbits [rad].

    Returns
    -------
    NDArray[np.float64]
        Velocity [m/s], in the shape to which all broadcast.

    Raises
    ------
    ValueError
        If an orbit lies inside the Earth.
    """
    high, low = R_EARTH + floats(altitude), R_EARTH + floats(reference_altitude)
    if not (np.all(high > R_EARTH) and np.all(low > R_EARTH)):
        raise ValueError("an orbit must lie above the ground")
    slow, fast = np.sqrt(MU_EARTH / high), np.sqrt(MU_EARTH / low)
    depart = fast * (np.sqrt(2.0 * high / (low + high)) - 1.0)
    arrive = slow * (1.0 - np.sqrt(2.0 * low / (low + high)))
    spin = EARTH_ROTATION_RATE * R_EARTH
    turn = _over_ground(fast, inclination, spin) - _over_ground(fast, reference_inclination, spin)
    return np.maximum(depart + arrive + turn, 0.0)


def _over_ground(speed: Array, inclination: ArrayLike, spin: float) -> Array:
    """Speed of an orbit over a turning Earth, at the equator [m/s]."""
    return np.sqrt(speed**2 + spin**2 - 2.0 * speed * spin * np.cos(floats(inclination)))


def payload_after_burn(
    payload: ArrayLike, stage_mass: ArrayLike, delta_v: ArrayLike, exhaust_speed: ArrayLike
) -> Array:
    """Payload of a launcher whose last stage gives more velocity, by Tsiolkovsky's equation [3]_ [kg].

    m' = (m + s) exp(−Δv / c) − s: the stage arrives empty either way, and what burns more was payload.

    Parameters
    ----------
    payload
        Payload m into the reference orbit [kg].
    stage_mass
        Mass s of the empty last stage that goes along into orbit [kg].
    delta_v
        Further velocity Δv [m/s].
    exhaust_speed
        Exhaust speed c of the last stage [m/s].

    Returns
    -------
    NDArray[np.float64]
        Payload [kg], 0 where the stage does not get there even alone.

    Raises
    ------
    ValueError
        If a mass is negative or the exhaust speed is not positive.
    """
    up, stage, speed = floats(payload), floats(stage_mass), floats(exhaust_speed)
    if np.any(up < 0.0) or np.any(stage < 0.0) or not np.all(speed > 0.0):
        raise ValueError("a stage needs a mass and an exhaust speed")
    return np.maximum((up + stage) * np.exp(-floats(delta_v) / speed) - stage, 0.0)


def deployed_share(
    time: ArrayLike, launches: ArrayLike, launch_rate: ArrayLike, lifetime: ArrayLike = np.inf
) -> Array:
    """Share of a fleet in orbit, launch by launch, min(⌊min(t, life) f⌋ / n, 1) [1].

    From the first lifetime on every launch takes the place of one whose satellites have come to their end: a fleet
    that takes longer to deploy than it lives is never complete.

    Parameters
    ----------
    time
        Since the start of the deployment [s]; the first flight is at one interval of flights.
    launches
        Successful launches of the whole fleet n [1].
    launch_rate
        Successful flights in a time f [1/s].
    lifetime
        Of a satellite [s].

    Returns
    -------
    NDArray[np.float64]
        Share [1].

    Raises
    ------
    ValueError
        If there is nothing to launch.
    """
    all_of_them = floats(launches)
    if not np.all(all_of_them > 0.0):
        raise ValueError("there is nothing to launch")
    flown = np.floor(np.minimum(floats(time), floats(lifetime)) * floats(launch_rate) * (1.0 + 1e-12))
    return np.minimum(flown / all_of_them, 1.0)
