"""Garbage that has outlived the searches of what is young goes too, while nothing else happens."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QCursor, QGuiApplication

from studio.gui.collecting import Collector


class Ring:
    """Refers to itself, as a widget does with what it calls back."""

    def __init__(self) -> None:
        self.myself = self


class Watched:
    """A collector whose time and whose studio the test makes."""

    def __init__(self) -> None:
        self.seconds, self.busy = 0.0, False
        self.parent = QObject()
        self.patch: pytest.MonkeyPatch
        self.collector = Collector(self.parent, lambda: self.busy, lambda: self.seconds)

    def old_garbage(self) -> weakref.ref:
        """What became garbage only after it had outlived the searches of the young."""
        ring = Ring()
        gc.collect(1)
        gc.collect(1)
        return weakref.ref(ring)

    def turn(self, after: float) -> None:
        self.seconds += after
        self.collector.turn()


@pytest.fixture
def watched(qapp) -> Iterator[Watched]:
    made = Watched()
    made.turn(0.0)  # where the hand is
    with pytest.MonkeyPatch.context() as patch:
        made.patch = patch
        yield made
    gc.unfreeze()
    made.parent.deleteLater()


def test_what_is_old_goes_while_nothing_happens(watched: Watched) -> None:
    lost = watched.old_garbage()
    watched.turn(2.0)
    assert lost() is not None, "the search of what is young does not find it: without the other it would stay for good"
    watched.turn(20.0)
    assert lost() is None
    assert gc.get_freeze_count() > 0, "later searches need not go through all that there is"
    later = watched.old_garbage()
    watched.turn(20.0)
    assert later() is None


@pytest.mark.parametrize("what", ["computed", "pressed", "moved"])
def test_nobody_is_disturbed_for_it_unless_it_was_long_ago(watched: Watched, what: str) -> None:
    if what == "computed":
        watched.busy = True
    elif what == "pressed":
        watched.patch.setattr(QGuiApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
    lost, spot = watched.old_garbage(), QCursor.pos()
    for step in range(14):
        if what == "moved":
            watched.patch.setattr(QCursor, "pos", lambda step=step: QPoint(spot.x() + step + 1, 0))
        watched.turn(20.0)
        assert lost() is not None
    watched.turn(30.0)
    assert lost() is None


def test_what_was_set_aside_is_searched_again_after_a_while(watched: Watched) -> None:
    kept = Ring()
    watched.turn(20.0)
    lost = weakref.ref(kept)
    del kept
    for _ in range(14):
        watched.turn(20.0)
        assert lost() is not None
    watched.turn(20.0)
    assert lost() is None


def test_what_is_free_goes_back_now_and_then(watched: Watched) -> None:
    given: list[float] = []
    watched.patch.setattr("studio.gui.collecting.give_back", lambda: given.append(watched.seconds))
    for _ in range(16):
        watched.turn(20.0)
    assert given == [20.0, 120.0, 220.0, 320.0]


def test_what_was_set_aside_is_searched_again_when_another_window_takes_over(watched: Watched) -> None:
    kept = Ring()
    watched.turn(20.0)
    lost = weakref.ref(kept)
    del kept
    watched.turn(20.0)
    assert lost() is not None
    watched.collector.begin_anew()
    watched.turn(20.0)
    assert lost() is None
