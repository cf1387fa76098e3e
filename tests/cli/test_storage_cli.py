"""dawnline storage, as a script and as a reader see it."""

import json

import pytest

from tests.cli.test_commands import call


def test_json_has_a_row_for_every_orbit(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "storage", "suncatcher-cluster", "--json")
    rows = json.loads(out)
    assert (status, err) == (0, "")
    assert [row["name"] for row in rows][:2] == ["this design", "dawn–dusk, 500 km"]
    assert rows[0]["drawn"] > rows[0]["eclipse"] > 0.0


def test_text_is_a_table_in_watt_hours(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "storage", "suncatcher-cluster", "--set", "mission.altitude=1400 km")
    assert status == 0
    assert "this design                0.0 min      0     0 Wh/kW" in out
    assert "geostationary" in out


def test_what_cannot_be_computed_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    edits = ("--set", "payload.power=0 W", "--set", "platform.power=0 W")
    status, out, err = call(capsys, "storage", "suncatcher-cluster", *edits)
    assert (status, out) == (2, "")
    assert err.strip() == "a satellite without any load needs no storage"
