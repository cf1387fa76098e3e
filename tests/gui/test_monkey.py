"""A seeded monkey at the whole window: whatever it does, undo is exact, every stage says how it stands, nothing breaks.

Each run makes the same hundred gestures and more, with the profile `deep` twice as many. What they may not do is said
once at the end: leave an exception, a Qt warning or a log record (the house rules of every test see to those), lose a
step of the history, or leave a stage without a result and without a reason.
"""

import os
import random
import sys
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QApplication, QLineEdit, QMessageBox, QSlider

from studio.analysis import STAGES
from studio.design import Design, get_value
from studio.gui.inspector.number_row import NumberRow
from studio.gui.inspector.option_row import ChoiceRow, SwitchRow
from studio.gui.inspector.row import FieldRow
from studio.gui.panel.words import catalogue_materials
from studio.gui.window import MainWindow

ACTIONS = 250 if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else 120
BAD = ("", "12,5", "1.2.3", "-1e9", "1e400", "nan", "7 parsecs", "ten", "９９", "5 km km", "\N{MINUS SIGN}3", "0x10")
OWN_MATERIAL = "own"


class Monkey:
    """One random action after the other, each through a widget, an action or a key that a person has."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self.window = window
        self.session = window.session
        self.chance = random.Random(seed)
        self.done: list[str] = []
        self.opened = self.session.design
        self.changes: list[Design] = []
        self.session.design_changed.connect(self.note)
        self.deeds: dict[Callable[[], object], int] = {
            self.type_number: 50,
            self.type_nonsense: 25,
            self.choose: 15,
            self.drag_slider: 20,
            self.step_by_key: 15,
            self.edit_stack: 30,
            self.undo_or_redo: 30,
            self.turn_tab: 20,
            self.toggle_dock: 8,
            self.use_other_theme: 3,
            self.resize: 6,
            self.move_time: 20,
            self.look: 10,
            self.open_preset: 2,
            self.explain: 6,
        }
        self.rows = list(window.views["design"].rows.values())

    def run(self, count: int) -> None:
        deeds, weights = list(self.deeds), list(self.deeds.values())
        for _ in range(count):
            deed = self.chance.choices(deeds, weights)[0]
            self.done.append(deed.__name__)
            deed()
            QApplication.processEvents()

    def note(self) -> None:
        self.changes.append(self.session.design)

    def row(self, *kinds: type[FieldRow]) -> Any:
        """A field that applies, shown and with the keyboard in it."""
        row = self.chance.choice([one for one in self.rows if isinstance(one, kinds) and one.editor.isEnabled()])
        self.window.focus_field(row.path)
        return row

    def type_number(self) -> None:
        """A value near the one that is there, in the unit that is shown."""
        row = self.row(NumberRow)
        value = row.edit.value
        near = (value or 0.0) * self.chance.choice((0.5, 0.9, 1.1, 2.0)) + self.chance.choice((0.0, 0.0, 1e-3))
        self.type_into(row.edit, row.edit.text_of(round(near) if row.spec.kind == "integer" else near))

    def type_nonsense(self) -> None:
        row = self.row(NumberRow)
        self.type_into(row.edit, self.chance.choice(BAD))
        if self.chance.random() < 0.5:
            QTest.keyClick(row.edit, Qt.Key.Key_Escape)

    def type_into(self, edit: QLineEdit, words: str) -> None:
        edit.selectAll()
        QTest.keyClick(edit, Qt.Key.Key_Delete)
        for letter in words:  # the clicks of QTest end the program at a letter that is not ASCII
            QApplication.sendEvent(edit, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
        QTest.keyClick(edit, Qt.Key.Key_Return)

    def choose(self) -> None:
        row = self.row(SwitchRow, ChoiceRow)
        if isinstance(row, SwitchRow):
            row.box.click()
        else:
            row.box.setCurrentIndex(self.chance.randrange(row.box.count()))
            row.box.activated.emit(row.box.currentIndex())

    def drag_slider(self) -> None:
        """Press, a few moves, release: over every slider that is in the design."""
        sliders = [one for one in self.window.findChildren(QSlider) if one.isVisible() and one.isEnabled()]
        slider = self.chance.choice(sliders)
        place = QPoint(self.chance.randrange(slider.width()), slider.height() // 2)
        QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=place)
        for _ in range(3):
            place = QPoint(self.chance.randrange(slider.width()), slider.height() // 2)
            QTest.mouseMove(slider, place)
        QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=place)

    def step_by_key(self) -> None:
        row = self.row(NumberRow)
        for _ in range(self.chance.randrange(1, 4)):
            QTest.keyClick(row.edit, self.chance.choice((Qt.Key.Key_Up, Qt.Key.Key_Down)))

    def edit_stack(self) -> None:
        panel = self.window.views["panel"]
        panel.select_layer(self.chance.randrange(len(self.session.design.stack.layers)))
        name = self.chance.choice(("duplicate", "remove", "up", "down", "insert"))
        if name == "insert":
            panel.layer_actions.insert(self.chance.choice((OWN_MATERIAL, *catalogue_materials())))
        else:
            panel.layer_actions.by_name[name].trigger()

    def undo_or_redo(self) -> None:
        name = self.chance.choice(("undo", "undo", "redo"))
        for _ in range(self.chance.randrange(1, 4)):
            self.window.actions_by_name[name].trigger()

    def turn_tab(self) -> None:
        self.window.actions_by_name[self.chance.choice(("tab-orbit", "tab-panel", "tab-season"))].trigger()

    def toggle_dock(self) -> None:
        self.chance.choice(list(self.window.docks.values())).toggleViewAction().trigger()

    def use_other_theme(self) -> None:
        self.window.actions_by_name["dark"].trigger()

    def resize(self) -> None:
        self.window.resize(self.chance.randrange(1280, 1900), self.chance.randrange(800, 1200))

    def move_time(self) -> None:
        names = ("day-next", "day-previous", "day-worst", "day-first")
        self.window.actions_by_name[self.chance.choice(names)].trigger()
        bar = self.window.views["timebar"]
        slider: QAbstractSlider = self.chance.choice((bar.phase, bar.day))
        slider.setValue(self.chance.randrange(slider.maximum() + 1))

    def look(self) -> None:
        names = [name for name in self.window.actions_by_name if name.startswith("look-")]
        self.window.actions_by_name[self.chance.choice(names)].trigger()

    def explain(self) -> None:
        self.window.explain(self.chance.choice(list(self.session.results())))

    def open_preset(self) -> None:
        self.chance.choice(self.window._presets.actions()).trigger()
        if not self.session.document.history:
            self.opened = self.session.design


@pytest.fixture
def raised(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Exceptions that end in Qt, where no caller can see them."""
    found: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: found.append(f"{kind.__name__}: {error}"))
    return found


