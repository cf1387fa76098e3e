"""Results written for people: in the unit that keeps the number short, and differences as differences."""

import re
from typing import Any

from studio.analysis import RESULTS, ResultInfo
from studio.design.quantity import TEMPERATURE, TEMPERATURE_RISE, Quantity, Unit
from studio.design.shown import shown_symbol, units_shown
from studio.design.unit_text import STEPPED, join, number_text, raised
from studio.design.unit_text import readable_unit as short_unit
from studio.gui.money_text import currency, in_words, is_money, money_unit, shown_quantity
from studio.numerals import NARROW_SPACE, numerals, set_count, set_decimals
from studio.text import tr

_LONG = re.compile(r"(?<![\d.,])\d{5,}")
_COMMAS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_MINUS = re.compile(r"(?<![\w.])-(?=\d)")


def typeset(text: str) -> str:
    """A number as it is printed: a true minus, thousands apart where there are many, and powers of ten raised.

    Decimal sign and the sign between thousands are those that the user wants.
    """
    signs = numerals()
    group = NARROW_SPACE if signs.group == "," else signs.group
    if signs.decimal == ".":
        text = _COMMAS.sub(group, text)
    text = _LONG.sub(lambda found: f"{int(found[0]):,}".replace(",", group), set_decimals(text))
    return _MINUS.sub("−", raised(text))


def value_text(value: float, quantity: Quantity, unit: str | None = None, digits: int = 4) -> str:
    """`value` [SI] as it is printed, with no more than `digits` that count."""
    symbol = shown_symbol(quantity, unit if unit is not None else quantity.shown)
    quantity = shown_quantity(quantity)
    chosen = quantity.unit(symbol) or quantity.units[0]
    rounded = float(f"{chosen.from_si(value):.{digits}g}")
    return join(typeset(number_text(rounded, digits)), in_words(chosen.symbol))


def unit_shown(quantity: Quantity, usual: str) -> Unit:
    """The unit in which a number of the unit `usual` is shown: for axes and colour bars."""
    return quantity.unit(shown_symbol(quantity, usual)) or quantity.units[0]


def written_as() -> tuple[object, ...]:
    """What the writing of numbers depends on besides the numbers: for those who write again only what has changed."""
    return dict(units_shown()), numerals(), currency()


def readable_text(value: float, quantity: Quantity, digits: int = 4) -> str:
    """`value` [SI] as it is printed, in the unit that keeps the number short."""
    return value_text(value, quantity, readable_unit(value, quantity), digits)


def readable_unit(value: float, quantity: Quantity) -> str:
    """The unit that keeps the number of `value` short, as it is shown; the symbol of money is that in US dollars."""
    if is_money(quantity):
        return money_unit(quantity, value, quantity.shown)
    return shown_symbol(quantity, short_unit(value, quantity))


def result_unit(info: ResultInfo, *values: float) -> str:
    """The unit in which all of `values` of this result are written: that of the largest."""
    if is_money(info.quantity):
        return money_unit(info.quantity, max(values, key=abs, default=0.0), info.unit)
    if info.unit != info.usual:
        return info.unit
    if info.quantity.name in STEPPED:
        return readable_unit(max(values, key=abs, default=0.0), info.quantity)
    return info.unit


def result_text(name: str, value: Any, digits: int = 4) -> str:
    """A single result with its unit; a dash for one that does not apply."""
    if value is None:
        return "–"
    info = RESULTS[name]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if info.kind == "integer":
        return set_count(value).replace(",", NARROW_SPACE)
    return value_text(value, info.quantity, result_unit(info, value), digits)


def field_label(path: str, label: str) -> str:
    """The label of a design field, after the name of its layer where it has one."""
    layer = path.removeprefix("stack.layers[").rpartition("].")[0] if path.startswith("stack.layers[") else ""
    return f"{layer}: {tr(label)}" if layer else tr(label)


def difference_quantity(quantity: Quantity) -> Quantity:
    """The kind of quantity that a difference of two such values is: 20 °C apart is 20 K."""
    return TEMPERATURE_RISE if quantity is TEMPERATURE else quantity


def difference_text(difference: float, quantity: Quantity, unit: str, digits: int = 3) -> str:
    """A signed difference in `unit`, or in the unit of differences where that has an offset."""
    kind = difference_quantity(quantity)
    shown = shown_quantity(kind)
    chosen = shown.unit(shown_symbol(kind, unit)) or shown.unit(shown_symbol(kind, kind.shown)) or shown.units[0]
    sign = "+" if difference >= 0 else "−"
    rounded = float(f"{abs(difference) / chosen.factor:.{digits}g}")
    return join(sign + typeset(number_text(rounded, digits)), chosen.symbol)
