"""Functions with a known best, in place of the analysis of designs: fields stand for x, results for the values."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from studio.analysis.many.answer import Answer, Counts
from studio.analysis.sampling import QUICK, Sampling
from studio.analysis.study import Factor
from studio.design import Design

ONE, TWO, THREE, FOUR = "mass.satellite", "cost.capex", "size.span", "power.load"
"""Results that the functions stand in for."""
FIELDS = ("array.area", "payload.power", "platform.power", "battery.energy")
Function = Callable[[np.ndarray[Any, Any]], dict[str, np.ndarray[Any, Any]]]


def box(*bounds: tuple[float, float]) -> tuple[Factor, ...]:
    """One field between bounds for each x."""
    return tuple(Factor(path, low, high) for path, (low, high) in zip(FIELDS, bounds, strict=False))


class Analytic:
    """Evaluates `function` of x (N, V); `flatter` is added to the results named when they are asked for quickly."""

    def __init__(self, function: Function, flatter: Mapping[str, float] | None = None) -> None:
        self._function, self._flatter = function, dict(flatter or {})
        self.calls: list[tuple[Sampling, int]] = []
        self.seen: list[tuple[Any, ...]] = []

    def __call__(self, base: Design, columns: Mapping[str, Any], outcomes: Sequence[str], *,
                 sampling: Sampling = QUICK, checkpoint: Callable[[float], None] | None = None) -> Answer:  # fmt: skip
        if checkpoint is not None:
            checkpoint(0.5)
        values = [list(column) for column in columns.values()]
        rows = list(zip(*values, strict=True))
        self.calls.append((sampling, len(rows)))
        if sampling == QUICK:
            self.seen += rows
        found = self._function(np.array(rows, dtype=object if any(isinstance(v[0], str) for v in values) else float))
        if sampling == QUICK:
            found = {name: column + self._flatter.get(name, 0.0) for name, column in found.items()}
        failures = {int(row): "no such design" for row in np.flatnonzero(np.isnan(found[outcomes[0]]))}
        return Answer({name: found[name] for name in outcomes}, failures, ("",) * len(rows), Counts())
