"""Sentences of the analysis in the units and with the signs that the user wants.

The analysis writes its sentences once, with usual units and decimal points, wherever it runs. What it says is turned
into what the window shows when it is shown, so that a change of units needs no new computation.
"""

import re

from studio.design.shown import units_shown
from studio.design.unit_kinds import KINDS
from studio.design.unit_text import join, number_text
from studio.gui.value_text import typeset
from studio.numerals import numerals, set_decimals

_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\d,]|\.\d)", re.ASCII)
_SYMBOLS = {symbol: kind for kind in reversed(KINDS.values()) for symbol in kind.usual if symbol != "h"}
_MEASURED = re.compile(
    r"(?<![\w.,])([-−]?\d+(?:\.\d+)?) ?(" + "|".join(map(re.escape, sorted(_SYMBOLS, key=len, reverse=True)))
    + r")(?![\w²³/·(^])", re.ASCII,
)  # fmt: skip
_LEAST_DIGITS = 3


def restyled(text: str) -> str:
    """A sentence written for machines and people alike, as this window writes."""
    if units_shown():
        text = _MEASURED.sub(lambda found: _converted(found[0], found[1], found[2]), text)
    text = _GROUPED.sub(lambda found: found[0].replace(",", numerals().group), text)
    return set_decimals(text)


def _converted(whole: str, number: str, symbol: str) -> str:
    kind = _SYMBOLS[symbol]
    wanted, usual = kind.quantity.unit(units_shown().get(kind.name, "")), kind.quantity.unit(symbol)
    if wanted is None or usual is None:
        return whole
    value = wanted.from_si(usual.to_si(float(number.replace("−", "-"))))
    digits = max(len(number.strip("-−0").replace(".", "")), _LEAST_DIGITS)
    return typeset(join(number_text(float(f"{value:.{digits}g}"), digits), wanted.symbol))
