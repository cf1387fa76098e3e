"""The air, drag, erosion and disposal of many designs at once."""

from typing import Any

import numpy as np
import pytest

from studio.analysis.sampling import FINE, QUICK, Sampling
from studio.design import Design, set_value
from studio.document import preset
from tests.analysis.many.agree import check_agreement

STAGES = ("atmosphere", "disposal")


def changed(base: Design, values: dict[str, Any]) -> Design:
    for path, value in values.items():
        base = set_value(base, path, value)
    return base


CASES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"mission.altitude": np.array([3e5, 5e5, 9e5, 1.4e6]), "array.area": np.linspace(50.0, 90.0, 4)}),
    ({"platform.disposal": "burn", "mission.ltan": 9 * 3600.0},
     {"mission.altitude": np.array([4e5, 7e5, 1e6, 1.2e6]), "platform.disposal_perigee": np.linspace(5e4, 3e5, 4),
      "mission.ltan": np.array([6.0, 7.0, 10.5, 15.0]) * 3600.0}),
    ({"environment.solar_activity": "custom", "platform.disposal": "decay"},
     {"environment.f107": np.array([70.0, 140.0, 200.0]), "environment.ap": np.array([4.0, 15.0, 60.0]),
      "environment.drag_coefficient": np.array([2.0, 2.2, 2.5])}),
    ({"mission.sun_synchronous": False, "mission.altitude": 9e5, "constellation.pattern": "single"},
     {"mission.inclination": np.array([0.1, 0.9, 1.7, 0.9]), "mission.eccentricity": np.array([0.0, 0.06, 0.09, 0.0]),
      "mission.argument_of_perigee": np.array([0.0, 1.0, 2.0, 3.0])}),
    ({"mission.sun_synchronous": False, "constellation.pattern": "single", "platform.disposal": "burn"},
     {"mission.altitude": np.array([6e5, 3e6, 2.5e6, 1e7]), "mission.eccentricity": np.array([0.02, 0.0, 0.25, 0.2])}),
    ({"mission.attitude": "one_axis", "mission.eclipse_attitude": "feather", "thermal.radiator_attitude": "edge_to_sun",
      "environment.debris_flux": 1e-14, "mission.ltan": 12 * 3600.0},
     {"mission.altitude": np.array([4e5, 5e5, 9e5]), "mission.off_pointing": np.array([0.0, 0.2, 0.5]),
      "platform.body_area": np.array([1.0, 5.0, 9.0])}),
    ({"mission.attitude": "zenith"},
     {"mission.lifetime": np.array([1e8, 2e8]), "mission.altitude": np.array([4e5, 5e5])}),
]


@pytest.mark.parametrize("sampling", [QUICK, FINE], ids=["quick", "fine"])
@pytest.mark.parametrize(("fixed", "columns"), CASES)
def test_the_air_of_many_orbits(fixed: dict[str, Any], columns: dict[str, Any], sampling: Sampling) -> None:
    base = changed(preset("suncatcher-cluster"), fixed)
    answer = check_agreement(base, columns, STAGES, sampling=sampling)
    assert not answer.failures
