"""The journey of a newcomer, with keyboard and mouse in the real window and the real worker thread.

Open a preset, drag the altitude, edit the stack, undo, save, reopen, and get the same numbers from the command line.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QSlider, QWidget
from pytestqt.qtbot import QtBot

from studio.document import read
from studio.gui.window import MainWindow
from studio.jobs.live import LiveWorker

pytestmark = pytest.mark.journey


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.session.busy, timeout=20000)
    for _ in range(5):
        QApplication.processEvents()


def test_the_whole_loop(make_window, qtbot: QtBot, monkeypatch, tmp_path: Path) -> None:
    window: MainWindow = make_window("suncatcher-cluster", worker=LiveWorker)
    session = window.session
    settle(window, qtbot)
    action = next(one for one in window._presets.actions() if one.data() == "shell-500km-eclipse")
    action.trigger()
    settle(window, qtbot)
    assert session.design.mission.altitude == 500e3
    start = session.design

    # Drag the altitude: many values, live, one undo step.
    inspector = window.views["design"]
    slider = altitude_slider(inspector)
    periods: list[float] = []
    session.outcome_changed.connect(lambda stage: stage == "orbit" and periods.append(session.table("orbit").period))
    drag(slider, 60)
    settle(window, qtbot)
    dragged = session.design.mission.altitude
    assert dragged > 550e3
    assert len(set(periods)) >= 2, "the plots must move while the hand does"
    assert session.table("orbit").semi_major_axis == pytest.approx(6378137.0 + dragged)
    assert len(session.document.history) == 1

    # Type a value with a unit; an ambiguous one is refused and the old value holds.
    inspector.focus_field("array.area")
    type_into(inspector.rows["array.area"].editor, "12,5 m2")
    assert session.design.array.area == start.array.area
    type_into(inspector.rows["array.area"].editor, "140 m2")
    settle(window, qtbot)
    assert session.design.array.area == 140.0

    # Edit the stack with the keyboard: select the cover, duplicate it, then remove the copy by undo.
    window.actions_by_name["tab-panel"].trigger()
    panel = window.views["panel"]
    panel.select_layer(1)
    layers = session.design.stack.layers
    mass = session.table("panel").areal_mass
    session.edit("duplicate", lambda design: duplicate(design, 1))
    settle(window, qtbot)
    assert len(session.design.stack.layers) == len(layers) + 1
    assert session.table("panel").areal_mass > mass
    window.actions_by_name["undo"].trigger()
    settle(window, qtbot)
    assert session.design.stack.layers == layers
    assert session.table("panel").areal_mass == pytest.approx(mass)

    # Undo all, redo all.
    after = session.design
    while session.document.undo_label is not None:
        window.actions_by_name["undo"].trigger()
    assert session.design == start
    while session.document.redo_label is not None and session.design != after:
        window.actions_by_name["redo"].trigger()
    assert session.design == after
    settle(window, qtbot)

    # Save, reopen, and ask the command line.
    path = tmp_path / "journey.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.actions_by_name["save-as"].trigger()
    assert read(path) == after
    assert not window.isWindowModified()
    shown = session.results()
    assert window.filing.open(path)
    settle(window, qtbot)
    done = subprocess.run([sys.executable, "-m", "studio", "evaluate", str(path), "--json"], capture_output=True,
                          text=True, check=True)  # fmt: skip
    told = json.loads(done.stdout)["results"]
    for name in ("orbit.period", "illumination.sunlit_fraction_year", "panel.temperature", "power.array_eol",
                 "power.depth_of_discharge", "thermal.radiator_area", "mass.satellite"):  # fmt: skip
        assert told[name]["value"] == shown[name] == session.results()[name], name


def test_the_orbit_view_shows_an_earth_and_picks_a_satellite(make_window, qtbot: QtBot) -> None:
    window: MainWindow = make_window("shell-30deg", size=(1400, 900))
    view = window.views["orbit"]
    picture = view.grab_image()
    middle = picture.pixelColor(picture.width() // 2, picture.height() // 2)
    corner = picture.pixelColor(6, picture.height() - 6)
    assert middle != corner
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
    assert len(colours) > 500, "an Earth with clouds of colours, not an empty picture"
    view.select(100)
    QApplication.processEvents()
    assert "101" in view._read_out.text()
    picked: list[int] = []
    view.picked.connect(picked.append)
    QTest.mouseClick(view.widget, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    qtbot.waitUntil(lambda: bool(picked), timeout=3000)
    assert picked == [-1]
    assert view.selected is None


def altitude_slider(inspector) -> QSlider:
    inspector.focus_field("mission.altitude")
    slider = inspector.findChild(QSlider, "slider:mission.altitude")
    assert slider.accessibleName() == "Altitude"
    return slider


def drag(slider: QSlider, pixels: int) -> None:
    from PySide6.QtWidgets import QStyle, QStyleOptionSlider

    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    handle = slider.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle,
                                           slider).center()  # fmt: skip
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=handle)
    for step in range(1, 13):
        QTest.mouseMove(slider, handle + QPoint(pixels * step // 12, 0))
        QTest.qWait(40)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=handle + QPoint(pixels, 0))


def type_into(edit: QWidget, words: str) -> None:
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(edit, words)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def duplicate(design, position: int):
    from studio.design.edit import duplicate_layer

    return duplicate_layer(design, position)
