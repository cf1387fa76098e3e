"""The nodes of the satellite: their balance, their cases, and what follows when a loop fails."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.analysis import Results, evaluate, issues
from studio.analysis.heat.satellite import FullHeat, Masses, satellite
from studio.analysis.many import evaluate_many
from studio.analysis.sampling import QUICK
from studio.design import Design, set_value
from studio.document import preset, presets
from studio.export.tables.series_csv import series_tables
from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.thermal_network import steady_temperature

START = preset("suncatcher-cluster")
BEFORE = evaluate(START)
NAMES = [one.name for one in presets()]


def changed(*edits: tuple[str, object], design: Design = START) -> Design:
    for path, value in edits:
        design = set_value(design, path, value)
    return design


def results(*edits: tuple[str, object]) -> Results:
    return evaluate(changed(*edits), BEFORE.outcomes)


def node(found: Results, name: str, case: str) -> float:
    return float(found[f"thermal.node_{case}"][found["thermal.node_names"].index(name)])


def imbalance(found: Results) -> float:
    """Largest |in − out| of any node but the array's, over all that comes in, from the published flows alone."""
    net: dict[str, float] = {}
    for start, end, flow in zip(*(found[f"thermal.edge_{one}"] for one in ("from", "to", "flow")), strict=True):
        net[start] = net.get(start, 0.0) - flow
        net[end] = net.get(end, 0.0) + flow
    nodes = found["thermal.node_names"][:-2]
    return max(abs(net[name]) for name in nodes) / -net["Electricity"]


@pytest.mark.parametrize("name", NAMES)
def test_the_heat_of_every_preset_closes(name: str) -> None:
    found = evaluate(preset(name))
    assert found["thermal.energy_closure"] < 1e-6
    assert imbalance(found) < 1e-6  # over an orbit that repeats itself nothing is stored


SYSTEMS = st.fixed_dictionaries(
    {
        "thermal.loop": st.sampled_from(["pumped", "heat_pipes"]),
        "thermal.heat_exchanger": st.sampled_from(["", "brazed-plate", "cross-flow", "shell-and-tube"]),
        "thermal.chain": st.sampled_from(["stated", "computed"]),
        "thermal.fin": st.sampled_from(["stated", "computed"]),
        "thermal.radiator_attitude": st.sampled_from(
            ["edge_to_sun", "behind_array", "sun_facing", "earth_facing", "orbit_plane"]
        ),
        "thermal.radiator_sides": st.integers(1, 2),
        "thermal.coolant": st.sampled_from(["ammonia", "water", "propylene-glycol-50", "novec-7200"]),
        "thermal.loops": st.integers(1, 3),
        "thermal.coolant_rise": st.floats(1.0, 40.0),
        "thermal.structure_area": st.floats(0.0, 100.0),
        "thermal.array_conductance": st.floats(0.0, 50.0),
        "payload.power": st.floats(0.0, 1e5),
        "payload.specific_mass": st.floats(0.0, 0.05),
        "battery.energy": st.sampled_from([0.0, 3.6e6, 2e8]),
        "platform.mass": st.floats(0.0, 2000.0),
        "environment.albedo": st.sampled_from([0.0, 0.3]),
    }
)


