"""What the shipped designs come to: computed when the studio was made, and held against the analysis by a test."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from studio import resource
from studio.design import Design, DesignError, get_value
from studio.document.presets import preset, presets


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the greatest value [SI] over the shipped designs that have one, and the presets they are of."""

    low: float
    high: float
    lowest: str
    highest: str
    count: int


@cache
def figures() -> dict[str, dict[str, float]]:
    """Of each preset, every result that is one number [SI], to six digits."""
    try:
        raw = json.loads(resource.path("start", "figures.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(name): dict(values) for name, values in raw.items()}


def result_range(name: str) -> Range | None:
    """Between which values a result lies over the shipped designs; None where none has it."""
    return _range({of: values[name] for of, values in figures().items() if name in values})


@cache
def field_range(path: str) -> Range | None:
    """Between which values a field lies over the shipped designs; "[]" in the path is every layer of each."""
    found: dict[str, list[float]] = {}
    for name, design in _designs().items():
        values = [value for value in _values(design, path) if not isinstance(value, bool)]
        found[name] = [float(value) for value in values if isinstance(value, int | float)]
    low = {name: min(values) for name, values in found.items() if values}
    high = {name: max(values) for name, values in found.items() if values}
    if not low:
        return None
    lowest, highest = min(low, key=_at(low)), max(high, key=_at(high))
    return Range(low[lowest], high[highest], lowest, highest, len(low))


@cache
def _designs() -> dict[str, Design]:
    return {one.name: preset(one.name) for one in presets()}


def _at(values: dict[str, float]) -> Callable[[str], float]:
    return lambda name: values[name]


def _values(design: Design, path: str) -> list[Any]:
    head, every, tail = path.partition("[]")
    try:
        if not every:
            return [get_value(design, path)]
        rows = get_value(design, head)
    except DesignError:
        return []
    found = []
    for row in rows:
        value: Any = row
        for name in tail.strip(".").split("."):
            value = getattr(value, name, None)
        found.append(value)
    return found


def _range(values: dict[str, float]) -> Range | None:
    if not values:
        return None
    lowest, highest = min(values, key=_at(values)), max(values, key=_at(values))
    return Range(values[lowest], values[highest], lowest, highest, len(values))
