"""The data centre on the ground: published totals, money that adds up, and what changes when the inputs do."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.analysis import evaluate
from studio.design import set_value
from studio.design.quantity import YEAR
from studio.document import preset, presets

NAMES = [one.name for one in presets()]
MWH = 3.6e9
SUPPLIES = ("grid", "gas", "solar_storage")


def found_with(design, **values):
    for path, value in values.items():
        design = set_value(design, path.replace("__", "."), value)
    return evaluate(design)


@pytest.fixture(scope="module")
def shell():
    return preset("shell-500km-eclipse")


def test_the_gigawatt_of_gas_costs_what_was_published():
    """McCalip's calculator: 14.66 + 1.191 B$ for 1 GW through 5 years of 365 days, 425.76 $/MWh, fuel 26.66 $/MWh."""
    found = evaluate(preset("gigawatt-27kw"))
    watts = found["ground.computer_power"]
    assert found["ground.capex"] / watts == pytest.approx(14.66, rel=1e-9)
    days = 365.25 / 365.0
    assert found["ground.total"] / watts == pytest.approx(14.66 + 1.19106216 * days, rel=1e-4)
    assert found["ground.lcoe"] * MWH == pytest.approx(14.66e9 / (1e3 * 365.25 * 24 * 5 * 0.85) + 26.66 * 1.2, rel=1e-4)
    assert found["ground.lcoe"] * MWH == pytest.approx(425.76, rel=1e-3)
    names = found["ground.item_names"]
    fuel = found["ground.item_values"][names.index("Gas")]
    assert fuel / (found["ground.energy_year"] * 1.2 * 5) * MWH == pytest.approx(26.66, rel=1e-4)


def test_forty_megawatts_of_grid_cost_what_was_published():
    """Starcloud's table: 140 + 7 + 20 M$ through ten years of 365 days, computers left out."""
    found = evaluate(preset("starcloud-40mw"))
    per_watt = (140.16 * 365.25 / 365.0 + 27.0) / 40.0
    assert found["ground.total"] / found["ground.computer_power"] == pytest.approx(per_watt, rel=1e-6)


@pytest.mark.parametrize(("price", "pue", "published"), [(0.06, 1.09, 570.0), (0.25, 1.4, 3000.0)])
def test_the_power_price_is_that_of_suncatchers_band(shell, price, pue, published):
    """Electricity times PUE all year: $570 to $3,000 per kW, rounded there."""
    found = found_with(shell, ground__electricity_price=price / 3.6e6, ground__pue=pue)
    yearly = found["ground.power_price"] * 1e3 * YEAR
    assert yearly == pytest.approx(price * pue * 8766.0, rel=1e-9)
    assert yearly == pytest.approx(published, rel=0.03)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("supply", SUPPLIES)
def test_the_items_add_up_to_the_total(name, supply):
    found = found_with(preset(name), ground__supply=supply)
    values = np.asarray(found["ground.item_values"])
    assert float(values.sum()) == found["ground.total"]
    assert np.all(values > 0.0)
    assert len(values) == len(found["ground.item_names"]) == len(found.stage("centre").item_results)
    assert found["ground.annual"] * found["cost.service"] == pytest.approx(found["ground.total"])
    parts = [found.get(f"ground.{part}", 0.0) for part in ("facility", "plant", "batteries", "computers")]
    assert math.fsum(parts) == pytest.approx(found["ground.capex"], rel=1e-12)


def test_repaying_is_worth_the_capital(shell):
    """The yearly payment for the building, discounted day by day through its life, is its price a delay later."""
    found = found_with(shell, ground__discount_rate=0.08 / YEAR, ground__deployment_delay=2.0 * YEAR)
    names = found["ground.item_names"]
    yearly = found["ground.item_values"][names.index("Building")] / (found["cost.service"] / YEAR)
    days = (np.arange(15 * 1000) + 0.5) / 1000.0
    worth = yearly / 1000.0 * float((1.08 ** -(days + 2.0)).sum())
    assert worth == pytest.approx(found["ground.facility"], rel=1e-6)


