"""The Orbit view as a widget: in OpenGL where the platform has it, as pictures where not."""

import math
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QOffscreenSurface, QOpenGLContext, QWheelEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from studio.gui.orbit.widget import OrbitWidget
from studio.gui.space import gl_view
from studio.gui.space.arrays import EARTH_RADIUS
from studio.gui.surface import surface_format
from studio.gui.theme import Theme

# Qt's platform without a screen says so whenever a window is raised or given a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(params=["found out", "pictures"])
def widget(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[OrbitWidget]:
    """Both ways of drawing, where there are two."""
    made = OrbitWidget(opengl=False if request.param == "pictures" else None)
    qtbot.addWidget(made, before_close_func=OrbitWidget.close_view)
    made.resize(480, 360)
    made.scene.set_sun((1.0, -0.4, 0.2))
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close_view()


def at(image: QImage, across: float, down: float) -> QColor:
    return image.pixelColor(int(image.width() * across), int(image.height() * down))


def looks_right(image: QImage) -> bool:
    """The Earth in the middle, by day, before a dark background."""
    middle = np.array([at(image, x, 0.5).getRgb()[:3] for x in np.linspace(0.35, 0.65, 40)], dtype=float)
    corner = at(image, 0.03, 0.5)
    return bool(middle.max() > 80.0 and middle.std() > 8.0 and 0 < corner.lightness() < 45)


def shown(widget: OrbitWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab_image()


def test_software_and_missing_opengl_are_drawn_as_pictures(qapp) -> None:
    if QApplication.platformName() in ("offscreen", "minimal"):
        assert not gl_view.usable()
        return
    context, surface = QOpenGLContext(), QOffscreenSurface()
    context.setFormat(surface_format())
    assert context.create()
    surface.setFormat(context.format())
    surface.create()
    assert context.makeCurrent(surface)
    renderer = str(context.functions().glGetString(0x1F01)).lower()
    context.doneCurrent()
    assert gl_view.usable() is not any(name in renderer for name in ("llvmpipe", "softpipe", "swiftshader"))


def test_the_earth_is_seen(widget: OrbitWidget) -> None:
    image = shown(widget)
    ratio = widget.devicePixelRatioF()
    assert image.size().toTuple() == (round(480 * ratio), round(360 * ratio))
    assert looks_right(image)
    assert looks_right(widget.grab().toImage())  # what stands in the window, and what a screenshot of it shows


def test_it_draws_the_newest_state_once_per_turn_of_the_event_loop(
    widget: OrbitWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(widget)
    qtbot.wait(gl_view._STILL + 250)  # the fine picture of the still view
    prepare, drawn = widget.scene.prepare, []
    monkeypatch.setattr(widget.scene, "prepare", lambda *args: (drawn.append(args), prepare(*args)))
    QApplication.processEvents()
    assert not drawn
    for step in range(20):
        widget.scene.set_earth_angle(0.1 * step + 0.05)
    QApplication.processEvents()
    assert len(drawn) == 1
    widget.hide()
    widget.scene.set_earth_angle(3.0)
    QApplication.processEvents()
    assert len(drawn) == 1
    widget.show()
    qtbot.waitUntil(lambda: len(drawn) > 1)


def test_resized_it_fills_its_place(widget: OrbitWidget) -> None:
    for size in ((700, 300), (300, 500)):
        widget.resize(*size)
        image = shown(widget)
        ratio = widget.devicePixelRatioF()
        assert image.size().toTuple() == (round(size[0] * ratio), round(size[1] * ratio))
        assert at(image, 0.5, 0.5).lightness() > 8
        # The Earth fits into the shorter side and is round: as far to the right as up.
        assert at(image, 0.02, 0.02).lightness() < 45


def test_words_in_the_scene_are_as_large_as_the_user_wants_texts(widget: OrbitWidget, monkeypatch) -> None:
    ratios: list[float] = []
    finest: list[float] = []
    prepare = widget.scene.prepare
    monkeypatch.setattr(widget.scene, "prepare", lambda *args: (ratios.append(args[2]), prepare(*args)))
    theme = Theme()
    try:
        for percent in (100, 150):
            theme.resize(percent)
            widget.scene.set_earth_angle(0.01 * percent)
            shown(widget)
            finest.append(max(ratios))
    finally:
        theme.resize(100)
    assert finest[1] == pytest.approx(1.5 * finest[0])


def test_the_theme_changes(widget: OrbitWidget) -> None:
    assert at(shown(widget), 0.03, 0.5).lightness() < 45
    widget.set_theme(dark=False)
    assert at(shown(widget), 0.03, 0.5).lightness() > 200
    widget.set_theme(dark=True)
    assert looks_right(shown(widget))


def test_it_survives_floating_docking_and_tabs(widget: OrbitWidget, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(900, 600)
    dock, other = QDockWidget("Orbit"), QDockWidget("Other")
    dock.setWidget(widget)
    other.setWidget(QLabel("other"))
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, other)
    with qtbot.waitExposed(window):
        window.show()
    for floating in (True, False, True, False):
        dock.setFloating(floating)
        for _ in range(4):
            QApplication.processEvents()
        assert looks_right(shown(widget)), f"floating: {floating}"
    window.tabifyDockWidget(dock, other)
    other.raise_()
    QApplication.processEvents()
    dock.raise_()
    QApplication.processEvents()
    assert looks_right(shown(widget))
    widget.scene.set_sun((-1.0, 0.4, -0.2))
    widget.view("sun")
    assert looks_right(shown(widget))
    widget.setParent(None)  # the window would take it along


def test_a_window_may_take_it_along_when_it_goes(qtbot: QtBot) -> None:
    window = QMainWindow()
    widget = OrbitWidget()
    window.setCentralWidget(widget)
    with qtbot.waitExposed(window):
        window.show()
    shown(widget)
    window.close()
    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()


def test_a_picture_made_beside_it_leaves_it_alone(widget: OrbitWidget) -> None:
    assert looks_right(shown(widget))
    exported = widget.scene.render_image(640, 480)
    assert exported.shape == (480, 640, 4)
    assert exported[240, 220:420, :3].std() > 8.0
    widget.scene.set_earth_angle(0.3)
    assert looks_right(shown(widget))


def satellites() -> np.ndarray:
    angle = np.linspace(0.0, 2.0 * np.pi, 8, endpoint=False)
    flat = np.stack([np.zeros(8), np.cos(angle), np.sin(angle)], axis=-1)
    return 1.3 * EARTH_RADIUS * flat


def place_of(widget: OrbitWidget, index: int) -> QPoint:
    """Where in the widget a satellite is drawn."""
    shown(widget)
    projection = widget.scene._projection
    places, _ = projection.pixels(satellites()[index : index + 1] / EARTH_RADIUS)
    ratio = widget.devicePixelRatioF()
    return QPoint(round(places[0, 0] / ratio), round((projection.height - places[0, 1]) / ratio))


def test_a_click_picks(widget: OrbitWidget, qtbot: QtBot) -> None:
    widget.scene.set_satellites(satellites())
    widget.scene.rig.look(np.array([6.0, 0.0, 0.0]), np.zeros(3), np.array([0.0, 0.0, 1.0]))
    for index in (0, 3, 6):
        place = place_of(widget, index)
        with qtbot.waitSignal(widget.picked) as caught:
            qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)
        assert caught.args == [index]
    with qtbot.waitSignal(widget.picked) as caught:
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
    assert caught.args == [-1]


def drag(
    qtbot: QtBot, widget: OrbitWidget, button: Qt.MouseButton, change: QPoint, keys=Qt.KeyboardModifier.NoModifier
):
    start = QPoint(200, 150)
    qtbot.mousePress(widget, button, keys, start)
    for step in (1, 2, 3, 4):
        position = QPointF(start + change * step / 4)
        QApplication.sendEvent(widget, _move(widget, position, button, keys))
    qtbot.mouseRelease(widget, button, keys, start + change)


def _move(widget: OrbitWidget, position: QPointF, button: Qt.MouseButton, keys: Qt.KeyboardModifier) -> QMouseEvent:
    return QMouseEvent(
        QEvent.Type.MouseMove, position, widget.mapToGlobal(position), Qt.MouseButton.NoButton, button, keys
    )


def test_dragging_turns_and_pans_and_picks_nothing(widget: OrbitWidget, qtbot: QtBot) -> None:
    rig = widget.scene.rig
    start, focal = rig.position, rig.focal
    with qtbot.assertNotEmitted(widget.picked):
        drag(qtbot, widget, Qt.MouseButton.LeftButton, QPoint(60, 20))
    assert np.array_equal(rig.focal, focal)
    assert np.linalg.norm(rig.position) == pytest.approx(float(np.linalg.norm(start)))
    # Dragged to the right, the Earth turns to the right: the camera goes round to the west. Dragged down, it rises.
    west = math.atan2(rig.position[1], rig.position[0]) - math.atan2(start[1], start[0])
    assert math.remainder(west, 2 * math.pi) == pytest.approx(-60 * 0.007, abs=0.05)
    assert rig.position[2] > start[2]
    turned = rig.position
    drag(qtbot, widget, Qt.MouseButton.MiddleButton, QPoint(60, 0))
    assert np.linalg.norm(rig.focal - focal) > 0.05
    assert np.allclose(rig.position - rig.focal, turned - focal)
    panned = rig.focal
    drag(qtbot, widget, Qt.MouseButton.LeftButton, QPoint(60, 0), Qt.KeyboardModifier.ShiftModifier)
    assert np.linalg.norm(rig.focal - panned) > 0.05


def test_panning_moves_the_picture_with_the_mouse(widget: OrbitWidget, qtbot: QtBot) -> None:
    widget.scene.set_satellites(satellites())
    widget.scene.rig.look(np.array([6.0, 0.0, 0.0]), np.zeros(3), np.array([0.0, 0.0, 1.0]))
    before = place_of(widget, 2)
    drag(qtbot, widget, Qt.MouseButton.MiddleButton, QPoint(40, 24))
    moved = place_of(widget, 2) - before
    assert abs(moved.x() - 40) <= 3
    assert abs(moved.y() - 24) <= 3


def test_the_wheel_zooms_and_a_double_click_resets(widget: OrbitWidget, qtbot: QtBot) -> None:
    rig = widget.scene.rig
    start = rig.position
    for notch, nearer in ((120, True), (-120, False)):
        before = rig.distance
        event = QWheelEvent(
            QPointF(100, 100), widget.mapToGlobal(QPointF(100, 100)), QPoint(), QPoint(0, notch),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)
        assert (rig.distance < before) is nearer
    drag(qtbot, widget, Qt.MouseButton.LeftButton, QPoint(60, 20))
    assert not np.allclose(rig.position, start)
    qtbot.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert np.allclose(rig.position, start)


def test_every_movement_has_a_key(widget: OrbitWidget, qtbot: QtBot) -> None:
    rig = widget.scene.rig
    start = rig.position

    def press(key: Qt.Key) -> np.ndarray:
        qtbot.keyClick(widget, key)
        return rig.position.copy()

    assert not np.allclose(press(Qt.Key.Key_Left), start)
    assert np.allclose(press(Qt.Key.Key_Right), start)
    assert press(Qt.Key.Key_Up)[2] > start[2]
    assert np.allclose(press(Qt.Key.Key_Down), start)
    assert np.linalg.norm(press(Qt.Key.Key_Plus)) < np.linalg.norm(start)
    assert np.allclose(press(Qt.Key.Key_Minus), start)
    press(Qt.Key.Key_Left)
    assert np.allclose(press(Qt.Key.Key_Home), start)
    press(Qt.Key.Key_4)
    assert np.allclose(rig.direction, [0.0, 0.0, -1.0])
    assert np.allclose(press(Qt.Key.Key_R), start)
    press(Qt.Key.Key_2)
    assert np.allclose(rig.direction, -widget.scene._sun)
    assert np.allclose(press(Qt.Key.Key_1), start)


def test_closed_it_is_quiet(widget: OrbitWidget, qtbot: QtBot) -> None:
    shown(widget)
    widget.close_view()
    widget.close_view()
    widget.scene.set_sun((0.0, 1.0, 0.0))
    widget.resize(500, 380)
    QApplication.processEvents()
    widget.repaint()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert widget.grab_image().isNull()


def test_several_can_be_open_and_closed_in_turn(qtbot: QtBot) -> None:
    for _ in range(3):
        pair = [OrbitWidget(), OrbitWidget()]
        for one in pair:
            qtbot.addWidget(one)
            one.resize(320, 240)
            one.scene.set_sun((1.0, -0.4, 0.2))
            with qtbot.waitExposed(one):
                one.show()
        assert all(looks_right(shown(one)) for one in pair)
        for one in pair:
            one.close()
            assert one.grab_image().isNull()
