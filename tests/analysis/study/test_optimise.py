"""The optimiser against functions whose best is known in closed form, and what it says where there is none."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.analysis import Cancelled
from studio.analysis.sampling import FINE, QUICK
from studio.analysis.study import Factor
from studio.analysis.study.optimise import Goal, Optimum, Problem, optimise
from studio.analysis.study.optimise.front import reach, spread_out, unbeaten, worth_it
from studio.analysis.study.optimise.space import Space
from studio.design import DesignError, get_value, set_value
from studio.design.requirement import Requirement
from studio.document import preset
from tests.analysis.study.analytic import FOUR, ONE, THREE, TWO, Analytic, box

DESIGN = preset("shell-500km-eclipse")
CHECKED = set_value(set_value(DESIGN, "thermal.radiator_sizing", "check"), "payload.sizing", "count")
"""A design in which a given radiator and a number of accelerators count."""


def need(result: str, relation: str, value: float) -> Requirement:
    return Requirement(f"{result} {relation} {value}", result, relation, value)  # type: ignore[arg-type]


def front_of(found: Optimum) -> np.ndarray:
    return np.array([[one.results[goal.result] for goal in found.problem.goals] for one in found.front])


def sphere(centre):
    return lambda x: {ONE: np.sum((x - centre) ** 2, axis=1)}


# One goal


@pytest.mark.parametrize("seed", [0, 1])
def test_the_bottom_of_rosenbrocks_valley_is_found(seed):
    """H. Rosenbrock, Comput. J. 3 (1960) 175: 0 at (1, 1)."""
    valley = Analytic(lambda x: {ONE: 100.0 * (x[:, 1] - x[:, 0] ** 2) ** 2 + (1.0 - x[:, 0]) ** 2})
    found = optimise(DESIGN, Problem(box((0.1, 3.0), (0.1, 3.0)), (Goal(ONE),), seed=seed), evaluate=valley)
    assert found.front[0].results[ONE] < 1e-8
    assert list(found.front[0].values.values()) == pytest.approx([1.0, 1.0], abs=1e-3)
    assert found.evaluations == sum(count for sampling, count in valley.calls if sampling == QUICK) <= 5000
    assert len(valley.seen) == len(set(valley.seen))  # nothing is computed twice


def test_the_lowest_of_many_valleys_is_found():
    """Rastrigin's function: 0 at 0, of 11 × 11 valleys; here its middle is moved off that of the box."""

    def egg_box(x):
        y = x - 4.3
        return {ONE: 20.0 + np.sum(y**2 - 10.0 * np.cos(2.0 * np.pi * y), axis=1)}

    found = optimise(DESIGN, Problem(box((0.5, 10.0), (0.5, 10.0)), (Goal(ONE),)), evaluate=Analytic(egg_box))
    assert found.front[0].results[ONE] < 1e-6


def test_a_goal_that_leans_on_a_bound_ends_on_it():
    """Smallest x + 2 y with x y >= 1/8: Lagrange gives x = 1/2, y = 1/4 and the goal 1."""
    leaning = Analytic(lambda x: {ONE: x[:, 0] + 2.0 * x[:, 1], TWO: x[:, 0] * x[:, 1]})
    problem = Problem(box((0.01, 1.0), (0.01, 1.0)), (Goal(ONE),), (need(TWO, ">=", 0.125),), 10_000)
    found = optimise(DESIGN, problem, evaluate=leaning)
    assert found.front[0].results[ONE] == pytest.approx(1.0, abs=1e-4)
    assert found.front[0].met
    assert found.ended == "converged"


def test_the_largest_is_the_smallest_of_the_negative():
    hill = Analytic(lambda x: {ONE: 7.0 - (x[:, 0] - 2.5) ** 2})
    found = optimise(DESIGN, Problem(box((0.5, 10.0)), (Goal(ONE, largest=True),), evaluations=2000), evaluate=hill)
    assert found.front[0].results[ONE] == pytest.approx(7.0, abs=1e-6)


