"""One result explained: its value, equation and source, and its inputs up the chain to the design."""

from dataclasses import dataclass
from typing import Any

from studio.analysis.catalogue_source import catalogue_source, material_source
from studio.analysis.engine import Results
from studio.analysis.stages import RESULTS
from studio.design.edit import field_at, get_value, source_of
from studio.design.error import DesignError
from studio.design.field import fields
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
    return _explained(results, name, {})


def _explained(results: Results, name: str, made: dict[str, Explanation]) -> Explanation:
    """As `explain`; each of `made` is shared by all that follow from it: spelled out anew they would be millions."""
    if name not in made:
        made[name] = _new(results, name, made)
    return made[name]


def _new(results: Results, name: str, made: dict[str, Explanation]) -> Explanation:
    if name in RESULTS:
        known = RESULTS[name]
        inputs = tuple(_explained(results, source, made) for source in known.inputs)
        return Explanation(
            name, known.label, results.get(name), known.quantity, known.unit, known.equation, known.source,
            "derived", inputs,
        )  # fmt: skip
    if "[]" in name:
        return _list_field(results, name, made)
    try:
        spec = field_at(results.design, name)
    except DesignError:
        raise DesignError(name, tr(mark("is neither a result nor a field of the design"))) from None
    value = get_value(results.design, name)
    source = source_of(results.design, name) or material_source(results.design, name, value)
    text = (f"{source.text} ({source.date})" if source.date else source.text) if source else ""
    confidence: str = source.confidence if source else "assumed"
    held = catalogue_source(results.design, spec, value)
    if held is not None:  # what an id stands for has a source of its own
        text, confidence = (f"{text}; {held.text}" if text else held.text), held.confidence
    decided = tr(mark("decided in the design"))
    return Explanation(name, spec.label, value, spec.quantity or NUMBER, spec.unit, decided, text, confidence, ())


def _list_field(results: Results, name: str, made: dict[str, Explanation]) -> Explanation:
    holder, _, leaf = name.partition("[].")
    items = get_value(results.design, holder)
    # A part that only some items have, such as the junction of a layer, counts where it is.
    part = leaf.rpartition(".")[0]
    having = [place for place, item in enumerate(items) if not part or getattr(item, part) is not None]
    inputs = tuple(_explained(results, f"{holder}[{position}].{leaf}", made) for position in having)
    if not inputs:
        spec = next(spec for spec in fields(type(results.design)) if spec.path == name)
        return Explanation(name, spec.label, (), spec.quantity or NUMBER, spec.unit,
                           tr(mark("decided in the design, where there is one")), "", "assumed", ())  # fmt: skip
    first = inputs[0]
    return Explanation(
        name, first.label, tuple(one.value for one in inputs), first.quantity, first.unit,
        tr(mark("decided in the design, for each of the {count}"), count=len(inputs)), "", "assumed", inputs,
    )  # fmt: skip
