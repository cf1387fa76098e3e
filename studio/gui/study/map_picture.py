"""The picture of a map: a result as colours over two factors, lines of one level, and what breaks a requirement."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.design.requirement import Requirement
from studio.gui.study.column import Column
from studio.gui.study.field import Field, contour, field_of, refined, round_levels, sampled
from studio.gui.study.level_labels import LevelLabel
from studio.gui.study.raster import shades
from studio.gui.study.tints import Tints, tints
from studio.gui.theme import Colours

_REFINED = 160
"""Cells along an axis between which lines of one level are drawn straight."""
_STRIPE = 9
View = tuple[float, float, float, float]
"""Left, right, bottom and top of what is seen."""


@dataclass(frozen=True, eq=False)
class MapAsked:
    """Points of the study: places as they are shown, (N,) each, and the result there as column `z` holds it.

    `mask` (N,) tells which are drawn; `bounds` are requirements with their margins there; `smooth` says that
    between points the result is straight, `alone` that no other factor varies.
    """

    x: Any
    y: Any
    values: Any
    mask: Any
    z: Column
    bounds: Sequence[tuple[Requirement, Any]]
    smooth: bool
    alone: bool


@dataclass(frozen=True, eq=False)
class MapPicture:
    """A picture over the plane, pieces of lines by their words, and the field itself."""

    field: Field
    argb: Any
    view: View
    shown: Tints
    lines: Any
    """(S, 2, 2) Pieces of the lines of one level."""
    bounds: Any
    """(S, 2, 2) Pieces of the lines at which a requirement is just met."""
    labels: tuple[LevelLabel, ...]


def map_picture(
    asked: MapAsked, view: View, size: tuple[int, int], colours: Colours, checkpoint: Callable[[float], None]
) -> MapPicture:
    """The picture of `size` pixels over what is seen."""
    z, smooth, mask = asked.z, asked.smooth, asked.mask
    x, y = asked.x[mask], asked.y[mask]
    field = field_of(x, y, asked.values[mask], alone=asked.alone)
    shown = tints(z, field.values.ravel(), colours)
    left, right, bottom, top = view
    across = left + (np.arange(size[0]) + 0.5) * (right - left) / size[0]
    up = top - (np.arange(size[1]) + 0.5) * (top - bottom) / size[1]
    picked = _at_pixels(field, across, up, smooth)
    if z.labels:
        shade = np.nan_to_num(picked, nan=0.0).astype(np.uint8)
    else:
        shade = shades(picked.ravel(), shown.low, shown.high).reshape(picked.shape)
    rgb = shown.table[shade].astype(np.uint32)
    there = np.isfinite(picked)
    broken = np.zeros(there.shape, dtype=bool)
    edges, labels = [], []
    for one, margins in asked.bounds:
        margin = field_of(x, y, margins[mask], alone=asked.alone)
        with np.errstate(invalid="ignore"):
            broken |= _at_pixels(margin, across, up, smooth) < 0.0
        if smooth:
            pieces = contour(_fine(margin), 0.0)
            edges.append(pieces)
            if len(pieces):
                labels.append(_label(pieces, one.name, view, bound=True))
        checkpoint(0.5)
    stripe = (np.arange(size[0])[None, :] + np.arange(size[1])[:, None]) % _STRIPE < 2
    rgb[broken & stripe & there] = np.array([(int(colours.red[at : at + 2], 16)) for at in (1, 3, 5)])
    argb = np.where(there, 0xFF000000 | (rgb[..., 0] << 16) | (rgb[..., 1] << 8) | rgb[..., 2], 0)
    lines = []
    if smooth:
        fine = _fine(field)
        for number in round_levels(z.shown(shown.low), z.shown(shown.high)):
            level = z.unit.to_si(float(number))
            pieces = contour(fine, level)
            lines.append(pieces)
            if len(pieces):
                labels.append(_label(pieces, z.bare(level), view))
    return MapPicture(field, argb, view, shown, joined(lines), joined(edges), tuple(labels))


def joined(pieces: list[Any]) -> Any:
    """All pieces of lines as one array (S, 2, 2)."""
    return np.concatenate(pieces) if pieces else np.zeros((0, 2, 2))


def _at_pixels(field: Field, x: Any, y: Any, smooth: bool) -> Any:
    """The field at the places of pixels: straight between its values, or the nearest of them."""
    if smooth and field.x.size > 1 and field.y.size > 1:
        return sampled(field, x, y)
    if not field.x.size or not field.y.size:
        return np.full((y.size, x.size), np.nan)
    column, line = (_nearest(places, wanted) for places, wanted in ((field.x, x), (field.y, y)))
    found = field.values[np.ix_(np.maximum(line, 0), np.maximum(column, 0))].copy()
    found[:, column < 0] = np.nan
    found[line < 0, :] = np.nan
    return found


def _nearest(places: Any, wanted: Any) -> Any:
    """The nearest place to each; −1 outside of the cells."""
    if places.size == 1:
        return np.zeros(wanted.size, dtype=np.int64)
    middles = (places[1:] + places[:-1]) / 2.0
    found = np.searchsorted(middles, wanted)
    low, high = places[0] - (middles[0] - places[0]), places[-1] + (places[-1] - middles[-1])
    return np.where((wanted < low) | (wanted > high), -1, found)


def _fine(field: Field) -> Field:
    return refined(field, max(_REFINED // max(field.x.size, field.y.size, 1), 1))


def _label(pieces: Any, text: str, view: View, bound: bool = False) -> LevelLabel:
    """Words on a line, at the piece that is nearest to the middle of what is seen."""
    left, right, bottom, top = view
    middle = pieces.mean(axis=1)
    apart = ((middle[:, 0] - (left + right) / 2) / (right - left)) ** 2
    apart += ((middle[:, 1] - (bottom + top) / 2) / (top - bottom)) ** 2
    x, y = middle[int(np.argmin(apart))]
    return LevelLabel(float(x), float(y), text, bound)
