"""A seeded monkey in the Study tab, while points come, fail, end, are brushed and opened."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QToolButton

from studio.gui.study import running
from studio.gui.study.points import Points
from studio.gui.tasks import Tasks
from studio.gui.window import MainWindow
from tests.gui.study_fakes import FakeFile, FakeRun, plan
from tests.gui.test_monkey_tabs import TabMonkey, let_nothing_wait

ACTIONS = 120
PAGES = ("setup", "scatter", "parallel", "map", "table", "optimise")


class StudyMonkey(TabMonkey):
    """What it asks for is answered by runs that it drives itself."""

    def __init__(self, window: MainWindow, seed: int, runs: list[FakeRun]) -> None:
        super().__init__(window, seed)
        self.runs = runs
        self.desk = window.views["study"].desk
        self.deeds |= {
            self.turn_tab: 10, self.begin: 30, self.tell: 60, self.finish: 12, self.fail: 4, self.show_study: 15,
            self.drag: 60, self.press: 60, self.sweep: 20, self.open_some: 20, self.take_theme: 3,
        }  # fmt: skip

    def turn_tab(self) -> None:
        self.window.actions_by_name[f"tab-{self.chance.choice(('study', 'study', 'study', 'orbit'))}"].trigger()

    def turn_page(self) -> None:
        self.window.actions_by_name[f"study-page-{self.chance.choice(PAGES)}"].trigger()

    def use(self, one):  # type: ignore[no-untyped-def]
        if isinstance(one, QToolButton) and one.objectName().endswith("-more"):
            return  # it would write to the clipboard of the machine
        super().use(one)

    def show_study(self) -> None:
        self.desk.open(Path("fake.parquet"))

    def begin(self) -> None:
        if not self.desk.busy:
            self.desk._begin(Points.of_run(self.session.design, plan(), Path("fake.parquet")), Path("fake.parquet"),
                             continued=self.chance.random() < 0.5)  # fmt: skip

    def tell(self) -> None:
        if self.runs and self.desk.state == "running":
            run = self.runs[-1]
            if run.plan.outcomes == plan().outcomes and run.plan.factors == plan().factors:
                start = self.chance.randrange(run.plan.size)
                run.tell(start, start + self.chance.randrange(1, 30), {start: "too low"})

    def finish(self) -> None:
        if self.runs and self.desk.busy and self.runs[-1].plan.factors == plan().factors:
            self.runs[-1].finish({3: "too hot"})

    def fail(self) -> None:
        if self.runs and self.desk.busy:
            self.runs[-1].callbacks["on_failed"]("the disk is full")

    def drag(self) -> None:
        page = self.window.views["study"].pages.page("parallel")
        plot = page.plot
        if plot.isVisible() and plot.axes:
            x = round(plot.x_of(self.chance.randrange(len(plot.axes))))
            ends = [QPoint(x + self.chance.randrange(-8, 8), self.chance.randrange(plot.height())) for _ in range(2)]
            QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=ends[0])
            QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=ends[1])

    def press(self) -> None:
        page = self.window.views["study"].pages.page(self.chance.choice(("scatter", "parallel", "map")))
        widget = page.plot if hasattr(page, "plot") else page.plane
        if widget.isVisible():
            keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_F, Qt.Key.Key_Delete)
            modifiers = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
                         Qt.KeyboardModifier.ControlModifier)  # fmt: skip
            QTest.keyClick(widget, self.chance.choice(keys), self.chance.choice(modifiers))

    def sweep(self) -> None:
        page = self.window.views["study"].pages.page("scatter")
        if page.plane.isVisible():
            left, right, bottom, top = page.plane.view
            share = self.chance.random
            page.plane.swept.emit(QRectF(QPointF(left + (right - left) * share(), bottom + (top - bottom) * share()),
                                         QPointF(right, top)).normalized())  # fmt: skip

    def open_some(self) -> None:
        self.desk.open_point(self.chance.randrange(-2, plan().size + 2))

    def take_theme(self) -> None:
        self.window.actions_by_name["dark"].trigger()


@pytest.mark.parametrize("seed", [3])
def test_a_monkey_in_the_study_tab_breaks_nothing(make_window, monkeypatch, qtbot, seed):
    raised: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: raised.append(f"{kind.__name__}: {error}"))
    let_nothing_wait(monkeypatch, lambda: QMessageBox.StandardButton.Discard)
    runs: list[FakeRun] = []

    def make_run(*arguments):  # type: ignore[no-untyped-def]
        runs.append(FakeRun(*arguments))
        return runs[-1]

    def make_search(design, problem, callbacks, place):  # type: ignore[no-untyped-def]
        return FakeRun(design, plan(), Path(), callbacks, False)

    monkeypatch.setattr(running, "make_run", make_run)
    monkeypatch.setattr(running, "make_search", make_search)
    window: MainWindow = make_window()
    session = window.session
    desk = window.views["study"].desk
    monkeypatch.setattr(desk, "_open_study", lambda path: FakeFile(session.design, plan(), {1: "too low"}))
    window.actions_by_name["tab-study"].trigger()
    monkey = StudyMonkey(window, seed, runs)
    monkey.run(ACTIONS)
    assert raised == [], monkey.done[-5:]
    study = window.views["study"]
    qtbot.waitUntil(lambda: not any(tasks.busy for tasks in study.findChildren(Tasks)), timeout=20_000)
    assert runs
    assert study.desk.points is not None
    undo = window.actions_by_name["undo"]
    while undo.isEnabled():
        undo.trigger()
    assert session.design == monkey.opened
    QApplication.processEvents()
    assert raised == []
