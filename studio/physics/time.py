"""Time scales: UTC as users write it, terrestrial time as orbits and the Sun need it, Greenwich sidereal time.

Inside the studio an instant is one float: the seconds of terrestrial time (TT) since J2000.0. It has no leap seconds,
so offsets add, and float64 resolves 0.2 µs of it in this century. UTC appears only at the edges, as a Julian date
pair in the convention of ERFA, whose leap-second table and sidereal-time series are used.

The unchecked ufuncs of ERFA are called, not their wrappers: the wrappers warn about every date more than five years
past the newest leap second, and Python's warning filters are not safe to change in a worker thread.

References
----------
.. [1] IAU SOFA / ERFA, "SOFA Time Scale and Calendar Tools": dtf2d, d2dtf, utctai, taitt, tttai, taiutc, gmst06.
.. [2] N. Capitaine, P. T. Wallace, J. Chapront, "Improvement of the IAU 2000 precession model",
       Astronomy & Astrophysics 432, 355-367 (2005).
"""

import re

import numpy as np
from erfa import ufunc
from numpy.typing import ArrayLike, NDArray

from studio.physics.arrays import Array, floats
from studio.physics.constants import DAY, J2000
from studio.text import tr

FIRST_YEAR = 1972
LAST_YEAR = 2100

_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
    r"(?:[T ](?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2}(?:\.\d*)?))?)?"
    r"(?:Z|\+00:00)?"
)


def utc_julian_date(text: str) -> tuple[float, float]:
    """The quasi-Julian date pair of a UTC date written in ISO 8601.

    Parameters
    ----------
    text : str
        ``2026-01-01``, ``2026-01-01T06:00``, ``2026-01-01T06:00:00.5Z`` and the like; no zone other than UTC.

    Returns
    -------
    tuple of float
        Two parts [d] whose sum is the UTC quasi-Julian date of [1]_ (a day with a leap second is stretched).

    Raises
    ------
    ValueError
        If the text is not such a date, names a day or a second that does not exist, or lies outside 1972–2100.
    """
    match = _ISO.fullmatch(text.strip())
    if match is None:
        raise ValueError(tr("{text} is not a UTC date such as 2026-01-01T00:00:00", text=repr(text)))
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(
            tr("the year {year} lies outside {first} to {last}", year=year, first=FIRST_YEAR, last=LAST_YEAR)
        )
    hour, minute, second = int(match["hour"] or 0), int(match["minute"] or 0), float(match["second"] or 0.0)
    first, rest, status = ufunc.dtf2d(b"UTC", year, month, day, hour, minute, second)
    if status == -2 or status == -3:
        raise ValueError(tr("{text} names a day that does not exist", text=repr(text)))
    if status < 0 or status >= 2:  # 2 and 3: the second lies past the end of its minute, and no leap second is due
        raise ValueError(tr("{text} names a time of day that does not exist", text=repr(text)))
    return float(first), float(rest)


def terrestrial_seconds(utc1: ArrayLike, utc2: ArrayLike) -> Array:
    """Seconds of terrestrial time since J2000.0 of UTC Julian date pairs.

    Parameters
    ----------
    utc1, utc2 : array_like, broadcast together
        UTC quasi-Julian date in two parts [d], the larger first.

    Returns
    -------
    ndarray
        TT − J2000.0 [s], by way of TAI [1]_.

    Raises
    ------
    ValueError
        If a date is unacceptable to the leap-second table.
    """
    tai1, tai2, status = ufunc.utctai(utc1, utc2)
    if np.any(status < 0):
        raise ValueError(tr("a UTC date lies outside the leap-second table"))
    tt1, tt2, _ = ufunc.taitt(tai1, tai2)
    return np.asarray(((tt1 - J2000) + tt2) * DAY, dtype=np.float64)


def utc_from_terrestrial(tt: ArrayLike) -> tuple[Array, Array]:
    """UTC quasi-Julian date pair of instants in terrestrial time; the inverse of :func:`terrestrial_seconds`.

    Parameters
    ----------
    tt : array_like
        Seconds of TT since J2000.0 [s].

    Returns
    -------
    tuple of ndarray
        Two parts [d] of the UTC quasi-Julian date [1]_, the first being J2000.0 itself.

    Raises
    ------
    ValueError
        If an instant is unacceptable to the leap-second table.
    """
    days = floats(tt) / DAY
    tai1, tai2, _ = ufunc.tttai(J2000, days)
    utc1, utc2, status = ufunc.taiutc(tai1, tai2)
    if np.any(status < 0):
        raise ValueError(tr("an instant lies outside the leap-second table"))
    return floats(utc1), floats(utc2)


