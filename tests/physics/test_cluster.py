"""Lattice clusters: the published one, and the equations of relative motion integrated."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from studio.physics.cluster import (
    cluster_extent,
    cluster_lattice,
    cluster_positions,
    fastest_member,
    relative_position,
    relative_velocity,
)
from studio.physics.constants import MU_EARTH
from studio.physics.orbit import mean_motion, orbit_frame, period, semi_major_axis

PUBLISHED = json.loads((Path(__file__).parents[1] / "data" / "suncatcher_cluster.json").read_text())
STEP, RADIUS = float(PUBLISHED["lattice_step_m"]), float(PUBLISHED["cluster_radius_m"])
AXIS = float(semi_major_axis(1e3 * PUBLISHED["altitude_km"]))


def close(found, case):
    if "relative_tolerance" in case:
        assert found == pytest.approx(case["value"], rel=case["relative_tolerance"])
    else:
        assert found == pytest.approx(case["value"], abs=case["tolerance"])


def test_published_cluster():
    members = cluster_lattice(RADIUS, STEP)
    extent = cluster_extent(members, STEP)
    assert members.shape == (PUBLISHED["satellites"], 2)
    close(extent.neighbour_min, PUBLISHED["nearest_min_m"])
    close(extent.neighbour_max, PUBLISHED["nearest_max_m"])
    close(extent.diagonal_max, PUBLISHED["diagonal_max_m"])
    close(extent.radial_half_extent, PUBLISHED["radial_half_extent_m"])
    close(extent.along_track_half_extent, PUBLISHED["along_track_half_extent_m"])
    assert extent.cycles_per_orbit == PUBLISHED["shape_cycles_per_orbit"]
    close(float(period(AXIS)) / 60.0, PUBLISHED["orbit_period_min"])
    close(float(fastest_member(members, AXIS)), PUBLISHED["max_relative_speed_m_s"])


def test_extent_is_what_the_motion_shows():
    members = cluster_lattice(RADIUS, STEP)
    extent = cluster_extent(members, STEP)
    angle = np.linspace(0.0, 2 * np.pi, 721)[:, None]
    radial, along = relative_position(members, angle)
    gap = np.hypot(radial[:, :, None] - radial[:, None], along[:, :, None] - along[:, None])
    difference = np.linalg.norm(members[:, None] - members[None], axis=-1) / STEP
    lattice, diagonal = gap[:, np.isclose(difference, 1.0)], gap[:, np.isclose(difference, np.sqrt(2.0))]
    assert lattice.min() == pytest.approx(extent.neighbour_min, rel=1e-6)
    assert lattice.max() == pytest.approx(extent.neighbour_max, rel=1e-6)
    assert diagonal.max() == pytest.approx(extent.diagonal_max, rel=1e-4)
    assert np.abs(radial).max() == pytest.approx(extent.radial_half_extent, rel=1e-4)
    assert np.abs(along).max() == pytest.approx(extent.along_track_half_extent, rel=1e-4)
    half = (angle.size - 1) // 2
    np.testing.assert_allclose(gap[:half], gap[half : 2 * half], atol=1e-8)  # the shape repeats after half an orbit
    assert np.ptp(gap[: half // 2 + 1], axis=0).max() > STEP  # but not sooner
    speed = np.hypot(*relative_velocity(members, angle, mean_motion(AXIS)))
    assert speed.max() == pytest.approx(float(fastest_member(members, AXIS)), rel=1e-4)


@given(st.floats(-500.0, 500.0), st.floats(-500.0, 500.0), st.floats(0.0, 6.2))
def test_motion_obeys_the_equations_of_hill(u, v, angle):
    n, h = float(mean_motion(AXIS)), 1e-4
    (xb, yb), (x, y), (xa, ya) = (relative_position([u, v], angle + k * h) for k in (-1, 0, 1))
    vx, vy = relative_velocity([u, v], angle, n)
    assert vx == pytest.approx((xa - xb) / (2 * h) * n, abs=1e-6)
    assert vy == pytest.approx((ya - yb) / (2 * h) * n, abs=1e-6)
    ax, ay = ((a - 2 * m + b) / h**2 * n * n for a, m, b in ((xa, x, xb), (ya, y, yb)))
    assert ax - 2 * n * vy - 3 * n * n * x == pytest.approx(0.0, abs=1e-8)
    assert ay + 2 * n * vx == pytest.approx(0.0, abs=1e-8)


def test_cluster_stays_together_in_true_gravity():
    n = float(mean_motion(AXIS))
    node, ahead, normal = orbit_frame(1.0, 1.7)
    member = np.array([[300.0, 400.0]])
    turn = 2 * np.pi / n
    times = np.linspace(0.0, turn, 13)

    def centre(t):
        return AXIS * (np.cos(n * t) * node + np.sin(n * t) * ahead)

    x, y = (float(c[0]) for c in relative_position(member, 0.0))
    vx, vy = (float(c[0]) for c in relative_velocity(member, 0.0, n))
    start = centre(0.0) + x * node + y * ahead
    velocity = AXIS * n * ahead + (vx - n * y) * node + (vy + n * x) * ahead
    flight = solve_ivp(
        lambda _, s: np.concatenate((s[3:], -MU_EARTH * s[:3] / np.linalg.norm(s[:3]) ** 3)),
        (0.0, turn), np.concatenate((start, velocity)), method="DOP853", t_eval=times, rtol=1e-12, atol=1e-6,
    ).y[:3].T  # fmt: skip
    path = cluster_positions(member, n * times, np.stack([centre(t) for t in times]), normal)[:, 0]
    # The linear equations leave out terms of the second order, q²/a ≈ 0.05 m, times the few that grow along the track.
    assert np.max(np.linalg.norm(flight - path, axis=-1)) < 3.0


@given(st.floats(0.0, 2000.0), st.floats(40.0, 300.0))
def test_lattice_is_symmetric_and_inside(radius, step):
    members = cluster_lattice(radius, step)
    assert np.all(np.linalg.norm(members, axis=1) <= radius / 2 * (1 + 1e-9))
    assert [0.0, 0.0] in members.tolist()
    turned = sorted(map(tuple, np.rint(members[:, ::-1] * [1, -1] / step).astype(int).tolist()))
    assert turned == sorted(map(tuple, np.rint(members / step).astype(int).tolist()))


@pytest.mark.parametrize(("radius", "step"), [(1000.0, 0.0), (1000.0, -1.0), (-1.0, 100.0)])
def test_impossible_lattices_are_refused(radius, step):
    with pytest.raises(ValueError, match="lattice step"):
        cluster_lattice(radius, step)


def test_arrays_broadcast():
    members = cluster_lattice(400.0, 100.0)
    angles = np.linspace(0.0, 1.0, 6).reshape(2, 3)
    radial, along = relative_position(members, angles[..., None])
    assert radial.shape == along.shape == (2, 3, members.shape[0])
    assert relative_velocity(members, angles[..., None], 1e-3)[0].shape == radial.shape
    assert fastest_member(np.stack((members, 2 * members)), [7e6, 8e6]).shape == (2,)
    centre = np.broadcast_to([7e6, 0.0, 0.0], (2, 3, 3))
    positions = cluster_positions(members, angles, centre, [0.0, 0.0, 1.0])
    assert positions.shape == (2, 3, members.shape[0], 3)
    np.testing.assert_allclose(positions[1, 2, :, 0] - 7e6, radial[1, 2], atol=1e-8)
    np.testing.assert_allclose(positions[1, 2, :, 1], along[1, 2], atol=1e-9)


@pytest.mark.parametrize(("radius", "step", "count"), [
    (0.0, 100.0, 1), (199.0, 100.0, 1), (200.0, 100.0, 5), (1000.0, 100.0, 81), (300.0, 100.0, 9), (399.9, 100.0, 9),
    (400.0, 100.0, 13), (600.0, 100.0, 29), (301.2, 50.2, 29)])  # fmt: skip
def test_members_are_those_counted_in_a_circle(radius, step, count):
    """Gauss's circle problem, N(r) = 1, 5, 9, 13, 29, 81; members on the edge belong to it."""
    members = cluster_lattice(radius, step)
    assert members.shape == (count, 2)
    wanted = [(u, v) for u in range(-9, 10) for v in range(-9, 10)
              if 4 * (u * u + v * v) * step**2 <= radius**2 * (1 + 1e-9)]  # fmt: skip
    np.testing.assert_array_equal(np.rint(members / step), wanted)  # by rows
    np.testing.assert_allclose(members, np.array(wanted) * step, rtol=1e-15)


def test_a_cluster_of_one_does_not_stretch():
    extent = cluster_extent(cluster_lattice(0.0, 50.0), 50.0)
    assert (extent.radial_half_extent, extent.along_track_half_extent) == (0.0, 0.0)
    assert extent.neighbour_min == 50.0
    assert cluster_extent(np.zeros((0, 2)), 50.0).radial_half_extent == 0.0
    np.testing.assert_allclose(fastest_member(np.zeros((2, 1, 2)), 7e6), 0.0)


def test_members_of_several_clusters_are_told_apart():
    members = cluster_lattice(400.0, 100.0)
    axes = np.array([7e6, 8e6])
    both = fastest_member(np.stack((members, 2 * members)), axes)
    for row, (scale, axis) in enumerate(zip((1.0, 2.0), axes, strict=True)):
        angle = np.linspace(0.0, 2 * np.pi, 721)[:, None]
        speed = np.hypot(*relative_velocity(scale * members, angle, np.sqrt(MU_EARTH / axis**3)))
        assert both[row] == pytest.approx(speed.max(), rel=1e-9)
