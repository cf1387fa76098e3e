"""Drag of many orbits at once against the same of each orbit alone, which finer integrations judge in test_drag.py."""

import math
from functools import partial

import numpy as np
import pytest

from studio.physics.atmosphere import ACTIVITY, density, profile
from studio.physics.constants import MU_EARTH, R_EARTH
from studio.physics.drag import decay_time, mean_dynamic_pressure, wind_factor
from studio.physics.drag_many import decay_times, fall_from_moments, fall_moments, mean_dynamic_pressures

AIR = partial(density, profile(1.7, 21600.0, *ACTIVITY["mean"]))
PERIGEES = np.array([[650e3, 400e3, 250e3, 160e3], [99e3, 3000e3, 300e3, 500e3]])
APOGEES = np.array([[650e3, 400.9e3, 650e3, 400e3], [500e3, 3000e3, 35786e3, 520e3]])
TILTS = np.array([[1.7, 0.3, 2.5, 1.0], [1.7, 1.7, 0.4, 0.9]])
LAPSE = 50e3


def thinning(height: np.ndarray) -> np.ndarray:
    return 1e-11 * np.exp(-(height - 300e3) / LAPSE)


@pytest.mark.parametrize("air", [AIR, thinning])
def test_times_and_pressures_of_many_are_those_of_each(air) -> None:
    times = decay_times(PERIGEES, APOGEES, TILTS, air)
    pressures, thicknesses = mean_dynamic_pressures(PERIGEES, APOGEES, TILTS, air)
    for place in np.ndindex(PERIGEES.shape):
        orbit = float(PERIGEES[place]), float(APOGEES[place]), float(TILTS[place]), air
        assert times[place] == pytest.approx(decay_time(*orbit), rel=1e-11)
        pressure, thickness = mean_dynamic_pressure(*orbit)
        assert pressures[place] == pytest.approx(pressure, rel=1e-11)
        assert thicknesses[place] == pytest.approx(thickness, rel=1e-11)


def test_what_is_over_and_what_never_ends() -> None:
    assert decay_times([100e3, 100.001e3], [100e3, 100.001e3], 1.0, AIR)[0] == 0.0
    assert decay_times([100e3, 101e3], [500e3, 500e3], 1.0, AIR)[0] == 0.0
    assert decay_times([100e3, 101e3], [500e3, 500e3], 1.0, AIR)[1] > 0.0
    assert decay_times([3000e3, 99e3], [3000e3, 99e3], 1.0, AIR).tolist() == [math.inf, 0.0]


def test_one_orbit_is_not_changed_by_its_neighbours() -> None:
    alone = decay_times(PERIGEES[0, 2:3], APOGEES[0, 2:3], TILTS[0, 2:3], AIR)
    assert decay_times(PERIGEES, APOGEES, TILTS, AIR)[0, 2] == pytest.approx(float(alone[0]), rel=1e-12)
    circles = decay_times(PERIGEES[0, :2], APOGEES[0, :2], TILTS[0, :2], AIR)
    np.testing.assert_allclose(decay_times(PERIGEES, APOGEES, TILTS, AIR)[0, :2], circles, rtol=1e-12)


def test_who_knows_the_times_of_circles_is_asked() -> None:
    asked = []

    def known(altitude: np.ndarray, tilt: np.ndarray) -> np.ndarray:
        asked.append((altitude, tilt))
        return 7.0 * altitude

    found = decay_times([400e3, 250e3, 99e3], [400.8e3, 650e3, 99e3], [0.3, 0.4, 0.5], AIR, known)
    assert found[0] == 7.0 * 400.4e3
    assert found[1] == pytest.approx(decay_time(250e3, 650e3, 0.4, AIR), rel=1e-11)
    assert found[2] == 0.0
    assert asked[0][0][0] == 400.4e3
    assert np.all(asked[0][0] > 100e3)  # where nobody asks, a height that has an answer
    np.testing.assert_array_equal(asked[0][1], [0.3, 0.4, 0.5])


def test_fewer_steps_are_nearly_as_good() -> None:
    few, many = (decay_times(250e3, 650e3, 1.0, AIR, steps=steps) for steps in (6, 40))
    assert few != many
    assert few == pytest.approx(float(many), rel=0.02)


