"""The panel from the command line, with good and with bad input: output, exit status, and files left as they were."""

import builtins
import json
import os
from pathlib import Path

import pytest

from studio.analysis import evaluate
from studio.catalogue.technology import technologies
from studio.design import set_value
from studio.document import preset, write
from studio.document.files import dump, read
from studio.document.stack_text import dump_stack, with_technology
from tests.cli.calling import call

GLASS = "wavelength_nm,n,k\n300,1.52,1e-6\n600,1.50,0\n1200,1.49,0\n"
ULTRALIGHT = "perovskite-ultralight"


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """The one line with which bad input is refused."""
    status, out, err = call(capsys, *arguments)
    assert status == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1, err
    assert "Traceback" not in err
    return err.strip()


def strict(text: str) -> object:
    """JSON without NaN and infinities."""
    return json.loads(text, parse_constant=lambda name: pytest.fail(name))


@pytest.fixture
def glass(tmp_path: Path) -> Path:
    path = tmp_path / "my glass.csv"
    path.write_text(GLASS)
    return path


def test_stacks_lists_every_technology(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "stacks")
    assert (status, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == list(technologies())
    status, out, _ = call(capsys, "stacks", "--json")
    assert [one["id"] for one in strict(out)] == list(technologies())


@pytest.mark.parametrize("name", sorted(technologies()))
def test_a_stack_by_name_is_the_design_with_that_stack(capsys: pytest.CaptureFixture[str], name: str) -> None:
    status, out, err = call(capsys, "evaluate", "shell-500km-eclipse", "--stack", name, "--only", "radiation", "--json")
    assert (status, err) == (0, "")
    found = strict(out)
    expected = evaluate(with_technology(preset("shell-500km-eclipse"), name), only=("radiation",))
    assert {key: one["value"] for key, one in found["results"].items() if isinstance(one["value"], float | str)} == {
        key: value for key, value in expected.items() if isinstance(value, float | str)
    }
    assert found["design"]["stack"]["technology"] == name


def test_a_stack_from_a_file_and_edits_of_its_layers(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    design = with_technology(preset("shell-30deg"), "perovskite-hjt")
    layer = design.stack.layers[1].name
    file = tmp_path / "tandem.json"
    file.write_text(dump_stack(design), encoding="utf-8")
    _, out, _ = call(capsys, "evaluate", "suncatcher-cluster", "--stack", file, "--set",
                     f"stack.layers[{layer}].thickness=77 µm", "--only", "cell", "--json")  # fmt: skip
    expected = evaluate(set_value(design, f"stack.layers[{layer}].thickness", 77e-6), only=("cell",))
    found = strict(out)
    assert found["results"]["panel.efficiency_cell"]["value"] == expected["panel.efficiency_cell"]
    assert found["design"]["stack"]["layers"][1]["thickness"] == pytest.approx(77e-6)


def test_explain_follows_the_stack_it_was_given(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("explain", "suncatcher-cluster", "panel.efficiency_cell", "--stack", ULTRALIGHT)
    status, out, _ = call(capsys, *asked, "--json")
    assert status == 0
    found = strict(out)
    expected = evaluate(with_technology(preset("suncatcher-cluster"), ULTRALIGHT), only=("cell",))
    assert found["value"] == expected["panel.efficiency_cell"]
    assert "panel.photocurrents" in [one["name"] for one in found["inputs"]]
    status, out, _ = call(capsys, *asked)
    assert status == 0
    assert "ASTM E490" in out


def test_explaining_what_a_failed_stage_would_have_said_is_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    edit = ("--set", "stack.electrical=layers")
    status, out, err = call(capsys, "explain", "suncatcher-cluster", "panel.efficiency_cell", *edit, "--json")
    assert "Traceback" not in err
    assert status in (0, 2)
    assert status == 2 or "value" not in strict(out)


def test_strict_evaluation_tells_a_failed_panel(capsys: pytest.CaptureFixture[str]) -> None:
    bad = ("--set", "stack.electrical=layers")
    status, out, _ = call(capsys, "evaluate", "suncatcher-cluster", *bad, "--only", "cell", "--strict", "--json")
    assert status == 1
    found = strict(out)
    assert found["stages"]["cell"] in ("failed", "not_run")
    assert any(issue["where"] in ("cell", "optics") for issue in found["issues"])
    assert call(capsys, "evaluate", "suncatcher-cluster", *bad, "--only", "cell")[0] == 0


def test_compare_holds_stacks_against_the_design(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text(dump_stack(with_technology(preset("shell-30deg"), ULTRALIGHT)), encoding="utf-8")
    status, out, err = call(capsys, "compare", "suncatcher-cluster", "--stack", ULTRALIGHT, "--stack", file, "--json")
    assert (status, err) == (0, "")
    columns = strict(out)
    assert [one["stack"] for one in columns] == ["design", ULTRALIGHT, str(file)]
    expected = evaluate(with_technology(preset("suncatcher-cluster"), ULTRALIGHT), only=("panel",))
    for name, value in columns[1]["results"].items():
        assert value == expected[name]
    status, out, _ = call(capsys, "compare", "suncatcher-cluster", "--stack", ULTRALIGHT)
    assert status == 0
    assert "Cell efficiency" in out


@pytest.mark.parametrize("command", ["evaluate", "compare", "explain"])
def test_a_stack_that_is_none_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str) -> None:
    more = ("panel.areal_mass",) if command == "explain" else ()
    texts = {
        "empty.json": b"", "damaged.json": b'{"format": "dawnline-stack",', "bytes.json": b"\xff\xfe\x00",
        "list.json": b"[]", "layer.json": b'{"format": "dawnline-layer"}', "design.json": dump(preset("shell-30deg")),
        "nan.json": b'{"format": "dawnline-stack", "schema": 1, "stack": {"temperature": NaN}}',
        "key.json": b'{"format": "dawnline-stack", "schema": 1, "stack": {"temprature": 300}}',
        "deep.json": b"[" * 100_000,
    }  # fmt: skip
    for name, data in texts.items():
        path = tmp_path / name
        path.write_bytes(data)
        assert name in refused(capsys, command, "suncatcher-cluster", *more, "--stack", path)
    for name in ("no-such-stack", "", str(tmp_path), "x" * 5000, "a\nb"):
        said = refused(capsys, command, "suncatcher-cluster", *more, "--stack", name)
        assert "neither a stack nor a file" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("compare", "no-such-preset"), "no-such-preset"),
        (("compare",), "FILE|PRESET"),
        (("compare", "suncatcher-cluster", "--set", "stack.layers[0].thickness=nan"), "thickness"),
        (("compare", "suncatcher-cluster", "--set", "stack.electrical=layers"), "design: "),
        (("compare", "suncatcher-cluster", "--set", "ageing.damage=nobody"), "there is no damage curve “nobody”"),
        (("evaluate", "suncatcher-cluster", "--stack", ULTRALIGHT, "--set", "stack.layers[x].thickness=1 um"), "“x”"),
        (("evaluate", "suncatcher-cluster", "--stack", ULTRALIGHT, "--only", "moon"), "there is no stage “moon”"),
        (("explain", "suncatcher-cluster", "panel.colour", "--stack", ULTRALIGHT), "neither a result nor a field"),
        (("stacks", "more"), "more"),
        (("import",), "FILE"),
        (("import", "table.csv"), "--out"),
    ],
)  # fmt: skip
def test_bad_arguments_get_one_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert words in refused(capsys, *arguments)


