"""The choice of where a study is computed, and a study that starts a cluster of its own."""

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio.analysis.many import evaluate_many
from studio.analysis.sampling import FINE
from studio.gui.session import Session
from studio.gui.study import running
from studio.gui.study.desk import StudyDesk
from studio.gui.study.draft import sample
from studio.gui.study.place import PLACES, QUEUE_NAMES, Chosen
from studio.gui.study.setup_page import SetupPage
from studio.jobs.study.cluster import QUEUES, Address, Local, Queue, Ssh
from tests.gui.study_fakes import OUTCOMES, Fakes
from tests.jobs.study.clusters import start_threads_that_stay


@pytest.fixture
def page(qtbot: Any, session: Session, fakes: Fakes) -> SetupPage:
    made = SetupPage(session)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    fakes.desk.set_draft(replace(sample(session.design), outcomes=OUTCOMES))
    return made


def choose(page: SetupPage, kind: str) -> None:
    page.place.kind.setCurrentIndex(page.place.kind.findData(kind))


def type_in(widget: Any, text: str) -> None:
    widget.selectAll()
    QTest.keyClicks(widget, text)


def test_each_kind_shows_what_it_needs_to_know_and_nothing_else(page: SetupPage) -> None:
    box = page.place
    asked = {"here": [], "local": [box.workers], "address": [box.address], "ssh": [box.hosts, box.python],
             "queue": [box.queue, box.jobs, box.options, box.browse]}  # fmt: skip
    assert list(asked) == list(PLACES)
    every = [widget for widgets in asked.values() for widget in widgets]
    for kind, widgets in asked.items():
        choose(page, kind)
        assert [widget for widget in every if widget.isVisible()] == widgets
        assert page.desk.place.kind == kind
        assert box.note.isVisible() == (kind != "here")


def test_a_run_goes_where_was_chosen(page: SetupPage, fakes: Fakes, tmp_path: Path) -> None:
    desk, box = fakes.desk, page.place

    def place() -> Any:
        desk.start(Path("fake.parquet"))
        return fakes.runs[-1].place

    assert place() is None
    choose(page, "local")
    box.workers.setValue(3)
    assert place() == Local(3)
    choose(page, "address")
    type_in(box.address, "tcp://rack:8786 ")
    assert place() == Address("tcp://rack:8786")
    choose(page, "ssh")
    type_in(box.hosts, "me@rack1, rack2:22")
    assert place() == Ssh(("me@rack1", "rack2:22"))
    type_in(box.python, "/opt/dawnline/bin/python")
    assert place() == Ssh(("me@rack1", "rack2:22"), "/opt/dawnline/bin/python")
    choose(page, "queue")
    box.queue.setCurrentIndex(box.queue.findData("pbs"))
    box.jobs.setValue(4)
    assert place() == Queue("pbs", 4)
    (tmp_path / "job.yaml").write_text("cores: 8\nwalltime: 02:00:00\n")
    type_in(box.options, str(tmp_path / "job.yaml"))
    assert place().options["cores"] == 8
    choose(page, "here")
    assert place() is None


@pytest.mark.parametrize(("kind", "typed", "why"), [
    ("address", {}, "Where is the scheduler?"), ("ssh", {"hosts": " , "}, "Which machines?"),
    ("queue", {"options": "missing.yaml"}, "missing.yaml: no such file or directory"),
])  # fmt: skip
def test_what_lacks_is_said_and_nothing_begins(page, fakes, qtbot, kind, typed, why) -> None:
    page.desk.set_place(Chosen(kind, **typed))
    qtbot.mouseClick(page.run.start, Qt.MouseButton.LeftButton)
    assert page.told.text().startswith(why)
    assert fakes.runs == []


def test_the_queues_are_those_that_are_known() -> None:
    assert tuple(QUEUE_NAMES) == QUEUES


@pytest.fixture(scope="module")
def started() -> None:
    start_threads_that_stay()


def test_a_study_starts_a_cluster_and_ends_it(started: None, session: Session, qtbot: Any, tmp_path: Path) -> None:
    desk = StudyDesk(session, running.make_run, running.open_study, running.make_search)
    desk.set_draft(replace(sample(session.design), outcomes=("orbit.period",)))
    desk.set_place(Chosen("local", workers=1))
    desk.start(tmp_path / "a.parquet")
    qtbot.waitUntil(lambda: desk.state != "running", timeout=60_000)
    assert (desk.state, desk.reason) == ("done", "")
    plan = desk.points.plan
    alone = evaluate_many(session.design, plan.columns(0, plan.size), plan.outcomes)
    np.testing.assert_array_equal(desk.points.values("orbit.period"), alone.columns["orbit.period"])
    desk.close()
    assert (tmp_path / "a.parquet").exists()


def test_a_front_is_computed_in_full_by_a_cluster(started: None, session: Session) -> None:
    columns = {"mission.altitude": [600e3, 700e3]}
    names = ("orbit.period", "illumination.eclipse_max")
    evaluate, close = running.make_evaluate(Local(1))
    shares: list[float] = []
    answer = evaluate(session.design, columns, names, sampling=FINE, checkpoint=shares.append)
    close()
    alone = evaluate_many(session.design, columns, names, sampling=FINE)
    for name in names:
        np.testing.assert_array_equal(answer.columns[name], alone.columns[name])
    assert answer.digests == alone.digests
    for thread in [one for one in threading.enumerate() if one.name == "study-apart"]:
        thread.join(60.0)
        assert not thread.is_alive()