def test_the_ratio_is_that_of_the_two_prices(shell):
    found = evaluate(shell)
    for ratio, space, ground in (("cost_ratio", "cost.accelerator_hour", "ground.accelerator_hour"),
                                 ("lcoe_ratio", "cost.lcoe", "ground.lcoe"),
                                 ("capex_ratio", "cost.capex", "ground.capex"),
                                 ("compute_ratio", "cost.compute_price", "ground.compute_price")):  # fmt: skip
        assert found[f"ground.{ratio}"] == pytest.approx(found[space] / found[ground], rel=1e-12)


def test_both_sides_have_the_same_computers(shell):
    found = evaluate(shell)
    one = found["power.payload_power"] * (1.0 + shell.payload.overhead)
    assert found["ground.computer_power"] == pytest.approx(found["constellation.satellites"] * one)
    spared = found_with(shell, payload__spare_share=0.5)
    assert spared["ground.computers"] == pytest.approx(found["ground.computers"])
    assert spared["cost.computers"] > found["cost.computers"]


@settings(max_examples=8, deadline=None)
@given(st.floats(1.01, 4.0))
def test_dearer_electricity_is_passed_on_one_to_one(times):
    shell = preset("shell-500km-eclipse")
    base, dear = evaluate(shell), found_with(shell, ground__electricity_price=times * shell.ground.electricity_price)
    more = (times - 1.0) * shell.ground.electricity_price * shell.ground.pue
    assert dear["ground.lcoe"] - base["ground.lcoe"] == pytest.approx(more, rel=1e-9)
    assert dear["ground.capex"] == base["ground.capex"]


@pytest.mark.parametrize(("site", "other"), [("benban", "germany"), ("atacama", "uk-average")])
def test_sun_is_cheaper_where_it_shines(shell, site, other):
    sunny, grey = (found_with(shell, ground__supply="solar_storage", ground__site=one) for one in (site, other))
    assert sunny["ground.electricity_at_meter"] < grey["ground.electricity_at_meter"]
    assert sunny["ground.solar_rated"] < grey["ground.solar_rated"]
    assert sunny["ground.storage_time"] < grey["ground.storage_time"]
    longer = found_with(shell, ground__supply="solar_storage", ground__site=site, ground__autonomy=3.0 * 86400.0)
    assert longer["ground.batteries"] > sunny["ground.batteries"]


def test_the_price_of_the_site_is_taken_where_it_has_one(shell):
    germany = found_with(shell, ground__electricity_from="site", ground__site="germany")
    assert germany["ground.electricity_at_meter"] * 3.6e6 == pytest.approx(0.19 * 1.025**2, rel=1e-9)
    unknown = found_with(shell, ground__electricity_from="site", ground__site="namibia")
    assert "ground.lcoe" not in unknown
    assert "ground.yield_ratio" in unknown
    (issue,) = unknown.stage("centre").issues
    assert issue.where == "ground.electricity_from"
    assert "Namibia" in issue.text


def test_the_polar_night_cannot_be_bridged(shell):
    found = found_with(shell, ground__site="custom", ground__latitude=1.4, ground__supply="solar_storage")
    assert "ground.lcoe" not in found
    assert "does not rise" in found.stage("centre").issues[0].text


def test_nothing_is_repaid_without_a_lifetime(shell):
    found = found_with(shell, mission__lifetime=0.0)
    table = found.stage("centre")
    assert table is not None, found.outcomes["centre"].failure
    assert table.accelerator_hour is None
    assert [issue.where for issue in table.issues] == ["mission.lifetime"]


def test_what_electricity_costs_is_not_what_rounding_leaves_of_the_price_of_computers() -> None:
    design = preset("suncatcher-cluster")
    dear = set_value(design, "cost.computer_price", 1e5)
    found, other = (evaluate(one, only=("centre",))["ground.lcoe"] for one in (design, dear))
    assert found > 0.0
    assert other == found
