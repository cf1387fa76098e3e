"""Many stacks as one: those that share materials and order go through physics in one call.

A stack with arrays (V,) in place of the numbers that differ stands for V stacks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio.analysis.columns import gathered
from studio.analysis.result import FloatArray
from studio.analysis.stack.electric import Junctions, junctions_of
from studio.analysis.stack.grid import WAVELENGTH
from studio.analysis.stack.index import ComplexArray, at, index_of, layer_gap, table_of
from studio.analysis.stack.model import FILM_LIMIT, THICK, THIN, Optical, is_film, shade_of
from studio.design.panel import Layer, Stack

BLOCK = 128
"""Stacks in one call: their absorptances, some megabytes, stay near the processor."""


@dataclass(frozen=True, slots=True)
class Block:
    """Stacks that differ in numbers only; `rows` are their positions among all."""

    rows: NDArray[np.intp]
    stack: Stack
    """All of them."""
    first: Stack
    """One of them, by which everything is decided that is no number."""

    def part(self, places: Sequence[int]) -> "Block":
        """The same with some of the layers."""
        both = (msgspec.structs.replace(one, layers=tuple(one.layers[place] for place in places))
                for one in (self.stack, self.first))  # fmt: skip
        return Block(self.rows, *both)


def alone(stack: Stack) -> Block:
    """A single stack."""
    return Block(np.zeros(1, dtype=np.intp), stack, stack)


def blocks(stacks: Sequence[Stack]) -> Iterator[Block]:
    """The stacks in groups of one pattern, at most `BLOCK` at a time."""
    groups: dict[object, list[int]] = {}
    for row, stack in enumerate(stacks):
        groups.setdefault(_pattern(stack), []).append(row)
    for rows in groups.values():
        for start in range(0, len(rows), BLOCK):
            part = rows[start : start + BLOCK]
            yield Block(np.array(part), _together([stacks[row] for row in part]), stacks[part[0]])


def patterns(stack: Stack) -> Iterator[Block]:
    """The many stacks of `stack` in groups of one pattern."""
    kinds = np.zeros(count_of(stack), dtype=np.intp)
    for layer in stack.layers:
        for kind in _kinds(layer):
            if isinstance(kind, np.ndarray):
                _, kinds = np.unique(2 * kinds + kind, return_inverse=True)
    for kind in range(int(kinds.max()) + 1):
        rows = np.flatnonzero(kinds == kind)
        part = stack if rows.size == kinds.size else _at(stack, rows)
        yield Block(rows, part, _at(part, 0))


def _pattern(stack: Stack) -> object:
    return (
        stack.terminals, stack.electrical, stack.materials, stack.front.source, stack.back.source, stack.temperature,
        stack.technology, stack.cell, stack.price is None, stack.cell_efficiency is None,
        stack.cell_temperature_coefficient is None,
        tuple((layer.material, layer.role, layer.optics, layer.junction is None, *_kinds(layer))
              for layer in stack.layers),
    )  # fmt: skip


def _kinds(layer: Layer) -> tuple[Any, ...]:
    """What of a layer's numbers decides how light and heat are computed."""
    thickness = layer.thickness
    return is_film(layer), thickness <= FILM_LIMIT, thickness < THIN, thickness < THICK, layer.coverage >= 1.0


def lights_differ(stack: Stack) -> bool:
    """Whether many stacks differ in what light meets: in their layers, but not in how these conduct and weigh."""
    return any(isinstance(value, np.ndarray) for layer in stack.layers for value in (
        layer.thickness, layer.coverage, layer.light_path, layer.junction and layer.junction.band_gap))  # fmt: skip


def first_of(stack: Stack) -> Stack:
    """The first of many stacks."""
    first: Stack = _at(stack, 0)
    return first


def count_of(value: Any) -> int:
    """How many stacks one with arrays stands for; 1 without any."""
    if isinstance(value, np.ndarray):
        return len(value)
    if isinstance(value, msgspec.Struct):
        value = tuple(getattr(value, name) for name in value.__struct_fields__)
    return max(map(count_of, value), default=1) if isinstance(value, tuple) else 1


def _at(value: Any, place: Any) -> Any:
    """`value` with the number at `place`, or the numbers at places, for every array in it."""
    if isinstance(value, np.ndarray):
        return value[place] if isinstance(place, np.ndarray) else value[place].item()
    if isinstance(value, tuple):
        return tuple(_at(one, place) for one in value)
    if not isinstance(value, msgspec.Struct):
        return value
    found = {name: getattr(value, name) for name in value.__struct_fields__}
    return msgspec.structs.replace(value, **{name: _at(one, place) for name, one in found.items()
                                             if isinstance(one, np.ndarray | tuple | msgspec.Struct)})  # fmt: skip


def _together(values: Sequence[Any]) -> Any:
    """Values of one kind as one of it, with arrays where numbers differ; of what is no number the first."""
    first = values[0]
    if all(one is first for one in values):
        return first
    if isinstance(first, msgspec.Struct):
        return msgspec.structs.replace(first, **{
            name: _together([getattr(one, name) for one in values]) for name in first.__struct_fields__})  # fmt: skip
    if isinstance(first, tuple):
        return tuple(_together(each) for each in zip(*values, strict=True))
    if isinstance(first, bool | str) or first is None or all(one == first for one in values):
        return first
    return np.array(values, dtype=np.float64)


def seen_by_all(block: Block, seen: Optical) -> Optical:
    """What light meets in every stack of the block, after the pattern `seen` of its first."""
    if not lights_differ(block.stack) or not seen.places:
        return seen
    layers = [block.stack.layers[place] for place in seen.places]
    return replace(
        seen,
        thickness=gathered(layer.thickness for layer in layers),
        path_factor=gathered(
            1.0 if film else layer.light_path for film, layer in zip(seen.coherent, layers, strict=True)),
        index=_index(block, seen, layers),
        shade=shade_of(block.stack, seen.places) if np.any(seen.shade) else seen.shade,
    )  # fmt: skip


def junctions_of_all(block: Block, seen: Optical) -> Junctions:
    """The junctions of every stack of the block, arrays (V, J)."""
    return junctions_of(block.stack, seen)


def layer_numbers(block: Block, name: str) -> FloatArray:
    """(V, layers) One field of every layer of every stack."""
    numbers: FloatArray = gathered(getattr(layer, name) for layer in block.stack.layers)
    return numbers


def _index(block: Block, seen: Optical, layers: list[Layer]) -> ComplexArray:
    """The constants of the block: those of its first stack where no gap differs, else one set for each stack."""
    if not any(layer.junction and isinstance(layer.junction.band_gap, np.ndarray) for layer in layers):
        return seen.index
    rows = []
    for place, layer in zip(seen.places, layers, strict=True):
        first = block.first.layers[place]
        table = table_of(block.first, layer.material)
        known = index_of(block.first, first)
        assert table is not None
        assert known is not None
        gap = layer_gap(layer, table)
        rows.append(at(table, gap, WAVELENGTH)[0] if isinstance(gap, np.ndarray) else known.values)
    return np.stack(np.broadcast_arrays(*rows), axis=-2)
