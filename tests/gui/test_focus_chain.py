"""Walking along the focus chain changes nothing: not what Qt has, and not what PySide takes for whose child."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMainWindow, QPushButton, QSpinBox, QWidget
from shiboken6 import delete, dump, isValid

from studio.gui.focus_chain import neighbour, stands_in

STUDIO = Path(__file__).parents[2] / "studio"


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.menuBar().addMenu("A")
    centre = QWidget(made)
    row = QHBoxLayout(centre)
    for place in range(3):
        row.addWidget(QLineEdit(centre, objectName=f"line{place}"))
    row.addWidget(QSpinBox(centre))
    made.setCentralWidget(centre)
    QPushButton("over the window", made, objectName="notice")
    made.show()
    QApplication.processEvents()
    return made


@pytest.mark.parametrize("forward", [True, False])
def test_everything_is_met_once_and_stays_whose_child_it_is(window: QMainWindow, forward: bool) -> None:
    met, one = [], window
    while (one := neighbour(one, forward=forward)) is not window:
        met.append(one)
    assert len(met) == len(set(met)), "each once"
    assert [type(one.parentWidget()) for one in met if stands_in(one)] == [QSpinBox], "its line"
    for one in met:
        parent = re.search(r"^parent\.+ .* at (0x[0-9a-f]+)>$", dump(one), re.MULTILINE)
        assert parent, type(one)
        assert int(parent[1], 16) == id(one.parentWidget()), type(one)
    assert not re.search(r"^parent\.+ ", dump(window), re.MULTILINE), "the window is nobody's child"
    # Last, for this too makes Python take them for children of the window.
    assert set(met) == {one for one in window.findChildren(QWidget) if not one.isWindow()}, "menus are windows"


@pytest.mark.parametrize("forward", [True, False])
def test_what_is_deleted_takes_no_neighbour_with_it(window: QMainWindow, forward: bool) -> None:
    bar = window.menuBar()
    one = window
    while (one := neighbour(one, forward=forward)) is not window:
        pass
    for gone in (window.findChild(QPushButton, "notice"), window.findChild(QLineEdit, "line1")):
        delete(gone)
    assert isValid(window)
    assert isValid(bar)
    assert isValid(window.findChild(QLineEdit, "line2"))


def test_the_chain_is_followed_in_one_place_alone() -> None:
    asks = re.compile("InFocusChain|focusProxy")
    users = [path.name for path in STUDIO.rglob("*.py") if asks.search(path.read_text(encoding="utf-8"))]
    assert users == ["focus_chain.py"]


@pytest.mark.parametrize("forward", [True, False])
def test_what_is_taken_for_gone_ends_the_walk(
    window: QMainWindow, forward: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PySide may hold an object for deleted whose widget is there: to ask it anything would raise."""
    line, beside = (window.findChild(QLineEdit, f"line{place}") for place in (1, 0 if forward else 2))
    assert neighbour(beside, forward=forward) is line
    monkeypatch.setattr("studio.gui.focus_chain.shiboken6", SimpleNamespace(isValid=lambda one: one is not line))
    assert neighbour(beside, forward=forward) is None
