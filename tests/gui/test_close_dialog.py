"""Closing the design in the window: from the ticks over the steps to one undo step."""

import threading
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from studio.analysis import judge
from studio.analysis.closing import Closing
from studio.design import Design, set_value
from studio.design.requirement import Requirement
from studio.document import preset
from studio.document.document import Document
from studio.gui.closing import CloseDialog
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.gui.window import MainWindow
from studio.jobs.immediate import ImmediateWorker

LONG = 60_000


@pytest.fixture
def shell(qapp: QApplication) -> Iterator[Session]:
    """An orbit with eclipses, whose preset closes."""
    yield from _session(preset("shell-500km-eclipse"), qapp)


def _session(design: Design, qapp: QApplication) -> Iterator[Session]:
    session = Session(Document(design), Theme(), ImmediateWorker)
    session.start()
    qapp.processEvents()
    yield session
    session.close()


def dialog_of(qtbot: Any, session: Session, **options: Any) -> CloseDialog:
    dialog = CloseDialog(session, **options)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def row_of(dialog: CloseDialog, path: str) -> Any:
    return next(row for row in dialog.free.rows if row.path == path)


def test_a_design_closes_in_one_undo_step(qtbot, shell):
    before = shell.design
    dialog = dialog_of(qtbot, shell)
    qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.use.isEnabled, timeout=LONG)
    assert dialog.closing is not None
    assert dialog.closing.closed
    assert "Closes at" in dialog.status.text()
    assert dialog.steps.rowCount() == len(dialog.closing.steps) > 2
    assert row_of(dialog, "array.area").found.text() != "–"
    assert shell.design == before  # nothing is changed before Apply
    lightest = dialog.closing.results["mass.satellite"]
    first = shell.results()["mass.satellite"]
    qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert shell.document.history == ("Close the design",)
    assert shell.results()["mass.satellite"] == lightest < first
    assert {verdict.light for verdict in judge(shell.results())} <= {"green", "amber"}
    shell.undo()
    assert shell.design == before


def test_what_binds_is_named_where_nothing_can_close(qtbot, qapp):
    bound = Requirement("Light satellite", "mass.satellite", "<=", 100.0)
    design = preset("shell-500km-eclipse")
    for session in _session(msgspec.structs.replace(design, requirements=(*design.requirements, bound)), qapp):
        dialog = dialog_of(qtbot, session)
        for path in ("battery.energy", "thermal.target_temperature"):  # the fewer are free, the sooner it is found
            row_of(dialog, path).box.setChecked(False)
        dialog.start.click()
        qtbot.waitUntil(dialog.use.isEnabled, timeout=LONG)
        assert dialog.closing is not None
        assert not dialog.closing.closed
        assert "Light satellite" in dialog.status.text()
        assert dialog.use.text() == "Apply the nearest"


def test_a_design_that_moved_on_gets_the_values_alone(qtbot, shell):
    dialog = dialog_of(qtbot, shell)
    dialog.start.click()
    qtbot.waitUntil(dialog.use.isEnabled, timeout=LONG)
    assert dialog.closing is not None
    shell.edit("Lifetime", lambda design: set_value(design, "mission.lifetime", 4 * 31557600.0))
    area = dialog.closing.design.array.area
    dialog.apply()
    assert shell.design.array.area == area
    assert shell.design.mission.lifetime == 4 * 31557600.0


def test_stopping_changes_nothing_and_leaves_no_thread(qtbot, shell):
    may_go = threading.Event()

    def slow(*given: Any) -> Closing:
        assert may_go.wait(30.0)
        given[3](0.5)
        raise AssertionError("a stopped closing goes on")

    dialog = dialog_of(qtbot, shell, solve=slow)
    dialog.start.click()
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    may_go.set()
    assert "nothing was changed" in dialog.status.text()
    assert not dialog.use.isEnabled()
    dialog.reject()
    assert not [thread for thread in threading.enumerate() if thread.name == "close"]


