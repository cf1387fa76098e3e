"""The Pareto front, held against its definition and against one that is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.analysis import Cancelled
from studio.analysis.study.pareto import pareto_front


def by_definition(points: np.ndarray) -> np.ndarray:
    """(N, M), less is better: compares all with all."""
    dominated = np.zeros(len(points), dtype=bool)
    for here, point in enumerate(points):
        dominated[here] = any((other <= point).all() and (other < point).any() for other in points)
    return ~dominated


@given(st.integers(1, 4).flatmap(lambda goals: st.lists(
    st.tuples(*[st.integers(-3, 3)] * goals), min_size=1, max_size=40)))  # fmt: skip
def test_it_is_what_the_definition_says_with_ties_as_well(points):
    points = np.array(points, dtype=float)
    found = pareto_front(list(points.T), [True] * points.shape[1])
    np.testing.assert_array_equal(found, by_definition(points))


@given(st.lists(st.tuples(*[st.floats(-1e6, 1e6)] * 3), min_size=1, max_size=40), st.tuples(*[st.booleans()] * 3))
def test_a_direction_turns_a_goal_round(points, lower):
    points = np.array(points)
    sign = np.where(lower, 1.0, -1.0)
    expected = pareto_front(list((points * sign).T), [True] * 3)
    np.testing.assert_array_equal(pareto_front(list(points.T), lower), expected)


def test_a_quarter_of_a_circle_is_its_own_front():
    angle = np.linspace(0.0, np.pi / 2, 301)
    radius = np.linspace(0.2, 1.0, 5)
    x, y = (np.outer(radius, wave(angle)).ravel() for wave in (np.cos, np.sin))
    found = pareto_front([x, y], [False, False])
    np.testing.assert_allclose(np.hypot(x[found], y[found]), 1.0)
    assert found.sum() >= 299  # the ends may round to either side of an axis


def test_a_point_without_a_number_is_on_no_front():
    found = pareto_front([[1.0, np.nan, 3.0], [3.0, 0.0, np.inf]], [True, True])
    assert found.tolist() == [True, False, False]
    assert not pareto_front([[np.nan], [1.0]], [True, True]).any()


def test_no_goal_is_refused():
    with pytest.raises(ValueError, match="at least one goal"):
        pareto_front([], [])
    with pytest.raises(ValueError, match="direction"):
        pareto_front([[1.0]], [True, False])


def test_a_search_can_be_stopped():
    def stop(_: float) -> None:
        raise Cancelled

    rng = np.random.default_rng(1)
    with pytest.raises(Cancelled):
        pareto_front(list(rng.random((3, 50))), [True] * 3, stop)
