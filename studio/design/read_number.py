"""One number as people type it, strictly: read in the decimal sign that is set, or refused where it could be another.

Groups of three digits may stand apart by spaces or apostrophes, or by the sign that is not the decimal sign where
that leaves one reading only. "1,500" under a decimal point is one and a half to half the world: it is refused.
"""

import re

from studio.numerals import numerals
from studio.text import tr

_SPACES = " \N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
_DIGITS = re.compile(rf"(?:\d+|(?=[.,]\d))(?:[.,'’]\d+|[{_SPACES}]\d{{3}}(?!\d))*[.,]?", re.ASCII)
_EXPONENT = re.compile(r"[eE]([+\-−]?\d{1,3})(?!\d)", re.ASCII)
_PRINTED = re.compile(
    rf"[{_SPACES}]?[·×][{_SPACES}]?10(?:\^([+\-−]?\d{{1,3}})(?!\d)|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}}))", re.ASCII,
)  # fmt: skip
_LOWERED = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")
_WIDE = {ord("０") + digit: str(digit) for digit in range(10)} | {
    ord("．"): ".", ord("，"): ",", ord("－"): "-", ord("＋"): "+", ord("\N{IDEOGRAPHIC SPACE}"): " ",
    ord("％"): "%", ord("（"): "(", ord("）"): ")", ord("＊"): "*", ord("／"): "/", ord("＝"): "=",
}  # fmt: skip


def half_width(text: str) -> str:
    """`text` with the wide digits and signs of a Chinese keyboard as the narrow ones that they are."""
    return text.translate(_WIDE)


def read_number(text: str, at: int = 0, *, printed: bool = True, typed: str = "") -> tuple[float, int] | None:
    """The unsigned number that begins at `at` and where it ends; None where there is none.

    A power of ten may be typed ("7.4e13") and, where `printed`, as it is printed ("7.4·10¹³"). `typed` is the whole
    that a refusal shows.

    Raises
    ------
    ValueError
        With one sentence, where the number could be another one.
    """
    match = _DIGITS.match(text, at)
    if match is None or not match[0] or not any(letter.isdigit() for letter in match[0]):
        return None
    blob, end = match[0], match.end()
    if blob[-1] in ".," and blob[-1] != numerals().decimal:
        blob, end = blob[:-1], end - 1  # a sign of the sentence, not of the number
    number = _plain(blob, typed or blob)
    power = _EXPONENT.match(text, end) or (_PRINTED.match(text, end) if printed else None)
    if power is not None:
        exponent = next(filter(None, power.groups())).translate(_LOWERED).replace("−", "-")
        number, end = f"{number}e{exponent}", power.end()
    return float(number), end


def _plain(blob: str, typed: str) -> str:
    """The digits of `blob` with a decimal point, as Python reads them."""
    signs = numerals()
    whole, *parts = blob.split(signs.decimal)
    if len(parts) > 1:
        raise ValueError(tr("“{typed}” has the decimal sign “{decimal}” more than once", typed=typed,
                            decimal=signs.decimal))  # fmt: skip
    fraction = parts[0] if parts else ""
    if not (fraction.isdigit() or not fraction):
        raise ValueError(_foreign(typed))
    marks = {" " if one in _SPACES else "'" if one in "'’" else one for one in whole if not one.isdigit()}
    if not marks:
        return f"{whole or '0'}.{fraction or '0'}"
    groups = re.split(r"\D", whole)
    threes = 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]) and groups[0] != "0"
    if signs.other in marks:
        if not threes or len(marks) > 1:
            raise ValueError(_foreign(typed))
        if len(groups) == 2 and not parts:
            shorter = signs.decimal.join((groups[0], groups[1].rstrip("0") or "0"))
            raise ValueError(tr(
                "“{typed}” can be read as {whole} or as {broken}: type {whole} or {shorter}, the decimal sign here is "
                "“{decimal}”", typed=typed, whole="".join(groups), broken=signs.decimal.join(groups), shorter=shorter,
                decimal=signs.decimal))  # fmt: skip
    elif not threes or len(marks) > 1:
        raise ValueError(tr("“{typed}” is ambiguous: groups of digits have three each, and one sign between them",
                            typed=typed))  # fmt: skip
    return f"{''.join(groups)}.{fraction or '0'}"


def _foreign(typed: str) -> str:
    signs = numerals()
    return tr("“{typed}” is ambiguous: the decimal sign here is “{decimal}”, not “{other}”", typed=typed,
              decimal=signs.decimal, other=signs.other)  # fmt: skip
