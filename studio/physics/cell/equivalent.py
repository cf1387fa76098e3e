"""The one-diode cell whose curve lies nearest to a given one: what PV tools take in place of a cell of several diodes.

References
----------
.. [1] W. De Soto, S. A. Klein, W. A. Beckman, "Improvement and validation of a model for photovoltaic array
   performance", Solar Energy 80 (2006), eq. 1 to 10.
.. [2] A. P. Dobos, "An Improved Coefficient Calculator for the California Energy Commission 6 Parameter Photovoltaic
   Module Model", J. Solar Energy Engineering 134, 021011 (2012), eq. 9 to 11.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.cell.diode import Diode, current_at, maximum_power
from studio.physics.constants import BOLTZMANN, ELEMENTARY_CHARGE

REFERENCE_IRRADIANCE: Final = 1000.0
"""Irradiance [W/m²] to which the parameters of [1]_ belong."""
REFERENCE_TEMPERATURE: Final = 298.15
"""Temperature [K] to which they belong."""
_GAP: Final = 1.121 * ELEMENTARY_CHARGE
"""Gap of silicon at the reference [J], which the tools take for every module of the CEC list [1]_."""
_GAP_SLOPE: Final = -0.0002677
"""Its relative change [1/K]."""
_WORTH: Final = 0.5
"""Share of the error that an adjustment at its bound must leave at most to be worth it."""
_MOST_SHUNT: Final = 1e4
"""Shunt [Ω·m²] that counts as none: with a larger one the tools' formulas lose their digits."""
_LEAST_SHUNT: Final = 1e-4
"""Shunt [Ω·m²] below which a cell of any light is but a resistor."""
_SLOPES: Final = (1.4, 2.0)
"""Slopes beside that of the first diode from which the search begins anew."""
_EXACT: Final = 1e-12
"""Half the sum of the squares from which on the fit cannot get better."""
_DEEPEST: Final = 600.0
"""Logarithm of the photocurrent over the saturation current at most."""
_KEY_WEIGHT: Final = 10.0
"""Weight of the short circuit, the open circuit and the point of maximum power beside that of another point."""


@dataclass(frozen=True, slots=True)
class OneDiode:
    """The five parameters at 1000 W/m² and 25 °C, per area of one cell in series."""

    photocurrent: float
    """I_L,ref [A/m²]."""
    saturation: float
    """I_o,ref [A/m²]."""
    slope_voltage: float
    """a_ref: ideality · kT/q, of all junctions together [V]."""
    series_resistance: float
    """R_s [Ω·m²]."""
    shunt_resistance: float
    """R_sh,ref [Ω·m²]."""

    def diode(self) -> Diode:
        """As a cell at the reference temperature."""
        thermal = REFERENCE_TEMPERATURE * BOLTZMANN / ELEMENTARY_CHARGE
        return Diode(*map(floats, (self.photocurrent, self.saturation, self.slope_voltage / thermal, 0.0,
                                   self.series_resistance, self.shunt_resistance, REFERENCE_TEMPERATURE)))  # fmt: skip


