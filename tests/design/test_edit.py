"""Edits make another design or say what is wrong; the design they start from never changes."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.design import Design, DesignError, Field, fields, get_value, set_text, set_value
from studio.design.edit import (
    duplicate_layer,
    field_at,
    insert_layer,
    move_layer,
    remove_layer,
    rename_layer,
    set_layer,
    unique_name,
)
from studio.design.panel import MAX_LAYERS
from studio.design.unit_text import display
from tests.design_strategies import designs, field_values

PLAIN = [spec for spec in fields(Design) if "[]" not in spec.path and not spec.path.startswith("sources")]
NUMBERS = [spec for spec in PLAIN if spec.kind in {"number", "integer"}]


def refusal(path: str, value: object, design: Design | None = None) -> str:
    with pytest.raises(DesignError) as caught:
        set_value(design or Design(), path, value)
    return str(caught.value)


@given(designs, field_values())
def test_only_that_field_changes(design: Design, field: tuple[str, Any]) -> None:
    path, value = field
    before = msgspec.to_builtins(design)
    edited = set_value(design, path, value)
    assert get_value(edited, path) == value
    assert msgspec.to_builtins(design) == before
    assert set_value(edited, path, get_value(design, path)) == design


@given(designs, st.lists(field_values(), max_size=8))
def test_taking_edits_back_gives_the_design_back(design: Design, edits: list[tuple[str, Any]]) -> None:
    values = []
    edited = design
    for path, value in edits:
        values.append((path, get_value(edited, path)))
        edited = set_value(edited, path, value)
    for path, value in reversed(values):
        edited = set_value(edited, path, value)
    assert edited == design


@pytest.mark.parametrize("spec", NUMBERS, ids=lambda spec: spec.path)
def test_bounds_are_inclusive_and_beyond_them_is_refused_in_the_shown_unit(spec: Field) -> None:
    assert spec.low is not None
    assert spec.high is not None
    assert spec.quantity is not None
    kind = int if spec.kind == "integer" else float
    for bound, word, step in ((spec.low, "below", -1), (spec.high, "above", 1)):
        assert get_value(set_value(Design(), spec.path, kind(bound)), spec.path) == bound
        beyond = kind(bound + step * max(1, abs(bound) / 2))
        shown = [display(value, spec.quantity, spec.unit) for value in (beyond, bound)]
        assert refusal(spec.path, beyond) == f"{spec.path}: {shown[0]} is {word} {shown[1]}"


@pytest.mark.parametrize("spec", NUMBERS, ids=lambda spec: spec.path)
def test_what_is_no_number_is_refused(spec: Field) -> None:
    for value in ("7", True, [], {}, object, 10**400, float("nan"), float("inf"), -float("inf")):
        sentence = refusal(spec.path, value)
        assert sentence.startswith(f"{spec.path}: ")
        assert len(sentence) < 200


@pytest.mark.parametrize("spec", NUMBERS, ids=lambda spec: spec.path)
def test_what_is_shown_can_be_typed_back(spec: Field) -> None:
    assert spec.quantity is not None
    value = get_value(Design(), spec.path)
    if value is None:
        value = spec.low
    text = display(value, spec.quantity, spec.unit, digits=12)
    assert get_value(set_text(Design(), spec.path, text), spec.path) == pytest.approx(value, rel=1e-11, abs=1e-15)


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("mission.altitude", 5e3, "5 km is below 160 km"),
        ("mission.altitude", None, "None is not a number"),
        ("mission.sun_synchronous", 1, "1 is neither true nor false"),
        ("mission.attitude", "up", "“up” is none of sun_pointing, one_axis, edge_on, zenith, nadir"),
        ("mission.attitude", 7, "7 is not a text"),
        ("title", "x" * 121, "the text has 121 characters, at most 120 fit"),
        ("stack.cell", "", "the text needs at least 1 characters"),
        ("constellation.planes", 2.0, "2.0 is not a whole number"),
        ("mission.altitud", 1.0, "there is no “altitud”"),
        ("mission.altitude.more", 1.0, "there is no “more”"),
        ("mission", 1.0, "is not a single value; edit the fields inside it"),
        ("stack.layers", (), "is not a single value; edit the fields inside it"),
        ("sources", {}, "is not a single value; edit the fields inside it"),
        ("stack.layers[0]", 1.0, "names a whole item of a list, not one of its fields"),
        ("stack.layers[cover].thickness", 1.0, "there is no item “cover” among 1"),
        ("stack.layers[1].thickness", 1.0, "there is no item “1” among 1"),
        ("stack.layers[-1].thickness", 1.0, "there is no item “-1” among 1"),
        ("stack.layers[²].thickness", 1.0, "there is no item “²” among 1"),
        ("mission[0].altitude", 1.0, "only lists take an index"),
        ("mission.__class__", 1.0, "there is no “__class__”"),
        ("", 1.0, "is not a path such as mission.altitude or stack.layers[cover].thickness"),
        ("mission..altitude", 1.0, "is not a path such as mission.altitude or stack.layers[cover].thickness"),
        ("mission altitude", 1.0, "is not a path such as mission.altitude or stack.layers[cover].thickness"),
    ],
)
def test_refusals(path: str, value: object, sentence: str) -> None:
    assert refusal(path, value) == (f"{path}: {sentence}" if path else sentence)


@given(st.text(max_size=40))
def test_any_path_is_a_value_or_a_design_error(path: str) -> None:
    try:
        get_value(Design(), path)
    except DesignError:
        path = "title"
    assert get_value(Design(), path) is not None


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("mission.altitude", "575 km", 575e3),
        ("mission.altitude", "575e3", 575e3),
        ("mission.ltan", "6 h", 21600.0),
        ("mission.ltan", "18:30", 66600.0),
        ("mission.sun_synchronous", " No ", False),
        ("mission.attitude", "zenith", "zenith"),
        ("constellation.planes", "24", 24),
        ("stack.cell_efficiency", "22 %", 0.22),
        ("stack.cell_efficiency", "  ", None),
        ("stack.layers[cell].thickness", "60 um", 60e-6),
        ("stack.layers[0].thickness", "60 um", 60e-6),
        ("stack.temperature", "28 °C", 301.15),
        ("title", " as typed ", " as typed "),
    ],
)
def test_typed_values(path: str, typed: str, value: object) -> None:
    found = get_value(set_text(Design(), path, typed), path)
    assert found == pytest.approx(value, rel=1e-15) if isinstance(value, float) else found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("path", "typed", "sentence"),
    [
        ("constellation.planes", "2.5", "“2.5” is not a whole number"),
        ("constellation.planes", "1e300", "1e300 is above 5000"),
        ("mission.sun_synchronous", "maybe", "“maybe” is neither true nor false"),
        ("mission.altitude", "", "nothing is typed"),
        ("mission.ltan", "25:00", "25 h is above 24 h"),
        ("mission.altitude", "60000.000002 km", "60000.000002 km is above 60000 km"),
        ("mission.ltan", "6:60", "“6:60”: “:60” is not a unit of time of day (s, min, h, hr)"),
        ("stack.layers", "x", "is not a single value; edit the fields inside it"),
        ("mission", "x", "is not a single value; edit the fields inside it"),
    ],
)  # fmt: skip
def test_typed_values_that_are_refused(path: str, typed: str, sentence: str) -> None:
    with pytest.raises(DesignError) as caught:
        set_text(Design(), path, typed)
    assert str(caught.value) == f"{path}: {sentence}"


def test_bare_number_is_read_in_the_unit_given() -> None:
    assert set_text(Design(), "mission.altitude", "575", "km").mission.altitude == 575e3


def test_every_field_is_found_by_its_path() -> None:
    assert len(PLAIN) > 60
    for spec in PLAIN:
        found = field_at(Design(), spec.path)
        assert (found.name, found.kind, found.label) == (spec.name, spec.kind, spec.label)
        assert spec.label
        assert spec.kind == "text" or spec.help or spec.optional


def names(design: Design) -> list[str]:
    return [layer.name for layer in design.stack.layers]


@given(st.lists(st.tuples(st.sampled_from(["add", "twin", "drop", "move", "name"]), st.integers(0, 9)), max_size=20))
def test_layers_keep_names_of_their_own(actions: list[tuple[str, int]]) -> None:
    design = Design()
    for action, number in actions:
        count = len(design.stack.layers)
        position = number % count
        layer = design.stack.layers[position]
        if action == "add":
            design = insert_layer(design, position, layer)
            assert len(design.stack.layers) == count + 1
        elif action == "twin":
            design = duplicate_layer(design, position)
            assert names(design)[position] == layer.name
            assert msgspec.structs.replace(design.stack.layers[position + 1], name=layer.name) == layer
        elif action == "drop" and count > 1:
            design = remove_layer(design, position)
            assert layer not in design.stack.layers
        elif action == "move":
            moved = move_layer(design, position, 0)
            assert moved.stack.layers[0] == layer
            assert move_layer(moved, 0, position) == design
            design = moved
        elif action == "name":
            design = rename_layer(design, position, unique_name(design, f"layer {number}"))
        assert len(set(names(design))) == len(names(design)) >= 1


def test_stack_has_a_layer_and_not_too_many() -> None:
    design = Design()
    with pytest.raises(DesignError, match="a stack has 1 to 60 layers, not 0"):
        remove_layer(design, 0)
    while len(design.stack.layers) < MAX_LAYERS:
        design = duplicate_layer(design, 0)
    with pytest.raises(DesignError, match="a stack has 1 to 60 layers, not 61"):
        duplicate_layer(design, 0)
    with pytest.raises(DesignError, match="two layers are called “cell”"):
        rename_layer(design, 5, "cell")
    with pytest.raises(DesignError, match="two layers are called “cell”"):
        set_layer(design, 5, design.stack.layers[0])
    with pytest.raises(DesignError, match="at least 1 characters"):
        rename_layer(design, 5, "")


def test_a_number_changed_by_hand_loses_the_source_of_the_old_one() -> None:
    from studio.design.edit import source_of
    from studio.document import preset

    design = preset("suncatcher-cluster")
    assert source_of(design, "array.area") is not None
    assert source_of(design, "stack.layers[0].thickness") == source_of(
        design, f"stack.layers[{design.stack.layers[0].name}].thickness"
    )
    assert source_of(set_value(design, "array.area", design.array.area), "array.area") is not None
    changed = set_value(design, "array.area", 999.0)
    assert source_of(changed, "array.area") is None
    assert set(design.sources) - set(changed.sources) == {"array.area"}
    thinner = set_value(design, "stack.layers[0].thickness", 1e-5)
    assert source_of(thinner, "stack.layers[0].thickness") is None
