"""Pictures of plots at any size: what is asked for is what the file has, and the menu of a plot leads there."""

import csv
import io
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from studio.document import preset
from studio.document.document import Document
from studio.gui import picture_dialog
from studio.gui.film_dialog import PictureDialog
from studio.gui.orbit.sharp import camera_of, elapsed_of, nearest_time
from studio.gui.orbit_view import OrbitView
from studio.gui.panel.charts.life import LifeChart
from studio.gui.picture_dialog import SavePicture
from studio.gui.plots.power import PowerView
from studio.gui.plots.season import SeasonView
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.gui.writing import picture_of
from studio.jobs.immediate import ImmediateWorker
from studio.physics.orbit import MeanElements, secular_state

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def session(qapp):
    made = Session(Document(preset("ai1-120kw")), Theme(), ImmediateWorker)
    made.start()
    yield made
    made.close()


def shown(qtbot, view, size=(640, 360)):
    qtbot.addWidget(view)
    view.resize(*size)
    view.show()
    qtbot.waitExposed(view)
    QGuiApplication.processEvents()
    return view


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def test_png_has_the_size_and_is_drawn_in_it(qtbot, session: Session, tmp_path: Path) -> None:
    view = shown(qtbot, PowerView(session))
    dialog = SavePicture(view, "power")
    assert (dialog.width_box.value(), dialog.height_box.value()) == (1280, 720)
    dialog.height_box.setValue(1080)
    assert dialog.width_box.value() == 1920
    dialog.width_box.setValue(960)
    dialog.write(tmp_path / "power")
    qtbot.waitUntil(lambda: dialog.status.text() == "Written to power.png.")
    large = pixels(tmp_path / "power.png")
    assert large.shape == (540, 960, 3)
    dialog.width_box.setValue(640)
    dialog.write(tmp_path / "small.png")
    qtbot.waitUntil(lambda: dialog.status.text() == "Written to small.png.")
    small = pixels(tmp_path / "small.png")
    stretched = np.asarray(Image.fromarray(small.astype(np.uint8)).resize((960, 540))).astype(int)
    assert np.abs(large - stretched).mean() < 12.0  # the same plot
    assert np.abs(np.diff(large, axis=1)).mean() > np.abs(np.diff(stretched, axis=1)).mean()  # and no blurred one
    dialog.write(tmp_path / "missing" / "x.png")
    qtbot.waitUntil(lambda: "cannot be written" in dialog.status.text())
    dialog.reject()


def test_lines_grow_with_the_picture(qtbot, session: Session) -> None:
    view = shown(qtbot, PowerView(session))
    blue = np.array(list(bytes.fromhex(view.orbit_series[1].tint(session.theme.colours)[1:])))
    counts = []
    for scale in (1.0, 4.0):
        image = picture_of(view.orbit_chart, scale).convertToFormat(QImage.Format.Format_RGB888)
        rows = np.array(image.constBits()).reshape(image.height(), -1)[:, : 3 * image.width()]
        near = np.abs(rows.reshape(image.height(), -1, 3).astype(int) - blue).max(axis=-1) < 40
        counts.append(np.count_nonzero(near))
    assert counts[1] > 7 * counts[0] > 0  # four times as long, and wider; in one of them edges are smoothed


def test_svg_holds_the_words_of_the_plot(qtbot, session: Session, tmp_path: Path) -> None:
    view = shown(qtbot, PowerView(session))
    dialog = SavePicture(view, "power")
    dialog.write(tmp_path / "power.svg")
    qtbot.waitUntil(lambda: dialog.status.text() == "Written to power.svg.")
    root = ElementTree.parse(tmp_path / "power.svg").getroot()
    words = " ".join(one.text or "" for one in root.iter(f"{SVG}text"))
    assert "Time from the ascending node [min]" in words
    assert root.get("viewBox") == "0 0 640 360"
    dialog.copy.click()
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (1280, 720)
    dialog.reject()


