"""Arithmetic of markets, against the published figures and by what must hold of it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.market import (
    area_price_per_power,
    before_rise,
    exchange,
    market_value,
    price_at_volume,
    price_per_power,
    rest_of_total,
    share,
    sum_of_ranges,
    volume_learning_rate,
)

AMOUNT = st.floats(1e-3, 1e15)
RANGES = st.lists(st.tuples(st.floats(-1e9, 1e9), st.floats(0.0, 1e9)), min_size=1, max_size=8).map(
    lambda pairs: [(low, low + more) for low, more in pairs])  # fmt: skip


def test_citic_s_prices_and_the_learning_they_imply() -> None:
    """12.1 bn yuan for 0.1 GW in 2026, 86.7 bn for 1 GW in 2030: 121 and 86.7 yuan/W, 9.547 % per doubling."""
    prices = price_per_power([12.1e9, 86.7e9, 3000e9, 20000e9], [0.1e9, 1e9, 72e9, 1000e9])
    assert prices == pytest.approx([121.0, 86.7, 41.666666667, 20.0])
    rate = 1.0 - 2.0 ** (math.log(86.7 / 121.0) / math.log(10.0))
    assert volume_learning_rate([0.1e9, 1e9], prices[:2]) == pytest.approx(rate, rel=1e-12)
    assert rate == pytest.approx(0.09547409449, rel=1e-9)


def test_a_bare_cell_of_gallium_arsenide() -> None:
    """200 to 300 thousand yuan a square metre at 33 % of 1361 W/m²: 445 to 668 yuan/W."""
    assert area_price_per_power([2e5, 3e5], 0.33, 1361.0) == pytest.approx([445.305, 667.958], rel=1e-5)


@given(power=AMOUNT, price=AMOUNT)
def test_value_over_power_is_the_price(power: float, price: float) -> None:
    assert price_per_power(market_value(power, price), power) == pytest.approx(price, rel=1e-12)


@given(volume=AMOUNT, times=st.floats(1.001, 1e6), price=AMOUNT, rate=st.floats(-0.5, 0.9))
def test_the_rate_found_is_the_rate_used(volume: float, times: float, price: float, rate: float) -> None:
    after = float(price_at_volume(volume * times, volume, price, rate))
    assert volume_learning_rate([volume, volume * times], [price, after]) == pytest.approx(rate, abs=1e-6)


def test_each_doubling_takes_the_same_share() -> None:
    prices = price_at_volume(2.0 ** np.arange(6), 1.0, 100.0, 0.2)
    assert prices[1:] / prices[:-1] == pytest.approx(0.8)


@given(amount=AMOUNT, there=st.floats(1e-3, 1e3), back=st.floats(1e-3, 1e3))
def test_money_is_conserved_round_a_triangle_of_currencies(amount: float, there: float, back: float) -> None:
    round_trip = exchange(exchange(exchange(amount, there), back), 1.0 / (there * back))
    assert round_trip == pytest.approx(amount, rel=1e-12)


@given(price=AMOUNT, rise=st.floats(-0.99, 100.0))
def test_a_rise_undone(price: float, rise: float) -> None:
    assert before_rise(price, rise) * (1.0 + rise) == pytest.approx(price, rel=1e-12)


@given(ranges=RANGES, total=st.floats(-1e10, 1e10))
def test_a_total_is_the_part_and_the_rest(ranges: list[tuple[float, float]], total: float) -> None:
    low, high = sum_of_ranges(ranges)
    rest_low, rest_high = rest_of_total(total, [low, high])
    assert low <= high
    assert rest_low <= rest_high
    assert low + rest_high == pytest.approx(total, abs=1e-3)
    assert high + rest_low == pytest.approx(total, abs=1e-3)


def test_functions_broadcast_over_leading_axes() -> None:
    powers = np.linspace(1.0, 24.0, 24).reshape(2, 3, 4)
    assert market_value(powers, 2.0).shape == (2, 3, 4)
    assert volume_learning_rate(np.ones((5, 2)) * [1.0, 2.0], np.ones((5, 2)) * [2.0, 1.0]) == pytest.approx(0.5)
    assert sum_of_ranges(np.ones((7, 3, 2))).shape == (7, 2)
    assert rest_of_total(np.ones(4), np.zeros((4, 2))).shape == (4, 2)
    assert share(powers, powers) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: market_value(-1.0, 1.0), "power is not below 0"),
        (lambda: price_per_power(1.0, 0.0), "power is above 0"),
        (lambda: area_price_per_power(1.0, 0.0, 1361.0), "efficiency is above 0"),
        (lambda: share(1.0, 0.0), "whole is above 0"),
        (lambda: volume_learning_rate([1.0, 1.0], [1.0, 2.0]), "no learning rate"),
        (lambda: price_at_volume(1.0, 1.0, 1.0, 1.0), "below 1"),
        (lambda: exchange(1.0, math.nan), "exchange rate is above 0"),
        (lambda: before_rise(1.0, -1.0), "more than all"),
        (lambda: sum_of_ranges([[2.0, 1.0]]), "least of a range"),
        (lambda: rest_of_total(1.0, [2.0, 1.0]), "least of a range"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(call, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()
