"""Published cost models: their equations for any inputs, money conserved, and nothing in them that knows a case."""

import ast
import dataclasses
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
import pyxirr
from hypothesis import assume, given
from hypothesis import strategies as st

from studio.analysis import RESULTS, evaluate
from studio.analysis.cases import compare
from studio.analysis.cost_models import Model, model, models, run
from studio.analysis.cost_models.energy_table import energy_table
from studio.analysis.cost_models.gigawatt import Gigawatt, gigawatt, mean_capacity
from studio.analysis.cost_models.launched_power import launched_power, launched_power_price
from studio.analysis.cost_models.lcoc import Lcoc, annuity, lcoc
from studio.analysis.cost_models.models import _arguments
from studio.analysis.cost_models.table import FUNCTIONS
from studio.catalogue import CatalogueError
from studio.catalogue.case import published_cases
from studio.catalogue.cost_model import Family, _read, cost_model_families
from studio.design.unit_text import number_text
from studio.document import preset

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "studio" / "analysis" / "cost_models"
FAMILIES = list(cost_model_families())
MODELS = list(models())
TOTALS = {
    "gigawatt": ("space_total", "ground_total"), "lcoc": ("space_price", "ground_price"),
    "energy-table": ("space_total", "ground_total"), "accelerator-hour": ("space_capital", "ground_capital"),
    "delivered-compute": ("space_capital_per_power", "ground_capital_per_power"),
    "launched-power": ("launched", "high"),
}  # fmt: skip
"""What the parts of each side sum to."""


def inputs_of(id: str, **changes: float) -> Any:
    return replace(_arguments(model(id), {}), **changes)


@st.composite
def chosen_inputs(draw: st.DrawFn) -> tuple[Model, dict[str, float]]:
    """A model, and inputs anywhere within their bounds."""
    one = model(draw(st.sampled_from(MODELS)))
    values = {
        entry.id: float(draw(st.integers(int(entry.low), int(entry.high)))) if entry.whole
        else draw(st.floats(entry.low, entry.high))
        for entry in one.family.inputs
    }  # fmt: skip
    return one, values


# --- the files and the functions agree ----------------------------------------------------------------------------


@pytest.mark.parametrize("id", FAMILIES)
def test_a_file_describes_what_its_function_takes_and_gives(id: str) -> None:
    family, function = cost_model_families()[id], FUNCTIONS[id]
    assert [entry.id for entry in family.inputs] == [field.name for field in dataclasses.fields(function.inputs)]
    outcome = function.run(_arguments(model(family.presets[0].id), {}))
    assert {output.id for output in family.outputs} == set(outcome.figures)
    parts = family.breakdown
    assert (parts is None) == (not outcome.space and not outcome.ground)
    if parts is not None:
        assert [item.id for item in parts.space] == list(outcome.space)
        assert [item.id for item in parts.ground] == list(outcome.ground)


def test_every_family_is_computed_and_nothing_else() -> None:
    assert set(FUNCTIONS) == set(FAMILIES)
    assert len(MODELS) == len({one.name for one in models().values()})
    assert len(MODELS) == sum(len(family.presets) for family in cost_model_families().values())


@pytest.mark.parametrize("id", FAMILIES)
def test_the_results_that_a_figure_is_held_against_exist(id: str) -> None:
    outputs = cost_model_families()[id].outputs
    assert any(output.like for output in outputs)
    for output in outputs:
        assert not output.like or RESULTS[output.like].kind == "number", output.id


@pytest.mark.parametrize("id", MODELS)
def test_cases_that_a_model_names_exist_and_are_its_own(id: str) -> None:
    one = model(id)
    for fault in one.faults:
        assert fault.text.endswith(".")
        assert not fault.case or fault.case in published_cases()
    figures = [one.published(output.id) for output in one.family.outputs]
    assert any(figures)
    assert all(one.published(output) is not None for output in one.preset.published)
    for case in one.preset.cases:
        assert published_cases()[case].inputs == {"model": id}


@pytest.mark.parametrize("id", MODELS)
def test_a_published_figure_stands_beside_ours_in_the_same_unit(id: str) -> None:
    found = run(id)
    assert found.changed == frozenset()
    cases = {(one.case.id, one.figure.id): one for name in found.model.preset.cases for one in compare(name)}
    for (_, figure), comparison in cases.items():
        ours = found.figure(figure)
        assert ours.published == pytest.approx(comparison.figure.value, rel=1e-12)
        assert ours.value == pytest.approx(comparison.ours, rel=1e-12)
        assert ours.is_mistake == (comparison.verdict == "flagged")
    for ours in found.figures:
        assert math.isfinite(ours.value)
        if ours.published is not None and not ours.is_mistake:
            assert ours.value == pytest.approx(ours.published, rel=0.09)


