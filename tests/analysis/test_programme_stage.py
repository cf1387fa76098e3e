"""The programme: published arithmetic out of the stage, accounts that close, limits that move as they must."""

import dataclasses
import random
from typing import Any

import msgspec
import numpy as np
import pytest

from studio.analysis import evaluate
from studio.analysis.factory.bill import layer_metals, wafer_layers
from studio.analysis.stages.programme import Programme
from studio.catalogue.supply import compositions, supplies, wafers
from studio.design import Design, set_value
from studio.design.panel import Layer
from studio.design.quantity import YEAR
from studio.document import preset, presets
from tests.analysis.random_satellites import random_value, struct_fields

START = preset("perovskite-hjt-650km")


def changed(design: Design, **values: Any) -> Design:
    for name, value in values.items():
        design = set_value(design, name.replace("__", "."), value)
    return design


def plan(design: Design) -> Programme:
    results = evaluate(design, only=("programme",))
    found = results.stage("programme")
    assert found is not None, results.outcomes["programme"].failure
    assert isinstance(found, Programme)
    return found


STATED = changed(START, programme__technology="stated", programme__production_yield=1.0)


def test_a_hundred_gigawatts_as_published():
    found = plan(changed(STATED, programme__line_utilisation=1.0))
    assert found.array_area == pytest.approx(326.557e6, rel=1e-5)
    assert found.cell_area == pytest.approx(293.9015e6, rel=1e-6)
    assert found.silicon == pytest.approx(41.087e6, rel=5e-4)  # 2330 kg/m³ there, 2329 here
    assert found.lines == found.lines_full == pytest.approx(166.6667, rel=1e-6)
    yuan = START.cost.cny_per_usd
    assert found.equipment_low * yuan == pytest.approx(50e9)
    assert found.equipment_high * yuan == pytest.approx(60e9)
    assert found.mass == pytest.approx(1e9)
    assert found.launches == pytest.approx(5000.0)
    assert found.launches_per_day == pytest.approx(13.69, abs=0.01)
    assert found.market_value * yuan == pytest.approx(100e9)
    assert plan(STATED).lines == pytest.approx(196.0784, rel=1e-6)
    assert plan(changed(STATED, programme__wafer_thickness=180e-6)).silicon == pytest.approx(123.262e6, rel=5e-4)


def test_six_hundred_gigawatts_are_six_times_as_much():
    one, six = plan(STATED), plan(changed(STATED, programme__target=600e9 / YEAR))
    for name in ("array_area", "wafers", "polysilicon", "silver", "mass", "launches", "lines", "market_value"):
        assert getattr(six, name) == pytest.approx(6.0 * getattr(one, name)), name


@pytest.mark.parametrize("name", [one.name for one in presets()])
def test_the_panels_of_a_year_give_the_target(name):
    design = preset(name)
    results = evaluate(design)
    found = results.stage("programme")
    power = found.array_area * results["panel.power_density_bol"]
    assert power == pytest.approx(design.programme.target * YEAR)
    assert found.satellites * design.array.area == pytest.approx(found.array_area)
    assert found.mass == pytest.approx(found.satellites * results["mass.satellite"])
    if "launch.satellites_per_launch" in results:
        assert found.launches == pytest.approx(found.satellites / results["launch.satellites_per_launch"])
    assert found.mass > found.array_area * results["panel.areal_mass"]


def test_a_better_cell_needs_less_of_all_but_lines():
    design = preset("suncatcher-cluster")
    better = changed(design, stack__cell_efficiency=0.26)
    before, after = plan(design), plan(better)
    for name in ("array_area", "wafers", "polysilicon", "silver", "mass"):
        assert getattr(after, name) < getattr(before, name), name
    assert after.lines == before.lines


def test_metals_are_those_of_the_layers():
    found, area = plan(START), plan(START).array_area
    bought = START.programme.metal_use * START.programme.production_yield
    layers = [layer for layer in START.stack.layers if layer.material.startswith("ITO")]
    by_hand = sum(layer.thickness * layer.density * layer.coverage for layer in layers)
    share = 0.97 * 2 * 114.818 / (2 * 114.818 + 3 * 15.999)
    assert found.indium == pytest.approx(by_hand * share * area / bought, rel=1e-4)
    assert found.indium_in_stack == pytest.approx(found.indium / found.power * bought)
    thicker = tuple(dataclass_layer(layer, 2.0) if layer.material == "Ag" else layer for layer in START.stack.layers)
    metals = layer_metals(thicker, area)
    assert metals["silver"] == pytest.approx(2.0 * layer_metals(START.stack.layers, area)["silver"])


def dataclass_layer(layer: Layer, factor: float) -> Layer:
    return Layer(layer.name, layer.material, layer.role, layer.thickness * factor, layer.density,
                 coverage=layer.coverage)  # fmt: skip


def test_germanium_wafers_take_germanium_and_no_silicon():
    design = preset("shell-500km-eclipse")
    found = plan(design)
    ((_, cut),) = wafer_layers(design)
    assert cut is not None
    assert cut.material == "Ge"
    assert found.silicon is None
    assert found.polysilicon is None
    net = found.cell_area * 140e-6 * 5323.0
    assert found.germanium > net / design.programme.production_yield
    without = changed(design, programme__kerf=0.0, programme__ingot_yield=1.0, programme__production_yield=1.0)
    round_wafer = wafers()["round-100"]
    assert plan(without).germanium == pytest.approx(net / round_wafer.used.value)
    assert found.first_limit == supplies()["germanium"].name


