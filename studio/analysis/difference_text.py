"""How the values that are compared are written: with their units, and with as many digits as tell them apart."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from studio.analysis.stages import RESULTS
from studio.design import Design, DesignError
from studio.design.edit import field_at
from studio.design.field import Field, nested, struct_fields
from studio.design.option_words import option_label
from studio.design.quantity import NUMBER
from studio.design.requirement import Source
from studio.design.spread import Spread
from studio.design.unit_text import display, number_text, per_cent
from studio.numerals import set_count
from studio.text import mark, printable_line, tr

_LONGEST = 240
_LONGEST_HIDDEN = 60
"""What the program wrote is data from here on, and an id below."""
_MOST_DIGITS = 17
_FACTS = 3


def leaf_text(spec: Field, holders: Sequence[Any], values: Sequence[Any]) -> tuple[str, ...]:
    """The values of one field; two that differ never read the same."""
    for digits in (6, 9, 12, _MOST_DIGITS):
        texts = tuple(_text(spec, holder, value, digits) for holder, value in zip(holders, values, strict=True))
        if len(set(texts)) >= len({repr(value) for value in values}):
            break
    return texts


def _text(spec: Field, holder: Any, value: Any, digits: int) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return tr(mark("yes")) if value else tr(mark("no"))
    if isinstance(value, int) and spec.quantity in {None, NUMBER}:
        return str(value)
    if isinstance(value, int | float):
        known = RESULTS.get(getattr(holder, "result", "")) if spec.name in {"value", "warn"} else None
        if known is not None:
            return display(value, known.quantity, known.unit, digits)
        return display(value, spec.quantity, spec.unit, digits) if spec.quantity else number_text(value, digits)
    if not isinstance(value, str):
        return tr(mark("{count} values"), count=len(value))
    if spec.kind == "choice":
        return option_label(value)
    if len(value) > (_LONGEST_HIDDEN if spec.hidden else _LONGEST):
        known_by = sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return tr(mark("{count} characters ({hash})"), count=set_count(len(value)), hash=known_by)
    shown = printable_line(value)
    if shown != value and digits == _MOST_DIGITS:
        return _printable(json.dumps(value, ensure_ascii=False))  # what only blanks tell apart
    return shown or tr(mark("empty"))


def item_text(item: Any) -> str:
    """A whole item of a list in a few words: the facts that stand first in it."""
    if isinstance(item, Source):
        told = ", ".join(text for text in (item.confidence, printable_line(item.date)) if text)
        return f"{printable_line(item.text)} ({told})"
    facts = []
    for name, spec in struct_fields(type(item)).items():
        value = getattr(item, name)
        if name in {"name", "statement"} or value is None or value == "" or nested(type(item), name) is not None:
            continue
        facts.append(_text(spec, item, value, 4))
        if len(facts) == _FACTS:
            break
    return ", ".join(facts) or tr(mark("there"))


def spread_text(design: Design, path: str, spread: Spread) -> str:
    """How far a value may be off, in the unit of its field."""
    try:
        spec: Field | None = field_at(design, path)
    except DesignError:
        spec = None

    def words(amount: float) -> str:
        if spread.relative:
            return per_cent(amount)
        return display(amount, spec.quantity, spec.unit) if spec and spec.quantity else number_text(amount)

    middle = "" if spread.mode is None else words(spread.mode)
    if spread.kind == "normal":
        text = tr(mark("normal, ±{deviation}"), deviation=words(spread.deviation))
        return f"{text}, {middle}" if middle else text
    ends = (words(spread.low), middle, words(spread.high)) if spread.kind == "triangular" else (
        words(spread.low), words(spread.high))  # fmt: skip
    return f"{spread.kind} {' … '.join(end for end in ends if end)}"


def joined(item: str, label: str) -> str:
    """The label of a field after the name of the item that it belongs to."""
    return f"{printable_line(item)}: {label}" if item else label


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
