"""Launch, factory, market and claim cases by the published equations, at inputs that nobody published.

The expressions here are written anew from the equations of the sources, in the units of the sources. Every input of
every case has to count, and no code may know a case, so that a result that is typed in somewhere cannot pass. The cost
models behind the cost cases have the same tests beside them.
"""

import ast
import copy
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.analysis.cases import COMPUTATIONS
from studio.catalogue.case import published_cases

FOLDER = Path(__file__).parents[2] / "studio" / "analysis" / "cases"
GROUPS = ("claim-", "cost-", "launch-", "manufacturing-", "market-")
MONEY = [id for id in COMPUTATIONS if id.startswith(GROUPS)]


def run(id: str, inputs: Mapping[str, Any]) -> dict[str, float]:
    return COMPUTATIONS[id].run(inputs)


def inputs_of(id: str) -> dict[str, Any]:
    return copy.deepcopy(published_cases()[id].inputs)


# --- equations ------------------------------------------------------------------------------------------------------


@given(st.floats(2e4, 3e5), st.floats(10.0, 9e3), st.floats(1.0, 200.0), st.floats(0.1, 5.0))
def test_packing(payload: float, mass: float, rate: float, each: float) -> None:
    """floor(payload/m); rate of a launch over rate of a satellite."""
    inputs = {"payload": payload, "volume": 900.0, "rate_per_launch": rate, "rate_per_satellite": each,
              "satellites": {"one": mass}, "stacked": "one"}  # fmt: skip
    found = run("launch-packing-starship", inputs)
    assert found["one"] == math.floor(payload / mass)  # `//` takes the exact quotient, which rounding may have lifted
    assert found["by_rate"] == pytest.approx(rate / each)
    assert found["volume_each"] == pytest.approx(900.0 * each / rate)
    assert found["mass_stacked"] == pytest.approx(rate / each * mass)


@given(st.integers(1, 10**7), st.floats(10.0, 300.0), st.integers(50, 400), st.floats(1.0, 15.0))
def test_filed_programme(tonnes: int, kilowatts: float, payload: int, life: float) -> None:
    """m · kW/t; m/payload; one payload an hour; N/life."""
    inputs = inputs_of("launch-spacex-filing")
    inputs |= {"yearly_mass": tonnes * 1e3, "specific_power": kilowatts, "payload": payload * 1e3,
               "lifetime_years": life}  # fmt: skip
    found = run("launch-spacex-filing", inputs)
    assert found["power"] / 1e9 == pytest.approx(tonnes * kilowatts / 1e6)
    flights = math.ceil(tonnes / payload)
    assert found["flights"] == flights
    assert found["flights_a_day"] == pytest.approx(flights / 365.0)
    assert found["hourly_mass"] / 1e3 == pytest.approx(8760.0 * payload)
    assert found["replacements"] == pytest.approx(1e6 / life)
    assert found["over_2025"] == pytest.approx(1e6 / life / 4600.0)


@given(st.floats(50.0, 5e3), st.floats(10.0, 1e4), st.floats(0.02, 0.6), st.floats(1.0, 20.0))
def test_learning_curve(price: float, tonnes: float, rate: float, doublings: float) -> None:
    """Each doubling of the mass launched lowers the price by the rate."""
    halved = price * (1.0 - rate) ** doublings
    # The mass counted is what is added to that launched when the price held.
    added = tonnes * 1e3 * (2.0**doublings - 1.0)
    found = run("launch-suncatcher-learning", {
        "price": price, "mass": tonnes * 1e3, "learning_rate": rate, "masses": {"after": added},
        "prices": {"until": halved}, "payload": 2e5, "years": 4.0})  # fmt: skip
    assert found["after"] == pytest.approx(halved, rel=1e-9)
    assert found["until"] == pytest.approx(added, rel=1e-6)
    assert found["launches"] == pytest.approx(added / 2e5, abs=1.0)
    assert found["launches_a_year"] == pytest.approx(found["launches"] / 4.0)


@given(st.floats(0.1, 1e3), st.floats(100.0, 2e3), st.floats(0.05, 0.4), st.floats(0.3, 1.0), st.floats(0.2, 1.0),
       st.floats(10.0, 200.0))  # fmt: skip
