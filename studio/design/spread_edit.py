"""Pure edits of the spreads of a design, and what is wrong with one."""

from collections.abc import Iterator

import msgspec

from studio.design.design import Design
from studio.design.edit import field_at, get_value, source_keys
from studio.design.error import DesignError
from studio.design.field import Field
from studio.design.quantity import NUMBER
from studio.design.spread import MAX_SPREADS, Spread
from studio.design.unit_text import display
from studio.text import mark, tr

_WITHOUT_ZERO = frozenset({"temperature", "time_of_day"})
"""Quantities whose zero is a convention, so that a share of a value says nothing."""
_EARLIEST = 1900.0
"""A whole number that cannot be less is a calendar year."""


def spread_key(design: Design, path: str) -> str:
    """The key under which the spread of a field is kept: a layer's by its name, which stays when it moves."""
    return source_keys(design, path)[0]


def spread_of(design: Design, path: str) -> Spread | None:
    """The spread that the design states for a field, or None."""
    return next((design.spreads[key] for key in source_keys(design, path) if key in design.spreads), None)


def set_spread(design: Design, path: str, spread: Spread | None) -> Design:
    """`design` with a spread for the number at `path`, or with none.

    Raises
    ------
    DesignError
        Where the path does not exist, or the spread does not fit the field, in one sentence.
    """
    kept = {key: known for key, known in design.spreads.items() if key not in source_keys(design, path)}
    if spread is not None:
        fault = spread_fault(design, path, spread)
        if fault is not None:
            raise DesignError(path, fault)
        if len(kept) >= MAX_SPREADS:
            raise DesignError(path, tr(mark("a design has at most {most} spreads"), most=MAX_SPREADS))
        kept[spread_key(design, path)] = spread
    return design if kept == design.spreads else msgspec.structs.replace(design, spreads=kept)


def counts_years(spec: Field) -> bool:
    """Whether a whole number is a calendar year."""
    return spec.kind == "integer" and spec.low is not None and spec.low >= _EARLIEST


def may_be_relative(spec: Field) -> bool:
    """Whether a share of the field's value says anything."""
    return not counts_years(spec) and (spec.quantity is None or spec.quantity.name not in _WITHOUT_ZERO)


def spread_fault(design: Design, path: str, spread: Spread) -> str | None:
    """What is wrong with a spread for the number at `path`; DesignError where there is no such field."""
    spec = field_at(design, path)
    if spec.kind not in {"number", "integer"}:
        return tr(mark("holds no number, so that it has no spread"))
    value = get_value(design, path)
    if spread.relative and not may_be_relative(spec):
        return tr(mark("a share of {value} says nothing: give the spread in values of its own"),
                  value=_words(spec, value) if value is not None else tr(spec.label))  # fmt: skip
    if spread.relative and value == 0:
        return tr(mark("a share of zero is zero: give the spread in values of its own"))
    return _shape_fault(spec, spread, value)


def _shape_fault(spec: Field, spread: Spread, value: float | None) -> str | None:
    def words(amount: float) -> str:
        return _words(spec, amount, spread.relative)

    if spread.kind == "normal":
        if not spread.deviation > 0.0:
            return tr(mark("a standard deviation of {deviation} is not above zero"), deviation=words(spread.deviation))
        return None if spread.mode is None else _beyond(spec, spread, value, ("mode",))
    if not spread.low < spread.high:
        return tr(mark("the least, {low}, is not below the most, {high}"), low=words(spread.low),
                  high=words(spread.high))  # fmt: skip
    if spread.kind == "triangular":
        mode = spread.mode if spread.mode is not None else 0.0 if spread.relative else value
        if mode is not None and not spread.low <= mode <= spread.high:
            return tr(mark("the likeliest, {mode}, is not between {low} and {high}"), mode=words(mode),
                      low=words(spread.low), high=words(spread.high))  # fmt: skip
    return _beyond(spec, spread, value, ("low", "high"))


def _beyond(spec: Field, spread: Spread, value: float | None, names: tuple[str, ...]) -> str | None:
    """Which end of the spread the field cannot take."""
    if spread.relative and value is None:
        return None  # a number of the catalogue, which only the analysis knows
    fixed = spread.about(value if value is not None else 0.0)
    for name in names:
        end = getattr(fixed, name)
        if spec.low is not None and end < spec.low - _hair(spec.low):
            return tr(mark("the spread reaches down to {end}, below {bound}"), end=_words(spec, end),
                      bound=_words(spec, spec.low))  # fmt: skip
        if spec.high is not None and end > spec.high + _hair(spec.high):
            return tr(mark("the spread reaches up to {end}, above {bound}"), end=_words(spec, end),
                      bound=_words(spec, spec.high))  # fmt: skip
    return None


def _hair(bound: float) -> float:
    """What the way through another unit may add to a bound."""
    return 1e-12 * abs(bound)


def _words(spec: Field, amount: float, relative: bool = False) -> str:
    if relative:
        return display(100.0 * amount, NUMBER) + " %"
    return display(amount, spec.quantity or NUMBER, spec.unit)


def spread_issues(design: Design) -> Iterator[tuple[str, str, str]]:
    """Severity, path and sentence of what is wrong with the spreads of a design.

    A field that is no longer there, or a value that has moved so that a share of it is too large, costs a warning:
    such spreads are left out or cut off. A spread that never was one is an error.
    """
    for key, spread in design.spreads.items():
        try:
            fault = spread_fault(design, key, spread)
            spec, value = field_at(design, key), get_value(design, key)
        except DesignError as error:
            if key.partition(".")[0] in Design.__struct_fields__:
                yield "warning", key, tr(mark("its spread is left out: {reason}"), reason=error.text)
            else:  # there is no place in the design to say it at
                said = mark("the spread of “{path}” is left out: {reason}")
                yield "warning", "spreads", tr(said, path=key, reason=error.text)
            continue
        if fault is not None:
            moved = spread.relative or (spread.kind == "triangular" and spread.mode is None
                                        and spread.low < spread.high)  # fmt: skip
            yield "warning" if moved else "error", key, fault
        elif value is not None and not spread.relative and spread.kind == "range" and not (
            spread.low <= value <= spread.high
        ):
            yield "warning", key, tr(mark("{value} lies outside its spread"), value=_words(spec, value))
