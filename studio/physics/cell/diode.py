"""The one- and two-diode model of a solar cell with series and shunt resistance [1]_.

With the junction voltage x, the thermal voltage v = kT/q and the second diode's ideality of 2::

    J = J_ph − J₀₁ (exp(x/(n v)) − 1) − J₀₂ (exp(x/(2 v)) − 1) − x/R_sh          V = x − J R_s

Both follow from x without iteration. Given one of them, x solves the equation of `junction`.

References
----------
.. [1] S. R. Wenham, M. A. Green, M. E. Watt, R. Corkish, "Applied Photovoltaics", 2nd edition, Earthscan, 2007.
"""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.cell.junction import Junctions
from studio.physics.constants import BOLTZMANN, ELEMENTARY_CHARGE

IDEALITY_2: Final = 2.0
"""Ideality of the second diode: recombination in the depletion region."""

NEWTON_STEPS: Final = 40
"""Steps towards the maximum power at most; six are usual."""


@dataclass(frozen=True, slots=True, eq=False)
class Diode:
    """A cell per area; the fields broadcast with each other and are turned into arrays.

    Raises
    ------
    ValueError
        If a photocurrent, saturation current or resistance is negative, or a temperature, ideality or the first
        saturation current is not positive.
    """

    photocurrent: Array
    """Photocurrent density [A/m²]."""
    saturation_1: Array
    """Saturation current density of the first diode [A/m²]."""
    ideality_1: Array
    """Ideality of the first diode [1]."""
    saturation_2: Array
    """Saturation current density of the second diode, of ideality 2 [A/m²]; 0 for a one-diode model."""
    series_resistance: Array
    """Series resistance times area [Ω·m²]."""
    shunt_resistance: Array
    """Shunt resistance times area [Ω·m²]; infinite for none."""
    temperature: Array
    """Temperature of the junction [K]."""

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, floats(getattr(self, field.name)))
        positive = (self.saturation_1, self.ideality_1, self.shunt_resistance, self.temperature)
        if not all(np.all(each > 0.0) for each in positive):
            raise ValueError(
                "the first saturation current, the ideality, the shunt resistance and the temperature must be positive"
            )
        if not all(np.all(each >= 0.0) for each in (self.photocurrent, self.saturation_2, self.series_resistance)):
            raise ValueError("a photocurrent, a saturation current or a resistance is negative")

    @property
    def thermal_voltages(self) -> tuple[Array, Array]:
        """Ideality times kT/q of both diodes [V]."""
        voltage = self.temperature * (BOLTZMANN / ELEMENTARY_CHARGE)
        return self.ideality_1 * voltage, IDEALITY_2 * voltage

    def junctions(self) -> Junctions:
        """The junctions behind the series resistance."""
        return Junctions(1.0 / self.shunt_resistance, (self.saturation_1, self.saturation_2), self.thermal_voltages)


@dataclass(frozen=True, slots=True, eq=False)
class MaximumPower:
    """The point of maximum power and the ends of the curve."""

    voltage: Array
    """Voltage at maximum power [V]."""
    current: Array
    """Current density at maximum power [A/m²]."""
    power: Array
    """Maximum power density [W/m²]."""
    open_circuit_voltage: Array
    """Voltage without current [V]."""
    short_circuit_current: Array
    """Current density without voltage [A/m²]."""
    fill_factor: Array
    """Maximum power over the product of open-circuit voltage and short-circuit current [1]; 0 in the dark."""


def power_point(voltage: Array, current: Array, open_circuit: Array, short_circuit: Array) -> MaximumPower:
    """The maximum power with its fill factor from the voltages [V] and currents [A/m²]."""
    power = voltage * current
    frame = open_circuit * short_circuit
    fill = np.divide(power, frame, out=np.zeros_like(power), where=frame > 0.0)
    return MaximumPower(voltage, current, power, open_circuit, short_circuit, fill)


