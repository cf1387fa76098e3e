"""The battery as it counts: numbers stated or of a chemistry, and what the cycles and the years leave of it."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from studio import catalogue
from studio.analysis.columns import plain
from studio.analysis.result import FloatArray
from studio.catalogue import BatteryChemistry
from studio.design.battery import Battery
from studio.physics.battery_life import arrhenius_factor, cycles_to_failure, remaining_capacity, yearly_damage
from studio.physics.degradation import JULIAN_YEAR, remaining_factor

_SHALLOW = 1e-6
"""A fall of the charge below this share of the nameplate energy is no cycle."""


@dataclass(frozen=True, slots=True)
class Ageing:
    """Of a battery whose cycles are known, of one design or of many; NaN where there is none. Times are in seconds."""

    cycles_year: FloatArray
    cycle_life: FloatArray
    """Cycles of the year's depths until the end of life; NaN without any."""
    life: FloatArray
    """Time until the end-of-life capacity of the chemistry is reached; NaN where never."""


@dataclass(frozen=True, slots=True)
class Storage:
    """One battery, of the chemistry in the catalogue or of the numbers in the design; many where these are arrays."""

    battery: Battery
    chemistry: BatteryChemistry | None

    @property
    def charge_efficiency(self) -> Any:
        return self.chemistry.charge_efficiency.value if self.chemistry else self.battery.charge_efficiency

    @property
    def discharge_efficiency(self) -> Any:
        return self.chemistry.discharge_efficiency.value if self.chemistry else self.battery.discharge_efficiency

    @property
    def specific_energy(self) -> Any:
        """Of the pack [J/kg]."""
        return self.chemistry.pack_specific_energy.value if self.chemistry else self.battery.specific_energy

    @property
    def one_share(self) -> bool:
        """Whether the same share of any battery is left, whatever its energy."""
        return self.chemistry is None or self.battery.ageing == "stated"

    def left(self, time: Any, nameplate: Any, falls: FloatArray, cycles_year: Any) -> FloatArray:
        """Share of the nameplate energy left after a time [s], shape (B,), or (B, Y) for times (…, Y).

        `falls` (B, D) are the energies [J] that the orbits of each row take out of the batteries of B designs,
        `nameplate` their energies and `cycles_year` the orbits in a year.
        """
        series = np.ndim(time) == 2

        def column(value: Any) -> Any:
            return value[:, None] if series and isinstance(value, np.ndarray) else value

        if self.chemistry is None or self.battery.ageing == "stated":
            return np.asarray(remaining_factor(column(self.battery.fade), time))
        damage, _ = self._damage(nameplate, falls, cycles_year)
        return remaining_capacity(
            time,
            damage_rate=column(damage / JULIAN_YEAR),
            calendar_rate=self.chemistry.calendar_fade.value,
            end_of_life_capacity=self.chemistry.end_of_life_capacity.value,
            ageing_factor=column(self._pace),
        )

    def ageing(self, nameplate: Any, falls: FloatArray, cycles_year: Any) -> Ageing | None:
        """Cycles and years until the end of life; None where no chemistry tells."""
        if self.chemistry is None:
            return None
        damage, cycles = self._damage(nameplate, falls, cycles_year)
        end, pace = self.chemistry.end_of_life_capacity.value, self._pace
        yearly = pace * ((1.0 - end) * damage + self.chemistry.calendar_fade.value * JULIAN_YEAR)
        here = np.broadcast_to(nameplate, damage.shape) > 0.0
        worn, used = here & (damage > 0.0), here & (yearly > 0.0)
        return Ageing(
            cycles_year=np.where(here, cycles, np.nan),
            cycle_life=np.divide(cycles, damage * pace, out=np.full(damage.shape, np.nan), where=worn),
            life=np.divide(1.0 - end, yearly, out=np.full(damage.shape, np.nan), where=used) * JULIAN_YEAR,
        )

    @property
    def _pace(self) -> Any:
        """How many times faster than in the tests the cells age at the battery's temperature."""
        assert self.chemistry is not None
        return plain(arrhenius_factor(
            self.battery.temperature, self.chemistry.reference_temperature.value,
            self.chemistry.activation_energy.value,
        ))  # fmt: skip

    def _damage(self, nameplate: Any, falls: FloatArray, cycles_year: Any) -> tuple[FloatArray, FloatArray]:
        """Share of the cycle life that a year takes in the tests' conditions, and the cycles of the year, (B,).

        A battery gives no more than it holds, however much the dark asks for.
        """
        assert self.chemistry is not None
        energy = np.broadcast_to(nameplate, falls.shape[:-1])[..., None]
        depth = np.divide(np.minimum(falls, energy), energy, out=np.zeros(falls.shape), where=energy > 0.0)
        cycle = depth > _SHALLOW
        each = np.asarray(cycles_year / falls.shape[-1])[..., None]
        tested = self.chemistry.cycle_life
        lives = np.full(falls.shape, np.inf)
        lives[cycle] = cycles_to_failure(depth[cycle], [one.depth for one in tested],
                                         [one.cycles.value for one in tested])  # fmt: skip
        return yearly_damage(each, lives), (each * cycle).sum(axis=-1)


def storage(battery: Battery) -> Storage:
    """The battery of a design; CatalogueError where its chemistry is not known."""
    return Storage(battery, catalogue.battery(battery.chemistry) if battery.chemistry else None)
