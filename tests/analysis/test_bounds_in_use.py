"""Ranges and bounds that are other results, in all that searches or samples: closing, optimising, Monte Carlo."""

import msgspec
import numpy as np
import pytest

from studio.analysis.closing import close
from studio.analysis.study.optimise import Goal, Problem, optimise
from studio.analysis.study.uncertainty import monte_carlo
from studio.design import Spread
from studio.design.requirement import Requirement
from studio.document import preset
from tests.analysis.study.analytic import ONE, TWO, Analytic, box

PANEL = "mass.panel"
DESIGN = preset("shell-500km-eclipse")


def test_a_search_stays_within_a_range():
    """The least of x with 2 ≤ x + y ≤ 3 and y ≤ 1 is x = 1; the greatest x + y is 3."""
    plane = Analytic(lambda x: {ONE: x[:, 0], TWO: x[:, 0] + x[:, 1]})
    band = Requirement("band", TWO, "in", 2.0, upper=3.0)
    found = optimise(DESIGN, Problem(box((0.1, 5.0), (0.1, 1.0)), (Goal(ONE),), (band,)), evaluate=plane)
    assert found.front[0].results[ONE] == pytest.approx(1.0, abs=1e-2)
    most = optimise(DESIGN, Problem(box((0.1, 5.0), (0.1, 1.0)), (Goal(TWO, True),), (band,)), evaluate=plane)
    assert most.front[0].results[TWO] == pytest.approx(3.0, abs=1e-2)


def test_a_search_holds_one_result_against_another():
    """The least x with x ≥ y² + 1 and y ≥ 0.5 is 1.25."""
    plane = Analytic(lambda x: {ONE: x[:, 0], PANEL: x[:, 1] ** 2})
    held = Requirement("held", ONE, ">=", 1.0, against=PANEL)
    found = optimise(DESIGN, Problem(box((0.1, 9.0), (0.5, 3.0)), (Goal(ONE),), (held,)), evaluate=plane)
    assert found.front[0].results[ONE] == pytest.approx(1.25, abs=1e-2)


def test_what_cannot_be_met_is_said_with_its_bound():
    plane = Analytic(lambda x: {ONE: x[:, 0], PANEL: x[:, 1]})
    held = Requirement("held", ONE, ">=", 100.0, against=PANEL)
    problem = Problem(box((0.1, 9.0), (0.5, 3.0)), (Goal(ONE),), (held,), evaluations=400)
    found = optimise(DESIGN, problem, evaluate=plane)
    assert not found.front
    assert found.shortfalls[0].best_margin == pytest.approx(9.0 - 0.5 - 100.0, abs=0.5)
    assert PANEL in found.shortfalls[0].sentence()


def test_a_closing_meets_a_bound_that_is_another_result():
    """An array that carries a fifth more than the load weighs more than one that just carries it."""
    design = preset("suncatcher-cluster")
    plain = Requirement("just", "power.array_eol", ">=", 0.0, against="power.load")
    spare = msgspec.structs.replace(plain, name="spare", value=5e3)
    just, more = (close(design, free=("array.area",), required=(one,)) for one in (plain, spare))
    assert just.closed
    assert more.closed
    for found, apart in ((just, 0.0), (more, 5e3)):
        assert found.results["power.array_eol"] - found.results["power.load"] == pytest.approx(apart, abs=20.0)
    assert more.design.array.area > just.design.array.area


def test_samples_are_held_against_what_each_of_them_has():
    design = preset("suncatcher-cluster")
    asked = (Requirement("load", "power.array_eol", ">=", 0.0, against="power.load"),
             Requirement("band", "mass.satellite", "in", 560.0, upper=575.0))  # fmt: skip
    spread = {"array.area": Spread("uniform", low=80.0, high=120.0)}
    found = monte_carlo(msgspec.structs.replace(design, requirements=asked, spreads=spread), samples=64, seed=1)
    load, band = found.judged
    array, mass = found.columns["power.array_eol"], found.columns["mass.satellite"]
    assert load.chance.count == np.count_nonzero(array >= found.columns["power.load"])
    assert band.chance.count == np.count_nonzero((mass >= 560.0) & (mass <= 575.0))
    assert 0 < band.chance.count < 64
