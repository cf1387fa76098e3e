"""The whole window: it builds, every command has a menu and a key, layout and theme are remembered, it asks first."""

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDockWidget,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTabBar,
    QWidget,
)

from studio import text
from studio.analysis import STAGES
from studio.design import set_value
from studio.gui.focus_chain import neighbour
from studio.gui.window import DOCKS, TABS, MainWindow


def menu_actions(window: MainWindow) -> list[QAction]:
    found, pending = [], list(window.menus.values())
    while pending:
        for action in pending.pop().actions():
            if action.menu() is not None:
                pending.append(action.menu())
            elif not action.isSeparator():
                found.append(action)
    return found


def test_every_view_stands_and_every_stage_is_fresh(make_window) -> None:
    window = make_window()
    assert set(window.views) == {*DOCKS, *TABS, "timebar"}
    assert {window.session.status(stage) for stage in STAGES} == {"fresh"}
    assert all(not dock.isFloating() for dock in window.docks.values())
    assert "Suncatcher" in window.windowTitle()


def test_it_fits_the_smallest_screen_promised(make_window) -> None:
    window = make_window(size=(1280, 800))
    assert (window.width(), window.height()) == (1280, 800)
    assert window.minimumSizeHint().width() <= 1280
    assert window.minimumSizeHint().height() <= 800
    for index in range(window.tabs.count()):
        window.tabs.setCurrentIndex(index)
        QApplication.processEvents()
        assert window.width() == 1280


def test_every_command_has_a_key_of_its_own(make_window) -> None:
    window = make_window()
    recent = set(window._recent.actions())
    actions = [action for action in menu_actions(window) if action not in recent]
    assert len(actions) > 25
    without = [action.text() for action in actions if action.shortcut().isEmpty()]
    assert without == []
    twice = [key for key, count in Counter(action.shortcut().toString() for action in actions).items() if count > 1]
    assert twice == []


def test_the_theme_reaches_every_pixel(make_window) -> None:
    window = make_window(dark=True)
    window.tabs.setCurrentIndex(2)
    dark = window.grab().toImage()
    window.actions_by_name["dark"].setChecked(False)
    QApplication.processEvents()
    light = window.grab().toImage()

    def brightness(image) -> float:
        step = 16
        values = [QColor(image.pixel(x, y)).lightness() for x in range(4, image.width(), step)
                  for y in range(4, image.height(), step)]  # fmt: skip
        return sum(values) / len(values)

    assert brightness(dark) < 80
    assert brightness(light) > 175
    assert window.preferences.text("theme") == "light"


def test_layout_is_remembered_and_can_be_reset(make_window) -> None:
    window = make_window()
    window.docks["thermal"].hide()
    window.tabs.setCurrentIndex(2)
    window.filing.may_leave = lambda: True
    window.close()
    again = make_window()
    assert again.docks["thermal"].isHidden()
    assert again.tabs.currentIndex() == 2
    again.actions_by_name["reset-layout"].trigger()
    assert set(DOCKS) == {key for key, dock in again.docks.items() if not dock.isHidden()}


def test_docks_float_and_come_back_without_losing_the_picture(make_window) -> None:
    window = make_window()
    for dock in window.docks.values():
        dock.setFloating(True)
        QApplication.processEvents()
        dock.setFloating(False)
        QApplication.processEvents()
    assert all(isinstance(dock.widget(), QWidget) for dock in window.findChildren(QDockWidget))
    assert window.session.status("orbit") == "fresh"


