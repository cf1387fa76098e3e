"""The inspector as a person uses it: typing, refusing, searching, jumping, and what it shows without being asked."""


import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QActionGroup, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.analysis import RESULTS
from studio.catalogue import CatalogueError
from studio.design import Design, fields, get_value, set_value
from studio.design.design import PARTS
from studio.gui.inspector import Inspector
from studio.gui.inspector.badge import Badge
from studio.gui.inspector.number_row import _FROM_CATALOGUE, SOLVED
from studio.gui.inspector.row import FieldRow
from studio.gui.inspector.useful import USEFUL
from studio.gui.session import Session


@pytest.fixture
def inspector(session: Session, qtbot: QtBot) -> Inspector:
    made = Inspector(session)
    qtbot.addWidget(made)
    made.resize(400, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def edit_of(inspector: Inspector, path: str) -> QLineEdit:
    return inspector.findChild(QLineEdit, f"edit:{path}")


def type_into(qtbot: QtBot, edit: QWidget, text: str, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    if end is not None:
        qtbot.keyClick(edit, end)


def value(session: Session, path: str) -> object:
    return get_value(session.design, path)


def message(inspector: Inspector, path: str) -> str:
    label = inspector.findChild(QLabel, f"message:{path}")
    return "" if label.isHidden() else label.text()


def test_every_plain_field_has_an_editor_with_a_name(inspector: Inspector) -> None:
    wanted = {
        spec.path for spec in fields(Design)
        if spec.path.split(".")[0] in PARTS and "[]" not in spec.path and not spec.hidden
    } | {"title", "description"}  # fmt: skip
    assert wanted == set(inspector.rows)
    for path, row in inspector.rows.items():
        assert row.spec.label in row.editor.accessibleName()
        assert row.editor.objectName() == f"edit:{path}"
        assert path in row.editor.toolTip()
        assert row.editor.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize(
    ("path", "typed", "wanted"),
    [
        ("mission.altitude", "700 km", 700e3),
        ("mission.altitude", "1.2 Mm", 1.2e6),
        ("mission.altitude", "580", 580e3),
        ("mission.ltan", "7h", 25200.0),
        ("mission.ltan", "18:30", 66600.0),
        ("mission.lifetime", "365.25 d", 31557600.0),
        ("stack.temperature", "40", 313.15),
        ("thermal.target_temperature", "310 K", 310.0),
        ("array.packing_factor", "800000 ppm", 0.8),
        ("thermal.radiator_sides", "1", 1),
        ("stack.cell_efficiency", "31", 0.31),
    ],
)
def test_typing_reads_units(
    inspector: Inspector, session: Session, qtbot: QtBot, path: str, typed: str, wanted: float
) -> None:
    edit = edit_of(inspector, path)
    type_into(qtbot, edit, typed)
    assert value(session, path) == pytest.approx(wanted, rel=1e-12)
    assert message(inspector, path) == ""
    session.undo()
    assert value(session, path) != pytest.approx(wanted, rel=1e-12)


@pytest.mark.parametrize("typed", ["12,5 km", "5 km²", "-5", "99 Mm", "height"])
def test_a_refused_text_stays_with_its_reason_and_the_value_holds(
    inspector: Inspector, session: Session, qtbot: QtBot, typed: str
) -> None:
    before = session.design
    edit = edit_of(inspector, "mission.altitude")
    held = edit.text()
    type_into(qtbot, edit, typed)
    assert session.design is before
    assert edit.text() == typed
    assert edit.property("look") == "wrong"
    assert message(inspector, "mission.altitude").endswith(("km", ")", "number", "not “,”"))
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == held
    assert edit.property("look") != "wrong"
    assert message(inspector, "mission.altitude") == ""


def test_leaving_a_field_commits_and_escape_does_not(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    edit = edit_of(inspector, "array.area")
    type_into(qtbot, edit, "222", end=None)
    assert value(session, "array.area") != 222.0
    inspector.focus_search()
    assert value(session, "array.area") == 222.0
    type_into(qtbot, edit, "333", end=Qt.Key.Key_Escape)
    inspector.focus_search()
    assert value(session, "array.area") == 222.0
    assert edit.text() == "222"


def test_typing_is_not_disturbed_by_changes_from_elsewhere(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    edit = edit_of(inspector, "mission.altitude")
    type_into(qtbot, edit, "71", end=None)
    session.edit("elsewhere", lambda design: set_value(design, "mission.altitude", 900e3))
    session.edit("elsewhere", lambda design: set_value(design, "array.area", 50.0))
    assert edit.text() == "71"
    assert edit_of(inspector, "array.area").text() == "50"
    qtbot.keyClicks(edit, "0")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert value(session, "mission.altitude") == 710e3
    session.undo()
    assert edit.text() == "900"


def test_only_the_row_whose_value_changed_is_written(
    inspector: Inspector, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, written = [], []
    refresh = FieldRow.refresh
    monkeypatch.setattr(FieldRow, "refresh", lambda row, design: (looked.append(row.path), refresh(row, design)))
    for row in inspector.rows.values():
        monkeypatch.setattr(row, "show_value", lambda value, path=row.path: written.append(path))
    session.edit("area", lambda design: set_value(design, "array.area", 61.0))
    assert written == ["array.area"]
    assert {path.split(".")[0] for path in looked} == {"array"}


def test_what_does_not_apply_is_disabled_and_shows_what_is_solved(
    inspector: Inspector, session: Session, qtbot: QtBot, qapp: QApplication
) -> None:
    edit = edit_of(inspector, "mission.inclination")
    assert not edit.isEnabled()
    assert "97.99°" in edit.text()
    session.edit("higher", lambda design: set_value(design, "mission.altitude", 1200e3))
    qapp.processEvents()
    assert "100.4°" in edit.text()
    qtbot.mouseClick(inspector.rows["mission.sun_synchronous"].editor, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert value(session, "mission.sun_synchronous") is False
    assert edit.isEnabled()
    assert not edit_of(inspector, "mission.ltan").isEnabled()
    degrees = float(edit.text())
    assert degrees == pytest.approx(value(session, "mission.inclination") * 57.29577951308232, abs=1e-3)


def test_checks_appear_at_their_field_and_lead_to_it(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    assert inspector.issue_list.isHidden()
    session.edit("no battery", lambda design: set_value(design, "battery.energy", 0.0))
    assert inspector.issue_list.isVisible()
    assert message(inspector, "battery.energy")
    line = next(label for label in inspector.issue_list.findChildren(QLabel) if label.text())
    assert "battery.energy" in line.text()
    inspector.sections["battery"].set_open(False)
    line.linkActivated.emit("battery.energy")
    qtbot.waitUntil(edit_of(inspector, "battery.energy").hasFocus)
    session.undo()
    assert inspector.issue_list.isHidden()
    assert message(inspector, "battery.energy") == ""


@pytest.mark.parametrize(("path", "typed"), [("mission.epoch", "next summer"), ("mission.eccentricity", "0.3")])
def test_what_the_checks_find_wrong_with_a_field_is_refused_there(
    inspector: Inspector, session: Session, qtbot: QtBot, path: str, typed: str
) -> None:
    before = session.design
    type_into(qtbot, edit_of(inspector, path), typed)
    assert session.design is before
    assert message(inspector, path)
    assert edit_of(inspector, path).text() == typed


def test_a_unit_changes_what_is_shown_and_how_a_bare_number_is_read(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    row = inspector.rows["mission.altitude"]
    before = session.design
    row.use_unit("Mm")
    assert row.edit.text() == "0.65"
    assert session.design is before
    type_into(qtbot, row.edit, "0.7")
    assert value(session, "mission.altitude") == 700e3
    assert row.unit_button.text() == "Mm"
    assert "Mm" in row.edit.accessibleName()


def test_an_empty_field_is_the_catalogues(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    edit = edit_of(inspector, "stack.cell_efficiency")
    assert value(session, "stack.cell_efficiency") is None
    assert edit.text() == ""
    assert "22" in edit.placeholderText()
    type_into(qtbot, edit, "30")
    assert value(session, "stack.cell_efficiency") == pytest.approx(0.30)
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert value(session, "stack.cell_efficiency") is None


def test_options_and_catalogue_entries_are_chosen_by_name(inspector: Inspector, session: Session) -> None:
    attitude = inspector.rows["mission.attitude"].editor
    attitude.setCurrentIndex(attitude.findText("Zenith"))
    attitude.activated.emit(attitude.currentIndex())
    assert value(session, "mission.attitude") == "zenith"
    cell = inspector.rows["stack.cell"].editor
    assert cell.findData("azur-3g30a") >= 0
    count = cell.count()
    session.edit("own cell", lambda design: set_value(design, "stack.cell", "my-own-cell"))
    assert cell.currentData() == "my-own-cell"
    session.undo()
    assert cell.currentData() == "suncatcher-22"
    assert cell.count() == count


def test_search_finds_by_label_path_and_help(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.focus_search()
    search = inspector.search
    for text, wanted in (("ltan", "mission.ltan"), ("battery.fade", "battery.fade"), ("dawn–dusk", "mission.ltan")):
        search.setText(text)
        shown = [path for path, row in inspector.rows.items() if row.isVisible()]
        assert wanted in shown
        assert len(shown) < 5
    search.setText("no such field")
    assert not any(row.isVisible() for row in inspector.rows.values())
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert all(not row.isHidden() for row in inspector.rows.values())
    search.setText("emittance front")
    search.setText("solar constant")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert edit_of(inspector, "environment.solar_constant").hasFocus()


def test_a_field_is_shown_wherever_it_hides(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.search.setText("altitude")
    inspector.sections["platform"].set_open(False)
    inspector.focus_field("platform.mass_margin")
    edit = edit_of(inspector, "platform.mass_margin")
    qtbot.waitUntil(lambda: edit.hasFocus() and not edit.visibleRegion().isEmpty())
    with qtbot.waitSignal(inspector.layer_requested) as asked:
        inspector.focus_field("stack.layers[0].thickness")
    assert asked.args == ["stack.layers[0].thickness"]
    with qtbot.waitSignal(inspector.open_panel_requested):
        qtbot.mouseClick(inspector.panel_button, Qt.MouseButton.LeftButton)


def test_a_number_asks_to_be_explained(inspector: Inspector, qtbot: QtBot) -> None:
    with qtbot.waitSignal(inspector.explain_requested) as asked:
        qtbot.keyClick(edit_of(inspector, "array.area"), Qt.Key.Key_F2)
    assert asked.args == ["array.area"]
    with qtbot.waitSignal(inspector.explain_requested) as asked:
        inspector.rows["mission.inclination"].explain()
    assert asked.args == ["orbit.inclination"]  # what is solved is a result


def test_the_title_and_the_description_are_edited_at_the_top(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    type_into(qtbot, edit_of(inspector, "title"), "Mine")
    assert session.design.title == "Mine"
    lines = inspector.rows["description"].editor
    lines.setFocus()
    lines.selectAll()
    qtbot.keyClicks(lines, "Ours")
    session.edit("elsewhere", lambda design: set_value(design, "title", "Yours"))
    assert lines.toPlainText() == "Ours"
    inspector.focus_search()
    assert session.design.description == "Ours"


def test_the_wheel_turns_a_number_only_with_the_keyboard_in_it(
    inspector: Inspector, session: Session, qapp: QApplication
) -> None:
    edit = edit_of(inspector, "array.packing_factor")
    before = value(session, "array.packing_factor")

    def turn() -> bool:
        wheel = QWheelEvent(
            QPointF(5, 5), edit.mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        edit.wheelEvent(wheel)
        return wheel.isAccepted()

    inspector.focus_search()
    assert not turn()
    assert value(session, "array.packing_factor") == before
    edit.setFocus()
    assert turn()
    assert value(session, "array.packing_factor") == pytest.approx(before + 0.005, abs=0.006)
    assert value(session, "array.packing_factor") > before
    edit.clearFocus()


def test_the_badge_says_where_a_value_comes_from_without_colour_alone(inspector: Inspector) -> None:
    badges = {badge.confidence: badge for badge in inspector.findChildren(Badge) if badge.confidence}
    assert {"published", "assumed"} <= set(badges)
    looks = []
    for confidence in ("published", "assumed"):
        picture = badges[confidence].grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        side = picture.width()
        looks.append([picture.pixelColor(x, y).value() for x in range(side) for y in range(side)])
        assert badges[confidence].toolTip()
    assert sum(abs(a - b) for a, b in zip(*looks, strict=True)) / len(looks[0]) > 20


@pytest.mark.parametrize("dark", [True, False])
def test_nothing_is_wider_than_the_inspector(inspector: Inspector, qtbot: QtBot, dark: bool) -> None:
    inspector.session.theme.use(dark)
    narrow = inspector.minimumSizeHint().width()
    inspector.resize(narrow, 700)

    def rightmost() -> int:
        parts = [part for row in inspector.rows.values() for part in row.children() if isinstance(part, QWidget)]
        return max(part.mapTo(inspector, part.rect().topRight()).x() for part in parts if part.isVisible())

    qtbot.waitUntil(lambda: rightmost() < inspector.width())


def test_the_tables_of_special_fields_name_fields(inspector: Inspector) -> None:
    for table in (USEFUL, SOLVED, _FROM_CATALOGUE):
        assert set(table) <= set(inspector.rows)
    for stage, name in SOLVED.values():
        assert f"{stage}.{name}" in RESULTS


def test_an_emptied_number_is_marked_as_refused_and_escape_brings_it_back(inspector, session, qtbot) -> None:
    before = session.design
    edit = inspector.rows["mission.altitude"].editor
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert session.design is before
    assert edit.is_typing
    assert edit.property("look") == "wrong"
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == edit.text_of(before.mission.altitude)
    assert edit.property("look") != "wrong"


def test_units_that_are_looked_at_again_leave_nothing_behind(inspector: Inspector, qtbot: QtBot) -> None:
    row = inspector.rows["mission.altitude"]
    menu = row.unit_button.menu()
    for _ in range(5):
        menu.aboutToShow.emit()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(menu.findChildren(QActionGroup)) == 1
    [mega] = [action for action in menu.actions() if action.data() == "Mm"]
    mega.trigger()
    assert row.unit == "Mm"


def test_fields_are_there_without_the_rules_of_the_catalogue(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise CatalogueError("spreads.json: cannot be read")

    monkeypatch.setattr("studio.gui.inspector.number_row.shares", gone)
    inspector = Inspector(session)
    qtbot.addWidget(inspector)
    assert edit_of(inspector, "uncertainty.measured").placeholderText() == "from the catalogue"
    type_into(qtbot, edit_of(inspector, "uncertainty.measured"), "3 %")
    assert value(session, "uncertainty.measured") == pytest.approx(0.03)
