"""What a result is: a value with a label, a quantity, an equation, a source and the inputs it follows from.

A stage's results are one frozen dataclass whose fields are declared with :func:`result`; the table of all
results is read off those classes, so nothing can be computed that cannot explain itself.
"""

import dataclasses
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.design.quantity import NUMBER, Quantity
from studio.design.shown import shown_symbol

FloatArray = NDArray[np.float64]
_KEY = "dawnline"


@dataclass(frozen=True, slots=True)
class ResultInfo:
    """What is known of one result; `time` names the result that holds the time of each value of a series."""

    name: str
    stage: str
    label: str
    quantity: Quantity
    usual: str
    """The unit in which it is shown where nobody has chosen another."""
    equation: str
    source: str
    inputs: tuple[str, ...]
    kind: str
    time: str | None = None
    attribute: str = ""
    """The field of the stage's table that holds it."""

    @property
    def unit(self) -> str:
        """The unit in which it is shown to people, now."""
        return shown_symbol(self.quantity, self.usual)


def result(
    label: str,
    quantity: Quantity = NUMBER,
    *,
    equation: str,
    source: str,
    inputs: tuple[str, ...],
    unit: str | None = None,
    time: str | None = None,
    optional: bool = False,
    name: str | None = None,
) -> Any:
    """A dataclass field that is a result; `inputs` are paths of design fields and names of other results.

    `name` is its full name where that is not "stage.field": what belongs to the panel is called so, whichever stage
    computes it.
    """
    facts = {
        "name": name,
        "label": label,
        "quantity": quantity,
        "usual": quantity.shown if unit is None else unit,
        "equation": equation,
        "source": source,
        "inputs": inputs,
        "time": time,
    }
    if optional:
        return dataclasses.field(default=None, metadata={_KEY: facts})
    return dataclasses.field(metadata={_KEY: facts})


def declared(stage: str, table: type) -> Iterator[ResultInfo]:
    """The results that the dataclass `table` of `stage` declares, in order."""
    hints = typing.get_type_hints(table)
    for spec in dataclasses.fields(table):
        facts = spec.metadata.get(_KEY)
        if facts is None:
            continue
        yield ResultInfo(**{**facts, "name": _full_name(stage, spec)}, stage=stage, kind=_kind(hints[spec.name]),
                         attribute=spec.name)  # fmt: skip


def _full_name(stage: str, spec: "dataclasses.Field[Any]") -> str:
    return spec.metadata[_KEY]["name"] or f"{stage}.{spec.name}"


def read_only(array: Any) -> Any:
    """`array` as float64 that nobody can write to."""
    frozen = np.asarray(array, dtype=np.float64)
    if frozen.base is not None or frozen is array:
        frozen = frozen.view()
    frozen.flags.writeable = False
    return frozen


def _kind(hint: Any) -> str:
    if any(typing.get_origin(h) is tuple for h in (hint, *typing.get_args(hint))):
        return "series"
    options = [h for h in typing.get_args(hint) or (hint,) if h is not type(None)]
    for kind, name in ((int, "integer"), (float, "number"), (str, "text"), (bool, "switch")):
        if options and options[0] is kind:
            return name
    return "series"
