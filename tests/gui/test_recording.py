"""What is done in the window, recorded and run again without it, makes the same design."""

import json
import random
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication

from studio.cli.app import run as command
from studio.design import Requirement, fields, set_value
from studio.design.design import Design
from studio.design.edit import duplicate_layer, get_value, move_layer, remove_layer
from studio.document.files import read
from studio.gui.window import MainWindow


@pytest.fixture
def window(make_window) -> MainWindow:
    made = make_window("ai1-120kw", views=("design",))
    made.filing.may_leave = lambda: True
    return made


def act(window: MainWindow, chance: random.Random) -> None:
    """One edit or another, through the session or a command that a person has."""
    session = window.session
    numbers = [one for one in fields(Design) if "[]" not in one.path and one.kind == "number"]

    def number(design: Design) -> Design:
        spec = chance.choice(numbers)
        now = get_value(design, spec.path)
        return set_value(design, spec.path, min(max((now or 0.0) * chance.choice((0.9, 1.1)), spec.low), spec.high))

    def layers(design: Design) -> Design:
        count = len(design.stack.layers)
        way = chance.choice((duplicate_layer, remove_layer, lambda d, i: move_layer(d, i, chance.randrange(count))))
        return way(design, chance.randrange(count))

    deed = chance.choice(("number", "number", "drag", "layers", "undo", "redo", "requirement"))
    if deed in {"undo", "redo"}:
        window.actions_by_name[deed].trigger()
    elif deed == "requirement":
        one = Requirement(f"mine {chance.random()}", "power.margin_eol", ">=", chance.random())
        session.edit("Require", lambda d: msgspec.structs.replace(d, requirements=(*d.requirements, one)))
    elif deed == "drag":
        token = object()
        for step in range(4):
            session.edit("Drag", lambda d, step=step: set_value(d, "mission.altitude", 600e3 + step * 1234.5), token)
        session.end_gesture()
    else:
        session.edit(deed, number if deed == "number" else layers)


@pytest.mark.parametrize("seed", range(4))
def test_a_monkey_recorded_in_the_window_is_replayed_by_the_command(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys, seed: int
) -> None:
    path, chance = tmp_path / "recording.py", random.Random(seed)
    monkeypatch.setattr("studio.gui.recording.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    window.session.edit("Before", lambda design: set_value(design, "mission.altitude", 612e3))
    window.actions_by_name["record"].trigger()
    for _ in range(25):
        act(window, chance)
    window.actions_by_name["record"].trigger()
    assert window.session.notices.said[-1].offer == "Show the folder"
    assert command(lambda _: 1, ["run", str(path), "--out", str(tmp_path / "again.json")]) == 0
    capsys.readouterr()
    assert read(tmp_path / "again.json") == window.session.design


def test_another_design_opened_and_an_export_are_recorded(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.gui.recording.QFileDialog.getSaveFileName", lambda *_: ("", ""))
    window.recording.start()
    window.filing.open("suncatcher-cluster")
    window.session.acted.emit('studio.export("design", "a.json", force=True)')
    script = window.recording.stop()
    assert script.splitlines()[2:] == [
        'studio.open("ai1-120kw")', 'studio.open("suncatcher-cluster")',
        'studio.export("design", "a.json", force=True)',
    ]  # fmt: skip


def test_a_recording_without_a_place_goes_to_the_clipboard(window: MainWindow, monkeypatch) -> None:
    monkeypatch.setattr("studio.gui.recording.QFileDialog.getSaveFileName", lambda *_: ("", ""))
    window.actions_by_name["record"].trigger()
    window.session.edit("Higher", lambda design: set_value(design, "mission.altitude", 655e3))
    window.actions_by_name["record"].trigger()
    assert 'studio.set("mission.altitude", "655 km")  # Higher' in QGuiApplication.clipboard().text()
    assert window.recording.recorder is None


def test_the_history_is_copied_as_a_script(window: MainWindow) -> None:
    window.session.edit("Higher", lambda design: set_value(design, "mission.altitude", 655e3))
    window.session.edit("Title", lambda design: set_value(design, "title", json.dumps({"a": "b"})))
    window.session.undo()
    window.actions_by_name["copy-python"].trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[2:] == ['studio.open("ai1-120kw")', 'studio.set("mission.altitude", "655 km")  # Higher']
