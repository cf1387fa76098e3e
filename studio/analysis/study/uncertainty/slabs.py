"""Many samples of a design computed some at a time, so that only what was asked for of them takes memory."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from studio.analysis.many import Memory, evaluate_many
from studio.analysis.sampling import Sampling
from studio.design import Design

SLAB: Final = 16_384
"""Samples at a time: what is computed beside the results takes four times their memory."""

Column = np.ndarray[Any, Any]


def evaluate_in_slabs(
    design: Design,
    columns: Mapping[str, Column],
    outcomes: Sequence[str],
    *,
    sampling: Sampling,
    memory: Memory | None,
    checkpoint: Callable[[float], None] | None,
) -> tuple[dict[str, Column], dict[int, str]]:
    """The results (N,) or (N, T) of N samples, and why those of some are not there: as `evaluate_many` of all at once.

    A series that has other times in a later slab has none of its values there.
    """
    count = max((len(column) for column in columns.values()), default=1)
    memory = memory if memory is not None else Memory()
    found: dict[str, Column] = {}
    failures: dict[int, str] = {}
    for first in range(0, count, SLAB):
        end = min(first + SLAB, count)

        def within(share: float, first: int = first, end: int = end) -> None:
            if checkpoint is not None:
                checkpoint((first + share * (end - first)) / count)

        answer = evaluate_many(design, {path: column[first:end] for path, column in columns.items()}, outcomes,
                               sampling=sampling, memory=memory, checkpoint=within)  # fmt: skip
        failures.update((row + first, reason) for row, reason in answer.failures.items())
        if end - first == count:
            return dict(answer.columns), failures
        for name, column in answer.columns.items():
            _put(found, name, column, first, count)
    return found, failures


def _put(found: dict[str, Column], name: str, column: Column, first: int, count: int) -> None:
    """Write a slab's column into that of all."""
    whole = found.get(name)
    if whole is None or (whole.ndim == 2 and whole.shape[1] == 0 != column.shape[1]):
        nothing = None if column.dtype == object else np.nan
        whole = found[name] = np.full((count, *column.shape[1:]), nothing, dtype=column.dtype)
    if column.shape[1:] == whole.shape[1:]:
        whole[first : first + len(column)] = column
