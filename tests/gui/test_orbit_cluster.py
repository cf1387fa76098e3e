"""A cluster in the Orbit scene: true sizes, lines to the neighbours, distances; drawn off-screen."""

from collections.abc import Iterator

import numpy as np
import pytest

from studio.analysis.satellite.layout import layout
from studio.gui.orbit.scene import OrbitScene
from studio.gui.orbit_view import lattice_links
from studio.gui.space.arrays import EARTH_RADIUS
from studio.gui.space.shape import Shape, build
from studio.physics.cluster import cluster_lattice

ALTITUDE = 650e3


@pytest.fixture
def scene() -> Iterator[OrbitScene]:
    made = OrbitScene()
    for part in ("umbra", "sun", "scale"):
        made.set_visible(part, False)
    yield made
    made.close()


def cluster(count: int, spacing: float = 100.0) -> tuple[np.ndarray, np.ndarray]:
    """A square lattice in a plane that holds the vertical, and its origin [m]."""
    steps = (np.arange(count) - count // 2) * spacing
    across, up = np.meshgrid(steps, steps)
    origin = np.array([0.0, -(EARTH_RADIUS + ALTITUDE), 123_456.0])
    return np.stack([across.ravel(), np.zeros(count**2), up.ravel()], axis=-1), origin


def of_true_size() -> Shape:
    """A body of 2 m with wings of 20 m by 5 m along y, radiators of 4 m by 2 m along z."""
    return build(layout(
        (2.0, 2.0, 2.0), [[0.0, 12.0, 0.0], [0.0, -12.0, 0.0]], (0.0, 20.0, 5.0), 4,
        [[0.0, 0.0, 4.0], [0.0, 0.0, -4.0]], (2.0, 0.0, 4.0),
    ))  # fmt: skip


def test_members_are_drawn_in_their_true_size_and_attitude(scene: OrbitScene) -> None:
    relative, origin = cluster(3)
    axes = np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])  # array to −y, wings along x
    scene.set_visible("earth", False)
    scene.set_model(of_true_size())
    scene.set_sun((0.0, -1.0, 0.0))
    scene.set_cluster(relative, origin, values=np.full(9, 3.0), axes=axes)
    centre = origin / EARTH_RADIUS
    scene.rig.look(centre + np.array([0.0, -150.0, 0.0]) / EARTH_RADIUS, centre, np.array([0.0, 0.0, 1.0]))
    scene.rotate(0.0, 0.0)
    image = scene.render_image(800, 800, fine=False)[..., :3].astype(float)
    empty = image[20, 400]
    for place, drawn in (((15.0, 1.0), True), ((21.5, 1.0), True), ((22.6, 1.0), False), ((15.0, 2.9), False),
                         ((-21.5, -2.3), True), ((100.0 + 15.0, 1.0), True)):  # fmt: skip
        where = centre + np.array([place[0], 0.0, place[1]]) / EARTH_RADIUS
        pixels, _ = scene._projection.pixels(where[None])
        column, row = round(float(pixels[0, 0])), 799 - round(float(pixels[0, 1]))
        if 0 <= column < 800:
            assert bool(np.abs(image[row, column] - empty).max() > 30.0) is drawn, place


def test_a_member_is_joined_to_its_neighbours_and_says_how_far_they_are(scene: OrbitScene) -> None:
    relative, origin = cluster(3)
    links = np.array([[4, 1], [3, 4], [4, 5], [4, 7], [0, 1]])
    scene.set_model(of_true_size())
    scene.set_satellites(origin + relative)
    scene.set_cluster(relative, origin, links=links)
    scene.set_selected(4, "#5")
    scene.view("cluster")
    scene.render_image(900, 800)
    shown = [text for text in scene._distances.texts if text.actor.GetVisibility()]
    assert [text.actor.GetInput() for text in shown] == ["100 m"] * 4
    scene.zoom(0.05)
    scene.render_image(900, 800)
    assert not any(text.actor.GetVisibility() for text in scene._distances.texts)
    scene.set_selected(0, "#1")
    scene.view("cluster")
    scene.render_image(900, 800)
    assert sum(text.actor.GetVisibility() for text in scene._distances.texts) == 1


def test_lattice_neighbours_are_those_one_step_apart() -> None:
    lattice = cluster_lattice(1000.0, 100.0)
    found = {tuple(sorted(pair)) for pair in lattice_links(lattice, 100.0).tolist()}
    apart = np.linalg.norm(lattice[:, None] - lattice, axis=-1)
    expected = {(int(a), int(b)) for a, b in np.argwhere(np.triu(np.abs(apart - 100.0) < 1e-6))}
    assert found == expected
    assert len(found) > 100


def test_a_cluster_too_large_for_models_is_drawn_as_points(scene: OrbitScene) -> None:
    relative, origin = cluster(40, 20.0)
    scene.set_model(of_true_size())
    scene.set_visible("earth", False)
    scene.set_cluster(relative, origin)
    scene.view("cluster")
    assert scene.render_image(400, 300)[..., :3].std() > 5.0
    assert scene._cluster.models.mesh.data.GetNumberOfPoints() == 0
