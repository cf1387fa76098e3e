"""The smallest array and the smallest battery with which a satellite closes on its worst day, at end of life."""

from collections.abc import Callable
from dataclasses import dataclass

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
    """What lies between the array and the loads."""

    step: float
    regulator_efficiency: float
    charge_efficiency: float
    discharge_efficiency: float

    def falls(self, array: FloatArray, load: FloatArray, charge_limit: float = np.inf) -> FloatArray:
        """Energy that each orbit takes out of the battery [J], shape (D,); infinite where it does not come back."""
        return minimum_battery_capacity(
            array, load, time_step=self.step, charge_efficiency=self.charge_efficiency,
            discharge_efficiency=self.discharge_efficiency, regulator_efficiency=self.regulator_efficiency,
            max_charge_power=charge_limit,
        )  # fmt: skip


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

    First the area with which every orbit gives back what it took, were charging without limit; then the battery for
    it, whose charging limit may ask for more area. With the pair the satellite closes; with less of either it does not.
    """

    def area_for(limit: float) -> float:
        return _ROOM * smallest_array(
            unit_power, load, charge_efficiency=chain.charge_efficiency,
            discharge_efficiency=chain.discharge_efficiency, max_charge_power=limit,
            regulator_efficiency=chain.regulator_efficiency,
        )  # fmt: skip

    area, nameplate, limit = area_for(np.inf), 0.0, np.inf
    for _ in range(_ROUNDS):
        if not np.isfinite(area):
            return None, None
        array = area * unit_power
        balance = array * chain.regulator_efficiency - load
        dark = balance.min(axis=-1) < 0.0  # the others take nothing out
        if not np.any(dark):
            return area, 0.0
        falls = np.zeros(len(array))
        falls[dark] = chain.falls(array[dark], load[dark], limit)
        wanted = nameplate_for(falls, -float(balance.min()), battery, left)
        if wanted is None:
            return area, None
        binding = float(balance.max()) > (limit := max(wanted, nameplate) * battery.max_charge_rate)
        if not binding or wanted <= nameplate * _ROOM:
            return area, max(wanted, nameplate)
        nameplate = wanted
        area = area_for(limit)
    return None, None
