"""`dawnline explain X NAME --sensitivity`: what moves a result, as lines and as JSON."""

import json

import pytest

from studio.physics.constants import R_EARTH
from tests.cli.calling import call as called


def test_what_moves_the_period(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = called(capsys, "explain", "suncatcher-cluster", "orbit.period", "--sensitivity")
    assert status == 0
    assert "mission.altitude" in out
    assert "+0.139" in out


def test_json_has_the_derivatives_in_si(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = called(capsys, "explain", "suncatcher-cluster", "mass.panel", "--sensitivity", "--json")
    assert status == 0
    found = json.loads(out)
    area = next(one for one in found["effects"] if one["path"] == "array.area")
    assert area["elasticity"] == pytest.approx(1.0)
    assert area["slope"] == pytest.approx(found["value"] / area["value"])
    assert found["unit"] == "kg"
    status, out, _ = called(capsys, "explain", "suncatcher-cluster", "orbit.period", "--sensitivity", "--json",
                          "--set", "mission.altitude=800 km")  # fmt: skip
    (only,) = json.loads(out)["effects"]
    assert only["elasticity"] == pytest.approx(1.5 * 800e3 / (R_EARTH + 800e3), rel=1e-4)


@pytest.mark.parametrize("name", ["mass.nothing", "mission.altitude", "mass.item_values"])
def test_what_is_no_single_number_is_refused_in_one_line(capsys: pytest.CaptureFixture[str], name: str) -> None:
    status, out, told = called(capsys, "explain", "suncatcher-cluster", name, "--sensitivity")
    assert status == 2
    assert out == ""
    assert len(told.strip().splitlines()) == 1
