"""Total ionising dose of an orbit behind aluminium, from a table over altitude, shielding and two inclinations."""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats


def dose(
    altitude: ArrayLike,
    inclination: ArrayLike,
    shielding: ArrayLike,
    altitudes: ArrayLike,
    inclinations: ArrayLike,
    shieldings: ArrayLike,
    table: ArrayLike,
) -> Array:
    """Dose behind aluminium [the unit of the table].

    Its logarithm is interpolated linearly in the altitude, in the logarithm of the shielding, and in the inclination. A
    retrograde orbit of inclination i meets the latitudes of one of 180° − i. Outside the table its edge holds.

    Parameters
    ----------
    altitude
        [m], any shape.
    inclination
        [rad], 0 to π.
    shielding
        Thickness of aluminium on every side [m]; all three broadcast to shape (...).
    altitudes
        Of the table [m], (A,), rising.
    inclinations
        Of the two orbits of the table [rad], 0 to π/2 once folded, rising: (2,) or (2, ...).
    shieldings
        Of the table [m], (S,), rising.
    table
        (2, A, S), positive.

    Returns
    -------
    NDArray[np.float64]
        (...).

    Raises
    ------
    ValueError
        If the shielding is not positive or the inclination is outside 0 to π.
    """
    height, tilt, thickness = np.broadcast_arrays(floats(altitude), floats(inclination), floats(shielding))
    if np.any(thickness <= 0.0):
        raise ValueError("shielding has a positive thickness")
    if np.any((tilt < 0.0) | (tilt > np.pi)):
        raise ValueError("an inclination lies between 0 and 180 degrees")
    low, share = _between(height, floats(altitudes))
    thin, part = _between(np.log(thickness), np.log(floats(shieldings)))
    logs = np.log(floats(table))
    two = [
        (1.0 - share) * ((1.0 - part) * one[low, thin] + part * one[low, thin + 1])
        + share * ((1.0 - part) * one[low + 1, thin] + part * one[low + 1, thin + 1])
        for one in logs
    ]
    first, last = floats(inclinations)
    across = np.clip((np.minimum(tilt, np.pi - tilt) - first) / (last - first), 0.0, 1.0)
    return np.asarray(np.exp((1.0 - across) * two[0] + across * two[1]))


def _between(value: Array, nodes: Array) -> tuple[np.ndarray, Array]:
    """The index of the node below, and the share of the way to the next; held within the nodes."""
    below = np.clip(np.searchsorted(nodes, value, side="right") - 1, 0, nodes.size - 2)
    share: Array = np.clip((value - nodes[below]) / (nodes[below + 1] - nodes[below]), 0.0, 1.0)
    return below, share
