"""From the points of a study to the columns of the Compare tab: by button, menu and key."""

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QPointF

from studio.analysis.study.plan import Factor, Plan
from studio.gui.compare.desk import CompareDesk
from studio.gui.study.brush import Limit
from studio.gui.study.comparing import MOST, meant
from studio.gui.study.points import Points
from studio.gui.study.scatter_page import ScatterPage
from studio.gui.study.table_page import TablePage
from studio.gui.window import TABS
from tests.cli.test_commands import call
from tests.gui.study_fakes import Fakes
from tests.gui.test_compare_tab import settle


@pytest.fixture
def fakes(session):
    made = Fakes(session)
    yield made
    made.desk.close()
    CompareDesk.of(session).close()


@pytest.fixture
def make(qtbot, session, fakes):
    def made(kind):
        page = kind(session)
        qtbot.addWidget(page)
        page.resize(900, 600)
        page.show()
        settle(session)
        return page

    return made


def running(fakes) -> Points:
    """A study that goes on: all its points are known, and no file is there."""
    plan = Plan((Factor("mission.altitude", 600e3, 700e3, 30),), ("mass.satellite",))
    points = Points.of_run(fakes.desk.session.design, plan)
    points.add_rows(0, {"mass.satellite": np.linspace(500.0, 400.0, 30), "reason": [None] * 30})
    fakes.desk._show(points)
    return points


def test_brushed_points_become_columns_and_the_tab_is_wanted(make, fakes, session):
    page = make(TablePage)
    points = running(fakes)
    settle(session)
    asked = []
    fakes.desk.compare_wanted.connect(lambda: asked.append(True))
    assert meant(fakes.desk) == []
    assert not page.bar.compare.isEnabled()
    fakes.desk.limit({"mission.altitude": Limit(high=points.values("mission.altitude")[MOST])})  # one too many
    assert not page.bar.compare.isEnabled()
    fakes.desk.limit({"mission.altitude": Limit(high=points.values("mission.altitude")[2])})
    settle(session)
    assert page.bar.compare.text() == "Compare 3 points"
    page.bar.compare.click()
    settle(session)
    columns = CompareDesk.of(session)
    designs = [columns.found(entry.number).design for entry in columns.entries[1:]]
    assert [one.mission.altitude for one in designs] == list(points.values("mission.altitude")[:3])
    assert all(columns.found(entry.number).results is not None for entry in columns.entries[1:])
    assert "Study" in designs[0].sources["mission.altitude"].text
    assert asked == [True]
    # Again, with one more: only that one is new, and a later study of the same fields is another.
    fakes.desk.limit({"mission.altitude": Limit(high=points.values("mission.altitude")[3])})
    page.bar.compare.click()
    assert len(columns.entries) == 5
    running(fakes)
    fakes.desk.go_to(1)
    page.bar.compare.click()
    settle(session)
    assert len(columns.entries) == 6
    assert columns.found(columns.entries[-1].number).design.mission.altitude == designs[1].mission.altitude


def test_the_selected_rows_of_a_table_are_compared(make, fakes, session):
    page = make(TablePage)
    running(fakes)
    settle(session)
    table = page.table
    select = table.selectionModel().select
    for row in (7, 2):
        select(table.rows_model.index(row, 0), QItemSelectionModel.SelectionFlag.Select
               | QItemSelectionModel.SelectionFlag.Rows)  # fmt: skip
    assert table.selected == [2, 7]
    menu = table.menu()
    next(action for action in menu.actions() if action.text() == "Compare 2 points").trigger()
    settle(session)
    assert [entry.name[-7:] for entry in CompareDesk.of(session).entries[1:]] == ["point 2", "point 7"]
    table.selectAll()
    assert not next(one for one in table.menu().actions() if one.text() == "Compare 30 points").isEnabled()


def test_a_point_under_the_pointer_and_the_front(make, fakes, session):
    page = make(ScatterPage)
    points = fakes.show()
    settle(session)
    row = int(page.front.rows_model.rows[0])
    at = page.plane.box.mapViewToScene(QPointF(*page.place_of(row)))
    menu = page.menu(page.plane.mapFromScene(at))
    assert [one.text() for one in menu.actions()] == [f"Open point {row}", f"Compare point {row}"]
    assert fakes.desk.current == row
    listed = len(page.front.rows_model.rows)
    assert (f"Compare all {listed} listed points" in [one.text() for one in page.front.menu().actions()]) == (
        1 < listed <= MOST)  # fmt: skip
    assert points.filled


def test_a_point_of_a_file_is_held_against_its_hash(session, fakes, capsys, tmp_path):
    path = tmp_path / "study.parquet"
    status, _, err = call(capsys, "--quiet", "sweep", "suncatcher-cluster", "--vary", "mission.altitude=600km:700km:3",
                          "--outcome", "orbit.period", "--out", str(path))  # fmt: skip
    assert status == 0, err
    from studio.jobs.study import StudyFile

    with StudyFile.open(path) as study:
        points = Points.of_file(study, path)
        make = points.later(2)
    design = make()  # the file that the points were read of is closed
    assert design.mission.altitude == 700e3
    assert "study.parquet" in design.sources["mission.altitude"].text
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(ValueError, match=r"study\.parquet"):
        make()


def test_the_key_leads_to_the_compare_tab(make_window):
    window = make_window()
    desk = window.views["study"].desk
    told = []
    desk.told.connect(lambda text, wrong: told.append((text, wrong)))
    action = window.actions_by_name["compare-points"]
    assert action.shortcut().toString() == "Ctrl+Shift+D"
    action.trigger()
    assert told == [("Choose a point of the study first, or brush 20 points at most.", True)]
    plan = Plan((Factor("mission.altitude", 600e3, 700e3, 3),), ("mass.satellite",))
    points = Points.of_run(window.session.design, plan)
    points.add_rows(0, {"mass.satellite": np.array([3.0, 2.0, 1.0]), "reason": [None] * 3})
    desk._show(points)
    desk.go_to(1)
    action.trigger()
    assert window.tabs.currentIndex() == list(TABS).index("compare")
    assert window.views["compare"].pages.current == "side"
    settle(window)
    assert CompareDesk.of(window.session).entries[1].name.endswith("point 1")
