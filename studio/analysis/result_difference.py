"""The results of several designs side by side, with what each has more or less than one of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from studio.analysis.engine import Results
from studio.analysis.merits import better
from studio.analysis.stages import RESULTS, STAGES
from studio.design.quantity import TEMPERATURE, TEMPERATURE_RISE, Quantity
from studio.design.unit_text import display, number_text, raised, readable, readable_unit
from studio.numerals import set_count
from studio.text import tr

_MANY_TIMES = 10.0
_ROUNDING = 1e-9
"""The share of a number that is only the rounding of the machine."""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One result over all designs; a value is None where it does not apply. `better` is +1, −1 or 0."""

    name: str
    values: tuple[Any, ...]
    better: int

    @property
    def label(self) -> str:
        return tr(RESULTS[self.name].label)

    @property
    def differs(self) -> bool:
        return not all(same(value, self.values[0]) for value in self.values)

    def difference(self, place: int, reference: int = 0) -> float | None:
        """The value at `place` less that at `reference` [SI]; None where one is no number."""
        here, there = self.values[place], self.values[reference]
        return float(here) - float(there) if _is_number(here) and _is_number(there) else None

    def share(self, place: int, reference: int = 0) -> float | None:
        """That difference as a share of the value at `reference`; None where that says nothing."""
        found, there = self.difference(place, reference), self.values[reference]
        if found is None or there == 0 or RESULTS[self.name].quantity is TEMPERATURE:
            return None
        return found / abs(float(there))

    def verdict(self, place: int, reference: int = 0) -> int:
        """+1 where the design at `place` is better than that at `reference`, −1 where it is worse, 0 else."""
        found = self.difference(place, reference)
        if found is None or same(self.values[place], self.values[reference]):
            return 0
        return self.better if found > 0 else -self.better

    def text(self, place: int) -> str:
        """The value as a person reads it; a dash where it does not apply."""
        return _value_text(self.name, self.values[place])

    def difference_text(self, place: int, reference: int = 0) -> str:
        """The signed difference with its unit and its share; "=" where there is none."""
        found = self.difference(place, reference)
        if found is None:
            return "" if same(self.values[place], self.values[reference]) else "≠"
        if same(self.values[place], self.values[reference]):
            return "="
        share = self.share(place, reference)
        text = _signed(found, RESULTS[self.name].quantity, RESULTS[self.name].unit)
        return text if share is None else f"{text} ({signed_per_cent(share)})"


def compare_results(found: Sequence[Results], names: Iterable[str] = ()) -> Iterator[ResultRow]:
    """The single-valued results called `names`, or all, that any of the designs has, in their order by stage."""
    asked = frozenset(names)
    wanted = [name for stage in STAGES for name, info in RESULTS.items()
              if info.stage == stage and (not asked or name in asked)]  # fmt: skip
    requirements = found[0].design.requirements
    for name in wanted:
        if RESULTS[name].kind == "series":
            continue
        values = tuple(results.get(name) for results in found)
        if any(value is not None for value in values):
            yield ResultRow(name, values, better(name, requirements))


def same(one: Any, other: Any) -> bool:
    """Whether two results are equal but for the rounding of the machine."""
    if _is_number(one) and _is_number(other):
        return bool(one == other) or abs(one - other) <= _ROUNDING * max(abs(one), abs(other))
    return type(one) is type(other) and bool(one == other)


def signed_per_cent(share: float) -> str:
    """A signed share in per cent, as few digits as say something; what is many times as much, as the factor."""
    if abs(share) >= _MANY_TIMES:
        return f"×{'−' if share < 0 else ''}{abs(1.0 + share):.0f}"
    amount = 100.0 * share
    text = f"{abs(amount):.0f}" if abs(amount) >= 99.95 else f"{abs(amount):.3g}"
    return f"{'−' if amount < 0 else '+'}{raised(text)} %"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _value_text(name: str, value: Any) -> str:
    info = RESULTS[name]
    if value is None:
        return "–"
    if not _is_number(value):
        return str(value)
    if isinstance(value, int) and not info.unit:
        return set_count(value)
    return raised(readable(value, info.quantity) if info.unit == info.quantity.shown
                  else display(value, info.quantity, info.unit, 4))  # fmt: skip


def _signed(amount: float, quantity: Quantity, unit: str) -> str:
    kind = TEMPERATURE_RISE if quantity is TEMPERATURE else quantity
    sign = "+" if amount >= 0 else "−"
    if kind.unit(unit) is None or unit == quantity.shown:
        unit = readable_unit(abs(amount), kind)
    if not unit:
        return sign + raised(number_text(abs(amount), 4))
    return sign + raised(display(abs(amount), kind, unit, 3))
