"""Satellites that nobody would build, over the whole bounds of every field: each computes, or says why not."""

import json
import random

import numpy as np
import pytest

from studio.analysis import evaluate, issues
from studio.design import Design, set_value
from studio.document import preset
from studio.export.results_json import results_object
from tests.analysis.conservation import broken_sums
from tests.analysis.random_satellites import PARTS, random_satellite
from tests.analysis.sound import holds, told_well

DESIGNS = 150
"""Raise it by hand for a longer attack: 8,000 take six minutes."""
SEED = 11


def changed(name: str, **values: object) -> Design:
    design = preset(name)
    for path, value in values.items():
        design = set_value(design, path.replace("__", "."), value)
    return design


def test_any_satellite_computes_or_is_refused_in_a_sentence() -> None:
    whole = 0
    for place in range(DESIGNS):
        results = evaluate(random_satellite(random.Random(SEED * 1_000_000 + place)))
        for outcome in results.outcomes.values():
            assert outcome.ok or told_well(outcome.failure), (place, outcome.failure)
        json.dumps(results_object(results), allow_nan=False)
        assert holds(results), place
        assert not list(broken_sums(results)), place
        assert all(one.text and "inf" not in one.text.split() for one in issues(results)), place
        whole += all(outcome.ok for outcome in results.outcomes.values())
    assert whole > DESIGNS // 2


def test_the_attack_reaches_every_part_of_a_design_but_its_stack_ageing_and_lists() -> None:
    others = {"title", "description", "stack", "ageing", "fleet", "claims", "requirements", "sources",
              "uncertainty", "spreads", "baselines", "display", "review"}  # fmt: skip
    assert set(PARTS) == set(Design.__struct_fields__) - others


def test_a_beam_that_jitters_away_has_a_loss_and_a_margin_that_are_numbers() -> None:
    design = changed("suncatcher-cluster", link__pointing_jitter=1e-3, link__aperture=1.0, link__outage=1e-9)
    results = evaluate(design)
    assert 1e4 < results["link.pointing_loss"] < np.inf
    assert results["link.received_power"] == 0.0
    assert -np.inf < results["link.margin"] < -1e4
    assert results["link.received_level"] == pytest.approx(
        evaluate(changed("suncatcher-cluster", link__pointing_jitter=0.0, link__aperture=1.0))["link.received_level"]
        - results["link.pointing_loss"])  # fmt: skip


def test_a_sky_that_is_never_clear_lets_nothing_down_and_says_so() -> None:
    results = evaluate(changed("suncatcher-cluster", link__clear_sky=0.0, link__downlink="optical"))
    assert results["link.clear_share"] == 0.0
    assert results["link.downlink_day"] == 0.0
    assert "the workload sends data to the ground, but none arrives" in [one.text for one in issues(results)]


def test_parts_without_heat_in_a_satellite_of_gigawatts_have_the_temperature_of_their_neighbours() -> None:
    """Cold plates without any heat hung on a loop of gigawatts: their temperatures were noise, some below 0 K."""
    hung: dict[str, object] = {
        "target_temperature": 188.0, "radiator_attitude": "edge_to_sun", "radiator_emittance": 1.0, "fin": "computed",
        "radiator_absorptance": 0.37, "fin_thickness": 0.01, "fin_conductivity": 143.0, "tube_pitch": 1.55,
        "tube_length": 8.3, "tube_diameter": 0.0143, "chain": "computed", "package_power": 580.0,
        "junction_resistance": 4.4, "interface_resistance": 9.6, "plate_resistance": 1.4, "plate_share": 0.06,
        "loops": 47, "coolant": "novec-7200", "inner_coolant": "novec-7200", "coolant_rise": 0.108,
        "flow_velocity": 19.6, "loop_length": 0.39, "component_pressure": 3.9e6, "pump_efficiency": 0.41,
        "pump_in_overhead": False, "heat_exchanger": "shell-and-tube", "exchanger_effectiveness": 0.475,
        "structure_rise": 1.56, "structure_area": 8e7, "structure_emittance": 0.15, "battery_rise": 19.0,
        "array_conductance": 6.8e5,
    }  # fmt: skip
    results = evaluate(changed("starcloud-40mw", payload__power=0.0, platform__power=1e9, array__area=5e8,
                               **{f"thermal__{name}": value for name, value in hung.items()}))  # fmt: skip
    hot, names = results["thermal.node_hot"], results["thermal.node_names"]
    warm = dict(zip(names, hot, strict=True))
    assert warm["Accelerators"] == pytest.approx(warm["Inner coolant, return"], abs=1.5)
    assert warm["Cold plates"] == pytest.approx(warm["Inner coolant, return"], abs=1.5)
