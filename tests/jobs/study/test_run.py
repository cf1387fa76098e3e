"""A study that is paused, cancelled, killed and continued."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from studio.analysis.many import evaluate_many
from studio.analysis.study import Plan, evenly
from studio.design import set_value
from studio.jobs.study import EngineError, StudyRun, discard, unfinished
from studio.jobs.study.parts import folder_of
from studio.jobs.study.sizes import LEAST, MOST, WANTED, Sizes
from tests.jobs.study.here import Ending, Here, base, finished, plan_of

ROOT = Path(__file__).resolve().parents[3]


def run(path: Path, plan: Plan, engine: Here, ending: Ending, **options) -> StudyRun:
    return StudyRun(base(), plan, path, engine, ending.callbacks(), **options)


def assert_whole(study) -> None:
    """Each row is there once, with what it has alone."""
    expected = study.plan.columns(0, study.plan.size)
    assert np.array_equal(study.column("row"), np.arange(study.plan.size))
    for path in study.factors:
        assert np.array_equal(study.column(path), expected[path])


def test_every_row_is_told_once_and_progress_ends_at_the_whole(tmp_path: Path) -> None:
    ending, engine = Ending(), Here()
    study = run(tmp_path / "a.parquet", plan_of(50), engine, ending, batch=8)
    study.start()
    assert study.wait(60)
    with ending.file as file:
        assert_whole(file)
        told = np.concatenate([ending.columns[first]["orbit.period"] for first in sorted(ending.columns)])
        assert np.array_equal(told, file.column("orbit.period"))
    assert sum(ending.rows.values()) == 50
    done = [progress[0] for progress in ending.progress]
    assert done == sorted(done)
    assert (done[0], done[-1], ending.progress[-1][1]) == (0, 50, 50)
    assert engine.closed
    assert [path.name for path in tmp_path.iterdir()] == ["a.parquet"]


def test_a_paused_study_submits_nothing_until_it_is_resumed(tmp_path: Path) -> None:
    paused, engine = threading.Event(), Here()

    def on_rows(first: int, columns: object) -> None:
        if len(ending.rows) == 3:
            study.pause()
            paused.set()

    ending = Ending(on_rows=on_rows)
    study = run(tmp_path / "a.parquet", plan_of(80), engine, ending, batch=8)
    study.start()
    assert paused.wait(60)
    assert study.paused
    assert not study.wait(0.3)
    waiting = len(engine.computed)
    assert waiting < 10
    assert not study.wait(0.2)
    assert len(engine.computed) == waiting
    study.resume()
    assert study.wait(60)
    with ending.file as file:
        assert_whole(file)


@pytest.mark.parametrize("paused", [False, True])
def test_a_cancelled_study_keeps_what_is_done_and_goes_on_from_there(tmp_path: Path, paused: bool) -> None:
    path, plan = tmp_path / "a.parquet", plan_of(80)

    def on_rows(first: int, columns: object) -> None:
        if len(ending.rows) == 4:
            if paused:
                study.pause()
            study.cancel()

    ending = Ending(on_rows=on_rows)
    study = run(path, plan, Here(), ending, batch=8)
    study.start()
    assert study.wait(60)
    assert ending.told == [("stopped",)]
    assert not path.exists()
    known, done = unfinished(path)
    assert (known.plan, known.design, done) == (plan, base(), 32)
    second = Here()
    with finished(path, plan, second, continued=True, batch=8) as file:
        assert_whole(file)
    assert sum(stop - start for start, stop in second.computed) == 48
    assert unfinished(path) is None


def test_a_closed_study_tells_nothing_more(tmp_path: Path) -> None:
    begun, go = threading.Event(), threading.Event()

    def on_rows(first: int, columns: object) -> None:
        begun.set()
        go.wait(60)

    ending = Ending(on_rows=on_rows)
    study = run(tmp_path / "a.parquet", plan_of(80), Here(), ending, batch=8)
    study.start()
    assert begun.wait(60)
    closer = threading.Thread(target=study.close)
    closer.start()
    while not study._closed:
        time.sleep(0.001)
    go.set()
    closer.join()
    assert (ending.told, len(ending.rows)) == ([], 1)


def test_parts_of_another_study_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    cancelled(path, plan_of(80))
    for plan, continued, sentence in ((plan_of(80), False, "an unfinished study is beside it"),
                                      (plan_of(82), True, "is another one")):  # fmt: skip
        ending = Ending()
        study = run(path, plan, Here(), ending, continued=continued)
        study.start()
        study.wait(60)
        ((kind, text),) = ending.told
        assert kind == "failed"
        assert sentence in text
    assert unfinished(path) is not None
    other = set_value(base(), "mission.raan", 1.0)
    ending = Ending()
    study = StudyRun(other, plan_of(80), path, Here(), ending.callbacks(), continued=True)
    study.start()
    study.wait(60)
    assert "is another one" in ending.told[0][1]
    discard(path)
    assert unfinished(path) is None
    assert list(tmp_path.iterdir()) == []


def cancelled(path: Path, plan: Plan) -> None:
    def on_rows(first: int, columns: object) -> None:
        if len(ending.rows) == 3:
            study.cancel()

    ending = Ending(on_rows=on_rows)
    study = run(path, plan, Here(), ending, batch=8)
    study.start()
    assert study.wait(60)


def test_a_damaged_part_is_computed_again(tmp_path: Path) -> None:
    path, plan = tmp_path / "a.parquet", plan_of(80)
    cancelled(path, plan)
    first, second, _ = sorted(folder_of(path).glob("*.arrow"))
    first.write_bytes(first.read_bytes()[:500])
    second.write_bytes(b"")
    (folder_of(path) / "0000000024-0000000032.arrow.tmp").write_bytes(b"half")
    engine = Here()
    with finished(path, plan, engine, continued=True, batch=8) as file:
        assert_whole(file)
    assert {(0, 8), (8, 16)} <= {*engine.computed}
    assert (16, 24) not in engine.computed


def test_two_at_once_on_one_file_are_refused(tmp_path: Path) -> None:
    path, begun, go = tmp_path / "a.parquet", threading.Event(), threading.Event()

    def on_rows(first: int, columns: object) -> None:
        begun.set()
        go.wait(60)

    ending = Ending(on_rows=on_rows)
    study = run(path, plan_of(40), Here(), ending, batch=8)
    study.start()
    assert begun.wait(60)
    late = Ending()
    other = run(path, plan_of(40), Here(), late, continued=True)
    other.start()
    assert other.wait(60)
    go.set()
    assert study.wait(60)
    ending.file.close()
    assert late.told == [("failed", "a.parquet: another Dawnline computes this study")]


@pytest.mark.parametrize(("where", "sentence"), [("none/a.parquet", "there is no folder"), ("file/a.parquet", "a.par")])
def test_where_nothing_can_be_written_is_said(tmp_path: Path, where: str, sentence: str) -> None:
    (tmp_path / "file").write_text("no folder")
    ending = Ending()
    study = run(tmp_path / where, plan_of(10), Here(), ending)
    study.start()
    assert study.wait(60)
    ((kind, text),) = ending.told
    assert kind == "failed"
    assert sentence in text


def test_an_engine_that_cannot_go_on_is_told_and_the_rest_stays(tmp_path: Path) -> None:
    class Breaking(Here):
        def completed(self, timeout):
            if len(self.computed) == 2:
                raise EngineError("the cluster is gone")
            yield from super().completed(timeout)

    ending, engine = Ending(), Breaking()
    study = run(tmp_path / "a.parquet", plan_of(80), engine, ending, batch=8)
    study.start()
    assert study.wait(60)
    assert ending.told == [("failed", "the cluster is gone")]
    assert engine.closed
    assert unfinished(tmp_path / "a.parquet")[1] == 16


def test_a_program_error_fails_its_rows_and_not_the_study(
    tmp_path: Path, expected_logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(40)
    culprit = plan.columns(16, 17)["mission.altitude"][0]

    def faulty(base, columns, *rest, **options):
        if columns["mission.altitude"][0] == culprit:
            raise RuntimeError("no such luck")
        return evaluate_many(base, columns, *rest, **options)

    monkeypatch.setattr("studio.jobs.study.work.evaluate_many", faulty)
    expected_logs("ERROR", "rows 16 to 24 ended in a defect")
    with finished(tmp_path / "a.parquet", plan, batch=8) as file:
        reasons = file.failures()
        assert sorted(reasons) == list(range(16, 24))
        assert reasons[16] == "a program error: RuntimeError: no such luck"
        assert file.design_at(16).mission.altitude == culprit  # to look into what went wrong


KILLED = """
import sys
from pathlib import Path
from studio.jobs.study import LocalEngine, StudyRun
from tests.jobs.study.here import base, plan_of
if __name__ == "__main__":
    run = StudyRun(base(), plan_of(40_000), Path(sys.argv[1]), LocalEngine(1), batch=16)
    run.start()
    while not run._engine.processes:
        pass
    print(*run._engine.processes, flush=True)
    run.wait()
