"""Sentences and tables for a terminal: nothing is wider than a page."""

import textwrap

from studio.design.unit_text import raised

WIDTH = 120
"""What a terminal beside an editor has, and a page of a report."""


def wrapped(text: str, first: str = "", rest: str | None = None, width: int = WIDTH) -> str:
    """`text` in lines of no more than `width`, the first after `first`, the others after `rest` or as far in."""
    indent = " " * len(first) if rest is None else rest
    return textwrap.fill(text, width, initial_indent=first, subsequent_indent=indent, break_long_words=False,
                         break_on_hyphens=False) or first.rstrip()  # fmt: skip


def number(value: float, digits: int = 7, signed: bool = False) -> str:
    """A number of a table: thousands apart, no power of ten unless the number is far off."""
    text = f"{value:+.{digits}g}" if signed else f"{value:.{digits}g}"
    if "e" in text and 1e-6 <= abs(value) < 1e12:
        rounded = float(text)
        sign = "+" if signed else ""
        text = f"{rounded:{sign},.0f}" if abs(rounded) >= 1.0 else f"{rounded:{sign}.10f}"
        return text.rstrip("0") if "." in text else text
    if "e" in text:
        mantissa, _, power = text.partition("e")
        return raised(f"{mantissa}e{int(power)}")
    if abs(value) >= 1e4:
        whole, point, part = text.partition(".")
        text = f"{int(whole):{'+' if signed else ''},}{point}{part}"
    return text
