"""Values of every number of some parts of a design: near those that it has, together or each alone."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np

from studio.design import Design
from studio.design.edit import get_value
from studio.design.field import struct_fields


def numbers_of(base: Design, parts: Sequence[str]) -> tuple[str, ...]:
    """The paths of the numbers of these parts, those of the layers with them, but for fields that are empty."""
    found: list[str] = []
    for part in parts:
        found += _within(base, part, getattr(base, part))
    return tuple(found)


def near(base: Design, paths: Sequence[str], count: int, seed: int, reach: float = 0.2) -> dict[str, Any]:
    """(count,) For each path values within a share of that of `base` and within the bounds of the field."""
    rng = np.random.default_rng(seed)
    columns: dict[str, Any] = {}
    for path in paths:
        spec = _spec(base, path)
        low = max(spec.low, -1e12)
        high = min(spec.high, 1e12)
        now = float(get_value(base, path))
        width = reach * abs(now) if now else 0.05 * min(high - low, 1.0)
        if spec.kind == "integer":
            width = max(width, 2.0)
        values = np.clip(now + width * rng.uniform(-1.0, 1.0, count), low, high)
        columns[path] = np.rint(values).astype(np.int64) if spec.kind == "integer" else values
    return columns


def _within(base: Design, path: str, holder: Any) -> Iterator[str]:
    if not isinstance(holder, msgspec.Struct):
        return
    for name, spec in struct_fields(type(holder)).items():
        value = getattr(holder, name)
        inner = f"{path}.{name}"
        if spec.kind in {"number", "integer"} and value is not None:
            yield inner
        elif isinstance(value, msgspec.Struct):
            yield from _within(base, inner, value)
        elif isinstance(value, tuple):
            for position, item in enumerate(value):
                yield from _within(base, f"{inner}[{position}]", item)


def _spec(base: Design, path: str) -> Any:
    from studio.design.edit import field_at

    return field_at(base, path)
