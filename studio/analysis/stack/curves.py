"""The curves of a cell whose electricity comes from its layers, under a sun, at a temperature and an intensity."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.engine import Results
from studio.analysis.result import FloatArray
from studio.analysis.stack import electric
from studio.analysis.stack.electric import Junctions
from studio.analysis.stack.grid import Sun
from studio.physics.cell.diode import Diode, MaximumPower, current_voltage, maximum_power
from studio.physics.cell.tandem import series_curve, series_maximum_power
from studio.text import mark, tr

NOTHING = 1e-9
"""Power [W/m²] below which a cell has no curve that could be written."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve from short circuit to open circuit; the point of maximum power is one of its points."""

    name: str
    voltage: FloatArray
    """(P,) [V]"""
    current: FloatArray
    """(P,) Current density [A/m²]."""
    best_voltage: float
    best_current: float
    short_circuit_current: float
    open_circuit_voltage: float
    fill_factor: float

    @property
    def power(self) -> float:
        """Maximum power density [W/m²]."""
        return self.best_voltage * self.best_current


@dataclass(frozen=True, slots=True)
class CellModel:
    """The junctions of the cell of a design and what each turns into current."""

    names: tuple[str, ...]
    junctions: Junctions
    quantum_efficiency: FloatArray
    """(J, W)"""
    in_series: bool

    def diodes(self, sun: Sun, temperature: float, intensity: float = 1.0) -> Diode:
        """The diodes (J,) under `intensity` times the irradiance of `sun` at a temperature [K]."""
        light = electric.photocurrents(self.quantum_efficiency, sun) * intensity
        return electric.diodes(self.junctions, light, temperature)

    def own_curves(self, diode: Diode, points: int) -> tuple[Curve, ...]:
        """The curve of each junction by itself."""
        voltage, current = current_voltage(diode, points)
        best = maximum_power(diode)
        return tuple(_curve(name, voltage[row], current[row], best, row) for row, name in enumerate(self.names))

    def whole_curve(self, diode: Diode, points: int) -> Curve | None:
        """The curve of the junctions in series; None where each has terminals of its own."""
        if not self.in_series:
            return None
        voltage, current = series_curve(diode, points)
        return _curve("", voltage, current, series_maximum_power(diode), ())


def cell_model(results: Results) -> CellModel:
    """The cell of the design that `results` are of.

    Raises
    ------
    ValueError
        Where the electricity comes from a data sheet, which has no curve, or the cell could not be computed.
    """
    stack = results.design.stack
    if stack.electrical != "layers":
        raise ValueError(tr(
            mark("the electricity of this panel is that of a data sheet, which states an efficiency and no curve; "
                 "where it comes from the layers, their junctions have one"),
        ))  # fmt: skip
    cell, optics = results.stage("cell"), results.stage("optics")
    if cell is None or optics is None or optics.seen is None:
        failures = (results.outcomes[stage].failure for stage in ("optics", "cell") if stage in results.outcomes)
        raise ValueError(next(filter(None, failures), tr(mark("the cell of this panel is not computed"))))
    junctions = electric.junctions_of(stack, optics.seen)
    return CellModel(tuple(cell.junction_names), junctions, cell.quantum_efficiency,
                     stack.terminals == "series")  # fmt: skip


def _curve(name: str, voltage: FloatArray, current: FloatArray, best: MaximumPower, place: Any) -> Curve:
    top_voltage, top_current = float(best.voltage[place]), float(best.current[place])
    at = int(np.searchsorted(voltage, top_voltage))
    if not np.any(voltage == top_voltage):
        voltage, current = np.insert(voltage, at, top_voltage), np.insert(current, at, top_current)
    return Curve(name, voltage, current, top_voltage, top_current, float(best.short_circuit_current[place]),
                 float(best.open_circuit_voltage[place]), float(best.fill_factor[place]))  # fmt: skip
