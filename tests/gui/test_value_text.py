"""Numbers as they are printed: nothing beyond the digits that count, and signs, groups and powers as they are set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.design.quantity import LENGTH, MASS, NUMBER, POWER, TEMPERATURE, TORQUE
from studio.gui.value_text import readable_text, typeset, value_text

GAP = "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(("value", "quantity", "digits", "text"), [
    (1131131.0, NUMBER, 3, f"1{GAP}130{GAP}000"),
    (52046.0, NUMBER, 4, f"52{GAP}050"),
    (6543.2, NUMBER, 4, "6543"),
    (-14.22e6, POWER, 4, "−14.22 MW"),
    (243.15, TEMPERATURE, 3, "−30 °C"),
    (8.6e-14, NUMBER, 3, "8.6·10⁻¹⁴"),
    (1129e3, MASS, 4, "1129 t"),
    (25e6, MASS, 4, "25 kt"),
    (15998.756, TORQUE, 4, "16 kN·m"),
    (650e3, LENGTH, 4, "650 km"),
])  # fmt: skip
def test_numbers_are_printed_as_they_are_read(value, quantity, digits, text) -> None:
    assert readable_text(value, quantity, digits) == text


def test_names_and_dates_are_left_alone() -> None:
    assert typeset("eclipse_throttled") == "eclipse_throttled"
    assert typeset("2026-01-01") == "2026-01-01"


@given(st.floats(-1e15, 1e15, allow_subnormal=False), st.integers(2, 6))
def test_what_is_printed_is_the_number_to_its_digits(value: float, digits: int) -> None:
    text = value_text(value, NUMBER, digits=digits)
    for old, new in (("−", "-"), (GAP, ""), ("·10", "e")):
        text = text.replace(old, new)
    read = float(text.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))
    assert read == pytest.approx(value, rel=0.5 * 10.0 ** (1 - digits) * 1.001, abs=1e-300)
