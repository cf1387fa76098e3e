"""dawnline ramp, as a script and as a reader see it."""

import json

import pytest

from tests.cli.test_commands import call

STATED = ("--set", "programme.technology=stated")


def test_the_published_hundred_gigawatts_are_read_off(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "ramp", "ai1-120kw", *STATED)
    assert (status, err) == (0, "")
    first, second = " ".join(out.split("\n\n")[0].split()).split(" First to ")
    rest = out.splitlines()
    assert first == ("100 GW a year takes 327 km² of array, 167 production lines at full load, 196 at 85 %, "
                     "1 Mt of satellites, and 13.7 flights a day.")  # fmt: skip
    assert second.startswith("give out, in 2027: Mass brought to orbit")
    heads = [line.split("  ")[0] for line in rest]
    assert {"Year", "Built [GW]", "Array [km²]", "Silver [t]", "Lines ordered", "Flights a day"} <= set(heads)


def test_another_target_scales(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capsys, "ramp", "ai1-120kw", *STATED, "--set", "programme.target=600 GW/yr")
    assert out.startswith("600 GW a year takes 1,960 km² of array, 1,000 production lines")


def test_json_has_a_value_for_every_year(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "ramp", "perovskite-hjt-650km", "--json")
    found = json.loads(out)
    assert status == 0
    assert found["at_target"]["programme.power"] == pytest.approx(100e9)
    for name, values in found["by_year"].items():
        assert len(values) == len(found["year"]), name
    built = dict(zip(found["year"], found["by_year"]["programme.power_by_year"], strict=True))
    assert built[2027] == pytest.approx(1e9)
    assert built[2030] == pytest.approx(100e9)
    limited = {one["id"]: one["over_from"] for one in found["supplies"]}
    assert limited["orbit-mass"] == 2027
    assert limited["polysilicon"] is None


def test_what_cannot_be_computed_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "ramp", "ai1-120kw", "--set", "programme.wafer=M99")
    assert (status, out) == (2, "")
    assert "there is no wafer format “M99”" in err
    assert err.count("\n") == 1


def test_large_numbers_keep_apart(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "ramp", "perovskite-hjt-650km", "--set", "programme.target=600 GW/yr")
    assert status == 0
    lines = [line.replace("[thousand]", "").split() for line in out.splitlines()]
    rows = {words[0]: words[1:] for words in lines if words and words[0] in {"Year", "Satellites"}}
    assert len(rows["Satellites"]) == len(rows["Year"])
    assert max(len(text) for text in rows["Satellites"]) >= 6
