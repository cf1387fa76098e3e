"""How numbers are set for people: the decimal sign and what stands between thousands; never taken from the system.

Files, the command line and everything a machine reads keep the plain numerals, whatever a window has chosen: the
choice is made by the program that has a window, and :func:`plain_numerals` takes it back for one thread.
"""

import contextlib
import re
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
_POINT = re.compile(r"(?<![\w.,])(\d+)\.(\d+)(?=e[+-]?\d|\.?(?![\w.]))", re.ASCII)


@dataclass(frozen=True, slots=True)
class Numerals:
    """`decimal` is "." or ","; `group` stands between thousands where there are many."""

    decimal: str = "."
    group: str = ","

    @property
    def other(self) -> str:
        """The sign that is the decimal sign elsewhere."""
        return "," if self.decimal == "." else "."


PLAIN = Numerals()
_everywhere = PLAIN
_here: ContextVar[Numerals | None] = ContextVar("numerals", default=None)


def use_numerals(numerals: Numerals) -> None:
    """Set every later number that people read with these signs."""
    global _everywhere
    _everywhere = numerals


@contextlib.contextmanager
def plain_numerals() -> Iterator[None]:
    """Within it, and in this thread alone, numbers are set as a machine reads them."""
    token = _here.set(PLAIN)
    try:
        yield
    finally:
        _here.reset(token)


def numerals() -> Numerals:
    """The signs in force."""
    return _here.get() or _everywhere


def set_number(text: str) -> str:
    """One number, as Python writes it (with commas between thousands or without), in the signs in force."""
    signs = numerals()
    if signs == PLAIN:
        return text
    return text.translate({ord(","): signs.group, ord("."): signs.decimal})


def set_count(count: float) -> str:
    """A whole number with its thousands apart."""
    return set_number(f"{count:,.0f}")


def set_decimals(text: str) -> str:
    """`text` with the decimal sign in force in every number that still has a point; dates and names are left alone."""
    sign = numerals().decimal
    return text if sign == "." else _POINT.sub(rf"\1{sign}\2", text)
