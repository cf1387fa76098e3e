"""What is being typed when the design is saved, closed or replaced goes into the design it was typed for."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QLineEdit, QMessageBox, QWidget

from studio.design import Design, set_value
from studio.document.presets import preset
from studio.gui.baseline_dialog import BaselineDialog
from studio.gui.panel.columns import COLUMNS
from studio.gui.study.desk import StudyDesk
from studio.gui.study.draft import sample
from studio.gui.window import MainWindow


@pytest.fixture
def window(make_window) -> MainWindow:
    made = make_window("suncatcher-cluster", views=("design", "panel"))
    made.activateWindow()
    QApplication.processEvents()
    return made


def type_altitude(window: MainWindow, text: str = "777") -> QLineEdit:
    edit = window.views["design"].rows["mission.altitude"].edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    assert edit.is_typing
    assert window.session.design == preset("suncatcher-cluster")
    return edit


def answer(monkeypatch: pytest.MonkeyPatch, button: QMessageBox.StandardButton) -> list[str]:
    asked: list[str] = []

    def ask(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return button

    monkeypatch.setattr(QMessageBox, "exec", ask)
    return asked


def test_it_is_saved(window: MainWindow, tmp_path: Path) -> None:
    edit = type_altitude(window)
    assert window.filing.save_to(tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["design"]["mission"]["altitude"] == 777e3
    assert not window.session.document.is_modified
    assert edit.hasFocus()
    assert not edit.is_typing


def test_it_counts_as_unsaved_when_another_design_is_opened(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_altitude(window)
    asked = answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    assert not window.filing.open("ai1-120kw")
    assert len(asked) == 1
    assert window.session.design.mission.altitude == 777e3


@pytest.mark.parametrize("text", ["777", "77 parsec"])
def test_it_never_goes_into_the_design_that_is_opened(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    edit = type_altitude(window, text)
    answer(monkeypatch, QMessageBox.StandardButton.Discard)
    assert window.filing.open("ai1-120kw")
    window.tabs.tabBar().setFocus()
    QApplication.processEvents()
    assert window.session.design == preset("ai1-120kw")
    assert not edit.is_typing
    assert edit.text() == f"{window.session.design.mission.altitude / 1e3:g}"
    assert window.session.document.history == ()


def test_it_counts_as_unsaved_when_the_window_is_closed(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    type_altitude(window)
    asked = answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    window.close()
    assert len(asked) == 1
    assert window.isVisible()


def test_what_is_refused_is_not_saved_and_stays_to_be_mended(window: MainWindow, tmp_path: Path) -> None:
    edit = type_altitude(window, "77 parsec")
    assert window.filing.save_to(tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["design"]["mission"]["altitude"] == 650e3
    assert edit.text() == "77 parsec"


def test_a_cell_of_a_table_is_saved(window: MainWindow, tmp_path: Path) -> None:
    window.show_tab("panel")
    view = window.views["panel"].table.view
    place = next(n for n, column in enumerate(COLUMNS) if column.title == "Thickness")
    index = view.model().index(0, place)
    view.setCurrentIndex(index)
    view.edit(index)
    (box,) = (one for one in view.findChildren(QWidget) if one.objectName() == "layer-thickness-editor")
    assert not isinstance(box, QComboBox)
    QTest.keyClicks(box, "77 µm")
    QTest.keyClick(box, Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier)
    QTest.keyClick(box, Qt.Key.Key_Backspace)
    assert window.filing.save_to(tmp_path / "a.json")
    saved = json.loads((tmp_path / "a.json").read_text("utf-8"))["design"]["stack"]["layers"][0]["thickness"]
    assert saved == pytest.approx(77e-6)


def test_it_is_part_of_what_is_kept_as_a_baseline(window: MainWindow) -> None:
    type_altitude(window)
    window.dialogs.keep_baseline()
    (dialog,) = window.findChildren(BaselineDialog)
    assert window.session.design.mission.altitude == 777e3
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    (kept,) = window.session.design.baselines
    assert json.loads(kept.design)["design"]["mission"]["altitude"] == 777e3


def test_a_study_is_of_the_design_as_it_is_seen(window: MainWindow, tmp_path: Path) -> None:
    """Also where a button does not take the keyboard, as none does on macOS."""
    desk = StudyDesk.of(window.session)
    started: list[float] = []

    def make_run(design: Design, *_: object) -> None:
        started.append(design.mission.altitude)
        raise ValueError("not today")

    desk._make_run = make_run
    desk.set_draft(sample(window.session.design))
    edit = type_altitude(window)
    with pytest.raises(ValueError, match="not today"):
        desk.start(tmp_path / "a.parquet")
    assert started == [777e3]
    assert edit.hasFocus()


def test_nothing_typed_changes_nothing(window: MainWindow, tmp_path: Path) -> None:
    window.session.edit("Higher", lambda design: set_value(design, "mission.altitude", 655e3))
    window.views["design"].rows["mission.altitude"].edit.setFocus()
    assert window.filing.save_to(tmp_path / "a.json")
    assert len(window.session.document.history) == 1