@pytest.mark.parametrize("kind", [PowerView, SeasonView])
def test_the_right_button_over_a_plot_brings_the_menu(qtbot, session: Session, kind) -> None:
    view = shown(qtbot, kind(session))
    chart = view.orbit_chart if kind is PowerView else view.chart
    box = chart.plots[0].box
    middle = chart.mapFromScene(QPointF(box.sceneBoundingRect().center()))
    QTest.mouseClick(chart.viewport(), Qt.MouseButton.RightButton, pos=middle)
    assert view.menu.isVisible()
    view.menu.close()
    next(one for one in view.menu.actions() if one.text() == "Save picture…").trigger()
    dialog = view.window().findChild(SavePicture)
    assert dialog is not None
    assert dialog.widget is view
    dialog.reject()


def test_data_of_a_chart_are_written_as_they_are_shown(qtbot, session: Session, tmp_path: Path, monkeypatch) -> None:
    view = shown(qtbot, LifeChart(session))
    asked = "studio.gui.plots.taking_out.QFileDialog.getSaveFileName"
    monkeypatch.setattr(asked, lambda *_: (str(tmp_path / "life"), ""))
    next(one for one in view.menu.actions() if one.text() == "Save data…").trigger()
    rows = list(csv.reader(io.StringIO((tmp_path / "life.csv").read_text())))
    assert rows == view.data()
    assert len(rows) > 3


def test_dialog_asks_where_to(qtbot, session: Session, tmp_path: Path, monkeypatch) -> None:
    view = shown(qtbot, SeasonView(session))
    monkeypatch.setattr(picture_dialog.QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.png"), ""))
    dialog = picture_dialog.ask_picture(view, "season")
    dialog.save.click()
    qtbot.waitUntil((tmp_path / "a.png").is_file)
    assert pixels(tmp_path / "a.png").shape == (720, 1280, 3)
    dialog.reject()


def test_time_is_found_back_from_a_place() -> None:
    for eccentricity in (0.0, 0.6):
        elements = MeanElements(20_000e3, eccentricity, 1.1, 0.4, 2.0, 0.3)
        place, _ = secular_state(elements, 12_345.0)
        assert nearest_time(elements, place, 10_000.0) == pytest.approx(12_345.0, abs=1.0)


def test_orbit_view_is_written_as_lines_from_where_its_camera_stands(qtbot, session: Session, tmp_path: Path) -> None:
    view = OrbitView(session)
    shown(qtbot, view, (500, 400))
    session.clock.set_day(100)
    session.clock.set_phase(0.3)
    dialog = PictureDialog(view)
    qtbot.addWidget(dialog)
    dialog.width_box.setValue(800)
    dialog.height_box.setValue(450)
    dialog.write(tmp_path / "orbit.svg")
    qtbot.waitUntil(lambda: not dialog.tasks.busy, timeout=30_000)
    QGuiApplication.processEvents()
    root = ElementTree.parse(tmp_path / "orbit.svg").getroot()
    season = session.table("illumination").season
    _, places = view._satellites(season, session.clock.row, session.clock.phase)
    camera = camera_of(view, 800, 450)
    wanted, _ = camera.project(places)
    dots = [(float(one.get("cx") or 0), float(one.get("cy") or 0)) for one in root.iter(f"{SVG}circle")]
    hidden = bool(camera.hidden(places)[0])
    assert hidden or min(np.hypot(x - wanted[0, 0], y - wanted[0, 1]) for x, y in dots) < 3.0
    assert abs(elapsed_of(view) - session.clock.time) < session.clock.period
    dialog = PictureDialog(view)
    qtbot.addWidget(dialog)
    dialog.write(tmp_path / "missing" / "orbit.svg")
    qtbot.waitUntil(lambda: not dialog.tasks.busy, timeout=30_000)
    QGuiApplication.processEvents()
    assert "could not be written" in dialog.status.text().lower()
    dialog.reject()
    view.close_view()
