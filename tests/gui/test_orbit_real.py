"""Imported satellites in the Orbit scene: drawn where they are, picked after the satellites of the design, tracked."""

import numpy as np
import pytest

from studio.gui.orbit.fleet_data import fleet_data, path_of
from studio.gui.orbit.scene import OrbitScene
from studio.gui.space.arrays import EARTH_RADIUS
from studio.physics.fleet.ground_track import ground_track
from studio.physics.fleet.planes import all_planes, expand, walker_planes
from studio.physics.fleet.reference import positions
from studio.physics.time import greenwich_mean_sidereal_time

WIDTH, HEIGHT = 700, 700
REAL = np.array([[7.5e6, 0.0, 2e6], [0.0, -8e6, 3e6], [np.nan] * 3, [1e6, 2e6, 9e6], [9e6, -9e6, 1e6]])


@pytest.fixture
def scene():
    made = OrbitScene()
    for part in ("earth", "orbits", "umbra", "sun", "scale"):
        made.set_visible(part, False)
    yield made
    made.close()


def test_objects_are_drawn_where_they_are_and_those_without_a_place_are_not(scene: OrbitScene) -> None:
    scene.set_real(REAL)
    image = scene.render_image(WIDTH, HEIGHT, fine=False)[..., :3].astype(int)
    assert scene._projection is not None
    finite = np.isfinite(REAL[:, 0])
    places, _ = scene._projection.pixels(REAL[finite] / EARTH_RADIUS)
    places = places[((places > 5.0) & (places < WIDTH - 5.0)).all(axis=1)]
    assert len(places) == 3  # the picture is of what the design has, and one object is beyond it
    drawn = np.abs(image - image[:, :1]).max(axis=-1) > 25
    rows, columns = np.nonzero(drawn)
    apart = np.hypot(columns[:, None] - places[:, 0], (HEIGHT - 1 - rows)[:, None] - places[:, 1])
    assert (apart.min(axis=0) < 3.0).all()
    assert (apart.min(axis=1) < 9.0).all()
    scene.set_real(None)
    image = scene.render_image(WIDTH, HEIGHT, fine=False)[..., :3].astype(int)
    assert np.abs(image - image[:, :1]).max() < 25


@pytest.mark.parametrize("as_fleet", [False, True])
def test_they_are_picked_after_the_satellites_of_the_design(scene: OrbitScene, as_fleet: bool) -> None:
    own = np.array([[7e6, 0.0, 0.0], [0.0, 0.0, 7.2e6]])
    if as_fleet:
        scene.set_fleet(fleet_data(walker_planes(7.1e6, 1.2, 0.3, 1, 2)))
        own = scene._fleet.data.positions(0.0, np.arange(2)) * EARTH_RADIUS  # type: ignore[union-attr]
    else:
        scene.set_satellites(own, [0.0, 1.0])
    scene.set_real(REAL)
    assert scene.own_count == 2
    scene.render_image(WIDTH, HEIGHT, fine=False)
    assert scene._projection is not None
    everything = np.concatenate((own, REAL)) / EARTH_RADIUS
    places, _ = scene._projection.pixels(everything)
    hidden = scene._projection.hidden(everything)
    seen = [k for k in range(len(everything)) if np.isfinite(everything[k, 0]) and not hidden[k]]
    assert len(seen) > 3
    for index in seen:
        x, y = places[index]
        assert scene.pick(float(x), float(HEIGHT - y)) == index
    scene.set_selected(3, "AN OBJECT")
    assert scene.render_image(WIDTH, HEIGHT, fine=False).any()
    scene.set_visible("real", False)
    x, y = places[3]
    assert scene.pick(float(x), float(HEIGHT - y)) is None
    scene.set_real(None)
    assert scene._selection.index is None  # there is no such object any more
    with pytest.raises(ValueError, match="shape"):
        scene.set_real([1.0, 2.0])


def test_ground_track_passes_below_the_satellite_as_the_earth_turns(scene: OrbitScene) -> None:
    scene.set_visible("earth", True)
    scene.set_satellites([[0.0, -7.5e6, 0.0]], [1.0])
    scene.set_selected(0, "#1")
    time = 8.2e8
    angle = float(greenwich_mean_sidereal_time(time))
    scene.set_earth_angle(angle)
    places = np.array([[-2e6, -7e6, -1e6], [0.0, -7.5e6, 0.0], [2e6, -7e6, 1e6]])
    scene.set_track(ground_track(places, np.full(3, time)))
    turned = np.array(scene._track.actor.GetOrientation())
    np.testing.assert_allclose(turned % 360.0, [0.0, 0.0, np.degrees(angle)])
    # Earth-fixed, and turned back by the same angle: below where the satellite is.
    x, y, z = scene._track.points[1]  # type: ignore[index]
    np.testing.assert_allclose([np.cos(angle) * x - np.sin(angle) * y, np.sin(angle) * x + np.cos(angle) * y, z],
                               [0.0, -1.0, 0.0], atol=1e-9)  # fmt: skip
    with_track = scene.render_image(WIDTH, HEIGHT, fine=False).astype(int)
    scene.set_visible("track", False)
    assert np.abs(with_track - scene.render_image(WIDTH, HEIGHT, fine=False)).max() > 60


def test_path_of_a_satellite_is_its_places() -> None:
    planes = all_planes([walker_planes(7.0e6, 1.7, 0.3, 3, 5, 1), walker_planes(8.2e6, 0.5, 1.0, 2, 4, shell=1)])
    orbits, times = expand(planes), np.array([0.0, 500.0, 9e4])
    each = []
    for time in times:
        out = np.empty((orbits.size, 3))
        positions(orbits, float(time), out)
        each.append(out)
    for index in range(orbits.size):
        np.testing.assert_allclose(path_of(planes, index, times), np.array(each)[:, index], atol=1e-2)


def test_copy_shows_them_too(scene: OrbitScene) -> None:
    scene.set_real(REAL, "● 4 imported objects")
    scene.set_track(np.eye(3))
    scene.set_selected(1, "AN OBJECT")
    twin = scene.copy()
    image = scene.render_image(300, 300, fine=False)
    np.testing.assert_array_equal(twin.render_image(300, 300, fine=False), image)
    scene.set_real(REAL[:2])
    scene.zoom(1.5)
    twin.take(scene)
    np.testing.assert_array_equal(twin.render_image(300, 300, fine=False), scene.render_image(300, 300, fine=False))
    twin.close()
