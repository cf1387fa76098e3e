"""Studies on a Dask cluster: a real scheduler and real workers, of which some are killed, others do not fit.

The file takes longer than others: everything in it is a process that starts from nothing.
"""

import signal
from pathlib import Path

import numpy as np
import pytest

from studio import __version__
from studio.analysis.many import evaluate_many
from studio.jobs.study import EngineError, Job, Spread, StudyRun
from studio.jobs.study.cluster import Address, DaskEngine
from tests.jobs.study.clusters import Cluster, Fatal, cluster
from tests.jobs.study.here import ORBIT, Ending, base, finished, plan_of
from tests.jobs.study.test_run import assert_whole


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory):
    with cluster(tmp_path_factory.mktemp("cluster"), 2) as made:
        yield made


def assert_same_as_here(file) -> None:
    assert_whole(file)
    alone = evaluate_many(base(), file.plan.columns(0, file.count), ORBIT)
    for name in ORBIT:
        assert np.array_equal(file.column(name), alone.columns[name])
    assert tuple(file.column("digest")) == alone.digests


def test_a_killed_worker_loses_nothing_and_nothing_is_counted_twice(tmp_path: Path, expected_logs) -> None:
    expected_logs("WARNING", "linear algebra in several threads")
    with cluster(tmp_path, 1, "--no-nanny") as made:
        many = "import os\nfor name in ('OMP', 'OPENBLAS'):\n    del os.environ[name + '_NUM_THREADS']"
        victim = made.add_worker("--no-nanny", code=many)

        def on_rows(_: int, columns: object) -> None:
            if len(ending.rows) == 3:
                victim.send_signal(signal.SIGKILL)

        ending = Ending(on_rows=on_rows)
        study = StudyRun(base(), plan_of(4000), tmp_path / "a.parquet", DaskEngine(Address(made.address)),
                         ending.callbacks(), batch=64)  # fmt: skip
        study.start()
        assert study.wait(120)
        assert victim.wait(10) == -signal.SIGKILL
    assert ending.told == [("done",)]
    assert sum(ending.rows.values()) == 4000
    with ending.file as file:
        assert file.failures() == {}
        assert_same_as_here(file)


def test_a_point_that_kills_its_workers_fails_alone(tmp_path: Path, expected_logs) -> None:
    expected_logs("WARNING", "workers ended over batch")
    with cluster(tmp_path, 2) as made:
        file = finished(tmp_path / "a.parquet", plan_of(40, Fatal), DaskEngine(Address(made.address)), batch=2)
    with file:
        assert file.failures() == {37: "the process that computed it ended"}
        assert_whole(file)


def test_the_scheduler_never_knows_more_than_the_workers_need_next(running: Cluster, tmp_path: Path) -> None:
    from distributed import Client

    ending, known = Ending(), []
    study = StudyRun(base(), plan_of(6000), tmp_path / "a.parquet", DaskEngine(Address(running.address)),
                     ending.callbacks(), batch=25)  # fmt: skip
    with Client(running.address, set_as_default=False) as client:
        study.start()
        while not study.wait(0.02):
            known.append(client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks)))
        assert ending.told == [("done",)]
        assert len(ending.rows) == 240
        # Two for each of two workers; of one that is answered the scheduler may still hear that it can go.
        assert 2 <= max(known) <= 6
        assert client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks)) <= 4
    ending.file.close()


def test_a_cancelled_study_is_continued_elsewhere(running: Cluster, tmp_path: Path) -> None:
    def on_rows(_: int, columns: object) -> None:
        if len(ending.rows) == 3:
            study.cancel()

    path, plan, ending = tmp_path / "a.parquet", plan_of(2000), Ending(on_rows=on_rows)
    study = StudyRun(base(), plan, path, DaskEngine(Address(running.address)), ending.callbacks(), batch=50)
    study.start()
    assert study.wait(60)
    assert ending.told == [("stopped",)]
    assert 0 < sum(ending.rows.values()) < 2000
    with finished(path, plan, continued=True) as file:
        assert_same_as_here(file)


