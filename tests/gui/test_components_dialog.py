"""The dialog that takes a spreadsheet of components, used as a person would."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt

from studio.gui import components_dialog
from studio.gui.components_dialog import ComponentsDialog
from studio.gui.import_dialog import ImportDialog

GOOD = "field,value,unit,source,confidence,date\nmission.altitude,655,km,ACME,published,2026-01-02\n"


def shown(qtbot, session, path: Path) -> ComponentsDialog:
    dialog = ComponentsDialog(session, path)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.tasks.busy, timeout=20_000)
    return dialog


def texts(dialog: ComponentsDialog) -> list[list[str]]:
    table = dialog.table
    return [[table.item(row, column).text() for column in range(table.columnCount())]
            for row in range(table.rowCount())]  # fmt: skip


def test_what_changes_is_shown_and_taken_in_one_step(qtbot, session, tmp_path: Path) -> None:
    path = tmp_path / "parts.csv"
    path.write_text(GOOD + "array.area,500,m²,,,\n", encoding="utf-8")
    before = session.design
    dialog = shown(qtbot, session, path)
    assert texts(dialog)[0] == ["2", "Mission: Altitude", "650 km", "655 km", "ACME (2026-01-02) — published"]
    assert texts(dialog)[1][:4] == ["3", "Array: Array area", texts(dialog)[1][2], "500 m²"]
    assert "2 fields change" in dialog.status.text()
    assert not dialog.faults.isVisible()
    assert session.design == before
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert session.design.mission.altitude == 655e3
    assert session.design.array.area == 500.0
    assert session.design.sources["mission.altitude"].text == "ACME"
    assert session.document.undo_label == "Import components"
    session.undo()
    assert session.design == before


def test_bad_rows_are_listed_and_left_out_only_when_said(qtbot, session, tmp_path: Path) -> None:
    path = tmp_path / "parts.csv"
    path.write_text(GOOD + "mission.ltan,99,h,,,\nno.such,1,,,,\n")
    before = session.design
    dialog = shown(qtbot, session, path)
    assert dialog.faults.isVisible()
    assert [dialog.faults.item(row).text()[:6] for row in range(dialog.faults.count())] == ["row 3:", "row 4:"]
    assert not dialog.take.isEnabled()
    dialog.skip.setFocus()
    qtbot.keyClick(dialog.skip, Qt.Key.Key_Space)
    assert dialog.take.isEnabled()
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert session.design.mission.altitude == 655e3
    assert session.design.mission.ltan == before.mission.ltan


def test_decimal_commas_are_read_anew(qtbot, session, tmp_path: Path) -> None:
    path = tmp_path / "teile.csv"
    path.write_text("field;value;unit\narray.area;512,5;m²\n", encoding="utf-8")
    dialog = shown(qtbot, session, path)
    assert texts(dialog) == []
    assert not dialog.take.isEnabled()
    dialog.comma.setFocus()
    qtbot.keyClick(dialog.comma, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.found is not None and not dialog.tasks.busy, timeout=20_000)
    assert texts(dialog)[0][3] == "512.5 m²"


@pytest.mark.parametrize("data", [b"PK\x03\x04 no", b"", b"field,value\n", b"\xd0\xcf\x11\xe0"])
def test_files_that_are_none_say_why(qtbot, session, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "parts.xlsx"
    path.write_bytes(data)
    before = session.design
    dialog = shown(qtbot, session, path)
    assert dialog.status.text().lower().startswith("parts.xlsx: ")
    assert dialog.status.property("look") == "error"
    assert not dialog.take.isEnabled()
    assert session.design == before


def test_a_missing_file_says_so(qtbot, session, tmp_path: Path) -> None:
    dialog = shown(qtbot, session, tmp_path / "gone.csv")
    assert "there is no such file" in dialog.status.text()


def test_values_that_do_not_go_together_leave_the_design(qtbot, session, tmp_path: Path) -> None:
    path = tmp_path / "parts.csv"
    path.write_text(f"field,value\nstack.layers[0].name,{session.design.stack.layers[1].name}\n")
    before = session.design
    dialog = shown(qtbot, session, path)
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "stack.layers" in dialog.status.text().lower()
    assert session.design == before


def test_the_menu_asks_for_a_file(make_window, qtbot, monkeypatch, tmp_path: Path) -> None:
    window = make_window("suncatcher-cluster", views=())
    path = tmp_path / "parts.xlsx"
    book = openpyxl.Workbook()
    for row in (["field", "value", "unit"], ["mission.altitude", 655, "km"]):
        book.active.append(row)
    book.save(path)
    book.close()
    monkeypatch.setattr(components_dialog.QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    window.actions_by_name["import-components"].trigger()
    assert window.findChild(ComponentsDialog) is None
    monkeypatch.setattr(components_dialog.QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.actions_by_name["import-components"].trigger()
    dialog = window.findChild(ComponentsDialog)
    qtbot.waitUntil(lambda: not dialog.tasks.busy, timeout=20_000)
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert window.session.design.mission.altitude == 655e3


def test_any_file_dialog_hands_it_on(make_window, qtbot, tmp_path: Path) -> None:
    window = make_window("suncatcher-cluster", views=())
    path = tmp_path / "parts.csv"
    path.write_text(GOOD)
    window.dialogs.import_file(path)
    qtbot.waitUntil(lambda: window.findChild(ComponentsDialog) is not None, timeout=20_000)
    dialog = window.findChild(ComponentsDialog)
    qtbot.waitUntil(lambda: not dialog.tasks.busy, timeout=20_000)
    assert dialog.table.rowCount() == 1
    assert all(not other.isVisible() for other in window.findChildren(ImportDialog))
    dialog.reject()