@given(SYSTEMS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_energy_closes_whatever_the_design(system: dict[str, object]) -> None:
    found = results(*system.items(), ("thermal.target_temperature", 400.0), ("thermal.structure_emittance", 0.3))
    assert found.outcomes["nodes"].ok, found.outcomes["nodes"].failure
    assert found["thermal.energy_closure"] < 1e-6
    assert len(found["thermal.node_hot"]) == len(found["thermal.node_names"])
    assert np.all(np.isfinite(found["thermal.node_temperatures_worst_day"]))


def test_the_nodes_stand_in_the_order_of_the_way_of_the_heat() -> None:
    way = ("Accelerators", "Cold plates", "Coolant, return", "Coolant, supply", "Radiator")
    hot = [node(BEFORE, name, "hot") for name in way]
    assert all(hotter > cooler for hotter, cooler in pairwise(hot))
    assert node(BEFORE, "Structure", "hot") > node(BEFORE, "Coolant, return", "hot")


def test_the_junctions_are_as_hot_as_the_chain_says_less_what_leaks_and_is_stored() -> None:
    """The hot case has more Earth than the design's own environment; the insulation takes one per cent of the heat."""
    assert BEFORE["thermal.junction_hot"] == pytest.approx(BEFORE["thermal.junction_temperature"], abs=4.0)
    margin = START.thermal.junction_limit - BEFORE["thermal.junction_hot"]
    assert BEFORE["thermal.junction_hot_margin"] == pytest.approx(margin)


@pytest.mark.parametrize(
    "edits",
    [
        (),
        (("thermal.chain", "computed"),),
        (("thermal.heat_exchanger", "brazed-plate"), ("thermal.chain", "computed")),
        (("thermal.heat_exchanger", "cross-flow"),),
        (("thermal.loop", "heat_pipes"), ("thermal.chain", "computed")),
    ],
)
def test_at_full_load_the_network_has_the_drops_of_the_chain(edits: tuple[tuple[str, object], ...]) -> None:
    """Without leaks, the steady network and the closed chain are two ways to one junction temperature."""
    design = changed(*edits, ("thermal.structure_area", 0.0), ("thermal.array_conductance", 0.0))
    thermal = evaluate(design, BEFORE.outcomes).stage("thermal")
    full = FullHeat(accelerators=15e3, overhead=3e3, structure=thermal.heat - 18.1e3, battery=100.0, total=thermal.heat)
    masses = Masses(radiator=100.0, payload=100.0, structure=100.0, battery=10.0)
    whole = satellite(design.thermal, thermal.way, full, 40.0, masses)
    heat = np.zeros(len(whole.keys))
    for key, power in (("accelerators", 15e3), ("plate", 3e3), ("battery", 100.0), ("structure", full.structure)):
        heat[whole.node(key)] = power
    t = steady_temperature(whole.network, heat, [2.7, 300.0])
    rise = t[whole.node("accelerators")] - t[whole.node("radiator")]
    assert rise == pytest.approx(float(thermal.chain_rises.sum()), rel=1e-9)
    assert STEFAN_BOLTZMANN * 40.0 * (t[whole.node("radiator")] ** 4 - 2.7**4) == pytest.approx(thermal.heat)


def test_a_hotter_earth_and_a_colder_one_move_the_cases_apart() -> None:
    same = results(*((f"environment.{one}_{case}", value) for case in ("hot", "cold")
                     for one, value in (("albedo", 0.3), ("infrared", 239.0))))  # fmt: skip
    assert node(BEFORE, "Radiator", "hot") > node(same, "Radiator", "hot")
    assert node(BEFORE, "Radiator", "cold") < node(same, "Radiator", "cold")


def test_heavier_hardware_swings_less() -> None:
    def swing(found: Results) -> float:
        row = found["thermal.node_temperatures_worst_day"][0]
        return float(row.max() - row.min())

    assert swing(results(("payload.specific_mass", 0.04))) < swing(BEFORE)


def test_without_a_loop_the_junctions_reach_their_limit_and_with_half_of_it_they_may_not() -> None:
    alone = results(("thermal.junction_rise", 20.0))
    assert 0.0 < alone["thermal.failure_time"] < 3600.0
    assert "thermal.failure_junction_steady" not in alone
    heavier = results(("thermal.junction_rise", 20.0), ("payload.specific_mass", 0.016))
    assert heavier["thermal.failure_time"] > 1.3 * alone["thermal.failure_time"]
    two = results(("thermal.junction_rise", 20.0), ("thermal.loops", 2), ("thermal.target_temperature", 300.0))
    assert two["thermal.failure_junction_steady"] < START.thermal.junction_limit
    assert "thermal.failure_time" not in two
    assert two["thermal.failure_junction_steady"] > two["thermal.junction_hot"]


def test_the_course_after_a_failure_begins_steady_and_meets_the_limit_at_its_time() -> None:
    found = results(("thermal.junction_rise", 20.0))
    elapsed, junction = found["thermal.failure_elapsed"], found["thermal.failure_junction"]
    assert np.all(np.diff(junction) > 0.0)
    at = float(np.interp(found["thermal.failure_time"], elapsed, junction))
    assert at == pytest.approx(START.thermal.junction_limit, abs=0.01)


def test_half_the_loops_carry_the_heat_with_twice_the_drop() -> None:
    """What leaks elsewhere is small: the rise from radiator to junction doubles when half of the loop is gone."""
    found = results(("thermal.loops", 2), ("thermal.target_temperature", 300.0))
    rise = found["thermal.failure_junction_steady"] - found["thermal.failure_junction"][0]
    assert rise == pytest.approx(START.thermal.junction_rise * 20.0 / 30.0, rel=0.15)  # all but the package's 10 K


def test_water_freezes_in_the_radiator_of_a_satellite_that_is_dark_and_ammonia_does_not() -> None:
    dark = (("payload.eclipse_load_fraction", 0.0), ("payload.power", 2e3), ("thermal.radiator_sizing", "check"),
            ("thermal.given_area", 40.0))  # fmt: skip
    water = results(*dark, ("thermal.coolant", "water"))
    assert water["thermal.coolant_cold_margin"] < 0.0
    assert any(issue.where == "thermal.coolant" for issue in issues(water))
    assert results(*dark)["thermal.coolant_cold_margin"] > 0.0


def test_series_of_several_rows_are_columns_of_the_table() -> None:
    table = series_tables(BEFORE)["thermal.orbit_time"].decode()
    head, first = (line.split(",") for line in table.splitlines()[:2])
    assert f"thermal.node_temperatures_worst_day[{len(BEFORE['thermal.node_names']) - 1}] [K]" in head
    assert len(head) == len(first)


@pytest.mark.parametrize("attitude", ["behind_array", "earth_facing"])
def test_the_hot_case_sees_its_own_albedo_whatever_the_usual_one_is(attitude: str) -> None:
    """Of the usual albedo the hot case keeps the temperature of the array's back alone."""
    base = changed(("thermal.radiator_sizing", "check"), ("thermal.given_area", 80.0),
                   ("thermal.radiator_attitude", attitude), ("environment.albedo", 0.0))  # fmt: skip
    cases = {"environment.albedo_hot": np.array([0.0, 0.5])}
    names = ("thermal.junction_hot", "thermal.sink_temperature")
    many = evaluate_many(base, cases, names, sampling=QUICK).columns["thermal.junction_hot"]
    alone = [evaluate(set_value(base, "environment.albedo_hot", albedo), only=("nodes",), sampling=QUICK)
             for albedo in (0.0, 0.5)]  # fmt: skip
    np.testing.assert_allclose(many, [one["thermal.junction_hot"] for one in alone], rtol=1e-6)
    assert many[1] > many[0] + 1.0
    usual = evaluate(changed(("environment.albedo_hot", 0.5), ("environment.albedo", 0.3), design=base),
                     only=("nodes",), sampling=QUICK)  # fmt: skip
    assert usual["thermal.junction_hot"] == pytest.approx(alone[1]["thermal.junction_hot"], abs=0.5)
