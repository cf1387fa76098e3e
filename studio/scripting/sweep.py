"""A field varied step by step by a script, with what some results are at each step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.analysis import RESULTS
from studio.design import Design, DesignError, set_text, set_value
from studio.design.edit import field_at, get_value
from studio.design.field import Field
from studio.design.quantity import NUMBER, Quantity
from studio.scripting.error import ScriptError
from studio.scripting.host import Host
from studio.scripting.plot import Plot, curve
from studio.text import mark, tr


@dataclass(frozen=True)
class Sweep:
    """`x` are the values of the field and `results[name]` those of each result, in SI; what failed is not a number."""

    path: str
    x: NDArray[np.float64]
    results: dict[str, NDArray[np.float64]]
    spec: Field

    def __getitem__(self, name: str) -> NDArray[np.float64]:
        return self.results[name]

    def plot(self) -> Plot:
        """The results over the field, each in the unit that people read it in."""
        x, x_label = _shown(self.x, self.spec.label, self.spec.quantity or NUMBER, self.spec.unit)
        drawn = {name: _shown(values, RESULTS[name].label, RESULTS[name].quantity, RESULTS[name].unit)
                 for name, values in self.results.items()}  # fmt: skip
        many = len(drawn) > 1
        curves = tuple(curve(x, y, label if many else "") for y, label in drawn.values())
        y_label = "" if many else next(iter(drawn.values()))[1]
        return Plot(curves, "", x_label, y_label)

    def __repr__(self) -> str:
        from studio.export.summary import value_text
        from studio.scripting.amount import Amount

        rows = [[tr(self.spec.label), *(tr(RESULTS[name].label) for name in self.results)]]
        for position, x in enumerate(self.x):
            values = [value_text(float(row[position]), name) for name, row in self.results.items()]
            rows.append([repr(Amount(x, self.spec.quantity or NUMBER, self.spec.unit)), *values])
        wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
        return "\n".join("  ".join(cell.rjust(room) for cell, room in zip(row, wide, strict=True)) for row in rows)


def sweep(host: Host, path: str, values: Sequence[Any], results: str | Sequence[str]) -> Sweep:
    """Evaluate the open design with each of `values` at `path`; the open design stays as it is."""
    names = (results,) if isinstance(results, str) else tuple(results)
    for name in names:
        if name not in RESULTS or RESULTS[name].kind == "series":
            raise ScriptError(tr(mark("there is no result “{name}” that is one number"), name=name))
    base = host.design
    spec = field_at(base, path)
    if spec.kind not in {"number", "integer"}:
        raise DesignError(path, tr(mark("is no number that could be swept")))
    designs = [_with(base, path, value) for value in values]
    if not designs:
        raise ScriptError(tr(mark("a sweep needs at least one value")))
    stages = tuple(dict.fromkeys(RESULTS[name].stage for name in names))
    checkpoint, rows = host.checkpoint(), []
    for position, design in enumerate(designs):
        checkpoint(position / len(designs))
        found = host.evaluate(design, stages)
        rows.append([float(found[name]) if name in found else np.nan for name in names])
    x = np.array([float(get_value(design, path)) for design in designs])
    return Sweep(path, x, dict(zip(names, np.array(rows).T, strict=True)), spec)


def _with(design: Design, path: str, value: Any) -> Design:
    if isinstance(value, str):
        return set_text(design, path, value)
    # Numbers of numpy are none for a field, whole ones included.
    plain = value.item() if isinstance(value, np.generic) else value
    return set_value(design, path, plain)


def _shown(values: NDArray[np.float64], label: str, quantity: Quantity, unit: str) -> tuple[Any, str]:
    known = quantity.unit(unit)
    if known is None:
        return values, f"{tr(label)} [{quantity.si}]" if quantity.si else tr(label)
    return values / known.factor - known.offset, f"{tr(label)} [{known.symbol}]" if known.symbol else tr(label)
