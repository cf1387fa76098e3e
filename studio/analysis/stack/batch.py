"""Many stacks as one set of arrays: those that share materials and order go through physics in one call."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import numpy as np

from studio.analysis.result import FloatArray
from studio.analysis.stack.electric import FIELDS, Junctions, junctions_of
from studio.analysis.stack.index import ComplexArray, index_of
from studio.analysis.stack.model import Optical, is_film
from studio.design.panel import Layer, Stack

BLOCK = 128
"""Stacks in one call: their absorptances, some megabytes, stay near the processor."""


@dataclass(frozen=True, slots=True)
class Block:
    """Stacks that differ in numbers only; `rows` are their positions among all."""

    rows: FloatArray
    stacks: tuple[Stack, ...]


def first_of(stack: Stack) -> Stack:
    """The first of many stacks, which a stack with arrays in place of numbers stands for."""
    first: Stack = _at(stack, 0)
    return first


def lights_differ(stack: Stack) -> bool:
    """Whether many stacks differ in what light meets: in their layers, but not in how these conduct and weigh."""
    return any(isinstance(value, np.ndarray) for layer in stack.layers for value in (
        layer.thickness, layer.coverage, layer.light_path, layer.junction and layer.junction.band_gap))  # fmt: skip


def _at(value: Any, place: int) -> Any:
    """`value` with the number at `place` for every array in it."""
    if isinstance(value, np.ndarray):
        return value[place].item()
    if isinstance(value, tuple):
        return tuple(_at(one, place) for one in value)
    if not isinstance(value, msgspec.Struct):
        return value
    found = {name: getattr(value, name) for name in value.__struct_fields__}
    return msgspec.structs.replace(value, **{name: _at(one, place) for name, one in found.items()
                                             if isinstance(one, np.ndarray | tuple | msgspec.Struct)})  # fmt: skip


def blocks(stacks: Sequence[Stack]) -> Iterator[Block]:
    """The stacks in groups of one pattern, at most `BLOCK` at a time."""
    groups: dict[object, list[int]] = {}
    for row, stack in enumerate(stacks):
        groups.setdefault(_pattern(stack), []).append(row)
    for rows in groups.values():
        for start in range(0, len(rows), BLOCK):
            part = rows[start : start + BLOCK]
            yield Block(np.array(part), tuple(stacks[row] for row in part))


def _pattern(stack: Stack) -> object:
    return (
        stack.terminals, stack.electrical, stack.materials, stack.front.source, stack.back.source, stack.temperature,
        stack.technology, stack.cell,
        tuple((layer.material, layer.role, layer.optics, is_film(layer), layer.junction is None,
               layer.coverage if layer.role == "interconnect" else layer.coverage < 1.0)
              for layer in stack.layers),
    )  # fmt: skip


def seen_by_all(block: Block, seen: Optical) -> Optical:
    """What light meets in every stack of the block, after the pattern `seen` of its first."""
    layers = [[stack.layers[place] for place in seen.places] for stack in block.stacks]
    thickness = _numbers(layers, "thickness")
    factor = np.where(seen.coherent, 1.0, _numbers(layers, "light_path")) if seen.places else thickness
    return replace(seen, thickness=thickness, path_factor=factor, index=_index(block, seen, layers))


def junctions_of_all(block: Block, seen: Optical) -> Junctions:
    """The junctions of every stack of the block, arrays (V, J)."""
    first = junctions_of(block.stacks[0], seen)
    found = [[stack.layers[place].junction for place in first.places] for stack in block.stacks]
    values = (np.array([[getattr(one, name) for one in row] for row in found]) for name in FIELDS)
    return Junctions(first.places, first.rows, *values)


def layer_numbers(block: Block, name: str) -> FloatArray:
    """(V, layers) One field of every layer of every stack."""
    return _numbers([stack.layers for stack in block.stacks], name)


def _numbers(layers: Sequence[Sequence[Layer]], name: str) -> FloatArray:
    return np.array([[getattr(layer, name) for layer in row] for row in layers], dtype=np.float64)


def _index(block: Block, seen: Optical, layers: list[list[Layer]]) -> ComplexArray:
    """The constants of the block: those of its first stack where no gap differs, else one set for each stack."""
    gaps = {tuple(layer.junction.band_gap if layer.junction else 0.0 for layer in row) for row in layers}
    if len(gaps) == 1:
        return seen.index
    rows = []
    for stack, own in zip(block.stacks, layers, strict=True):
        found = [index_of(stack, layer) for layer in own]
        rows.append([one.values for one in found if one is not None])
    return np.array(rows)
