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

_STEPS = 360
_SINES = np.sin(np.pi * ((np.arange(_STEPS) + 0.5) / _STEPS - 0.5))
"""Of the argument of latitude through half a revolution."""


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


def longitude_share(axis: ArrayLike, inclination: ArrayLike, latitude: ArrayLike, elevation: ArrayLike) -> Array:
    """Share of all longitudes from which stations of one latitude see the satellite, through half of its revolution.

    Parameters
    ----------
    axis : array_like
        Radius of the circular orbit [m]; this and the others broadcast to shape (…).
    inclination : array_like
        [rad]
    latitude : array_like
        Of the stations, geocentric [rad].
    elevation : array_like
        Least elevation [rad].

    Returns
    -------
    ndarray, shape (…, 360)
        Δλ/π at equal steps of the argument of latitude u [-], from the lowest to the highest latitude; the other half
        of the revolution is the same: cos Δλ = (cos Λ − sin φ sin δ)/(cos φ cos δ) with sin δ = sin i sin u, Λ being
        the coverage angle.
    """
    tilt, north = floats(inclination)[..., None], floats(latitude)[..., None]
    reach = coverage_angle(axis, elevation)[..., None]
    sine = np.sin(tilt) * _SINES
    below = np.maximum(np.cos(north) * np.sqrt(1.0 - sine * sine), 1e-12)
    return np.asarray(np.arccos(np.clip((np.cos(reach) - np.sin(north) * sine) / below, -1.0, 1.0)) / np.pi)


def contact_share(axis: ArrayLike, inclination: ArrayLike, latitude: ArrayLike, elevation: ArrayLike) -> Array:
    """Share of the time that one station sees the satellite; arguments of :func:`longitude_share`."""
    return np.asarray(np.mean(longitude_share(axis, inclination, latitude, elevation), axis=-1))


def network_share(longitudes: ArrayLike, stations: ArrayLike, clear: ArrayLike = 1.0) -> Array:
    """Share of the time that a satellite has a station in view that is not under cloud.

    Parameters
    ----------
    longitudes : array_like, shape (…, n)
        From :func:`longitude_share` [-].
    stations : array_like, shape (…)
        Spaced evenly around one circle of latitude.
    clear : array_like, shape (…)
        Share of the time without cloud at each station, independent of the others [-].

    Returns
    -------
    ndarray, shape (…)
        With x = stations · Δλ/π, either ⌊x⌋ or one more stations see the satellite, the one more for x − ⌊x⌋ of the
        time; of k stations at least one is clear for 1 − (1 − p)^k of it.

    Raises
    ------
    ValueError
        If there is no station, or the share lies outside [0, 1].
    """
    number, sky = floats(stations)[..., None], floats(clear)[..., None]
    if np.any(number < 1) or not np.all((sky >= 0.0) & (sky <= 1.0)):
        raise ValueError(tr("a ground network needs a station and a clear sky between 0 and 100 % of the time"))
    seen = number * floats(longitudes)
    if np.all(sky == 1.0):
        return np.asarray(np.mean(np.minimum(seen, 1.0), axis=-1))
    least = np.floor(seen)
    more = seen - least
    cloudy = (1.0 - sky) ** least
    return np.asarray(np.mean(1.0 - cloudy * (1.0 - more * sky), axis=-1))


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


def links_in_use(
    together: ArrayLike, satellites: ArrayLike, stations: ArrayLike, terminals: ArrayLike, share: ArrayLike
) -> Array:
    """Mean number of satellites that send at once.

    Parameters
    ----------
    together : array_like
        1 where all satellites pass as one, as those of a cluster do; 0 where they pass one after the other; this and
        the others broadcast.
    satellites : array_like
        N.
    stations : array_like
        n.
    terminals : array_like
        Satellites that a station receives at once.
    share : array_like
        Of the time that one satellite has a clear station in view [-].

    Returns
    -------
    ndarray
        One after the other: min(N · share, n · terminals), which bounds what a queue could do. Together: share times
        what the one station in view receives, min(N, terminals).
    """
    as_one, number, each, seen = floats(together), floats(satellites), floats(terminals), floats(share)
    apart = np.minimum(number * seen, floats(stations) * each)
    return np.asarray(as_one * seen * np.minimum(number, each) + (1.0 - as_one) * apart)