def test_a_film_has_no_wafers():
    layers = tuple(dataclass_layer(layer, 1e-2) if layer.material == "Si" else layer for layer in START.stack.layers)
    thin = msgspec.structs.replace(START, stack=msgspec.structs.replace(START.stack, layers=layers))
    found = plan(thin)
    assert found.wafers is None
    assert found.polysilicon is None
    assert found.wafers_by_year is None


def test_the_plan_by_year_adds_up():
    for shape in ("linear", "exponential", "logistic"):
        design = changed(STATED, programme__shape=shape, programme__years_to_target=6, programme__years_after=9)
        found = plan(design)
        first = list(found.year).index(design.programme.first_year)
        assert not found.power_by_year[:first].any()
        assert found.power_by_year[first] == pytest.approx(design.programme.first_power * YEAR)
        assert found.power_by_year[found.first_at_target] == pytest.approx(100e9)
        assert np.all(np.diff(found.power_by_year) >= -1.0)
        assert found.area_by_year[-1] == pytest.approx(found.array_area)
        assert found.mass_by_year == pytest.approx(found.power_by_year / 100.0)
        # What is in orbit is all that was built less all that was replaced.
        alive = np.cumsum(found.power_by_year - found.replaced_by_year)
        assert found.in_orbit_by_year == pytest.approx(alive)
        spent = float(found.equipment_by_year.sum())
        assert found.equipment_spend == pytest.approx(spent)
        assert float(found.lines_ordered_by_year.sum()) >= found.lines * (1.0 - 1e-9)


@pytest.mark.parametrize("lead", [0.0, 0.5, 1.0, 1.5, 3.0])
def test_lines_are_ordered_the_lead_time_before_they_run(lead):
    design = changed(STATED, programme__lead_time=lead * YEAR)
    found = plan(design)
    needed, ordered = found.lines_by_year, found.lines_ordered_by_year
    running = np.array([float(ordered[found.year + lead <= year].sum()) for year in found.year])
    assert np.all(running >= needed * (1.0 - 1e-9))
    assert found.year[np.flatnonzero(ordered)[0]] == design.programme.first_year - np.ceil(lead)


def test_a_supply_limits_from_the_year_in_which_its_share_is_passed():
    design = changed(STATED, programme__flights_supply=1e6, programme__orbit_mass_supply=1e13 / YEAR,
                     programme__dedicated_limit=10.0)  # fmt: skip
    found = plan(design)
    assert found.first_limit == supplies()["indium"].name  # 420 t of 1,090 t
    need = next(need for need in found.needs if need.supply.id == "indium")
    place = list(found.year).index(found.first_limit_year)
    assert need.share[place] > 0.2 >= need.share[place - 1]
    scarce = plan(changed(design, programme__silver_supply=100e3 / YEAR))
    assert scarce.first_limit == supplies()["silver"].name
    assert scarce.first_limit_year <= found.first_limit_year
    generous = changed(design, programme__indium_supply=1e9 / YEAR)
    assert plan(generous).first_limit is None
    assert plan(generous).first_limit_year is None


def test_the_power_that_a_supply_carries_just_passes():
    found = plan(STATED)
    for name, power in zip(found.supply_names, found.supply_power, strict=True):
        need = next(need for need in found.needs if need.supply.name == name)
        if need.supply.id == "lines":
            continue
        same = changed(STATED, programme__target=float(power) / YEAR, programme__first_power=1e3 / YEAR)
        again = next(one for one in plan(same).needs if one.supply.name == name)
        assert again.share[-1] == pytest.approx(need.allowed)


def test_growing_supplies_put_limits_off():
    still, growing = plan(STATED), plan(changed(STATED, programme__supply_trend="trend"))
    for before, after in zip(still.needs, growing.needs, strict=True):
        assert np.all(after.share <= before.share * (1.0 + 1e-12)), before.supply.id


@pytest.mark.parametrize("seed", range(40))
def test_any_programme_computes_and_is_finite(seed):
    r = random.Random(f"programme {seed}")
    design = preset(r.choice([one.name for one in presets()]))
    for spec in struct_fields(type(design.programme)).values():
        design = set_value(design, f"programme.{spec.name}", random_value(r, "programme", spec))
    found = plan(design)
    for field in dataclasses.fields(found):
        value = getattr(found, field.name)
        if isinstance(value, float | np.ndarray):
            assert np.all(np.isfinite(value)), field.name
            assert np.all(np.asarray(value) >= 0.0), field.name


def test_the_catalogue_names_materials_and_elements_that_exist():
    from studio import catalogue

    assert set(compositions()) <= set(catalogue.materials())
    for one in compositions().values():
        assert sum(part.share.value for part in one.elements) <= 1.0
        assert len({part.element for part in one.elements}) == len(one.elements)
    for shape in wafers().values():
        assert shape.used.value <= 1.0
    for supply in supplies().values():
        assert (supply.world is None) == (supply.year is None)


def test_before_anything_has_aged_nothing_is_replaced():
    """The difference of two large powers leaves no trace of their rounding."""
    found = evaluate(set_value(preset("perovskite-hjt-650km"), "programme.target", 600e9 / YEAR)).stage("programme")
    life = preset("perovskite-hjt-650km").mission.lifetime
    early = (found.year - found.year[found.power_by_year > 0][0]) * YEAR < life
    assert np.all(found.replaced_by_year[early] == 0.0)
