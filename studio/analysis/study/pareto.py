"""Which of many points no other is better than in every respect: the Pareto front."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Mask = np.ndarray[Any, np.dtype[np.bool_]]


def pareto_front(
    goals: Sequence[Any], lower: Sequence[bool], checkpoint: Callable[[float], None] | None = None
) -> Mask:
    """The points on the front of some goals.

    Parameters
    ----------
    goals
        M arrays (N,), one for each goal, in any unit.
    lower
        Of each goal whether less of it is better.
    checkpoint
        Told the fraction done; raises to stop.

    Returns
    -------
    Mask
        (N,) True where no other point is at least as good in all goals and better in one. Points that are equal in
        all of them stand or fall together; one without a number in a goal is not on the front.

    Raises
    ------
    ValueError
        If there is no goal, or not a direction for each.
    """
    if not goals or len(goals) != len(lower):
        raise ValueError("a front needs at least one goal, and a direction for each")
    values = np.stack([np.asarray(goal, dtype=np.float64) * (1.0 if down else -1.0)
                       for goal, down in zip(goals, lower, strict=True)])  # fmt: skip
    known = np.flatnonzero(np.isfinite(values).all(axis=0))
    found = np.zeros(values.shape[1], dtype=bool)
    if not known.size:
        return found
    values = values[:, known]
    if len(goals) == 1:
        found[known] = values[0] == values[0].min()
    elif len(goals) == 2:
        found[known] = _of_two(values[0], values[1])
    else:
        found[known] = _of_many(values, checkpoint)
    return found


def _of_two(first: Any, second: Any) -> Mask:
    """In the order of the first goal each point has to be better in the second than all before it."""
    order = np.lexsort((second, first))
    x, y = first[order], second[order]
    starts = np.flatnonzero(np.diff(x, prepend=-np.inf) > 0.0)
    least = y[starts]  # of the points that are equal in the first goal
    before = np.concatenate(([np.inf], np.minimum.accumulate(least)[:-1]))
    group = np.repeat(np.arange(starts.size), np.diff(np.append(starts, x.size)))
    found = np.zeros(x.size, dtype=bool)
    found[order] = (y == least[group]) & (least < before)[group]
    return found


def _of_many(values: Any, checkpoint: Callable[[float], None] | None) -> Mask:
    """The point with the least sum of shares is on the front: what it dominates is left out, and so on.

    Sums of goals that are larger than others by many orders may round to the same number; then the goals themselves
    decide which is looked at first.
    """
    low, high = values.min(axis=1, keepdims=True), values.max(axis=1, keepdims=True)
    with np.errstate(over="ignore", invalid="ignore"):
        span = np.where(high > low, high - low, 1.0)
        total = ((values - low) / span).sum(axis=0)
    left = np.lexsort((*values[::-1], total))
    whole = left.size
    found = np.zeros(whole, dtype=bool)
    while left.size:
        best = values[:, left[0], None]
        others = values[:, left]
        equal = (others == best).all(axis=0)
        found[left[equal]] = True
        left = left[(others < best).any(axis=0)]
        if checkpoint is not None:
            checkpoint(1.0 - left.size / whole)
    return found
