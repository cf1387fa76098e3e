"""Yields in space and on the ground: published equations, limits, and the clear sky against what is known of it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.clear_sky import clear_sky_year
from studio.physics.ground import capacity_factor_for, remaining_share, yield_ratio

YEAR = 365.25 * 86400.0
factors = st.floats(0.01, 1.0)
bright = st.floats(0.1, 3.0)


def sky(latitude: float, altitude: float = 0.0, celsius: float = 15.0, mount: str = "tilted"):
    return clear_sky_year(math.radians(latitude), 0.0, altitude, celsius + 273.15, mount)


@given(bright, factors, factors)
def test_the_ratio_is_the_definition(intensity, lit, capacity):
    assert float(yield_ratio(intensity, lit, capacity)) == pytest.approx(intensity * lit / capacity, rel=1e-12)


@given(bright, factors, factors)
def test_the_capacity_factor_for_a_ratio_gives_that_ratio(intensity, lit, capacity):
    ratio = float(yield_ratio(intensity, lit, capacity))
    assert float(capacity_factor_for(ratio, intensity, lit)) == pytest.approx(capacity, rel=1e-12)


def test_ratios_broadcast():
    found = yield_ratio(1.361, [[0.9], [1.0]], [0.1, 0.2, 0.3])
    assert found.shape == (2, 3)
    assert found[1, 2] == pytest.approx(1.361 / 0.3)
    assert yield_ratio(1.361, 0.99, 0.24).shape == ()


@pytest.mark.parametrize(("intensity", "lit", "capacity"), [(-1.0, 1.0, 0.2), (1.0, -0.1, 0.2), (1.0, 1.0, 0.0)])
def test_what_cannot_be_is_refused(intensity, lit, capacity):
    with pytest.raises(ValueError, match="capacity factor is above zero"):
        yield_ratio(intensity, lit, capacity)


def test_a_ratio_of_nothing_is_refused():
    with pytest.raises(ValueError, match="claimed ratio is above zero"):
        capacity_factor_for(0.0, 1.361, 1.0)


@given(st.floats(0.0, 0.5), st.floats(0.0, 40.0))
def test_power_left_falls_by_the_same_share_every_year(lost, years):
    left = float(remaining_share(lost / YEAR, years * YEAR, YEAR))
    assert left == pytest.approx((1.0 - lost) ** years, rel=1e-9)
    after = float(remaining_share(lost / YEAR, (years + 1.0) * YEAR, YEAR))
    assert after == pytest.approx(left * (1.0 - lost), rel=1e-9)


def test_more_than_everything_cannot_be_lost():
    with pytest.raises(ValueError, match="everything"):
        remaining_share(1.1 / YEAR, YEAR, YEAR)


def test_the_clear_sky_gives_about_what_deserts_measure():
    """Ground albedo and a horizon free of hills: a clean sky at 30° is 2,500 to 3,000 kWh/m² in the plane."""
    found = sky(30.0, 500.0, 20.0)
    assert 2500 < found.irradiation / 3.6e6 < 2900
    assert 2200 < found.specific_yield / 3600.0 < found.irradiation / 3.6e6


def test_a_clear_sky_is_brighter_higher_up_and_colder():
    low, high, cold = sky(35.0), sky(35.0, 3000.0), sky(35.0, 0.0, -10.0)
    assert high.irradiation > low.irradiation
    assert cold.irradiation == pytest.approx(low.irradiation)
    # 25 K at −0.34 %/K, exactly, as the cells follow the air degree by degree
    assert cold.specific_yield / low.specific_yield == pytest.approx(
        1.0 + 0.0034 * 25.0 * low.irradiation / 1000.0 / low.specific_yield, rel=1e-9)


def test_trackers_yield_more_and_both_halves_of_the_earth_are_alike():
    assert sky(30.0, mount="tracking").specific_yield > 1.15 * sky(30.0).specific_yield
    north, south = sky(40.0), sky(-40.0)
    assert south.irradiation == pytest.approx(north.irradiation, rel=0.03)


def test_winters_get_darker_towards_the_pole():
    worst = [sky(latitude).worst_month for latitude in (0.0, 30.0, 50.0, 65.0, 80.0)]
    assert np.all(np.diff(worst) < 0.0)
    assert worst[0] > 0.85
    assert worst[-1] == 0.0


def test_the_longitude_only_turns_the_day():
    here, there = (clear_sky_year(0.6, east, 0.0, 288.0, "tilted") for east in (0.0, 2.0))
    assert there.specific_yield == pytest.approx(here.specific_yield, rel=2e-3)


@pytest.mark.parametrize(("place", "words"), [((2.0, 0.0, 0.0, 288.0), "latitude"), ((0.5, 0.0, 0.0, 20.0), "air"),
                                              ((0.5, 0.0, 2e4, 288.0), "above the sea")])  # fmt: skip
def test_a_place_off_the_earth_is_refused(place, words):
    with pytest.raises(ValueError, match=words):
        clear_sky_year(*place, "tilted")
