"""The stacks of many designs at once: optics, junctions and faces computed from layers that differ in numbers."""

from typing import Any

import msgspec
import numpy as np
import pytest

from studio.analysis import evaluate
from studio.analysis.many import evaluate_many
from studio.analysis.sampling import FINE, QUICK
from studio.analysis.stack.batch import first_of, patterns
from studio.design import Design, get_value, set_value
from studio.design.quantity import ELECTRONVOLT
from studio.document import preset
from tests.analysis.many.agree import check_agreement

PANEL = ("optics", "cell", "radiation", "panel")
LIGHT = ("orbit", "illumination", "environment")


def tandem() -> Design:
    return preset("perovskite-hjt-650km")


def stack_field(layer: str, field: str) -> str:
    return f"stack.layers[{layer}].{field}"


EVERYTHING: dict[str, Any] = {
    stack_field("coating", "thickness"): (8e-8, 1.3e-7),
    stack_field("cover", "thickness"): (2e-5, 3e-4),
    stack_field("cover", "coverage"): (0.85, 0.95),
    stack_field("grid", "coverage"): (0.005, 0.05),
    stack_field("perovskite", "thickness"): (4e-7, 1.4e-6),
    stack_field("perovskite", "coverage"): (0.8, 0.95),
    stack_field("perovskite", "junction.band_gap"): (1.6 * ELECTRONVOLT, 1.75 * ELECTRONVOLT),
    stack_field("perovskite", "junction.collection"): (0.85, 1.0),
    stack_field("perovskite", "junction.radiative_efficiency"): (1e-4, 1e-1),
    stack_field("perovskite", "junction.ideality"): (1.0, 1.6),
    stack_field("silicon", "thickness"): (2e-5, 2e-4),
    stack_field("silicon", "light_path"): (1.0, 50.0),
    stack_field("silicon", "junction.series_resistance"): (0.0, 1e-4),
    stack_field("blanket", "thickness"): (1e-5, 1e-4),
    stack_field("blanket", "density"): (1000.0, 2000.0),
    "stack.temperature": (290.0, 340.0),
    "array.packing_factor": (0.8, 0.92),
}


def columns_of(ranges: dict[str, Any], count: int, seed: int = 1) -> dict[str, Any]:
    random = np.random.default_rng(seed)
    return {path: random.uniform(low, high, count) for path, (low, high) in ranges.items()}


@pytest.mark.parametrize("sampling", [FINE, QUICK], ids=["fine", "quick"])
def test_all_numbers_of_a_tandem(sampling: Any) -> None:
    check_agreement(tandem(), columns_of(EVERYTHING, 5), PANEL, sampling=sampling, alone=LIGHT)


@pytest.mark.parametrize("path", [*EVERYTHING][:14])
def test_one_number_alone(path: str) -> None:
    check_agreement(tandem(), columns_of({path: EVERYTHING[path]}, 3), PANEL, sampling=QUICK, alone=LIGHT)


@pytest.mark.parametrize(
    "choices",
    [
        {"stack.terminals": "independent"},
        {"stack.front.source": "stated", "stack.back.source": "stated"},
        {"stack.electrical": "data_sheet"},
        {"mission.attitude": "zenith"},
        {"ageing.annealing": True, "ageing.method": "displacement_dose"},
        {stack_field("blanket", "material"): "CFRP"},
        {stack_field("blanket", "role"): "core"},
    ],
    ids=lambda choices: ", ".join(f"{path} {value}" for path, value in choices.items()),
)
def test_choices(choices: dict[str, Any]) -> None:
    base = tandem()
    for path, value in choices.items():
        base = set_value(base, path, value)
    check_agreement(base, columns_of(EVERYTHING, 4, seed=4), PANEL, sampling=QUICK, alone=LIGHT)


def test_off_pointing_of_some() -> None:
    columns = {"mission.off_pointing": [0.0, 0.4, 0.9, 0.0],
               stack_field("cover", "thickness"): [5e-5, 1e-4, 2e-4, 3e-4]}  # fmt: skip
    check_agreement(tandem(), columns, PANEL, sampling=QUICK, alone=LIGHT)


