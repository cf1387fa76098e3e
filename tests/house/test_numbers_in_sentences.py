"""Numbers in sentences are written as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.analysis import RESULTS
from studio.analysis.claims.finding import of_result
from studio.design.quantity import MONEY, MONEY_RATE
from studio.design.unit_text import parse, readable
from studio.text import tr, tr_count


@pytest.mark.parametrize(("value", "text"), [
    (1643.0, "1,640 years"), (72.84, "72.8 years"), (2.5e9, "2,500,000,000 years"), (0.00001234, "0.0000123 years"),
    (0.0, "0 years"), (-1.2e5, "-120,000 years"),
])  # fmt: skip
def test_no_sentence_has_a_power_of_ten_as_a_computer_writes_it(value, text):
    assert tr("{time:.3g} years", time=value) == text
    assert tr_count("{time:.3g} year", "{time:.3g} years", 2, time=value) == text


@given(st.floats(1e-8, 9e11), st.integers(1, 6))
def test_the_digits_are_the_same(value, digits):
    text = tr(f"{{value:.{digits}g}}", value=value)
    assert "e" not in text
    assert float(text.replace(",", "")) == pytest.approx(float(f"{value:.{digits}g}"), rel=1e-3)


def test_amounts_of_money_are_in_words():
    assert readable(39.1e9, MONEY) == "39.1 bn USD"
    assert readable(2.221e6, MONEY) == "2.221 million USD"
    for typed in ("5 MUSD", "5 million USD"):
        assert parse(typed, MONEY) == 5e6
    symbols = {symbol for quantity in (MONEY, MONEY_RATE) for symbol in quantity.symbols()}
    assert not {"kUSD", "MUSD", "GUSD", "TUSD", "MUSD/yr", "GUSD/yr"} & symbols


def test_times_as_much_are_no_per_cent():
    assert of_result("ground.yield_ratio", 6.088).text == "6.088"
    assert of_result("illumination.sunlit_fraction_year", 0.9616).text == "96.16 %"
    assert RESULTS["power.storage_drawn_per_kilowatt"].unit == "Wh/kW"
