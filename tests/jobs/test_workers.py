"""The workers of the live design: the newest request wins, nothing computed is thrown away, and a defect is told."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from studio.analysis import Cancelled, Outcome, Results
from studio.design import Design
from studio.jobs import Callbacks, ImmediateWorker, LiveWorker

LONG = 10.0
"""How long [s] to wait for what must come at once, before the test fails."""

A, B, C, D = (Design(title=letter) for letter in "ABCD")


class Record:
    """Everything a worker tells, in order, and in which thread."""

    def __init__(self) -> None:
        self.told: list[tuple[Any, ...]] = []
        self.threads: set[threading.Thread] = set()
        self.callbacks = Callbacks(
            on_stage=lambda revision, outcome: self._note("stage", revision, outcome.stage),
            on_progress=lambda revision, fraction: self._note("progress", revision, fraction),
            on_done=lambda revision, results: self._note("done", revision, results.design.title),
            on_error=lambda revision, text: self._note("error", revision, text.splitlines()[-1]),
            on_stopped=lambda revision: self._note("stopped", revision),
        )

    def _note(self, *what: Any) -> None:
        self.threads.add(threading.current_thread())
        self.told.append(what)

    def ends(self) -> list[tuple[Any, ...]]:
        return [what for what in self.told if what[0] in {"done", "error", "stopped"}]


class Gate:
    """An analysis of two stages that stands still between them until it is let through."""

    def __init__(self) -> None:
        self.began: dict[str, threading.Event] = {design.title: threading.Event() for design in (A, B, C, D)}
        self.may_go: dict[str, threading.Event] = {design.title: threading.Event() for design in (A, B, C, D)}
        self.previous: list[dict[str, Outcome]] = []

    def __call__(
        self,
        design: Design,
        previous: Any = None,
        *,
        on_stage: Callable[[Outcome], None] | None = None,
        checkpoint: Callable[[float], None] | None = None,
    ) -> Results:
        assert on_stage is not None
        assert checkpoint is not None
        self.previous.append(previous)
        first, second = Outcome("orbit", (design.title,), 1), Outcome("panel", (design.title,), 2)
        checkpoint(0.0)
        on_stage(first)
        self.began[design.title].set()
        assert self.may_go[design.title].wait(LONG)
        checkpoint(0.5)
        on_stage(second)
        return Results(design, {})

    def arrive(self, design: Design) -> None:
        assert self.began[design.title].wait(LONG)

    def open(self, *designs: Design) -> None:
        for design in designs:
            self.may_go[design.title].set()


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def record() -> Record:
    return Record()


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worker(record: Record, gate: Gate, clock: Clock) -> Iterator[LiveWorker]:
    live = LiveWorker(record.callbacks, evaluate=gate, grace=0.25, clock=clock)
    yield live
    gate.open(A, B, C, D)
    live.close()


def test_one_run(worker: LiveWorker, record: Record, gate: Gate) -> None:
    gate.open(A)
    worker.submit(1, A)
    assert worker.wait_idle(LONG)
    assert record.told == [
        ("progress", 1, 0.0), ("stage", 1, "orbit"), ("progress", 1, 0.5), ("stage", 1, "panel"), ("done", 1, "A"),
    ]  # fmt: skip
    assert {thread.name for thread in record.threads} == {"live analysis"}
    assert not any(thread.daemon for thread in record.threads)


def test_only_the_newest_request_waits(worker: LiveWorker, record: Record, gate: Gate) -> None:
    worker.submit(1, A)
    gate.arrive(A)
    worker.submit(2, B)
    worker.submit(3, C)
    worker.submit(4, D)
    gate.open(A, B, C, D)
    assert worker.wait_idle(LONG)
    assert record.ends() == [("done", 1, "A"), ("done", 4, "D")]


def test_run_within_the_grace_is_finished(worker: LiveWorker, record: Record, gate: Gate, clock: Clock) -> None:
    worker.submit(1, A)
    gate.arrive(A)
    clock.now += 60.0  # however long it took before the newer request came
    worker.submit(2, B)
    clock.now += 0.24
    gate.open(A, B)
    assert worker.wait_idle(LONG)
    assert record.ends() == [("done", 1, "A"), ("done", 2, "B")]


def test_run_beyond_the_grace_makes_way(worker: LiveWorker, record: Record, gate: Gate, clock: Clock) -> None:
    worker.submit(1, A)
    gate.arrive(A)
    worker.submit(2, B)
    clock.now += 0.2
    worker.submit(3, C)  # a newer one does not prolong the grace
    clock.now += 0.1
    gate.open(A, C)
    assert worker.wait_idle(LONG)
    assert record.ends() == [("stopped", 1), ("done", 3, "C")]


def test_grace_begins_anew_for_the_next_run(worker: LiveWorker, record: Record, gate: Gate, clock: Clock) -> None:
    worker.submit(1, A)
    gate.arrive(A)
    worker.submit(2, B)
    clock.now += 60.0
    gate.open(A)
    gate.arrive(B)
    worker.submit(3, C)
    gate.open(B, C)
    assert worker.wait_idle(LONG)
    assert record.ends() == [("stopped", 1), ("done", 2, "B"), ("done", 3, "C")]


def test_long_run_without_a_newer_request_is_let_be(
    worker: LiveWorker, record: Record, gate: Gate, clock: Clock
) -> None:
    worker.submit(1, A)
    gate.arrive(A)
    clock.now += 3600.0
    gate.open(A)
    assert worker.wait_idle(LONG)
    assert record.ends() == [("done", 1, "A")]


def test_what_a_stopped_run_computed_is_kept(worker: LiveWorker, record: Record, gate: Gate) -> None:
    gate.open(A)
    worker.submit(1, A)
    assert worker.wait_idle(LONG)
    worker.submit(2, B)
    gate.arrive(B)
    worker.cancel()
    gate.open(B, C)
    assert worker.wait_idle(LONG)
    worker.submit(3, C)
    assert worker.wait_idle(LONG)
    assert record.ends() == [("done", 1, "A"), ("stopped", 2), ("done", 3, "C")]
    assert [{name: outcome.key for name, outcome in previous.items()} for previous in gate.previous] == [
        {}, {"orbit": ("A",), "panel": ("A",)}, {"orbit": ("B",), "panel": ("A",)},
    ]  # fmt: skip


def test_cancel_forgets_what_waits_too(worker: LiveWorker, record: Record, gate: Gate) -> None:
    worker.submit(1, A)
    gate.arrive(A)
    worker.submit(2, B)
    worker.cancel()
    gate.open(A, B)
    assert worker.wait_idle(LONG)
    assert record.ends() == [("stopped", 1)]
    worker.submit(3, B)
    assert worker.wait_idle(LONG)
    assert record.ends() == [("stopped", 1), ("done", 3, "B")]


def test_idle_is_told_truly(worker: LiveWorker, gate: Gate) -> None:
    assert worker.wait_idle(0.0)
    worker.submit(1, A)
    assert not worker.wait_idle(0.0)
    gate.arrive(A)
    assert not worker.wait_idle(0.0)
    gate.open(A)
    assert worker.wait_idle(LONG)


def test_close_ends_the_run_and_the_thread(record: Record, gate: Gate) -> None:
    worker = LiveWorker(record.callbacks, evaluate=gate)
    worker.submit(1, A)
    gate.arrive(A)
    worker.submit(2, B)
    threading.Timer(0.05, gate.open, (A, B)).start()
    worker.close()
    assert record.ends() == [("stopped", 1)]
    assert not any(thread.is_alive() for thread in record.threads)
    worker.close()
    with pytest.raises(RuntimeError, match="the worker is closed"):
        worker.submit(3, C)


def test_submitting_from_a_callback(gate: Gate) -> None:
    done: list[int] = []
    workers: list[LiveWorker] = []

    def on_done(revision: int, results: Results) -> None:
        done.append(revision)
        if revision == 1:
            workers[0].submit(2, B)

    gate.open(A, B)
    workers.append(LiveWorker(Callbacks(on_done=on_done), evaluate=gate))
    workers[0].submit(1, A)
    assert workers[0].wait_idle(LONG)
    workers[0].close()
    assert done == [1, 2]


def defective(design: Design, previous: Any = None, **_: Any) -> Results:
    if design is A:
        raise TypeError("a defect in the analysis")
    return Results(design, {})


@pytest.mark.parametrize("kind", [LiveWorker, ImmediateWorker])
def test_worker_outlives_a_defect(kind: Any, record: Record, expected_logs: Callable[[str, str], None]) -> None:
    expected_logs("ERROR", "the evaluation of revision 1 ended in a defect")
    worker = kind(record.callbacks, evaluate=defective)
    worker.submit(1, A)
    assert worker.wait_idle(LONG)
    worker.submit(2, B)
    assert worker.wait_idle(LONG)
    worker.close()
    assert record.ends() == [("error", 1, "TypeError: a defect in the analysis"), ("done", 2, "B")]


def test_immediate_worker_tells_the_same(record: Record, gate: Gate) -> None:
    gate.open(A)
    worker = ImmediateWorker(record.callbacks, evaluate=gate)
    worker.submit(1, A)
    assert record.told == [
        ("progress", 1, 0.0), ("stage", 1, "orbit"), ("progress", 1, 0.5), ("stage", 1, "panel"), ("done", 1, "A"),
    ]  # fmt: skip
    assert record.threads == {threading.current_thread()}
    assert worker.wait_idle(0.0)
    worker.close()
    with pytest.raises(RuntimeError, match="the worker is closed"):
        worker.submit(2, B)


def test_immediate_worker_finishes_before_what_a_callback_submits(record: Record, gate: Gate) -> None:
    gate.open(A, B, C)

    def on_stage(revision: int, outcome: Outcome) -> None:
        if (revision, outcome.stage) == (1, "orbit"):
            worker.submit(2, B)
            worker.submit(3, C)

    callbacks = Callbacks(on_stage=on_stage, on_done=record.callbacks.on_done)
    worker = ImmediateWorker(callbacks, evaluate=gate)
    worker.submit(1, A)
    assert record.ends() == [("done", 1, "A"), ("done", 3, "C")]


def test_immediate_worker_is_cancelled_from_a_callback(record: Record, gate: Gate) -> None:
    gate.open(A, B)
    callbacks = Callbacks(
        on_progress=lambda revision, fraction: worker.cancel() if revision == 1 else None,
        on_done=record.callbacks.on_done,
        on_stopped=record.callbacks.on_stopped,
    )
    worker = ImmediateWorker(callbacks, evaluate=gate)
    worker.submit(1, A)
    worker.submit(2, B)
    assert record.ends() == [("stopped", 1), ("done", 2, "B")]


def test_the_analysis_itself_runs_and_is_reused() -> None:
    told: list[tuple[int, str]] = []
    results: list[Results] = []
    callbacks = Callbacks(
        on_stage=lambda revision, outcome: told.append((revision, outcome.stage)),
        on_done=lambda revision, found: results.append(found),
    )
    worker = LiveWorker(callbacks)
    worker.submit(1, A)
    assert worker.wait_idle(60.0)
    worker.submit(2, B)  # another title: no stage reads it
    assert worker.wait_idle(60.0)
    worker.close()
    first, second = results
    assert [revision for revision, _ in told] == [1] * len(first.outcomes)
    assert all(second.outcomes[name] is outcome for name, outcome in first.outcomes.items() if outcome.ok)
    assert first["orbit.period"] == pytest.approx(5863.0, rel=1e-2)
    assert issubclass(Cancelled, Exception)
