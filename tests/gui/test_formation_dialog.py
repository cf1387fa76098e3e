"""The flight of a cluster started from the window."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from studio.design import set_value
from studio.document import preset
from studio.document.document import Document
from studio.gui.formation_dialog import FormationDialog
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    design = set_value(preset("suncatcher-cluster"), "constellation.cluster_spacing", 400.0)
    made = Session(Document(design), Theme(), ImmediateWorker)
    yield made
    made.close()


def test_the_cluster_is_flown_and_compared(qtbot, session):
    dialog = FormationDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.revolutions.setValue(2)
    qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.found is not None, timeout=60_000)
    assert dialog.table.rowCount() == 3
    drifts = [float(dialog.table.item(row, 1).text()) for row in range(3)]
    assert drifts == sorted(drifts, reverse=True)  # each way is better than the one before
    assert "members flown" in dialog.status.text()
    dialog.reject()


def test_it_can_be_stopped(qtbot, session):
    dialog = FormationDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.revolutions.setValue(1000)
    dialog.start.click()
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert dialog.status.text() == "Stopped."
    assert dialog.start.isEnabled()
    dialog.reject()
    assert not [thread for thread in threading.enumerate() if thread.name == "formation"]


def test_a_satellite_alone_cannot_fly_in_formation(qtbot, session):
    session.edit("Alone", lambda design: set_value(design, "constellation.pattern", "single"))
    dialog = FormationDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.start.click()
    qtbot.waitUntil(lambda: "cluster" in dialog.status.text(), timeout=10_000)
    assert dialog.start.isEnabled()
    dialog.reject()


def test_the_window_opens_it(make_window):
    window = make_window("suncatcher-cluster", views=())
    window.actions_by_name["formation"].trigger()
    dialog = window.findChild(FormationDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()
