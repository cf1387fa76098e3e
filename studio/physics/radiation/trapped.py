"""Trapped electrons and protons of a circular orbit, from a table over altitude and inclination."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.physics.arrays import Array, floats


def orbit_flux(
    altitude: ArrayLike,
    inclination: ArrayLike,
    altitudes: ArrayLike,
    inclinations: ArrayLike,
    log_flux: ArrayLike,
    floor: float,
) -> Array:
    """Orbit-averaged omnidirectional integral flux of trapped particles [1/(m²·s)].

    The table is crossed by monotone cubics [1]_ in its own logarithm: first over the logarithm of the altitude, then
    over the inclination. An orbit of inclination i passes each latitude as long as one of 180° − i, and over months
    each longitude alike, so that the two have one average.

    Parameters
    ----------
    altitude
        Altitude over the equatorial radius [m], any shape.
    inclination
        Inclination [rad], 0 to π; broadcasts with `altitude`.
    altitudes
        Altitudes of the table [m], (A,), rising.
    inclinations
        Inclinations of the table [rad], (I,), rising from 0 to π/2.
    log_flux
        log₁₀ of the flux plus `floor`, flux in [1/(m²·s)], (A, I, E).
    floor
        What was added to every flux [1/(m²·s)].

    Returns
    -------
    NDArray[np.float64]
        Flux above each energy of the table [1/(m²·s)], (…, E).

    Raises
    ------
    ValueError
        If an altitude lies outside the table or an inclination outside 0 to π.

    References
    ----------
    .. [1] F. N. Fritsch, J. Butland, SIAM J. Sci. Stat. Comput. 5, 300 (1984), equation 5.
    """
    height, tilt = np.broadcast_arrays(floats(altitude), floats(inclination))
    levels, tilts, table = floats(altitudes), floats(inclinations), floats(log_flux)
    if np.any((height < levels[0]) | (height > levels[-1])):
        raise ValueError(
            f"the table of trapped particles covers altitudes of {levels[0] / 1e3:g} to {levels[-1] / 1e3:g} km"
        )
    if np.any((tilt < 0.0) | (tilt > np.pi)):
        raise ValueError("an inclination lies between 0 and 180 degrees")
    folded = np.minimum(tilt, np.pi - tilt)
    rows, columns = _four(height, levels), _four(folded, tilts)
    near = table[rows[..., :, None], columns[..., None, :]]  # (…, 4, 4, E)
    over_altitude = _cubic(np.log(height), np.log(levels[rows]), np.moveaxis(near, -3, 0))
    logarithm = _cubic(folded, tilts[columns], np.moveaxis(over_altitude, -2, 0))
    return np.maximum(10.0**logarithm - floor, 0.0)


def _four(value: Array, nodes: Array) -> NDArray[np.intp]:
    """Indices of the nodes about the interval of each value, (…, 4), repeated at the ends of the table."""
    start = np.clip(np.searchsorted(nodes, value, side="right") - 1, 0, nodes.size - 2)
    four: NDArray[np.intp] = np.clip(start[..., None] + np.arange(-1, 3), 0, nodes.size - 1)
    return four


def _cubic(x: Array, nodes: Array, values: Array) -> Array:
    """Monotone cubic between the second and third of four nodes, (…, 4), of values (4, …, *)."""
    extra = values.ndim - 1 - x.ndim
    wide = (...,) + (None,) * extra
    knots = [nodes[..., k][wide] for k in range(4)]
    before, step, after = (knots[k + 1] - knots[k] for k in range(3))
    slope = (values[2] - values[1]) / step
    left = _slope((values[1] - values[0]), before, slope, step)
    right = _slope((values[3] - values[2]), after, slope, step)
    t = (x[wide] - knots[1]) / step
    result: Array = (
        (1.0 + 2.0 * t) * (1.0 - t) ** 2 * values[1]
        + t**2 * (3.0 - 2.0 * t) * values[2]
        + step * t * (1.0 - t) * ((1.0 - t) * left - t * right)
    )
    return result


def _slope(rise: Array, run: Array, slope: Array, step: Array) -> Array:
    """Slope at a node between two intervals [1]_ of orbit_flux; that of the one interval at an end of the table."""
    other = np.where(run > 0.0, rise / np.where(run > 0.0, run, 1.0), slope)
    share = (1.0 + step / (run + step)) / 3.0
    product = other * slope
    mixed = share * slope + (1.0 - share) * other
    return np.where(product > 0.0, product / np.where(product > 0.0, mixed, 1.0), 0.0)
