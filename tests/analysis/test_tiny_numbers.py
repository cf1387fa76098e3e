"""Numbers next to nothing, which the bounds of the fields let in: no result is infinite, nor below zero by rounding."""

import math
import warnings
from dataclasses import replace

import numpy as np

from studio.analysis import evaluate, issues
from studio.analysis.columns import over
from studio.analysis.many import evaluate_many
from studio.analysis.sampling import QUICK
from studio.analysis.stack.electric import Junctions, response
from studio.analysis.stack.grid import WAVELENGTH
from studio.design import set_value
from studio.document import preset

TINY = math.nextafter(0.0, 1.0)


def test_a_quotient_that_no_number_holds_does_not_exist() -> None:
    assert over(1e6, TINY) is None
    assert over(np.float64(1e6), np.float64(TINY)) is None
    assert over(6.0, 3.0) == 2.0
    np.testing.assert_array_equal(over(np.array([1e6, 6.0]), np.array([TINY, 3.0])), [np.nan, 2.0])
    np.testing.assert_array_equal(over(np.array([1e6, 0.0]), TINY), [np.nan, 0.0])
    np.testing.assert_array_equal(over(1.0, np.array([0.0, TINY, 2.0])), [np.nan, np.nan, 0.5])


def test_a_payload_of_nearly_nothing_has_no_price_per_watt() -> None:
    base = preset("suncatcher-cluster")
    results = evaluate(set_value(base, "payload.power", TINY))
    assert "cost.capex_per_watt" not in results
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        powers = {"payload.power": np.array([TINY, 18e3])}
        answer = evaluate_many(base, powers, ("cost.capex_per_watt",), sampling=QUICK)
    assert np.isnan(answer.columns["cost.capex_per_watt"]).tolist() == [True, False]


def test_an_earth_that_is_nearly_black_is_as_a_black_one() -> None:
    base = preset("suncatcher-cluster")
    nearly, black = (evaluate(set_value(base, "environment.albedo", albedo), only=("nodes",)) for albedo in (TINY, 0.0))
    assert nearly["thermal.junction_hot"] == black["thermal.junction_hot"]


def test_an_array_without_any_power_delivers_nothing_and_not_less() -> None:
    base = preset("starcloud-40mw")
    for seed in range(20):
        changed = set_value(base, "array.area", 0.01)
        changed = set_value(changed, "payload.power", 1e6 * (1.0 + 0.37 * seed))
        assert evaluate(changed, only=("payload",))["payload.availability"] >= 0.0


def test_names_are_no_column_of_a_series() -> None:
    answer = evaluate_many(preset("suncatcher-cluster"), {"array.area": np.array([90.0, 100.0])},
                           ("power.loss_names", "power.loss_values"), sampling=QUICK)  # fmt: skip
    assert answer.columns["power.loss_names"].shape == (2, 0)


def test_conductors_that_may_lose_nearly_nothing_are_as_those_that_may_lose_nothing() -> None:
    base = preset("suncatcher-cluster")
    nearly, nothing = (evaluate(set_value(base, "power.conductor_loss_share", share), only=("power",))
                       for share in (TINY, 0.0))  # fmt: skip
    for name in ("power.conductor_loss", "power.conductor_section", "power.conductor_mass"):
        assert nearly.get(name) == nothing.get(name)


def test_computers_that_last_for_next_to_no_time_have_no_yearly_cost_and_others_have_theirs() -> None:
    base = preset("suncatcher-cluster")
    lives = np.array([1e-300, base.mission.lifetime])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        answer = evaluate_many(base, {"mission.lifetime": lives}, ("ground.annual", "ground.computers"), sampling=QUICK)
        alone = evaluate(set_value(base, "mission.lifetime", 1e-300), only=("centre",), sampling=QUICK)
    found = answer.columns["ground.annual"]
    assert (answer.columns["ground.computers"] > 0.0).all()
    assert np.isnan(found[0])
    assert math.isclose(found[1], evaluate(base, only=("centre",), sampling=QUICK)["ground.annual"], rel_tol=1e-9)
    assert alone.get("ground.annual") is None


def test_a_panel_rated_beyond_the_end_of_the_line_gives_nothing_and_not_less() -> None:
    base = set_value(preset("starcloud-40mw"), "stack.cell_temperature_coefficient", -0.01)
    assert base.stack.electrical == "data_sheet"
    hot, warm = (evaluate(set_value(base, "stack.temperature", rated), only=("panel",)) for rated in (440.0, 350.0))
    assert hot["panel.efficiency_bol"] == hot["panel.power_density_eol"] == hot["panel.specific_power_bol"] == 0.0
    assert "panel.cost_per_watt" not in hot
    chain = warm["panel.efficiency_cell"] * base.array.packing_factor * base.array.wiring_efficiency
    assert math.isclose(warm["panel.efficiency_bol"], chain * (1.0 - 0.01 * (350.0 - 301.15)), rel_tol=1e-12)


def test_what_films_take_less_than_nothing_of_by_rounding_gives_no_current() -> None:
    junctions = Junctions((0,), (0,), *np.ones((9, 1)))
    absorptance = np.full((1, WAVELENGTH.size), -1e-16)
    absorptance[0, ::2] = 0.5
    found = response(replace(junctions, band_gap=np.array([1e-20])), absorptance, 0.0)
    assert found.min() == 0.0
    assert found.max() == 0.5


def test_cells_too_cold_for_their_coefficient_are_warned_about_and_others_are_not() -> None:
    """A thick panel of which the back hardly glows, where the balance that is found is not a stable one."""
    base = preset("ai1-120kw")
    for path, value in (("stack.front.absorptance", 0.5), ("stack.front.emittance", 0.665),
                        ("stack.back.absorptance", 0.0), ("stack.back.emittance", 0.01),
                        ("stack.cell_efficiency", 0.22), ("stack.layers[blanket].thickness", 0.01)):  # fmt: skip
        base = set_value(base, path, value)
    usual, steep = (evaluate(set_value(base, "stack.cell_temperature_coefficient", coefficient), only=("panel",))
                    for coefficient in (-0.003, -0.0112))  # fmt: skip
    assert [one for one in issues(usual) if one.where.startswith("stack.")] == []
    (told,) = (one for one in issues(steep) if one.where == "stack.cell_temperature_coefficient")
    assert steep["panel.temperature"] < 150.0 < usual["panel.temperature"]
    assert "-1.12 %" in told.text
