"""The Fleet tab: shells edited in a table, the year and a day of the fleet, and the Orbit view that draws them."""

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from studio.design import set_value
from studio.design.fleet import Fleet, Shell
from studio.document import preset
from studio.document.document import Document
from studio.gui.fleet.columns import COLUMNS
from studio.gui.fleet.light_page import LightPage
from studio.gui.fleet.neighbours_page import NeighboursPage
from studio.gui.fleet.shell_model import ShellModel
from studio.gui.fleet.shells_page import ShellsPage
from studio.gui.orbit_view import OrbitView
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker

PLACE = {column.name: number for number, column in enumerate(COLUMNS)}


@pytest.fixture
def session(qapp):
    design = msgspec.structs.replace(preset("suncatcher-cluster"), fleet=Fleet((
        Shell("inclined", altitude=5.5e5, planes=20, satellites_per_plane=30, copies=4),
        Shell("dawn", sun_synchronous=True, altitude=7e5, satellites_per_plane=100),
    )))  # fmt: skip
    made = Session(Document(design), Theme(), ImmediateWorker)
    made.start()
    yield made
    made.close()


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.resize(900, 600)
    widget.show()
    qtbot.wait(30)
    return widget


def cell(page: ShellsPage, row: int, column: str) -> str:
    return page.model.index(row, PLACE[column]).data()


def test_table_shows_every_shell_with_what_it_adds(qtbot, session: Session) -> None:
    page = shown(qtbot, ShellsPage(session))
    assert [cell(page, row, "name") for row in range(3)] == ["Main", "inclined", "dawn"]
    assert [cell(page, row, "satellites") for row in range(3)] == ["81", "2400", "100"]
    assert cell(page, 2, "inclination") == "SSO"
    assert cell(page, 1, "inclination") == "30"
    assert cell(page, 2, "ltan") == "06:00"
    assert cell(page, 1, "spacing") == "–"
    assert page.figures.texts["constellation.satellites"] == "2\N{NARROW NO-BREAK SPACE}581"
    assert float(cell(page, 1, "sunlit")) < float(cell(page, 2, "sunlit"))


def test_cells_are_edited_in_place_and_undone(qtbot, session: Session) -> None:
    page = shown(qtbot, ShellsPage(session))
    model = page.model
    assert model.setData(model.index(1, PLACE["altitude"]), "1.2 Mm")
    assert session.design.fleet.shells[0].altitude == 1.2e6
    assert model.setData(model.index(1, PLACE["inclination"]), "sso")
    assert session.design.fleet.shells[0].sun_synchronous
    assert model.setData(model.index(1, PLACE["inclination"]), "53")
    assert session.design.fleet.shells[0].inclination == pytest.approx(np.deg2rad(53))
    assert not session.design.fleet.shells[0].sun_synchronous
    assert model.setData(model.index(2, PLACE["ltan"]), "18:30")
    assert session.design.fleet.shells[1].ltan == 66600.0
    assert session.document.undo_label == "Local time of the node of dawn"
    session.undo()
    assert session.design.fleet.shells[1].ltan == 21600.0
    assert cell(page, 2, "ltan") == "06:00"


def test_refused_text_says_why_and_changes_nothing(qtbot, session: Session) -> None:
    page = shown(qtbot, ShellsPage(session))
    before = session.design
    assert not page.model.setData(page.model.index(1, PLACE["altitude"]), "50 km")
    assert "below 160 km" in page.message.text()
    assert not page.model.setData(page.model.index(1, PLACE["name"]), "dawn")
    assert "two shells" in page.message.text()
    assert session.design == before
    assert not page.model.flags(page.model.index(0, PLACE["altitude"])) & Qt.ItemFlag.ItemIsEditable


def test_shells_are_added_copied_and_removed(qtbot, session: Session) -> None:
    page = shown(qtbot, ShellsPage(session))
    page.buttons["add"].click()
    assert [shell.name for shell in session.design.fleet.shells] == ["inclined", "dawn", "Shell"]
    assert session.design.fleet.shells[2].altitude == session.design.mission.altitude + 50e3
    page.select(0)
    page.buttons["copy"].click()
    assert [shell.name for shell in session.design.fleet.shells] == ["inclined", "inclined 2", "dawn", "Shell"]
    page.buttons["remove"].click()
    assert [shell.name for shell in session.design.fleet.shells] == ["inclined", "dawn", "Shell"]
    page.table.setCurrentIndex(page.model.index(0, 0))
    assert not page.buttons["remove"].isEnabled()


def test_day_of_the_fleet_is_flown_beside_the_window(qtbot, session: Session) -> None:
    page = shown(qtbot, LightPage(session))
    fleet = session.table("fleet")
    assert page.lines.curves["value"] is not None
    page.choose("day")
    qtbot.waitUntil(lambda: page.day is not None, timeout=60_000)
    assert page.day is not None
    assert page.day.shares.size == 2581
    assert page.day.dark.mean() == pytest.approx(fleet.dark[0], abs=60)
    session.clock.set_day(170)
    qtbot.waitUntil(lambda: page.day is not None and page.day.begin == 170 * 86400.0, timeout=60_000)
    page.tasks.close()


