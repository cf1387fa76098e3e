"""Wright's law against the published curve, its inverse, and what is produced in growing years."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.learning import (
    doublings,
    grown_production,
    learned_price,
    production_for_price,
    time_to_produce,
)

rates = st.floats(0.0, 0.9)
amounts = st.floats(0.0, 1e9)
starts = st.floats(1.0, 1e6)


def test_the_published_curve_of_launch_prices():
    """arXiv:2511.19468v2: 1,800 USD/kg at 400 t, 20 % a doubling: 200 after about 370,000 t, 300 after 104,000 t."""
    np.testing.assert_allclose(learned_price(1800.0, [370e6, 104e6], 400e3, 0.2), [199.6, 300.1], atol=0.05)
    assert production_for_price(200.0, 1800.0, 400e3, 0.2) == pytest.approx(370e6, rel=0.01)
    assert production_for_price(300.0, 1800.0, 400e3, 0.2) == pytest.approx(104e6, rel=0.005)
    assert time_to_produce(370e6, 180 * 200e3, 0.0) == pytest.approx(10.3, abs=0.05)  # 1,800 Starships, 180 a year


@given(rates, starts, st.integers(1, 12))
def test_each_doubling_takes_off_its_share(rate: float, start: float, times: int):
    produced = start * (2.0**times - 1.0)
    assert doublings(produced, start) == pytest.approx(times)
    assert learned_price(100.0, produced, start, rate) == pytest.approx(100.0 * (1.0 - rate) ** times)


@given(st.floats(0.01, 0.9), starts, st.floats(0.01, 0.999))
def test_what_is_produced_for_a_price_gives_that_price(rate: float, start: float, share: float):
    made = float(production_for_price(share, 1.0, start, rate))
    if np.isfinite(made) and made < 1e250:
        assert learned_price(1.0, made, start, rate) == pytest.approx(share)


@given(rates, starts, amounts, amounts, st.floats(0.0, 50.0))
def test_more_never_costs_more_and_the_floor_holds(rate: float, start: float, one: float, more: float, floor: float):
    before, after = learned_price(100.0, [one, one + more], start, rate, floor)
    assert 100.0 >= before >= after >= floor


def test_nothing_is_learned_where_nothing_is_to_be():
    assert production_for_price(300.0, 200.0, 1.0, 0.2) == 0.0
    assert np.isinf(production_for_price(100.0, 200.0, 1.0, 0.0))
    assert learned_price(5.0, 1e9, 1.0, 0.5, floor=8.0) == 5.0  # a price below the floor does not rise to it


@given(st.integers(1, 40), st.floats(0.1, 1e6), st.floats(-0.4, 2.0))
def test_whole_years_are_the_sum_of_the_years(years: int, rate: float, growth: float):
    summed = sum(rate * (1.0 + growth) ** year for year in range(years))
    assert grown_production(years, rate, growth) == pytest.approx(summed, rel=1e-6)
    back = float(time_to_produce(summed, rate, growth))
    assert grown_production(back, rate, growth) == pytest.approx(summed, rel=1e-6)


def test_what_shrinks_or_stands_still_never_gets_there():
    assert np.isinf(time_to_produce(10.0, 1.0, -0.5))  # 1 + 1/2 + 1/4 … = 2
    assert np.isinf(time_to_produce(1e13, 1e-300, 0.0))  # longer than a number can say
    assert time_to_produce(1.5, 1.0, -0.5) == pytest.approx(2.0)
    assert np.isinf(time_to_produce(1.0, 0.0, 0.1))
    assert time_to_produce(0.0, 0.0, 0.1) == 0.0
    assert grown_production(-3.0, 1.0, 0.2) == 0.0


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="begins with something"):
        learned_price(1.0, 1.0, 0.0, 0.2)
    with pytest.raises(ValueError, match="begins with something"):
        doublings(-1.0, 1.0)
    with pytest.raises(ValueError, match="whole price"):
        learned_price(1.0, 1.0, 1.0, 1.0)
    with pytest.raises(ValueError, match="positive prices"):
        production_for_price(0.0, 1.0, 1.0, 0.2)
    with pytest.raises(ValueError, match="cannot be negative"):
        grown_production(1.0, -1.0, 0.0)
    with pytest.raises(ValueError, match="shrink by all"):
        time_to_produce(1.0, 1.0, -1.0)


@pytest.mark.parametrize(("wrong", "words"), [
    (lambda: learned_price(1.0, 1.0, [1.0, 0.0], 0.2), "begins with something"),
    (lambda: learned_price(1.0, [1.0, -1e-9], 1.0, 0.2), "begins with something"),
    (lambda: learned_price(1.0, 1.0, 1.0, [0.2, 1.0]), "whole price"),
    (lambda: doublings([1.0, -0.1], 1.0), "begins with something"),
    (lambda: doublings(1.0, [0.0, 1.0]), "begins with something"),
    (lambda: production_for_price([1.0, 0.0], 1.0, 1.0, 0.2), "positive prices"),
    (lambda: production_for_price(1.0, [0.0, 1.0], 1.0, 0.2), "positive prices"),
    (lambda: production_for_price(1.0, 1.0, [1.0, -1.0], 0.2), "begins with something"),
    (lambda: production_for_price(1.0, 1.0, 1.0, [1.5, 0.2]), "whole price"),
    (lambda: grown_production(1.0, [1.0, -1e-9], 0.0), "cannot be negative"),
    (lambda: grown_production(1.0, 1.0, [0.1, -1.0]), "shrink by all"),
    (lambda: time_to_produce(1.0, [-1.0, 1.0], 0.0), "cannot be negative"),
    (lambda: time_to_produce(1.0, 1.0, [-1.5, 0.0]), "shrink by all"),
])  # fmt: skip
def test_one_that_cannot_be_is_enough(wrong, words: str):
    with pytest.raises(ValueError, match=words):
        wrong()


def test_growth_and_none_stand_beside_each_other():
    """Three years of 100: none, 10 %, minus a half, and by next to nothing; and half years in between."""
    growth = np.array([0.0, 0.1, -0.5, 1e-12, -1e-7])
    np.testing.assert_allclose(grown_production(3.0, 100.0, growth), [300.0, 331.0, 175.0, 300.0, 299.99997], rtol=1e-9)
    np.testing.assert_allclose(time_to_produce([300.0, 331.0, 175.0, 300.0, 299.99997], 100.0, growth), 3.0, rtol=1e-8)
    assert grown_production(0.5, 100.0, 0.21) == pytest.approx(100.0 / 2.1)  # 1.21^½ = 1.1
    np.testing.assert_array_equal(grown_production([-1.0, 0.0, 100.0, 1000.0], 0.0, [0.1, 0.1, 5.0, 5.0]), 0.0)
    np.testing.assert_array_equal(production_for_price([1.0, 2.0, 0.5], 1.0, 8.0, [0.5, 0.5, 0.5]), [0.0, 0.0, 8.0])
    np.testing.assert_array_equal(production_for_price(0.5, 1.0, 8.0, [0.5, 0.0]), [8.0, np.inf])
