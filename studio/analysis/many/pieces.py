"""The tables of some designs after the others as one, for the stages that read no map of the year.

What is asked for is put together when it is asked for: of most tables a few numbers are.
"""

import dataclasses
from types import MethodType
from typing import Any

import numpy as np

from studio.analysis.many.table import Ranks, joined, one_of, parts_of, remade


class Pieces:
    """Tables of several calls in the place of one: `sizes` are their designs, `many` tells which have their axis."""

    def __init__(self, tables: list[Any], ranks: Ranks, sizes: list[int], many: list[bool]) -> None:
        self._tables, self._ranks, self._sizes, self._many = tables, ranks, sizes, many

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        values = [getattr(table, name) for table in self._tables]
        if isinstance(values[0], MethodType):
            return MethodType(values[0].__func__, self)
        known = self._ranks.get(name) if isinstance(self._ranks, dict) else None
        found = joined(values, known, self._sizes, self._many)
        self.__dict__[name] = found
        return found

    def one(self, position: int) -> Any:
        """One design's table."""
        for table, size, many in zip(self._tables, self._sizes, self._many, strict=True):
            if position < size:
                return one_of(table, self._ranks, size, position) if many else table
            position -= size
        raise IndexError(position)


def without_maps(table: Any) -> Any:
    """A table of many designs without what has a value for each cell of the year: that is too much to keep."""
    if not dataclasses.is_dataclass(table):
        return table
    values = {}
    for name in parts_of(table):
        value = getattr(table, name)
        values[name] = None if isinstance(value, np.ndarray) and value.ndim >= 3 else without_maps(value)
    return remade(type(table), values)
