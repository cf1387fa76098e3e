"""Which numbers are uncertain and how they are drawn: within what they may be, and the same for the same seed."""

import msgspec
import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy import stats

from studio import catalogue
from studio.analysis.study.uncertainty.anchor import anchor
from studio.analysis.study.uncertainty.draw import METHODS, drawn, unit_places
from studio.analysis.study.uncertainty.uncertain import default_spread, uncertain_numbers
from studio.catalogue.spread import shares
from studio.design import Design, get_value, set_value
from studio.design.quantity import NUMBER, RATIO
from studio.design.requirement import Source
from studio.design.spread import Spread
from studio.design.spread_edit import set_spread
from studio.document import preset
from tests.design_strategies import designs


@pytest.fixture(scope="module")
def start() -> Design:
    return preset("suncatcher-cluster")


def of(design: Design, path: str):
    return next(number for number in uncertain_numbers(design) if number.path == path)


def with_source(design: Design, path: str, confidence: str | None) -> Design:
    sources = {key: source for key, source in design.sources.items() if key != path}
    if confidence is not None:
        sources[path] = Source("Somebody", confidence, "2026")
    return msgspec.structs.replace(design, sources=sources)


@pytest.mark.parametrize("confidence", ["measured", "published", "derived", "assumed", None])
def test_a_number_is_as_wide_as_its_source_is_doubtful(start, confidence):
    number = of(with_source(start, "platform.mass", confidence), "platform.mass")
    share, spread = shares()[confidence or "assumed"], number.spread
    assert number.confidence == (confidence or "")
    assert number.origin == "confidence"
    if spread.kind == "normal":
        assert (spread.mode, spread.deviation) == pytest.approx((120.0, 0.5 * share * 120.0))
    else:
        assert (spread.low, spread.mode, spread.high) == pytest.approx(
            (120.0 * (1 - share), 120.0, 120.0 * (1 + share)))  # fmt: skip
    assert spread.source  # nothing is wide for no reason


def test_what_is_decided_counts_or_is_money_is_exact(start):
    paths = {number.path for number in uncertain_numbers(start)}
    assert {path for path in paths if path.startswith(("mission.", "constellation.", "fleet."))} == set()
    assert paths.isdisjoint({"array.area", "launch.year", "cost.price_year", "thermal.junction_limit", "link.stations"})
    for path in ("mission.altitude", "launch.year", "power.regulator_efficiency", "stack.layers[cover].thickness"):
        default = default_spread(start, path)
        assert default.spread is None
        assert default.text


def test_an_efficiency_is_as_doubtful_as_its_losses(start):
    number = of(start, "battery.charge_efficiency")
    assert (number.spread.low, number.spread.high) == pytest.approx((0.96 - 0.3 * 0.04, 0.96 + 0.3 * 0.04))


def test_an_empty_field_has_that_of_the_catalogue(start):
    number = of(start, "stack.cell_efficiency")
    known = catalogue.cell(start.stack.cell).efficiency
    assert get_value(start, number.path) is None
    assert (number.value, number.confidence) == (known.value, known.confidence)
    decided = set_value(start, "stack.cell_efficiency", 0.2)
    assert (of(decided, "stack.cell_efficiency").value, of(decided, "stack.cell_efficiency").confidence) == (0.2, "")


def test_the_policy_is_that_of_the_design(start):
    wide = set_value(start, "uncertainty.assumed", 0.5)
    assert of(wide, "platform.mass").spread.high == pytest.approx(180.0)
    assert of(wide, "payload.specific_mass") == of(start, "payload.specific_mass")
    off = set_value(start, "uncertainty.defaults", "none")
    assert uncertain_numbers(off) == ()
    stated = set_spread(off, "mission.altitude", Spread("normal", deviation=5e3))
    assert [number.path for number in uncertain_numbers(stated)] == ["mission.altitude"]
    assert of(stated, "mission.altitude").origin == "design"


def test_a_stated_spread_is_in_place_of_the_other(start):
    design = set_spread(start, "platform.mass", Spread("range", low=-0.01, high=0.02, relative=True))
    number = of(design, "platform.mass")
    assert number.origin == "design"
    assert (number.spread.low, number.spread.high) == pytest.approx((118.8, 122.4))
    assert len(uncertain_numbers(design)) == len(uncertain_numbers(start))


