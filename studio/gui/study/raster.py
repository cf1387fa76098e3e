"""Pictures of many points and lines as arrays: which point each pixel shows, and how it is coloured.

A picture costs what its pixels cost, not what its points do: it is made beside the window, and the point under the
pointer is looked up in it.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Checkpoint = Callable[[float], None]
NOTHING = -1


def radius_for(count: int) -> float:
    """The radius of a point [pixels] with which so many can be told apart."""
    return 4.5 if count <= 2_000 else 3.5 if count <= 10_000 else 2.5 if count <= 100_000 else 1.5


def place_points(x: Array, y: Array, rows: Array, size: tuple[int, int], radius: float) -> tuple[Array, Array]:
    """Discs round places on a picture.

    Parameters
    ----------
    x, y
        (N,) Places [pixels], from the upper left corner.
    rows
        (N,) The number of each point; later ones lie over earlier ones.
    size
        Width and height [pixels].
    radius
        Of the discs [pixels].

    Returns
    -------
    Array
        (height, width) int32: the point each pixel shows, or NOTHING.
    Array
        (height, width) uint8: how much of the pixel it covers, of 255.
    """
    width, height = size
    reach = int(np.ceil(radius + 0.5))
    wide = width + 2 * reach
    with np.errstate(invalid="ignore"):
        inside = (x > -reach) & (x < width + reach - 1) & (y > -reach) & (y < height + reach - 1)
    place = np.flatnonzero(inside)
    flat = (np.rint(y[place]).astype(np.int64) + reach) * wide + np.rint(x[place]).astype(np.int64) + reach
    shown = rows[place].astype(np.int32)
    ids = np.full((height + 2 * reach) * wide + 2 * reach * wide, NOTHING, dtype=np.int32)
    cover = np.zeros(ids.size, dtype=np.uint8)
    steps = [(np.hypot(dx, dy), dx, dy) for dx in range(-reach, reach + 1) for dy in range(-reach, reach + 1)]
    margin = reach * wide
    for distance, dx, dy in sorted(steps, reverse=True):  # edges first: the middle of a point lies over them
        share = min(max(radius + 0.5 - distance, 0.0), 1.0)
        if share > 0.0:
            at = flat + (margin + dy * wide + dx)
            ids[at] = shown
            cover[at] = round(255 * share)
    kept = slice(margin, margin + (height + 2 * reach) * wide)
    shape = (height + 2 * reach, wide)
    cut = (slice(reach, reach + height), slice(reach, reach + width))
    return ids[kept].reshape(shape)[cut], cover[kept].reshape(shape)[cut]


def place_view(
    x: Array, y: Array, order: Array, view: tuple[float, float, float, float], size: tuple[int, int], radius: float
) -> tuple[Array, Array]:
    """As `place_points`, of the points in `order` at places in the units of a view: left, right, bottom, top."""
    left, right, bottom, top = view
    px = (x[order] - left) * (size[0] / (right - left)) - 0.5
    py = (top - y[order]) * (size[1] / (top - bottom)) - 0.5
    return place_points(px, py, order, size, radius)


def place_lines(
    heights: Array, axes: Array, rows: Array, size: tuple[int, int], checkpoint: Checkpoint | None = None
) -> tuple[Array, Array]:
    """Lines from axis to axis.

    Parameters
    ----------
    heights
        (K, N) Where each of N lines meets each of K axes [pixels], from above; NaN where it does not.
    axes
        (K,) Places of the axes [pixels], rising.
    rows
        (N,) The number of each line; later ones lie over earlier ones.
    size
        Width and height [pixels].
    checkpoint
        Told the fraction done; raises to stop.

    Returns
    -------
    Array
        (height, width) int32: the line each pixel shows, or NOTHING.
    Array
        (height, width) uint8: how many lines go through the pixel, 255 for all above.
    """
    width, height = size
    ids = np.full((width, height), NOTHING, dtype=np.int32)
    times = np.zeros((width, height), dtype=np.uint8)
    shown = rows.astype(np.int32)
    with np.errstate(invalid="ignore"):
        clear = np.isfinite(heights)
    for gap in range(len(axes) - 1):
        left, right = round(float(axes[gap])), round(float(axes[gap + 1]))
        whole = clear[gap] & clear[gap + 1]
        begin, end, here = heights[gap][whole], heights[gap + 1][whole], shown[whole]
        slope = (end - begin) / max(right - left, 1)
        # A steep line covers several pixels of a column: from its height here to that of the next one.
        steep = int(np.ceil(np.abs(slope).max())) if slope.size else 0
        for x in range(max(left, 0), min(right + 1, width)):
            if checkpoint is not None:
                checkpoint((gap + (x - left) / max(right - left, 1)) / max(len(axes) - 1, 1))
            y = begin + slope * (x - left)
            column = ids[x]
            for part in range(max(min(steep, 4), 1)):
                at = np.clip(np.rint(y + slope * (part / max(min(steep, 4), 1))), 0, height - 1).astype(np.int64)
                column[at] = here
                if part == 0:
                    times[x] = np.minimum(np.bincount(at, minlength=height), 255)
    return ids.T, times.T


def shades(values: Array, low: float, high: float) -> Array:
    """(N,) uint8: places of values on a scale of colours from `low` to `high`."""
    with np.errstate(invalid="ignore"):
        share = (values - low) / (high - low) if high > low else np.zeros(len(values))
    return np.clip(np.nan_to_num(share, nan=0.0) * 255.0 + 0.5, 0, 255).astype(np.uint8)


def paint(ids: Array, cover: Array, shade: Array, brushed: Array | None, table: Array, muted: Array) -> Array:
    """(height, width) uint32: premultiplied ARGB of a picture of points.

    `shade` (N,) are places in the `table` (256, 3) of colours, by number of the point; what is not `brushed` (N,) has
    the `muted` (4,) colour with its opacity.
    """
    there = ids != NOTHING
    point = np.where(there, ids, 0)
    colour = table[shade[point]].astype(np.uint32) if shade.size else np.zeros((*ids.shape, 3), dtype=np.uint32)
    alpha = np.where(there, cover, 0).astype(np.uint32)
    if brushed is not None and shade.size:
        left_out = ~brushed[point]
        colour[left_out] = muted[:3].astype(np.uint32)
        alpha = np.where(left_out, alpha * int(muted[3]) // 255, alpha)
    colour = colour * alpha[..., None] // 255
    return (alpha << 24) | (colour[..., 0] << 16) | (colour[..., 1] << 8) | colour[..., 2]


def nearest(ids: Array, x: float, y: float, reach: int) -> int:
    """The point shown at a pixel, or nearest to it within `reach` pixels; NOTHING where there is none."""
    height, width = ids.shape
    column, line = round(x), round(y)
    if not (-reach <= column < width + reach and -reach <= line < height + reach):
        return NOTHING
    left, top = max(column - reach, 0), max(line - reach, 0)
    part = ids[top : line + reach + 1, left : column + reach + 1]
    lines, columns = np.nonzero(part != NOTHING)
    if not lines.size:
        return NOTHING
    best = int(np.argmin((lines + top - y) ** 2 + (columns + left - x) ** 2))
    return int(part[lines[best], columns[best]])


def drawing_order(count: int, shown: Array, brushed: Array | None) -> Array:
    """The numbers of the points in the order in which they are drawn: those that are not brushed lie below."""
    numbers = np.flatnonzero(shown)
    if brushed is None:
        return numbers
    up = brushed[numbers]
    return np.concatenate((numbers[~up], numbers[up]))
