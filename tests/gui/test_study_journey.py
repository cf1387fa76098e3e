"""The Study tab in the whole window: a field is varied from its menu, the study runs in processes, a point is taken."""

import html
import os
import signal
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from studio.analysis.many import design_digest
from studio.catalogue.technology import technologies
from studio.design import get_value, set_value
from studio.export.summary import value_text
from studio.gui.window import TABS, MainWindow
from studio.jobs.study import StudyFile
from studio.state.place import state_folder
from tests.gui import study_fakes
from tests.gui.study_fakes import settle

COST, POWER = "cost.orbited_per_watt", "mass.specific_power_eol"
OUTCOMES = ("orbit.period", "mass.satellite", "panel.specific_power_eol")


def drawn(window: MainWindow) -> None:
    study_fakes.drawn(window.views["study"])


def vary(window: MainWindow, path: str) -> None:
    """Take “Vary in a study” from the menu of a field."""
    row = window.views["design"].rows[path]
    menu = QMenu(row)
    row.fill_menu(menu)
    next(action for action in menu.actions() if action.text() == "Vary in a study").trigger()
    menu.deleteLater()
    settle()


def test_from_the_menu_of_a_field_to_a_point_that_is_the_design(make_window, qtbot):
    window = make_window()
    session, tab = window.session, window.views["study"]
    before = session.design
    vary(window, "mission.altitude")
    assert window.tabs.currentIndex() == list(TABS).index("study")
    assert tab.pages.current == "setup"
    desk = tab.desk
    vary(window, "mission.altitude")
    assert len(desk.draft.varied) == 1
    one = desk.draft.varied[0]
    desk.set_draft(replace(desk.draft.with_varied(replace(one, low=500e3, high=900e3, count=9)), outcomes=OUTCOMES))
    tab.pages.page("setup").run.start.click()
    qtbot.waitUntil(lambda: desk.state in {"done", "failed"}, timeout=180_000)
    assert desk.state == "done", desk.reason
    assert desk.points.filled == 9
    assert list(state_folder().glob("studies/*.parquet")) == [desk.points.path]
    # Kepler's third law, from any point to any other.
    radius = 6378137.0 + desk.points.values("mission.altitude")
    period = desk.points.values("orbit.period")
    np.testing.assert_allclose(period / period[0], (radius / radius[0]) ** 1.5, rtol=1e-12)
    for page in ("scatter", "parallel", "table"):
        window.actions_by_name[f"study-page-{page}"].trigger()
        drawn(window)
        assert tab.pages.page(page).body.isVisible()
    desk.open_point(6)
    settle()
    assert get_value(session.design, "mission.altitude") == 800e3
    assert session.table("orbit").period == period[6]
    assert session.document.undo_label == "Open study point 6"
    assert desk.belongs
    window.actions_by_name["undo"].trigger()
    settle()
    assert session.design == before


def test_a_window_that_closes_ends_the_study_and_it_goes_on_later(make_window, qtbot):
    window = make_window()
    tab = window.views["study"]
    desk = tab.desk
    vary(window, "mission.altitude")
    desk.set_draft(replace(desk.draft, outcomes=OUTCOMES, sampling="sobol", samples=100_000))
    tab.pages.page("setup").run.start.click()
    qtbot.waitUntil(lambda: desk.points.filled > 0, timeout=180_000)
    path = desk.points.path
    window.filing.may_leave = lambda: True
    window.close()
    assert not path.exists()
    again = make_window()
    desk = again.views["study"].desk
    again.views["study"].show_page("setup")
    desk.open(path)
    qtbot.waitUntil(lambda: desk.points is not None and desk.points.filled > 0, timeout=180_000)
    assert desk.points.plan.samples == 100_000
    desk.stop()
    qtbot.waitUntil(lambda: desk.state == "stopped", timeout=180_000)


def typed(qtbot: Any, edit: Any, text: str) -> None:
    qtbot.mouseClick(edit, Qt.MouseButton.LeftButton)
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    settle()


def beaten(cost: Any, power: Any, row: int) -> bool:
    """Whether some point is at least as good as this one in both, and better in one."""
    no_worse = (cost <= cost[row]) & (power >= power[row])
    return bool((no_worse & ((cost < cost[row]) | (power > power[row]))).any())


