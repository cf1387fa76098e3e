"""Keys: listed, changed by pressing them, moved on a conflict, kept, carried as text; damage counts as nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.gui.keys.as_text import read, written
from studio.gui.keys.dialog import KeysDialog
from studio.gui.keys.fixed import FIXED
from studio.gui.keys.page import KeysPage
from studio.gui.keys.store import text_of
from studio.gui.window import MainWindow
from tests.gui.keyboard import give_keyboard
from tests.gui.test_window import menu_actions

CONTROL, SHIFT, ALT = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
                       Qt.KeyboardModifier.AltModifier)  # fmt: skip


@pytest.fixture
def window(make_window) -> MainWindow:
    return make_window(views=())


def key_of(window: MainWindow, name: str) -> str:
    return text_of(window.actions_by_name[name])


def page_of(window: MainWindow, name: str) -> KeysPage:
    window.dialogs.preferences("keys", f"action-{name}")
    dialog = window.dialogs._preferences
    give_keyboard(dialog)
    return dialog.keys


def closed(window: MainWindow) -> None:
    window.filing.may_leave = lambda: True
    window.close()


def test_the_list_names_every_key_and_fits_the_screen(make_window) -> None:
    window = make_window(size=(1280, 800))
    window.actions_by_name["keys"].trigger()
    dialog = window.findChild(KeysDialog)
    assert dialog.height() <= 800
    shown = {keys for _, _, keys in dialog.table.rows()}
    recent = set(window._recent.actions())
    wanted = {action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) for action in menu_actions(window)
              if action not in recent and action.isVisible()}  # fmt: skip
    assert wanted <= shown
    assert {key for _, keys in FIXED for key, _ in keys} <= shown
    again = read(written(window.keys), window.keys)
    assert again.unknown == ()
    assert again.keys == {one.name: text_of(one.action) for one in window.keys.commands()}
    dialog.search.setText("layer dup")
    assert [does for _, does, _ in dialog.table.rows()] == ["Duplicate", "add, duplicate, remove a layer"]
    dialog.copy()
    assert "Duplicate\tCtrl+D" in QGuiApplication.clipboard().text()
    assert "Ctrl+D" in dialog.document().toPlainText()
    dialog.close()


def test_a_key_is_changed_by_pressing_it_and_works_at_once(window: MainWindow) -> None:
    page = page_of(window, "recompute")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.edit
    QTest.keyClick(page.edit, Qt.Key.Key_J, CONTROL | ALT)
    assert key_of(window, "recompute") == "Ctrl+Alt+J"
    window.dialogs._preferences.close()
    ran: list[bool] = []
    window.actions_by_name["recompute"].triggered.connect(lambda: ran.append(True))
    window.activateWindow()
    bar = window.tabs.tabBar()
    bar.setFocus()
    QApplication.processEvents()
    QTest.keyClick(bar, Qt.Key.Key_J, CONTROL | ALT)
    assert ran == [True]
    QTest.keyClick(bar, Qt.Key.Key_F5)
    assert ran == [True]


def test_a_key_that_another_has_is_named_and_moved_only_when_asked(window: MainWindow) -> None:
    page = page_of(window, "save")
    page.listen()
    QTest.keyClick(page.edit, Qt.Key.Key_O, CONTROL)
    assert "Open" in page.told.text()
    assert (key_of(window, "save"), key_of(window, "open")) == ("Ctrl+S", "Ctrl+O")
    QTest.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    assert key_of(window, "save") == "Ctrl+S"
    page.listen()
    QTest.keyClick(page.edit, Qt.Key.Key_O, CONTROL)
    QTest.mouseClick(page.take_over, Qt.MouseButton.LeftButton)
    assert (key_of(window, "save"), key_of(window, "open")) == ("Ctrl+O", "")
    QTest.mouseClick(page.reset_one, Qt.MouseButton.LeftButton)
    assert key_of(window, "save") == "Ctrl+S"
    page.reset_all()
    assert (key_of(window, "save"), key_of(window, "open")) == ("Ctrl+S", "Ctrl+O")


@pytest.mark.parametrize(
    ("key", "modifiers", "word"),
    [
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "typing"),
        (Qt.Key.Key_Space, SHIFT, "typing"),
        (Qt.Key.Key_C, CONTROL, "copy"),
        (Qt.Key.Key_F4, ALT, "close the window"),
    ],
)
def test_keys_that_typing_needs_are_refused_in_words(window: MainWindow, key, modifiers, word: str) -> None:
    page = page_of(window, "save")
    page.listen()
    QTest.keyClick(page.edit, key, modifiers)
    assert word in page.told.text()
    assert key_of(window, "save") == "Ctrl+S"


def test_backspace_takes_a_key_away_and_escape_leaves_it(window: MainWindow) -> None:
    page = page_of(window, "save")
    page.listen()
    QTest.keyClick(page.edit, Qt.Key.Key_Escape)
    assert key_of(window, "save") == "Ctrl+S"
    page.listen()
    QTest.keyClick(page.edit, Qt.Key.Key_Backspace)
    assert key_of(window, "save") == ""
    assert page.isVisible()


def test_chosen_keys_are_there_at_the_next_start(make_window) -> None:
    window = make_window(views=())
    window.keys.choose("action-save", "Ctrl+Alt+S")
    window.keys.choose("action-open", "")
    closed(window)
    again = make_window(views=())
    assert (key_of(again, "save"), key_of(again, "open")) == ("Ctrl+Alt+S", "")
    again.keys.reset()
    assert (key_of(again, "save"), key_of(again, "open")) == ("Ctrl+S", "Ctrl+O")
    assert again.settings.value("keys") is None


@pytest.mark.parametrize("damaged", ["{", "[1]", '{"action-save": 5}', '{"action-save": "nonsense keys"}', "\x00"])
def test_damaged_settings_fall_back_to_the_keys_of_the_program(make_window, damaged: str) -> None:
    window = make_window(views=())
    window.settings.setValue("keys", damaged)
    closed(window)
    assert key_of(make_window(views=()), "save") == "Ctrl+S"


def test_one_key_given_twice_in_the_settings_counts_once(make_window) -> None:
    window = make_window(views=())
    window.settings.setValue("keys", '{"action-save": "Ctrl+Alt+9", "action-open": "Ctrl+Alt+9"}')
    closed(window)
    again = make_window(views=())
    assert (key_of(again, "save"), key_of(again, "open")) == ("Ctrl+Alt+9", "Ctrl+O")


def test_keys_go_out_and_in_as_text(window: MainWindow, tmp_path: Path) -> None:
    before = {one.name: text_of(one.action) for one in window.keys.commands()}
    page = page_of(window, "save")
    # Two that change places, and one that is taken from a third.
    window.keys.choose("action-save", "Ctrl+Alt+S")
    window.keys.choose("action-open", "Ctrl+S")
    window.keys.choose("action-save", "Ctrl+O")
    window.keys.choose("action-recompute", "Ctrl+Z")
    changed = {one.name: text_of(one.action) for one in window.keys.commands()}
    path = tmp_path / "keys.txt"
    page.export_to(path)
    window.keys.reset()
    assert {one.name: text_of(one.action) for one in window.keys.commands()} == before
    page.import_from(path)
    assert "4 commands" in page.told.text()
    assert {one.name: text_of(one.action) for one in window.keys.commands()} == changed
    assert read(written(window.keys), window.keys).keys == changed


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("action-save", "equals"),
        ("action-save = Ctrl+Alt+9\naction-open = Ctrl+Alt+9", "action-save"),
        ("action-save = a", "typing"),
        ("action-save = Ctrl+\x1a\naction-open = Ctrl+\x1a", "line 1: “Ctrl+” names no keys"),
        ("action-save = Ctrl+\u202e", "names no keys"),
        ("# nothing\naction-save = Ctrl+C", "line 2"),
    ],
)
def test_a_text_that_cannot_be_read_changes_nothing(window: MainWindow, tmp_path: Path, text: str, word: str) -> None:
    page = page_of(window, "save")
    path = tmp_path / "keys.txt"
    path.write_text(text, encoding="utf-8")
    page.import_from(path)
    assert word in page.told.text()
    assert "keys.txt" in page.told.text()
    assert key_of(window, "save") == "Ctrl+S"
    path.write_bytes(b"\xff\xfe\x00")
    page.import_from(path)
    assert "could not be read" in page.told.text()
    page.import_from(tmp_path / "none.txt")
    assert "none.txt" in page.told.text()


def test_commands_of_other_versions_are_named_and_left(window: MainWindow, tmp_path: Path) -> None:
    page = page_of(window, "save")
    path = tmp_path / "keys.txt"
    path.write_text("action-teleport = Ctrl+Alt+9\naction-save = Ctrl+Alt+S\n", encoding="utf-8")
    page.import_from(path)
    assert "action-teleport" in page.told.text()
    assert key_of(window, "save") == "Ctrl+Alt+S"
