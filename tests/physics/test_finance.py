"""Money through time, against a finance library and against published models."""

import math
from datetime import date, timedelta

import numpy as np
import pytest
import pyxirr
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.degradation import JULIAN_YEAR
from studio.physics.finance import (
    capital_recovery_factor,
    discount_factor,
    equivalent_annual_cost,
    escalated,
    flow_duration,
    force_of_interest,
    generation_shares,
    levelised_cost,
    present_value,
)
from studio.physics.production import mean_learned_share

RATES = st.floats(0.0, 0.5)
AMOUNTS = st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=30)


@given(AMOUNTS, RATES)
def test_present_value_is_that_of_a_finance_library(amounts, rate):
    ours = present_value(amounts, np.arange(len(amounts)) * JULIAN_YEAR, rate / JULIAN_YEAR)
    theirs = pyxirr.npv(rate, amounts)
    assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-9 * sum(map(abs, amounts)) + 1e-12)


@given(st.lists(st.tuples(st.floats(1.0, 1e6), st.integers(0, 9000)), min_size=1, max_size=10), st.floats(0.001, 0.4))
def test_payments_on_any_date_are_discounted_as_there(payments, rate):
    first = date(2026, 1, 1)
    amounts = [1.0, *(amount for amount, _ in payments)]
    days = [0, *(day for _, day in payments)]
    theirs = pyxirr.xnpv(rate, [first + timedelta(day) for day in days], amounts)
    # That library counts years of 365 days: the same instants in years of 365.25 days, as ours are.
    ours = present_value(amounts, np.array(days) / 365.0 * JULIAN_YEAR, rate / JULIAN_YEAR)
    assert ours == pytest.approx(theirs, rel=1e-9)


@given(st.floats(1e-6, 0.3), st.integers(1, 480))
def test_a_capital_is_repaid_by_its_annuity(rate, periods):
    payment = float(capital_recovery_factor(rate, periods))
    assert payment == pytest.approx(-pyxirr.pmt(rate, periods, 1.0), rel=1e-7)
    assert pyxirr.npv(rate, [-1.0, *[payment] * periods]) == pytest.approx(0.0, abs=1e-6)


def test_without_interest_a_capital_is_repaid_in_even_parts():
    assert capital_recovery_factor(0.0, 8.0) == 0.125
    assert capital_recovery_factor(1e-14, 8.0) == pytest.approx(0.125, rel=1e-12)
    assert capital_recovery_factor(0.07, 1.0) == pytest.approx(1.07, rel=1e-15)


@given(st.floats(0.01, 40.0), st.floats(0.0, 0.5), st.floats(0.0, 0.6), st.floats(0.0, 5.0))
def test_an_even_flow_is_the_sum_of_many_payments(years, rate, decay, delay):
    count = 4000
    middles = (np.arange(count) + 0.5) / count * years
    payments = np.exp(-decay * middles) * years * JULIAN_YEAR / count
    ours = flow_duration(years * JULIAN_YEAR, rate / JULIAN_YEAR, decay / JULIAN_YEAR, delay * JULIAN_YEAR)
    theirs = present_value(payments, (middles + delay) * JULIAN_YEAR, rate / JULIAN_YEAR)
    assert ours == pytest.approx(theirs, rel=1e-4)


@given(st.floats(1.0, 1e9), st.floats(0.0, 1e-7))
def test_an_even_flow_without_discount_is_its_duration(time, decay):
    assert flow_duration(time, 0.0) == pytest.approx(time, rel=1e-14)
    assert flow_duration(time, 0.0, decay) <= time


@given(RATES, st.floats(0.0, 1e9), st.floats(0.0, 1e9))
def test_discounting_in_two_steps_is_discounting_at_once(rate, first, second):
    each = rate / JULIAN_YEAR
    both = discount_factor(first, each) * discount_factor(second, each)
    assert both == pytest.approx(discount_factor(first + second, each), rel=1e-12)
    assert math.exp(force_of_interest(each) * JULIAN_YEAR) == pytest.approx(1.0 + rate, rel=1e-14)


def test_the_monthly_annuity_of_a_published_model():
    """Mixed lives on one rate: 5 years of computers, 15 of a building, at 10.3 % by the month."""
    ours = equivalent_annual_cost([32e6, 12e6], [5.0, 15.0], 0.103, 12)
    by_hand = sum(-12.0 * pyxirr.pmt(0.103 / 12.0, 12 * life, cost) for cost, life in ((32e6, 5), (12e6, 15)))
    assert ours == pytest.approx(by_hand, rel=1e-12)


@given(st.floats(1.0, 1e9), st.floats(0.5, 30.0), st.floats(0.5, 30.0), RATES)
def test_a_thing_that_lives_longer_costs_less_a_year(cost, life, more, rate):
    short, long = (equivalent_annual_cost([cost], [lasts], rate) for lasts in (life, life + more))
    assert long < short
    assert short >= cost * max(rate, 1.0 / life) * (1.0 - 1e-9)


def test_money_of_another_year():
    assert escalated(100.0, 3, 0.02) == pytest.approx(106.1208, rel=1e-12)
    assert escalated(escalated(7.0, 10, 0.03), -10, 0.03) == pytest.approx(7.0, rel=1e-14)


@given(st.floats(0.0, 60.0), st.floats(0.1, 40.0))
def test_generations_serve_for_all_of_the_service(service, life):
    shares = generation_shares(service, life)
    assert shares.sum() == pytest.approx(max(service / life, 1.0), rel=1e-9)
    assert np.all(shares[:-1] == 1.0)
    assert np.all((shares > -1e-9) & (shares <= 1.0 + 1e-9))


