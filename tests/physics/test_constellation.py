"""Constellations: Walker's published example, satellite by satellite motion, symmetry."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from studio.physics.constants import DAY, R_EARTH
from studio.physics.constellation import (
    Slots,
    closest_approach,
    constellation_positions,
    ring_approach,
    ring_count,
    shell_separation,
    walker,
)
from studio.physics.orbit import MeanElements, orbit_frame, position_velocity, sun_synchronous_inclination
from studio.physics.relative_motion import gravity, reference_orbit, states


def test_galileo_pattern():
    # Walker 24/3/1: nodes 120° apart, satellites 45° apart in a plane, neighbours in the next plane 15° ahead.
    slots = walker(3, 8, phasing=1.0)
    assert slots.plane.tolist() == [0] * 8 + [1] * 8 + [2] * 8
    np.testing.assert_allclose(np.degrees(slots.raan[::8]), [0.0, 120.0, 240.0])
    np.testing.assert_allclose(np.degrees(slots.anomaly[:3]), [0.0, 45.0, 90.0])
    np.testing.assert_allclose(np.degrees(slots.anomaly[[8, 16]]), [15.0, 30.0])


def test_star_and_single_plane():
    np.testing.assert_allclose(np.degrees(walker(6, 11, node_spread=np.pi).raan[::11]), np.arange(6) * 30.0)
    assert np.all(walker(2, 5, node_spread=0.0).raan == 0.0)


@pytest.mark.parametrize(("planes", "per_plane"), [(0, 3), (3, 0), (-1, 2)])
def test_an_empty_constellation_is_refused(planes, per_plane):
    with pytest.raises(ValueError, match="at least one plane"):
        walker(planes, per_plane)


@given(
    st.integers(1, 6),
    st.integers(1, 6),
    st.floats(0.0, 0.3),
    st.floats(0.0, np.pi),
    st.floats(0.0, 30 * DAY),
)
def test_every_satellite_moves_as_if_alone(planes, per_plane, eccentricity, tilt, elapsed):
    elements = MeanElements(1.1e7, eccentricity, tilt, 0.3, 0.8, 1.9)
    slots = walker(planes, per_plane, phasing=0.5)
    together = constellation_positions(elements, slots, elapsed)
    alone, _ = position_velocity(
        MeanElements(1.1e7, eccentricity, tilt, 0.3 + slots.raan, 0.8, 1.9 + slots.anomaly), elapsed
    )
    np.testing.assert_allclose(together, alone, atol=1e-2)


def test_walker_delta_looks_the_same_from_every_plane():
    planes, per_plane, phasing = 5, 8, 2.0
    slots = walker(planes, per_plane, phasing)
    lead = phasing * 2 * np.pi / (planes * per_plane)
    here = constellation_positions(MeanElements(R_EARTH + 650e3, 0.0, 0.9, 0.4, 0.0, 0.2 + lead), slots)
    there = constellation_positions(MeanElements(R_EARTH + 650e3, 0.0, 0.9, 0.4 + 2 * np.pi / planes, 0.0, 0.2), slots)
    apart = np.linalg.norm(there[:, None] - here[None], axis=-1)
    assert apart.min(axis=1).max() > 1e5  # without Walker's phasing undone, the patterns differ
    there = constellation_positions(
        MeanElements(R_EARTH + 650e3, 0.0, 0.9, 0.4 + 2 * np.pi / planes, 0.0, 0.2 + 2 * lead), slots
    )
    apart = np.linalg.norm(there[:, None] - here[None], axis=-1)
    assert apart.min(axis=1).max() < 1e-2
    np.testing.assert_allclose(here.sum(axis=0), 0.0, atol=1e-3)


def test_single_precision_is_metres_off_after_a_month():
    elements = MeanElements(R_EARTH + 650e3, 0.0, 1.7, 0.4, 0.0, 0.2)
    slots = walker(50, 400, phasing=3.0)
    exact = constellation_positions(elements, slots, 30 * DAY)
    single = constellation_positions(elements, slots, 30 * DAY, dtype=np.float32)
    assert single.dtype == np.float32
    assert np.max(np.abs(single - exact)) < 5.0


def test_arrays_broadcast():
    elements = MeanElements(7e6, 0.01, 0.9, 0.4, 0.1, 0.2)
    slots = walker(2, 3)
    times = np.array([[0.0, 60.0, 120.0], [10.0, 20.0, 30.0]])
    positions = constellation_positions(elements, slots, times)
    assert positions.shape == (2, 3, 6, 3)
    np.testing.assert_allclose(positions[1, 2], constellation_positions(elements, slots, 30.0), atol=1e-6)


@given(
    st.integers(1, 7),
    st.integers(1, 6),
    st.integers(0, 6),
    st.floats(0.0, 3.1),
    st.sampled_from([2 * np.pi, np.pi, 0.4]),
)
def test_closest_approach_is_that_of_a_search(
    planes: int, per_plane: int, phasing: int, tilt: float, spread: float
) -> None:
    slots = walker(planes, per_plane, phasing, spread)
    found = float(closest_approach(7.0e6, tilt, slots))
    if planes * per_plane == 1:
        assert found == np.inf
        return
    angle = np.linspace(0.0, 2 * np.pi, 1441)[:, None]
    latitude = angle + slots.anomaly
    node, ahead, _ = orbit_frame(slots.raan, tilt)
    place = 7.0e6 * (np.cos(latitude)[..., None] * node + np.sin(latitude)[..., None] * ahead)
    gaps = np.linalg.norm(place[:, 1:] - place[:, :1], axis=-1)
    searched = float(gaps.min())
    # The search steps over the very closest moment by at most half of a quarter of a degree.
    rounding = 7.0e6 * np.sqrt(8 * np.finfo(float).eps)  # of a cosine next to one
    assert found <= searched + rounding
    assert found >= searched - 0.0023 * 7.0e6
    every = np.linalg.norm(place[:, :, None] - place[:, None], axis=-1)
    every[:, np.arange(len(slots.raan)), np.arange(len(slots.raan))] = np.inf
    assert found <= float(every.min()) + rounding


def test_closest_approach_broadcasts_over_orbits() -> None:
    slots = walker(3, 4, 1)
    both = closest_approach([7.0e6, 8.0e6], [0.9, 1.2], slots)
    assert both.shape == (2,)
    assert both[1] == pytest.approx(float(closest_approach(8.0e6, 1.2, slots)))


def test_rings_are_filled_with_what_keeps_the_spacing() -> None:
    assert ring_count(7.0e6, 2 * np.pi * 7.0e6 / 50) == 50
    assert ring_count(7.0e6, 2 * np.pi * 7.0e6 / 50.5) == 50
    assert ring_count(7.0e6, 1e9) == 1
    with pytest.raises(ValueError, match="spacing"):
        ring_count(7.0e6, 0.0)


@pytest.mark.parametrize(("spacing", "eccentricity"), [(5e3, 0.0), (50e3, 0.0), (50e3, 0.001)])
def test_shells_stay_apart_as_flights_about_the_oblate_earth_do(spacing: float, eccentricity: float) -> None:
    """Heights of two shells at the same latitudes, short-period terms included, from an integration."""
    axis = R_EARTH + 600e3 + spacing * np.arange(2)
    tilt = sun_synchronous_inclination(axis)
    found = float(shell_separation(axis, tilt, eccentricity)[0])
    excursion = eccentricity * float(axis.sum())
    heights = []
    grid = np.linspace(0.0, 0.98, 50)
    for a, i in zip(axis, tilt, strict=True):
        centre = reference_orbit(a, i, 0.0)
        place, speed = states(centre, np.zeros(1), np.zeros(1), np.zeros(1), np.zeros(1))
        start = np.concatenate((place.ravel(), speed.ravel()))
        rise = solve_ivp(lambda _, y: np.concatenate((y[3:], gravity(y[:3]))), (0.0, 3000.0), start, method="DOP853",
                         rtol=1e-12, atol=1e-6, t_eval=np.linspace(0.0, 3000.0, 3001)).y[:3]  # fmt: skip
        radius = np.linalg.norm(rise, axis=0)
        sine = rise[2] / radius
        climbing = slice(0, int(np.argmax(sine)))
        heights.append(np.interp(grid, sine[climbing], radius[climbing]))
    gap = float(np.min(heights[1] - heights[0]))
    assert found + excursion == pytest.approx(gap, abs=5.0)  # terms in J2²
    assert found < spacing


@given(st.integers(2, 12), st.floats(100.0, 1e5), st.floats(0.0, np.pi), st.floats(0.0, 0.01))
def test_shells_are_never_farther_apart_than_their_spacing(
    count: int, spacing: float, tilt: float, eccentricity: float
) -> None:
    axis = R_EARTH + 500e3 + spacing * np.arange(count)
    found = shell_separation(axis, tilt, eccentricity)
    assert found.shape == (count - 1,)
    assert np.all(found <= spacing * (1 + 2e-3) - eccentricity * 1.3e7)


def test_a_constellation_of_many_blocks_is_each_satellite_alone() -> None:
    """Places are computed some thousand at a time: the ones on either side of each seam, at two times."""
    slots = walker(7, 2500, phasing=2.0)
    for eccentricity in (0.0, 0.1):
        elements = MeanElements(9e6, eccentricity, 0.9, 0.4, 0.7, 0.2)
        times = np.array([0.0, 1e5])
        together = constellation_positions(elements, slots, times)
        assert together.shape == (2, 17_500, 3)
        some = np.array([0, 4095, 4096, 8190, 8191, 8192, 8193, 16383, 16384, 17_499])
        alone, _ = position_velocity(
            MeanElements(9e6, eccentricity, 0.9, 0.4 + slots.raan[some], 0.7, 0.2 + slots.anomaly[some]), times[:, None]
        )
        np.testing.assert_allclose(together[:, some], alone, atol=1e-2)


@pytest.mark.parametrize(("satellites", "inclination"), [(1, 0.9), (2, 0.9), (3, 1.7), (7, 0.0), (60, 1.2)])
def test_neighbours_on_a_ring_are_a_chord_apart(satellites: int, inclination: float) -> None:
    """2 a sin(π/n); of one satellite its neighbour is itself. The neighbours stand for all of the ring."""
    found = float(ring_approach(7.0e6, inclination, satellites))
    # A chord from a cosine next to one is known to a few metres.
    rounding = 7.0e6 * np.sqrt(8 * np.finfo(float).eps)
    assert found == pytest.approx(2 * 7.0e6 * np.sin(np.pi / satellites) if satellites > 1 else 0.0, abs=rounding)
    if satellites > 1:
        every = closest_approach(7.0e6, inclination, walker(1, satellites))
        assert found == pytest.approx(float(every), abs=rounding)


def test_rings_and_approaches_broadcast() -> None:
    axes, tilts, numbers = np.array([[7e6], [8e6]]), np.array([0.3, 1.1, 1.7]), np.array([[2.0], [9.0]])
    both = ring_approach(axes, tilts, numbers)
    assert both.shape == (2, 3)
    np.testing.assert_allclose(both, np.tile(2 * axes * np.sin(np.pi / numbers), (1, 3)), rtol=1e-9)
    np.testing.assert_array_equal(ring_count([[7e6], [8e6]], [1e6, 2e6]), [[43, 21], [50, 25]])
    assert ring_count(7e6, 1e6).dtype == np.int64
    with pytest.raises(ValueError, match="spacing"):
        ring_count(7e6, [1e6, -1.0])


def test_places_of_satellites_that_each_have_their_own_slots() -> None:
    """Slots with axes of their own beside those of the orbits."""
    fans = [walker(3, 4, phasing) for phasing in (0.0, 1.0, 2.0)]
    slots = Slots(fans[0].plane, np.stack([fan.raan for fan in fans]), np.stack([fan.anomaly for fan in fans]))
    tilts = np.array([0.5, 0.9, 1.3])
    both = closest_approach(7e6, tilts, slots)
    assert both.shape == (3,)
    np.testing.assert_allclose(both, [float(closest_approach(7e6, tilt, fan))
                                      for tilt, fan in zip(tilts, fans, strict=True)])  # fmt: skip
    assert closest_approach([7e6, 8e6], 0.9, walker(1, 1)).tolist() == [np.inf, np.inf]


def test_shells_in_a_table_are_those_of_each_pair() -> None:
    axis = R_EARTH + np.array([[500e3, 510e3, 530e3], [600e3, 650e3, 651e3]])
    tilt, eccentricity = np.array([[0.9, 1.0, 1.7], [1.2, 1.2, 0.1]]), np.array([[0.0], [0.002]])
    table = shell_separation(axis, tilt, eccentricity)
    assert table.shape == (2, 2)
    for row, column in np.ndindex(2, 2):
        pair = slice(column, column + 2)
        alone = shell_separation(axis[row, pair], tilt[row, pair], eccentricity[row, 0])
        assert table[row, column] == pytest.approx(float(alone[0]), abs=1e-6)
        excursion = float(eccentricity[row, 0]) * float(axis[row, pair].sum())
        assert table[row, column] + excursion == pytest.approx(
            float(shell_separation(axis[row, pair], tilt[row, pair])[0]), abs=1e-6)  # fmt: skip
    # Shells on planes that are tilted alike keep nearly their spacing; on others J2 lifts one by kilometres.
    assert shell_separation(axis[1, :2], 1.2)[0] == pytest.approx(50e3, rel=1e-2)
    height = [np.linalg.norm(states(reference_orbit(a, i, 0.0), *(np.zeros(1) for _ in range(4)))[0])
              for a, i in zip(axis[0], tilt[0], strict=True)]  # fmt: skip  # over the equator
    np.testing.assert_allclose(np.diff(height), table[0], atol=5.0)


def test_a_spread_of_phasing_and_nodes_is_even() -> None:
    slots = walker(4, 3, phasing=0.5, node_spread=0.8)
    np.testing.assert_allclose(slots.raan, np.repeat([0.0, 0.2, 0.4, 0.6], 3))
    np.testing.assert_allclose(slots.anomaly[:3], [0.0, 2 * np.pi / 3, 4 * np.pi / 3])
    np.testing.assert_allclose(slots.anomaly[3::3], 0.5 * 2 * np.pi / 12 * np.arange(1, 4))
    assert np.all((slots.anomaly >= 0.0) & (slots.anomaly < 2 * np.pi))
    assert walker(1, 1).anomaly.tolist() == [0.0]
    with pytest.raises(ValueError, match="at least one plane"):
        walker(1, 0)


def test_at_the_epoch_satellites_are_where_the_elements_say() -> None:
    elements, slots = MeanElements(7e6, 0.0, 0.9, 0.4, 0.1, 0.2), walker(2, 3)
    now = constellation_positions(elements, slots)
    np.testing.assert_array_equal(now, constellation_positions(elements, slots, 0.0))
    node, ahead, _ = orbit_frame(0.4, 0.9)
    np.testing.assert_allclose(now[0], 7e6 * (np.cos(0.3) * node + np.sin(0.3) * ahead), atol=1e-6)
