"""One column of a study: what it is called, in which unit it is shown, and how its numbers are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis import RESULTS
from studio.analysis.study.plan import Factor
from studio.design import Design, DesignError
from studio.design.edit import field_at
from studio.design.field import Field
from studio.design.quantity import NUMBER, TIME_OF_DAY, Quantity, Unit
from studio.design.shown import shown_symbol
from studio.design.unit_text import join, number_text
from studio.gui.inspector.quantity_edit import clock_text
from studio.gui.inspector.words import catalogue_entries, option_label
from studio.gui.money_text import shown_quantity
from studio.gui.value_text import field_label, result_unit, typeset
from studio.text import tr

_LOOKED_AT = 4096
"""Values of a column from which the unit is chosen."""
Values = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Column:
    """A factor or a result; of what is no number, the values are positions among `labels`."""

    name: str
    label: str
    quantity: Quantity = NUMBER
    symbol: str = ""
    """The unit in which it is shown; of money that in US dollars."""
    whole: bool = False
    factor: bool = False
    labels: tuple[str, ...] = ()

    @property
    def unit(self) -> Unit:
        """The unit that is shown, in the currency that is chosen."""
        quantity = shown_quantity(self.quantity)
        return quantity.unit(shown_symbol(self.quantity, self.symbol)) or quantity.units[0]

    @property
    def title(self) -> str:
        """The label with the unit."""
        symbol = self.unit.symbol
        return f"{self.label} [{symbol}]" if symbol and not self.labels else self.label

    def shown(self, values: Any) -> Any:
        """Values [SI] as numbers in the unit that is shown."""
        unit = self.unit
        return values / unit.factor - unit.offset

    def si(self, number: float) -> float:
        """A number in the unit that is shown, in SI."""
        return self.unit.to_si(number)

    def bare(self, value: float, digits: int = 4) -> str:
        """A value [SI] without its unit; a dash where there is none."""
        if not np.isfinite(value):
            return "–"
        if self.labels:
            place = round(value)
            return self.labels[place] if 0 <= place < len(self.labels) else "–"
        if self.quantity is TIME_OF_DAY and self.symbol == "h":
            return clock_text(value)
        if self.whole:
            return typeset(f"{round(value)}")
        return typeset(number_text(float(f"{self.unit.from_si(float(value)):.{digits}g}"), digits))

    def text(self, value: float, digits: int = 4) -> str:
        """A value [SI] as it is read, with its unit."""
        words = self.bare(value, digits)
        clock = self.quantity is TIME_OF_DAY and self.symbol == "h"
        return words if words == "–" or self.labels or clock else join(words, self.unit.symbol)


def factor_column(base: Design, factor: Factor) -> Column:
    """The column of what a study varies."""
    labels = tuple(value_label(base, factor, place) for place in range(len(factor.values))) if listed(factor) else ()
    try:
        spec = field_at(base, factor.path)
    except DesignError:
        return Column(factor.path, factor.path, factor=True, labels=labels)
    label = field_label(factor.path, spec.label)
    if factor.path == "stack":
        label = tr("Cell technology")
    return Column(factor.path, label, spec.quantity or NUMBER, spec.unit, factor.whole or spec.kind == "integer",
                  True, labels)  # fmt: skip


def listed(factor: Factor) -> bool:
    """Whether a factor goes through values that are no numbers."""
    return any(isinstance(value, bool) or not isinstance(value, int | float) for value in factor.values)


def value_label(base: Design, factor: Factor, place: int) -> str:
    """What one of the listed values of a factor is called."""
    if place < len(factor.names):
        return factor.names[place]
    value = factor.values[place]
    try:
        return choice_label(field_at(base, factor.path), value)
    except DesignError:
        return str(value)


def choice_label(spec: Field, value: Any) -> str:
    """What a value of a field that is no number is called."""
    if value is None:
        return tr("none")
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if spec.catalogue:
        entry = catalogue_entries(spec.catalogue).get(str(value))
        return str(entry.name) if entry is not None else str(value) or option_label("none")
    return option_label(str(value)) if spec.kind == "choice" else str(value)


def result_column(name: str, values: Sequence[float] | Values = (), labels: tuple[str, ...] = ()) -> Column:
    """The column of a result; the unit is that which keeps the largest of `values` short."""
    info = RESULTS.get(name)
    if info is None:  # of a study that an older version made
        return Column(name, name, labels=labels)
    if labels:
        return Column(name, tr(info.label), labels=labels)
    known = np.asarray(values, dtype=np.float64)
    known = known[:: max(known.size // _LOOKED_AT, 1)]
    known = known[np.isfinite(known)]
    symbol = result_unit(info, float(np.abs(known).max())) if known.size else info.unit
    return Column(name, tr(info.label), info.quantity, symbol, info.kind == "integer")