def test_one_call_is_spread_over_the_workers(running: Cluster) -> None:
    columns = plan_of(300).columns(0, 300)
    engine = DaskEngine(Address(running.address))
    try:
        found = Spread(engine)(base(), columns, ORBIT)
    finally:
        engine.close()
    alone = evaluate_many(base(), columns, ORBIT)
    assert found.digests == alone.digests
    for name in ORBIT:
        assert np.array_equal(found.columns[name], alone.columns[name])


def test_a_scheduler_that_dies_leaves_what_is_done(tmp_path: Path, expected_logs) -> None:
    expected_logs("WARNING", "the scheduler is gone")
    path, plan = tmp_path / "a.parquet", plan_of(2000)
    with cluster(tmp_path, 1, "--no-nanny") as made:

        def on_rows(_: int, columns: object) -> None:
            if len(ending.rows) == 3:
                made.scheduler.kill()

        ending = Ending(on_rows=on_rows)
        study = StudyRun(base(), plan, path, DaskEngine(Address(made.address), 5.0), ending.callbacks(), batch=50)
        study.start()
        assert study.wait(60)
    assert ending.told == [("failed", f"the scheduler at {made.address} is gone; what is done is kept")]
    done = sum(ending.rows.values())
    with finished(path, plan, continued=True) as file:
        assert_same_as_here(file)
    assert 0 < done < 2000


def refusal(address: str, patience: float = 15.0) -> str:
    engine = DaskEngine(Address(address), patience)
    try:
        with pytest.raises(EngineError) as caught:
            listen(engine)
    finally:
        engine.close()
    return str(caught.value)


def listen(engine: DaskEngine) -> None:
    engine.begin(Job(base(), ORBIT))
    for _ in range(1000):
        list(engine.completed(0.1))


def test_workers_that_do_not_fit_are_told_before_anything_is_computed(tmp_path: Path) -> None:
    empty = tmp_path / "without"
    (empty / "studio").mkdir(parents=True)
    (empty / "studio" / "__init__.py").write_text("raise ModuleNotFoundError(\"No module named 'studio'\")\n")
    with cluster(tmp_path, 0) as made:
        assert refusal(made.address, 0.5) == f"the scheduler at {made.address} has no worker"
        other = made.add_worker("--no-nanny", code="import studio\nstudio.__version__ = '0.0.1'")
        said = refusal(made.address)
        assert said.startswith("the worker tcp://127.0.0.1:")
        assert said.endswith(f" has other versions: dawnline 0.0.1, here {__version__}")
        other.kill()
        other.wait()
        made.add_worker("--no-nanny", path=str(empty))
        assert refusal(made.address).endswith(f" has no Dawnline {__version__}: install it there")


def test_a_worker_that_comes_late_and_does_not_fit_computes_nothing(tmp_path: Path) -> None:
    with cluster(tmp_path, 1, "--no-nanny") as made:

        def on_rows(_: int, columns: object) -> None:
            if len(ending.rows) == 3:
                made.add_worker("--no-nanny", code="import studio\nstudio.__version__ = '0.0.1'")

        ending = Ending(on_rows=on_rows)
        study = StudyRun(base(), plan_of(60_000), tmp_path / "a.parquet", DaskEngine(Address(made.address)),
                         ending.callbacks(), batch=50)  # fmt: skip
        study.start()
        assert study.wait(120)
    (kind, text), = ending.told
    assert kind == "failed"
    assert text.endswith(f" has other versions: dawnline 0.0.1, here {__version__}")


def test_nobody_answers() -> None:
    said = refusal("tcp://127.0.0.1:9", 0.5)
    assert said.startswith("no scheduler answers at tcp://127.0.0.1:9: ")
    assert "\n" not in said
    assert refusal("nonsense", 0.5).startswith("no scheduler answers at nonsense: ")
