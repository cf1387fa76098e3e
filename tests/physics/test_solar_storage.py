"""A solar plant with batteries: the day's balance by numerical integration, and the limits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.solar_storage import OBLIQUITY, day_length, shortest_day, solar_plant

DAY = 86400.0
days = st.floats(3.0 * 3600.0, 20.0 * 3600.0)
efficiencies = st.floats(0.4, 1.0)


def by_integration(factor: float, day: float, efficiency: float, rated: float) -> tuple[float, float]:
    """Energy left over after a day, and what went through the batteries, per watt of load [J/W]."""
    time = (np.arange(200_000) + 0.5) / 200_000 * day
    peak = rated * factor * DAY * np.pi / (2.0 * day)
    output = peak * np.sin(np.pi * time / day)
    step = day / 200_000
    direct = float(np.minimum(output, 1.0).sum() * step)
    surplus = float(np.maximum(output - 1.0, 0.0).sum() * step)
    return surplus * efficiency - (DAY - direct), DAY - direct


@given(st.floats(0.05, 0.5), days, efficiencies)
def test_what_the_day_leaves_over_carries_the_night(factor, day, efficiency):
    plant = solar_plant(factor, day, efficiency, 0.0)
    left, stored = by_integration(factor, day, efficiency, float(plant.rated))
    assert left == pytest.approx(0.0, abs=1e-4 * DAY)
    assert float(plant.direct) == pytest.approx(1.0 - stored / DAY, abs=1e-4)
    assert float(plant.storage) == pytest.approx(stored / math.sqrt(efficiency), rel=1e-3)


@given(days, efficiencies, st.floats(0.0, 10.0))
def test_days_without_sun_are_added_to_the_batteries(day, efficiency, extra):
    bare, more = solar_plant(0.2, day, efficiency, 0.0), solar_plant(0.2, day, efficiency, extra * DAY)
    assert float(more.storage - bare.storage) == pytest.approx(extra * DAY / math.sqrt(efficiency), abs=1e-3)
    assert float(more.rated) == float(bare.rated)


@given(days)
def test_without_losses_the_panels_give_the_load_on_the_mean(day):
    assert float(solar_plant(0.25, day, 1.0, 0.0).rated) == pytest.approx(4.0)


def test_losses_and_short_days_cost_panels():
    base = float(solar_plant(0.2, 10 * 3600.0, 0.9, 0.0).rated)
    assert float(solar_plant(0.2, 10 * 3600.0, 0.7, 0.0).rated) > base
    assert float(solar_plant(0.2, 7 * 3600.0, 0.9, 0.0).rated) > base
    assert float(solar_plant(0.1, 10 * 3600.0, 0.9, 0.0).rated) == pytest.approx(2.0 * base)


def test_it_broadcasts():
    plant = solar_plant([[0.1], [0.2]], [8 * 3600.0, 10 * 3600.0, 12 * 3600.0], 0.85, 0.0)
    assert plant.rated.shape == plant.storage.shape == (2, 3)
    assert float(plant.rated[1, 2]) == float(solar_plant(0.2, 12 * 3600.0, 0.85, 0.0).rated)


def test_day_lengths_are_those_of_the_almanac():
    """Centre of the disk, no refraction: 12 h at the equator, about 7 h 40 min in London in December, night at 70°."""
    assert float(day_length(0.0, 0.3)) == pytest.approx(DAY / 2)
    assert float(shortest_day(math.radians(51.5))) == pytest.approx(7.63 * 3600.0, rel=0.01)
    assert float(shortest_day(math.radians(70.0))) == 0.0
    assert float(day_length(math.radians(70.0), OBLIQUITY)) == DAY
    assert float(shortest_day(-0.7)) == float(shortest_day(0.7))
    assert float(shortest_day(math.pi / 2)) == 0.0


@given(st.floats(-1.2, 1.2), st.floats(-0.4, 0.4))
def test_day_and_night_change_places_on_the_other_half_of_the_earth(latitude, declination):
    assert float(day_length(latitude, declination) + day_length(-latitude, declination)) == pytest.approx(DAY)


@pytest.mark.parametrize(("given_", "words"), [((0.2, 0.0, 0.9, 0.0), "does not rise"), ((0.0, 3e4, 0.9, 0.0), "rise"),
                                               ((0.2, 3e4, 1.1, 0.0), "efficiency"), ((1.2, 3e4, 0.9, 0.0), "factor"),
                                               ((0.2, 3e4, 0.9, -1.0), "less than no time")])  # fmt: skip
def test_what_cannot_be_is_refused(given_, words):
    with pytest.raises(ValueError, match=words):
        solar_plant(*given_)


def test_a_place_beyond_the_pole_is_refused():
    with pytest.raises(ValueError, match="between the poles"):
        day_length(2.0, 0.0)
