"""What is left of a quantity that loses the same share of itself every year."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.constants import DAY

JULIAN_YEAR: Final = 365.25 * DAY
"""Julian year [s]: the year in which a yearly loss is stated."""


def remaining_factor(rate: ArrayLike, time: ArrayLike) -> Array:
    """Remaining share after a time, (1 − r Y)^(t/Y), with Y the Julian year [1].

    A loss stated as 0.5 % per year is ``rate = 0.005 / JULIAN_YEAR``: after n whole years 0.995ⁿ remain.

    Parameters
    ----------
    rate
        Share lost in a year, over the length of the year [1/s].
    time
        Time since the beginning of life [s]; broadcasts with `rate`.

    Returns
    -------
    NDArray[np.float64]
        Remaining share [1].

    Raises
    ------
    ValueError
        If the whole or more is lost in a year.
    """
    return np.exp(_log_rate(rate) * floats(time))


def mean_remaining_factor(rate: ArrayLike, lifetime: ArrayLike) -> Array:
    """Mean of the remaining share over a life, (qⁿ − 1)/(n ln q) with q = 1 − r Y and n = t/Y [1].

    Parameters
    ----------
    rate
        Share lost in a year, over the length of the year [1/s].
    lifetime
        Length of the life [s]; broadcasts with `rate`.

    Returns
    -------
    NDArray[np.float64]
        Mean remaining share [1]; 1 for a life of no length.

    Raises
    ------
    ValueError
        If the whole or more is lost in a year.
    """
    exponent = _log_rate(rate) * floats(lifetime)
    still = np.where(exponent == 0.0, 1.0, exponent)
    return np.where(exponent == 0.0, 1.0, np.expm1(still) / still)


def _log_rate(rate: ArrayLike) -> Array:
    lost = floats(rate) * JULIAN_YEAR
    if not np.all(lost < 1.0):
        raise ValueError("the whole or more is lost in a year")
    return np.asarray(np.log1p(-lost) / JULIAN_YEAR, dtype=np.float64)
