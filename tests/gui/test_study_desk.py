"""The desk of the Study tab: a run from its first point to its file, the brush, and points opened as the design."""

import threading
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.analysis.study.plan import plan_from
from studio.design import Design, get_value, set_value
from studio.design.quantity import LENGTH, RATIO
from studio.gui.study.brush import Brush, Limit, limit_text, read_limit
from studio.gui.study.column import Column
from studio.gui.study.draft import Draft, begin, default_outcomes, offered, sample
from studio.gui.study.points import Points
from tests.gui.study_fakes import ALTITUDES, OUTCOMES, TEMPERATURES, FakeFile, Fakes, plan, results, settle

SIZE = ALTITUDES * TEMPERATURES
WIDTH = Column("width", "Width", LENGTH, "km")


def start(fakes: Fakes, study: Any = None) -> Any:
    fakes.desk.set_draft(sample(fakes.desk.session.design))
    fakes.desk.set_draft(replace(fakes.desk.draft, outcomes=OUTCOMES))
    for one, factor in zip(fakes.desk.draft.varied, (study or plan()).factors, strict=True):
        fakes.desk.set_draft(fakes.desk.draft.with_varied(
            replace(one, low=factor.low, high=factor.high, count=factor.count)))  # fmt: skip
    fakes.desk.start(Path("fake.parquet"))
    return fakes.runs[-1]


def test_a_run_shows_its_points_as_they_come_and_ends_in_a_file(fakes, qtbot):
    desk, seen = fakes.desk, []
    desk.rows_changed.connect(lambda: seen.append(desk.points.filled))
    run = start(fakes)
    assert (desk.state, desk.face, run.plan) == ("running", "busy", plan())
    run.tell(40, 70, {41: "too low"})
    qtbot.waitUntil(lambda: seen == [30])
    a, t = np.divmod(np.arange(SIZE), TEMPERATURES)
    expected = results(a / (ALTITUDES - 1), t / (TEMPERATURES - 1))["mass.satellite"]
    values = desk.points.values("mass.satellite")
    np.testing.assert_allclose(values[42:70], expected[42:70])
    assert np.isnan(values[:40]).all()
    assert np.isnan(values[70:]).all()
    assert (desk.points.failures, desk.rate, desk.face) == ({41: "too low"}, 1234.0, "fresh")
    run.tell(0, 40)
    run.tell(70, SIZE)
    run.finish({41: "too low"})
    qtbot.waitUntil(lambda: desk.state == "done")
    assert desk.points.whole
    assert run.calls[-1] == "close"
    assert seen[-1] == SIZE
    np.testing.assert_allclose(np.delete(values, 41), np.delete(expected, 41))


def test_a_run_pauses_goes_on_stops_and_is_continued(fakes, qtbot):
    desk, run = fakes.desk, start(fakes)
    desk.pause()
    assert (desk.state, run.calls) == ("paused", ["start", "pause"])
    desk.pause()
    assert (desk.state, run.calls[-1]) == ("running", "resume")
    run.tell(0, 20)
    desk.stop()
    qtbot.waitUntil(lambda: desk.state == "stopped")
    assert desk.can_go_on
    assert desk.points.filled == 20
    desk.go_on()
    again = fakes.runs[-1]
    assert (again.continued, again.plan, again.path) == (True, run.plan, run.path)
    assert desk.state == "running"


def test_a_run_that_fails_says_why_and_keeps_its_points(fakes, qtbot, expected_logs):
    desk, run = fakes.desk, start(fakes)
    run.tell(0, 20)
    run.callbacks["on_failed"]("the disk is full")
    qtbot.waitUntil(lambda: desk.state == "failed")
    assert (desk.reason, desk.points.filled, desk.face) == ("the disk is full", 20, "fresh")
    expected_logs("ERROR", "boom")
    run = start(fakes)
    run.callbacks["on_error"]("boom")
    qtbot.waitUntil(lambda: desk.state == "failed")
    assert desk.face == "failed"
    assert "in the log" in desk.reason


def test_what_an_older_run_still_says_is_not_heard(fakes):
    desk, first = fakes.desk, start(fakes)
    second = start(fakes)
    assert first.calls[-1] == "close"
    first.tell(0, 20)
    first.callbacks["on_failed"]("too late")
    settle()
    assert (desk.state, desk.points.filled) == ("running", 0)
    second.tell(0, 5)
    assert desk.points.filled == 5


def test_a_study_that_is_still_being_opened_does_not_end_one_that_is_begun(fakes):
    desk, gate = fakes.desk, threading.Event()

    def slowly(path: Path) -> FakeFile:
        gate.wait(10.0)
        return FakeFile(desk.session.design, plan())

    desk._open_study = slowly
    desk.open(Path("other.parquet"))
    run = start(fakes)
    gate.set()
    assert desk.opening._runner.wait_idle(10.0)
    settle()
    assert (desk.state, run.calls, desk.points.whole) == ("running", ["start"], False)


