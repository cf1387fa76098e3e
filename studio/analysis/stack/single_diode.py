"""The cell of a design as PV tools on the ground take it: one diode at 1000 W/m² and 25 °C, and how it takes heat."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from studio.analysis.engine import Results
from studio.analysis.stack.curves import NOTHING, CellModel, Curve, cell_model
from studio.analysis.stack.grid import Sun
from studio.physics.cell.diode import Diode, current_at, maximum_power
from studio.physics.cell.equivalent import (
    REFERENCE_IRRADIANCE,
    REFERENCE_TEMPERATURE,
    OneDiode,
    adjustment,
    fitted,
    power_at,
)
from studio.physics.constants import BOLTZMANN, ELEMENTARY_CHARGE
from studio.text import mark, tr

NOCT: Final = 318.15
"""Nominal operating temperature of a module on the ground [K], which a panel for space has none of: 45 °C."""
OUTDOORS: Final = 293.15 + (NOCT - 293.15) * REFERENCE_IRRADIANCE / 800.0
"""Cell temperature [K] in the California test: 1000 W/m², 20 °C about the module, with that NOCT."""
_STEP: Final = 5.0
_POINTS: Final = 160


@dataclass(frozen=True, slots=True)
class Equivalent:
    """The one-diode cell in place of `curve`, and how far it is from it."""

    name: str
    curve: Curve
    cell: OneDiode
    current_error: float
    """Largest difference of the current on the curve, over the short-circuit current."""
    power_error: float
    voltage_error: float
    short_circuit_error: float
    """Relative errors of maximum power, open-circuit voltage and short-circuit current."""
    current_slope: float
    """Change of the short-circuit current per kelvin [A/(m²·K)]."""
    voltage_slope: float
    """Change of the open-circuit voltage per kelvin [V/K]."""
    power_slope: float
    """Relative change of the maximum power per kelvin [1/K]."""
    adjust: float
    """Share by which tools lessen the slope of the current, so that the power falls as it should."""
    power_slope_error: float
    """What they are off by after that [1/K]."""
    power_outdoors: float
    """Maximum power density [W/m²] at `OUTDOORS`."""


def equivalents(results: Results, sun: Sun) -> tuple[Equivalent, ...]:
    """The one-diode cell of the design, or that of each junction with terminals of its own.

    Raises
    ------
    ValueError
        Where the design has no curve, or one without power.
    """
    model = cell_model(results)
    found = (None,) if model.in_series else tuple(range(len(model.names)))
    return tuple(_equivalent(model, sun, row) for row in found)


def _equivalent(model: CellModel, sun: Sun, row: int | None) -> Equivalent:
    intensity = REFERENCE_IRRADIANCE / sun.total

    def at(temperature: float) -> Curve:
        diode = model.diodes(sun, temperature, intensity)
        curve = model.whole_curve(diode, _POINTS) if row is None else model.own_curves(diode, _POINTS)[row]
        assert curve is not None
        return curve

    curve = at(REFERENCE_TEMPERATURE)
    if not curve.power > NOTHING:
        raise ValueError(tr(mark("under {sun} the cell gives no power, so no diode can stand for it"), sun=sun.name))
    keys = [0, int(np.searchsorted(curve.voltage, curve.best_voltage)), curve.voltage.size - 1]
    begin = _start(model.diodes(sun, REFERENCE_TEMPERATURE, intensity), row)
    cell = fitted(curve.voltage, curve.current, keys, begin)
    ends = maximum_power(cell.diode())
    away = np.abs(current_at(cell.diode(), curve.voltage) - curve.current)
    cold, hot = at(REFERENCE_TEMPERATURE - _STEP), at(REFERENCE_TEMPERATURE + _STEP)
    current_slope = (hot.short_circuit_current - cold.short_circuit_current) / (2.0 * _STEP)
    power_slope = (hot.power - cold.power) / (2.0 * _STEP * curve.power)
    adjust = adjustment(cell, current_slope, power_slope)
    told = [power_at(cell, REFERENCE_TEMPERATURE + step, current_slope, adjust) for step in (_STEP, -_STEP)]
    return Equivalent(
        name="" if row is None else model.names[row],
        curve=curve,
        cell=cell,
        current_error=float(away.max()) / curve.short_circuit_current,
        power_error=float(ends.power) / curve.power - 1.0,
        voltage_error=float(ends.open_circuit_voltage) / curve.open_circuit_voltage - 1.0,
        short_circuit_error=float(ends.short_circuit_current) / curve.short_circuit_current - 1.0,
        current_slope=current_slope,
        voltage_slope=(hot.open_circuit_voltage - cold.open_circuit_voltage) / (2.0 * _STEP),
        power_slope=power_slope,
        adjust=adjust,
        power_slope_error=(told[0] - told[1]) / (2.0 * _STEP * float(ends.power)) - power_slope,
        power_outdoors=at(OUTDOORS).power,
    )


def _start(diode: Diode, row: int | None) -> OneDiode:
    """Junctions in series as one, exact where there is but one without a second diode."""
    shape = diode.photocurrent.shape
    light, saturation, ideality, series, shunt = (
        np.broadcast_to(each, shape) if row is None else np.broadcast_to(each, shape)[row : row + 1]
        for each in (diode.photocurrent, diode.saturation_1, diode.ideality_1, diode.series_resistance,
                     diode.shunt_resistance)
    )  # fmt: skip
    slopes = ideality * (REFERENCE_TEMPERATURE * BOLTZMANN / ELEMENTARY_CHARGE)
    slope = float(slopes.sum())
    return OneDiode(float(light.min()), float(np.exp(slopes @ np.log(saturation) / slope)), slope,
                    float(series.sum()), float(shunt.sum()))  # fmt: skip
