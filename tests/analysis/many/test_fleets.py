"""Dose, constellation, formation and fleet of many designs at once."""

from typing import Any

import numpy as np
import pytest

from studio.analysis.sampling import FINE, QUICK
from studio.design import Design, set_value
from studio.document import preset
from tests.analysis.many.agree import check_agreement

ALL = ("dose", "constellation", "formation")


def changed(base: Design, values: dict[str, Any]) -> Design:
    for path, value in values.items():
        base = set_value(base, path, value)
    return base


def agree(base: Design, columns: dict[str, Any], stages: tuple[str, ...] = ALL, tolerance: float = 1e-9) -> None:
    answer = check_agreement(base, columns, stages, sampling=QUICK, tolerance=tolerance)
    assert not answer.failures


def test_dose() -> None:
    base = preset("suncatcher-cluster")
    columns = {
        "mission.altitude": np.array([3e5, 5e5, 9e5, 1.9e6, 2.5e6]),
        "payload.shielding": np.array([5e-4, 1e-3, 5e-3, 1e-2, 3e-2]),
        "mission.lifetime": np.linspace(1e8, 3e8, 5),
    }
    check_agreement(base, columns, ("dose",), sampling=FINE)
    for path, column in columns.items():
        agree(base, {path: column}, ("dose",))
    free = set_value(base, "mission.sun_synchronous", False)
    agree(free, {"mission.inclination": np.linspace(0.0, 3.1, 5)}, ("dose",))


HELD = {"constellation.cluster_keeping": "fixed"}
PATTERNS = [
    ({}, {"mission.altitude": np.linspace(5e5, 9e5, 4), "mission.lifetime": np.linspace(1e8, 3e8, 4)}),
    (HELD, {"mission.altitude": np.linspace(5e5, 9e5, 4), "platform.specific_impulse": np.linspace(200.0, 2000.0, 4)}),
    (HELD, {"constellation.cluster_radius": np.array([1000.0, 150.0, 400.0, 1000.0]),
            "constellation.cluster_spacing": np.array([100.0, 100.0, 90.0, 100.0])}),
    ({"constellation.pattern": "single"}, {"mission.altitude": np.linspace(5e5, 9e5, 4)}),
    ({"constellation.pattern": "walker", "constellation.shells": 3},
     {"mission.altitude": np.linspace(5e5, 9e5, 4), "constellation.shell_spacing": np.linspace(5e3, 5e4, 4)}),
    ({"constellation.pattern": "walker", "constellation.phasing": 1},
     {"constellation.planes": np.array([1, 4, 1, 7]), "constellation.satellites_per_plane": np.array([1, 8, 5, 1]),
      "mission.altitude": np.linspace(5e5, 9e5, 4)}),
    ({"constellation.pattern": "walker", "mission.sun_synchronous": False, "constellation.planes": 3},
     {"mission.inclination": np.linspace(0.2, 1.8, 4), "mission.eccentricity": np.array([0.0, 0.01, 0.0, 0.02]),
      "constellation.shells": np.array([1, 2, 3, 2])}),
    ({"constellation.pattern": "ring"},
     {"mission.altitude": np.linspace(5e5, 9e5, 4), "constellation.ring_spacing": np.array([4e7, 1e6, 2e5, 1e7])}),
    ({"constellation.pattern": "ring", "constellation.shells": 2},
     {"constellation.ring_spacing": np.linspace(1e5, 9e5, 4)}),
]


@pytest.mark.parametrize(("fixed", "columns"), PATTERNS)
def test_every_pattern(fixed: dict[str, Any], columns: dict[str, Any]) -> None:
    base = changed(preset("suncatcher-cluster"), fixed)
    agree(base, columns, ("constellation", "formation", "fleet"))


@pytest.mark.parametrize("name", ["filing-51600", "filing-million"])
def test_further_shells_are_counted(name: str) -> None:
    base = preset(name)
    agree(base, {"mission.altitude": np.linspace(5e5, 9e5, 3)}, ("constellation", "fleet"))
    agree(base, {"fleet.shells[0].planes": np.array([1, 5, 9]), "fleet.shells[0].copies": np.array([1, 3, 2])},
          ("constellation", "fleet"))  # fmt: skip


def test_too_many_satellites_fail_alone() -> None:
    base = changed(preset("suncatcher-cluster"), {"constellation.pattern": "walker"})
    base = set_value(base, "constellation.satellites_per_plane", 9999)
    columns = {"constellation.planes": np.array([2, 1000, 3])}
    answer = check_agreement(base, columns, ("constellation",), sampling=QUICK, alone=("constellation",))
    assert list(answer.failures) == [1]
    assert "satellites are more than" in answer.failures[1]
