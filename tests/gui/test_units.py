"""Units, signs and expressions as a person meets them: typed into the window, chosen in the dialog, undone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from studio.analysis import issues
from studio.design import get_value
from studio.design.quantity import LENGTH, PRICE_PER_MASS, TEMPERATURE
from studio.design.shown import units_shown
from studio.document.files import dump, load_bytes
from studio.gui.inspector import Inspector
from studio.gui.restyle import restyled
from studio.gui.session import Session
from studio.gui.units_dialog import UnitsDialog
from studio.gui.value_text import difference_text, result_text, typeset, value_text
from studio.numerals import NARROW_SPACE

LOCALES = ("de_DE", "fr_FR", "zh_CN", "tr_TR", "en_US", "hi_IN", "ar_EG")


@pytest.fixture
def inspector(session: Session, qtbot: QtBot) -> Inspector:
    made = Inspector(session)
    qtbot.addWidget(made)
    made.resize(400, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def any_locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


def edit_of(inspector: Inspector, path: str) -> QLineEdit:
    return inspector.findChild(QLineEdit, f"edit:{path}")


def typed(qtbot: QtBot, edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def altitude(session: Session) -> float:
    return float(get_value(session.design, "mission.altitude"))


def test_an_expression_becomes_the_value_and_is_remembered(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    edit = edit_of(inspector, "mission.altitude")
    typed(qtbot, edit, "650 km + 20 km")
    assert altitude(session) == 670e3
    assert edit.text() == "670"
    assert "Typed as: 650 km + 20 km" in edit.toolTip()
    inspector.rows["mission.altitude"].type_again()
    assert edit.text() == "650 km + 20 km"
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == "670"
    session.undo()
    assert "Typed as" not in edit.toolTip()
    session.redo()
    typed(qtbot, edit, "655")
    assert "Typed as" not in edit.toolTip()


def test_what_does_not_go_together_is_refused_and_stays(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    before, edit = session.design, edit_of(inspector, "mission.altitude")
    typed(qtbot, edit, "650 km + 20 s")
    assert session.design is before
    assert edit.text() == "650 km + 20 s"
    assert edit.property("look") == "wrong"
    message = inspector.findChild(QLabel, "message:mission.altitude")
    assert message.text() == "“650 km + 20 s” puts length (m) and duration (s) together"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_system_has_no_say_in_what_a_number_is(
    inspector: Inspector, session: Session, qtbot: QtBot, any_locale: None, locale: str
) -> None:
    QLocale.setDefault(QLocale(locale))
    edit = edit_of(inspector, "mission.altitude")
    typed(qtbot, edit, "612.5")
    assert altitude(session) == 612.5e3
    typed(qtbot, edit, "612,5")
    assert altitude(session) == 612.5e3
    assert edit.property("look") == "wrong"
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    session.preferences.choose("decimal", "comma")
    assert edit.text() == "612,5"
    typed(qtbot, edit, "613,25")
    assert altitude(session) == 613.25e3
    assert value_text(613.25e3, LENGTH, "km", 5) == "613,25 km"
    typed(qtbot, edit, "1.500 km")
    assert altitude(session) == 613.25e3
    assert edit.text() == "1.500 km"
    message = inspector.findChild(QLabel, "message:mission.altitude").text()
    assert "1500" in message
    assert "1,500" in message


def test_a_value_pasted_from_a_german_spreadsheet(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    edit = edit_of(inspector, "mission.altitude")
    session.preferences.choose("decimal", "comma")
    for text, value in (("651,25", 651.25e3), ("650.000,5 m", 650000.5), (f"650{NARROW_SPACE}001 m", 650001.0)):
        QApplication.clipboard().setText(text)
        edit.setFocus()
        edit.selectAll()
        qtbot.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(edit, Qt.Key.Key_Return)
        assert altitude(session) == pytest.approx(value, rel=1e-15)


def test_a_project_has_units_of_its_own_in_one_step_that_is_kept_and_computes_nothing(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    revisions = []
    session.units.changed.connect(lambda: revisions.append(session.revision))
    edit = edit_of(inspector, "mission.altitude")
    before = session.design
    keys = dict(session._keys)
    session.units.choose_one("distance", "nmi")
    assert edit.text() == f"{650e3 / 1852:.6g}"
    assert inspector.findChild(QPushButton, "unit:mission.altitude").text() == "nmi"
    assert "nmi" in result_text("orbit.semi_major_axis", 7e6)
    assert session._keys == keys
    typed(qtbot, edit, "351")
    assert altitude(session) == 351 * 1852.0
    typed(qtbot, edit, "650 km")
    assert altitude(session) == 650e3
    assert load_bytes(dump(session.design), "x.json").display.units == {"distance": "nmi"}
    session.undo()
    session.undo()
    session.undo()
    assert session.design is before
    assert edit.text() == "650"
    assert revisions


def test_the_user_has_units_where_the_project_has_none(inspector: Inspector, session: Session) -> None:
    edit = edit_of(inspector, "mission.altitude")
    session.preferences.choose("unit-distance", "mi")
    assert edit.text() == f"{650e3 / 1609.344:.6g}"
    session.units.choose_one("distance", "km")
    assert edit.text() == "650"
    session.undo()
    session.preferences.reset()
    assert edit.text() == "650"


def test_one_field_may_have_a_unit_of_its_own_or_give_it_to_all(inspector: Inspector, session: Session) -> None:
    row = inspector.rows["mission.altitude"]
    menu = QMenu()
    row.use_unit("nmi")
    row._own_unit = True
    session.units.choose_one("distance", "mi")
    assert row.edit.unit == "nmi"
    row._fill_units(menu)
    every = next(action for action in menu.actions() if action.objectName() == "for-all")
    assert every.text() == "Show all of “Distance and height” in nmi"
    every.trigger()
    assert session.design.display.units == {"distance": "nmi"}
    menu.deleteLater()


def test_the_dialog_sets_a_whole_system_and_money_in_one_step(session: Session, qtbot: QtBot) -> None:
    dialog = UnitsDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    system = dialog.findChild(QComboBox, "units-system")
    assert system.currentData() == "usual"
    system.setCurrentIndex(system.findData("us"))
    system.activated.emit(system.currentIndex())
    assert dialog.unit_of("distance") == "nmi"
    assert dialog.examples["temperature"].text() == "140 °F"
    assert units_shown() == {}
    currency = dialog.findChild(QComboBox, "units-currency")
    currency.setCurrentIndex(currency.findData("CNY"))
    assert "1 USD = " in dialog.findChild(QLabel, "units-rate").text()
    dialog.accept = lambda: QDialog.accept(dialog)
    before = session.design
    dialog._apply()
    assert session.design.display.currency == "CNY"
    assert session.currency.code == "CNY"
    assert value_text(333.15, TEMPERATURE) == "140 °F"
    assert value_text(1000.0, PRICE_PER_MASS).endswith("CNY/lb")
    assert difference_text(10.0, TEMPERATURE, "°F") == "+18 °F"
    session.undo()
    assert session.design is before
    assert session.currency.code == "USD"
    assert value_text(333.15, TEMPERATURE) == "60 °C"


def test_a_box_changed_by_hand_is_a_choice_of_its_own(session: Session, qtbot: QtBot) -> None:
    dialog = UnitsDialog(session)
    qtbot.addWidget(dialog)
    box = dialog.boxes["time_of_day"]
    assert dialog.examples["time_of_day"].text() == "06:30"
    box.setCurrentIndex(box.findData("hr"))
    assert dialog.examples["time_of_day"].text() == "6.5 hr"
    assert dialog.system.currentData() == "own"


def test_sentences_of_the_analysis_follow(session: Session) -> None:
    said = "at 100.4 °C, 15.4 K above; 51,600 satellites at 650 km of 2026-11-26"
    assert restyled(said) == f"at 100.4 °C, 15.4 K above; 51{NARROW_SPACE}600 satellites at 650 km of 2026-11-26"
    session.preferences.choose("decimal", "comma")
    session.units.choose({"temperature": "°F", "temperature_rise": "°F", "distance": "nmi"})
    assert restyled(said) == (
        f"at 212,7 °F, 27,7 °F above; 51{NARROW_SPACE}600 satellites at 351 nmi of 2026-11-26")
    assert len(session.issues()) == len(issues(session.results()))


def test_numbers_that_are_set_twice_stay_what_they_are(session: Session) -> None:
    session.preferences.choose("decimal", "comma")
    for value in (1.234, 12345.678, 1234567.0, 0.001234):
        once = value_text(value, LENGTH, "m", 7)
        assert typeset(once) == once
    session.preferences.choose("thousands", "apostrophe")
    assert value_text(1234567.0, LENGTH, "m", 7) == "1’234’567 m"


def test_the_window_is_as_it_was_when_it_is_gone(session: Session) -> None:
    session.preferences.choose("decimal", "comma")
    session.units.choose_one("distance", "nmi")
    session.close()
    assert value_text(650.5e3, LENGTH, "km") == "650.5 km"
