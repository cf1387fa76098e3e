"""dawnline cases against published money, digit for digit: launch, cost, factories, market, claims.

The expected values are copies of what was published, and of what another program makes of the same inputs.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from studio.catalogue.case import published_cases
from tests.cli.test_commands import call

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data" / "money_cases.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_what_was_published_comes_out_or_is_flagged(capsys: pytest.CaptureFixture[str], case: dict[str, Any]) -> None:
    status, out, err = call(capsys, "cases", case["id"], "--json")
    assert (status, err) == (0, "")
    rows = {row["figure"]: row for row in json.loads(out)}
    for expected in case["figures"]:
        row, published = rows[expected["figure"]], expected["value"]
        assert (row["published"], row["unit"]) == (pytest.approx(published, rel=1e-12), expected["unit"])
        assert row["ours"] == pytest.approx(expected["recomputed"], rel=1e-7), expected["name"]
        tolerance = expected.get("absolute", expected.get("relative", 0.0) * abs(published))
        agrees = abs(row["ours"] - published) <= tolerance * (1.0 + 1e-9)
        if expected.get("wrong"):
            assert not agrees, f"{expected['name']} is a mistake and must not be reproduced"
            assert row["verdict"] == "flagged"
            assert row["note"].endswith(".")
        else:
            assert agrees, f"{expected['name']}: {row['ours']:.10g} against {published:.10g}"
            assert row["verdict"] == "reproduced"


def test_the_expected_values_are_those_of_many_cases() -> None:
    assert len(CASES) == 17
    assert sum(len(case["figures"]) for case in CASES) > 90
    assert {case["id"] for case in CASES} <= set(published_cases())
