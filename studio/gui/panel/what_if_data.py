"""What is varied in "what if", over which values, and how the merits read against now. Without Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.analysis import Results
from studio.design import Design
from studio.design.field import struct_fields
from studio.design.junction import Junction
from studio.design.panel import Layer
from studio.design.quantity import ELECTRONVOLT
from studio.gui.panel.optical_origin import gap_span

Values = NDArray[np.float64]
POINTS = 41
FACTORS = (2.0, 4.0, 10.0)
_GAP_REACH = 0.25 * ELECTRONVOLT
TEMPERATURE = "panel.temperature"
"""Told as a difference: a per cent of 330 K says little."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """One field of one layer from `low` to `high`; `even` in the value itself rather than in its logarithm."""

    layer: str
    field: str
    low: float
    high: float
    even: bool = False

    @property
    def path(self) -> str:
        return f"stack.layers[{self.layer}].{self.field}"

    def values(self, now: float) -> Values:
        """The values to compute, ascending, with `now` among them where it lies within."""
        space = np.linspace(self.low, self.high, POINTS)
        if not self.even:
            space = np.geomspace(self.low, self.high, POINTS)
            space[[0, -1]] = self.low, self.high
        if self.low < now < self.high:
            space = np.unique(np.append(space, now))
        return space

    def place(self, value: Any) -> Any:
        """Where values lie on the axis."""
        return np.asarray(value) if self.even else np.log10(value)

    def value(self, place: float) -> float:
        """The value at a place of the axis, as a round number within the sweep."""
        raw = place if self.even else 10.0**place
        rounded = round(raw / ELECTRONVOLT, 3) * ELECTRONVOLT if self.even else float(f"{raw:.2e}")
        return min(max(rounded, self.low), self.high)


def sweep_of(design: Design, position: int, field: str, factor: float) -> Sweep | None:
    """The sweep of a "thickness", so many times up and down, or of a "junction.band_gap"; None without a junction."""
    layer = design.stack.layers[position]
    if field == "thickness":
        spec = struct_fields(Layer)["thickness"]
        assert spec.low is not None
        assert spec.high is not None
        low, high = max(layer.thickness / factor, spec.low), min(layer.thickness * factor, spec.high)
        return Sweep(layer.name, field, low, high)
    if layer.junction is None:
        return None
    spec = struct_fields(Junction)["band_gap"]
    span = gap_span(design.stack, layer)
    now = layer.junction.band_gap
    if span is None or not span[0] <= now <= span[1]:
        assert spec.low is not None
        assert spec.high is not None
        span = max(now - _GAP_REACH, spec.low), min(now + _GAP_REACH, spec.high)
    return Sweep(layer.name, field, *span, even=True)


def now_of(design: Design, position: int, field: str) -> float | None:
    """The value in the design; None where the layer has no such field."""
    layer = design.stack.layers[position]
    if field == "thickness":
        return layer.thickness
    return None if layer.junction is None else layer.junction.band_gap


def against_now(merits: Mapping[str, Values], results: Results) -> dict[str, Values]:
    """Each merit that applies as its change against the results of the design: in per cent, temperatures in kelvins."""
    found = {}
    for name, values in merits.items():
        now = results.get(name)
        if now is None or not np.all(np.isfinite(values)):
            continue
        if name == TEMPERATURE:
            found[name] = values - now
        elif now != 0.0:
            found[name] = 100.0 * (values / now - 1.0)
    return found