def test_numbers_that_count_and_choices_find_their_best_among_all_combinations():
    """Against every combination: 60 counts, 4 choices, and a third that lies between bounds."""
    worth = {"sun_pointing": 3.0, "edge_on": 0.4, "zenith": 0.2, "nadir": 1.1}
    factors = (Factor("payload.count", 1.0, 60.0, whole=True), Factor("mission.attitude", values=tuple(worth)),
               Factor("array.area", 1.0, 2.0))  # fmt: skip

    def mixed(x):
        count, area = x[:, 0].astype(float), x[:, 2].astype(float)
        return {ONE: worth_of(x[:, 1]) * (1.0 + (count - 37.2) ** 2 / 100.0) + (area - 1.25) ** 2}

    def worth_of(names):
        return np.array([worth[name] for name in names])

    found = optimise(CHECKED, Problem(factors, (Goal(ONE),)), evaluate=Analytic(mixed))
    best = min(itertools.product(range(1, 61), worth), key=lambda one: worth[one[1]] * (1 + (one[0] - 37.2) ** 2 / 100))
    assert (found.front[0].values["payload.count"], found.front[0].values["mission.attitude"]) == best == (37, "zenith")
    assert isinstance(found.front[0].values["payload.count"], int)
    assert found.front[0].values["array.area"] == pytest.approx(1.25, abs=1e-3)


def test_where_there_are_few_combinations_all_are_computed():
    factors = (Factor("payload.count", 1.0, 20.0, whole=True), Factor("array.area", values=(100.0, 120.0, 140.0)))
    table = Analytic(lambda x: {ONE: x[:, 0] + x[:, 1], TWO: -x[:, 0] * x[:, 1]})
    found = optimise(CHECKED, Problem(factors, (Goal(ONE), Goal(TWO))), evaluate=table)
    assert found.evaluations == 60
    assert found.ended == "converged"
    every = np.array([[n + a, -n * a] for n in range(1, 21) for a in (100.0, 120.0, 140.0)])
    assert sorted(map(tuple, front_of(found))) == sorted(map(tuple, every[unbeaten(every)]))


# Several goals


def test_a_front_that_is_bent_inwards_is_covered():
    """ZDT2 (E. Zitzler et al., Evol. Comput. 8 (2000) 173): f2 = 1 − f1² on the front, for all f1 from 0 to 1."""

    def inwards(x):
        y = x - 1.0
        g = 1.0 + 9.0 * y[:, 1:].mean(axis=1)
        return {ONE: y[:, 0], TWO: g * (1.0 - (y[:, 0] / g) ** 2)}

    told = []
    problem = Problem(box((1.0, 2.0), (1.0, 2.0), (1.0, 2.0)), (Goal(ONE), Goal(TWO)), evaluations=8000, seed=3)
    found = optimise(DESIGN, problem, evaluate=Analytic(inwards), on_generation=told.append)
    front = front_of(found)
    assert len(front) == 64
    assert np.max(np.abs(front[:, 1] - (1.0 - front[:, 0] ** 2))) < 0.03
    assert np.max(np.diff(front[:, 0])) < 0.06
    assert (front[0, 0], front[-1, 0]) == pytest.approx((0.0, 1.0), abs=0.01)
    assert found.ended == "converged"
    assert [one.number for one in told] == list(range(1, found.generations + 1))
    assert told[0].change == 1.0
    assert told[-1].change <= 2e-3
    both = np.stack([told[-1].points.result(name)[: told[-1].count] for name in (ONE, TWO)], axis=1)
    assert set(told[-1].front.tolist()) <= set(unbeaten(both).tolist())


def test_two_goals_between_two_bounds():
    """T. Binh, U. Korn (1997): the front lies on x = y to 3, then on y = 3."""

    def two(x):
        a, b = x[:, 0] - 1.0, x[:, 1] - 1.0
        return {ONE: 4 * a**2 + 4 * b**2, TWO: (a - 5) ** 2 + (b - 5) ** 2, THREE: (a - 5) ** 2 + b**2,
                FOUR: (a - 8) ** 2 + (b + 3) ** 2}  # fmt: skip

    problem = Problem(box((1.0, 6.0), (1.0, 4.0)), (Goal(ONE), Goal(TWO)),
                      (need(THREE, "<=", 25.0), need(FOUR, ">=", 7.7)), evaluations=8000)  # fmt: skip
    found = optimise(DESIGN, problem, evaluate=Analytic(two))
    line = np.linspace(0.0, 5.0, 4001)
    true = np.stack([4 * line**2 + 4 * np.minimum(line, 3.0) ** 2,
                     (line - 5) ** 2 + (np.minimum(line, 3.0) - 5) ** 2], axis=1) / (136.0, 50.0)  # fmt: skip
    front = front_of(found) / (136.0, 50.0)
    apart = np.linalg.norm(true[:, None] - front[None], axis=2)
    assert apart.min(axis=0).max() < 0.01  # all of the front found is near the true one
    assert apart.min(axis=1).max() < 0.05  # and all of the true one is near to some of it
    assert all(one.met for one in found.front)


