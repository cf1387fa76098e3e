"""The names that scripts rely on are listed, have a value and keep their units."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import call

NAMES: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "data" / "interface_names.json").read_text(encoding="utf-8")
)


def results(capsys: pytest.CaptureFixture[str], *design: str) -> dict[str, Any]:
    status, out, err = call(capsys, "evaluate", *design, "--json")
    assert (status, err) == (0, "")
    found: dict[str, Any] = json.loads(out)["results"]
    return found


def test_every_name_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "quantities", "--json")
    assert status == 0
    rows = {row["path"]: row for row in json.loads(out)}
    for name in (*NAMES["results"], *NAMES["results_of_layers"]):
        assert rows[name]["kind"] == "result", name
        assert {"label", "unit", "equation", "source"} <= set(rows[name]), name
        assert rows[name]["equation"], name
    for path in NAMES["design"]:
        assert rows[path]["kind"] == "field", path
    for part in NAMES["design_parts"]:
        assert any(path.startswith(f"{part}.") and row["kind"] == "field" for path, row in rows.items()), part


LAYERED = ("suncatcher-cluster", "--stack", "gainp-gaas-ge")


@pytest.mark.parametrize(
    ("design", "kinds"), [(("suncatcher-cluster",), ("results",)), (LAYERED, ("results", "results_of_layers"))]
)
def test_every_name_has_a_value(
    capsys: pytest.CaptureFixture[str], design: tuple[str, ...], kinds: tuple[str, ...]
) -> None:
    found = results(capsys, *design)
    for name in (name for kind in kinds for name in NAMES[kind]):
        value = found[name]["value"]
        assert found[name]["label"], name
        assert "unit" in found[name], name
        for one in value if isinstance(value, list) else [value]:
            assert isinstance(one, str) or math.isfinite(one), name


def test_what_does_not_apply_is_absent(capsys: pytest.CaptureFixture[str]) -> None:
    assert not set(NAMES["results_of_layers"]) & set(results(capsys, "suncatcher-cluster"))


def test_units_are_si_and_dollars(capsys: pytest.CaptureFixture[str]) -> None:
    found = results(capsys, *LAYERED)
    assert {name: found[name]["unit"] for name in NAMES["units"]} == NAMES["units"]
