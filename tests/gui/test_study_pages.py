"""The pages of the Study tab with real widgets: what they draw, the brush that they share, keys and mouse."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from studio.analysis.study.idle import idle_words
from studio.analysis.study.pareto import pareto_front
from studio.design import get_value, set_value
from studio.gui.drawing import Drawing
from studio.gui.inspector.words import sentence
from studio.gui.session import Session
from studio.gui.study.brush import Limit
from studio.gui.study.column import Column
from studio.gui.study.map_page import MapPage
from studio.gui.study.parallel_page import ParallelPage
from studio.gui.study.scatter_page import ScatterPage
from studio.gui.study.setup_page import SetupPage
from studio.gui.study.study_page import StudyPage
from studio.gui.study.table_page import TablePage
from studio.gui.study.view import PAGES
from tests.gui.study_fakes import ALTITUDES, TEMPERATURES, Fakes, drawn, plan, settle

SIZE = ALTITUDES * TEMPERATURES
Make = Callable[[type], Any]


@pytest.fixture
def make(qtbot: Any, session: Session, fakes: Fakes) -> Make:
    def made(kind: type) -> Any:
        page = kind(session)
        qtbot.addWidget(page)
        page.resize(900, 600)
        page.show()
        drawn(page)
        return page

    return made


def test_the_pages_are_in_the_tab() -> None:
    assert [kind for _, kind in list(PAGES.values())[:5]] == [SetupPage, ScatterPage, ParallelPage, MapPage, TablePage]


@pytest.mark.parametrize("kind", [ScatterPage, ParallelPage, MapPage, TablePage])
def test_a_page_without_points_says_what_to_do_and_waits_for_the_first(make, fakes, kind):
    page: StudyPage = make(kind)
    assert page.face == "empty"
    assert "Set up" in page.absent.text()
    assert not page.body.isVisible()
    fakes.desk._begin(_points(fakes), Path("fake.parquet"), continued=False)
    drawn(page)
    assert page.face == "busy"
    assert "on their way" in page.absent.text()
    fakes.runs[-1].callbacks["on_failed"]("the disk is full")
    drawn(page)
    assert (page.face, page.absent.text()) == ("failed", "The disk is full")
    fakes.show()
    drawn(page)
    assert page.face == "fresh"
    assert page.body.isVisible()
    fakes.desk.session.edit("Lifetime", lambda design: _with_lifetime(design))
    drawn(page)
    assert page.face == "outdated"
    assert "another design" in page.banner.text()
    assert page.body.isVisible()


def _points(fakes: Fakes) -> Any:
    from studio.gui.study.points import Points

    return Points.of_run(fakes.desk.session.design, plan(), Path("fake.parquet"))


def _with_lifetime(design: Any) -> Any:
    return set_value(design, "mission.lifetime", 1e8)


# Set up


def test_a_study_is_set_up_and_run(make, fakes, qtbot, tmp_path):
    page: SetupPage = make(SetupPage)
    desk = fakes.desk
    page.run.folder = tmp_path
    assert page.nothing.isVisible()
    page.run.start.click()
    assert "add a field" in page.told.text().lower()
    page.adding.setCurrentIndex(page.adding.findData("mission.altitude"))
    page.adding.activated.emit(page.adding.currentIndex())
    row = page.rows["mission.altitude"]
    assert (row.low.text(), row.high.text()) == ("520", "780")
    type_in(row.low, "0.5 Mm")
    type_in(row.high, "900")
    row.count.setValue(5)
    one = desk.draft.varied[0]
    assert (one.low, one.high, one.count) == (500e3, 900e3, 5)
    assert row.low.text() == "500"
    assert "5 points" in page.run.expected.text()
    type_in(row.high, "5 kg")
    assert "is not a unit" in row.message.text()
    type_in(row.high, "99 Mm")
    assert "above" in row.message.text()
    QTest.keyClick(row.high, Qt.Key.Key_Escape)
    assert row.message.isHidden()
    type_in(row.values, "550, 600 km, 650")
    assert desk.draft.varied[0].values == pytest.approx((550e3, 600e3, 650e3))
    assert not row.low.isEnabled()
    page.outcomes.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert page.outcomes.ticked[0] == desk.draft.outcomes[0] == "orbit.semi_major_axis"
    page.run.start.click()
    run = fakes.runs[-1]
    assert (run.calls, run.plan, run.path.parent) == (["start"], desk.draft.plan(), tmp_path)
    assert page.run.pause.isVisible()
    assert not page.run.start.isEnabled()
    page.run.pause.click()
    assert page.run.pause.text() == "Resume"
    assert "Paused" in page.run.status.text()
    page.run.stop.click()
    qtbot.waitUntil(lambda: desk.state == "stopped")
    assert page.run.go_on.isVisible()
    page.run.go_on.click()
    assert fakes.runs[-1].continued


def type_in(edit: Any, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def test_the_kind_of_points_says_what_is_asked(make, fakes):
    page: SetupPage = make(SetupPage)
    page.run.sample.click()
    assert list(page.rows) == ["mission.altitude", "thermal.target_temperature"]
    assert not page.samples.isEnabled()
    page.kind.setCurrentIndex(page.kind.findData("sobol"))
    page.samples.setValue(256)
    page.seed.setValue(7)
    drawn(page)
    plan_made = fakes.desk.draft.plan()
    assert (plan_made.sampling, plan_made.samples, plan_made.seed, plan_made.size) == ("sobol", 256, 7, 256)
    assert not page.rows["mission.altitude"].count.isEnabled()
    page.rows["mission.altitude"].away.click()
    assert list(page.rows) == ["thermal.target_temperature"]


def test_choices_are_ticked(make, fakes):
    page: SetupPage = make(SetupPage)
    assert fakes.desk.vary("stack") == ""
    boxes = page.rows["stack"].list
    assert boxes.item(0).text() == "As in this design"
    ticked = len(fakes.desk.draft.varied[0].ticked)
    boxes.item(0).setCheckState(Qt.CheckState.Checked)
    assert fakes.desk.draft.size == ticked + 1
    assert fakes.desk.vary("fleet.imported") != ""


def test_results_are_searched_and_key_figures_ticked_again(make, fakes):
    page: SetupPage = make(SetupPage)
    before = page.outcomes.ticked
    assert "power.margin_eol" in before
    page.outcomes.search.setText("eclipse")
    shown = [at for at in range(page.outcomes.list.count()) if not page.outcomes.list.item(at).isHidden()]
    assert 0 < len(shown) < 30
    page.outcomes.list.item(shown[0]).setCheckState(Qt.CheckState.Checked)
    page.outcomes.usual.click()
    assert page.outcomes.ticked == before


def test_kept_studies_are_offered_the_latest_first(make, fakes, tmp_path):
    page: SetupPage = make(SetupPage)
    page.run.folder = tmp_path
    for number, name in enumerate(("old.parquet", "new.parquet")):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (number, number))
    (tmp_path / "half.parquet.parts").mkdir()
    page.run._fill()
    texts = [action.text() for action in page.run.menu.actions()]
    assert texts[:3] == ["half (not finished)", "new", "old"]


def test_an_unfinished_study_goes_on_when_it_is_opened(make, fakes, qtbot):
    page: SetupPage = make(SetupPage)

    class Begun:
        design, plan = fakes.desk.session.design, plan()

    fakes.files[Path("half.parquet")] = Begun()
    page.open_file(Path("half.parquet"))
    qtbot.waitUntil(lambda: bool(fakes.runs))
    assert fakes.runs[-1].continued
    assert fakes.runs[-1].path == Path("half.parquet")
    assert fakes.desk.state == "running"


def test_a_factor_that_moves_nothing_is_told_before_the_run(make, fakes):
    page: SetupPage = make(SetupPage)
    desk = fakes.desk
    cover = "stack.layers[cover].thickness"
    assert desk.vary(cover) == ""
    assert desk.vary("mission.altitude") == ""
    desk.set_draft(replace(desk.draft, outcomes=("panel.remaining_factor", "orbit.period")))
    assert page.idle.isHidden()
    page.idle.look()
    drawn(page)
    label = next(one.label for one in desk.draft.varied if one.path == cover)
    assert page.idle.text() == sentence(idle_words(label))
    assert page.idle.isVisible()
    assert page.run.start.isEnabled()
    desk.session.edit("Computed", lambda design: set_value(design, "ageing.model", "computed"))
    assert page.idle.isHidden()  # at once: it is not known of this design
    page.idle.look()
    drawn(page)
    assert page.idle.isHidden()
    desk.set_draft(replace(desk.draft, outcomes=()))
    page.idle.look()
    assert not page.idle.tasks.busy


# Scatter


@pytest.fixture
def scatter(make: Make, fakes: Fakes) -> ScatterPage:
    page: ScatterPage = make(ScatterPage)
    fakes.show(failed={0: "too low", 50: "too hot"})
    drawn(page)
    return page


def test_the_scatter_shows_cost_against_power_with_their_front(scatter, fakes):
    points = fakes.desk.points
    assert (scatter.across.chosen, scatter.up.chosen) == ("cost.capex_per_watt", "panel.specific_power_eol")
    expected = pareto_front([points.values(scatter.across.chosen), points.values(scatter.up.chosen)], [True, False])
    assert set(scatter.shown.front) == set(np.flatnonzero(expected))
    assert sorted(scatter.front.rows_model.rows) == np.flatnonzero(expected).tolist()
    assert f"Front ({expected.sum()})" in scatter.lists.tabText(0)
    assert f"{expected.sum()} points on the front" in scatter.told.text()
    # The stair goes through every point of the front and nowhere beyond one of them.
    stair = set(zip(np.round(scatter.front_line.xData, 6), np.round(scatter.front_line.yData, 6), strict=True))
    for row in np.flatnonzero(expected):
        assert tuple(np.round(scatter.place_of(row), 6)) in stair
    scatter.goals["x"].setCurrentIndex(0)
    drawn(scatter)
    assert scatter.shown.front.size == 0
    assert "Say of two columns" in scatter.told.text()


@pytest.mark.parametrize(("x", "y"), [("less", "less"), ("less", "more"), ("more", "less"), ("more", "more")])
def test_no_point_is_beyond_the_stair_of_the_front(scatter, fakes, x, y):
    for axis, wanted in (("x", x), ("y", y)):
        scatter.goals[axis].setCurrentIndex(scatter.goals[axis].findData(wanted))
    drawn(scatter)
    sign_x, sign_y = (1.0 if wanted == "less" else -1.0 for wanted in (x, y))
    stair = np.stack([scatter.front_line.xData * sign_x, scatter.front_line.yData * sign_y], axis=1)
    for row in range(SIZE):
        px, py = scatter.place_of(row)
        if np.isfinite(px):
            # Below and left of a corner of the stair that is no point there must be none.
            assert not ((px * sign_x < stair[:, 0] - 1e-9) & (py * sign_y < stair[:, 1] - 1e-9)).all()
            better = (stair[:, 0] <= px * sign_x + 1e-9) & (stair[:, 1] <= py * sign_y + 1e-9)
            assert better.any()


def test_failed_points_are_listed_with_their_reasons(scatter):
    model = scatter.failures.rows_model
    assert [model.index(line, 0).data() for line in range(2)] == ["0", "50"]
    assert [model.index(line, 1).data() for line in range(2)] == ["Too low", "Too hot"]
    assert "2 failed, a first look" in scatter.bar.count.text()
    assert "within 1 %" in scatter.bar.count.toolTip()


def test_the_point_under_the_pointer_is_the_one_drawn_there(scatter, fakes):
    for row in (7, 33, 98):
        x, y = scatter.place_of(row)
        found = scatter.point_at(x, y)
        assert scatter.place_of(found) == pytest.approx((x, y), rel=0.02)
    left, _, bottom, _ = scatter.plane.view
    assert scatter.point_at(left, bottom) == -1


def test_a_double_click_opens_a_point_as_one_undo_step(scatter, fakes, qtbot):
    session, row = fakes.desk.session, 62
    before = session.design
    place = scatter.plane.box.mapViewToScene(QPointF(*scatter.place_of(row)))
    at = scatter.plane.mapFromScene(place)
    assert isinstance(at, QPoint)
    for press in (qtbot.mouseClick, qtbot.mouseDClick, qtbot.mouseRelease):
        press(scatter.plane.viewport(), Qt.MouseButton.LeftButton, pos=at)
    opened = fakes.desk.current
    drawn(scatter)
    assert session.document.undo_label == f"Open study point {opened}"
    assert scatter.place_of(opened) == pytest.approx(scatter.place_of(row), rel=0.02)
    expected = fakes.desk.points.values("mission.altitude")[opened]
    assert get_value(session.design, "mission.altitude") == pytest.approx(expected)
    session.undo()
    assert session.design == before


def test_a_rectangle_brushes_and_the_front_is_that_of_the_brushed(scatter, fakes):
    scatter.plane.swept.emit(QRectF(50.0, 150.0, 30.0, 100.0))
    drawn(scatter)
    points = fakes.desk.points
    cost, power = (points.values(name) for name in ("cost.capex_per_watt", "panel.specific_power_eol"))
    inside = (cost >= 50.0) & (cost <= 80.0) & (power >= 150.0) & (power <= 250.0)
    np.testing.assert_array_equal(fakes.desk.mask(), inside)
    assert f"{inside.sum()} of {SIZE}" in scatter.bar.count.text()
    assert inside[scatter.shown.front].all()
    chips = list(scatter.bar._chips.values())
    assert len(chips) == 2
    chips[0].click()
    drawn(scatter)
    assert len(fakes.desk.brush.limits) == 1
    scatter.bar.clear.click()
    assert not fakes.desk.brush


def test_arrow_keys_go_to_the_next_point_and_enter_opens_it(scatter, fakes):
    plane, desk = scatter.plane, fakes.desk
    QTest.keyClick(plane, Qt.Key.Key_Right)
    first = desk.current
    assert first >= 0
    here = scatter.place_of(first)
    QTest.keyClick(plane, Qt.Key.Key_Right)
    there = scatter.place_of(desk.current)
    assert there[0] > here[0]
    assert plane.rings[0][:2] == there
    assert f"Point {desk.current}" in plane.accessibleDescription()
    QTest.keyClick(plane, Qt.Key.Key_Return)
    settle()
    assert desk.session.document.undo_label == f"Open study point {desk.current}"


def test_many_points_are_a_picture_that_costs_what_its_pixels_cost(scatter, fakes):
    study = replace_plan(400, 250)
    fakes.show(study)
    drawn(scatter)
    assert scatter.shown.ids.max() > 90_000
    assert scatter.shown.argb.size == scatter.shown.ids.size < 2_000_000


def replace_plan(altitudes: int, temperatures: int) -> Any:
    from msgspec.structs import replace as other

    first, second = plan().factors
    return other(plan(), factors=(other(first, count=altitudes), other(second, count=temperatures)))


def test_points_are_drawn_as_they_come(scatter, fakes, qtbot):
    fakes.desk._begin(_points(fakes), Path("fake.parquet"), continued=False)
    run = fakes.runs[-1]
    run.tell(0, 30)
    qtbot.waitUntil(lambda: scatter.shown is not None and scatter.shown.ids.max() == 29)
    run.tell(60, SIZE)
    qtbot.waitUntil(lambda: scatter.shown.ids.max() == SIZE - 1)
    assert f"69 of {SIZE}" in scatter.bar.count.text()
    fakes.desk.stop()
    drawn(scatter)


def test_only_the_newest_of_the_pictures_that_wait_is_made(qtbot):
    holder, seen = QWidget(), []
    qtbot.addWidget(holder)
    drawing = Drawing(holder, "test")
    drawing.made.connect(seen.append)
    for number in range(50):
        drawing.ask(lambda checkpoint, number=number: number)
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == 49 and not drawing.busy)
    assert len(seen) < 10


# Parallel


@pytest.fixture
def parallel(make: Make, fakes: Fakes) -> ParallelPage:
    page: ParallelPage = make(ParallelPage)
    fakes.show()
    drawn(page)
    return page


def test_parallel_axes_are_brushed_by_a_drag_along_them(parallel, fakes):
    plot = parallel.plot
    assert parallel.names[:2] == ("mission.altitude", "thermal.target_temperature")
    x = round(plot.x_of(0))
    top, bottom = round(plot.y_of(0.62)), round(plot.y_of(0.28))
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=QPoint(x, top))
    QTest.mouseMove(plot, QPoint(x, bottom))
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=QPoint(x, bottom))
    drawn(parallel)
    limit = fakes.desk.brush.limits["mission.altitude"]
    assert (limit.low, limit.high) == pytest.approx((780e3, 1120e3), rel=0.02)
    assert fakes.desk.mask().sum() == 4 * TEMPERATURES
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(x, top))
    assert not fakes.desk.brush


def test_parallel_axes_are_moved_and_turned_by_mouse_and_keys(parallel):
    plot, names = parallel.plot, parallel.names
    start = QPoint(round(plot.x_of(0)), 5)
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=QPoint(round(plot.x_of(2)), 5))
    drawn(parallel)
    assert parallel.names == (names[1], names[2], names[0], *names[3:])
    assert tuple(axis.column.name for axis in plot.axes) == parallel.names
    QTest.keyClick(plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    drawn(parallel)
    assert parallel.names == (names[1], names[0], names[2], *names[3:])
    QTest.keyClick(plot, Qt.Key.Key_F)
    drawn(parallel)
    assert [axis.flipped for axis in plot.axes] == [False, True, *[False] * (len(names) - 2)]
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(round(plot.x_of(1)), 5))
    drawn(parallel)
    assert not plot.axes[1].flipped


def test_the_brush_of_an_axis_is_moved_and_widened_by_keys(parallel, fakes):
    plot, limits = parallel.plot, lambda: fakes.desk.brush.limits["mission.altitude"]
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Up)
    assert (limits().low, limits().high) == pytest.approx((1000e3, 1500e3))
    QTest.keyClick(plot, Qt.Key.Key_Down)
    assert (limits().low, limits().high) == pytest.approx((950e3, 1450e3))
    QTest.keyClick(plot, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert (limits().low, limits().high) == pytest.approx((950e3, 1400e3))
    QTest.keyClick(plot, Qt.Key.Key_Delete)
    assert not fakes.desk.brush
    drawn(parallel)


def test_a_line_leads_to_its_point(parallel, fakes):
    row = SIZE - 1  # the last line lies over the others
    line = parallel.plot.line(row)
    assert line.count() == len(parallel.names)
    here = QPointF(line.at(0).x() + 0.0, line.at(0).y())
    found = parallel.plot.row_at(here)
    altitude = fakes.desk.points.values("mission.altitude")
    assert altitude[found] == altitude[row]


# Map


@pytest.fixture
def map_page(make: Make, fakes: Fakes) -> MapPage:
    page: MapPage = make(MapPage)
    fakes.show()
    drawn(page)
    return page


def test_the_map_has_levels_and_hatches_what_breaks_a_requirement(map_page, fakes):
    assert (map_page.across.chosen, map_page.up.chosen) == ("mission.altitude", "thermal.target_temperature")
    assert map_page.result.chosen == "power.margin_eol"
    shown = map_page.shown
    points = fakes.desk.points
    np.testing.assert_allclose(shown.field.values.T.ravel(), points.values("power.margin_eol"), atol=1e-9)
    assert shown.lines.size
    assert any(label.bound and label.text == "Power at end of life" for label in shown.labels)
    # The requirement is margin ≥ 0, and the margin is zero where both shares are the same.
    ends = shown.bounds.reshape(-1, 2)
    shares = np.stack([(ends[:, 0] - 500.0) / 1000.0, (ends[:, 1] - 26.85) / 40.0], axis=1)
    on_margin = np.abs(shares[:, 0] - shares[:, 1]) < 1e-6
    assert on_margin.sum() > 50
    red = int(map_page.session.theme.colours.red[1:], 16) | 0xFF000000
    height, width = shown.argb.shape
    left, right, bottom, top = shown.view
    line, column = np.nonzero(shown.argb == red)
    x = left + (column + 0.5) * (right - left) / width
    y = top - (line + 0.5) * (top - bottom) / height
    broken = (x - 500.0) / 1000.0 > (y - 26.85) / 40.0 - 1e-6
    heavy = 500.0 + 100.0 * (x - 500.0) / 1000.0 + 50.0 * (y - 26.85) / 40.0 > 575.0 - 0.5
    assert line.size > 500
    assert (broken | heavy).all()


def test_a_click_on_the_map_finds_the_nearest_point(map_page, fakes):
    row = map_page.nearest(1010.0, 46.0)
    points = fakes.desk.points
    assert points.values("mission.altitude")[row] == pytest.approx(1000e3)
    assert points.values("thermal.target_temperature")[row] == pytest.approx(320.0)
    map_page.plane.doubled.emit(1010.0, 46.0)
    settle()
    assert fakes.desk.session.document.undo_label == f"Open study point {row}"


def test_a_carpet_has_a_line_for_each_value(map_page, fakes):
    map_page.look.setCurrentIndex(1)
    map_page.against.choose("mass.satellite")
    drawn(map_page)
    texts = [label.text for label in map_page.plane.labels]
    assert "500 km" in texts
    assert "1500 km" in texts
    assert sum(label.bound for label in map_page.plane.labels) == TEMPERATURES
    assert map_page.against.isVisible()


def test_a_map_needs_two_factors(map_page, fakes):
    from msgspec.structs import replace as other

    one = other(plan(), factors=(plan().factors[0], other(plan().factors[1], count=2)))
    fakes.show(other(one, factors=one.factors))
    drawn(map_page)
    assert map_page.shown.field.values.shape == (2, ALTITUDES)
    assert map_page.missing() == ""
    fakes.desk.points.factors = ("mission.altitude",)
    map_page.request_draw()
    drawn(map_page)
    assert "needs two fields" in map_page.absent.text()


# Table


@pytest.fixture
def table(make: Make, fakes: Fakes) -> TablePage:
    page: TablePage = make(TablePage)
    fakes.show(failed={4: "too low"})
    drawn(page)
    return page


def numbers(table: TablePage) -> list[int]:
    model = table.table.rows_model
    return [int(model.index(line, 0).data()) for line in range(model.rowCount())]


def test_the_table_is_sorted_and_filtered(table, fakes):
    points = fakes.desk.points
    assert numbers(table) == list(range(SIZE))
    table.sort_by.choose("mass.satellite")
    drawn(table)
    mass = points.values("mass.satellite")
    found = numbers(table)
    assert (np.diff(mass[found][:-1]) >= 0.0).all()
    assert found[-1] == 4  # what has no number comes last
    table.falling.click()
    drawn(table)
    found = numbers(table)
    assert (np.diff(mass[found][:-1]) <= 0.0).all()
    assert found[-1] == 4
    table.filter_of.choose("mission.altitude")
    QTest.keyClicks(table.filter, "600 .. 700 km")
    QTest.keyClick(table.filter, Qt.Key.Key_Return)
    drawn(table)
    assert sorted(numbers(table)) == list(range(TEMPERATURES, 3 * TEMPERATURES))
    assert fakes.desk.brush.limits["mission.altitude"] == Limit(600e3, 700e3)
    assert table.filter.text() == ""
    table.which.setCurrentIndex(table.which.findData("all"))
    drawn(table)
    assert len(numbers(table)) == SIZE


def test_a_filter_that_is_none_is_told_and_stays(table, fakes):
    QTest.keyClicks(table.filter, "> 5 kg")
    QTest.keyClick(table.filter, Qt.Key.Key_Return)
    assert "is not a unit" in table.message.text()
    assert table.filter.text() == "> 5 kg"
    assert not fakes.desk.brush
    QTest.keyClick(table.filter, Qt.Key.Key_Escape)
    assert table.message.isHidden()


def test_failed_points_are_in_the_table_with_their_reasons(table):
    table.which.setCurrentIndex(table.which.findData("failed"))
    drawn(table)
    model = table.table.rows_model
    assert (numbers(table), model.index(0, 1).data()) == ([4], "Too low")


def test_keys_move_through_the_table_and_enter_opens_a_row(table, fakes):
    rows = table.table
    rows.setCurrentIndex(rows.rows_model.index(2, 0))
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert fakes.desk.current == 3
    QTest.keyClick(rows, Qt.Key.Key_Return)
    settle()
    assert fakes.desk.session.document.undo_label == "Open study point 3"


def test_a_million_rows_are_read_where_they_are_seen(table, fakes, monkeypatch):
    fakes.show(replace_plan(1000, 1000))
    drawn(table)
    model = table.table.rows_model
    assert model.rowCount() == 1_000_000
    written = []
    original = Column.bare
    monkeypatch.setattr(Column, "bare", lambda self, value, digits=4: (
        written.append(value), original(self, value, digits))[1])  # fmt: skip
    table.table.scrollToBottom()
    table.table.viewport().repaint()
    settle()
    assert 100 < len(written) < 60 * model.columnCount()
    assert 1500e3 in written
    assert 500e3 not in written


# Taking out


def test_the_brushed_points_go_out_with_units(table, fakes, tmp_path):
    fakes.desk.limit({"mission.altitude": Limit(high=500e3)})
    table.taking_out.copy_data()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["point", "mission.altitude [m]", "thermal.target_temperature [K]"]
    assert len(lines) == 1 + TEMPERATURES
    assert lines[5].split("\t")[-1] == "too low"
    path = tmp_path / "points.csv"
    table.taking_out.save_data(path)
    drawn(table)
    assert path.read_text().splitlines()[1].split(",")[:2] == ["0", "500000"]
    parquet = tmp_path / "points.parquet"
    table.taking_out.save_data(parquet)
    drawn(table)
    import pyarrow.parquet as pq

    found = pq.read_table(parquet)
    assert found.num_rows == TEMPERATURES
    assert found.field("mass.satellite").metadata[b"unit"] == b"kg"
    table.taking_out.save_data(tmp_path / "missing" / "points.csv")
    drawn(table)
    assert fakes.told[-1][1]


def test_pictures_go_out_as_png_and_svg(qtbot, scatter, fakes, tmp_path):
    scatter.taking_out.save_picture(tmp_path / "scatter.png")
    qtbot.waitUntil(lambda: bool(fakes.told))
    assert (tmp_path / "scatter.png").read_bytes().startswith(b"\x89PNG")
    scatter.taking_out.save_picture(tmp_path / "scatter.svg")
    qtbot.waitUntil(lambda: len(fakes.told) == 2)
    drawing = (tmp_path / "scatter.svg").read_text()
    assert "<svg" in drawing
    assert drawing.rstrip().endswith("</svg>")
    for count, name in enumerate(("scatter.png", "scatter.svg"), 3):
        scatter.taking_out.save_picture(tmp_path / "missing" / name)
        qtbot.waitUntil(lambda count=count: len(fakes.told) == count)
        assert fakes.told[-1][1]
        assert fakes.told[-1][0].startswith(f"{name} cannot be written")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scatter.png", "scatter.svg"]
    scatter.taking_out.copy_picture()
    assert not QApplication.clipboard().pixmap().isNull()