def instant(text: str) -> float:
    """Seconds of terrestrial time since J2000.0 [s] of a UTC date in ISO 8601; raises as :func:`utc_julian_date`."""
    return float(terrestrial_seconds(*utc_julian_date(text)))


def iso_text(tt: float, *, decimals: int = 0) -> str:
    """The UTC date of one instant in ISO 8601, rounded to `decimals` places of the second.

    Parameters
    ----------
    tt : float
        Seconds of TT since J2000.0 [s].
    decimals : int
        Places of the second, 0 to 9.

    Returns
    -------
    str
        Such as ``2026-01-01T00:00:00Z``; a leap second reads ``23:59:60``.
    """
    utc1, utc2 = utc_from_terrestrial(tt)
    year, month, day, clock, _ = ufunc.d2dtf(b"UTC", decimals, utc1, utc2)
    hour, minute, second, fraction = (int(clock[name]) for name in ("h", "m", "s", "f"))
    tail = f".{fraction:0{decimals}d}" if decimals else ""
    return f"{int(year):04d}-{int(month):02d}-{int(day):02d}T{hour:02d}:{minute:02d}:{second:02d}{tail}Z"


def date_texts(tt: ArrayLike, scale: str = "UTC", *, decimals: int = 6) -> list[str]:
    """The dates of many instants in ISO 8601, without a letter for the zone.

    Parameters
    ----------
    tt : array_like, shape (t,)
        Seconds of TT since J2000.0 [s].
    scale : str
        "UTC" or "TAI".
    decimals : int
        Places of the second, 1 to 9; no more than float64 tells apart, which is 0.2 µs.

    Returns
    -------
    list of str
        Such as ``2026-01-01T00:00:00.000000``.
    """
    if scale == "UTC":
        first, rest = utc_from_terrestrial(tt)
    else:
        first, rest, _ = ufunc.tttai(J2000, floats(tt) / DAY)
    year, month, day, clock, _ = ufunc.d2dtf(scale.encode(), decimals, first, rest)
    rows = zip(*(np.atleast_1d(part).tolist() for part in (
        year, month, day, clock["h"], clock["m"], clock["s"], clock["f"])), strict=True)  # fmt: skip
    return [f"{y:04d}-{mo:02d}-{d:02d}T{h:02d}:{m:02d}:{s:02d}.{f:0{decimals}d}" for y, mo, d, h, m, s, f in rows]


def seconds_of_day(tt: ArrayLike) -> Array:
    """UTC time of day [s] of instants `tt` [s of TT since J2000.0], from 0 up to the length of the day."""
    utc1, utc2 = utc_from_terrestrial(tt)
    return np.asarray(((utc1 % 1.0 + 0.5) + utc2) % 1.0 * DAY, dtype=np.float64)


def day_of_year(tt: ArrayLike) -> NDArray[np.int64]:
    """Day of the UTC calendar year of instants `tt` [s of TT since J2000.0]: 1 on the first of January."""
    utc1, utc2 = utc_from_terrestrial(tt)
    year, month, day, _, _ = ufunc.jd2cal(utc1, utc2)
    _, this, _ = ufunc.cal2jd(year, month, day)
    _, first, _ = ufunc.cal2jd(year, 1, 1)
    return np.asarray(np.rint(this - first), dtype=np.int64) + 1


def greenwich_mean_sidereal_time(tt: ArrayLike) -> Array:
    """Greenwich mean sidereal time of instants in terrestrial time, with UT1 taken as UTC.

    The Earth's rotation is kept within 0.9 s of UTC, so the angle is good to 6.6 × 10⁻⁵ rad.

    Parameters
    ----------
    tt : array_like
        Seconds of TT since J2000.0 [s].

    Returns
    -------
    ndarray
        Angle from the mean equinox of date to the Greenwich meridian, in [0, 2π) [rad] [1]_ [2]_.
    """
    days = floats(tt) / DAY
    utc1, utc2 = utc_from_terrestrial(tt)
    return np.asarray(ufunc.gmst06(utc1, utc2, J2000, days), dtype=np.float64)
