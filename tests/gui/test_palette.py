"""The palette finds every command, field and result of the window; it sets values; keyboard and mouse reach all."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from studio.analysis import RESULTS
from studio.catalogue.claim import statements
from studio.design import Design, get_value
from studio.design.field import fields
from studio.document.presets import presets
from studio.gui.help.topics import TOPICS
from studio.gui.menu_lines import english, plain
from studio.gui.palette import Palette
from studio.gui.palette.index import MOST
from studio.gui.palette.match import query_of
from studio.gui.palette.values import field_paths
from studio.gui.preferences import PREFERENCES
from studio.gui.window import MainWindow
from studio.text import PSEUDO, use_language


@pytest.fixture
def window(make_window) -> MainWindow:
    """With no view but where it is needed: each takes a while."""
    return make_window(views=())


@pytest.fixture
def furnished(make_window) -> MainWindow:
    return make_window(views=("design", "margins", "explain"))


def opened(window: MainWindow, typed: str = "") -> Palette:
    window.dialogs.find_anything()
    palette = window.dialogs.palette()
    palette.search.setText(typed)
    return palette


def titles(palette: Palette) -> list[str]:
    return [entry.text.title for entry in palette.entries]


def every_action(window: MainWindow) -> list[QAction]:
    """Found without the code under test: menus, their submenus, and what widgets hold beside them."""
    found = []
    for action in window.findChildren(QAction):
        in_menu = any(isinstance(holder, QMenu) and holder in menus(window) for holder in action.associatedObjects())
        if in_menu and action.isVisible() and not action.isSeparator() and action.menu() is None:
            found.append(action)
    return found


def menus(window: MainWindow) -> list[QMenu]:
    found, pending = [], [action.menu() for action in window.menuBar().actions()]
    while pending:
        menu = pending.pop()
        found.append(menu)
        pending += [action.menu() for action in menu.actions() if action.menu() is not None]
    return found


def test_every_action_of_the_whole_window_is_found_by_its_text_and_its_english(make_window) -> None:
    window = make_window()
    palette = opened(window)
    actions = every_action(window)
    assert len(actions) > 130
    missed = []
    for action in actions:
        for words in (plain(action.text()), english(action)):
            keys = [entry.key for entry in palette.index.find(words)]
            if action.objectName() not in keys[:12]:
                missed.append((action.objectName(), words, keys[:3]))
    assert missed == []


def test_in_another_language_both_languages_find_every_command(make_window) -> None:
    use_language(PSEUDO)
    window = make_window(views=())
    palette = opened(window)
    assert {entry.text.title for entry in palette.index.find("undo")} & {"‹Undo›", "‹‹Undo››", "‹&Undo›"}
    assert any(entry.key == "action-report" for entry in palette.index.find("write the report"))
    assert any(entry.key == "mission.altitude" for entry in palette.index.find("‹altitude›"))


def test_every_field_of_the_design_is_found_by_path_and_by_label(window: MainWindow) -> None:
    palette = opened(window)
    paths = [path for path, _ in field_paths(window.session.design)]
    known = {entry.key for entry in palette.index.entries if entry.kind == "field"}
    assert known == set(paths)
    general = {spec.path for spec in fields(Design) if not spec.hidden and "[]" not in spec.path}
    assert general <= known
    for entry in [one for one in palette.index.entries if one.kind == "field"]:
        found = palette.index.find(f"={entry.key}")
        assert entry in found[:3], entry.key
        # Fields of the same name stand under one another.
        by_label = [one for one in palette.index.find(f"={entry.text.title} {entry.key}") if one.kind == "field"]
        assert by_label[0] is entry, entry.text.title


def test_every_result_is_found_and_shows_its_value(window: MainWindow) -> None:
    palette = opened(window)
    entries = {entry.key: entry for entry in palette.index.entries if entry.kind == "result"}
    assert set(entries) == set(RESULTS)
    for name, entry in entries.items():
        assert entry in palette.index.find(f"={name}")[:3], name
        assert entry.value() != "", name
    assert entries["orbit.period"].value() == "97.73 min"


def test_presets_claims_preferences_and_the_catalogue_are_found(window: MainWindow) -> None:
    palette = opened(window)
    keys = {entry.id for entry in palette.index.entries}
    assert {f"preset:preset-{one.name}" for one in presets()} <= keys
    assert {f"claim:{id}" for id in statements()} <= keys
    assert {f"help:{key}" for key in TOPICS} <= keys
    for topic in TOPICS.values():
        assert any(entry.key == topic.key for entry in palette.index.find(f"?{topic.title}")[:4]), topic.title
    for one in PREFERENCES.values():
        assert any(key.startswith(f"preference:{one.name}") for key in keys), one.name
    found = palette.index.find("#b300")
    assert found
    assert found[0].key == "payload.accelerator=b300"


def test_a_value_is_set_by_typing_in_one_undo_step(window: MainWindow) -> None:
    for typed, metres in (("altitude = 700 km", 700e3), ("altitude 720 km", 720e3), ("=altitude 0.74 Mm", 740e3),
                          ("altitude 760", 760e3)):  # fmt: skip
        before = window.session.document.position
        palette = opened(window, typed)
        assert palette.entries[0].kind == "set"
        QTest.keyClick(palette.search, Qt.Key.Key_Return)
        assert window.session.design.mission.altitude == pytest.approx(metres)
        assert window.session.document.position == before + 1
        assert not palette.isVisible()
    window.session.undo()
    assert window.session.design.mission.altitude == pytest.approx(740e3)


@pytest.mark.parametrize(
    ("typed", "path", "value"),
    [
        ("array attitude = nadir", "mission.attitude", "nadir"),
        ("array attitude edge-on", "mission.attitude", "edge_on"),
        ("sun-synchronous no", "mission.sun_synchronous", False),
        ("accelerator = b300", "payload.accelerator", "b300"),
        ("title = A better one", "title", "A better one"),
    ],
)
def test_choices_switches_and_texts_are_set_too(window: MainWindow, typed: str, path: str, value: object) -> None:
    palette = opened(window, typed)
    assert palette.entries[0].kind == "set", titles(palette)[:3]
    assert palette.entries[0].key == path
    palette.accept()
    assert get_value(window.session.design, path) == value


def test_what_cannot_be_set_says_why_and_changes_nothing(window: MainWindow) -> None:
    before = window.session.design
    for typed, word in (("altitude = 5 kg", "not a unit"), ("altitude = 3 km", "160 km"), ("altitude 12,5 km", "ambig"),
                        ("accelerator = abacus", "not in the catalogue")):  # fmt: skip
        palette = opened(window, typed)
        first = palette.entries[0]
        assert first.kind == "set"
        assert word in first.why(), first.why()
        QTest.keyClick(palette.search, Qt.Key.Key_Return)
        assert palette.isVisible()
    assert window.session.design is before


def test_enter_goes_to_the_field_and_explains_the_result(furnished: MainWindow) -> None:
    window = furnished
    palette = opened(window, "mission.altitude")
    palette.accept()
    assert window.focusWidget() is window.views["design"].rows["mission.altitude"].edit
    palette = opened(window, "orbit.period")
    palette.accept()
    assert window.views["explain"].heading.text() == "Orbital period"


def test_a_result_is_taken_on_to_a_requirement(furnished: MainWindow) -> None:
    window = furnished
    from studio.gui.margins.dialog import RequirementDialog

    palette = opened(window, "thermal.junction_temperature")
    assert palette.current is not None
    more = dict(palette.current.more())
    assert len(more) >= 4
    QTest.keyClick(palette.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    menu = palette.findChild(QMenu, "palette-more")
    assert [action.text() for action in menu.actions()] == list(more)
    menu.actions()[0].trigger()
    menu.close()
    dialog = window.findChild(RequirementDialog)
    assert dialog.judged.chosen == "thermal.junction_temperature"
    dialog.reject()


def test_what_was_chosen_comes_first_and_is_remembered(window: MainWindow) -> None:
    palette = opened(window, "> recompute")
    palette.accept()
    palette = opened(window)
    assert palette.entries[0].key == "action-recompute"
    assert window.settings.value("palette-recent")
    window.settings.setValue("palette-recent", 17)  # damaged
    assert opened(window).entries


def test_signs_leave_one_kind_and_tab_goes_through_them(window: MainWindow) -> None:
    palette = opened(window, "> sa")
    assert {entry.kind for entry in palette.entries} <= {"command", "preference"}
    palette.search.setText("altitude")
    QTest.keyClick(palette.search, Qt.Key.Key_Tab)
    QTest.keyClick(palette.search, Qt.Key.Key_Tab)
    assert palette.search.text() == "=altitude"
    assert palette.filters["="].isChecked()
    assert {entry.kind for entry in palette.entries} <= {"set", "field", "result"}
    QTest.mouseClick(palette.filters["?"], Qt.MouseButton.LeftButton)
    assert palette.search.text() == "?altitude"


def test_arrows_move_and_wrap_and_the_mouse_takes(furnished: MainWindow) -> None:
    window = furnished
    palette = opened(window, "altitude")
    QTest.keyClick(palette.search, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == len(palette.entries) - 1
    QTest.keyClick(palette.search, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 0
    place = palette.list.visualRect(palette.rows.index(0)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not palette.isVisible()
    assert window.focusWidget() is window.views["design"].rows["mission.altitude"].edit


def test_escape_and_a_click_beside_it_close_it_and_the_keyboard_goes_back(furnished: MainWindow) -> None:
    window = furnished
    edit = window.views["design"].rows["mission.ltan"].edit
    edit.setFocus()
    palette = opened(window, "xyz")
    QTest.keyClick(palette.search, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.focusWidget() is edit
    palette = opened(window)
    QTest.mouseClick(window.tabs.tabBar(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not palette.isVisible()


def test_nothing_found_says_what_can_be(window: MainWindow) -> None:
    palette = opened(window, "qqqzzz")
    assert palette.entries == []
    assert palette.nothing.isVisible()
    assert "qqqzzz" in palette.nothing.text()
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_what_cannot_be_done_now_is_shown_with_its_reason(window: MainWindow) -> None:
    palette = opened(window, "> undo")
    first = palette.entries[0]
    assert first.key == "action-undo"
    assert first.why() == "nothing has been changed"
    palette.accept()
    assert palette.isVisible()


def test_new_layers_and_commands_are_found_as_soon_as_they_are_there(window: MainWindow) -> None:
    from studio.design.edit import duplicate_layer

    window.session.edit("twice", lambda design: duplicate_layer(design, 0))
    name = window.session.design.stack.layers[1].name
    palette = opened(window, f"@{name}")
    assert any(entry.kind == "layer" and entry.key == name for entry in palette.entries)


def test_it_fits_the_window_and_reads_out_whole_sentences(window: MainWindow) -> None:
    palette = opened(window, "altitude")
    assert window.rect().contains(palette.geometry())
    spoken = palette.rows.data(palette.rows.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert "Altitude" in spoken
    assert "650 km" in spoken
    assert isinstance(palette.search, QLineEdit)
    assert palette.search.accessibleName()
    window.theme.use(False)
    assert not palette.grab().isNull()


def test_no_more_is_shown_than_anybody_reads(window: MainWindow) -> None:
    palette = opened(window, "a")
    assert 10 < len(palette.entries) <= MOST
    assert query_of("a").words


def test_a_result_comes_before_what_a_requirement_says_of_it(window: MainWindow) -> None:
    palette = opened(window, "sunlit")
    assert palette.entries[0].key == "illumination.sunlit_fraction_year"
    palette.search.setText("altitude = 700 km")
    assert {entry.kind for entry in palette.entries} == {"set"}


def test_what_can_be_found_is_made_ready_ahead_of_time(window: MainWindow) -> None:
    window.dialogs.prepare()
    for _ in range(20):
        QApplication.processEvents()
    index = window.dialogs.palette().index
    assert list(index.prepare()) == []
    index.refresh()
    assert len({entry.id for entry in index.entries}) == len(index.entries)
