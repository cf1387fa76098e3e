"""Constellations: Walker's published example, satellite by satellite motion, symmetry."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.constants import DAY, R_EARTH
from studio.physics.constellation import closest_approach, constellation_positions, walker
from studio.physics.orbit import MeanElements, orbit_frame, position_velocity


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
