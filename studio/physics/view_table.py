"""View factors from plates to the Earth read from a table, for thousands of orbits at a time."""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.view_factor import sphere_view_factor

_TILTS: Final = 512
_DISTANCES: Final = 384


@cache
def _table() -> Array:
    """(_DISTANCES + 1, _TILTS + 1) View factors at even steps of √(1 − 1/H²) and of the cosine of the tilt."""
    far = np.arange(_DISTANCES + 1.0) / _DISTANCES
    ratio = 1.0 / np.sqrt(np.maximum(1.0 - far * far, 1e-12))
    found = sphere_view_factor(np.linspace(-1.0, 1.0, _TILTS + 1), ratio[:, None])
    found[-1] = 0.0
    found.setflags(write=False)
    return found


def circle_view_factor(cos_nadir: ArrayLike, distance_ratio: ArrayLike) -> Array:
    """:func:`studio.physics.view_factor.sphere_view_factor` along circular orbits, to 3 × 10⁻⁵.

    That is above 64 km; just above the ground it is 2 × 10⁻⁴.

    Parameters
    ----------
    cos_nadir
        Cosine of the angle between the plate's normal and the direction to the sphere's centre [1], shape (..., D, N).
    distance_ratio
        Distance from the sphere's centre over its radius [1], at least 1, shape (...): one for each orbit.

    Returns
    -------
    NDArray[np.float64]
        (..., D, N), linear between the nodes of a table.

    Raises
    ------
    ValueError
        If the plate is inside the sphere.
    """
    ratio = floats(distance_ratio)
    if np.any(ratio < 1.0):
        raise ValueError("a plate cannot be inside the sphere it looks at: the distance ratio is below 1")
    far = np.sqrt(1.0 - 1.0 / (ratio * ratio)) * _DISTANCES
    near = np.minimum(far.astype(np.intp), _DISTANCES - 1)
    share = (far - near)[..., None]
    table = _table()
    rows = table[near] * (1.0 - share) + table[near + 1] * share
    angles = floats(cos_nadir)
    place = np.broadcast_to(angles, np.broadcast_shapes(angles.shape, (*ratio.shape, 1, 1))) * (0.5 * _TILTS)
    place += 0.5 * _TILTS
    np.clip(place, 0.0, float(_TILTS), out=place)
    below = np.minimum(place.astype(np.int32), _TILTS - 1)
    place -= below
    if ratio.ndim:
        below += (np.arange(ratio.size, dtype=np.int32) * (_TILTS + 1)).reshape(*ratio.shape, 1, 1)
    flat = np.ascontiguousarray(rows).reshape(-1)
    steps = np.diff(flat, append=0.0)
    found = np.take(steps, below)
    found *= place
    found += np.take(flat, below)
    return found