def test_four_goals_stand_on_the_unit_sphere():
    """DTLZ2 (K. Deb et al., 2005): the squares of the goals sum to 1 on the front."""

    def ball(x):
        y = x - 1.0
        g = 1.0 + (y[:, 3] - 0.5) ** 2
        a, b, c = (np.pi / 2.0 * y[:, place] for place in range(3))
        return {ONE: g * np.cos(a) * np.cos(b) * np.cos(c), TWO: g * np.cos(a) * np.cos(b) * np.sin(c),
                THREE: g * np.cos(a) * np.sin(b), FOUR: g * np.sin(a)}  # fmt: skip

    factors = (*box((1.0, 2.0), (1.0, 2.0), (1.0, 2.0)), Factor("thermal.given_area", 1.0, 2.0))
    problem = Problem(factors, tuple(Goal(name) for name in (ONE, TWO, THREE, FOUR)), evaluations=6000)
    sized = set_value(DESIGN, "thermal.radiator_sizing", "check")
    found = optimise(sized, problem, evaluate=Analytic(ball))
    beyond = np.sum(front_of(found) ** 2, axis=1) - 1.0
    assert beyond.min() > -1e-12
    assert np.median(beyond) < 0.03
    assert beyond.max() < 0.3
    assert np.all(front_of(found).max(axis=0) > 0.9)


# Quick and in full


@pytest.mark.parametrize("flatter", [0.02, -0.02])
def test_what_the_quick_results_get_wrong_is_put_right(flatter):
    """The bound holds for the results computed in full, and is reached, whichever way the quick ones err."""
    leaning = Analytic(lambda x: {ONE: x[:, 0] + 2.0 * x[:, 1], TWO: x[:, 0] * x[:, 1]}, {TWO: flatter})
    problem = Problem(box((0.01, 1.0), (0.01, 1.0)), (Goal(ONE),), (need(TWO, ">=", 0.125),))
    found = optimise(DESIGN, problem, evaluate=leaning)
    assert found.front[0].met
    assert found.front[0].results[ONE] == pytest.approx(1.0, abs=2e-3)
    assert found.front[0].quick[TWO] == pytest.approx(found.front[0].results[TWO] + flatter)
    assert bool(found.lost) is (flatter > 0.0)
    assert ("looked good" in found.sentence()) is (flatter > 0.0)


def test_only_the_front_is_computed_in_full():
    ball = Analytic(lambda x: {ONE: x[:, 0], TWO: 1.0 / x[:, 0] + (x[:, 1] - 1.5) ** 2})
    optimise(DESIGN, Problem(box((1.0, 2.0), (1.0, 2.0)), (Goal(ONE), Goal(TWO))), evaluate=ball)
    assert sum(count for sampling, count in ball.calls if sampling == FINE) == 64


def test_one_design_that_is_best_in_all_goals_is_told_as_such():
    both = Analytic(lambda x: {ONE: x[:, 0], TWO: 2.0 * x[:, 0]})
    found = optimise(DESIGN, Problem((Factor("array.area", values=(1.0, 2.0, 3.0)),), (Goal(ONE), Goal(TWO))),
                     evaluate=both)  # fmt: skip
    assert "One design is the best in all goals: “Satellite mass” 1 kg, “Capital” 2 USD." in found.sentence()
    both = Analytic(lambda x: {ONE: x[:, 0], TWO: -x[:, 0]})
    found = optimise(DESIGN, Problem((Factor("array.area", values=(1.0, 2.0, 3.0)),), (Goal(ONE), Goal(TWO))),
                     evaluate=both)  # fmt: skip
    assert "3 designs, none of which" in found.sentence()


# What cannot be met, or computed