"""


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().split(")")[1].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def test_a_process_that_is_killed_loses_no_more_than_the_batch_under_way(tmp_path: Path) -> None:
    path, plan = tmp_path / "a.parquet", plan_of(40_000)
    script = tmp_path / "study.py"
    script.write_text(KILLED)
    process = subprocess.Popen([sys.executable, str(script), str(path)], cwd=ROOT,
                               env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE)  # fmt: skip
    folder = folder_of(path)
    while process.poll() is None and not (folder.is_dir() and len(list(folder.glob("*.arrow"))) >= 5):
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    workers = [int(word) for word in process.communicate()[0].split()]  # ends when the last that could write has ended
    assert process.returncode == -signal.SIGKILL
    assert len(workers) == 1
    assert not any(alive(worker) for worker in workers)
    left = sorted(file.name for file in folder.glob("*.arrow"))
    study, done = unfinished(path)
    assert study.plan == plan
    assert len(left) * 16 == done >= 80
    engine = Here()
    with finished(path, plan, engine, continued=True, batch=1024) as file:
        assert_whole(file)
    assert sum(stop - start for start, stop in engine.computed) == plan.size - done


def test_continuing_what_is_finished_opens_it(tmp_path: Path) -> None:
    path, plan, engine = tmp_path / "a.parquet", plan_of(20), Here()
    finished(path, plan).close()
    folder_of(path).mkdir()  # as after a crash between the last two steps
    (folder_of(path) / "study.json").write_bytes(b"{}")
    with finished(path, plan, engine, continued=True) as file:
        assert file.count == 20
    assert engine.computed == []
    assert not folder_of(path).exists()
    ending = Ending()
    study = run(path, plan_of(22), engine, ending, continued=True)
    study.start()
    assert study.wait(60)
    assert ending.told == [("failed", "a.parquet: is another study than the one to continue")]


def test_batches_are_as_large_as_their_speed_allows() -> None:
    sizes = Sizes(2)
    for each in (1e-3, 2e-2, 1e-5, 5.0):
        for _ in range(30):
            sizes.learn(100, 100 * each)
        wanted, size = min(max(WANTED / each, LEAST), MOST), sizes.next(10**6)
        assert wanted - 128 < size <= wanted
        assert size % (128 if wanted > 256 else LEAST) == 0  # as many as are computed together
    for _ in range(30):
        sizes.learn(100, 1e-3)
    assert sizes.next(1000) == 500  # of the last rows each worker has the same
    assert sizes.next(3) == LEAST
    assert Sizes(2, 8).next(10**6) == 8


def test_a_wrong_plan_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    ending = Ending()
    study = run(tmp_path / "a.parquet", Plan((evenly("mission.height", 1, 2, 3),), ("orbit.period",)), Here(), ending)
    study.start()
    assert study.wait(60)
    assert ending.told == [("failed", "mission.height: there is no “height”")]
    assert list(tmp_path.iterdir()) == []
