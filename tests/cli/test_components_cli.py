"""import of a spreadsheet of components: all rows or none, unless the user asks for the good ones."""

import zipfile
from pathlib import Path

import pytest

from studio.document import preset
from studio.document.files import read
from tests.cli.calling import call

GOOD = "field,value,unit,source\nmission.altitude,655,km,ACME\npayload.accelerator,h100-sxm,,\n"
BAD = GOOD + "mission.ltan,99,h,\nno.such,1,,\n"


def test_rows_go_into_the_design(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source, target = tmp_path / "parts.csv", tmp_path / "design.json"
    source.write_text(GOOD)
    status, out, err = call(capsys, "import", source, "--into", "ai1-120kw", "--out", target)
    assert (status, err) == (0, "")
    assert "mission.altitude: 700 km → 655 km  (ACME)" in out
    design = read(target)
    assert design.mission.altitude == 655e3
    assert design.sources["mission.altitude"].text == "ACME"


def test_bad_rows_are_told_and_nothing_is_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source, target = tmp_path / "parts.csv", tmp_path / "design.json"
    source.write_text(BAD)
    status, out, err = call(capsys, "import", source, "--into", "ai1-120kw", "--out", target)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "row 4: mission.ltan: 99 h is above" in err
    assert "row 5: no.such: there is no “no”" in err
    assert not target.exists()
    status, out, err = call(capsys, "import", source, "--into", "ai1-120kw", "--out", target, "--skip-bad")
    assert status == 0
    assert err.count("row ") == 2
    assert read(target).mission.altitude == 655e3
    assert read(target).mission.ltan == preset("ai1-120kw").mission.ltan


def test_many_bad_rows_are_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = tmp_path / "parts.csv"
    source.write_text(GOOD + "no.such,1,,\n" * 50)
    status, _, err = call(capsys, "import", source, "--out", tmp_path / "design.json")
    assert status == 2
    assert "and 30 more rows" in err
    assert len(err) < 4_000


def test_a_decimal_comma_is_asked_for(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source, target = tmp_path / "teile.csv", tmp_path / "design.json"
    source.write_text("Field;Value;Unit\narray.area;12,5;m²\n", encoding="utf-8")
    assert call(capsys, "import", source, "--out", target)[0] == 2
    assert call(capsys, "import", source, "--out", target, "--decimal-comma")[0] == 0
    assert read(target).array.area == 12.5


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"field,value\n", b"field,value\n\xff,1\n"])
def test_files_that_are_none_leave_what_was_there(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, data: bytes
) -> None:
    source, target = tmp_path / "parts.xlsx", tmp_path / "design.json"
    source.write_bytes(data)
    target.write_text("kept")
    status, out, err = call(capsys, "import", source, "--out", target, "--force")
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert target.read_text() == "kept"


def test_values_that_do_not_go_together_write_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source, target = tmp_path / "parts.csv", tmp_path / "design.json"
    name = preset("ai1-120kw").stack.layers[1].name
    source.write_text(f"field,value\nstack.layers[0].name,{name}\n")
    status, _, err = call(capsys, "import", source, "--into", "ai1-120kw", "--out", target)
    assert status == 2
    assert err.startswith("stack.layers: ")
    assert not target.exists()


def test_options_of_other_files_are_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = tmp_path / "parts.csv"
    source.write_text(GOOD)
    for option in (("--as", "orbit"), ("--name", "x")):
        status, _, err = call(capsys, "import", source, "--out", tmp_path / "design.json", *option)
        assert status == 2
        assert f"{option[0]} says nothing of such a file" in err
    table = tmp_path / "glass.csv"
    table.write_text("wavelength_nm,n,k\n400,1.5,0\n500,1.5,0\n900,1.5,0\n")
    status, _, err = call(capsys, "import", table, "--out", tmp_path / "design.json", "--skip-bad")
    assert status == 2
    assert "--skip-bad says nothing" in err


def test_an_archive_that_is_no_workbook(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = tmp_path / "x.xlsx"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("../../evil", "x")
    status, _, err = call(capsys, "import", source, "--out", tmp_path / "design.json")
    assert status == 2
    assert "is a packed file, but no workbook" in err
