"""A second cell: every current tried, every junction's voltage halved down to, and the best power taken."""

import math
from typing import Any

import numpy as np
from scipy.integrate import quad

from studio import catalogue
from tests.attack.second_way import Case, Way

_K, _Q, _H, _C = 1.380649e-23, 1.602176634e-19, 6.62607015e-34, 299792458.0
_T = 301.15
_TRIED = 300
_SUN = 200.0


def _radiative(gap: float) -> float:
    """Current that a black body of the cell's temperature draws from a gap [A/m²], integrated over photon energies."""
    kt = _K * _T
    low = gap / kt
    whole = quad(lambda x: x * x / math.expm1(x) * math.exp(low), low, low + 60.0, epsabs=0.0, epsrel=1e-12)[0]
    return 2.0 * math.pi * _Q * kt**3 / (_H**3 * _C**2) * whole * math.exp(-low)


class _Junction:
    def __init__(self, light: float, junction: Any) -> None:
        share = _radiative(junction.band_gap) / (junction.radiative_efficiency * _SUN)
        self.light, self.first, self.ideality = light, _SUN * share ** (1.0 / junction.ideality), junction.ideality
        self.second, self.series, self.shunt = (junction.saturation_2, junction.series_resistance,
                                                junction.shunt_resistance)  # fmt: skip

    def voltage(self, current: Any) -> Any:
        """At currents below that of the light [V]: the inner voltage halved down to."""
        thermal = _K * _T / _Q
        low, high = np.full_like(current, -8.0), np.full_like(current, 8.0)
        for _ in range(70):
            middle = 0.5 * (low + high)
            drawn = (self.first * np.expm1(np.minimum(middle / (self.ideality * thermal), 600.0))
                     + self.second * np.expm1(np.minimum(middle / (2.0 * thermal), 600.0))
                     + (middle / self.shunt if self.shunt > 0.0 else 0.0))  # fmt: skip
            above = drawn > self.light - current
            low, high = np.where(above, low, middle), np.where(above, middle, high)
        return middle - current * self.series


def _best(junctions: list[_Junction]) -> tuple[float, float]:
    """Most power of junctions in series [W/m²], and the voltage without current.

    One that leaks lets more through than its own light: the current may be any up to that of the brightest.
    """
    low, high, best = 0.0, max(one.light for one in junctions), 0.0
    for _ in range(6):
        current = np.linspace(low, high, _TRIED)
        power = current * sum(one.voltage(current) for one in junctions)
        top = int(power.argmax())
        best = max(best, float(power[top]))
        low, high = float(current[max(top - 1, 0)]), float(current[min(top + 1, _TRIED - 1)])
    return best, float(sum(one.voltage(np.zeros(1)) for one in junctions)[0])


def _junctions(case: Case) -> list[_Junction] | None:
    stack, cell = case.design.stack, case.table("cell")
    if stack.electrical != "layers" or cell.photocurrents is None:
        return None
    seen = case.table("optics").seen.places
    found = [stack.layers[place].junction for place in seen if stack.layers[place].junction is not None]
    if min(cell.photocurrents) < 0.1 or any(one.shunt_resistance <= 0.0 for one in found):
        return None
    return [_Junction(float(light), one) for light, one in zip(cell.photocurrents, found, strict=True)]


def _efficiency(case: Case) -> float | None:
    stack, found = case.design.stack, _junctions(case)
    if stack.electrical != "layers":
        known = catalogue.cell(stack.cell) if stack.cell_efficiency is None else None
        return stack.cell_efficiency if known is None else known.efficiency.value
    if found is None:
        return None
    power = _best(found)[0] if stack.terminals == "series" else sum(_best([one])[0] for one in found)
    return power / float(case.table("cell").reference_irradiance)


def _open(case: Case) -> float | None:
    found = _junctions(case)
    return None if found is None or case.design.stack.terminals != "series" else _best(found)[1]


_HALVED = "every current tried, junction voltages halved down to, saturation integrated (given photocurrents)"

WAYS = (
    Way("panel.efficiency_cell", _HALVED + "; or the data sheet", _efficiency, "grid of currents", relative=1e-6,
        absolute=1e-12),
    Way("panel.voc", _HALVED, _open, "70 halvings", relative=1e-8, absolute=1e-12),
)  # fmt: skip
