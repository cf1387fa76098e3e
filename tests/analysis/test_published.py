"""Published figures through the whole program, from the design to the result."""

import json
from pathlib import Path

import pytest

from studio.analysis import evaluate
from studio.design import Design, set_value
from studio.document import preset

CASES = json.loads((Path(__file__).parent.parent / "data" / "published-orbits.json").read_text(encoding="utf-8"))


def dawn_dusk(altitude_km: float) -> Design:
    design = set_value(Design(), "mission.altitude", altitude_km * 1e3)
    return set_value(design, "mission.ltan", 6 * 3600.0)


@pytest.mark.parametrize("row", CASES["orbits"], ids=lambda row: f"{row['altitude_km']}km")
def test_dawn_dusk_orbits_of_2026(row: dict[str, float]) -> None:
    """docs/eclipse_geometry.md of rMcDonald17/Orbital-Datacenters: tables of the calendar year."""
    results = evaluate(dawn_dusk(row["altitude_km"]), only=("illumination",))
    assert results["orbit.inclination"] * 57.29577951 == pytest.approx(row["inclination_deg"], abs=0.006)
    assert results["illumination.sunlit_fraction_year"] == pytest.approx(row["sunlit_fraction"], abs=0.002)
    assert results["illumination.eclipse_season_days"] == pytest.approx(row["eclipse_days"], abs=5)


def test_no_umbra_where_the_published_table_has_none() -> None:
    results = evaluate(dawn_dusk(1500.0), only=("illumination",))
    assert results["illumination.eclipse_max"] == 0.0
    assert results["illumination.eclipse_season_days"] == 0


def test_an_orbit_in_the_plane_of_the_sun_has_the_longest_eclipse() -> None:
    """550 km: 35.6 min at beta 0 (arcsin of R/a), 21.7 min on the worst day of a dawn–dusk orbit."""
    edge = set_value(dawn_dusk(550.0), "mission.ltan", 12 * 3600.0)
    assert evaluate(edge, only=("illumination",))["illumination.eclipse_max"] / 60 == pytest.approx(35.6, abs=0.2)
    worst = evaluate(dawn_dusk(550.0), only=("illumination",))["illumination.eclipse_max"] / 60
    assert worst == pytest.approx(21.7, abs=0.5)  # theirs is a cylindrical shadow, ours the umbra alone


def test_an_array_of_the_suncatcher_kind_gives_28_kilowatts_when_it_is_rated_cold() -> None:
    """arXiv:2511.19468: 105 m² · 22 % · 1.361 kW/m² · 90 % = 28.3 kW; a warm panel gives less, which is shown."""
    design = preset("suncatcher-cluster")
    cold = set_value(design, "stack.cell_temperature_coefficient", 0.0)
    assert evaluate(cold)["power.array_bol"] == pytest.approx(28.30e3, rel=0.005)
    assert evaluate(design)["power.array_bol"] < 28.0e3


def test_the_cluster_has_its_published_members_and_distances() -> None:
    results = evaluate(preset("suncatcher-cluster"))
    assert results["constellation.satellites"] == 81
    assert results["constellation.neighbour_min"] == pytest.approx(100.0, abs=1)
    assert results["constellation.neighbour_max"] == pytest.approx(200.0, abs=1)


def test_a_gigawatt_of_27_kilowatt_satellites_needs_as_many_as_published() -> None:
    """andrewmccalip/thoughts, space-datacenters: 39,731 satellites with 4.608796 km² of array."""
    design = preset("gigawatt-27kw")
    results = evaluate(design)
    assert results["constellation.satellites"] == 39731
    assert design.array.area * 39731 == pytest.approx(4.608796e6, rel=1e-3)


def test_the_view_factor_at_the_edge_is_not_zero() -> None:
    """Edge-on at 650 km each face sees 0.24 of the Earth, which public calculators take for a twelfth of that."""
    results = evaluate(dawn_dusk(650.0), only=("environment",))
    assert results["environment.earth_view_factor_edge"] == pytest.approx(0.2406, abs=2e-4)


def test_a_starcloud_array_falls_short_of_its_claim() -> None:
    """White paper v1.03: 4 km × 4 km, 90 % fill, 22 % cells, "5 GW": its own figures give 4.33 GW, 13.5 % less."""
    claimed, area, fill, cell, sun = 5e9, 16e6, 0.9, 0.22, 1366.0
    design = Design()
    for path, value in (
        ("array.area", area),
        ("array.packing_factor", fill),
        ("array.wiring_efficiency", 1.0),
        ("stack.cell_efficiency", cell),
        ("stack.cell_temperature_coefficient", 0.0),
        ("environment.solar_constant", sun),
    ):
        design = set_value(design, path, value)
    array = evaluate(design, only=("power",))["panel.power_density_bol"] * area
    assert array == pytest.approx(4.3275e9, rel=1e-4)
    assert 1 - array / claimed == pytest.approx(0.1345, abs=5e-4)