def test_the_year_of_the_fleet_is_shaded_and_zooms_with_the_other_plots_of_the_year(qtbot, session: Session) -> None:
    page = shown(qtbot, LightPage(session))
    hidden = session.table("illumination").season.visible_fraction.min(axis=1) < 0.999
    shaded = sum(right - left for left, right, _ in page.shade.bands) / 86400.0
    assert shaded == hidden.sum() * session.table("illumination").day_step
    session.links.year.show(None, 100.0, 150.0, True)
    assert page.plot.box.viewRange()[0] == pytest.approx([100.0 * 86400.0, 150.0 * 86400.0])
    qtbot.keyClick(page.chart, Qt.Key.Key_Home)
    assert session.links.year.shown[2] is False
    page.choose("day")
    qtbot.waitUntil(lambda: not page.tie.active)
    assert page.shade.bands == []
    page.tasks.close()


def test_orbit_view_draws_the_fleet_and_reads_out_a_satellite(qtbot, session: Session) -> None:
    view = shown(qtbot, OrbitView(session))
    session.start()
    qtbot.waitUntil(lambda: view.scene.fleet_count == 2581, timeout=20_000)
    view.select(2500)
    assert "dawn" in view._read_out.text()
    assert view.altitude.isVisible()
    assert view.altitude.slider.accessibleName() == "Altitude of dawn"
    before = view.scene._fleet.data
    view.altitude.slider.setValue(900)
    qtbot.waitUntil(lambda: view.scene._fleet.data is not before, timeout=20_000)
    assert view.scene._fleet.data.planes.axis.max() == pytest.approx(6378137 + 900e3)
    session.undo()
    qtbot.waitUntil(lambda: view.scene._fleet.data.planes.axis.max() < 7.1e6, timeout=20_000)
    for place in range(view._colouring.count()):
        view._colouring.setCurrentIndex(place)
        assert view.scene.render_image(200, 150, fine=False).any()
    session.edit("none", lambda design: msgspec.structs.replace(design, fleet=Fleet()))
    qtbot.waitUntil(lambda: view.scene.fleet_count == 0, timeout=20_000)
    view._fleet_tasks.close()
    view._kernel_tasks.close()
    view.close_view()


def test_neighbours_are_found_beside_the_window(qtbot, session: Session) -> None:
    page = shown(qtbot, NeighboursPage(session))
    qtbot.waitUntil(lambda: page.found is not None, timeout=60_000)
    assert page.found is not None
    assert page.found.nearest.size == 2501  # the cluster of 81 counts once
    # Planes without a phasing meet where they cross.
    assert "at one place" in page.summary.text()
    assert "At all times" in page.always.text()
    page.found = None
    session.edit("phase", lambda design: set_value(design, "fleet.shells[inclined].phasing", 7))
    qtbot.waitUntil(lambda: page.found is not None, timeout=60_000)
    assert "apart" in page.summary.text()
    page.tasks.close()


def test_neighbours_keep_the_names_of_their_own_fleet_in_other_colours(qtbot, session: Session) -> None:
    """What was found is shown again with other colours, when the open design may have fewer shells."""
    page = shown(qtbot, NeighboursPage(session))
    qtbot.waitUntil(lambda: page.found is not None, timeout=60_000)
    before = page.summary.text()
    assert "inclined" in before
    page.hide()
    session.edit("alone", lambda design: msgspec.structs.replace(design, fleet=Fleet(())))
    qtbot.waitUntil(lambda: len(session.table("fleet").shell_names) == 1, timeout=60_000)
    page.theme_changed()
    assert page.summary.text() == before
    page.tasks.close()


def test_altitude_of_a_shell_is_dragged_as_one_undo_step(qtbot, session: Session) -> None:
    page = shown(qtbot, ShellsPage(session))
    page.select(1)
    slider = page.slider.slider
    assert page.slider.isVisible()
    assert slider.value() == 700
    page.slider._gesture.begin()
    slider.setSliderDown(True)
    for altitude in (710, 750, 812):
        slider.setValue(altitude)
    slider.setSliderDown(False)
    assert session.design.fleet.shells[1].altitude == 812e3
    assert cell(page, 2, "altitude") == "812"
    assert session.document.undo_label == "Altitude of dawn"
    session.undo()
    assert session.design.fleet.shells[1].altitude == 700e3
    assert slider.value() == 700


@pytest.mark.parametrize("row", [1, 2])
def test_what_was_being_typed_goes_with_the_shell_that_is_removed(qtbot, session: Session, row: int) -> None:
    page = shown(qtbot, ShellsPage(session))
    index = page.model.index(row, PLACE["altitude"])
    page.table.setCurrentIndex(index)
    page.table.edit(index)
    (box,) = page.table.viewport().findChildren(QLineEdit)
    QTest.keyClicks(box, "777 km")
    others = [shell for place, shell in enumerate(session.design.fleet.shells, 1) if place != row]
    page.buttons["remove"].click()
    qtbot.wait(30)
    assert list(session.design.fleet.shells) == others


def test_a_row_whose_shell_has_gone_takes_nothing(qapp, session: Session) -> None:
    model = ShellModel(session, session)
    session.edit("remove", lambda design: msgspec.structs.replace(design, fleet=Fleet(design.fleet.shells[1:])))
    before = session.design
    for row in (1, 2):
        assert not model.setData(model.index(row, PLACE["altitude"]), "777 km")
    assert session.design == before
