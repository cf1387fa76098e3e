"""The Export dialog, driven by mouse and keyboard: choose, look, write, and nothing is written over unasked."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QFileDialog, QLineEdit, QMessageBox, QPushButton

from studio.design import set_value
from studio.document.baselines import baseline_designs, keep
from studio.document.claim import incumbent
from studio.document.files import dump
from studio.export.formats import FORMATS, Product
from studio.export.formats import source as source_module
from studio.gui.export import ExportDialog, Exporter
from studio.gui.export import place as place_module
from studio.gui.export.look import look_at
from studio.gui.export.option_form import OptionForm
from studio.gui.session import Session
from tests.export import export_fakes
from tests.export.export_fakes import FAKES

LONG = 20_000
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(qtbot: Any, session: Session, tmp_path: Path) -> Iterator[ExportDialog]:
    export_fakes.gate.clear()
    export_fakes.seen.clear()
    export_fakes.sources.clear()
    settings = QSettings(str(tmp_path / "x.ini"), QSettings.Format.IniFormat)
    (tmp_path / "out").mkdir()
    settings.setValue("export/folder", str(tmp_path / "out"))
    exporter = Exporter(session)
    made = ExportDialog(session, exporter, settings, formats=FAKES)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.reject()
    exporter.close()


def choose(qtbot: Any, dialog: ExportDialog, name: str) -> None:
    dialog.list.choose(name)
    settle(qtbot, dialog)


def settle(qtbot: Any, dialog: ExportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog._quiet.isActive() and not dialog.exporter.busy, timeout=LONG)


def option(dialog: ExportDialog, name: str) -> Any:
    assert dialog.form is not None
    return dialog.form.rows[name]


def type_in(qtbot: Any, line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def export(qtbot: Any, dialog: ExportDialog) -> None:
    qtbot.mouseClick(dialog.go, LEFT)
    settle(qtbot, dialog)


def answer(text: str | None) -> list[str]:
    """Click the button `text` of the question that comes next, or Escape; what was asked."""
    asked: list[str] = []

    def click() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert box.objectName() == "write-over"
        asked.append(box.text())
        if text is None:
            box.reject()
        else:
            next(button for button in box.buttons() if button.text() == text).click()

    QTimer.singleShot(50, click)
    return asked


def test_what_is_chosen_is_made_and_seen(qtbot, dialog):
    choose(qtbot, dialog, "text")
    assert dialog.preview.face == "fresh"
    assert dialog.preview.text.toPlainText().splitlines()[0].endswith(" 0 60")
    assert dialog.preview.text.isReadOnly()
    assert "Size: " in dialog.notes.text()
    assert "Every line is a fake." in dialog.notes.text()
    assert dialog.title.text() == "A text"


def test_it_is_made_from_the_design_with_all_that_belongs_to_it(qtbot, dialog):
    dialog._session.edit("x", lambda design: keep(design, "Before", today=date(2026, 1, 2)))
    choose(qtbot, dialog, "text")
    source, design = export_fakes.sources[-1], dialog._session.design
    assert source.design is design
    assert source.file == dump(design)
    assert source.baselines == baseline_designs(design)
    assert source.incumbent == incumbent(design)
    assert list(source.baselines) == ["Before"]


def test_options_with_units_change_what_is_made(qtbot, dialog):
    choose(qtbot, dialog, "text")
    assert option(dialog, "step").text() == "1 min"
    type_in(qtbot, option(dialog, "step"), "2 min")
    type_in(qtbot, option(dialog, "lines"), "2")
    qtbot.mouseClick(option(dialog, "bold"), LEFT, pos=option(dialog, "bold").rect().center() * 0.1)
    frame = option(dialog, "frame")
    frame.setFocus()
    qtbot.keyClick(frame, Qt.Key.Key_Down)
    settle(qtbot, dialog)
    assert isinstance(frame, QComboBox)
    assert isinstance(option(dialog, "bold"), QCheckBox)
    assert export_fakes.seen[-1][1] == {"step": 120.0, "lines": 2, "bold": True, "frame": "fixed"}
    assert len(dialog.preview.text.toPlainText().splitlines()) == 2
    assert dialog.preview.text.toPlainText().endswith("120")


def test_a_value_that_is_refused_says_why_beside_itself_and_nothing_is_written(qtbot, dialog):
    choose(qtbot, dialog, "text")
    count = len(export_fakes.seen)
    type_in(qtbot, option(dialog, "step"), "3 h")
    fault = dialog.form.faults["step"]
    assert fault.isVisible()
    assert "above" in fault.text()
    assert option(dialog, "step").text() == "3 h"
    assert not dialog.go.isEnabled()
    settle(qtbot, dialog)
    assert len(export_fakes.seen) == count
    qtbot.keyClick(option(dialog, "step"), Qt.Key.Key_Escape)
    assert not fault.isVisible()
    assert option(dialog, "step").text() == "1 min"
    assert dialog.go.isEnabled()


@pytest.mark.parametrize("typed", ["", "x", "1e999", "-5", "60 kg", "nan"])
def test_nothing_that_is_typed_breaks_the_form(qtbot, dialog, typed):
    choose(qtbot, dialog, "text")
    line = option(dialog, "step")
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClicks(line, typed)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert dialog.form.refused
    assert dialog.form.faults["step"].text()


def test_pictures_are_drawn(qtbot, dialog):
    choose(qtbot, dialog, "picture")
    assert dialog.preview.room.currentWidget() is dialog.preview.pages
    (image,) = dialog.preview.pages.roll.images
    assert image.width() == 2 * image.height()
    assert image.pixelColor(image.width() // 4, 50).name() == "#ff0000"
    assert image.pixelColor(image.width() * 3 // 4, 50).name() == "#ffffff"
    shown = dialog.preview.grab().toImage()
    reds = sum(shown.pixelColor(x, y).name() == "#ff0000" for x in range(0, shown.width(), 5)
               for y in range(0, shown.height(), 5))  # fmt: skip
    assert reds > 100


def test_a_picture_is_seen_whole_or_wide(qtbot, dialog):
    choose(qtbot, dialog, "picture")
    pages = dialog.preview.pages
    tall = QImage(300, 900, QImage.Format.Format_RGB32)
    tall.fill(Qt.GlobalColor.blue)
    pages.show_images([tall], whole=True)
    (whole,) = pages.roll.places()
    assert whole.height() <= pages.viewport().height()
    assert whole.width() * 3 == pytest.approx(whole.height(), abs=3)
    qtbot.mouseClick(pages.roll, LEFT)
    (wide,) = pages.roll.places()
    assert wide.width() > pages.viewport().width() * 0.9
    assert wide.width() * 3 == pytest.approx(wide.height(), abs=3)
    pages.setFocus()
    qtbot.keyClick(pages, Qt.Key.Key_Space)
    assert pages.roll.places() == [whole]


def test_json_in_one_line_is_broken_into_lines():
    look = look_at(FAKES["text"], Product.of('[{"id":"document","version":"1.0"}]'))
    assert [line.strip() for line in look.text.splitlines()] == [
        "[", "{", '"id": "document",', '"version": "1.0"', "}", "]"]  # fmt: skip
    assert look.said == "broken into lines to be read"


def test_the_group_of_the_first_format_is_in_sight(qtbot, dialog):
    assert dialog.list.tree.verticalScrollBar().value() == 0


def test_pages_are_drawn(qtbot, dialog):
    choose(qtbot, dialog, "pages")
    first, second = dialog.preview.pages.roll.images
    assert (first.width() / first.height(), second.width() / second.height()) == pytest.approx((1.5, 2.0), rel=0.01)


def test_pages_of_words_are_read(qtbot, dialog):
    choose(qtbot, dialog, "page")
    assert dialog.preview.page.toPlainText().split() == ["Read", "me", "done"]
    assert "a browser shows the rest" in dialog.notes.text()


def test_files_are_listed_with_their_sizes(qtbot, dialog):
    choose(qtbot, dialog, "files")
    table = dialog.preview.files
    lines = [table.topLevelItem(place) for place in range(table.topLevelItemCount())]
    assert [(line.text(0), line.text(1)) for line in lines] == [("a.txt", "1.2 kB"), ("deep/b.txt", "1 B")]


def test_what_only_other_programs_show_says_so(qtbot, dialog):
    choose(qtbot, dialog, "model")
    assert "100 kB" in dialog.preview.words
    assert dialog.go.isEnabled()


def test_results_of_the_window_are_taken_and_not_computed_again(qtbot, dialog, monkeypatch):
    computed: list[object] = []
    monkeypatch.setattr(source_module, "evaluate", lambda *a, **b: computed.append(a))
    choose(qtbot, dialog, "model")
    assert dialog.preview.words
    assert computed == []


def test_nothing_to_write_is_said(qtbot, dialog):
    choose(qtbot, dialog, "none")
    assert dialog.preview.face == "failed"
    assert dialog.preview.words == "this design has nothing to write"
    export(qtbot, dialog)
    assert dialog.status.text() == "This design has nothing to write"
    assert not list(dialog.target.target.parent.iterdir())


def test_a_missing_extra_is_named_and_cannot_be_written(qtbot, dialog):
    choose(qtbot, dialog, "absent")
    assert 'pip install "dawnline[step]"' in dialog.preview.words
    assert not dialog.go.isEnabled()


def test_written_where_it_says_and_then_opened_or_copied(qtbot, dialog, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    choose(qtbot, dialog, "text")
    target = dialog.target.target
    assert target.suffix == ".txt"
    assert not dialog.written.isVisible()
    export(qtbot, dialog)
    assert target.read_text().splitlines()[3].endswith(" 3 60")
    assert str(target) in dialog.written.words.text()
    qtbot.mouseClick(dialog.written.open_folder, LEFT)
    qtbot.mouseClick(dialog.written.open_file, LEFT)
    assert opened == [str(target.parent), str(target)]
    qtbot.mouseClick(dialog.written.copy, LEFT)
    assert QGuiApplication.clipboard().text() == str(target)
    assert dialog.isVisible()
    assert export_fakes.seen[-1] is export_fakes.seen[0]  # what was seen is what was written, made once


def test_a_recording_writes_it_again_with_the_options_that_were_chosen(qtbot, dialog):
    lines: list[str] = []
    dialog._session.acted.connect(lines.append)
    choose(qtbot, dialog, "text")
    export(qtbot, dialog)
    type_in(qtbot, option(dialog, "step"), "2 min")
    settle(qtbot, dialog)
    asked = answer("Replace")
    export(qtbot, dialog)
    assert len(asked) == 1
    target = str(dialog.target.target)
    assert lines == [f"studio.export('text', {target!r}, force=True)",
                     f"studio.export('text', {target!r}, force=True, step=120.0)"]


def test_several_files_go_into_a_folder(qtbot, dialog):
    choose(qtbot, dialog, "files")
    export(qtbot, dialog)
    target = dialog.target.target
    assert sorted(path.name for path in target.rglob("*.txt")) == ["a.txt", "b.txt"]
    assert "2 files in" in dialog.written.words.text()


@pytest.mark.parametrize("reply", [None, "Cancel", "Replace"])
def test_nothing_is_written_over_unasked(qtbot, dialog, reply):
    choose(qtbot, dialog, "text")
    target = dialog.target.target
    target.write_text("mine")
    asked = answer(reply)
    export(qtbot, dialog)
    assert len(asked) == 1
    assert f"“{target.name}”" in asked[0]
    assert (target.read_text() == "mine") == (reply != "Replace")


def test_a_folder_that_is_not_empty_is_asked_about(qtbot, dialog):
    choose(qtbot, dialog, "files")
    target = dialog.target.target
    target.mkdir()
    (target / "mine").write_text("mine")
    asked = answer("Replace")
    export(qtbot, dialog)
    assert "all others stay" in asked[0]
    assert sorted(path.name for path in target.rglob("*") if path.is_file()) == ["a.txt", "b.txt", "mine"]


def test_stop_leaves_nothing(qtbot, dialog):
    dialog.list.choose("slow")
    target = dialog.target.target
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(lambda: dialog.exporter.writing and dialog.cancel.isEnabled(), timeout=LONG)
    assert not dialog.go.isEnabled()
    assert not dialog.list.isEnabled()
    qtbot.mouseClick(dialog.cancel, LEFT)
    assert dialog.status.text() == "Stopped; nothing was written."
    export_fakes.gate.set()
    settle(qtbot, dialog)
    assert not list(target.parent.iterdir())
    export(qtbot, dialog)
    assert target.read_bytes() == b"slow"


def test_leaving_stops_what_is_on_its_way(qtbot, dialog):
    dialog.list.choose("slow")
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.mouseClick(dialog.leave, LEFT)
    assert not dialog.isVisible()
    assert dialog.exporter.tasks._runner.wait_idle(10.0)
    assert not list(dialog.target.target.parent.iterdir())


def test_export_waits_for_the_preview_that_is_on_its_way(qtbot, dialog):
    dialog.list.choose("slow")
    qtbot.waitUntil(lambda: dialog.exporter.busy, timeout=LONG)
    assert dialog.preview.face == "busy"
    qtbot.mouseClick(dialog.go, LEFT)
    export_fakes.gate.set()
    settle(qtbot, dialog)
    assert dialog.target.target.read_bytes() == b"slow"


def test_another_design_makes_the_preview_outdated_and_then_new(qtbot, dialog):
    choose(qtbot, dialog, "text")
    dialog._session.edit("x", lambda design: set_value(design, "title", "Another"))
    qtbot.waitUntil(lambda: dialog.preview.text.toPlainText().startswith("Another"), timeout=LONG)
    assert dialog.preview.face == "fresh"


def test_a_place_that_takes_no_files_is_said(qtbot, dialog, tmp_path):
    choose(qtbot, dialog, "text")
    for typed, said in ((str(tmp_path / "no" / "x.txt"), "there is no folder"), ("", "Type or browse"),
                        ("/proc/x.txt", "cannot be written"), (str(tmp_path), "is a folder")):  # fmt: skip
        dialog.target.path.setText(typed)
        export(qtbot, dialog)
        assert said in dialog.status.text()
        assert dialog.status.property("look") == "error"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "x.ini"]


def test_browse_chooses_the_place(qtbot, dialog, tmp_path, monkeypatch):
    choose(qtbot, dialog, "text")
    asked: dict[str, Any] = {}

    def browse(*given: Any, **more: Any) -> tuple[str, str]:
        asked.update(start=given[2], kinds=given[3], **more)
        return str(tmp_path / "other"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", browse)
    start = dialog.target.path.text()
    qtbot.mouseClick(dialog.target.browse, LEFT)
    assert (asked["start"], asked["kinds"]) == (start, "A text (*.txt)")
    assert asked["options"] == QFileDialog.Option.DontConfirmOverwrite
    qtbot.keyClick(dialog.target.path, Qt.Key.Key_Return)
    settle(qtbot, dialog)
    assert (tmp_path / "other.txt").is_file()
    assert place_module.last_folder(dialog._session, dialog._settings) == tmp_path


def test_a_name_that_was_typed_is_kept_for_the_next_format(qtbot, dialog, tmp_path):
    choose(qtbot, dialog, "text")
    dialog.target.path.setText(str(tmp_path / "mine.txt"))
    choose(qtbot, dialog, "picture")
    assert dialog.target.target == tmp_path / "mine.svg"
    choose(qtbot, dialog, "files")
    assert dialog.target.target == tmp_path / "mine"


def test_the_language_of_the_file_is_not_that_of_the_window(qtbot, dialog):
    choose(qtbot, dialog, "text")
    dialog.language.setFocus()
    qtbot.keyClick(dialog.language, Qt.Key.Key_Down)
    settle(qtbot, dialog)
    assert [one[2] for one in export_fakes.seen][-1] == "zh_CN"
    assert dialog.title.text() == "A text"


def test_names_that_the_design_knows_are_offered(qtbot, dialog, monkeypatch):
    form = OptionForm(FORMATS["pdf"], {}, dialog, {"baseline": ["Before", "After"]})
    line = form.rows["baseline"]
    assert isinstance(line, QLineEdit)
    assert line.placeholderText() == "Before, After"
    qtbot.keyClicks(line, "aft")
    assert line.completer().currentCompletion() == "After"


def test_searching_by_keyboard(qtbot, dialog):
    qtbot.keyClicks(dialog.list.search, "fake model")
    assert dialog.format.name == "model"
    shown = [item.text(0) for item in dialog.list._items() if not item.isHidden()]
    assert shown == ["A model"]
    qtbot.keyClick(dialog.list.search, Qt.Key.Key_Down)
    assert dialog.list.tree.hasFocus()
    dialog.list.search.setFocus()
    qtbot.keyClicks(dialog.list.search, " zzz")
    assert dialog.list.none.isVisible()
    qtbot.keyClick(dialog.list.search, Qt.Key.Key_Escape)
    assert dialog.list.search.text() == ""
    assert dialog.isVisible()
    settle(qtbot, dialog)


def test_ctrl_enter_exports_from_anywhere(qtbot, dialog):
    choose(qtbot, dialog, "text")
    dialog.activateWindow()
    dialog.list.tree.setFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, dialog)
    assert dialog.target.target.is_file()


def test_every_part_has_a_name_and_can_be_reached(dialog):
    for kind in (QPushButton, QLineEdit, QComboBox, QCheckBox):
        for part in dialog.findChildren(kind):
            if part.isVisible():
                assert part.accessibleName() or part.text(), part.objectName()
                assert part.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_menus_open_both_dialogs_and_close_with_the_window(qtbot, make_window):
    window = make_window(views=())
    window.actions_by_name["export"].trigger()
    (dialog,) = [one for one in QApplication.topLevelWidgets() if one.objectName() == "export-dialog"]
    assert {one.name for one in FORMATS.values()} == {item.data(0, Qt.ItemDataRole.UserRole)
                                                      for item in dialog.list._items()}  # fmt: skip
    settle(qtbot, dialog)
    dialog.reject()
    window.actions_by_name["export-everything"].trigger()
    (other,) = [one for one in QApplication.topLevelWidgets() if one.objectName() == "everything-dialog"]
    other.reject()


@pytest.mark.parametrize(("title", "name"), [
    ("AI1 satellite, 120 kW", "AI1 satellite, 120 kW"), ("a/b\\c:d*e?", "a-b-c-d-e"), ("", "design"), ("...", "design"),
    ("con", "con-design"), ("  two   words ", "two words"), ("x" * 300, "x" * 80), ("太阳", "太阳"), ("a\nb\0", "a-b"),
])  # fmt: skip
def test_names_of_files_are_good_on_every_system(title, name):
    assert place_module.safe_name(title) == name
