"""Heat exchangers by their effectiveness: what they pass, how large they have to be, and how warm the streams leave."""

from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats

Arrangement = Literal["counter", "parallel", "cross"]
_EQUAL = 1e-9
_MOST_UNITS: Final = 50.0
_BISECTIONS = 80


def effectiveness(ntu: ArrayLike, capacity_ratio: ArrayLike, arrangement: Arrangement = "counter") -> Array:
    """Heat passed over the most that could pass, ε [1].

    With N the number of transfer units and c the ratio of the capacity rates [1]_::

        counter    ε = (1 − e^{−N(1 − c)}) / (1 − c e^{−N(1 − c)}),  N/(1 + N) at c = 1
        parallel   ε = (1 − e^{−N(1 + c)}) / (1 + c)
        cross      ε = 1 − exp((e^{−c N^0.78} − 1) N^0.22 / c),  both streams unmixed, approximate

    and 1 − e^{−N} for all at c = 0.

    Parameters
    ----------
    ntu
        Number of transfer units UA / C_min [1].
    capacity_ratio
        C_min / C_max [1], 0 to 1.
    arrangement
        How the streams run.

    Returns
    -------
    NDArray[np.float64]
        Effectiveness [1], in the broadcast shape.

    Raises
    ------
    ValueError
        If the number of units is negative, or the ratio outside 0 to 1.

    References
    ----------
    .. [1] F. P. Incropera and D. P. DeWitt, "Fundamentals of Heat and Mass Transfer", table 11.3.
    """
    units, ratio = np.broadcast_arrays(floats(ntu), floats(capacity_ratio))
    if np.any(units < 0.0) or np.any(ratio < 0.0) or np.any(ratio > 1.0):
        raise ValueError("a heat exchanger needs transfer units from 0 and a ratio of capacity rates from 0 to 1")
    if arrangement == "parallel":
        return np.asarray(-np.expm1(-units * (1.0 + ratio)) / (1.0 + ratio), dtype=np.float64)
    if arrangement == "cross":
        slow = np.maximum(ratio, _EQUAL)
        crossed = np.expm1(-slow * units**0.78) * units**0.22 / slow
        return np.asarray(np.where(ratio < _EQUAL, -np.expm1(-units), -np.expm1(crossed)), dtype=np.float64)
    equal = 1.0 - ratio < _EQUAL
    apart = np.where(equal, 1.0, 1.0 - ratio)
    missed = np.exp(-units * apart)
    left = np.where(equal, 1.0, 1.0 - ratio * missed)
    return np.asarray(np.where(equal, units / (1.0 + units), (1.0 - missed) / left), dtype=np.float64)


def transfer_units(reach: ArrayLike, capacity_ratio: ArrayLike, arrangement: Arrangement = "counter") -> Array:
    """Number of transfer units that an effectiveness takes [1], the inverse of :func:`effectiveness`.

    Parameters
    ----------
    reach
        Effectiveness [1].
    capacity_ratio
        C_min / C_max [1], 0 to 1.
    arrangement
        How the streams run.

    Returns
    -------
    NDArray[np.float64]
        Number of transfer units [1], in the broadcast shape.

    Raises
    ------
    ValueError
        If no size of exchanger has that effectiveness.
    """
    wanted, ratio = np.broadcast_arrays(floats(reach), floats(capacity_ratio))
    if np.any(wanted < 0.0) or np.any(wanted >= effectiveness(_MOST_UNITS, ratio, arrangement)):
        raise ValueError(f"no heat exchanger in {arrangement} flow has this effectiveness; take a smaller one")
    if arrangement == "parallel":
        return np.asarray(-np.log1p(-wanted * (1.0 + ratio)) / (1.0 + ratio), dtype=np.float64)
    if arrangement == "counter":
        equal = 1.0 - ratio < _EQUAL
        apart = np.where(equal, 1.0, 1.0 - ratio)
        unequal = np.log((1.0 - wanted * np.minimum(ratio, 1.0)) / (1.0 - wanted)) / apart
        return np.asarray(np.where(equal, wanted / (1.0 - wanted), unequal), dtype=np.float64)
    low, high = np.zeros(wanted.shape), np.full(wanted.shape, _MOST_UNITS)
    for _ in range(_BISECTIONS):
        middle = 0.5 * (low + high)
        short = effectiveness(middle, ratio, arrangement) < wanted
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    return np.asarray(0.5 * (low + high), dtype=np.float64)


def inlet_difference(duty: ArrayLike, effectiveness: ArrayLike, smaller_rate: ArrayLike) -> Array:
    """Difference between the inlets that makes an exchanger pass a duty, Q / (ε C_min) [K].

    Parameters
    ----------
    duty
        Heat passed [W].
    effectiveness
        ε [1].
    smaller_rate
        The smaller of the capacity rates, C_min [W/K].

    Returns
    -------
    NDArray[np.float64]
        Temperature of the hot inlet less that of the cold one [K].

    Raises
    ------
    ValueError
        If nothing flows, or the exchanger passes nothing.
    """
    passing = floats(effectiveness) * floats(smaller_rate)
    if not np.all(passing > 0.0):
        raise ValueError("a heat exchanger without flow passes no heat")
    return np.asarray(floats(duty) / passing, dtype=np.float64)
