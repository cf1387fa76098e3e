"""import of orbits: what is in the file decides, and nothing is written where it cannot be used."""

from pathlib import Path

import pytest

from studio.document import preset, write
from studio.document.files import dump, read
from tests.cli.calling import call
from tests.document.test_ephemerides import KVN


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    status, out, err = call(capsys, *arguments)
    assert (status, out) == (2, "")
    (line,) = err.splitlines()
    assert line.isprintable()
    return line


@pytest.fixture
def exported(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Path:
    out = tmp_path / "ai1.oem"
    assert call(capsys, "export", "ai1-120kw", "--to", "oem", "--out", out)[0] == 0
    return out


def test_an_exported_orbit_comes_back_as_it_was(
    capsys: pytest.CaptureFixture[str], exported: Path, tmp_path: Path
) -> None:
    out = tmp_path / "design.json"
    status, said, _ = call(capsys, "import", exported, "--out", out, "--into", "shell-30deg")
    assert status == 0
    assert "Altitude 700 km, circular, sun-synchronous, node at 6 h" in said
    found, given = read(out), preset("ai1-120kw")
    for name in ("altitude", "eccentricity", "sun_synchronous", "ltan", "argument_of_perigee", "epoch"):
        assert getattr(found.mission, name) == getattr(given.mission, name), name
    source = found.sources["mission.altitude"]
    assert source.text.startswith("ai1.oem, OEM KVN, “")
    assert source.confidence == "derived"
    assert found.stack == preset("shell-30deg").stack


def test_an_ephemeris_becomes_a_satellite_beside_the_design(
    capsys: pytest.CaptureFixture[str], exported: Path, tmp_path: Path
) -> None:
    out = tmp_path / "design.json"
    status, said, _ = call(capsys, "import", exported, "--out", out, "--as", "satellites", "--name", "beside")
    assert status == 0
    assert "“beside” is in design.json: one object (OEM KVN)" in said
    assert "SGP4 stays within" in said
    design = read(out)
    assert design.mission == preset("suncatcher-cluster").mission
    [sets] = design.fleet.imported
    assert sets.objects == 1
    assert "SGP4 fitted" in sets.source


@pytest.mark.parametrize(("format_", "kind"), [("oem", "OEM KVN"), ("oem-xml", "OEM XML"), ("stk", "STK")])
def test_content_decides_and_not_the_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, format_: str, kind: str
) -> None:
    exported = tmp_path / "exported"
    call(capsys, "export", "shell-30deg", "--to", format_, "--out", exported)
    for name in ("orbit.json", "orbit.tle", "orbit.csv", "orbit"):
        source, out = tmp_path / name, tmp_path / f"{name}.out.json"
        source.write_bytes(exported.read_bytes())
        status, said, _ = call(capsys, "import", source, "--out", out)
        assert status == 0
        assert kind in said
        assert read(out).sources["mission.epoch"].text.startswith(name)
        assert read(out).mission.inclination == preset("shell-30deg").mission.inclination


def test_one_of_several_objects(capsys: pytest.CaptureFixture[str], exported: Path, tmp_path: Path) -> None:
    text = exported.read_text()
    source, out = tmp_path / "two.oem", tmp_path / "design.json"
    name = next(line.partition("=")[2].strip() for line in text.splitlines() if line.startswith("OBJECT_NAME"))
    source.write_text(text + text.replace(name, "OTHER"))
    said = call(capsys, "import", source, "--out", out)[1]
    assert "2 objects (OEM KVN)" in said
    assert read(out).fleet.imported[0].objects == 2
    said = call(capsys, "import", source, "--out", out, "--as", "orbit", "--object", "OTHER", "--force")[1]
    assert "“OTHER”: 1,441 points" in said
    assert "first of 2 objects" in call(capsys, "import", source, "--out", out, "--as", "orbit", "--force")[1]
    assert "no object “NONE”; there are" in refused(
        capsys, "import", source, "--out", out, "--object", "NONE", "--force")  # fmt: skip


def test_a_design_of_this_or_an_earlier_dawnline_is_written_as_this_one_does(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    golden = Path(__file__).parents[1] / "data" / "design-schema-1.json"
    out = tmp_path / "design.json"
    assert call(capsys, "import", golden, "--out", out) == (0, "“Golden design” is in design.json\n", "")
    assert out.read_bytes() == dump(read(golden))
    assert "goes into no other" in refused(capsys, "import", golden, "--out", out, "--into", "shell-30deg", "--force")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "holds nothing that Dawnline reads: it takes Dawnline designs"),
        (b"<html><body>hello</body></html>", "holds nothing that Dawnline reads"),
        (b"hello world", "holds nothing that Dawnline reads"),
        (b"", "holds nothing that Dawnline reads"),
        (KVN[:-900].encode(), "line "),
        (KVN.replace("EARTH", "MOON").encode(), "the orbit is about “MOON”"),
        (KVN.replace("2789", "6789").encode(), "no closed orbit"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, data: bytes, words: str
) -> None:
    source, out = tmp_path / "some file", tmp_path / "design.json"
    source.write_bytes(data)
    said = refused(capsys, "import", source, "--out", out)
    assert said.startswith("some file: ")
    assert words in said
    assert not out.exists()


def test_options_that_say_nothing_of_a_file_are_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source, out = tmp_path / "glass.csv", tmp_path / "design.json"
    source.write_text("wavelength_nm,n,k\n300,1.52,0\n700,1.5,0\n1100,1.49,0\n")
    assert "--as says nothing" in refused(capsys, "import", source, "--out", out, "--as", "orbit")


def test_opening_what_would_be_imported_says_so(
    capsys: pytest.CaptureFixture[str], exported: Path, tmp_path: Path
) -> None:
    assert refused(capsys, "check", exported) == (
        "ai1.oem: is no design: it seems to hold ephemerides (CCSDS OEM, STK .e), which are imported")  # fmt: skip
    broken = tmp_path / "broken.json"
    broken.write_text('{"format": ')
    assert "ends too early" in refused(capsys, "check", broken)


def test_orbits_that_a_design_cannot_hold_are_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    import math

    rows = []
    for place in range(100):  # a circle 90,000 km up
        angle = math.sqrt(3.986004418e14 / 96.4e6**3) * 600.0 * place
        rows.append(f"{600 * place} {96.4e6 * math.cos(angle)} {96.4e6 * math.sin(angle)} 0")
    source, out = tmp_path / "far.e", tmp_path / "design.json"
    source.write_text("stk.v.11.0\nBEGIN Ephemeris\nScenarioEpoch 1 Jan 2026 00:00:00\nCoordinateSystem ICRF\n"
                      "EphemerisTimePos\n" + "\n".join(rows) + "\nEND Ephemeris\n")  # fmt: skip
    said = refused(capsys, "import", source, "--out", out)
    assert "mission.altitude" in said
    assert "above 60000 km" in said
    assert not out.exists()


def test_saving_over_the_design_it_goes_into(
    capsys: pytest.CaptureFixture[str], exported: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.json"
    write(own, preset("gigawatt-27kw"))
    assert call(capsys, "import", exported, "--out", own, "--into", own)[0] == 0
    assert read(own).mission.altitude == 700e3
