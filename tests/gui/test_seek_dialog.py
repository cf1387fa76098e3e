"""Finding, in the window, the value of a field that gives a wanted result: from the margins to one undo step."""

import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from studio.analysis.study.seek import Sought
from studio.design import Design, set_value
from studio.document import preset
from studio.document.document import Document
from studio.gui.seek import SeekDialog
from studio.gui.seek.field_line import suggested
from studio.gui.session import Session
from studio.gui.theme import DARK, Theme
from studio.jobs.immediate import ImmediateWorker

LONG = 60_000
DAYS, PERIOD = "illumination.eclipse_season_days", "orbit.period"


def _session(design: Design, qapp: QApplication) -> Iterator[Session]:
    session = Session(Document(design), Theme(), ImmediateWorker)
    session.start()
    qapp.processEvents()
    yield session
    session.close()


@pytest.fixture
def made(qapp: QApplication) -> Iterator[Session]:
    yield from _session(preset("suncatcher-cluster"), qapp)


def dialog_of(qtbot: Any, session: Session, *asked: Any, **options: Any) -> SeekDialog:
    dialog = SeekDialog(session, *asked, **options)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def bounds(dialog: SeekDialog, low: str, high: str) -> None:
    for edit, text in ((dialog.field.low, low), (dialog.field.high, high)):
        edit.setText(text)
        edit.setModified(True)


def found(qtbot: Any, dialog: SeekDialog) -> Sought:
    qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.tasks.busy and dialog.sought is not None, timeout=LONG)
    assert dialog.sought is not None
    return dialog.sought


def test_the_altitude_without_eclipse_becomes_the_design_in_one_undo_step(qtbot, made):
    before = made.design
    dialog = dialog_of(qtbot, made, DAYS, "=", 0.0)
    assert dialog.field.path == "mission.altitude"
    assert not dialog.use.isEnabled()
    assert dialog.room.currentWidget() is dialog.empty
    bounds(dialog, "900 km", "2200 km")
    sought = found(qtbot, dialog)
    assert "for every “Altitude” from 1343 km on" in dialog.status.text()
    assert dialog.room.currentWidget() is dialog.curves
    (note,) = dialog.curves.chart.notes
    assert (note.x, note.y) == (sought.stretches[0].low, 0.0)
    assert dialog.values.currentData() == sought.stretches[0].low
    assert made.design == before
    qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert made.document.history == ("Find “Altitude”",)
    QApplication.processEvents()
    assert made.results()[DAYS] == 0
    made.undo()
    assert made.design == before


def test_of_several_values_any_can_be_applied_and_the_nearest_comes_first(qtbot, made):
    dialog = dialog_of(qtbot, made, "illumination.eclipse_max", "<=", 1400.0, path="mission.ltan")
    bounds(dialog, "1 h", "23 h")
    sought = found(qtbot, dialog)
    assert len(sought.stretches) == 2  # dawn and dusk
    texts = [dialog.values.itemText(place) for place in range(dialog.values.count())]
    assert len(texts) == 4
    assert all(text.endswith("h") for text in texts)
    now = made.design.mission.ltan
    assert abs(dialog.values.currentData() - now) == min(abs(value - now) for value in sought.values)
    dialog.values.setCurrentIndex(3)
    wanted = dialog.values.currentData()
    dialog.apply()
    assert made.design.mission.ltan == wanted


def test_where_nothing_meets_it_the_nearest_is_offered(qtbot, made):
    dialog = dialog_of(qtbot, made, PERIOD, ">=", 18_000.0)
    bounds(dialog, "300 km", "900 km")
    found(qtbot, dialog)
    assert "comes nearest at 900 km" in dialog.status.text()
    assert dialog.status.property("look") == "error"
    assert dialog.use.text() == "Apply the nearest"
    assert dialog.values.currentText() == "900 km, the nearest"


def test_another_question_forgets_the_answer(qtbot, made):
    dialog = dialog_of(qtbot, made, PERIOD, "=", 6000.0)
    found(qtbot, dialog)
    dialog.field.choose("array.area")
    assert dialog.sought is None
    assert not dialog.use.isEnabled()
    assert dialog.field.low.text() == "10.5 m²"
    dialog.goal.result.choose("power.margin_eol")
    assert dialog.goal.value.text().endswith("kW")
    assert dialog.goal.now.text().startswith("now ")


def test_the_curve_is_in_the_unit_that_is_shown(qtbot, made):
    dialog = dialog_of(qtbot, made, "thermal.junction_temperature", "<=", 350.0)
    assert dialog.field.path == "thermal.target_temperature"
    sought = found(qtbot, dialog)
    chart = dialog.curves
    assert "[°C]" in chart.plot.left.labelText
    np.testing.assert_allclose(chart.lines.curves["one"].yData, sought.result - 273.15)
    made.theme.use(not made.theme.colours.dark)  # drawn again in other colours
    assert made.theme.colours is DARK or not made.theme.colours.dark
    assert dialog.curves.chart.notes