@pytest.mark.parametrize(
    ("answer", "closed", "saved"),
    [
        (QMessageBox.StandardButton.Cancel, False, False),
        (QMessageBox.StandardButton.Discard, True, False),
        (QMessageBox.StandardButton.Save, True, True),
    ],
)
def test_unsaved_changes_are_asked_about(make_window, monkeypatch, tmp_path: Path, answer, closed, saved) -> None:
    window = make_window(views=())
    asked: list[str] = []

    def reply(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return answer

    monkeypatch.setattr(QMessageBox, "exec", reply)
    path = tmp_path / "kept.json"
    window.filing.save_to(path)
    before = path.read_bytes()
    window.session.edit("area", lambda design: set_value(design, "array.area", 123.0))
    assert window.isWindowModified()
    assert window.close() is closed
    assert len(asked) == 1
    assert (path.read_bytes() != before) is saved


def test_a_damaged_file_is_refused_in_words_and_nothing_is_lost(make_window, monkeypatch, tmp_path: Path) -> None:
    window = make_window(views=())
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, words: told.append(words))
    before = window.session.design
    for name, content in (("half.json", b'{"format": "dawnline-de'), ("nan.json", b'{"design": NaN}')):
        path = tmp_path / name
        path.write_bytes(content)
        assert window.filing.open(path) is False
    assert len(told) == 2
    assert all(words.startswith(("half.json: ", "nan.json: ")) for words in told)
    assert window.session.design is before


def test_a_failing_stage_shows_its_reason_over_the_last_good_picture(make_window) -> None:
    window = make_window(views=("power",))
    window.session.edit("cell", lambda design: set_value(
        set_value(design, "stack.cell", "unobtainium"), "stack.cell_efficiency", None))  # fmt: skip
    QApplication.processEvents()
    power = window.views["power"]
    assert power.face == "failed"
    labels = " ".join(label.text() for label in power.findChildren(QLabel) if label.isVisible())
    assert "unobtainium" in labels or "Panel" in labels
    assert window.session.table("power") is not None
    window.session.undo()
    QApplication.processEvents()
    assert power.face == "fresh"


def test_recovery_is_offered_after_a_crash(make_window, monkeypatch) -> None:
    from studio.document import preset
    from studio.document.recovery import Recovery

    crashed = Recovery()
    crashed.keep(set_value(preset("shell-30deg"), "title", "Half done"), None)
    crashed._lock.release()  # as the system does when a process dies
    window = make_window(views=())
    monkeypatch.setattr(QMessageBox, "exec", lambda box: 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: next(
        button for button in box.buttons() if "Continue" in button.text()))  # fmt: skip
    assert window.filing.offer_recovery() is True
    assert window.session.design.title == "Half done"
    assert window.isWindowModified()


def test_every_text_passes_through_translation(make_window) -> None:
    text.use_language(text.PSEUDO)
    window = make_window()
    data = {row.title for row in _presets()} | set(_catalogue_names()) | _unit_symbols()
    shown: list[str] = [action.text() for action in menu_actions(window) if action not in window._recent.actions()]
    for kind in (QLabel, QAbstractButton, QGroupBox, QTabBar, QDockWidget, QLineEdit):
        for widget in window.findChildren(kind):
            shown += _texts(widget)
    missing = {words for words in shown if _is_language(words) and "‹" not in words and words not in data}
    assert missing == set()


def _texts(widget: QWidget) -> list[str]:
    if isinstance(widget, QTabBar):
        return [widget.tabText(index) for index in range(widget.count())]
    if isinstance(widget, QGroupBox):
        return [widget.title()]
    if isinstance(widget, QDockWidget):
        return [widget.windowTitle()]
    if isinstance(widget, QLineEdit):
        return [widget.placeholderText()]
    return [widget.text()]


def _is_language(words: str) -> bool:
    """Words a person reads: not a number with its unit, an id, a path, a date or HTML around such."""
    plain = re.sub(r"<[^>]+>|&\w+;|&", " ", words).strip()
    number = re.fullmatch(r"[\w./:()\-\[\]#·, %°²³µ+−≥≤]*\d[\s\S]*", plain)
    return bool(re.search(r"[A-Za-z]{4,}", plain)) and not number


def _presets():
    from studio.document import presets

    return presets()


def _unit_symbols() -> set[str]:
    from studio.design.quantity import QUANTITIES

    return {symbol for quantity in QUANTITIES.values() for symbol in quantity.symbols()}


def _catalogue_names() -> list[str]:
    from studio import catalogue

    tables = (catalogue.cells(), catalogue.materials(), catalogue.accelerators())
    return [entry.name for table in tables for entry in table.values()]


