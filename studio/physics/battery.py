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
    series = (*batch, available.shape[-1])
    available, asked, shares = (np.broadcast_to(each, series) for each in (available, asked, floats(step_shares)))
    size, step, limit, into, out_of, regulator, charge_limit, discharge_limit = (
        each[..., None] if each.ndim else each for each in parameters)  # fmt: skip
    length = step * shares
    given = available * regulator
    balance = given - asked
    surplus, deficit = np.maximum(balance, 0.0), np.maximum(-balance, 0.0)
    charge, discharge = np.minimum(surplus, charge_limit), np.minimum(deficit, discharge_limit)
    change = (charge * into - discharge / out_of) * length
    floor = size * (1.0 - limit)
    stored = _stored(change, np.broadcast_to(floor, (*batch, 1)), np.broadcast_to(size, (*batch, 1)))
    before = stored[..., :-1]

    # The flows follow from the room there is, so that none is negative by rounding.
    charge = np.minimum(charge, np.maximum(size - before, 0.0) / (into * length))
    discharge = np.minimum(discharge, np.maximum(before - floor, 0.0) * (out_of / length))
    curtailed = (surplus - charge) / regulator
    shed = deficit - discharge
    # Not load less shed, which would lose its digits where nearly all is shed.
    served = np.minimum(given, asked) + discharge
    loss = np.maximum(available - curtailed, 0.0) * (1.0 - regulator)
    loss += charge * (1.0 - into) + discharge * (1.0 / out_of - 1.0)
    whole = np.broadcast_to(size[..., 0] if size.ndim else size, batch)
    missing = whole - np.min(stored, axis=-1)
    return BatteryOrbit(
        stored_energy=stored,
        charge_power=charge,
        discharge_power=discharge,
        curtailed_power=curtailed,
        served_power=served,
        shed_power=shed,
        loss_power=loss,
        depth_of_discharge=np.divide(missing, whole, out=np.zeros(batch), where=whole > 0.0),
        energy_surplus=np.sum((curtailed - shed) * length, axis=-1),
    )


def _stored(change: Array, floor: Array, full: Array) -> Array:
    """Energy at the edges of the steps (…, N + 1) in which it changes by (…, N), between two bounds (…, 1).

    Nearly every orbit has one dark part at most and gives back what that took. It begins full, falls, and fills again:
    a sum. Only the others are sequences of maps whose fixed point has to be found.
    """
    steps, batch = change.shape[-1], change.shape[:-1]
    change, floor, full = (each.reshape(-1, each.shape[-1]) for each in (change, floor, full))
    falling = change < 0.0
    begins = falling & ~np.concatenate((falling[:, -1:], falling[:, :-1]), axis=-1)
    # What is gained, over what is lost, must not hang on rounding.
    simple = (begins.sum(axis=-1) <= 1) & (change.sum(axis=-1) >= 0.0) & ~falling.all(axis=-1)
    edges = np.empty((len(change), steps + 1))
    rows = np.flatnonzero(simple)
    if rows.size:
        whole = rows.size == len(change)
        part, low, high = (change, floor, full) if whole else (change[rows], floor[rows], full[rows])
        begin = (begins if whole else begins[rows]).argmax(axis=-1)[:, None]
        place, every = np.arange(steps), np.arange(rows.size)[:, None]
        level = np.cumsum(part, axis=-1)
        # From full at the begin of the dark: what lies before it in the orbit comes after it in time.
        start = high - np.where(begin > 0, level[every, begin - 1], 0.0)
        gained = level[:, -1:].copy()
        level += start
        np.add(level, gained, out=level, where=place < begin)
        lowest = level.argmin(axis=-1)[:, None]
        spared = low - level[every, lowest]
        if np.any(spared > 0.0):  # what the floor spares the battery is gained by all that comes after the dark
            later = np.where(lowest >= begin, (place > lowest) | (place < begin), (place > lowest) & (place < begin))
            np.add(level, np.maximum(spared, 0.0), out=level, where=later)
        found = np.empty((rows.size, steps + 1))
        np.clip(level, low, high, out=found[:, 1:])
        found[:, 0] = found[:, -1]
        if whole:
            return found.reshape(*batch, steps + 1)
        edges[rows] = found
    rows = np.flatnonzero(~simple)
    if rows.size:
        maps = tuple(np.ascontiguousarray(np.broadcast_to(each[rows], (rows.size, steps)).T)
                     for each in (change, floor, full))  # fmt: skip
        (after,) = periodic_states(maps, _compose, _apply, lambda maps: _highest(maps, full[rows, 0]))
        edges[rows, 1:] = after.T
        edges[rows, 0] = after[-1]
    return edges.reshape(*batch, steps + 1)


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
