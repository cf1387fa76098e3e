"""Formulas of a spreadsheet that carry their value: one expression gives the text of the cell and the number in it.

A workbook is read by many who do not compute it: each formula is kept with what it comes to.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

_COMPARED, _ADDED, _MULTIPLIED, _RAISED, _WHOLE = 1, 2, 3, 4, 9


@dataclass(frozen=True, slots=True)
class Term:
    """`text` as a cell has it, without "="; `value` is what it comes to; `rank` says how tightly it is bound."""

    text: str
    value: Any
    rank: int = _WHOLE

    def __add__(self, other: "Operand") -> "Term":
        return _join(self, "+", other, _ADDED, lambda a, b: a + b)

    def __radd__(self, other: float) -> "Term":
        return term(other) + self

    def __sub__(self, other: "Operand") -> "Term":
        return _join(self, "-", other, _ADDED, lambda a, b: a - b)

    def __rsub__(self, other: float) -> "Term":
        return term(other) - self

    def __mul__(self, other: "Operand") -> "Term":
        return _join(self, "*", other, _MULTIPLIED, lambda a, b: a * b)

    def __rmul__(self, other: float) -> "Term":
        return term(other) * self

    def __truediv__(self, other: "Operand") -> "Term":
        return _join(self, "/", other, _MULTIPLIED, _over)

    def __rtruediv__(self, other: float) -> "Term":
        return term(other) / self

    def __pow__(self, other: "Operand") -> "Term":
        return _join(self, "^", other, _RAISED, _power)

    def __neg__(self) -> "Term":
        return 0 - self

    def below(self, other: "Operand") -> "Term":
        return _join(self, "<", other, _COMPARED, lambda a, b: a < b)

    def at_most(self, other: "Operand") -> "Term":
        return _join(self, "<=", other, _COMPARED, lambda a, b: a <= b)

    def equals(self, other: "Operand") -> "Term":
        return _join(self, "=", other, _COMPARED, lambda a, b: a == b)


Operand = Term | float | str


def term(value: Operand) -> Term:
    """A number or a text as it stands in a formula; a formula as it is."""
    if isinstance(value, Term):
        return value
    if isinstance(value, str):
        doubled = value.replace('"', '""')
        return Term(f'"{doubled}"', value)
    return Term(repr(value).upper(), value, _WHOLE if value >= 0 else _ADDED)


def choose(condition: Term, yes: Operand, no: Operand) -> Term:
    """IF: `yes` where the condition holds."""
    first, second = term(yes), term(no)
    return Term(f"IF({condition.text},{first.text},{second.text})", first.value if condition.value else second.value)


def is_number(one: Term) -> Term:
    """ISNUMBER: whether something stands in a cell that may be empty."""
    return Term(f"ISNUMBER({one.text})", isinstance(one.value, int | float))


def exp(one: Operand) -> Term:
    return _call("EXP", _exponential, one)


def ln(one: Operand) -> Term:
    return _call("LN", lambda value: math.log(value) if value > 0 else math.nan, one)


def absolute(one: Operand) -> Term:
    return _call("ABS", abs, one)


def most(*terms: Operand) -> Term:
    return _call("MAX", max, *terms)


def least(*terms: Operand) -> Term:
    return _call("MIN", min, *terms)


def rounded_up(one: Operand) -> Term:
    """The next whole number above a positive one."""
    found = term(one)
    return Term(f"ROUNDUP({found.text},0)", math.ceil(found.value) if math.isfinite(found.value) else found.value)


def rounded_even(one: Term) -> Term:
    """The nearest whole number of a positive one, halves to the even one, as computers have it and spreadsheets not."""
    whole = Term(f"INT({one.text})", math.floor(one.value))
    half = Term(f"ROUND(({one.text})/2,0)", math.floor(one.value / 2 + 0.5))
    nearest = Term(f"ROUND({one.text},0)", math.floor(one.value + 0.5))
    return choose((one - whole).equals(0.5), 2 * half, nearest)


def total(cells: Sequence[Term]) -> Term:
    """SUM over the cells from the first to the last, which lie in one row or column."""
    return Term(f"SUM({_range(cells)})", math.fsum(_numbers(cells)))


def total_product(*columns: Sequence[Term]) -> Term:
    """SUMPRODUCT over columns of cells."""
    rows = zip(*map(_numbers, columns), strict=True)
    return Term(f"SUMPRODUCT({','.join(map(_range, columns))})", math.fsum(math.prod(row) for row in rows))


def _numbers(cells: Sequence[Term]) -> list[float]:
    return [one.value if isinstance(one.value, int | float) else 0.0 for one in cells]


def _range(cells: Sequence[Term]) -> str:
    return f"{cells[0].text}:{cells[-1].text}"


def _call(name: str, function: Callable[..., float], *operands: Operand) -> Term:
    terms = [term(one) for one in operands]
    return Term(f"{name}({','.join(one.text for one in terms)})", function(*(one.value for one in terms)))


def _join(left: Term, sign: str, other: Operand, rank: int, function: Callable[[Any, Any], Any]) -> Term:
    right = term(other)
    first = left.text if (left.rank >= rank and rank != _RAISED) or left.rank == _WHOLE else f"({left.text})"
    second = right.text if (right.rank > rank and rank != _RAISED) or right.rank == _WHOLE else f"({right.text})"
    both = isinstance(left.value, int | float) and isinstance(right.value, int | float)
    if not both and sign != "=":  # in a branch that is not taken
        return Term(f"{first}{sign}{second}", math.nan, rank)
    return Term(f"{first}{sign}{second}", function(left.value, right.value), rank)


def _over(above: float, below: float) -> float:
    """What a branch that is not taken divides by may be 0."""
    return above / below if below != 0 else math.nan


def _power(base: float, exponent: float) -> float:
    try:
        return float(base**exponent) if base > 0 else 0.0 if base == 0 and exponent > 0 else math.nan
    except OverflowError:
        return math.inf


def _exponential(value: float) -> float:
    try:
        return math.exp(value)
    except OverflowError:
        return math.inf


YEAR: Final = Term("31557600", 31557600.0)
"""The Julian year [s]."""
