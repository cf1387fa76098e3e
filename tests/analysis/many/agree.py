"""Many designs in one walk held against each of them alone."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from studio.analysis import RESULTS, evaluate
from studio.analysis.engine import closure
from studio.analysis.many import evaluate_many
from studio.analysis.many.answer import Answer
from studio.analysis.many.setter import apply
from studio.analysis.sampling import FINE, Sampling
from studio.design import Design

ROUNDING = 1e-9


def names_of(stages: Sequence[str]) -> tuple[str, ...]:
    """Every result of one value of these stages."""
    return tuple(name for name, info in RESULTS.items()
                 if info.stage in stages and info.kind in {"number", "integer", "text", "switch"})  # fmt: skip


def check_agreement(
    base: Design, columns: Mapping[str, Sequence[Any]], stages: Sequence[str], *, sampling: Sampling = FINE,
    tolerance: float = ROUNDING, alone: Sequence[str] = (),
) -> Answer:  # fmt: skip
    """Assert that both give the same, and that no stage but those `alone` was computed for one design at a time."""
    names = names_of(stages)
    answer = evaluate_many(base, columns, names, sampling=sampling)
    count = len(next(iter(columns.values())))
    differing = []
    for row in range(count):
        values = {path: column[row].item() if isinstance(column, np.ndarray) else column[row]
                  for path, column in columns.items()}  # fmt: skip
        results = evaluate(apply(base, values), only=tuple(stages), sampling=sampling)
        differing += differences(f"row {row}", results, answer, row, names, tolerance)
    assert not differing, "\n".join(differing[:40])
    one_by_one = {stage: number for stage, number in answer.counts.singles.items() if stage in {*stages} - {*alone}}
    assert not one_by_one, f"{one_by_one}: {answer.counts.reasons}"
    return answer


def differences(
    what: str, single: Mapping[str, Any], answer: Answer, row: int, names: Sequence[str], tolerance: float
) -> list[str]:
    """What one design has otherwise alone than among many, a line for each result."""
    pairs = ((name, single.get(name), answer.columns[name][row]) for name in names)
    return [f"{what} {name}: alone {one!r}, among many {found!r}"
            for name, one, found in pairs if not _same(one, found, tolerance)]  # fmt: skip


def needed(stage: str) -> tuple[str, ...]:
    """A stage and all that it needs."""
    return tuple(closure((stage,)))


def _same(single: Any, found: Any, tolerance: float) -> bool:
    if single is None:
        return found is None or found != found
    if isinstance(single, str):
        return bool(single == found)
    return bool(abs(single - found) <= tolerance * max(abs(single), 1e-300))
