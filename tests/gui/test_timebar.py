"""The time bar shows the clock, sets it, and never sets it back."""

import pytest
from PySide6.QtCore import Qt

from studio.design.edit import set_value
from studio.gui.clock import SPEEDS
from studio.gui.timebar import TimeBar
from tests.gui.plot_session import DAYS, PERIOD, MadeSession


@pytest.fixture
def session(qapp):
    made = MadeSession()
    yield made
    made.close()


@pytest.fixture
def bar(session, qtbot):
    bar = TimeBar(session)
    qtbot.addWidget(bar)
    bar.resize(1280, 44)
    with qtbot.waitExposed(bar):
        bar.show()
    return bar


@pytest.fixture
def full(bar, session, qtbot):
    with qtbot.waitSignal(session.settled):
        session.answer()
    return bar


def test_moving_the_clock_moves_the_sliders_and_nothing_back(full, session):
    moves = []
    session.clock.moved.connect(lambda: moves.append(session.clock.phase))
    session.clock.set_phase(0.123456789)
    assert session.clock.phase == 0.123456789
    assert full.phase.value() == 1235
    assert full.phase_text.text() == f"{0.123456789 * PERIOD / 60:.1f} / {PERIOD / 60:.1f} min"
    session.clock.set_day(171)
    assert full.day.value() == 171
    assert full.day_text.text() == "2026-06-21"
    assert len(moves) == 2


def test_sliders_set_the_clock(full, session):
    full.phase.setValue(2500)
    assert session.clock.phase == 0.25
    full.phase.setValue(full.phase.maximum())
    assert 0.999 < session.clock.phase < 1.0
    full.day.setValue(40)
    assert session.clock.day == 40
    assert full.day.maximum() == DAYS - 1


def test_keyboard_moves_the_day(full, session, qtbot):
    full.day.setFocus()
    qtbot.keyClick(full.day, Qt.Key.Key_Right)
    qtbot.keyClick(full.day, Qt.Key.Key_PageUp)
    assert session.clock.day == 31


def test_play_button_and_clock_agree(full, session, qtbot):
    qtbot.mouseClick(full.play, Qt.MouseButton.LeftButton)
    assert session.clock.playing
    assert full.play.accessibleName() == "Pause"
    session.clock.play(False)
    assert not full.play.isChecked()
    assert full.play.accessibleName() == "Play"


def test_speeds_are_offered_and_follow_the_clock(full, session):
    assert [full.speed.itemData(place) for place in range(full.speed.count())] == list(SPEEDS)
    assert full.speed.currentText() == "300×"
    full.speed.activated.emit(full.speed.findData(5000))
    assert session.clock.speed == 5000
    session.clock.set_speed(60)
    assert full.speed.currentText() == "60×"


def test_worst_and_first_day(full, session, qtbot):
    qtbot.mouseClick(full.worst, Qt.MouseButton.LeftButton)
    assert session.clock.day == 181
    qtbot.mouseClick(full.first, Qt.MouseButton.LeftButton)
    assert session.clock.day == 0


def test_worst_day_waits_for_results(bar, session, qtbot):
    assert not bar.worst.isEnabled()
    with qtbot.waitSignal(session.settled):
        session.answer()
    assert bar.worst.isEnabled()


def test_dates_follow_the_epoch(full, session):
    session.edit("Epoch", lambda design: set_value(design, "mission.epoch", "2030-12-31T12:00:00"))
    assert full.day_text.text() == "2030-12-31"
    session.clock.set_day(1)
    assert full.day_text.text() == "2031-01-01"


def test_everything_fits_in_the_narrowest_window(full):
    assert full.minimumSizeHint().width() <= 1280
    for name in ("play", "speed", "phase", "day", "phase_text", "day_text", "worst_day", "first_day"):
        child = full.findChild(object, name)
        assert full.rect().contains(child.geometry())
        assert child.width() >= child.minimumSizeHint().width()


def test_controls_have_names_for_those_who_cannot_see_them(full):
    for widget in (full.play, full.speed, full.phase, full.day):
        assert widget.accessibleName()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
