"""Factors that move no result: found against single evaluations, and by what the models read."""

import numpy as np
import pytest

from studio.analysis import evaluate
from studio.analysis.sampling import QUICK
from studio.analysis.study import Factor, Plan
from studio.analysis.study.idle import idle_factors, idle_words
from studio.design import set_value
from studio.document import preset
from studio.document.stack_text import with_technology

COVER = "stack.layers[cover].thickness"


@pytest.fixture(scope="module")
def base():
    return preset("suncatcher-cluster")


def test_a_radiator_moves_no_orbit_and_an_altitude_does(base):
    factors = (Factor("mission.altitude", 500e3, 900e3, 5), Factor("thermal.target_temperature", 300.0, 340.0, 5))
    plan = Plan(factors, ("orbit.period",))
    assert idle_factors(base, plan) == ("thermal.target_temperature",)
    for temperature in (300.0, 340.0):  # as one evaluation after another says it
        design = set_value(base, "thermal.target_temperature", temperature)
        assert evaluate(design, only=("orbit",), sampling=QUICK)["orbit.period"] == evaluate(
            base, only=("orbit",), sampling=QUICK)["orbit.period"]  # fmt: skip
    assert idle_factors(base, Plan(factors, ("orbit.period", "thermal.radiator_area"))) == ()


def test_the_thickness_of_a_cover_does_nothing_where_the_ageing_is_stated(base):
    computed = set_value(base, "ageing.model", "computed")
    plan = Plan((Factor(COVER, 50e-6, 500e-6, 5),), ("panel.remaining_factor",))
    assert base.ageing.model == "stated"
    assert idle_factors(base, plan) == (COVER,)
    assert idle_factors(computed, plan) == ()


def test_what_does_something_only_with_another_value_of_a_second_factor_is_not_idle(base):
    models = Factor("ageing.model", values=("stated", "computed"))
    plan = Plan((Factor(COVER, 50e-6, 500e-6, 5), models), ("panel.remaining_factor",))
    assert idle_factors(base, plan) == ()


def test_a_whole_stack_moves_the_mass_and_no_orbit(base):
    stacks = [with_technology(base, one).stack for one in ("gainp-gaas-ge", "perovskite-hjt")]
    factor = Factor("stack", values=tuple(stacks), names=("a", "b"))
    assert idle_factors(base, Plan((factor,), ("mass.satellite",))) == ()
    assert idle_factors(base, Plan((factor,), ("orbit.period",))) == ("stack",)


def test_nothing_is_said_of_what_fails_or_of_a_long_list(base):
    low = Factor("mission.altitude", -7e6, -6.9e6, 3)  # below the ground, whatever else is set
    assert idle_factors(base, Plan((low,), ("orbit.period",))) == ()
    many = Factor("thermal.target_temperature", values=tuple(np.linspace(300.0, 340.0, 13).tolist()))
    assert idle_factors(base, Plan((many,), ("orbit.period",))) == ()


def test_the_sentence():
    assert idle_words("Cover thickness") == (
        "Cover thickness: moves none of the results that are asked for, as this design is")
