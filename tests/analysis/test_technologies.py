"""The shipped stacks, computed from their layers, against what is published of the cells they model."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from studio.analysis import evaluate
from studio.analysis.stack import electric
from studio.analysis.stack.faces import lit
from studio.analysis.stack.grid import ground
from studio.analysis.stack.model import seen_from_front
from studio.catalogue.technology import technologies, technology
from studio.design import Design
from studio.document.stack_text import shipped_stack, with_technology
from studio.physics.cell.tandem import series_maximum_power

CASES: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "data" / "technologies.json").read_text(encoding="utf-8")
)
"""Published figures by technology: [value, relative tolerance]; the published cells are bare, the stacks covered."""
FIGURES = ("efficiency", "jsc", "voc", "fill_factor", "temperature_coefficient")


@cache
def in_space(id: str) -> dict[str, float]:
    results = evaluate(with_technology(Design(), id), only=("cell",))
    names = {name: f"panel.{name}" for name in FIGURES} | {"efficiency": "panel.efficiency_cell"}
    return {name: results[result] for name, result in names.items()}


@cache
def on_ground(id: str) -> dict[str, float]:
    stack, _ = shipped_stack(id)
    seen, sun = seen_from_front(stack), ground()
    junctions = electric.junctions_of(stack, seen)
    currents = electric.photocurrents(electric.response(junctions, lit(seen).absorptance, seen.shade), sun)
    point = series_maximum_power(electric.diodes(junctions, currents, sun.temperature))
    return {
        "efficiency": float(point.power) / sun.total, "jsc": float(point.short_circuit_current),
        "voc": float(point.open_circuit_voltage), "fill_factor": float(point.fill_factor),
    }  # fmt: skip


def test_every_technology_has_a_published_efficiency_to_meet():
    assert set(CASES) == set(technologies())
    for id, case in CASES.items():
        assert technology(id).spectrum == case["spectrum"]
        assert technology(id).efficiency.value == case["efficiency"][0]


@pytest.mark.parametrize(
    ("id", "figure"), [(id, figure) for id, case in CASES.items() for figure in FIGURES if figure in case]
)
def test_the_layers_give_what_is_published(id, figure):
    value, tolerance = CASES[id][figure]
    computed = (in_space if CASES[id]["spectrum"] == "AM0" else on_ground)(id)
    assert computed[figure] == pytest.approx(value, rel=tolerance)


@pytest.mark.parametrize("id", CASES)
def test_a_cell_is_less_efficient_in_space_and_below_its_limit(id):
    results = evaluate(with_technology(Design(), id), only=("cell",))
    assert results["panel.efficiency_ground"] == pytest.approx(on_ground(id)["efficiency"], rel=1e-9)
    assert (
        results["panel.efficiency_cell"] < results["panel.efficiency_ground"] < results["panel.efficiency_limit_ground"]
    )
    assert results["panel.efficiency_cell"] < results["panel.efficiency_limit"]


@pytest.mark.parametrize(
    ("id", "low", "high"),
    [
        ("hjt-110um", -0.0033, -0.0025),  # −0.25 to −0.27 %/K is quoted; EPJ PV 2025, pv20240072: −0.322 %/K
        ("hjt-50um", -0.0033, -0.0025),
        ("hjt-20um", -0.0033, -0.0025),
        ("perovskite-rigid", -0.0019, -0.0010),  # EPJ PV 2025, pv20240072: −0.174 %/K
        ("perovskite-ultralight", -0.0019, -0.0010),
        ("gainp-gaas-ge", -0.0024, -0.0022),  # AZUR SPACE 3G30A: −0.23 %/K
    ],
)
def test_the_temperature_coefficient_is_that_of_data_sheets(id, low, high):
    assert low < in_space(id)["temperature_coefficient"] < high


def test_the_triple_junction_is_matched_in_its_upper_two_junctions():
    results = evaluate(with_technology(Design(), "gainp-gaas-ge"), only=("cell",))
    top, middle, bottom = results["panel.photocurrents"]
    assert top == pytest.approx(middle, rel=0.03)
    assert bottom > 1.5 * middle


def test_thinner_silicon_takes_less_of_the_light():
    thick, thin, thinnest = (in_space(id)["jsc"] for id in ("hjt-110um", "hjt-50um", "hjt-20um"))
    assert thick > thin > thinnest > 0.9 * thick
