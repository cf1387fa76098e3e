"""What holds of any satellite: energy, heat and mass close, budgets add up, and more of a good thing does no harm."""

import random
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from studio.analysis import Results, budgets, evaluate
from studio.design import Design, check, set_value
from studio.document import preset
from tests.analysis.random_satellites import PRESETS, random_satellite

SEEDS = st.integers(0, 2**32 - 1)
NAMES = ("suncatcher-cluster", "shell-30deg", "starcloud-40mw")
bounded = settings(
    max_examples=25, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
"""Without shrinking, which takes minutes of whole satellites: what falls is a seed or a few numbers already."""


@cache
def base(name: str) -> Results:
    return evaluate(preset(name))


def changed(name: str, changes: dict[str, Any], *stages: str) -> Results:
    """The results of a preset with some fields changed, as far as `stages` need them."""
    design = preset(name)
    for path, value in changes.items():
        design = set_value(design, path, value)
    return evaluate(design, base(name).outcomes, only=stages or None)


def whole(seed: int, *stages: str) -> tuple[Design, Results]:
    """A random satellite of which `stages` can be computed."""
    design = random_satellite(random.Random(seed))
    results = evaluate(design, only=stages or None)
    assume(all(results.stage(stage) is not None for stage in stages))
    return design, results


@bounded
@given(SEEDS)
def test_electrical_energy_closes_in_every_step_and_over_the_orbit(seed: int) -> None:
    """array = loads + losses + curtailed + d(stored)/dt, with all losses of regulator, battery and wires as heat."""
    design, results = whole(seed, "power")
    power, season = results.stage("power"), results.stage("illumination").season
    step = float(season.period) / season.phase.size
    stored = np.concatenate((power.state_of_charge_map, power.state_of_charge_map[:, :1]), axis=-1)
    growth = np.diff(stored, axis=-1) * power.battery_energy / step
    curtailed = power.curtailed_map / design.power.regulator_efficiency
    balance = power.array_map - curtailed - power.heat_map - growth
    scale = max(float(power.array_map.max()), float(power.demand_map.max()), power.battery_energy / step, 1.0)
    assert np.abs(balance).max() <= 1e-9 * scale
    orbit = (power.array_map - curtailed - power.heat_map).mean(axis=-1)
    assert np.abs(orbit).max() <= 1e-9 * scale  # over an orbit that repeats itself nothing is stored
    losses = power.heat_map - power.served_map
    assert losses.min() >= -1e-9 * scale
    assert power.energy_year <= power.array_energy_year * (1.0 + 1e-9)


HEAT = st.fixed_dictionaries({
    "thermal.loop": st.sampled_from(["pumped", "heat_pipes"]),
    "thermal.heat_exchanger": st.sampled_from(["", "brazed-plate", "cross-flow"]),
    "thermal.chain": st.sampled_from(["stated", "computed"]),
    "thermal.radiator_attitude": st.sampled_from(["edge_to_sun", "behind_array", "earth_facing", "orbit_plane"]),
    "thermal.radiator_sides": st.integers(1, 2),
    "thermal.coolant_rise": st.floats(2.0, 40.0),
    "thermal.structure_area": st.floats(1.0, 100.0),
    "thermal.structure_emittance": st.floats(0.01, 0.9),
    "thermal.array_conductance": st.floats(0.0, 50.0),
    "thermal.target_temperature": st.floats(360.0, 420.0),
    "payload.power": st.floats(1e3, 1e5),
    "payload.profile": st.sampled_from(["constant", "eclipse_throttled", "training", "inference"]),
    "battery.energy": st.sampled_from([0.0, 3.6e6, 2e8]),
    "mission.attitude": st.sampled_from(["sun_pointing", "one_axis", "edge_on"]),
})  # fmt: skip


@bounded
@given(st.sampled_from(NAMES), HEAT)
def test_the_heat_of_every_node_and_of_the_array_closes(name: str, system: dict[str, object]) -> None:
    """From the flows that are shown alone: what enters a node over the orbit leaves it, and so it is with the array."""
    results = changed(name, system, "nodes")
    assert results.stage("nodes") is not None, results.outcomes
    assert results["thermal.energy_closure"] < 1e-6
    net: dict[str, float] = defaultdict(float)
    ends = zip(results.stage("nodes").edge_keys, results["thermal.edge_flow"], strict=True)
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for (start, end), flow in ends:
        net[start] -= flow
        net[end] += flow
        sums[start, end] += float(flow)
    heat = -net["electricity"]
    for key in results.stage("nodes").node_keys[:-2]:
        assert abs(net[key]) <= 1e-6 * max(heat, 1.0), key
    # The panel does not feel what the structure passes to its back: that flow ends there.
    taken = sum(sums[body, face] for body in ("sun", "earth") for face in ("array_front", "array_back"))
    array = net["array_front"] + net["array_back"] - sums["structure", "array_back"]
    assert abs(array) <= 1e-6 * taken, array / taken


@bounded
@given(SEEDS)
def test_masses_and_budgets_add_up(seed: int) -> None:
    _, results = whole(seed, "power", "thermal", "mass", "link", "payload")
    mass = results.stage("mass")
    assert mass.item_values.min() >= 0.0
    assert mass.item_margins.min() >= 0.0
    table = float((mass.item_values + mass.item_margins).sum()) * (1.0 + mass.system_margin)
    assert mass.dry == pytest.approx(table, rel=1e-12)
    assert mass.satellite == pytest.approx(mass.dry + (mass.propellant or 0.0), rel=1e-12)
    assert sum(results[name] for name in mass.item_results) + mass.margin == pytest.approx(mass.dry, rel=1e-9)
    for budget in budgets(results):
        signed = sum(-line.value if line.kind == "lacking" else line.value for line in budget.lines)
        largest = max(line.value for line in budget.lines)
        assert signed == pytest.approx(budget.whole, rel=1e-9, abs=1e-9 * largest), budget.name
        assert min(line.value for line in budget.lines) >= 0.0
        assert np.isfinite([line.share for line in budget.lines]).all()


def rising(result: str, values: list[Any], slack: float = 1e-9) -> None:
    found = [float(one) for one in values]
    scale = slack * max((abs(one) for one in found), default=0.0)
    assert all(later >= earlier - scale for earlier, later in pairwise(found)), (result, found)


def over(name: str, path: str, steps: list[float], result: str, *stages: str, **also: Any) -> list[Any]:
    fixed = {key.replace("__", "."): value for key, value in also.items()}
    return [changed(name, {**fixed, path: step}, *stages).get(result) for step in steps]


PAIRS: Callable[[float, float], st.SearchStrategy[list[float]]] = lambda low, high: st.lists(  # noqa: E731
    st.floats(low, high), min_size=2, max_size=4, unique=True).map(sorted)  # fmt: skip
PROFILES = st.sampled_from(["constant", "eclipse_throttled", "training", "inference"])


@bounded
@given(st.sampled_from(NAMES), PAIRS(1.0, 1e5), PROFILES)
def test_more_array_leaves_no_less_margin_and_sheds_no_more(name: str, areas: list[float], profile: str) -> None:
    found = [changed(name, {"array.area": area, "payload.profile": profile}, "power") for area in areas]
    rising("power.margin_eol", [one["power.margin_eol"] for one in found])
    rising("power.load_shed_energy", [-one["power.load_shed_energy"] for one in found])
    rising("power.array_eol", [one["power.array_eol"] for one in found])


@bounded
@given(st.sampled_from(NAMES), PAIRS(1e6, 1e9), PROFILES, st.booleans())
def test_a_larger_battery_sheds_no_more_and_is_discharged_no_deeper_once_nothing_is_shed(
    name: str, energies: list[float], profile: str, aged: bool
) -> None:
    fixed = {"payload.profile": profile, "battery.chemistry": "lfp",
             "battery.ageing": "computed" if aged else "stated"}  # fmt: skip
    found = [changed(name, {**fixed, "battery.energy": energy}, "power") for energy in energies]
    # One that sheds is spared what it cannot give: its depth says nothing of the next.
    served = [one for one in found if one["power.load_shed_energy"] <= 1e-9 * one["power.energy_year"]]
    rising("power.depth_of_discharge", [-one["power.depth_of_discharge"] for one in served])
    rising("power.load_shed_energy", [-one["power.load_shed_energy"] for one in found])
    rising("power.battery_energy", [one["power.battery_energy"] for one in found])


@bounded
@given(st.sampled_from(NAMES), PAIRS(20.0, 1e4), st.sampled_from(["stated", "computed"]), st.integers(1, 2))
def test_a_larger_radiator_is_no_hotter(name: str, areas: list[float], fin: str, sides: int) -> None:
    fixed = {"thermal.radiator_sizing": "check", "thermal.fin": fin, "thermal.radiator_sides": sides}
    found = [changed(name, {**fixed, "thermal.given_area": area}, "thermal") for area in areas]
    rising("thermal.radiator_temperature", [-one["thermal.radiator_temperature"] for one in found], 1e-6)
    rising("thermal.junction_margin", [one["thermal.junction_temperature"] * -1.0 for one in found], 1e-6)


@bounded
@given(PAIRS(1e-4, 0.5), st.floats(300e3, 3e6), st.floats(0.0, 3.14))
def test_thicker_shielding_lets_in_no_more_dose_nor_silent_errors(
    depths: list[float], altitude: float, inclination: float
) -> None:
    orbit = {"mission.altitude": altitude, "mission.sun_synchronous": False, "mission.inclination": inclination}
    found = [changed("suncatcher-cluster", {**orbit, "payload.shielding": depth}, "dose") for depth in depths]
    rising("environment.dose_year", [-one["environment.dose_year"] for one in found])


@bounded
@given(PAIRS(1.0, 1e9), st.integers(1, 100), st.floats(0.0, 1e-4), st.floats(0.0, 60.0))
def test_a_longer_link_carries_no_more(ranges: list[float], streams: int, jitter: float, loss: float) -> None:
    fixed = {"link.range_from": "given", "link.streams": streams, "link.pointing_jitter": jitter,
             "link.implementation_loss": loss}  # fmt: skip
    found = [changed("suncatcher-cluster", {**fixed, "link.range": far}, "link") for far in ranges]
    for result in ("link.data_rate", "link.margin", "link.received_level"):
        rising(result, [-one[result] for one in found])
    rising("link.path_loss", [one["link.path_loss"] for one in found])
    rising("link.rate_ranges", list(-found[0]["link.rate_ranges"]))


def test_the_random_satellites_do_not_contradict_themselves() -> None:
    """Else they would compute nothing, and every invariant would hold of nothing."""
    drawn = [random_satellite(random.Random(seed)) for seed in range(300)]
    assert sum(any(issue.severity == "error" for issue in check(design)) for design in drawn) < 30
    assert len({design.title for design in drawn}) == len({one.title for one in PRESETS})
