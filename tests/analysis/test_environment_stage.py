"""What reaches the array in every attitude, and the hot and cold cases, of whole designs."""

import math

import numpy as np
import pytest

from studio.analysis import evaluate
from studio.analysis.environment_cases import cases
from studio.analysis.sampling import QUICK
from studio.design import Design, set_value
from studio.physics.sun import sun_vector
from studio.physics.time import instant
from studio.physics.view_factor import sphere_view_factor


def table(**changes):
    design = Design()
    for name, value in changes.items():
        design = set_value(design, name.replace("__", "."), value)
    results = evaluate(design, only=("environment",))
    assert results.outcomes["environment"].ok, results.outcomes["environment"].failure
    return design, results, results.stage("environment")


NOON = {"mission__ltan": 12 * 3600.0}


def test_turning_about_the_orbit_normal_beats_the_fixed_arrays_in_a_noon_orbit():
    means = {
        key: table(**NOON, mission__attitude=attitude, mission__wing_axis=axis)[1]["environment.incidence_mean"]
        for key, attitude, axis in (("two", "sun_pointing", "nadir"), ("normal", "one_axis", "orbit_normal"),
                                    ("flight", "one_axis", "velocity"), ("zenith", "zenith", "nadir"),
                                    ("edge", "edge_on", "nadir"), ("nadir", "nadir", "nadir"))
    }  # fmt: skip
    assert means["two"] == 1.0
    assert means["normal"] > 0.98  # the Sun lies close to the plane of a noon orbit
    assert means["two"] > means["normal"] > means["flight"] > means["zenith"] > means["edge"]
    assert means["nadir"] < means["zenith"]


def test_turning_about_the_orbit_normal_loses_the_cosine_of_beta():
    _, results, found = table(mission__attitude="one_axis", mission__wing_axis="orbit_normal")
    np.testing.assert_allclose(
        found.cos_incidence, np.broadcast_to(np.cos(results["illumination.beta_angle_year"])[:, None], (183, 120)),
        atol=1e-9)  # fmt: skip


def test_off_pointing_takes_the_cosine_of_the_light():
    _, straight, _ = table()
    _, away, found = table(mission__off_pointing=0.5)
    assert straight["environment.incidence_mean"] == 1.0
    assert away["environment.incidence_mean"] == pytest.approx(math.cos(0.5), abs=1e-12)
    assert found.sun_front.max() == pytest.approx(away["environment.solar_flux_max"] * math.cos(0.5))
    assert found.sun_back.max() == 0.0


def test_feathering_in_eclipse_costs_no_light():
    _, held, kept = table(**NOON)
    _, feathered, turned = table(**NOON, mission__eclipse_attitude="feather")
    np.testing.assert_allclose(turned.sun_front, kept.sun_front, atol=1e-9)
    assert feathered["environment.incidence_mean"] == pytest.approx(held["environment.incidence_mean"], abs=1e-12)
    assert not np.allclose(turned.infrared_front, kept.infrared_front)


@pytest.mark.parametrize("attitude", ["sun_pointing", "one_axis", "edge_on", "zenith", "nadir"])
def test_both_faces_together_obey_the_flux_through_a_plane(attitude):
    design, _, found = table(mission__attitude=attitude, mission__ltan=9 * 3600.0)
    difference = (found.infrared_front - found.infrared_back) / design.environment.earth_infrared
    assert np.all(np.abs(difference) <= 1.0 / found.distance_ratio**2 + 1e-12)
    assert found.infrared_front.min() >= 0.0
    assert found.infrared_back.min() >= 0.0


def test_worst_day_is_a_row_of_the_map():
    _, results, found = table(mission__attitude="zenith", **NOON)
    series = results["environment.incidence_worst_day"]
    assert series.shape == results["illumination.orbit_time"].shape
    assert any(np.array_equal(series, row) for row in found.cos_incidence)


def test_edge_on_at_650_km_sees_a_quarter_and_not_nothing():
    _, results, _ = table(environment__plate_tilt=math.pi / 2)
    edge = results["environment.earth_view_factor_edge"]
    assert edge == pytest.approx(0.2405, abs=5e-4)
    assert results["environment.earth_view_factor_tilt"] == pytest.approx(edge, rel=1e-12)
    _, tilted, _ = table(environment__plate_tilt=0.4)
    ratio = 1.0 + 650e3 / 6378137.0
    exact = float(sphere_view_factor(math.cos(0.4), ratio))
    assert tilted["environment.earth_view_factor_tilt"] == pytest.approx(exact)


def test_cases_lie_about_the_nominal_one():
    cold, nominal, hot = cases(Design())
    assert (cold.name, nominal.name, hot.name) == ("cold", "nominal", "hot")
    assert hot.solar_flux / cold.solar_flux == pytest.approx(1.0691, abs=1e-4)  # the Earth's orbit: 6.9 % a year
    _, results, found = table(mission__attitude="zenith")
    assert results["environment.solar_flux_max"] == pytest.approx(hot.solar_flux, rel=5e-4)
    assert results["environment.solar_flux_min"] == pytest.approx(cold.solar_flux, rel=5e-4)
    # The back of an array that looks up faces the Earth; its nominal load lies between the cases.
    nominal_back = found.albedo_back + found.infrared_back
    assert results["environment.earth_load_back_cold"] < nominal_back.min()
    assert results["environment.earth_load_back_hot"] > nominal_back.max()
    assert results["environment.earth_load_front_hot"] == 0.0


def test_load_of_the_hot_case_is_that_of_the_subsolar_point():
    design, results, found = table(mission__attitude="nadir", **NOON)
    _, _, hot = cases(design)
    view = float(1.0 / found.distance_ratio.mean() ** 2)
    brightest = hot.albedo * hot.solar_flux * found.cos_zenith.max() + hot.earth_infrared
    assert results["environment.earth_load_front_hot"] == pytest.approx(view * brightest, rel=1e-9)


@pytest.mark.parametrize("epoch", ["2026-01-01", "2027-06-21"])
def test_mean_flux_of_the_year_is_that_of_its_days_alike(epoch):
    # An odd number of days does not go into rows of two: the last row, near perihelion in January, stands for one.
    design, results, _ = table(mission__epoch=epoch)
    distance = sun_vector(instant(epoch) + 86400.0 * np.arange(365.0))[1]
    mean = np.mean(design.environment.solar_constant * (149597870700.0 / distance) ** 2)
    assert results["environment.solar_flux_mean"] == pytest.approx(mean, rel=1e-9)
    quick = evaluate(design, only=("environment",), sampling=QUICK)
    assert results["environment.solar_flux_mean"] == pytest.approx(quick["environment.solar_flux_mean"], rel=1e-12)
