"""The table of a stage of many designs: which of its values have the axis of the designs, and how to pick some of them.

What one design's table holds tells the axes of each value; the same value of many designs has one more, or is shared.
"""

import dataclasses
import typing
from functools import cache
from types import MethodType, NoneType
from typing import Any

import numpy as np

Ranks = Any
"""For a dataclass or named tuple a dict by field; for an array or number its axes; None for what has none."""


def ranks_of(value: Any) -> Ranks:
    """The axes of everything in one design's table."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: ranks_of(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: ranks_of(getattr(value, name)) for name in value._fields}
    if isinstance(value, np.ndarray):
        return value.ndim
    return 0 if isinstance(value, bool | int | float | str | np.generic) else None


def _varies(value: Any, rank: Ranks, size: int) -> bool:
    """Whether `value` has the axis of the designs; where one design had no value, by the length of its first axis."""
    if not isinstance(value, np.ndarray) or value.ndim == 0:
        return False
    if isinstance(rank, int) and value.dtype != object:
        return bool(value.ndim == 1 + rank)
    return bool(value.shape[0] == size)


def parts_of(value: Any) -> tuple[str, ...]:
    """The names of the fields of what holds others; none for a plain value."""
    if isinstance(value, View):
        value = value._table
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return tuple(field.name for field in dataclasses.fields(value))
    return tuple(value._fields) if isinstance(value, tuple) and hasattr(value, "_fields") else ()


class View:
    """Some designs' part of a table of many; a field is picked when it is asked for."""

    __slots__ = ("_index", "_kept", "_ranks", "_size", "_table")

    def __init__(self, table: Any, ranks: Ranks, size: int, index: Any) -> None:
        self._table, self._ranks, self._size, self._index = table, ranks, size, index
        self._kept: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = self._kept.get(name, self)
        if found is self:
            found = self._kept[name] = self._pick(name)
        return found

    def _pick(self, name: str) -> Any:
        value = getattr(self._table, name)
        if isinstance(value, MethodType):  # asks for these designs' part
            return MethodType(value.__func__, self)
        known = self._ranks.get(name) if isinstance(self._ranks, dict) else None
        names = parts_of(value)
        if names:
            if isinstance(value, tuple):
                return type(value)(*(self._one(part, getattr(value, part), known) for part in names))
            return View(value, known, self._size, self._index)
        if not _varies(value, known, self._size):
            return value
        picked = value[self._index]
        picked.flags.writeable = False  # other stages read it as well
        return picked

    def _one(self, name: str, value: Any, ranks: Ranks) -> Any:
        known = ranks.get(name) if isinstance(ranks, dict) else None
        return value[self._index] if _varies(value, known, self._size) else value


def one_of(table: Any, ranks: Ranks, size: int, position: int) -> Any:
    """One design's table out of a table of many, as its stage would have made it."""
    names = parts_of(table)
    if not names:
        if not _varies(table, ranks, size):
            return table
        value = table[position]
        return value.item() if isinstance(value, np.generic) else value
    kind: Any = type(table)
    optional = _optional(kind)
    found = {}
    for name in names:
        known = ranks.get(name) if isinstance(ranks, dict) else None
        value = one_of(getattr(table, name), known, size, position)
        found[name] = None if name in optional and isinstance(value, float) and value != value else value
    return remade(kind, found)


def remade(kind: Any, values: dict[str, Any]) -> Any:
    """A table with these values, whatever they are."""
    if hasattr(kind, "_fields"):
        return kind(**values)
    table: Any = object.__new__(kind)
    for name, value in values.items():
        object.__setattr__(table, name, value)
    return table


@cache
def _optional(kind: Any) -> frozenset[str]:
    """The fields of a table that may have no value."""
    if hasattr(kind, "_fields"):
        return frozenset()
    hints = typing.get_type_hints(kind)
    return frozenset(name for name, hint in hints.items() if NoneType in typing.get_args(hint))


def joined(tables: list[Any], ranks: Ranks, sizes: list[int], many: list[bool]) -> Any:
    """One table of the designs of several, in their order; those that are not of `many` designs are of one."""
    first = tables[0]
    if len(tables) == 1 and many[0]:
        return first
    names = parts_of(first)
    if names and all(parts_of(table) == names for table in tables):
        values = {}
        for name in names:
            known = ranks.get(name) if isinstance(ranks, dict) else None
            values[name] = joined([getattr(table, name) for table in tables], known, sizes, many)
        return remade(type(first), values)
    whole = sum(sizes)
    if all(value is first for value in tables) and (whole > 1 and not isinstance(first, np.ndarray)):
        return first
    if isinstance(first, int | float | str) and all(type(value) is type(first) and value == first for value in tables):
        return first  # as the instant of the epoch
    if isinstance(first, tuple) and all(isinstance(value, tuple) and _equal(value, first) for value in tables):
        return first  # as the places of the layers that light meets
    if isinstance(first, np.ndarray) and all(many) and not any(
        _varies(value, ranks, size) for value, size in zip(tables, sizes, strict=True)
    ) and all(np.array_equal(value, first) for value in tables[1:]):  # fmt: skip
        return first  # as the phases of the orbit, which all share
    if any(value is None for value in tables):
        tables, ranks = _without_none(tables, ranks, sizes, many)
    rows = [_rows(value, ranks, size, several) for value, size, several in zip(tables, sizes, many, strict=True)]
    if len({(one.shape[1:], one.dtype == object) for one in rows}) == 1:
        return np.concatenate(rows)
    listed = np.empty(whole, dtype=object)  # as the passages through the shadow, of which each orbit has its number
    for position, value in enumerate(value for one in rows for value in one):
        listed[position] = value
    return listed


def _equal(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether two tuples are known to be equal: those that hold arrays of many designs, as what a programme needs, may
    not even be asked."""
    try:
        return one == other
    except ValueError:
        return False


def _without_none(
    tables: list[Any], ranks: Ranks, sizes: list[int], many: list[bool]
) -> tuple[list[Any], Ranks]:
    """Values of which some are None, with NaN for these where the others are numbers, and the axes of one."""
    shapes = set()
    for value, several in zip(tables, many, strict=True):
        if value is None:
            continue
        if isinstance(value, np.ndarray) and value.dtype != object:
            shapes.add(value.shape[1:] if several else value.shape)
        elif isinstance(value, int | float | np.number):
            shapes.add(())
        else:
            return tables, ranks
    if len(shapes) != 1:
        return tables, ranks
    shape = shapes.pop()
    filled = [value if value is not None else np.full((size, *shape) if several else shape, np.nan)
              for value, size, several in zip(tables, sizes, many, strict=True)]  # fmt: skip
    return [value.item() if np.ndim(value) == 0 and isinstance(value, np.ndarray) else value for value in filled], len(
        shape)  # fmt: skip


def _rows(value: Any, rank: Ranks, size: int, many: bool) -> np.ndarray[Any, Any]:
    """`value` of some designs with their axis."""
    if many and _varies(value, rank, size):
        found: np.ndarray[Any, Any] = value
        return found
    if isinstance(value, np.ndarray) and isinstance(rank, int) and value.ndim == rank:
        return np.broadcast_to(value, (size, *value.shape))
    if value is None and rank == 0:
        return np.full(size, np.nan)
    if isinstance(value, bool | int | float | np.generic) and not isinstance(value, np.str_):
        return np.full(size, value)
    listed = np.empty(size, dtype=object)
    for position in range(size):
        listed[position] = value
    return listed
