"""A search among real designs against a dense grid of the same: the lowest dose that has short nights."""

import numpy as np
import pytest

from studio.analysis import evaluate
from studio.analysis.many import evaluate_many
from studio.analysis.study import Factor
from studio.analysis.study.optimise import Goal, Problem, optimise
from studio.design.requirement import Requirement
from studio.document import preset

DOSE, NIGHT = "environment.dose_year", "illumination.eclipse_max"
LOW, HIGH = (5e5, 4.5 * 3600.0), (1.5e6, 7.5 * 3600.0)
DESIGN = preset("suncatcher-cluster")


def lowest(altitudes, times):
    """The lowest dose [Gy] on a grid, among the orbits with no night longer than ten minutes."""
    altitude, time = (grid.ravel() for grid in np.meshgrid(altitudes, times))
    found = evaluate_many(DESIGN, {"mission.altitude": altitude, "mission.ltan": time}, (DOSE, NIGHT)).columns
    dose = np.where(found[NIGHT] <= 600.0, found[DOSE], np.inf)
    return float(dose.min())


def test_the_lowest_dose_with_short_nights_is_that_of_a_dense_grid():
    factors = tuple(Factor(path, low, high) for path, low, high in zip(("mission.altitude", "mission.ltan"), LOW, HIGH,
                                                                       strict=True))  # fmt: skip
    required = (Requirement("Short nights", NIGHT, "<=", 600.0),)
    found = optimise(DESIGN, Problem(factors, (Goal(DOSE),), required, evaluations=1000, seed=1))
    best = found.front[0]
    assert best.results[DOSE] < lowest(np.linspace(LOW[0], HIGH[0], 21), np.linspace(LOW[1], HIGH[1], 21))
    altitude, time = best.values["mission.altitude"], best.values["mission.ltan"]
    around = lowest(np.linspace(altitude - 3e4, altitude + 3e4, 25), np.linspace(time - 900.0, time + 900.0, 25))
    assert best.results[DOSE] == pytest.approx(around, rel=2e-3)
    again = evaluate(found.design(best), only=("illumination", "dose"))
    assert again[NIGHT] == pytest.approx(best.results[NIGHT], rel=1e-9)
    assert again[DOSE] == pytest.approx(best.results[DOSE], rel=1e-9)
    assert best.results[NIGHT] <= 600.0
