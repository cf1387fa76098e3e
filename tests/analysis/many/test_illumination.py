"""The light and the fluxes of many designs at once."""

import numpy as np
import pytest

from studio.analysis.sampling import FINE, QUICK, Sampling
from studio.design import Design, set_value
from studio.document import preset
from tests.analysis.many.agree import check_agreement

STAGES = ("illumination", "environment")
ALMANAC = 1e-8
"""The table of the Sun that passages are found with begins before the longest revolution of all designs of a call:
what lies between its days differs by a hundred-millionth."""


def changed(base: Design, **values: object) -> Design:
    for path, value in values.items():
        base = set_value(base, path.replace("__", "."), value)
    return base


@pytest.mark.parametrize("sampling", [FINE, QUICK])
def test_altitude_and_ltan(sampling: Sampling) -> None:
    columns = {
        "mission.altitude": np.array([3.5e5, 6.5e5, 1.2e6, 1.6e6]),
        "mission.ltan": np.array([6.0, 12, 9, 6.5]) * 3600,
    }
    answer = check_agreement(preset("suncatcher-cluster"), columns, STAGES, sampling=sampling, tolerance=ALMANAC)
    assert not answer.failures


@pytest.mark.parametrize("sampling", [FINE, QUICK])
def test_orbits_that_are_circles_among_ellipses(sampling: Sampling) -> None:
    base = changed(preset("suncatcher-cluster"), mission__sun_synchronous=False, mission__altitude=2e6)
    columns = {
        "mission.eccentricity": np.array([0.0, 0.1, 0.0, 0.15]),
        "mission.inclination": np.array([0.9, 0.9, 1.1, 1.7]),
        "mission.raan": np.array([0.1, 3.0, 2.0, 6.0]),
        "mission.argument_of_perigee": np.array([0.0, 1.0, 2.0, 4.0]),
    }
    answer = check_agreement(base, columns, STAGES, sampling=sampling, tolerance=ALMANAC)
    assert not answer.failures


ATTITUDES = [
    {"mission__attitude": "sun_pointing"},
    {"mission__attitude": "sun_pointing", "mission__eclipse_attitude": "feather"},
    {"mission__attitude": "one_axis", "mission__wing_axis": "orbit_normal"},
    {"mission__attitude": "one_axis", "mission__wing_axis": "velocity"},
    {"mission__attitude": "one_axis", "mission__wing_axis": "nadir", "mission__eclipse_attitude": "feather"},
    {"mission__attitude": "edge_on"},
    {"mission__attitude": "zenith"},
    {"mission__attitude": "nadir"},
]


@pytest.mark.parametrize("held", ATTITUDES, ids=lambda held: "-".join(held.values()))
def test_every_way_to_hold_the_wings(held: dict[str, str]) -> None:
    base = changed(preset("suncatcher-cluster"), **held, mission__ltan=9 * 3600)
    columns = {
        "mission.altitude": np.array([4e5, 8e5, 6.5e5, 6.5e5, 1.1e6]),
        "mission.off_pointing": np.array([0.0, 0.1, 0.0, 0.5, 0.2]),
        "environment.solar_constant": np.array([1361.0, 1366.0, 1361.0, 1361.0, 1350.0]),
        "environment.albedo": np.array([0.3, 0.2, 0.3, 0.3, 0.5]),
        "environment.earth_infrared": np.array([230.0, 240.0, 230.0, 230.0, 200.0]),
        "environment.albedo_hot": np.linspace(0.4, 0.6, 5),
        "environment.albedo_cold": np.linspace(0.1, 0.2, 5),
        "environment.infrared_hot": np.linspace(250.0, 270.0, 5),
        "environment.infrared_cold": np.linspace(200.0, 210.0, 5),
        "environment.plate_tilt": np.linspace(0.0, 3.0, 5),
    }
    answer = check_agreement(base, columns, STAGES, sampling=QUICK)
    assert not answer.failures
    for path, column in columns.items():
        assert not check_agreement(base, {path: column}, STAGES, sampling=QUICK).failures


@pytest.mark.parametrize(("path", "values"), [
    ("mission.raan", [0.1, 3.0, 2.0, 6.0]), ("mission.inclination", [0.9, 1.1, 1.5, 1.7]),
    ("mission.altitude", [4e5, 6e5, 9e5, 3e6]),
])  # fmt: skip
@pytest.mark.parametrize("sampling", [FINE, QUICK])
def test_one_number_of_an_orbit_that_precesses_as_it_likes(path: str, values: list[float], sampling: Sampling) -> None:
    base = changed(preset("suncatcher-cluster"), mission__sun_synchronous=False, mission__inclination=0.9)
    answer = check_agreement(base, {path: np.array(values)}, STAGES, sampling=sampling, tolerance=ALMANAC)
    assert not answer.failures