def current_voltage(diode: Diode, points: int = 200) -> tuple[Array, Array]:
    """Voltages and currents from short circuit to open circuit, exact.

    Parameters
    ----------
    diode
        Cells of shape (…).
    points
        Number of points, at least 2: equal steps of the junction voltage.

    Returns
    -------
    voltage, current : NDArray[np.float64]
        Voltage [V] and current density [A/m²], shape (…, points).
    """
    junctions = diode.junctions()
    last = junctions.voltage(diode.photocurrent)
    first = current_at(diode, 0.0) * diode.series_resistance
    inner = np.linspace(first, last, points)
    drawn, _, _ = junctions.slopes(inner)
    # Rounding may leave the ends a little beyond the axes.
    current = np.maximum(diode.photocurrent - drawn, 0.0)
    voltage = np.maximum(inner - current * diode.series_resistance, 0.0)
    return np.moveaxis(voltage, 0, -1), np.moveaxis(current, 0, -1)


def current_at(diode: Diode, voltage: ArrayLike) -> Array:
    """Current density [A/m²] at a terminal voltage [V], which broadcasts with the cells; to rounding.

    The junction voltage solves x (1 + R_s/R_sh) + R_s J₀₁ (…) + R_s J₀₂ (…) = V + R_s J_ph: again the equation of
    `junction`, with the coefficients times R_s. Far in reverse bias the cell does not break down.
    """
    outer, series = floats(voltage), diode.series_resistance
    behind = Junctions(
        1.0 + series / diode.shunt_resistance,
        (series * diode.saturation_1, series * diode.saturation_2),
        diode.thermal_voltages,
    )
    inner = behind.voltage(outer + series * diode.photocurrent)
    drawn, _, _ = diode.junctions().slopes(inner)
    current: Array = diode.photocurrent - drawn
    return current


def voltage_at(diode: Diode, current: ArrayLike) -> Array:
    """Terminal voltage [V] at a current density [A/m²], which broadcasts with the cells; to rounding.

    Beyond the photocurrent the junction is in reverse bias, the current through the shunt. Where there is no shunt and
    the current exceeds the photocurrent by the saturation currents or more, the voltage is −∞.
    """
    wanted = floats(current)
    inner = diode.junctions().voltage(diode.photocurrent - wanted)
    least = diode.photocurrent + diode.saturation_1 + diode.saturation_2
    blocked = np.isinf(diode.shunt_resistance) & (wanted >= least)
    voltage: Array = np.where(blocked, -np.inf, inner - wanted * diode.series_resistance)
    return voltage


def maximum_power(diode: Diode) -> MaximumPower:
    """Maximum power of each cell and the ends of its curve.

    Parameters
    ----------
    diode
        Cells of shape (…).

    Returns
    -------
    MaximumPower
        Arrays of shape (…), to 1e-12 of the power.

    Notes
    -----
    With S the current through the junction, J = J_ph − S(x) and u = x − 2 R_s J, the power has its maximum at the root
    of F(x) = J − S′ u. Where u > 0, F descends and is concave, since S′, S″ and S‴ are not negative: Newton's method
    descends to the one root from any start on its right, and the first step from a start on its left leads across, if
    no further than the open circuit. It starts at the maximum of an ideal diode, v₁ ln(1 + V_oc/v₁) below open circuit.
    """
    junctions, series = diode.junctions(), diode.series_resistance
    open_circuit = junctions.voltage(diode.photocurrent)
    shape = np.broadcast_shapes(open_circuit.shape, series.shape)
    end = np.broadcast_to(open_circuit, shape)
    scale = junctions.scale
    enough = 1e-10 * np.minimum(scale, end)  # where all leaks away, the whole curve is shorter than the thermal voltage
    inner = np.maximum(end - scale * np.log1p(end / scale), 0.5 * end)
    for _ in range(NEWTON_STEPS):
        drawn, slope, bend = junctions.slopes(inner)
        current = diode.photocurrent - drawn
        lever = inner - 2.0 * series * current
        value = current - slope * lever
        fall = -2.0 * slope - bend * lever - 2.0 * series * slope**2
        # Where u ≤ 0 the root is on the right and F need not descend: half the way to the open circuit.
        target = np.where(lever > 0.0, inner - value / fall, 0.5 * (inner + end))
        step = np.minimum(target, end) - inner
        inner = inner + step
        if np.all(np.abs(step) <= enough):
            break
    drawn, _, _ = junctions.slopes(inner)
    current = diode.photocurrent - drawn
    return power_point(inner - series * current, current, end, np.broadcast_to(current_at(diode, 0.0), shape))
