"""A strict reading of numbers with units as people type them, and their writing.

General unit libraries read "12,5 km" as 125 km and try to compute "9**9**9": what is typed here is one number
and one known unit, or it is refused with a sentence that says why.
"""

import math
import re

from studio.design.quantity import RATIO, TIME_OF_DAY, Quantity, Unit
from studio.text import tr

_NUMBER = re.compile(r"[+\-−]?(?:\d+\.?\d*|\.\d+)(?:[eE][+\-−]?\d{1,3})?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d(?:\.\d+)?))?", re.ASCII)
_LONGEST = 60
_POWER = re.compile(r"(?<=\d)e(-?\d+)\b")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def parse(text: str, quantity: Quantity, bare: str | None = None) -> float:
    """The SI value of `text`, read as a number with a unit of `quantity`.

    A bare number is read in the unit `bare`, or in SI where that is None.

    Raises
    ------
    ValueError
        With one sentence that says what cannot be read.
    """
    if len(text) > _LONGEST:
        raise ValueError(tr("the text is longer than {longest} characters", longest=_LONGEST))
    typed = text.strip()
    if not typed:
        raise ValueError(tr("nothing is typed"))
    if quantity is TIME_OF_DAY and (clock := _CLOCK.fullmatch(typed)):
        hours, minutes, seconds = int(clock[1]), int(clock[2]), float(clock[3] or 0)
        return hours * 3600.0 + minutes * 60.0 + seconds
    match = _NUMBER.match(typed)
    if match is None:
        raise ValueError(tr("“{typed}” does not begin with a number", typed=typed))
    rest = typed[match.end() :]
    separated = rest[:1] in {",", "'", "’", "\N{ARABIC DECIMAL SEPARATOR}"} or re.match(r"\s+\d", rest)
    if separated and quantity.unit(rest.strip()) is None:
        sentence = tr("“{typed}” is ambiguous: write the decimal point as “.” and no thousands separator", typed=typed)
        raise ValueError(sentence)
    number = float(match[0].replace("−", "-"))
    unit = _unit(rest.strip(), quantity, bare, typed)
    value = unit.to_si(number)
    if not math.isfinite(value):
        raise ValueError(tr("“{typed}” is too large", typed=typed))
    return value


def _unit(symbol: str, quantity: Quantity, bare: str | None, typed: str) -> Unit:
    if not symbol:
        found = quantity.units[0] if bare is None else quantity.unit(bare)
        if found is None:
            raise ValueError(tr("{quantity} has no unit “{bare}”", quantity=tr(quantity.label), bare=bare))
        return found
    found = quantity.unit(symbol)
    if found is None:
        known = ", ".join(s for s in quantity.symbols() if s) or tr("a bare number")
        about = {"typed": typed, "symbol": symbol, "quantity": tr(quantity.label), "known": known}
        raise ValueError(tr("“{typed}”: “{symbol}” is not a unit of {quantity} ({known})", **about))
    return found


def number_text(number: float, digits: int = 6) -> str:
    """`number` with at most `digits` significant digits, without needless zeros or exponents."""
    if number == 0:
        return "0"
    text = f"{number:.{digits}g}"
    if "e" in text and 1e-4 <= abs(number) < 1e9:
        text = f"{number:.0f}" if abs(number) >= 1 else f"{number:.{digits}f}"
    return text.replace("e+0", "e").replace("e-0", "e-").replace("e+", "e")


def raised(text: str) -> str:
    """Powers of ten as they are printed: "7.4e13" is "7.4·10¹³"."""
    return _POWER.sub(lambda found: f"·10{found[1].translate(_RAISED)}", text)


def join(number: str, symbol: str) -> str:
    """A number and its unit symbol as they are set: "5 km", but "5°" and "5 %"."""
    if not symbol:
        return number
    return f"{number}{symbol}" if symbol == "°" else f"{number} {symbol}"


def display(value: float, quantity: Quantity, unit: str | None = None, digits: int = 6) -> str:
    """`value` [SI] as a person reads it, in `unit` or in the unit that is usual for the quantity."""
    chosen = quantity.unit(unit if unit is not None else quantity.shown) or quantity.units[0]
    return join(number_text(chosen.from_si(value), digits), chosen.symbol)


def per_cent(share: float, digits: int = 3) -> str:
    """A share of the whole in per cent."""
    return display(share, RATIO, "%", digits)


STEPPED = frozenset({"power", "energy", "mass", "compute_rate", "data_rate", "optical_power", "data", "torque",
                     "money"})
"""Quantities that go over many orders of magnitude; the others keep the unit that is usual for them."""


_FROM = {"kt": 10.0}
"""The least number that is written in a unit which people use only for more: a thousand tonnes are no kilotonne."""


def readable_unit(value: float, quantity: Quantity) -> str:
    """The unit in which `value` is a number between 1 and 1000 where the quantity has such a unit."""
    if quantity.name not in STEPPED or value == 0:
        return quantity.shown
    best = min(quantity.units, key=lambda u: u.factor)
    for unit in sorted(quantity.units, key=lambda u: u.factor):
        if abs(value) / unit.factor >= _FROM.get(unit.symbol, 1.0):
            best = unit
    return best.symbol


def readable(value: float, quantity: Quantity, digits: int = 4) -> str:
    """`value` [SI] in the unit that keeps the number short."""
    return display(value, quantity, readable_unit(value, quantity), digits)
