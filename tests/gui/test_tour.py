"""The guided tour, taken as a user takes it: each step goes on when it has really been done, and all can be undone."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from studio.design import set_value
from studio.gui.tour.coach import ARROW, placed
from studio.gui.tour.step import Target
from studio.gui.tour.steps import AREA, CLOSE_DIALOG, STEPS, explained

_VIEWS = ("design", "timebar", "margins", "power", "explain", "season", "panel", "compare")
_LONG = 30_000


def _settle() -> None:
    for _ in range(20):
        QApplication.processEvents()


def _begin(window: Any) -> Any:
    window.activateWindow()
    window.take_tour()
    _settle()
    return window


@pytest.fixture
def window(make_window) -> Any:
    """With everything that the tour points at."""
    made = _begin(make_window(views=_VIEWS))
    yield made
    made.tour.end()


@pytest.fixture
def small(make_window) -> Any:
    """With the docks alone: what is not there yet is skipped over."""
    made = _begin(make_window(views=("design", "margins", "explain")))
    yield made
    made.tour.end()


def _key(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)
    _settle()


def _type(window: Any, path: str, text: str) -> None:
    edit = window.views["design"].rows[path].editor
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    _settle()


def _click_tab(window: Any, key: str) -> None:
    bar = window.tabs.tabBar()
    place = next(at for at in range(bar.count()) if bar.tabData(at) == key)
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())
    _settle()


def _to(window: Any, key: str) -> None:
    """Skip to a step."""
    while window.tour.step.key != key:
        window.tour.bubble.next.click()
        _settle()


def _close_by_hand(window: Any, qtbot: Any) -> None:
    window.actions_by_name["close-design"].trigger()
    dialog: Any = window.findChild(QDialog, CLOSE_DIALOG)
    _settle()
    assert window.tour._guest.parentWidget() is dialog
    dialog.start.click()
    qtbot.waitUntil(dialog.use.isEnabled, timeout=_LONG)
    dialog.use.click()
    _settle()


def test_the_whole_tour_by_mouse_and_keyboard(window, qtbot) -> None:
    tour, session = window.tour, window.session
    begun = session.design
    keys = [step.key for step in STEPS]

    def arrived(key: str) -> None:
        assert tour.step.key == key
        assert f"{keys.index(key) + 1} of {len(keys)}" == tour.bubble.count.text()

    arrived("welcome")
    QTest.mouseClick(tour.bubble.next, Qt.MouseButton.LeftButton)
    _settle()
    arrived("altitude")
    _type(window, "mission.altitude", "700 km")
    arrived("time")
    port = window.views["power"].orbit_chart.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=QPoint(port.width() // 2, port.height() // 3))
    _settle()
    arrived("area")
    _type(window, AREA, "90 m²")  # not yet too small
    arrived("area")
    _type(window, AREA, "50 m²")
    arrived("light")
    assert window.views["margins"].table.hasFocus()
    _key(Qt.Key.Key_F2)
    arrived("chain")
    before = explained(window)
    link = next(one for one in window.views["explain"].inputs.findChildren(QWidget)
                if one.objectName().startswith("link:") and "✎" not in one.text())  # fmt: skip
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    _settle()
    assert explained(window) != before
    arrived("close")
    _close_by_hand(window, qtbot)
    arrived("cell")
    stack = session.design.stack
    window.activateWindow()  # as a window manager does when the dialog has gone
    _settle()
    assert window.views["panel"].technology.box.hasFocus()
    _key(Qt.Key.Key_Down)
    assert session.design.stack != stack
    arrived("season")
    _click_tab(window, "season")
    arrived("undo")
    _key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.design.stack == stack
    arrived("compare")
    _click_tab(window, "compare")
    arrived("end")
    assert not tour.bubble.next.isVisible()
    assert session.design != begun
    QTest.mouseClick(tour.bubble.restore, Qt.MouseButton.LeftButton)
    _settle()
    assert session.design == begun
    assert not tour.bubble.restore.isVisible()
    QTest.mouseClick(tour.bubble.end, Qt.MouseButton.LeftButton)
    assert not tour.is_on
    assert not tour.bubble.isVisible()
    assert not tour.ring.isVisible()


def test_show_me_takes_the_whole_tour_and_every_change_can_be_undone(window, qtbot) -> None:
    tour, session = window.tour, window.session
    begun = session.design
    for step in STEPS[:-1]:
        assert tour.step.key == step.key
        (tour.bubble.next if step.done is None else tour.bubble.show_me).click()
        _settle()
        qtbot.waitUntil(lambda step=step: tour.step.key != step.key, timeout=_LONG)
        _settle()
    assert tour.step.key == "end"
    while session.document.undo_label is not None:
        session.undo()
    assert session.design == begun


def test_a_drag_is_not_cut_short(small) -> None:
    _to(small, "altitude")
    slider = small.views["design"].rows["mission.altitude"].slider
    middle = slider.rect().center()
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(slider, middle + QPoint(30, 0))
    _settle()
    small.session.edit("altitude", lambda design: set_value(design, "mission.altitude", 900e3), gesture="drag")
    _settle()
    assert small.tour.step.key == "altitude"
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=middle + QPoint(30, 0))
    _settle()
    assert small.tour.step.key == "time"


def test_the_ring_stands_round_what_is_pointed_at_and_follows(small) -> None:
    _to(small, "altitude")
    tour = small.tour

    def around() -> QRect:
        row = small.views["design"].rows["mission.altitude"]
        return QRect(row.mapTo(small, QPoint(0, 0)), row.size())

    assert tour.ring.isVisible()
    assert tour.ring.geometry().contains(around())
    before = tour.ring.geometry()
    small.resizeDocks([small.docks["design"]], [420], Qt.Orientation.Horizontal)
    _settle()
    small.resize(1500, 900)
    _settle()
    assert tour.ring.geometry() != before
    assert tour.ring.geometry().contains(around())
    assert small.rect().contains(tour.bubble.geometry())


def test_the_bubble_never_covers_what_it_points_at(window) -> None:
    tour = window.tour
    for step in STEPS[:-1]:
        target: Target | None = step.target(window)
        if target is not None and tour.ring.isVisible():
            assert not tour.bubble.geometry().adjusted(ARROW, ARROW, -ARROW, -ARROW).intersects(tour.ring.geometry())
        for label in (tour.bubble.title, tour.bubble.text):
            assert label.height() >= label.heightForWidth(label.width())
        tour.bubble.next.click()
        _settle()


def test_back_and_skip_change_nothing(small) -> None:
    begun = small.session.design
    _to(small, "close")
    small.tour.bubble.back.click()
    assert small.tour.step.key == "chain"
    assert small.session.design is begun
    _to(small, "end")
    assert not small.tour.bubble.restore.isVisible()


def test_escape_ends_it_and_it_can_begin_again(small) -> None:
    _to(small, "altitude")
    small.tour.bubble.next.setFocus()
    _key(Qt.Key.Key_Escape)
    assert not small.tour.is_on
    small.actions_by_name["tour"].trigger()
    _settle()
    assert small.tour.step.key == "welcome"
    small.actions_by_name["tour"].trigger()
    assert small.tour.bubble.next.hasFocus()
    assert small.tour.step.key == "welcome"


def test_it_begins_from_the_start_page(small) -> None:
    small.tour.end()
    small.start.show()
    _settle()
    small.start.sheet.tour.click()
    _settle()
    assert not small.start.is_up
    assert small.tour.is_on


def test_a_design_without_requirements_can_take_it(small, qtbot) -> None:
    small.session.edit("none", lambda design: msgspec.structs.replace(design, requirements=()))
    _settle()
    _to(small, "light")
    small.tour.bubble.show_me.click()
    _settle()
    assert small.tour.step.key == "chain"


def test_another_design_in_the_middle_does_no_harm(small) -> None:
    _to(small, "area")
    small.filing.open("ai1-120kw")
    _settle()
    _to(small, "end")
    opened = small.session.design
    small.tour.restore()
    assert small.session.design == opened


_room = QRect(0, 0, 1280, 800)
_part = st.builds(QRect, st.integers(0, 1200), st.integers(0, 760), st.integers(4, 400), st.integers(4, 300))


@given(part=_part, wide=st.integers(200, 420), high=st.integers(90, 260))
def test_a_bubble_always_stands_within_the_window(part: QRect, wide: int, high: int) -> None:
    place, tip = placed(_room, part.intersected(_room), wide, high)
    assert _room.contains(place)
    assert (place.width(), place.height()) == (wide, high)
    assert _room.adjusted(-10, -10, 10, 10).contains(tip)


def test_every_step_is_whole() -> None:
    assert len({step.key for step in STEPS}) == len(STEPS)
    for step in STEPS:
        assert step.title
        assert len(step.text.split()) < 50
    assert STEPS[0].done is None
    assert STEPS[-1].done is None
    assert all(step.done is not None for step in STEPS[1:-1])
