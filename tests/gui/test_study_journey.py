"""The Study tab in the whole window: a field is varied from its menu, the study runs in processes, a point is taken."""

from dataclasses import replace

import numpy as np
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from studio.design import get_value
from studio.document.place import state_folder
from studio.gui.tasks import Tasks
from studio.gui.window import TABS, MainWindow

OUTCOMES = ("orbit.period", "mass.satellite", "panel.specific_power_eol")


def settle(times: int = 6) -> None:
    for _ in range(times):
        QApplication.processEvents()


def drawn(window: MainWindow) -> None:
    for _ in range(400):
        settle(3)
        if not any(tasks.busy for tasks in window.views["study"].findChildren(Tasks)):
            return
        QTest.qWait(5)


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
    qtbot.waitUntil(lambda: desk.state in {"done", "failed"}, timeout=60_000)
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
    qtbot.waitUntil(lambda: desk.points.filled > 0, timeout=60_000)
    path = desk.points.path
    window.filing.may_leave = lambda: True
    window.close()
    assert not path.exists()
    again = make_window()
    desk = again.views["study"].desk
    again.views["study"].show_page("setup")
    desk.open(path)
    qtbot.waitUntil(lambda: desk.points is not None and desk.points.filled > 0, timeout=60_000)
    assert desk.points.plan.samples == 100_000
    desk.stop()
    qtbot.waitUntil(lambda: desk.state == "stopped", timeout=60_000)