# Import


def test_import_puts_a_table_into_a_design(capsys: pytest.CaptureFixture[str], glass: Path, tmp_path: Path) -> None:
    out = tmp_path / "design.json"
    status, said, _ = call(capsys, "import", glass, "--out", out)
    assert status == 0
    assert "“my glass”, 300 to 1200 nm, is in design.json" in said
    [material] = read(out).stack.materials
    assert material.name == "my glass"
    assert material.table.splitlines()[0].split() == ["300", "1.52", "1e-06"]
    edited = set_value(with_technology(read(out), ULTRALIGHT), "stack.layers[0].material", "Si")
    write(out, edited)
    status, _, _ = call(capsys, "import", glass, "--out", out, "--into", out, "--name", "other glass")
    assert status == 0
    status, said, _ = call(capsys, "evaluate", out, "--set", "stack.layers[0].material=other glass", "--only", "optics",
                           "--json")  # fmt: skip
    assert status == 0
    assert strict(said)["stages"]["optics"] == "fresh"


def test_import_overwrites_only_what_it_is_told_to(
    capsys: pytest.CaptureFixture[str], glass: Path, tmp_path: Path
) -> None:
    out = tmp_path / "design.json"
    out.write_text("precious")
    assert "--force" in refused(capsys, "import", glass, "--out", out)
    assert "--force" in refused(capsys, "import", glass, "--out", out, "--into", "shell-30deg")
    assert out.read_text() == "precious"
    assert call(capsys, "import", glass, "--out", out, "--force")[0] == 0
    assert read(out).stack.materials[0].name == "my glass"


