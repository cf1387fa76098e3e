"""A result over two factors as a field of cells, its lines of one level, and where it breaks a bound."""

from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
_MOST_LEVELS = 200
"""Values of a factor that each have a column of cells; more are put together."""
_POINTS_PER_CELL = 20
_MOST_TRIANGLES = 20_000
"""Points between which straight lines are drawn at most; of more the mean in a cell is as good."""
_CELLS = 80
"""Along an axis, where the field is drawn between points that are on no grid."""


@dataclass(frozen=True, eq=False)
class Field:
    """`values` (Y, X) at the places `x` (X,) and `y` (Y,), which rise; NaN where there is no point."""

    x: Array
    y: Array
    values: Array


def field_of(x: Array, y: Array, values: Array, *, alone: bool = False) -> Field:
    """The mean of `values` of the points at each place of a grid, or in each cell where they are on none.

    Where nothing else varies, what is between points that are `alone` at their places is drawn straight.
    """
    known = np.isfinite(x) & np.isfinite(y)
    if not (_on_grid(x[known]) and _on_grid(y[known])):
        known &= np.isfinite(values)  # cells as large as the points that have a number ask for
    if alone and 4 <= int(known.sum()) <= _MOST_TRIANGLES and not _on_grid(x[known]) and not _on_grid(y[known]):
        return _between_points(x, y, values)
    across, column = _levels(x[known])
    up, line = _levels(y[known])
    shape = (up.size, across.size)
    flat = line * across.size + column
    held = values[known]
    there = np.isfinite(held)
    size = up.size * across.size
    count = np.bincount(flat[there], minlength=size)
    total = np.bincount(flat[there], weights=held[there], minlength=size)
    with np.errstate(invalid="ignore"):
        mean = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return Field(across, up, mean.reshape(shape))


def _levels(values: Array) -> tuple[Array, Array]:
    """The places of the columns, and the one of each value."""
    if not values.size:
        return np.zeros(0), np.zeros(0, dtype=np.int64)
    different, place = np.unique(values, return_inverse=True)
    if _on_grid(values, different):
        return different, place.ravel()
    bins = int(np.clip(np.sqrt(values.size / _POINTS_PER_CELL), 4, _CELLS))
    low, high = float(different[0]), float(different[-1])
    width = (high - low) / bins
    place = np.clip(((values - low) / width).astype(np.int64), 0, bins - 1)
    return low + width * (np.arange(bins) + 0.5), place


