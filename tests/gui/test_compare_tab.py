"""The Compare tab with real widgets: its columns, what the table, the plots and the text say, keys and undo."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.analysis import RESULTS, evaluate
from studio.design import get_value, set_value
from studio.document import baselines, preset, presets, write
from studio.export.difference import plain_text, review
from studio.gui.baseline_dialog import BaselineDialog
from studio.gui.compare.curves import kinds
from studio.gui.compare.desk import OPEN, CompareDesk
from studio.gui.compare.diff_page import DiffPage
from studio.gui.compare.entry import Entry
from studio.gui.compare.lines import BETTER, MET, MISSED, WORSE
from studio.gui.compare.plots_page import PlotsPage
from studio.gui.compare.rows_dialog import RowsDialog, read_rows
from studio.gui.compare.table_page import TablePage
from studio.gui.panel.compare.pins import Pins
from studio.gui.session import Session
from studio.gui.tasks import Tasks
from studio.gui.window import TABS
from tests.cli.test_commands import call


def settle(root: Any = None) -> None:
    """Wait for the work beside the window."""
    calm = 0
    for _ in range(4000):
        for _ in range(3):
            QApplication.processEvents()
        busy = any(tasks.busy for one in (root, *QApplication.topLevelWidgets()) if one is not None
                   for tasks in one.findChildren(Tasks))  # fmt: skip
        calm = 0 if busy else calm + 1
        if calm == 3:  # what was just done may have asked for more
            return
        QTest.qWait(3 if busy else 0)
    raise AssertionError("the work does not end")


@pytest.fixture
def desk(session: Session):
    made = CompareDesk.of(session)
    yield made
    made.close()


@pytest.fixture
def make(qtbot, session: Session, desk: CompareDesk):
    def made(kind: type, width: int = 900) -> Any:
        page = kind(session)
        qtbot.addWidget(page)
        page.resize(width, 700)
        page.show()
        settle(session)
        return page

    return made


def edit(session: Session, path: str, value: Any) -> None:
    assert session.edit("edit", lambda design: set_value(design, path, value)) is None
    settle(session)


def texts(page: TablePage, name: str) -> tuple[str, ...]:
    return next(line.texts for line in page.shown if line.name == name and line.kind != "verdict")


# Columns


def test_a_column_has_the_results_of_its_design(session, desk):
    desk.add_preset("ai1-120kw")
    assert [entry.kind for entry in desk.entries] == ["open", "preset"]
    settle(session)
    found = desk.found(desk.entries[1].number)
    expected = evaluate(preset("ai1-120kw"))
    for name in ("mass.satellite", "power.margin_eol", "cost.capex"):
        assert found.results[name] == expected[name]


def test_one_thing_stands_there_once(session, desk):
    said = []
    desk.told.connect(lambda text, wrong: said.append((text, wrong)))
    desk.add_preset("ai1-120kw")
    desk.add_preset("ai1-120kw")
    assert len(desk.entries) == 2
    assert said == [("“AI1 satellite, 120 kW” is there already.", False)]
    settle(session)


def test_columns_of_one_name_are_told_apart(session, desk):
    desk.add_preset("suncatcher-cluster")
    desk.add_preset("ai1-120kw")
    assert [desk.label(entry) for entry in desk.entries] == [
        "Suncatcher cluster (Open design)", "Suncatcher cluster (Preset)", "AI1 satellite, 120 kW"]  # fmt: skip
    desk.stop()
    settle(session)
    assert desk.waiting()
    desk.add_preset("lcoc-1mw")  # whoever adds one wants to see it
    settle(session)
    assert not desk.waiting()


def test_moving_removing_and_the_reference(session, desk):
    for name in ("ai1-120kw", "gigawatt-27kw"):
        desk.add_preset(name)
    settle(session)
    first, second = (entry.number for entry in desk.entries[1:])
    desk.move(second, -1)
    assert [entry.number for entry in desk.entries] == [OPEN, second, first]
    desk.refer_to(second)
    desk.choose(second)
    desk.remove(second)
    assert (desk.reference, desk.current) == (OPEN, OPEN)
    assert [entry.number for entry in desk.entries] == [OPEN, first]
    desk.remove(OPEN)  # the open design stays
    assert desk.entries[0].number == OPEN


def test_a_column_that_is_gone_is_not_chosen_in_a_table_that_still_shows_it(session, desk, make):
    """The table is drawn anew a moment later: whoever clicked meanwhile got an error, and no menu from then on."""
    desk.add_preset("lcoc-1mw")
    page = make(TablePage)
    gone = desk.entries[1].number
    assert gone in [head.number for head in page.grid.model.heads]
    desk.choose(gone)
    desk.remove(gone)
    page._choose(gone)
    assert desk.current == OPEN
    for act in (desk.refer_to, desk.remove, desk.restore, lambda number: desk.move(number, 1)):
        act(gone)
    assert desk.reference == OPEN
    assert page.bar.menu().actions()
    assert [entry.number for entry in desk.entries] == [OPEN]


def test_baselines_come_with_the_design_and_keep_their_columns(session, desk):
    session.edit("keep", lambda design: baselines.keep(design, "before"))
    edit(session, "mission.altitude", 700e3)
    (column,) = desk.entries[1:]
    assert (column.kind, column.name) == ("baseline", "before")
    assert desk.found(column.number).design.mission.altitude == 650e3
    session.edit("rename", lambda design: baselines.renamed(design, "before", "as published"))
    assert [(entry.number, entry.name) for entry in desk.entries[1:]] == [(column.number, "as published")]
    session.undo()
    session.undo()
    session.undo()
    assert desk.entries[1:] == []
    session.redo()
    settle(session)
    desk.remove(desk.entries[1].number)
    edit(session, "mission.altitude", 720e3)
    assert desk.entries[1:] == []  # nobody wants it here
    desk.show_baselines()
    assert [entry.name for entry in desk.entries[1:]] == ["before"]
    settle(session)


@pytest.mark.parametrize(
    ("path", "value"), [("battery.energy", 9e7), ("payload.overhead", 0.3), ("cost.cny_per_usd", 7.0)]
)
def test_a_baseline_that_shares_stages_with_the_open_design_has_its_results(session, desk, path, value):
    session.edit("keep", lambda design: baselines.keep(design, "before"))
    before = session.design
    edit(session, path, value)
    (column,) = desk.entries[1:]
    found, afresh = desk.found(column.number), evaluate(before)
    assert not found.failure
    for name in afresh:
        np.testing.assert_array_equal(found.results[name], afresh[name])


def test_a_column_becomes_the_open_design_in_one_undo_step(session, desk):
    session.edit("keep", lambda design: baselines.keep(design, "before"))
    before = session.design
    desk.add_preset("ai1-120kw")
    settle(session)
    steps = session.document.position
    assert desk.restore(desk.entries[-1].number)
    assert session.design == baselines.with_baselines_of(preset("ai1-120kw"), before)
    assert session.document.position == steps + 1
    session.undo()
    assert session.design == before
    settle(session)


def test_what_cannot_be_read_says_so_in_its_column(session, desk, make, tmp_path):
    page = make(TablePage)
    damaged = tmp_path / "damaged.json"
    damaged.write_text("{")
    desk.add_file(damaged)
    desk.add_file(tmp_path / "none.json")
    settle(session)
    reasons = [desk.found(entry.number).failure for entry in desk.entries[1:]]
    assert "ends too early" in reasons[0]
    assert "there is no such file" in reasons[1]
    assert all(reason in page.told.text() for reason in reasons)
    assert not desk.waiting()


def test_stopping_leaves_the_others_waiting(session, desk):
    for one in presets()[:4]:
        desk.add_preset(one.name)
    desk.stop()
    settle(session)
    assert desk.waiting()
    desk.go_on()
    settle(session)
    assert not desk.waiting()


def test_a_pinned_design_stays_while_the_open_one_changes(session, desk):
    desk.pin()
    edit(session, "mission.altitude", 700e3)
    assert desk.found(desk.entries[1].number).design.mission.altitude == 650e3


def test_a_head_is_dragged_to_another_place(session, desk, make):
    page = make(TablePage)
    for name in ("first", "second"):
        desk.pin(name)
    settle(session)
    header = page.grid.table.horizontalHeader()
    assert [head.name for head in page.grid.model.heads][1:] == ["first", "second"]
    y = header.height() // 2
    start, end = (header.sectionViewportPosition(column) + header.sectionSize(column) // 2 for column in (3, 2))
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(start, y))
    for x in (start - 20, end, end - 5):
        QTest.mouseMove(header.viewport(), QPoint(x, y))
        QApplication.processEvents()
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(end - 5, y))
    assert [entry.name for entry in desk.entries[1:]] == ["second", "first"]
    settle(session)
    assert [head.name for head in page.grid.model.heads][1:] == ["second", "first"]
    assert [header.logicalIndex(place) for place in range(header.count())] == list(range(header.count()))
    # A column that is still being read is not lost by that.
    desk.tasks.cancel()
    desk.entries.append(Entry(99, "pinned", "waits", "waits"))
    page.grid.ordered.emit([entry.number for entry in reversed(desk.entries[:3])])
    assert [entry.name for entry in desk.entries] == ["first", "second", "", "waits"]


def test_a_pinned_panel_is_compared_in_the_open_design(session, desk, make):
    page = make(TablePage)
    page.bar.add_menu.aboutToShow.emit()
    menu = next(action.menu() for action in page.bar.add_menu.actions() if "pinned panel" in action.text())
    assert not menu.isEnabled()
    assert Pins.of(session).add() == ""
    thickness = session.design.stack.layers[0].thickness
    edit(session, "stack.layers[0].thickness", 2.0 * thickness)
    edit(session, "mission.altitude", 700e3)
    page.bar.add_menu.aboutToShow.emit()
    assert menu.isEnabled()
    menu.actions()[0].trigger()
    settle(session)
    design = desk.found(desk.entries[-1].number).design
    assert desk.entries[-1].name.startswith("A · ")
    assert (design.stack.layers[0].thickness, design.mission.altitude) == (thickness, 700e3)
    assert desk.found(desk.entries[-1].number).results is not None


def test_points_of_a_study(session, desk, capsys, tmp_path):
    path = tmp_path / "study.parquet"
    status, _, err = call(capsys, "--quiet", "sweep", "suncatcher-cluster", "--vary", "mission.altitude=600km:700km:3",
                          "--outcome", "orbit.period", "--out", str(path))  # fmt: skip
    assert status == 0, err
    dialog = RowsDialog(desk, path)
    dialog.rows.setText("3, x")
    dialog._apply()
    assert "no number of a row" in dialog.status.text()
    dialog.rows.setText("0, 2, 9")
    dialog._apply()
    settle(session)
    dialog.deleteLater()
    found = [desk.found(entry.number) for entry in desk.entries[1:]]
    assert [one.design.mission.altitude for one in found[:2]] == [600e3, 700e3]
    assert found[1].results["orbit.period"] == evaluate(found[1].design, only=("orbit",))["orbit.period"]
    assert "no row 9" in found[2].failure
    assert [entry.name for entry in desk.entries[1:]] == [f"study.parquet, row {row}" for row in (0, 2, 9)]
    desk.add_study_rows(path, (0, 1))  # one that is there does not keep the next one out
    settle(session)
    assert [entry.name[-1] for entry in desk.entries[1:]] == ["0", "2", "9", "1"]


@pytest.mark.parametrize(("typed", "rows"), [("3", [3]), ("3, 17;20-22", [3, 17, 20, 21, 22]), ("5..6, 5", [5, 6])])
def test_numbers_of_rows(typed, rows):
    assert read_rows(typed) == rows


@pytest.mark.parametrize("typed", ["", "x", "5-3", "0-5000", "-1", "1.5"])
def test_what_is_no_number_of_a_row(typed):
    with pytest.raises(ValueError, match="is no"):
        read_rows(typed)


# Side by side


def test_the_table_tells_differences_and_which_is_better(session, desk, make):
    page = make(TablePage)
    desk.pin("lower")
    edit(session, "platform.mass", get_value(session.design, "platform.mass") + 100.0)
    settle(session)
    now, pinned = session.results(), desk.found(desk.entries[1].number).results
    share = 100.0 * (pinned["mass.satellite"] / now["mass.satellite"] - 1.0)
    mass = texts(page, "mass.satellite")
    # Less mass is better: the requirement on it says so, too.
    assert mass[1].endswith(f"−{abs(share):.3g} %  {BETTER}")
    assert WORSE not in mass[1]
    assert {line.name for line in page.shown if line.kind == "field" and not line.name.startswith("sources")} == {
        "platform.mass"}  # fmt: skip
    desk.refer_to(desk.entries[1].number)
    settle(session)
    assert WORSE in texts(page, "mass.satellite")[0]
    requirement = next(line for line in page.shown if line.kind == "verdict" and line.name == "mass.satellite")
    bound = next(one.value for one in session.design.requirements if one.result == "mass.satellite")
    assert [text[0] in (MET, "!") for text in requirement.texts] == [
        results["mass.satellite"] <= bound for results in (now, pinned)]  # fmt: skip
    assert MISSED in requirement.texts[0]


def test_the_open_column_is_live(session, desk, make):
    page = make(TablePage)
    desk.pin("before")
    settle(session)
    assert all(line.kind == "heading" for line in page.shown)  # nothing differs yet
    edit(session, "mission.altitude", 700e3)
    settle(session)
    assert texts(page, "mission.altitude")[0] == "700 km"
    assert texts(page, "mission.altitude")[1].startswith("650 km")


def test_search_order_and_csv(session, desk, make, tmp_path):
    page = make(TablePage)
    for name in ("ai1-120kw", "gigawatt-27kw", "lcoc-1mw"):
        desk.add_preset(name)
    settle(session)
    page.search.setText("satellite MASS")
    assert {line.name for line in page.shown if line.kind != "heading"} >= {"mass.satellite"}
    assert all("mass" in " ".join((line.name, line.label, *line.texts)).lower() for line in page.shown
               if line.kind != "heading")  # fmt: skip
    row = next(at for at, line in enumerate(page.shown) if line.name == "mass.satellite" and line.kind == "result")
    page.grid.table.setCurrentIndex(page.grid.model.index(row, 2))
    assert desk.current == desk.entries[1].number
    page.sort.click()
    masses = [desk.found(entry.number).results["mass.satellite"] for entry in desk.entries]
    assert masses == sorted(masses)
    page.sort.click()
    assert [desk.found(entry.number).results["mass.satellite"] for entry in desk.entries] == sorted(masses)[::-1]
    settle(session)
    path = tmp_path / "comparison.csv"
    page.save_csv(path)
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["What", *(desk.title(entry) for entry in desk.entries)]
    assert any(row[0] == RESULTS["mass.satellite"].label for row in rows)
    page.save_csv(tmp_path / "no" / "x.csv")
    assert "cannot be written" in page.told.text()


def test_everything_is_listed_without_differences_only(session, desk, make):
    page = make(TablePage)
    desk.add_preset("ai1-120kw")
    page.group.setCurrentIndex(page.group.findData("all"))
    page.differing.setChecked(False)
    settle(session)
    names = {line.name for line in page.shown}
    assert {"orbit.period", "mission.altitude", "mission.lifetime", "stack.layers[cell].thickness"} <= names
    page.strongest.setChecked(True)
    settle(session)
    strengths = [line.strength for line in page.shown]
    assert strengths == sorted(strengths, reverse=True)


def test_forty_designs_keep_their_names_whole(session, desk, make):
    page = make(TablePage)
    title = "A design whose name is as long as a name of a design can reasonably be, number {}"
    design = session.design
    for number in range(40):
        desk.add("pinned", title.format(number), f"test:{number}", lambda: design)
    settle(session)
    model, table = page.grid.model, page.grid.table
    assert model.columnCount() == 42
    metrics = QFontMetrics(table.horizontalHeader().font())
    for place, head in enumerate(model.heads):
        lines = model.headerData(place + 1, Qt.Orientation.Horizontal).split("\n")
        assert " ".join(lines[:-1]).endswith(head.name)
        assert max(metrics.horizontalAdvance(line) for line in lines) < table.columnWidth(place + 1)
        assert len(lines) * metrics.height() <= table.horizontalHeader().height()
    # The labels stay while the columns roll, and both roll down together.
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    assert page.grid.names.isVisible()
    assert page.grid.names.columnWidth(0) > 0
    assert not page.grid.names.isColumnHidden(0)
    page.differing.setChecked(False)
    settle(session)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    assert page.grid.names.verticalScrollBar().value() == table.verticalScrollBar().value() > 0


def test_keys_lead_to_the_field_and_to_the_explanation(session, desk, make, qtbot):
    page = make(TablePage)
    desk.add_preset("ai1-120kw")
    settle(session)
    asked = []
    page.field_requested.connect(asked.append)
    page.explain_requested.connect(asked.append)
    for name in ("mission.altitude", "mass.satellite"):
        row = next(at for at, line in enumerate(page.shown) if line.name == name and line.kind in {"field", "result"})
        page.grid.table.setCurrentIndex(page.grid.model.index(row, 2))
        qtbot.keyClick(page.grid.table, Qt.Key.Key_Return)
    assert asked == ["mission.altitude", "mass.satellite"]
    page.activateWindow()  # a key of the page counts in the window that is in front
    page.grid.table.setFocus()
    qtbot.waitUntil(page.grid.table.hasFocus)
    qtbot.keyClick(page.grid.table, Qt.Key.Key_Delete)
    assert len(desk.entries) == 1
    settle(session)


def test_the_menu_of_a_baseline_renames_and_deletes_it(qtbot, session, desk, make, tmp_path):
    page = make(TablePage)
    session.edit("keep", lambda design: baselines.keep(design, "before"))
    settle(session)
    assert [action.text() for action in page.bar.menu().actions() if "baseline" in action.text()] == []
    desk.choose(desk.entries[1].number)
    page.bar.refresh()
    by_text = {action.text(): action for action in page.bar.menu().actions()}
    by_text["Rename the baseline…"].trigger()
    dialog = page.findChild(BaselineDialog)
    assert dialog.name.text() == "before"
    dialog.name.setText("as published")
    dialog._apply()
    dialog.deleteLater()
    assert [one.name for one in session.design.baselines] == ["as published"]
    by_text = {action.text(): action for action in page.bar.menu().actions()}
    by_text["Delete the baseline from the design"].trigger()
    assert session.design.baselines == ()
    assert session.document.undo_label == "Delete baseline as published"
    assert len(desk.entries) == 1
    settle(session)
    page.save_picture(page.grid, tmp_path / "table.png")
    qtbot.waitUntil((tmp_path / "table.png").is_file)
    assert (tmp_path / "table.png").read_bytes().startswith(b"\x89PNG")


# Plots


def test_curves_are_those_of_the_results(session, desk, make):
    page = make(PlotsPage)
    desk.add_preset("ai1-120kw")
    settle(session)
    number = desk.entries[1].number
    found = desk.found(number).results
    x, y = page.lines.curves[str(number)].getData()
    np.testing.assert_allclose(x * 60.0, found["power.orbit_time"], rtol=1e-12)
    np.testing.assert_allclose(y * 1e3, found["power.array_worst_day"], rtol=1e-12)
    assert page.plot.left.labelText == "Array power on the worst day [kW]"
    high = page.plot.box.viewRange()[1][1]
    page.keys[str(number)].click()  # the curve is hidden, and the others take its room
    settle(session)
    assert page.plot.box.viewRange()[1][1] < high / 2
    page.shares.setChecked(True)
    settle(session)
    assert page.lines.curves[str(OPEN)].getData()[1].max() == pytest.approx(100.0)


def test_every_curve_can_be_drawn_of_every_preset(session, desk, make):
    page = make(PlotsPage)
    desk.add_preset("perovskite-hjt-650km")
    settle(session)
    for kind in kinds():
        page.choose(kind.key)
        settle(session)
        drawn = {line.label for line in page.lines._shown.values()}
        told = page.absent.text()
        assert kind.is_sum or all((desk.title(entry) in told) != (desk.title(entry) in drawn) for entry in desk.entries)
    page.choose("cell")
    settle(session)
    assert page.absent.text() == "Not there: Suncatcher cluster"  # which goes by its data sheet
    page.choose("mass")
    settle(session)
    heads = [bar for bar in page.bars.bars if bar.strong]
    assert [bar.label for bar in heads] == [desk.title(entry) for entry in desk.entries]
    page.copy_data()
    assert QGuiApplication.clipboard().text().count("\n") == len(page.bars.bars)


# The text


def test_the_text_is_the_one_of_the_command(session, desk, make, tmp_path):
    page = make(DiffPage)
    assert "nothing to compare" in page.text.toPlainText()
    desk.add_preset("ai1-120kw")
    settle(session)
    names = ["Suncatcher cluster (Open design)", "AI1 satellite, 120 kW (Preset)"]
    found = [session.results(), desk.found(desk.entries[1].number).results]
    expected = plain_text(review(names, [one.design for one in found], found))
    assert page.text.toPlainText() == expected
    page.form.setCurrentIndex(page.form.findData("html"))
    settle(session)
    path = tmp_path / "diff.html"
    page.save_to(path)
    assert path.read_text().startswith("<!DOCTYPE html>")
    page.copy.click()
    assert QGuiApplication.clipboard().text().startswith("<!DOCTYPE html>")


# In the window


def test_the_tab_and_the_baseline_dialog_in_the_window(make_window, qtbot, tmp_path):
    path = tmp_path / "design.json"
    write(path, preset("suncatcher-cluster"))
    window = make_window(path)
    assert window.actions_by_name["tab-compare"].shortcut().toString() == "Ctrl+0"
    window.actions_by_name["tab-compare"].trigger()
    assert window.tabs.currentIndex() == list(TABS).index("compare")
    window.actions_by_name["keep-baseline"].trigger()
    dialog = window.findChild(BaselineDialog)
    dialog.name.setText("a#b")
    dialog._apply()
    assert "cannot be in a name" in dialog.status.text()
    dialog.name.setText("before")
    dialog.note.setText("as it was")
    dialog._apply()
    settle()
    assert [(one.name, one.note) for one in window.session.design.baselines] == [("before", "as it was")]
    assert window.session.document.undo_label == "Keep baseline before"
    desk = window.views["compare"].desk
    assert [desk.title(entry) for entry in desk.entries] == ["Suncatcher cluster", "before"]
    window.session.document.save()
    again = Path(path)
    assert baselines.kept(window.session.design, "before").baselines == ()
    assert "before" in again.read_text()
    settle()
