"""How many satellites fit, how many flights they need, and what a higher orbit costs of the payload."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.launch import (
    deployed_share,
    flights_with_failures,
    launch_delta_v,
    launches_needed,
    payload_after_burn,
    whole_satellites,
)

counts = st.integers(1, 100_000)


def test_the_published_packing_of_a_starship():
    """SpaceX, Starcloud: 100 t take 50 of 2 t, 46 of 2,143 kg, 33 of 3 t; 60 of 2 t are 120 t."""
    np.testing.assert_array_equal(whole_satellites(100e3, [2000.0, 2143.0, 3000.0]), [50, 46, 33])
    assert whole_satellites(150e3, 2000.0) == 75
    assert launches_needed(1e9, 200e3) == 5000  # 1 Mt in a year
    assert launches_needed(1e9, 100e3) == 10_000


@given(counts, st.floats(1e-3, 1e5))
def test_exactly_as_many_fit_as_there_is_room_for(count: int, each: float):
    assert whole_satellites(count * each, each) == count
    assert whole_satellites(count * each * (1 - 1e-6), each) == count - 1
    assert launches_needed(count * each, each) == count


@given(counts, st.integers(1, 500))
def test_the_last_launch_is_not_empty_and_none_is_missing(satellites: int, per_launch: int):
    launches = int(launches_needed(satellites, per_launch))
    assert (launches - 1) * per_launch < satellites <= launches * per_launch


def test_the_mean_number_of_trials_is_that_of_many_programmes():
    share, wanted = 0.7, 20
    failures = np.random.default_rng(1).negative_binomial(wanted, share, 200_000)
    assert flights_with_failures(wanted, share) == pytest.approx(wanted + failures.mean(), rel=2e-3)
    assert flights_with_failures(wanted, 1.0) == wanted


def test_the_way_up_is_a_hohmann_transfer():
    """Vis-viva at both ends, written out: 200 to 800 km at one inclination."""
    mu, low, high = 3.986004418e14, 6378137.0 + 200e3, 6378137.0 + 800e3
    perigee = math.sqrt(2 * mu / low - 2 * mu / (low + high)) - math.sqrt(mu / low)
    apogee = math.sqrt(mu / high) - math.sqrt(2 * mu / high - 2 * mu / (low + high))
    assert launch_delta_v(800e3, 0.5, 200e3, 0.5) == pytest.approx(perigee + apogee)


def test_the_rotation_of_the_earth_is_gained_eastward_and_lost_westward():
    """With the velocity as a vector: an orbit over the equator eastward or westward differs by twice 465 m/s."""
    east_and_west = launch_delta_v(200e3, math.pi, 200e3, 0.0)
    assert east_and_west == pytest.approx(2 * 7.292115e-5 * 6378137.0)
    polar = launch_delta_v(200e3, math.pi / 2, 200e3, 0.0)
    speed, spin = math.sqrt(3.986004418e14 / 6578137.0), 7.292115e-5 * 6378137.0
    assert polar == pytest.approx(math.hypot(speed, spin) - (speed - spin))
    assert launch_delta_v(200e3, 0.0, 200e3, 1.7) == 0.0  # what is easier to reach gives nothing back


@given(st.floats(1.0, 3e5), st.floats(0.0, 3e5), st.floats(0.0, 5e3), st.floats(0.0, 5e3))
def test_two_burns_are_one_of_their_sum(payload: float, stage: float, one: float, other: float):
    between = float(payload_after_burn(payload, stage, one, 3500.0))
    at_once = payload_after_burn(payload, stage, one + other, 3500.0)
    if between > 0.0:
        assert payload_after_burn(between, stage, other, 3500.0) == pytest.approx(float(at_once), abs=1e-6)
    assert at_once <= between <= payload * (1 + 1e-12) + 1e-9


def test_a_heavy_stage_takes_the_payload_with_it():
    assert payload_after_burn(100e3, 0.0, 3600.0 * math.log(2.0), 3600.0) == pytest.approx(50e3)
    assert payload_after_burn(100e3, 120e3, 3600.0 * math.log(2.0), 3600.0) == 0.0


def test_a_fleet_stands_after_its_last_launch():
    np.testing.assert_allclose(deployed_share([0.0, 0.99, 1.0, 2.5, 4.0, 9.0], 4, 1.0), [0, 0, 0.25, 0.5, 1, 1])


def test_a_fleet_that_lives_shorter_than_it_takes_is_never_complete():
    """Counted one by one: each launch leaves after three years."""
    times, life = np.arange(0.0, 12.0, 0.25) + 0.125, 3.0
    launched = np.arange(1, 20)
    flying = [sum(1 for at in launched if at <= time < at + life) for time in times]
    np.testing.assert_allclose(deployed_share(times, 8, 1.0, life) * 8, flying)


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="take some"):
        whole_satellites(1.0, 0.0)
    with pytest.raises(ValueError, match="take something up"):
        launches_needed(1.0, 0.0)
    with pytest.raises(ValueError, match="some flights must succeed"):
        flights_with_failures(1.0, 0.0)
    with pytest.raises(ValueError, match="above the ground"):
        launch_delta_v(-7e6, 0.0, 2e5, 0.0)
    with pytest.raises(ValueError, match="exhaust speed"):
        payload_after_burn(1.0, 1.0, 1.0, 0.0)
    with pytest.raises(ValueError, match="nothing to launch"):
        deployed_share(1.0, 0.0, 1.0)