def test_a_point_becomes_the_design_as_one_undo_step(fakes):
    desk, session = fakes.desk, fakes.desk.session
    fakes.show()
    before = session.design
    desk.open_point(5 * TEMPERATURES + 3)
    assert get_value(session.design, "mission.altitude") == pytest.approx(1000e3)
    assert get_value(session.design, "thermal.target_temperature") == pytest.approx(315.0)
    assert session.document.undo_label == f"Open study point {5 * TEMPERATURES + 3}"
    assert desk.belongs  # it is a point of the study
    session.undo()
    assert session.design == before
    assert fakes.told[-1][1] is False


def test_a_row_that_is_not_what_was_computed_is_not_opened(fakes):
    points = fakes.show()
    points._file.tampered.add(3)
    before = fakes.desk.session.design
    fakes.desk.open_point(3)
    assert fakes.desk.session.design is before
    assert fakes.told == [("row 3 is not what was computed", True)]


def test_another_design_is_told_from_a_point_of_the_study(fakes):
    desk, session = fakes.desk, fakes.desk.session
    fakes.show()
    assert desk.belongs
    session.edit("Altitude", lambda design: set_value(design, "mission.altitude", 700e3))
    session.edit("Title", lambda design: set_value(design, "title", "Another name"))
    assert desk.face == "fresh"  # what is varied, and what nothing depends on, may differ
    session.edit("Lifetime", lambda design: set_value(design, "mission.lifetime", 1e8))
    assert (desk.belongs, desk.face) == (False, "outdated")
    session.undo()
    assert desk.belongs


def test_a_study_is_opened_beside_the_window_and_a_refusal_told(fakes, qtbot):
    desk = fakes.desk
    desk.open(Path("missing.parquet"))
    qtbot.waitUntil(lambda: bool(fakes.told))
    assert fakes.told == [("missing.parquet: there is no such file", True)]
    file = fakes.files[Path("kept.parquet")] = FakeFile(desk.session.design, plan(), {7: "too low"})
    desk.open(Path("kept.parquet"))
    qtbot.waitUntil(lambda: desk.state == "done")
    assert (desk.points.count, desk.points.failures, desk.failed) == (SIZE, {7: "too low"}, 1)
    fakes.show()
    assert file.closed


def test_the_brush_is_met_by_what_meets_all_its_limits(fakes):
    desk = fakes.desk
    assert desk.mask().size == 0
    fakes.show(failed={0: "too low"})
    assert desk.mask().all()
    desk.limit({"mission.altitude": Limit(600e3, 800e3)})
    assert desk.mask().sum() == 3 * TEMPERATURES
    desk.limit({"mass.satellite": Limit(high=530.0)})
    points = desk.points
    expected = (points.values("mission.altitude") >= 600e3) & (points.values("mission.altitude") <= 800e3)
    expected &= points.values("mass.satellite") <= 530.0
    np.testing.assert_array_equal(desk.mask(), expected)
    desk.limit({"mission.altitude": None})
    assert not desk.mask()[0]  # what failed has no mass
    desk.clear_brush()
    assert desk.mask().all()


def test_what_meets_the_requirements_is_brushed(fakes):
    points = fakes.show()
    fakes.desk.limit_to_requirements()
    expected = np.ones(points.count, dtype=bool)
    judged = [one for one in points.design.requirements if one.result in OUTCOMES]
    assert judged
    for one in judged:
        values = points.values(one.result)
        expected &= values >= one.value if one.relation == ">=" else values <= one.value
    np.testing.assert_array_equal(fakes.desk.mask(), expected)
    assert 0 < expected.sum() < points.count


@pytest.mark.parametrize(("typed", "limit"), [
    ("> 500 km", Limit(low=float(np.nextafter(500e3, np.inf)))),
    (">= 500", Limit(low=500e3)),
    ("≤ 2 Mm", Limit(high=2e6)),
    ("500 .. 700 km", Limit(500e3, 700e3)),
    ("500 km..0.7 Mm", Limit(500e3, 700e3)),
])  # fmt: skip
def test_a_filter_is_read_with_units(typed, limit):
    found = read_limit(WIDTH, typed)
    assert (found.low, found.high) == pytest.approx((limit.low, limit.high))


@pytest.mark.parametrize(("typed", "why"), [
    ("", "nothing is typed"), ("7", "is no filter"), ("> 5 kg", "is not a unit"), ("7 .. 5", "begins above its end"),
])  # fmt: skip
def test_what_is_no_filter_is_refused_in_a_sentence(typed, why):
    with pytest.raises(ValueError, match=why):
        read_limit(WIDTH, typed)


def test_labels_are_filtered_by_a_part_of_them():
    column = Column("cell", "Cell", labels=("Gallium arsenide", "Silicon", "Silicon, thin"))
    assert read_limit(column, "silicon") == Limit(codes=frozenset({1, 2}))
    assert limit_text(column, read_limit(column, "= gall")) == "Cell: Gallium arsenide"
    with pytest.raises(ValueError, match="is in none of"):
        read_limit(column, "perovskite")
    np.testing.assert_array_equal(Limit(codes=frozenset({0, 2})).mask(np.array([0.0, 1.0, 2.0, np.nan])),
                                  [True, False, True, False])  # fmt: skip