@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])  # what fails is a whole design: long to shrink
@given(designs)
def test_whatever_the_design_each_draw_is_within_its_field(design):
    for number in uncertain_numbers(design):
        values = drawn(number, np.linspace(0.0, 1.0, 11))
        assert np.isfinite(values).all()
        assert values.min() >= number.least
        assert values.max() <= number.most
        assert (np.diff(values) >= 0.0).all()


@given(st.integers(1, 300), st.integers(0, 2**40))
def test_a_latin_hypercube_has_one_place_in_each_part(count, seed):
    places = unit_places(["a", "b"], count, seed)
    for column in places.T:
        assert sorted((column * count).astype(int).tolist()) == list(range(count))
    assert np.array_equal(places, unit_places(["a", "b"], count, seed))
    assert np.array_equal(places[:, 1:], unit_places(["b"], count, seed))  # whatever others there are


@pytest.mark.parametrize("method", METHODS)
def test_places_are_even_and_go_by_the_seed(method):
    places = unit_places([f"field {number}" for number in range(8)], 1000, 5, method)
    assert np.array_equal(places, unit_places([f"field {number}" for number in range(8)], 1000, 5, method))
    assert not np.array_equal(places, unit_places([f"field {number}" for number in range(8)], 1000, 6, method))
    assert min(stats.kstest(column, "uniform").pvalue for column in places.T) > 1e-3
    between = np.corrcoef(places.T) - np.eye(8)
    assert np.abs(between).max() < 4.0 / np.sqrt(1000)


@pytest.mark.parametrize(("change", "text"), [
    ({"count": 0}, "has no values"), ({"seed": -1}, "seed -1 is not"), ({"method": "halton"}, "“halton” is not known"),
])  # fmt: skip
def test_places_that_are_none_are_refused(change, text):
    with pytest.raises(ValueError, match=text):
        unit_places(**{"paths": ["a"], "count": 10, "seed": 1, **change})


def test_draws_are_those_of_the_stated_distribution(start):
    def values(spread: Spread, path: str = "platform.mass"):
        return drawn(of(set_spread(start, path, spread), path), (np.arange(2000) + 0.5) / 2000)

    normal = values(Spread("normal", deviation=10.0))
    assert (normal.mean(), normal.std()) == pytest.approx((120.0, 10.0), rel=2e-3)
    triangle = values(Spread("triangular", low=90.0, mode=100.0, high=140.0))
    assert (triangle.mean(), triangle.var()) == pytest.approx(stats.triang(0.2, 90.0, 50.0).stats("mv"), rel=1e-3)
    wide = values(Spread("normal", deviation=100.0))  # a mass is not below nothing
    assert wide.min() >= 0.0
    assert wide.mean() == pytest.approx(stats.truncnorm(-1.2, np.inf, 120.0, 100.0).mean(), rel=2e-3)
    planes = values(Spread("range", low=1, high=4), "link.terminals")
    assert np.unique(planes, return_counts=True)[1].tolist() == [500, 500, 500, 500]


def test_results_are_brought_to_the_fine_look_in_the_way_that_suits_them():
    values = np.array([90.0, 100.0, 110.0])
    assert anchor(100.0, 101.0, values, NUMBER).brought(values) == pytest.approx(1.01 * values)
    margin = np.array([-5.0, 1.0, 8.0])
    assert anchor(1.0, 1.5, margin, NUMBER).brought(margin) == pytest.approx(margin + 0.5)
    small = np.array([0.5, 1.0, 8.0])  # all above zero, but the error is no share of it
    assert anchor(1.0, 2.0, small, NUMBER).brought(small) == pytest.approx(small + 1.0)
    share = np.array([0.9, 0.99, 0.999])
    assert anchor(0.99, 0.995, share, RATIO).how == "offset"
    assert anchor(81.0, 82.0, values, NUMBER, whole=True).how == "offset"
    assert anchor(None, 1.0, values, NUMBER).brought(values) is values
