"""The smallest array and the smallest battery with which a satellite closes on its worst day, at end of life.

Of one design or of many: B of them stand side by side, one is a batch of one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.result import FloatArray
from studio.analysis.satellite.rows import Rows
from studio.design.battery import Battery
from studio.physics.array_sizing import smallest_array
from studio.physics.battery_sizing import minimum_battery_capacity

_ROOM = 1.0 + 1e-9
"""What rounding may take of a size that is exactly enough."""
_NEAR = 5e-10
"""Beside the root of a straight line the sizes are tried that are larger or smaller by this share."""
_ROUNDS = 20
_DOUBLINGS = 60
_TRIES = 60

Left = Callable[[Any, FloatArray], FloatArray]
"""Share of nameplate energies (B,) [J] left at end of life, where the orbits take out the energies (B, D) [J]."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What lies between the array and the loads; M steps of each of R orbits, of lengths that need not be equal.

    Numbers that are not the same for all are (R,).
    """

    step: Any
    shares: FloatArray
    """Length of each step over `step` [1], (R, M)."""
    regulator_efficiency: Any
    charge_efficiency: Any
    discharge_efficiency: Any

    def some(self, which: Any) -> "Chain":
        """That of some of the orbits."""
        parts = (self.step, self.regulator_efficiency, self.charge_efficiency, self.discharge_efficiency)
        step, regulator, into, out_of = (_picked(one, which) for one in parts)
        return Chain(step, self.shares[which], regulator, into, out_of)

    def balance(self, array: FloatArray, load: FloatArray) -> FloatArray:
        """Power at the bus that the array gives beyond the load [W], (R, M)."""
        found: FloatArray = array * _column(self.regulator_efficiency) - load
        return found

    def falls(self, array: FloatArray, load: FloatArray, charge_limit: Any = np.inf) -> FloatArray:
        """Energy that each orbit takes out of the battery [J], shape (R,); infinite where it does not come back.

        Nearly every orbit that has a dark part has one alone, which takes its own deficit and no more: only the
        others need to be followed through their steps.
        """
        balance = self.balance(array, load)
        negative = balance < 0.0
        found = np.zeros(len(balance))
        dark = np.flatnonzero(negative.any(axis=-1))
        if not dark.size:
            return found
        chain, limit = self, charge_limit
        if dark.size < len(balance):
            balance, negative, chain, limit = balance[dark], negative[dark], self.some(dark), _picked(limit, dark)
        deficit = -np.einsum("rm,rm->r", np.minimum(balance, 0.0), chain.shares) / chain.discharge_efficiency
        surplus = np.maximum(balance, 0.0)
        if np.any(np.asarray(limit) < np.inf):
            surplus = np.minimum(surplus, _column(limit))
        gain = np.einsum("rm,rm->r", surplus, chain.shares) * chain.charge_efficiency
        taken = deficit * chain.step
        edges = (negative[:, 1:] != negative[:, :-1]).sum(axis=-1) + (negative[:, 0] != negative[:, -1])
        other = np.flatnonzero((edges != 2) | (gain < deficit))
        if other.size:
            rows, rest = dark[other], chain.some(other)
            taken[other] = minimum_battery_capacity(
                array[rows], np.broadcast_to(load, array.shape)[rows], time_step=rest.step,
                charge_efficiency=rest.charge_efficiency, discharge_efficiency=rest.discharge_efficiency,
                regulator_efficiency=rest.regulator_efficiency, max_charge_power=_picked(limit, other),
                step_shares=rest.shares,
            )  # fmt: skip
        found[dark] = taken
        return found


def nameplate_for(
    falls: FloatArray, deficit: FloatArray, battery: Battery, left: Left, *, one_share: bool = False
) -> FloatArray:
    """Smallest nameplate energies (B,) [J] that give the deepest of `falls` within the discharge limit, at end of life.

    `deficit` is the most that the bus asks of each at once [W]; `one_share` tells that what is left does not depend on
    the energy. NaN where no battery is enough.
    """
    deepest = falls.max(axis=-1)
    finite = np.isfinite(deepest)
    wanted = np.where(finite, deepest, 0.0) / battery.depth_of_discharge_limit

    def lacks(nameplate: FloatArray) -> FloatArray:
        return nameplate * left(nameplate, falls) - wanted

    low = np.maximum(wanted, deficit / battery.max_discharge_rate)
    share = np.asarray(left(low, falls))
    short = finite & (low * share < wanted)
    if not np.any(short):
        return np.where(finite, low, np.nan)
    # A fade that is stated leaves the same share of any battery: then the first guess is the answer.
    some = share > 0.0
    high = np.where(short & some, np.maximum(wanted / np.where(some, share, 1.0) * _ROOM, low), low)
    if one_share:
        return np.where(finite & (some | ~short), high, np.nan)
    lost = np.zeros(short.shape, dtype=bool)
    for _ in range(_DOUBLINGS):
        more = short & (lacks(high) < 0.0)
        if not np.any(more):
            break
        low, high = np.where(more, high, low), np.where(more, 2.0 * high, high)
    else:
        lost = more
    high = _root(lacks, low, high, short & ~lost)
    return np.where(finite & ~lost, high, np.nan)


def _root(lacks: Callable[[FloatArray], FloatArray], low: FloatArray, high: FloatArray, todo: Any) -> FloatArray:
    """Where a rising function crosses 0 between `low`, where it is below, and `high`: found from above to `_ROOM`.

    Straight lines between the ends, of which one that stays is given half its height (Illinois); beside each crossing
    the other side is tried, so that both ends close in.
    """
    below, above = lacks(low), lacks(high)
    for _ in range(_TRIES):
        todo = todo & (high > low * _ROOM)
        if not np.any(todo):
            break
        slope = np.where(todo, above - below, 1.0)
        guess = np.where(todo, low - below * (high - low) / np.where(slope > 0.0, slope, 1.0), high)
        guess = np.clip(guess, low * (1.0 + 0.5 * _NEAR), high)
        value = lacks(guess)
        enough = value >= 0.0
        beside = np.clip(guess * np.where(enough, 1.0 - _NEAR, 1.0 + _NEAR), low, high)
        other = lacks(beside)
        # Of the two that were tried, those on their side of the crossing are the new ends.
        lower = np.where(enough, np.where(other < 0.0, beside, low), np.where(other < 0.0, beside, guess))
        upper = np.where(enough, np.where(other >= 0.0, beside, guess), np.where(other >= 0.0, beside, high))
        low_value = np.where(lower == low, 0.5 * below, np.where(lower == beside, other, value))
        high_value = np.where(upper == high, 0.5 * above, np.where(upper == beside, other, value))
        low, high = np.where(todo, lower, low), np.where(todo, upper, high)
        below, above = np.where(todo, low_value, below), np.where(todo, high_value, above)
    return high


def smallest_pair(
    unit_power: FloatArray, load: FloatArray, chain: Chain, rows: Rows, least: FloatArray, battery: Battery, left: Left,
    *, one_share: bool = False,
) -> tuple[FloatArray, FloatArray]:  # fmt: skip
    """The smallest areas (B,) [m²], and the smallest nameplate energies (B,) [J] with them; NaN where there is none.

    First the area with which every orbit gives back what it took, were charging without limit. Then the battery for
    it: deep enough, and large enough to be charged as fast as that area asks for. With the pair the satellite closes;
    with less of either it does not.

    `unit_power` and `load` (R, M) are those of the orbits in `rows`; what `least` (B,) is enough for needs none there.
    """
    count = rows.shape[0]
    area = _ROOM * np.maximum(least, smallest_array(
        unit_power * chain.shares, load * chain.shares, charge_efficiency=chain.charge_efficiency,
        discharge_efficiency=chain.discharge_efficiency, regulator_efficiency=chain.regulator_efficiency,
        owner=rows.owner, count=count,
    ))  # fmt: skip
    exists = np.isfinite(area)
    nameplate = np.where(exists, 0.0, np.nan)
    array = rows.each(np.where(exists, area, 0.0)) * unit_power
    balance = chain.balance(array, load)
    dark = (balance.min(axis=-1) < 0.0) & exists[rows.owner]  # the others take nothing out
    open = np.zeros(count, dtype=bool)
    open[rows.owner[dark]] = True
    load = np.broadcast_to(load, array.shape)
    rows, array, load, balance, chain = rows.some(dark), array[dark], load[dark], balance[dark], chain.some(dark)
    deficit = rows.spread(-balance.min(axis=-1)).max(axis=-1)
    surplus = np.maximum(balance, 0.0)
    most = rows.spread(surplus.max(axis=-1)).max(axis=-1)
    asked = -np.einsum("rm,rm->r", np.minimum(balance, 0.0), chain.shares)
    asked /= chain.charge_efficiency * chain.discharge_efficiency
    limit = np.full(count, np.inf)
    for _ in range(_ROUNDS):
        if not np.any(open):
            break
        falls = rows.spread(chain.falls(array, load, limit[rows.owner]))
        wanted = nameplate_for(falls, deficit, battery, left, one_share=one_share)
        none = open & np.isnan(wanted)
        nameplate[none] = np.nan
        open &= ~none
        charging = _charging_limit(surplus, chain.shares, asked, rows, np.where(open, wanted, np.inf)
                                   * battery.max_charge_rate)  # fmt: skip
        wanted = np.where(open, np.maximum(wanted, charging / battery.max_charge_rate), nameplate)
        more = open & (wanted > nameplate * _ROOM)
        nameplate = np.where(more, wanted, nameplate)
        limit = np.where(more, wanted * battery.max_charge_rate, np.inf)
        open = more & (limit < most)
        kept = open[rows.owner]
        rows, array, load, surplus = rows.some(kept), array[kept], load[kept], surplus[kept]
        chain, asked = chain.some(kept), asked[kept]
    nameplate[open] = np.nan
    return np.where(exists, area, np.nan), nameplate


def _charging_limit(
    surplus: FloatArray, shares: FloatArray, asked: FloatArray, rows: Rows, limit: FloatArray
) -> FloatArray:
    """Smallest charging limits (B,) [W], at least `limit`, with which every orbit takes in what it is `asked` for.

    `surplus` (R, M) is what there is to charge with [W] in steps of the lengths `shares`, `asked` (R,) the sum over
    power × length that has to be taken of it.
    """
    found = limit.copy()
    binds = np.flatnonzero(surplus.max(axis=-1, initial=0.0) > limit[rows.owner])
    taken = (np.minimum(surplus[binds], limit[rows.owner[binds], None]) * shares[binds]).sum(axis=-1)
    short = binds[taken < asked[binds]]
    if not short.size:
        return found
    surplus, shares, asked = surplus[short], shares[short], asked[short]
    order = np.argsort(surplus, axis=-1)
    steps = np.take_along_axis(surplus, order, axis=-1)
    lengths = np.take_along_axis(shares, order, axis=-1)
    # With the k lowest steps taken whole and the others cut at C: C = (asked − sum of the k) / length of the others.
    whole = np.cumsum(steps * lengths, axis=-1) - steps * lengths
    cut = (asked[:, None] - whole) / np.cumsum(lengths[:, ::-1], axis=-1)[:, ::-1]
    fits = cut <= steps
    first = np.argmax(fits, axis=-1)
    each = np.where(fits.any(axis=-1), np.take_along_axis(cut, first[:, None], axis=-1)[:, 0], steps[:, -1])
    np.maximum.at(found, rows.owner[short], each)
    return found


def _picked(value: Any, which: Any) -> Any:
    return value[which] if isinstance(value, np.ndarray) and value.ndim else value


def _column(value: Any) -> Any:
    return value[:, None] if isinstance(value, np.ndarray) and value.ndim else value
