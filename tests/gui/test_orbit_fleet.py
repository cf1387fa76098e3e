"""A fleet in the Orbit view: the graphics processor puts it where the physics has it, and lights it as the shadow."""

import numpy as np
import pytest

from studio.analysis.fleet import kernels
from studio.gui.orbit import fleet_check
from studio.gui.orbit.drawn_fleet import SAMPLE
from studio.gui.orbit.fleet_data import fleet_data, plane_rings
from studio.gui.orbit.fleet_plain import PlainFleet
from studio.gui.orbit.fleet_points import FleetPoints
from studio.gui.orbit.scene import OrbitScene
from studio.gui.space.arrays import EARTH_RADIUS
from studio.physics.constants import DAY
from studio.physics.fleet.planes import Planes, all_planes, walker_planes
from studio.physics.illumination import visible_fraction

WIDTH, HEIGHT = 900, 900


@pytest.fixture
def scene():
    made = OrbitScene()
    for part in ("earth", "orbits", "umbra", "sun", "scale"):
        made.set_visible(part, False)
    yield made
    made.close()


def some_planes(planes: int = 3, per_plane: int = 5) -> Planes:
    return all_planes([
        walker_planes(7.0e6, 1.7, 0.3, planes, per_plane, 1),
        walker_planes(8.2e6, 0.5, 1.0, planes, per_plane, 0, shell=1),
    ])  # fmt: skip


@pytest.mark.parametrize("elapsed", [0.0, 5400.0, 30 * DAY + 1234.0, 365 * DAY])
def test_satellites_are_drawn_where_they_are(scene: OrbitScene, elapsed: float) -> None:
    data = fleet_data(some_planes())
    scene.set_fleet(data)
    scene.paint_fleet(1.0, 1.0, "viridis")
    scene.set_fleet_time(elapsed)
    image = scene.render_image(WIDTH, HEIGHT, fine=False)[..., :3].astype(int)
    empty = np.abs(image - image[:, :1]).max(axis=-1) < 25  # the background fades from top to bottom
    places, front = scene._projection.pixels(data.positions(elapsed, np.arange(data.count)))  # type: ignore[union-attr]
    assert front.all()
    drawn = ~empty
    for x, y in places:
        column, row = round(x), HEIGHT - 1 - round(y)
        assert drawn[row - 2 : row + 3, column - 2 : column + 3].any()
    # And nothing is drawn where there is none.
    rows, columns = np.nonzero(drawn)
    apart = np.hypot(columns[:, None] - places[:, 0], (HEIGHT - 1 - rows)[:, None] - places[:, 1])
    assert apart.min(axis=1).max() < 9.0


def test_dark_satellites_have_the_colour_of_the_dark(scene: OrbitScene) -> None:
    data = fleet_data(some_planes(4, 40))
    sun = np.array([0.6, 0.75, 0.28])
    scene.set_sun(sun)
    scene.set_fleet(data)
    scene.paint_fleet(0.0, 1.0, "cividis")
    image = scene.render_image(WIDTH, HEIGHT, fine=False)[..., :3].astype(int)
    positions = data.positions(0.0, np.arange(data.count))
    light = visible_fraction(positions * EARTH_RADIUS, sun / np.linalg.norm(sun), 1.496e11, oblate=True)
    places, _ = scene._projection.pixels(positions)  # type: ignore[union-attr]
    apart = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1)) + 99.0 * np.eye(data.count)
    alone = apart.min(axis=1) > 6.0
    found = np.array([image[HEIGHT - 1 - round(y), round(x)] for x, y in places])
    bright = found.sum(axis=1) > 350
    assert np.any(alone & (light == 0.0))
    assert np.any(alone & (light == 1.0))
    np.testing.assert_array_equal(bright[alone & (light == 1.0)], True)
    np.testing.assert_array_equal(bright[alone & (light == 0.0)], False)


