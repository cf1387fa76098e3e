"""The check of what a screen reader is told finds what has no name; the walk through all places makes it."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from tests.gui.said import name_of, unnamed


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
