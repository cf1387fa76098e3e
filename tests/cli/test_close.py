"""`dawnline close` as a script uses it."""

import json
from pathlib import Path

import pytest

from studio.cli.app import run
from studio.document import read

SHELL = "shell-500km-eclipse"


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(lambda _: 99, ["close", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_a_design_closes_is_written_and_then_meets_its_requirements(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "closed.json"
    status, out, err = call(capsys, SHELL, "--out", str(target))
    assert (status, err) == (0, "")
    assert "Closes at" in out
    assert "begin" in out
    assert read(target).array.area < 125.0
    assert run(lambda _: 99, ["check", str(target)]) == 0
    assert "exists already" in call(capsys, SHELL, "--out", str(target))[2]


def test_bounds_and_requirements_take_units_and_json_tells_all(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(
        capsys, SHELL, "--free", "array.area=50 m²:400", "--free", "battery.energy=1 kWh:200 kWh", "--require",
        "power.margin_eol >= 1 kW", "--require", "power.depth_of_discharge<=30 %", "--json")  # fmt: skip
    found = json.loads(out)
    assert status == 0
    assert found["closed"] is True
    assert [one["value"] for one in found["requirements"]] == [1000.0, 0.3]
    assert all(one["margin"] >= 0.0 for one in found["requirements"])
    assert set(found["values"]) == {"array.area", "battery.energy"}
    assert found["steps"][-1]["met"] is True


def test_one_that_cannot_close_says_why_and_writes_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "never.json"
    status, out, _ = call(capsys, SHELL, "--free", "array.area=50:100", "--require", "power.margin_eol >= 0",
                          "--out", str(target))  # fmt: skip
    assert status == 1
    assert "Cannot close" in out
    assert "power.margin_eol" in out
    assert "Array area at the bound" in out
    assert not target.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("no-such",), "no-such"),
        ((SHELL, "--free", "array.colour"), "colour"),
        ((SHELL, "--free", "array.area=5"), "PATH=LOW:HIGH"),
        ((SHELL, "--free", "array.area=5:four"), "four"),
        ((SHELL, "--require", "power.margin_eol is fine"), "NAME >= VALUE"),
        ((SHELL, "--require", "power.nothing >= 1"), "power.nothing"),
        ((SHELL, "--require", "power.margin_eol >= 1 km"), "km"),
    ],
)
def test_what_is_unusable_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    status, out, err = call(capsys, *arguments)
    assert status == 2
    assert out == ""
    assert err.count("\n") == 1
    assert words in err
