"""Where on the turning Earth satellites pass overhead."""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.time import greenwich_mean_sidereal_time
from studio.text import tr


def ground_track(position: ArrayLike, time: ArrayLike) -> Array:
    """Directions from the Earth's centre to a satellite, as the Earth sees them.

    Parameters
    ----------
    position : array_like, shape (..., 3)
        In the true equator of date [m].
    time : array_like, shape (...)
        Of each position, seconds of TT since J2000.0 [s].

    Returns
    -------
    ndarray, shape (..., 3)
        Unit vectors; x through the meridian of Greenwich, z through the north pole. Polar motion, ten metres, is left
        out.

    Raises
    ------
    ValueError
        If a position is the centre of the Earth.
    """
    place = floats(position)
    angle = greenwich_mean_sidereal_time(time)
    length = np.linalg.norm(place, axis=-1)
    if np.any(length == 0.0):
        raise ValueError(tr("the centre of the Earth is above no place"))
    cos, sin = np.cos(angle), np.sin(angle)
    x, y, z = place[..., 0], place[..., 1], place[..., 2]
    found = np.stack((cos * x + sin * y, cos * y - sin * x, z), axis=-1) / length[..., None]
    return np.asarray(found, dtype=np.float64)
