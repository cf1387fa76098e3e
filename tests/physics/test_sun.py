"""The Sun against astropy's analytical ephemeris, in the true equator and equinox of date."""

import erfa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pvlib import spa

from studio.physics import sun
from studio.physics.constants import AU
from studio.physics.sun import mean_sun_right_ascension, sun_vector
from studio.physics.time import instant
from tests.physics.reference import apparent_sun

DECADE = instant("2026-01-01") + np.arange(0.0, 3653 * 86400.0, 2.37 * 86400.0)


def test_direction_is_within_a_hundredth_of_a_degree_for_a_decade():
    direction, distance = sun_vector(DECADE)
    expected = apparent_sun(DECADE)
    expected_distance = np.linalg.norm(expected, axis=-1)
    expected = expected / expected_distance[:, None]
    separation = np.degrees(np.linalg.norm(np.cross(direction, expected), axis=-1))
    assert separation.max() < 0.001
    assert np.all(np.sum(direction * expected, axis=-1) > 0.99)
    assert np.max(np.abs(distance / expected_distance - 1.0)) < 3e-5


def test_published_example():
    # Meeus, Astronomical Algorithms, example 25.a and 25.b: 1992 October 13.0 TD.
    tt = (2448908.5 - 2451545.0) * 86400.0
    direction, distance = sun_vector(tt)
    right_ascension = np.degrees(np.arctan2(direction[1], direction[0])) % 360.0
    assert right_ascension == pytest.approx((13 + 13 / 60 + 30.749 / 3600) * 15.0, abs=0.001)
    assert np.degrees(np.arcsin(direction[2])) == pytest.approx(-(7 + 47 / 60 + 1.74 / 3600), abs=0.001)
    assert distance / AU == pytest.approx(0.99760775, rel=3e-5)


def test_solstice_and_equinox():
    # United States Naval Observatory: equinox 2026 March 20 14:46 UT, solstice June 21 08:25 UT.
    equinox, _ = sun_vector(instant("2026-03-20T14:46:00"))
    solstice, _ = sun_vector(instant("2026-06-21T08:25:00"))
    np.testing.assert_allclose(equinox, [1.0, 0.0, 0.0], atol=1e-4)
    assert abs(solstice[0]) < 1e-4
    assert np.degrees(np.arcsin(solstice[2])) == pytest.approx(23.436, abs=0.003)


def test_mean_sun_keeps_mean_time():
    # The equation of time is the apparent less the mean Sun: its published extremes are -14 m 15 s and +16 m 25 s.
    tt = instant("2026-01-01") + np.arange(365.0) * 86400.0
    direction, _ = sun_vector(tt)
    apparent = np.arctan2(direction[:, 1], direction[:, 0])
    lead = (mean_sun_right_ascension(tt) - apparent + np.pi) % (2 * np.pi) - np.pi
    minutes = lead / (2 * np.pi) * 1440.0
    assert minutes.min() == pytest.approx(-14.25, abs=0.1)
    assert minutes.max() == pytest.approx(16.42, abs=0.1)


@given(st.floats(instant("1975-01-01"), instant("2090-01-01")))
def test_unit_vector_and_plausible_distance(tt):
    direction, distance = sun_vector(tt)
    assert np.linalg.norm(direction) == pytest.approx(1.0, abs=1e-14)
    assert 0.982 < distance / AU < 1.018
    assert abs(direction[2]) < np.sin(np.radians(23.45))


def test_broadcasts():
    tt = DECADE[:6].reshape(2, 3)
    direction, distance = sun_vector(tt)
    assert direction.shape == (2, 3, 3)
    assert distance.shape == (2, 3)
    np.testing.assert_allclose(direction[1, 2], sun_vector(tt[1, 2])[0], atol=1e-15)
    assert mean_sun_right_ascension(tt).shape == (2, 3)


@pytest.mark.parametrize(("ours", "theirs", "first"), [
    (sun._LONGITUDE_0, spa.L0, 1), (sun._LONGITUDE_1, spa.L1, 1), (sun._DISTANCE_0, spa.R0, 1),
    (sun._DISTANCE_1, spa.R1, 0)])  # fmt: skip
def test_terms_are_the_largest_of_the_table_that_nrel_prints(ours, theirs, first):
    """As pvlib has typed it: in the same order, and none left out; the constant terms stand alone."""
    printed = theirs[first : first + len(ours)]
    t = np.array([-0.02, 0.013, 0.027, 0.036])
    summed = 1e-8 * (printed[:, 0] * np.cos(printed[:, 1] + printed[:, 2] * t[:, None])).sum(axis=-1)
    np.testing.assert_allclose(sun._series(ours, t), summed, atol=1e-8)
    np.testing.assert_allclose(ours[:, 0], printed[:, 0], atol=0.5)
    np.testing.assert_allclose(ours[:, 1], printed[:, 1], atol=5e-4)
    np.testing.assert_allclose(ours[:, 2], printed[:, 2], atol=5e-4)


def nodding(tt):
    """Nutation in longitude and obliquity by ERFA's model of 2000A [″]."""
    return (each * 648000.0 / np.pi for each in erfa.nut06a(2451545.0, tt / 86400.0))


def test_obliquity_is_that_of_the_iau():
    _, obliquity, _ = sun._ecliptic(DECADE)
    _, nod = nodding(DECADE)
    mean = erfa.obl06(2451545.0, DECADE / 86400.0) * 648000.0 / np.pi
    # Of the short series of nutation 0.2″ are left out, and the obliquity of 1976 stands 0.04″ over that of 2006.
    np.testing.assert_allclose(obliquity * 648000.0 / np.pi, mean + nod, atol=0.3)


@pytest.mark.parametrize("centuries", [-5.0, 5.0])
def test_mean_longitude_gains_with_the_square_of_time(centuries):
    """27″ in five centuries either way; the mean of a year, in which what the short series leave out cancels."""
    tt = 86400.0 * (36525.0 * centuries + np.linspace(0.0, 365.2422, 60, endpoint=False))
    longitude, _, distance = sun._ecliptic(tt)
    heliocentric = np.radians(spa.heliocentric_longitude(tt / sun._MILLENNIUM))
    beyond = (longitude - heliocentric) % (2.0 * np.pi) - np.pi
    nutation, _ = nodding(tt)
    assert np.mean(beyond * 648000.0 / np.pi + 20.4898 / (distance / AU) - nutation) == pytest.approx(0.0, abs=2.0)


def test_nutation_follows_the_largest_terms_of_the_iau():
    """What the apparent longitude is beyond the true one, less aberration: each term as a part of ERFA's nutation."""
    longitude, _, distance = sun._ecliptic(DECADE)
    t = DECADE / sun._MILLENNIUM
    # By pvlib: the Earth's true longitude.
    heliocentric = np.radians(spa.heliocentric_longitude(t))
    beyond = (longitude - heliocentric - np.pi + np.pi) % (2.0 * np.pi) - np.pi
    seen = beyond * 648000.0 / np.pi + 20.4898 / (distance / AU) + 0.09033
    expected, _ = nodding(DECADE)
    twice = np.stack((np.sin(2.0 * longitude), np.cos(2.0 * longitude), np.ones_like(longitude)), axis=-1)
    parts, *_ = np.linalg.lstsq(twice, seen - expected, rcond=None)
    assert np.abs(parts[:2]).max() < 0.1  # the rest is what the longitude itself leaves out, slower than a year
    assert np.abs(seen - expected).max() < 3.0