@given(st.lists(st.tuples(st.floats(0.0, 60.0), st.floats(0.1, 40.0)), min_size=1, max_size=6))
def test_generations_of_many_services_are_those_of_each(pairs):
    times, lives = map(np.array, zip(*pairs, strict=True))
    many = generation_shares(times, lives)
    for row, (time, life) in zip(many, pairs, strict=True):
        single = generation_shares(time, life)
        np.testing.assert_array_equal(row[: single.size], single)
        assert not row[single.size :].any()


def test_an_even_flow_by_the_closed_form():
    """Thuesen and Fabrycky, section 3.5: (1 − 1.05⁻¹⁰)/ln 1.05 = 7.913 years of the first year's flow."""
    ten = 10.0 * JULIAN_YEAR
    assert flow_duration(ten, 0.05 / JULIAN_YEAR) / JULIAN_YEAR == pytest.approx(7.9132, abs=1e-4)
    late = flow_duration(ten, 0.05 / JULIAN_YEAR, delay=ten)
    assert late == pytest.approx(float(flow_duration(ten, 0.05 / JULIAN_YEAR)) * 1.05**-10, rel=1e-12)


@pytest.mark.parametrize("tiny", [1e-300, 1e-18, 1e-13, 1e-9])
def test_next_to_no_interest_is_nearly_none(tiny):
    assert capital_recovery_factor(tiny, 7.0) == pytest.approx(1.0 / 7.0, rel=5.0 * tiny + 1e-14)
    assert capital_recovery_factor(-tiny, 7.0) == pytest.approx(1.0 / 7.0, rel=5.0 * tiny + 1e-14)
    assert flow_duration(3.0, 0.0, tiny) == pytest.approx(3.0, rel=2.0 * tiny + 1e-14)


def test_one_payment_a_year_unless_said():
    assert equivalent_annual_cost([1000.0], [4.0], 0.08) == pytest.approx(-pyxirr.pmt(0.08, 4, 1000.0), rel=1e-12)


def test_the_price_that_repays_is_cost_over_output():
    np.testing.assert_array_equal(levelised_cost([12.0, -3.0], [4.0, 0.5]), [3.0, -6.0])


def test_a_rate_may_take_nearly_everything():
    assert discount_factor(JULIAN_YEAR, -0.9 / JULIAN_YEAR) == pytest.approx(10.0)
    assert escalated(5.0, 2.0, -0.9) == pytest.approx(0.05)
    # −90 % in one period: what is paid at its end is a tenth of the capital.
    assert capital_recovery_factor(-0.9, 1.0) == pytest.approx(0.1)


def test_generations_at_the_edges():
    np.testing.assert_array_equal(generation_shares(0.0, 0.0), [1.0])
    np.testing.assert_array_equal(generation_shares(2.0, 2.0), [1.0])
    assert generation_shares(3.0 * (1.0 + 1e-12), 1.0).size == 3  # rounding starts no generation
    np.testing.assert_allclose(generation_shares(3.0 * (1.0 + 1e-8), 1.0), [1.0, 1.0, 1.0, 3e-8], rtol=1e-6)
    assert generation_shares(10_000.0, 1.0).size == 10_000
    np.testing.assert_array_equal(generation_shares([5.0, 1.0], 2.0), [[1.0, 1.0, 0.5], [1.0, 0.0, 0.0]])


@pytest.mark.parametrize(("wrong", "word"), [
    (lambda: capital_recovery_factor(0.1, 0.0), "annuity"),
    (lambda: discount_factor(1.0, -2.0 / JULIAN_YEAR), "discount rate"),
    (lambda: levelised_cost(1.0, 0.0), "output"),
    (lambda: escalated(1.0, 1.0, -1.5), "inflation"),
    (lambda: generation_shares(1.0, 0.0), "life"),
    (lambda: capital_recovery_factor(-1.0, 2.0), "annuity"),
    (lambda: capital_recovery_factor([0.1, -1.5], 2.0), "annuity"),
    (lambda: capital_recovery_factor(0.1, [2.0, 0.0]), "annuity"),
    (lambda: discount_factor(1.0, np.nextafter(-1.0 / JULIAN_YEAR, -1.0)), "discount rate"),
    (lambda: discount_factor(1.0, [0.0, -1.05 / JULIAN_YEAR]), "discount rate"),
    (lambda: levelised_cost(1.0, [1.0, 0.0]), "output"),
    (lambda: escalated(1.0, 1.0, -1.0), "inflation"),
    (lambda: escalated(1.0, 1.0, [0.0, -1.05]), "inflation"),
    (lambda: generation_shares([1.0, 1.0], [1.0, 0.0]), "life"),
    (lambda: generation_shares(1.0, -1.0), "life"),
    (lambda: generation_shares([1.0, 10_000.5], 1.0), "outlasts"),
    (lambda: mean_learned_share(0.0, 1.0, 1.0, 0.5), "half"),
    (lambda: mean_learned_share(0.0, 0.0, 1.0, 0.2), "learning curve"),
])  # fmt: skip
def test_what_has_no_meaning_is_refused(wrong, word):
    with pytest.raises(ValueError, match=word):
        wrong()


@given(st.integers(0, 300), st.integers(1, 300), st.integers(50, 5000), st.floats(0.0, 0.4))
def test_the_mean_of_a_run_is_that_of_its_units(before, count, start, rate):
    units = before + np.arange(count * 50) / 50.0 + 0.01
    curve = (1.0 + units / start) ** np.log2(1.0 - rate)
    assert mean_learned_share(before, count, start, rate) == pytest.approx(float(curve.mean()), rel=1e-6)


def test_nothing_learned_leaves_the_price_alone():
    assert mean_learned_share(5.0, 1e6, 100.0, 0.0) == pytest.approx(1.0, rel=1e-14)
