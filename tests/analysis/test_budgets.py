"""Budgets add up, say what explains them, and read the same as table, JSON and CSV."""

import csv
import io
import json
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.analysis import RESULTS, budgets, evaluate
from studio.analysis.budgets import data_budget
from studio.cli.app import run
from studio.design import Design, fields, set_value
from studio.document import preset, presets
from studio.export.budgets import budgets_csv, budgets_text

START = preset("suncatcher-cluster")
BASE = evaluate(START)


def closes(results) -> None:
    for budget in budgets(results):
        signed = sum(-line.value if line.kind == "lacking" else line.value for line in budget.lines)
        assert signed == pytest.approx(budget.whole, rel=1e-9, abs=1e-6), budget.name
        assert budget.whole == results[budget.whole_name]
        assert all(line.value >= 0.0 for line in budget.lines)
        for line in budget.lines:
            assert line.share == pytest.approx(line.value / budget.whole if budget.whole else 0.0)


@pytest.mark.parametrize("name", [one.name for one in presets()])
def test_lines_add_up_to_the_whole_and_can_be_explained(name: str) -> None:
    results = evaluate(preset(name))
    closes(results)
    paths = {field.path for field in fields(Design)} | set(RESULTS)
    assert [budget.name for budget in budgets(results)][:3] == ["mass", "power", "heat"]
    for budget in budgets(results):
        assert {line.name for line in budget.lines} <= paths


@settings(max_examples=15, deadline=None)
@given(st.floats(5.0, 1e4), st.floats(0.0, 1e5), st.booleans(), st.floats(0.0, 0.5))
def test_they_close_whatever_the_design(area: float, load: float, each: bool, margin: float) -> None:
    design = START
    for path, value in (("array.area", area), ("payload.power", load), ("platform.mass_margin", margin),
                        ("platform.maturity", "per_item" if each else "uniform")):  # fmt: skip
        design = set_value(design, path, value)
    results = evaluate(design, BASE.outcomes)
    closes(results)
    mass = budgets(results)[0]
    # The margin is a difference of two masses: as near as these are.
    near = 1e-12 * results["mass.satellite"]
    assert sum(line.margin or 0.0 for line in mass.lines) == pytest.approx(results["mass.margin"], abs=near)


def test_table_json_and_csv_say_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(lambda _: 99, ["budgets", "suncatcher-cluster", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    rows = list(csv.DictReader(io.StringIO(budgets_csv(BASE))))
    assert [(row["name"], float(row["value"])) for row in rows] == [
        (line["name"], line["value"]) for budget in told for line in budget["lines"]
    ]
    assert run(lambda _: 99, ["budgets", "suncatcher-cluster"]) == 0
    assert capsys.readouterr().out.rstrip("\n") == budgets_text(BASE)
    assert "Battery" in budgets_text(BASE)


def test_without_a_stage_there_is_no_budget_of_it() -> None:
    assert [budget.name for budget in budgets(evaluate(START, only=("power",)))] == ["power"]
    assert budgets(evaluate(START, only=("orbit",))) == ()


def test_terminals_that_carry_next_to_nothing_have_no_share_of_it_that_is_no_number() -> None:
    link = SimpleNamespace(satellite_rate=2e-300, traffic_rate=2e16)
    budget = data_budget(link)
    assert [line.value for line in budget.lines] == [2e16, 2e16]
    assert [line.share for line in budget.lines] == [0.0, 0.0]
    carried = data_budget(SimpleNamespace(satellite_rate=4.0, traffic_rate=1.0))
    assert [line.share for line in carried.lines] == [0.25, 0.75]
