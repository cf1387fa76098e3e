"""Where commands write: what cannot be written is said in one line, before the work."""

from pathlib import Path

import pytest

from tests.cli.test_commands import call

SEARCH = ("optimise", "suncatcher-cluster", "--vary", "mission.altitude=500 km:900 km", "--minimise", "orbit.period")
SEEK = ("seek", "suncatcher-cluster", "--vary", "mission.altitude", "--goal", "orbit.period = 96 min")
CLOSE = ("close", "suncatcher-cluster")
SWEEP = ("sweep", "suncatcher-cluster", "--vary", "mission.altitude=500 km:900 km:2", "--outcome", "orbit.period")


@pytest.mark.parametrize("command", [SEARCH, SEEK, CLOSE], ids=lambda command: command[0])
@pytest.mark.parametrize(("out", "sentence"), [
    ("", "“” names no file"), (".", "“.” names no file"), ("/", "“/” names no file"), ("there", "there: is a folder"),
    ("there/file", "file: exists already; --force writes over it"),
    ("nowhere/a.json", "a.json: cannot be saved: there is no folder nowhere"),
    ("there/file/a.json", "a.json: cannot be saved: there is no folder there/file"),
])  # fmt: skip
def test_what_cannot_be_written_is_refused_before_the_work(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...],
    out: str, sentence: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    (tmp_path / "there/file").write_text("kept")
    assert call(capsys, *command, "--out", out) == (2, "", f"{sentence}\n")
    if not out.endswith("file"):
        assert call(capsys, *command, "--out", out, "--force") == (2, "", f"{sentence}\n")
    assert (tmp_path / "there/file").read_text() == "kept"
    assert [path.name for path in tmp_path.rglob("*")] == ["there", "file"]


def test_a_sweep_into_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, *SWEEP, "--out", "") == (2, "", "“” names no file\n")


def test_bounds_are_told_with_their_units(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = call(capsys, *SEARCH[:3], "mission.altitude=900 km:500 km", *SEARCH[4:])
    assert (status, err) == (2, "mission.altitude: the lower bound 900 km is not below the upper, 500 km\n")
    status, _, err = call(capsys, "seek", "suncatcher-cluster", "--vary", "mission.altitude=1 km:500 km", *SEEK[4:])
    assert (status, err) == (2, "mission.altitude: a bound of 1 km is outside 160 km to 60000 km\n")


def test_a_seed_that_is_too_large(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "uncertain", "suncatcher-cluster", "--seed", str(2**63))
    assert (status, out, err.count("\n")) == (2, "", 1)
