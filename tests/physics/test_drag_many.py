"""Drag of many orbits at once against the same of each orbit alone, which finer integrations judge in test_drag.py."""

import math
from functools import partial

import numpy as np
import pytest
from scipy.integrate import quad, solve_ivp

from studio.physics.atmosphere import ACTIVITY, density, profile
from studio.physics.constants import EARTH_ROTATION_RATE, MU_EARTH, R_EARTH
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
    # Whoever is down to where it ends is there, with an apogee above it too, or without any air.
    assert decay_times(100e3, 100.9e3, 1.0, AIR) == decay_time(100e3, 100.9e3, 1.0, AIR) == 0.0
    assert decay_times(100e3, 100e3, 1.0, np.zeros_like) == decay_time(100e3, 100e3, 1.0, np.zeros_like) == 0.0


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


def wind_over(radius: float, tilt: float) -> float:
    """Speed of a circle relative to air that turns with the Earth, over its own, squared, as Sterne has it."""
    return (1.0 - EARTH_ROTATION_RATE * radius**1.5 / math.sqrt(MU_EARTH) * math.cos(tilt)) ** 2


@pytest.mark.parametrize("tilt", [0.2, 1.7])
def test_circles_fall_as_long_as_an_integral_over_the_height(tilt: float) -> None:
    """da/dt = −ρ √(µ a) (1 − w cos i)²: dh/(ρ √(µ r) …) from where the fall ends to the altitude."""
    heights = np.array([150e3, 300e3, 420e3])
    found = decay_times(heights, heights, tilt, thinning)
    for height, value in zip(heights, found, strict=True):
        expected = quad(lambda h: 1.0 / (float(thinning(h)) * math.sqrt(MU_EARTH * (R_EARTH + h))
                                         * wind_over(R_EARTH + h, tilt)), 100e3, height, epsrel=1e-10)[0]  # fmt: skip
        assert value == pytest.approx(expected, rel=2e-4)


def rates(low: float, high: float, tilt: float, count: int = 4000) -> tuple[float, float]:
    """Mean rates of perigee and apogee by Gauss's equations, per C_D A/m, over the time, dt ∝ (1 − e cos E) dE."""
    axis, e = R_EARTH + 0.5 * (low + high), (high - low) / (2.0 * R_EARTH + low + high)
    anomaly = (np.arange(count) + 0.5) * math.pi / count
    radius = axis * (1.0 - e * np.cos(anomaly))
    speed2 = MU_EARTH * (2.0 / radius - 1.0 / axis)
    weight = (radius / axis) / count
    push = 0.5 * thinning(radius - R_EARTH) * speed2 * wind_over(R_EARTH + low, tilt)
    # An impulse −dv along the track takes 2 a² v dv/µ off the axis, and 2 (e + cos ν) dv/v off the eccentricity.
    true = (np.cos(anomaly) - e) / (1.0 - e * np.cos(anomaly))
    axis_rate = -np.sum(weight * 2.0 * axis**2 / MU_EARTH * np.sqrt(speed2) * push)
    e_rate = -np.sum(weight * 2.0 * (e + true) / np.sqrt(speed2) * push)
    return axis_rate * (1.0 - e) - axis * e_rate, axis_rate * (1.0 + e) + axis * e_rate


@pytest.mark.parametrize(("low", "high", "tilt"), [(200e3, 800e3, 1.0), (150e3, 5000e3, 2.0), (250e3, 400e3, 0.2)])
def test_ellipses_fall_as_gauss_has_it(low: float, high: float, tilt: float) -> None:
    """Step by step over the time until the perigee or what is left of the apogee is down; the last hour is short."""
    scale = float(decay_times(low, high, tilt, thinning))

    def slope(_: float, ends: np.ndarray) -> np.ndarray:
        return scale * np.array(rates(ends[0], max(ends[1], ends[0]), tilt, 400))

    def down(_: float, ends: np.ndarray) -> float:
        return ends[0] - 100e3

    down.terminal = True
    flown = solve_ivp(slope, (0.0, 1.2), [low, high], events=down, rtol=1e-6, atol=1.0, method="LSODA")
    assert flown.t_events[0][0] == pytest.approx(1.0, rel=3e-3)


