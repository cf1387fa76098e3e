"""What is found of a statement: the verdict in a sentence, and the numbers that it rests on."""

from dataclasses import dataclass

from studio.analysis.stages import RESULTS
from studio.catalogue.claim import Statement, Verdict
from studio.design.quantity import NUMBER, Quantity
from studio.design.unit_text import display, join, number_text, readable
from studio.text import mark, tr

Kind = Verdict
KINDS: dict[Kind, str] = {
    "holds": mark("holds"),
    "holds only if": mark("holds only if …"),
    "does not hold": mark("does not hold"),
    "cannot be checked here": mark("cannot be checked here"),
}


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a finding: SI where it has a quantity, otherwise in the `unit` that is written beside it."""

    label: str
    value: float | str
    quantity: Quantity | None = None
    unit: str = ""
    """Of one without a quantity; of one with a quantity, the unit in which it is shown where that is not the usual."""
    result: str = ""
    """The result that it is."""
    field: str = ""
    """The design field that it is."""
    case: str = ""
    """The published case that it is computed in."""
    source: str = ""
    """Where it was said or published, where it is neither."""

    @property
    def text(self) -> str:
        """With its unit, as a person reads it."""
        if isinstance(self.value, str):
            return self.value
        if self.quantity is not None:
            kind = self.quantity
            return display(self.value, kind, self.unit, 4) if self.unit else readable(self.value, kind)
        return join(number_text(self.value, 4), self.unit)

    @property
    def si_unit(self) -> str:
        """The unit of `value`."""
        return self.quantity.si if self.quantity is not None else self.unit


@dataclass(frozen=True, slots=True)
class Finding:
    kind: Kind
    sentence: str
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement: whether it holds as it is worded, and whether for the design."""

    statement: Statement
    general: Finding
    here: Finding | None = None
    """None where the design has no say in it."""

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Those of both findings, each once."""
        return tuple(dict.fromkeys((*self.general.numbers, *(self.here.numbers if self.here else ()))))


def of_result(name: str, value: float | str, label: str = "", unit: str | None = None) -> Number:
    """The result called `name` as a number of a finding."""
    known = RESULTS[name]
    plain = known.quantity is NUMBER and not known.unit
    quantity = None if plain or isinstance(value, str) else known.quantity
    shown = unit if unit is not None else "" if known.unit == known.quantity.shown else known.unit
    if not known.unit and unit is None:
        quantity = None  # times, not per cent
    return Number(label or tr(known.label), value, quantity, shown, result=name)


def unknown(sentence: str, numbers: tuple[Number, ...] = ()) -> Finding:
    """Of what cannot be checked here, and why."""
    return Finding("cannot be checked here", sentence, numbers)