@pytest.mark.parametrize(
    ("data", "options", "words"),
    [
        (b"", (), "no rows"), (b"hello\nworld\n", (), "no rows"), (b"\0\0\0", (), "not a text file"),
        (b"wavelength_nm,n,k\n300,abc,0\n", (), "line 2"), (b"wavelength_nm,n,k\n300,1.5,0\n", (), "three rows"),
        (b"wavelength_nm,n,k\n300,nan,0\n400,1,0\n500,1,0\n", (), "line 2"),
        (b"wavelength_nm,n,k\n300,-1,0\n400,1,0\n500,1,0\n", (), "n = -1"),
        (b"wavelength_nm,n,k\n" + b"300,1.5,0\n" * 300_000, (), "larger than"),
        (GLASS.encode(), ("--name", "Si"), "“Si”"), (GLASS.encode(), ("--name", "x" * 61), "61 characters"),
        (GLASS.encode(), ("--into", "no-such-preset"), "no-such-preset"),
    ],
)  # fmt: skip
def test_import_of_what_is_no_table_leaves_no_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, data: bytes, options: tuple[str, ...], words: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(data)
    for out in (tmp_path / "design.json", tmp_path / "old.json"):
        if out.name == "old.json":
            out.write_text("precious")
        assert words in refused(capsys, "import", path, "--out", out, "--force", *options)
    assert (tmp_path / "old.json").read_text() == "precious"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["old.json", "table.csv"]


def test_import_from_and_to_places_that_are_none(
    capsys: pytest.CaptureFixture[str], glass: Path, tmp_path: Path
) -> None:
    out = tmp_path / "design.json"
    for source in (tmp_path / "nothing.csv", tmp_path, "x" * 5000):
        refused(capsys, "import", source, "--out", out)
    for target in (tmp_path / "no" / "folder.json", tmp_path, "y" * 5000, "", glass / "inside.json"):
        refused(capsys, "import", glass, "--out", target, "--force")
    assert [one.name for one in tmp_path.iterdir()] == [glass.name]
    assert glass.read_text() == GLASS


def test_a_file_with_a_long_name_gives_a_material_with_a_shorter_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / f"{'measured ' * 12}.csv"
    path.write_text(GLASS)
    assert call(capsys, "import", path, "--out", tmp_path / "design.json")[0] == 0
    [material] = read(tmp_path / "design.json").stack.materials
    assert material.name.startswith("measured measured")


def test_a_full_design_takes_no_more(capsys: pytest.CaptureFixture[str], glass: Path, tmp_path: Path) -> None:
    out = tmp_path / "design.json"
    call(capsys, "import", glass, "--out", out)
    for number in range(19):
        assert call(capsys, "import", glass, "--out", out, "--into", out, "--name", f"glass {number}")[0] == 0
    before = out.read_bytes()
    assert "at most 20" in refused(capsys, "import", glass, "--out", out, "--into", out, "--name", "one more")
    assert out.read_bytes() == before


# Exact radiation


def test_exact_radiation_without_its_package_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    importing = builtins.__import__

    def without(name: str, *others: object) -> object:
        if name.split(".")[0] == "aep8":
            raise ImportError(name)
        return importing(name, *others)

    monkeypatch.setattr(builtins, "__import__", without)
    status, out, err = call(capsys, "evaluate", "suncatcher-cluster", "--exact-radiation", "--only", "orbit")
    assert (status, out) == (2, "")
    assert "dawnline[radiation]" in err.strip().splitlines()[-1]
    assert "Traceback" not in err
    said = refused(capsys, "--quiet", "evaluate", "suncatcher-cluster", "--exact-radiation", "--only", "orbit")
    assert said == err.strip().splitlines()[-1]


def test_exact_radiation_of_an_orbit_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "evaluate", "suncatcher-cluster", "--exact-radiation", "--set",
                            "mission.altitude=20000 km", "--set", "mission.sun_synchronous=true")  # fmt: skip
    assert (status, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert "inclination" in err or "sun-synchronous" in err.lower()


def test_no_test_left_a_file_in_the_working_folder() -> None:
    assert not any(name.endswith(".dawnline-tmp") or set(name) == {"y"} for name in os.listdir())
