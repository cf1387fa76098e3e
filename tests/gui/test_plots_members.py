"""Several satellites in one plot: what is drawn, read, picked and taken out."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from studio.analysis.fleet.members import members
from studio.document import preset
from studio.document.document import Document
from studio.gui.plots.power import PowerView
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker


@pytest.fixture
def view(qtbot, qapp):
    session = Session(Document(preset("shell-30deg")), Theme(), ImmediateWorker)
    session.theme.use(True)
    session.start()
    qapp.processEvents()
    made = PowerView(session)
    qtbot.addWidget(made)
    made.resize(1000, 340)
    with qtbot.waitExposed(made):
        made.show()
    made.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: bool(made.members.lines.curves))
    yield made
    session.close()


def shown(view):
    return [member.plane for member in view.members.members]


def test_curves_are_those_of_the_stages_on_each_orbit(view, qtbot):
    page, session = view.members, view.session
    session.clock.set_day(100)
    planes = shown(view)
    assert planes[0] == -1
    assert len(planes) > 2
    expected = members(session.design, session.results().outcomes, session.table("fleet").layout, planes)
    row = session.clock.row
    for place, (name, scale, offset) in enumerate(
        (("array", 1e3, 0.0), ("light", 0.01, 0.0), ("charge", 0.01, 0.0), ("panel", 1.0, 273.15),
         ("radiator", 1.0, 273.15))):  # fmt: skip
        page.quantity.setCurrentIndex(place)
        for one in expected:
            values = getattr(one, name)[row] / scale - offset
            curve = page.lines.curves[f"plane{one.plane}"]
            qtbot.waitUntil(lambda c=curve, v=values: len(c.yData) == len(v) + 1 and np.allclose(c.yData[:-1], v))
    strokes = {tuple(curve.opts["pen"].dashPattern()) if curve.opts["pen"].style() != Qt.PenStyle.SolidLine else ()
               for curve in page.lines.curves.values()}  # fmt: skip
    assert len(strokes) == len(planes)
    assert page.keys["plane-1"].text().startswith("This satellite, ")


def test_values_at_the_clock_stand_in_the_keys(view):
    page, session = view.members, view.session
    session.clock.set_phase(0.25)
    own = page.members[0]
    at = 0.25 * page.reader.period
    time = np.append(own.orbit_time, 2 * own.orbit_time[-1] - own.orbit_time[-2])
    row = own.array[session.clock.row]
    expected = np.interp(at, time, np.append(row, row[0]))
    value, unit = page.keys["plane-1"].value.split()
    assert unit == "kW"
    assert float(value) == pytest.approx(expected / 1e3, abs=0.06)


def test_a_plane_is_picked_here_or_by_another_view_and_forgotten(view, qtbot):
    page = view.members
    page.plane.setValue(4)
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(view)[1] == 3)
    assert "plane 4," in page.keys["plane3"].text()
    view.session.members.pick(8)
    qtbot.waitUntil(lambda: shown(view)[1:3] == [8, 3])
    qtbot.mouseClick(page.forget, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: 8 not in shown(view))
    assert page.face == "fresh"
    assert not page.forget.isEnabled()


def test_the_numbers_are_taken_with_their_own_times(view):
    view.members.menu.copy_data()
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert len(rows[0]) == 2 * len(shown(view))
    assert rows[0][0].endswith("time [min]")
    assert rows[0][1] == "Array power [kW]"
    period = float(view.session.table("illumination").season.period) / 60.0
    assert float(rows[-1][0]) == pytest.approx(period, rel=1e-4)


def test_what_fails_is_told(view, qtbot, monkeypatch):
    def fail(*_):
        raise ValueError("no such orbit")

    monkeypatch.setattr("studio.analysis.fleet.members.members", fail)
    view.session.members.pick(5)
    qtbot.waitUntil(lambda: bool(view.session.notices.said))
    assert view.session.notices.said[-1].text == "The satellites cannot be shown: no such orbit"
