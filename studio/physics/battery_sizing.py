"""The battery that a load asks for."""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats, total


def minimum_battery_capacity(
    array_power: ArrayLike,
    load_power: ArrayLike,
    *,
    time_step: ArrayLike,
    depth_of_discharge_limit: ArrayLike = 1.0,
    charge_efficiency: ArrayLike = 1.0,
    discharge_efficiency: ArrayLike = 1.0,
    max_charge_power: ArrayLike = np.inf,
    max_discharge_power: ArrayLike = np.inf,
    regulator_efficiency: ArrayLike = 1.0,
    step_shares: ArrayLike = 1.0,
) -> Array:
    """Smallest capacity with which no load is ever shed through an orbit that repeats itself [J].

    It is the deepest the stored energy falls below an earlier level within two orbits, over the share of the capacity
    that may be taken out.

    Parameters
    ----------
    array_power, load_power
        As in :func:`studio.physics.battery.periodic_battery`, shape (…, N).
    time_step, depth_of_discharge_limit, charge_efficiency, discharge_efficiency
        As there, shape (…).
    max_charge_power, max_discharge_power, regulator_efficiency
        As there, shape (…).
    step_shares
        As there, shape (…, N).

    Returns
    -------
    NDArray[np.float64]
        Capacity [J], shape (…); 0 where no battery is needed, infinite where none helps: the array gives less energy
        than the orbit takes, or the deficit exceeds what the battery may give at once.
    """
    step, into, out_of = (_column(each) for each in (time_step, charge_efficiency, discharge_efficiency))
    charge_limit, discharge_limit = _column(max_charge_power), _column(max_discharge_power)
    available, asked = floats(array_power), floats(load_power)
    balance = available * _column(regulator_efficiency) - asked
    surplus, deficit = np.maximum(balance, 0.0), np.maximum(-balance, 0.0)
    change = (np.minimum(surplus, charge_limit) * into - deficit / out_of) * step * floats(step_shares)
    gain = total(change)
    level = np.cumsum(np.concatenate((np.zeros((*change.shape[:-1], 1)), change, change), axis=-1), axis=-1)
    fall = np.max(np.maximum.accumulate(level, axis=-1) - level, axis=-1)
    # An orbit that balances to rounding counts as balanced.
    helpless = (gain < -1e-12 * total(np.abs(change))) | np.any(deficit > discharge_limit, axis=-1)
    capacity = np.where(helpless, np.inf, fall)
    return capacity / floats(depth_of_discharge_limit)


def _column(value: ArrayLike) -> Array:
    """A quantity per orbit, ready to meet a series of steps."""
    return floats(value)[..., np.newaxis]
