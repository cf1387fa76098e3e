"""import of element sets: real satellites in a design file, and nothing written where they cannot be read."""

import json
from pathlib import Path

import pytest

from studio.document.files import read
from tests.cli.calling import call

CASE = json.loads((Path(__file__).parents[1] / "data" / "sgp4_verification.json").read_text())["cases"][0]
TLE = f"VANGUARD 1\n{CASE['first']}\n{CASE['second']}\n"


def test_imported_twice_into_one_design(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source, target = tmp_path / "old.txt", tmp_path / "design.json"
    source.write_text(TLE)
    status, out, err = call(capsys, "import", source, "--out", target)
    assert (status, err) == (0, "")
    assert "“old” is in design.json: 1 objects (TLE), epochs 2000-06-27 to 2000-06-27" in out
    status, out, _ = call(capsys, "import", source, "--out", target, "--into", target, "--name", "again")
    assert status == 0
    imported = read(target).fleet.imported
    assert [one.name for one in imported] == ["old", "again"]
    assert imported[0].source == "old.txt, TLE"
    assert imported[0].table.endswith("VANGUARD 1")


def test_nothing_is_written_of_a_damaged_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source, target = tmp_path / "bad.tle", tmp_path / "design.json"
    source.write_text(TLE.replace("4753", "4755"))
    status, out, err = call(capsys, "import", source, "--out", target)
    assert status != 0
    assert not out
    assert "bad.tle: line 2: the checksum should be 3, and is 5" in err
    assert len(err.strip().splitlines()) == 1
    assert not target.exists()
