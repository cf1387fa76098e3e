"""Closing a design: what is met is met on evaluation, what is sought is the least, and what stands in the way does."""

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from studio.analysis import Cancelled, evaluate, judge
from studio.analysis.closing import Closing, Free, close, free_field, standard_free, standard_requirements
from studio.design import Design, DesignError, get_value, set_value
from studio.design.requirement import Requirement
from studio.document import preset

POWER = (
    Requirement("power", "power.margin_eol", ">=", 0.0),
    Requirement("shed", "power.load_shed_energy", "<=", 0.0),
    Requirement("depth", "power.depth_of_discharge", "<=", 0.4),
    Requirement("junction", "thermal.junction_temperature", "<=", 358.15),
)


def met(design: Design, required: tuple[Requirement, ...]) -> bool:
    results = evaluate(msgspec.structs.replace(design, requirements=required))
    return all(verdict.light in {"green", "amber"} for verdict in judge(results))


def mass(design: Design) -> float:
    return evaluate(design)["mass.satellite"]


@pytest.mark.parametrize("name", ["suncatcher-cluster", "shell-500km-eclipse", "shell-30deg"])
def test_presets_close_with_their_own_requirements(name: str) -> None:
    design = preset(name)
    found = close(design)
    assert found.closed, found.summary()
    assert met(found.design, design.requirements)
    assert not found.obstacles
    assert found.steps[-1].met
    assert mass(found.design) == found.results["mass.satellite"]
    assert {path for path, (before, after) in found.changes.items() if before != after} == set(standard_free(design))
    untouched = found.design
    for path in found.changes:
        untouched = set_value(untouched, path, get_value(design, path))
    assert msgspec.structs.replace(untouched, sources={}) == msgspec.structs.replace(design, sources={})


@pytest.mark.parametrize("name", ["suncatcher-cluster", "shell-500km-eclipse", "gigawatt-27kw"])
def test_the_least_is_at_the_edge_of_what_is_required(name: str) -> None:
    """Less array or battery, or a warmer radiator, breaks a requirement; and the junction is exactly at its limit."""
    found = close(preset(name), required=POWER)
    assert found.closed, found.summary()
    assert met(found.design, POWER)
    limit = 358.15 - found.design.thermal.junction_rise
    assert found.design.thermal.target_temperature == pytest.approx(limit, abs=0.02)
    for path, factor in (("array.area", 0.998), ("battery.energy", 0.998), ("thermal.target_temperature", 1.001)):
        less = set_value(found.design, path, get_value(found.design, path) * factor)
        assert mass(less) < mass(found.design)
        assert not met(less, POWER), path


def test_the_battery_follows_from_the_load_and_its_rate() -> None:
    """Suncatcher in eclipse: 18 kW · 1.15 · 25 % + 1 kW from a battery that gives its energy in an hour."""
    found = close(preset("suncatcher-cluster"), ("battery.energy",), POWER)
    assert found.design.battery.energy == pytest.approx((18e3 * 1.15 * 0.25 + 1e3) * 3600, rel=1e-3)
    assert "shed" in found.binding


def test_the_lightest_is_found_where_array_and_battery_trade() -> None:
    """A grid around what was found holds nothing lighter that meets all; coarse, so a little less is let pass."""
    found = close(preset("shell-500km-eclipse"), ("array.area", "battery.energy"), POWER[:3])
    best, area, energy = mass(found.design), found.design.array.area, found.design.battery.energy
    for one in np.linspace(0.94, 1.08, 8):
        for other in np.linspace(0.9, 1.2, 7):
            design = set_value(set_value(found.design, "array.area", area * one), "battery.energy", energy * other)
            if met(design, POWER[:3]):
                assert mass(design) > best * 0.9995


def test_a_free_payload_grows_until_the_mass_is_used_up() -> None:
    design = preset("suncatcher-cluster")
    found = close(design, ("payload.power", *standard_free(design)))
    assert found.closed
    assert met(found.design, design.requirements)
    assert found.design.payload.power > design.payload.power
    assert found.results["mass.satellite"] == pytest.approx(575.0, abs=0.1)
    assert "Published satellite mass" in found.binding


def test_a_mass_limit_that_is_too_small_binds_by_what_the_lightest_weighs_more() -> None:
    design = preset("shell-500km-eclipse")
    lightest = mass(close(design, required=POWER).design)
    limit = Requirement("mass", "mass.satellite", "<=", lightest - 100.0)
    found = close(design, required=(*POWER, limit))
    assert not found.closed
    told = {one.requirement.name: one for one in found.obstacles}
    assert told["mass"].proven
    assert told["mass"].shortfall == pytest.approx(100.0, abs=1.0)
    assert "mass" in found.summary()
    assert met(close(design, required=(*POWER, msgspec.structs.replace(limit, value=lightest + 0.5))).design, POWER)


def test_a_junction_below_the_sink_cannot_be_reached() -> None:
    cold = Requirement("junction", "thermal.junction_temperature", "<=", 210.0)
    found = close(preset("shell-500km-eclipse"), required=(*POWER[:3], cold))
    assert not found.closed
    [obstacle] = found.obstacles
    assert obstacle.requirement == cold
    assert obstacle.proven
    assert obstacle.shortfall > 0.0
    assert met(found.design, POWER[:3])


