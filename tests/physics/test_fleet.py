"""Fleets: the compiled kernels against the reference, and that against the orbit and the shadow of one satellite."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from studio.physics.constants import DAY, R_EARTH
from studio.physics.constellation import walker
from studio.physics.fleet import compiled, reference
from studio.physics.fleet.orbits import CircularOrbits, circular_orbits, joined, rebased
from studio.physics.fleet.planes import Planes, all_planes, expand, plane_light, plane_of, walker_planes
from studio.physics.illumination import visible_fraction
from studio.physics.orbit import MeanElements, position_velocity, secular_rates
from studio.physics.sun import sun_vector

EPOCH = 8.4e8


def fleet(count: int = 3000, seed: int = 7) -> CircularOrbits:
    rng = np.random.default_rng(seed)
    return circular_orbits(R_EARTH + rng.uniform(3e5, 2e6, count), rng.uniform(0.0, np.pi, count),
                           rng.uniform(0.0, 7.0, count), rng.uniform(0.0, 7.0, count))  # fmt: skip


def test_places_are_those_of_the_mean_elements() -> None:
    axis, tilt, node, place = 7.0e6 + np.arange(5) * 1e5, np.linspace(0.4, 2.0, 5), np.arange(5.0), np.arange(5.0) / 3
    orbits = circular_orbits(axis, tilt, node, place)
    found = np.empty((5, 3))
    reference.positions(orbits, 40 * DAY, found)
    expected, _ = position_velocity(MeanElements(axis, 0.0, tilt, node, 0.0, place), 40 * DAY)
    np.testing.assert_allclose(found, expected, atol=1e-4)


@given(st.floats(-3e8, 3e8), st.integers(0, 2**32 - 1))
@settings(max_examples=20, deadline=None)
def test_compiled_places_are_those_of_the_reference(elapsed: float, seed: int) -> None:
    orbits = fleet(257, seed)
    ours, theirs = np.empty((257, 3)), np.empty((257, 3))
    compiled.positions(orbits, elapsed, ours)
    reference.positions(orbits, elapsed, theirs)
    # Ten years are 3e5 rad: their last digit is 6e-11 of a radius of 8e6 m.
    np.testing.assert_allclose(ours, theirs, atol=1e-3)
    np.testing.assert_allclose(np.linalg.norm(ours, axis=1), orbits.radius, rtol=1e-14)


def test_places_for_drawing_are_a_few_metres_off() -> None:
    orbits = fleet()
    exact = np.empty((orbits.size, 3))
    reference.positions(orbits, 30 * DAY, exact)
    for kernels in (reference, compiled):
        drawn = np.empty((orbits.size, 3), dtype=np.float32)
        kernels.positions(orbits, 30 * DAY, drawn)
        assert 0.0 < np.max(np.abs(drawn - exact)) < 6.0


def test_sines_and_cosines_all_round() -> None:
    """A circle of unit radius in its own plane shows cosine and sine of the argument of latitude as they are."""
    angle = np.concatenate((np.linspace(-7.0, 7.0, 20_001), np.arange(-16.0, 17.0) * (np.pi / 4), [0.0, 1e-9, 3e5]))
    none, one = np.zeros(angle.size), np.ones(angle.size)
    circle = CircularOrbits(one, one, none, none, none, angle, none)
    for kind, tolerance in ((np.float64, 1.2e-15), (np.float32, 5e-7)):
        found = np.empty((angle.size, 3), dtype=kind)
        compiled.positions(circle, 0.0, found)
        slack = tolerance + np.spacing(np.abs(angle))
        assert np.all(np.abs(found[:, 0] - np.cos(angle)) <= slack)
        assert np.all(np.abs(found[:, 1] - np.sin(angle)) <= slack)
        assert np.all(found[:, 2] == 0.0)


@pytest.mark.parametrize("kernels", [reference, compiled])
def test_light_is_that_of_one_satellite(kernels) -> None:
    orbits = fleet(20_000)
    sun, distance = sun_vector(EPOCH)
    place, share = np.empty((orbits.size, 3)), np.empty(orbits.size, dtype=np.float32)
    reference.positions(orbits, DAY, place)
    expected = visible_fraction(place, sun, distance, oblate=True)
    total = kernels.light(orbits, DAY, sun, float(distance), share)
    assert np.any((expected > 0.0) & (expected < 1.0))
    np.testing.assert_allclose(share, expected, atol=2e-7)
    assert total == pytest.approx(expected.sum(), rel=1e-6)


@pytest.mark.parametrize("kernels", [reference, compiled])
def test_sums_are_those_of_single_instants(kernels) -> None:
    orbits = fleet(9001)
    elapsed = np.linspace(0.0, DAY, 5)
    sun, distance = sun_vector(EPOCH + elapsed)
    sums, shares = np.zeros(5), np.zeros(orbits.size)
    kernels.light_sums(orbits, elapsed, sun, distance, sums, shares)
    each = np.empty((5, orbits.size), dtype=np.float32)
    for k in range(5):
        reference.light(orbits, float(elapsed[k]), sun[k], float(distance[k]), each[k])
    np.testing.assert_allclose(sums, each.sum(axis=1, dtype=np.float64), rtol=1e-6)
    np.testing.assert_allclose(shares, each.sum(axis=0, dtype=np.float64), atol=1e-5)
    assert sums.sum() == pytest.approx(shares.sum())


def test_later_epoch_is_the_same_motion() -> None:
    orbits = fleet(100)
    here, there = np.empty((100, 3)), np.empty((100, 3))
    reference.positions(orbits, 5 * DAY, here)
    reference.positions(rebased(orbits, 4 * DAY), DAY, there)
    np.testing.assert_allclose(here, there, atol=1e-4)


def test_fleets_join_in_order() -> None:
    first, second = fleet(3, 1), fleet(4, 2)
    both = joined([first, second])
    assert both.size == 7
    np.testing.assert_array_equal(both.part(slice(3, None)).raan, second.raan)


def test_unless_told_otherwise_an_orbit_begins_at_its_node_on_the_equinox() -> None:
    place = np.empty((2, 3))
    reference.positions(circular_orbits([7e6, 8e6], [0.4, 1.7]), 0.0, place)
    np.testing.assert_array_equal(place, [[7e6, 0.0, 0.0], [8e6, 0.0, 0.0]])


def test_orbit_needs_a_radius() -> None:
    with pytest.raises(ValueError, match="radius"):
        circular_orbits([7e6, -1.0], 1.0)
    with pytest.raises(ValueError, match="one row"):
        circular_orbits(np.full((2, 2), 7e6), 1.0)


def test_planes_hold_their_satellites_evenly() -> None:
    planes = Planes(np.array([7e6, 7.2e6]), np.array([0.5, 1.7]), np.array([0.1, 0.2]), np.array([0.3, 0.0]),
                    np.array([4, 3]), np.array([0, 1]), np.full(2, 2 * np.pi))  # fmt: skip
    orbits = expand(planes)
    assert orbits.size == planes.satellites == 7
    np.testing.assert_allclose(orbits.latitude, [*(0.3 + np.pi / 2 * np.arange(4)), *(2 * np.pi / 3 * np.arange(3))])
    assert [plane_of(planes, k) for k in range(7)] == [0, 0, 0, 0, 1, 1, 1]


def test_light_of_planes_is_the_mean_of_their_satellites() -> None:
    rng = np.random.default_rng(3)
    tilt, node = rng.uniform(0.0, np.pi, 40), rng.uniform(0.0, 6.28, 40)
    planes = Planes(R_EARTH + rng.uniform(4e5, 2e6, 40), tilt, node, np.zeros(40), np.full(40, 2000), np.arange(40),
                    np.full(40, 2 * np.pi))
    elapsed = np.array([0.0, 100 * DAY])
    sun, distance = sun_vector(EPOCH + elapsed)
    found = plane_light(planes, elapsed, sun, distance)
    orbits = expand(planes)
    for k in range(2):
        share = np.empty(orbits.size, dtype=np.float32)
        compiled.light(orbits, float(elapsed[k]), sun[k], float(distance[k]), share)
        # One satellite in 2,000 either way, and the penumbra where it is grazed.
        np.testing.assert_allclose(found[k], share.reshape(40, 2000).mean(axis=1), atol=1e-3)


def test_plane_facing_the_sun_is_always_lit() -> None:
    sun, distance = sun_vector(np.array([EPOCH]))
    x, y, z = sun[0]
    planes = Planes(np.array([7.5e6]), np.array([np.arccos(z)]), np.array([np.arctan2(x, -y)]), np.zeros(1),
                    np.array([10]), np.zeros(1, dtype=np.int64), np.full(1, 2 * np.pi))  # fmt: skip
    assert plane_light(planes, np.zeros(1), sun, distance) == 1.0


def test_planes_of_a_walker_constellation_are_its_slots() -> None:
    slots = walker(6, 5, 2, np.pi)
    orbits = expand(walker_planes(7e6, 1.0, 0.4, 6, 5, 2, np.pi))
    np.testing.assert_allclose(orbits.raan, 0.4 + slots.raan)
    np.testing.assert_allclose(np.exp(1j * orbits.latitude), np.exp(1j * slots.anomaly), atol=1e-12)


def lit_by_search(axis: float, tilt: float, node: float, sun: np.ndarray, distance: float) -> float:
    """Share of a circle from which more than half of the Sun is seen, between edges found by bracketing."""

    def seen(latitude):
        place, _ = position_velocity(MeanElements(axis, 0.0, tilt, node, 0.0, latitude), 0.0)
        return visible_fraction(place, sun, distance, oblate=True) - 0.5

    grid = np.linspace(0.0, 2.0 * np.pi, 721)
    values = seen(grid)
    edges = [brentq(seen, grid[k], grid[k + 1], xtol=1e-9) for k in np.flatnonzero(np.diff(np.sign(values)))]
    if not edges:
        return float(values[0] > 0.0)
    first, last = edges
    inner = (last - first) / (2.0 * np.pi)
    return inner if seen(0.5 * (first + last)) > 0.0 else 1.0 - inner


FEW = Planes(R_EARTH + np.array([3e5, 7e5, 2e6, 3.58e7, 5.5e5, 1.2e6]), np.array([0.9, 1.7, 2.5, 0.1, 1.2, 1.57]),
             np.array([0.3, 1.0, 5.0, 2.0, 3.3, 4.1]), np.zeros(6), np.full(6, 9), np.arange(6),
             np.full(6, 2 * np.pi))  # fmt: skip
ELAPSED = np.array([0.0, 20 * DAY, 110 * DAY])


def test_light_of_planes_is_that_between_the_edges_of_the_shadow() -> None:
    """Weeks later, too, when the nodes have turned as secular rates have it."""
    sun, distance = sun_vector(EPOCH + ELAPSED)
    found = plane_light(FEW, ELAPSED, sun, distance)
    assert found.shape == (3, 6)
    rates = secular_rates(FEW.axis, 0.0, FEW.inclination).raan
    for t, p in np.ndindex(3, 6):
        node = float(FEW.raan[p] + rates[p] * ELAPSED[t])
        expected = lit_by_search(float(FEW.axis[p]), float(FEW.inclination[p]), node, sun[t], float(distance[t]))
        # The rim of the Earth is curved over the width of the Sun, so that half of it is not quite its middle: a
        # hundredth of its radius at most, 6e-5 rad of the circle.
        assert found[t, p] == pytest.approx(expected, abs=1e-5)
    assert np.sum((found > 0.55) & (found < 0.95)) > 8


def test_a_circle_about_a_point_source_far_away_has_the_textbook_share() -> None:
    """In the equator, the Sun in it: dark is 2 asin(R/a) but for the half of the disk, which is a ray to its middle."""
    axis = R_EARTH + np.array([4e5, 1e6, 8e6])
    planes = walker_planes(axis, 0.0, 0.0, 1, 4)
    found = plane_light(planes, np.zeros(1), np.array([[0.6, 0.8, 0.0]]), np.array([1e15]))[:, 0, 0]
    np.testing.assert_allclose(found, 1.0 - np.arcsin(R_EARTH / axis) / np.pi, atol=1e-8)


def test_planes_of_many_fleets_and_times_are_each_alone() -> None:
    shape = Planes(*(np.stack((field, np.roll(field, 2))) for field in FEW))
    sun, distance = sun_vector(EPOCH + ELAPSED)
    together = plane_light(shape, ELAPSED, sun, distance)
    assert together.shape == (2, 3, 6)
    for fleet_, t, p in np.ndindex(2, 3, 6):
        one = Planes(*(field[fleet_, p : p + 1] for field in shape))
        alone = plane_light(one, ELAPSED[t : t + 1], sun[t : t + 1], distance[t : t + 1])
        assert together[fleet_, t, p] == pytest.approx(float(alone[0, 0]), rel=1e-14)


def test_fans_of_planes_are_spread_as_told() -> None:
    planes = walker_planes(7e6, 1.0, 6.0, 4, 10, 3, 2.0, shell=5, spread=0.25)
    np.testing.assert_allclose(planes.raan, np.array([6.0, 6.5, 7.0, 7.5]) % (2 * np.pi), rtol=1e-14)
    np.testing.assert_allclose(planes.latitude, 2 * np.pi * 3 * np.arange(4) / 40, rtol=1e-14)
    assert planes.shell.tolist() == [5] * 4
    assert planes.number.tolist() == [10] * 4
    assert planes.satellites == 40
    assert planes.spread.tolist() == [0.25] * 4
    orbits = expand(planes)
    np.testing.assert_allclose(orbits.latitude[10:20], planes.latitude[1] + 0.025 * np.arange(10), rtol=1e-13)
    np.testing.assert_allclose(orbits.raan, np.repeat(planes.raan, 10))
    # Phases of several turns are places on the circle, not more than a turn.
    many = walker_planes(7e6, 1.0, 0.0, 8, 2, 7)
    np.testing.assert_allclose(many.latitude, (2 * np.pi * 7 * np.arange(8) / 16) % (2 * np.pi), rtol=1e-13)
    assert np.all(many.latitude < 2 * np.pi)
    np.testing.assert_allclose(np.diff(many.raan), np.pi / 4, rtol=1e-12)  # all round, unless told otherwise
    assert many.spread.tolist() == [2 * np.pi] * 8
    assert many.shell.tolist() == [0] * 8
    assert walker_planes(7e6, 1.0, 0.0, 3, 2).latitude.tolist() == [0.0] * 3  # side by side, unless told otherwise


def test_fans_of_many_fleets_are_each_alone() -> None:
    axis, lead = np.array([[7.0e6], [7.5e6]]), np.array([0.0, 1.0, 2.0])
    together = walker_planes(axis, 1.2, 0.5, 4, 6, lead, 3.0)
    assert together.raan.shape[-1] == together.latitude.shape[-1] == 4
    for row, column in np.ndindex(2, 3):
        alone = walker_planes(float(axis[row, 0]), 1.2, 0.5, 4, 6, float(lead[column]), 3.0)
        for name in Planes._fields:
            whole = np.broadcast_to(getattr(together, name), (2, 3, 4))
            np.testing.assert_allclose(whole[row, column], getattr(alone, name), rtol=1e-14, err_msg=name)


def test_planes_of_several_fans_follow_one_another() -> None:
    one, other = walker_planes(7e6, 1.0, 0.0, 2, 3), walker_planes(7.2e6, 0.5, 1.0, 3, 4, shell=1)
    both = all_planes([one, other])
    assert both.number.tolist() == [3, 3, 4, 4, 4]
    assert both.shell.tolist() == [0, 0, 1, 1, 1]
    assert both.satellites == 18
    np.testing.assert_array_equal(both.axis, [7e6, 7e6, 7.2e6, 7.2e6, 7.2e6])
    assert [plane_of(both, k) for k in (0, 2, 3, 5, 6, 9, 10, 17)] == [0, 0, 1, 1, 2, 2, 3, 4]
    orbits = expand(both)
    assert orbits.size == 18
    np.testing.assert_allclose(orbits.latitude[6:10] - both.latitude[2], 0.5 * np.pi * np.arange(4), atol=1e-12)
