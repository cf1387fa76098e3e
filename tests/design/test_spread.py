"""Spreads: what a field can have, how they are edited, and what becomes of them when the design moves on."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.design import Design, DesignError, check, set_value
from studio.design.edit import rename_layer
from studio.design.spread import MAX_SPREADS, Spread
from studio.design.spread_edit import set_spread, spread_of
from tests.design_strategies import designs

FAULTS = [
    ("mission.altitude", Spread("range", low=4e5, high=5e4), "the least, 400 km, is not below the most, 50 km"),
    ("mission.altitude", Spread("range", low=1e5, high=5e5), "the spread reaches down to 100 km, below 160 km"),
    ("mission.altitude", Spread("triangular", low=4e5, high=5e5), "the likeliest, 650 km, is not between 400 km and"),
    ("array.packing_factor", Spread("range", low=-0.1, high=0.5, relative=True), "reaches up to 135 %, above 100 %"),
    ("array.packing_factor", Spread("triangular", low=0.1, mode=0.05, high=0.2, relative=True), "the likeliest, 5 %"),
    ("stack.temperature", Spread("normal", deviation=0.1, relative=True), "a share of 28 °C says nothing"),
    ("launch.year", Spread("normal", deviation=0.1, relative=True), "a share of 2026 says nothing"),
    ("mission.eccentricity", Spread("normal", deviation=0.1, relative=True), "a share of zero is zero"),
    ("platform.mass", Spread("normal"), "a standard deviation of 0 kg is not above zero"),
    ("platform.mass", Spread("normal", mode=-5.0, deviation=1.0), "reaches down to -5 kg, below 0 kg"),
    ("title", Spread("normal", deviation=1.0), "holds no number"),
    ("mission.height", Spread("normal", deviation=1.0), "there is no “height”"),
]


@pytest.mark.parametrize(("path", "spread", "text"), FAULTS)
def test_what_does_not_fit_is_refused_in_one_sentence(path, spread, text):
    with pytest.raises(DesignError) as caught:
        set_spread(Design(), path, spread)
    assert caught.value.where == path
    assert text in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_spread_is_put_and_taken_away():
    spread = Spread("range", low=-0.1, high=0.2, relative=True, source="A test", confidence="measured")
    design = set_spread(Design(), "platform.mass", spread)
    assert spread_of(design, "platform.mass") == spread
    assert set_spread(design, "platform.mass", spread) is design
    assert set_spread(design, "platform.mass", None) == Design()
    assert check(design) == check(Design())


def test_a_spread_of_a_layer_is_kept_by_its_name():
    start = Design()
    name = start.stack.layers[0].name
    spread = Spread("normal", deviation=0.1, relative=True)
    design = set_spread(start, "stack.layers[0].thickness", spread)
    assert design.spreads == {f"stack.layers[{name}].thickness": spread}
    assert spread_of(design, "stack.layers[0].thickness") == spread
    # By an edit that does not take it along the spread is left behind, and said to be.
    lost = [issue for issue in check(rename_layer(design, 0, "another")) if "spread" in issue.text]
    assert [issue.severity for issue in lost] == ["warning"]


def test_a_value_that_moves_away_costs_a_warning_and_nothing_else():
    wide = set_spread(Design(), "array.packing_factor", Spread("range", low=-0.1, high=0.05, relative=True))
    moved = set_value(wide, "array.packing_factor", 0.99)
    found = [issue for issue in check(moved) if issue.where == "array.packing_factor"]
    assert [(issue.severity, issue.text) for issue in found] == [
        ("warning", "the spread reaches up to 103.95 %, above 100 %")]  # fmt: skip
    outside = set_value(set_spread(Design(), "platform.mass", Spread("range", low=100.0, high=900.0)),
                        "platform.mass", 1000.0)  # fmt: skip
    assert "outside its spread" in next(issue.text for issue in check(outside) if issue.where == "platform.mass")


def test_a_file_may_hold_nothing_that_could_not_be_edited():
    twisted = msgspec.structs.replace(Design(), spreads={"platform.mass": Spread("range", low=2.0, high=1.0)})
    assert any(issue.severity == "error" and issue.where == "platform.mass" for issue in check(twisted))


@given(designs, st.floats(0.001, 0.5))
def test_shares_are_those_of_the_value(design: Design, share: float):
    value = design.platform.mass
    relative = Spread("range", low=-share, high=share, relative=True).about(value)
    assert (relative.low, relative.mode, relative.high) == pytest.approx(
        (value * (1 - share), value, value * (1 + share)))  # fmt: skip
    assert not relative.relative
    check(design)  # whatever is stated, it is told and not raised


def test_there_are_not_too_many():
    full = {f"a{number}.b": Spread("normal", deviation=1.0) for number in range(MAX_SPREADS)}
    with pytest.raises(DesignError, match="at most"):
        set_spread(msgspec.structs.replace(Design(), spreads=full), "platform.mass", Spread("normal", deviation=1.0))


@pytest.mark.parametrize("key", ["", "nothing.mass", "platform[0].mass"])
def test_a_spread_of_no_part_is_told_at_the_spreads(key: str) -> None:
    stray = msgspec.structs.replace(Design(), spreads={key: Spread("range", low=1.0, high=2.0)})
    (issue,) = (issue for issue in check(stray) if "spread" in issue.text)
    assert (issue.severity, issue.where) == ("warning", "spreads")
    assert f"“{key}”" in issue.text
    there = msgspec.structs.replace(Design(), spreads={"platform.nothing": Spread("range", low=1.0, high=2.0)})
    assert [issue.where for issue in check(there) if "spread" in issue.text] == ["platform.nothing"]
