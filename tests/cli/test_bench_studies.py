"""dawnline bench: the rows on studies. Speeds are not tested: machines differ."""

import threading
from typing import Any

import numpy as np
import pytest

from studio.cli.bench import studies, studies_beside, table
from studio.cli.bench.case import Run
from studio.cli.bench.peers import Missing
from studio.cli.bench.row import Row
from studio.jobs.study import Batch, BatchAnswer, Job, LocalEngine
from studio.physics.eclipse import eclipse_passages
from studio.physics.orbit import MeanElements


def rows(*names: str) -> dict[str, Row]:
    return {row.name: row for row in table.rows(table.chosen(names), Run(quick=True))}


def answer(at: float, number: int, rows: int, seconds: float, worker: str) -> tuple[float, float, BatchAnswer]:
    return at, 0.1 * at, BatchAnswer(number, 0, rows, np.zeros((0, rows)), {}, {}, (), seconds, worker=worker)


def test_one_call_has_what_the_single_evaluation_has() -> None:
    found = rows("study-single", "study-fine", "study-carlo")
    for row in found.values():
        assert row.accuracy is not None
        assert row.accuracy.holds, row
        assert row.ours is not None
    assert found["study-single"].ratio is not None
    assert found["study-single"].accuracy.allowed <= 1e-8  # type: ignore[union-attr]


def test_differences_of_columns() -> None:
    nan, inf = np.nan, np.inf
    found = studies.relative([1.0, 0.0, nan, 2.0, nan, inf, inf, -1.0], [1.0, 0.0, nan, 1.0, 1.0, inf, 1.0, 1.0])
    assert found.tolist() == [0.0, 0.0, 0.0, 0.5, inf, 0.0, inf, 2.0]


def test_the_time_before_all_workers_compute_is_left_out() -> None:
    watched = studies.Watched(LocalEngine(2))
    watched.answers += [answer(1.0, 0, 10, 0.9, "a"), answer(3.0, 1, 10, 0.9, "b"), answer(3.5, 2, 20, 1.0, "a"),
                        answer(5.0, 3, 40, 2.0, "b")]  # fmt: skip
    found = watched.steady()
    assert found == studies.Steady(2.0, 2, 60, 3.0, pytest.approx(0.2))
    assert found.rate == 30.0
    assert found.spare == pytest.approx(0.25 + 0.05)  # a quarter is idle, and this process worked for a twentieth


def test_a_worker_that_answers_last_of_all_leaves_the_time_since_the_first() -> None:
    watched = studies.Watched(LocalEngine(2))
    watched.answers.append(answer(1.0, 0, 10, 0.9, "a"))
    with pytest.raises(Missing, match="over at once"):
        watched.steady()
    watched.answers += [answer(2.0, 1, 10, 0.9, "a"), answer(3.0, 2, 20, 1.0, "b")]
    assert watched.steady() == studies.Steady(2.0, 2, 30, 1.9, pytest.approx(0.2))


def test_a_study_over_two_workers_is_measured() -> None:
    design, plan = studies.start_plan(48, ("orbit.period", "illumination.sunlit_fraction_year"))
    before = threading.active_count()
    found = studies.swept(plan, design, LocalEngine(2), 8)
    assert found.steady.rate > 0.0
    assert found.steady.spare > 0.0
    assert found.failed == 0.0
    assert threading.active_count() == before


class Broken(LocalEngine):
    """Knows no way to begin."""

    def begin(self, job: Job) -> None:
        raise ValueError("there is nowhere to compute")

    def submit(self, batch: Batch) -> None:
        raise AssertionError


def test_a_study_that_ends_early_is_told() -> None:
    design, plan = studies.start_plan(8, ("orbit.period",))
    with pytest.raises(Missing, match="there is nowhere to compute"):
        studies.swept(plan, design, Broken(1))


def test_the_memory_of_a_study_is_that_of_a_process_of_its_own() -> None:
    row = rows("study-memory")["study-memory"]
    assert not row.missing
    assert row.ours is not None
    assert 50.0 < row.ours.median < 2000.0
    assert row.accuracy is not None
    assert row.accuracy.holds


def test_peers_that_are_absent_leave_the_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent() -> Any:
        raise Missing("orekit is not installed")

    monkeypatch.setattr(studies_beside.orekit, "start", absent)
    found = rows("study-orekit", "study-basilisk")
    assert found["study-orekit"].missing == "orekit is not installed"
    for row in found.values():
        assert row.ours is not None
        assert row.ratio is None
        assert row.missing


def test_the_sunlit_share_of_edges() -> None:
    edges = [100.0, 110.0, 2100.0, 2110.0, 5800.0, 5808.0, 7800.0, 7808.0]
    assert studies_beside.lit_share(edges, 11_400.0, 5_700.0) == pytest.approx(1.0 - 4000.0 / 11_400.0)
    duration = 20.0 * 86_400.0
    found = eclipse_passages(MeanElements(6_978_137.0, 0.0, 0.5, 1.2, 0.0, 0.0), 0.0, duration, oblate=False)
    passages = np.stack([np.ravel(part) for part in found[:4]], axis=-1)
    whole = passages[np.isfinite(passages).all(axis=-1)]
    umbra = np.ravel(found.umbra_exit - found.umbra_entry)
    share = studies_beside.lit_share(np.sort(whole.ravel()).tolist(), duration, 5_800.0)
    assert 1.0 - share == pytest.approx(np.nansum(umbra) / duration, rel=0.02)  # the penumbra takes half a minute
    assert 1.0 - share > np.nansum(umbra) / duration
