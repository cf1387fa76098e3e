"""Arithmetic of markets: value and price, shares, how a price falls with volume, currencies, sums of ranges.

Amounts are of one currency unless a function says so; every function broadcasts over all axes.
"""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats


def market_value(power: ArrayLike, price: ArrayLike) -> Array:
    """Value of a market, power times price, equation 1 [money].

    Parameters
    ----------
    power : array_like, shape (...)
        Sold in the time that is meant [W].
    price : array_like, shape (...)
        Per power [money/W].

    Returns
    -------
    ndarray, shape (...)

    Raises
    ------
    ValueError
        If a power or a price is negative.

    Notes
    -----
    .. math:: V = P p \\qquad (1)
    """
    power, price = floats(power), floats(price)
    _not_negative("a power", power)
    _not_negative("a price", price)
    return np.asarray(power * price)


def price_per_power(value: ArrayLike, power: ArrayLike) -> Array:
    """Price that a market's value and its power imply, equation 1 of :func:`market_value` solved for it [money/W].

    Parameters
    ----------
    value : array_like, shape (...)
        [money]
    power : array_like, shape (...)
        [W]

    Returns
    -------
    ndarray, shape (...)

    Raises
    ------
    ValueError
        If a value is negative, or a power is not positive.
    """
    value, power = floats(value), floats(power)
    _not_negative("a value", value)
    _positive("a power", power)
    return np.asarray(value / power)


def area_price_per_power(price: ArrayLike, efficiency: ArrayLike, irradiance: ArrayLike) -> Array:
    """Price of a cell per power, from its price per area, equation 1 [money/W].

    Parameters
    ----------
    price : array_like, shape (...)
        Per area of the cell [money/m²].
    efficiency : array_like, shape (...)
        In the light that is meant [1].
    irradiance : array_like, shape (...)
        Of that light [W/m²].

    Returns
    -------
    ndarray, shape (...)

    Raises
    ------
    ValueError
        If a price is negative, or an efficiency or an irradiance is not positive.

    Notes
    -----
    .. math:: p = \\frac{p_A}{S \\eta} \\qquad (1)
    """
    price, efficiency, irradiance = floats(price), floats(efficiency), floats(irradiance)
    _not_negative("a price", price)
    _positive("an efficiency", efficiency)
    _positive("an irradiance", irradiance)
    return np.asarray(price / (irradiance * efficiency))


def share(part: ArrayLike, whole: ArrayLike) -> Array:
    """Part over whole [1]; more than 1 where the part is the larger.

    Parameters
    ----------
    part, whole : array_like, shape (...)
        Of one unit.

    Returns
    -------
    ndarray, shape (...)

    Raises
    ------
    ValueError
        If a whole is not positive.
    """
    part, whole = floats(part), floats(whole)
    _positive("a whole", whole)
    return np.asarray(part / whole)


def volume_learning_rate(volumes: ArrayLike, prices: ArrayLike) -> Array:
    """Share by which the price falls with each doubling of the volume, from two points, equation 2 of [1]_ [1].

    Parameters
    ----------
    volumes : array_like, shape (..., 2)
        Sold in a year, or in all: whichever is meant is what the rate is of [any one unit].
    prices : array_like, shape (..., 2)
        At these volumes [money per unit].

    Returns
    -------
    ndarray, shape (...)
        Negative where the price rises.

    Raises
    ------
    ValueError
        If a volume or a price is not positive, or the two volumes are the same.

    Notes
    -----
    .. math:: p = p_0 (q / q_0)^{\\log_2 (1 - L)} \\qquad (1)
    .. math:: L = 1 - 2^{\\ln(p_1 / p_0) / \\ln(q_1 / q_0)} \\qquad (2)

    References
    ----------
    .. [1] T. P. Wright, "Factors affecting the cost of airplanes", J. Aeronautical Sciences 3 (1936), 122-128.
    """
    volumes, prices = floats(volumes), floats(prices)
    _positive("a volume", volumes)
    _positive("a price", prices)
    doublings = np.log2(volumes[..., 1] / volumes[..., 0])
    if np.any(doublings == 0.0):
        raise ValueError("two points at one volume give no learning rate")
    return np.asarray(1.0 - np.exp2(np.log2(prices[..., 1] / prices[..., 0]) / doublings))


