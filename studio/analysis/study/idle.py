"""What is varied in vain: factors that move none of the results that are asked for."""

from collections.abc import Callable
from typing import Any

import numpy as np

from studio.analysis.many import Memory, evaluate_many
from studio.analysis.study.plan import Factor, Plan
from studio.design import Design
from studio.text import mark, tr

_ALONG = (0.0, 0.4, 1.0)
"""Shares of a range at which a factor is looked at: its ends, and a place that is not their middle."""
_SETTINGS = (0.0, 0.5, 1.0)
"""Shares of the ranges of all others meanwhile: what does nothing with one cell may do something with another."""
_MOST_LISTED = 12


def idle_factors(
    base: Design, plan: Plan, *, memory: Memory | None = None, checkpoint: Callable[[float], None] | None = None
) -> tuple[str, ...]:
    """The paths of the factors that move no outcome of `plan`, each held against three settings of all others.

    A factor of which a list is longer than is looked at is never among them, nor one that makes a design fail.

    Parameters
    ----------
    base
        What the study begins with.
    plan
        The study.
    memory
        What an earlier call left.
    checkpoint
        Told the fraction done; raises to stop.
    """
    looked = [factor for factor in plan.factors if not factor.values or len(factor.values) <= _MOST_LISTED]
    places = {factor.path: at for at, factor in enumerate(plan.factors)}
    rows: list[np.ndarray[Any, Any]] = []
    groups: list[tuple[str, slice]] = []
    for factor in looked:
        along = _shares(factor)
        for setting in _SETTINGS:
            block = np.full((len(along), len(plan.factors)), setting)
            block[:, places[factor.path]] = along
            begin = sum(len(one) for one in rows)
            rows.append(block)
            groups.append((factor.path, slice(begin, begin + len(along))))
    if not rows:
        return ()
    shares = np.concatenate(rows)
    columns = {factor.path: factor.at(shares[:, place]) for place, factor in enumerate(plan.factors)}
    answer = evaluate_many(base, columns, plan.outcomes, memory=memory, checkpoint=checkpoint)
    moving, judged = set[str](), set[str]()
    for path, group in groups:
        failed = [row in answer.failures for row in range(group.start, group.stop)]
        if all(failed):
            continue  # nothing is known of it there
        judged.add(path)
        if any(failed) or any(_moves(answer.columns[name][group]) for name in plan.outcomes):
            moving.add(path)
    return tuple(factor.path for factor in looked if factor.path in judged - moving)


def idle_words(label: str) -> str:
    """The sentence on a factor that moves nothing."""
    return tr(mark("{label}: moves none of the results that are asked for, as this design is"), label=label)


def _shares(factor: Factor) -> tuple[float, ...]:
    count = len(factor.values)
    return tuple((place + 0.5) / count for place in range(count)) if count else _ALONG


def _moves(values: Any) -> bool:
    """Whether the values of a result differ; where all have none they do not."""
    if getattr(values, "dtype", None) is not None and values.dtype.kind == "f":
        return not np.array_equal(values[1:], values[:-1], equal_nan=True)
    first = values[0]
    return any(not np.array_equal(one, first) for one in values)
