"""Learning curves: what a thing costs after much of it was made, and how much has to be made for a price.

References
----------
.. [1] T. P. Wright, "Factors Affecting the Cost of Airplanes", Journal of the Aeronautical Sciences 3 (4), 122, 1936.
.. [2] B. Agüera y Arcas et al., "Towards a future space-based, highly scalable AI infrastructure system design",
   arXiv:2511.19468v2, 2025: launch prices over the mass launched.
"""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats


def learned_price(
    start_price: ArrayLike,
    produced: ArrayLike,
    start_produced: ArrayLike,
    learning_rate: ArrayLike,
    floor: ArrayLike = 0.0,
) -> Array:
    """Price after more was produced, by Wright's law [1]_, [2]_, in the unit of the start price.

    p = max(p₀ (1 + m / m₀)^log₂(1 − L), floor)

    Parameters
    ----------
    start_price
        Price p₀ where `start_produced` had been produced.
    produced
        What was produced since then, m, in the unit of `start_produced`.
    start_produced
        What had been produced by then, m₀.
    learning_rate
        Share L of the price that each doubling of all that was ever produced takes off [1].
    floor
        Price below which it does not fall, as that of the propellant; a start price below it stays as it is.

    Returns
    -------
    NDArray[np.float64]
        Price, in the shape to which all broadcast.

    Raises
    ------
    ValueError
        If the start is not positive, the learning rate is not below 1, or something was taken back.
    """
    start, made, rate = floats(start_produced), floats(produced), floats(learning_rate)
    _check(start, made, rate)
    first = floats(start_price)
    price = first * (1.0 + made / start) ** np.log2(1.0 - rate)
    return np.maximum(price, np.minimum(floats(floor), first))


def production_for_price(
    price: ArrayLike, start_price: ArrayLike, start_produced: ArrayLike, learning_rate: ArrayLike
) -> Array:
    """What has to be produced until a price is reached, the inverse of :func:`learned_price` without a floor.

    m = m₀ ((p / p₀)^(1 / log₂(1 − L)) − 1)

    Parameters
    ----------
    price, start_price
        The price to reach and that at the start, in one unit; both positive.
    start_produced
        What had been produced at the start, m₀.
    learning_rate
        Share L of the price that each doubling takes off [1].

    Returns
    -------
    NDArray[np.float64]
        Production in the unit of `start_produced`: 0 where the start price is low enough, infinite where nothing is
        learned.

    Raises
    ------
    ValueError
        If a price or the start is not positive, or the learning rate is not below 1.
    """
    wanted, first, start, rate = (floats(each) for each in (price, start_price, start_produced, learning_rate))
    _check(start, np.zeros(()), rate)
    if not (np.all(wanted > 0.0) and np.all(first > 0.0)):
        raise ValueError("a learning curve needs positive prices")
    fall = -np.log2(first / wanted)  # of the price, in doublings of it: negative where it has to fall
    slope = np.log2(1.0 - rate)
    with np.errstate(divide="ignore", over="ignore"):
        doubled = np.where(slope < 0.0, fall / np.where(slope < 0.0, slope, -1.0), np.inf)
        return np.where(wanted >= first, 0.0, start * np.expm1(np.log(2.0) * doubled))


def doublings(produced: ArrayLike, start_produced: ArrayLike) -> Array:
    """How often all that was ever produced has doubled, log₂(1 + m / m₀) [1].

    Parameters
    ----------
    produced
        What was produced since the start, m.
    start_produced
        What had been produced at the start, m₀, in the same unit.

    Returns
    -------
    NDArray[np.float64]
        Doublings [1].

    Raises
    ------
    ValueError
        If the start is not positive or something was taken back.
    """
    start, made = floats(start_produced), floats(produced)
    _check(start, made, np.zeros(()))
    return np.log2(1.0 + made / start)


def grown_production(time: ArrayLike, rate: ArrayLike, growth: ArrayLike) -> Array:
    """What is produced in a time at a rate that grows from year to year, in the unit of the rate times years.

    m = r ((1 + g)^t − 1) / g, r t without growth: the sum of a geometric series, also between whole years

    Parameters
    ----------
    time
        Time [a]; nothing is produced before 0.
    rate
        Production of the first year.
    growth
        Growth g of the production from year to year [1], above −1.

    Returns
    -------
    NDArray[np.float64]
        Production.

    Raises
    ------
    ValueError
        If the growth takes all of the production, or a rate is negative.
    """
    years, first, grows = np.maximum(floats(time), 0.0), floats(rate), floats(growth)
    _check_growth(first, grows)
    steady = np.abs(grows) < 1e-9
    with np.errstate(over="ignore"):
        series = np.expm1(years * np.log1p(grows)) / np.where(steady, 1.0, grows)
    # What nothing is produced of stays nothing, however long.
    grown = np.where(steady, years, series)
    return np.asarray(np.where(first == 0.0, 0.0, first * np.where(first == 0.0, 0.0, grown)), dtype=np.float64)


def time_to_produce(produced: ArrayLike, rate: ArrayLike, growth: ArrayLike) -> Array:
    """The time after which so much was produced, the inverse of :func:`grown_production` [a].

    Parameters
    ----------
    produced
        What is to be produced, not negative.
    rate
        Production of the first year, in the same unit.
    growth
        Growth of the production from year to year [1], above −1.

    Returns
    -------
    NDArray[np.float64]
        Time [a]; infinite where so much is never produced.

    Raises
    ------
    ValueError
        If the growth takes all of the production, or a rate is negative.
    """
    wanted, first, grows = floats(produced), floats(rate), floats(growth)
    _check_growth(first, grows)
    steady = np.abs(grows) < 1e-9
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        years = wanted / first
        grown = np.log1p(np.where(steady, 0.0, years * grows)) / np.where(steady, 1.0, np.log1p(grows))
        found = np.where(steady, years, grown)
    return np.where(wanted == 0.0, 0.0, np.where(np.isnan(found), np.inf, found))


def _check(start: Array, made: Array, rate: Array) -> None:
    if not np.all(start > 0.0) or np.any(made < 0.0):
        raise ValueError("a learning curve begins with something produced, and goes on from there")
    if not np.all(rate < 1.0):
        raise ValueError("a doubling cannot take off the whole price")


def _check_growth(rate: Array, growth: Array) -> None:
    if np.any(rate < 0.0) or not np.all(growth > -1.0):
        raise ValueError("production cannot be negative, nor shrink by all of it in a year")
