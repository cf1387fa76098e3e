"""The machine's own cores: real processes, of which some are killed."""

import os
import signal
from pathlib import Path

import numpy as np
import pytest

from studio.analysis.many import evaluate_many
from studio.analysis.sampling import QUICK, Sampling
from studio.jobs.study import EngineError, Job, LocalEngine, Spread, StudyRun
from tests.jobs.study.here import ORBIT, Ending, Poisoned, base, plan_of
from tests.jobs.study.test_run import assert_whole


def test_a_killed_worker_is_replaced_and_nothing_is_lost_or_done_twice(tmp_path: Path, expected_logs) -> None:
    expected_logs("WARNING", "a worker process ended with status -9")
    engine, plan = LocalEngine(2), plan_of(4000)
    first: tuple[int, ...] = ()

    def on_rows(_: int, columns: object) -> None:
        nonlocal first
        if len(ending.rows) == 3:
            first = engine.processes
            os.kill(first[0], signal.SIGKILL)

    ending = Ending(on_rows=on_rows)
    study = StudyRun(base(), plan, tmp_path / "a.parquet", engine, ending.callbacks(), batch=64)
    study.start()
    assert study.wait(120)
    assert ending.told == [("done",)]
    with ending.file as file:
        assert_whole(file)
        assert file.failures() == {}
        alone = evaluate_many(base(), plan.columns(0, 4000), ORBIT)
        for name in ORBIT:
            assert np.array_equal(file.column(name), alone.columns[name])
        assert tuple(file.column("digest")) == alone.digests
    assert sum(ending.rows.values()) == 4000
    assert len(first) == 2
    assert engine.processes == ()


def test_a_point_that_kills_its_worker_fails_alone(tmp_path: Path, expected_logs) -> None:
    expected_logs("WARNING", "a worker process ended with status -9")
    ending = Ending()
    study = StudyRun(base(), plan_of(64, Poisoned), tmp_path / "a.parquet", LocalEngine(2), ending.callbacks(),
                     batch=4)  # fmt: skip
    study.start()
    assert study.wait(240)
    assert ending.told == [("done",)]
    with ending.file as file:
        assert file.failures() == {37: "the process that computed it ended"}
        assert_whole(file)


def test_workers_that_never_begin_are_given_up(expected_logs, monkeypatch: pytest.MonkeyPatch) -> None:
    expected_logs("WARNING", "a worker process ended with status")
    monkeypatch.setattr("studio.jobs.study.local._serve", os._exit)
    engine = LocalEngine(1)
    engine.begin(Job(base(), ORBIT))
    with pytest.raises(EngineError, match="end before they have begun"):
        listen(engine)
    engine.close()


def listen(engine: LocalEngine) -> None:
    for _ in range(1000):
        list(engine.completed(1.0))


def test_one_call_is_spread_over_the_workers() -> None:
    columns = plan_of(300).columns(0, 300)
    told: list[float] = []
    engine = LocalEngine(2)
    try:
        spread = Spread(engine)
        found = spread(base(), columns, ORBIT, checkpoint=told.append)
        again = spread(base(), {path: values[:50] for path, values in columns.items()}, (*ORBIT, "launch.limit")[:2])
    finally:
        engine.close()
    alone = evaluate_many(base(), columns, ORBIT, sampling=QUICK)
    assert found.digests == alone.digests
    for name in ORBIT:
        assert np.array_equal(found.columns[name], alone.columns[name])
    assert np.array_equal(again.columns["orbit.period"], alone.columns["orbit.period"][:50])
    assert told[-1] == 1.0
    with pytest.raises(ValueError, match="samplings"):
        spread(base(), columns, ORBIT, sampling=Sampling(3, 7))