@pytest.mark.parametrize("seed", [3])
def test_a_monkey_breaks_nothing(make_window, monkeypatch, raised: list[str], seed: int) -> None:
    window: MainWindow = make_window("shell-500km-eclipse")
    monkey = Monkey(window, seed)
    answers = (QMessageBox.StandardButton.Discard, QMessageBox.StandardButton.Cancel)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: monkey.chance.choice(answers))
    monkey.run(ACTIONS)
    assert raised == []
    session, document = window.session, window.session.document
    assert len(monkey.changes) > ACTIONS / 4, "a monkey that changes nothing proves nothing"
    last, steps = session.design, document.position
    assert_every_stage_tells(session)

    undo, redo = (window.actions_by_name[name] for name in ("undo", "redo"))
    while undo.isEnabled():
        undo.trigger()
    assert session.design == monkey.opened
    QApplication.processEvents()
    assert_every_stage_tells(session)
    for _ in range(steps):
        redo.trigger()
    assert session.design == last
    QApplication.processEvents()
    assert_every_stage_tells(session)
    assert_the_inspector_shows(window)
    assert raised == []


def assert_every_stage_tells(session) -> None:
    told = {stage: (session.status(stage), session.failure(stage)) for stage in STAGES}
    assert all(status == "fresh" or (status == "failed" and reason) for status, reason in told.values()), told


def assert_the_inspector_shows(window: MainWindow) -> None:
    """Every number stands in the inspector as the design holds it, unless something refused is still being typed."""
    for path, row in window.views["design"].rows.items():
        if isinstance(row, NumberRow) and not row.edit.is_typing:
            value = get_value(window.session.design, path)
            assert row.edit.value == value, path
            assert row.edit.text() == row.edit.text_of(value) or not row.editor.isEnabled(), path
