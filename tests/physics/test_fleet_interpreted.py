"""The compiled kernels of fleets run as plain Python: the algorithm itself, without what a compiler may change."""

import runpy
import types
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.physics.constants import AU, DAY, R_EARTH
from studio.physics.fleet import compiled, reference
from studio.physics.fleet.orbits import CircularOrbits, circular_orbits, stretched
from studio.physics.illumination import visible_fraction
from studio.physics.sun import sun_vector

EPOCH = 8.4e8
COUNT = 300


def interpreted() -> dict[str, Any]:
    """All names of the module, its kernels as the functions that they were written as."""
    names = dict(vars(compiled))
    for name, thing in vars(compiled).items():
        if (python := getattr(thing, "py_func", None)) is not None:
            names[name] = types.FunctionType(python.__code__, names, name, python.__defaults__)
    return names


KERNELS = interpreted()


def fleet(count: int = COUNT) -> CircularOrbits:
    rng = np.random.default_rng(11)
    return circular_orbits(R_EARTH + rng.uniform(3e5, 2e6, count), rng.uniform(0.0, np.pi, count),
                           rng.uniform(0.0, 7.0, count), rng.uniform(0.0, 7.0, count))  # fmt: skip


@pytest.mark.parametrize(("kernel", "kind", "tolerance"), [
    ("_positions", np.float64, 2e-6), ("_short_positions", np.float32, 6.0)])  # fmt: skip
def test_places(kernel: str, kind: type, tolerance: float) -> None:
    orbits, found, expected = fleet(), np.empty(3 * COUNT, dtype=kind), np.empty((COUNT, 3))
    KERNELS[kernel](*orbits, 2.5 * DAY, found)
    reference.positions(orbits, 2.5 * DAY, expected)
    np.testing.assert_allclose(found.reshape(-1, 3), expected, atol=tolerance)


def test_sines_and_cosines() -> None:
    for angle in [*np.linspace(-9.0, 9.0, 181), *(np.arange(-8.0, 9.0) * np.pi / 4), 3e5, -1e6]:
        sine, cosine = KERNELS["_sine_cosine"](float(angle))
        slack = 1e-15 + np.spacing(abs(angle))
        assert sine == pytest.approx(np.sin(angle), abs=slack, rel=0.0)
        assert cosine == pytest.approx(np.cos(angle), abs=slack, rel=0.0)
        short = KERNELS["_short_sine_cosine"](float(angle))
        assert short == pytest.approx((np.sin(angle), np.cos(angle)), abs=4e-7, rel=0.0)


def test_light_of_all_and_their_sum() -> None:
    """Among them some at every depth of the penumbra, which few random ones meet."""
    sun, distance = sun_vector(EPOCH)
    edge = np.linspace(1.85, 2.05, COUNT)  # the angle from the Sun at which it sets for a height of some 650 km
    normal = np.cross(sun, [0.0, 0.0, 1.0])
    tilt, node = np.arccos(normal[2] / np.linalg.norm(normal)), np.arctan2(normal[0], -normal[1])
    toward = np.array([np.cos(node), np.sin(node), 0.0])
    ahead = np.cross(normal / np.linalg.norm(normal), toward)
    place_of_sun = np.arctan2(sun @ ahead, sun @ toward)
    orbits = circular_orbits(np.full(COUNT, R_EARTH + 650e3), tilt, node, place_of_sun + edge)
    place, share = np.empty((COUNT, 3)), np.empty(COUNT, dtype=np.float32)
    reference.positions(orbits, 0.0, place)
    expected = visible_fraction(place, sun, distance, oblate=True)
    assert np.sum((expected > 0.02) & (expected < 0.98)) > 8
    x, y, z, far = (float(part) for part in stretched(sun, distance))
    total = KERNELS["_light"](*orbits, 0.0, x, y, z, far, share)
    np.testing.assert_allclose(share, expected, atol=2e-7)
    assert total == pytest.approx(expected.sum(), rel=1e-6)
    blocks = np.zeros(COUNT, dtype=np.float32)
    assert KERNELS["_light_blocks"](*orbits, 0.0, x, y, z, far, blocks) == total
    np.testing.assert_array_equal(blocks, share)


