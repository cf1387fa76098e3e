"""One result explained: its value, equation and source, and its inputs up the chain to the design."""

from dataclasses import dataclass
from typing import Any

from studio.analysis.engine import Results
from studio.analysis.stages import RESULTS
from studio.design.edit import field_at, get_value, source_of
from studio.design.error import DesignError
from studio.design.quantity import NUMBER, Quantity
from studio.text import mark, tr


@dataclass(frozen=True, slots=True)
class Explanation:
    """`inputs` explain themselves in turn; those of a design field are empty."""

    name: str
    label: str
    value: Any
    quantity: Quantity
    unit: str
    equation: str
    source: str
    confidence: str
    inputs: tuple["Explanation", ...]


def explain(results: Results, name: str) -> Explanation:
    """The result or design field `name` with everything it follows from.

    Raises
    ------
    DesignError
        Where nothing has that name.
    """
    if name in RESULTS:
        known = RESULTS[name]
        inputs = tuple(explain(results, source) for source in known.inputs)
        return Explanation(
            name, known.label, results.get(name), known.quantity, known.unit, known.equation, known.source,
            "derived", inputs,
        )  # fmt: skip
    if "[]" in name:
        return _list_field(results, name)
    try:
        spec = field_at(results.design, name)
    except DesignError:
        raise DesignError(name, tr(mark("is neither a result nor a field of the design"))) from None
    source = source_of(results.design, name)
    return Explanation(
        name, spec.label, get_value(results.design, name), spec.quantity or NUMBER, spec.unit,
        tr(mark("decided in the design")),
        (f"{source.text} ({source.date})" if source.date else source.text) if source else "",
        source.confidence if source else "assumed", (),
    )  # fmt: skip


def _list_field(results: Results, name: str) -> Explanation:
    holder, _, leaf = name.partition("[].")
    items = get_value(results.design, holder)
    inputs = tuple(explain(results, f"{holder}[{position}].{leaf}") for position in range(len(items)))
    first = inputs[0]
    return Explanation(
        name, first.label, tuple(one.value for one in inputs), first.quantity, first.unit,
        tr(mark("decided in the design, for each of the {count}"), count=len(inputs)), "", "assumed", inputs,
    )  # fmt: skip
