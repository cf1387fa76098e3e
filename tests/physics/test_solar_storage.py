"""A solar plant with batteries: the day's balance by numerical integration, and the limits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import brentq

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


@pytest.mark.parametrize("day", [3.0 * 3600.0, 9.0 * 3600.0, 16.0 * 3600.0, DAY])
@pytest.mark.parametrize("efficiency", [0.4, 0.85, 1.0])
def test_the_peak_is_that_of_which_the_surplus_carries_the_rest(day: float, efficiency: float) -> None:
    """The day's balance with its integrals by quadrature, solved for the peak by bracketing."""
    def integral(peak: float, part) -> float:
        rises = math.asin(1.0 / peak) / math.pi * day
        return 2.0 * sum(quad(lambda t: part(peak * math.sin(math.pi * t / day)), *ends, epsrel=1e-12)[0]
                         for ends in ((0.0, rises), (rises, 0.5 * day)))  # fmt: skip

    def direct(peak: float) -> float:
        return integral(peak, lambda power: min(power, 1.0))

    def left(peak: float) -> float:
        return efficiency * integral(peak, lambda power: max(power - 1.0, 0.0)) - (DAY - direct(peak))

    peak = brentq(left, 1.0 + 1e-12, 200.0, xtol=1e-13, rtol=1e-14)
    plant = solar_plant(0.2, day, efficiency, 7200.0)
    assert float(plant.rated) == pytest.approx(peak * 2.0 * day / (math.pi * DAY) / 0.2, rel=1e-9)
    assert float(plant.direct) == pytest.approx(direct(peak) / DAY, rel=1e-9)
    assert float(plant.storage) == pytest.approx((DAY - direct(peak) + 7200.0) / math.sqrt(efficiency), rel=1e-9)


def test_a_plant_at_the_edge_of_what_can_be_stands_and_beyond_it_does_not() -> None:
    solar_plant([1.0, 0.2], [DAY, 3e4], [1.0, 0.5], [0.0, 10.0])
    good = (0.2, 3e4, 0.9, 0.0)
    for place, bad, words in ((0, 1.0 + 1e-9, "not above 1"), (0, 0.0, "does not rise"), (0, -0.1, "does not rise"),
                              (1, DAY * (1.0 + 1e-9), "24 h"), (1, 0.0, "does not rise"), (2, 0.0, "above 0"),
                              (2, 1.0 + 1e-9, "not above 1"), (3, -1e-9, "no time")):  # fmt: skip
        for values in (bad, [good[place], bad], [bad, good[place]]):
            with pytest.raises(ValueError, match=words):
                solar_plant(*good[:place], values, *good[place + 1 :])


def test_poles_are_places_and_what_lies_beyond_is_none() -> None:
    assert float(day_length(math.pi / 2, 0.1)) == DAY
    assert float(day_length(-math.pi / 2, 0.1)) == 0.0
    for latitude in (1.5709, -1.5709, [0.0, 1.58]):
        with pytest.raises(ValueError, match="between the poles"):
            day_length(latitude, 0.0)
    # Within a kilometre of the pole the day is as long as there: the formula's own limit.
    assert float(day_length(1.5706, 0.001)) == DAY
