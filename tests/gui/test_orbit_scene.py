"""The Orbit scene by its pixels and its properties, drawn off-screen."""

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from vtkmodules.vtkIOImage import vtkPNGReader

from studio.gui.orbit.orbits import MOST_DRAWN
from studio.gui.orbit.scene import OrbitScene
from studio.gui.space import messages
from studio.gui.space.arrays import EARTH_RADIUS
from studio.gui.space.colours import DARK, LIGHT, table

WIDTH, HEIGHT = 360, 300
ALTITUDE = 650e3


def ring(raan: float = 0.0, count: int = 90) -> np.ndarray:
    """Points of a polar orbit [m]."""
    angle = np.linspace(0.0, 2.0 * np.pi, count, endpoint=False)
    flat = np.stack([np.cos(angle) * math.cos(raan), np.cos(angle) * math.sin(raan), np.sin(angle)], axis=-1)
    return (EARTH_RADIUS + ALTITUDE) * flat


@pytest.fixture
def scene() -> Iterator[OrbitScene]:
    made = OrbitScene()
    for part in ("umbra", "sun", "scale"):
        made.set_visible(part, False)
    yield made
    made.close()


def draw(scene: OrbitScene, fine: bool = False) -> np.ndarray:
    """The picture as floats (height, width, 3)."""
    return scene.render_image(WIDTH, HEIGHT, fine=fine)[..., :3].astype(float)


def pixel_of(scene: OrbitScene, point: np.ndarray) -> tuple[int, int]:
    """Column and row where a point [m] is drawn."""
    places, front = scene._projection.pixels(np.asarray(point, dtype=float)[None] / EARTH_RADIUS)
    assert front[0]
    return round(float(places[0, 0]) - 0.5), HEIGHT - 1 - round(float(places[0, 1]) - 0.5)


def patch(image: np.ndarray, column: int, row: int, reach: int = 1) -> np.ndarray:
    return image[row - reach : row + reach + 1, column - reach : column + reach + 1].reshape(-1, 3)


def test_the_day_side_is_bright_the_night_side_is_dark_and_they_swap_with_the_sun(scene: OrbitScene) -> None:
    scene.set_sun((0.0, 1.0, 0.0))
    scene.view("pole")
    scene.rig.look(np.array([6.0, 0.0, 0.0]), np.zeros(3), np.array([0.0, 0.0, 1.0]))
    scene.rotate(0.0, 0.0)
    one = draw(scene)
    scene.set_sun((0.0, -1.0, 0.0))
    other = draw(scene)
    # Seen from +x the +y half is at the right. The disk is about 170 pixels wide.
    left, right = (slice(110, 190), slice(110, 165)), (slice(110, 190), slice(195, 250))
    assert one[right].mean() > 3.0 * one[left].mean() > 3.0
    assert other[left].mean() > 3.0 * other[right].mean() > 3.0