def test_a_bound_that_cannot_be_met_is_named_with_what_lacks():
    square = Analytic(lambda x: {ONE: x[:, 0], TWO: x[:, 0] * x[:, 1], THREE: x[:, 1]})
    problem = Problem(box((0.5, 1.0), (0.5, 1.0)), (Goal(ONE),), (need(TWO, ">=", 1.5), need(THREE, "<=", 5.0)))
    found = optimise(DESIGN, problem, evaluate=square)
    assert not found.met
    assert found.front == ()
    assert found.nearest is not None
    assert found.nearest.results[TWO] == pytest.approx(1.0, abs=1e-3)
    (short, fine) = found.shortfalls
    assert (short.best, short.missed, short.alone) == (pytest.approx(1.0, abs=1e-3), True, False)
    assert not fine.missed
    assert "“Capital” ≥ 1.5 USD is met nowhere: the best found is" in found.sentence()
    assert "0.5 USD off" in found.sentence()


def test_bounds_that_contradict_each_other_are_told_from_those_that_cannot_be_met():
    line = Analytic(lambda x: {ONE: x[:, 0], TWO: x[:, 0], THREE: 1.0 - x[:, 0]})
    problem = Problem(box((0.01, 1.0)), (Goal(ONE),), (need(TWO, ">=", 0.8), need(THREE, ">=", 0.8)))
    found = optimise(DESIGN, problem, evaluate=line)
    assert not found.met
    assert all(one.alone for one in found.shortfalls)
    assert "but not with all the others" in found.sentence()


def test_points_that_fail_are_no_answer_and_are_counted_with_their_reason():
    def half(x):
        return {ONE: np.where(x[:, 0] < 0.6, np.nan, x[:, 0])}

    found = optimise(DESIGN, Problem(box((0.01, 1.0)), (Goal(ONE),), evaluations=1000), evaluate=Analytic(half))
    assert found.front[0].results[ONE] == pytest.approx(0.6, abs=1e-3)
    assert found.failures == (("no such design", len(found.points.failures)),)
    assert len(found.points.failures) == np.sum(found.points.places[:, 0] * 0.99 + 0.01 < 0.6)
    assert "failed; the most frequent reason" in found.sentence()


def test_nothing_at_all_can_be_computed():
    never = Analytic(lambda x: {ONE: np.full(len(x), np.nan)})
    found = optimise(DESIGN, Problem(box((0.01, 1.0)), (Goal(ONE),), evaluations=64), evaluate=never)
    assert found.best is found.nearest
    assert "No design could be computed" in found.sentence()


# Seeds, stopping, what is told


def test_the_same_seed_gives_the_same_and_another_seed_other_points():
    def run(seed):
        problem = Problem(box((0.5, 3.0), (0.5, 3.0)), (Goal(ONE),), evaluations=600, seed=seed)
        return optimise(DESIGN, problem, evaluate=Analytic(sphere(1.7)))

    one, two, other = run(5), run(5), run(6)
    assert np.array_equal(one.points.places, two.points.places)
    assert one.front == two.front
    assert not np.array_equal(one.points.places[:50], other.points.places[:50])


def test_the_design_itself_is_the_first_point_where_it_lies_within():
    area = get_value(DESIGN, "array.area")
    ball = Analytic(sphere(area))
    optimise(DESIGN, Problem(box((area / 3, area * 3)), (Goal(ONE),), evaluations=64), evaluate=ball)
    assert ball.seen[0][0] == pytest.approx(area, rel=1e-12)


def test_stopping_keeps_the_best_so_far_and_computes_it_in_full():
    told = []
    found = optimise(DESIGN, Problem(box((0.5, 3.0), (0.5, 3.0)), (Goal(ONE),)), evaluate=Analytic(sphere(1.0)),
                     on_generation=told.append, stop=lambda: len(told) >= 4)  # fmt: skip
    assert found.ended == "stopped"
    assert found.met
    results = found.points.result(ONE)
    assert found.front[0].quick[ONE] == results.min()
    assert "before it was stopped" in found.sentence()


def test_stopping_before_anything_is_there_is_no_defect():
    found = optimise(DESIGN, Problem(box((0.5, 3.0)), (Goal(ONE),)), evaluate=Analytic(sphere(1.0)), stop=lambda: True)
    assert (found.front, found.best, found.evaluations) == ((), None, 0)
    assert "Stopped before" in found.sentence()


