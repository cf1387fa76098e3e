"""The search in its thread: told by generation, paused, ended early and cancelled; on worker processes as alone."""

import errno
import threading
from typing import Any

import msgspec
import numpy as np
import pytest

from studio.analysis.study import Factor
from studio.analysis.study.optimise import Generation, Goal, Optimum, Problem, optimise
from studio.design.requirement import Requirement
from studio.jobs.study import LocalEngine, OptimiseCallbacks, OptimiseRun, durable, keep
from tests.jobs.study.here import Here, base

LONG = 120.0
PROBLEM = Problem(
    (Factor("mission.altitude", 5e5, 1.5e6), Factor("mission.ltan", 4.5 * 3600.0, 7.5 * 3600.0)),
    (Goal("orbit.period"), Goal("orbit.beta_angle_max", largest=True)),
    (Requirement("High", "orbit.period", ">=", 6000.0),), evaluations=600, population=40, seed=2,
)  # fmt: skip


class Told:
    """What a search told, in order."""

    def __init__(self, on_generation: Any = None) -> None:
        self.generations: list[Generation] = []
        self.progress: list[tuple[int, int, int, float]] = []
        self.ends: list[tuple[Any, ...]] = []
        self._on_generation = on_generation

    @property
    def answer(self) -> Optimum:
        ((kind, found),) = self.ends
        assert kind == "done"
        assert isinstance(found, Optimum)
        return found

    def callbacks(self) -> OptimiseCallbacks:
        return OptimiseCallbacks(
            on_generation=self._generation, on_progress=lambda *what: self.progress.append(what),
            on_done=lambda found: self.ends.append(("done", found)),
            on_failed=lambda text: self.ends.append(("failed", text)),
            on_error=lambda text: self.ends.append(("error", text)), on_stopped=lambda: self.ends.append(("stopped",)),
        )  # fmt: skip

    def _generation(self, found: Generation) -> None:
        self.generations.append(found)
        if self._on_generation is not None:
            self._on_generation(found)


def searched(told: Told, problem: Problem = PROBLEM, engine: Any = None) -> Told:
    run = OptimiseRun(base(), problem, engine, told.callbacks())
    run.start()
    assert run.wait(LONG)
    return told


@pytest.mark.parametrize("engine", [None, Here])
def test_a_search_in_a_thread_finds_what_one_without_finds(engine):
    made = engine() if engine else None
    told = searched(Told(), engine=made)
    alone = optimise(base(), PROBLEM)
    assert np.array_equal(told.answer.points.places, alone.points.places)
    assert told.answer.front == alone.front
    assert [one.number for one in told.generations] == list(range(1, alone.generations + 1))
    assert told.progress[-1][:3] == (alone.evaluations, 600, 0)
    assert told.progress[-1][3] > 0.0
    if made is not None:
        assert made.closed


def test_worker_processes_find_the_same():
    told = searched(Told(), engine=LocalEngine(2))
    assert told.answer.front == optimise(base(), PROBLEM).front


def test_a_pause_holds_the_search_until_it_goes_on():
    held, told = threading.Event(), Told()

    def hold(found: Generation) -> None:
        if found.number == 2:
            run.pause()
            held.set()

    told._on_generation = hold
    run = OptimiseRun(base(), PROBLEM, None, told.callbacks())
    run.start()
    assert held.wait(LONG)
    assert run.paused
    assert not run.wait(0.3)
    assert len(told.generations) == 2
    run.resume()
    assert run.wait(LONG)
    assert told.answer.met


def test_an_early_end_keeps_the_best_and_computes_it_in_full():
    told = Told(lambda found: run.finish() if found.number == 3 else None)
    run = OptimiseRun(base(), PROBLEM, None, told.callbacks())
    run.start()
    assert run.wait(LONG)
    assert told.answer.ended == "stopped"
    assert told.answer.met
    assert told.answer.evaluations == told.generations[-1].count


def test_cancelling_tells_that_it_stopped_even_in_a_pause():
    told = Told(lambda found: run.pause() if found.number == 2 else None)
    run = OptimiseRun(base(), PROBLEM, None, told.callbacks())
    run.start()
    assert not run.wait(0.5)
    run.cancel()
    assert run.wait(LONG)
    assert told.ends == [("stopped",)]


def test_closing_tells_nothing_more_and_leaves_no_thread():
    told = Told(lambda found: run.pause() if found.number == 1 else None)
    run = OptimiseRun(base(), PROBLEM, None, told.callbacks())
    run.start()
    run.close()
    assert told.ends == []
    assert not [thread for thread in threading.enumerate() if thread.name == "search"]


def test_a_search_has_ended_whatever_its_listener_does(monkeypatch):
    raised: list[Any] = []
    monkeypatch.setattr(threading, "excepthook", raised.append)

    def refuse(_: Optimum) -> None:
        raise ZeroDivisionError

    run = OptimiseRun(base(), PROBLEM, None, OptimiseCallbacks(on_done=refuse))
    run.start()
    assert run.wait(LONG)
    assert [one.exc_type for one in raised] == [ZeroDivisionError]


@pytest.mark.parametrize("step", ["put", "sync"])
def test_points_that_the_disk_has_no_room_for_are_told_in_a_sentence(step, tmp_path, monkeypatch):
    found = optimise(base(), msgspec.structs.replace(PROBLEM, evaluations=80))

    def fail(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(durable, step, fail)
    with pytest.raises(ValueError, match=r"^points\.parquet: cannot be written: no space left on device$"):
        keep(found, tmp_path / "points.parquet")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_searched_is_told_in_a_sentence():
    told = searched(Told(), Problem((), (Goal("orbit.period"),)))
    assert told.ends == [("failed", "a study varies at least one field")]


def test_a_defect_is_told_and_logged(expected_logs, monkeypatch):
    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("broken")

    monkeypatch.setattr("studio.jobs.study.search.optimise", broken)
    expected_logs("ERROR", "the search ended in a defect")
    told = searched(Told())
    assert told.ends[0][0] == "error"
    assert "broken" in told.ends[0][1]
