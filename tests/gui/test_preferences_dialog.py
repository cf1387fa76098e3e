"""Edit → Preferences: made of the table, live, searched, reset by one, by page and all; a restart loses nothing."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel

from studio.design import set_value
from studio.document.recovery import Recovery
from studio.gui import app as studio_app
from studio.gui.history_dialog import HistoryDialog
from studio.gui.preferences import PREFERENCES, store
from studio.gui.preferences import entries as table
from studio.gui.preferences.dialog import KEYS, PreferencesDialog
from studio.gui.preferences.entries import Preference
from studio.gui.window import MainWindow


@pytest.fixture
def window(make_window) -> MainWindow:
    return make_window(views=())


def opened(window: MainWindow, page: str = "", name: str = "") -> PreferencesDialog:
    window.dialogs.preferences(page, name)
    QApplication.processEvents()
    return window.dialogs._preferences


def test_every_preference_has_a_line_with_name_purpose_and_default(window: MainWindow) -> None:
    dialog = opened(window)
    assert set(dialog.rows) == set(PREFERENCES)
    for name, row in dialog.rows.items():
        assert row.editor.accessibleName(), name
        said = " ".join(label.text() for label in row.findChildren(QLabel))
        assert PREFERENCES[name].label in said
        assert PREFERENCES[name].about in said
        assert "Default:" in said


def test_what_is_chosen_holds_at_once_and_is_shown_where_it_is_chosen_elsewhere(window: MainWindow) -> None:
    dialog = opened(window, "look", "theme")
    box = dialog.rows["theme"].editor
    assert isinstance(box, QComboBox)
    assert dialog.focusWidget() is box  # which of the windows is in front is for the system to say
    QTest.keyClick(box, Qt.Key.Key_Down)
    box.activated.emit(box.currentIndex())
    assert window.theme.colours.dark is False
    window.actions_by_name["dark"].trigger()
    assert box.currentData() == "dark"


def test_search_leaves_what_fits_on_every_page(window: MainWindow) -> None:
    dialog = opened(window)
    dialog.search.setText("currency yuan")
    shown = [name for name, row in dialog.rows.items() if not row.isHidden()]
    assert shown == ["currency"]
    assert dialog.page == PREFERENCES["currency"].group
    dialog.search.setText("save as")
    assert dialog.page == KEYS
    dialog.search.setText("qqqq")
    assert dialog.nothing.isVisible()
    dialog.search.clear()
    assert all(not row.isHidden() for row in dialog.rows.values())


def test_one_a_page_and_all_go_back_to_their_defaults(window: MainWindow) -> None:
    preferences = window.preferences
    dialog = opened(window, "look")
    for name, value in (("theme", "light"), ("currency", "CNY"), ("language", "zh_CN")):
        preferences.choose(name, value)
    QTest.mouseClick(dialog.rows["theme"].back, Qt.MouseButton.LeftButton)
    assert (preferences.text("theme"), preferences.text("currency")) == ("dark", "CNY")
    assert not dialog.rows["theme"].back.isEnabled()
    QTest.mouseClick(dialog.reset_page, Qt.MouseButton.LeftButton)
    assert (preferences.text("currency"), preferences.text("language")) == ("USD", "zh_CN")
    window.keys.choose("action-save", "Ctrl+Alt+S")
    QTest.mouseClick(dialog.reset_all, Qt.MouseButton.LeftButton)
    assert preferences.text("language") == "en"
    assert window.actions_by_name["save"].shortcut().toString() == "Ctrl+S"


def test_switches_and_texts_have_their_editors_too(window: MainWindow, monkeypatch) -> None:
    more = {
        "chime": Preference("chime", "look", "Chime", "Whether it chimes.", False),
        "motto": Preference("motto", "look", "Motto", "What stands above.", "Sol"),
    }
    for place in (table, store):
        monkeypatch.setattr(place, "PREFERENCES", {**PREFERENCES, **more})
    monkeypatch.setattr("studio.gui.preferences.dialog.PREFERENCES", {**PREFERENCES, **more})
    dialog = opened(window)
    chime, motto = dialog.rows["chime"].editor, dialog.rows["motto"].editor
    assert isinstance(chime, QCheckBox)
    QTest.keyClick(chime, Qt.Key.Key_Space)
    assert window.preferences.is_on("chime")
    motto.setText("Luna")
    motto.editingFinished.emit()
    assert window.preferences.text("motto") == "Luna"
    dialog.rows["motto"].back.click()
    assert motto.text() == "Sol"


def test_what_needs_a_restart_says_so_and_offers_it(window: MainWindow) -> None:
    dialog = opened(window, "language")
    assert not dialog.restart.isVisible()
    window.preferences.choose("language", "zh_CN")
    assert dialog.restart.isVisible()
    assert "Language" in dialog.waiting.text()
    window.preferences.choose("language", "en")
    assert not dialog.restart.isVisible()


def test_a_restart_keeps_the_design_its_history_and_a_copy_on_the_disk(make_window, qapp) -> None:
    window = make_window(views=())
    session = window.session
    session.edit("area", lambda design: set_value(design, "array.area", 123.0))
    design, document = session.design, session.document
    window.preferences.choose("theme", "light")
    window.filing.may_leave = lambda: pytest.fail("nothing is asked before a restart")
    dialog = opened(window)
    dialog._restart()
    assert window.restarting
    assert not window.isVisible()
    # Another instance would find it, had this one died on the way.
    kept = window.recovery._snapshot
    assert kept.exists()
    again = studio_app._again(window, QSettings(window.settings.fileName(), QSettings.Format.IniFormat))
    try:
        for _ in range(3):
            qapp.processEvents()
        again._pending = []
        assert again.session.document is document
        assert again.session.design is design
        assert again.isWindowModified()
        assert again.theme.colours.dark is False
        again.session.undo()
        assert again.session.design.array.area != 123.0
        assert isinstance(again.filing._recovery, Recovery)
        assert again.filing._recovery is window.recovery
    finally:
        again.filing.may_leave = lambda: True
        again.close()
        again.deleteLater()
    assert not kept.exists()


def test_the_history_goes_to_any_step(window: MainWindow) -> None:
    session = window.session
    areas = [session.design.array.area, 120.0, 130.0, 140.0]
    for area in areas[1:]:
        session.edit(f"to {area}", lambda design, area=area: set_value(design, "array.area", area))
    window.actions_by_name["history"].trigger()
    dialog = window.findChild(HistoryDialog)
    assert [dialog.list.item(at).text()[3:] for at in range(dialog.list.count())] == [
        "As it was opened", "to 120.0", "to 130.0", "to 140.0"]  # fmt: skip
    place = dialog.list.visualItemRect(dialog.list.item(1)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert session.design.array.area == 120.0
    assert dialog.list.currentRow() == 1
    session.redo()
    assert dialog.list.currentRow() == 2
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Home)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert session.design.array.area == areas[0]
    session.edit("anew", lambda design: set_value(design, "array.area", 77.0))
    assert dialog.list.count() == 2
    dialog.close()
