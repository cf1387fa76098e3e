"""The reading of an expression, in one pass by recursive descent, with the dimension of every value."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from studio.design.constants import CONSTANTS
from studio.design.dimension import NONE, Powers, coherent, dimension, words
from studio.design.quantity import QUANTITIES, TEMPERATURE, Quantity, Unit
from studio.design.read_number import read_number
from studio.numerals import numerals
from studio.text import tr

_DEEPEST = 30
_MOST_STEPS = 120
_HIGHEST_POWER = 12
"""Of a dimension: nothing that is designed is in metres to the thirteenth."""
_SPACE = re.compile(r"\s+")
_NAME = re.compile(r"[A-Za-z_π]\w*(?:\[[^\[\]]{1,60}\])?(?:\.[A-Za-z_]\w*(?:\[[^\[\]]{1,60}\])?)*")
_RAISED = {"²": 2.0, "³": 3.0}
Names = Callable[[str], "tuple[float, Quantity] | None"]
"""The SI value and the quantity of what a name stands for; None where it stands for nothing."""


_PI = {"pi": math.pi, "π": math.pi}
_PURE: dict[str, Callable[[float], float]] = {"exp": math.exp, "ln": math.log, "log10": math.log10, "log2": math.log2}
_ANGLES: dict[str, Callable[[float], float]] = {"sin": math.sin, "cos": math.cos, "tan": math.tan}
_ARCS: dict[str, Callable[[float], float]] = {"asin": math.asin, "acos": math.acos, "atan": math.atan}
_SAME: dict[str, Callable[[float], float]] = {"abs": abs}
_ROUND: dict[str, Callable[[float], float]] = {"round": round, "floor": math.floor, "ceil": math.ceil}
_MANY: dict[str, Callable[[list[float]], float]] = {"min": min, "max": max}
FUNCTIONS = (*_PURE, *_ANGLES, *_ARCS, *_SAME, *_ROUND, *_MANY, "sqrt", "cbrt")


@dataclass(frozen=True, slots=True)
class Value:
    """`bare` has met no unit yet; an `absolute` temperature has a zero of its own, so it cannot be multiplied."""

    number: float
    powers: Powers = NONE
    bare: bool = False
    absolute: bool = False
    literal: "tuple[float, Unit, Quantity] | None" = None
    """How an absolute temperature was typed: a minus before it means the number, not the temperature."""
    apart: bool = False
    """Whether it is how far two absolute temperatures are apart, which is no temperature."""


def _absolute(number: float, unit: Unit, quantity: Quantity) -> Value:
    return Value(coherent(number, unit, quantity), dimension(quantity).powers, False, True, (number, unit, quantity))


class Reader:
    """Reads and computes in one pass, by recursive descent."""

    def __init__(self, text: str, quantity: Quantity, names: Names | None) -> None:
        self.text = text
        self.quantity = quantity
        self.names = names
        self.at = 0
        self.sums = False
        """Whether there is a sum or a difference outside brackets."""
        self._depth = 0
        self._steps = 0

    def whole(self) -> Value:
        value = self._sum()
        self._skip()
        if self.at < len(self.text):
            raise ValueError(tr("“{typed}”: “{rest}” cannot be read here", typed=self.text,
                                rest=_short(self.text[self.at :])))  # fmt: skip
        return value

    # The levels: sums, products, signs, powers, single values

    def _sum(self) -> Value:
        value = self._product()
        while (sign := self._take("+", "-", "−")) is not None:
            self.sums = self.sums or self._depth == 0
            value = self._added(value, self._product(), 1.0 if sign == "+" else -1.0)
        return value

    def _product(self) -> Value:
        value = self._signed()
        while True:
            if (sign := self._take_product()) is None:
                return value
            other = self._signed()
            value = self._times(value, other, -1 if sign == "/" else 1)

    def _signed(self) -> Value:
        sign = self._take("-", "−", "+")
        if sign is None:
            return self._power()
        value = self._power()
        if sign == "+":
            return value
        if not value.absolute:
            return replace(value, number=-value.number)
        if value.literal is None:
            raise ValueError(_two_zeros(self.text))
        return _absolute(-value.literal[0], *value.literal[1:])

    def _power(self) -> Value:
        value = self._single()
        if self._take("**", "^") is not None:
            return self._raised(value, self._signed())
        if (raised := self._superscript()) is not None:
            return self._raised(value, raised)
        return value

    def _single(self) -> Value:
        self._step()
        self._skip()
        if self._take("(") is not None:
            self._depth += 1
            if self._depth > _DEEPEST:
                raise ValueError(tr("“{typed}” is nested too deeply", typed=_short(self.text)))
            value = self._sum()
            self._depth -= 1
            if self._take(")") is None:
                raise ValueError(tr("“{typed}”: a bracket is not closed", typed=self.text))
            return self._with_unit(value)
        number = read_number(self.text, self.at, printed=False, typed=self.text)
        if number is not None:
            value, self.at = Value(number[0], bare=True), number[1]
            if not math.isfinite(value.number):
                raise OverflowError
            return self._with_unit(value)
        return self._named()

    def _with_unit(self, value: Value) -> Value:
        """`value` in the unit that follows it, which a power that follows belongs to: 2 s^2 are two square seconds."""
        self._skip()
        found = self._unit()
        if found is None:
            return value
        if not value.bare:
            raise ValueError(tr("“{typed}” has two units for one value", typed=self.text))
        unit, quantity = found
        if unit.offset:
            return _absolute(value.number, unit, quantity)
        one = Value(coherent(1.0, unit, quantity), dimension(quantity).powers)
        if self._take("**", "^") is not None:
            one = self._raised(one, self._signed())
        elif (raised := self._superscript()) is not None:
            one = self._raised(one, raised)
        return Value(value.number * one.number, one.powers)

    def _named(self) -> Value:
        if (found := self._unit()) is not None:
            unit, quantity = found
            if unit.offset:
                raise ValueError(tr("“{typed}”: a number is missing before “{unit}”", typed=self.text,
                                    unit=unit.symbol))  # fmt: skip
            return Value(coherent(1.0, unit, quantity), dimension(quantity).powers)
        match = _NAME.match(self.text, self.at)
        if match is None:
            rest = self.text[self.at :]
            if not rest:
                raise ValueError(tr("“{typed}” ends where a value is missing", typed=self.text))
            raise ValueError(tr("“{typed}”: “{rest}” cannot be read here", typed=self.text, rest=_short(rest)))
        name, self.at = match[0], match.end()
        if self._take("(") is not None:
            return self._called(name)
        if name in _PI:
            return Value(_PI[name], bare=True)
        if name in CONSTANTS:
            return Value(CONSTANTS[name].value, CONSTANTS[name].powers)
        stands = self.names(name) if self.names is not None else None
        if stands is None:
            raise ValueError(tr("“{name}” is no unit, no field and no constant", name=_short(name)))
        value, quantity = stands
        return Value(coherent(value, quantity.units[0], quantity), dimension(quantity).powers,
                      absolute=quantity is TEMPERATURE)  # fmt: skip

    def _called(self, name: str) -> Value:
        if name not in FUNCTIONS:
            raise ValueError(tr("“{name}” is none of the functions {known}", name=_short(name),
                                known=", ".join(FUNCTIONS)))  # fmt: skip
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError(tr("“{typed}” is nested too deeply", typed=_short(self.text)))
        arguments = [self._sum()]
        while self._take(";", *((",",) if numerals().decimal == "." else ())) is not None:
            arguments.append(self._sum())
        self._depth -= 1
        if self._take(")") is None:
            raise ValueError(tr("“{typed}”: a bracket is not closed", typed=self.text))
        if name in _MANY:
            first = arguments[0]
            for other in arguments[1:]:
                self._alike(first, other)
            return replace(first, number=float(_MANY[name]([one.number for one in arguments])))
        if len(arguments) != 1:
            raise ValueError(tr("“{name}” takes one value", name=name))
        return self._of_one(name, arguments[0])

    def _of_one(self, name: str, value: Value) -> Value:
        try:
            if name in _SAME:
                return replace(value, number=_SAME[name](value.number))
            if name in {"sqrt", "cbrt"}:
                return self._raised(value, Value(0.5 if name == "sqrt" else 1.0 / 3.0, bare=True))
            if name in _ANGLES and value.powers == dimension(QUANTITIES["angle"]).powers:
                return Value(_ANGLES[name](value.number))
            if name in _ANGLES and not value.bare and value.powers == NONE:
                return Value(_ANGLES[name](value.number))
            if value.powers != NONE or (name in _ANGLES and value.bare):
                if name in _ANGLES:
                    raise ValueError(tr("“{name}” takes an angle with its unit, such as {name}(30°)", name=name))
                raise ValueError(tr("“{name}” takes a plain number, not {found}", name=name,
                                    found=called(value.powers)))  # fmt: skip
            if name in _ARCS:
                return Value(_ARCS[name](value.number), dimension(QUANTITIES["angle"]).powers)
            return replace(value, number=float((_PURE | _ROUND)[name](value.number)))
        except ValueError as error:
            if "math domain" in str(error) or "expected a" in str(error):
                raise ValueError(tr("“{name}” has no value for that", name=name)) from None
            raise

    # What values do with one another

    def _alike(self, left: Value, right: Value) -> None:
        if left.bare != right.bare:
            raise ValueError(tr("“{typed}” adds or compares a number without a unit and one that has one",
                                typed=self.text))  # fmt: skip
        if left.powers != right.powers:
            raise ValueError(tr("“{typed}” puts {left} and {right} together", typed=self.text,
                                left=called(left.powers), right=called(right.powers)))  # fmt: skip
        if left.absolute != right.absolute:
            raise ValueError(_two_zeros(self.text))

    def _added(self, left: Value, right: Value, sign: float) -> Value:
        self._alike(replace(left, absolute=False), replace(right, absolute=False))
        if right.absolute and not (left.absolute and sign < 0.0):
            raise ValueError(_two_zeros(self.text))
        return Value(left.number + sign * right.number, left.powers, left.bare, left.absolute and not right.absolute,
                     apart=right.absolute)  # fmt: skip

    def _times(self, left: Value, right: Value, power: int) -> Value:
        if left.absolute or right.absolute:
            raise ValueError(_two_zeros(self.text))
        number = left.number * right.number if power > 0 else left.number / right.number
        powers = tuple(one + power * other for one, other in zip(left.powers, right.powers, strict=True))
        return Value(number, self._bounded(powers), left.bare and right.bare)

    def _raised(self, value: Value, exponent: Value) -> Value:
        if exponent.powers != NONE or exponent.absolute:
            raise ValueError(tr("“{typed}”: an exponent is a plain number", typed=self.text))
        if value.absolute:
            raise ValueError(_two_zeros(self.text))
        number = value.number**exponent.number
        if isinstance(number, complex):
            raise ValueError(tr("“{typed}” takes the root of a negative number", typed=self.text))
        share = Fraction(exponent.number).limit_denominator(12) if abs(exponent.number) < 1e6 else Fraction(10**6)
        if value.powers != NONE and abs(share - Fraction(exponent.number)) > Fraction(1, 10**9):
            raise ValueError(tr("“{typed}”: that power of a unit means nothing", typed=self.text))
        return replace(value, number=number, powers=self._bounded(tuple(one * share for one in value.powers)))

    def _bounded(self, powers: Powers) -> Powers:
        if any(abs(power) > _HIGHEST_POWER for power in powers):
            raise ValueError(tr("“{typed}”: that power of a unit means nothing", typed=self.text))
        return powers

    # Letters

    def _skip(self) -> None:
        if match := _SPACE.match(self.text, self.at):
            self.at = match.end()

    def _take(self, *signs: str) -> str | None:
        self._skip()
        for sign in signs:
            if self.text.startswith(sign, self.at):
                self.at += len(sign)
                return sign
        return None

    def _take_product(self) -> str | None:
        self._skip()
        if self.text.startswith("**", self.at):
            return None
        if re.compile(r"of\b").match(self.text, self.at):
            self.at += 2
            return "*"
        return self._take("*", "/", "·", "×")

    def _superscript(self) -> Value | None:
        if self.text[self.at : self.at + 1] in _RAISED and self.at < len(self.text):
            self.at += 1
            return Value(_RAISED[self.text[self.at - 1]], bare=True)
        return None

    def _unit(self) -> tuple[Unit, Quantity] | None:
        """The unit that begins here, the longest there is; that of the quantity wanted comes before all others."""
        for symbol in _symbols_from(self.text[self.at : self.at + 1]):
            if not self.text.startswith(symbol, self.at):
                continue
            end = self.at + len(symbol)
            rest = self.text[end : end + 2]
            goes_on = (symbol[-1].isalnum() or symbol[-1] == "_") and (
                (rest[:1].isalnum() and rest[:1] not in _RAISED) or rest[:1] in {"_", "["})
            if goes_on or (rest[:1] == "." and rest[1:].isalpha()) or (symbol.isalpha() and rest[:1] == "("):
                continue
            self.at = end
            own = self.quantity.unit(symbol)
            return (own, self.quantity) if own is not None else _every_unit()[symbol]
        return None

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise ValueError(tr("“{typed}” has more than {most} values", typed=_short(self.text), most=_MOST_STEPS))


def _two_zeros(typed: str) -> str:
    return tr("“{typed}”: temperatures have a zero of their own; a difference is added in K, and nothing multiplied",
              typed=typed)  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"


@cache
def _every_unit() -> dict[str, tuple[Unit, Quantity]]:
    """Every unit that may stand in an expression, by each of its symbols; the first quantity that has it counts."""
    found: dict[str, tuple[Unit, Quantity]] = {}
    for quantity in QUANTITIES.values():
        for unit in quantity.units:
            for symbol in (unit.symbol, *unit.aliases):
                if symbol and not symbol[0].isdigit():
                    found.setdefault(symbol, (unit, quantity))
    return found


@cache
def _symbols_from(letter: str) -> tuple[str, ...]:
    """The symbols that begin with `letter`, longest first."""
    return tuple(sorted((symbol for symbol in _every_unit() if symbol[:1] == letter), key=lambda one: -len(one)))


def called(powers: Powers) -> str:
    if powers == NONE:
        return tr("a plain number")
    label = next((tr(one.label) for one in QUANTITIES.values() if dimension(one).powers == powers), "")
    return f"{label} ({words(powers)})" if label else words(powers)
