"""One stage function for one design and for many: the few words that make its numbers fit both.

Of many designs a number that varies is an array of shape (B,), and what follows from it has B as its first axis. What
they share has no such axis: a number, a text, a wavelength grid. A stage that is written with these words and with
array functions (`np.where` for an `if`, `np.minimum` for `min`) gives for B designs what it gives for each.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from studio.analysis.sampling import FINE, Sampling

_BEYOND = 2.0**63
"""From here on a number is no integer of the processor."""


class ManyTables(dict[str, Any]):
    """The tables of the stages before, of many designs at once."""

    count: int = 0
    """How many designs."""


def is_many(tables: Mapping[str, Any]) -> bool:
    """Whether a stage is run for many designs: texts, warnings and curves that only a view reads can be left out."""
    return isinstance(tables, ManyTables)


def sampling_of(tables: Mapping[str, Any]) -> Sampling:
    """How finely the season is to be looked at."""
    found: Sampling = tables.get("sampling", FINE)
    return found


def plain(value: Any) -> Any:
    """A Python number of what has no axis, whatever its type; an array of many as it is."""
    if isinstance(value, np.ndarray):
        return value.item() if value.ndim == 0 else value
    return value.item() if isinstance(value, np.generic) else value


def trail(value: Any, axes: int) -> Any:
    """`value` with so many axes behind that of the designs, to meet arrays that have those; one number as it is."""
    if not isinstance(value, np.ndarray) or value.ndim == 0:
        return value
    return value.reshape(*value.shape, *(1,) * axes)


def gathered(values: Iterable[Any]) -> Any:
    """Numbers of one design each, or of many, along a new last axis: (L,), or (B, L) where any of them varies."""
    listed = list(values)
    if any(isinstance(value, np.ndarray) and value.ndim for value in listed):
        return np.stack(np.broadcast_arrays(*listed), axis=-1)
    return np.array(listed)


def varies(value: Any) -> bool:
    """Whether `value` has an axis: a number of many designs, that differs."""
    return isinstance(value, np.ndarray) and value.ndim > 0


def whole(value: Any) -> Any:
    """A whole number as an integer; of many, as integers unless some have none or are beyond those of the processor."""
    if not varies(value):
        return None if value is None or value != value else int(value)
    small = value.dtype.kind != "f" or bool(np.all(np.abs(value) < _BEYOND))  # not so where there is none
    return value.astype(np.int64) if small else value


def select(condition: Any, yes: Any, no: Any) -> Any:
    """`yes` where the condition holds and `no` elsewhere: what a conditional expression gives of one design.

    None stands for no value; texts of many become objects.
    """
    if not varies(condition):
        return yes if condition else no
    if condition.all() or not condition.any():
        return yes if condition[0] else no
    if isinstance(yes, str) or isinstance(no, str) or _is_text(yes) or _is_text(no):
        found = np.empty(condition.size, dtype=object)
        found[condition] = yes[condition] if varies(yes) else yes
        found[~condition] = no[~condition] if varies(no) else no
        return found
    return np.where(condition, np.nan if yes is None else yes, np.nan if no is None else no)


def _is_text(value: Any) -> bool:
    return varies(value) and value.dtype == object


def filled(value: Any, instead: float = 0.0) -> Any:
    """`value`, and `instead` where there is none."""
    if not varies(value):
        return instead if absent(value) else value
    empty = np.isnan(value)
    return np.where(empty, instead, value) if empty.any() else value


def absent(value: Any) -> Any:
    """Whether there is no value: a truth, or one for each design."""
    return np.isnan(value) if varies(value) else value is None or value != value


def over(part: Any, whole: Any) -> Any:
    """part / whole where both exist, the whole is positive and not so near nothing that no number holds the quotient;
    None or NaN elsewhere."""
    if part is None or whole is None:
        return None
    there = whole > 0.0
    with np.errstate(over="ignore"):
        if varies(whole):
            found = part / whole if there.all() else np.where(there, part, np.nan) / np.where(there, whole, 1.0)
        else:
            found = part / whole if there else None
    if varies(found):
        return found if np.isfinite(found).all() else np.where(np.isinf(found), np.nan, found)
    return None if found is None or abs(found) == np.inf else found


def least(first: Any, second: Any) -> Any:
    """The smaller of two numbers."""
    return np.minimum(first, second) if varies(first) or varies(second) else min(first, second)


def greatest(first: Any, second: Any) -> Any:
    """The larger of two numbers."""
    return np.maximum(first, second) if varies(first) or varies(second) else max(first, second)


def summed(values: Iterable[Any]) -> Any:
    """The sum of some numbers, without any rounding on the way where none of them varies."""
    listed = list(values)
    if not any(varies(value) for value in listed):
        return math.fsum(listed)
    found = 0.0
    for value in listed:
        found = found + value
    return found


def truth(condition: Any) -> Any:
    """NaN where `condition` does not hold and one where it does, to leave out what does not apply to some of many."""
    return np.where(condition, 1.0, np.nan)


def row(value: Any, index: Any, axes: int | None = None) -> Any:
    """value[b, index[b]] of arrays (B, D, …) and (B,); value[index] of one design's.

    Where one of both may be shared by all designs, `axes` says how many those of one design's value are.
    """
    several = np.ndim(value) > (1 if axes is None else axes)
    if isinstance(index, np.ndarray) and index.ndim:
        return value[np.arange(index.size), index] if several else value[index]
    return value[:, int(index)] if several and axes is not None else value[int(index)]


def interpolated(x: Any, nodes: Any, values: Any) -> Any:
    """`np.interp` along the last axis, of one curve or of as many as there are designs.

    Of equal nodes the first counts, so that a curve may rest at its end.
    """
    if np.ndim(x) == np.ndim(nodes) == np.ndim(values) == 1:
        return np.interp(x, nodes, values)
    at, knots, curve = (np.asarray(each, dtype=np.float64) for each in (x, nodes, values))
    index = (at[..., None] >= knots[..., None, 1:-1]).sum(axis=-1)
    lead = np.broadcast_shapes(index.shape[:-1], knots.shape[:-1], curve.shape[:-1])
    index = np.broadcast_to(index, (*lead, index.shape[-1]))
    left, right, low, high = (
        np.take_along_axis(np.broadcast_to(each, (*lead, each.shape[-1])), place, axis=-1)
        for each in (knots, curve) for place in (index, index + 1)
    )  # fmt: skip
    width = right - left
    share = np.divide(np.minimum(at, right) - left, width, out=np.zeros(width.shape), where=width > 0.0)
    return low + np.maximum(share, 0.0) * (high - low)


def padded(value: Any) -> Any:
    """Curves of many designs that differ in length as (B, Y): the last value of each goes on to the end."""
    if not isinstance(value, np.ndarray) or value.dtype != object:
        return value
    longest = max(len(one) for one in value)
    return np.stack([np.pad(one, (0, longest - len(one)), mode="edge") for one in value])
