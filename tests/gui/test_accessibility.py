"""What a screen reader is told: every control has a name and a role, what draws itself says what it shows, and nothing
is told by colour alone.

Slow because every page of every tab is built and every dialog opened.
"""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from studio.gui.tasks import Tasks
from tests.gui.clipping import places
from tests.gui.dialogs_shown import dialogs
from tests.gui.said import controls, draws_itself, name_of, silent, unnamed


def test_everything_that_can_be_used_has_a_name_and_a_role(make_window, monkeypatch) -> None:
    monkeypatch.setattr(Tasks, "run", lambda tasks, work: None)  # what pages compute does not matter here
    window = make_window("ai1-120kw")
    for _ in places(window):
        pass
    assert sum(1 for _ in controls(window)) > 900
    found = set(unnamed(window))
    for name, dialog in dialogs(window):
        found |= {f"[{name}] {what}" for what in unnamed(dialog) if what not in found}
    assert sorted(found) == []


def test_what_draws_itself_says_what_it_shows(make_window) -> None:
    window = make_window("ai1-120kw")
    quiet: set[str] = set()
    drawn: set[str] = set()
    for _ in places(window):
        drawn |= {type(one).__name__ for one in controls(window) if draws_itself(one) and one.isVisible()}
        quiet |= set(silent(window))
    assert len(drawn) > 8
    assert sorted(quiet) == []


@pytest.fixture
def row(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    line = QHBoxLayout(made)
    for widget in (QLabel("Height"), QLineEdit(), QComboBox(), QPushButton("Go")):
        line.addWidget(widget)
    return made


def test_the_check_finds_what_has_no_name(row) -> None:
    edit, box, button = row.findChild(QLineEdit), row.findChild(QComboBox), row.findChild(QPushButton)
    box.addItem("km")
    assert len(list(unnamed(row))) == 2
    row.findChild(QLabel).setBuddy(edit)
    assert name_of(edit) == "Height"
    box.setAccessibleName("mission.altitude")
    assert [what.rpartition(": ")[2] for what in unnamed(row)] == ["“mission.altitude” is no name"]
    box.setAccessibleName("Unit of the height")
    assert list(unnamed(row)) == []
    button.setText("…")
    assert len(list(unnamed(row))) == 1
    assert QAccessible.queryAccessibleInterface(button).role() == QAccessible.Role.Button
