"""From the frames and time scales that other tools write in, to the studio's: true equator of date, terrestrial time.

Frames that turn with the Earth need where the Earth stands: UT1 is taken as UTC, which the Earth keeps to within 0.9 s,
and the pole as at rest, which wanders by some 0.3″. Both are observed and not foretold.

References
----------
.. [1] IAU SOFA / ERFA: dtf2d, taitt, dtdb, bp06, pnm06a, gmst06, ee06a.
.. [2] IS-GPS-200, "NAVSTAR GPS Space Segment / Navigation User Interfaces", section 20.3.3.5.2.4: GPS time stays 19 s
       behind TAI.
.. [3] IERS Conventions (2010), IERS Technical Note 36, chapter 5: the terrestrial frame turns by Greenwich apparent
       sidereal time about the pole of date.
"""

from typing import Final, Literal

import numpy as np
from erfa import ufunc
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.constants import DAY, J2000
from studio.physics.frames import rotation
from studio.physics.time import greenwich_mean_sidereal_time, terrestrial_seconds
from studio.text import tr

GivenFrame = Literal["GCRF", "EME2000", "MOD", "TOD", "TEME", "ITRF"]
GIVEN_FRAMES: Final[tuple[GivenFrame, ...]] = ("GCRF", "EME2000", "MOD", "TOD", "TEME", "ITRF")
"""By the names of the CCSDS; MOD is the mean equator and equinox of date, ITRF turns with the Earth."""
Scale = Literal["UTC", "TAI", "TT", "GPS", "TDB", "UT1"]
SCALES: Final[tuple[Scale, ...]] = ("UTC", "TAI", "TT", "GPS", "TDB", "UT1")
_MJD: Final = 2_400_000.5
_TT_OF_TAI, _TAI_OF_GPS = 32.184, 19.0
_HOUR: Final = 3600.0
_NODES: Final = 20_000


def terrestrial_time(scale: Scale, days: ArrayLike, seconds: ArrayLike) -> Array:
    """Seconds of terrestrial time of dates in a time scale.

    Parameters
    ----------
    scale : str
        One of `SCALES`; UT1 counts as UTC.
    days : array_like of int
        Modified Julian day numbers of the dates [d].
    seconds : array_like
        Since the beginning of the day [s]; 86 400 and more within a leap second.

    Returns
    -------
    ndarray
        TT since J2000.0 [s] [1]_ [2]_.

    Raises
    ------
    ValueError
        If there is no such scale, or no such second of UTC.
    """
    day, rest = np.broadcast_arrays(floats(days), floats(seconds))
    if scale in ("UTC", "UT1"):
        hour = np.minimum(rest // 3600.0, 23.0)
        minute = np.minimum((rest - 3600.0 * hour) // 60.0, 59.0)
        year, month, number, _, status = ufunc.jd2cal(_MJD, day)
        first, part, more = ufunc.dtf2d(b"UTC", year, month, number, hour.astype(np.intc), minute.astype(np.intc),
                                        rest - 3600.0 * hour - 60.0 * minute)  # fmt: skip
        if np.any(status < 0) or np.any(more < 0) or np.any(more > 1):
            raise ValueError(tr("a date names a second that UTC does not have"))
        return terrestrial_seconds(first, part)
    elapsed = (day + (_MJD - J2000)) * DAY + rest
    if scale == "TT":
        return floats(elapsed)
    if scale == "TAI":
        return floats(elapsed + _TT_OF_TAI)
    if scale == "GPS":
        return floats(elapsed + (_TT_OF_TAI + _TAI_OF_GPS))
    if scale == "TDB":
        nodes = _nodes(elapsed)
        ahead = ufunc.dtdb(J2000, nodes / DAY, (nodes / DAY + 0.5) % 1.0, 0.0, 0.0, 0.0)
        return floats(elapsed - np.interp(elapsed, nodes, ahead))
    raise ValueError(tr("“{scale}” is not a time scale; there are {known}", scale=scale, known=", ".join(SCALES)))


def true_of_date(frame: GivenFrame, tt: ArrayLike, vectors: ArrayLike, *, frozen: float | None = None) -> Array:
    """Vectors of a frame in the true equator and equinox of date.

    Parameters
    ----------
    frame : str
        One of `GIVEN_FRAMES`.
    tt : array_like, shape (t,)
        Seconds of TT since J2000.0 [s].
    vectors : array_like, shape (..., t, 3)
        In `frame`; any unit.
    frozen : float
        The instant whose equator and equinox those of `frame` are [s of TT since J2000.0]; by default those of date.

    Returns
    -------
    ndarray, shape (..., t, 3)
        The same vectors [1]_ [3]_; the turning of the axes is not added to velocities.

    Raises
    ------
    ValueError
        If there is no such frame, or a frame that turns with the Earth is frozen.
    """
    time, found = floats(tt), floats(vectors)
    if frame not in GIVEN_FRAMES:
        known = ", ".join(GIVEN_FRAMES)
        raise ValueError(tr("“{frame}” is not a frame; there are {known}", frame=frame, known=known))
    if frozen is not None and frame in ("MOD", "TOD", "TEME"):
        then = np.array([frozen])
        # Rows times transposed matrices: to the equator of then, and on to the celestial frame, which is the inverse.
        found = found @ _matrix(frame, then)[0].T @ _matrix("GCRF", then)[0]
        frame = "GCRF"
    elif frozen is not None and frame == "ITRF":
        raise ValueError(tr("a frame that turns with the Earth has no epoch"))
    if frame == "TOD":
        return found
    nodes = _nodes(time)
    if frame == "ITRF":
        angle = greenwich_mean_sidereal_time(time) + np.interp(time, nodes, ufunc.ee06a(J2000, nodes / DAY))
        cosine, sine = np.cos(angle), np.sin(angle)
        x, y = found[..., 0], found[..., 1]
        return np.stack((cosine * x - sine * y, sine * x + cosine * y, found[..., 2]), axis=-1)
    matrices = _matrix(frame, nodes)
    before = np.clip(np.searchsorted(nodes, time, side="right") - 1, 0, len(nodes) - 2)
    share = ((time - nodes[before]) / np.diff(nodes)[before])[:, None, None]
    turned = matrices[before] * (1.0 - share) + matrices[before + 1] * share
    return np.asarray(np.einsum("tij,...tj->...ti", turned, found), dtype=np.float64)


def _nodes(time: Array) -> Array:
    """Instants from the first to the last, an hour apart or, over years, some."""
    first, last = float(np.min(time)), float(np.max(time))
    count = min(_NODES, 2 + int((last - first) / _HOUR))
    return np.linspace(first, max(last, first + _HOUR), count)


def _matrix(frame: GivenFrame, tt: Array) -> Array:
    """(t, 3, 3) From `frame` to the true equator and equinox of date."""
    if frame == "MOD":
        days = tt / DAY
        _, _, mean = ufunc.bp06(J2000, days)
        return floats(ufunc.pnm06a(J2000, days) @ np.swapaxes(mean, -1, -2))
    assert frame != "ITRF"
    return floats(np.swapaxes(rotation(frame, tt), -1, -2))
