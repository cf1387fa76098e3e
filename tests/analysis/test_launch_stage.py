"""Launch of whole designs: what fits, what it costs, how long it takes, and that money and satellites are kept."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.analysis import STAGES, Results, evaluate
from studio.analysis.launch.choices import vehicle_choices
from studio.analysis.stages import launch
from studio.catalogue.launcher import launcher, launchers
from studio.design import Design, set_value
from studio.design.launch import Launch
from studio.document import preset
from tests.design_strategies import structs

YEAR = 31557600.0
SHELL = preset("shell-500km-eclipse")
BASE = evaluate(SHELL, only=("launch",))
TABLES = {need: BASE.stage(need) for need in STAGES["launch"].needs}


def changed(design: Design = SHELL, **fields: Any) -> Design:
    for name, value in fields.items():
        design = set_value(design, f"launch.{name}", value)
    return design


def launched(**fields: Any) -> launch.Launch:
    return launch.run(changed(**fields), TABLES, None)


def test_the_tighter_of_mass_and_volume_limits() -> None:
    mass, volume = TABLES["mass"].satellite, TABLES["size"].stowed_volume
    small = {"adapter_share": 0.0, "bay_filling": 1.0, "payload_basis": "stated", "volume_basis": "stated"}
    by_mass = launched(payload_mass=mass * 7.5, bay_volume=volume * 20, **small)
    assert (by_mass.satellites_per_launch, by_mass.limit) == (7, "mass")
    assert by_mass.mass_filled == pytest.approx(7 / 7.5)
    by_volume = launched(payload_mass=mass * 7.5, bay_volume=volume * 3.2, **small)
    assert (by_volume.satellites_per_launch, by_volume.limit) == (3, "volume")
    assert by_volume.volume_filled == pytest.approx(3 / 3.2)
    assert by_volume.launches == round(1440 / 3 / 0.98)


def test_what_does_not_fit_has_no_launches_and_says_why() -> None:
    mass, volume = TABLES["mass"].satellite, TABLES["size"].stowed_volume
    stated = {"payload_basis": "stated", "volume_basis": "stated", "adapter_share": 0.0, "bay_filling": 1.0}
    heavy = launched(payload_mass=mass / 2.5, bay_volume=volume * 9, **stated)
    assert heavy.limit == "too heavy"
    assert (heavy.satellites_per_launch, heavy.launches, heavy.price_fleet) == (None, None, None)
    assert "too heavy" in heavy.issues[0].text
    large = launched(payload_mass=mass * 9, bay_volume=volume / 2.5, **stated)
    assert large.limit == "too large"
    pieces = launched(payload_mass=mass / 2.5, bay_volume=volume * 9, assembly="pieces", success_share=1.0, **stated)
    assert pieces.launches == math.ceil(1440 * 2.5)
    assert pieces.price_fleet == pytest.approx(pieces.price_per_mass * pieces.mass_total)


def test_starcloud_takes_a_dozen_launches_where_its_paper_counts_one() -> None:
    """White paper v1.03: one launch of 100 t for 40 MW. Its own areas weigh more than ten times that."""
    results = evaluate(preset("starcloud-40mw"), only=("launch",))
    assert results["launch.launches"] == math.ceil(results["mass.satellite"] / 100e3) > 10
    assert results["launch.price_per_mass"] == 50.0
    assert "launch.satellites_per_launch" not in results


def test_the_gigawatt_needs_the_published_starships() -> None:
    """McCalip: 294 Starships of 100 t and 14.695 billion USD at 500 USD/kg for 29,390 t; ours are 1.3 % lighter."""
    results = evaluate(preset("gigawatt-27kw"), only=("launch",))
    mass = results["launch.mass_total"]
    assert results["launch.price_fleet"] == pytest.approx(500.0 * mass)
    assert mass == pytest.approx(29_390_055, rel=0.02)
    assert results["launch.launches"] == pytest.approx(294, abs=6)


@pytest.mark.parametrize("charge", ["mass", "launch"])
def test_the_price_of_a_fleet_is_that_of_its_launches_and_of_its_mass(charge: str) -> None:
    found = launched(charge=charge)
    assert found.price_fleet == pytest.approx(found.price_per_mass * found.mass_total)
    assert found.price_fleet == pytest.approx(found.price_total * found.launches)
    if charge == "launch":
        assert found.price_total == pytest.approx(launcher(SHELL.launch.vehicle).launch_price.value)
    else:
        assert found.price_per_mass == found.list_price


def test_only_a_whole_launch_costs_more_when_it_flies_half_empty() -> None:
    full, half = launched(charge="launch"), launched(charge="launch", bay_filling=0.4)
    assert half.satellites_per_launch == full.satellites_per_launch // 2
    assert half.price_per_mass == pytest.approx(2.0 * full.price_per_mass, rel=0.05)
    assert launched(bay_filling=0.4).price_per_mass == launched().price_per_mass


def test_prices_by_year_follow_the_basis() -> None:
    stated = launched(price_basis="stated", price=321.0)
    assert set(stated.price_by_year) == {321.0}
    told = launched(price_basis="projected", year=2060)
    vehicle = launcher(SHELL.launch.vehicle)
    at = dict(zip(told.price_years, told.price_by_year, strict=True))
    assert at[2026.0] == pytest.approx(vehicle.price_today)
    assert at[2035.0] == at[2060.0] == pytest.approx(vehicle.projected_price.value)
    assert at[2030.0] / at[2029.0] == pytest.approx(at[2034.0] / at[2033.0])
    learnt = launched(price_basis="learning", year=2035)
    assert learnt.list_price == pytest.approx(1800.0 * (1 + 36e6 * 10 / 400e3) ** math.log2(0.8))
    np.testing.assert_array_equal(learnt.price_by_year, learnt.learning_by_year)
    assert learnt.year_of_target == pytest.approx(2035.2, abs=0.05)
    assert learnt.launches_to_target == pytest.approx(1840, abs=1)


def test_a_price_that_is_never_reached_is_absent() -> None:
    assert launched(target_price=7.0).mass_to_target is None
    assert launched(learning_rate=0.0).mass_to_target is None
    assert launched(yearly_mass=0.0).year_of_target is None
    assert launched(target_price=5000.0).year_of_target == SHELL.launch.learning_year


def test_a_sun_synchronous_orbit_takes_the_figure_for_one() -> None:
    tilted = changed(vehicle="ariane-64")
    assert launched(vehicle="ariane-64").payload_to_orbit == pytest.approx(14900.0 * 0.95)
    other = set_value(tilted, "mission.sun_synchronous", False)
    assert launch.run(other, TABLES, None).payload_to_orbit == pytest.approx(21650.0 * 0.95)


def test_the_way_to_a_high_retrograde_orbit_costs_payload() -> None:
    left = [launch.run(set_value(changed(reach="computed"), "mission.altitude", altitude), TABLES, None)
            for altitude in (300e3, 800e3, 1500e3)]  # fmt: skip
    masses = [one.payload_to_orbit for one in left]
    assert sorted(masses, reverse=True) == masses
    assert masses[0] < launched().payload_to_orbit
    assert all(one.delta_v > 400.0 for one in left)  # of the Earth's rotation alone 480 m/s


def test_what_a_fleet_needs_beyond_what_was_ever_flown_is_said() -> None:
    texts = " ".join(issue.text for issue in launched().issues)
    assert "has made 15 so far" in texts
    assert "it is never complete" in texts
    assert launched().fleet_share == pytest.approx(19 / 25)  # of 4 flights a year for 5 years one fails
    slow = launched(cadence_basis="stated", flights_per_year=10.0 / YEAR)
    assert "years to deploy, not 2" in slow.issues[-1].text
    calm = launched(cadence_basis="stated", flights_per_year=365.0 / YEAR, vehicle="falcon-9", payload_basis="stated",
                    payload_mass=300e3, volume_basis="stated", bay_volume=5000.0)  # fmt: skip
    assert calm.issues == ()
    assert "bay of Vulcan" in launched(vehicle="vulcan-vc6").issues[0].text


def test_the_fleet_stands_when_the_last_launch_has_flown() -> None:
    found = launched(cadence_basis="stated", flights_per_year=20.0 / YEAR)
    assert found.deployed[0] == 0.0
    assert found.deployed[-1] == 1.0
    assert np.all(np.diff(found.deployed) >= 0.0)
    assert found.deployment_elapsed[-1] == found.years_to_deploy == pytest.approx(found.launches / 20 * YEAR)
    assert launched(vehicle="ariane-64").years_to_deploy is None


def test_replacement_is_the_fleet_over_its_life() -> None:
    found, life = launched(), SHELL.mission.lifetime
    assert found.replacement_mass * life == pytest.approx(found.mass_total)
    assert found.replacement_launches_per_year * life / YEAR == pytest.approx(found.launches)
    assert found.replacement_satellites_per_year * life / YEAR == pytest.approx(1440 / 0.98)

    timeless = launch.run(set_value(SHELL, "mission.lifetime", 0.0), TABLES, None)
    assert (timeless.replacement_mass, timeless.replacement_launches_per_year) == (None, None)
    assert timeless.launches == found.launches


def test_an_unknown_price_or_vehicle_fails_in_one_sentence() -> None:
    def failure(results: Results) -> str:
        return results.outcomes["launch"].failure

    assert "no price of Long March 8A is known" in failure(evaluate(changed(vehicle="long-march-8a")))
    assert "no projected price of Falcon 9" in failure(evaluate(changed(vehicle="falcon-9", price_basis="projected")))
    assert "no launch vehicle “falcon9”" in failure(evaluate(changed(vehicle="falcon9")))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(structs(Launch), st.sampled_from(tuple(launchers())))
def test_no_choice_breaks_the_stage(part: Launch, vehicle: str) -> None:
    """Whatever is asked for, money, mass and satellites are kept, or one sentence says why not."""
    design = changed(set_value(SHELL, "launch.vehicle", vehicle), **{
        name: getattr(part, name) for name in Launch.__struct_fields__ if name != "vehicle"})  # fmt: skip
    known = launcher(vehicle)
    unknown = {"today": known.price_today, "projected": known.projected_price}.get(part.price_basis, part) is None
    if unknown:
        with pytest.raises(ValueError, match="choose another one"):
            launch.run(design, TABLES, None)
        return
    found = launch.run(design, TABLES, None)
    assert found.mass_total >= 1440 * TABLES["mass"].satellite * (1 - 1e-9)
    assert np.all(found.price_by_year >= 0.0)
    assert np.all(np.isfinite(found.price_by_year))
    if found.satellites_per_launch is not None:
        assert found.satellites_per_launch * TABLES["mass"].satellite <= found.payload_to_orbit * (1 + 1e-9)
        assert found.launches * found.satellites_per_launch >= 1440
    if found.launches is not None:
        assert found.price_total * found.launches == pytest.approx(found.price_fleet)
        assert found.price_per_mass * found.mass_total == pytest.approx(found.price_fleet)
    else:
        assert found.limit in {"too heavy", "too large"}


def test_every_vehicle_stands_beside_the_others() -> None:
    choices = vehicle_choices(SHELL, TABLES)
    assert [one.vehicle.id for one in choices] == list(launchers())
    assert [one.vehicle.id for one in choices if one.chosen] == [SHELL.launch.vehicle]
    for one in choices:
        assert one.priced == (one.vehicle.price_today is not None)
        if one.priced:
            again = launch.run(changed(vehicle=one.vehicle.id), TABLES, None)
            assert (again.launches, again.price_fleet) == (one.found.launches, one.found.price_fleet)
    told = {one.vehicle.id for one in vehicle_choices(changed(price_basis="projected"), TABLES) if one.priced}
    assert told == {id for id, one in launchers().items() if one.projected_price is not None}
    assert all(one.priced for one in vehicle_choices(changed(price_basis="learning"), TABLES))
