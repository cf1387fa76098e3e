"""The radiator, its fins and the loop behind it, from the design to the results."""

import numpy as np
import pytest

from studio import catalogue
from studio.analysis import evaluate, issues
from studio.analysis.heat.transport import pump_power
from studio.design import Design, check, set_value
from studio.document import preset
from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.radiator import radiator_temperature

START = preset("suncatcher-cluster")
BEFORE = evaluate(START)


def changed(*edits: tuple[str, object], design: Design = START) -> Design:
    for path, value in edits:
        design = set_value(design, path, value)
    return design


def results(*edits: tuple[str, object]):
    return evaluate(changed(*edits), BEFORE.outcomes)


def test_ai1_radiates_its_power_at_the_published_temperature() -> None:
    """orbital-thermal-bounds, AI1 companion: 220 m² emit against a sink at 220 K: 337.10 K at 120 kW, 353.16 at 150."""
    found = radiator_temperature([120e3, 150e3], 110.0, [0.91, 0.91], sink_temperature=220.0)
    np.testing.assert_allclose(found, [337.10, 353.16], atol=0.05)


def test_a_stated_chain_gives_what_it_always_gave() -> None:
    rise = BEFORE["thermal.junction_temperature"] - BEFORE["thermal.radiator_temperature"]
    assert rise == pytest.approx(START.thermal.junction_rise, rel=1e-12)
    assert BEFORE["thermal.chain_rises"].sum() == pytest.approx(START.thermal.junction_rise, rel=1e-12)
    assert len(BEFORE["thermal.chain_names"]) == len(BEFORE["thermal.chain_rises"]) == 4
    margin = START.thermal.junction_limit - BEFORE["thermal.junction_temperature"]
    assert BEFORE["thermal.junction_margin"] == pytest.approx(margin, abs=1e-9)


def test_a_computed_chain_adds_its_parts() -> None:
    one = results(("thermal.chain", "computed"), ("thermal.package_power", 1000.0))
    rises = dict(zip(one["thermal.chain_names"], one["thermal.chain_rises"], strict=True))
    assert rises["Junction to case"] == pytest.approx(10.0)
    assert rises["Case to cold plate"] == pytest.approx(5.0)
    assert rises["Cold plate to coolant"] == pytest.approx(15.0)
    assert rises["Coolant to radiator"] > 10.0  # the coolant cools by 10 K on its way along the tubes
    rise = one["thermal.junction_temperature"] - one["thermal.radiator_temperature"]
    assert rise == pytest.approx(sum(rises.values())) == pytest.approx(one["thermal.chain_computed"])


def test_the_flow_carries_the_heat_and_the_pump_follows() -> None:
    ammonia, thermal = catalogue.coolant("ammonia"), START.thermal
    flow = BEFORE["thermal.coolant_flow"]
    assert flow * ammonia.specific_heat.value * thermal.coolant_rise == pytest.approx(BEFORE["thermal.heat"])
    power = flow * BEFORE["thermal.pressure_drop"] / (ammonia.density.value * thermal.pump_efficiency)
    assert BEFORE["thermal.pump_power"] == pytest.approx(power) == pytest.approx(
        pump_power(thermal, BEFORE["thermal.heat"]))  # fmt: skip
    assert BEFORE["thermal.pump_share"] < 0.02


def test_pumps_outside_the_overhead_add_their_heat_and_inside_it_do_not() -> None:
    outside = results(("thermal.pump_in_overhead", False))
    added = outside["thermal.heat"] - BEFORE["thermal.heat"]
    # The loop carries the regulator's losses too, of which the load knows nothing yet.
    assert added == pytest.approx(BEFORE["thermal.pump_power"], rel=0.05)
    assert outside["power.load"] - BEFORE["power.load"] == pytest.approx(added * START.power.distribution_efficiency)
    assert outside["thermal.radiator_area"] > BEFORE["thermal.radiator_area"]


def test_the_radiator_at_its_sink_temperature_absorbs_what_it_emits() -> None:
    absorbed = BEFORE.stage("thermal").seen.absorbed.max()
    emitted = 2 * START.thermal.radiator_emittance * STEFAN_BOLTZMANN * BEFORE["thermal.sink_temperature"] ** 4
    assert emitted == pytest.approx(absorbed, rel=1e-6)


