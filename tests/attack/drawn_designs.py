"""Designs by the hundred thousand: random and edge designs, and families of hundreds about each."""

import math
import random
from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np

from studio.design import Design, check, set_value
from studio.design.ageing import Ageing
from studio.design.edit import field_at, get_value
from studio.design.error import DesignError
from studio.design.field import Field, nested, struct_fields
from tests.analysis.many.fields import numbers_of
from tests.analysis.random_panels import CURVES, drawn, random_stack
from tests.analysis.random_satellites import PARTS, random_satellite, random_value

VARIED = (*PARTS, "stack", "ageing")


def random_design(r: random.Random) -> Design:
    """A satellite, at times with a panel or with edges that nobody would ask for."""
    design = random_satellite(r)
    how = r.random()
    if how < 0.3:
        ageing = drawn(r, Ageing, damage=r.choice(CURVES))
        design = msgspec.structs.replace(design, stack=random_stack(r), ageing=ageing)
    elif how < 0.5:
        for part in r.sample(VARIED, r.choice((1, 3, len(VARIED)))):
            design = _edged(r, design, part)
    return design


def contradictory(design: Design) -> bool:
    return any(issue.severity == "error" for issue in check(design))


def family(r: random.Random, base: Design, count: int) -> dict[str, Any]:
    """Columns of `count` values for up to ten fields of `base`: anywhere, at the edges, nearly alike."""
    paths = list(numbers_of(base, VARIED))
    found: dict[str, Any] = {}
    for path in r.sample(paths, r.choice((1, 2, 4, 10))):
        spec, now = field_at(base, path), get_value(base, path)
        drawing = r.choice((_anywhere, _edge, _near, _mixed))
        values = [drawing(r, path, spec, now) for _ in range(count)]
        found[path] = np.array(values, dtype=np.int64 if spec.kind == "integer" else np.float64)
    if r.random() < 0.15:  # a choice, a switch, or a number that is there or not: each makes a group of its own
        path, spec = r.choice(list(_choices(base)))
        found[path] = [random_value(r, path.partition(".")[0], spec) for _ in range(count)]
    return found


def member(base: Design, columns: dict[str, Any], row: int) -> Design:
    """One of the family as a design of its own; DesignError where a value does not fit."""
    for path, column in columns.items():
        value = column[row]
        base = set_value(base, path, value.item() if isinstance(value, np.generic) else value)
    return base


def edge(r: random.Random, spec: Field) -> float | int:
    """A bound, the number next to it, or nearly nothing."""
    low, high = spec.low, spec.high
    assert low is not None
    assert high is not None
    if spec.kind == "integer":
        return int(r.choice((low, high, min(low + 1, high), max(high - 1, low))))
    choices = [low, high, math.nextafter(low, high), math.nextafter(high, low)]
    if low == 0.0:
        choices += [high * 10.0 ** r.uniform(-30.0, -6.0)]
    return r.choice(choices)


def _edged(r: random.Random, design: Design, part: str) -> Design:
    """`design` with about half of the numbers of a part at an edge; without what contradicts the rest."""
    for path in numbers_of(design, (part,)):
        if r.random() < 0.5:
            changed = set_value(design, path, edge(r, field_at(design, path)))
            design = design if contradictory(changed) else changed
    return design


def _anywhere(r: random.Random, path: str, spec: Field, now: Any) -> Any:
    drawn_anew = random_value(r, path.partition(".")[0], spec)
    return now if drawn_anew is None else drawn_anew


def _edge(r: random.Random, path: str, spec: Field, now: Any) -> Any:
    return edge(r, spec)


def _near(r: random.Random, path: str, spec: Field, now: Any) -> Any:
    """Within a share of what the design has, down to the last digits."""
    if spec.kind == "integer":
        return int(min(max(now + r.choice((-2, -1, 0, 1, 2)), spec.low), spec.high))
    reach = (abs(now) or 1e-3 * (spec.high - spec.low)) * r.choice((1e-15, 1e-9, 1e-3, 0.3))
    return min(max(now + reach * r.uniform(-1.0, 1.0), spec.low), spec.high)


def _mixed(r: random.Random, path: str, spec: Field, now: Any) -> Any:
    return r.choice((_anywhere, _edge, _near))(r, path, spec, now)


def _choices(base: Design) -> Iterator[tuple[str, Field]]:
    """The plain fields of the parts that are no numbers, or may be absent."""
    for part in PARTS:
        kind = type(getattr(base, part))
        for name, spec in struct_fields(kind).items():
            if nested(kind, name) is None and (spec.optional or spec.kind in {"choice", "switch"}):
                yield f"{part}.{name}", spec


__all__ = ["DesignError", "contradictory", "edge", "family", "member", "random_design"]
