"""The Satellite tab in the window: pages, the clock, picking, explaining, looks, faces and themes."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QToolButton

from studio.analysis import RESULTS
from studio.design import set_value
from studio.gui.menu_texts import SATELLITE_LOOKS
from studio.gui.satellite.model_view import LOOK_NAMES
from studio.gui.satellite.view import PAGES, SatelliteView
from studio.gui.session import Session
from studio.gui.space.pose import pose_at
from studio.gui.space.shape import Hit
from studio.gui.window import TABS, MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(make_window) -> MainWindow:
    made = make_window(views=("satellite", "explain"))
    made.tabs.setCurrentIndex(list(TABS).index("satellite"))
    QApplication.processEvents()
    return made


def tab(window: MainWindow) -> SatelliteView:
    view = window.views["satellite"]
    assert isinstance(view, SatelliteView)
    return view


def pixels(view: SatelliteView) -> np.ndarray:
    QApplication.processEvents()
    image = view.grab_image().convertToFormat(view.grab_image().Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(float)


def settle() -> None:
    for _ in range(10):
        QApplication.processEvents()


def part_of(view: SatelliteView, kind: str) -> int:
    assert view.model._shape is not None
    return next(index for index, part in enumerate(view.model._shape.parts) if part.kind == kind)


def test_the_commands_reach_every_page_and_look(window: MainWindow) -> None:
    assert [name for name, _ in SATELLITE_LOOKS] == [name for name, _ in LOOK_NAMES]
    view = tab(window)
    seen = []
    for name, _ in SATELLITE_LOOKS:
        window.tabs.setCurrentIndex(0)
        window.actions_by_name[f"satellite-look-{name}"].trigger()
        assert window.tabs.currentWidget() is view
        seen.append(tuple(view.model.scene.rig.position))
    assert len(set(seen)) == len(seen)
    window.actions_by_name["tab-orbit"].trigger()
    window.actions_by_name["tab-satellite"].trigger()
    assert window.tabs.currentWidget() is view
    for name in PAGES:
        window.tabs.setCurrentIndex(0)
        window.actions_by_name[f"satellite-page-{name}"].trigger()
        assert view.pages.current == name
        assert window.tabs.currentWidget() is view


def test_it_shows_the_satellite_of_the_design(window: MainWindow) -> None:
    view, size = tab(window), window.session.table("size")
    kinds = [part.kind for part in view.model._shape.parts]
    assert kinds.count("wing") == size.wings
    assert kinds.count("radiator") == size.radiators
    wing = view.model._shape.parts[part_of(view, "wing")]
    assert 2 * wing.half[1] == pytest.approx(size.wing_length)
    assert pixels(view).std() > 10.0
    window.session.edit("area", lambda design: set_value(design, "array.area", 210.0))
    settle()
    larger = view.model._shape.parts[part_of(view, "wing")]
    assert larger.half[1] / wing.half[1] == pytest.approx(2**0.5)


def test_the_clock_moves_the_satellite_and_colours_it(window: MainWindow) -> None:
    view, session = tab(window), window.session
    scene, season = view.model.scene, session.table("illumination").season
    row = int(season.worst_day)
    session.clock.set_day(row * session.clock.day_step)
    dark = int(np.argmin(season.visible_fraction[row]))
    lit = int(np.argmax(session.table("panel").temperature_front_map[row]))
    pictures = []
    for step in (lit, dark):
        session.clock.set_phase((step + 0.5) / len(season.phase))
        assert scene._pose.light == season.visible_fraction[row, step]
        assert scene._values.front == session.table("panel").temperature_front_map[row, step] - 273.15
        pictures.append(pixels(view))
    assert scene._pose.light < 0.01
    assert scene._caption[1] == "in eclipse"
    assert pictures[0].max(axis=-1).mean() > 1.1 * pictures[1].max(axis=-1).mean()


def test_the_body_has_a_temperature_where_the_nodes_know_it(window: MainWindow) -> None:
    view, session = tab(window), window.session
    scene, season, nodes = view.model.scene, session.table("illumination").season, session.table("nodes")
    session.clock.set_day(int(season.worst_day) * session.clock.day_step)
    session.clock.set_phase(60.5 / len(season.phase))
    at = nodes.node_names.index("Structure")
    assert scene._values.bus == pytest.approx(nodes.node_temperatures_worst_day[at, 60] - 273.15)
    view.model.select(Hit(part_of(view, "bus"), "front"))
    assert "°C" in view.findChild(QLabel, "satellite-read-out").text()
    session.clock.set_day((int(season.worst_day) + 20) % 180 * session.clock.day_step)
    assert np.isnan(scene._values.bus)
    assert "°C" not in view.findChild(QLabel, "satellite-read-out").text()


def test_the_earth_lies_at_the_nadir_and_the_wings_face_the_sun(window: MainWindow) -> None:
    session = window.session
    season = session.table("illumination").season
    for day, step in ((0, 0), (90, 40), (182, 119)):
        held = pose_at(session.design, season, day, (step + 0.0) / 120, 0.0)
        assert np.allclose(held.position, season.position[day, step])
        assert np.allclose(held.axes[0], season.sun[day])
        assert abs(held.axes[1] @ held.up) < 1e-9
    zenith = set_value(session.design, "mission.attitude", "zenith")
    held = pose_at(zenith, season, 90, 0.25, 0.0)
    assert np.allclose(held.axes[0], held.up)
    axis = set_value(set_value(session.design, "mission.attitude", "one_axis"), "mission.wing_axis", "velocity")
    held = pose_at(axis, season, 90, 0.25, 0.0)
    assert abs(abs(held.axes[1] @ held.ahead) - 1.0) < 1e-3


@pytest.mark.parametrize("attitude", ["edge_to_sun", "sun_facing", "earth_facing", "orbit_plane", "behind_array"])
@pytest.mark.parametrize("array", ["sun_pointing", "zenith", "edge_on", "nadir"])
def test_radiators_are_held_as_the_analysis_takes_them(session: Session, attitude: str, array: str) -> None:
    """Their normal has the cosines to Sun and Earth that the heat balance counts with."""
    season = session.table("illumination").season
    design = set_value(set_value(session.design, "thermal.radiator_attitude", attitude), "mission.attitude", array)
    for day, step in ((5, 17), (91, 64)):
        held = pose_at(design, season, day, step / 120, 0.0)
        turn = held.radiator_turn
        normal = np.cos(turn) * held.axes[1] + np.sin(turn) * held.axes[0]
        if attitude == "behind_array":
            assert turn == 0.0
            continue
        wanted = {"edge_to_sun": np.cross(held.up, held.sun), "sun_facing": held.sun, "earth_facing": held.up,
                  "orbit_plane": held.orbit_normal}[attitude]  # fmt: skip
        assert abs(normal @ wanted) / np.linalg.norm(wanted) == pytest.approx(1.0, abs=1e-9)


@pytest.mark.parametrize("kind", ["wing", "radiator", "bus", "terminal"])
def test_a_part_is_read_out_and_explained(window: MainWindow, kind: str) -> None:
    view = tab(window)
    label = view.findChild(QLabel, "satellite-read-out")
    assert "Click" in label.text()
    hit = Hit(part_of(view, kind), "front")
    view.model.select(hit)
    words = label.text()
    asked: list[str] = []
    view.explain_requested.connect(asked.append)
    view.model._open(hit)
    if kind == "terminal":
        assert words == "Link terminal 1"
        assert asked == []
    else:
        assert all(name in RESULTS for name in asked)
        assert len(asked) == 1
        assert window.views["explain"].isVisible()
    if kind in ("wing", "radiator"):
        assert "°C" in words
        assert "m²" in words
        assert "kg" in words
    view.model.select(None)
    assert "Click" in label.text()


def test_a_click_in_the_picture_picks(window: MainWindow) -> None:
    view = tab(window)
    view.show_view("sun")
    pixels(view)
    scene, widget = view.model.scene, view.model.widget
    wing = scene._body.shape.parts[part_of(view, "wing")]
    place = (wing.centre + np.array([wing.half[0], 0.1, 0.1])) @ (scene._pose.axes @ scene._axes.T)
    found, _ = scene._projection.pixels(place[None])
    ratio = widget.devicePixelRatioF()
    x, y = found[0, 0] / ratio, widget.height() - found[0, 1] / ratio
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert view.model._hit == Hit(part_of(view, "wing"), "front")
    asked: list[str] = []
    view.explain_requested.connect(asked.append)
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert asked == ["panel.temperature"]
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(2, widget.height() - 60))
    assert view.model._hit is None


def test_surfaces_and_temperature_and_what_stands_still_can_be_chosen(window: MainWindow) -> None:
    view = tab(window)
    one = pixels(view)
    colouring = view.findChild(QComboBox, "satellite-colouring")
    colouring.setCurrentIndex(colouring.findData("surfaces"))
    assert view.model.scene._scale is None
    other = pixels(view)
    assert np.abs(one - other).max() > 60.0
    frame = view.findChild(QComboBox, "satellite-frame")
    for name in ("sun", "body", "earth"):
        frame.setCurrentIndex(frame.findData(name))
        assert view.model.scene._frame == name
        assert pixels(view).std() > 8.0


def test_both_themes_reach_the_picture(window: MainWindow) -> None:
    view = tab(window)
    dark = pixels(view)[:6].mean()
    window.actions_by_name["dark"].setChecked(False)
    assert pixels(view)[:6].mean() > dark + 150.0


def test_a_stage_that_fails_is_told_and_the_picture_stays(window: MainWindow) -> None:
    view = tab(window)
    window.session.edit("cold", lambda design: set_value(design, "thermal.target_temperature", 150.0))
    settle()
    assert view.model.face == "failed"
    assert view.model._shape is not None
    window.session.undo()
    settle()
    assert view.model.face == "fresh"


def test_every_button_has_words_and_fits(make_window) -> None:
    window = make_window(views=("satellite",))
    window.tabs.setCurrentIndex(list(TABS).index("satellite"))
    QApplication.processEvents()
    view = tab(window)
    for button in view.findChildren(QToolButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width() - 1, button.text()
            assert button.text()