@given(st.floats(1e-3, 1e9))
def test_equal_means_what_is_shown_so(value):
    column = Column("share", "Share", RATIO, "%")
    typed = f"= {column.unit.from_si(value):.4g} %"
    assert bool(read_limit(column, typed).mask(np.array([value]))[0])


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=30), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_a_limit_of_nothing_leaves_all_and_more_limits_leave_less(values, low, high):
    values = np.array(values)
    brush = Brush()
    assert brush.mask(lambda _: values, len(values)).all()
    one = brush.with_limits({"a": Limit(low=low)})
    two = one.with_limits({"b": Limit(high=high)})
    assert not (two.mask(lambda _: values, len(values)) & ~one.mask(lambda _: values, len(values))).any()
    assert two.with_limits({"a": None, "b": None}) == brush


def test_a_draft_becomes_the_plan_that_was_typed(session):
    draft = sample(session.design)
    assert draft.size == draft.plan().size == 70
    assert all(name in draft.outcomes for name in ("cost.capex", "power.margin_eol"))
    cell = begin(session.design, "mission.attitude")
    draft = draft.with_varied(replace(cell, ticked=frozenset({0, 2})))
    assert draft.size == draft.plan().size == 140
    chosen = draft.plan().factors[-1]
    assert chosen.values == tuple(cell.options[place][0] for place in (0, 2))
    assert replace(draft, sampling="sobol", samples=64).size == 64
    stacks = begin(session.design, "stack")
    assert stacks.options[0][0] is session.design.stack
    assert len(stacks.options) > 5
    assert draft.without("mission.attitude").size == 70


@pytest.mark.parametrize(("change", "why"), [
    ({"low": 700e3, "high": 700e3}, "ends where it begins"), ({"count": 1}, "at least two"),
    ({"low": 0.0, "logarithmic": True}, "above zero"),
])  # fmt: skip
def test_a_factor_that_cannot_be_is_refused(session, change, why):
    one = replace(begin(session.design, "mission.altitude"), **change)
    with pytest.raises(ValueError, match=why):
        one.factor()


def test_a_draft_without_fields_or_results_is_refused(session):
    with pytest.raises(ValueError, match="add a field"):
        Draft(outcomes=default_outcomes(session.design)).plan()
    with pytest.raises(ValueError, match="at least one result"):
        replace(sample(session.design), outcomes=()).plan()
    paths = [one.path for one in list(offered(session.design))[:7]]
    draft = Draft()
    for path in paths[:6]:
        draft = draft.with_varied(begin(session.design, path))
    with pytest.raises(ValueError, match="at most 6"):
        draft.with_varied(begin(session.design, paths[6]))


def test_everything_that_is_offered_can_be_varied(session):
    known = list(offered(session.design))
    assert len(known) > 150
    for one in known:
        factor = replace(begin(session.design, one.path), ticked=frozenset({0})).factor()
        assert factor.path == one.path
        assert begin(session.design, one.path).label


def test_listed_values_are_columns_of_labels(session):
    draft = Draft((begin(session.design, "mission.attitude"),), outcomes=("mass.satellite",))
    points = Points.of_run(session.design, draft.plan())
    column = points.column("mission.attitude")
    assert [column.text(float(value)) for value in points.values("mission.attitude")] == list(column.labels)
    for row in range(points.count):
        assert get_value(points.design_at(row), "mission.attitude") == draft.varied[0].options[row][0]


def test_texts_among_the_results_are_columns_of_labels():
    study = plan()
    points = Points(Design(), study, study.size)
    points.outcomes = ("launch.limit",)
    points.add_rows(0, {"launch.limit": ["mass", None], "reason": [None, None]})
    assert points.column("launch.limit").labels == ("mass",)
    points.add_rows(2, {"launch.limit": ["volume"], "reason": [None]})
    assert points.column("launch.limit").labels == ("mass", "volume")
    np.testing.assert_array_equal(points.values("launch.limit")[:3], [0.0, np.nan, 1.0])


def test_a_recording_runs_the_study_again(fakes, session, tmp_path):
    lines: list[str] = []
    session.acted.connect(lines.append)
    assert fakes.desk.vary("mission.altitude") == ""
    fakes.desk.start(tmp_path / "heights.parquet")
    asked: list[tuple[str, str, bool]] = []
    studio = SimpleNamespace(study=lambda plan, path, *, force: asked.append((plan, path, force)))
    exec(lines[0], {"studio": studio})
    assert len(lines) == 1
    assert asked[0][1:] == ("heights.parquet", True)
    assert plan_from(asked[0][0].encode()) == fakes.desk.draft.plan() == fakes.runs[0].plan
