"""The supply chain and the market of a programme: what an export control, a tariff and lines elsewhere do to them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.analysis import evaluate
from studio.analysis.supply import CONTROLS, chains, covered_steps, missing_steps, risks, supply_map, tally
from studio.catalogue.company import EQUIPMENT, STAGES, companies
from studio.catalogue.market import installations, scope_prices
from studio.catalogue.pathway import pathway, pathways
from studio.design import Design, set_value
from studio.design.quantity import YEAR
from studio.document import preset

AMOUNT = st.floats(0.0, 1e12)
FACTOR = st.floats(0.1, 10.0)
SCENARIO = {
    "target": AMOUNT, "outside_line": AMOUNT, "price": st.floats(0.0, 1e3), "outside_price_factor": FACTOR,
    "panel_tariff": st.floats(0.0, 5.0), "line_price": st.floats(0.0, 10.0), "outside_line_factor": FACTOR,
    "equipment_tariff": st.floats(0.0, 5.0), "control": st.sampled_from(list(CONTROLS)),
    "pathway": st.sampled_from([None, *pathways().values()]),
}  # fmt: skip


def design(**values: object) -> Design:
    made = preset("perovskite-hjt-650km")
    for path, value in values.items():
        made = set_value(made, path.replace("__", "."), value)
    return made


def supply(**values: object):
    found = evaluate(design(**values), only=("supply",))
    return lambda name: found[f"supply.{name}"]


def test_everybody_is_on_the_map_once_for_each_stage() -> None:
    known = supply_map()
    placed = [(one.company.id, one.stage) for cell in known.cells.values() for one in cell]
    assert sorted(placed) == sorted((c.id, role.stage) for c in companies().values() for role in c.roles)
    for (stage, country), cell in known.cells.items():
        assert {one.stage for one in cell} == {stage}
        assert {one.company.country for one in cell} == {country}


def test_a_control_takes_suppliers_away_and_adds_none() -> None:
    for looser, tighter in itertools.pairwise(CONTROLS):
        for stage in STAGES:
            before = {one.company.id for one in supply_map(looser).suppliers(stage)}
            after = {one.company.id for one in supply_map(tighter).suppliers(stage)}
            assert after <= before
            gone = {companies()[id].country for id in before - after}
            assert gone <= {"CN"}


def test_a_control_of_machines_stops_machines_alone() -> None:
    for stage in STAGES:
        stopped = [one for one in supply_map("equipment").at(stage) if one.stopped]
        assert bool(stopped) == (stage in EQUIPMENT and bool(supply_map().at(stage, "CN")))


def test_risks_are_counts_of_companies_and_countries() -> None:
    for control in CONTROLS:
        for one in risks(control):
            found = supply_map(control).suppliers(one.stage)
            places = {each.company.country for each in found}
            expected = ("none" if not found else "one_company" if len(found) == 1
                        else "one_country" if len(places) == 1 else "fine")  # fmt: skip
            assert one.risk == expected
    assert {one.stage for one in risks() if one.risk == "one_company"} >= {"epitaxy", "heat_exchanger"}


def test_almost_all_pathways_of_china_is_a_number() -> None:
    """The founding article says "almost all key technology pathways"."""
    count = tally()
    whole = [one for one in pathways().values() if len(covered_steps(one, supply_map(), "CN")) == len(one.steps)]
    assert count.china_pathways == len(whole)
    lacking = {stage for one in pathways().values() for stage in one.stages
               if not supply_map().suppliers(stage, "CN")}  # fmt: skip
    assert lacking == {"epitaxy", "thin_film_cell"}  # announced only: two plants of CNBM
    assert (count.china_pathways, count.pathways) == (5, 7)
    assert count.steps - count.china_steps == 2
    assert 0 < count.outside_steps < count.china_steps
    assert tally("all").china_steps == count.china_steps  # what China has, not what it delivers


def test_silicon_breaks_without_chinese_machines_and_perovskite_does_not() -> None:
    known = supply_map("equipment")
    assert missing_steps(pathway("hjt"), known) == ("crystal_growth", "wafer_slicing", "cell_line")
    assert missing_steps(pathway("all-perovskite"), known) == ()
    broken = [one.id for one in pathways().values() if missing_steps(one, known)]
    assert broken == ["silicon", "hjt", "perovskite-hjt"]
    results = supply(programme__export_control="equipment")
    assert results("pathways_left") == len(pathways()) - len(broken)
    assert "Crystal growth machines" in results("pathway_missing")


def test_without_barriers_nothing_costs_more() -> None:
    results = supply()
    assert results("purchase_delta") == results("lines_delta") == results("unmet") == results("tariff") == 0.0
    assert results("companies_left") < len(companies())  # some have only announced


def test_a_hundred_gigawatts_in_the_united_states() -> None:
    """1.25 times the price for what is made there; lines at 1.5 times 0.55 yuan/W: 7.9 and 11.9 GUSD at 6.95."""
    results = supply(programme__outside_line=100e9 / YEAR)
    assert results("purchase_delta") * YEAR == pytest.approx(0.25 * 100e9 / 6.95)
    assert results("delta_per_watt") == pytest.approx(0.25 / 6.95)
    assert results("lines_baseline") == pytest.approx(55e9 / 6.95)
    assert results("lines") == pytest.approx(1.5 * 55e9 / 6.95)
    assert results("from_china") == 0.0


def test_lines_outside_need_machines_that_somebody_delivers() -> None:
    values = {"programme__outside_line": 50e9 / YEAR, "programme__export_control": "equipment"}
    found = evaluate(design(**values))
    assert "supply.lines" not in found
    (said,) = found.stage("supply").issues
    assert said.where == "programme.export_control"
    assert "Crystal growth machines" in said.text


def test_a_stack_of_nobody_s_has_no_pathway_and_says_so() -> None:
    own = {"stack__technology": "", "programme__outside_line": 50e9 / YEAR, "programme__export_control": "equipment"}
    found = evaluate(design(**own), only=("supply",))
    assert "supply.pathway" not in found
    assert "supply.lines" not in found
    assert "not known" in found.stage("supply").issues[0].text


def test_a_cell_of_a_data_sheet_has_a_pathway() -> None:
    found = evaluate(preset("shell-30deg"), only=("supply",))
    assert found["supply.pathway"] == pathway("iii-v").name
    assert "supply.pathway_missing" not in found


def test_what_nobody_exports_and_nobody_makes_is_not_to_be_had() -> None:
    found = evaluate(design(programme__outside_line=30e9 / YEAR, programme__export_control="all"), only=("supply",))
    assert found["supply.unmet"] * YEAR == pytest.approx(70e9)
    assert found["supply.from_china"] == 0.0
    assert any("only 30 GW" in one.text for one in found.stage("supply").issues)


@given(**SCENARIO)
def test_power_and_money_are_conserved(**scenario: object) -> None:
    found = chains(**scenario)
    target = scenario["target"]
    assert found.outside + found.china + found.unmet == pytest.approx(target, abs=1e-3)
    assert min(found.outside, found.china) >= 0.0
    assert found.unmet >= -1e-3
    price = scenario["price"]
    parts = found.outside * price * scenario["outside_price_factor"] + found.china * price + found.tariff
    assert found.purchase == pytest.approx(parts, rel=1e-12)
    if scenario["outside_price_factor"] >= 1.0:
        assert found.purchase >= found.purchase_baseline * (1.0 - 1e-12)


@given(**SCENARIO, more=st.floats(0.0, 5.0))
def test_a_higher_tariff_never_makes_it_cheaper(more: float, **scenario: object) -> None:
    low, high = chains(**scenario), chains(**{**scenario, "panel_tariff": scenario["panel_tariff"] + more})
    assert high.purchase >= low.purchase * (1.0 - 1e-12)
    assert high.lines == low.lines
    machines = chains(**{**scenario, "equipment_tariff": scenario["equipment_tariff"] + more})
    if low.lines is not None:
        assert machines.lines >= low.lines * (1.0 - 1e-12)


def test_what_is_negative_is_refused() -> None:
    given_ = dict.fromkeys(SCENARIO, 1.0) | {"control": "none", "pathway": None}
    for name in ("target", "price", "panel_tariff", "outside_line_factor"):
        with pytest.raises(ValueError, match="not below 0"):
            chains(**{**given_, name: -1.0})


def test_the_market_follows_target_rate_and_base() -> None:
    found = evaluate(design(), only=("market",))
    assert found["market.share"] == pytest.approx(100 / 435)
    assert found.stage("market").learning_rate == pytest.approx(0.09547409449)
    assert found["market.array_value"] == pytest.approx(found["market.array_price"] * 100e9 / YEAR)
    # A thousand times the 0.1 GW at which an array costs 121 yuan/W.
    assert found["market.array_price"] * 6.95 == pytest.approx(121.0 * (86.7 / 121.0) ** 3, rel=1e-9)
    values = dict(zip(found["market.scope_names"], found["market.scope_values"], strict=True))
    assert values[scope_prices()["ground-module"].name] * YEAR == pytest.approx(100e9 / 6.95)
    other = evaluate(design(programme__market_base="china-2026-cpia", cost__cny_per_usd=7.2), only=("market",))
    assert other["market.share"] == pytest.approx(100 / 180)
    assert other["market.share_low"] == pytest.approx(100 / 240)
    assert other["market.array_price"] * 7.2 == pytest.approx(found["market.array_price"] * 6.95)


def test_an_unknown_base_is_told_in_a_sentence() -> None:
    found = evaluate(design(programme__market_base="the-moon"), only=("market",))
    assert "no installations “the-moon”" in found.outcomes["market"].failure


def test_the_default_base_is_known() -> None:
    assert Design().programme.market_base in installations()
