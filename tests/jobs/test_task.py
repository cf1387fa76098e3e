"""The runner of single tasks: the newest wins, cancelling works, defects are told, and no thread is left."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from studio.jobs.task import TaskCallbacks, TaskRunner

LONG = 10.0
"""How long [s] to wait for what must come at once, before the test fails."""


class Record:
    """Everything a runner tells, in order."""

    def __init__(self) -> None:
        self.told: list[tuple[Any, ...]] = []
        self.callbacks = TaskCallbacks(*(self._noting(kind) for kind in ("progress", "done", "failed", "error",
                                                                         "stopped")))  # fmt: skip

    def _noting(self, kind: str) -> Callable[..., None]:
        return lambda *what: self.told.append((kind, *what))


class Held:
    """A task that stands still until it is let through, once before and once after a checkpoint."""

    def __init__(self, answer: object) -> None:
        self.answer = answer
        self.began, self.may_go = threading.Event(), threading.Event()

    def __call__(self, checkpoint: Callable[[float], None]) -> object:
        self.began.set()
        assert self.may_go.wait(LONG)
        checkpoint(0.5)
        return self.answer


@pytest.fixture
def record() -> Record:
    return Record()


@pytest.fixture
def runner(record: Record) -> Iterator[TaskRunner]:
    made = TaskRunner(record.callbacks)
    yield made
    made.close()


def test_a_task_reports_progress_and_its_answer(runner: TaskRunner, record: Record) -> None:
    task = Held("answer")
    task.may_go.set()
    runner.submit(7, task)
    assert runner.wait_idle(LONG)
    assert record.told == [("progress", 7, 0.5), ("done", 7, "answer")]


def test_it_works_beside_the_caller_and_leaves_no_thread(runner: TaskRunner) -> None:
    threads = []
    runner.submit(1, lambda checkpoint: threads.append(threading.current_thread()))
    assert runner.wait_idle(LONG)
    assert threads != [threading.current_thread()]
    threads[0].join(LONG)
    assert not threads[0].is_alive()
    runner.submit(2, lambda checkpoint: threads.append(threading.current_thread()))
    assert runner.wait_idle(LONG)
    assert len(threads) == 2


def test_the_newest_wins(runner: TaskRunner, record: Record) -> None:
    first, second, third = Held("a"), Held("b"), Held("c")
    runner.submit(1, first)
    assert first.began.wait(LONG)
    runner.submit(2, second)
    runner.submit(3, third)
    third.may_go.set()
    first.may_go.set()
    assert runner.wait_idle(LONG)
    assert record.told == [("stopped", 1), ("progress", 3, 0.5), ("done", 3, "c")]
    assert not second.began.is_set()


def test_an_answer_that_nobody_wants_any_more_is_not_told(runner: TaskRunner, record: Record) -> None:
    began, may_go = threading.Event(), threading.Event()

    def work(checkpoint: Callable[[float], None]) -> str:
        began.set()
        assert may_go.wait(LONG)
        return "too late"

    runner.submit(1, work)
    assert began.wait(LONG)
    runner.cancel()
    may_go.set()
    assert runner.wait_idle(LONG)
    assert record.told == [("stopped", 1)]


@pytest.mark.parametrize(("error", "told"), [(ValueError("no such gap"), "no such gap"),
                                             (ZeroDivisionError("nothing"), "nothing")])  # fmt: skip
def test_what_has_no_answer_says_why(runner: TaskRunner, record: Record, error: Exception, told: str) -> None:
    def work(checkpoint: Callable[[float], None]) -> None:
        raise error

    runner.submit(1, work)
    assert runner.wait_idle(LONG)
    assert record.told == [("failed", 1, told)]


def test_a_defect_is_told_and_the_next_task_runs(
    runner: TaskRunner, record: Record, expected_logs: Callable[[str, str], None]
) -> None:
    expected_logs("ERROR", "task 1 ended in a defect")

    def work(checkpoint: Callable[[float], None]) -> None:
        raise KeyError("slip")

    runner.submit(1, work)
    assert runner.wait_idle(LONG)
    runner.submit(2, lambda checkpoint: "fine")
    assert runner.wait_idle(LONG)
    assert record.told[0][:2] == ("error", 1)
    assert "slip" in record.told[0][2]
    assert record.told[1:] == [("done", 2, "fine")]


def test_closing_stops_what_runs_and_tells_nothing(record: Record) -> None:
    runner = TaskRunner(record.callbacks)
    task = Held("answer")
    runner.submit(1, task)
    assert task.began.wait(LONG)
    threading.Timer(0.05, task.may_go.set).start()
    runner.close()
    assert record.told == []
    with pytest.raises(RuntimeError):
        runner.submit(2, task)
