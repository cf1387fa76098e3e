"""The orbits of many designs at once."""

import numpy as np

from studio.analysis.sampling import QUICK
from studio.design import set_value
from studio.document import preset
from tests.analysis.many.agree import check_agreement


def test_sun_synchronous_orbits_by_altitude() -> None:
    check_agreement(preset("suncatcher-cluster"), {"mission.altitude": np.linspace(5e5, 1.4e6, 9)}, ("orbit",))


def test_free_orbits_by_inclination_and_node() -> None:
    base = set_value(preset("suncatcher-cluster"), "mission.sun_synchronous", False)
    columns = {"mission.inclination": np.linspace(0.1, 1.7, 7), "mission.raan": np.linspace(0.0, 6.0, 7)}
    check_agreement(base, columns, ("orbit",), sampling=QUICK)
