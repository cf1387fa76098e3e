"""dawnline claims, as a script and as a reader see it."""

import json
from pathlib import Path

import pytest

from studio.analysis.claims import KINDS, add_claim
from studio.catalogue.claim import statements
from studio.design.own_claim import OwnClaim
from studio.document import files, preset
from tests.cli.test_commands import call


def test_json_has_every_statement_with_verdict_numbers_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "claims", "--json")
    rows = json.loads(out)
    assert (status, err) == (0, "")
    assert [row["id"] for row in rows] == list(statements())
    for row in rows:
        assert row["kind"] == statements()[row["id"]].kind
        assert row["verdict"] in KINDS
        assert row["sentence"]
        assert row["sources"]
        for source in row["sources"]:
            assert source["source"]
    by_id = {row["id"]: row for row in rows}
    assert by_id["P2"]["design"]["verdict"] == "does not hold"
    days = next(one for one in by_id["P2"]["design"]["numbers"] if one.get("result", "").endswith("season_days"))
    assert days["value"] == 85
    assert "design" not in by_id["T1"]


def test_text_follows_the_design(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "claims", "suncatcher-cluster", "--set", "mission.altitude=1450 km")
    assert status == 0
    assert "✔ this design, holds: This orbit is never dark" in out
    assert "as worded: " in out.splitlines()[-2]
    assert "for Suncatcher cluster: " in out.splitlines()[-1]
    for id in statements():
        assert f"\n{id:4}" in "\n" + out


def test_own_claims_come_last(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    own = OwnClaim("Sunlight almost always", "illumination.sunlit_fraction_year", ">=", 0.95, "A flyer, 2026")
    file = tmp_path / "own.json"
    files.write(file, add_claim(preset("suncatcher-cluster"), own))
    assert files.read(file).claims == (own,)
    _, out, _ = call(capsys, "claims", str(file), "--json")
    last = json.loads(out)[-1]
    assert (last["kind"], last["statement"], last["verdict"]) == ("own", own.statement, "holds")
    _, out, _ = call(capsys, "claims", str(file))
    assert "Sunlight almost always" in out
    assert "A flyer, 2026" in out


def test_an_unknown_design_gets_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "claims", "nowhere")
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