HEIGHTS = np.linspace(100e3, 1100e3, 401)


@pytest.mark.parametrize("tilt", [0.2, 1.2, 1.7, 3.0])
@pytest.mark.parametrize("place", [0.0, 0.25, 0.8, 1.0])
def test_moments_of_the_fall_give_the_time_of_a_fall(tilt: float, place: float) -> None:
    logs = np.log(AIR(HEIGHTS))
    moments = fall_moments(HEIGHTS, logs)
    cell = 120
    found = fall_from_moments(moments[cell : cell + 2], logs[cell : cell + 2], np.array(place), tilt)
    height = HEIGHTS[cell] + place * (HEIGHTS[1] - HEIGHTS[0])
    assert found == pytest.approx(decay_time(height, height, tilt, AIR), rel=2e-3)


def test_moments_of_air_that_thins_evenly_have_a_closed_form() -> None:
    """Between a height and the next ∫ dh/(ρ √(µ r)) = H (1/ρ₂ − 1/ρ₁)/√(µ r) at its middle; w times that and so on."""
    moments = fall_moments(HEIGHTS, np.log(thinning(HEIGHTS)))
    np.testing.assert_array_equal(moments[0], np.zeros(5))
    middle = R_EARTH + 0.5 * (HEIGHTS[1:] + HEIGHTS[:-1])
    cells = LAPSE * np.diff(1.0 / thinning(HEIGHTS)) / np.sqrt(MU_EARTH * middle)
    np.testing.assert_allclose(np.diff(moments[:, 0]), cells, rtol=1e-9)
    wind = 1.0 - np.sqrt(wind_factor(middle, 0.0))  # the turning air's speed over the satellite's
    np.testing.assert_allclose(np.diff(moments, axis=0)[:, 1:], cells[:, None] * wind[:, None] ** np.arange(1, 5))


def test_moments_of_air_that_does_not_thin() -> None:
    """Where the density stays or grows with the height the integral holds as well: time over height is 1/(ρ √(µ r))."""
    heights = np.array([300e3, 301e3, 302e3, 303e3])
    logs = np.log(np.array([1e-12, 1e-12, 2e-12, 2e-12 * (1.0 + 5e-10)]))
    root = np.sqrt(MU_EARTH * (R_EARTH + heights[:-1] + 500.0))
    cells = np.diff(fall_moments(heights, logs)[:, 0]) * root
    assert cells[0] == pytest.approx(1e3 / 1e-12, rel=1e-9)
    assert cells[1] == pytest.approx(1e3 / 1e-12 * 0.5 / math.log(2.0), rel=1e-9)  # mean of e^(−x ln 2) over 0…1
    assert cells[2] == pytest.approx(1e3 / 2e-12, rel=1e-8)
    moments = fall_moments(heights, logs)
    for cell, middle in ((0, 0.5), (2, 0.5)):
        found = fall_from_moments(moments[cell : cell + 2], logs[cell : cell + 2], np.array(middle), math.pi / 2)
        assert found == pytest.approx(0.5 * (moments[cell, 0] + moments[cell + 1, 0]), rel=1e-8)
    steep = fall_from_moments(moments[1:3], logs[1:3], np.array(0.25), math.pi / 2) - moments[1, 0]
    # From below ∫ e^(−x ln 2) dx to a quarter of the way, over that to its end.
    assert steep / (moments[2, 0] - moments[1, 0]) == pytest.approx((1.0 - 2.0**-0.25) / 0.5, rel=1e-9)


def test_moments_of_many_orbits_are_those_of_each() -> None:
    logs = np.log(thinning(HEIGHTS))
    moments = fall_moments(HEIGHTS, logs)
    cells, tilts = np.array([[5, 80], [120, 300]]), np.array([[0.1, 1.0], [2.0, 3.0]])
    many = fall_from_moments(np.stack((moments[cells], moments[cells + 1])), np.stack((logs[cells], logs[cells + 1])),
                             np.full((2, 2), 0.4), tilts)  # fmt: skip
    for place in np.ndindex(2, 2):
        cell = int(cells[place])
        one = fall_from_moments(moments[cell : cell + 2], logs[cell : cell + 2], np.array(0.4), tilts[place])
        assert many[place] == pytest.approx(float(one), rel=1e-12)
