"""Many designs of which some have another number of planes or members: those with the same are computed together."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from studio.analysis.columns import ManyTables
from studio.design import Design

Run = Callable[[Design, Mapping[str, Any], Callable[[float], None] | None], Any]


def by_shape(run: Run, shapes: Callable[[Design], Sequence[Any]]) -> Run:
    """`run` for many designs, called once for all that have equal `shapes`, which are plain numbers then.

    Its table must have fields of one value a design, or none.
    """

    def many(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Any:
        varied = [value for value in shapes(design) if np.ndim(value)]
        if not varied:
            return run(design, tables, checkpoint)
        size = varied[0].size
        _, first, group = np.unique(np.stack(varied, axis=1), axis=0, return_index=True, return_inverse=True)
        group = group.reshape(-1)
        found, places = [], []
        for number in range(first.size):
            these = np.flatnonzero(group == number)
            fixed = {id(value): value[these[0]].item() for value in varied}
            found.append(run(_some(design, these, fixed), _tables(tables, these, size), checkpoint))
            places.append(these)
        kind = type(found[0])
        return kind(**{name: _scattered([getattr(one, name) for one in found], places, size)
                       for name in kind.__dataclass_fields__})  # fmt: skip

    return many


def _some(part: Any, these: Any, fixed: Mapping[int, Any]) -> Any:
    """A part of the design as it is of some designs."""
    if isinstance(part, np.ndarray):
        return fixed[id(part)] if id(part) in fixed else part[these]
    if isinstance(part, tuple):
        return tuple(_some(one, these, fixed) for one in part)
    if not isinstance(part, msgspec.Struct):
        return part
    before = {name: getattr(part, name) for name in part.__struct_fields__}
    after = {name: _some(value, these, fixed) for name, value in before.items()}
    changed = {name: value for name, value in after.items() if value is not before[name]}
    return msgspec.structs.replace(part, **changed) if changed else part


def _tables(tables: Mapping[str, Any], these: Any, size: int) -> ManyTables:
    from studio.analysis.many.table import View  # which knows the stages

    found = ManyTables()
    for name, table in tables.items():
        found[name] = View(table, table._ranks, size, these) if isinstance(table, View) else table
    return found


def _scattered(values: list[Any], places: list[Any], size: int) -> Any:
    first = values[0]
    if all(value is None for value in values) or isinstance(first, tuple) or np.size(first) == 0:
        return first
    whole = [np.asarray(np.nan if value is None else value) for value in values]
    kind = np.result_type(*whole)
    found = np.zeros((size, *next((one.shape[1:] for one in whole if one.ndim > 1), ())), dtype=kind)
    for value, these in zip(whole, places, strict=True):
        found[these] = value
    return found
