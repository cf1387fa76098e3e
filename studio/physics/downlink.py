"""From orbit to the ground: how long ground stations see a satellite, through how much cloud, and the bytes that makes.

A satellite on a circular orbit is over every longitude of the turning Earth equally long, unless its ground track
repeats within days. The share of time a station sees it is then an average over one revolution alone.

References
----------
.. [1] J. R. Wertz, "Mission Geometry; Orbit and Constellation Design and Management", Microcosm, 2001, section 9.1
       (Earth central angle of a satellite above an elevation) and 9.5 (coverage by latitude).
.. [2] M. J. Birch et al., "Availability, outage, and capacity of spatially correlated, Australasian free-space optical
       networks", Journal of Optical Communications and Networking 15, 415-430 (2023): stations whose clouds are nearly
       independent.
"""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.constants import R_EARTH
from studio.text import tr

_STEPS = 720


def coverage_angle(axis: ArrayLike, elevation: ArrayLike) -> Array:
    """Earth central angle between a station and a satellite that stands at `elevation` for it.

    Parameters
    ----------
    axis : array_like
        Radius of the orbit [m].
    elevation : array_like
        Least elevation [rad]; shapes broadcast.

    Returns
    -------
    ndarray
        arccos(R cos ε / a) − ε [rad] on a sphere of the equatorial radius [1]_.
    """
    low = floats(elevation)
    return np.asarray(np.arccos(R_EARTH * np.cos(low) / floats(axis)) - low)


def longitude_share(axis: float, inclination: float, latitude: float, elevation: float) -> Array:
    """Share of all longitudes from which stations of one latitude see the satellite, through its revolution.

    Parameters
    ----------
    axis : float
        Radius of the circular orbit [m].
    inclination : float
        [rad]
    latitude : float
        Of the stations, geocentric [rad].
    elevation : float
        Least elevation [rad].

    Returns
    -------
    ndarray, shape (720,)
        Δλ/π at equal steps of the argument of latitude u [-]: cos Δλ = (cos Λ − sin φ sin δ)/(cos φ cos δ) with
        sin δ = sin i sin u, Λ being the coverage angle.
    """
    reach = float(coverage_angle(axis, elevation))
    sine = np.sin(inclination) * np.sin(2.0 * np.pi * (np.arange(_STEPS) + 0.5) / _STEPS)
    cosine = np.sqrt(1.0 - sine * sine)
    below = np.maximum(np.cos(latitude) * cosine, 1e-12)
    return np.asarray(np.arccos(np.clip((np.cos(reach) - np.sin(latitude) * sine) / below, -1.0, 1.0)) / np.pi)


def contact_share(axis: float, inclination: float, latitude: float, elevation: float) -> float:
    """Share of the time that one station sees the satellite; arguments of :func:`longitude_share`."""
    return float(np.mean(longitude_share(axis, inclination, latitude, elevation)))


def network_share(longitudes: ArrayLike, stations: int, clear: float = 1.0) -> float:
    """Share of the time that a satellite has a station in view that is not under cloud.

    Parameters
    ----------
    longitudes : array_like, shape (n,)
        From :func:`longitude_share` [-].
    stations : int
        Spaced evenly around one circle of latitude.
    clear : float
        Share of the time without cloud at each station, independent of the others [-].

    Returns
    -------
    float
        With x = stations · Δλ/π, either ⌊x⌋ or one more stations see the satellite, the one more for x − ⌊x⌋ of the
        time; of k stations at least one is clear for 1 − (1 − p)^k of it.

    Raises
    ------
    ValueError
        If there is no station, or the share lies outside [0, 1].
    """
    if stations < 1 or not 0.0 <= clear <= 1.0:
        raise ValueError(tr("a ground network needs a station and a clear sky between 0 and 100 % of the time"))
    seen = stations * floats(longitudes)
    least = np.floor(seen)
    more = seen - least
    cloudy = (1.0 - clear) ** least
    return float(np.mean(1.0 - cloudy * (1.0 - more * clear)))


def site_diversity(clear: ArrayLike) -> Array:
    """Share of the time that at least one of some stations is clear.

    Parameters
    ----------
    clear : array_like, shape (..., n)
        Share of the time without cloud at each station [-].

    Returns
    -------
    ndarray, shape (...)
        1 − ∏ (1 − p) for clouds that are independent [2]_. Stations within some hundreds of kilometres share their
        weather, and have less.
    """
    return np.asarray(1.0 - np.prod(1.0 - floats(clear), axis=-1))


def links_in_use(together: float, satellites: float, stations: int, terminals: int, share: float) -> float:
    """Mean number of satellites that send at once.

    Parameters
    ----------
    together : float
        1 where all satellites pass as one, as those of a cluster do; 0 where they pass one after the other.
    satellites : float
        N.
    stations : int
        n.
    terminals : int
        Satellites that a station receives at once.
    share : float
        Of the time that one satellite has a clear station in view [-].

    Returns
    -------
    float
        One after the other: min(N · share, n · terminals), which bounds what a queue could do. Together: share times
        what the one station in view receives, min(N, terminals).
    """
    apart = min(satellites * share, float(stations * terminals))
    return together * share * min(satellites, float(terminals)) + (1.0 - together) * apart
