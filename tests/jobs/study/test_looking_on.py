"""What is read of a study while it is computed, and of a whole one without its columns."""

from pathlib import Path

import numpy as np
import pytest

from studio.jobs.study.parts import Parts, done_columns, folder_of
from studio.jobs.study.store import StudyFile
from studio.jobs.study.table import Study
from studio.jobs.study.work import BatchAnswer
from tests.jobs.study.here import ORBIT, base, finished, plan_of


def parts(path: Path) -> Parts:
    """Of forty rows the first and the third ten, where results are 100 times the row and one each for its place."""
    made = Parts(path, Study.of(base(), plan_of(40)))
    for number, start in enumerate((0, 20)):
        rows = np.arange(start, start + 10)
        numbers = np.stack([100.0 * rows + place for place in range(len(ORBIT))])
        made.add(BatchAnswer(number, start, start + 10, numbers, {}, {}, ("x",) * 10))
    return made


def test_columns_of_what_is_done(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    made = parts(path)
    found = dict(done_columns(path, (ORBIT[2], "digest")))
    assert sorted(found) == [0, 20]
    np.testing.assert_array_equal(found[20][ORBIT[2]], 100.0 * np.arange(20, 30) + 2.0)
    assert found[0]["digest"].tolist() == ["x"] * 10
    made.close()


def test_what_is_damaged_or_gone_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    assert list(done_columns(path, ORBIT)) == []
    made = parts(path)
    first, second = sorted(folder_of(path).glob("*.arrow"))
    first.write_bytes(first.read_bytes()[:200])
    assert [start for start, _ in done_columns(path, ORBIT)] == [20]
    assert list(done_columns(path, ("no such result",))) == []
    second.unlink()
    assert list(done_columns(path, ORBIT)) == []
    made.close()


def test_the_file_tells_the_ends_of_its_columns_without_them(tmp_path: Path) -> None:
    with finished(tmp_path / "orbits.parquet", plan_of(40), batch=16) as file:
        for name in (*ORBIT, "mission.altitude"):
            values = file.column(name)
            assert file.ends(name) == (np.nanmin(values), np.nanmax(values))
        assert file.ends("digest") is None


def test_a_column_without_any_number_has_no_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    made = Parts(path, Study.of(base(), plan_of(40)))
    made.add(BatchAnswer(0, 0, 40, np.full((len(ORBIT), 40), np.nan), {}, dict.fromkeys(range(40), "why"), ("",) * 40))
    made.join()
    with StudyFile.open(path) as file:
        assert file.ends(ORBIT[0]) == pytest.approx((np.inf, -np.inf))


def test_a_piece_of_a_column(tmp_path: Path) -> None:
    with finished(tmp_path / "orbits.parquet", plan_of(40), batch=16) as file:
        for row in (0, 17, 39):
            start, values = file.near(ORBIT[0], row)
            assert start <= row < start + len(values)
            assert values[row - start] == file.column(ORBIT[0])[row]
