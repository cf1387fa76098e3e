"""dawnline cases, as a script and as a reader see it."""

import json

import pytest

from studio.catalogue.case import published_cases
from tests.cli.test_commands import call


def test_json_has_a_row_for_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "cases", "--json")
    rows = json.loads(out)
    assert (status, err) == (0, "")
    assert len(rows) == sum(len(case.figures) for case in published_cases().values())
    for row in rows:
        assert row["difference"] == row["ours"] - row["published"]
        assert row["verdict"] in {"reproduced", "flagged"}
        assert row["source"]
        assert row["computed_by"]
        assert (abs(row["difference"]) > row["tolerance"]) == (row["verdict"] == "flagged"), row


def test_text_shows_the_figures_of_the_cases_named(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "cases", "compute-three-body", "thermal-ideal-plate-1MW")
    assert status == 0
    assert "8.93 POP/s, not 5 POP/s" in out
    assert "⚑" in out
    assert "✔" in out
    assert "1 reproduced, 1 discrepancy flagged, as intended" in out
    assert "cluster-suncatcher-81" not in out


def test_an_unknown_case_gets_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "cases", "compute-three-bodies")
    assert (status, out) == (2, "")
    assert "compute-three-body" in err
    assert len(err.splitlines()) == 1


def test_a_figure_that_differs_gives_status_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.analysis.cases.compute.compute_rate", lambda *_: 5e15)
    status, out, _ = call(capsys, "cases", "compute-three-body")
    assert status == 1
    assert "✘" in out
