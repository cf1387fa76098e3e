"""The session: edits in, outcomes out, and the state of every stage derived from keys."""

import threading

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from studio.analysis import STAGES
from studio.design import DesignError, set_value
from studio.document import preset
from studio.document.document import Document
from studio.gui import guard
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker
from studio.jobs.live import LiveWorker


@pytest.fixture
def session(qapp):
    made = Session(Document(preset("shell-500km-eclipse")), Theme(), ImmediateWorker)
    made.start()
    qapp.processEvents()
    yield made
    made.close()


def height(metres: float):
    return lambda design: set_value(design, "mission.altitude", metres)


def test_everything_is_fresh_after_the_start(session: Session) -> None:
    assert {session.status(stage) for stage in STAGES} == {"fresh"}
    assert session.table("orbit").semi_major_axis == 6378137.0 + 500e3


def test_a_refused_edit_leaves_the_document_alone(session: Session) -> None:
    before = session.design
    refusal = session.edit("altitude", height(-5.0))
    assert isinstance(refusal, DesignError)
    assert refusal.where == "mission.altitude"
    assert session.design is before
    assert session.document.undo_label is None


def test_an_edit_is_outdated_until_it_is_computed(session: Session, qapp) -> None:
    assert session.edit("altitude", height(600e3)) is None
    # The answer lies in the queue: nothing of it is shown before the event loop turns.
    assert session.status("orbit") == "running"
    assert session.table("orbit").semi_major_axis == 6378137.0 + 500e3
    qapp.processEvents()
    assert session.status("orbit") == "fresh"
    assert session.table("orbit").semi_major_axis == 6378137.0 + 600e3


def test_one_gesture_is_one_undo_step(session: Session, qapp) -> None:
    for kilometres in range(510, 600, 10):
        session.edit("altitude", height(kilometres * 1e3), gesture="drag")
    session.end_gesture()
    session.edit("altitude", height(800e3), gesture="drag")
    qapp.processEvents()
    session.undo()
    assert session.design.mission.altitude == 590e3
    session.undo()
    assert session.design.mission.altitude == 500e3
    qapp.processEvents()
    assert session.status("orbit") == "fresh"
    assert session.table("orbit").semi_major_axis == 6378137.0 + 500e3
    session.redo()
    assert session.design.mission.altitude == 590e3


def test_a_gesture_that_comes_back_leaves_nothing(session: Session) -> None:
    before = session.design
    assert "mission.altitude" in before.sources
    for kilometres in (520, 580, 500):
        session.edit("altitude", height(kilometres * 1e3), gesture="drag")
    session.end_gesture()
    assert session.design == before
    assert session.document.undo_label is None


def test_a_failing_stage_keeps_the_last_good_table_and_says_why(session: Session, qapp) -> None:
    stack = msgspec.structs.replace(session.design.stack, cell="unobtainium", cell_efficiency=None)
    session.edit("cell", lambda design: msgspec.structs.replace(design, stack=stack))
    qapp.processEvents()
    assert session.status("cell") == "failed"
    assert "unobtainium" in session.failure("cell")
    assert session.status("panel") == "failed"
    assert session.status("orbit") == "fresh"
    assert session.table("panel") is not None
    session.undo()
    qapp.processEvents()
    assert session.status("panel") == "fresh"
    assert session.failure("panel") == ""


def test_another_thread_may_not_edit(session: Session) -> None:
    caught: list[Exception] = []

    def wrong() -> None:
        try:
            session.edit("altitude", height(600e3))
        except guard.WrongThreadError as error:
            caught.append(error)

    thread = threading.Thread(target=wrong)
    thread.start()
    thread.join()
    assert len(caught) == 1
    assert guard.violations
    guard.violations.clear()
    assert session.design.mission.altitude == 500e3


def test_the_real_worker_brings_every_stage(qtbot: QtBot) -> None:
    session = Session(Document(preset("shell-30deg")), Theme(), LiveWorker)
    seen: list[str] = []
    session.outcome_changed.connect(seen.append)
    with qtbot.waitSignal(session.settled, timeout=20000):
        session.start()
    assert set(seen) == set(STAGES)
    seen.clear()
    with qtbot.waitSignal(session.settled, timeout=20000):
        session.edit("battery", lambda design: set_value(design, "battery.energy", 9e7))
    assert "orbit" not in seen
    assert "power" in seen
    session.close()


def test_a_defect_of_an_older_design_does_not_end_the_newer(qapp, expected_logs) -> None:
    expected_logs("ERROR", "the analysis stopped on a program error")
    asked: list[int] = []

    class Waits(ImmediateWorker):
        def submit(self, revision: int, design) -> None:
            asked.append(revision)

    session = Session(Document(preset("shell-500km-eclipse")), Theme(), Waits)
    told, shares = [], []
    session.defect.connect(told.append)
    session.progressed.connect(shares.append)
    session.start()
    session.edit("altitude", height(600e3))
    session._take_defect(asked[0], "boom")
    assert (told, session.busy, session.status("orbit")) == (["boom"], True, "running")
    session.cancel()
    session._take_progress(asked[1], 0.5)
    assert shares == []
    session.close()