def test_play_moves_the_clock_and_every_cursor(make_window, qtbot) -> None:
    window = make_window()
    clock = window.session.clock
    clock.set_speed(20000)
    with qtbot.waitSignal(clock.moved, timeout=2000):
        window.actions_by_name["play"].trigger()
    assert clock.playing
    window.actions_by_name["play"].trigger()
    assert not clock.playing
    before = clock.day
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    window.actions_by_name["day-next"].trigger()
    assert clock.day > before


def test_undo_means_the_design_where_nothing_is_being_typed(make_window, qtbot) -> None:
    window = make_window(views=("design",))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before = window.session.design
    window.focus_field("mission.altitude")
    edit = window.views["design"].rows["mission.altitude"].editor
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(edit, "700")
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.design is before, "the typing is taken back, not the design"
    QTest.keyClicks(edit, "700")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert window.session.design.mission.altitude == 700e3
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.design == before
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.session.design.mission.altitude == 700e3


def test_a_view_that_waits_says_what_failed_first(make_window) -> None:
    window = make_window(views=("power",))
    window.session.edit("low", lambda design: set_value(design, "mission.eccentricity", 0.2))
    QApplication.processEvents()
    labels = [label.text() for label in window.views["power"].findChildren(QLabel) if label.isVisible()]
    assert any(words.startswith("Eccentricity: ") for words in labels)
    window.session.undo()
    window.session.edit("cell", lambda design: set_value(
        set_value(design, "stack.cell", "unobtainium"), "stack.cell_efficiency", None))  # fmt: skip
    QApplication.processEvents()
    labels = [label.text() for label in window.views["power"].findChildren(QLabel) if label.isVisible()]
    assert any(words.startswith("Cell: ") and "unobtainium" in words for words in labels)


def test_tab_goes_through_the_margins_from_top_to_bottom(make_window) -> None:
    margins = make_window(views=("margins",)).views["margins"]
    budgets = (margins.mass, margins.power, margins.heat)
    figures = [*margins._figures.values(), *(figure for budget in budgets for figure in budget.figures)]
    chain, widget = [], figures[0]
    while len(chain) < len(figures):
        if widget in figures:
            chain.append(widget)
        widget = neighbour(widget, forward=True)
    assert chain == figures


def test_a_dock_behind_another_comes_to_the_front_before_it_hides(make_window) -> None:
    window = make_window(views=("margins", "explain"))
    action = next(one for one in menu_actions(window) if one.objectName() == "action-dock-explain")
    explain = window.docks["explain"]
    assert explain.visibleRegion().isEmpty()
    action.trigger()
    QApplication.processEvents()
    assert not explain.visibleRegion().isEmpty()
    action.trigger()
    assert explain.isHidden()
    action.trigger()
    assert not explain.isHidden()


def test_layers_are_edited_from_the_menu_too(make_window) -> None:
    window = make_window(views=("panel",))
    before = len(window.session.design.stack.layers)
    next(one for one in menu_actions(window) if one.objectName() == "layer-duplicate").trigger()
    assert len(window.session.design.stack.layers) == before + 1


def test_a_report_opens_as_a_design_that_has_no_file_yet(make_window, tmp_path, monkeypatch):
    from studio.document.files import dump
    from studio.document.presets import preset
    from studio.export.report.content import Report
    from studio.export.report.pdf import pdf_bytes
    from studio.gui import filing

    window, design = make_window(views=()), preset("ai1-120kw")
    path = tmp_path / "report.pdf"
    made = pdf_bytes(Report(design.title, "", (("Design hash", "0"),), (2026, 1, 1), (), "en"), dump(design), "a4")
    path.write_bytes(made)
    assert window.filing.open(path)
    assert window.session.design == design
    assert window.filing.title == f"{design.title} — not saved yet"
    asked: list[tuple] = []
    monkeypatch.setattr(filing.QFileDialog, "getSaveFileName", lambda *a: asked.append(a) or ("", ""))
    assert window.filing.save() is False  # it asks where to, and the report stays what it is
    assert len(asked) == 1
    assert path.read_bytes() == made
