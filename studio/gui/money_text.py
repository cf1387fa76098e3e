"""The one place that knows in which currency money is shown, and in which words its units are written.

Every result is in US dollars. What is shown is the same amount in another currency by a dated rate of the design:
a quantity of money becomes one whose units are those of the currency, and everything that writes numbers goes on as
before. Fields that are typed into stay in US dollars.
"""

from dataclasses import dataclass
from functools import cache

from studio.design.quantity import MONEY, MONEY_RATE, Quantity, Unit
from studio.text import language, mark, tr

CURRENCIES: dict[str, str] = {
    "USD": mark("US dollars"),
    "CNY": mark("Yuan"),
    "SGD": mark("Singapore dollars"),
}
"""What each is called, by its code in ISO 4217."""
_STEPS = {
    MONEY.name: ("USD", "million USD", "bn USD", "tn USD"),
    MONEY_RATE.name: ("USD/yr", "million USD/yr", "bn USD/yr"),
}
"""Units from which the one that keeps an amount short is chosen; thousands are written out."""

_WORDS = {"thousand": mark("thousand"), "million": mark("million"), "bn": mark("bn"), "tn": mark("tn")}


@dataclass(slots=True)
class _Shown:
    code: str = "USD"
    per_dollar: float = 1.0


_shown = _Shown()


def use_currency(code: str, per_dollar: float) -> None:
    """Show money in the currency `code`, of which one US dollar buys `per_dollar`."""
    if code not in CURRENCIES or not per_dollar > 0.0:
        raise ValueError(f"{code} at {per_dollar} is no currency that can be shown")
    _shown.code, _shown.per_dollar = code, per_dollar


def currency() -> str:
    """The code of the currency in which money is shown."""
    return _shown.code


def is_money(quantity: Quantity) -> bool:
    """Whether the unit of a quantity has a currency in it."""
    return "USD" in quantity.si


def shown_quantity(quantity: Quantity) -> Quantity:
    """`quantity` with the units in which it is shown; the symbols of the US dollar find them as well."""
    if not is_money(quantity):
        return quantity
    return _in_currency(quantity.name, quantity, _shown.code, _shown.per_dollar, language())


def shown_unit(quantity: Quantity, unit: str) -> str:
    """The words of a unit of money as it is shown; of any other unit, its symbol."""
    found = shown_quantity(quantity).unit(unit)
    return unit if found is None else found.symbol


def money_unit(quantity: Quantity, value: float, unit: str) -> str:
    """The symbol, in US dollars, of the unit that keeps an amount [USD] short where it is shown; else `unit`."""
    steps = _STEPS.get(quantity.name, ())
    if quantity.name != MONEY.name and unit not in steps:
        return unit
    shown, best = shown_quantity(quantity), steps[0]
    for symbol in steps:
        step = shown.unit(symbol)
        # What rounds to a thousand millions is one billion.
        if step is not None and abs(value) / step.factor >= 0.9999:
            best = symbol
    return best


@cache
def _in_currency(name: str, quantity: Quantity, code: str, per_dollar: float, spoken: str) -> Quantity:
    units = []
    for unit in quantity.units:
        below = f"{unit.symbol}".split("USD")[0].rstrip().endswith(("·", "/"))  # so much for a dollar
        factor = unit.factor * per_dollar if below else unit.factor / per_dollar
        names = {unit.symbol.replace("USD", each) for each in CURRENCIES} | {unit.symbol, *unit.aliases}
        symbol = in_words(unit.symbol.replace("USD", code))
        units.append(Unit(symbol, factor, unit.offset, tuple(sorted(names - {symbol})), unit.customary))
    return Quantity(name, quantity.label, tuple(units), in_words(quantity.shown.replace("USD", code)))


def in_words(symbol: str) -> str:
    """A unit that begins with a word, such as million, in the language of the window."""
    word, space, rest = symbol.partition(" ")
    return f"{tr(_WORDS[word])}{space}{rest}" if word in _WORDS else symbol