def test_cancelling_gives_no_answer():
    def never(share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        optimise(DESIGN, Problem(box((0.5, 3.0)), (Goal(ONE),)), evaluate=Analytic(sphere(1.0)), checkpoint=never)


@pytest.mark.parametrize(("problem", "words"), [
    (Problem((), (Goal(ONE),)), "varies at least one field"),
    (Problem(box((1.0, 2.0)), ()), "nothing is to be minimised"),
    (Problem(box((2.0, 1.0)), (Goal(ONE),)), "from the smaller number to the larger"),
    (Problem(box((-1.0, 1.0)), (Goal(ONE),)), "is below 0.01"),
    (Problem((Factor("array.colour", 1.0, 2.0),), (Goal(ONE),)), "colour"),
    (Problem((*box((1.0, 2.0)), *box((1.0, 2.0))), (Goal(ONE),)), "is varied twice"),
    (Problem(box((1.0, 2.0)), (Goal(ONE), Goal(ONE, largest=True))), "sought twice"),
    (Problem(box((1.0, 2.0)), (Goal("mass.nothing"),)), "mass.nothing"),
    (Problem(box((1.0, 2.0)), (Goal("panel.jsc"),), (need("panel.layers", ">=", 0.0),)), "panel.layers"),
    (Problem(box((1.0, 2.0)), (Goal("orbit.period"),)), "nothing that is varied acts on"),
    (Problem((Factor("battery.energy", 0.0, 2.0, logarithmic=True),), (Goal(ONE),)), "begins above zero"),
    (Problem((Factor("mission.attitude", values=("nadir", "upside")),), (Goal(ONE),)), "upside"),
    (Problem((Factor("mission.sun_synchronous", 0.0, 1.0),), (Goal(ONE),)), "is no number"),
    (Problem(box((1.0, 2.0)), (Goal(ONE),), evaluations=3), "from 8 to"),
    (Problem((Factor("thermal.given_area", 1.0, 2.0),), (Goal(ONE),)), "does not count while"),
])  # fmt: skip
def test_what_cannot_be_searched_is_refused_in_one_sentence(problem, words):
    with pytest.raises((ValueError, DesignError), match=words):
        optimise(DESIGN, problem, evaluate=Analytic(sphere(1.0)))


# Fronts and places


def test_a_point_that_gains_next_to_nothing_for_a_great_loss_is_left_out():
    goals = np.array([[0.0, 3.0], [1e-9, 1.0], [0.5, 0.5], [1.0, 0.0], [1.0 + 1e-3, -1e-3]])
    assert worth_it(goals).tolist() == [1, 2, 3, 4]


def test_the_reach_of_a_staircase_is_its_area():
    """Two points of a front in the unit square with the reference at 1.1: 1.1 · 0.1 + 0.6 · 0.5 … by rectangles."""
    front = np.array([[0.0, 1.0], [0.5, 0.5], [1.0, 0.0]])
    area = 1.1 * 0.1 + 0.6 * 0.5 + 0.1 * 0.5
    assert reach(front, np.zeros(2), np.ones(2)) == pytest.approx(area / 1.1**2)


@given(st.integers(1, 300), st.integers(2, 40))
@settings(max_examples=30)
def test_some_of_a_front_keep_its_ends(count, most):
    x = np.linspace(0.0, 1.0, count)
    goals = np.stack([x, 1.0 - np.sqrt(x)], axis=1)
    kept = spread_out(goals, most)
    assert len(kept) == min(count, most) == len(set(kept.tolist()))
    assert {0, count - 1} <= set(kept.tolist())


@given(st.lists(st.floats(0.0, 1.0), min_size=4, max_size=4))
def test_settled_places_stay_and_come_back_from_their_values(place):
    space = Space((Factor("mission.altitude", 4e5, 4e6, logarithmic=True), Factor("payload.count", 3, 11, whole=True),
                   Factor("array.area", values=(1.0, 4.0, 9.0)), Factor("battery.energy", 1.0, 7.0)))  # fmt: skip
    settled = space.settled(np.array([place]))
    assert np.array_equal(space.settled(settled), settled)
    values = space.values(settled[0])
    assert 4e5 <= values["mission.altitude"] <= 4e6
    assert values["payload.count"] in range(3, 12)
    assert values["array.area"] in {1.0, 4.0, 9.0}
    assert values["battery.energy"] == pytest.approx(1.0 + 6.0 * place[3])
