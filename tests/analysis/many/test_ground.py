"""The comparison of many designs with the ground at once."""

import numpy as np
import pytest

from studio.design.quantity import YEAR
from studio.document import preset
from tests.analysis.many.agree import check_agreement
from tests.analysis.many.fields import changed, check_each_alone, check_stage

_START = preset("suncatcher-cluster")
_OWN = {"ground.site": "custom"}


@pytest.mark.parametrize("stage", ["ground", "centre"])
@pytest.mark.parametrize("name", ["suncatcher-cluster", "perovskite-hjt-650km", "shell-500km-eclipse"])
def test_presets(name: str, stage: str) -> None:
    check_stage(preset(name), stage)


@pytest.mark.parametrize("choices", [
    {"ground.supply": "gas", "cost.computers_from": "left_out"},
    {"ground.supply": "solar_storage", "cost.computers_from": "catalogue", "cost.server_price": 2.0},
    {"ground.supply": "grid", "ground.electricity_from": "site", "cost.computers_from": "stated"},
    {"ground.supply": "grid", "ground.electricity_from": "site", "ground.site": "custom"},
], ids=["gas", "solar", "site", "no price"])  # fmt: skip
def test_supplies(choices: dict[str, object]) -> None:
    if choices.get("ground.site") == "custom":  # each place takes a tenth of a second
        columns = {"ground.pue": np.array([1.1, 1.3]), "array.area": np.array([300.0, 310.0])}
        check_agreement(changed(_START, choices), columns, ("centre", "ground"))
    else:
        check_stage(changed(_START, choices), "centre")


def test_own_places_of_which_some_see_no_sun_in_winter() -> None:
    base = changed(_START, {**_OWN, "ground.supply": "solar_storage"})
    columns = {"ground.latitude": np.array([0.2, 1.4, 0.2]), "ground.clear_sky_share": np.array([0.5, 0.6, 0.7])}
    answer = check_agreement(base, columns, ("ground", "centre"))
    assert np.isnan(answer.columns["ground.annual"]).tolist() == [False, True, False]


def test_lives_and_services_of_no_time() -> None:
    base = changed(_START, {"cost.service_time": None})
    columns = {"mission.lifetime": np.array([5.0 * YEAR, 0.0, 0.5, 2.0 * YEAR]), "ground.pue": np.linspace(1.1, 1.4, 4)}
    answer = check_agreement(base, columns, ("centre",))
    assert np.isnan(answer.columns["ground.annual"]).tolist() == [False, True, True, False]


def test_satellites_without_computers() -> None:
    columns = {"payload.power": np.array([0.0, 3e4, 2e4]), "array.area": np.array([300.0, 310.0, 320.0])}
    check_agreement(changed(_START, {"cost.computers_from": "stated"}), columns, ("centre",))


@pytest.mark.parametrize("stage", ["ground", "centre"])
def test_each_number_alone(stage: str) -> None:
    check_each_alone(_START, stage)