def test_light_of_a_random_fleet() -> None:
    orbits, sun_and_distance = fleet(), sun_vector(EPOCH)
    expected, found = np.empty((2, COUNT), dtype=np.float32)
    reference.light(orbits, DAY, *sun_and_distance, expected)
    KERNELS["_light"](*orbits, DAY, *(float(part) for part in stretched(*sun_and_distance)), found)
    np.testing.assert_allclose(found, expected, atol=2e-7)
    assert 0.2 < expected.mean() < 0.9


def test_overlap_of_two_disks() -> None:
    """Also where the satellite is so far away that the Sun is the larger of them, and stands about the Earth."""
    for radius in (R_EARTH + 3e5, R_EARTH + 5e6, 4.2e7, 3e9):
        rim = np.arcsin(R_EARTH / radius)
        for angle in np.clip([*(rim + np.linspace(-0.02, 0.02, 41)), 0.0, 0.5 * rim, rim + 0.1], 0.0, 1.5):
            position = radius * np.array([-np.cos(angle), np.sin(angle), 0.0])
            found = KERNELS["_outside_overlap"](radius * radius, radius * np.cos(angle), AU)
            assert found == pytest.approx(float(visible_fraction(position, [1.0, 0.0, 0.0], AU)), abs=1e-9)


@pytest.mark.parametrize(("square", "behind", "share"), [
    (43436953443553.875, 1630265.8773499501, 1.0), (92590755776264.27, 7174855.494052247, 1.0),
    (89540592336631.69, 7019305.2165830275, 0.0), (82813147314419.9, 6520276.9321092125, 0.0),
    (1.7361477526289649e18, 1317629560.4414093, 0.0)])  # fmt: skip
def test_where_disks_only_just_touch_rounding_makes_no_hole(square: float, behind: float, share: float) -> None:
    """Found by a search: here the cosine of half the arc of overlap is a few last digits beyond 1 or −1."""
    assert KERNELS["_outside_overlap"](square, behind, AU) == pytest.approx(share, abs=1e-6)


def test_kernels_are_kept_only_in_a_folder_that_is_named_and_can_be_written_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Else numba would write beside the program, or fail where it can write nowhere."""
    (tmp_path / "file").touch()
    for place in (None, tmp_path / "file" / "below"):
        monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
        if place is not None:
            monkeypatch.setenv("NUMBA_CACHE_DIR", str(place))
        assert runpy.run_path(compiled.__file__)["_CACHED"] is False


def test_sums_over_instants_and_satellites() -> None:
    orbits, elapsed = fleet(), np.linspace(0.0, DAY, 4)
    sun, distance = sun_vector(EPOCH + elapsed)
    sums, shares = np.full(4, 10.0), np.full(COUNT, 100.0)
    x, y, z, far = (np.ascontiguousarray(part) for part in stretched(sun, distance))
    names = KERNELS | {"_BLOCK": 128}  # so that there are three blocks, one of them not full
    python = KERNELS["_light_sums"]
    types.FunctionType(python.__code__, names)(*orbits, elapsed, x, y, z, far, sums, shares)
    each = np.empty((4, COUNT), dtype=np.float32)
    for row in range(4):
        reference.light(orbits, float(elapsed[row]), sun[row], float(distance[row]), each[row])
    np.testing.assert_allclose(sums, 10.0 + each.sum(axis=1, dtype=np.float64), rtol=1e-6)
    np.testing.assert_allclose(shares, 100.0 + each.sum(axis=0, dtype=np.float64), rtol=1e-6)
    blocks = np.empty(COUNT, dtype=np.float32)
    python = KERNELS["_light_blocks"]
    total = types.FunctionType(python.__code__, names)(*orbits, DAY, x[3], y[3], z[3], far[3], blocks)
    np.testing.assert_allclose(blocks, each[3], atol=2e-7)
    assert total == pytest.approx(float(each[3].sum(dtype=np.float64)), rel=1e-6)
