"""How long a battery lasts: cycles to failure at each depth, their sum, time and temperature."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats, total

GAS_CONSTANT: Final = 8.31446261815324
"""Molar gas constant, exact [J/(mol·K)]."""


def cycles_to_failure(depth: ArrayLike, tested_depth: ArrayLike, tested_cycles: ArrayLike) -> Array:
    """Cycles of one depth until the end of life, between tested depths as straight lines in log–log [1].

    Below the shallowest test the energy that goes through the cells until they fail is taken to be that of the test,
    N ∝ 1/depth, which claims less than the curve would if it went on. Above the deepest test the last line goes on;
    where there is one test alone, N ∝ 1/depth throughout.

    Parameters
    ----------
    depth
        Depth of discharge over the nameplate energy [1], shape (…).
    tested_depth
        Depths that were tested [1], rising, shape (K,).
    tested_cycles
        Cycles until the end of life at each [1], shape (K,).

    Returns
    -------
    NDArray[np.float64]
        Cycles [1], shape (…); infinite at depth 0.

    Raises
    ------
    ValueError
        If the tested depths do not rise, or a depth is negative.
    """
    known, lives = np.log(floats(tested_depth)), np.log(floats(tested_cycles))
    if not np.all(np.diff(known) > 0.0):
        raise ValueError("the tested depths must rise")
    asked = floats(depth)
    if not np.all(asked >= 0.0):
        raise ValueError("a depth of discharge must not be negative")
    with np.errstate(divide="ignore"):
        at = np.log(asked)
    last = (lives[-1] - lives[-2]) / (known[-1] - known[-2]) if known.size > 1 else -1.0
    inside = np.interp(at, known, lives)
    beyond = lives[-1] + last * (at - known[-1])
    with np.errstate(over="ignore", invalid="ignore"):
        shallow = lives[0] - (at - known[0])
        value = np.exp(np.where(at > known[-1], beyond, np.where(at < known[0], shallow, inside)))
    return np.asarray(value, dtype=np.float64)


def yearly_damage(cycles: ArrayLike, cycles_to_failure: ArrayLike) -> Array:
    """Share of the cycle life that a year takes, Σ nᵢ/Nᵢ: the damage of all cycles adds up [1] [1]_.

    Parameters
    ----------
    cycles
        Cycles of each depth in a year [1], shape (…, K).
    cycles_to_failure
        Cycles of that depth until the end of life [1], shape (…, K).

    Returns
    -------
    NDArray[np.float64]
        Damage [1], shape (…): 1 uses the battery up in one year.

    References
    ----------
    .. [1] M. A. Miner, "Cumulative damage in fatigue", Journal of Applied Mechanics 12 (1945) A159–A164, equation 1.
    """
    return total(floats(cycles) / floats(cycles_to_failure))


def arrhenius_factor(temperature: ArrayLike, reference_temperature: ArrayLike, activation_energy: ArrayLike) -> Array:
    """How many times faster than at the reference a reaction runs, exp(E/R (1/T₀ − 1/T)) [1].

    Parameters
    ----------
    temperature
        Temperature [K]; this and all others broadcast.
    reference_temperature
        At which the rate is known [K].
    activation_energy
        [J/mol]

    Returns
    -------
    NDArray[np.float64]
        Factor [1].
    """
    inverse = 1.0 / floats(reference_temperature) - 1.0 / floats(temperature)
    return np.exp(floats(activation_energy) / GAS_CONSTANT * inverse)


def remaining_capacity(
    time: ArrayLike,
    *,
    damage_rate: ArrayLike,
    calendar_rate: ArrayLike,
    end_of_life_capacity: ArrayLike,
    ageing_factor: ArrayLike = 1.0,
) -> Array:
    """Capacity left after a time, 1 − t f [(1 − c) D + K], at least 0 [1].

    The tests that counted the cycles ended when the capacity c was left, so that a damage of 1 takes 1 − c.

    Parameters
    ----------
    time
        Since the beginning of life [s]; this and all others broadcast.
    damage_rate
        Share D of the cycle life that is used up per time [1/s], from :func:`yearly_damage`.
    calendar_rate
        Share K of the nameplate capacity that is lost per time without any cycle [1/s].
    end_of_life_capacity
        Share c of the nameplate capacity that was left when the tests ended [1].
    ageing_factor
        How many times faster than in the tests the cells age [1], from :func:`arrhenius_factor`.

    Returns
    -------
    NDArray[np.float64]
        Capacity over that at the beginning [1].
    """
    lost = (1.0 - floats(end_of_life_capacity)) * floats(damage_rate) + floats(calendar_rate)
    return np.maximum(1.0 - floats(time) * floats(ageing_factor) * lost, 0.0)