@pytest.mark.parametrize(("low", "high", "reason"), [
    ("200 m²", "100 m²", "is not below the upper"),
    ("wide", "100 m²", "“wide” does not begin with a number"),
    ("1 m²", "100 kg", "“kg” is not a unit of"),
])  # fmt: skip
def test_bounds_that_are_none_are_refused(qtbot, shell, low, high, reason):
    dialog = dialog_of(qtbot, shell)
    row = row_of(dialog, "array.area")
    for edit, text in ((row.low, low), (row.high, high)):
        edit.setText(text)
        edit.setModified(True)
    dialog.start.click()
    assert reason in dialog.status.text()
    assert not dialog.tasks.busy


def test_something_must_be_free_and_something_required(qtbot, shell):
    dialog = dialog_of(qtbot, shell)
    for row in dialog.free.rows:
        row.box.setChecked(False)
    dialog.start.click()
    assert "Nothing is free" in dialog.status.text()
    row_of(dialog, "array.area").box.setChecked(True)
    for row in dialog.required.rows:
        row.box.setChecked(False)
    dialog.start.click()
    assert "Nothing is required" in dialog.status.text()


def test_any_numeric_field_can_be_free(qtbot, shell):
    dialog = dialog_of(qtbot, shell)
    place = dialog.adding.findData("thermal.radiator_emittance")
    dialog.adding.setCurrentIndex(place)
    dialog.adding.activated.emit(place)
    assert dialog.free.paths()[-1] == "thermal.radiator_emittance"
    assert row_of(dialog, "thermal.radiator_emittance").box.isChecked()
    assert dialog.adding.findData("thermal.radiator_emittance") == -1


def test_a_field_that_counts_with_several_choices_is_offered_with_each(qtbot, shell):
    for kind, offered in (("optical", True), ("both", True), ("radio", False)):
        shell.edit("Downlink", lambda design, kind=kind: set_value(design, "link.downlink", kind))
        dialog = dialog_of(qtbot, shell)
        assert (dialog.adding.findData("link.clear_sky") >= 0) is offered


def test_the_window_opens_it(qtbot, make_window):
    window: MainWindow = make_window("shell-500km-eclipse", views=())
    window.actions_by_name["close-design"].trigger()
    dialog = window.findChild(CloseDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


@pytest.fixture
def gigawatt(qapp: QApplication) -> Iterator[Session]:
    """An orbit with less Sun than is required, on which nothing that is usually free acts."""
    yield from _session(preset("gigawatt-27kw"), qapp)


def test_the_keyboard_alone_closes_a_design_that_a_field_more_has_to_be_freed_for(qtbot, gigawatt):
    """Enter begins, the field that would help stands among the rows, and Enter on Apply takes what is found."""
    dialog = dialog_of(qtbot, gigawatt)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.start)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.use.isEnabled, timeout=LONG)
    assert "Altitude" in dialog.status.text()
    row = row_of(dialog, "mission.altitude")
    assert not row.box.isChecked()
    assert dialog.adding.findData("mission.altitude") == -1
    row.box.setFocus()
    qtbot.keyClick(row.box, Qt.Key.Key_Space)
    dialog.start.setFocus()
    qtbot.keyClick(dialog.start, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.closing is not None and dialog.closing.closed, timeout=LONG)
    assert dialog.focusWidget() is dialog.use
    qtbot.keyClick(dialog.use, Qt.Key.Key_Return)
    assert gigawatt.document.undo_label == "Close the design"
    qtbot.waitUntil(lambda: all(one.light != "red" for one in judge(gigawatt.results())), timeout=LONG)


def test_the_list_of_further_fields_says_again_what_it_is_for_when_one_was_taken(qtbot, shell):
    dialog = dialog_of(qtbot, shell)
    edit = dialog.adding.lineEdit()
    edit.selectAll()
    qtbot.keyClicks(edit, "altitude")
    qtbot.waitUntil(lambda: dialog.adding.completer().popup().isVisible())
    popup = dialog.adding.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: edit.text() == "Add a field …")
    assert row_of(dialog, "mission.altitude").box.isChecked()
