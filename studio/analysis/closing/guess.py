"""Where to begin: what the results say of the array and the battery that are needed."""

import numpy as np

from studio.analysis.closing.problem import Point, Problem

_SPARE = 1.05
"""Beginnings are a little too large: from there every requirement has a slope."""


def guesses(problem: Problem) -> list[Point]:
    """Points that the physics proposes, each from the one before; none where nothing it knows of is free."""
    found: list[Point] = []
    paths = {one.path: position for position, one in enumerate(problem.free)}
    point = problem.start
    for path, needed in (("array.area", _array), ("battery.energy", _battery)):
        if path not in paths:
            continue
        value = needed(point)
        if value is None or not np.isfinite(value) or value <= 0.0:
            continue
        place = point.place.copy()
        place[paths[path]] = problem.free[paths[path]].place(value * _SPARE)
        point = problem.at(place, point)
        found.append(point)
    return found


def _array(point: Point) -> float | None:
    """The area whose mean power over the worst orbit is short of nothing."""
    power = point.outcomes["power"].computed
    if power is None:
        return None
    worst = int(np.argmin(power.margin_days))
    supply = float(power.array_map[worst].mean())
    if supply <= 0.0:
        return None
    lacking = -float(power.margin_days[worst])
    losses = 1.1 if lacking > 0.0 else 1.0  # what is lacking comes through the battery
    return point.design.array.area * max(1.0 + losses * lacking / supply, 0.05)


def _battery(point: Point) -> float | None:
    """The nameplate energy that carries every eclipse within the discharge limit at the end of life."""
    power, battery = point.outcomes["power"].computed, point.design.battery
    if power is None or power.battery_energy_needed is None:
        return None
    remaining = power.battery_energy / battery.energy if battery.energy > 0.0 else 1.0
    return float(power.battery_energy_needed / remaining)
