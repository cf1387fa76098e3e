"""The costs of many designs at once."""

import numpy as np
import pytest

from studio.design.quantity import YEAR
from studio.document import preset
from tests.analysis.many.agree import check_agreement
from tests.analysis.many.fields import changed, check_each_alone, check_stage

_START = preset("suncatcher-cluster")


@pytest.mark.parametrize("name", ["suncatcher-cluster", "starcloud-40mw", "lcoc-1mw", "perovskite-hjt-650km",
                                  "shell-500km-eclipse"])  # fmt: skip
def test_presets(name: str) -> None:
    check_stage(preset(name), "cost")


@pytest.mark.parametrize("choices", [
    {"cost.hardware_from": "per_watt", "cost.computers_from": "left_out", "cost.integration_from": "share"},
    {"cost.array_from": "stack", "cost.platform_from": "per_mass", "cost.computers_from": "catalogue"},
    {"cost.computers_from": "stated", "cost.replacement": "accelerators", "cost.server_price": 3.0,
     "cost.electronics_price": 1.0, "cost.shielding_price": 2.0, "cost.engineering": 1e8},
    {"cost.replacement": "hardware", "cost.service_time": 15.0 * YEAR, "cost.learning_rate": 0.1,
     "cost.ground_capital": 1e8, "cost.ground_yearly": 1e7 / YEAR},
    {"platform.holds_propellant": False, "payload.failure_rate": 0.0, "cost.discount_rate": 0.0},
], ids=["whole", "stack", "stated", "hardware", "propellant"])  # fmt: skip
def test_choices(choices: dict[str, object]) -> None:
    check_stage(changed(_START, choices), "cost")


def test_services_of_different_numbers_of_generations() -> None:
    base = changed(_START, {"cost.service_time": 10.0 * YEAR, "cost.learning_rate": 0.15})
    columns = {"mission.lifetime": np.array([0.5, 1.0, 2.5, 5.0, 10.0, 12.0]) * YEAR,
               "cost.service_time": np.array([10.0, 9.0, 10.0, 10.0, 10.0, 3.0]) * YEAR,
               "payload.failure_rate": np.array([0.0, 0.01, 0.1, 0.3, 0.05, 0.0]) / YEAR,
               "payload.spare_share": np.array([0.0, 0.1, 0.1, 0.3, 0.0, 0.2])}  # fmt: skip
    answer = check_agreement(base, columns, ("cost",))
    assert answer.columns["cost.generations"] == pytest.approx([20.0, 9.0, 4.0, 2.0, 1.0, 1.0])


def test_a_service_that_no_satellite_lives_for_fails_alone() -> None:
    base = changed(_START, {"cost.service_time": 10.0 * YEAR})
    answer = check_agreement(
        base, {"mission.lifetime": np.array([5.0, 0.0, 4.0, 3.0]) * YEAR}, ("cost",), alone=("cost",)
    )
    assert list(answer.failures) == [1]
    assert "without a life" in answer.failures[1]


def test_loads_that_are_shed_and_that_are_not() -> None:
    columns = {"array.area": np.array([60.0, 200.0, 300.0, 400.0]), "payload.power": np.array([9e4, 8e4, 3e4, 2e4])}
    answer = check_agreement(_START, columns, ("cost", "power"), alone=("power",))
    shed = answer.columns["power.load_shed_energy"]
    assert (shed > 0.0).any()
    assert (shed == 0.0).any()


def test_what_is_left_out_of_the_sums_differs() -> None:
    base = changed(_START, {"launch.assembly": "whole", "cost.platform_from": "per_mass", "cost.shielding_price": None})
    columns = {"array.area": np.array([300.0, 4e5, 400.0]), "payload.power": np.array([3e4, 3e4, 0.0])}
    answer = check_agreement(base, columns, ("cost",))
    assert len(set(answer.columns["cost.left_out"].tolist())) > 1
    assert np.isnan(answer.columns["cost.launch"]).tolist() == [False, True, False]


def test_each_number_alone() -> None:
    check_each_alone(changed(_START, {"cost.service_time": 12.0 * YEAR, "cost.learning_rate": 0.1}), "cost")
