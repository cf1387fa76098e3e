"""The layers of a stack as the arrays that optics takes: what light meets from either side, in order."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from studio.analysis.columns import gathered, plain
from studio.analysis.result import FloatArray
from studio.analysis.stack.index import ComplexArray, index_of
from studio.design.panel import Layer, Stack
from studio.text import mark, tr

FILM_LIMIT: Final = 5e-6
"""Thickest layer [m] in which light interferes when nothing else is said: in the 4 nm wide bins of the grid the fringes
of a thicker one, λ²/(2 n d) apart, would be averaged out."""
THIN: Final = 1e-6
"""Films that hardly show at ten micrometres, unless they conduct."""
THICK: Final = 5e-6
"""Layers that no thermal radiation passes unchanged, in which it does not interfere."""
_UNSEEN_ROLES: Final = ("interconnect",)
_BARRIER_ROLES: Final = ("core",)


@dataclass(frozen=True, slots=True)
class Optical:
    """What light meets from one side; `places` are the positions of the layers in the stack.

    `thickness`, `index` and `path_factor` may have leading axes: many variants of one stack.
    """

    places: tuple[int, ...]
    index: ComplexArray
    """(…, L, W)"""
    thickness: FloatArray
    """(…, L)"""
    coherent: tuple[bool, ...]
    path_factor: FloatArray
    """(…, L)"""
    extrapolated: NDArray[np.bool_]
    """(L, W) Where the constants are those of the end of their table."""
    backed: bool
    """Whether something dark lies behind the last layer, which takes what comes through."""
    shade: Any
    """Share of the area that the grid before the cells covers."""


def is_film(layer: Layer, thickness: float | None = None) -> Any:
    """Whether light interferes in the layer, by its thickness unless the design says."""
    if layer.optics in {"film", "slab"}:
        return layer.optics == "film"
    return (layer.thickness if thickness is None else thickness) <= FILM_LIMIT


def cell_coverage(stack: Stack) -> Any:
    """Share of the panel that is cell: the coverage of its absorbers."""
    found = [layer.coverage for layer in stack.layers if layer.role == "cell"]
    return plain(gathered(found).max(axis=-1)) if found else 1.0


def shade_of(stack: Stack, places: tuple[int, ...]) -> Any:
    """Share of the area that grids before the first of the junctions at `places` cover."""
    cell = next((place for place in places if stack.layers[place].junction is not None), len(stack.layers))
    shade: Any = 0.0
    for layer in stack.layers[:cell]:
        if layer.role in _UNSEEN_ROLES:
            shade = plain(np.maximum(shade, layer.coverage))
    return shade


def seen_from_front(stack: Stack) -> Optical:
    """What light meets from the Sun side over the cells.

    Raises
    ------
    ValueError
        Where a layer before the last junction has no optical constants.
    """
    order = tuple(range(len(stack.layers)))
    last = max((place for place, layer in enumerate(stack.layers) if layer.junction is not None), default=-1)
    return _seen(stack, order, last)


def seen_from_back(stack: Stack) -> Optical:
    """What light meets from the back."""
    return _seen(stack, tuple(range(len(stack.layers) - 1, -1, -1)), -1)


def seen_bare(stack: Stack) -> Optical:
    """What light meets from the Sun side on layers that make no electricity, the gaps between cells."""
    return _seen(stack, tuple(range(len(stack.layers))), -1)


@lru_cache(maxsize=64)
def _seen(stack: Stack, order: tuple[int, ...], last_junction: int) -> Optical:
    places: list[int] = []
    backed = False
    rows, masks = [], []
    for place in order:
        layer = stack.layers[place]
        if layer.optics == "none" or layer.role in _UNSEEN_ROLES:
            continue
        found = None if layer.role in _BARRIER_ROLES else index_of(stack, layer)
        if found is None:
            if place <= last_junction and layer.role in _BARRIER_ROLES:
                raise ValueError(tr(
                    mark("stack.layers[{name}].role: no light passes a core, and a junction lies in it or behind it"),
                    name=layer.name,
                ))  # fmt: skip
            if place <= last_junction:
                raise ValueError(tr(
                    mark("stack.layers[{name}].material: there are no optical constants of “{material}”, and light "
                         "passes it on the way to a junction"), name=layer.name, material=layer.material,
                ))  # fmt: skip
            backed = True
            break
        places.append(place)
        rows.append(found.values)
        masks.append(found.extrapolated)
    layers = [stack.layers[place] for place in places]
    coherent = tuple(is_film(layer) for layer in layers)
    wide = np.zeros((0, 0))
    return Optical(
        tuple(places),
        np.array(rows) if rows else wide.astype(complex),
        np.array([layer.thickness for layer in layers]),
        coherent,
        np.array([1.0 if film else layer.light_path for film, layer in zip(coherent, layers, strict=True)]),
        np.array(masks) if masks else wide.astype(bool),
        backed,
        shade_of(stack, tuple(places)) if last_junction >= 0 else 0.0,
    )


def coarse(seen: Optical, every: int) -> Optical:
    """The same at every so-manieth wavelength."""
    return replace(seen, index=seen.index[..., ::every], extrapolated=seen.extrapolated[..., ::every])
