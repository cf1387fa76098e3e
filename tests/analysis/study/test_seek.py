"""Which values of a field give a wanted result: against closed forms, and in real designs."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.analysis import Cancelled, evaluate
from studio.analysis.closing import Free
from studio.analysis.study.seek import Seeker, Sought, seek
from studio.analysis.study.seek_words import sentence
from studio.analysis.trade.model import Reading
from studio.analysis.trade.variable import Variable
from studio.design import DesignError, set_value
from studio.design.edit import field_at
from studio.document import preset

DESIGN = preset("suncatcher-cluster")
NAME = "mass.satellite"


class Curve:
    """Stands for a model with one result that is a known function; NaN where there is none."""

    def __init__(self, function: Any) -> None:
        self.function = function
        self.evaluations = 0
        self._known: dict[float, Reading] = {}

    def at(self, path: str, value: float, share: float) -> Reading:
        if value not in self._known:
            self.evaluations += 1
            found = float(self.function(value))
            self._known[value] = Reading({} if math.isnan(found) else {NAME: found}, "no such value")
        return self._known[value]


def find(function: Any, relation: str, target: float, low: float, high: float, *, whole: bool = False,
         now: float | None = None, quick: Any = None) -> Sought:  # fmt: skip
    field = Variable(DESIGN, Free("array.area", low, high, whole), field_at(DESIGN, "array.area"))
    model: Any = Curve(function)

    def scan(values: np.ndarray) -> tuple[np.ndarray, str]:
        found = np.array([float((quick or function)(value)) for value in values])
        return found, "no such value" if np.isnan(found).any() else ""

    return Seeker(field, model, scan, NAME, relation, target, now).run()  # type: ignore[arg-type]


def ends(found: Sought) -> list[tuple[float, float]]:
    return [(one.low, one.high) for one in found.stretches]


@given(st.floats(0.02, 0.98), st.floats(0.01, 50.0), st.booleans(), st.sampled_from(["=", ">=", "<="]),
       st.sampled_from([(1.0, 5.0), (1.0, 1e4), (0.0, 50.0), (-20.0, 30.0)]))  # fmt: skip
def test_a_straight_line_is_what_is_wanted_where_algebra_says(share, slope, up, relation, bounds):
    low, high = bounds
    where = low + share * (high - low)
    found = find(lambda x: 7.0 + (slope if up else -slope) * (x - where), relation, 7.0, low, high)
    near = pytest.approx(where, rel=1e-9, abs=1e-9 * (high - low))
    (one,) = found.stretches
    if relation == "=":
        assert (one.low, one.high) == (near, near)
        assert one.single
    elif up == (relation == ">="):
        assert (one.low, one.high, one.begins, one.ends) == (near, high, "edge", "bound")
        assert (one.level - 7.0 >= 0.0) if up else (one.level - 7.0 <= 0.0)
    else:
        assert (one.low, one.high, one.begins, one.ends) == (low, near, "bound", "edge")


def test_every_root_is_found_and_the_one_nearest_to_now_is_proposed():
    found = find(lambda x: math.sin(x), "=", 0.5, 0.1, 20.0, now=8.0)
    expected = sorted(k * 2 * math.pi + base for k in range(4) for base in (math.pi / 6, 5 * math.pi / 6))
    assert found.values == pytest.approx([x for x in expected if 0.1 < x < 20.0], rel=1e-9)
    assert found.value == pytest.approx(5 * math.pi / 6 + 2 * math.pi)


def test_two_roots_between_neighbouring_values_are_found():
    """A parabola that dips below by less than the distance between two of the values that are looked at."""
    dip = 1e-3
    found = find(lambda x: (x - 3.1417) ** 2 - dip**2, "=", 0.0, 1.0, 9.0)
    assert found.values == pytest.approx((3.1417 - dip, 3.1417 + dip), rel=1e-8)
    found = find(lambda x: (x - 3.1417) ** 2 - dip**2, "<=", 0.0, 1.0, 9.0)
    assert ends(found) == [pytest.approx((3.1417 - dip, 3.1417 + dip), rel=1e-8)]


def test_a_curve_that_only_touches_meets_what_is_wanted():
    found = find(lambda x: 4.0 + (x - 3.17) ** 2, "=", 4.0, 1.0, 9.0)
    assert found.values == pytest.approx([3.17], abs=1e-4)


def test_a_plateau_is_a_stretch_with_an_edge():
    found = find(lambda x: max(0.0, 5.0 - x) + max(0.0, x - 11.0), "=", 0.0, 1.0, 20.0, now=2.0)
    assert ends(found) == [pytest.approx((5.0, 11.0), rel=1e-9)]
    assert found.value == pytest.approx(5.0)
    assert found.stretches[0].level == 0.0
    assert find(lambda x: max(0.0, 5.0 - x), "=", 0.0, 1.0, 20.0, now=7.7).value == 7.7


def test_steps_leap_past_what_lies_between_them():
    found = find(lambda x: math.floor(x), "=", 4.5, 1.0, 9.0)
    assert not found.met
    assert [(one.below, one.value) for one in found.leaps] == [pytest.approx((5.0, 5.0))]
    assert "leaps past" in sentence(found)
    assert "never" in sentence(found)
    found = find(lambda x: math.floor(x), "=", 4.0, 1.0, 9.0)
    assert ends(found) == [pytest.approx((4.0, 5.0))]
    assert math.floor(found.stretches[0].low) == math.floor(found.stretches[0].high) == 4
    found = find(lambda x: math.floor(x), ">=", 4.5, 1.0, 9.0)
    assert ends(found) == [pytest.approx((5.0, 9.0))]


@given(st.integers(2, 3000), st.integers(1, 4000))
@settings(max_examples=40)
def test_a_field_that_counts_has_whole_edges(target, now):
    found = find(lambda n: 3.0 * n, ">=", 3.0 * target - 1.0, 1, 4000, whole=True, now=now)
    assert ends(found) == [(target, 4000)]
    assert found.value == max(target, now)
    found = find(lambda n: 3.0 * n, "=", 3.0 * target, 1, 4000, whole=True)
    assert ends(found) == [(target, target)]


def test_the_nearest_is_told_where_nothing_meets_it():
    found = find(lambda x: 2.0 + (x - 6.21) ** 2, "=", 1.0, 1.0, 9.0)
    assert not found.met
    assert found.value is None
    assert found.nearest == pytest.approx((6.21, 2.0), rel=1e-6)
    assert find(lambda x: 2.0 + x, "<=", 1.0, 1.0, 9.0).nearest == (1.0, 3.0)


def test_a_quick_look_that_errs_changes_no_answer():
    true = lambda x: x**2  # noqa: E731
    for error in (-0.7, 0.4):
        found = find(true, ">=", 9.0, 1.0, 9.0, quick=lambda x, error=error: true(x) + error)
        assert ends(found) == [pytest.approx((3.0, 9.0), rel=1e-9)]
    found = find(lambda x: 1.0 if 2.0 < x < 7.0 else 0.0, "=", 1.0, 1.0, 9.0, quick=lambda x: 1.0 if x < 6.0 else 0.0)
    assert ends(found) == [pytest.approx((2.0, 7.0), rel=1e-9)]


def test_what_cannot_be_computed_ends_a_stretch_without_an_edge():
    found = find(lambda x: math.nan if 3.0 < x < 6.0 else x, ">=", 2.0, 1.0, 9.0)
    assert [(one.begins, one.ends) for one in found.stretches] == [("edge", "gap"), ("gap", "bound")]
    assert ends(found)[0] == (pytest.approx(2.0), pytest.approx(3.0, abs=0.04))
    assert found.failed > 80
    assert found.gaps
    assert "as far as it can be computed" in sentence(found)
    assert "could not be computed" in sentence(found)
    with pytest.raises(ValueError, match="no such value"):
        find(lambda x: math.nan, "=", 1.0, 1.0, 9.0)


def test_a_field_that_changes_nothing_is_told():
    assert "does not change" in sentence(find(lambda x: 5.0, "=", 4.0, 1.0, 9.0))


# Real designs


def test_the_altitude_of_a_period_is_that_of_the_stage():
    found = seek(DESIGN, "mission.altitude", "orbit.period", "=", 6000.0)
    (altitude,) = found.values
    assert evaluate(set_value(DESIGN, "mission.altitude", altitude), only=("orbit",))["orbit.period"] == (
        pytest.approx(6000.0, rel=1e-12))  # fmt: skip
    # Kepler alone; what the flattened Earth adds to the draconic period is below a thousandth.
    axis = (3.986004418e14 * (6000.0 / (2.0 * math.pi)) ** 2) ** (1.0 / 3.0)
    assert altitude == pytest.approx(axis - 6378137.0, abs=1e-3 * axis)


def test_the_altitude_without_eclipse_is_the_lowest_from_which_on_there_is_none():
    found = seek(DESIGN, "mission.altitude", "illumination.eclipse_season_days", "=", 0.0, 9e5, 2.2e6)
    (stretch,) = found.stretches
    assert stretch.ends == "bound"

    def days(altitude: float) -> float:
        design = set_value(DESIGN, "mission.altitude", altitude)
        return float(evaluate(design, only=("illumination",))["illumination.eclipse_season_days"])

    assert days(stretch.low) == 0.0 < days(stretch.low - 1.0)
    assert found.value == stretch.low
    assert "for every “Altitude” from" in sentence(found)
    assert "where the search ends" in sentence(found)


def test_the_area_that_meets_a_margin_is_the_edge():
    found = seek(DESIGN, "array.area", "power.margin_eol", ">=", 0.0, 50.0, 200.0)
    (stretch,) = found.stretches
    margin = [evaluate(set_value(DESIGN, "array.area", area), only=("power",))["power.margin_eol"]
              for area in (stretch.low, stretch.low * (1.0 - 1e-9))]  # fmt: skip
    assert margin[0] >= 0.0 > margin[1]


@pytest.mark.parametrize(("given", "words"), [
    (("array.colour", NAME, "=", 1.0), "colour"),
    (("mission.attitude", NAME, "=", 1.0), "holds no number"),
    (("array.area", "mass.nothing", "=", 1.0), "there is no result"),
    (("array.area", "orbit.raan", "=", math.inf), "no"),
    (("array.area", NAME, "=", 1.0, 5.0, 2.0), "not below the upper"),
])  # fmt: skip
def test_what_cannot_be_sought_is_refused_in_one_sentence(given, words):
    with pytest.raises((ValueError, DesignError), match=words):
        seek(DESIGN, *given)


def test_a_search_tells_its_share_and_can_be_cancelled():
    shares: list[float] = []
    seek(DESIGN, "array.area", NAME, "=", 600.0, 50.0, 200.0, shares.append)
    assert shares == sorted(shares)
    assert 0.0 <= shares[0] <= shares[-1] <= 1.0

    def stop(share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        seek(DESIGN, "array.area", NAME, "=", 600.0, 50.0, 200.0, stop)