def test_a_field_that_counts_after_a_choice_is_applied_with_that_choice(qtbot, qapp):
    design = preset("suncatcher-cluster")
    for session in _session(design, qapp):
        dialog = dialog_of(qtbot, session, "constellation.satellites", "=", 100.0)
        dialog.field.box.addItem("Satellites per plane", "constellation.satellites_per_plane")
        dialog.field.choose("constellation.satellites_per_plane")
        bounds(dialog, "1", "500")
        found(qtbot, dialog)
        assert "“Pattern” is taken as Walker" in dialog.status.text()
        dialog.apply()
        assert session.design.constellation.satellites_per_plane == 100
        assert session.design.constellation.pattern == "walker"


def test_stopping_changes_nothing_and_leaves_no_thread(qtbot, made):
    may_go = threading.Event()

    def slow(*given: Any) -> Sought:
        assert may_go.wait(30.0)
        given[-1](0.5)
        raise AssertionError("a stopped search goes on")

    dialog = dialog_of(qtbot, made, PERIOD, "=", 6000.0, solve=slow)
    dialog.start.click()
    assert not dialog.field.isEnabled()
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    may_go.set()
    assert "nothing was changed" in dialog.status.text()
    assert dialog.field.isEnabled()
    dialog.reject()
    assert not [thread for thread in threading.enumerate() if thread.name == "seek"]


@pytest.mark.parametrize(("low", "high", "value", "reason"), [
    ("900 km", "500 km", "6000 s", "is not below the upper"),
    ("wide", "900 km", "6000 s", "“wide” does not begin with a number"),
    ("500 km", "900 kg", "6000 s", "“kg” is not a unit of"),
    ("500 km", "900 km", "long", "“long” does not begin with a number"),
    ("-5 km", "900 km", "6000 s", "outside"),
])  # fmt: skip
def test_what_cannot_be_is_told(qtbot, made, low, high, value, reason):
    dialog = dialog_of(qtbot, made, PERIOD, "=", 6000.0)
    bounds(dialog, low, high)
    dialog.goal.value.setText(value)
    dialog.start.click()
    assert reason in dialog.status.text()
    assert not dialog.tasks.busy


def test_a_search_that_fails_says_why(qtbot, made):
    dialog = dialog_of(qtbot, made, PERIOD, "=", 6000.0)
    bounds(dialog, "20000 km", "50000 km")
    dialog.start.click()
    qtbot.waitUntil(lambda: not dialog.tasks.busy, timeout=LONG)
    assert "sun-synchronous" in dialog.status.text()
    assert not dialog.use.isEnabled()


def test_the_suggested_field_is_one_that_the_result_follows_from():
    design = preset("suncatcher-cluster")
    assert suggested(design, "power.margin_eol") == "array.area"
    assert suggested(design, "link.data_rate").startswith("link.")
    assert suggested(set_value(design, "launch.price_basis", "learning"), "cost.launch")


def test_the_window_opens_it_from_its_menu_the_margins_and_an_explanation(qtbot, make_window):
    window = make_window("suncatcher-cluster", views=("margins", "explain"))

    def opened() -> SeekDialog:
        (dialog,) = [one for one in window.findChildren(SeekDialog) if one.isVisible()]
        return dialog

    window.actions_by_name["seek"].trigger()
    opened().reject()
    margins = window.views["margins"]
    margins.table.selectRow(0)
    requirement = window.session.design.requirements[0]
    qtbot.mouseClick(margins.seek_button, Qt.MouseButton.LeftButton)
    assert opened().goal.name == requirement.result
    assert opened().goal.read() == (requirement.relation, pytest.approx(requirement.value))
    opened().reject()
    window.explain("orbit.period")
    explain = window.views["explain"]
    assert explain.seek_button.isVisibleTo(explain)
    explain.seek_button.click()
    assert opened().goal.name == "orbit.period"
    opened().reject()
    window.explain("mission.altitude")
    assert not explain.seek_button.isVisibleTo(explain)


def test_the_menus_of_a_requirement_and_a_figure_lead_to_it(qtbot, make_window):
    window = make_window("suncatcher-cluster", views=("margins",))
    margins = window.views["margins"]
    asked: list[tuple[Any, ...]] = []
    margins.seek_requested.connect(lambda *what: asked.append(what))
    for widget, name in ((margins.table, "meets"), (margins._figures["orbit.period"], "gives")):
        place = QPoint(5, 5)
        if widget is margins.table:
            widget.setCurrentCell(1, 0)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, event)
        (menu,) = [one for one in widget.findChildren(QMenu) if one.isVisible()]
        (action,) = [one for one in menu.actions() if name in one.text()]
        action.trigger()
        menu.close()
    one = window.session.design.requirements[1]
    assert asked == [(one.result, one.relation, one.value), ("orbit.period", "=", None)]
    for dialog in window.findChildren(SeekDialog):
        dialog.reject()
