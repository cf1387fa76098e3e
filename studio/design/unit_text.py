"""A strict reading of numbers with units as people type them, and their writing.

General unit libraries read "12,5 km" as 125 km and try to compute "9**9**9": what is typed here is one number and one
known unit, or an expression of such with the right dimension, or it is refused with a sentence that says why.
"""

import math
import re

from studio.design.expression import Names, compute, looks_computed
from studio.design.quantity import RATIO, TIME_OF_DAY, Quantity, Unit
from studio.design.read_number import half_width, read_number
from studio.design.shown import shown_symbol
from studio.numerals import numerals, set_decimals
from studio.text import tr

_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d(?:[.,]\d+)?))?", re.ASCII)
_LONGEST = 200
_DATE = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}", re.ASCII)
_RANGE = re.compile(r"[\d.,]+\s*[-–−]\s*[\d.,]+(?:\s*[^\W\d][^-+*]*)?", re.ASCII)
_POWER = re.compile(r"(?<=\d)e(-?\d+)\b")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def parse(text: str, quantity: Quantity, bare: str | None = None, names: Names | None = None) -> float:
    """The SI value of `text`, read as a number with a unit of `quantity`, or as an expression.

    A bare number is read in the unit `bare`, or in SI where that is None; `names` finds what the names in an
    expression stand for. The decimal sign is the one in force (see :mod:`studio.numerals`).

    Raises
    ------
    ValueError
        With one sentence that says what cannot be read.
    """
    if len(text) > _LONGEST:
        raise ValueError(tr("the text is longer than {longest} characters", longest=_LONGEST))
    typed = half_width(text).strip()
    if not typed:
        raise ValueError(tr("nothing is typed"))
    if typed.startswith("="):
        return compute(typed, quantity, _bare_unit(quantity, bare), names)
    if quantity is TIME_OF_DAY and (clock := _CLOCK.fullmatch(typed)):
        hours, minutes, seconds = int(clock[1]), int(clock[2]), float((clock[3] or "0").replace(",", "."))
        return hours * 3600.0 + minutes * 60.0 + seconds
    if _DATE.fullmatch(typed) or _RANGE.fullmatch(typed):
        raise ValueError(tr("“{typed}” looks like a date or a range: begin with “=” to compute it", typed=typed))
    minus = typed[0] in "-−"
    signed = typed[1:] if minus or typed[0] == "+" else typed
    number = read_number(signed, typed=typed)
    rest = signed[number[1] :].strip() if number is not None else typed
    if number is not None and (not rest or quantity.unit(rest) is not None):
        unit = _bare_unit(quantity, bare) if not rest else quantity.unit(rest)
        assert unit is not None
        value = unit.to_si(-number[0] if minus else number[0])
        if not math.isfinite(value):
            raise ValueError(tr("“{typed}” is too large", typed=typed))
        return value
    if looks_computed(typed):
        return compute(typed, quantity, _bare_unit(quantity, bare), names)
    if number is None:
        raise ValueError(tr("“{typed}” does not begin with a number", typed=typed))
    known = ", ".join(s for s in quantity.symbols() if s) or tr("a bare number")
    about = {"typed": typed, "symbol": rest, "quantity": tr(quantity.label), "known": known}
    raise ValueError(tr("“{typed}”: “{symbol}” is not a unit of {quantity} ({known})", **about))


def is_computed(text: str) -> bool:
    """Whether a text that was read is more than one number with a unit: worth remembering as it was typed."""
    typed = half_width(text).strip()
    if typed.startswith("="):
        return True
    try:
        number = read_number(typed.lstrip("+-−"))
    except ValueError:
        return False
    return looks_computed(typed) and (number is None or looks_computed(typed.lstrip("+-−")[number[1] :]))


def _bare_unit(quantity: Quantity, bare: str | None) -> Unit:
    found = quantity.units[0] if bare is None else quantity.unit(bare)
    if found is None:
        raise ValueError(tr("{quantity} has no unit “{bare}”", quantity=tr(quantity.label), bare=bare))
    return found


def number_text(number: float, digits: int = 6) -> str:
    """`number` with at most `digits` significant digits, without needless zeros or exponents."""
    if number == 0:
        return "0"
    text = f"{number:.{digits}g}"
    if "e" in text and 1e-4 <= abs(number) < 1e9:
        text = f"{number:.0f}" if abs(number) >= 1 else f"{number:.{digits}f}"
    text = text.replace("e+0", "e").replace("e-0", "e-").replace("e+", "e")
    return text.replace(".", numerals().decimal)


def raised(text: str) -> str:
    """Powers of ten as they are printed: "7.4e13" is "7.4·10¹³"."""
    return _POWER.sub(lambda found: f"·10{found[1].translate(_RAISED)}", text)


def join(number: str, symbol: str) -> str:
    """A number and its unit symbol as they are set: "5 km", but "5°" and "5 %"; with the decimal sign in force."""
    number = set_decimals(number)
    if not symbol:
        return number
    return f"{number}{symbol}" if symbol == "°" else f"{number} {symbol}"


def display(value: float, quantity: Quantity, unit: str | None = None, digits: int = 6) -> str:
    """`value` [SI] as a person reads it, in `unit` or in the unit that is usual for the quantity, or in what the
    project shows instead of it."""
    chosen = quantity.unit(shown_symbol(quantity, unit if unit is not None else quantity.shown)) or quantity.units[0]
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
    steps = [unit for unit in quantity.units if not unit.customary]
    best = min(steps, key=lambda u: u.factor)
    for unit in sorted(steps, key=lambda u: u.factor):
        if abs(value) / unit.factor >= _FROM.get(unit.symbol, 1.0):
            best = unit
    return best.symbol


def readable(value: float, quantity: Quantity, digits: int = 4) -> str:
    """`value` [SI] in the unit that keeps the number short."""
    return display(value, quantity, readable_unit(value, quantity), digits)