def test_pressure_over_an_ellipse_is_a_mean_over_the_time() -> None:
    low, high, tilt = 200e3, 1500e3, 0.7
    axis, e = R_EARTH + 0.5 * (low + high), (high - low) / (2.0 * R_EARTH + low + high)

    def over(anomaly: float, power: int) -> float:
        radius = axis * (1.0 - e * math.cos(anomaly))
        speed2 = MU_EARTH * (2.0 / radius - 1.0 / axis)
        return float(thinning(radius - R_EARTH)) * (0.5 * speed2) ** power * radius / axis / math.pi

    pressure, air = mean_dynamic_pressures([low, 300e3], [high, 300e3], tilt, thinning)
    wind = wind_over(R_EARTH + low, tilt)
    assert pressure[0] == pytest.approx(quad(over, 0.0, math.pi, args=(1,), epsrel=1e-9)[0] * wind, rel=1e-6)
    assert air[0] == pytest.approx(quad(over, 0.0, math.pi, args=(0,), epsrel=1e-9)[0], rel=1e-6)
    radius = R_EARTH + 300e3
    assert air[1] == pytest.approx(float(thinning(300e3)), rel=1e-15)
    assert pressure[1] == pytest.approx(0.5e-11 * MU_EARTH / radius * wind_over(radius, tilt), rel=1e-12)


def test_orbits_of_every_fate_at_once_are_each_alone() -> None:
    """Down already, down at the very edge, round, nearly round, long, and above all air, in one array."""

    def thin_to_nothing(height: np.ndarray) -> np.ndarray:
        return np.where(height < 1500e3, thinning(height), 0.0)

    low = np.array([[90e3, 100e3, 100e3 + 1.0], [300e3, 300e3, 300e3], [1600e3, 1499e3, 350e3], [101e3, 120e3, 400e3]])
    high = np.array([[90e3, 4000e3, 4000e3], [300e3, 300.999e3, 301e3], [1600e3, 1e7, 9e6], [101e3, 3e5, 401.001e3]])
    tilt = np.linspace(0.1, 3.0, 12).reshape(4, 3)
    together = decay_times(low, high, tilt, thin_to_nothing)
    assert together.shape == (4, 3)
    for place in np.ndindex(4, 3):
        alone = float(decay_times(low[place], high[place], tilt[place], thin_to_nothing))
        assert together[place] == pytest.approx(alone, rel=1e-12)
    assert together[0, 0] == together[0, 1] == 0.0
    assert math.isinf(together[2, 0])
    assert np.all(np.isfinite(np.delete(together.ravel(), 6)))
    assert together[0, 2] > 0.0
    np.testing.assert_array_equal(decay_times(np.empty(0), np.empty(0), 1.0, thinning), np.empty(0))


def test_where_a_circle_ends_and_an_ellipse_begins_hardly_shows() -> None:
    """A kilometre between perigee and apogee is an ellipse, less is a circle of their middle: both fall alike."""
    asked = []

    def known(altitude: np.ndarray, tilt: np.ndarray) -> np.ndarray:
        asked.append(altitude)
        return np.full(altitude.shape, 5.0)

    found = decay_times([300e3, 300e3], [301e3, 300.9999e3], 1.0, thinning, known)
    assert found[1] == 5.0
    round_one = decay_times(300.5e3, 300.5e3, 1.0, thinning)
    # The integration of an ellipse stops with the apogee 2 km up, which leaves out minutes of some eight hours.
    assert found[0] == pytest.approx(float(round_one), rel=5e-3)
    asked.clear()
    decay_times([250e3], [650e3], 1.0, thinning, known)
    assert not asked  # no circle, no question


def test_air_is_not_asked_for_below_where_the_fall_ends() -> None:
    """Tables of the atmosphere begin there: what is over already must not ask them for a height they do not have."""

    def checked(height: np.ndarray) -> np.ndarray:
        heights.append(float(np.min(height)))
        return thinning(height)

    heights: list[float] = []
    decay_times([120e3, 300e3, 200e3], [500e3, 300e3, 20000e3], 1.0, checked)
    assert min(heights) >= 100e3 - 1e-6
    assert min(heights) == pytest.approx(100e3, abs=2.0)


def test_what_only_touches_the_end_of_the_air_never_falls():
    def air(height):
        return np.where(height <= 2000e3, 1e-13 * np.exp(-(height - 600e3) / 200e3), 0.0)

    touching, within = decay_times([2000e3, 500e3], [50e6, 800e3], 1.7, air)
    assert touching == math.inf == decay_time(2000e3, 50e6, 1.7, air)
    assert within == pytest.approx(decay_time(500e3, 800e3, 1.7, air), rel=1e-6)
    assert 0.0 < within < math.inf
