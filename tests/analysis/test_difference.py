"""What differs between designs: field by field, items matched by their names, only what has an effect."""

import itertools

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.analysis import evaluate
from studio.analysis.difference import SAID, _longest_rising, differences, rows
from studio.analysis.merits import MERITS, better
from studio.analysis.result_difference import compare_results
from studio.analysis.stages import RESULTS
from studio.design import Design, get_value, set_value
from studio.design.design import Design as Whole
from studio.design.edit import insert_layer, move_layer, remove_layer, rename_layer
from studio.design.requirement import Requirement
from studio.design.spread import Spread
from studio.design.spread_edit import set_spread
from studio.document import baselines, preset
from studio.export.difference import as_html, markdown, plain_text, review
from tests.design_strategies import designs, field_values

START = preset("suncatcher-cluster")


def told(*found: Design) -> dict[str, tuple[str, ...]]:
    """By path, the texts of what differs; not where its values come from, which an edit forgets."""
    return {row.path: tuple(cell.text for cell in row.cells) for row in differences(found) if row.part != "sources"}


@settings(max_examples=20)
@given(designs)
def test_a_design_differs_from_itself_in_nothing(design: Design) -> None:
    assert differences((design, design, design)) == ()


@settings(max_examples=60)
@given(field_values())
def test_one_field_is_told_by_its_path_or_has_no_effect(edit) -> None:
    path, value = edit
    before = Design()
    after = set_value(before, path, value)
    found = differences((before, after))
    if after == before:
        assert found == ()
    for row in found:
        assert row.cells[0].text != row.cells[1].text
    if path in {row.path for row in found}:
        row = next(row for row in found if row.path == path)
        assert [cell.value for cell in row.cells] == [get_value(before, path), value]
        assert row.change(1) == "changed"
    elif after != before:
        # Either the field does not count, or it is a choice that makes others count.
        assert path not in {row.path for row in rows((after,))}


@pytest.mark.parametrize(("one", "other"), [
    ("ai1-120kw", "shell-30deg"), ("shell-30deg", "filing-million"), ("filing-million", "perovskite-hjt-650km")])
def test_the_order_of_two_designs_changes_only_the_sides(one: str, other: str) -> None:
    # Of two items that have changed places either may be told, and a renamed one goes by the name it has first.
    there, back = told(preset(one), preset(other)), told(preset(other), preset(one))
    plain = {path: texts for path, texts in there.items() if "[" not in path}
    assert plain == {path: texts[::-1] for path, texts in back.items() if "[" not in path}
    assert len(plain) > 20


def test_what_an_edit_forgets_of_its_source_is_told() -> None:
    found = differences((START, set_value(START, "mission.altitude", 700e3)))
    (row,) = (row for row in found if row.part == "sources")
    assert (row.path, row.label, row.change(1)) == ("sources[mission.altitude]", "Altitude", "removed")


def test_a_field_without_effect_makes_no_difference() -> None:
    # The radiator is sized here, so that its given area is not read.
    assert told(START, set_value(START, "thermal.given_area", 55.0)) == {}
    checked = set_value(set_value(START, "thermal.radiator_sizing", "check"), "thermal.given_area", 55.0)
    assert told(START, checked)["thermal.given_area"] == ("no effect", "55 m²")
    assert told(START, checked)["thermal.target_temperature"] == ("50 °C", "no effect")


def test_layers_are_matched_by_their_names() -> None:
    thicker = set_value(START, "stack.layers[cell].thickness", 80e-6)
    assert told(START, thicker) == {"stack.layers[cell].thickness": ("110 µm", "80 µm")}
    without = remove_layer(thicker, 0)
    assert told(START, without) == {
        "stack.layers[coating]": ("MgF2, Coating, 0.1 µm", "none"),
        "stack.layers[cell].thickness": ("110 µm", "80 µm"),
    }
    with_one = insert_layer(START, 1, msgspec.structs.replace(START.stack.layers[0], name="second coating"))
    assert told(START, with_one) == {"stack.layers[second coating]": ("none", "MgF2, Coating, 0.1 µm")}
    row = differences((START, without, with_one))[0]
    assert [row.change(place) for place in range(3)] == ["same", "removed", "same"]


def test_a_layer_that_moves_is_the_only_one_told() -> None:
    (row,) = differences((START, move_layer(START, 0, 3)))
    assert row.path == "stack.layers[coating]"
    assert [cell.text.partition(":")[0] for cell in row.cells] == ["1 of 7", "4 of 7"]
    assert row.change(1) == "moved"


