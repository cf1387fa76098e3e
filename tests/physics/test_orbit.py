"""Orbits: published inclinations, a numerical integration with J2, and the invariants of Kepler motion."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from studio.physics.constants import DAY, J2, MU_EARTH, R_EARTH, SUN_SYNCHRONOUS_RATE
from studio.physics.orbit import (
    MeanElements,
    eccentric_anomaly,
    eccentric_of_true,
    elements_at,
    ltan_of_raan,
    mean_motion,
    nodal_period,
    orbit_frame,
    orbit_normal,
    period,
    position_velocity,
    raan_of_ltan,
    secular_rates,
    secular_state,
    semi_major_axis,
    sun_synchronous_inclination,
    true_anomaly,
)
from studio.physics.time import instant

PUBLISHED = json.loads((Path(__file__).parents[1] / "data" / "sun_synchronous_orbits.json").read_text())

ANGLE = st.floats(-20.0, 20.0)
ECCENTRICITY = st.floats(0.0, 0.9)
TILT = st.floats(0.0, np.pi)
AXIS = st.floats(R_EARTH + 160e3, 50_000e3)


def test_sun_synchronous_inclinations_published():
    axis = semi_major_axis(1e3 * np.array(PUBLISHED["altitude_km"]))
    expected = PUBLISHED["inclination_deg"]
    found = np.degrees(sun_synchronous_inclination(axis))
    np.testing.assert_allclose(found, expected["values"], atol=expected["tolerance"])


@given(st.floats(7e6, 1.1e7), st.floats(0.0, 0.15))
def test_sun_synchronous_node_follows_the_sun(axis, eccentricity):
    tilt = sun_synchronous_inclination(axis, eccentricity)
    assert secular_rates(axis, eccentricity, tilt).raan == pytest.approx(SUN_SYNCHRONOUS_RATE, rel=1e-12)


def test_no_sun_synchronous_orbit_where_the_node_is_too_slow():
    with pytest.raises(ValueError, match=r"13378 km .* sun-synchronous"):
        sun_synchronous_inclination([7e6, R_EARTH + 7000e3])


def test_period_of_the_geostationary_orbit():
    # One sidereal day, 86164.0905 s, at 42164.17 km.
    assert period(42_164_170.0) == pytest.approx(86164.09, abs=0.05)


def test_node_stands_still_at_a_polar_orbit_and_perigee_at_the_critical_inclination():
    assert abs(secular_rates(7e6, 0.1, np.pi / 2).raan) < 1e-21
    critical = np.arcsin(np.sqrt(0.8))  # 63.4349 degrees
    assert abs(secular_rates(26.6e6, 0.74, critical).argument_of_perigee) < 1e-21


def integrate(position, velocity, times):
    """Newton's equations with the point mass and J2, written from the potential."""

    def motion(_, state):
        r = state[:3]
        distance = np.linalg.norm(r)
        ratio = 5.0 * (r[2] / distance) ** 2
        bulge = 1.5 * J2 * MU_EARTH * R_EARTH**2 / distance**5
        pull = -MU_EARTH / distance**3 * r - bulge * r * (np.array([1.0, 1.0, 3.0]) - ratio)
        return np.concatenate((state[3:], pull))

    start = np.concatenate((position, velocity))
    return solve_ivp(motion, (0.0, times[-1]), start, method="DOP853", t_eval=times, rtol=1e-11, atol=1e-3).y


@pytest.mark.parametrize(("altitude", "tilt"), [(650e3, 98.0), (1500e3, 51.6), (550e3, 20.0)])
def test_node_rate_agrees_with_integration(altitude, tilt):
    elements = MeanElements(semi_major_axis(altitude), 0.001, np.radians(tilt), 1.0, 0.0, 0.0)
    position, velocity = position_velocity(elements)
    turns = 16
    times = np.linspace(0.0, turns * float(nodal_period(elements.semi_major_axis, 0.001, np.radians(tilt))), 1601)
    state = integrate(position, velocity, times)
    normal = np.cross(state[:3].T, state[3:].T)
    node = np.unwrap(np.arctan2(normal[:, 0], -normal[:, 1]))
    rate = np.polyfit(times, node, 1)[0]  # the short-period wave averages out over whole revolutions
    expected = secular_rates(elements.semi_major_axis, 0.001, np.radians(tilt)).raan
    assert rate == pytest.approx(float(expected), rel=5e-3)


