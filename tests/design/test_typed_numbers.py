"""Numbers as people in six countries write them: read as they were meant, or refused; never as another number."""

import random
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest
from babel.numbers import format_decimal

from studio.design.quantity import QUANTITIES
from studio.design.unit_kinds import KINDS
from studio.design.unit_text import parse
from studio.numerals import NARROW_SPACE, PLAIN, Numerals, use_numerals

CASES = 10_000
LOCALES = ("en_US", "de_DE", "fr_FR", "zh_CN", "tr_TR", "hi_IN")
COMMA = {"de_DE", "fr_FR", "tr_TR"}
# NIST SP 811 (2008), appendix B: written down again, exactly, and not taken from the table under test.
FACTORS: dict[tuple[str, str], Fraction] = {
    ("length", "km"): Fraction(1000), ("length", "nmi"): Fraction(1852), ("length", "mi"): Fraction("1609.344"),
    ("length", "ft"): Fraction("0.3048"), ("length", "mm"): Fraction("0.001"), ("mass", "lb"): Fraction("0.45359237"),
    ("mass", "t"): Fraction(1000), ("duration", "h"): Fraction(3600), ("power", "MW"): Fraction(10**6),
    ("pressure", "psi"): Fraction("0.45359237") * Fraction("9.80665") / Fraction("0.0254") ** 2,
    ("area", "ft²"): Fraction("0.09290304"), ("ratio", "%"): Fraction("0.01"), ("energy", "kWh"): Fraction(3600000),
}  # fmt: skip


@pytest.fixture(autouse=True)
def plain() -> Iterator[None]:
    yield
    use_numerals(PLAIN)


def written(random: random.Random, locale: str) -> tuple[Decimal, str]:
    """A number and how somebody there writes it: with thousands apart or not, as their software formats it."""
    whole, places = random.choice((0, 1, 3, 4, 5, 7)), random.choice((0, 0, 1, 2, 3, 4))
    digits = Decimal(random.randrange(10**whole)) + Decimal(random.randrange(10**places)).scaleb(-places)
    pattern = "#,##0.######" if locale != "hi_IN" else "#,##,##0.######"
    text = format_decimal(digits, format=pattern, locale=locale, group_separator=random.random() < 0.6)
    return digits, ("-" if random.random() < 0.1 and digits else "") + text


@pytest.mark.parametrize("setting", [".", ","])
@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_typed_there_is_what_was_meant_or_is_refused(locale: str, setting: str) -> None:
    use_numerals(Numerals(setting, NARROW_SPACE))
    r = random.Random(f"{locale} {setting}")
    at_home = setting == ("," if locale in COMMA else ".")
    # What has the form of a decimal number of the setting means that: nobody can know that it was typed elsewhere.
    own_decimal = re.compile(rf"-?\d{{1,3}}\{setting}\d+")
    read = 0
    for _ in range(CASES):
        (name, symbol), factor = r.choice(list(FACTORS.items()))
        number, text = written(r, locale)
        meant = -number if text.startswith("-") else number
        if not at_home and own_decimal.fullmatch(text):
            continue
        typed = text + r.choice(("", " ")) + symbol if r.random() < 0.8 else text
        try:
            value = parse(typed, QUANTITIES[name], symbol)
        except ValueError as refused:
            told = str(refused)
            assert typed in told
            continue
        read += 1
        assert value == pytest.approx(float(Fraction(meant) * factor), rel=1e-14, abs=0.0), (typed, value)
    assert read > CASES * (0.55 if at_home else 0.2)


@pytest.mark.parametrize(("decimal", "group"), [(".", NARROW_SPACE), (",", NARROW_SPACE), (".", "’"), (",", "’"),
                                                (",", ""), (".", "")])  # fmt: skip
def test_what_is_printed_is_read_back_in_every_unit(decimal: str, group: str) -> None:
    from studio.gui.value_text import value_text

    use_numerals(Numerals(decimal, group))
    r = random.Random(f"{decimal}{group}")
    for quantity in QUANTITIES.values():
        for unit in quantity.units:
            for _ in range(20):
                number = r.choice((-1, 1)) * r.uniform(1.0, 10.0) * 10.0 ** r.randrange(-8, 15)
                text = value_text(unit.to_si(number), quantity, unit.symbol, 6)
                back = unit.from_si(parse(text, quantity))
                assert back == pytest.approx(number, rel=6e-6, abs=6e-6 * abs(unit.offset)), text


def test_a_decimal_comma_is_a_comma() -> None:
    use_numerals(Numerals(",", NARROW_SPACE))
    length = QUANTITIES["length"]
    for typed, value in (("1,5 km", 1500.0), ("1.234.567,8 m", 1234567.8), (f"12{NARROW_SPACE}345,6 m", 12345.6),
                         ("= min(1,5 km; 2,5 km)", 1500.0), ("1,5 km + 0,5 km", 2000.0), ("12'345,6 m", 12345.6)):
        assert parse(typed, length) == pytest.approx(value, rel=1e-15)  # fmt: skip
    with pytest.raises(ValueError, match=r"“1\.500 km” can be read as 1500 or as 1,500: type 1500 or 1,5, the "):
        parse("1.500 km", length)
    for typed in ("1.5 km", "1,5,5 km", "12,345.6 km", "1.50.000 km"):
        with pytest.raises(ValueError, match=re.escape(typed)):
            parse(typed, length)


def test_kinds_have_their_units_and_no_unit_belongs_to_two() -> None:
    seen: set[tuple[str, str]] = set()
    for kind in KINDS.values():
        for symbol in (*kind.usual, *kind.choices):
            assert kind.quantity.unit(symbol) is not None, (kind.name, symbol)
        for symbol in kind.usual:
            assert (kind.quantity.name, symbol) not in seen
            seen.add((kind.quantity.name, symbol))
