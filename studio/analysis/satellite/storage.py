"""The battery as it counts: numbers stated or of a chemistry, and what the cycles and the years leave of it."""

from dataclasses import dataclass

import numpy as np

from studio import catalogue
from studio.analysis.result import FloatArray
from studio.catalogue import BatteryChemistry
from studio.design.battery import Battery
from studio.physics.battery_life import arrhenius_factor, cycles_to_failure, remaining_capacity, yearly_damage
from studio.physics.degradation import JULIAN_YEAR, remaining_factor

_SHALLOW = 1e-6
"""A fall of the charge below this share of the nameplate energy is no cycle."""


@dataclass(frozen=True, slots=True)
class Ageing:
    """Of a battery whose cycles are known. Times are in seconds."""

    cycles_year: float
    cycle_life: float | None
    """Cycles of the year's depths until the end of life; None without any."""
    life: float | None
    """Time until the end-of-life capacity of the chemistry is reached; None where never."""


@dataclass(frozen=True, slots=True)
class Storage:
    """One battery, of the chemistry in the catalogue or of the numbers in the design."""

    battery: Battery
    chemistry: BatteryChemistry | None

    @property
    def charge_efficiency(self) -> float:
        return self.chemistry.charge_efficiency.value if self.chemistry else self.battery.charge_efficiency

    @property
    def discharge_efficiency(self) -> float:
        return self.chemistry.discharge_efficiency.value if self.chemistry else self.battery.discharge_efficiency

    @property
    def specific_energy(self) -> float:
        """Of the pack [J/kg]."""
        return self.chemistry.pack_specific_energy.value if self.chemistry else self.battery.specific_energy

    def left(self, time: float | FloatArray, nameplate: float, falls: FloatArray, cycles_year: float) -> FloatArray:
        """Share of the nameplate energy left after a time [s].

        `falls` (D,) are the energies [J] that the orbits of each row take out, `cycles_year` the orbits in a year.
        """
        if self.chemistry is None or self.battery.ageing == "stated":
            return np.asarray(remaining_factor(self.battery.fade, time))
        damage, _ = self._damage(nameplate, falls, cycles_year)
        return remaining_capacity(
            time,
            damage_rate=damage / JULIAN_YEAR,
            calendar_rate=self.chemistry.calendar_fade.value,
            end_of_life_capacity=self.chemistry.end_of_life_capacity.value,
            ageing_factor=self._pace,
        )

    def ageing(self, nameplate: float, falls: FloatArray, cycles_year: float) -> Ageing | None:
        """Cycles and years until the end of life; None where no chemistry tells, or there is no battery."""
        if self.chemistry is None or nameplate <= 0.0:
            return None
        damage, cycles = self._damage(nameplate, falls, cycles_year)
        end = self.chemistry.end_of_life_capacity.value
        yearly = self._pace * ((1.0 - end) * damage + self.chemistry.calendar_fade.value * JULIAN_YEAR)
        return Ageing(
            cycles_year=cycles,
            cycle_life=cycles / (damage * self._pace) if damage > 0.0 else None,
            life=(1.0 - end) / yearly * JULIAN_YEAR if yearly > 0.0 else None,
        )

    @property
    def _pace(self) -> float:
        """How many times faster than in the tests the cells age at the battery's temperature."""
        assert self.chemistry is not None
        return float(arrhenius_factor(
            self.battery.temperature, self.chemistry.reference_temperature.value,
            self.chemistry.activation_energy.value,
        ))  # fmt: skip

    def _damage(self, nameplate: float, falls: FloatArray, cycles_year: float) -> tuple[float, float]:
        """Share of the cycle life that a year takes in the tests' conditions, and the cycles of the year.

        A battery gives no more than it holds, however much the dark asks for.
        """
        assert self.chemistry is not None
        if nameplate <= 0.0:
            return 0.0, 0.0
        depth = np.minimum(falls / nameplate, 1.0)
        depth = depth[depth > _SHALLOW]
        each = cycles_year / falls.size
        tested = self.chemistry.cycle_life
        lives = cycles_to_failure(depth, [one.depth for one in tested], [one.cycles.value for one in tested])
        return float(yearly_damage(np.full(depth.shape, each), lives)), each * depth.size


def storage(battery: Battery) -> Storage:
    """The battery of a design; CatalogueError where its chemistry is not known."""
    return Storage(battery, catalogue.battery(battery.chemistry) if battery.chemistry else None)
