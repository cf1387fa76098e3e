"""Imported element sets in the window: read in a dialog, listed and removed, drawn, picked, and looked for nearby."""

import json
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import Qt

from studio.design.element_edit import add_elements
from studio.design.element_sets import ElementSets
from studio.document import preset
from studio.document.document import Document
from studio.document.elements.reader import read_elements
from studio.gui import import_dialog
from studio.gui.fleet.imported_page import ImportedPage
from studio.gui.fleet.neighbours_page import NeighboursPage
from studio.gui.import_dialog import ImportDialog
from studio.gui.orbit_view import OrbitView
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker
from studio.physics.constants import R_EARTH
from studio.physics.fleet.sgp4_fleet import path

CASES = json.loads((Path(__file__).parents[1] / "data" / "sgp4_verification.json").read_text())["cases"]
TEXT = "".join(f"OBJECT {place}\n{case['first']}\n{case['second']}\n" for place, case in enumerate(CASES))
ROWS = "\n".join((
    "101 61041.5 15.05 0.0001 53 10 0 0 0.0001 LOW ONE",
    "102 61041.5 13.2 0.1 97 20 0 0 0.0001 ACROSS",
    "103 61041.5 1.0027 0.0001 0 0 0 0 0 FAR AWAY",
    "104 61041.5 16.4 0.0001 53 0 0 0 0.9 COMES DOWN",
))  # fmt: skip


@pytest.fixture
def session(qapp):
    made = Session(Document(preset("suncatcher-cluster")), Theme(), ImmediateWorker)
    made.start()
    yield made
    made.close()


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.resize(900, 600)
    widget.show()
    qtbot.wait(30)
    return widget


def bring(session: Session, name: str = "some", rows: str = ROWS) -> None:
    sets = ElementSets(name, rows, "a test", "2026-01-02")
    assert session.edit("Import", lambda design: add_elements(design, sets)) is None


def test_file_is_read_shown_and_taken_in_one_step(qtbot, session: Session, tmp_path: Path) -> None:
    source = tmp_path / "verification.tle"
    source.write_text(TEXT)
    before = session.design
    dialog = shown(qtbot, ImportDialog(session, source))
    qtbot.waitUntil(lambda: dialog.looked is not None, timeout=20_000)
    assert f"{len(CASES)} objects (TLE)" in dialog.words.text()
    assert session.design == before
    dialog.name.setText("Vallado")
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    (only,) = session.design.fleet.imported
    assert (only.name, only.objects, only.source) == ("Vallado", len(CASES), "verification.tle, TLE")
    assert session.document.undo_label == "Import element sets"
    session.undo()
    assert session.design == before


def test_damaged_file_says_why_and_cannot_be_taken(qtbot, session: Session, tmp_path: Path) -> None:
    source = tmp_path / "bad.tle"
    source.write_text(TEXT[:-30])
    dialog = shown(qtbot, ImportDialog(session, source))
    qtbot.waitUntil(lambda: "columns" in dialog.status.text(), timeout=20_000)
    assert f"line {3 * len(CASES)}" in dialog.status.text()
    assert not dialog.take.isEnabled()
    dialog.reject()
    assert not session.design.fleet.imported


