"""Many stacks in one call give what the stages give one by one; the search finds what a scan finds."""

import numpy as np
import pytest

from studio.analysis import evaluate
from studio.analysis.stack.merits import MERITS, Place, anchored, merits_of
from studio.analysis.stack.optimise import optimise
from studio.analysis.stack.variants import merits
from studio.design import DesignError, set_value
from studio.design.quantity import ELECTRONVOLT
from tests.analysis.stacks import panel_design, tandem, with_layer

DESIGN = set_value(panel_design(), "stack.price", 5000.0)
RESULTS = evaluate(DESIGN)
CLOSE = {"panel.temperature": 5.0}  # [K]: equilibrium with the mean of sunlight in place of the course of the orbit


@pytest.mark.parametrize("name", MERITS)
def test_the_design_s_own_stack_gets_its_own_results(name: str) -> None:
    found = merits_of(Place.of(RESULTS), [DESIGN.stack])[name][0]
    if name in CLOSE:
        assert abs(found - RESULTS[name]) < CLOSE[name]
    else:
        assert found == pytest.approx(RESULTS[name], rel=0.01)
    assert anchored(RESULTS, [DESIGN.stack])[name][0] == pytest.approx(RESULTS[name], rel=1e-12)


def test_many_at_once_are_as_one_by_one() -> None:
    stacks = [
        tandem(), with_layer(tandem(), "cover", thickness=25e-6), tandem(1.75), tandem(terminals="independent"),
        with_layer(tandem(), "cover", thickness=3e-6), with_layer(tandem(), "top", thickness=7e-7),
    ]  # fmt: skip
    place = Place.of(RESULTS)
    together = merits_of(place, stacks)
    for row, stack in enumerate(stacks):
        alone = merits_of(place, [stack])
        for name in MERITS:
            assert together[name][row] == pytest.approx(alone[name][0], rel=1e-12, nan_ok=True), (row, name)


def test_a_varied_field_moves_the_merits_as_a_whole_evaluation_does() -> None:
    path = "stack.layers[cover].thickness"
    found = merits(DESIGN, RESULTS, path, np.array([20e-6, 50e-6, 150e-6]))
    for row, thickness in enumerate((20e-6, 50e-6, 150e-6)):
        whole = evaluate(set_value(DESIGN, path, thickness), RESULTS.outcomes)
        for name in ("panel.specific_power_operating_eol", "panel.areal_mass", "panel.efficiency_cell"):
            assert found[name][row] == pytest.approx(whole[name], rel=0.01), name
        assert found["panel.temperature"][row] == pytest.approx(whole["panel.temperature"], abs=1.5)
        assert found["panel.remaining_factor"][row] == pytest.approx(whole["panel.remaining_factor"], abs=2e-3)


def test_thicker_glass_weighs_more_and_keeps_more() -> None:
    found = merits(DESIGN, RESULTS, "stack.layers[cover].thickness", np.geomspace(5e-6, 5e-4, 15))
    assert np.all(np.diff(found["panel.areal_mass"]) > 0.0)
    assert np.all(np.diff(found["panel.remaining_factor"]) > 0.0)


def test_the_gap_has_a_best_value() -> None:
    gaps = np.linspace(1.55, 1.85, 31) * ELECTRONVOLT
    power = merits(DESIGN, RESULTS, "stack.layers[top].junction.band_gap", gaps)["panel.power_density_operating_bol"]
    assert 0 < int(np.argmax(power)) < gaps.size - 1


def test_a_value_that_the_field_cannot_hold_is_refused() -> None:
    with pytest.raises(DesignError, match=r"stack\.layers\[cover\]\.thickness"):
        merits(DESIGN, RESULTS, "stack.layers[cover].thickness", np.array([1e-5, 10.0]))


def test_without_an_orbit_nothing_is_compared() -> None:
    with pytest.raises(ValueError, match="orbit"):
        Place.of(evaluate(DESIGN, only=("cell",)))


def test_the_search_finds_the_top_of_a_scan_and_is_never_worse_than_the_design() -> None:
    path, goal = "stack.layers[top].thickness", "panel.power_density_operating_eol"
    scan = merits(DESIGN, RESULTS, path, np.geomspace(2e-7, 1.2e-6, 400))[goal]
    told: list[float] = []
    shares: list[float] = []
    found = optimise(DESIGN, RESULTS, {path: (2e-7, 1.2e-6)}, goal, shares.append, lambda best: told.append(best.goal))
    assert found.goal == pytest.approx(scan.max(), rel=1e-3)
    assert found.goal >= RESULTS[goal]
    assert 2e-7 <= found.values[path] <= 1.2e-6
    assert told == sorted(told)
    assert shares[0] == 0.0
    assert shares == sorted(shares)
    again = evaluate(set_value(DESIGN, path, found.values[path]), RESULTS.outcomes)
    assert again[goal] == pytest.approx(found.goal, rel=0.01)


def test_the_cheapest_watt_is_sought_downwards() -> None:
    path = "stack.layers[top].thickness"
    found = optimise(DESIGN, RESULTS, {path: (2e-7, 1.2e-6)}, "panel.cost_per_watt", generations=6)
    assert found.goal <= RESULTS["panel.cost_per_watt"]


def test_a_search_can_be_stopped() -> None:
    class Stop(Exception):
        pass

    def stop(share: float) -> None:
        if share > 0.0:
            raise Stop

    with pytest.raises(Stop):
        optimise(DESIGN, RESULTS, {"stack.layers[top].thickness": (2e-7, 1e-6)}, "panel.efficiency_cell", stop)


@pytest.mark.parametrize(("bounds", "goal", "said"), [
    ({}, "panel.efficiency_cell", "at least one layer"),
    ({"stack.layers[top].thickness": (2e-6, 1e-6)}, "panel.efficiency_cell", "lower bound"),
    ({"stack.layers[top].thickness": (1e-7, 1e-6)}, "panel.areal_mass", "areal_mass"),
])  # fmt: skip
def test_a_search_that_makes_no_sense_is_refused(bounds: dict, goal: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        optimise(DESIGN, RESULTS, bounds, goal)


def test_without_a_price_the_cheapest_watt_cannot_be_sought() -> None:
    design = set_value(DESIGN, "stack.price", None)
    with pytest.raises(ValueError, match="price"):
        optimise(design, evaluate(design), {"stack.layers[top].thickness": (2e-7, 1e-6)}, "panel.cost_per_watt")
