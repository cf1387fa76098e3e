"""The arrays that the equations take and give."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def floats(value: ArrayLike) -> Array:
    """`value` as an array of doubles, without a copy where it is one."""
    return np.asarray(value, dtype=np.float64)


def total(values: Array) -> Array:
    """Sum over the last axis."""
    result: Array = np.sum(values, axis=-1)
    return result