def test_window_asks_for_a_file(make_window, monkeypatch, tmp_path: Path) -> None:
    window = make_window("suncatcher-cluster", views=())
    source = tmp_path / "verification.tle"
    source.write_text(TEXT)
    monkeypatch.setattr(import_dialog.QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    window.actions_by_name["import"].trigger()
    assert window.findChild(ImportDialog) is None
    monkeypatch.setattr(import_dialog.QFileDialog, "getOpenFileName", lambda *_: (str(source), ""))
    window.actions_by_name["import"].trigger()
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


def test_warning_of_old_elements_leads_to_their_page(qtbot, make_window) -> None:
    window = make_window("suncatcher-cluster", views=("design", "fleet"))
    bring(window.session, rows=ROWS.replace("61041.5", "60000.5"))
    lists = window.views["design"].issue_list
    qtbot.waitUntil(lambda: any("days or more away" in line.text() for line in lists._lines), timeout=20_000)
    assert any("Imported element sets" in line.text() for line in lists._lines)
    lists.chosen.emit("fleet.imported")
    assert window.tabs.currentWidget() is window.views["fleet"]
    page = window.views["fleet"].findChild(ImportedPage)
    assert page is not None
    assert page.isVisible()


def test_menu_hides_tracks_and_imported_satellites(make_window) -> None:
    window = make_window("suncatcher-cluster", views=("orbit",))
    scene = window.views["orbit"].scene
    for name, part in (("ground-track", "track"), ("imported-shown", "real")):
        action = window.actions_by_name[name]
        assert action.isChecked()
        action.trigger()
        assert part in scene._hidden
        action.trigger()
        assert part not in scene._hidden


def test_page_lists_and_removes(qtbot, session: Session) -> None:
    page = shown(qtbot, ImportedPage(session))
    assert page.table.rowCount() == 0
    assert not page.buttons["remove"].isEnabled()
    bring(session)
    bring(session, "others", "7 61041.5 15.05 0.0001 53 10 0 0 0.0001")
    qtbot.waitUntil(lambda: page.figures.texts.get("fleet.imported_objects") == "5", timeout=10_000)
    assert [page.table.item(row, 0).text() for row in range(2)] == ["some", "others"]
    assert page.table.item(0, 1).text() == "4"
    assert page.bars.isVisible()
    page.table.selectRow(0)
    page.buttons["remove"].click()
    assert [one.name for one in session.design.fleet.imported] == ["others"]
    session.undo()
    assert len(session.design.fleet.imported) == 2


def test_orbit_view_flies_them_and_reads_one_out(qtbot, session: Session) -> None:
    bring(session)
    view = shown(qtbot, OrbitView(session))
    qtbot.waitUntil(lambda: view.real.flown is not None and view.scene._real.placed == 3, timeout=20_000)
    imported, flown = view.real.imported, view.real.flown
    assert imported is not None
    assert flown is not None
    assert flown.time == session.table("orbit").epoch
    np.testing.assert_allclose(view.scene._real.positions[0] * R_EARTH, path(imported.elements, 0, [flown.time])[0])
    assert view.real.legend == "● 3 imported objects, 1 more have no place at this time"
    view._picked(view.scene.own_count + 1)
    assert view.selected is None
    assert view._read_out.text().startswith("ACROSS #102")
    assert view.scene._selection.label == "ACROSS #102"
    track = view.scene._track.points
    assert track is not None
    # The clock moves them on, and the selected one stays selected.
    session.clock.set_phase(0.25)
    later = session.table("orbit").epoch + session.clock.elapsed
    qtbot.waitUntil(lambda: view.real.flown is not None and view.real.flown.time == later, timeout=20_000)
    np.testing.assert_allclose(view.scene._real.positions[1] * R_EARTH, path(imported.elements, 1, [later])[0])
    assert view.scene._selection.label == "ACROSS #102"
    assert not np.array_equal(view.scene._track.points, track)
    view.select_real(3)
    assert "has no place" in view._read_out.text()
    view._picked(0)
    assert view._read_out.text().startswith("Satellite 1 of 81")
    view.select_real(2)
    session.edit("Remove", lambda design: msgspec.structs.replace(
        design, fleet=msgspec.structs.replace(design.fleet, imported=())))  # fmt: skip
    assert view.scene._real.count == 0
    assert view.real_selected is None
    assert view.real.legend == ""
    view.close_view()


def test_track_of_a_satellite_of_the_design_passes_below_it(qtbot, session: Session) -> None:
    view = shown(qtbot, OrbitView(session))
    session.clock.set_phase(0.3)
    points = view.scene._track.points
    assert points is not None
    angle, place = view.scene._earth_angle, view.scene._satellites.positions[0]
    x, y, z = place / np.linalg.norm(place)
    below = np.array([np.cos(angle) * x + np.sin(angle) * y, np.cos(angle) * y - np.sin(angle) * x, z])
    assert np.min(np.arccos(np.clip(points @ below, -1.0, 1.0))) < 1e-3
    view.select(None)
    assert view.scene._track.points is None
    view.close_view()


def test_clock_may_move_before_anything_is_drawn(qtbot, qapp) -> None:
    fresh = Session(Document(preset("suncatcher-cluster")), Theme(), ImmediateWorker)
    view = OrbitView(fresh)
    qtbot.addWidget(view)
    view.show()
    fresh.start()
    fresh.clock.set_phase(0.4)
    view._moved()
    fresh.close()
    view.close_view()


def test_nearest_real_object_is_found(qtbot, session: Session) -> None:
    bring(session)
    page = shown(qtbot, NeighboursPage(session))
    qtbot.waitUntil(lambda: page.found is not None, timeout=60_000)
    assert page.found is not None
    assert page.found.approach is not None
    assert "the nearest of 4 imported objects was " in page.real.text()
    imported = read_elements(TEXT.encode())
    assert len(imported.elements) == len(CASES)
    near = page.found.approach
    assert page._imported is not None
    time = session.table("orbit").epoch + near.time
    place = path(page._imported.elements, near.object, [time])[0]
    # The cluster is a kilometre wide, at a corner of the triangle with the centre of the Earth.
    apart = abs(np.linalg.norm(place) - session.table("orbit").semi_major_axis)
    assert near.distance >= apart - 3e3
    page.tasks.close()
