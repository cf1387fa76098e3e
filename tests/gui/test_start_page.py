"""The start page: when it comes, its cards and figures, the files opened lately, keys and mouse, and how it goes."""

import json
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from studio import resource
from studio.analysis import RESULTS, evaluate
from studio.design import set_value
from studio.document import preset, recent
from studio.document.presets import presets
from studio.document.shipped import field_range, figures, result_range
from studio.gui import app
from studio.gui import session as session_module
from studio.gui.start.card import SHOWN
from studio.gui.theme import Theme
from studio.gui.value_text import result_text
from studio.gui.window import MainWindow
from studio.jobs.immediate import ImmediateWorker
from studio.selftest.numbers import RESIDUALS


@pytest.fixture
def opened(make_window):
    """A window with the start page up."""
    window = make_window(views=())
    window.start.show()
    _settle()
    return window


def _settle() -> None:
    for _ in range(30):
        QApplication.processEvents()


def _key(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)
    _settle()


@pytest.mark.parametrize("name", [one.name for one in presets()])
def test_the_shipped_figures_are_those_of_the_analysis(name: str) -> None:
    """Never stale: run `python packaging/start_page.py figures` when the analysis or a preset changes."""
    known, results = figures()[name], evaluate(preset(name))
    computed = {one: results.get(one) for one, info in RESULTS.items() if info.kind in {"number", "integer"}}
    assert set(known) == {one for one, value in computed.items() if value is not None}
    wrong = {one: (value, computed[one]) for one, value in known.items()
             if value != pytest.approx(computed[one], rel=1e-4, abs=RESIDUALS.get(one, 1e-12))}  # fmt: skip
    assert wrong == {}


