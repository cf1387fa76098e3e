"""Scripts run studies: into a file that the Study tab opens, refused in one sentence where that cannot be."""

import json
from pathlib import Path

import pytest

from studio.cli.app import run as command
from studio.jobs.study import StudyFile

PLAN = {"factors": [{"path": "mission.altitude", "low": 5e5, "high": 7e5, "count": 3}], "outcomes": ["orbit.period"]}


def script(folder: Path, *lines: str) -> str:
    path = folder / "own.py"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_a_script_runs_a_study_and_runs_it_again(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    line = f"studio.study({json.dumps(PLAN)!r}, 'heights.parquet', force=True)"
    assert command(lambda _: 1, ["run", script(tmp_path, "studio.open('ai1-120kw')", line, line)]) == 0
    with StudyFile.open(tmp_path / "heights.parquet") as found:
        assert found.count == 3
        assert found.failures() == {}
        periods = found.column("orbit.period")
        assert list(found.column("mission.altitude")) == pytest.approx([5e5, 6e5, 7e5])
        assert 5600.0 < periods[0] < periods[1] < periods[2] < 6000.0
    assert command(lambda _: 1, ["run", script(tmp_path, f"studio.study({PLAN!r}, 'heights.parquet')")]) == 2
    assert "heights.parquet" in capsys.readouterr().err


@pytest.mark.parametrize("plan", ["{", '{"factors": 3}', '{"factors": [], "outcomes": [], "more": 1}'])
def test_a_plan_that_is_none_is_refused(tmp_path, monkeypatch, capsys, plan) -> None:
    monkeypatch.chdir(tmp_path)
    assert command(lambda _: 1, ["run", script(tmp_path, f"studio.study({plan!r}, 'a.parquet')")]) == 2
    said = capsys.readouterr().err
    assert "the plan of the study cannot be read" in said
    assert "Traceback" not in said
    assert not (tmp_path / "a.parquet").exists()