@given(st.floats(6.6e6, 5e7), st.floats(0.0, 0.7), TILT, ANGLE)
def test_velocity_is_the_derivative_of_position(axis, eccentricity, tilt, mean):
    elements = MeanElements(axis / (1.0 - eccentricity), eccentricity, tilt, 1.0, 0.5, mean)
    step = 0.01
    before, after = position_velocity(elements, np.array([-step, step]))[0]
    _, velocity = position_velocity(elements)
    change = np.linalg.norm((after - before) / (2 * step) - velocity)
    # The velocity leaves out the secular drift of the elements, J2 (R/p)² of it.
    bound = 10.0 * J2 * (R_EARTH / (axis * (1.0 + eccentricity))) ** 2
    assert change < (bound + 1e-5) * np.linalg.norm(velocity)


def test_raan_of_a_local_time():
    # At 0 h UT the mean Sun is over 180° of longitude: RAAN = Greenwich sidereal angle + 180° + 15°/h (LTAN − 12 h).
    tt = instant("2026-01-01")
    sidereal = np.radians(100.6614)  # Astronomical Almanac: 6 h 42 m 38.7 s on 2026 January 1 at 0 h
    expected = (sidereal + np.pi + np.radians(15.0 * (6 - 12))) % (2 * np.pi)
    assert raan_of_ltan(6 * 3600.0, tt) == pytest.approx(expected, abs=2e-4)


@given(st.floats(0.0, DAY - 1.0), st.floats(instant("2000-01-01"), instant("2080-01-01")))
def test_local_time_and_raan_are_inverse(ltan, tt):
    difference = ltan_of_raan(raan_of_ltan(ltan, tt), tt) - ltan
    assert (difference + DAY / 2) % DAY - DAY / 2 == pytest.approx(0.0, abs=1e-6)


def test_sun_synchronous_orbit_keeps_its_local_time():
    tt = instant("2026-01-01")
    axis = semi_major_axis(650e3)
    elements = MeanElements(axis, 0.0, sun_synchronous_inclination(axis), raan_of_ltan(6 * 3600.0, tt))
    later = np.array([91.0, 182.0, 365.0]) * DAY
    np.testing.assert_allclose(ltan_of_raan(elements_at(elements, later).raan, tt + later), 6 * 3600.0, atol=2.0)


@given(ANGLE, ECCENTRICITY)
def test_kepler_equation_is_solved(mean, eccentricity):
    x = float(eccentric_anomaly(mean, eccentricity))
    assert x - eccentricity * np.sin(x) == pytest.approx(mean, abs=1e-13)


def test_kepler_agrees_with_bisection_at_the_hard_corner():
    for eccentricity in (0.5, 0.9, 0.99):
        for mean in (1e-6, 1e-3, 0.1, 3.0, np.pi):
            expected = brentq(
                lambda x, e=eccentricity, m=mean: x - e * np.sin(x) - m, -1.0, 5.0, xtol=1e-15, rtol=1e-15
            )
            assert eccentric_anomaly(mean, eccentricity) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("eccentricity", [-0.1, 1.0, np.nan])
def test_open_orbits_are_refused(eccentricity):
    with pytest.raises(ValueError, match="between 0 and 1"):
        eccentric_anomaly(1.0, eccentricity)


@given(ANGLE, ECCENTRICITY)
def test_anomalies_are_inverse_and_ordered(anomaly, eccentricity):
    x = true_anomaly(anomaly, eccentricity)
    assert eccentric_of_true(x, eccentricity) == pytest.approx(anomaly, abs=1e-12)
    assert abs(x - anomaly) < np.pi
    assert np.tan(x / 2) * np.sqrt(1 - eccentricity) == pytest.approx(
        np.tan(anomaly / 2) * np.sqrt(1 + eccentricity), rel=1e-6, abs=1e-9
    )