# --- any inputs -----------------------------------------------------------------------------------------------------


@given(chosen_inputs())
def test_money_is_conserved_and_every_figure_is_a_number(chosen: tuple[Model, dict[str, float]]) -> None:
    one, values = chosen
    if "sink_temperature" in values and values["radiator_temperature"] <= values["sink_temperature"]:
        with pytest.raises(ValueError, match="hotter than its sink"):
            run(one, values)
        return
    found = run(one, values)
    for figure in found.figures:
        assert math.isfinite(figure.value), figure.output.id
    if found.space:
        space, ground = (found.figure(name).si for name in TOTALS[one.family.id])
        factor = one.family.breakdown.factor if one.family.breakdown else 1.0
        assert sum(value for _, value in found.space) * factor == pytest.approx(space, rel=1e-9)
        assert sum(value for _, value in found.ground) * factor == pytest.approx(ground, rel=1e-9)


@pytest.mark.parametrize("id", MODELS)
def test_every_input_counts(id: str) -> None:
    """No input is there for show: a change of any changes something."""
    one, before = model(id), run(id)
    for entry in one.family.inputs:
        value = one.values[entry.id]
        step = 1.0 if entry.whole else 0.1 * abs(value) + 0.01 * (entry.high - entry.low)
        changed: list[str] = []
        for other in (value + step, value - step):  # what is rounded up may stay as it is in one direction
            if entry.low <= other <= entry.high:
                after = run(one, {entry.id: other})
                assert after.changed == {entry.id}
                both = zip(after.figures, before.figures, strict=True)
                changed += [ours.output.id for ours, was in both if ours.value != was.value]
        assert changed, entry.id


