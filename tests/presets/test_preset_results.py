"""The shipped designs, computed: what they say of themselves comes out, and every requirement can be judged."""

from functools import cache

import pytest

from studio.analysis import RESULTS, Results, evaluate, judge
from studio.document import preset, presets

NAMES = [shipped.name for shipped in presets()]


@cache
def computed(name: str) -> Results:
    return evaluate(preset(name))


def lights(name: str) -> dict[str, str]:
    return {verdict.requirement.result: verdict.light for verdict in judge(computed(name))}


@pytest.mark.parametrize("name", NAMES)
def test_every_requirement_is_judged(name):
    verdicts = judge(computed(name))
    assert verdicts
    for verdict in verdicts:
        assert verdict.requirement.result in RESULTS
        assert verdict.light != "unknown", verdict


@pytest.mark.parametrize("name", ["shell-500km-eclipse", "shell-30deg"])
def test_the_studios_own_designs_meet_their_requirements(name):
    assert "red" not in lights(name).values(), judge(computed(name))


def test_suncatcher_closes_but_for_the_power_it_is_rated_at_cold():
    results, found = computed("suncatcher-cluster"), lights("suncatcher-cluster")
    assert results["constellation.satellites"] == 81
    assert results["mass.satellite"] == pytest.approx(575.0, rel=0.03)
    assert 26e3 < results["power.array_bol"] < 28e3
    assert [name for name, light in found.items() if light == "red"] == ["power.array_bol"]


def test_ai1_has_its_published_mass_and_too_small_a_radiator_for_85_degrees():
    results, found = computed("ai1-120kw"), lights("ai1-120kw")
    assert results["mass.satellite"] == pytest.approx(150e3 / 70.0, rel=0.03)
    red = [name for name, light in found.items() if light == "red"]
    assert red == ["thermal.junction_temperature", "power.array_bol"]


def test_starcloud_reaches_neither_its_power_nor_its_launch_mass_and_sheds_its_load_in_eclipse():
    found = lights("starcloud-40mw")
    for name in ("power.array_bol", "power.margin_eol", "power.load_shed_energy", "mass.satellite"):
        assert found[name] == "red"


def test_the_gigawatt_has_its_published_mass_and_less_sunlight():
    results, found = computed("gigawatt-27kw"), lights("gigawatt-27kw")
    assert results["constellation.satellites"] == 39731
    assert results["mass.satellite"] == pytest.approx(739.726, rel=0.03)
    assert results["power.array_bol"] > 27e3
    for name in ("illumination.sunlit_fraction_year", "power.margin_eol", "power.load_shed_energy"):
        assert found[name] == "red"


def test_the_shell_at_500_km_has_its_eclipse_season():
    results = computed("shell-500km-eclipse")
    assert 95 <= results["illumination.eclipse_season_days"] <= 106
    assert 22 * 60 < results["illumination.eclipse_max"] < 24 * 60


def test_the_shell_at_30_degrees_is_eclipsed_every_day():
    results = computed("shell-30deg")
    assert results["illumination.eclipse_season_days"] >= 365
    assert 35 * 60 < results["illumination.eclipse_max"] < 36 * 60
