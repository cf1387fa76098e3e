"""Axes that keep still, numbers with steady digits, dates of the season."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studio.gui.dates import day_date, first_date, month_starts
from studio.gui.plots.steady import SteadyRange, steady_text

ends = st.floats(-1e7, 1e7)
shares = st.floats(0.0, 1.0)


@given(low=ends, high=ends, floor=st.sampled_from([None, 0.0]))
def test_range_holds_the_data_and_is_not_mostly_empty(low, high, floor):
    low, high = sorted((low, high))
    axis = SteadyRange(floor=floor, least=1.0)
    axis.update(low, high)
    noise = 1e-6 * abs(high)
    assert axis.low <= low + noise
    assert high <= axis.high
    base = floor if floor is not None and low >= floor - noise else low
    assert max(high - base, 1.0) >= 0.7 * axis.span


def test_rounding_noise_below_the_floor_does_not_open_a_negative_axis():
    axis = SteadyRange(floor=0.0)
    axis.update(-1e-11, 5e4)
    assert axis.low == 0.0
    axis.update(-5e3, 5e4)
    assert axis.low <= -5e3


@given(low=ends, span=st.floats(10.0, 1e7), smaller=st.floats(0.86, 1.0), offset=shares)
def test_range_keeps_still_while_the_data_shrink_a_little_inside_it(low, span, smaller, offset):
    axis = SteadyRange()
    axis.update(low, low + span)
    before = (axis.low, axis.high)
    start = low + (1.0 - smaller) * span * offset
    assert axis.update(start, start + smaller * span) is False
    assert (axis.low, axis.high) == before


@given(high=st.floats(10.0, 1e7), factor=st.floats(1.5, 100.0))
def test_range_grows_at_once_and_shrinks_when_half_is_empty(high, factor):
    axis = SteadyRange(floor=0.0)
    axis.update(0.0, high)
    assert axis.update(0.0, factor * high)
    assert axis.high >= factor * high
    assert axis.low == 0.0
    wide = axis.high
    assert axis.update(0.0, 0.4 * wide)
    assert axis.high < 0.7 * wide


@pytest.mark.parametrize("wrong", [(math.nan, 1.0), (0.0, math.inf)])
def test_range_ignores_what_is_not_finite(wrong):
    axis = SteadyRange(floor=0.0)
    axis.update(0.0, 5.0)
    before = (axis.low, axis.high)
    assert axis.update(*wrong) is False
    assert (axis.low, axis.high) == before


@given(value=st.floats(-500.0, 500.0), other=st.floats(-500.0, 500.0))
def test_numbers_on_one_axis_have_the_same_decimals(value, other):
    first, second = steady_text(value, 100.0, "kW"), steady_text(other, 100.0, "kW")
    assert len(first.split(".")[1]) == len(second.split(".")[1])
    assume(abs(value) > 0.1)
    assert float(first.split()[0].replace("−", "-")) == pytest.approx(value, abs=0.051)


def test_a_value_that_rounds_to_nothing_has_no_sign():
    assert steady_text(-1e-9, 100.0, "kW") == "0.0 kW"
    assert steady_text(-12.34, 80.0, "°C") == "−12.3 °C"


@pytest.mark.parametrize("epoch", ["2027-03-15", "2027-03-15T18:00:00Z", "2027-03-15 06:00", " 2027-03-15T23:59:60 "])
def test_days_count_from_the_date_of_the_epoch(epoch):
    assert day_date(epoch, 0) == "2027-03-15"
    assert day_date(epoch, 17) == "2027-04-01"
    starts = month_starts(epoch, 365)
    assert [day for day, _ in starts][:2] == [17, 47]
    assert len(starts) == 12
    assert starts[0][1] == "Apr"
    assert [name for _, name in starts if "20" in name] == ["2028"]


def test_an_unreadable_epoch_leaves_day_numbers():
    assert first_date("soon") is None
    assert day_date("soon", 12) == "day 12"
    assert month_starts("soon", 365) == []
