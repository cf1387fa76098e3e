"""Spreads and differences of results as people read them."""

from studio.analysis.stages import RESULTS
from studio.analysis.study.uncertainty.uncertain import Uncertain
from studio.analysis.trade.words import result_words
from studio.design.quantity import NUMBER
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
    spread = number.spread
    if spread.kind == "normal":
        return tr(mark("normal, σ {deviation}"), deviation=_difference(number, spread.deviation))
    ends = {"low": number.words(spread.low), "high": number.words(spread.high)}
    if spread.kind == "range":
        return tr(mark("range {low} to {high}"), **ends)
    return tr(mark("triangle {low} to {high}"), **ends)


def _difference(number: Uncertain, value: float) -> str:
    quantity = number.field.quantity or NUMBER
    rise = _RISES.get(quantity.name)
    if rise is not None:
        return f"{number_text(value, 4)} {rise}"
    unit = quantity.unit(number.field.unit)
    if unit is not None and unit.offset:
        return display(value, quantity, quantity.si, 4)
    return display(value, quantity, number.field.unit or None, 4)
