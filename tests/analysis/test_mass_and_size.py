"""The roll-up with its margins, and the satellite's size, against sums and geometry written out here."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.analysis import Results, evaluate, issues
from studio.design import Design, set_value
from studio.document import preset, presets

START = preset("suncatcher-cluster")
BASE = evaluate(START)
MARGINS = {"off_the_shelf": 0.05, "modified": 0.10, "new": 0.20}
ITEMS = ("panel", "structure", "electronics", "battery", "radiator", "payload", "platform")


def changed(values: dict[str, object], design: Design = START) -> Results:
    for path, value in values.items():
        design = set_value(design, path, value)
    return evaluate(design, BASE.outcomes, only=("size",))


@pytest.mark.parametrize("name", [one.name for one in presets()])
def test_the_table_adds_up(name: str) -> None:
    results = evaluate(preset(name))
    values, margins = results["mass.item_values"], results["mass.item_margins"]
    assert len(results["mass.item_names"]) == len(values) == len(margins)
    assert (values + margins).sum() * (1 + results.stage("mass").system_margin) == pytest.approx(results["mass.dry"])
    assert results["mass.dry"] - values.sum() == pytest.approx(results["mass.margin"])
    for held, value in zip(results.stage("mass").item_results, values, strict=True):
        assert results[held] == value


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(sorted(MARGINS)), min_size=len(ITEMS), max_size=len(ITEMS)), st.floats(0.0, 0.3))
def test_each_item_has_the_margin_of_its_maturity(kinds: list[str], system: float) -> None:
    fields = {f"platform.{item}_maturity": kind for item, kind in zip(ITEMS, kinds, strict=True)}
    results = changed({"platform.maturity": "per_item", "platform.system_margin": system, **fields})
    best = [results[f"mass.{item}"] for item in (
        "panel", "array_structure", "electronics", "battery", "radiator", "payload", "platform")]  # fmt: skip
    expected = (1 + system) * sum(m * (1 + MARGINS[kind]) for m, kind in zip(best, kinds, strict=True))
    assert results["mass.dry"] == pytest.approx(expected)
    assert results["mass.dry"] >= sum(best) * 1.05


def test_wings_and_radiators_have_the_areas_of_the_design() -> None:
    results = BASE
    assert results["size.wings"] * results["size.wing_length"] * results["size.wing_width"] == pytest.approx(105.0)
    assert results["size.radiators"] * results["size.radiator_length"] * results["size.radiator_width"] == (
        pytest.approx(results["thermal.radiator_area"]))  # fmt: skip
    volume = results["size.bus_length"] * results["size.bus_width"] * results["size.bus_height"]
    assert volume == pytest.approx(results["size.bus_volume"])
    assert results["size.span"] == pytest.approx(
        2 * (results["size.wing_length"] + START.geometry.wing_offset) + results["size.bus_length"])  # fmt: skip
    assert results["size.stowed_array_volume"] == pytest.approx(105.0 * results["panel.stowed_thickness"])


def test_pairs_balance_and_a_single_wing_does_not() -> None:
    np.testing.assert_allclose(BASE["size.centre_of_mass"], 0.0, atol=1e-12)
    single = changed({"geometry.wings": 1})
    wing = (single["mass.panel"] + single["mass.array_structure"]) * (1 + START.platform.mass_margin)
    lever = single["size.bus_length"] / 2 + START.geometry.wing_offset + single["size.wing_length"] / 2
    np.testing.assert_allclose(
        single["size.centre_of_mass"], [0.0, wing * lever / single["mass.satellite"], 0.0], atol=1e-9)  # fmt: skip
    assert single["size.span"] == pytest.approx(
        single["size.wing_length"] + START.geometry.wing_offset + single["size.bus_length"])  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 12), st.integers(1, 9), st.floats(0.2, 20.0), st.sampled_from(["edge_to_sun", "behind_array"]))
def test_any_shape_keeps_area_and_obeys_the_triangle_of_inertia(
    wings: int, radiators: int, aspect: float, attitude: str
) -> None:
    results = changed({"geometry.wings": wings, "geometry.radiators": radiators, "geometry.wing_aspect": aspect,
                       "thermal.radiator_attitude": attitude})  # fmt: skip
    size = results.stage("size")
    assert size.wing_centres.shape == (wings, 3)
    assert size.radiator_centres.shape == (radiators, 3)
    assert wings * size.wing_length * size.wing_width == pytest.approx(START.array.area)
    x, y, z = size.inertia_x, size.inertia_y, size.inertia_z
    assert min(x + y - z, y + z - x, z + x - y) >= -1e-9 * x  # no body has more about one axis than about two others
    assert size.gravity_torque >= 0.0
    # No two wings overlap: they lie in one plane, apart by a length along y or a width along z.
    for one in range(wings):
        for other in range(one):
            apart = np.abs(size.wing_centres[one] - size.wing_centres[other])
            assert apart[1] >= size.wing_length * (1 - 1e-9) or apart[2] >= size.wing_width * (1 - 1e-9)


def test_a_radiator_larger_than_the_array_that_shades_it_is_told() -> None:
    told = issues(changed({"thermal.radiator_attitude": "behind_array", "thermal.radiator_sizing": "check",
                           "thermal.given_area": 106.0}))  # fmt: skip
    assert any(issue.where == "thermal.radiator_attitude" and "shade" in issue.text for issue in told)
    assert not any("shade" in issue.text for issue in issues(BASE))


def test_what_the_platform_no_longer_holds_is_added() -> None:
    fields = {"platform.holds_propellant": False, "platform.holds_links": False, "platform.holds_loop": False}
    results, margin = changed(fields), 1 + START.platform.mass_margin
    air, link = results.stage("atmosphere"), START.link
    terminals = link.terminals * link.terminal_mass
    pipes = results["thermal.coolant_mass"] + results.get("thermal.exchanger_mass", 0.0)
    assert results["mass.links"] == terminals > 0.0
    assert results["mass.loop"] == pipes > 0.0
    assert results["mass.dry"] == pytest.approx(BASE["mass.dry"] + margin * (terminals + pipes))
    assert results["mass.satellite"] == results["mass.dry"] + results["mass.propellant"]
    # Newton's way round: from the wet mass drag takes its propellant, and the burn the rest, down to the dry mass.
    exhaust = START.platform.specific_impulse * 9.80665
    before_burn = results["mass.satellite"] - air.propellant
    assert exhaust * np.log(before_burn / results["mass.dry"]) == pytest.approx(air.deorbit_delta_v, rel=1e-9)
    assert "mass.propellant" not in BASE
    assert BASE["mass.links"] == BASE["mass.loop"] == 0.0
