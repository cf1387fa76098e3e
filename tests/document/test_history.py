"""The document: undo and redo give back exactly what was there, whatever was done."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.design import Design, set_value
from studio.document import Document, FileError, read, write
from studio.document.document import MAX_STEPS
from tests.design_strategies import field_values


def at(altitude_km: float) -> Design:
    return set_value(Design(), "mission.altitude", altitude_km * 1e3)


class Listener:
    def __init__(self, document: Document) -> None:
        self.calls = 0
        document.on_change = self

    def __call__(self) -> None:
        self.calls += 1


edits = st.lists(st.tuples(field_values(), st.sampled_from([None, None, "drag a", "drag b"])), max_size=12)


@given(edits)
def test_undo_all_and_redo_all(changes: list[tuple[tuple[str, Any], str | None]]) -> None:
    first = Design()
    document = Document(first)
    for (path, value), gesture in changes:
        document.edit(f"Set {path}", set_value(document.design, path, value), gesture)
    last = document.design
    while document.undo():
        pass
    assert document.design == first
    assert not document.is_modified
    while document.redo():
        pass
    assert document.design == last
    assert document.position == len(document.history)


class Model:
    """Undo as everybody understands it: two piles."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self.undone: list[Design] = []
        self.done: list[Design] = []

    def edit(self, design: Design) -> None:
        if design != self.design:
            self.done.append(self.design)
            self.design = design
            self.undone.clear()

    def undo(self) -> None:
        if self.done:
            self.undone.append(self.design)
            self.design = self.done.pop()

    def redo(self) -> None:
        if self.undone:
            self.done.append(self.design)
            self.design = self.undone.pop()


@given(st.lists(st.sampled_from(["undo", "redo", 500.0, 600.0, 700.0]), max_size=40))
def test_history_is_two_piles(actions: list[str | float]) -> None:
    document, model = Document(at(400)), Model(at(400))
    for action in actions:
        if isinstance(action, str):
            getattr(document, action)()
            getattr(model, action)()
        else:
            document.edit("Set the altitude", at(action))
            model.edit(at(action))
        assert document.design == model.design
        assert (document.undo_label is None) == (not model.done)
        assert (document.redo_label is None) == (not model.undone)


def test_labels() -> None:
    document = Document(at(400))
    assert (document.undo_label, document.redo_label) == (None, None)
    document.edit("Raise", at(500))
    document.edit("Lower", at(450))
    document.undo()
    assert (document.undo_label, document.redo_label) == ("Raise", "Lower")
    assert document.history == ("Raise", "Lower")
    document.edit("Leap", at(1000))
    assert document.history == ("Raise", "Leap")
    document.go_to(0)
    assert document.design == at(400)
    with pytest.raises(IndexError, match="the history has 2 steps, not 3"):
        document.go_to(3)


def test_one_gesture_is_one_step() -> None:
    document = Document(at(400))
    gesture = object()
    for altitude in (410, 420, 430):
        document.edit("Drag", at(altitude), gesture)
    assert document.history == ("Drag",)
    document.end_gesture()
    document.edit("Drag", at(440), gesture)
    assert document.history == ("Drag", "Drag")
    document.undo()
    assert document.design == at(430)
    document.undo()
    assert document.design == at(400)


def test_another_edit_ends_a_gesture() -> None:
    document = Document(at(400))
    document.edit("Drag", at(410), "drag")
    document.edit("Type", at(500))
    document.edit("Drag", at(420), "drag")
    document.edit("Drag", at(430), "other drag")
    assert document.history == ("Drag", "Type", "Drag", "Drag")


def test_gesture_that_returns_leaves_no_step() -> None:
    document = Document(at(400))
    document.edit("Raise", at(450))
    document.edit("Drag", at(500), "drag")
    document.edit("Drag", at(450), "drag")
    assert document.history == ("Raise",)
    document.edit("Drag", at(600), "drag")
    assert document.history == ("Raise", "Drag")
    document.undo()
    assert document.design == at(450)


def test_undo_in_a_gesture_ends_it() -> None:
    document = Document(at(400))
    document.edit("Drag", at(410), "drag")
    document.undo()
    document.edit("Drag", at(420), "drag")
    assert document.history == ("Drag",)
    document.undo()
    assert document.design == at(400)


def test_history_is_capped() -> None:
    document = Document(at(400))
    for step in range(MAX_STEPS + 5):
        document.edit("Step", at(500 + step), "drag" if step % 2 else None)
        document.end_gesture()
    assert len(document.history) == MAX_STEPS
    document.edit("Drag", at(300), "last")
    document.edit("Drag", at(310), "last")
    assert len(document.history) == MAX_STEPS
    document.undo()
    assert document.design == at(500 + MAX_STEPS + 4)
    while document.undo():
        pass
    assert document.design == at(500 + 5)


def test_subscriber_hears_each_change_once(tmp_path: Path) -> None:
    document = Document(at(400))
    listener = Listener(document)
    assert document.edit("Raise", at(500))
    assert listener.calls == 1
    assert not document.edit("Raise", at(500))
    assert not document.redo()
    assert not document.go_to(1)
    assert listener.calls == 1
    assert document.undo()
    document.save_as(tmp_path / "design.json")
    document.new()
    document.open(tmp_path / "design.json")
    assert listener.calls == 5


def test_saved_mark_compares_values_and_undo_survives_saving(tmp_path: Path) -> None:
    document = Document(at(400))
    assert not document.is_modified
    document.edit("Raise", at(500), "drag")
    assert document.is_modified
    document.save_as(tmp_path / "design.json")
    assert not document.is_modified
    assert read(tmp_path / "design.json") == at(500)
    document.edit("Raise", at(600), "drag")
    document.undo()
    assert document.design == at(500)
    assert not document.is_modified
    document.undo()
    assert document.is_modified
    document.edit("Raise again", at(500))
    assert not document.is_modified
    document.edit("Lower", at(450))
    document.save()
    assert read(tmp_path / "design.json") == at(450)


def test_open_begins_a_new_history(tmp_path: Path) -> None:
    path = tmp_path / "design.json"
    write(path, at(800))
    document = Document(at(400))
    document.edit("Raise", at(500))
    document.open(path)
    assert (document.design, document.path, document.is_modified) == (at(800), path, False)
    assert document.history == ()
    document.new(at(300))
    assert (document.design, document.path, document.is_modified) == (at(300), None, False)


def test_failed_open_and_save_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "design.json"
    document = Document(at(400), path)
    document.edit("Raise", at(500))
    listener = Listener(document)
    with pytest.raises(FileError, match="there is no such file"):
        document.open(path)
    with pytest.raises(FileError, match="there is no folder"):
        document.save_as(tmp_path / "gone" / "design.json")
    assert (document.design, document.path, document.is_modified) == (at(500), path, True)
    assert document.history == ("Raise",)
    assert listener.calls == 0
    document.new()
    with pytest.raises(FileError, match="the design has no file yet"):
        document.save()


def test_recovered_work_is_modified_until_saved(tmp_path: Path) -> None:
    path = tmp_path / "design.json"
    document = Document()
    document.recover(at(500), path)
    assert (document.design, document.path, document.is_modified) == (at(500), path, True)
    document.save()
    assert not document.is_modified
