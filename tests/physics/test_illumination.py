"""The Earth's shadow against rays cast at the solar disk, root finding on an independent Sun, and its limits."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import brentq

from studio.physics.constants import AU, DAY, EARTH_FLATTENING, R_EARTH, R_SUN
from studio.physics.eclipse import eclipse_passages
from studio.physics.illumination import beta_angle, shadow_threshold, visible_fraction
from studio.physics.orbit import MeanElements, position_velocity, raan_of_ltan, sun_synchronous_inclination
from studio.physics.sun import sun_vector
from studio.physics.time import instant
from tests.physics.reference import apparent_sun

EPOCH = instant("2026-01-01")
ANGLE = st.floats(0.0, 2 * np.pi)


def sun_synchronous(altitude, ltan_hours):
    axis = R_EARTH + altitude
    return MeanElements(axis, 0.0, sun_synchronous_inclination(axis), raan_of_ltan(ltan_hours * 3600.0, EPOCH))


def rays(position, sun, distance, flattening=0.0):
    """Share of rays from a satellite to points of the solar disk that miss the ellipsoid."""
    to_sun = distance * sun - position
    far = np.linalg.norm(to_sun)
    axis = to_sun / far
    side = np.cross(axis, [0.3, -0.5, 0.8])
    side /= np.linalg.norm(side)
    up = np.cross(axis, side)
    count = 40_000
    index = np.arange(count) + 0.5
    radius, angle = np.sqrt(index / count), index * np.pi * (3.0 - np.sqrt(5.0))  # sunflower: even over the disk
    tangent = R_SUN / np.sqrt(far * far - R_SUN * R_SUN) * radius
    rays = axis + tangent[:, None] * (np.cos(angle)[:, None] * side + np.sin(angle)[:, None] * up)
    shrink = np.array([1.0, 1.0, 1.0 / (1.0 - flattening)])
    p, d = position * shrink, rays * shrink
    half = d @ p
    hit = (half < 0.0) & (half * half > np.sum(d * d, axis=1) * (p @ p - R_EARTH * R_EARTH))
    return 1.0 - hit.mean()


@pytest.mark.parametrize("altitude", [300e3, 650e3, 2000e3, 35_786e3])
@pytest.mark.parametrize("oblate", [False, True])
def test_visible_fraction_agrees_with_rays(altitude, oblate):
    sun = np.array([0.8, -0.36, 0.48])
    across = np.cross(sun, [0.2, 0.4, -0.7])
    across /= np.linalg.norm(across)
    radius = R_EARTH + altitude
    edge = np.arcsin(R_EARTH / radius)
    for offset in np.linspace(-0.008, 0.008, 9):
        position = radius * (-np.cos(edge + offset) * sun + np.sin(edge + offset) * across)
        found = visible_fraction(position, sun, AU, oblate=oblate)
        expected = rays(position, sun, AU, EARTH_FLATTENING if oblate else 0.0)
        assert found == pytest.approx(expected, abs=0.006)


def test_annular_eclipse_beyond_the_tip_of_the_umbra():
    distance = 2.0e9  # the umbra ends near 1.4 million kilometres
    remaining = 1.0 - (np.arcsin(R_EARTH / distance) / np.arcsin(R_SUN / (AU + distance))) ** 2
    found = visible_fraction([-distance, 0.0, 0.0], [1.0, 0.0, 0.0], AU)
    assert found == pytest.approx(remaining, rel=1e-12)
    assert 0.0 < found < 1.0


@given(ANGLE, st.floats(-1.0, 1.0), st.floats(1.01, 8.0), st.booleans())
def test_light_is_a_fraction_and_whole_on_the_day_side(azimuth, sine, radii, oblate):
    level = np.sqrt(1.0 - sine * sine)
    position = radii * R_EARTH * np.array([level * np.cos(azimuth), level * np.sin(azimuth), sine])
    fraction = visible_fraction(position, [1.0, 0.0, 0.0], AU, oblate=oblate)
    assert 0.0 <= fraction <= 1.0
    if position[0] >= 0.0:
        assert fraction == 1.0
    mirrored = visible_fraction(position * [1.0, -1.0, 1.0], [1.0, 0.0, 0.0], AU, oblate=oblate)
    assert mirrored == pytest.approx(float(fraction), abs=1e-12)


def test_no_more_than_the_whole_sun_is_seen_at_first_touch():
    """There the overlap is a difference of numbers that are millions of times larger than itself."""
    radius = R_EARTH + np.geomspace(1e5, 1e8, 2000)
    behind = shadow_threshold(radius**2, AU, 1.0) * (1.0 + 1e-12)
    place = np.stack((-behind, np.sqrt(radius**2 - behind**2), np.zeros_like(radius)), axis=-1)
    found = visible_fraction(place, [1.0, 0.0, 0.0], AU)
    assert found.max() <= 1.0
    np.testing.assert_allclose(found, 1.0, atol=1e-10)


@given(ANGLE, ANGLE, ANGLE, ANGLE)
def test_beta_angle_is_bounded_and_odd(a, b, c, d):
    normal = np.array([np.cos(a) * np.cos(b), np.sin(a) * np.cos(b), np.sin(b)])
    sun = np.array([np.cos(c) * np.cos(d), np.sin(c) * np.cos(d), np.sin(d)])
    beta = beta_angle(normal, sun)
    assert abs(beta) <= np.pi / 2
    assert beta_angle(-normal, sun) == pytest.approx(-float(beta))
    assert np.sin(beta) == pytest.approx(normal @ sun, abs=1e-12)


def disks(elements, elapsed, sign):
    """Angle between the centres of Earth and Sun less that at which their limbs touch; `sign` −1 inside, +1 outside."""
    position, _ = position_velocity(elements, elapsed)
    to_sun = apparent_sun(EPOCH + elapsed) - position
    far, near = np.linalg.norm(to_sun), np.linalg.norm(position)
    apart = np.arccos(-(position @ to_sun) / far / near)
    return apart - np.arcsin(R_EARTH / near) - sign * np.arcsin(R_SUN / far)


@pytest.mark.parametrize(
    "elements",
    [
        sun_synchronous(650e3, 10.5),
        MeanElements(6.9e6, 0.0, 0.9, 1.0, 0.5, 2.0),
        MeanElements(7.3e6, 0.05, 0.9, 2.0, 0.4, 0.3),
        MeanElements(26.5e6, 0.72, 1.107, 1.0, 4.7, 0.3),
        MeanElements(42_164e3, 0.0, 0.01, 0.2, 0.0, 0.0),
    ],
    ids=["sun-synchronous", "low", "eccentric", "molniya", "geostationary"],
)
def test_edges_agree_with_angles_of_disks_under_another_sun(elements):
    passages = eclipse_passages(elements, EPOCH, 120 * DAY)
    found = np.flatnonzero(~np.isnan(passages.umbra_entry))
    assert found.size > 5
    for k in found[:: max(1, found.size // 6)]:
        for edge, sign in zip(passages, (1, -1, -1, 1), strict=True):
            expected = brentq(lambda t, s=sign: disks(elements, t, s), edge[k] - 40.0, edge[k] + 40.0, xtol=1e-5)
            assert edge[k] == pytest.approx(expected, abs=0.5)  # 0.001° of the Sun


@given(st.floats(250e3, 3000e3), st.floats(0.0, 0.1), st.floats(0.0, np.pi), ANGLE, ANGLE, st.booleans())
def test_edges_are_where_the_disks_touch_and_none_is_missed(altitude, eccentricity, tilt, raan, perigee, oblate):
    elements = MeanElements((R_EARTH + altitude) / (1.0 - eccentricity), eccentricity, tilt, raan, perigee)
    duration = 0.25 * DAY
    passages = eclipse_passages(elements, EPOCH, duration, oblate=oblate)
    time = np.arange(0.0, duration, 4.0)
    sun, distance = sun_vector(EPOCH + time)
    fraction = visible_fraction(position_velocity(elements, time)[0], sun, distance, oblate=oblate)
    inside = np.zeros(time.size, dtype=bool)
    near = np.zeros(time.size, dtype=bool)
    for first, umbra, _, last in zip(*passages, strict=True):
        if not np.isnan(first):
            inside |= (time > first) & (time < last)
        for edge in (first, last):
            near |= np.abs(time - edge) < 0.01
        assert np.isnan(umbra) or first < umbra
    # A passage belongs to the duration by its middle: those cut by its ends are left out of the comparison.
    kept = (time > 3000.0) & (time < duration - 3000.0) & ~near
    grazing = fraction > 1.0 - 1e-6
    np.testing.assert_array_equal((inside & ~grazing)[kept], ((fraction < 1.0) & ~grazing)[kept])


def test_umbra_and_penumbra_are_nested_and_ordered_through_a_year():
    passages = eclipse_passages(sun_synchronous(650e3, 6.0), EPOCH, 365 * DAY)
    umbra = ~np.isnan(passages.umbra_entry)
    some = ~np.isnan(passages.penumbra_entry)
    assert np.all(some[umbra])
    assert some.sum() > umbra.sum() > 500  # near the ends of the season the Sun is only partly hidden
    stacked = np.stack(passages)[:, umbra]
    assert np.all(np.diff(stacked, axis=0) > 0.0)
    partial = some & ~umbra
    assert np.all(passages.penumbra_exit[partial] > passages.penumbra_entry[partial])
    assert np.all(np.diff(passages.penumbra_entry[some]) > 5000.0)


def test_edges_are_exact_to_a_millisecond():
    elements = sun_synchronous(650e3, 12.0)
    passages = eclipse_passages(elements, EPOCH, 365 * DAY)
    for edge, outside in zip(passages, (-1.0, -1.0, 1.0, 1.0), strict=True):
        full = edge[~np.isnan(edge)]
        assert full.size > 5300
        before, after = full + outside * 1e-3, full - outside * 1e-3
        fractions = []
        for time in (before, after):
            sun, distance = sun_vector(EPOCH + time)
            fractions.append(visible_fraction(position_velocity(elements, time)[0], sun, distance))
        # Outside the penumbra all of the disk is seen, inside the umbra none, between them a little less or more.
        assert np.all(fractions[0] > fractions[1])


def test_flattened_earth_shortens_a_polar_passage():
    elements = MeanElements(R_EARTH + 650e3, 0.0, np.pi / 2, raan_of_ltan(12 * 3600.0, EPOCH))
    sphere = eclipse_passages(elements, EPOCH, DAY)
    ellipsoid = eclipse_passages(elements, EPOCH, DAY, oblate=True)
    difference = (sphere.umbra_exit - sphere.umbra_entry) - (ellipsoid.umbra_exit - ellipsoid.umbra_entry)
    assert 5.0 < np.nanmin(difference) < np.nanmax(difference) < 40.0  # 21 km of flattening at 7.5 km/s, both limbs


def test_arrays_broadcast():
    sun, distance = sun_vector(EPOCH + np.arange(3.0) * DAY)
    position = np.array([[-7e6, 0.0, 0.0], [0.0, 7e6, 0.0]])[:, None, :]
    fraction = visible_fraction(position, sun, distance)
    assert fraction.shape == (2, 3)
    assert fraction[1, 2] == visible_fraction(position[1, 0], sun[2], distance[2])
    assert beta_angle(position / 7e6, sun).shape == (2, 3)
    axes = np.array([[6.9e6], [7.5e6]])
    passages = eclipse_passages(MeanElements(axes, 0.0, 0.9, [0.0, 1.0, 2.0]), EPOCH, DAY)
    one = eclipse_passages(MeanElements(7.5e6, 0.0, 0.9, 2.0), EPOCH, DAY)
    assert passages.umbra_entry.shape[:2] == (2, 3)
    some = passages.umbra_entry[1, 2]
    alone = one.umbra_entry
    np.testing.assert_allclose(some[~np.isnan(some)], alone[~np.isnan(alone)], atol=1e-5)


def seen_beside(small, large, apart):
    """Share of a disk of radius `small` outside one of radius `large` whose centre is `apart` away: by slices."""

    def hidden(x):
        here, there = small**2 - x**2, large**2 - (x - apart) ** 2
        return 2.0 * np.sqrt(max(min(here, there), 0.0))

    # Where the rims meet, and where the slices of the larger begin.
    kinks = [x for x in ((apart**2 + small**2 - large**2) / (2 * apart), apart - large) if -small < x < small]
    ends = np.unique([-small, *kinks, min(small, apart + large)])
    return 1.0 - sum(quad(hidden, one, other, epsabs=0.0, epsrel=1e-10)[0]
                     for one, other in pairwise(ends)) / (np.pi * small**2)  # fmt: skip


@pytest.mark.parametrize("radius", [6.6e6, 4.2e7, 1.2e9, 2.0e9])
def test_a_partial_eclipse_is_that_of_two_disks(radius):
    """From the first touch to the last: the Earth larger than the Sun, nearly as large, and smaller."""
    sun = np.array([0.6, 0.64, -0.48])
    across = np.cross(sun, [0.0, 0.6, 0.8])
    across /= np.linalg.norm(across)
    seen = []
    earth = np.arcsin(R_EARTH / radius)
    least = max(earth - 0.0052, 1e-4)
    turns = np.linspace(least, earth + 0.0052, 25)
    places = radius * (-np.cos(turns)[:, None] * sun + np.sin(turns)[:, None] * across)
    found = visible_fraction(places, sun, AU)
    for place, fraction in zip(places, found, strict=True):
        to_sun = AU * sun - place
        disk = np.arcsin(R_SUN / np.linalg.norm(to_sun))
        apart = np.arctan2(np.linalg.norm(np.cross(-place, to_sun)), -place @ to_sun)
        if abs(earth - disk) < apart < earth + disk:
            seen.append(fraction)
            # Angles next to 10⁻³ are known to some 10⁻¹⁴ of a radian beside 10⁻¹⁶ of the vectors.
            assert fraction == pytest.approx(seen_beside(disk, earth, apart), abs=1e-9)
        elif apart >= earth + disk:
            assert fraction == 1.0
        else:
            assert fraction == pytest.approx(0.0 if earth >= disk else 1.0 - (earth / disk) ** 2, abs=1e-9)
    assert len(seen) > 8
    assert np.all(np.diff(found) >= 0.0)


@pytest.mark.parametrize("oblate", [False, True])
def test_many_places_are_lit_as_each_alone(oblate):
    """Day, night, penumbra and an annular eclipse under several Suns, in one table."""
    random = np.random.default_rng(8)
    sun = np.array([[1.0, 0.0, 0.0], [0.6, 0.64, -0.48], [0.0, -0.8, 0.6]])
    distance = AU * np.array([0.983, 1.0, 1.017])
    radius = np.array([6.5e6, 7e6, 4.2e7, 2e9])[:, None]
    turns = np.arcsin(R_EARTH / radius) + np.array([-0.3, -0.001, 0.0, 0.002, 0.3])
    side = np.cross(sun, random.normal(size=3))
    side /= np.linalg.norm(side, axis=-1, keepdims=True)
    place = radius[..., None, None] * (-np.cos(turns)[..., None, None] * sun + np.sin(turns)[..., None, None] * side)
    table = visible_fraction(place, sun, distance, oblate=oblate)
    assert table.shape == (4, 5, 3)
    assert {0.0, 1.0} < set(table.ravel().tolist())
    for index in np.ndindex(table.shape):
        alone = visible_fraction(place[index], sun[index[2]], distance[index[2]], oblate=oblate)
        assert float(alone) == pytest.approx(table[index], abs=1e-14)
    assert np.all(visible_fraction(-place[:, 0], sun, distance, oblate=oblate) == 1.0)


def test_the_surface_is_in_the_light_or_in_the_dark():
    """At the radius of the Earth, more or less by rounding, there is no horizon below which a part could hide."""
    azimuth = np.linspace(0.05, 2 * np.pi, 997)
    place = R_EARTH * np.stack((np.cos(azimuth), np.sin(azimuth) * 0.6, np.sin(azimuth) * 0.8), axis=-1)
    lengths = np.sum(place * place, axis=-1)
    assert np.any(lengths < R_EARTH**2)
    assert np.any(lengths > R_EARTH**2)
    light = visible_fraction(place, [1.0, 0.0, 0.0], AU)
    np.testing.assert_array_equal(light[np.cos(azimuth) > 0.01], 1.0)
    np.testing.assert_array_equal(light[np.cos(azimuth) < -0.01], 0.0)


def test_the_sun_along_the_pole_of_an_orbit_stands_at_a_right_angle_whatever_the_rounding():
    random = np.random.default_rng(2)
    normal = random.normal(size=(400, 3))
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    assert np.any(np.sum(normal * normal, axis=-1) > 1.0)
    # Sines a rounding below one are angles ten million times as far from a right one.
    np.testing.assert_allclose(beta_angle(normal, normal), np.pi / 2, atol=5e-8)
    np.testing.assert_allclose(beta_angle(normal, -normal), -np.pi / 2, atol=5e-8)


def test_the_threshold_is_where_the_cone_meets_the_sphere():
    """On the cone through the rim of the Sun: the line from a limb past the Earth is tangent to it."""
    for limb in (-1.0, 0.0, 0.4, 1.0):
        for radius in (6.6e6, 4.2e7):
            behind = float(shadow_threshold(radius**2, AU, limb))
            place = np.array([-behind, np.sqrt(radius**2 - behind**2)])
            # The cone has the half-angle f, sin f = (R⊕ + x R☉)/d, and touches the Earth.
            half = np.arcsin((R_EARTH + limb * R_SUN) / AU)
            ray = np.array([-np.cos(half), np.sin(half)])
            assert abs(place[0] * ray[1] - place[1] * ray[0]) == pytest.approx(R_EARTH, rel=1e-9)
    # Inside the Earth there is no horizon: the threshold is that of its surface.
    assert shadow_threshold(1e12, AU, 1.0) == shadow_threshold(R_EARTH**2, AU, 1.0)


def test_an_oblate_earth_is_a_sphere_in_stretched_space():
    """The Sun included: high over the equator it is farther away there by a thousandth."""
    stretch = np.array([1.0, 1.0, 1.0 / (1.0 - EARTH_FLATTENING)])
    sun = np.array([0.8, -0.45, 0.397])
    sun /= np.linalg.norm(sun)
    side = np.cross(sun, [0.2, 0.4, -0.7])
    side /= np.linalg.norm(side)
    turns = np.arcsin(R_EARTH / 7e6) + np.linspace(-0.012, 0.008, 41)[:, None]
    place = 7e6 * (-np.cos(turns) * sun + np.sin(turns) * side)
    found = visible_fraction(place, sun, AU, oblate=True)
    assert np.sum((found > 0.0) & (found < 1.0)) > 5
    far = AU * sun * stretch
    length = np.linalg.norm(far)
    np.testing.assert_allclose(found, visible_fraction(place * stretch, far / length, length), rtol=0.0, atol=1e-10)
