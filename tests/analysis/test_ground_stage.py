"""The ground stage: its ratio against the energy that the other stages know, and its steps against the ratio."""

import math

import numpy as np
import pytest

from studio.analysis import evaluate
from studio.analysis.stages.ground import CLAIMED_RATIOS
from studio.catalogue.site import sites
from studio.design import set_value
from studio.design.quantity import YEAR
from studio.document import preset, presets
from studio.physics.clear_sky import clear_sky_year

NAMES = [one.name for one in presets()]


def with_values(design, **values):
    for path, value in values.items():
        design = set_value(design, path.replace("__", "."), value)
    return design


@pytest.fixture(scope="module")
def shell():
    return preset("shell-500km-eclipse")


@pytest.mark.parametrize("name", NAMES)
def test_the_steps_multiply_to_the_ratios(name):
    found = evaluate(preset(name))
    steps = np.asarray(found["ground.chain_values"])
    assert len(steps) == len(found["ground.chain_names"])
    assert np.prod(steps[:-2]) == pytest.approx(found["ground.yield_ratio"], rel=1e-12)
    assert np.prod(steps) == pytest.approx(found["ground.yield_ratio_eol"], rel=1e-12)
    assert steps[0] == found["ground.intensity_ratio"]
    assert steps[2] == found["illumination.sunlit_fraction_year"]


@pytest.mark.parametrize("name", NAMES)
def test_the_ratio_is_that_of_the_energies(name):
    """Energy at the bus over the year from the power stage, against a rated panel of the same cells on the ground."""
    design = preset(name)
    found = evaluate(design)
    in_space, on_ground = found["panel.efficiency_cell"], found.get("panel.efficiency_ground")
    if on_ground is None:
        on_ground = in_space / design.ground.spectral_ratio
    rated = design.array.area * design.array.packing_factor * on_ground * 1000.0
    old = found["power.array_energy_year"] * design.power.regulator_efficiency
    years = design.mission.lifetime / YEAR
    kept = (1.0 - design.ground.degradation * YEAR) ** years
    ground = rated * found["ground.specific_yield"] * kept
    assert found["ground.yield_ratio_eol"] == pytest.approx(old / ground, rel=1e-9)
    left = found["panel.power_density_operating_eol"] / found["panel.power_density_operating_bol"]
    assert found["ground.yield_ratio"] == pytest.approx(old / left / (ground / kept), rel=1e-9)
    same_area = design.array.area * found["ground.specific_yield"] * design.ground.efficiency * 1000.0
    assert found["ground.area_ratio"] == pytest.approx(old / left / same_area, rel=1e-9)


def test_without_losses_it_is_the_published_equation(shell):
    """(S₀/1000) f / CF where nothing but intensity and sunlight counts: the other steps are their own proof."""
    found = evaluate(shell)
    steps = dict(zip(found["ground.chain_names"], found["ground.chain_values"], strict=True))
    plain = 1.361 * found["illumination.sunlit_fraction_year"] / (0.24 / 1.32)
    others = [value for name, value in steps.items() if not name.startswith(("Sunlight above", "Share of", "1 / cap"))]
    assert found["ground.yield_ratio"] == pytest.approx(plain * np.prod(others[:-2]), rel=1e-12)


def test_all_sites_are_held_against_the_same_orbit(shell):
    for id in ("uk-average", "arizona", "singapore"):
        found = evaluate(with_values(shell, ground__site=id))
        place = found["ground.site_ids"].index(id)
        assert found["ground.site_ratios"][place] == pytest.approx(found["ground.yield_ratio"], rel=1e-12)
        assert found["ground.site_ratios_eol"][place] == pytest.approx(found["ground.yield_ratio_eol"], rel=1e-12)
        assert found["ground.site_name"] == sites()[id].name


def test_a_claim_is_true_at_the_capacity_factor_that_is_told(shell):
    found = evaluate(shell)
    for ratio, factor in zip(CLAIMED_RATIOS, found["ground.claimed_capacity_factors"], strict=True):
        assert found["ground.yield_ratio"] * found["ground.capacity_factor"] / factor == pytest.approx(ratio)


def test_an_own_place_is_computed_live(shell):
    place = {"ground__site": "custom", "ground__latitude": math.radians(48.0), "ground__longitude": 0.2,
             "ground__altitude": 500.0, "ground__air_temperature": 282.0, "ground__mount": "tracking",
             "ground__clear_sky_share": 0.5}  # fmt: skip
    found = evaluate(with_values(shell, **place))
    sky = clear_sky_year(math.radians(48.0), 0.2, 500.0, 282.0, "tracking")
    assert found["ground.clear_sky_yield"] == pytest.approx(sky.specific_yield)
    assert found["ground.specific_yield"] == pytest.approx(0.5 * sky.specific_yield)
    assert found["ground.clear_sky_share_reached"] == pytest.approx(0.5)


def test_an_unknown_site_is_one_sentence(shell):
    found = evaluate(with_values(shell, ground__site="atlantis"))
    assert "there is no site “atlantis”" in found.outcomes["ground"].failure


def test_more_light_in_orbit_and_less_on_the_ground_raise_the_ratio(shell):
    base = evaluate(shell)["ground.yield_ratio"]
    assert evaluate(with_values(shell, environment__solar_constant=1400.0))["ground.yield_ratio"] > base
    assert evaluate(with_values(shell, array__wiring_efficiency=0.9))["ground.yield_ratio"] < base
    assert evaluate(with_values(shell, ground__site="uk-average"))["ground.yield_ratio"] > 1.5 * base


def test_ground_ageing_raises_the_ratio_at_the_end_only(shell):
    calm, worn = (evaluate(with_values(shell, ground__degradation=rate / YEAR)) for rate in (0.0, 0.02))
    assert worn["ground.yield_ratio"] == calm["ground.yield_ratio"]
    assert worn["ground.yield_ratio_eol"] > calm["ground.yield_ratio_eol"]
