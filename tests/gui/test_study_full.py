"""The front of a study computed again as the live design is, and where a point that was opened comes from."""

import csv
import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.analysis import evaluate
from studio.analysis.many import design_digest
from studio.analysis.many.answer import Answer, Counts
from studio.analysis.sampling import FINE
from studio.analysis.study import Plan, pareto_front
from studio.analysis.study.finer import Finer, even
from studio.analysis.study.optimise.evaluating import Here
from studio.analysis.study.plan import Factor
from studio.design import set_value
from studio.export.data_folder import write_data
from studio.gui.report import Report
from studio.gui.session import Session
from studio.gui.study.place import Chosen
from studio.gui.study.points import FULL
from studio.gui.study.scatter_page import ScatterPage
from studio.gui.study.taking_out import table_of
from studio.gui.tasks import Tasks
from studio.jobs.study.cluster import Local
from tests.gui.study_fakes import Fakes, plan, settle

COST, POWER = "cost.capex_per_watt", "panel.specific_power_eol"


@pytest.fixture
def page(session: Session, fakes: Fakes, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> ScatterPage:
    monkeypatch.setattr("studio.gui.study.desk.StudyDesk.of", lambda _: fakes.desk)
    made = ScatterPage(session)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def drawn(page: ScatterPage, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not any(tasks.busy for tasks in page.findChildren(Tasks)), timeout=20_000)
    settle()


def faked(shift: Callable[[Any], Any], made: list[Any]) -> Any:
    """Who computes in full: what it was asked, and the cost and power of the fake study with a shift."""

    def evaluate(design: Any, columns: Any, outcomes: Any, *, sampling: Any, checkpoint: Any) -> Answer:
        made.append((columns, outcomes, sampling))
        a = (np.array(columns["mission.altitude"]) - 500e3) / 1000e3
        found = {name: np.full(a.size, 1.0) for name in outcomes}
        found[COST], found[POWER] = shift(a), 300.0 - 200.0 * a**2
        checkpoint(1.0)
        return Answer(found, {0: "too hot"} if a.size > 5 else {}, ("",) * a.size, Counts())

    return lambda place: (evaluate, lambda: made.append("closed"))


def test_the_front_is_computed_in_full_and_what_moved_is_told(page, fakes, qtbot):
    points = fakes.show()
    drawn(page, qtbot)
    front = page.shown.front
    made: list[Any] = []
    page.in_full.make_evaluate = faked(lambda a: 1.1 * (100.0 - 60.0 * a), made)
    assert page.in_full.start.isVisible()
    page.in_full.start.click()
    drawn(page, qtbot)
    drawn(page, qtbot)
    columns, outcomes, sampling = made[0]
    assert sampling is FINE
    assert made[1] == "closed"
    assert set(outcomes) == set(points.outcomes)
    np.testing.assert_array_equal(columns["mission.altitude"], points.values("mission.altitude")[front])
    finer = page.in_full.finer
    np.testing.assert_array_equal(finer.rows, front)
    # At the lowest temperature of the fake study the cost is the one without its share of the temperature.
    assert finer.moved(COST) == pytest.approx((0.1, 0.1))
    assert finer.moved(POWER) == pytest.approx((0.0, 0.0))
    assert f"{int(finer.front.sum())} of {front.size} points stay on the front" in page.in_full.told.text()
    assert "moves by 10 %, at most 10 %" in page.in_full.told.text()
    assert "too hot" in page.in_full.told.text()
    # Where the points go, and their front then, are drawn; lists and data have both numbers.
    assert page.moves.isVisible()
    assert page.full_line.isVisible()
    assert page.moves.xData.size == 2 * front.size
    assert FULL + COST in page.front.rows_model.names
    heads, values = table_of(points, front)
    held = {head.name: column for head, column in zip(heads, values, strict=True)}
    np.testing.assert_allclose(held[FULL + COST], 1.1 * held[COST])
    assert not page.in_full.start.isEnabled()
    fakes.show()
    drawn(page, qtbot)
    assert page.in_full.finer is None
    assert page.in_full.start.isEnabled()


def test_computing_in_full_can_be_stopped_and_begun_again(page, fakes, qtbot):
    fakes.show()
    drawn(page, qtbot)
    ended: list[str] = []

    def endless(design: Any, columns: Any, outcomes: Any, *, sampling: Any, checkpoint: Any) -> Answer:
        while True:
            checkpoint(0.5)

    page.in_full.make_evaluate = lambda place: (endless, lambda: ended.append("closed"))
    page.in_full.start.click()
    qtbot.waitUntil(lambda: page.in_full.progress.value() == 500)
    assert page.in_full.stop.isVisible()
    page.in_full.stop.click()
    qtbot.waitUntil(lambda: ended == ["closed"])
    settle()
    assert "Stopped" in page.in_full.told.text()
    assert page.in_full.start.isVisible()
    assert page.in_full.start.isEnabled()


def test_the_front_is_computed_where_studies_are(page, fakes, qtbot):
    fakes.show()
    drawn(page, qtbot)
    made, places = [], []
    evaluate = faked(lambda a: 100.0 - 60.0 * a, made)

    def make(place: Any) -> Any:
        places.append(place)
        return evaluate(place)

    page.in_full.make_evaluate = make
    fakes.desk.set_place(Chosen("address"))
    page.in_full.start.click()
    assert "where is the scheduler" in page.in_full.told.text().lower()
    assert page.in_full.told.property("look") == "error"
    assert places == []
    fakes.desk.set_place(Chosen("local", workers=3))
    page.in_full.start.click()
    drawn(page, qtbot)
    assert places == [Local(3)]
    assert page.in_full.finer is not None
    assert page.in_full.told.property("look") == "muted"


def test_rows_that_are_not_those_of_their_hashes_are_refused(page, fakes, qtbot):
    points = fakes.show()
    drawn(page, qtbot)
    points._file.digests[:] = "another"

    def evaluate(design: Any, columns: Any, outcomes: Any, **_: Any) -> Answer:
        count = len(columns["mission.altitude"])
        return Answer({name: np.ones(count) for name in outcomes}, {}, ("its own",) * count, Counts())

    page.in_full.make_evaluate = lambda place: (evaluate, lambda: None)
    page.in_full.start.click()
    drawn(page, qtbot)
    assert "is not what was computed" in page.in_full.told.text()
    assert page.in_full.told.property("look") == "error"
    assert not points.full


def test_a_fine_study_needs_no_second_look(page, fakes, qtbot):
    fakes.show(plan(fidelity="fine"))
    drawn(page, qtbot)
    assert page.shown.front.size > 1
    assert not page.in_full.isVisible()


def test_in_full_is_what_the_live_design_has(page, fakes, qtbot):
    base = fakes.desk.session.design
    study = Plan((Factor("mission.altitude", 500e3, 900e3, 3),), ("orbit.period", "illumination.eclipse_max"))
    fakes.desk._opened(_points(base, study))
    page.in_full.make_evaluate = lambda place: (Here(), lambda: None)
    goals = [("orbit.period", True), ("illumination.eclipse_max", True)]
    page.in_full.show_front(fakes.desk.points, np.arange(3), goals)
    page.in_full.compute()
    drawn(page, qtbot)
    for row, altitude in enumerate((500e3, 700e3, 900e3)):
        live = evaluate(set_value(base, "mission.altitude", altitude), only=("illumination",))
        for name in study.outcomes:
            assert fakes.desk.points.full[name][row] == pytest.approx(live[name], rel=1e-9)


def _points(base: Any, study: Plan) -> Any:
    from studio.analysis.many import evaluate_many
    from studio.gui.study.points import Points

    found = Points.of_run(base, study)
    answer = evaluate_many(base, study.columns(0, study.size), study.outcomes)
    found.add_rows(0, dict(answer.columns))
    return found


def test_of_a_long_front_points_at_even_steps_are_computed():
    rows = np.arange(1000, 3000)
    some = even(rows, 11)
    assert (some[0], some[-1], some.size) == (1000, 2999, 11)
    assert np.ptp(np.diff(some)) <= 1
    np.testing.assert_array_equal(even(rows, 5000), rows)


def test_the_front_in_full_is_that_of_the_full_numbers():
    random = np.random.default_rng(3)
    first, full = (dict(zip("ab", random.random((2, 40)), strict=True)) for _ in range(2))
    finer = Finer(np.arange(40), (("a", True), ("b", False)), first, full, {})
    np.testing.assert_array_equal(finer.front, pareto_front([full["a"], full["b"]], [True, False]))
    share = np.abs(full["a"] - first["a"]) / first["a"]
    assert finer.moved("a") == pytest.approx((np.median(share), share.max()))


def test_an_opened_point_says_of_which_study_it_is_and_the_report_has_it(session, fakes, tmp_path, qtbot):
    fakes.show()
    before = session.design
    fakes.desk.open_point(40)
    for path in ("mission.altitude", "thermal.target_temperature"):
        said = session.design.sources[path]
        assert "fake.parquet" in said.text
        assert "row 40" in said.text
        assert design_digest(session.design) in said.text
    assert design_digest(session.design) == design_digest(fakes.desk.points.design_at(40))
    report = Report(session, fakes_window(qtbot))
    told: list[str] = []
    report.told.connect(told.append)
    report.write(tmp_path / "report.html")
    qtbot.waitUntil(lambda: not report.tasks.busy, timeout=30_000)
    settle()
    page = html.unescape((tmp_path / "report.html").read_text())
    for path in ("mission.altitude", "thermal.target_temperature"):
        assert session.design.sources[path].text in page
    assert f"report.html in {tmp_path}" in told[-1]
    assert session.design.title in page
    session.undo()
    assert session.design == before


def test_a_report_that_cannot_be_written_says_why(session, tmp_path, qtbot):
    (tmp_path / "file.pdf").mkdir()
    report = Report(session, fakes_window(qtbot))
    told: list[str] = []
    report.told.connect(told.append)
    report.write(tmp_path / "file.pdf")
    qtbot.waitUntil(lambda: not report.tasks.busy, timeout=30_000)
    settle()
    assert told[-1] == "No report: file.pdf: is a folder"


def test_a_name_without_suffix_writes_over_nothing(session, tmp_path, qtbot, monkeypatch):
    from studio.gui import report as module

    report = Report(session, fakes_window(qtbot))
    told: list[str] = []
    report.told.connect(told.append)
    (tmp_path / "mine.pdf").write_text("kept")
    monkeypatch.setattr(module.QFileDialog, "getSaveFileName", lambda *a: (str(tmp_path / "mine"), "PDF (*.pdf)"))
    report.ask()
    qtbot.waitUntil(lambda: not report.tasks.busy, timeout=30_000)
    settle()
    assert told[-1] == "No report: mine.pdf: exists already"
    assert (tmp_path / "mine.pdf").read_text() == "kept"


def fakes_window(qtbot: Any) -> Any:
    from PySide6.QtWidgets import QWidget

    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_report_has_a_table_of_sources(tmp_path: Path, session: Session) -> None:
    results = evaluate(session.design, only=("orbit",))
    write_data(results, tmp_path)
    rows = list(csv.DictReader((tmp_path / "sources.csv").read_text().splitlines()))
    told = {path: source.text for path, source in session.design.sources.items()}
    assert {row["field"]: row["source"] for row in rows} == told
