"""Where two results meet: against closed forms, and what is said where they never do."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.analysis import Cancelled, evaluate
from studio.analysis.closing import Free
from studio.analysis.trade import break_even
from studio.analysis.trade.crossing import Found, Search
from studio.analysis.trade.model import Reading
from studio.analysis.trade.variable import Variable
from studio.design import Design, DesignError, get_value, set_value
from studio.design.edit import field_at
from studio.document import preset
from studio.document.stack_text import with_technology


class Curves:
    """Stands for a model whose two results are known functions; None where there is none."""

    def __init__(self, one: Callable[[float], float | None], other: Callable[[float], float]) -> None:
        self._one, self._other = one, other
        self.evaluations = 0

    def at(self, path: str, value: float, share: float) -> Reading:
        self.evaluations += 1
        one = self._one(value)
        return Reading({"other": self._other(value)} | ({} if one is None else {"one": one}), "no such value")


def search(one: Callable[[float], float | None], other: Callable[[float], float], low: float, high: float,
           whole: bool = False, now: float | None = None) -> Found:  # fmt: skip
    design = preset("suncatcher-cluster")
    field = Variable(design, Free("array.area", low, high, whole), field_at(design, "array.area"))
    model: Any = Curves(one, other)
    return Search(model, field, "one", "other").run(now)


@given(slope=st.floats(0.01, 100.0), at=st.floats(0.03, 0.97), level=st.floats(-10.0, 10.0), up=st.booleans(),
       bounds=st.sampled_from([(1.0, 5.0), (1.0, 1e4), (0.0, 50.0), (-20.0, 30.0)]))  # fmt: skip
def test_two_straight_lines_meet_where_algebra_says(slope, at, level, up, bounds):
    low, high = bounds
    where = low + at * (high - low)
    slope = slope if up else -slope
    found = search(lambda x: level + slope * (x - where), lambda x: level, low, high)
    assert len(found.crossings) == 1
    assert found.crossings[0].value == pytest.approx(where, rel=1e-6, abs=1e-6 * (high - low))
    assert found.crossings[0].falls is not up
    assert found.crossings[0].below is None


@given(target=st.integers(2, 400), now=st.integers(1, 500))
def test_a_field_that_counts_passes_between_neighbours(target, now):
    found = search(lambda n: 1000.0 / n, lambda n: 1000.0 / (target - 0.5), 1, 500, whole=True, now=now)
    (crossing,) = found.crossings
    assert (crossing.below, crossing.value) == (target - 1, target)
    assert np.all(found.x == np.round(found.x))


def test_several_crossings_begin_with_the_one_nearest_to_now():
    found = search(lambda x: (x - 2.0) * (x - 5.0) * (x - 8.0), lambda x: 0.0, 1.0, 9.0, now=7.5)
    assert [one.value for one in found.crossings] == pytest.approx([8.0, 5.0, 2.0])
    assert [one.falls for one in found.crossings] == [False, True, False]


def test_a_leap_is_told_from_a_meeting():
    found = search(lambda x: 1.0 if x < 3.3 else 2.0, lambda x: 1.5, 1.0, 9.0)
    (crossing,) = found.crossings
    assert (crossing.below, crossing.value) == pytest.approx((3.3, 3.3))


def test_curves_that_only_touch_have_met():
    found = search(lambda x: 4.0 + (x - 3.17) ** 2, lambda x: 4.0, 1.0, 9.0)
    assert [one.value for one in found.crossings] == pytest.approx([3.17], abs=1e-3)
    assert not search(lambda x: 4.001 + (x - 3.17) ** 2, lambda x: 4.0, 1.0, 9.0).crossings


def test_no_crossing_is_invented_where_values_are_missing():
    found = search(lambda x: None if 4.0 < x < 6.0 else x, lambda x: 5.0, 1.0, 9.0)
    assert not found.crossings
    assert all(4.0 < gap.value < 6.0 and gap.reason for gap in found.gaps)
    with pytest.raises(ValueError, match="no such value"):
        search(lambda x: None, lambda x: 5.0, 1.0, 9.0)


@given(scale=st.floats(0.1, 10.0))
def test_the_nearest_place_is_the_nearest(scale):
    found = search(lambda x: scale * (2.0 + abs(x - 4.2)), lambda x: scale, 1.0, 9.0)
    assert not found.crossings
    assert found.x[found.nearest] == pytest.approx(4.2, abs=1e-3)


@pytest.fixture(scope="module")
def design() -> Design:
    return preset("suncatcher-cluster")


@pytest.mark.parametrize("target", [600.0, 777.0, 1500.0])
def test_the_mass_of_the_platform_at_which_a_satellite_has_a_given_mass(design, target):
    # The platform adds to the mass as it is, times the margin: two evaluations give the straight line.
    one, two = (evaluate(set_value(design, "platform.mass", mass), only=("mass",))["mass.satellite"]
                for mass in (100.0, 200.0))  # fmt: skip
    expected = 100.0 + (target - one) / (two - one) * 100.0
    found = break_even(design, "platform.mass", "mass.satellite", target)
    assert found.value == pytest.approx(expected, rel=1e-6)
    assert found.crossings[0].level == pytest.approx(target, rel=1e-6)
    assert f"is {target:g} kg" in found.sentence() or "t where" in found.sentence()


def test_at_the_crossing_the_design_itself_says_so(design):
    found = break_even(design, "array.area", "power.margin_eol", 0.0)
    assert found.value is not None
    closed = evaluate(set_value(design, "array.area", found.value), only=("power",))
    assert closed["power.margin_eol"] == pytest.approx(0.0, abs=1e-3)
    for x, y in list(zip(found.x, found.result, strict=True))[::10]:
        again = evaluate(set_value(design, "array.area", float(x)), only=("power",))["power.margin_eol"]
        assert y == pytest.approx(again, rel=1e-9)
    assert np.min(np.abs(found.x / get_value(design, "array.area") - 1.0)) < 1e-12


def test_what_never_meets_says_how_near_it_comes(design):
    found = break_even(design, "array.area", "mass.satellite", 1.0)
    assert found.value is None
    sentence = found.sentence()
    assert "never meets 1 kg" in sentence
    assert "times as much" in sentence
    assert found.x[found.nearest] == found.x[0]  # the smallest array is the lightest


def test_a_field_that_changes_nothing_is_said_to(design):
    sentence = break_even(design, "link.outage", "mass.satellite", 1.0).sentence()
    assert "changes neither" in sentence


def test_what_keeps_a_field_from_counting_is_chosen_and_told(design):
    gate, wanted = field_at(design, "payload.count").when
    assert get_value(design, gate) != wanted
    found = break_even(design, "payload.count", "payload.compute_rate", 1e15)
    assert get_value(found.variable.design, gate) == wanted
    assert found.sentence().startswith("“Payload from” is taken as Count")
    (crossing,) = found.crossings
    counted = found.variable.design
    under, over = (evaluate(set_value(counted, "payload.count", round(n)), only=("payload",))["payload.compute_rate"]
                   for n in (crossing.below or crossing.value, crossing.value))  # fmt: skip
    assert under <= 1e15 <= over


@pytest.mark.parametrize(("path", "options", "words"), [
    ("array.width", {}, "there is no “width”"),
    ("mission.sun_synchronous", {}, "holds no number"),
    ("array.area", {"low": 5.0, "high": 2.0}, "not below"),
    ("array.area", {"low": -5.0}, "outside"),
    ("array.area", {"low": math.nan}, "outside"),
])  # fmt: skip
def test_a_field_that_cannot_be_varied_is_refused_in_a_sentence(design, path, options, words):
    with pytest.raises(DesignError, match=words):
        break_even(design, path, "mass.satellite", 500.0, **options)


@pytest.mark.parametrize(("result", "against", "words"), [
    ("mass.everything", 1.0, "there is no result"),
    ("mass.satellite", "mass.everything", "there is no result"),
    ("mass.satellite", "power.array_bol", "cannot meet"),
    ("mass.satellite", math.inf, "not a finite number"),
    ("power.life_time", 1.0, "not a single number"),
])  # fmt: skip
def test_results_that_cannot_meet_are_refused(design, result, against, words):
    with pytest.raises(ValueError, match=words):
        break_even(design, "array.area", result, against)


def test_a_search_tells_its_progress_and_stops(design):
    shares: list[float] = []
    break_even(design, "platform.mass", "mass.satellite", 600.0, checkpoint=shares.append)
    assert shares == sorted(shares)
    assert all(0.0 <= share <= 1.0 for share in shares)
    assert len(set(shares)) > 10

    def stop(share: float) -> None:
        if share > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        break_even(design, "platform.mass", "mass.satellite", 600.0, checkpoint=stop)


def test_a_crossing_tells_the_specific_power_that_no_field_holds():
    """Launched power is the launch price over specific power and life: both move by the same share."""
    design = preset("suncatcher-cluster")
    now = evaluate(design)
    space, ground = "cost.launched_power_price", "ground.power_price"
    (one,) = break_even(design, "array.structure_areal_mass", space, ground).crossings
    assert one.specific_power == pytest.approx(now["mass.specific_power"] * now[space] / one.level, rel=1e-6)
    found = break_even(design, "array.structure_areal_mass", space, ground)
    assert f"{one.specific_power:.4g} W/kg" in found.sentence()
    (price,) = break_even(design, "launch.price", space, ground).crossings
    assert price.specific_power is None


def test_the_price_of_cells_begins_from_the_catalogue_and_is_paid():
    """A design that pays its arrays by the watt has no panel price: the one of its technology is where to begin."""
    design = with_technology(preset("suncatcher-cluster"), "gainp-gaas-ge")
    assert design.cost.array_from == "stated"
    listed = evaluate(design)["panel.price_per_area"]
    found = break_even(design, "stack.price", "cost.lcoe", 5000.0 / 3.6e9)
    assert found.now == listed
    assert "taken as From the stack" in found.variable.chosen
    (one,) = found.crossings
    paid = set_value(set_value(design, "cost.array_from", "stack"), "stack.price", one.value)
    assert evaluate(paid)["cost.lcoe"] == pytest.approx(5000.0 / 3.6e9, rel=1e-6)
    with pytest.raises(DesignError, match="has no value to begin from"):
        break_even(preset("suncatcher-cluster"), "stack.price")


@pytest.mark.parametrize("path", ["launch.learning_rate", "launch.yearly_mass", "launch.learning_price"])
def test_what_shapes_the_learning_curve_sets_the_price_while_it_is_varied(path):
    """A stated launch price does not learn: to vary the curve is to launch at its price."""
    design = preset("suncatcher-cluster")
    assert design.launch.price_basis == "stated"
    found = break_even(design, path, "cost.launched_power_price", "ground.power_price")
    assert "taken as Learning curve" in found.variable.chosen
    (one,) = found.crossings
    learnt = set_value(set_value(design, "launch.price_basis", "learning"), path, one.value)
    results = evaluate(learnt)
    assert results["cost.launched_power_price"] == pytest.approx(results["ground.power_price"], rel=1e-6)
