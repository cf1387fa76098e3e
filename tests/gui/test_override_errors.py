"""An error in what overrides a method of Qt is told, wherever it was raised, and never ends the process by itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
if sys.argv[3] == "held":
    import studio.gui
from PySide6.QtCore import QAbstractListModel, QSize
from PySide6.QtWidgets import QApplication, QListView, QWidget
from shiboken6 import delete

def bad(place):
    if sys.argv[1] == place:
        if sys.argv[2] == "of Python":
            raise ValueError("no number")
        if sys.argv[2] == "of C":
            int("no number")
        gone = QWidget()
        delete(gone)
        gone.width()

class Page(QWidget):
    def paintEvent(self, event):
        bad("paint")
    def sizeHint(self):
        bad("size")
        return QSize(10, 10)

class Rows(QAbstractListModel):
    def rowCount(self, parent=None):
        return 1
    def data(self, index, role):
        bad("data")

app = QApplication(["errors", "-platform", "offscreen"])
page, view, rows = Page(), QListView(), Rows()
view.setModel(rows)
for one in (page, view):
    try:
        one.show()
        for _ in range(20):
            app.processEvents()
    except (ValueError, RuntimeError) as error:
        print(repr(error.__cause__ or error), file=sys.stderr)
print("lives")
"""


def _run(place: str, kind: str, held: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", PROGRAM, place, kind, held], cwd=ROOT, text=True, capture_output=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False, timeout=120)  # fmt: skip


@pytest.mark.parametrize("place", ["paint", "size", "data"])
@pytest.mark.parametrize(("kind", "words"), [("of Python", "no number"), ("of C", "invalid literal for int"),
                                             ("of a widget that is gone", "already deleted")])  # fmt: skip
def test_an_error_is_told_and_the_process_lives(place: str, kind: str, words: str) -> None:
    done = _run(place, kind, "held")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "lives\n"
    assert words in done.stderr


def test_without_it_the_process_ends_where_errors_travel_as_words() -> None:
    done = _run("size", "of C", "as PySide has it")
    assert (done.returncode < 0) == (sys.version_info < (3, 12))


def test_what_overrides_nothing_of_qt_stays_as_it_is() -> None:
    from PySide6.QtCore import QObject

    import studio.gui

    def plain(self: object) -> int:
        return 1

    def event(self: object, _: object) -> bool:
        return False

    made = type(QObject)("Made", (QObject,), {"plain": plain, "event": event})
    assert studio.gui.override_errors
    assert made.plain is plain
    assert (made.event is event) == (sys.version_info >= (3, 12))
    assert made.event.__name__ == "event"
