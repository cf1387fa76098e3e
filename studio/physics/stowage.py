"""Rectangular wings, how they fold, and the room that a folded satellite takes."""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats


def rectangle_sides(area: ArrayLike, count: ArrayLike, aspect: ArrayLike) -> tuple[Array, Array]:
    """Length and width of each of `count` equal rectangles that share an area [m], [m].

    Parameters
    ----------
    area
        Area of all of them [m²].
    count
        How many there are [1]; broadcasts with `area`.
    aspect
        Length over width [1]; broadcasts with `area`.

    Returns
    -------
    tuple of NDArray[np.float64]
        Length and width [m].

    Raises
    ------
    ValueError
        If the count or the aspect is not positive, or the area is negative.
    """
    areas, counts, aspects = floats(area), floats(count), floats(aspect)
    if np.any(areas < 0.0) or not (np.all(counts > 0.0) and np.all(aspects > 0.0)):
        raise ValueError("rectangles need an area, a positive count and a positive aspect")
    width = np.sqrt(areas / counts / aspects)
    return width * aspects, width


def fold_segments(length: ArrayLike, longest: ArrayLike) -> Array:
    """Segments of a wing folded like a Z, none longer than `longest` [1].

    Parameters
    ----------
    length
        Deployed length [m].
    longest
        Longest segment [m]; broadcasts with `length`.

    Returns
    -------
    NDArray[np.float64]
        Whole number of equal segments [1], at least 1.

    Raises
    ------
    ValueError
        If the longest segment is not positive.
    """
    limit = floats(longest)
    if not np.all(limit > 0.0):
        raise ValueError("a folded segment needs a positive length")
    # A wing of three segments exactly must not get a fourth from a rounding error.
    return np.maximum(np.ceil(floats(length) / limit * (1.0 - 1e-12)), 1.0)


def box_sides(volume: ArrayLike, length_ratio: ArrayLike, height_ratio: ArrayLike) -> tuple[Array, Array, Array]:
    """Length, width and height of a box of given volume and proportions [m].

    Parameters
    ----------
    volume
        Volume [m³].
    length_ratio, height_ratio
        Length and height over the width [1]; broadcast with `volume`.

    Returns
    -------
    tuple of NDArray[np.float64]
        Length, width and height [m].

    Raises
    ------
    ValueError
        If a ratio is not positive or the volume is negative.
    """
    volumes, long, high = floats(volume), floats(length_ratio), floats(height_ratio)
    if np.any(volumes < 0.0) or not (np.all(long > 0.0) and np.all(high > 0.0)):
        raise ValueError("a box needs a volume and positive proportions")
    width = np.cbrt(volumes / (long * high))
    return width * long, width, width * high