@pytest.mark.parametrize("name", [one.name for one in presets()])
def test_every_preset_has_a_picture_that_shows_something(name: str) -> None:
    path = resource.path("start", f"{name}.jpg")
    image = QImage(str(path))
    assert (image.width(), image.height()) == (640, 360)
    assert path.stat().st_size < 60_000
    tones = {image.pixelColor(x, y).lightness() // 16 for x in range(0, 640, 4) for y in range(0, 360, 4)}
    assert len(tones) > 6


def test_ranges_are_those_of_the_presets() -> None:
    altitudes = [preset(one.name).mission.altitude for one in presets()]
    between = field_range("mission.altitude")
    assert (between.low, between.high, between.count) == (min(altitudes), max(altitudes), len(altitudes))
    assert preset(between.highest).mission.altitude == between.high
    thickness = [layer.thickness for one in presets() for layer in preset(one.name).stack.layers]
    layers = field_range("stack.layers[].thickness")
    assert (layers.low, layers.high) == (min(thickness), max(thickness))
    periods = [values["orbit.period"] for values in figures().values()]
    assert (result_range("orbit.period").low, result_range("orbit.period").high) == (min(periods), max(periods))
    assert field_range("title") is None
    assert result_range("no.such") is None


def test_it_covers_all_but_the_menu_and_follows_the_size(opened) -> None:
    sheet = opened.start.sheet
    bar = opened.menuBar()
    for width, height in ((1280, 800), (1900, 1000), (1100, 700)):
        opened.resize(width, height)
        _settle()
        assert sheet.geometry().top() == bar.geometry().bottom() + 1
        assert sheet.geometry().bottomRight() == opened.rect().bottomRight()
        assert opened.childAt(QPoint(opened.width() // 2, opened.height() // 2)).window() is opened
        assert sheet.isAncestorOf(opened.childAt(QPoint(opened.width() // 3, opened.height() // 2)))


def test_cards_show_what_the_designs_come_to(opened) -> None:
    cards = opened.start.sheet.cards.cards
    assert [card.preset.name for card in cards] == [one.name for one in presets()]
    for card in cards:
        assert set(card.values) == set(SHOWN)
        for name, label in card.values.items():
            assert label.text() == result_text(name, figures()[card.preset.name][name], 3)
        assert card.accessibleName() == card.preset.title
        assert label.text() in card.accessibleDescription()
        assert card.has_picture


def test_cards_reflow_and_nothing_is_clipped(opened) -> None:
    cards = opened.start.sheet.cards
    seen = set()
    for width in (1000, 1280, 1900):
        opened.resize(width, 800)
        _settle()
        seen.add(cards.columns)
        for card in cards.cards:
            assert card.geometry().right() <= cards.width()
            for label in (card.title, card.summary):
                assert label.height() >= label.heightForWidth(label.width())
    assert len(seen) >= 3


def test_larger_text_is_laid_out_anew(opened) -> None:
    sheet = opened.start.sheet
    before = sheet.sides.width()
    opened.preferences.choose("text-size", "150")
    _settle()
    assert sheet.sides.width() > before
    assert sheet.sides.widget().width() <= sheet.sides.width()
    for card in sheet.cards.cards:
        for label in (card.title, card.summary, *card.values.values()):
            assert label.height() >= label.heightForWidth(label.width()), card.preset.name
    opened.preferences.choose("text-size", "100")
    _settle()


def test_money_on_the_cards_follows_the_currency(opened) -> None:
    value = opened.start.sheet.cards.cards[0].values["cost.capex"]
    assert "USD" in value.text()
    opened.session.currency.choose("CNY")
    _settle()
    assert "CNY" in value.text()
    opened.session.currency.choose("USD")


def test_arrows_walk_and_enter_opens(opened) -> None:
    cards = opened.start.sheet.cards
    assert cards.cards[0].hasFocus()
    _key(Qt.Key.Key_Right)
    assert cards.cards[1].hasFocus()
    _key(Qt.Key.Key_Down)
    assert cards.cards[1 + cards.columns].hasFocus()
    _key(Qt.Key.Key_Up)
    _key(Qt.Key.Key_Left)
    _key(Qt.Key.Key_Left)
    assert cards.cards[0].hasFocus()
    _key(Qt.Key.Key_Right)
    wanted = cards.cards[1].preset
    _key(Qt.Key.Key_Return)
    assert not opened.start.is_up
    assert opened.session.design == preset(wanted.name)


def test_a_click_opens_a_card(opened) -> None:
    card = opened.start.sheet.cards.cards[2]
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    _settle()
    assert not opened.start.is_up
    assert opened.session.design == preset(card.preset.name)


def test_the_tab_key_stays_on_the_page(opened) -> None:
    sheet = opened.start.sheet
    seen: list[QWidget] = []
    for _ in range(24):
        _key(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert sheet.isAncestorOf(focused)
        seen.append(focused)
    assert {"start-back", "start-tour", "start-study", "start-open", "start-language"} <= {
        one.objectName() for one in seen}  # fmt: skip
    _key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert sheet.isAncestorOf(QApplication.focusWidget())


def test_escape_and_the_button_lead_back_unchanged(opened) -> None:
    before = opened.session.design
    _key(Qt.Key.Key_Escape)
    assert not opened.start.is_up
    opened.actions_by_name["start-page"].trigger()
    _settle()
    assert opened.start.is_up
    opened.start.sheet.back.click()
    assert not opened.start.is_up
    assert opened.session.design is before


def test_a_command_on_the_design_leaves_the_page(make_window) -> None:
    opened = make_window(views=("design",))
    opened.start.show()
    opened.actions_by_name["find"].trigger()
    _settle()
    assert not opened.start.is_up


def test_unsaved_changes_are_asked_about_and_staying_stays(opened, monkeypatch) -> None:
    opened.session.edit("area", lambda design: set_value(design, "array.area", 123.0))
    monkeypatch.setattr(opened.filing, "may_leave", lambda: False)
    changed = opened.session.design
    QTest.mouseClick(opened.start.sheet.cards.cards[1], Qt.MouseButton.LeftButton)
    assert opened.start.is_up
    assert opened.session.design is changed


def test_recent_files_are_listed_opened_said_missing_and_removed(make_window, tmp_path: Path) -> None:
    window = make_window(views=())
    kept, gone = tmp_path / "kept.json", tmp_path / "gone.json"
    for path in (gone, kept):
        window.filing.save_to(path)
        _settle()
    window.filing._background.run(lambda: None).result()
    gone.unlink()
    window.start.show()
    page = window.start.sheet
    page.recent._background.run(lambda: None).result()
    _settle()
    rows = page.recent.rows
    assert set(rows) == {kept, gone}
    assert rows[kept].isEnabled()
    assert not rows[gone].isEnabled()
    assert "is not there any more" in rows[gone].accessibleName()
    page.findChild(QWidget, "start-forget:gone.json").click()
    page.recent._background.run(lambda: None).result()
    _settle()
    assert set(page.recent.rows) == {kept}
    assert gone not in recent.recent_files()
    page.recent.rows[kept].click()
    assert not window.start.is_up
    assert window.session.document.path == kept


@pytest.mark.parametrize("suffix", [".json", ".dawnline"])  # the second is what installers link with the studio
def test_open_asks_for_a_file(opened, monkeypatch, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    opened.filing.save_to(path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    opened.start.sheet.findChild(QWidget, "start-open").click()
    assert opened.start.is_up
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *words: asked.append(words) or (str(path), ""))
    opened.start.sheet.findChild(QWidget, "start-open").click()
    assert not opened.start.is_up
    assert opened.session.document.path == path
    assert f"*{suffix}" in asked[0][3].partition(";;")[0]


@pytest.mark.parametrize(("when", "first", "wanted"), [
    ("first", True, True), ("first", False, False), ("always", True, True), ("always", False, True),
    ("never", True, False), ("never", False, False),
])  # fmt: skip
def test_when_it_comes_is_a_preference(make_window, when: str, first: bool, wanted: bool) -> None:
    window = make_window(views=())
    window.preferences.choose("start-page", when)
    assert window.start.wanted_at_start(first) is wanted


def test_choices_on_the_page_are_preferences(opened) -> None:
    sheet = opened.start.sheet
    sheet.when.setCurrentIndex(sheet.when.findData("always"))
    sheet.when.activated.emit(sheet.when.currentIndex())
    assert opened.preferences.text("start-page") == "always"
    assert not sheet.restart.isVisible()
    sheet.language.setCurrentIndex(sheet.language.findData("zh_CN"))
    sheet.language.activated.emit(sheet.language.currentIndex())
    assert opened.preferences.text("language") == "zh_CN"
    assert sheet.restart.isVisible()
    assert sheet.again.isVisible()
    asked: list[bool] = []
    sheet.restart_wanted.disconnect()
    sheet.restart_wanted.connect(lambda: asked.append(True))
    QTest.mouseClick(sheet.again, Qt.MouseButton.LeftButton)
    assert asked == [True]


def test_the_sample_study_runs(make_window, monkeypatch, fakes) -> None:
    window = make_window(views=("study",))
    begun: list[Path] = []
    from studio.gui.study.desk import StudyDesk

    desk = StudyDesk.of(window.session)
    monkeypatch.setattr(desk, "start", lambda path: begun.append(path))
    window.start.show()
    window.start.sheet.findChild(QWidget, "start-study").click()
    assert not window.start.is_up
    assert desk.draft.size == 70
    assert len(begun) == 1
    assert window.tabs.tabBar().tabData(window.tabs.currentIndex()) == "study"


def test_every_widget_of_it_has_a_name(opened) -> None:
    sheet = opened.start.sheet
    for child in sheet.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible():
            assert child.accessibleName() or getattr(child, "text", str)(), child.objectName()


def test_the_file_of_figures_is_small_and_plain() -> None:
    path = resource.path("start", "figures.json")
    assert path.stat().st_size < 300_000
    assert set(json.loads(path.read_text())) == {one.name for one in presets()}


@pytest.mark.parametrize(("name", "last", "wanted"), [
    (None, None, True), (None, "ai1-120kw", False), ("ai1-120kw", None, False),
])  # fmt: skip
def test_the_first_start_ever_begins_with_it(qapp, monkeypatch, tmp_path: Path, name, last, wanted) -> None:
    if last is not None:
        recent.remember(last)
    assert recent.last_design() == last
    monkeypatch.setattr(session_module, "Session", partial(session_module.Session, worker=ImmediateWorker))
    monkeypatch.setattr(MainWindow, "_build_next", lambda self: None)
    window = MainWindow(Theme(), QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    window.show()
    app._open(window, name)
    _settle()
    assert window.start.is_up is wanted
    window.close()
    window.deleteLater()
    _settle()


def test_another_workspace_or_tab_leaves_the_page_but_the_palette_lies_above_it(make_window) -> None:
    window = make_window(views=("design", "season"))
    for take in (lambda: window.show_tab("season"), lambda: window.workspaces.show("study")):
        window.show_tab("orbit")
        window.start.show()
        _settle()
        assert window.start.is_up
        take()
        _settle()
        assert not window.start.is_up
    window.start.show()
    _settle()
    window.actions_by_name["palette"].trigger()
    _settle()
    assert window.start.is_up
    palette = window.findChild(QWidget, "palette")
    assert palette.isVisible()
    assert palette.isAncestorOf(window.childAt(palette.geometry().center()))
