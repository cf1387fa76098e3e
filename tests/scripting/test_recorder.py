"""Whatever is done to a document and written down makes the very same design when it is run again."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.design import Design, DesignError, Requirement, fields, set_value
from studio.design.edit import get_value, move_layer, remove_layer, rename_layer
from studio.document import preset
from studio.document.document import Document
from studio.scripting import Headless, Names, Recorder, Studio, changes, history_script
from studio.scripting.running import run
from tests.design_strategies import designs, values

NUMBERS = [field for field in fields(Design) if "[]" not in field.path and field.kind in {"number", "integer"}]


def replayed(script: str, tmp_path=None) -> Design:
    document = Document(Design(title="something else"))
    names = Names(Studio(Headless(document, tmp_path)))
    run(compile(script, "<script>", "exec", dont_inherit=True), names)
    return document.design


small = [preset(name) for name in ("ai1-120kw", "suncatcher-cluster")]


@settings(max_examples=15)
@given(st.sampled_from([Design(), *small]), designs)
def test_any_design_becomes_any_other_by_the_calls(before: Design, after: Design) -> None:
    made = before
    for call in changes(before, after):
        made = call.apply(made)
    assert made == after


@settings(max_examples=30)
@given(st.sampled_from(small), designs, st.sets(st.sampled_from(Design.__struct_fields__), min_size=1, max_size=3))
def test_some_parts_become_others_by_the_calls(before: Design, other: Design, names: set[str]) -> None:
    after = msgspec.structs.replace(before, **{name: getattr(other, name) for name in names})
    document = Document(before)
    document.edit("Parts", after)
    script = history_script(document)
    assert replayed(script) == after


@settings(max_examples=15)
@given(st.sampled_from([Design(), *small]), designs)
def test_what_is_written_is_what_runs(before: Design, after: Design) -> None:
    document = Document(before)
    document.edit("Any edit\nwith \"quotes\" and 'more'", after)
    assert replayed(history_script(document)) == after


@settings(max_examples=15)
@given(st.data())
def test_random_edits_undone_and_done_again_are_recorded(data: st.DataObject) -> None:
    document = Document(preset("ai1-120kw"))
    recorder = Recorder(document)
    recorder_of(document, recorder)
    for _ in range(data.draw(st.integers(1, 12))):
        deed = data.draw(st.sampled_from(("field", "field", "drag", "layer", "requirement", "undo", "redo", "go")))
        if deed == "field":
            document.edit("Change", any_field(data, document.design))
        elif deed == "drag":
            token = object()
            for _ in range(data.draw(st.integers(1, 4))):
                document.edit("Drag", any_field(data, document.base_of(token)), token)
        elif deed == "layer":
            document.edit("Layers", any_layers(data, document.design))
        elif deed == "requirement":
            value = data.draw(st.floats(-1e6, 1e6))
            held = (*document.design.requirements, Requirement("mine", "power.margin_eol", ">=", value))
            document.edit("Require", msgspec.structs.replace(document.design, requirements=held))
        elif deed == "undo":
            document.undo()
        elif deed == "redo":
            document.redo()
        else:
            document.go_to(data.draw(st.integers(0, len(document.history))))
    assert replayed(recorder.script()) == document.design


def recorder_of(document: Document, recorder: Recorder) -> None:
    document.on_change = recorder.note


def any_field(data: st.DataObject, design: Design) -> Design:
    spec = data.draw(st.sampled_from(NUMBERS))
    try:
        return set_value(design, spec.path, data.draw(values(spec)))
    except DesignError:  # a part that this design does not have
        return design


def any_layers(data: st.DataObject, design: Design) -> Design:
    count = len(design.stack.layers)
    position = data.draw(st.integers(0, count - 1))
    way = data.draw(st.sampled_from(("remove", "move", "rename")))
    if way == "remove" and count > 1:
        return remove_layer(design, position)
    if way == "move":
        return move_layer(design, position, data.draw(st.integers(0, count - 1)))
    return rename_layer(design, position, data.draw(st.sampled_from(("a", "7", "odd] name", "é"))))


def test_lines_are_what_a_person_would_have_written() -> None:
    document = Document(preset("ai1-120kw"))
    recorder = Recorder(document)
    recorder_of(document, recorder)
    document.edit("Change Altitude", set_value(document.design, "mission.altitude", 655e3))
    document.edit("Drop it", remove_layer(document.design, 0))
    document.undo()
    lines = recorder.script().splitlines()
    assert lines[2:] == [
        'studio.open("ai1-120kw")',
        'studio.set("mission.altitude", "655 km")  # Change Altitude',
        *[line for line in lines if "stack.layers" in line],
        "studio.undo()",
    ]
    assert 'studio.remove("stack.layers", 0)' in recorder.script()


def test_a_drag_is_one_line_and_none_where_it_ends_where_it_began() -> None:
    document = Document(preset("ai1-120kw"))
    recorder = Recorder(document)
    recorder_of(document, recorder)
    before = get_value(document.design, "mission.altitude")
    for altitude in (651e3, 652e3, 653e3):
        document.edit("Drag", set_value(document.design, "mission.altitude", altitude), "drag")
    assert recorder.script().count("studio.set") == 1
    document.edit("Drag", set_value(preset("ai1-120kw"), "mission.altitude", before), "drag")
    assert "studio.set" not in recorder.script()


def test_undo_past_the_beginning_of_the_recording_is_written_as_an_edit() -> None:
    document = Document(preset("ai1-120kw"))
    document.edit("Before", set_value(document.design, "mission.altitude", 655e3))
    recorder = Recorder(document)
    recorder_of(document, recorder)
    document.undo()
    assert replayed(recorder.script()) == document.design == preset("ai1-120kw")


def test_an_edit_that_the_rest_contradicts_is_still_replayed() -> None:
    document = Document(preset("ai1-120kw"))
    recorder = Recorder(document)
    recorder_of(document, recorder)
    document.edit("Wrong", set_value(document.design, "constellation.planes", 7))
    document.edit("Wrong", set_value(document.design, "mission.eccentricity", 0.3))
    assert replayed(recorder.script()) == document.design


@pytest.mark.parametrize("name", ["ai1-120kw", "suncatcher-cluster"])
def test_another_design_opened_is_recorded_by_its_name(name: str) -> None:
    document = Document()
    recorder = Recorder(document)
    recorder_of(document, recorder)
    document.open(name)
    assert recorder.script().rstrip().endswith(f'studio.open("{name}")')
    assert replayed(recorder.script()) == preset(name)