def test_four_fields_to_a_front_whose_point_becomes_the_design_with_its_report(
    make_window, qtbot, tmp_path, expected_logs
):  # fmt: skip
    """Altitude, technology, cover and radiator against the price of a watt and W/kg in orbit at the end of life; a
    process is killed on the way."""
    window = make_window()
    session, tab = window.session, window.views["study"]
    session.edit("End of life", lambda design: set_value(design, "ageing.model", "computed"))
    before = session.design
    for path in ("mission.altitude", "thermal.target_temperature"):
        vary(window, path)
    page, desk = tab.pages.page("setup"), tab.desk
    for name in ("stack.layers[cover].thickness", "whole stack"):
        qtbot.mouseClick(page.adding.lineEdit(), Qt.MouseButton.LeftButton)
        page.adding.lineEdit().selectAll()
        qtbot.keyClicks(page.adding.lineEdit(), name)
        qtbot.keyClick(page.adding.lineEdit(), Qt.Key.Key_Return)
        settle()
    ranges = {"mission.altitude": ("500 km", "1300 km", 5), "stack.layers[cover].thickness": ("50 um", "300 um", 6),
              "thermal.target_temperature": ("300 K", "360 K", 6)}  # fmt: skip
    for path, (low, high, count) in ranges.items():
        row = page.rows[path]
        typed(qtbot, row.low, low)
        typed(qtbot, row.high, high)
        row.count.setValue(count)
    wanted = {"imm", "gainp-gaas-ge", "hjt-110um"}
    stacks = page.rows["stack"].list
    names = {technologies()[id].name for id in wanted}
    for at in range(stacks.count()):
        on = stacks.item(at).text() in names
        stacks.item(at).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    assert desk.draft.size == 5 * 6 * 6 * 3
    assert {COST, POWER} <= set(desk.draft.outcomes)

    expected_logs("WARNING", "a worker process ended with status -9")
    killed: list[int] = []

    def kill() -> None:
        if not killed and desk.busy:
            killed.append(desk._run._engine.processes[0])
            os.kill(killed[0], signal.SIGKILL)

    desk.rows_changed.connect(kill)
    qtbot.mouseClick(page.run.start, Qt.MouseButton.LeftButton)
    window.actions_by_name["study-page-scatter"].trigger()
    qtbot.waitUntil(lambda: desk.state in {"done", "failed"}, timeout=180_000)
    assert desk.state == "done", desk.reason
    assert killed
    points = desk.points
    assert (points.filled, points.failures) == (540, {})
    with StudyFile.open(points.path) as file:
        assert sorted(file.column("row")) == list(range(540))

    drawn(window)
    scatter = tab.pages.page("scatter")
    assert (scatter.across.chosen, scatter.up.chosen) == (COST, POWER)
    cost, power = points.values(COST), points.values(POWER)
    assert set(scatter.shown.front) == {row for row in range(540) if not beaten(cost, power, row)}
    assert 1 < scatter.shown.front.size < 100

    qtbot.mouseClick(scatter.in_full.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: scatter.in_full.finer is not None, timeout=180_000)
    drawn(window)
    assert "stay on the front" in scatter.in_full.told.text()

    chosen = int(scatter.shown.front[0])
    where = scatter.front.visualRect(scatter.front.rows_model.index(0, 0)).center()
    qtbot.mouseClick(scatter.front.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert desk.current == chosen
    qtbot.keyClick(scatter.front, Qt.Key.Key_Return)
    settle()
    assert session.document.undo_label == f"Open study point {chosen}"
    assert get_value(session.design, "mission.altitude") == points.values("mission.altitude")[chosen]
    # What the front is in full is what the window now computes of the design, and not far from the first look.
    for name, table in ((COST, "cost"), (POWER, "mass")):
        live = getattr(session.table(table), name.split(".")[1])
        assert points.full[name][chosen] == pytest.approx(live, rel=1e-9)
        assert points.values(name)[chosen] == pytest.approx(live, rel=0.01)

    window.report.write(tmp_path / "report.html")
    qtbot.waitUntil(lambda: not window.report.tasks.busy, timeout=30_000)
    settle()
    told = html.unescape((tmp_path / "report.html").read_text())
    assert f"{points.path.name}”, row {chosen}, hash {design_digest(session.design)}" in told
    assert value_text(float(points.full[COST][chosen]), COST) in told
    window.actions_by_name["undo"].trigger()
    settle()
    assert session.design == before
