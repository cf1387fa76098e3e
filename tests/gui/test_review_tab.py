"""The Review tab: requirements, notes, signatures, changes and the report, by mouse and by keyboard."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from studio.design import Note, fingerprint, set_value
from studio.design.review_edit import add_note
from studio.document import preset
from studio.gui.baseline_dialog import BaselineDialog
from studio.gui.margins.dialog import RequirementDialog
from studio.gui.note_dialog import NoteDialog
from studio.gui.review import changes_page
from studio.gui.review.policies_dialog import PoliciesDialog
from studio.gui.review.sign_dialog import SignDialog
from studio.gui.review.view import PAGES, ReviewView


@pytest.fixture
def review(session, qapp):
    view = ReviewView(session)
    view.resize(900, 600)
    view.show()
    qapp.processEvents()
    yield view
    view.close_view()
    view.close()
    view.deleteLater()
    for _ in range(5):
        qapp.processEvents()


def page(view: ReviewView, name: str, qapp):
    view.show_page(name)
    for _ in range(5):
        qapp.processEvents()
    return view.pages.page(name)


def press(view, name: str) -> None:
    button = view.findChild(QPushButton, name)
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(table) -> list[list[str]]:
    columns = range(table.columnCount())
    return [[table.item(row, column).text() for column in columns] for row in range(table.rowCount())]


def test_requirements_are_added_changed_copied_moved_and_removed(review, session, qapp) -> None:
    shown = page(review, "requirements", qapp)
    count = len(session.design.requirements)
    assert shown.table.rowCount() == count
    press(review, "review-requirements-add")
    dialog = shown.findChild(RequirementDialog)
    dialog.judged.choose("power.array_eol")
    dialog.name.setText("Enough power")
    dialog.against.choose("power.load")
    dialog.policy.setCurrentIndex(dialog.policy.findData("System power"))
    dialog.owner.setText("A. Chen")
    dialog.rationale.setText("The load must be carried to the end of life")
    assert dialog.bound.text().startswith("0")
    dialog._ask()
    for _ in range(5):
        qapp.processEvents()
    made = session.design.requirements[-1]
    assert (made.against, made.policy, made.owner, made.value) == ("power.load", "System power", "A. Chen", 0.0)
    shown.table.setFocus()
    shown.table.setCurrentCell(count, 0)
    assert "end of life" in shown.detail.text()
    QTest.keyClick(shown.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert session.design.requirements[count - 1] == made
    assert shown.table.currentRow() == count - 1
    press(review, "review-requirements-duplicate")
    assert session.design.requirements[count].name == "Enough power 2"
    QTest.keyClick(shown.table, Qt.Key.Key_Delete)
    assert [one.name for one in session.design.requirements].count("Enough power 2") == 0
    for _ in range(4):
        session.undo()
    assert len(session.design.requirements) == count


def test_a_range_is_typed_and_a_wrong_one_is_refused_in_the_dialog(review, session, qapp) -> None:
    shown = page(review, "requirements", qapp)
    shown.add()
    dialog = shown.findChild(RequirementDialog)
    dialog.judged.choose("power.depth_of_discharge")
    dialog.relation.setCurrentIndex(dialog.relation.findData("in"))
    assert dialog.upper.isVisible()
    assert not dialog.against.isVisible()
    dialog.bound.setText("40 %")
    dialog.upper.setText("10 %")
    dialog._ask()
    assert dialog.problem.isVisible()
    dialog.bound.setText("10 %")
    dialog.upper.setText("40 %")
    dialog._ask()
    made = session.design.requirements[-1]
    assert (made.relation, made.value, made.upper) == ("in", pytest.approx(0.1), pytest.approx(0.4))


def test_the_phase_decides_what_is_asked_for_and_policies_are_edited(review, session, qapp) -> None:
    shown = page(review, "requirements", qapp)
    dialog = PoliciesDialog(session, shown)
    dialog.add()
    row = dialog.table.rowCount() - 1
    dialog.table.item(row, 0).setText("Ours")
    dialog.table.item(row, 2).setText("twelve")
    dialog._apply()
    assert "twelve" in dialog.status.text()
    dialog.table.item(row, 2).setText("12 %")
    dialog._apply()
    assert session.design.review.policies[0].concept == pytest.approx(0.12)
    shown.phase.setCurrentIndex(2)
    shown.phase.activated.emit(2)
    assert session.design.review.phase == "cdr"
    assert session.status("mass") == "fresh"


def test_a_note_is_written_on_what_has_the_focus_marked_found_answered_and_removed(make_window, qapp) -> None:
    window = make_window(views=("design", "margins", "explain", "review"))
    session = window.session
    row = window.views["design"].rows["mission.altitude"]
    row.take_focus()
    qapp.processEvents()
    window.actions_by_name["note"].trigger()
    dialog = window.findChild(NoteDialog)
    dialog.text.setPlainText("Why 650 km?")
    dialog.author.setText("A. Chen")
    dialog._apply()
    assert session.design.review.notes[0].path == "mission.altitude"
    assert window.preferences.text("author") == "A. Chen"
    assert row.note_mark.isVisible()
    assert "Why 650 km?" in row.note_mark.toolTip()
    assert session.status("orbit") == "fresh"
    window.actions_by_name["review-page-notes"].trigger()
    for _ in range(5):
        qapp.processEvents()
    shown = window.views["review"].pages.page("notes")
    assert [line[1] for line in texts(shown.table)] == ["Why 650 km?"]
    asked = []
    window.views["review"].field_requested.connect(asked.append)
    shown.table.setCurrentCell(0, 0)
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    assert asked == ["mission.altitude"]
    shown.turn()
    assert session.design.review.notes[0].state == "closed"
    shown.shown.setCurrentIndex(0)
    assert not shown.table.isVisible()
    assert shown.empty.isVisible()
    session.undo()
    for _ in range(5):
        qapp.processEvents()
    assert shown.table.rowCount() == 1
    figure = window.views["margins"]._figures["mass.satellite"]
    session.edit("note", lambda design: add_note(design, Note("Heavy", "mass.satellite")))
    assert not figure.icon().isNull()
    assert "Heavy" in figure.toolTip()


def test_what_is_not_in_order_is_listed_signed_and_stale_after_a_change(review, session, qapp) -> None:
    shown = page(review, "sign", qapp)
    assert shown.empty.isVisible()
    assert shown.open_list.count() > 0
    press(review, "review-sign-template")
    count = len(session.design.review.items)
    assert shown.table.rowCount() == count
    for row in range(count):
        for _ in range(5):
            qapp.processEvents()
        shown.table.setCurrentCell(row, 0)
        press(review, "review-sign-accept")
    for _ in range(5):
        qapp.processEvents()
    assert shown.progress.value() == count
    assert shown.open_list.count() == 0
    assert session.design.review.items[0].fingerprint == fingerprint(session.design)
    session.edit("higher", lambda design: set_value(design, "mission.altitude", 660e3))
    for _ in range(20):
        qapp.processEvents()
        QTest.qWait(10)
    assert "earlier design" in shown.table.item(0, 2).text()
    assert shown.progress.value() == 0
    session.undo()
    for _ in range(20):
        qapp.processEvents()
        QTest.qWait(10)
    assert shown.progress.value() == count
    shown.reject_item()
    dialog = shown.findChild(SignDialog)
    dialog.comment.setPlainText("")
    dialog._ask()
    assert dialog.status.text()
    dialog.comment.setPlainText("Too heavy")
    dialog._ask()
    assert [one.state for one in session.design.review.items].count("rejected") == 1


def test_changes_since_a_baseline_are_told_and_put_back(review, session, qapp) -> None:
    shown = page(review, "changes", qapp)
    assert shown.empty.isVisible()
    shown.keep_baseline()
    dialog = shown.findChild(BaselineDialog)
    dialog.name.setText("Before")
    dialog._apply()
    before = session.design
    session.edit("lower", lambda design: set_value(set_value(design, "array.area", 150.0), "mission.altitude", 600e3))
    for _ in range(600):
        qapp.processEvents()
        QTest.qWait(10)
        if shown.lines and not session.busy:
            break
    fields = [line for line in shown.lines if line.kind == "field" and not line.path.startswith("sources")]
    assert [line.path for line in fields] == ["mission.altitude", "array.area"]
    assert any(line.kind == "result" and line.path == "power.array_eol" and line.difference for line in shown.lines)
    turned = [line for line in shown.lines if line.kind == "verdict"]
    assert "Published array power" in [line.label for line in turned]
    top = next(shown.tree.topLevelItem(at) for at in range(shown.tree.topLevelItemCount())
               if shown.tree.topLevelItem(at).text(0).startswith("Fields"))  # fmt: skip
    item = next(top.child(at) for at in range(top.childCount()) if "Altitude" in top.child(at).text(0))
    shown.tree.setCurrentItem(item)
    press(review, "review-changes-restore")
    assert session.design.mission.altitude == before.mission.altitude
    assert session.design.sources["mission.altitude"] == before.sources["mission.altitude"]
    assert session.design.array.area == 150.0
    shown.restore_design()
    assert msgspec.structs.replace(session.design, baselines=()) == msgspec.structs.replace(before, baselines=())
    session.undo()
    assert session.design.array.area == 150.0


def test_sections_of_the_report_are_chosen(review, session, qapp) -> None:
    shown = page(review, "report", qapp)
    shown._quiet.stop()
    shown.switches["claims"].setChecked(False)
    shown.switches["orbit"].setChecked(False)
    shown._quiet.stop()
    assert shown.options() == {"without": "orbit,claims", "appendices": False, "baseline": ""}
    assert dict(shown._request().options)["without"] == "orbit,claims"


def test_the_report_is_looked_at_and_written_without_what_is_switched_off(review, session, qapp, tmp_path) -> None:
    shown = page(review, "report", qapp)
    shown.form.setCurrentIndex(1)
    for name, box in shown.switches.items():
        box.setChecked(name in {"review", "assumptions"})
    session.edit("note", lambda design: add_note(design, Note("Is it light enough?", "mass.satellite")))
    shown._quiet.stop()
    shown.look()
    for _ in range(3000):
        qapp.processEvents()
        QTest.qWait(10)
        if not shown.exporter.busy:
            break
    assert shown.preview.face == "fresh"
    words = shown.preview.page.toPlainText()
    assert "Is it light enough?" in words
    assert "Orbit and sunlight" not in words
    shown.write_to(tmp_path / "report.html")
    for _ in range(3000):
        qapp.processEvents()
        QTest.qWait(10)
        if not shown.exporter.busy:
            break
    assert "Is it light enough?" in (tmp_path / "report.html").read_text()


def test_requirements_go_out_and_come_in_as_a_spreadsheet(review, session, qapp, tmp_path: Path) -> None:
    shown = page(review, "requirements", qapp)
    before = session.design.requirements
    shown.export_to(tmp_path / "asked.csv")
    shown.table.setCurrentCell(0, 0)
    shown.remove()
    shown.import_from(tmp_path / "asked.csv")
    assert session.design.requirements == before
    (tmp_path / "bad.csv").write_text("name,result,relation,value\nM,mass.moon,<=,1\n")
    shown.import_from(tmp_path / "bad.csv")
    assert "bad.csv" in shown.status.text()
    assert "row 2" in shown.status.text()
    assert session.design.requirements == before


def test_every_widget_has_a_name_and_every_page_a_key(make_window, qapp) -> None:
    window = make_window(views=("review",))
    for name in PAGES:
        assert window.actions_by_name[f"review-page-{name}"].shortcut().toString()
    assert window.actions_by_name["tab-review"].shortcut().toString() == "Ctrl+Alt+R"
    assert window.actions_by_name["note"].shortcut().toString() == "Ctrl+Alt+N"
    assert preset("suncatcher-cluster").review.notes == ()


def test_changes_that_could_not_be_told_are_asked_for_again(review, session, qapp, monkeypatch, expected_logs) -> None:
    expected_logs("ERROR", "ended in a defect")
    expected_logs("ERROR", "a task stopped on a program error")
    shown = page(review, "changes", qapp)
    shown.keep_baseline()
    dialog = shown.findChild(BaselineDialog)
    dialog.name.setText("Before")
    dialog._apply()

    def until(done) -> None:
        for _ in range(600):
            qapp.processEvents()
            QTest.qWait(10)
            if done():
                return
        raise AssertionError("it did not come")

    def broken(*_: object) -> None:
        raise TypeError("in the comparison")

    with monkeypatch.context() as patched:
        patched.setattr(changes_page, "changes", broken)
        session.edit("lower", lambda design: set_value(design, "mission.altitude", 600e3))
        until(lambda: "program error" in shown.status.text())
    shown.refresh()
    until(lambda: shown.lines)
    assert any(line.path == "mission.altitude" for line in shown.lines)
