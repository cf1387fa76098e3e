"""The panels of many designs at once, of cells known by their data sheet: light, power, ageing and temperature."""

from typing import Any

import numpy as np
import pytest

from studio.analysis import evaluate
from studio.analysis.many import evaluate_many
from studio.analysis.sampling import FINE, QUICK
from studio.design import Design, set_value
from studio.design.quantity import YEAR
from studio.document import preset
from tests.analysis.many.agree import check_agreement

PANEL = ("optics", "cell", "radiation", "panel")
LIGHT = ("orbit", "illumination", "environment")
AGEING: dict[str, tuple[float, float]] = {
    "mission.lifetime": (2.2 * YEAR, 14.7 * YEAR),
    "ageing.proton_confidence": (0.5, 0.97),
    "ageing.active_share": (0.1, 1.0),
    "ageing.radiation_uncertainty": (1.2, 3.0),
    "ageing.uv_loss": (0.0, 0.05),
    "ageing.uv_time": (0.2 * YEAR, 3.0 * YEAR),
    "ageing.contamination_rate": (0.0, 5e-10),
    "ageing.cycling_loss": (0.0, 0.05),
    "ageing.micrometeoroid_rate": (0.0, 1e-10),
    "ageing.string_failure_rate": (0.0, 2e-10),
    "ageing.other_uncertainty": (0.0, 0.9),
    "ageing.annealing_recovery": (0.1, 0.9),
    "ageing.annealing_temperature": (300.0, 380.0),
    "array.degradation": (0.0, 1e-9),
}
PLATE: dict[str, tuple[float, float]] = {
    "mission.altitude": (4.5e5, 1.2e6),
    "environment.solar_constant": (1340.0, 1380.0),
    "stack.cell_efficiency": (0.15, 0.33),
    "stack.cell_temperature_coefficient": (-0.004, -0.001),
    "stack.temperature": (280.0, 350.0),
    "stack.front.absorptance": (0.72, 0.95),
    "stack.front.emittance": (0.7, 0.9),
    "stack.back.absorptance": (0.2, 0.5),
    "stack.back.emittance": (0.6, 0.9),
    "stack.price": (100.0, 3000.0),
    "stack.layers[cell].density": (1000.0, 6000.0),
    "stack.layers[cell].specific_heat": (300.0, 900.0),
    "stack.layers[cell].conductivity": (0.2, 150.0),
    "array.packing_factor": (0.7, 0.95),
    "array.wiring_efficiency": (0.9, 1.0),
    "array.stowed_spacing": (0.0, 0.01),
}


def varied(ranges: dict[str, tuple[float, float]], count: int, seed: int = 1) -> dict[str, Any]:
    """Columns of random values, none of which belongs to another's order."""
    random = np.random.default_rng(seed)
    return {path: random.uniform(low, high, count) for path, (low, high) in ranges.items()}


@pytest.mark.parametrize("sampling", [FINE, QUICK], ids=["fine", "quick"])
@pytest.mark.parametrize("name", ["suncatcher-cluster", "shell-30deg"])
def test_everything_that_a_panel_reads(name: str, sampling: Any) -> None:
    check_agreement(preset(name), varied({**AGEING, **PLATE}, 5), PANEL, sampling=sampling, alone=LIGHT)


@pytest.mark.parametrize("path", ["mission.lifetime", "mission.altitude", "stack.cell_efficiency",
                                  "stack.layers[cell].density", "environment.solar_constant"])  # fmt: skip
def test_one_field_alone(path: str) -> None:
    both = {**AGEING, **PLATE}
    check_agreement(preset("shell-500km-eclipse"), varied({path: both[path]}, 3), PANEL, sampling=QUICK, alone=LIGHT)


@pytest.mark.parametrize(
    "choices",
    [
        {"ageing.model": "computed"},
        {"ageing.model": "computed", "ageing.solar_protons": False, "ageing.annealing": True},
        {"ageing.model": "computed", "ageing.method": "displacement_dose"},
        {"ageing.model": "computed", "ageing.damage": "hjt-si"},
        {"mission.attitude": "zenith"},
        {"mission.attitude": "edge_on"},
    ],
    ids=lambda choices: ", ".join(f"{path.partition('.')[2]} {value}" for path, value in choices.items()),
)
def test_choices(choices: dict[str, Any]) -> None:
    base = preset("shell-500km-eclipse")
    for path, value in choices.items():
        base = set_value(base, path, value)
    check_agreement(base, varied({**AGEING, **PLATE}, 4, seed=2), PANEL, sampling=QUICK, alone=LIGHT)


def test_years_without_eclipse_and_without_solar_protons_beside_others() -> None:
    base = set_value(preset("suncatcher-cluster"), "ageing.model", "computed")
    columns = {"mission.ltan": [6.0 * 3600.0, 11.0 * 3600.0, 6.0 * 3600.0], "mission.altitude": [1.3e6, 5e5, 5e5],
               "ageing.active_share": [0.0, 0.5, 0.0]}  # fmt: skip
    check_agreement(base, columns, PANEL, sampling=QUICK, alone=LIGHT)


def test_a_panel_that_would_give_more_than_it_takes_alone_has_the_reason() -> None:
    base = preset("suncatcher-cluster")
    columns = {"stack.back.absorptance": [0.4, 0.0, 0.3, 0.4], "stack.front.absorptance": [0.75, 0.3, 0.8, 0.7],
               "stack.cell_efficiency": [0.2, 0.33, 0.2, 0.21],
               "stack.cell_temperature_coefficient": [-1e-3, -0.02, -2e-3, -1e-3]}  # fmt: skip
    names = ("panel.temperature", "panel.areal_mass")
    answer = evaluate_many(base, columns, names, sampling=QUICK)
    for row in range(4):
        one = base
        for path, values in columns.items():
            one = set_value(one, path, values[row])
        alone = evaluate(one, only=("panel",), sampling=QUICK)
        assert (row in answer.failures) == bool(alone.outcomes["panel"].failure)
        if row not in answer.failures:
            assert answer.columns["panel.temperature"][row] == pytest.approx(alone.get("panel.temperature"), rel=1e-12)


def test_the_order_of_designs_changes_nothing() -> None:
    base: Design = preset("shell-500km-eclipse")
    columns = varied(PLATE, 40)
    names = ("panel.power_density_operating_eol", "panel.temperature_min", "environment.fluence_1mev_year")
    order = np.random.default_rng(3).permutation(40)
    one = evaluate_many(base, columns, names, sampling=QUICK)
    other = evaluate_many(base, {path: values[order] for path, values in columns.items()}, names, sampling=QUICK)
    for name in names:
        assert other.columns[name] == pytest.approx(one.columns[name][order], rel=1e-13)