def test_click_finds_the_satellite(scene: OrbitScene) -> None:
    kernels.prepare()
    data = fleet_data(some_planes(20, 30))
    scene.set_fleet(data)
    scene.set_fleet_time(4000.0)
    scene.render_image(WIDTH, HEIGHT, fine=False)
    projection = scene._projection
    assert projection is not None
    positions = data.positions(4000.0, np.arange(data.count))
    places, _ = projection.pixels(positions)
    seen = np.flatnonzero(~projection.hidden(positions))
    for index in seen[:: len(seen) // 12]:
        x, y = places[index]
        found = scene.pick(float(x), float(HEIGHT - y))
        assert found is not None
        assert np.hypot(*(places[found] - places[index])) < 1.0
    assert scene.pick(2.0, 2.0) is None


def test_picture_that_moves_shows_a_part_and_says_so(scene: OrbitScene) -> None:
    data = fleet_data(walker_planes(7.0e6, 1.0, 0.0, 300, 300))
    scene.set_fleet(data)
    scene.render_image(300, 300, fine=False)
    assert scene._part_shown() == ""
    scene.moving = True
    scene.render_image(300, 300, fine=False)
    assert f"{SAMPLE:,} of 90,000" in scene._part_shown()


def test_sample_is_even() -> None:
    data = fleet_data(some_planes(100, 100))
    shells = np.bincount(data.place[:2000, 1].astype(int))
    np.testing.assert_allclose(shells, 1000, atol=120)
    assert len(set(data.order.tolist())) == data.count


def test_selected_satellite_is_followed(scene: OrbitScene) -> None:
    scene.set_fleet(fleet_data(some_planes()))
    scene.set_selected(7, "#8")
    before = scene._selected_place()
    scene.set_fleet_time(600.0)
    after = scene._selected_place()
    assert before is not None
    assert after is not None
    assert np.linalg.norm(after - before) > 0.05
    with pytest.raises(IndexError):
        scene.set_selected(1000)
    scene.set_fleet(None)
    assert scene._selected_place() is None


def test_copy_looks_the_same(scene: OrbitScene) -> None:
    scene.set_fleet(fleet_data(some_planes(10, 10)))
    scene.set_fleet_time(777.0)
    twin = scene.copy()
    try:
        ours, theirs = scene.render_image(200, 200, fine=False), twin.render_image(200, 200, fine=False)
        assert np.abs(ours.astype(int) - theirs.astype(int)).mean() < 1.0
    finally:
        twin.close()


def test_rings_are_those_of_the_planes() -> None:
    planes = some_planes(50, 2)
    rings = plane_rings(planes, 3 * DAY, 20)
    assert rings.shape == (20, 96, 3)
    np.testing.assert_allclose(np.unique(np.round(np.linalg.norm(rings, axis=-1))), [7.0e6, 8.2e6])


def test_graphics_are_checked_before_they_are_trusted() -> None:
    assert fleet_check.shader_works()

    class Wrong(FleetPoints):
        def set_time(self, elapsed: float) -> None:
            super().set_time(elapsed + 900.0)

    class Blind(FleetPoints):
        def show(self, visible: bool, sampled: bool, ratio: float) -> None:
            super().show(False, sampled, ratio)

    assert not fleet_check._try(Wrong())
    assert not fleet_check._try(Blind())


@pytest.mark.parametrize("by_shell", [False, True])
def test_processor_draws_the_same_picture(monkeypatch: pytest.MonkeyPatch, by_shell: bool) -> None:
    images = []
    for works in (True, False):
        monkeypatch.setattr(fleet_check, "shader_works", lambda works=works: works)
        made = OrbitScene()
        made.set_sun([0.3, 0.9, 0.2])
        made.set_fleet(fleet_data(some_planes(10, 20)))
        assert isinstance(made._fleet, FleetPoints if works else PlainFleet)
        made.set_fleet_time(4321.0)
        made.paint_fleet(None if by_shell else 0.1, 0.9, "viridis")
        images.append(made.render_image(400, 400, fine=False).astype(int))
        made.close()
    differ = np.abs(images[0] - images[1]).max(axis=-1) > 40
    assert differ.mean() < 2e-3  # a point may fall on the pixel beside
