"""The smallest array that a load asks for."""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats, total

_STEPS = 200
"""More than a piecewise linear balance of an orbit ever took: it ends by itself when nothing changes."""


def smallest_array(
    unit_power: ArrayLike,
    load_power: ArrayLike,
    *,
    charge_efficiency: float = 1.0,
    discharge_efficiency: float = 1.0,
    max_charge_power: float = np.inf,
    regulator_efficiency: float = 1.0,
) -> float:
    """Smallest area with which every orbit gives back to the battery what it took [m²].

    Over an orbit the battery gains G(A) = Σ [η_c min((A p η_r − L)⁺, C) − (L − A p η_r)⁺ / η_d]. Each term is concave
    in A, since η_c ≤ 1 ≤ 1/η_d, and so is their sum: Newton's steps from A = 0 stay below the root and, the sum being
    piecewise linear, arrive there. Of many orbits only those that still lose are stepped on, from the largest area
    found so far, so that the last of them to close sets the area.

    Parameters
    ----------
    unit_power
        Power that a unit of area gives, mean over each step [W/m²], shape (D, N).
    load_power
        Power that the loads on the bus ask for [W], shape (D, N).
    charge_efficiency, discharge_efficiency, regulator_efficiency
        As in :func:`studio.physics.battery.periodic_battery` [1].
    max_charge_power
        Limit at the bus [W].

    Returns
    -------
    float
        Area [m²]; 0 where nothing is asked for, infinite where no area closes every orbit: one without light, or whose
        charging limit lets in less than the dark takes.
    """
    gives, asks = np.broadcast_arrays(floats(unit_power) * regulator_efficiency, floats(load_power))
    produced, wanted = total(gives), total(asks)
    if np.any((produced <= 0.0) & (wanted > 0.0)):
        return float(np.inf)
    # Without losses in the battery an orbit needs wanted/produced; with all of it stored, that over both efficiencies.
    least = np.divide(wanted, produced, out=np.zeros_like(produced), where=produced > 0.0)
    if max_charge_power == np.inf:
        may_bind = least >= least.max() * (charge_efficiency * discharge_efficiency)
        gives, asks, least = gives[may_bind], asks[may_bind], least[may_bind]
    worst = np.argsort(least)[-1:]
    area = float(least[worst[0]])
    # The worst alone first: few others are then left to step on.
    for rows in (worst, np.arange(least.size)):
        area = _step_on(
            area, gives[rows], asks[rows], charge_efficiency, discharge_efficiency, max_charge_power,
        )  # fmt: skip
        if not np.isfinite(area):
            break
    return area


def _step_on(
    area: float, gives: Array, asks: Array, charge_efficiency: float, discharge_efficiency: float, limit: float
) -> float:
    """The smallest area from `area` on, which is none too large, with which no orbit loses."""
    for _ in range(_STEPS):
        balance = area * gives - asks
        deficit, surplus = np.maximum(-balance, 0.0), np.maximum(balance, 0.0)
        gain = total(np.minimum(surplus, limit)) * charge_efficiency
        gain -= total(deficit) / discharge_efficiency
        # What rounding leaves of an orbit that balances is no loss.
        losing = gain < -1e-13 * (total(asks) + total(area * gives))
        if not np.any(losing):
            return area
        gives, asks, balance = gives[losing], asks[losing], balance[losing]
        # The slope to the right of a kink, where it is the smaller one: a step may then end on it.
        filling = (balance >= 0.0) & (balance < limit)
        slope = total(gives * (np.where(filling, charge_efficiency, 0.0)
                               + np.where(balance < 0.0, 1.0 / discharge_efficiency, 0.0)))  # fmt: skip
        if not np.all(slope > 0.0):
            return float(np.inf)
        area = float(np.max(area - gain[losing] / slope))
    raise ArithmeticError("the smallest array was not found")
