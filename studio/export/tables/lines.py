"""Every field of a design and every result as one line of a table: its label, its value, and where it is from."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import msgspec
import numpy as np

from studio.analysis import RESULTS, STAGES, Results
from studio.analysis.catalogue_source import catalogue_source, material_source
from studio.analysis.difference_text import joined
from studio.design import Design, Field
from studio.design.edit import get_value, source_of
from studio.design.error import DesignError
from studio.design.field import applies, nested, struct_fields
from studio.design.quantity import NUMBER, Quantity, Unit
from studio.design.requirement import Requirement, Source
from studio.text import mark, tr

_LEFT_OUT: Final = frozenset(("baselines", "requirements", "claims", "display", "review"))
_UNSAID: Final = Source("nobody said", "assumed")


@dataclass(frozen=True, slots=True)
class Line:
    """`value` is in SI; a text, or several values, are in `text`. Fields have no `equation` but may have a `date`."""

    name: str
    label: str
    group: str
    kind: str
    value: float | int | None
    text: str
    quantity: Quantity
    unit: Unit
    """That in which people expect it."""
    equation: str
    source: str
    confidence: str
    date: str = ""
    held: str = ""
    """Where the number comes from that the catalogue has for an id, or for a material."""
    counts: bool = True
    """Whether it has an effect with the other choices as they are."""
    spec: Field | None = None
    """Of a field of the design."""

    @property
    def shown(self) -> float | int | None:
        """The number in the unit of the line."""
        if self.value is None or isinstance(self.value, int):
            return self.value
        return exact_number(self.value, self.unit)


def exact_number(value: float, unit: Unit) -> float:
    """`value` [SI] in `unit`, such that it comes back as the same number where any does."""
    number = unit.from_si(value)
    if unit.to_si(number) != value:
        for near in (np.nextafter(number, np.inf), np.nextafter(number, -np.inf)):
            if unit.to_si(float(near)) == value:
                return float(near)
    return number


def result_lines(results: Results) -> Iterator[Line]:
    """Every result, in the order of the stages."""
    for name in results:
        known, value = RESULTS[name], results[name]
        single = isinstance(value, int | float) and not isinstance(value, bool)
        several = known.kind == "series"
        yield Line(name, tr(known.label), tr(STAGES[known.stage].label), known.kind, value if single else None,
                   listed(value) if several else "" if single else words(value), known.quantity,
                   _unit(known.quantity, known.unit), known.equation, known.source, "derived")  # fmt: skip


def words(value: object) -> str:
    """What is no number."""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return str(value)


def listed(value: Any) -> str:
    """Several values in one cell, as JSON."""
    return json.dumps(value.tolist() if isinstance(value, np.ndarray) else list(value), ensure_ascii=False)


def requirement_lines(design: Design) -> Iterator[Line]:
    """The bound of each requirement, in the unit of its result."""
    for one in design.requirements:
        known, path = RESULTS.get(one.result), f"requirements[{one.name}].value"
        quantity = known.quantity if known else NUMBER
        source = source_of(design, path) or _UNSAID
        yield Line(path, one.name, tr(mark("Requirements")), "requirement", one.value, _relation(one),
                   quantity, _unit(quantity, known.unit if known else ""), "",
                   "" if source is _UNSAID else source.text, source.confidence, source.date)  # fmt: skip
        if one.relation == "in":
            yield Line(f"requirements[{one.name}].upper", one.name, tr(mark("Requirements")), "requirement", one.top,
                       f"{one.result} <=", quantity, _unit(quantity, known.unit if known else ""), "", "", "", "")


def _relation(one: Requirement) -> str:
    """What is held against the value of the line, and how."""
    if one.relation == "in":
        return f"{one.result} >="
    return f"{one.result} {one.relation} {one.against} +" if one.against else f"{one.result} {one.relation}"


def field_lines(design: Design) -> Iterator[Line]:
    """Every field that is a single value, those of layers and shells as well; what was left empty has no value."""
    for name, spec in struct_fields(Design).items():
        if name not in _LEFT_OUT:
            part = tr(spec.label) if spec.kind == "part" else ""
            yield from _field(design, Design, design, spec, "", "", part)


def _field(
    design: Design, kind: type[msgspec.Struct], holder: msgspec.Struct, spec: Field, path: str, label: str, part: str
) -> Iterator[Line]:
    where = f"{path}.{spec.name}" if path else spec.name
    inner, value = nested(kind, spec.name), getattr(holder, spec.name)
    if spec.kind == "table":
        return
    if inner is None:
        if spec.kind != "list" and not spec.hidden:
            yield _line(design, spec, where, joined(label, tr(spec.label)), part, value)
    elif spec.kind == "list":
        names = Counter(getattr(item, "name", None) for item in value)
        for place, item in enumerate(value):
            name = getattr(item, "name", None)
            unique = isinstance(name, str) and name and names[name] == 1 and not set(name) & set("[]")
            deeper = str(name or f"{tr(spec.label)} {place + 1}")
            yield from _struct(design, inner, item, f"{where}[{name if unique else place}]", deeper, part)
    elif value is not None:
        yield from _struct(design, inner, value, where, joined(label, tr(spec.label)) if path else "",
                           part)  # fmt: skip


def _struct(
    design: Design, kind: type[msgspec.Struct], holder: msgspec.Struct, path: str, label: str, part: str
) -> Iterator[Line]:
    for spec in struct_fields(kind).values():
        yield from _field(design, kind, holder, spec, path, label, part)


def _line(design: Design, spec: Field, path: str, label: str, part: str, value: Any) -> Line:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    quantity = spec.quantity or NUMBER
    source = source_of(design, path)
    held = material_source(design, path, value) or catalogue_source(design, spec, value)
    confidence = source.confidence if source else held.confidence if held else "" if spec.kind == "text" else "assumed"
    return Line(path, label, part, spec.kind, value if number else None,
                "" if number or value is None else ("true" if value else "false") if isinstance(value, bool) else value,
                quantity, _unit(quantity, spec.unit), "", source.text if source else "", confidence,
                source.date if source else "", held.text if held else "", _counts(design, spec), spec)  # fmt: skip


def _counts(design: Design, spec: Field) -> bool:
    try:
        return spec.when is None or applies(spec.when, get_value(design, spec.when[0]))
    except DesignError:  # it depends on a field of its own layer
        return True


def _unit(quantity: Quantity, symbol: str) -> Unit:
    return quantity.unit(symbol) or quantity.units[0]
