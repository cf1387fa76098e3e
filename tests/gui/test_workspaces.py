"""Workspaces: each shows what it is about, comes back as it was left, at any size, and survives damaged settings."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSettings, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMessageBox, QTabBar

from studio.gui.places import DOCKS, TABS
from studio.gui.window import MainWindow
from studio.gui.workspaces import WORKSPACES
from studio.gui.workspaces.kept import Layout, dump, load
from studio.gui.workspaces.screens import within_reach

LIGHT = ("design", "power")


def settled(window: MainWindow) -> None:
    QTest.qWait(150)
    assert not window.workspaces._settle.isActive()


def shown(window: MainWindow) -> set[str]:
    return {key for key, dock in window.docks.items() if not dock.isHidden()}


def promised(key: str) -> set[str]:
    made = WORKSPACES[key]
    return {dock for edge in (made.left, made.right, made.bottom) for group in edge for dock in group}


def live_rows(window: MainWindow) -> list[tuple[str, ...]]:
    """The rows of tabs of docks, as they are seen."""
    rows = window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return sorted(tuple(row.tabText(place) for place in range(row.count())) for row in rows if row.count())


def test_the_table_names_what_there_is() -> None:
    assert list(WORKSPACES) == ["orbit", "panel", "power", "fleet", "money", "study", "compare", "claims", "report"]
    for key, made in WORKSPACES.items():
        assert set(made.tabs) & set(TABS), key
        assert promised(key) <= set(DOCKS), key
        assert len(promised(key)) == sum(len(group) for edge in (made.left, made.right, made.bottom) for group in edge)


def test_each_shows_its_tab_and_docks_within_the_window(make_window) -> None:
    window = make_window()
    revision = window.session.revision
    for size in ((1280, 800), (2560, 1440)):
        window.resize(*size)
        window.workspaces.reset_all()
        for key, made in WORKSPACES.items():
            window.workspaces.show(key)
            QApplication.processEvents()
            assert window.tab_in_front() == next(tab for tab in made.tabs if tab in TABS)
            assert shown(window) == promised(key)
            assert window.size().toTuple() == size, key
            assert window.centralWidget().width() > 0.3 * size[0], key
            wanted = {tuple(window.docks[one].windowTitle() for one in group) for edge in (made.left, made.right)
                      for group in edge if len(group) > 1}  # fmt: skip
            assert wanted <= set(live_rows(window)), key
            assert len(live_rows(window)) == len(set(live_rows(window))), "a row is left over from another workspace"
            if made.page:
                assert window.views[window.tab_in_front()].pages.current == made.page
            assert window.switcher.buttons[key].isChecked()
    assert window.session.revision == revision, "nothing is computed anew"


def test_what_is_changed_in_one_is_there_again_and_leaves_the_others(make_window) -> None:
    window = make_window(views=())
    settled(window)
    window.docks["thermal"].hide()
    window.removeDockWidget(window.docks["margins"])
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, window.docks["margins"])
    window.docks["margins"].show()
    window.workspaces.show("fleet")
    assert shown(window) == promised("fleet")
    assert window.dockWidgetArea(window.docks["margins"]) == Qt.DockWidgetArea.RightDockWidgetArea
    window.workspaces.show("orbit")
    assert shown(window) == promised("orbit") - {"thermal"}
    assert window.dockWidgetArea(window.docks["margins"]) == Qt.DockWidgetArea.LeftDockWidgetArea
    window.actions_by_name["reset-layout"].trigger()
    assert shown(window) == promised("orbit")
    assert window.dockWidgetArea(window.docks["margins"]) == Qt.DockWidgetArea.RightDockWidgetArea


def test_the_workspace_and_its_layout_are_there_at_the_next_start_in_a_larger_window(make_window) -> None:
    window = make_window(views=())
    window.workspaces.show("power")
    settled(window)
    window.resizeDocks([window.docks["power"]], [round(0.55 * 800)], Qt.Orientation.Vertical)
    QApplication.processEvents()
    share = window.docks["power"].height() / window.height()
    assert share > 0.45
    window.filing.may_leave = lambda: True
    window.close()
    again = make_window(views=LIGHT, size=(1920, 1080))
    QApplication.processEvents()
    assert again.workspaces.current == "power"
    again.resize(1920, 1080)
    again.workspaces.show("orbit")
    again.workspaces.show("power")
    QApplication.processEvents()
    assert again.docks["power"].height() / again.height() == pytest.approx(share, abs=0.03)


def test_layouts_of_ones_own_are_saved_renamed_and_deleted(make_window, monkeypatch) -> None:
    window = make_window(views=())
    window.docks["explain"].hide()
    answers = ["  Two & a half ", "Margins only", "Margins only"]
    monkeypatch.setattr(QInputDialog, "getText", lambda *args: (answers.pop(0), True))
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "question", lambda parent, title, text, buttons: asked.append(text) or
                        QMessageBox.StandardButton.Yes)  # fmt: skip
    do = window.actions_by_name
    assert not do["rename-layout"].isEnabled()
    do["save-layout"].trigger()
    assert window.workspaces.own() == {"own-1": "Two & a half"}
    assert [action.text() for action in window.workspace_menu.own if action.text()] == ["Two && a half"]
    do["rename-layout"].trigger()
    assert window.workspaces.title(window.workspaces.current) == "Margins only"
    window.workspaces.show("compare")
    assert not do["delete-layout"].isEnabled()
    window.workspaces.show("own-1")
    assert shown(window) == promised("orbit") - {"explain"}
    assert window.tab_in_front() == "orbit"
    window.docks["design"].hide()
    do["save-layout"].trigger()
    assert asked == ["Replace the layout Margins only?"]
    do["reset-layout"].trigger()
    assert shown(window) == promised("orbit") - {"explain", "design"}, "as it was saved"
    window.filing.may_leave = lambda: True
    window.close()
    again = make_window(views=())
    assert again.workspaces.current == "own-1"
    assert shown(again) == promised("orbit") - {"explain", "design"}
    again.actions_by_name["delete-layout"].trigger()
    assert again.workspaces.own() == {}
    again.workspaces.show("own-1")  # of which nothing is left
    assert again.workspaces.current == "orbit"


def test_the_centre_alone_and_back(make_window) -> None:
    window = make_window(views=())
    window.docks["power"].hide()
    before = shown(window)
    alone = window.actions_by_name["centre-alone"]
    alone.trigger()
    assert shown(window) == set()
    alone.trigger()
    assert shown(window) == before
    alone.trigger()
    window.workspaces.show("fleet")
    assert not alone.isChecked()
    assert shown(window) == promised("fleet")
    window.workspaces.show("orbit")
    assert shown(window) == before, "what was hidden for the centre is not how the workspace was left"


def test_full_screen_and_back(make_window) -> None:
    window = make_window(views=())
    window.actions_by_name["full-screen"].trigger()
    assert window.isFullScreen()
    window.actions_by_name["full-screen"].trigger()
    assert not window.isFullScreen()
    assert window.isVisible()


def test_keys_choose_a_workspace(make_window, qtbot) -> None:
    window = make_window(views=())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_4)
    assert window.workspaces.current == "fleet"
    QTest.keyClick(window, Qt.Key.Key_F10)
    menu = window.switcher.list.menu()
    qtbot.waitUntil(menu.isVisible)
    QTest.keyClick(menu, Qt.Key.Key_7)
    assert window.workspaces.current == "compare"


def test_the_switch_takes_no_height_and_shrinks_to_a_list(make_window) -> None:
    window = make_window(views=(), size=(1280, 800))
    bar = window.menuBar()
    bare = bar.heightForWidth(1280)
    assert window.switcher.isVisible()
    assert window.switcher.height() <= bar.height() <= bare + 2
    window.resize(2000, 800)
    QApplication.processEvents()
    assert all(button.isVisible() for button in window.switcher.buttons.values())
    for button in window.switcher.buttons.values():
        button.setText(button.text() * 2)
    window.resize(1280, 800)
    QApplication.processEvents()
    assert not any(button.isVisible() for button in window.switcher.buttons.values())
    assert window.switcher.list.text() == "Orbit"
    last = bar.actionGeometry(bar.actions()[-1])
    assert not last.isEmpty()
    assert last.right() < window.switcher.x()


@pytest.mark.parametrize("damage", [
    lambda text: "", lambda text: "{", lambda text: "[]", lambda text: text[: len(text) // 2], lambda text: "null",
    lambda text: text.replace('"version": 4', '"version": 3'), lambda text: text.replace('"state": "A', '"state": "B'),
    lambda text: text.replace("0.", "1e9"), lambda text: text.replace('"torn": {', '"torn": {"orbit": 3'),
    lambda text: text.replace('"torn": {}', '"torn": [1]'), lambda text: "[" * 100_000,
    lambda text: json.dumps({"state": 3}),
])  # fmt: skip
def test_damaged_settings_fall_back(make_window, tmp_path, damage) -> None:
    window = make_window(views=())
    window.docks["thermal"].hide()
    window.filing.may_leave = lambda: True
    window.close()
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    kept = settings.value("workspaces/left/orbit")
    assert load(kept) is not None
    settings.setValue("workspaces/left/orbit", damage(kept))
    settings.setValue("workspaces/own/own-1", damage(kept))
    settings.setValue("workspaces/left/nonsense", kept)
    settings.setValue("workspace", 7)
    settings.setValue("tab", "nowhere")
    settings.setValue("geometry", b"\x00\x01")
    settings.sync()
    again = make_window(views=())
    assert again.workspaces.own() == {}
    assert shown(again) == promised("orbit")
    assert again.tab_in_front() == "orbit"


words = st.text(max_size=40)


@given(st.binary(max_size=60), st.dictionaries(words, st.tuples(st.floats(0, 4), st.floats(0, 4)), max_size=3), words,
       words, words, st.dictionaries(words, st.binary(max_size=20), max_size=2), st.integers(0, 200))  # fmt: skip
def test_what_is_kept_comes_back_and_a_changed_byte_is_refused_or_harmless(state, found, tab, page, title, torn, place):
    layout = Layout(state, found, tab, page, title, torn)
    text = dump(layout)
    assert load(text) == layout
    cut = text[: place % len(text)]
    assert load(cut) is None


ROOMS = [QRect(0, 0, 1920, 1080), QRect(1920, 0, 2560, 1440)]


def test_a_window_on_the_second_monitor_stays_there_and_comes_back_when_that_is_gone() -> None:
    there = QRect(2400, 200, 800, 600)
    assert within_reach(there, ROOMS) == there
    back = within_reach(there, ROOMS[:1])
    assert ROOMS[0].contains(back)
    assert back.size() == there.size()
    assert within_reach(QRect(3000, 100, 2400, 1300), ROOMS[:1]) == QRect(0, 0, 1920, 1080)
    assert within_reach(there, []) == there


@given(st.integers(-9000, 9000), st.integers(-9000, 9000), st.integers(50, 5000), st.integers(50, 5000))
def test_the_upper_edge_can_always_be_taken(left, top, wide, high) -> None:
    window = QRect(left, top, wide, high)
    found = within_reach(window, ROOMS)
    edge = QRect(found.left(), found.top(), found.width(), 24)
    assert any(edge.intersected(room).width() >= min(120, found.width()) for room in ROOMS)
    assert within_reach(found, ROOMS) == found


def test_a_floating_dock_on_a_lost_monitor_comes_into_sight(make_window, monkeypatch) -> None:
    window = make_window(views=())
    settled(window)
    window.docks["power"].setFloating(True)
    window.docks["power"].setGeometry(2400, 200, 500, 300)
    window.workspaces.show("compare")
    monkeypatch.setattr("studio.gui.workspaces.screens.screens", lambda: [QRect(0, 0, 1280, 800)])
    window.workspaces.show("orbit")
    assert window.docks["power"].isFloating()
    assert QRect(0, 0, 1280, 800).intersects(window.docks["power"].geometry())


def test_another_workspace_finds_the_window_as_large_as_before_larger_texts(make_window, qtbot) -> None:
    window = make_window()
    window.workspaces.show("panel")
    size = window.size()
    window.preferences.choose("text-size", "150")
    try:
        for _ in range(5):
            QApplication.processEvents()
        window.workspaces.show("orbit")
        qtbot.waitUntil(lambda: not window.workspaces._refit.isActive())
        assert window.size() == size, "not as large as the docks of the other were with these texts"
    finally:
        window.preferences.reset("text-size")
        QApplication.processEvents()


def test_a_dock_that_has_no_room_beside_the_others_stands_behind_one_or_above(make_window, monkeypatch) -> None:
    window = make_window(percent=150)
    try:
        monkeypatch.setattr(MainWindow, "room", lambda self: QSize(1280, 800))
        window.workspaces.show("fleet")  # with these texts no dock has room beside the centre
        assert all(dock.isHidden() for dock in window.docks.values())
        window._raise("margins")
        margins, design = window.docks["margins"], window.docks["design"]
        assert not margins.isFloating()
        assert window.size() == QSize(1280, 800)
        window._raise("explain")
        assert not window.docks["explain"].isFloating()
        assert window.size() == QSize(1280, 800)
        window._raise("design")
        for _ in range(5):
            QApplication.processEvents()
        assert window.size() == QSize(1280, 800), "the window does not leave the screen"
        assert design.isVisible()
        assert design.isFloating() or margins in window.tabifiedDockWidgets(design)
        assert QRect(window.geometry()).contains(design.geometry()) or not design.isFloating()
        monkeypatch.setattr(MainWindow, "room", lambda self: QSize(2560, 1440))
        design.hide()
        window.workspaces.reset()
        window._raise("margins")
        window._raise("design")
        assert not design.isFloating(), "where there is room it stands at its side"
        assert window.dockWidgetArea(design) == Qt.DockWidgetArea.LeftDockWidgetArea
    finally:
        window.theme.resize(100)
