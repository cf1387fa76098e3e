"""A study too large to hold: only what is asked for is in memory, and all of it can be asked for."""

from pathlib import Path

import numpy as np
import pytest

from studio.gui.study import held
from studio.gui.study.points import Points
from tests.gui.study_fakes import OUTCOMES, FakeFile, columns, plan, settle
from tests.gui.test_study_desk import start

SIZE = plan().size


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held, "MOST_NUMBERS", SIZE)
    monkeypatch.setattr(held, "MOST_COLUMNS", 2)


def known(name: str) -> np.ndarray:
    return np.asarray(columns(plan(), 0, SIZE)[name])


def results_of(points: Points) -> list[str]:
    return [name for name in points._held.columns if name in OUTCOMES]


def test_ten_million_points_with_every_result_take_no_memory_before_they_are_asked_for(session) -> None:
    study = plan()
    points = Points(session.design, study, 10_000_000, Path("x.parquet"))
    points.factors = ()  # whose columns would be made
    assert points._held.large
    points.add_rows(0, columns(study, 0, 50))
    assert not results_of(points)
    assert points.filled == 50
    assert points.ends("mass.satellite") == (known("mass.satellite")[:50].min(), known("mass.satellite")[:50].max())
    assert points.column("mass.satellite").label
    assert not results_of(points)


def test_a_small_study_is_all_there(session) -> None:
    points = Points.of_run(session.design, plan())
    points.add_rows(0, columns(plan(), 0, 50))
    assert sorted(results_of(points)) == sorted(OUTCOMES)


def test_what_went_by_before_it_was_asked_for_is_read(session, large) -> None:
    points, told = Points.of_run(session.design, plan(), Path("x.parquet")), []
    points.on_behind = lambda: told.append(set(points._held.behind))
    points.add_rows(0, columns(plan(), 0, 40))
    assert np.isnan(points.values("mass.satellite")).all()
    assert told == [{"mass.satellite"}]
    points.add_rows(60, columns(plan(), 60, SIZE))
    np.testing.assert_array_equal(points.values("mass.satellite")[60:], known("mass.satellite")[60:])
    asked = []

    def read(path: Path, names: tuple[str, ...]):
        asked.append((path, names))
        yield 0, {name: known(name)[:40] for name in names}

    points.catch_up(read)
    points.catch_up(read)
    assert asked == [(Path("x.parquet"), ("mass.satellite",))]
    values = points.values("mass.satellite")
    np.testing.assert_array_equal(values[:40], known("mass.satellite")[:40])
    assert np.isnan(values[40:60]).all()
    points.add_rows(40, columns(plan(), 40, 60))
    np.testing.assert_array_equal(points.values("mass.satellite"), known("mass.satellite"))
    assert not points._held.behind


def test_what_was_let_go_of_meanwhile_is_read_again(session, large) -> None:
    points = Points.of_run(session.design, plan(), Path("x.parquet"))
    points.add_rows(0, columns(plan(), 0, SIZE))
    points.values(OUTCOMES[0])

    def read(path: Path, names: tuple[str, ...]):
        for name in OUTCOMES[1:]:  # two of which put the first one out
            points.values(name)
        points.values(OUTCOMES[0])
        yield 50, {name: known(name)[50:] for name in names}

    points.catch_up(read)
    assert OUTCOMES[0] in points._held.behind
    points.catch_up(lambda path, names: iter([(0, {name: known(name) for name in names})]))
    np.testing.assert_array_equal(points.values(OUTCOMES[0]), known(OUTCOMES[0]))


def test_two_columns_stay_and_the_file_has_the_others(session, large) -> None:
    points = Points.of_run(session.design, plan(), Path("x.parquet"))
    points.add_rows(0, columns(plan(), 0, SIZE))
    for name in points.factors:
        points.values(name)
    points.values(OUTCOMES[0])  # never read, as the run ends before
    points.keep(FakeFile(session.design, plan()))
    for name in (*OUTCOMES, OUTCOMES[0]):
        np.testing.assert_array_equal(points.values(name), known(name))
        assert len(results_of(points)) <= 2
    assert results_of(points)[-1] == OUTCOMES[0]
    assert set(points.factors) <= set(points._held.columns), "factors are not put out"


def test_the_ends_of_a_column_come_from_the_file(session, large) -> None:
    file = FakeFile(session.design, plan())
    file.told["mass.satellite"] = (1.0, 2e9)
    points = Points.of_file(file)
    assert points.ends("mass.satellite") == (1.0, 2e9)
    assert not results_of(points)
    assert points.ends(OUTCOMES[0]) == (known(OUTCOMES[0]).min(), known(OUTCOMES[0]).max())


def test_the_desk_reads_what_a_page_asks_for(fakes, qtbot, large, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = fakes.desk
    monkeypatch.setattr("studio.gui.study.desk.done_columns",
                        lambda path, names: [(0, {name: known(name)[:30] for name in names})])  # fmt: skip
    run = start(fakes)
    run.tell(0, 30)
    settle()
    seen = []
    desk.rows_changed.connect(lambda: seen.append(int(np.isfinite(desk.points.values("mass.satellite")).sum())))
    assert np.isnan(desk.points.values("mass.satellite")).all()
    qtbot.waitUntil(lambda: 30 in seen)
    desk.stop()
    qtbot.waitUntil(lambda: desk.state == "stopped")
    assert np.isnan(desk.points.values(OUTCOMES[1])).all()  # also of a run that was ended
    qtbot.waitUntil(lambda: int(np.isfinite(desk.points.values(OUTCOMES[1])).sum()) == 30)


def test_single_values_of_a_large_study_put_out_no_column(session, large) -> None:
    file = FakeFile(session.design, plan())
    points = Points.of_file(file)
    for _ in range(2):
        for row in (0, 7, 23, SIZE - 1):
            for name in OUTCOMES:
                assert points.value(name, row) == known(name)[row]
    assert not results_of(points)
    assert len(file.read) == len(set(file.read)) == 3 * len(OUTCOMES)
    for row in range(SIZE):
        points.value(OUTCOMES[0], row)
    assert len(points._blocks[OUTCOMES[0]]) == 4
    points.values(OUTCOMES[1])
    file.read.clear()
    assert points.value(OUTCOMES[1], 50) == known(OUTCOMES[1])[50]
    assert not file.read, "the column is there"


def test_a_table_of_more_columns_than_are_held_asks_for_no_more_while_the_study_is_computed(session, large) -> None:
    points = Points.of_run(session.design, plan(), Path("x.parquet"))
    points.add_rows(0, columns(plan(), 0, SIZE))
    shown = [points.value(name, 5) for name in OUTCOMES]
    assert results_of(points) == list(OUTCOMES[:2])
    points.catch_up(lambda path, names: iter([(0, {name: known(name) for name in names})]))
    shown = [points.value(name, 5) for name in OUTCOMES]
    np.testing.assert_array_equal(shown, [known(name)[5] for name in OUTCOMES[:2]] + [np.nan, np.nan])
    assert not points._held.behind