def price_at_volume(volume: ArrayLike, at: ArrayLike, price: ArrayLike, rate: ArrayLike) -> Array:
    """Price at a volume, equation 1 of :func:`volume_learning_rate` [money per unit].

    Parameters
    ----------
    volume, at : array_like, shape (...)
        The volume that is asked for, and that at which the price is known [any one unit].
    price : array_like, shape (...)
        Known [money per unit].
    rate : array_like, shape (...)
        Learning rate, below 1 [1].

    Returns
    -------
    ndarray, shape (...)

    Raises
    ------
    ValueError
        If a volume is not positive, a price is negative, or a rate is not below 1.
    """
    volume, at, price, rate = floats(volume), floats(at), floats(price), floats(rate)
    _positive("a volume", volume)
    _positive("a volume", at)
    _not_negative("a price", price)
    if not np.all(rate < 1.0):
        raise ValueError("a learning rate is below 1")
    return np.asarray(price * (volume / at) ** np.log2(1.0 - rate))


def exchange(amount: ArrayLike, rate: ArrayLike) -> Array:
    """An amount in another currency: divided by what one unit of that costs [money].

    Parameters
    ----------
    amount : array_like, shape (...)
        [money of the one]
    rate : array_like, shape (...)
        Units of the one for one of the other.

    Returns
    -------
    ndarray, shape (...)

    Raises
    ------
    ValueError
        If a rate is not positive.
    """
    amount, rate = floats(amount), floats(rate)
    _positive("an exchange rate", rate)
    return np.asarray(amount / rate)


def before_rise(price: ArrayLike, rise: ArrayLike) -> Array:
    """What a price was before it rose by a share of itself [money].

    Parameters
    ----------
    price : array_like, shape (...)
        After the rise [money].
    rise : array_like, shape (...)
        Over the price before [1]; above -1.

    Returns
    -------
    ndarray, shape (...)

    Raises
    ------
    ValueError
        If a price would have fallen by all it was worth, or more.
    """
    price, rise = floats(price), floats(rise)
    if not np.all(rise > -1.0):
        raise ValueError("a price cannot fall by more than all of it")
    return np.asarray(price / (1.0 + rise))


def sum_of_ranges(ranges: ArrayLike) -> Array:
    """Least and greatest sum of amounts that are each known as a range.

    Parameters
    ----------
    ranges : array_like, shape (..., n, 2)
        Least and greatest of each [any one unit].

    Returns
    -------
    ndarray, shape (..., 2)

    Raises
    ------
    ValueError
        If the least of a range lies above its greatest.
    """
    ranges = floats(ranges)
    if np.any(ranges[..., 0] > ranges[..., 1]):
        raise ValueError("the least of a range lies above its greatest")
    return np.asarray(ranges.sum(axis=-2))


def rest_of_total(total: ArrayLike, known: ArrayLike) -> Array:
    """Least and greatest of what is left of a total when an amount known as a range is taken away.

    Parameters
    ----------
    total : array_like, shape (...)
    known : array_like, shape (..., 2)
        Least and greatest of it [any one unit].

    Returns
    -------
    ndarray, shape (..., 2)

    Raises
    ------
    ValueError
        If the least of a range lies above its greatest.
    """
    total, known = floats(total), floats(known)
    if np.any(known[..., 0] > known[..., 1]):
        raise ValueError("the least of a range lies above its greatest")
    return np.asarray(total[..., None] - known[..., ::-1])


def _positive(what: str, value: Array) -> None:
    if not np.all(value > 0.0):
        raise ValueError(f"{what} is above 0")


def _not_negative(what: str, value: Array) -> None:
    if not np.all(value >= 0.0):
        raise ValueError(f"{what} is not below 0")