@given(AXIS, ECCENTRICITY, TILT, ANGLE, ANGLE, ANGLE)
def test_energy_and_angular_momentum(axis, eccentricity, tilt, raan, perigee, mean):
    position, velocity = position_velocity(MeanElements(axis, eccentricity, tilt, raan, perigee, mean))
    energy = velocity @ velocity / 2 - MU_EARTH / np.linalg.norm(position)
    assert energy == pytest.approx(-MU_EARTH / (2 * axis), rel=1e-9)
    momentum = np.sqrt(MU_EARTH * axis * (1 - eccentricity**2)) * orbit_normal(raan, tilt)
    np.testing.assert_allclose(np.cross(position, velocity), momentum, rtol=1e-9, atol=1e-9 * np.linalg.norm(momentum))


@given(ANGLE, TILT)
def test_orbit_frame_is_a_right_handed_triad(raan, tilt):
    frame = np.stack(orbit_frame(raan, tilt))
    np.testing.assert_allclose(frame @ frame.T, np.eye(3), atol=1e-14)
    assert np.linalg.det(frame) == pytest.approx(1.0)
    assert frame[0, 2] == 0.0


def test_arrays_broadcast():
    axis = np.linspace(7e6, 9e6, 3)
    eccentricity = np.array([[0.0], [0.1]])
    rates = secular_rates(axis, eccentricity, 1.0)
    assert all(rate.shape == (2, 3) for rate in rates)
    assert rates.raan[1, 2] == secular_rates(axis[2], 0.1, 1.0).raan
    assert nodal_period(axis, eccentricity, 1.0).shape == (2, 3)
    assert sun_synchronous_inclination(axis, eccentricity).shape == (2, 3)
    assert mean_motion(axis).shape == period(axis).shape == (3,)
    elements = MeanElements(axis, eccentricity, 1.0, 0.5, 0.2, 0.1)
    position, velocity = position_velocity(elements, np.full((4, 1, 1), 300.0))
    assert position.shape == velocity.shape == (4, 2, 3, 3)
    one, _ = position_velocity(MeanElements(axis[1], 0.1, 1.0, 0.5, 0.2, 0.1), 300.0)
    np.testing.assert_allclose(position[3, 1, 1], one, rtol=1e-13)
    assert raan_of_ltan([0.0, 1.0], [[1e8], [2e8], [3e8]]).shape == (3, 2)
    assert ltan_of_raan([0.0, 1.0], [[1e8], [2e8], [3e8]]).shape == (3, 2)
    assert orbit_normal(np.zeros((2, 1)), np.zeros(3)).shape == (2, 3, 3)
    assert eccentric_anomaly(np.zeros((2, 1)), np.zeros(3)).shape == (2, 3)
    assert true_anomaly(np.zeros((2, 1)), np.zeros(3)).shape == eccentric_of_true(np.zeros((2, 1)), np.zeros(3)).shape


def test_secular_velocity_is_the_slope_of_the_position() -> None:
    """By differences of the fourth order, whose error is a micrometre a second; the node alone moves a metre."""
    elements = MeanElements(np.array([6.9e6, 8e6, 2.6e7]), np.array([0.0, 0.1, 0.6]), np.array([0.5, 1.7, 1.1]),
                            np.array([1.0, 2.0, 4.0]), np.array([0.0, 2.5, 5.0]), np.array([0.3, 1.0, 3.0]))
    step, epoch = 4.0, 5e4
    position, velocity = secular_state(elements, epoch)
    places = [secular_state(elements, epoch + lag * step)[0] for lag in (-2, -1, 1, 2)]
    slope = (places[0] - 8.0 * places[1] + 8.0 * places[2] - places[3]) / (12.0 * step)
    np.testing.assert_allclose(velocity, slope, atol=1e-4)
    np.testing.assert_allclose(position, position_velocity(elements, epoch)[0], rtol=1e-15)
