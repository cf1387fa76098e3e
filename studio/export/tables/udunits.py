"""SI units as UDUNITS-2 writes them, which the CF conventions ask for."""

import re
from typing import Final

from studio.design.quantity import Quantity

_SPECIAL: Final = {"": "1", "rad": "radian", "dB": "dB", "°": "degree"}
_RAISED: Final = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_WORDS: Final = {"rad": "radian", "bit": "bit", "B": "byte", "FLOP": "count", "USD": "count", "Gy": "gray"}
"""UDUNITS has no money and no operations: they are counts, and the label says of what."""
_FACTOR: Final = re.compile(r"(?P<word>[A-Za-z]+)(?P<power>-?\d*)")


def udunits(quantity: Quantity) -> str:
    """The SI unit of a quantity: "W/(m²·K)" is "W m-2 K-1"."""
    symbol = quantity.si
    if symbol in _SPECIAL:
        return _SPECIAL[symbol]
    above, _, below = symbol.translate(_RAISED).partition("/")
    factors = [*_factors(above, 1), *_factors(below.strip("()"), -1)]
    return " ".join(factors) or "1"


def _factors(text: str, sign: int) -> list[str]:
    found = []
    for one in _FACTOR.finditer(text):
        power = sign * int(one["power"] or 1)
        word = _WORDS.get(one["word"], one["word"])
        found.append(word if power == 1 else f"{word}{power}")
    return found