def test_what_nothing_free_acts_on_is_said_so() -> None:
    found = close(preset("gigawatt-27kw"))
    assert not found.closed
    [obstacle] = found.obstacles
    assert obstacle.fixed
    assert obstacle.requirement.result == "illumination.sunlit_fraction_year"
    assert obstacle.shortfall == pytest.approx(0.98 - found.results["illumination.sunlit_fraction_year"])
    others = tuple(one for one in found.design.requirements if one != obstacle.requirement)
    assert met(found.design, others)
    assert "mission.altitude" in obstacle.remedies
    assert "Altitude" in found.summary()


def test_what_is_named_as_a_remedy_closes_the_design_once_it_is_free() -> None:
    """The preset lies at 550 km; 98 % of sunlight is a matter of some hundred kilometres more."""
    design = preset("gigawatt-27kw")
    found = close(design, (*standard_free(design), "mission.altitude"))
    assert found.closed, found.summary()
    assert 550e3 < found.design.mission.altitude <= 2000e3
    assert met(found.design, design.requirements)


def test_two_limits_that_cannot_be_met_are_both_named() -> None:
    both = (Requirement("mass", "mass.satellite", "<=", 200.0),
            Requirement("array", "power.array_bol", "<=", 1e3))  # fmt: skip
    found = close(preset("shell-500km-eclipse"), ("array.area", "battery.energy"), required=(*POWER[:2], *both))
    assert not found.closed
    out = {one.requirement.name for one in found.obstacles}
    assert len(out) >= 2
    for one in found.obstacles:
        assert out == {one.requirement.name, *one.beside}
    assert met(found.design, tuple(one for one in (*POWER[:2], *both) if one.name not in out))
    for one in found.obstacles:
        assert one.sentence(found.design) in found.summary()


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow],
          phases=[Phase.explicit, Phase.generate])  # to shrink one of these takes minutes
@given(
    load=st.floats(1e3, 5e5), altitude=st.floats(450e3, 1500e3), ltan=st.floats(0.0, 86400.0),
    eclipse=st.sampled_from([0.0, 0.3, 1.0]), area=st.floats(5.0, 3e3), energy=st.floats(1e5, 1e9),
    ceiling=st.floats(0.005, 0.2),
)  # fmt: skip
def test_random_designs_close_or_name_what_stands_in_the_way(
    load: float, altitude: float, ltan: float, eclipse: float, area: float, energy: float, ceiling: float
) -> None:
    design = preset("shell-500km-eclipse")
    values = {"payload.power": load, "mission.altitude": altitude, "mission.ltan": ltan, "array.area": area,
              "payload.eclipse_load_fraction": eclipse, "battery.energy": energy}  # fmt: skip
    for path, value in values.items():
        design = set_value(design, path, value)
    required = (*POWER, Requirement("mass", "mass.satellite", "<=", ceiling * load + 300.0))
    found = close(design, required=required)
    assert found.closed == met(found.design, required)
    assert bool(found.obstacles) != found.closed
    if found.closed:
        return
    assert any(one.proven for one in found.obstacles), found.summary()
    first = found.obstacles[0]
    left_out = {first.requirement.name, *first.beside}
    assert not found.closed
    assert met(found.design, tuple(one for one in required if one.name not in left_out))


def test_steps_are_told_and_a_closing_can_be_cancelled() -> None:
    told = []
    found: Closing = close(preset("shell-500km-eclipse"), required=POWER, on_step=told.append)
    assert tuple(told) == found.steps
    assert [one.number for one in told] == list(range(1, len(told) + 1))
    shares = []

    def stop(share: float) -> None:
        shares.append(share)
        if len(shares) > 20:
            raise Cancelled

    with pytest.raises(Cancelled):
        close(preset("shell-500km-eclipse"), required=POWER, checkpoint=stop)
    assert shares == sorted(shares)
    assert 0.0 <= shares[0] <= shares[-1] < 1.0


def test_what_cannot_be_asked_is_refused_in_a_sentence() -> None:
    design = preset("shell-500km-eclipse")
    with pytest.raises(ValueError, match="nothing is free"):
        close(design, ())
    with pytest.raises(DesignError, match="free twice"):
        close(design, ("array.area", "array.area"))
    with pytest.raises(DesignError, match="only a number"):
        close(design, ("mission.attitude",))
    with pytest.raises(DesignError, match="no value to begin from"):
        close(design, ("stack.cell_efficiency",))
    with pytest.raises(DesignError, match="is not below"):
        free_field(design, "array.area", 10.0, 10.0)
    with pytest.raises(DesignError, match="outside"):
        free_field(design, "array.area", -1.0, 10.0)
    with pytest.raises(ValueError, match="no single number"):
        close(design, required=(Requirement("x", "power.array_worst_day", ">=", 0.0),))
    bare = msgspec.structs.replace(design, requirements=())
    assert next(one.result for one in standard_requirements(bare)) == "power.margin_eol"


@given(st.floats(0.0, 1.0), st.sampled_from([(1.0, 1e4), (0.0, 50.0), (-3.0, 7.0), (2.0, 9.0)]))
def test_places_and_values_turn_into_one_another(place: float, bounds: tuple[float, float]) -> None:
    free = Free("array.area", *bounds)
    assert bounds[0] <= free.value(place) <= bounds[1]
    assert free.place(free.value(place)) == pytest.approx(place, abs=1e-6)
