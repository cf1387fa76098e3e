"""The smallest array that a load asks for."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.physics.arrays import Array, floats, total

_STEPS = 200
"""More than a piecewise linear balance of an orbit ever took: it ends by itself when nothing changes."""


def smallest_array(
    unit_power: ArrayLike,
    load_power: ArrayLike,
    *,
    charge_efficiency: ArrayLike = 1.0,
    discharge_efficiency: ArrayLike = 1.0,
    max_charge_power: ArrayLike = np.inf,
    regulator_efficiency: ArrayLike = 1.0,
    owner: NDArray[np.intp] | None = None,
    count: int = 1,
) -> Array:
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
        As in :func:`studio.physics.battery.periodic_battery` [1], broadcasting with (D,).
    max_charge_power
        Limit at the bus [W], broadcasting with (D,).
    owner
        Which of several satellites each orbit belongs to, shape (D,); without it all belong to one.
    count
        Number of satellites.

    Returns
    -------
    NDArray[np.float64]
        Area [m²], shape (count,), or () of one satellite; 0 where nothing is asked for, infinite where no area closes
        every orbit: one without light, or whose charging limit lets in less than the dark takes.
    """
    gives, asks = np.broadcast_arrays(floats(unit_power) * _column(regulator_efficiency), floats(load_power))
    orbits = len(gives)
    into, out_of, limit = (np.broadcast_to(floats(each), (orbits,))
                           for each in (charge_efficiency, discharge_efficiency, max_charge_power))  # fmt: skip
    of = np.zeros(orbits, dtype=np.intp) if owner is None else owner
    produced, wanted = total(gives), total(asks)
    unlit = (produced <= 0.0) & (wanted > 0.0)
    # Without losses in the battery an orbit needs wanted/produced; with all of it stored, that over both efficiencies.
    with np.errstate(over="ignore"):  # of next to nothing no area that is a number is enough
        least = np.divide(wanted, produced, out=np.zeros_like(produced), where=produced > 0.0)
    area = np.zeros(count)
    np.maximum.at(area, of, least)
    area[of[unlit]] = np.inf
    order = np.lexsort((least, of))
    last = np.flatnonzero(np.diff(of[order], append=count))
    orbit = _Orbits(gives, asks, into, out_of, limit, of)
    # The worst of each alone first: few others are then left to step on.
    _step_on(area, orbit.some(order[last]))
    large = np.where(np.isfinite(area), area, 0.0)[of]
    _step_on(area, orbit.some((large * produced * (into * out_of) < wanted) | (limit < np.inf)))
    return area[0] if owner is None else area


@dataclass(frozen=True, slots=True)
class _Orbits:
    gives: Array
    asks: Array
    into: Array
    out_of: Array
    limit: Array
    owner: NDArray[np.intp]

    def some(self, which: NDArray[Any]) -> "_Orbits":
        return _Orbits(self.gives[which], self.asks[which], self.into[which], self.out_of[which], self.limit[which],
                       self.owner[which])  # fmt: skip


def _step_on(area: Array, orbit: _Orbits) -> None:
    """Raise each area from where it is, which is not too large, until none of the orbits loses."""
    orbit = orbit.some(np.isfinite(area[orbit.owner]))
    for _ in range(_STEPS):
        offered = area[orbit.owner][:, None] * orbit.gives
        balance = offered - orbit.asks
        limited = bool(np.any(orbit.limit < np.inf))
        surplus, deficit = np.maximum(balance, 0.0), np.maximum(-balance, 0.0)
        charge = np.minimum(surplus, orbit.limit[:, None]) if limited else surplus
        gain = total(charge) * orbit.into - total(deficit) / orbit.out_of
        # What rounding leaves of an orbit that balances is no loss.
        losing = gain < -1e-13 * (total(orbit.asks) + total(offered))
        if not np.any(losing):
            return
        orbit, balance = orbit.some(losing), balance[losing]
        # The slope to the right of a kink, where it is the smaller one: a step may then end on it.
        filling = (balance >= 0.0) & (balance < orbit.limit[:, None]) if limited else balance >= 0.0
        slope = total(orbit.gives * (np.where(filling, orbit.into[:, None], 0.0)
                                     + np.where(balance < 0.0, 1.0 / orbit.out_of[:, None], 0.0)))  # fmt: skip
        step = np.divide(-gain[losing], slope, out=np.full(slope.size, np.inf), where=slope > 0.0)
        before = area[orbit.owner]
        np.maximum.at(area, orbit.owner, before + step)
        # A step that raises nothing, as to a load that is hardly a number, is at the root to the last digit.
        orbit = orbit.some(np.isfinite(area[orbit.owner]) & (before + step > before))
    raise ArithmeticError("the smallest array was not found")


def _column(value: ArrayLike) -> Array:
    """A quantity of each orbit, ready to meet its steps."""
    each = floats(value)
    return each[:, None] if each.ndim else each
