"""What drives a result: each bar is what the design says at its ends, the widest first, and nothing is lost."""

import itertools

import msgspec
import pytest

from studio.analysis import Cancelled, evaluate
from studio.analysis.engine import parts_behind
from studio.analysis.trade import numeric_fields, tornado
from studio.analysis.trade.tornado import CONVENTIONS
from studio.catalogue.spread import shares
from studio.design import Design, DesignError, get_value, set_value
from studio.design.requirement import Source
from studio.document import preset


@pytest.fixture(scope="module")
def design() -> Design:
    return preset("suncatcher-cluster")


def test_the_bars_are_what_the_design_says_at_their_ends(design):
    found = tornado(design, "mass.satellite", ["platform.mass", "array.area", "link.outage", "battery.energy"], 0.2)
    assert found.base == evaluate(design, only=("mass",))["mass.satellite"]
    for bar in found.bars:
        now = get_value(design, bar.path)
        assert (bar.low, bar.high) == pytest.approx((0.8 * now, 1.2 * now))
        for end, said in ((bar.low, bar.at_low), (bar.high, bar.at_high)):
            again = evaluate(set_value(design, bar.path, end), only=("mass",))["mass.satellite"]
            assert said == pytest.approx(again, rel=1e-12)
    sizes = [bar.size for bar in found.bars]
    assert sizes == sorted(sizes, reverse=True)
    assert found.still == ("link.outage",)


def test_without_fields_all_that_count_are_moved_or_named(design):
    found = tornado(design, "mass.satellite")
    named = {bar.path for bar in found.bars} | set(found.still) | set(found.left)
    fields = {spec.path for spec in numeric_fields(design)}
    assert named <= fields
    # What the mass cannot follow from is left out: money, the ground, factories.
    assert {path.partition(".")[0] for path in fields - named}.isdisjoint(parts_behind("mass"))
    assert len(found.bars) > 20


def test_what_is_assumed_is_moved_further_than_what_is_published(design):
    def width(confidence: str | None) -> float:
        sources = {} if confidence is None else {"platform.mass": Source("Somebody", confidence, "2026")}
        sourced = msgspec.structs.replace(design, sources=sources)
        (bar,) = tornado(sourced, "mass.satellite", ["platform.mass"]).bars
        assert bar.confidence == (confidence or "")
        return bar.high - bar.low

    widths = [width(confidence) for confidence in shares()]
    assert all(one < two for one, two in itertools.pairwise(widths))
    assert width(None) == width("assumed")


def test_bounds_of_the_field_hold(design):
    full = set_value(design, "array.packing_factor", 1.0)
    (bar,) = tornado(full, "power.array_bol", ["array.packing_factor"], 0.5).bars
    assert (bar.low, bar.high) == (0.5, 1.0)
    assert bar.at_high == bar.base


def test_of_a_share_near_one_the_losses_are_moved(design):
    lossy = set_value(design, "array.wiring_efficiency", 0.97)
    (bar,) = tornado(lossy, "power.array_bol", ["array.wiring_efficiency"]).bars
    assert bar.confidence == ""
    assert (1.0 - bar.low, 1.0 - bar.high) == pytest.approx((0.03 * 1.3, 0.03 * 0.7))
    (bar,) = tornado(lossy, "power.array_bol", ["array.wiring_efficiency"], 0.02).bars  # what is asked for is done
    assert (bar.low, bar.high) == pytest.approx((0.97 * 0.98, 0.97 * 1.02))


def test_a_range_of_ones_own(design):
    ranges = {"platform.mass": (10.0, 500.0)}
    (bar,) = tornado(design, "mass.satellite", ["platform.mass"], ranges=ranges).bars
    assert (bar.low, bar.high) == (10.0, 500.0)
    with pytest.raises(DesignError, match="not within"):
        tornado(design, "mass.satellite", ["platform.mass"], ranges={"platform.mass": (-1.0, 5.0)})


def test_an_end_that_fails_is_named_and_the_other_stays(design):
    found = tornado(design, "mass.satellite", ["thermal.target_temperature"],
                    ranges={"thermal.target_temperature": (150.0, 330.0)})  # fmt: skip
    (bar,) = found.failed
    assert bar.at_low is None
    assert bar.at_high is not None
    assert "radiator" in bar.reason
    assert bar.size > 0.0


def test_what_cannot_be_moved_says_why(design):
    found = tornado(design, "mass.satellite", ["mission.eccentricity", "payload.count"])
    assert not found.bars
    assert "zero" in found.left["mission.eccentricity"]
    assert "does not count" in found.left["payload.count"]


def test_a_calendar_year_is_moved_by_years(design):
    learning = set_value(set_value(design, "launch.price_basis", "learning"), "launch.year", 2030)
    (bar,) = tornado(learning, "launch.price_per_mass", ["launch.year"], 0.3).bars
    assert (bar.low, bar.high) == (2027.0, 2033.0)
    assert bar.at_low > bar.base > bar.at_high


def test_the_year_of_the_money_drives_nothing_unless_it_is_asked(design):
    assert not CONVENTIONS & {bar.path for bar in tornado(design, "cost.capex").bars}
    (bar,) = tornado(design, "cost.capex", ["cost.price_year"]).bars
    assert bar.path == "cost.price_year"


@pytest.mark.parametrize(("result", "share", "words"), [
    ("mass.nothing", 0.1, "there is no result"), ("power.life_time", None, "not a single number"),
    ("mass.satellite", 1.5, "share"),
])  # fmt: skip
def test_bad_questions_get_a_sentence(design, result, share, words):
    with pytest.raises(ValueError, match=words):
        tornado(design, result, ["platform.mass"], share)
    with pytest.raises(DesignError, match="holds no number"):
        tornado(design, "mass.satellite", ["mission.sun_synchronous"])


def test_a_design_without_the_result_is_refused(design):
    with pytest.raises(ValueError, match="warmer"):
        tornado(set_value(design, "thermal.target_temperature", 150.0), "mass.satellite")


def test_it_can_be_stopped(design):
    def stop(share: float) -> None:
        if share > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        tornado(design, "mass.satellite", checkpoint=stop)
