"""The Optimise page: what is sought is what was typed, the front grows live, and the best becomes the design."""

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt

from studio.analysis import RESULTS
from studio.analysis.many import Answer
from studio.analysis.many.answer import Counts
from studio.analysis.study.optimise import Generation, Goal
from studio.analysis.study.optimise import optimise as search
from studio.analysis.study.pareto import pareto_front
from studio.design import get_value
from studio.design.requirement import Requirement
from studio.gui.session import Session
from studio.gui.study.optimise_page import OptimisePage
from studio.gui.study.scatter_page import ScatterPage
from studio.gui.study.search_points import SearchPoints
from tests.gui.study_fakes import Fakes, drawn, settle

COST, POWER = "cost.orbited_per_watt", "mass.specific_power_eol"


@pytest.fixture
def page(qtbot: Any, session: Session, fakes: Fakes) -> OptimisePage:
    made = OptimisePage(session)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    drawn(made)
    return made


def vary(fakes: Fakes) -> None:
    assert fakes.desk.vary("mission.altitude") == ""
    assert fakes.desk.vary("thermal.target_temperature") == ""


def closed_form(columns: Any, outcomes: Any) -> Any:
    """What the search is told of each design: the front of cost and power lies where the temperature is lowest."""
    a = np.asarray(columns["mission.altitude"], dtype=float) / 650e3
    t = np.asarray(columns["thermal.target_temperature"], dtype=float) / 300.0
    known = {COST: 5.0 + a**2 + t, POWER: 300.0 * a - 100.0 * t, "mass.satellite": 500.0 * a}
    return {name: known[name] if name in known else np.zeros(len(a)) for name in outcomes}


def evaluate(design: Any, columns: Any, outcomes: Any, *_: Any, **__: Any) -> Answer:
    found = closed_form(columns, outcomes)
    count = len(next(iter(found.values())))
    return Answer(found, {}, ("",) * count, Counts())


def test_what_is_sought_is_what_was_typed(page, fakes):
    with pytest.raises(ValueError, match="Set up"):
        page.problem()
    page.start.click()
    assert "may change" in page.status.text()
    vary(fakes)
    drawn(page)
    assert "Altitude" in page.free.text()
    problem = page.problem()
    assert problem.goals == (Goal(COST), Goal(POWER, largest=True))
    assert [one.path for one in problem.factors] == ["mission.altitude", "thermal.target_temperature"]
    assert problem.required == tuple(one for one in fakes.desk.session.design.requirements if one.result in RESULTS)
    page.goals.add(Goal("mass.satellite"))
    page.required.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    page.required.add(Requirement("Light", "mass.satellite", "<=", 600.0))
    page.most.setValue(640)
    page.seed.setValue(9)
    problem = page.problem()
    assert problem.goals[-1] == Goal("mass.satellite")
    assert problem.required[-1].name == "Light"
    assert len(problem.required) == len(fakes.desk.session.design.requirements)
    assert (problem.evaluations, problem.seed) == (640, 9)
    page.goals._remove(page.goals._rows[-1][0])
    assert len(page.problem().goals) == 2


def run_search(page: OptimisePage, fakes: Fakes, most: int = 256) -> tuple[Any, list[Generation]]:
    """Let the page begin a search, and make the generations that its run would tell."""
    vary(fakes)
    for place in range(page.required.list.count()):
        page.required.list.item(place).setCheckState(Qt.CheckState.Unchecked)
    page.most.setValue(most)
    page.start.click()
    run = fakes.runs[-1]
    assert fakes.desk.state == "running"
    told: list[Generation] = []

    def evaluated(design: Any, columns: Any, outcomes: Any, *_: Any, **__: Any) -> Answer:
        return evaluate(design, columns, outcomes)

    optimum = search(run.design, page.problem(), evaluate=evaluated, on_generation=told.append)
    return optimum, told


