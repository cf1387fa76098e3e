"""Money in another currency: the same amount by the rate of the design, in words, wherever it is shown."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from studio.analysis import RESULTS
from studio.design import set_value
from studio.design.quantity import (
    COMPUTE_PER_PRICE,
    HOUR,
    MASS,
    MONEY,
    MONEY_RATE,
    PRICE_PER_COMPUTE,
    PRICE_PER_MASS,
    PRICE_PER_POWER_TIME,
    QUANTITIES,
    YEAR,
)
from studio.document import preset
from studio.document.document import Document
from studio.gui.currency import CurrencyBox
from studio.gui.explain.facts import facts_of
from studio.gui.money_text import CURRENCIES, is_money, shown_quantity, use_currency
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.gui.value_text import difference_text, readable_text, result_text, value_text
from studio.jobs.immediate import ImmediateWorker
from studio.text import speaking

GAP = "\N{NARROW NO-BREAK SPACE}"
MONIES = [quantity for quantity in QUANTITIES.values() if is_money(quantity)]


@pytest.fixture(autouse=True)
def dollars() -> Any:
    use_currency("USD", 1.0)
    yield
    use_currency("USD", 1.0)


@pytest.fixture
def made(qapp: QApplication) -> Any:
    session = Session(Document(preset("gigawatt-27kw")), Theme(), ImmediateWorker)
    session.start()
    qapp.processEvents()
    yield session
    session.close()


@pytest.mark.parametrize(("value", "quantity", "text", "yuan"), [
    (51.1e9, MONEY, "51.1 bn USD", "355.1 bn CNY"),
    (999.99e6, MONEY, "1 bn USD", "6.95 bn CNY"),
    (812_345.0, MONEY, f"812{GAP}300 USD", "5.646 million CNY"),
    (3.2e12, MONEY, "3.2 tn USD", "22.24 tn CNY"),
    (0.0, MONEY, "0 USD", "0 CNY"),
    (236e6 / YEAR, MONEY_RATE, "236 million USD/yr", "1.64 bn CNY/yr"),
    (200.0, PRICE_PER_MASS, "200 USD/kg", "1390 CNY/kg"),
    (821.43e-3 / YEAR, PRICE_PER_POWER_TIME, "821.4 USD/(kW·yr)", "5709 CNY/(kW·yr)"),
    (1e9, COMPUTE_PER_PRICE, "1 GFLOP/(s·USD)", "0.1439 GFLOP/(s·CNY)"),
    (100.0 / 8.64e19, PRICE_PER_COMPUTE, "100 USD/(PFLOP/s·d)", "695 CNY/(PFLOP/s·d)"),
    (1000.0, MASS, "1 t", "1 t"),
])  # fmt: skip
def test_amounts_are_short_and_in_words(value, quantity, text, yuan):
    assert readable_text(value, quantity) == text
    use_currency("CNY", 6.95)
    assert readable_text(value, quantity) == yuan


@given(st.sampled_from(MONIES), st.floats(1e-3, 1e3), st.sampled_from(sorted(CURRENCIES)))
def test_units_of_a_currency_are_those_of_the_dollar_by_the_rate(quantity, rate, code):
    use_currency(code, rate)
    shown = shown_quantity(quantity)
    assert shown.name == quantity.name
    for unit in quantity.units:
        same = shown.unit(unit.symbol)
        factor = same.factor / unit.factor
        assert factor == pytest.approx(rate) or factor == pytest.approx(1.0 / rate)
        assert code in same.symbol
        assert shown.unit(same.symbol) is same
        assert all(shown.unit(alias).factor == same.factor for alias in unit.aliases)


def test_what_is_no_money_is_left_alone():
    use_currency("SGD", 1.27)
    for quantity in QUANTITIES.values():
        if not is_money(quantity):
            assert shown_quantity(quantity) is quantity


def test_an_hour_stays_an_hour():
    assert value_text(1.518 / HOUR, MONEY_RATE, "USD/h") == "1.518 USD/h"
    use_currency("SGD", 1.27)
    assert value_text(1.518 / HOUR, MONEY_RATE, "USD/h") == "1.928 SGD/h"
    assert result_text("cost.accelerator_hour", 1.518 / HOUR) == "1.928 SGD/h"
    assert difference_text(-2e6, MONEY, "MUSD") == "−2.54 million SGD"


def test_no_unknown_currency_and_no_rate_without_value():
    for code, rate in (("XYZ", 1.0), ("CNY", 0.0), ("CNY", float("nan"))):
        with pytest.raises(ValueError, match="no currency"):
            use_currency(code, rate)


def test_the_choice_reaches_the_explanation_and_follows_the_rate(qtbot, made):
    box = CurrencyBox(made.currency, lambda: made.design)
    qtbot.addWidget(box)
    told: list[None] = []
    made.currency.changed.connect(lambda: told.append(None))
    made.currency.choose("CNY")
    assert (box.currentData(), len(told)) == ("CNY", 1)
    assert "6.95" in box.toolTip()
    total = made.table("cost").total
    facts = facts_of(made.results(), "cost.total")
    assert facts.unit == "bn CNY"
    assert float(facts.number) == pytest.approx(total * 6.95 / 1e9, rel=1e-5)
    assert all("USD" not in link.text for link in facts.inputs if link.name in RESULTS)
    made.edit("Rate", lambda design: set_value(design, "cost.cny_per_usd", 7.5))
    QApplication.processEvents()
    assert len(told) == 2
    assert float(facts_of(made.results(), "cost.total").number) == pytest.approx(total * 7.5 / 1e9, rel=1e-5)
    made.currency.choose_next()
    assert box.currentData() == "SGD"
    made.currency.choose_next()
    assert box.currentData() == "USD"
    made.currency.choose("no currency")
    assert made.currency.code == "USD"


def test_large_amounts_have_their_word_in_the_language_of_the_window() -> None:
    with speaking("zh_CN"):
        assert value_text(3.2e6, MONEY, "million USD") == "3.2 百万 USD"
        assert shown_quantity(MONEY).unit("million USD").symbol == "百万 USD"
    assert value_text(3.2e6, MONEY, "million USD") == "3.2 million USD"
