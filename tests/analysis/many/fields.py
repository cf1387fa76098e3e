"""Values of every number of some parts of a design: near those that it has, together or each alone."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from studio.analysis import evaluate
from studio.analysis.many import Memory, evaluate_many
from studio.analysis.many.setter import apply
from studio.analysis.sampling import QUICK, Sampling
from studio.analysis.stages import STAGES
from studio.design import Design, set_value
from studio.design.edit import field_at, get_value
from studio.design.field import struct_fields
from tests.analysis.many.agree import ROUNDING, check_agreement, differences, names_of

BEFORE: Mapping[str, float] = {"mission.altitude": 0.05, "array.area": 0.1, "payload.power": 0.2, "battery.energy": 0.3}
"""Numbers that reach most stages, and within what share they are varied here."""


def changed(base: Design, values: Mapping[str, Any]) -> Design:
    """`base` with other choices and numbers."""
    for path, value in values.items():
        base = set_value(base, path, value)
    return base


def numbers_of(base: Design, parts: Sequence[str]) -> tuple[str, ...]:
    """The paths of the numbers of these parts, those of the layers with them, but for fields that are empty."""
    return tuple(path for part in parts for path in _within(part, getattr(base, part)))


def near(base: Design, paths: Sequence[str], count: int, seed: int, reach: float = 0.05) -> dict[str, Any]:
    """(count,) For each path values within a share of that of `base` and within the bounds of the field."""
    rng = np.random.default_rng(seed)
    columns: dict[str, Any] = {}
    for path in paths:
        spec, now = field_at(base, path), float(get_value(base, path))
        width = reach * abs(now) or 0.05 * min(spec.high - spec.low, 1.0)
        whole = spec.kind == "integer"
        values = np.clip(now + max(width, 2.0 * whole) * rng.uniform(-1.0, 1.0, count), spec.low, spec.high)
        columns[path] = np.rint(values).astype(np.int64) if whole else values
    return columns


def check_stage(base: Design, stage: str, *, count: int = 6, seed: int = 1, sampling: Sampling = QUICK) -> None:
    """Assert that `stage` gives the same for many designs in which all that it reads varies, and what comes before."""
    paths = numbers_of(base, [part for part in STAGES[stage].reads if part != "mission"])
    columns = near(base, paths, count, seed)
    for path, reach in BEFORE.items():
        columns |= near(base, [path], count, seed + 1, reach)
    check_agreement(base, columns, (stage,), sampling=sampling)


def check_each_alone(base: Design, stage: str, *, count: int = 2, seed: int = 2) -> None:
    """Assert that `stage` gives the same where only one of the numbers that it reads varies, whichever that is."""
    names, memory = names_of((stage,)), Memory()
    before = evaluate(base, only=(stage,), sampling=QUICK).outcomes
    wrong: list[str] = []
    for path in numbers_of(base, STAGES[stage].reads):
        values = near(base, [path], count, seed)[path]
        answer = evaluate_many(base, {path: values}, names, memory=memory)
        if len(answer.failures) < count - 1:
            assert stage not in answer.counts.singles, f"{path}: {answer.counts.reasons}"
        for row, value in enumerate(values.tolist()):
            single = evaluate(apply(base, {path: value}), before, only=(stage,), sampling=QUICK)
            wrong += differences(f"{path} = {value}", single, answer, row, names, ROUNDING)
    assert not wrong, "\n".join(wrong[:40])


def _within(path: str, holder: Any) -> Iterator[str]:
    if not isinstance(holder, msgspec.Struct):
        return
    for name, spec in struct_fields(type(holder)).items():
        value, inner = getattr(holder, name), f"{path}.{name}"
        if spec.kind in {"number", "integer"} and value is not None:
            yield inner
        elif isinstance(value, msgspec.Struct):
            yield from _within(inner, value)
        elif isinstance(value, tuple):
            for position, item in enumerate(value):
                yield from _within(f"{inner}[{position}]", item)
