"""The battery through an orbit that repeats itself: array, regulator, bus, battery and load.

The energy in the battery steps through the orbit by x → min(hi, max(lo, x + d)). Such maps are closed under
composition, so the periodic state is found without stepping through orbit after orbit. Where several states repeat
themselves (a battery that is never full and never empty), the highest is taken: it was launched full.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.recurrence import Arrays, periodic_states

BALANCED: Final = 1e-12
"""Net loss over an orbit, in capacities, below which the battery holds its charge: what rounding leaves of zero."""


@dataclass(frozen=True, slots=True)
class BatteryOrbit:
    """One orbit of the power system in periodic steady state.

    In every step, and therefore over the orbit::

        array = curtailed + regulator loss + served + charge loss + discharge loss + d(stored energy)/dt
    """

    stored_energy: Array
    """Energy in the battery at the edges of the steps [J], shape (…, N + 1); the last is the first again."""
    charge_power: Array
    """Power from the bus into the battery [W], shape (…, N)."""
    discharge_power: Array
    """Power from the battery to the bus [W], shape (…, N)."""
    curtailed_power: Array
    """Power that the array could give and nobody takes [W], shape (…, N)."""
    served_power: Array
    """Load that is served [W], shape (…, N)."""
    shed_power: Array
    """Load that is not served [W], shape (…, N)."""
    loss_power: Array
    """Heat in regulator and battery [W], shape (…, N)."""
    depth_of_discharge: Array
    """Largest share of the capacity that is missing [1], shape (…)."""
    energy_surplus: Array
    """Energy curtailed less energy shed over the orbit [J], shape (…): negative where the load is not served."""


def periodic_battery(
    array_power: ArrayLike,
    load_power: ArrayLike,
    *,
    time_step: ArrayLike,
    capacity: ArrayLike,
    depth_of_discharge_limit: ArrayLike = 1.0,
    charge_efficiency: ArrayLike = 1.0,
    discharge_efficiency: ArrayLike = 1.0,
    max_charge_power: ArrayLike = np.inf,
    max_discharge_power: ArrayLike = np.inf,
    regulator_efficiency: ArrayLike = 1.0,
    step_shares: ArrayLike = 1.0,
) -> BatteryOrbit:
    """Stored energy and every power flow through an orbit that repeats itself.

    Parameters
    ----------
    array_power
        Power that the array can give, mean over each of the N steps of the orbit [W], shape (…, N). A step charges or
        discharges as its means say: one that the edge of the shadow divides should come as two, as
        :mod:`studio.physics.shadow_steps` makes them, or the battery would seem up to a step less discharged.
    load_power
        Power that the loads on the bus ask for [W], shape (…, N).
    time_step
        Length of a step [s]. This and the following broadcast with the leading axes (…) of the powers.
    capacity
        Energy of the full battery [J]; 0 for none.
    depth_of_discharge_limit
        Share of the capacity that may be taken out [1]; load is shed rather than going deeper.
    charge_efficiency, discharge_efficiency
        From the bus into the cells and from the cells to the bus [1].
    max_charge_power, max_discharge_power
        Limits at the bus [W].
    regulator_efficiency
        From the array to the bus [1].
    step_shares
        Length of each step over `time_step` [1], shape (…, N).

    Returns
    -------
    BatteryOrbit
        The orbit; array power that cannot be used is curtailed at the array.

    Raises
    ------
    ValueError
        If an efficiency or the discharge limit is outside (0, 1], or the capacity is negative.
    """
    size, step, limit = floats(capacity), floats(time_step), floats(depth_of_discharge_limit)
    into, out_of, regulator = map(floats, (charge_efficiency, discharge_efficiency, regulator_efficiency))
    if not all(np.all((value > 0.0) & (value <= 1.0)) for value in (limit, into, out_of, regulator)):
        raise ValueError("efficiencies and the discharge limit must be above 0 and at most 1")
    if not np.all(size >= 0.0):
        raise ValueError("the capacity must not be negative")
    charge_limit, discharge_limit = floats(max_charge_power), floats(max_discharge_power)
    available, asked = np.broadcast_arrays(floats(array_power), floats(load_power))
    parameters = (size, step, limit, into, out_of, regulator, charge_limit, discharge_limit)
    batch = np.broadcast_shapes(available.shape[:-1], *(each.shape for each in parameters))
    shares = np.broadcast_to(floats(step_shares), available.shape)
    available, asked, shares = (_steps_first(each, batch) for each in (available, asked, shares))
    step = step * shares

    balance = available * regulator - asked
    surplus, deficit = np.maximum(balance, 0.0), np.maximum(-balance, 0.0)
    charge, discharge = np.minimum(surplus, charge_limit), np.minimum(deficit, discharge_limit)
    change = (charge * into - discharge / out_of) * step
    floor = np.broadcast_to(size * (1.0 - limit), change.shape)
    full = np.broadcast_to(size, change.shape)
    (after,) = periodic_states((change, floor, full), _compose, _apply, lambda maps: _highest(maps, size))
    before = np.concatenate((after[-1:], after[:-1]))

    # The flows follow from the room there is, so that none is negative by rounding.
    charge = np.minimum(charge, np.maximum(full - before, 0.0) / (into * step))
    discharge = np.minimum(discharge, np.maximum(before - floor, 0.0) * (out_of / step))
    curtailed = (surplus - charge) / regulator
    shed = deficit - discharge
    # Not load less shed, which would lose its digits where nearly all is shed.
    served = np.minimum(available * regulator, asked) + discharge
    loss = np.maximum(available - curtailed, 0.0) * (1.0 - regulator)
    loss += charge * (1.0 - into) + discharge * (1.0 / out_of - 1.0)
    missing = np.max(full - after, axis=0)
    return BatteryOrbit(
        stored_energy=_steps_last(np.concatenate((after[-1:], after))),
        charge_power=_steps_last(charge),
        discharge_power=_steps_last(discharge),
        curtailed_power=_steps_last(curtailed),
        served_power=_steps_last(served),
        shed_power=_steps_last(shed),
        loss_power=_steps_last(loss),
        depth_of_discharge=np.divide(missing, size, out=np.zeros(batch), where=np.broadcast_to(size > 0.0, batch)),
        energy_surplus=np.sum((curtailed - shed) * step, axis=0),
    )


def _compose(later: Arrays, earlier: Arrays) -> Arrays:
    """Parameters (d, lo, hi) of the map x → min(hi, max(lo, x + d)) that does `earlier`, then `later`."""
    (shift2, low2, high2), (shift1, low1, high1) = later, earlier
    return (
        shift1 + shift2,
        np.minimum(np.maximum(low1 + shift2, low2), high2),
        np.minimum(np.maximum(high1 + shift2, low2), high2),
    )


def _apply(maps: Arrays, states: Arrays) -> Arrays:
    (shift, low, high), (energy,) = maps, states
    return (np.minimum(np.maximum(energy + shift, low), high),)


def _highest(maps: Arrays, size: Array) -> Arrays:
    """The highest energy that an orbit leaves unchanged."""
    shift, low, high = maps
    return (np.where(shift >= -BALANCED * size, high, low),)


def _steps_first(series: Array, batch: tuple[int, ...]) -> Array:
    return np.ascontiguousarray(np.moveaxis(np.broadcast_to(series, (*batch, series.shape[-1])), -1, 0))


def _steps_last(series: Array) -> Array:
    return np.moveaxis(series, 0, -1)
