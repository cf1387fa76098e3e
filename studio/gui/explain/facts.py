"""What there is to say of one result or design field, gathered without Qt and without going deeper than one step."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from studio.analysis import RESULTS, Results, explain
from studio.design import DesignError
from studio.design.edit import field_at
from studio.design.quantity import NUMBER, Quantity
from studio.design.unit_text import join, number_text
from studio.gui.inspector.words import catalogue_entries, entry_label, option_label
from studio.gui.money_text import shown_quantity, shown_unit
from studio.gui.source_text import CONFIDENCE
from studio.gui.value_text import field_label, result_text, result_unit
from studio.text import tr

_STANDS_FOR = (".material", ".cell", ".technology", ".damage", ".accelerator")


@dataclass(frozen=True, slots=True)
class Link:
    """A number that leads on; `decided` is one of the design rather than a result."""

    name: str
    label: str
    text: str
    decided: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """`number` is written in `unit`, one of `units`; `field` is the path to edit, `stage` what computes it."""

    name: str
    label: str
    number: str
    unit: str
    units: tuple[str, ...]
    equation: str
    source: str
    confidence: str
    stage: str
    field: str
    inputs: tuple[Link, ...]
    uses: tuple[Link, ...]


def facts_of(results: Results, name: str, unit: str | None = None) -> Facts | None:
    """The facts of `name`, its number in `unit` or the usual one; None where nothing has that name."""
    if name in RESULTS:
        return _of_result(results, name, unit)
    try:
        known = explain(results, name)
    except DesignError:
        return None
    shown = known.unit if unit is None else unit
    numeric = not isinstance(known.value, bool) and isinstance(known.value, int | float | tuple)
    of_all = "[]" in name
    confidence = tr(CONFIDENCE[known.confidence])
    if of_all:
        confidence = _counted(Counter(_confidences(results, name)))
    number = _choice_words(results, name, known.value) or _number(known.value, known.quantity, shown)
    return Facts(
        name, field_label(name, known.label), number, shown if numeric else "",
        known.quantity.symbols() if numeric else (), known.equation, known.source, confidence, "",
        "" if of_all else name, tuple(link_of(results, one) for one in _each(results, name)), _uses(results, name),
    )  # fmt: skip


def plain_text(facts: Facts) -> str:
    """The explanation as a few lines to paste into a letter."""
    lines = [
        f"{facts.label} ({facts.name}) = {join(facts.number, facts.unit)}",
        tr("Equation: {text}", text=facts.equation),
        tr("Source: {text}", text=facts.source or tr("no source is named")),
        tr("Confidence: {text}", text=facts.confidence),
    ]
    if facts.inputs:
        lines.append(tr("Follows from:"))
        lines += [f"  {link.label} ({link.name}) = {link.text}" for link in facts.inputs]
    return "\n".join(lines)


def _of_result(results: Results, name: str, unit: str | None) -> Facts:
    info = RESULTS[name]
    value = results.get(name)
    usual = info.unit
    if isinstance(value, int | float) and not isinstance(value, bool):
        usual = result_unit(info, value)
    quantity = shown_quantity(info.quantity)
    shown = shown_unit(info.quantity, usual if unit is None else unit)
    return Facts(
        name, tr(info.label), _number(value, quantity, shown), shown, quantity.symbols(), tr(info.equation),
        tr(info.source), _rests_on(results, name), info.stage, "",
        tuple(link_of(results, one) for one in info.inputs), _uses(results, name),
    )  # fmt: skip


def _number(value: Any, quantity: Quantity, symbol: str) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    unit = quantity.unit(symbol) or quantity.units[0]
    if isinstance(value, int):
        return number_text(unit.from_si(value), 12)
    if isinstance(value, float):
        return number_text(unit.from_si(value))
    if isinstance(value, str):
        return value or "–"
    if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return _list_text(value)
    series = [one for one in np.ravel(value).tolist() if isinstance(one, int | float)]
    if not series:
        return "–"
    low, high = (number_text(unit.from_si(one), 4) for one in (min(series), max(series)))
    return low if low == high else f"{low} … {high}"


_SHOWN = 4


def _list_text(words: tuple[str, ...]) -> str:
    """The first few of a list of names, and how many there are."""
    if not words:
        return "–"
    text = ", ".join(words[:_SHOWN])
    return text if len(words) <= _SHOWN else tr("{text} … ({count} in all)", text=text, count=len(words))


def link_of(results: Results, name: str) -> Link:
    """A result or field with its value, as it stands in a list."""
    if name in RESULTS:
        info = RESULTS[name]
        value = results.get(name)
        if value is None or isinstance(value, int | float | str):
            return Link(name, tr(info.label), result_text(name, value), False)
        quantity, unit = shown_quantity(info.quantity), shown_unit(info.quantity, info.unit)
        return Link(name, tr(info.label), join(_number(value, quantity, unit), unit), False)
    try:
        known = explain(results, name)
    except DesignError:
        return Link(name, name, "–", True)
    numeric = not isinstance(known.value, bool | str) and known.value is not None
    number = _choice_words(results, name, known.value) or _number(known.value, known.quantity or NUMBER, known.unit)
    label = field_label(name, known.label)
    return Link(name, label, join(number, known.unit) if numeric else number, "[]" not in name)


def _choice_words(results: Results, path: str, value: Any) -> str:
    """The words of an option or of what an id of the catalogue stands for; empty for all other values."""
    if not isinstance(value, str) or "[]" in path:
        return ""
    spec = field_at(results.design, path)
    if spec.kind == "choice":
        return option_label(value)
    entries = catalogue_entries(spec.catalogue) if spec.catalogue else {}
    return entry_label(spec.catalogue, entries[value]) if value in entries else ""


def _each(results: Results, name: str) -> tuple[str, ...]:
    """The paths that a path of all layers stands for: by name, as sources are kept; by number where a name has ]."""
    if not name.startswith("stack.layers[]"):
        return ()
    tail = name.removeprefix("stack.layers[]")
    part = tail.removeprefix(".").rpartition(".")[0]  # a junction, which not every layer has
    keys = [
        layer.name if not set(layer.name) & set("[]") else str(at)
        for at, layer in enumerate(results.design.stack.layers) if not part or getattr(layer, part) is not None
    ]  # fmt: skip
    return tuple(f"stack.layers[{key}]{tail}" for key in keys)


@cache
def _used_by() -> dict[str, tuple[str, ...]]:
    users: dict[str, list[str]] = {}
    for name, info in RESULTS.items():
        for needed in info.inputs:
            users.setdefault(needed, []).append(name)
    return {needed: tuple(names) for needed, names in users.items()}


def _uses(results: Results, name: str) -> tuple[Link, ...]:
    head, bracket, tail = name.partition("[")
    general = f"{head}[]{tail[tail.index(']') + 1 :]}" if bracket and "]" in tail else name
    return tuple(link_of(results, user) for user in _used_by().get(general, ()) if RESULTS[user].time is None)


def _rests_on(results: Results, name: str) -> str:
    """How the values of the design that this result follows from are known, counted."""
    seen, pending, leaves = {name}, [name], Counter[str]()
    while pending:
        for needed in RESULTS[pending.pop()].inputs:
            if needed in seen:
                continue
            seen.add(needed)
            if needed in RESULTS:
                pending.append(needed)
            else:
                leaves.update(_confidences(results, needed))
    parts = _counted(leaves)
    return tr("derived; the design values it rests on: {parts}", parts=parts) if parts else tr("derived")


def _counted(found: Counter[str]) -> str:
    parts = [f"{found[kind]} {tr(word)}" for kind, word in CONFIDENCE.items() if found[kind]]
    if found[""]:
        parts.append(tr("{count} without a source", count=found[""]))
    return ", ".join(parts)


def _confidences(results: Results, path: str) -> list[str]:
    """How the value at `path` is known, or that of each layer where the path is that of all; "" without a source."""
    paths = _each(results, path) if path.startswith("stack.layers[]") else (path,)
    return [_confidence(results, one) for one in paths]


def _confidence(results: Results, path: str) -> str:
    source = results.design.sources.get(path)
    if source is not None and not path.endswith(_STANDS_FOR):
        return source.confidence
    known = explain(results, path)  # what an id stands for has a source of its own
    return known.confidence if known.source else ""