def test_yearly_production(
    gigawatts: float, line: float, efficiency: float, packing: float, used: float, micrometres: float
) -> None:
    """G/line; G · yuan/GW; A = P/(S η); A/packing; m = A t ρ."""
    inputs = inputs_of("manufacturing-ramp-100gw")
    inputs |= {"power": gigawatts * 1e9, "line_power": line * 1e6, "efficiency": efficiency, "packing": packing,
               "utilisation": used, "thin": micrometres * 1e-6}  # fmt: skip
    found = run("manufacturing-ramp-100gw", inputs)
    lines = gigawatts * 1e3 / line
    assert found["lines"] == pytest.approx(lines)
    assert found["lines_utilised"] == pytest.approx(lines / used)
    assert found["equipment_low"] / 1e9 == pytest.approx(0.5 * gigawatts)
    assert found["equipment_high"] / 1e9 == pytest.approx(0.6 * gigawatts)
    area = gigawatts * 1e3 / (1361.0 * efficiency)  # km²
    assert found["cell_area"] / 1e6 == pytest.approx(area)
    assert found["array_area"] / 1e6 == pytest.approx(area / packing)
    kilotonnes = area * micrometres * 2330.0 / 1e6
    assert found["silicon_thin"] / 1e6 == pytest.approx(kilotonnes)
    assert found["silicon_thick"] == pytest.approx(found["silicon_thin"] * 180.0 / micrometres)
    assert found["silicon_per_watt"] == pytest.approx(kilotonnes * 1e6 / (gigawatts * 1e9))


@given(st.floats(0.1, 50.0), st.floats(1.0, 1e3), st.floats(5.0, 9.0))
def test_equipment_order(dollars: float, gigawatts: float, rate: float) -> None:
    """$/GW, and yuan/GW at the rate."""
    found = run("manufacturing-tesla-equipment",
                {"price": dollars * 1e9, "power": gigawatts * 1e9, "cny_per_usd": rate})  # fmt: skip
    assert found["usd_per_watt"] == pytest.approx(dollars / gigawatts)
    assert found["yuan_per_watt"] == pytest.approx(dollars * rate / gigawatts)


@given(st.floats(1.0, 1e3), st.floats(100.0, 400.0), st.floats(10.0, 300.0))
def test_area_and_mass(gigawatts: float, per_area: float, per_tonne: float) -> None:
    inputs = inputs_of("manufacturing-array-100gw")
    inputs |= {"power": gigawatts * 1e9, "power_per_area": per_area, "filed": per_tonne}
    found = run("manufacturing-array-100gw", inputs)
    assert found["array_area_told"] / 1e6 == pytest.approx(gigawatts * 1e3 / per_area)
    assert found["array_area"] / 1e6 == pytest.approx(gigawatts * 1e3 / (1361.0 * 0.25 * 0.9))
    assert found["mass_filed"] / 1e9 == pytest.approx(gigawatts / per_tonne)
    assert found["mass_told"] / 1e9 == pytest.approx(gigawatts / 70.0)


@given(st.floats(1e3, 1e6), st.floats(0.05, 0.5), st.floats(800.0, 1400.0))
def test_area_prices(yuan: float, efficiency: float, irradiance: float) -> None:
    """yuan/m² over S η."""
    found = run("market-gaas-price",
                {"area_prices": [yuan, 2.0 * yuan], "efficiency": efficiency, "irradiance": irradiance})  # fmt: skip
    assert found["yuan_per_W_low"] == pytest.approx(yuan / irradiance / efficiency)
    assert found["yuan_per_W_high"] == pytest.approx(2.0 * found["yuan_per_W_low"])


@given(st.floats(10.0, 1e4), st.floats(10.0, 1e4), st.floats(1.0, 1e4), st.floats(0.1, 500.0))
def test_stated_market(low: float, modules: float, gigawatts: float, price: float) -> None:
    """value/GW: 1 bn yuan for 1 GW is 1 yuan/W."""
    found = run("claim-changjiang-market", {
        "market": [low * 1e9, 3.0 * low * 1e9], "module_value": modules * 1e9, "module_power": gigawatts * 1e9,
        "compared_with": {"other": 50e9}, "space_price": price})  # fmt: skip
    assert found["module_yuan_per_W"] == pytest.approx(modules / gigawatts)
    assert found["market_low_yuan_per_W"] == pytest.approx(low / gigawatts)
    assert found["market_high_yuan_per_W"] == pytest.approx(3.0 * low / gigawatts)
    assert found["module_share_of_low"] == pytest.approx(modules / low)
    assert found["module_share_of_high"] == pytest.approx(modules / low / 3.0)
    assert found["x_other"] == pytest.approx(gigawatts / 50.0)
    assert found["value_at_space_price"] / 1e9 == pytest.approx(gigawatts * price)


