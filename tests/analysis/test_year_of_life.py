"""The season in a year of the life: at its end what the stages compute, before it what a shorter life ends with."""

import numpy as np
import pytest

from studio.analysis import evaluate
from studio.analysis.year_of_life import NEEDS, year_of_life
from studio.design import set_value
from studio.document import preset

YEAR = 31557600.0
MAPS = (
    ("panel", "temperature_front_map"), ("panel", "temperature_back_map"), ("panel", "electric_map"),
    ("power", "array_map"), ("power", "served_map"), ("power", "charge_map"), ("power", "discharge_map"),
    ("power", "curtailed_map"), ("power", "shed_map"), ("power", "state_of_charge_map"),
    ("thermal", "radiator_temperature_map"),
)  # fmt: skip


def known(design, **only):
    results = evaluate(design, **only)
    return results, {stage: results.stage(stage) for stage in NEEDS}


@pytest.fixture(scope="module")
def cluster():
    design = set_value(preset("suncatcher-cluster"), "battery.chemistry", "li-ion-space")
    design = set_value(design, "battery.ageing", "computed")
    return design, *known(design)


def test_the_end_of_life_is_what_the_stages_show(cluster):
    design, results, tables = cluster
    found = year_of_life(design, tables, design.mission.lifetime)
    for stage, name in MAPS:
        expected = getattr(results.stage(stage), name)
        np.testing.assert_allclose(getattr(found.table(stage), name), expected, rtol=1e-12, atol=1e-9, err_msg=name)


@pytest.mark.parametrize("years", [0.5, 2.0, 3.0])
@pytest.mark.parametrize("ageing", ["stated", "computed"])
def test_a_year_is_what_a_life_that_ends_then_ends_with(years, ageing):
    # Without the protons of solar storms, whose confidence is that of the whole mission, ageing has no look ahead.
    design = set_value(preset("suncatcher-cluster"), "ageing.solar_protons", False)
    design = set_value(set_value(design, "battery.chemistry", "li-ion-space"), "battery.ageing", ageing)
    _, tables = known(design)
    found = year_of_life(design, tables, years * YEAR)
    # The radiator stays what the whole life asks for.
    area = tables["thermal"].radiator_area
    shorter = set_value(design, "mission.lifetime", years * YEAR)
    results, _ = known(shorter)
    exact = 1e-9 if years == int(years) else 2e-4  # between two years the course is taken as straight
    for stage, name in MAPS[:-1]:
        expected = getattr(results.stage(stage), name)
        np.testing.assert_allclose(
            getattr(found.table(stage), name), expected, rtol=exact, atol=exact * abs(expected).max(), err_msg=name
        )
    assert found.power.battery_energy == pytest.approx(results["power.battery_energy"], rel=1e-6)
    assert found.thermal.radiator_area == area


def test_the_new_satellite_gives_more_than_the_old_one(cluster):
    design, results, tables = cluster
    found = [year_of_life(design, tables, years * YEAR) for years in (0.0, 1.0, 4.0)]
    assert found[0].power.array_eol == pytest.approx(results["power.array_bol"], rel=1e-5)
    assert found[0].power.battery_energy == design.battery.energy
    means = [one.power.array_map.mean() for one in found] + [results.stage("power").array_map.mean()]
    assert means == sorted(means, reverse=True)


@pytest.mark.parametrize("time", [-1.0, 6.0 * YEAR])
def test_there_is_no_year_beyond_the_life(cluster, time):
    design, _, tables = cluster
    with pytest.raises(ValueError, match="not within the life"):
        year_of_life(design, tables, time)