def fitted(voltage: ArrayLike, current: ArrayLike, keys: ArrayLike, start: OneDiode) -> OneDiode:
    """The one diode nearest to a curve, by least squares of the current.

    Parameters
    ----------
    voltage, current
        Points of the curve from short circuit to open circuit [V], [A/m²], shape (points,).
    keys
        Positions of the points that count most, shape (any,).
    start
        Where the search begins; the parameters stay positive.

    Returns
    -------
    OneDiode
        The best found; its distance from the curve is for the caller to state.
    """
    from scipy.optimize import least_squares

    volts, amperes = floats(voltage), floats(current)
    weight = np.ones_like(volts)
    weight[np.asarray(keys, dtype=np.intp)] = _KEY_WEIGHT
    scale = float(np.max(amperes))
    # In place of the saturation current, which moves with the slope, the voltage is varied at which it meets the light.
    end = float(np.max(volts))

    def read(search: Array) -> OneDiode:
        light, slope, series, shunt = np.exp(search[[0, 2, 3, 4]]).tolist()
        exponent = min(search[1] / slope, _DEEPEST)
        return OneDiode(light, light * float(np.exp(-exponent)), slope, series, shunt)

    def distance(search: Array) -> Array:
        away: Array = weight * (current_at(read(search).diode(), volts) - amperes) / scale
        return away

    def search(slope: float) -> Any:
        least = np.maximum([start.photocurrent, slope, start.series_resistance, start.shunt_resistance], 1e-9)
        light, slope_log, series, shunt = np.log(least)
        begin = np.array([light, end, slope_log, series, shunt])
        reach = np.array([1.0, 0.3 * end, 1.2, 8.0])
        # Of junctions in series the one that leaks may rule, though the search begins with the sum of their shunts.
        low = np.append(begin[:4] - reach, min(shunt - 0.1, np.log(_LEAST_SHUNT)))
        high = np.append(begin[:4] + reach, max(shunt + 0.1, np.log(_MOST_SHUNT)))
        return least_squares(distance, begin, bounds=(low, high), x_scale="jac", xtol=1e-14, ftol=1e-14, gtol=1e-14,
                             max_nfev=150)  # fmt: skip

    best = search(start.slope_voltage)
    for factor in _SLOPES:  # where a second diode rules, the slope is steeper than that of the first
        if best.cost < _EXACT:
            break
        other = search(factor * start.slope_voltage)
        best = min(best, other, key=lambda found: float(found.cost))
    return read(best.x)


def power_at(cell: OneDiode, temperature: float, current_slope: float, adjust: float) -> float:
    """Maximum power density [W/m²] at 1000 W/m² and a temperature, as tools compute it from the parameters [1]_, [2]_.

    Parameters
    ----------
    cell
        The parameters at the reference.
    temperature
        Temperature [K].
    current_slope
        Change of the short-circuit current per kelvin [A/(m²·K)].
    adjust
        Share [1] by which the tools lessen it.
    """
    rise = temperature - REFERENCE_TEMPERATURE
    gap = _GAP * (1.0 + _GAP_SLOPE * rise)
    exponent = _GAP / (BOLTZMANN * REFERENCE_TEMPERATURE) - gap / (BOLTZMANN * temperature)
    saturation = cell.saturation * (temperature / REFERENCE_TEMPERATURE) ** 3 * np.exp(exponent)
    light = max(cell.photocurrent + current_slope * (1.0 - adjust) * rise, 0.0)
    thermal = REFERENCE_TEMPERATURE * BOLTZMANN / ELEMENTARY_CHARGE
    diode = Diode(*map(floats, (light, saturation, cell.slope_voltage / thermal, 0.0, cell.series_resistance,
                                cell.shunt_resistance, temperature)))  # fmt: skip
    return float(maximum_power(diode).power)


def adjustment(cell: OneDiode, current_slope: float, power_slope: float, most: float = 10.0) -> float:
    """The `adjust` with which the power changes by `power_slope` [1/K] about the reference, within ±`most` [2]_.

    0 where even the bounds help little: where the current hardly follows the temperature.
    """
    step = 5.0
    here = power_at(cell, REFERENCE_TEMPERATURE, current_slope, 0.0)

    def slope(adjust: float) -> float:
        high, low = (power_at(cell, REFERENCE_TEMPERATURE + each, current_slope, adjust) for each in (step, -step))
        return (high - low) / (2.0 * step * here) - power_slope

    low, middle, high = (abs(slope(each)) for each in (-most, 0.0, most))
    if slope(-most) * slope(most) >= 0.0:  # nought at both bounds too, where any adjustment would do
        best = -most if low < high else most
        return best if min(low, high) < _WORTH * middle else 0.0
    from scipy.optimize import brentq

    return float(brentq(slope, -most, most, xtol=1e-12))