@given(st.floats(0.02, 0.6), st.floats(0.1, 1.0), st.floats(1000.0, 1400.0), st.floats(1.0, 20.0))
def test_yield_claims(factor: float, lit: float, bright: float, ratio: float) -> None:
    """ratio = (S/1000) f/CF; CF = (S/1000) f/ratio."""
    found = run("claim-yield-ratio", {
        "solar_constant": bright, "rated_irradiance": 1000.0, "sunlit_fraction": lit,
        "capacity_factors": {"here": factor}, "claimed_ratios": {"needed": ratio}})  # fmt: skip
    assert found["intensity_ratio"] == pytest.approx(bright / 1000.0)
    assert found["ratio_here"] == pytest.approx(bright * lit / 1000.0 / factor)
    assert found["needed"] == pytest.approx(bright * lit / 1000.0 / ratio)


@given(st.floats(1.0, 5e3), st.floats(10.0, 1e4), st.floats(0.1, 100.0), st.floats(1.0, 20.0))
def test_launched_satellites(price: float, mass: float, kilowatts: float, years: float) -> None:
    """price · mass/(kW · life)."""
    life = years * 365.0 * 86400.0
    found = run("cost-suncatcher-launched-power", {
        "satellites": {"one": {"mass": mass, "power": kilowatts * 1e3, "life": life}},
        "launch_prices": [price]})  # fmt: skip
    (value,) = found.values()
    assert value * 1e3 * 365.0 * 86400.0 == pytest.approx(price * mass / kilowatts / years)


@given(st.lists(st.floats(0.0, 50.0), min_size=2, max_size=6))
def test_sums_of_losses(lows: list[float]) -> None:
    inputs = {"losses": {str(place): [low, 2.0 * low + 1.0] for place, low in enumerate(lows)}}
    found = run("claim-losses-top-three", inputs)
    assert found["sum_low"] == pytest.approx(sum(lows), abs=1e-12)
    assert found["sum_high"] == pytest.approx(2.0 * sum(lows) + len(lows))


# --- nothing is typed in ----------------------------------------------------------------------------------------------


def leaves(inputs: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where the numbers of some inputs stand."""
    if isinstance(inputs, bool | str):
        return
    if isinstance(inputs, int | float):
        yield path
        return
    for key in inputs if isinstance(inputs, Mapping) else range(len(inputs)):
        yield from leaves(inputs[key], (*path, key))


def changed(inputs: dict[str, Any], path: tuple[Any, ...], factor: float) -> dict[str, Any]:
    new = copy.deepcopy(inputs)
    part: Any = new
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] *= factor
    return new


LEAVES = [(id, path) for id in MONEY for path in leaves(published_cases()[id].inputs)]


@pytest.mark.parametrize(("id", "path"), LEAVES, ids=[f"{id}-{'.'.join(map(str, path))}" for id, path in LEAVES])
def test_every_number_of_a_case_counts(id: str, path: tuple[Any, ...]) -> None:
    """A twentieth more of any input moves some figure: nothing is there for show, and no figure is typed in."""
    inputs = inputs_of(id)
    assert run(id, changed(inputs, path, 1.05)) != run(id, inputs)


@pytest.mark.parametrize("id", [id for id in MONEY if "model" not in published_cases()[id].inputs])
def test_every_figure_of_a_case_follows_its_inputs(id: str) -> None:
    inputs = inputs_of(id)
    before = run(id, inputs)
    moved: set[str] = set()
    for path in leaves(inputs):
        after = run(id, changed(inputs, path, 1.05))
        moved |= {name for name, value in after.items() if value != before.get(name)}
    assert moved >= {figure.id for figure in published_cases()[id].figures}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_no_code_branches_on_a_case(path: Path) -> None:
    """Ids of cases stand in the table alone, and nothing that computes money holds a published number."""
    cases = published_cases()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    if path.stem != "table":
        assert not set(cases) & {value for value in constants if isinstance(value, str)}
    if path.stem in MODULES:
        compared = [node for node in ast.walk(tree) if isinstance(node, ast.If | ast.IfExp | ast.Match)]
        assert not compared, "a computation of money has one way through it"
        numbers = {float(value) for value in constants if type(value) in (int, float)}
        assert numbers <= {0.0, 1.0, 2.0}, f"{path.name} holds {numbers}"


MODULES = {"cost", "ground", "launch", "manufacturing", "market"}
