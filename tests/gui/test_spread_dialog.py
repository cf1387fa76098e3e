"""Giving a field a spread: in its units, in one undo step, refused in words, and marked beside the field."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from studio.design import set_value
from studio.design.spread import Spread
from studio.design.spread_edit import set_spread, spread_of
from studio.gui.inspector import Inspector
from studio.gui.session import Session
from studio.gui.spread_dialog import SpreadDialog


def asked(qtbot: Any, session: Session, path: str, unit: str) -> SpreadDialog:
    dialog = SpreadDialog(session, path, unit)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose(dialog: SpreadDialog, kind: str, relative: bool = False) -> None:
    dialog.measure.setCurrentIndex(dialog.measure.findData(relative))
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    dialog.kind.activated.emit(dialog.kind.currentIndex())


def shown(dialog: SpreadDialog) -> set[str]:
    return {name for name, line in dialog.numbers.items() if line.isVisible()}


def test_numbers_are_typed_in_the_unit_of_the_field(qtbot, session):
    dialog = asked(qtbot, session, "mission.altitude", "km")
    assert shown(dialog) == set()
    choose(dialog, "range")
    assert shown(dialog) == {"low", "high"}
    dialog.numbers["low"].setText("640")
    dialog.numbers["high"].setText("0.66 Mm")
    dialog.source.setText("Orbit control")
    assert dialog.confidence.currentData() == "assumed"  # until somebody says more
    dialog.confidence.setCurrentIndex(dialog.confidence.findData("measured"))
    before = session.design
    dialog._finish()
    assert dialog.result() == SpreadDialog.DialogCode.Accepted
    assert spread_of(session.design, "mission.altitude") == Spread("range", low=640e3, high=660e3,
                                                                   source="Orbit control",
                                                                   confidence="measured")  # fmt: skip
    session.undo()
    assert session.design == before


def test_a_deviation_of_a_temperature_is_no_temperature(qtbot, session):
    dialog = asked(qtbot, session, "thermal.target_temperature", "°C")
    choose(dialog, "normal")
    assert shown(dialog) == {"mode", "deviation"}
    assert dialog.measure.findData(True) < 0  # a share of 50 °C says nothing
    dialog.numbers["mode"].setText("50")
    dialog.numbers["deviation"].setText("4")
    dialog._finish()
    found = spread_of(session.design, "thermal.target_temperature")
    assert (found.mode, found.deviation) == pytest.approx((323.15, 4.0))


def test_shares_are_counted_from_the_value(qtbot, session):
    dialog = asked(qtbot, session, "platform.mass", "kg")
    choose(dialog, "triangular", relative=True)
    assert dialog.numbers["low"].text() == "-30 %"  # as far as an assumed number is held open
    dialog.numbers["low"].setText("-10")
    dialog.numbers["high"].setText("25 %")
    dialog._finish()
    found = spread_of(session.design, "platform.mass")
    assert (found.low, found.mode, found.high, found.relative) == (pytest.approx(-0.1), None, pytest.approx(0.25), True)


@pytest.mark.parametrize(("typed", "text"), [
    ({"low": "700", "high": "600"}, "is not below"), ({"low": "10", "high": "600"}, "below 160 km"),
    ({"low": "12 kg", "high": "600"}, "not a unit"), ({"low": "", "high": "600"}, "nothing is typed"),
])  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_is_lost(qtbot, session, typed, text):
    dialog = asked(qtbot, session, "mission.altitude", "km")
    choose(dialog, "range")
    for name, value in typed.items():
        dialog.numbers[name].setText(value)
    before = session.design
    dialog._finish()
    assert dialog.isVisible()
    assert text in dialog.problem.text()
    assert session.design is before
    assert dialog.numbers["high"].text() == typed["high"]


def test_it_says_what_the_number_brings_by_itself(qtbot, session):
    assert "triangle 84 kg to 156 kg" in asked(qtbot, session, "platform.mass", "kg").now.text()
    assert "Decided by the designer" in asked(qtbot, session, "mission.altitude", "km").now.text()


def test_none_takes_it_away_and_what_is_there_is_shown_again(qtbot, session):
    spread = Spread("normal", deviation=5e3, mode=655e3, source="Somebody", confidence="derived")
    session.edit("Spread", lambda design: set_spread(design, "mission.altitude", spread))
    dialog = asked(qtbot, session, "mission.altitude", "km")
    assert (dialog.numbers["deviation"].text(), dialog.numbers["mode"].text()) == ("5 km", "655 km")
    assert dialog.spread() == spread
    choose(dialog, "")
    dialog._finish()
    assert session.design.spreads == {}


def test_a_field_with_a_spread_is_marked_and_its_menu_asks(qtbot, session):
    inspector = Inspector(session)
    qtbot.addWidget(inspector)
    inspector.show()
    row = inspector.rows["platform.mass"]
    assert row.spread_mark.isHidden()
    session.edit("Spread", lambda design: set_spread(design, "platform.mass",
                                                     Spread("range", low=-0.1, high=0.1, relative=True)))  # fmt: skip
    QApplication.processEvents()
    assert not row.spread_mark.isHidden()
    assert "−10 % to 10 %" in row.spread_mark.toolTip()
    menu = QMenu(row)
    row.fill_menu(menu)
    next(action for action in menu.actions() if action.text().startswith("Spread")).trigger()
    (dialog,) = inspector.window().findChildren(SpreadDialog)
    assert dialog.kind.currentData() == "range"
    dialog.reject()
    session.undo()
    QApplication.processEvents()
    assert row.spread_mark.isHidden()


def test_the_policy_shows_that_of_the_catalogue_where_it_is_left_empty(qtbot, session):
    inspector = Inspector(session)
    qtbot.addWidget(inspector)
    assert inspector.rows["uncertainty.assumed"].edit.placeholderText() == "catalogue: 30"
    session.edit("Off", lambda design: set_value(design, "uncertainty.defaults", "none"))
    QApplication.processEvents()
    assert not inspector.rows["uncertainty.assumed"].edit.isEnabled()
