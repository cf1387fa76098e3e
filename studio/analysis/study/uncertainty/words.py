"""Spreads and differences of results as people read them."""

from studio.analysis.stages import RESULTS
from studio.analysis.study.uncertainty.uncertain import Uncertain
from studio.analysis.trade.variable import field_words
from studio.analysis.trade.words import result_words
from studio.design.field import Field
from studio.design.quantity import NUMBER
from studio.design.spread import Spread
from studio.design.unit_text import display, number_text
from studio.text import mark, tr

_RISES = {"temperature": "K"}
"""Quantities whose zero is a convention: a difference of two has another unit."""


def difference_words(name: str, value: float) -> str:
    """A difference of two values of a result: 5 K, not −268 °C."""
    info = RESULTS[name]
    rise = _RISES.get(info.quantity.name)
    if rise is not None:
        return f"{number_text(value, 4)} {rise}"
    return result_words(name, value)


def spread_words(number: Uncertain) -> str:
    """How a number is spread, in a few words."""
    return spread_text(number.field, number.spread)


def spread_text(spec: Field, spread: Spread) -> str:
    """A spread of a field in a few words: as values of the field, or as shares of its value."""
    if spread.kind == "normal":
        return tr(mark("normal, σ {deviation}"), deviation=_difference(spec, spread.deviation, spread.relative))
    ends = {"low": _value(spec, spread.low, spread.relative), "high": _value(spec, spread.high, spread.relative)}
    if spread.kind == "range":
        return tr(mark("range {low} to {high}"), **ends)
    return tr(mark("triangle {low} to {high}"), **ends)


def _value(spec: Field, value: float, relative: bool) -> str:
    return f"{number_text(100.0 * value, 4)} %" if relative else field_words(spec, value)


def _difference(spec: Field, value: float, relative: bool) -> str:
    quantity = spec.quantity or NUMBER
    rise = _RISES.get(quantity.name)
    if relative:
        return f"{number_text(100.0 * value, 4)} %"
    if rise is not None:
        return f"{number_text(value, 4)} {rise}"
    return display(value, quantity, spec.unit or None, 4)
