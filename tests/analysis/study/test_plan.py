"""What a study varies, and what is wrong with it."""

import itertools

import msgspec
import numpy as np
import pytest

from studio.analysis.study import Factor, Plan, check_plan, evenly, every_number, plan_bytes, plan_from
from studio.design import Design
from studio.document import preset
from studio.document.stack_text import shipped_stack, with_technology

ORBIT = ("orbit.period",)
ALTITUDES = evenly("mission.altitude", 5e5, 9e5, 3)


def stacks(*names: str) -> tuple[object, ...]:
    return tuple(shipped_stack(name)[0] for name in names)


@pytest.fixture(scope="module")
def base() -> Design:
    return preset("suncatcher-cluster")


def test_a_grid_goes_through_all_combinations_the_last_fastest() -> None:
    plan = Plan((ALTITUDES, Factor("mission.attitude", values=("a", "b"))), ORBIT)
    rows = [(a, b) for a, b in zip(*plan.columns(0, 100).values(), strict=True)]
    assert plan.size == 6
    assert rows == list(itertools.product((5e5, 7e5, 9e5), ("a", "b")))
    middle = plan.columns(2, 5)
    assert list(zip(*middle.values(), strict=True)) == rows[2:5]


def test_a_logarithmic_grid_has_equal_ratios_and_its_ends() -> None:
    levels = evenly("x", 1.0, 1e4, 5, logarithmic=True).level(np.arange(5))
    assert levels == pytest.approx([1, 10, 100, 1e3, 1e4])
    assert (levels[0], levels[-1]) == (1.0, 1e4)


def test_a_plan_survives_its_json(base: Design) -> None:
    factors = (ALTITUDES, Factor("stack", values=stacks("perovskite-hjt", "gaas"), names=("perovskite-hjt", "b")),
               Factor("mission.sun_synchronous", values=(True, False)))  # fmt: skip
    plan = Plan(factors, ORBIT, "sobol", 8, 3)
    check_plan(base, plan)
    found = plan_from(plan_bytes(plan))
    assert found == plan
    assert type(found.factors[1].values[0]) is type(base.stack)
    with pytest.raises(ValueError, match="cannot be read"):
        plan_from(b"{}")


@pytest.mark.parametrize(("plan", "sentence"), [
    (Plan((), ORBIT), "a study varies at least one field"),
    (Plan(tuple(evenly(f"a{n}", 0, 1, 2) for n in range(7)), ORBIT), "at most 6 fields, not 7"),
    (Plan((ALTITUDES, ALTITUDES), ORBIT), "mission.altitude: is varied twice"),
    (Plan((evenly("mission.height", 1, 2, 3),), ORBIT), "there is no “height”"),
    (Plan((evenly("stack.layers[none].thickness", 1, 2, 3),), ORBIT), "there is no item “none”"),
    (Plan((evenly("mission.altitude", 5e5, 9e9, 3),), ORBIT), "mission.altitude: .* is above"),
    (Plan((evenly("mission.altitude", -5.0, 9e5, 3),), ORBIT), "mission.altitude: .* is below"),
    (Plan((evenly("mission.altitude", 9e5, 5e5, 3),), ORBIT), "from the smaller number to the larger"),
    (Plan((evenly("mission.altitude", 5e5, 9e5, 1),), ORBIT), "two values or more"),
    (Plan((evenly("mission.eccentricity", 0.0, 0.1, 4, logarithmic=True),), ORBIT), "begins above zero"),
    (Plan((Factor("mission.altitude", values=(5e5, float("nan"))),), ORBIT), "mission.altitude: "),
    (Plan((Factor("mission.altitude", values=(5e5, 5e5)),), ORBIT), "given twice"),
    (Plan((Factor("mission.attitude", 0.0, 1.0, 2),), ORBIT), "is no number: list the values"),
    (Plan((Factor("mission.attitude", values=("sideways",)),), ORBIT), "“sideways” is none of"),
    (Plan((Factor("stack", 0.0, 1.0, 2),), ORBIT), "is a whole part of the design"),
    (Plan((Factor("stack", values=("gaas-3j",)),), ORBIT), "is a whole part of the design"),
    (Plan((ALTITUDES,), ()), "asks for at least one result"),
    (Plan((ALTITUDES,), ("orbit.perod",)), "there is no result “orbit.perod”"),
    (Plan((ALTITUDES,), ("orbit.period", "orbit.period")), "is asked for twice"),
    (Plan((ALTITUDES,), ("panel.photocurrents",)), "is a series"),
    (Plan((ALTITUDES,), ORBIT, "sobol", 0), "at least one point"),
    (Plan((ALTITUDES,), ORBIT, "sobol", 8, -1), "seed"),
    (Plan((ALTITUDES,), ORBIT, "list"), "has no list of values"),
    (Plan((Factor("mission.altitude", values=(5e5, 6e5)), Factor("mission.raan", values=(0.0,))), ORBIT, "list"),
     "different lengths"),
    (Plan((evenly("mission.altitude", 5e5, 9e5, 5000), evenly("mission.raan", 0, 1, 5000)), ORBIT),
     "at most 10,000,000 points, not 25,000,000"),
])  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence(base: Design, plan: Plan, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as caught:
        check_plan(base, plan)
    assert "\n" not in str(caught.value)


def test_what_counts_is_varied_in_whole_numbers(base: Design) -> None:
    path = "constellation.planes"
    with pytest.raises(ValueError, match="whole numbers only"):
        check_plan(base, Plan((evenly(path, 1, 3, 3),), ORBIT))
    check_plan(base, Plan((Factor(path, 1, 3, 3, whole=True),), ORBIT))
    with pytest.raises(ValueError, match="only 3 whole numbers"):
        check_plan(base, Plan((Factor(path, 1, 3, 5, whole=True),), ORBIT))


def test_every_number_is_asked_of_a_study() -> None:
    names = every_number()
    assert {"cost.capex", "panel.specific_power_eol", "orbit.period"} <= {*names}
    assert len(names) > 400


def test_a_shipped_stack_takes_its_place(base: Design) -> None:
    stack = with_technology(base, "perovskite-hjt").stack
    plan = Plan((Factor("stack", values=(stack, msgspec.structs.replace(stack, temperature=310.0)),
                        names=("one", "two")),), ORBIT)  # fmt: skip
    check_plan(base, plan)
    assert plan.columns(0, 2)["stack"] == [plan.factors[0].values[0], plan.factors[0].values[1]]
