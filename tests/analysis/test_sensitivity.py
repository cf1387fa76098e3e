"""Derivatives of results by fields: against analytic ones, against one design after the other, and as invariants."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.analysis import RESULTS, Cancelled, evaluate
from studio.analysis.sensitivity import Sensitivity, reaching, sampling_for, sensitivity
from studio.design import Design, fields, set_value
from studio.document import preset
from studio.physics.constants import R_EARTH

DESIGN = preset("suncatcher-cluster")


def of(found: Sensitivity, path: str) -> float:
    effect = found.of(path)
    assert effect is not None
    assert effect.elasticity is not None
    return effect.elasticity


def test_the_period_by_kepler() -> None:
    """T ~ a^(3/2), so that (h/T) dT/dh = 3/2 h/(R + h)."""
    found = sensitivity(DESIGN, "orbit.period")
    height = DESIGN.mission.altitude
    assert of(found, "mission.altitude") == pytest.approx(1.5 * height / (R_EARTH + height), rel=1e-5)
    effect = found.effects[0]
    assert effect.slope == pytest.approx(1.5 * found.base / (R_EARTH + height), rel=1e-5)
    assert effect.change == pytest.approx(0.01 * height * effect.slope)


def test_a_product_has_an_elasticity_of_one_for_each_factor() -> None:
    found = sensitivity(DESIGN, "mass.panel")
    assert of(found, "array.area") == pytest.approx(1.0, abs=1e-12)
    layers = [one for one in found.effects if one.path.endswith(".thickness")]
    assert sum(one.elasticity or 0.0 for one in layers) == pytest.approx(1.0, abs=1e-12)
    assert {one.path for one in layers} == {f"stack.layers[{layer.name}].thickness" for layer in DESIGN.stack.layers}


def test_the_view_factor_by_its_equation() -> None:
    """F = (R/a)² gives dF/dh = −2 F/a."""
    found = sensitivity(DESIGN, "environment.earth_view_factor_nadir")
    slope = found.of("mission.altitude").slope
    assert slope == pytest.approx(-2.0 * found.base / (R_EARTH + DESIGN.mission.altitude), rel=1e-4)


def test_the_near_field_range_by_its_equation() -> None:
    """π a²/λ: two per cent for each of the aperture, one per cent less for each of the wavelength."""
    gain = sensitivity(DESIGN, "link.near_field_range")
    aperture = next(one for one in gain.effects if one.path != "link.wavelength")
    assert aperture.elasticity == pytest.approx(2.0, rel=1e-4)
    assert of(gain, "link.wavelength") == pytest.approx(-1.0, rel=1e-3)


def test_whole_numbers_and_choices_go_to_their_neighbours() -> None:
    found = sensitivity(DESIGN, "link.terminals_mass")
    terminals = found.of("link.terminals")
    assert terminals.kind == "step"
    assert (terminals.low, terminals.high) == (DESIGN.link.terminals - 1, DESIGN.link.terminals + 1)
    assert abs(terminals.change) == pytest.approx(found.base / DESIGN.link.terminals)
    choices = [one for one in sensitivity(DESIGN, "power.battery_energy").effects if one.kind == "choice"]
    assert choices
    for one in choices:
        for value, at in ((one.low, one.at_low), (one.high, one.at_high)):
            if value is not None and at is not None:
                other = evaluate(set_value(DESIGN, one.path, value), only=("power",), sampling=sampling_for(one.path))
                assert other["power.battery_energy"] == pytest.approx(at, rel=1e-9)


@pytest.mark.parametrize("name", ["gigawatt-27kw", "shell-500km-eclipse"])
def test_a_small_step_of_the_orbit_has_the_sign_and_size_that_the_season_day_by_day_gives(name: str) -> None:
    """A higher dawn–dusk orbit has more Sun; looked at on a few days only, one per cent seemed to have less."""
    design, wanted = preset(name), "illumination.sunlit_fraction_year"
    found = sensitivity(design, wanted)
    effect = found.of("mission.altitude")
    assert effect is not None
    heights = design.mission.altitude * np.array([0.95, 1.05])
    low, high = (evaluate(set_value(design, "mission.altitude", float(height)), only=("illumination",))[wanted]
                 for height in heights)  # fmt: skip
    assert effect.slope == pytest.approx((high - low) / (heights[1] - heights[0]), rel=0.1)
    assert effect.change > 0.0
    assert found.base == pytest.approx(evaluate(design, only=("illumination",))[wanted], rel=1e-12)


def test_the_last_digits_are_no_effect() -> None:
    found = sensitivity(preset("gigawatt-27kw"), "illumination.sunlit_fraction_year")
    assert all(abs(one.change) > 1e-9 * found.base for one in found.effects)
    assert "mission.attitude" in found.still


@pytest.mark.parametrize("name", ["thermal.radiator_area", "power.margin_eol", "mass.satellite"])
def test_it_is_what_one_design_after_the_other_gives(name: str) -> None:
    found = sensitivity(DESIGN, name)
    assert len(found.effects) > 10
    stage = RESULTS[name].stage
    for effect in found.effects[:4]:
        for value, at in ((effect.low, effect.at_low), (effect.high, effect.at_high)):
            alone = evaluate(set_value(DESIGN, effect.path, value), only=(stage,), sampling=sampling_for(effect.path))
            assert at == pytest.approx(alone[name], rel=1e-9)


def test_the_largest_comes_first_and_choices_last() -> None:
    found = sensitivity(DESIGN, "mass.satellite")
    numbers = [abs(one.change) for one in found.effects if one.kind in {"share", "unit"}]
    assert numbers == sorted(numbers, reverse=True)
    kinds = [one.kind in {"step", "choice"} for one in found.effects]
    assert kinds == sorted(kinds)
    assert not {one.path for one in found.effects} & set(found.still)


def test_steps_stay_inside_the_bounds() -> None:
    design = set_value(DESIGN, "power.distribution_efficiency", 1.0)
    effect = sensitivity(design, "power.load_bus", paths=["power.distribution_efficiency"]).effects[0]
    assert effect.high == 1.0
    assert effect.slope == pytest.approx(-sensitivity(design, "power.load_bus", paths=[]).base, rel=0.02)
    zero = sensitivity(DESIGN, "orbit.perigee_rate", paths=["mission.eccentricity"]).of("mission.eccentricity")
    assert zero is None or zero.low == 0.0


@settings(max_examples=20, deadline=None)
@given(area=st.floats(20.0, 400.0), share=st.floats(0.5, 1.0))
def test_scaling_a_factor_scales_the_effect(area: float, share: float) -> None:
    design = set_value(set_value(DESIGN, "array.area", area), "array.packing_factor", share)
    found = sensitivity(design, "mass.panel", paths=["array.area"])
    assert found.base * 0.01 == pytest.approx(found.effects[0].change, rel=1e-9)


def test_the_fields_that_reach_a_result_are_fields_and_nearest_first() -> None:
    known = {spec.path for spec in fields(Design)}
    for name in RESULTS:
        assert set(reaching(name)) <= known
    assert reaching("mass.panel")[0] == "array.area"
    assert reaching("orbit.period")[0] == "mission.altitude"


def test_what_reaches_a_result_is_all_that_moves_it() -> None:
    """A number that is not in the chain must not move the result."""
    for name in ("thermal.radiator_area", "power.margin_eol"):
        chain = {path.replace("[]", "") for path in reaching(name)}
        others = [
            spec.path for spec in fields(Design)
            if spec.kind in {"number", "integer", "switch", "choice"} and "[]" not in spec.path
            and spec.path not in chain and not spec.path.startswith(("baselines", "requirements", "sources"))
        ]  # fmt: skip
        assert others
        assert [one.path for one in sensitivity(DESIGN, name, paths=others).effects if one.change] == []


def test_what_cannot_be_asked_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="no result"):
        sensitivity(DESIGN, "mass.nothing")
    with pytest.raises(ValueError, match="no single number"):
        sensitivity(DESIGN, "mass.item_values")
    with pytest.raises(ValueError, match="does not apply"):
        sensitivity(DESIGN, "power.battery_life_margin", paths=[])


def test_it_can_be_stopped_and_tells_its_way() -> None:
    told: list[float] = []
    sensitivity(DESIGN, "thermal.radiator_area", checkpoint=told.append)
    assert told == sorted(told)
    assert 0.0 <= told[0] <= told[-1] <= 1.0

    def stop(share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        sensitivity(DESIGN, "thermal.radiator_area", checkpoint=stop)


def test_every_number_that_the_design_has_can_be_asked_about() -> None:
    results = evaluate(DESIGN)
    names = [name for name, info in RESULTS.items() if info.kind in {"number", "integer"} and name in results]
    for name in names[::29]:
        found = sensitivity(DESIGN, name, paths=[path for path in reaching(name) if "[]" not in path][:6])
        assert math.isfinite(found.base)
        for effect in found.effects:
            assert effect.label
            assert effect.step_words
