"""The Sun of ERFA: the Earth's place by its analytical ephemeris, turned to the equator and equinox of date."""

from functools import lru_cache
from typing import Any

import erfa
import numpy as np
from astropy.time import Time
from scipy.interpolate import CubicSpline

from tests.physics.reference import quiet_astropy

AU, C = 149597870700.0, 299792458.0
_J2000 = 2451545.0


@lru_cache(maxsize=64)
def epoch_tt(text: str) -> float:
    """Seconds of TT after J2000.0 of a UTC date."""
    with quiet_astropy():
        tt = Time(text, scale="utc").tt
        return float(((tt.jd1 - _J2000) + tt.jd2) * 86400.0)


@lru_cache(maxsize=64)
def mean_sun(text: str) -> float:
    """Right ascension of the mean Sun [rad]: where the meridian of noon points."""
    with quiet_astropy():
        time = Time(text, scale="utc")
        angle = erfa.gmst06(time.jd1, time.jd2, time.tt.jd1, time.tt.jd2)
        day = (time.jd1 + time.jd2 + 0.5) % 1.0
    return float(angle + np.pi - 2.0 * np.pi * day)


def sun_of_date(tt: Any) -> tuple[Any, Any]:
    """Apparent direction (N, 3) in the true equator and equinox of date, and distance [m]."""
    days = np.asarray(tt) / 86400.0
    about_the_sun, about_the_barycentre, _ = erfa.ufunc.epv00(_J2000, days)  # its wrapper warns from 2100 on
    place, velocity = -about_the_sun["p"] * AU, about_the_barycentre["v"] * AU / 86400.0
    distance = np.linalg.norm(place, axis=-1)
    seen = place / distance[:, None] + velocity / C
    seen = np.einsum("nij,nj->ni", erfa.ufunc.pnm06a(_J2000, days), seen)
    return seen / np.linalg.norm(seen, axis=-1)[:, None], distance


def sun_of_year(epoch: str, elapsed: Any) -> tuple[Any, Any]:
    """The same at times after the epoch [s], within a year: cubics between every fourth day, 0.01″ from all."""
    place = _year(epoch)(np.asarray(elapsed) / 86400.0)
    distance = np.linalg.norm(place, axis=-1)
    return place / distance[:, None], distance


@lru_cache(maxsize=64)
def _year(epoch: str) -> Any:
    days = np.arange(-12.0, 380.0, 4.0)
    direction, distance = sun_of_date(epoch_tt(epoch) + 86400.0 * days)
    return CubicSpline(days, direction * distance[:, None])
