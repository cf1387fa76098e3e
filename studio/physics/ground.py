"""Solar panels in orbit against the same on the ground: what a year yields, and how the ratio comes about."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.text import mark, tr

FloatArray = NDArray[np.float64]


def yield_ratio(irradiance_ratio: ArrayLike, sunlit_fraction: ArrayLike, capacity_factor: ArrayLike) -> FloatArray:
    """Energy of a year per rated power in space over that on the ground.

    Parameters
    ----------
    irradiance_ratio
        Irradiance in space over that at which panels are rated, shape (...,).
    sunlit_fraction
        Share of the year in sunlight, and any further factor that the panel in space keeps, shape (...,).
    capacity_factor
        Energy of a year on the ground over that at rated power all year, shape (...,).

    Returns
    -------
    ndarray
        Shape (...,).

    Raises
    ------
    ValueError
        If a capacity factor is not above zero, or anything is negative.

    Notes
    -----
    By definition: both panels have the same rated power P, at 1000 W/m². In space a year T gives
    P (S₀ / 1000 W/m²) f T, on the ground P CF T.
    """
    bright, lit, factor = np.broadcast_arrays(*np.atleast_1d(irradiance_ratio, sunlit_fraction, capacity_factor))
    if np.any(bright < 0.0) or np.any(lit < 0.0) or not np.all(factor > 0.0):
        raise ValueError(tr(mark("a capacity factor is above zero, and no irradiance or share of sunlight negative")))
    found: FloatArray = bright * lit / factor
    return found.reshape(np.broadcast_shapes(*map(np.shape, (irradiance_ratio, sunlit_fraction, capacity_factor))))


def capacity_factor_for(ratio: ArrayLike, irradiance_ratio: ArrayLike, sunlit_fraction: ArrayLike) -> FloatArray:
    """The capacity factor on the ground at which a claimed ratio of yields is true.

    Parameters
    ----------
    ratio
        Claimed energy of a year per rated power, space over ground, shape (...,).
    irradiance_ratio, sunlit_fraction
        As in :func:`yield_ratio`.

    Returns
    -------
    ndarray
        Shape (...,); above 1 where no place on Earth is sunny enough to make the ratio as low as that.

    Raises
    ------
    ValueError
        If a ratio is not above zero.

    Notes
    -----
    :func:`yield_ratio` is its own inverse in these two.
    """
    if not np.all(np.asarray(ratio) > 0.0):
        raise ValueError(tr(mark("a claimed ratio is above zero")))
    return yield_ratio(irradiance_ratio, sunlit_fraction, ratio)


def remaining_share(degradation: ArrayLike, time: ArrayLike, year: float) -> FloatArray:
    """What a steady yearly loss leaves of the power.

    Parameters
    ----------
    degradation
        Share of the power lost in a year over a year [1/s], shape (...,).
    time
        Since the beginning [s], shape (...,).
    year
        Length of a year [s].

    Returns
    -------
    ndarray
        (1 − d)^n with d the share lost in a year and n the years, shape (...,).

    Raises
    ------
    ValueError
        If more than everything is lost in a year, or the time is negative.

    References
    ----------
    .. [1] D. C. Jordan, S. R. Kurtz, "Photovoltaic degradation rates – an analytical review", Prog. Photovolt. 21, 12
       (2013): rates are stated as a share of the power in a year.
    """
    lost, since = np.asarray(degradation, dtype=float) * year, np.asarray(time, dtype=float)
    if np.any(lost < 0.0) or np.any(lost > 1.0) or np.any(since < 0.0):
        raise ValueError(tr(mark("panels lose between nothing and everything in a year, and time runs forward")))
    left: FloatArray = (1.0 - lost) ** (since / year)
    return left