@pytest.mark.parametrize(
    ("id", "change", "words"),
    [
        ("mccalip-gigawatt", {"launch_price": -1.0}, "Launch price has to be between 0 and 20000"),
        ("mccalip-gigawatt", {"years": 2.5}, "Years counted has to be a whole number"),
        ("mccalip-gigawatt", {"years": math.nan}, "Years counted has to be a number"),
        ("mccalip-gigawatt", {"moon": 1.0}, "has no input “moon”"),
        ("lcoc-today", {"radiator_temperature": 210.0}, "hotter than its sink"),
    ],
)
def test_what_cannot_be_computed_is_refused_in_a_sentence(id: str, change: dict[str, float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        run(id, change)


def test_an_unknown_model_is_named_with_its_nearest() -> None:
    with pytest.raises(CatalogueError, match="nearest are mccalip-gigawatt"):
        run("mccalip-gigawat")


# --- the equations as they were published, for other years, prices and vehicles --------------------------------------


@given(st.floats(0.0, 0.3), st.integers(1, 40))
def test_mean_capacity_is_the_mean_of_a_geometric_series(degradation: float, years: int) -> None:
    kept = 1.0 - degradation
    expected = (1.0 - kept**years) / (years * degradation) if degradation > 1e-6 else 1.0
    assert mean_capacity(degradation, years) == pytest.approx(expected, rel=1e-4)


@given(
    years=st.integers(1, 15), price=st.floats(0.0, 3000.0), power=st.floats(5e3, 5e5), per_kilogram=st.floats(10, 300),
    target=st.floats(1e7, 1e10), capacity=st.floats(2e4, 3e5),
)  # fmt: skip
def test_a_gigawatt_by_its_published_equations(
    years: int, price: float, power: float, per_kilogram: float, target: float, capacity: float
) -> None:
    given_ = inputs_of(
        "mccalip-gigawatt", years=years, launch_price=price, satellite_power=power, specific_power=per_kilogram,
        target_power=target, launcher_capacity=capacity,
    )  # fmt: skip
    found = gigawatt(given_).figures
    mean = np.mean((1.0 - 0.025) ** np.arange(years))
    satellites = math.ceil(target / (mean * 0.98) / power)
    assert found["satellites"] == pytest.approx(satellites, abs=1)
    hardware = 22.0 * found["satellites"] * power
    mass = found["satellites"] * power / per_kilogram
    total = hardware * (1.0 + (0.01 + 0.09) * years) + price * mass + 1e9
    assert found["space_total"] == pytest.approx(total, rel=1e-9)
    assert found["launches"] == pytest.approx(mass / capacity, abs=1)
    hours = 8760.0 * years
    assert found["space_energy_price"] * 3.6e9 == pytest.approx(total / (target / 1e6 * hours), rel=1e-9)
    ground = (1.8 * 1.2 + 5.25 + 3.0 + 2.5 + 1.75) * target + 0.85 * target / 1e6 * hours * 1.2 * 6200 * 4.3 / 1e3
    assert found["ground_total"] == pytest.approx(ground, rel=1e-9)


@given(st.floats(0.0, 5e3), st.integers(1, 12), st.floats(1.0, 60.0))
def test_at_the_whole_break_even_price_both_sides_cost_the_same(price: float, years: int, hardware: float) -> None:
    one = inputs_of("mccalip-gigawatt", launch_price=price, years=years, satellite_price=hardware)
    even = gigawatt(one).figures["break_even_whole"]
    assert gigawatt(replace(one, launch_price=even)).figures["ratio"] == pytest.approx(1.0, rel=1e-9)


def test_the_published_break_even_price_is_not_one() -> None:
    one: Gigawatt = inputs_of("mccalip-gigawatt")
    published = gigawatt(one).figures["break_even"]
    assert published == pytest.approx(-263.66, abs=0.005)
    assert gigawatt(replace(one, launch_price=published)).figures["ratio"] > 1.5


@given(st.floats(0.001, 0.6), st.floats(1.0, 40.0))
def test_the_annuity_is_twelve_monthly_payments(rate: float, years: float) -> None:
    months = round(12 * years)
    payment = pyxirr.pmt(rate / 12.0, months, -1.0)
    assert payment is not None
    assert annuity(rate, months / 12.0) == pytest.approx(12.0 * payment, rel=1e-9)
    assert annuity(0.0, years) == pytest.approx(1.0 / years)


@given(price=st.floats(0.0, 5e3), life=st.integers(1, 20), rate=st.floats(0.0, 0.4), power=st.floats(1e3, 1e9),
       eclipse=st.floats(0.0, 5e4))  # fmt: skip
def test_at_its_break_even_price_compute_costs_the_same_on_both_sides(
    price: float, life: int, rate: float, power: float, eclipse: float
) -> None:
    one = inputs_of("lcoc-today", launch_price=price, life=float(life), space_rate=rate, sold_power=power,
                    eclipse=eclipse)  # fmt: skip
    even = lcoc(one).figures["break_even"]
    assert lcoc(replace(one, launch_price=even)).figures["ratio"] == pytest.approx(1.0, rel=1e-6)


@given(life=st.floats(1.0, 30.0), rate=st.floats(0.01, 0.3), spares=st.floats(0.0, 1.0), eclipse=st.floats(0.0, 6e4))
def test_the_mass_chain_by_its_published_equations(life: float, rate: float, spares: float, eclipse: float) -> None:
    one = inputs_of("lcoc-early-starship", life=life, space_rate=rate, spares=spares, eclipse=eclipse)
    found = lcoc(one).figures
    bus = 1000.0 * (1.0 + spares) * 1.07  # kW
    minutes = eclipse / 60.0
    battery = bus * minutes / 60.0 / 0.8
    dark = minutes / 1440.0
    array = bus * ((1 - dark) + dark / 0.93) / (1 - dark) / (0.985**life * 0.97)
    side = 0.9 * 0.9 * 5.670374419e-8 * (325.0**4 - 230.0**4)
    radiator = bus * 1e3 / (2 * side)
    dry = 1.15 * (array * 1e3 / 180 + radiator * 4 + 1000 * (1 + spares) * 11 + 1500 + battery * 1e3 / 200)
    assert found["battery_energy"] / 3.6e6 == pytest.approx(battery, rel=1e-9)
    assert found["array_power"] / 1e3 == pytest.approx(array, rel=1e-9)
    assert found["dry_mass"] == pytest.approx(dry, rel=1e-9)
    assert found["radiator_area"] * 2.0 * found["radiator_flux"] == pytest.approx(bus * 1e3, rel=1e-12)


def test_the_life_of_the_station_weighs_more_than_the_launch() -> None:
    """README of the model: 5 years at 15 % cannot beat 15 years at 10.3 % at any launch price."""
    one: Lcoc = inputs_of("lcoc-today")
    assert lcoc(replace(one, launch_price=0.0)).figures["ratio"] > 3.0
    longer = replace(one, life=15.0, space_rate=one.ground_rate)
    assert lcoc(longer).figures["space_price"] < lcoc(replace(one, launch_price=0.0)).figures["space_price"]


@given(st.integers(1, 15), st.floats(0.0, 0.4))
def test_present_value_is_that_of_a_finance_library(life: int, rate: float) -> None:
    one = inputs_of("lcoc-mature-starship", life=float(life), space_rate=rate)
    found = lcoc(one).figures
    sold = 1000.0 * 8760.0 * 0.9 * 0.97 * 0.98
    flows = [sold * 2.0 * 0.85 ** (year + 0.5) - 0.6e6 for year in range(life)]
    # What comes at the middle of years is half a year nearer than at their ends.
    value = pyxirr.npv(rate, [0.0, *flows])
    assert value is not None
    expected = value * (1.0 + rate) ** 0.5 - found["space_capital"]
    assert found["space_value"] == pytest.approx(expected, rel=1e-9, abs=1.0)


def test_the_studio_prices_the_same_station_nearly_alike() -> None:
    """The design with the model's assumptions: its satellite is another computation, eclipses and ageing included."""
    ours, model_ = evaluate(preset("lcoc-1mw")), run("lcoc-today")
    for id, within in (("space_accelerator_hour", 0.05), ("ground_accelerator_hour", 0.25), ("ratio", 0.25)):
        figure = model_.figure(id)
        assert ours[figure.output.like] == pytest.approx(figure.si, rel=within), id


@given(st.floats(1.0, 1e4), st.floats(10.0, 1e5), st.floats(100.0, 1e6), st.floats(1e7, 1e9))
def test_launched_power_breaks_even_where_it_says(price: float, mass: float, power: float, life: float) -> None:
    assume(mass / power < 10.0)
    one = inputs_of("suncatcher-v2-mini", launch_price=price, mass=mass, power=power, life=life)
    found = launched_power(one).figures
    assert found["launched"] == pytest.approx(price * mass / power / life, rel=1e-12)
    for side in ("low", "high"):
        even = launched_power_price(found[f"break_even_{side}"], mass, power, life)
        assert even == pytest.approx(found[side], rel=1e-9)


@given(st.floats(1e6, 1e10), st.floats(1.0, 30.0), st.floats(1e4, 2e5))
def test_a_table_of_energy_scales_with_power_and_time(power: float, years: float, capacity: float) -> None:
    found = energy_table(inputs_of("starcloud-40mw", power=power, years=years, launch_mass=capacity)).figures
    assert found["energy"] == pytest.approx(power / 1e3 * 8760.0 * years * 0.04, rel=1e-9)
    assert found["launch_price"] == pytest.approx(5e6 / capacity)
    assert found["rack_launches"] == math.ceil(found["rack_mass"] / capacity)


# --- nothing in the code knows a case ----------------------------------------------------------------------


def test_no_code_knows_a_case_a_model_or_a_published_number() -> None:
    """What is published is in the files; in the code there are only the numbers of the equations themselves."""
    names = {*published_cases(), *MODELS}
    plain = {0.0, 1.0, 2.0, 4.0, 12.0, 0.5, 3600.0, 8760.0, 86400.0, 1e-12}
    published = set()
    for family in cost_model_families().values():
        published |= {entry.value for entry in family.inputs}
    for path in [*FOLDER.glob("*.py"), ROOT / "studio" / "analysis" / "cases" / "cost.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in names, f"{path.name} knows {node.value}"
            elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
                assert float(node.value) in plain, f"{path.name} holds {number_text(node.value)}"
    assert len(published - plain) > 50


# --- files ------------------------------------------------------------------------------------------


GOOD: dict[str, Any] = {
    "id": "a-family", "name": "A family", "source": "A source of its own", "date": "2026",
    "leaves_out": "Everything else.", "inputs": [{"id": "x", "label": "X", "value": 1.0, "low": 0.0, "high": 2.0}],
    "outputs": [{"id": "y", "label": "Y"}], "headline": "y",
    "presets": [{"id": "one", "name": "One", "covers": "Nothing in particular."}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "other"}, "holds the model other"),
        ({"colour": "red"}, "cannot be read"),
        ({"headline": "z"}, "there is no output z"),
        ({"inputs": GOOD["inputs"] * 2}, "an id appears twice"),
        ({"presets": [{**GOOD["presets"][0], "values": {"z": 1.0}}]}, "there is no input z"),
        ({"presets": [{**GOOD["presets"][0], "values": {"x": 3.0}}]}, "has to be between 0 and 2"),
    ],
)
def test_a_faulty_file_is_named(change: dict[str, Any], words: str) -> None:
    assert isinstance(_read("a-family.json", msgspec.json.encode(GOOD)), Family)
    with pytest.raises(CatalogueError, match=words) as caught:
        _read("a-family.json", msgspec.json.encode({**GOOD, **change}))
    assert str(caught.value).startswith("a-family.json")
