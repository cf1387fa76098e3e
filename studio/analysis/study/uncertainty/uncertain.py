"""Which numbers of a design are not known exactly, and how each is spread: as the design states, or by its source."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from studio import catalogue
from studio.analysis.half_width import half_width, known_source, share_of
from studio.analysis.trade.variable import field_name, field_words, numeric_fields
from studio.catalogue.sourced import Sourced
from studio.catalogue.spread import rule_of, spread_rules
from studio.catalogue.supply import supplies
from studio.design import Design, DesignError, Field, get_value
from studio.design.edit import counts, field_at
from studio.design.quantity import YEAR
from studio.design.requirement import Source, source_of
from studio.design.spread import Spread
from studio.design.spread_edit import spread_fault, spread_of
from studio.text import mark, tr

Origin = Literal["design", "field", "confidence"]
_WIDE = 1e300
_LEAST, _LEAST_SHARE = 1e-290, 1e-12
"""Widths, as such and as a share of the value, that are nothing: a quantile could not be told from the value."""
_OF_A_SUPPLY = {"programme.silver_supply": "silver", "programme.indium_supply": "indium",
                "programme.gallium_supply": "gallium", "programme.germanium_supply": "germanium",
                "programme.orbit_mass_supply": "orbit-mass"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A number field with its spread, as values of the field [SI], cut off at `least` and `most`.

    `origin` says whether the design states the spread, the catalogue does for the field, or it follows from the
    confidence of the source; `confidence` is that of the value, empty where nobody said where it comes from.
    """

    path: str
    field: Field
    value: float
    spread: Spread
    least: float
    most: float
    origin: Origin
    confidence: str
    source: str

    @property
    def label(self) -> str:
        """What the field is called."""
        return field_name(self.path, self.field)

    def words(self, value: float) -> str:
        """A value of the field as people read it."""
        return field_words(self.field, value)


@dataclass(frozen=True, slots=True)
class Default:
    """The spread that a number brings which states none, or None with the reason; and where that comes from."""

    spread: Spread | None
    text: str
    origin: Origin = "confidence"


def uncertain_numbers(design: Design) -> tuple[Uncertain, ...]:
    """The numbers that are not known exactly: those with a spread of their own, then those that bring one.

    A spread that the design states and that cannot be used is left out; the check of the design says so.
    """
    found = {one.path: one for one in _stated(design)}
    if design.uncertainty.defaults == "confidence":
        for path in (*(spec.path for spec in numeric_fields(design)), *_from_catalogue(design)):
            if path not in found and spread_of(design, path) is None:
                default = default_spread(design, path)
                if default.spread is not None:
                    found[path] = _uncertain(design, path, default.spread, default.origin)
    return tuple(found.values())


def default_spread(design: Design, path: str) -> Default:
    """What the number at `path` brings where the design states no spread for it, whether or not that is wanted.

    Raises
    ------
    DesignError
        Where there is no such field.
    """
    spec = field_at(design, path)
    rule = rule_of(path)
    if rule is not None and rule.kind == "exact":
        return Default(None, tr(rule.reason))
    if spec.kind != "number":
        return Default(None, tr(mark("Only numbers that need not be whole bring a spread")))
    if not counts(design, spec):
        return Default(None, tr(mark("It does not count with the other choices of this design")))
    value = value_of(design, path)
    if value is None:
        return Default(None, tr(mark("It has no value")))
    if rule is not None and rule.amount is not None:
        return Default(_both_ways(rule.kind, rule.amount.value, value, source_of(rule.amount)), rule.amount.source,
                       "field")  # fmt: skip
    confidence = confidence_of(design, path)
    width = half_width(spec, value, share_of(design, confidence))
    if width <= _nothing(value):
        return Default(None, tr(mark("It is zero or whole, of which there is no share")))
    by_confidence = spread_rules()[confidence or "assumed"]
    assert by_confidence.share is not None  # as has each confidence
    return Default(_both_ways(by_confidence.kind, width, value, source_of(by_confidence.share)),
                   by_confidence.share.source)  # fmt: skip


def value_of(design: Design, path: str) -> float | None:
    """The number at `path`, or the one of the catalogue that counts while it is left empty."""
    value = get_value(design, path)
    if value is not None:
        return float(value)
    known = _from_catalogue(design).get(path)
    return None if known is None else known[1]


def confidence_of(design: Design, path: str) -> str:
    """How far the source of the number at `path` is to be trusted; empty where nobody said where it comes from."""
    source = known_source(design, path)
    if source is None and get_value(design, path) is None and path in (known := _from_catalogue(design)):
        return known[path][0].confidence
    return source.confidence if source is not None else ""


def _from_catalogue(design: Design) -> dict[str, tuple[Sourced, float]]:
    """Fields that are left empty: the number of the catalogue that counts instead, as such and as the field's value."""
    found: dict[str, tuple[Sourced, float]] = {}
    stack = design.stack
    if stack.electrical == "data_sheet" and stack.cell in catalogue.cells():
        cell = catalogue.cells()[stack.cell]
        for path, number, stated in (
            ("stack.cell_efficiency", cell.efficiency, stack.cell_efficiency),
            ("stack.cell_temperature_coefficient", cell.temperature_coefficient, stack.cell_temperature_coefficient),
        ):
            if stated is None:
                found[path] = (number, number.value)
    for path, id in _OF_A_SUPPLY.items():
        world = supplies()[id].world if id in supplies() else None
        if world is not None and get_value(design, path) is None:
            found[path] = (world, world.value / YEAR)
    return found


def _stated(design: Design) -> Iterator[Uncertain]:
    for path, spread in design.spreads.items():
        try:
            spec, fault = field_at(design, path), spread_fault(design, path, spread)
        except DesignError:
            continue
        value = value_of(design, path)
        if value is None or (fault is not None and not spread.relative) or not counts(design, spec):
            continue
        fixed = spread.about(value)
        width = fixed.deviation if fixed.kind == "normal" else fixed.high - fixed.low
        if width > _nothing(value):
            yield _uncertain(design, path, fixed, "design")


def _nothing(value: float) -> float:
    return max(_LEAST, _LEAST_SHARE * abs(value))


def _uncertain(design: Design, path: str, spread: Spread, origin: Origin) -> Uncertain:
    spec, value = field_at(design, path), value_of(design, path)
    assert value is not None  # else it would bring no spread
    source = known_source(design, path)
    confidence = confidence_of(design, path)
    text = spread.source or (source.text if source is not None else "")
    return Uncertain(path, spec, value, spread, -_WIDE if spec.low is None else spec.low,
                     _WIDE if spec.high is None else spec.high, origin, confidence, text)  # fmt: skip


def _both_ways(kind: str, width: float, value: float, source: Source) -> Spread:
    """A spread `width` both ways about a value: all of it, or two standard deviations of a normal."""
    if kind == "normal":
        return Spread("normal", mode=value, deviation=0.5 * width, source=source.text, confidence=source.confidence)
    return Spread("range" if kind == "range" else "triangular", low=value - width, mode=value, high=value + width,
                  source=source.text, confidence=source.confidence)  # fmt: skip