def test_attitudes_rank_as_what_they_see() -> None:
    area = {
        attitude: results(("thermal.radiator_attitude", attitude))["thermal.radiator_area"]
        for attitude in ("edge_to_sun", "sun_facing", "earth_facing", "orbit_plane")
    }
    assert area["edge_to_sun"] < area["sun_facing"]
    # Near dawn and dusk the orbit's normal points almost at the Sun.
    assert area["orbit_plane"] == pytest.approx(area["sun_facing"], rel=0.08)
    assert area["edge_to_sun"] < area["earth_facing"]


def test_one_side_away_from_the_earth_sees_none_of_it() -> None:
    one = results(("thermal.radiator_attitude", "earth_facing"), ("thermal.radiator_sides", 1))
    seen = one.stage("thermal").seen
    assert seen.infrared.max() == 0.0
    assert seen.white.max() == 0.0
    assert seen.sun.max() > 0.0


def test_fins_by_their_geometry_and_the_mass_that_goes_with_it() -> None:
    edits = (("thermal.fin", "computed"), ("thermal.radiator_mass", "computed"))
    thick = results(*edits, ("thermal.fin_thickness", 2e-3))
    thin = results(*edits, ("thermal.fin_thickness", 0.5e-3))
    assert thin["thermal.radiator_fin_efficiency"] < thick["thermal.radiator_fin_efficiency"] < 1.0
    assert thin["thermal.areal_mass"] < thick["thermal.areal_mass"]
    assert thick["thermal.areal_mass"] - thin["thermal.areal_mass"] == pytest.approx(1.5e-3 * 2700.0)
    sheet = thin["thermal.areal_mass"] * thin["thermal.radiator_area"]
    assert thin["mass.radiator"] == pytest.approx(sheet + thin["thermal.coolant_mass"])


def test_fins_of_a_given_area_are_judged_at_the_temperature_they_reach() -> None:
    sized = results(("thermal.fin", "computed"))
    given = results(("thermal.fin", "computed"), ("thermal.radiator_sizing", "check"),
                    ("thermal.given_area", sized["thermal.radiator_area"]))  # fmt: skip
    assert given["thermal.radiator_temperature"] == pytest.approx(START.thermal.target_temperature, abs=0.5)
    assert given["thermal.radiator_fin_efficiency"] == pytest.approx(
        sized["thermal.radiator_fin_efficiency"], abs=2e-3)  # fmt: skip


def test_an_exchanger_costs_surface_mass_and_a_drop() -> None:
    one = results(("thermal.heat_exchanger", "brazed-plate"), ("thermal.chain", "computed"))
    assert one["thermal.exchanger_duty"] == one["thermal.heat"]
    assert one["thermal.exchanger_ntu"] == pytest.approx(4.0)  # counter flow, equal rates, 0.8
    rate = one["thermal.heat"] / START.thermal.coolant_rise
    assert one["thermal.exchanger_area"] == pytest.approx(4.0 * rate / 2000.0)
    assert one["thermal.exchanger_mass"] == pytest.approx(6.0 * one["thermal.exchanger_area"])
    assert one["thermal.exchanger_drop"] == pytest.approx(10.0 / 0.8 - 10.0)
    sheet = one["thermal.areal_mass"] * one["thermal.radiator_area"]
    assert one["mass.radiator"] == pytest.approx(sheet + one["thermal.exchanger_mass"])
    assert len(one["thermal.chain_names"]) == 5
    assert one["thermal.pump_power"] > BEFORE["thermal.pump_power"]
    assert "thermal.exchanger_duty" not in BEFORE


def test_heat_pipes_need_no_pump_and_have_a_limit() -> None:
    one = results(("thermal.loop", "heat_pipes"), ("thermal.tube_length", 8.0))
    assert "thermal.pump_power" not in one
    assert one["thermal.heat_pipe_margin"] < 0.0
    assert any(issue.where == "thermal.heat_pipe_transport" for issue in issues(one))
    short = results(("thermal.loop", "heat_pipes"), ("thermal.tube_length", 0.5))
    assert short["thermal.heat_pipe_margin"] > 0.0


def test_a_junction_above_its_limit_is_said() -> None:
    hot = results(("thermal.junction_limit", 330.0))
    assert any(issue.where == "thermal.junction_limit" for issue in issues(hot))
    assert hot["thermal.junction_margin"] < 0.0


def test_ids_that_the_catalogue_does_not_hold_are_refused_in_one_sentence() -> None:
    wrong = results(("thermal.coolant", "amonia"))
    assert "ammonia" in wrong.outcomes["thermal"].failure
    wrong = results(("thermal.heat_exchanger", "plate"))
    assert "there is no heat exchanger" in wrong.outcomes["thermal"].failure
    assert not [issue for issue in check(START) if issue.severity == "error"]
