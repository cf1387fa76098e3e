"""The smallest array and the smallest battery with which a satellite closes on its worst day, at end of life."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from studio.analysis.result import FloatArray
from studio.design.battery import Battery
from studio.physics.array_sizing import smallest_array
from studio.physics.battery_sizing import minimum_battery_capacity

_ROOM = 1.0 + 1e-9
"""What rounding may take of a size that is exactly enough."""
_ROUNDS = 20

Left = Callable[[float, FloatArray], float]
"""Share of a nameplate energy [J] left at end of life, where the orbits take out the energies (D,) [J]."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What lies between the array and the loads; M steps of each orbit, of lengths that need not be equal."""

    step: float
    shares: FloatArray
    """Length of each step over `step` [1], (D, M)."""
    regulator_efficiency: float
    charge_efficiency: float
    discharge_efficiency: float

    def falls(self, array: FloatArray, load: FloatArray, charge_limit: float = np.inf) -> FloatArray:
        """Energy that each orbit takes out of the battery [J], shape (D,); infinite where it does not come back.

        Nearly every orbit that has a dark part has one alone, which takes its own deficit and no more: only the
        others need to be followed through their steps.
        """
        balance = array * self.regulator_efficiency - load
        negative = balance < 0.0
        found = np.zeros(len(balance))
        dark = negative.any(axis=-1)
        if not dark.any():
            return found
        balance, negative = balance[dark], negative[dark]
        shares = self.shares[dark]
        deficit = (np.maximum(-balance, 0.0) * shares).sum(axis=-1) / self.discharge_efficiency
        gain = (np.minimum(np.maximum(balance, 0.0), charge_limit) * shares).sum(axis=-1) * self.charge_efficiency
        taken = deficit * self.step
        once = (negative != np.roll(negative, 1, axis=-1)).sum(axis=-1) == 2
        plain = once & (gain >= deficit)
        if not plain.all():
            rows = np.flatnonzero(dark)[~plain]
            taken[~plain] = minimum_battery_capacity(
                array[rows], load[rows], time_step=self.step, charge_efficiency=self.charge_efficiency,
                discharge_efficiency=self.discharge_efficiency, regulator_efficiency=self.regulator_efficiency,
                max_charge_power=charge_limit, step_shares=self.shares[rows],
            )  # fmt: skip
        found[dark] = taken
        return found


def nameplate_for(falls: FloatArray, deficit: float, battery: Battery, left: Left) -> float | None:
    """Smallest nameplate energy [J] that gives the deepest of `falls` within the discharge limit, at end of life.

    `deficit` is the most that the bus asks of it at once [W]. None where no battery is enough.
    """
    deepest = float(falls.max())
    if not np.isfinite(deepest):
        return None

    def lacks(nameplate: float) -> bool:
        return nameplate * left(nameplate, falls) * battery.depth_of_discharge_limit < deepest

    low = max(deepest / battery.depth_of_discharge_limit, deficit / battery.max_discharge_rate)
    if not lacks(low):
        return low
    # A fade that is stated leaves the same share of any battery: then the first guess is the answer.
    share = left(low, falls)
    high = low
    if share > 0.0:
        high = max(deepest / battery.depth_of_discharge_limit / share * _ROOM, low)
    for _ in range(60):
        if not lacks(high):
            break
        low, high = high, 2.0 * high
    else:
        return None
    while high > low * _ROOM and lacks(high / _ROOM):
        return high
    for _ in range(40):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if lacks(middle) else (low, middle)
        if high <= low * _ROOM:
            break
    return high


def smallest_pair(
    unit_power: FloatArray, load: FloatArray, chain: Chain, battery: Battery, left: Left
) -> tuple[float | None, float | None]:
    """The smallest area [m²], and the smallest nameplate energy [J] that goes with it; None where there is none.

    First the area with which every orbit gives back what it took, were charging without limit. Then the battery for
    it: deep enough, and large enough to be charged as fast as that area asks for. With the pair the satellite closes;
    with less of either it does not.
    """
    area = _ROOM * smallest_array(
        unit_power * chain.shares, load * chain.shares, charge_efficiency=chain.charge_efficiency,
        discharge_efficiency=chain.discharge_efficiency, regulator_efficiency=chain.regulator_efficiency,
    )  # fmt: skip
    if not np.isfinite(area):
        return None, None
    balance = area * unit_power * chain.regulator_efficiency - load
    dark = balance.min(axis=-1) < 0.0  # the others take nothing out
    if not np.any(dark):
        return area, 0.0
    array, load, balance = area * unit_power[dark], load[dark], balance[dark]
    chain = replace(chain, shares=chain.shares[dark])
    deficit, surplus = -float(balance.min()), np.maximum(balance, 0.0)
    asked = (np.maximum(-balance, 0.0) * chain.shares).sum(axis=-1)
    asked /= chain.charge_efficiency * chain.discharge_efficiency
    nameplate, limit = 0.0, np.inf
    for _ in range(_ROUNDS):
        falls = np.zeros(len(dark))
        falls[dark] = chain.falls(array, load, limit)
        wanted = nameplate_for(falls, deficit, battery, left)
        if wanted is None:
            return area, None
        charging = _charging_limit(surplus, chain.shares, asked, wanted * battery.max_charge_rate)
        wanted = max(wanted, charging / battery.max_charge_rate)
        if wanted <= nameplate * _ROOM:
            return area, nameplate
        nameplate, limit = wanted, wanted * battery.max_charge_rate
        if limit >= float(surplus.max()):
            return area, nameplate
    return area, None


def _charging_limit(surplus: FloatArray, shares: FloatArray, asked: FloatArray, limit: float) -> float:
    """Smallest charging limit [W], at least `limit`, with which every orbit takes in what it is `asked` for.

    `surplus` (D, M) is what there is to charge with [W] in steps of the lengths `shares`, `asked` (D,) the sum over
    power × length that has to be taken of it.
    """
    short = (np.minimum(surplus, limit) * shares).sum(axis=-1) < asked
    if not np.any(short):
        return limit
    order = np.argsort(surplus[short], axis=-1)
    steps = np.take_along_axis(surplus[short], order, axis=-1)
    lengths, asked = np.take_along_axis(shares[short], order, axis=-1), asked[short]
    # With the k lowest steps taken whole and the others cut at C: C = (asked − sum of the k) / length of the others.
    whole = np.cumsum(steps * lengths, axis=-1) - steps * lengths
    cut = (asked[:, None] - whole) / np.cumsum(lengths[:, ::-1], axis=-1)[:, ::-1]
    fits = cut <= steps
    first = np.argmax(fits, axis=-1)
    each = np.where(fits.any(axis=-1), np.take_along_axis(cut, first[:, None], axis=-1)[:, 0], steps[:, -1])
    return float(each.max())
