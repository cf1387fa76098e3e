"""Nothing is cut, covered or outside in Chinese, in longer words and with larger texts; for English see every place.

Slow because every page of every tab is built and looked at, in two languages and with larger texts.
"""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from studio import text
from studio.gui.lettering import use_letters
from studio.gui.window import MainWindow
from studio.gui.workspaces import WORKSPACES
from tests.gui.clipping import complaints, places, settle
from tests.gui.dialogs_shown import dialogs


@pytest.mark.parametrize("language", ["zh_CN", text.PSEUDO])
def test_every_tab_page_dock_and_dialog_can_be_read_at_1280_by_800(make_window, qapp, language) -> None:
    """English has its place wherever the pseudo-language has: that is English with signs about every text."""
    before = qapp.font()
    text.use_language(language)
    use_letters(qapp, language)
    try:
        window = make_window("ai1-120kw")
        found = {what: where for where in places(window) for what in complaints(window)}
        for name, dialog in dialogs(window):
            found |= dict.fromkeys(complaints(dialog), f"[{name}]")
        assert found == {}
        assert window.size().toTuple() == (1280, 800)
    finally:
        qapp.setFont(before)


def test_texts_half_as_large_again_fit_the_smallest_screen(make_window, monkeypatch) -> None:
    monkeypatch.setattr(MainWindow, "room", lambda self: QSize(1280, 800))
    window = make_window("ai1-120kw", percent=150)
    try:
        for key in WORKSPACES:
            window.workspaces.show(key)
            settle()
            assert window.size().toTuple() == (1280, 800), key
        window.workspaces.show("orbit")
        found = {(where, what) for where in places(window) if not where.startswith("dock")
                 for what in complaints(window)}  # fmt: skip
        assert found == set()
        assert window.size().toTuple() == (1280, 800)
    finally:
        window.theme.resize(100)


@pytest.fixture
def row(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    line = QHBoxLayout(made)
    for widget in (QLabel("Orbital period"), QPushButton("Recompute")):
        line.addWidget(widget)
    made.show()
    settle()
    return made


def test_the_check_finds_what_is_cut_covered_or_outside(row) -> None:
    label, button = row.findChild(QLabel), row.findChild(QPushButton)
    assert complaints(row) == []
    label.setFixedWidth(label.sizeHint().width() // 2)
    settle()
    assert len(complaints(row)) == 1
    assert "Orbital period" in complaints(row)[0]
    label.setText("Orbit")
    label.setFixedWidth(label.sizeHint().width())
    settle()
    assert complaints(row) == []
    button.setGeometry(label.geometry())
    assert any("overlap" in one for one in complaints(row))
    button.move(row.width() - 10, 0)
    assert any("sticks out" in one for one in complaints(row))
    label.setFixedHeight(4)
    settle()
    assert any("Orbit" in one for one in complaints(row))
