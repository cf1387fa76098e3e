"""Where to begin: what the results say of the array and the battery that are needed."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from studio.analysis.closing.problem import Point, Problem
from studio.analysis.engine import evaluate
from studio.design import Design, DesignError, set_value

_SPARE = 1.05
"""Beginnings are a little too large: from there every requirement has a slope."""


def expected(design: Design, paths: Sequence[str]) -> dict[str, float]:
    """What the physics proposes for the array area and the battery energy among `paths`, each with the one before."""
    found: dict[str, float] = {}
    outcomes = None
    for path, needed in (("array.area", _array), ("battery.energy", _battery)):
        if path not in paths:
            continue
        results = evaluate(design, outcomes, only=("power",))
        outcomes, power = results.outcomes, results.stage("power")
        value = needed(design, power) if power is not None else None
        if value is None or not np.isfinite(value) or value <= 0.0:
            continue
        try:
            design = set_value(design, path, value * _SPARE)
        except DesignError:  # more than the field can hold: the search will come to its bound
            continue
        found[path] = value * _SPARE
    return found


def guesses(problem: Problem, values: dict[str, float]) -> list[Point]:
    """The points with the `values` of :func:`expected`, one field after the other."""
    found: list[Point] = []
    point = problem.start
    for position, one in enumerate(problem.free):
        if one.path in values:
            place = point.place.copy()
            place[position] = one.place(values[one.path])
            point = problem.at(place, point)
            found.append(point)
    return found


def _array(design: Design, power: Any) -> float | None:
    """The area whose mean power over the worst orbit is short of nothing."""
    worst = int(np.argmin(power.margin_days))
    supply = float(power.array_map[worst].mean())
    if supply <= 0.0:
        return None
    lacking = -float(power.margin_days[worst])
    losses = 1.1 if lacking > 0.0 else 1.0  # what is lacking comes through the battery
    return design.array.area * max(1.0 + losses * lacking / supply, 0.05)


def _battery(design: Design, power: Any) -> float | None:
    """The nameplate energy that carries every eclipse within the discharge limit at the end of life."""
    if power.battery_energy_needed is None:
        return None
    remaining = power.battery_energy / design.battery.energy if design.battery.energy > 0.0 else 1.0
    return float(power.battery_energy_needed / remaining)