def test_the_front_grows_live_and_the_best_becomes_the_design(page, fakes, qtbot, session):
    before = session.design
    optimum, told = run_search(page, fakes)
    run = fakes.runs[-1]
    points = fakes.desk.points
    assert isinstance(points, SearchPoints)
    run.callbacks["on_generation"](told[0])
    run.callbacks["on_progress"](told[0].count, told[0].most, 0, 500.0)
    qtbot.waitUntil(lambda: page.front.rows_model.rowCount() > 0)
    first = page.front.rows_model.rowCount()
    assert points.filled == told[0].count
    cost, power = points.values(COST), points.values(POWER)
    expected = pareto_front([cost[: points.filled], power[: points.filled]], [True, False])
    assert sorted(page.front.rows_model.rows) == np.flatnonzero(expected).tolist()
    assert page.finish.isVisible()
    run.callbacks["on_generation"](told[-1])
    run.callbacks["on_done"](optimum)
    qtbot.waitUntil(lambda: fakes.desk.state == "done")
    drawn(page)
    assert page.front.rows_model.rowCount() == len(optimum.front) != first
    assert page.status.text() == optimum.sentence()
    # What a point says of its fields is what its design has.
    for row in page.front.rows_model.rows[:5]:
        design = points.design_at(int(row))
        assert get_value(design, "mission.altitude") == points.values("mission.altitude")[row]
    page.keep.click()
    settle()
    best = optimum.front[0]
    assert session.document.undo_label == "Keep a design of the search"
    assert get_value(session.design, "mission.altitude") == best.values["mission.altitude"]
    session.undo()
    assert session.design == before


def test_the_other_pages_show_the_points_of_a_search(page, fakes, qtbot, session):
    optimum, told = run_search(page, fakes)
    other = ScatterPage(session)
    qtbot.addWidget(other)
    other.resize(800, 500)
    other.show()
    fakes.runs[-1].callbacks["on_generation"](told[-1])
    fakes.runs[-1].callbacks["on_done"](optimum)
    qtbot.waitUntil(lambda: fakes.desk.state == "done")
    drawn(other)
    assert (other.across.chosen, other.up.chosen) == (COST, POWER)
    assert set(other.shown.front) == {one.point for one in optimum.front}


def test_a_search_pauses_ends_early_and_stops(page, fakes, qtbot):
    _, told = run_search(page, fakes)
    run = fakes.runs[-1]
    page.pause.click()
    assert (page.pause.text(), run.calls[-1]) == ("Resume", "pause")
    page.pause.click()
    ended = []
    run.finish = lambda: ended.append(True)
    page.finish.click()
    assert ended == [True]
    run.callbacks["on_generation"](told[0])
    page.stop.click()
    qtbot.waitUntil(lambda: fakes.desk.state == "stopped")
    assert "Stopped" in page.status.text()
    assert not fakes.desk.can_go_on


def test_one_goal_is_drawn_as_it_gets_better(page, fakes, qtbot):
    page.goals._remove(page.goals._rows[1][0])
    optimum, told = run_search(page, fakes)
    fakes.runs[-1].callbacks["on_generation"](told[-1])
    fakes.runs[-1].callbacks["on_done"](optimum)
    qtbot.waitUntil(lambda: fakes.desk.state == "done")
    drawn(page)
    line = page.line.yData
    assert (np.diff(line) <= 0.0).all()
    assert line[-1] == pytest.approx(fakes.desk.points.values(COST)[optimum.front[0].point])
    assert page.front.rows_model.rowCount() == 1


def test_nothing_is_lost_where_a_search_fails(page, fakes, qtbot):
    _, told = run_search(page, fakes)
    fakes.runs[-1].callbacks["on_generation"](told[0])
    fakes.runs[-1].callbacks["on_failed"]("the processes of the study end before they have begun")
    qtbot.waitUntil(lambda: fakes.desk.state == "failed")
    drawn(page)
    assert "end before they have begun" in page.status.text()
    assert fakes.desk.points.filled == told[0].count
