"""From the frame that orbits are flown in, the true equator and equinox of date, to those that other tools read.

The rotation is that of the IAU: precession of 2006, nutation of 2000A, and the bias between the pole of J2000.0 and
that of the celestial frame, from ERFA. It turns by some 50″ a year and nods by 17″, so that it is computed at hourly
instants and drawn straight between them: a millimetre at ten Earth radii.

References
----------
.. [1] P. T. Wallace, N. Capitaine, "Precession-nutation procedures consistent with IAU 2006 resolutions", Astronomy &
       Astrophysics 459, 981-985 (2006): the matrix of bias, precession and nutation.
.. [2] D. A. Vallado, P. Crawford, R. Hujsak, T. S. Kelso, "Revisiting Spacetrack Report #3", AIAA 2006-6753, 2006,
       appendix C: the frame of SGP4 is the true equator with the mean equinox.
.. [3] IAU SOFA / ERFA: pnm06a, bp06, ee06a, gst06a.
"""

from typing import Final, Literal

import numpy as np
from erfa import ufunc
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.constants import DAY, J2000
from studio.physics.time import utc_from_terrestrial
from studio.text import tr

Frame = Literal["TOD", "TEME", "EME2000", "GCRF"]
FRAMES: Final[tuple[Frame, ...]] = ("EME2000", "GCRF", "TOD", "TEME")
"""By the names of the CCSDS: mean equator and equinox of J2000.0, the geocentric celestial frame, true equator and
equinox of date, true equator and mean equinox of date."""
_HOUR = 3600.0


def rotation(frame: Frame, tt: ArrayLike) -> Array:
    """The matrices that take vectors from the true equator and equinox of date to another frame.

    Parameters
    ----------
    frame : str
        One of `FRAMES`.
    tt : array_like, shape (...)
        Seconds of TT since J2000.0 [s].

    Returns
    -------
    ndarray, shape (..., 3, 3)
        Rotations [-] [1]_ [2]_ [3]_: to multiply columns from the left.

    Raises
    ------
    ValueError
        If there is no such frame.
    """
    days = floats(tt) / DAY
    if frame == "TOD":
        return np.broadcast_to(np.eye(3), (*days.shape, 3, 3)).copy()
    if frame == "TEME":
        utc = utc_from_terrestrial(tt)
        # Its equinox is the one that the mean sidereal time of 1982 counts from: those who turn it into places on the
        # ground turn by that, so that the ground is where it is.
        return _about_pole(ufunc.gst06a(*utc, J2000, days) - ufunc.gmst82(*utc))
    inertial = np.swapaxes(ufunc.pnm06a(J2000, days), -1, -2)
    if frame == "GCRF":
        return floats(inertial)
    if frame == "EME2000":
        bias, _, _ = ufunc.bp06(J2000, 0.0)
        return floats(bias @ inertial)
    raise ValueError(tr("“{frame}” is not a frame; there are {known}", frame=frame, known=", ".join(FRAMES)))


def _about_pole(angle: ArrayLike) -> Array:
    """Ascensions grow less by an angle [rad]: from the true equinox to the mean one, the equation of the equinoxes."""
    sine, cosine = np.sin(angle), np.cos(angle)
    zero, one = np.zeros_like(sine), np.ones_like(sine)
    rows = (np.stack((cosine, sine, zero), -1), np.stack((-sine, cosine, zero), -1), np.stack((zero, zero, one), -1))
    return floats(np.stack(rows, axis=-2))


def in_frame(frame: Frame, tt: ArrayLike, position: ArrayLike, velocity: ArrayLike) -> tuple[Array, Array]:
    """States in another frame.

    Parameters
    ----------
    frame : str
        One of `FRAMES`.
    tt : array_like, shape (t,)
        Rising seconds of TT since J2000.0 [s].
    position, velocity : array_like, shape (..., t, 3)
        In the true equator and equinox of date [m], and how they change there [m/s].

    Returns
    -------
    position, velocity : ndarray, shape (..., t, 3)
        The same in `frame`, the turning of the equator added to the velocity [m], [m/s].

    Raises
    ------
    ValueError
        If there is no such frame.
    """
    place, speed, time = floats(position), floats(velocity), floats(tt)
    if frame == "TOD":
        return place, speed
    first, last = float(time[0]), float(time[-1])
    nodes = np.linspace(first, max(last, first + _HOUR), max(2, 1 + int(np.ceil((last - first) / _HOUR))))
    matrices = rotation(frame, nodes)
    slope = np.diff(matrices, axis=0) / np.diff(nodes)[:, None, None]
    before = np.clip(np.searchsorted(nodes, time, side="right") - 1, 0, len(nodes) - 2)
    turned = matrices[before] + slope[before] * (time - nodes[before])[:, None, None]

    def apply(matrix: Array, vector: Array) -> Array:
        return np.asarray(np.einsum("tij,...tj->...ti", matrix, vector))

    return apply(turned, place), apply(turned, speed) + apply(slope[before], place)


def earth_fixed(tt: ArrayLike, position: ArrayLike) -> Array:
    """Positions as the turning Earth sees them.

    Parameters
    ----------
    tt : array_like, shape (t,)
        Seconds of TT since J2000.0 [s].
    position : array_like, shape (..., t, 3)
        In the true equator and equinox of date [m].

    Returns
    -------
    ndarray, shape (..., t, 3)
        x through the meridian of Greenwich, z through the pole: turned by apparent sidereal time [3]_ [m]. UT1 is taken
        as UTC, which is good to 0.9 s of its turning, and the pole does not wander, which it does by ten metres.
    """
    time, place = floats(tt), floats(position)
    utc1, utc2 = utc_from_terrestrial(time)
    angle = ufunc.gst06a(utc1, utc2, J2000, time / DAY)
    sine, cosine = np.sin(angle), np.cos(angle)
    x, y, z = place[..., 0], place[..., 1], place[..., 2]
    return floats(np.stack((cosine * x + sine * y, cosine * y - sine * x, z), axis=-1))
