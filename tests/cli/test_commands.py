"""The command line as a script uses it: output, exit status, and one line for bad input."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from studio.analysis import RESULTS, evaluate
from studio.cli.app import run
from studio.design import Design, set_value
from studio.document import preset, presets, write


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    def never(_: str | None) -> int:
        raise AssertionError("the window must not be asked for")

    status = run(never, list(arguments))
    out, err = capsys.readouterr()
    return status, out, err


def test_presets_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "presets")
    assert status == 0
    assert len(out.splitlines()) == len(presets())
    status, out, _ = call(capsys, "presets", "--json")
    assert [row["name"] for row in json.loads(out)] == [one.name for one in presets()]


def test_evaluate_json_has_what_the_interface_promises(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "evaluate", "suncatcher-cluster", "--json", "--set", "mission.altitude=700 km")
    assert status == 0
    assert err == ""
    found = json.loads(out)
    assert set(found) >= {"dawnline", "design", "stages", "issues", "results"}
    assert found["design"]["mission"]["altitude"] == 700e3
    assert set(found["stages"].values()) == {"fresh"}
    period = found["results"]["orbit.period"]
    assert period == {"value": pytest.approx(5926.4, abs=0.2), "unit": "s", "label": "Orbital period"}
    series = found["results"]["power.array_worst_day"]
    assert len(series["value"]) == len(series["time"]) > 50


def test_a_bare_number_is_si_and_a_unit_is_heard(capsys: pytest.CaptureFixture[str]) -> None:
    heights = []
    for typed in ("700000", "700 km", "0.7 Mm"):
        _, out, _ = call(capsys, "evaluate", "suncatcher-cluster", "--json", "--only", "orbit", "--set",
                         f"mission.altitude={typed}")  # fmt: skip
        heights.append(json.loads(out)["results"]["orbit.semi_major_axis"]["value"])
    assert heights == [7078137.0] * 3
    _, out, _ = call(capsys, "evaluate", "suncatcher-cluster", "--json", "--set", "mission.ltan=18 h")
    assert json.loads(out)["design"]["mission"]["ltan"] == 64800


def test_only_limits_the_stages(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capsys, "evaluate", "shell-30deg", "--json", "--only", "illumination")
    assert set(json.loads(out)["stages"]) == {"orbit", "illumination"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("evaluate", "no-such-preset"), "no-such-preset"),
        (("evaluate", "shell-30deg", "--set", "mission.altitude=-5 km"), "mission.altitude: -5 km is below 160 km"),
        (("evaluate", "suncatcher-cluster", "--set", "mission.altitude=12,5 km"), "ambiguous"),
        (("evaluate", "suncatcher-cluster", "--set", "mission.altitude=9**9**9"), "9**9**9"),
        (("evaluate", "suncatcher-cluster", "--set", "mission.colour=red"), "there is no “colour”"),
        (("evaluate", "suncatcher-cluster", "--set", "mission.altitude"), "PATH=VALUE"),
        (("evaluate", "suncatcher-cluster", "--set", "mission.eccentricity=0.4"), "perigee"),
        (("evaluate", "suncatcher-cluster", "--only", "moon"), "there is no stage “moon”"),
        (("explain", "suncatcher-cluster", "orbit.colour"), "neither a result nor a field"),
        (("check", "no-such-file.json"), "no-such-file.json"),
        (("nonsense",), "nonsense"),
        (("evaluate",), "FILE|PRESET"),
    ],
)
def test_bad_input_gets_one_line_and_status_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    status, out, err = call(capsys, *arguments)
    assert status == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert words in err
    assert "Traceback" not in err


def test_check_tells_met_from_not_met(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    good = tmp_path / "good.json"
    write(good, preset("shell-500km-eclipse"))
    status, _, _ = call(capsys, "check", str(good))
    assert status == 0
    bad = tmp_path / "bad.json"
    write(bad, set_value(preset("shell-500km-eclipse"), "array.area", 10.0))
    status, out, _ = call(capsys, "check", str(bad), "--json")
    assert status == 1
    assert json.loads(out)["met"] is False
    assert call(capsys, "evaluate", str(bad), "--strict")[0] == 1
    assert call(capsys, "evaluate", str(bad))[0] == 0


def test_the_file_and_the_command_give_the_same_numbers(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    design = set_value(preset("suncatcher-cluster"), "mission.altitude", 612345.678)
    path = tmp_path / "mine.json"
    write(path, design)
    _, out, _ = call(capsys, "evaluate", str(path), "--json")
    found = json.loads(out)["results"]
    expected = evaluate(design)
    assert set(found) == set(expected)
    for name in ("orbit.period", "power.array_eol", "thermal.radiator_area", "mass.satellite"):
        assert found[name]["value"] == expected[name]


def test_explain_goes_up_the_chain(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "explain", "suncatcher-cluster", "power.array_eol", "--json")
    found = json.loads(out)
    assert status == 0
    assert found["equation"]
    assert "panel.efficiency_eol" in [one["name"] for one in found["inputs"]]
    _, text, _ = call(capsys, "explain", "suncatcher-cluster", "power.array_eol")
    assert "array.area" in text
    assert "arXiv:2511.19468" in text


def test_what_many_results_follow_from_is_spelled_out_once(capsys: pytest.CaptureFixture[str]) -> None:
    """A price follows from nearly everything, by thousands of ways: written out along each they were 258,000 lines."""
    _, text, _ = call(capsys, "explain", "suncatcher-cluster", "cost.npv")
    lines = text.splitlines()
    assert len(lines) < 5 * len(RESULTS)
    assert sum("cost.satellite = " in line and "see above" not in line for line in lines) == 1
    assert any("see above" in line for line in lines)
    _, out, _ = call(capsys, "explain", "suncatcher-cluster", "cost.npv", "--json")
    spelled = list(_names(json.loads(out)))
    assert len(spelled) == len(set(spelled))
    assert {"cost.capex", "mass.satellite"} <= set(spelled)


def _names(explained: dict[str, Any]) -> Iterator[str]:
    """Those whose inputs are written out."""
    if explained["inputs"]:
        yield explained["name"]
    for one in explained["inputs"]:
        yield from _names(one)


def test_quantities_names_every_field_and_result(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capsys, "quantities", "--json")
    rows = {row["path"]: row for row in json.loads(out)}
    assert set(RESULTS) <= set(rows)
    assert rows["mission.altitude"]["unit"] == "m"
    assert rows["mission.altitude"]["low"] == 160e3
    assert rows["stack.layers[].thickness"]["kind"] == "field"
    assert rows["orbit.period"]["equation"]


def test_schema_describes_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capsys, "schema")
    assert "mission" in json.dumps(json.loads(out))


def test_the_program_itself_answers_without_a_traceback(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    broken = tmp_path / "design.json"
    broken.write_text('{"format": "dawnline-design", "schema": 1, "design": {"mission": {"altitude": -5000}}}')
    done = subprocess.run([sys.executable, "-m", "studio", "check", str(broken)], capture_output=True, text=True,
                          env=environment, check=False)  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.strip() == "design.json: mission.altitude: -5 km is below 160 km"
    version = subprocess.run([sys.executable, "-m", "studio", "--version"], capture_output=True, text=True, check=True)
    assert version.stdout.startswith("dawnline, version ")


def test_every_default_design_value_is_within_its_own_bounds() -> None:
    from studio.design import fields, get_value

    for field in fields(Design):
        if "[]" not in field.path and field.low is not None:
            value = get_value(Design(), field.path)
            assert value is None or field.low <= value <= field.high, field.path
