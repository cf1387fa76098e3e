"""The scene of the satellite by its pixels, its directions and what is picked in it, drawn off-screen."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studio.analysis.satellite.layout import layout
from studio.gui.satellite.body import Values
from studio.gui.satellite.camera import LOOKS
from studio.gui.satellite.labels import clear
from studio.gui.satellite.scene import SatelliteScene, relative
from studio.gui.space.colours import table
from studio.gui.space.pose import FRAMES, Pose, body_axes, frame
from studio.gui.space.shape import Hit, Shape, build

WIDTH, HEIGHT = 420, 300
RADIUS = 7_028_137.0


def satellite() -> Shape:
    """A body of 2 m, two wings of 10 m by 3 m along y, two radiators of 4 m by 2 m along z."""
    return build(layout(
        (2.0, 2.0, 2.0), [[0.0, 7.0, 0.0], [0.0, -7.0, 0.0]], (0.0, 10.0, 3.0), 5,
        [[0.0, 0.0, 4.0], [0.0, 0.0, -4.0]], (2.0, 0.0, 4.0),
    ))  # fmt: skip


def pose(light: float = 1.0, sun: tuple[float, float, float] = (0.0, 1.0, 0.0), turn: float = 0.0) -> Pose:
    """Above the equator on the x axis, flying towards z, the orbit normal against y."""
    to_sun = np.array(sun) / np.linalg.norm(sun)
    up, ahead = np.array([1.0, 0.0, 0.0]), np.array([0.0, 0.0, 1.0])
    axes = body_axes(to_sun, np.cross(up, to_sun), ahead)
    return Pose(axes, turn, RADIUS * up, ahead, np.cross(up, ahead), to_sun, light, 0.3)


@pytest.fixture
def scene() -> Iterator[SatelliteScene]:
    made = SatelliteScene()
    made.set_shape(satellite())
    made.set_pose(pose())
    made.set_colour_bar("Temperature", "°C", -100.0, 100.0, "inferno")
    made.set_values(Values(60.0, 50.0, 20.0))
    yield made
    made.close()


def draw(scene: SatelliteScene, *, bare: bool = False) -> np.ndarray:
    if bare:
        for part in ("earth", "directions"):
            scene.set_visible(part, False)
    return scene.render_image(WIDTH, HEIGHT, fine=False)[..., :3].astype(float)


def seen_at(scene: SatelliteScene, place: tuple[float, float, float]) -> tuple[int, int]:
    """Column and row at which a place in the axes of the satellite [m] is drawn."""
    turned = scene._pose.axes @ scene._axes.T
    pixels, front = scene._projection.pixels((np.array(place) @ turned)[None])
    assert front[0]
    return round(float(pixels[0, 0])), HEIGHT - 1 - round(float(pixels[0, 1]))


def colour_at(scene: SatelliteScene, image: np.ndarray, place: tuple[float, float, float]) -> np.ndarray:
    column, row = seen_at(scene, place)
    return image[row, column]


def test_nothing_is_black_from_any_side_in_any_frame_and_either_theme(scene: SatelliteScene) -> None:
    for dark in (True, False):
        scene.set_theme(dark)
        for name in FRAMES:
            scene.set_frame(name)
            for look in LOOKS:
                scene.view(look)
                image = draw(scene)
                assert image.max() > 120.0, (dark, name, look)
                assert image.std() > 8.0, (dark, name, look)
                assert (image[3, WIDTH // 2].mean() < 60.0) or not dark or look in ("follow", "overview")


@pytest.mark.parametrize("value", [-60.0, 0.0, 95.0])
def test_the_front_in_full_sunlight_has_the_colour_of_its_temperature(scene: SatelliteScene, value: float) -> None:
    scene.set_values(Values(value, -90.0, 0.0))
    scene.view("sun")
    image = draw(scene, bare=True)
    expected = table("inferno")[round((value + 100.0) / 200.0 * 255)].astype(float)
    assert np.abs(colour_at(scene, image, (0.02, 5.5, 0.4)) - expected).max() < 4.0


def test_the_back_shows_its_own_temperature_less_bright(scene: SatelliteScene) -> None:
    scene.set_values(Values(-90.0, 95.0, 0.0))
    scene.set_visible("earth", False)
    scene.rig.look(scene._axes @ (-40.0 * scene._pose.sun + 3.0 * scene._pose.up), np.zeros(3), np.array([0, 0, 1.0]))
    scene.rotate(0.0, 0.0)
    image = draw(scene, bare=True)
    back = colour_at(scene, image, (-0.02, 5.5, 0.4))
    whole = table("inferno")[round(195.0 / 200.0 * 255)].astype(float)
    assert 0.4 < back.sum() / whole.sum() < 0.75
    assert np.argmax(back) == np.argmax(whole)


def test_the_sunlit_side_is_brighter_and_eclipse_dims_it(scene: SatelliteScene) -> None:
    scene.set_colour_bar("")
    scene.view("sun")
    sunlit = colour_at(scene, draw(scene, bare=True), (0.02, 5.5, 0.4))
    scene.set_pose(pose(light=0.0))
    dark = colour_at(scene, draw(scene), (0.02, 5.5, 0.4))
    assert sunlit.sum() > 1.5 * dark.sum() > 60.0


def test_the_earth_has_its_true_size_and_place(scene: SatelliteScene) -> None:
    """Its limb lies asin(R/a) from the nadir: 25.0 degrees below the horizontal at 650 km."""
    scene.set_visible("directions", False)
    scene.rig.look(np.array([-0.5, 300.0, 0.0]), np.zeros(3), np.array([0.0, 0.0, 1.0]))
    limb = np.arcsin(6_378_137.0 / RADIUS)
    below = np.pi / 2 - limb
    seen = []
    for tilt in (below - np.radians(3.0), below + np.radians(3.0)):
        # Looking along −y and down by the tilt, past the satellite: the middle of the picture is sky or Earth.
        ahead = np.array([0.0, -np.cos(tilt), -np.sin(tilt)])
        scene.rig.look(np.array([200.0, 0.0, 0.0]), np.array([200.0, 0.0, 0.0]) + ahead, np.array([0.0, 0.0, 1.0]))
        scene.rotate(0.0, 0.0)
        with_earth = draw(scene)
        scene.set_visible("earth", False)
        without = draw(scene)
        scene.set_visible("earth", True)
        seen.append(float(np.abs(with_earth - without)[HEIGHT // 2, WIDTH // 2 - 60 : WIDTH // 2 + 60].max()))
    assert seen[0] == 0.0
    assert seen[1] > 3.0


def test_picking_names_the_part_and_its_side(scene: SatelliteScene) -> None:
    shape = satellite()
    kinds = [(part.kind, part.number) for part in shape.parts]
    scene.view("sun")
    draw(scene)
    wings = [((0.02, 7.0, 0.5), ("wing", 1)), ((0.02, -7.0, 0.5), ("wing", 2))]
    for place, kind in (*wings, ((1.0, 0.2, 0.2), ("bus", 1))):
        column, row = seen_at(scene, place)
        assert scene.pick(column, row) == Hit(kinds.index(kind), "front")
    assert scene.pick(2, 2) is None
    behind = scene._axes @ (-50.0 * scene._pose.sun + 9.0 * scene._pose.ahead)
    scene.rig.look(behind, np.zeros(3), np.array([0, 0, 1.0]))
    scene.rotate(0.0, 0.0)
    draw(scene)
    column, row = seen_at(scene, (-0.02, 7.0, 0.5))
    assert scene.pick(column, row) == Hit(kinds.index(("wing", 1)), "back")
    column, row = seen_at(scene, (0.0, 0.0, 4.5))
    found = scene.pick(column, row)
    assert found is not None
    assert kinds[found.part] == ("radiator", 1)


def test_radiators_turn_about_their_length_and_are_picked_where_they_are_seen(scene: SatelliteScene) -> None:
    """Edge-on to the Sun they are a line from there; turned by a right angle they show their whole face."""
    kinds = [part.kind for part in satellite().parts]
    radiator = kinds.index("radiator")
    place = (0.0, 0.7, 4.5)
    seen = []
    for turn in (0.0, np.pi / 2):
        scene.set_pose(pose(turn=turn))
        scene.view("sun")
        image = draw(scene, bare=True)
        column, row = seen_at(scene, place)
        seen.append((float(image[row, column].sum()), scene.pick(column, row)))
    assert seen[0][1] is None
    assert seen[1][1] is not None
    assert seen[1][1].part == radiator
    assert seen[1][0] > seen[0][0] + 60.0


def test_what_is_picked_is_framed(scene: SatelliteScene) -> None:
    scene.view("sun")
    before = draw(scene, bare=True)
    scene.set_marked(1)
    after = draw(scene)
    changed = np.abs(after - before).max(axis=-1) > 40.0
    assert 20 < changed.sum() < 0.1 * changed.size
    scene.set_marked(None)
    assert np.array_equal(draw(scene), before)


def test_everything_is_in_the_picture_from_every_look_and_shape_of_window(scene: SatelliteScene) -> None:
    for width, height in ((900, 300), (300, 500)):
        for look in LOOKS:
            scene.view(look)
            scene.render_image(width, height, fine=False)
            turned = scene._pose.axes @ scene._axes.T
            pixels, front = scene._projection.pixels(satellite().corners @ turned)
            assert front.all()
            assert (pixels > 0.0).all(), (look, width)
            assert (pixels < [width, height]).all(), (look, width)


def test_each_direction_has_its_name_in_the_picture(scene: SatelliteScene) -> None:
    for look in LOOKS:
        scene.view(look)
        draw(scene)
        towards = scene.rig.position / np.linalg.norm(scene.rig.position)
        for name, text in scene._directions.texts.items():
            arrow = scene._directions.arrows[name]
            x, y = text.actor.GetPosition()
            assert bool(text.actor.GetVisibility()) is arrow.shown, (look, name)
            assert arrow.shown is bool(abs(arrow.direction @ towards) < 0.97), (look, name)
            if not arrow.shown:
                continue
            assert 0 < x < WIDTH, (look, name)
            assert 0 < y < HEIGHT, (look, name)


def test_a_named_look_stays_with_what_it_is_named_for(scene: SatelliteScene) -> None:
    scene.view("sun")
    for sun in ((0.0, 1.0, 0.2), (0.3, 1.0, -0.4)):
        scene.set_pose(pose(sun=sun))
        to_camera = scene.rig.position / np.linalg.norm(scene.rig.position)
        assert np.allclose(to_camera, scene._axes @ scene._pose.sun, atol=1e-9)
    scene.rotate(0.1, 0.0)
    held = scene.rig.position
    scene.set_pose(pose(sun=(0.0, 1.0, 0.0)))
    assert np.array_equal(scene.rig.position, held)


def test_the_others_of_the_cluster_stand_where_they_are(scene: SatelliteScene) -> None:
    apart = np.array([[0.0, 0.0, 100.0], [0.0, 0.0, -100.0], [50.0, 0.0, 0.0]])
    scene.set_visible("directions", False)
    scene.set_visible("earth", False)
    scene.view("side")
    scene.zoom(0.05)
    alone = draw(scene)
    scene.set_pose(pose(), apart)
    together = draw(scene)
    for place in apart:
        pixels, _ = scene._projection.pixels((scene._axes @ place)[None])
        column, row = round(float(pixels[0, 0])), HEIGHT - 1 - round(float(pixels[0, 1]))
        around = np.s_[row - 3 : row + 4, column - 3 : column + 4]
        assert np.abs(together[around] - alone[around]).max() > 20.0, place


def test_one_sees_all_the_others_but_itself() -> None:
    everyone = np.array([[0.0, 0.0, 0.0], [100.0, 0.0, 0.0], [0.0, 50.0, 0.0]])
    assert relative(everyone[1], everyone).tolist() == [[-100.0, 0.0, 0.0], [-100.0, 50.0, 0.0]]


def test_a_copy_looks_the_same(scene: SatelliteScene) -> None:
    scene.set_marked(2)
    scene.rotate(0.4, 0.2)
    twin = scene.copy()
    try:
        assert np.abs(draw(twin) - draw(scene)).max() < 2.0
    finally:
        twin.close()


directions = st.tuples(*[st.floats(-1.0, 1.0)] * 3).filter(lambda v: np.linalg.norm(v) > 0.1)


@given(directions, directions, directions)
def test_axes_are_right_handed_whatever_the_directions(sun, up, ahead) -> None:
    to_sun, zenith = np.array(sun) / np.linalg.norm(sun), np.array(up) / np.linalg.norm(up)
    axes = body_axes(to_sun, np.cross(zenith, to_sun), np.array(ahead))
    held = Pose(axes, 0.0, RADIUS * zenith, np.array(ahead) / np.linalg.norm(ahead), zenith, to_sun, 1.0, 0.0)
    for found in (axes, *(frame(held, name) for name in FRAMES)):
        assert np.allclose(found @ found.T, np.eye(3), atol=1e-9)
        assert np.linalg.det(found) == pytest.approx(1.0)
    # The radiators, whose normal is the second axis, are edge-on to the Sun; to the Earth, too, where they can be.
    assert abs(axes[1] @ to_sun) < 1e-9
    if np.linalg.norm(np.cross(zenith, to_sun)) > 1e-2:
        assert abs(axes[1] @ zenith) < 1e-6


@given(st.floats(-30.0, 30.0), st.floats(-30.0, 30.0), st.floats(-30.0, 30.0), directions)
def test_a_line_of_sight_meets_what_it_passes_through(x: float, y: float, z: float, sight) -> None:
    """Against marching along the line in small steps."""
    shape, eye, along = satellite(), np.array([x, y, z]), np.array(sight) / np.linalg.norm(sight)
    inside = [bool((np.abs(eye - part.centre) <= part.half).all()) for part in shape.parts]
    if any(inside):
        return
    path = eye + along * np.linspace(0.0, 80.0, 16001)[:, None]
    halves, centres = (np.stack([getattr(part, name) for part in shape.parts]) for name in ("half", "centre"))
    within = (np.abs(path[:, None] - centres) <= halves - 1e-3).all(axis=-1)
    found = shape.hit(eye, along)
    if within.any():
        assert found is not None
        first = int(np.flatnonzero(within.any(axis=-1))[0])
        met = path[first]
        near = np.abs(met - shape.parts[found.part].centre) - shape.parts[found.part].half
        assert near.max() < 0.6


@given(st.integers(20, 900), st.lists(st.tuples(st.floats(0, 900), st.floats(0, 1.0)), min_size=3, max_size=3))
@example(300, [(200.0, 0.495), (200.0, 0.535), (200.0, 0.4975)])
def test_names_come_clear_of_one_another(height: int, wanted: list[tuple[float, float]]) -> None:
    """Also about the middle, where a name that turned there went to and fro between two others for ever."""
    taken: list[tuple[float, float]] = []
    for x, share in wanted:
        taken.append((x, clear(x, share * height, 80.0, 15.0, height, taken)))
    for place, (x, y) in enumerate(taken):
        assert all(abs(x - a) >= 80.0 or abs(y - b) >= 15.0 for a, b in taken[:place])
        assert abs(y - wanted[place][1] * height) <= 15.0 * 4
