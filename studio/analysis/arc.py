"""A stretch of one satellite's path, brought from the frame and time scale it was written in to the studio's own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from studio.analysis.result import FloatArray
from studio.physics.constants import EARTH_ROTATION_RATE
from studio.physics.given_frames import GivenFrame, Scale, terrestrial_time, true_of_date


@dataclass(frozen=True, slots=True, eq=False)
class Arc:
    """Positions at rising times, in the true equator and equinox of date."""

    times: FloatArray
    """(t,) [s of TT since J2000.0]"""
    positions: FloatArray
    """(t, 3) [m]"""
    velocities: FloatArray | None
    """(t, 3) [m/s], where they were given"""

    @property
    def span(self) -> float:
        """From the first to the last point [s]."""
        return float(self.times[-1] - self.times[0])


def arc_of(
    scale: Scale,
    days: Sequence[int],
    seconds: Sequence[float],
    since: tuple[int, float] | None,
    frame: GivenFrame,
    frozen: tuple[int, float] | None,
    positions: ArrayLike,
    velocities: ArrayLike | None,
) -> Arc:
    """The arc of points as a file holds them.

    Parameters
    ----------
    scale : str
        Of the dates.
    days, seconds : sequence, shape (t,)
        Modified Julian days and the seconds of each; or, with `since`, the seconds after that date.
    since : tuple
        Modified Julian day and its seconds.
    frame : str
        Of the points, whose equator and equinox are those of the date `frozen` if there is one.
    frozen : tuple
        Modified Julian day and its seconds.
    positions, velocities : array_like, shape (3 t,) or (t, 3)
        [m], [m/s]; there may be no velocities.

    Raises
    ------
    ValueError
        If a date names a second that there is not, or two points have one time.
    """
    if since is None:
        times = terrestrial_time(scale, np.asarray(days), np.asarray(seconds))
    else:
        times = terrestrial_time(scale, since[0], since[1]) + np.asarray(seconds, dtype=np.float64)
    still = None if frozen is None else float(terrestrial_time(scale, *frozen))
    given = np.asarray(positions, dtype=np.float64).reshape(-1, 3)
    places = true_of_date(frame, times, given, frozen=still)
    if velocities is None or not len(np.ravel(velocities)):
        return Arc(times, places, None)
    speeds = np.asarray(velocities, dtype=np.float64).reshape(-1, 3)
    if frame == "ITRF":
        speeds = speeds + np.cross((0.0, 0.0, EARTH_ROTATION_RATE), given)
    return Arc(times, places, true_of_date(frame, times, speeds, frozen=still))