def test_films_that_become_slabs_and_infrared_that_gets_through() -> None:
    """A cover from a film on: of each other layers interfere, and of some nothing is known in the infrared."""
    columns = {stack_field("cover", "thickness"): [5e-7, 9e-7, 2e-6, 4.9e-6, 5e-6, 6e-6, 3e-5, 1e-4],
               stack_field("perovskite", "thickness"): [4e-7, 1.2e-6] * 4}  # fmt: skip
    check_agreement(tandem(), columns, PANEL, sampling=QUICK, alone=LIGHT)


@pytest.mark.parametrize("name", ["suncatcher-cluster", "shell-30deg"])
@pytest.mark.parametrize("source", ["stated", "layers"])
def test_layers_before_a_cell_of_a_data_sheet(name: str, source: str) -> None:
    base = set_value(set_value(preset(name), "stack.front.source", source), "stack.back.source", source)
    cover, cell = (next(layer.name for layer in base.stack.layers if layer.role == role) for role in ("cover", "cell"))
    columns = {stack_field(cover, "thickness"): np.geomspace(2e-5, 4e-4, 4),
               stack_field(cell, "thickness"): np.geomspace(5e-5, 2e-4, 4)}  # fmt: skip
    check_agreement(base, columns, PANEL, sampling=QUICK, alone=LIGHT)


def test_light_that_nobody_asks_for_is_not_computed_and_never_wrong() -> None:
    base, path = preset("suncatcher-cluster"), stack_field("cover", "thickness")
    columns = {path: np.geomspace(2e-5, 4e-4, 6)}
    names = ("panel.power_density_operating_eol", "panel.areal_mass", "radiation.front_shield")
    without = evaluate_many(base, columns, names, sampling=QUICK)
    whole = evaluate_many(base, columns, (*names, "panel.reflectance_weighted"), sampling=QUICK)
    for name in names:
        np.testing.assert_array_equal(without.columns[name], whole.columns[name])
    assert np.all(np.isfinite(whole.columns["panel.reflectance_weighted"]))


def test_equal_gaps_are_computed_one_by_one() -> None:
    silicon = get_value(tandem(), stack_field("silicon", "junction.band_gap"))
    columns = {stack_field("perovskite", "junction.band_gap"): [1.68 * ELECTRONVOLT, silicon, 1.6 * ELECTRONVOLT]}
    check_agreement(tandem(), columns, PANEL, sampling=QUICK, alone=(*LIGHT, "cell"))


def test_a_slab_too_thin_fails_alone() -> None:
    base = set_value(tandem(), stack_field("front contact", "optics"), "slab")
    path = stack_field("front contact", "thickness")
    names = ("panel.reflectance_weighted", "panel.efficiency_cell")
    answer = evaluate_many(base, {path: [1e-4, 3e-9, 5e-5, 8e-5]}, names, sampling=QUICK)
    alone = {row for row, value in enumerate((1e-4, 3e-9, 5e-5, 8e-5))
             if evaluate(set_value(base, path, value), only=("cell",)).outcomes["optics"].failure}  # fmt: skip
    assert set(answer.failures) == alone == {1}
    assert "front contact" in answer.failures[1]
    assert np.isfinite(answer.columns["panel.efficiency_cell"][[0, 2, 3]]).all()


def test_patterns_share_what_decides_and_no_stack_is_lost() -> None:
    base, thickness = tandem().stack, np.array([5e-7, 2e-6, 5e-6, 6e-6, 7e-7, 1e-4])
    layers = tuple(msgspec.structs.replace(layer, thickness=thickness) if layer.name == "cover" else layer
                   for layer in base.layers)  # fmt: skip
    stack = msgspec.structs.replace(base, layers=layers)
    parts = list(patterns(stack))
    assert {tuple(part.rows.tolist()) for part in parts} == {(0, 4), (1,), (2,), (3, 5)}
    for part in parts:
        assert part.first.layers[1].thickness == thickness[part.rows[0]]
        np.testing.assert_array_equal(part.stack.layers[1].thickness, thickness[part.rows])
    assert first_of(stack).layers[1].thickness == 5e-7