def _on_grid(values: Array, different: Array | None = None) -> bool:
    """Whether the values come again and again: where hardly one comes twice, there is no grid."""
    found = np.unique(values) if different is None else different
    return bool(found.size <= min(_MOST_LEVELS, max(values.size // 2, 2)))


def _between_points(x: Array, y: Array, values: Array) -> Field:
    """The field straight across the triangles between the points."""
    from scipy.interpolate import LinearNDInterpolator
    from scipy.spatial import QhullError

    there = np.isfinite(x) & np.isfinite(y) & np.isfinite(values)
    across, up = (np.linspace(part[there].min(), part[there].max(), _CELLS) if there.any() else np.zeros(0)
                  for part in (x, y))  # fmt: skip
    try:
        between = LinearNDInterpolator(np.stack([x[there], y[there]], axis=1), values[there], rescale=True)
    except (QhullError, ValueError):  # all on one line, or too few
        return Field(across, up, np.full((up.size, across.size), np.nan))
    return Field(across, up, between(across[None, :], up[:, None]))


def refined(field: Field, times: int) -> Field:
    """The field with so many cells in place of each, straight between its values along both axes."""
    if times < 2 or field.x.size < 2 or field.y.size < 2:
        return field
    x = _finer(field.x, times)
    y = _finer(field.y, times)
    return Field(x, y, sampled(field, x, y))


def _finer(places: Array, times: int) -> Array:
    steps = np.arange(times) / times
    inner = (places[:-1, None] + np.diff(places)[:, None] * steps).ravel()
    return np.append(inner, places[-1])


def sampled(field: Field, x: Array, y: Array) -> Array:
    """(y, x) The field at other places, straight between its values; NaN outside and beside what is missing."""
    if field.values.size == 0:  # no point has both numbers
        return np.full((y.size, x.size), np.nan)
    column, across = _between(field.x, x)
    line, up = _between(field.y, y)
    right, above = np.minimum(column + 1, field.x.size - 1), np.minimum(line + 1, field.y.size - 1)
    values = field.values
    here = values[np.ix_(line, column)]
    # Where a place is at a value itself, the one beside it does not matter, and may be missing.
    beside = np.where(across > 0.0, values[np.ix_(line, right)], here)
    over = np.where(up[:, None] > 0.0, values[np.ix_(above, column)], here)
    corner = np.where((across > 0.0) & (up[:, None] > 0.0), values[np.ix_(above, right)],
                      np.where(up[:, None] > 0.0, over, beside))  # fmt: skip
    low = here + (beside - here) * across
    high = over + (corner - over) * across
    found: Array = low + (high - low) * up[:, None]
    outside_x = (x < field.x[0]) | (x > field.x[-1])
    outside_y = (y < field.y[0]) | (y > field.y[-1])
    found[:, outside_x] = np.nan
    found[outside_y, :] = np.nan
    return found


def _between(places: Array, wanted: Array) -> tuple[Array, Array]:
    """The place before each that is wanted, and the share of the way to the next."""
    if places.size < 2:
        return np.zeros(wanted.size, dtype=np.int64), np.zeros(wanted.size)
    before = np.clip(np.searchsorted(places, wanted, side="right") - 1, 0, places.size - 2)
    share = (wanted - places[before]) / (places[before + 1] - places[before])
    return before, np.clip(share, 0.0, 1.0)


def contour(field: Field, level: float) -> Array:
    """(S, 2, 2) Pieces of the line where the field has a level: start and end, x and y, by marching squares."""
    values = field.values
    if min(values.shape) < 2:
        return np.zeros((0, 2, 2))
    a, b, c, d = values[:-1, :-1], values[:-1, 1:], values[1:, 1:], values[1:, :-1]
    whole = np.isfinite(a) & np.isfinite(b) & np.isfinite(c) & np.isfinite(d)
    with np.errstate(invalid="ignore"):
        up_a, up_b, up_c, up_d = (corner >= level for corner in (a, b, c, d))
    case = np.where(whole, up_a + 2 * up_b + 4 * up_c + 8 * up_d, 0)
    pieces = []
    for number, edges in _CASES.items():
        line, column = np.nonzero(case == number)
        if not line.size:
            continue
        middle = (a + b + c + d)[line, column] / 4.0 >= level
        for alternative, ends in edges:
            chosen = middle == alternative if alternative is not None else np.ones(line.size, dtype=bool)
            if chosen.any():
                pieces.append(np.stack([_crossing(field, level, line[chosen], column[chosen], edge)
                                        for edge in ends], axis=1))  # fmt: skip
    return np.concatenate(pieces) if pieces else np.zeros((0, 2, 2))


_BELOW, _RIGHT, _ABOVE, _LEFT = range(4)
_CASES: dict[int, tuple[tuple[bool | None, tuple[int, int]], ...]] = {
    1: ((None, (_LEFT, _BELOW)),), 14: ((None, (_LEFT, _BELOW)),),
    2: ((None, (_BELOW, _RIGHT)),), 13: ((None, (_BELOW, _RIGHT)),),
    3: ((None, (_LEFT, _RIGHT)),), 12: ((None, (_LEFT, _RIGHT)),),
    4: ((None, (_RIGHT, _ABOVE)),), 11: ((None, (_RIGHT, _ABOVE)),),
    6: ((None, (_BELOW, _ABOVE)),), 9: ((None, (_BELOW, _ABOVE)),),
    7: ((None, (_LEFT, _ABOVE)),), 8: ((None, (_LEFT, _ABOVE)),),
    5: ((True, (_LEFT, _ABOVE)), (True, (_BELOW, _RIGHT)), (False, (_LEFT, _BELOW)), (False, (_RIGHT, _ABOVE))),
    10: ((True, (_LEFT, _BELOW)), (True, (_RIGHT, _ABOVE)), (False, (_LEFT, _ABOVE)), (False, (_BELOW, _RIGHT))),
}  # fmt: skip
"""By which corners lie above the level: the edges that its line joins; a saddle asks for the middle of the cell."""


def _crossing(field: Field, level: float, line: Array, column: Array, edge: int) -> Array:
    """(S, 2) Where the level crosses an edge of some cells."""
    ends = {
        _BELOW: ((0, 0), (0, 1)), _RIGHT: ((0, 1), (1, 1)), _ABOVE: ((1, 0), (1, 1)), _LEFT: ((0, 0), (1, 0)),
    }[edge]  # fmt: skip
    (l0, c0), (l1, c1) = ends
    first, second = field.values[line + l0, column + c0], field.values[line + l1, column + c1]
    share = (level - first) / np.where(second == first, 1.0, second - first)
    x = field.x[column + c0] + share * (field.x[column + c1] - field.x[column + c0])
    y = field.y[line + l0] + share * (field.y[line + l1] - field.y[line + l0])
    return np.stack([x, y], axis=1)


def round_levels(low: float, high: float, wanted: int = 8) -> Array:
    """Some round numbers within a range."""
    if not high > low:
        return np.zeros(0)
    raw = (high - low) / wanted
    power = 10.0 ** np.floor(np.log10(raw))
    step = next((factor * power for factor in (1.0, 2.0, 2.5, 5.0) if factor * power >= raw), 10.0 * power)
    first, last = np.ceil(low / step), np.floor(high / step)
    return np.arange(first, last + 1) * step