def test_the_map_lies_where_the_sidereal_angle_puts_it(scene: OrbitScene) -> None:
    """The Sahara is bright and sandy, the Pacific at the other side dark blue."""
    scene.set_sun((1.0, 0.0, 0.3))
    for angle in (0.0, 1.1, -2.0):
        scene.set_earth_angle(angle)
        sahara = np.radians([22.0, 10.0])  # latitude, east longitude
        pacific = np.radians([-20.0, -120.0])
        colours = []
        for latitude, longitude in (sahara, pacific):
            place = np.array(
                [
                    math.cos(latitude) * math.cos(longitude + angle),
                    math.cos(latitude) * math.sin(longitude + angle),
                    math.sin(latitude),
                ]
            )
            scene.set_sun(place)
            scene.rig.look(place * 5.0, np.zeros(3), np.array([0.0, 0.0, 1.0]))
            scene.rotate(0.0, 0.0)
            colours.append(patch(draw(scene), WIDTH // 2, HEIGHT // 2, 3).mean(axis=0))
        assert colours[0][0] > colours[0][2] + 40.0
        assert colours[1][2] > colours[1][0] + 10.0


def test_north_is_up(scene: OrbitScene) -> None:
    """Antarctica is white from below; the Arctic Ocean is not from above."""
    south = [0.0, 0.0, -1.0]
    scene.set_sun(south)
    scene.rig.look(np.array([0.01, 0.0, -5.0]), np.zeros(3), np.array([0.0, 0.0, 1.0]))
    scene.rotate(0.0, 0.0)
    assert patch(draw(scene), WIDTH // 2, HEIGHT // 2, 5).mean() > 180.0
    scene.set_sun([0.0, 0.0, 1.0])
    scene.view("pole")
    assert patch(draw(scene), WIDTH // 2, HEIGHT // 2, 5).mean() < 120.0


def test_cities_shine_at_night(scene: OrbitScene) -> None:
    latitude, longitude = np.radians([30.05, 31.25])  # Cairo
    place = np.array([math.cos(latitude) * math.cos(longitude), math.cos(latitude) * math.sin(longitude), 0.5])
    scene.set_sun(-place)
    scene.rig.look(place / np.linalg.norm(place) * 1.6, np.zeros(3), np.array([0.0, 0.0, 1.0]))
    scene.rotate(0.0, 0.0)
    image = draw(scene)
    assert image.max() > 120.0
    assert np.median(image) < 40.0


def test_satellites_have_the_colours_of_their_values(scene: OrbitScene) -> None:
    positions = ring(raan=0.5, count=12)
    values = np.linspace(0.0, 1.0, 12)
    values[3] = np.nan
    scene.set_colour_bar("Power", "kW", 0.0, 1.0)
    scene.set_visible("earth", False)
    scene.set_satellites(positions, values)
    scene.zoom(0.5)  # away from the colour bar
    image = draw(scene)
    for place, value in zip(positions, values, strict=True):
        expected = (
            np.multiply(DARK.missing, 255.0)
            if math.isnan(value)
            else table("viridis")[round(value * 255)].astype(float)
        )
        assert np.abs(image[pixel_of(scene, place)[::-1]] - expected).max() < 3.0


def test_the_scale_of_the_colours_changes_them(scene: OrbitScene) -> None:
    scene.set_visible("earth", False)
    scene.set_satellites(ring(count=2), [10.0, 10.0])
    scene.zoom(0.5)  # away from the colour bar
    seen = []
    for low, high, name in ((0.0, 10.0, "viridis"), (10.0, 20.0, "viridis"), (0.0, 10.0, "inferno")):
        scene.set_colour_bar("Temperature", "°C", low, high, name)
        image = draw(scene)
        seen.append(image[pixel_of(scene, ring(count=2)[1])[::-1]].tolist())
    expected = [table("viridis")[255], table("viridis")[0], table("inferno")[255]]
    assert np.allclose(seen, expected, atol=3.0)


def test_the_colour_bar_is_drawn_with_its_colours(scene: OrbitScene) -> None:
    scene.set_visible("earth", False)
    scene.set_colour_bar("Power", "kW", 0.0, 1.0)
    image = draw(scene)
    left, bottom, right, top = scene._notes._colour_bar.box
    column = round((left + right) / 2)
    for share in (0.1, 0.5, 0.9):
        row = HEIGHT - 1 - round(bottom + share * (top - bottom))
        assert np.abs(image[row, column] - table("viridis")[round(share * 255)]).max() < 12.0
    scene.set_colour_bar("")
    assert np.abs(draw(scene)[HEIGHT - 1 - round((bottom + top) / 2), column] - image[2, 2]).max() < 30.0


def test_the_umbra_is_drawn_away_from_the_sun(scene: OrbitScene) -> None:
    scene.set_sun((0.0, 1.0, 0.0))
    scene.rig.look(np.array([9.0, 0.0, 0.0]), np.zeros(3), np.array([0.0, 0.0, 1.0]))
    scene.rotate(0.0, 0.0)
    without = draw(scene)
    scene.set_umbra(4.0 * EARTH_RADIUS)
    with_umbra = draw(scene)
    difference = np.abs(with_umbra - without).max(axis=-1)
    shadow, sunward = pixel_of(scene, [0.0, -1.4 * EARTH_RADIUS, 0.0]), pixel_of(scene, [0.0, 1.4 * EARTH_RADIUS, 0.0])
    assert difference[shadow[1], shadow[0]] > 10.0
    assert difference[sunward[1], sunward[0]] == 0.0
    outside = pixel_of(scene, [0.0, -1.4 * EARTH_RADIUS, 1.2 * EARTH_RADIUS])
    assert difference[outside[1], outside[0]] == 0.0
    scene.set_umbra(None)
    assert np.array_equal(draw(scene), without)


def test_the_sun_arrow_points_to_the_sun(scene: OrbitScene) -> None:
    scene.set_sun((0.0, 1.0, 0.0))
    scene.rig.look(np.array([9.0, 0.0, 0.0]), np.zeros(3), np.array([0.0, 0.0, 1.0]))
    scene.rotate(0.0, 0.0)
    without = draw(scene)
    scene.set_visible("sun", True)
    changed = np.argwhere(np.abs(draw(scene) - without).max(axis=-1) > 30.0)
    assert len(changed) > 20
    assert changed[:, 1].min() > WIDTH / 2


def test_the_theme_changes_the_background_and_no_more_than_it_should(scene: OrbitScene) -> None:
    scene.set_sun((1.0, 0.3, 0.2))
    dark = draw(scene)
    scene.set_theme(False)
    light = draw(scene)
    assert dark[3, 3].mean() < 40.0
    assert light[3, 3].mean() > 215.0
    assert np.abs(dark[HEIGHT // 2, WIDTH // 2] - light[HEIGHT // 2, WIDTH // 2]).max() < 12.0
    assert DARK.text != LIGHT.text


def test_orbits_are_drawn_and_too_many_are_thinned_out_evenly(scene: OrbitScene) -> None:
    scene.set_visible("earth", False)
    scene.view("overview")
    empty = draw(scene)
    scene.set_orbits(np.stack([ring()]))
    drawn = draw(scene)
    assert (np.abs(drawn - empty).max(axis=-1) > 25.0).sum() > 200
    many = np.stack([ring(raan) for raan in np.linspace(0.0, np.pi, 500, endpoint=False)])
    scene.set_orbits(many)
    assert scene._orbits.points.shape == (MOST_DRAWN, 90, 3)
    assert scene._orbits.mesh.data.GetNumberOfLines() == MOST_DRAWN


def test_an_orbit_is_closed_unless_it_is_said_to_be_open(scene: OrbitScene) -> None:
    scene.set_orbits(np.stack([ring(count=4)]))
    assert scene._orbits.mesh.data.GetLines().GetNumberOfConnectivityIds() == 5
    scene.set_orbits(np.stack([ring(count=4)]), closed=False)
    assert scene._orbits.mesh.data.GetLines().GetNumberOfConnectivityIds() == 4


def test_picking_finds_the_satellite_under_the_mouse_and_none_behind_the_earth(scene: OrbitScene) -> None:
    front = np.array([[EARTH_RADIUS + ALTITUDE, 0.0, 0.0], [0.0, EARTH_RADIUS + ALTITUDE, 0.0]])
    behind = np.array([[-EARTH_RADIUS - ALTITUDE, 1e5, 1e6]])
    scene.set_satellites(np.concatenate([behind, front]))
    scene.rig.look(np.array([7.0, 0.5, 0.4]), np.zeros(3), np.array([0.0, 0.0, 1.0]))
    scene.rotate(0.0, 0.0)
    assert scene.pick(1, 1) is None  # nothing was drawn yet
    draw(scene)
    for index, place in enumerate(front, start=1):
        column, row = pixel_of(scene, place)
        assert scene.pick(column + 3, row - 3) == index
    column, row = pixel_of(scene, behind[0])
    assert scene.pick(column, row) is None
    assert scene.pick(3, 3) is None
    scene.rig.look(np.array([-7.0, 0.5, 0.4]), np.zeros(3), np.array([0.0, 0.0, 1.0]))
    draw(scene)
    assert scene.pick(*pixel_of(scene, behind[0])) == 0


def test_of_two_satellites_in_one_line_of_sight_the_nearer_is_picked(scene: OrbitScene) -> None:
    scene.set_satellites([[0.0, 2.0 * EARTH_RADIUS, 0.0], [EARTH_RADIUS, 2.0 * EARTH_RADIUS, 0.0]])
    scene.rig.look(np.array([8.0, 2.0, 0.0]), np.array([0.0, 2.0, 0.0]), np.array([0.0, 0.0, 1.0]))
    scene.rotate(0.0, 0.0)
    draw(scene)
    assert scene.pick(WIDTH / 2, HEIGHT / 2) == 1


def cluster(count: int = 9, spacing: float = 100.0) -> tuple[np.ndarray, np.ndarray]:
    """A square lattice in a plane that holds the vertical, and its origin [m]."""
    steps = (np.arange(count) - count // 2) * spacing
    across, up = np.meshgrid(steps, steps)
    origin = np.array([0.0, -(EARTH_RADIUS + ALTITUDE), 123_456.0])
    return np.stack([across.ravel(), np.zeros(count**2), up.ravel()], axis=-1), origin


def test_the_cluster_view_tells_81_satellites_apart(scene: OrbitScene) -> None:
    relative, origin = cluster()
    scene.set_sun((0.1, -1.0, 0.2))
    scene.set_colour_bar("Power", "kW", 0.0, 80.0)
    scene.set_cluster(relative, origin, values=np.arange(81.0), members=np.arange(81) + 1000)
    scene.view("cluster")
    image = scene.render_image(900, 800)[..., :3].astype(float)
    places, front = scene._projection.pixels(scene._cluster.members.origin + scene._cluster.members.relative)
    assert front.all()
    apart = np.linalg.norm(places[:, None] - places[None], axis=-1)
    assert apart[np.triu_indices(81, 1)].min() > 25.0
    for index, (x, y) in enumerate(places):
        column, row = round(float(x)), 799 - round(float(y))
        assert scene.pick(column, row) == 1000 + index
        # Its wings have the colour of its value, up to shading, within a few pixels.
        near = image[row - 14 : row + 15, column - 14 : column + 15].reshape(-1, 3)
        colour = table("viridis")[round(index / 80 * 255)].astype(float)
        assert min(np.abs(near - colour * shade).max(axis=-1).min() for shade in (1.0, 0.62, 0.48)) < 8.0


def test_a_cluster_is_drawn_to_the_metre(scene: OrbitScene) -> None:
    """In single precision at the distance of the Earth's centre, half a metre would be the least there is."""
    relative = np.array([[-1.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    origin = np.array([0.0, -(EARTH_RADIUS + ALTITUDE), 123_456.789])
    scene.set_cluster(relative, origin)
    scene.set_sun((0.0, -1.0, 0.0))
    scene.view("cluster")
    scene.rig.zoom(0.9)
    image = scene.render_image(600, 600)[..., :3].astype(float)
    places, _ = scene._projection.pixels(scene._cluster.members.origin + scene._cluster.members.relative)
    colour = np.multiply(DARK.faint, 255.0)
    for x, y in places:
        near = image[599 - round(y) - 6 : 599 - round(y) + 7, round(x) - 6 : round(x) + 7].reshape(-1, 3)
        shades = [np.abs(near - colour * shade).max(axis=-1).min() for shade in (0.86, 0.86 * 0.62, 0.86 * 0.48)]
        assert min(shades) < 10.0


def test_a_cluster_keeps_its_place_in_the_view_as_it_flies_on(scene: OrbitScene) -> None:
    relative, origin = cluster()
    scene.set_cluster(relative, origin)
    scene.view("cluster")
    draw(scene)
    before = scene.rig.distance
    scene.set_cluster(relative, np.array([origin[1], 0.0, origin[2]]))
    draw(scene)
    assert scene.rig.distance == pytest.approx(before)
    assert np.allclose(scene.rig.focal, np.array([origin[1], 0.0, origin[2]]) / EARTH_RADIUS)
    scene.set_cluster(None)
    assert scene.rig.around_earth


def test_the_selected_satellite_is_ringed_and_named(scene: OrbitScene) -> None:
    scene.set_visible("earth", False)
    positions = ring(raan=0.7, count=5)
    scene.set_satellites(positions)
    without = draw(scene)
    scene.set_selected(2, "Satellite 3")
    changed = np.abs(draw(scene) - without).max(axis=-1) > 40.0
    column, row = pixel_of(scene, positions[2])
    assert changed[row, column + 10] or changed[row, column + 9]
    assert not changed[row, column]
    assert changed[row - 8 : row + 9, column + 16 : column + 60].sum() > 30
    scene.set_selected(None)
    assert np.array_equal(draw(scene), without)
    with pytest.raises(IndexError):
        scene.set_selected(5)


def test_the_chase_view_stays_with_the_satellite(scene: OrbitScene) -> None:
    line = ring(count=90)
    scene.set_orbits(np.stack([line]))
    scene.set_satellites(line[:1])
    scene.set_selected(0)
    scene.view("chase")
    draw(scene)
    ahead = scene.rig.direction @ ((line[1] - line[0]) / np.linalg.norm(line[1] - line[0]))
    assert ahead > 0.8  # looks the way it flies
    for step in range(1, 60):
        scene.set_satellites(line[step : step + 1])
    draw(scene)
    column, row = pixel_of(scene, line[59])
    assert abs(column - WIDTH / 2) <= 1
    assert abs(row - HEIGHT / 2) <= 1
    tangent = line[60] - line[59]
    assert scene.rig.direction @ (tangent / np.linalg.norm(tangent)) == pytest.approx(ahead, abs=0.05)


@pytest.mark.parametrize("name", ["overview", "sun", "edge", "pole", "chase", "cluster"])
def test_every_view_shows_all_of_its_subject(scene: OrbitScene, name: str) -> None:
    scene.set_sun((0.4, -0.8, 0.3))
    line = ring(raan=0.9)
    scene.set_orbits(np.stack([line]))
    scene.set_satellites(line)
    scene.set_selected(4)
    relative, origin = cluster()
    scene.set_cluster(relative, origin)
    scene.view(name)
    image = draw(scene)
    assert image.std() > 5.0
    shown = {"chase": line[4:5], "cluster": origin + relative}.get(name, line) / EARTH_RADIUS
    places, front = scene._projection.pixels(shown)
    assert front.all()
    assert (places > 0.0).all()
    assert (places < [WIDTH, HEIGHT]).all()


def test_views_look_from_where_they_say(scene: OrbitScene) -> None:
    scene.set_sun((0.4, -0.8, 0.3))
    scene.set_orbits(np.stack([ring(raan=0.9)]))
    sun = np.array([0.4, -0.8, 0.3]) / np.linalg.norm([0.4, -0.8, 0.3])
    normal = np.array([math.sin(0.9), -math.cos(0.9), 0.0])
    scene.view("sun")
    assert np.allclose(scene.rig.direction, -sun)
    scene.view("edge")
    assert abs(scene.rig.direction @ normal) < 1e-6
    scene.view("pole")
    assert np.allclose(scene.rig.direction, [0.0, 0.0, -1.0])
    before = scene.rig.position
    scene.rotate(0.7, 0.4)
    scene.pan(0.1, 0.1)
    scene.zoom(1.4)
    scene.reset_camera()
    scene.view("pole")
    assert np.allclose(scene.rig.position, before)
    with pytest.raises(KeyError):
        scene.view("nowhere")


def test_zooming_stops_above_the_ground_and_turning_at_the_pole(scene: OrbitScene) -> None:
    for _ in range(100):
        scene.zoom(1.3)
    assert 1.0 < scene.rig.distance < 1.05
    for _ in range(40):
        scene.rotate(0.05, 0.2)
    assert np.linalg.norm(np.cross(scene.rig.direction, scene.rig.up)) == pytest.approx(1.0)
    assert np.isfinite(draw(scene)).all()
    assert scene.rig.position[2] > 0.99


def test_a_frame_keeps_the_camera_still_with_what_it_names(scene: OrbitScene) -> None:
    scene.set_sun((1.0, 0.0, 0.0))
    scene.view("overview")
    start = scene.rig.position
    scene.set_earth_angle(0.5)
    assert np.array_equal(scene.rig.position, start)
    scene.set_frame("earth")
    scene.set_earth_angle(0.5 + np.pi)
    assert np.allclose(scene.rig.position, start * [-1.0, -1.0, 1.0])
    scene.set_frame("sun")
    scene.set_sun((-1.0, 0.0, 0.0))
    assert np.allclose(scene.rig.position, start)


def test_what_is_set_again_is_not_uploaded_again(scene: OrbitScene) -> None:
    values = np.linspace(0.0, 1.0, 90)
    orbits = np.stack([ring()])

    def set_all() -> tuple[int, ...]:
        scene.set_orbits(orbits)
        scene.set_satellites(ring(), values)
        scene.set_sun((1.0, 0.2, 0.1))
        scene.set_earth_angle(0.3)
        draw(scene)
        meshes = (scene._orbits.mesh, scene._satellites.mesh, scene._earth.mesh, scene._umbra.mesh)
        return tuple(mesh.data.GetMTime() for mesh in meshes)

    actors = [scene._satellites.actor, scene._orbits.actor, scene._earth.actor]
    first = set_all()
    assert set_all() == first
    values = values[::-1]
    second = set_all()
    assert second[1] > first[1]
    assert (second[0], *second[2:]) == (first[0], *first[2:])
    assert actors == [scene._satellites.actor, scene._orbits.actor, scene._earth.actor]


def test_a_change_is_told(scene: OrbitScene) -> None:
    told: list[int] = []
    scene.on_change = lambda: told.append(1)
    scene.set_earth_angle(0.0)
    scene.set_sun((1.0, 0.0, 0.0))
    assert not told
    scene.set_earth_angle(0.1)
    assert len(told) == 1
    draw(scene)
    assert len(told) == 1  # drawing is not a change


def test_the_number_of_satellites_may_change(scene: OrbitScene) -> None:
    scene.set_visible("earth", False)
    for count in (1, 500, 3, 0):
        scene.set_satellites(ring(count=max(count, 1))[:count], np.zeros(count))
        image = draw(scene)
        assert (np.abs(image - image[:, :1]).max() > 30.0) == (count > 0)


@pytest.mark.parametrize("wrong", [np.zeros(3), np.zeros((2, 2))])
def test_arrays_of_a_wrong_shape_are_refused(scene: OrbitScene, wrong: np.ndarray) -> None:
    with pytest.raises(ValueError, match="shape"):
        scene.set_satellites(wrong)
    with pytest.raises(ValueError, match="shape"):
        scene.set_orbits(wrong)
    with pytest.raises(ValueError, match="as many values"):
        scene.set_satellites(np.ones((2, 3)), [1.0])
    with pytest.raises(ValueError, match="direction"):
        scene.set_sun((0.0, 0.0, 0.0))


def test_a_picture_file_holds_the_picture(scene: OrbitScene, tmp_path: Path) -> None:
    scene.set_sun((1.0, -0.5, 0.2))
    path = tmp_path / "orbit.png"
    scene.write_png(path, 200, 150)
    reader = vtkPNGReader()
    reader.SetFileName(str(path))
    reader.Update()
    data = reader.GetOutput()
    assert data.GetDimensions()[:2] == (200, 150)
    image = scene.render_image(200, 150)
    for column, row in ((100, 75), (3, 3), (120, 60)):
        stored = [data.GetScalarComponentAsDouble(column, 149 - row, 0, part) for part in range(3)]
        assert stored == image[row, column, :3].tolist()


def test_a_picture_that_cannot_be_written_is_an_error(scene: OrbitScene, tmp_path: Path, expected_logs) -> None:
    expected_logs("ERROR", "Unable to open file")
    with pytest.raises(OSError, match="could not be written"):
        scene.write_png(tmp_path / "missing" / "orbit.png", 40, 30)


def test_a_copy_looks_the_same(scene: OrbitScene) -> None:
    scene.set_sun((0.4, -0.8, 0.3))
    scene.set_earth_angle(1.0)
    scene.set_orbits(np.stack([ring()]))
    scene.set_colour_bar("Power", "kW", 0.0, 1.0)
    scene.set_satellites(ring(), np.linspace(0.0, 1.0, 90))
    scene.set_selected(3, "Satellite 4")
    scene.set_caption("2027-03-20")
    scene.rotate(0.4, 0.2)
    twin = scene.copy()
    try:
        assert np.abs(draw(twin) - draw(scene)).mean() < 0.05
    finally:
        twin.close()


def test_a_larger_pixel_ratio_draws_larger_marks(scene: OrbitScene) -> None:
    scene.set_visible("earth", False)
    scene.set_satellites(ring(raan=0.7, count=5))
    plain = draw(scene)
    double = scene.render_image(WIDTH * 2, HEIGHT * 2, 2.0, fine=False)[..., :3].astype(float)
    marked = [(np.abs(image - image[:, :1]).max(axis=-1) > 60.0).sum() for image in (plain, double)]
    assert 3.0 < marked[1] / marked[0] < 5.0


def test_vtk_speaks_to_the_log(expected_logs) -> None:
    from vtkmodules.vtkCommonCore import vtkOutputWindow

    messages.forward_to_log()
    expected_logs("ERROR", "spoken by the test")
    expected_logs("WARNING", "whispered by the test")
    vtkOutputWindow.GetInstance().DisplayErrorText("spoken by the test")
    vtkOutputWindow.GetInstance().DisplayWarningText("whispered by the test")
