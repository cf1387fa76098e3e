"""Areas, wafers, lines and fleets of a programme: published arithmetic and what holds of any of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit

from studio.physics.manufacturing import (
    array_area,
    cell_area,
    ingot_mass,
    layer_mass,
    lines_installed,
    power_in_orbit,
    production_lines,
    ramp_power,
    wafer_count,
)

POWERS = st.floats(1e6, 1e13)


def test_a_hundred_gigawatts_of_thin_silicon():
    # 25 % above the air at 1361 W/m², nine tenths packed, 60 and 180 µm of silicon of 2330 kg/m³, worked by hand.
    cells = cell_area(100e9, 0.25, 1361.0)
    assert cells == pytest.approx(293.901543e6, rel=1e-8)
    assert array_area(cells, 0.9) == pytest.approx(326.55727e6, rel=1e-7)
    assert layer_mass(cells, [60e-6, 180e-6], 2330.0) == pytest.approx([41.08743571e6, 123.2623071e6], rel=1e-8)
    assert production_lines(100e9, 600e6, [1.0, 0.85]) == pytest.approx([166.6666667, 196.0784314], rel=1e-8)


@given(POWERS, st.floats(0.05, 0.5), st.floats(1300.0, 1420.0), st.floats(0.1, 1.0))
def test_arrays_give_back_the_power_they_were_counted_from(power, efficiency, flux, packing):
    area = array_area(cell_area(power, efficiency, flux), packing)
    assert area * packing * efficiency * flux == pytest.approx(power)


def test_cells_without_power_are_refused():
    with pytest.raises(ValueError, match="no power"):
        cell_area(1e9, 0.0, 1361.0)


@given(st.floats(1.0, 1e9), st.floats(1e-3, 0.1), st.floats(0.3, 1.0), st.floats(0.3, 1.0))
def test_good_wafers_cover_the_cells(cells, area, used, good):
    started = wafer_count(cells, area, used, good)
    assert started * good * used * area == pytest.approx(cells)


@given(st.floats(1.0, 1e10), st.floats(20e-6, 300e-6), st.floats(0.0, 200e-6), st.floats(0.2, 1.0))
def test_what_is_melted_is_wafer_dust_and_offcut(wafers, thickness, kerf, share):
    melted = ingot_mass(wafers, 0.033, thickness, 2329.0, kerf=kerf, ingot_yield=share)
    wafer, dust = layer_mass(wafers * 0.033, [thickness, kerf], 2329.0)
    assert melted * share == pytest.approx(wafer + dust)
    assert melted >= wafer * (1.0 - 1e-12)


@pytest.mark.parametrize("shape", ["linear", "exponential", "logistic"])
@given(first=POWERS, target=POWERS)
def test_every_ramp_meets_both_ends_and_never_turns(shape, first, target):
    way = np.linspace(0.0, 1.0, 11)
    power = ramp_power(way, first, target, shape)
    assert power[0] == pytest.approx(first)
    assert power[-1] == pytest.approx(target)
    steps = np.diff(power) * np.sign(target - first)
    assert np.all(steps >= -1e-9 * max(first, target))
    assert ramp_power([-1.0, 2.0], first, target, shape) == pytest.approx(power[[0, -1]])


def test_ramps_have_their_shapes():
    way = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
    assert ramp_power(way, 1.0, 16.0, "exponential") == pytest.approx([1.0, 2.0, 4.0, 8.0, 16.0])
    assert ramp_power(way, 0.0, 16.0, "linear") == pytest.approx([0.0, 4.0, 8.0, 12.0, 16.0])
    curve = ramp_power(way, 0.0, 16.0, "logistic")
    assert curve + curve[::-1] == pytest.approx(16.0)
    assert 0.0 < curve[1] < 4.0


def test_a_ramp_that_cannot_be_is_refused():
    with pytest.raises(ValueError, match="nothing"):
        ramp_power(0.5, 0.0, 1e9, "exponential")
    with pytest.raises(ValueError, match="square"):
        ramp_power(0.5, 1e9, 1e9, "square")


@given(st.lists(st.floats(0.0, 1e3), min_size=1, max_size=30), st.integers(1, 12))
def test_lines_in_use_are_enough_and_no_more_than_were_set_up(needed, life):
    new = lines_installed(needed, life)
    assert np.all(new >= 0.0)
    working = np.array([new[max(year - life + 1, 0) : year + 1].sum() for year in range(len(needed))])
    assert np.all(working >= np.array(needed) * (1.0 - 1e-9))
    for year, added in enumerate(new):  # none is set up without need
        assert added == 0.0 or working[year] == pytest.approx(needed[year])


@given(st.lists(st.floats(0.0, 1e3), min_size=1, max_size=20), st.lists(st.integers(1, 12), min_size=1, max_size=5))
def test_lines_of_many_lives_are_those_of_each(needed, lives):
    many = lines_installed(needed, lives)
    for row, life in zip(many, lives, strict=True):
        assert row == pytest.approx(lines_installed(needed, life), rel=1e-9, abs=1e-9)


def test_lines_are_renewed_at_the_end_of_their_life():
    assert lines_installed([10.0, 10.0, 10.0, 10.0, 10.0], 2) == pytest.approx([10.0, 0.0, 10.0, 0.0, 10.0])


@given(st.lists(st.floats(0.0, 1e12), min_size=1, max_size=30), st.floats(0.1, 20.0))
def test_what_is_in_orbit_was_built_and_has_not_died(built, life):
    orbit = power_in_orbit(built, life)
    made = np.cumsum(built)
    assert np.all(orbit <= made * (1.0 + 1e-12))
    # Slow and plain: the months of a year one by one, each with its age at the end of the year.
    parts = 240
    for year in range(len(built)):
        age = year + 1 - (np.arange(len(built))[:, None] + (np.arange(parts) + 0.5) / parts)
        alive = ((age >= 0.0) & (age <= life)).mean(axis=-1)
        assert orbit[year] == pytest.approx(float(alive @ np.array(built)), abs=2.0 / parts * max(built) * len(built))


def test_a_steady_programme_ends_at_its_power_times_the_life():
    assert power_in_orbit(np.full(20, 100e9), 5.0)[-1] == pytest.approx(500e9)
    assert power_in_orbit(np.full(20, 100e9), 2.5)[-1] == pytest.approx(250e9)


def test_the_logistic_ramp_is_a_cut_and_stretched_logistic():
    """Of 1/(1 + e^{−10 (x − ½)}): what scipy has for it, from its value at the beginning to that at the end."""
    way = np.linspace(0.0, 1.0, 9)
    raw = expit(10.0 * (way - 0.5))
    expected = 3.0 + 5.0 * (raw - raw[0]) / (raw[-1] - raw[0])
    assert ramp_power(way, 3.0, 8.0, "logistic") == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(("first", "target"), [(1e9, 0.0), ([1e9, 0.0], 1e9), (1e9, [1e9, -1.0]), (-1.0, 1e9)])
def test_one_end_at_nothing_is_enough_for_no_growth_by_a_factor(first, target):
    with pytest.raises(ValueError, match="cannot begin or end at nothing"):
        ramp_power(0.5, first, target, "exponential")
    ramp_power(0.5, 0.0, 1e9, "linear")


@pytest.mark.parametrize(("efficiency", "flux"), [([0.3, 0.0], 1361.0), (0.3, [0.0, 1361.0]), (-0.1, 1361.0)])
def test_one_kind_of_cells_without_power_is_enough(efficiency, flux):
    with pytest.raises(ValueError, match="no power"):
        cell_area(1e9, efficiency, flux)


def test_what_is_not_said_takes_nothing_off():
    assert layer_mass(2.0, 3e-3, 1000.0) == pytest.approx(6.0)
    assert layer_mass(2.0, 3e-3, 1000.0, 0.25) == pytest.approx(1.5)
    assert wafer_count(100.0, 0.04) == pytest.approx(2500.0)
    assert wafer_count(100.0, 0.04, 0.8, 0.5) == pytest.approx(6250.0)
    assert ingot_mass(100.0, 0.04, 200e-6, 2500.0) == pytest.approx(2.0)
    assert ingot_mass(100.0, 0.04, 200e-6, 2500.0, kerf=50e-6, ingot_yield=0.5) == pytest.approx(5.0)
    assert production_lines(3e9, 1e9) == pytest.approx(3.0)
    assert production_lines(3e9, 1e9, 0.75) == pytest.approx(4.0)


def test_lines_that_rise_and_fall_by_hand():
    """Of lives of two and three years beside each other: none is set up where the old ones are enough."""
    new = lines_installed([2.0, 5.0, 3.0, 6.0, 1.0, 4.0], [2, 3])
    assert new.tolist() == [[2.0, 3.0, 0.0, 6.0, 0.0, 4.0], [2.0, 3.0, 0.0, 3.0, 0.0, 1.0]]
    assert lines_installed([3.0, 1.0, 2.0], 1).tolist() == [3.0, 1.0, 2.0]


def test_the_ends_of_growth_by_a_factor_are_met_to_the_last_digit():
    first, target = np.random.default_rng(1).uniform(1e6, 1e13, (2, 200))
    np.testing.assert_array_equal(ramp_power(0.0, first, target, "exponential"), first)
    np.testing.assert_array_equal(ramp_power(1.0, first, target, "exponential"), target)
