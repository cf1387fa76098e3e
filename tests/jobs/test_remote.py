"""The analysis in a process of its own: the same answers, reuse, stopping, and a child that dies."""

import dataclasses
import os
import signal
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection

import numpy as np
import pytest

from studio.analysis import STAGES, Cancelled, Outcome, evaluate
from studio.design import Design, set_value
from studio.document import preset
from studio.jobs import Callbacks, ProcessWorker, child
from studio.jobs.remote import RemoteDefect, RemoteEvaluate

START = preset("shell-500km-eclipse")


@pytest.fixture
def remote() -> Iterator[RemoteEvaluate]:
    made = RemoteEvaluate()
    yield made
    made.close()


def test_the_child_gives_the_numbers_of_this_process(remote: RemoteEvaluate) -> None:
    there, here = remote(START), evaluate(START)
    assert set(there) == set(here)
    for name in here:
        np.testing.assert_array_equal(there[name], here[name])
    assert all(there.outcomes[stage].key == here.outcomes[stage].key for stage in STAGES)


def test_what_is_unchanged_is_reused_and_is_the_same_object(remote: RemoteEvaluate) -> None:
    first = remote(START)
    told: list[Outcome] = []
    second = remote(set_value(START, "battery.energy", 9e7), on_stage=told.append)
    assert "orbit" not in {outcome.stage for outcome in told}
    assert second.outcomes["orbit"] is first.outcomes["orbit"]
    assert second.outcomes["power"] is not first.outcomes["power"]


def test_arrays_stay_locked_on_the_way(remote: RemoteEvaluate) -> None:
    results = remote(START)
    season = results.stage("illumination").season
    for array in (results["power.array_worst_day"], results.stage("power").array_map, season.position):
        assert not array.flags.writeable


def test_a_failing_stage_comes_back_with_its_reason(remote: RemoteEvaluate) -> None:
    bare = set_value(set_value(START, "stack.cell", "unobtainium"), "stack.cell_efficiency", None)
    results = remote(bare)
    assert "unobtainium" in results.outcomes["cell"].failure
    assert results.outcomes["power"].skipped


def test_a_walk_is_stopped_at_a_checkpoint_and_the_next_one_is_whole(remote: RemoteEvaluate) -> None:
    def stop(fraction: float) -> None:
        if fraction > 0.1:
            raise Cancelled

    for _ in range(3):
        with pytest.raises(Cancelled):
            remote(set_value(START, "mission.altitude", 612e3), checkpoint=stop)
        assert all(outcome.ok for outcome in remote(START).outcomes.values())


def test_a_child_that_is_killed_is_replaced(remote: RemoteEvaluate, expected_logs: Callable[[str, str], None]) -> None:
    expected_logs("WARNING", "the analysis process ended")
    first = remote(START)
    os.kill(remote._process.pid, signal.SIGKILL)
    again = remote(START)
    assert again["power.array_eol"] == first["power.array_eol"]