def test_a_layer_with_another_name_is_the_same_layer() -> None:
    assert told(START, rename_layer(START, 1, "glass")) == {
        f"stack.layers[{START.stack.layers[1].name}].name": (START.stack.layers[1].name, "glass")}  # fmt: skip


def test_requirements_sources_and_spreads_are_told_with_units() -> None:
    asked = msgspec.structs.replace(START, requirements=(
        *START.requirements, Requirement("Cheap", "cost.capex", "<=", 1e8)))  # fmt: skip
    assert told(START, asked) == {"requirements[Cheap]": ("none", "cost.capex, <=, 100 million USD")}
    unsure = set_spread(START, "mission.altitude", Spread("range", 600e3, None, 700e3))
    assert told(START, unsure) == {"spreads[mission.altitude]": ("none", "range 600 km … 700 km")}


def test_baselines_are_not_compared() -> None:
    assert told(START, baselines.keep(START, "before")) == {}


def test_values_that_differ_never_read_the_same() -> None:
    (texts,) = told(START, set_value(START, "mission.altitude", 650e3 * (1 + 1e-12))).values()
    assert texts[0] != texts[1]


def test_long_data_is_told_by_its_size_and_hash_and_an_id_by_itself() -> None:
    described = set_value(START, "description", "word " * 200)
    (texts,) = told(START, described).values()
    assert texts[1].startswith("1,000 characters (")
    stack = told(START, preset("perovskite-hjt-650km"))["stack.technology"]
    assert stack == ("empty", preset("perovskite-hjt-650km").stack.technology)


def test_what_a_design_holds_breaks_no_table_and_writes_into_no_terminal() -> None:
    nasty = rename_layer(START, 0, "a|b\n\x1b[31mc")
    nasty = set_value(nasty, "stack.layers[0].thickness", 5e-6)
    nasty = set_value(set_value(nasty, "title", "one\ttwo\r"), "description", "\x1b[2J")
    for text in (plain_text, markdown, as_html):
        found = text(review(("A\n", "B"), (START, nasty)))
        assert all(sign.isprintable() for sign in found.replace("\n", "")), text
        rows_of = [line.replace("\\|", "") for line in found.splitlines() if line.startswith("|")]
        assert {line.count("|") for line in rows_of} <= {4}
    assert told(set_value(START, "title", " "), set_value(START, "title", "  "))["title"] == ('" "', '"  "')


def test_every_part_has_a_heading() -> None:
    parts = {row.part for row in rows((START, preset("ai1-120kw")))}
    assert parts <= set(SAID)
    assert {name for name in Whole.__struct_fields__ if name not in {"title", "description", "baselines"}} <= set(SAID)


@given(st.lists(st.integers(0, 30), unique=True, max_size=9))
def test_the_fewest_items_move(numbers: list[int]) -> None:
    kept = sorted(_longest_rising(numbers))
    picked = [numbers[position] for position in kept]
    assert picked == sorted(picked)
    longest = max(size for size in range(len(numbers) + 1)
                  if any(list(some) == sorted(some) for some in itertools.combinations(numbers, size)))  # fmt: skip
    assert len(picked) == longest


def test_merits_are_numbers_that_are_computed() -> None:
    assert all(RESULTS[name].kind in {"number", "integer"} for name in MERITS)
    from studio.analysis import merits

    assert {*merits._MORE, *merits._LESS} <= set(RESULTS)
    assert not merits._MORE & merits._LESS


def test_a_requirement_decides_what_is_better() -> None:
    most, least = (Requirement("a", "mass.satellite", sign, 1.0) for sign in ("<=", ">="))
    assert better("mass.satellite") == -1
    assert better("mass.satellite", (most,)) == -1
    assert better("mass.satellite", (least,)) == 1
    assert better("mass.satellite", (most, least)) == 0
    assert better("orbit.period") == 0


def test_results_stand_side_by_side_with_what_each_has_more() -> None:
    found = [evaluate(design, only=("orbit", "mass")) for design in
             (START, set_value(START, "platform.mass", START.platform.mass + 100.0))]  # fmt: skip
    by_name = {row.name: row for row in compare_results(found)}
    assert not by_name["orbit.period"].differs
    assert by_name["orbit.period"].difference_text(1) == "="
    mass = by_name["mass.satellite"]
    first, second = (results["mass.satellite"] for results in found)
    assert mass.difference(1) == second - first > 100.0
    assert mass.share(1) == (second - first) / first
    assert (mass.verdict(1), mass.verdict(0, 1)) == (-1, 1)
    assert mass.difference_text(1).startswith("+")
    assert "kg" in mass.difference_text(1)
