"""Drags, sliders and steps: live while they last, one undo step each, never outside the bounds."""

import math
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.design import get_value
from studio.document.document import Document
from studio.document.presets import preset
from studio.gui.inspector import Inspector
from studio.gui.inspector.scale import Scale, nice_floor
from studio.gui.inspector.useful import USEFUL, slider_scale
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    made = Session(Document(preset("suncatcher-cluster")), Theme(), ImmediateWorker)
    made.theme.use(True)
    yield made
    made.close()


@pytest.fixture
def inspector(session: Session, qtbot: QtBot) -> Inspector:
    made = Inspector(session)
    qtbot.addWidget(made)
    made.resize(400, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def mouse(widget: QWidget, kind: QEvent.Type, x: float, modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    cause = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    at = QPointF(x, widget.height() / 2)
    QApplication.sendEvent(widget, QMouseEvent(kind, at, widget.mapToGlobal(at), cause, held, modifiers))


def drag(widget: QWidget, places: list[float], modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    mouse(widget, QEvent.Type.MouseButtonPress, places[0], modifiers)
    for x in places[1:]:
        mouse(widget, QEvent.Type.MouseMove, x, modifiers)
    mouse(widget, QEvent.Type.MouseButtonRelease, places[-1], modifiers)


@pytest.mark.parametrize(
    "path", ["mission.altitude", "array.packing_factor", "battery.energy", "thermal.radiator_sides"]
)
def test_a_drag_of_the_name_turns_the_value_live_in_one_undo_step(
    inspector: Inspector, session: Session, path: str
) -> None:
    start = session.design
    seen: list[float] = []
    session.design_changed.connect(lambda: seen.append(get_value(session.design, path)))
    direction = -1 if path in {"array.packing_factor", "thermal.radiator_sides"} else 1
    drag(inspector.rows[path].label, [10 + direction * x for x in (0, 30, 90, 200, 500)])
    first, last = get_value(start, path), get_value(session.design, path)
    assert (last - first) * direction > 0
    assert seen == sorted(seen, reverse=direction < 0)
    assert session.document.position == 1
    session.undo()
    assert session.design == start


def test_two_drags_are_two_undo_steps_and_a_click_is_none(inspector: Inspector, session: Session) -> None:
    label = inspector.rows["array.area"].label
    drag(label, [10, 60])
    drag(label, [10, 60])
    assert session.document.position == 2
    drag(label, [10, 11])
    assert session.document.position == 2
    assert inspector.rows["array.area"].editor.hasFocus()


def test_a_drag_that_comes_back_leaves_no_step(inspector: Inspector, session: Session) -> None:
    start = session.design
    drag(inspector.rows["mission.altitude"].label, [10, 100, 200, 10])
    assert session.design == start
    assert session.document.position == 0


def test_shift_drags_further_and_ctrl_less_far(inspector: Inspector, session: Session) -> None:
    reached = []
    for modifier in (
        Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
    ):  # fmt: skip
        drag(inspector.rows["array.area"].label, [10, 50], modifier)
        reached.append(get_value(session.design, "array.area"))
        session.undo()
    start = get_value(session.design, "array.area")
    assert start < reached[0] < reached[1] < reached[2]


def test_a_drag_that_a_check_refuses_holds_the_last_value(inspector: Inspector, session: Session) -> None:
    drag(inspector.rows["mission.eccentricity"].label, [0, *range(5, 400, 3)])
    reached = get_value(session.design, "mission.eccentricity")
    perigee = (6378137.0 + get_value(session.design, "mission.altitude")) * (1 - reached) - 6378137.0
    assert reached > 0.05
    assert perigee >= 120e3
    assert not inspector.rows["mission.eccentricity"].message.isHidden()
    assert session.document.position == 1


@pytest.mark.parametrize("path", ["mission.altitude", "array.area", "mission.ltan", "payload.power"])
def test_a_slider_is_live_and_one_undo_step(inspector: Inspector, session: Session, path: str) -> None:
    slider = inspector.rows[path].slider
    start = session.design
    seen: list[float] = []
    session.design_changed.connect(lambda: seen.append(get_value(session.design, path)))
    width = slider.width()
    drag(slider, [width * 0.1, width * 0.3, width * 0.5, width * 0.95])
    assert seen == sorted(seen)
    assert len(set(seen)) == 4
    assert session.document.position == 1
    session.undo()
    assert session.design == start
    position = slider.value()
    drag(inspector.rows[path].label, [10, 40])
    assert slider.value() != position


def test_the_ends_of_every_slider_are_within_bounds(inspector: Inspector, session: Session) -> None:
    for path in USEFUL:
        row = inspector.rows[path]
        for low, scale in ((row.spec.low, slider_scale(path)),):
            assert low <= scale.low < scale.high <= row.spec.high
        if row.editor.isEnabled():
            for end in (0.0, float(row.slider.width())):
                drag(row.slider, [end])
            assert row.spec.low <= get_value(session.design, path) <= row.spec.high


def test_keys_step_and_belong_to_one_undo_step(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    edit = inspector.rows["mission.altitude"].editor
    edit.setFocus()
    for _ in range(3):
        qtbot.keyClick(edit, Qt.Key.Key_Up)
    assert get_value(session.design, "mission.altitude") == 665e3
    assert session.document.position == 1
    inspector.focus_search()
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert get_value(session.design, "mission.altitude") == 615e3
    assert session.document.position == 2
    edit.clearFocus()


def test_a_pause_ends_the_step(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    row = inspector.rows["mission.altitude"]
    row.editor.setFocus()
    qtbot.keyClick(row.editor, Qt.Key.Key_Up)
    with qtbot.waitSignal(row._gesture._pause.timeout):
        pass
    qtbot.keyClick(row.editor, Qt.Key.Key_Up)
    assert session.document.position == 2
    row.editor.clearFocus()


def test_steps_stop_at_the_bounds(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    edit = inspector.rows["array.packing_factor"].editor
    edit.setFocus()
    for _ in range(30):
        qtbot.keyClick(edit, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert get_value(session.design, "array.packing_factor") == 1.0
    edit.clearFocus()


scales = st.one_of(
    st.builds(lambda low, span: Scale(low, low + span), st.floats(-1e3, 1e6), st.floats(1e-2, 1e6)),
    st.builds(lambda soft, ratio: Scale(0.0, soft * ratio, soft), st.floats(1e-3, 1e6), st.floats(10, 1e9)),
)


@given(scales, st.floats(0, 1))
def test_a_place_on_the_scale_leads_back_to_itself(scale: Scale, share: float) -> None:
    found = scale.at(share, 1000)
    assert scale.low <= found <= scale.high
    assert abs(scale.place(found) - share) <= 1.01e-3


@given(scales, st.floats(0, 1), st.floats(-30, 30))
def test_steps_go_the_way_they_are_asked_and_stay_inside(scale: Scale, share: float, steps: float) -> None:
    start = scale.at(share, 1000)
    reached = scale.stepped(start, steps)
    assert scale.low <= reached <= scale.high
    tolerance = 1e-9 * max(abs(start), scale.high - scale.low)
    assert (reached - start) * steps >= -tolerance * abs(steps) or math.isclose(reached, start, rel_tol=5e-3)


@given(scales, st.floats(0, 1), st.floats(-3000, 3000), st.floats(1, 500))
def test_a_longer_drag_never_turns_back(scale: Scale, share: float, pixels: float, more: float) -> None:
    start = scale.at(share, 1000)
    near, far = scale.dragged(start, pixels), scale.dragged(start, pixels + more)
    assert scale.low <= near <= scale.high
    assert far >= near - 0.05 * abs(near) - 1e-12  # rounding to coarser steps may cost a little


@given(st.floats(1e-12, 1e12))
def test_nice_numbers_are_one_two_or_five_times_a_power_of_ten(size: float) -> None:
    found = nice_floor(size)
    assert found <= size * (1 + 1e-9)
    assert found > size / 2.6
    leading = f"{found:e}"[0]
    assert leading in "125"


def test_every_number_shows_that_its_name_can_be_dragged(inspector: Inspector) -> None:
    for row in inspector.rows.values():
        if row.spec.kind in {"number", "integer"} and row.editor.isEnabled():
            assert row.label.cursor().shape() == Qt.CursorShape.SizeHorCursor
            assert row.label.rect().contains(QPoint(5, 5))