def test_a_child_that_does_not_hear_is_ended_when_it_is_to_stop(
    remote: RemoteEvaluate, monkeypatch: pytest.MonkeyPatch, expected_logs: Callable[[str, str], None]
) -> None:
    expected_logs("WARNING", "did not stop when it was asked to")
    monkeypatch.setattr("studio.jobs.remote.DEAF", 0.3)
    first = remote(START)
    deaf = remote.processes[0]
    os.kill(deaf, signal.SIGSTOP)

    def stop(fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        remote(set_value(START, "mission.altitude", 612e3), checkpoint=stop)
    assert remote.processes != (deaf,)
    assert remote(START)["power.array_eol"] == first["power.array_eol"]


def test_a_worker_closes_although_its_child_does_not_hear(
    monkeypatch: pytest.MonkeyPatch, expected_logs: Callable[[str, str], None]
) -> None:
    expected_logs("WARNING", "did not stop when it was asked to")
    monkeypatch.setattr("studio.jobs.remote.DEAF", 0.3)
    done = threading.Event()
    worker = ProcessWorker(Callbacks(on_done=lambda *_: done.set()))
    worker.submit(1, START)
    assert done.wait(60.0)
    deaf = worker._remote.processes[0]
    os.kill(deaf, signal.SIGSTOP)
    worker.submit(2, set_value(START, "mission.altitude", 612e3))
    assert not worker.wait_idle(0.3), "it waits for an answer"
    worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(deaf, 0)


def test_without_any_child_the_analysis_is_done_here(
    remote: RemoteEvaluate, expected_logs: Callable[[str, str], None]
) -> None:
    for _ in range(3):
        expected_logs("WARNING", "the analysis process ended")
        os.kill(remote._process.pid, signal.SIGKILL)
        remote(START)
    assert remote._process is None
    assert remote(START)["orbit.period"] == evaluate(START)["orbit.period"]


def test_a_defect_in_the_child_is_told_with_its_traceback(remote: RemoteEvaluate) -> None:
    remote._connection.send(("evaluate", "no design"))
    with pytest.raises(RemoteDefect, match="Traceback"):
        remote(START)


def test_the_worker_answers_the_newest_and_leaves_nothing_behind() -> None:
    done = threading.Event()
    seen: list[tuple[int, float]] = []

    def on_done(revision: int, results: object) -> None:
        seen.append((revision, results["orbit.semi_major_axis"]))  # type: ignore[index]
        if revision == 20:
            done.set()

    worker = ProcessWorker(Callbacks(on_done=on_done))
    design: Design = START
    for revision in range(1, 21):
        design = set_value(design, "mission.altitude", 500e3 + revision * 1e3)
        worker.submit(revision, design)
    assert done.wait(20.0)
    worker.close()
    assert seen[-1] == (20, 6378137.0 + 520e3)
    assert [revision for revision, _ in seen] == sorted(revision for revision, _ in seen)


def test_where_no_child_lives_long_enough_to_be_told_anything_the_analysis_is_done_here(
    monkeypatch: pytest.MonkeyPatch, expected_logs: Callable[[str, str], None]
) -> None:
    expected_logs("WARNING", "the analysis process ended")

    def dead(*_: object) -> None:
        raise BrokenPipeError("it ended at once")

    monkeypatch.setattr("studio.jobs.remote.tell", dead)
    remote = RemoteEvaluate()
    design = START
    try:
        assert remote(design).stage("orbit") is not None
    finally:
        remote.close()
    assert remote._deaths == 3


def test_another_design_is_computed_here_from_what_the_child_sent(remote: RemoteEvaluate) -> None:
    sent = remote(START).outcomes
    assert {stage for stage, outcome in sent.items() if outcome.hollow} == {s.name for s in STAGES.values() if s.inner}
    other = set_value(START, "battery.energy", 9e7)
    found, afresh = evaluate(other, sent), evaluate(other)
    assert all(outcome.ok for outcome in found.outcomes.values())
    for name in afresh:
        np.testing.assert_array_equal(found[name], afresh[name])


def loses_its_market(connection: Connection) -> None:
    """The child, with a stage that meets what it cannot work with."""
    STAGES["market"] = dataclasses.replace(STAGES["market"], run=lambda *_: np.zeros(0) + np.zeros(3))
    child.serve(connection)


def test_what_is_logged_in_the_child_is_logged_here(
    monkeypatch: pytest.MonkeyPatch, expected_logs: Callable[[str, str], None]
) -> None:
    expected_logs("ERROR", r"the stage market failed with words that are not ours\n(.*\n)*.*operands could not be")
    monkeypatch.setattr("studio.jobs.remote.child.serve", loses_its_market)
    remote = RemoteEvaluate()
    try:
        found = remote(START)
    finally:
        remote.close()
    assert "operands" in found.outcomes["market"].failure
    assert found.outcomes["cost"].ok
