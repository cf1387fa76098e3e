"""What if, the search for better thicknesses, and the tasks that both run beside the GUI."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from studio import text
from studio.analysis.stack.optimise import GOALS, Found
from studio.analysis.stack.variants import merits as real_merits
from studio.design.quantity import ELECTRONVOLT
from studio.document.presets import preset
from studio.gui.panel.edits import with_field
from studio.gui.panel.optimise_dialog import OptimiseDialog
from studio.gui.panel.selection import Selection
from studio.gui.panel.what_if import WhatIfView
from studio.gui.panel.what_if_words import SERIES
from studio.gui.session import Session
from studio.gui.tasks import Tasks
from tests.gui.panel_editor import make_session, place_of

LONG = 10.0
COVER = "stack.layers[cover].thickness"


@pytest.fixture
def made() -> Iterator[tuple[Session, Selection]]:
    session, selection = make_session()
    session.start()
    QApplication.processEvents()
    yield session, selection
    session.close()


class FakeMerits:
    """Each merit is the value over that of the design, to a power; it notes the threads that it runs in."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []
        self.threads: set[threading.Thread] = set()
        self.may_go = threading.Event()
        self.may_go.set()

    def __call__(self, design: Any, results: Any, path: str, values: Any) -> dict[str, Any]:
        assert self.may_go.wait(LONG)
        self.asked.append((path, len(values)))
        self.threads.add(threading.current_thread())
        name, field = path.removeprefix("stack.layers[").split("].", 1)
        layer = design.stack.layers[place_of(design, name)]
        now = layer.thickness if field == "thickness" else layer.junction.band_gap
        found = {one.name: results[one.name] * (values / now) for one in SERIES if results.get(one.name) is not None}
        found["panel.temperature"] = results["panel.temperature"] + np.log2(values / now)
        found["panel.cost_per_watt"] = np.full(len(values), np.nan)
        return found


def what_if(qtbot, made: tuple[Session, Selection], merits: Callable[..., Any], name: str = "cover") -> WhatIfView:
    session, selection = made
    selection.select(place_of(session.design, name))
    view = WhatIfView(session, selection, merits=merits)
    qtbot.addWidget(view)
    view.resize(620, 440)
    view.show()
    idle(qtbot, view)
    return view


def idle(qtbot, view: WhatIfView) -> None:
    for _ in range(3):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not view.tasks.busy)
    QApplication.processEvents()


def curve(view: WhatIfView, name: str) -> tuple[Any, Any]:
    item = view.curves.curves[name]
    return item.xData, item.yData


def test_curves_are_computed_beside_the_gui_and_cross_at_now(qtbot, made):
    merits = FakeMerits()
    view = what_if(qtbot, made, merits)
    assert merits.threads
    assert threading.main_thread() not in merits.threads
    assert merits.asked[0] == (COVER, 41)
    x, y = curve(view, "panel.areal_mass")
    assert 10.0**x == pytest.approx(np.geomspace(25e-6, 400e-6, 41))
    assert (y[0], y[20], y[-1]) == pytest.approx((-75.0, 0.0, 300.0), abs=1e-9)
    assert curve(view, "panel.temperature")[1][-1] == pytest.approx(2.0)
    assert [mark.text for mark in view.chart.marks] == ["now 100 µm"]
    assert view.plot.bottom.labelText == "Thickness of cover"


def test_merits_that_do_not_apply_are_left_out(qtbot, made):
    view = what_if(qtbot, made, FakeMerits())
    assert not view.keys["panel.cost_per_watt"].isVisible()
    assert view.keys["panel.areal_mass"].isVisible()
    assert view.keys["panel.areal_mass"].value == "0.00 %"
    assert view.keys["panel.temperature"].value == "0.00 K"


def test_a_click_sets_the_thickness_and_the_axis_stays(qtbot, made):
    session, _ = made
    view = what_if(qtbot, made, FakeMerits())
    low, high = view.plot.box.full
    view.plot.box.pointed.emit(np.log10(200e-6), 0.0)
    view.plot.box.pointed.emit(np.log10(150e-6), 0.0)
    idle(qtbot, view)
    assert session.design.stack.layers[1].thickness == pytest.approx(150e-6)
    assert session.document.history == ("Thickness of cover",)
    assert view.plot.box.full == (low, high)
    assert view.chart.marks[0].text == "now 150 µm"
    x, y = curve(view, "panel.areal_mass")
    assert np.interp(np.log10(150e-6), x, y) == pytest.approx(0.0, abs=1e-9)
    session.undo()
    assert session.design.stack.layers[1].thickness == 100e-6


def test_the_arrow_keys_go_along_the_axis(qtbot, made):
    session, _ = made
    view = what_if(qtbot, made, FakeMerits())
    for _ in range(5):
        qtbot.keyClick(view.chart, Qt.Key.Key_Right)
    assert session.design.stack.layers[1].thickness > 1.1e-4
    assert session.document.history == ("Thickness of cover",)
    idle(qtbot, view)


def test_a_value_beyond_the_axis_begins_another(qtbot, made):
    session, _ = made
    view = what_if(qtbot, made, FakeMerits())
    session.edit("thick", lambda design: with_field(design, 1, "thickness", 2e-3))
    idle(qtbot, view)
    assert 10.0 ** view.plot.box.full[0] == pytest.approx(0.5e-3)
    x, _ = curve(view, "panel.areal_mass")
    assert 10.0 ** x[-1] == pytest.approx(8e-3)


def test_the_band_gap_is_varied_where_there_is_one(qtbot, made):
    session, selection = made
    view = what_if(qtbot, made, FakeMerits(), "perovskite")
    view.field.setCurrentIndex(1)
    idle(qtbot, view)
    x, _ = curve(view, "panel.areal_mass")
    assert x[[0, -1]] / ELECTRONVOLT == pytest.approx([1.5, 1.85], rel=1e-3)
    view.plot.box.pointed.emit(1.6 * ELECTRONVOLT, 0.0)
    idle(qtbot, view)
    place = place_of(session.design, "perovskite")
    assert session.design.stack.layers[place].junction.band_gap == pytest.approx(1.6 * ELECTRONVOLT)
    selection.select(1)
    idle(qtbot, view)
    assert view.field.currentIndex() == 0
    assert not view.field.isEnabled()
    assert view.plot.bottom.labelText == "Thickness of cover"


def test_edits_while_it_computes_are_answered_after_it(qtbot, made):
    session, _ = made
    merits = FakeMerits()
    view = what_if(qtbot, made, merits)
    merits.asked.clear()
    merits.may_go.clear()
    for thickness in (110e-6, 120e-6, 130e-6):
        session.edit("step", lambda design, to=thickness: with_field(design, 1, "thickness", to))
        QApplication.processEvents()
    assert view.tasks.busy
    merits.may_go.set()
    idle(qtbot, view)
    assert len(merits.asked) == 2
    x, y = curve(view, "panel.areal_mass")
    assert np.interp(np.log10(130e-6), x, y) == pytest.approx(0.0, abs=1e-9)


def test_what_cannot_be_computed_says_why(qtbot, made):
    def broken(*_: Any) -> dict[str, Any]:
        raise ValueError("the orbit is not computed")

    view = what_if(qtbot, made, broken)
    assert view.message.text() == "The orbit is not computed"
    assert view.message.isVisible()


def test_hiding_stops_it(qtbot, made):
    merits = FakeMerits()
    view = what_if(qtbot, made, merits)
    view.hide()
    made[0].edit("step", lambda design: with_field(design, 1, "thickness", 9e-5))
    QApplication.processEvents()
    assert not view.tasks.busy


def test_the_real_merits_agree_with_the_results_at_now(qtbot, made):
    view = what_if(qtbot, made, real_merits, "perovskite")
    assert not view.message.isVisible(), view.message.text()
    place = np.log10(1e-6)
    for one in SERIES[:8]:
        x, y = curve(view, one.name)
        assert np.interp(place, x, y) == pytest.approx(0.0, abs=1e-6), one.name
    x, mass = curve(view, "panel.areal_mass")
    assert np.all(np.diff(mass) > 0)
    assert curve(view, "panel.efficiency_cell")[1][0] < -5.0


def test_the_pointer_reads_the_curves(qtbot, made):
    view = what_if(qtbot, made, FakeMerits())
    scene = view.plot.box.mapViewToScene(view.plot.box.mapSceneToView(view.plot.box.sceneBoundingRect().center()))
    view.chart.hovered.emit(scene)
    assert view.heading.text().startswith("At 100 µm")
    view.chart.hovered.emit(view.plot.box.sceneBoundingRect().topLeft() * 0 - scene)
    assert view.heading.text() == "Click to set"


# The search


class FakeSearch:
    """Reports the middle of the bounds, then waits, then finds a tenth more."""

    def __init__(self) -> None:
        self.bounds: dict[str, tuple[float, float]] = {}
        self.goal = ""
        self.may_go = threading.Event()

    def __call__(
        self, design: Any, results: Any, bounds: Any, goal: str, checkpoint: Callable[[float], None], report: Any
    ) -> Found:
        self.bounds, self.goal = dict(bounds), goal
        middle = {path: (low + high) / 2 for path, (low, high) in bounds.items()}
        report(Found(middle, 300.0, 10))
        checkpoint(0.25)
        assert self.may_go.wait(LONG)
        checkpoint(0.5)
        return Found({path: 1.1 * value for path, value in middle.items()}, 310.0, 20)


def dialog_of(qtbot, session: Session, search: Callable[..., Found]) -> OptimiseDialog:
    dialog = OptimiseDialog(session, search=search)
    qtbot.addWidget(dialog)
    dialog.show()
    for line in dialog.lines:
        line.box.setChecked(line.bounds.layer == "cover")
    return dialog


def line_of(dialog: OptimiseDialog, name: str):
    return next(line for line in dialog.lines if line.bounds.layer == name)


def test_a_search_is_watched_and_applied_in_one_step(qtbot, made):
    session, _ = made
    search = FakeSearch()
    dialog = dialog_of(qtbot, session, search)
    before = session.design
    cover = line_of(dialog, "cover")
    cover.low.setText("50")
    cover.high.setText("0.15 mm")
    assert not dialog.use.isEnabled()
    qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: cover.best.text() == "100 µm")
    qtbot.waitUntil(lambda: dialog.progress.value() == 250)
    assert "10 stacks computed" in dialog.status.text()
    assert search.bounds[COVER] == pytest.approx((50e-6, 150e-6))
    assert search.goal == next(iter(GOALS))
    assert not dialog.start.isEnabled()
    assert dialog.cancel.isEnabled()
    assert session.design is before
    search.may_go.set()
    qtbot.waitUntil(dialog.use.isEnabled)
    assert cover.best.text() == "110 µm"
    qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert session.design.stack.layers[1].thickness == pytest.approx(110e-6)
    assert session.document.history == ("Optimise thickness",)
    assert not dialog.isVisible()
    session.undo()
    assert session.design == before


def test_stopping_changes_nothing_and_offers_the_best_so_far(qtbot, made):
    session, _ = made
    search = FakeSearch()
    dialog = dialog_of(qtbot, session, search)
    dialog.start.click()
    cover = line_of(dialog, "cover")
    qtbot.waitUntil(lambda: cover.best.text() != "–")
    so_far, best = cover.best.text(), dialog.found.values[COVER]
    assert not dialog.use.isEnabled()
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    search.may_go.set()
    QApplication.processEvents()
    assert cover.best.text() == so_far
    assert "nothing is changed before Apply" in dialog.status.text()
    assert "10 stacks computed" in dialog.status.text()
    assert session.document.history == ()
    qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert session.design.stack.layers[1].thickness == pytest.approx(best, rel=1e-3)  # as shown, in four digits
    assert session.document.history == ("Optimise thickness",)


def test_a_search_stopped_before_it_found_anything_offers_nothing(qtbot, made):
    may_go = threading.Event()

    def slow(*given: Any) -> Found:
        assert may_go.wait(LONG)
        given[4](0.5)
        raise AssertionError("a stopped search goes on")

    dialog = dialog_of(qtbot, made[0], slow)
    dialog.start.click()
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    may_go.set()
    QApplication.processEvents()
    assert line_of(dialog, "cover").best.text() == "–"
    assert "nothing was changed" in dialog.status.text()
    assert not dialog.use.isEnabled()
    assert dialog.start.isEnabled()


def test_closing_while_it_runs_leaves_no_thread(qtbot, made):
    search = FakeSearch()
    dialog = dialog_of(qtbot, made[0], search)
    dialog.start.click()
    qtbot.waitUntil(lambda: bool(search.bounds))
    threading.Timer(0.05, search.may_go.set).start()
    dialog.reject()
    assert not [thread for thread in threading.enumerate() if thread.name == "optimise"]


@pytest.mark.parametrize(("low", "high", "reason"), [
    ("2 mm", "1 mm", "Cover: the lower bound is not below the upper one"),
    ("thin", "1 mm", "“thin” does not begin with a number"),
    ("1 nm", "3 km", "“km” is not a unit of"),
    ("1 nm", "3 m", "above"),
])  # fmt: skip
def test_bounds_that_are_none_are_refused(qtbot, made, low, high, reason):
    dialog = dialog_of(qtbot, made[0], FakeSearch())
    cover = line_of(dialog, "cover")
    cover.low.setText(low)
    cover.high.setText(high)
    dialog.start.click()
    assert reason.lower() in dialog.status.text().lower()
    assert not dialog.tasks.busy


def test_a_search_needs_a_layer_and_says_what_it_lacks(qtbot, made):
    def priceless(*_: Any) -> Found:
        raise ValueError("a price is missing")

    dialog = dialog_of(qtbot, made[0], priceless)
    line_of(dialog, "cover").box.setChecked(False)
    dialog.start.click()
    assert dialog.status.text() == "No layer is chosen"
    line_of(dialog, "cover").box.setChecked(True)
    dialog.start.click()
    qtbot.waitUntil(lambda: "price" in dialog.status.text())
    assert dialog.start.isEnabled()


def test_a_real_search_finds_a_lighter_cover(qtbot):
    from studio.analysis.stack.optimise import optimise

    def short(*arguments: Any) -> Found:
        return optimise(*arguments, generations=3)

    session, _ = make_session(preset("shell-30deg"))
    session.start()
    QApplication.processEvents()
    dialog = dialog_of(qtbot, session, short)
    dialog.goal.setCurrentIndex(dialog.goal.findData("panel.specific_power_operating_bol"))
    dialog.start.click()
    qtbot.waitUntil(dialog.use.isEnabled, timeout=20_000)
    before = session.results()["panel.specific_power_operating_bol"]
    dialog.use.click()
    QApplication.processEvents()
    assert session.design.stack.layers[1].thickness < 60e-6
    assert session.results()["panel.specific_power_operating_bol"] > before
    session.close()


def test_dialog_and_page_are_translated(qtbot, made):
    text.use_language(text.PSEUDO)
    view = what_if(qtbot, made, FakeMerits())
    dialog = dialog_of(qtbot, made[0], FakeSearch())
    names = {layer.name for layer in made[0].design.stack.layers}
    for page in (view, dialog):
        for child in page.findChildren(QWidget):
            if hasattr(child, "text") and callable(child.text) and not hasattr(child, "setReadOnly"):
                words = child.text()
                written = words and not words[0].isdigit() and words != "–" and words not in names
                assert not written or "‹" in words, words
    text.use_language("en")


# Tasks


@pytest.fixture
def tasks(qapp) -> Iterator[tuple[Tasks, list[Any]]]:
    owner = QObject()
    made = Tasks(owner)
    told: list[Any] = []
    for name in ("progressed", "reported", "done", "failed"):
        getattr(made, name).connect(lambda what, name=name: told.append((name, what)))
    made.stopped.connect(lambda: told.append(("stopped", None)))
    yield made, told
    made.close()


def test_a_task_is_answered_in_the_gui_thread(qtbot, tasks):
    made, told = tasks
    threads = []
    made.done.connect(lambda answer: threads.append(threading.current_thread()))

    def work(checkpoint: Any, report: Any) -> str:
        checkpoint(0.5)
        report("half")
        return "whole"

    made.run(work)
    assert made.busy
    qtbot.waitUntil(lambda: not made.busy)
    assert told == [("progressed", 0.5), ("reported", "half"), ("done", "whole")]
    assert threads == [threading.main_thread()]


def test_nothing_of_an_older_task_is_passed_on(qtbot, tasks):
    made, told = tasks
    may_go = threading.Event()

    def older(checkpoint: Any, report: Any) -> str:
        report("older")
        assert may_go.wait(LONG)
        checkpoint(1.0)
        return "older"

    made.run(older)
    made.run(lambda checkpoint, report: "newer")
    may_go.set()
    qtbot.waitUntil(lambda: not made.busy)
    assert told == [("done", "newer")]


def test_cancelling_is_told_once_and_failures_in_words(qtbot, tasks, expected_logs):
    made, told = tasks
    made.cancel()
    assert told == []
    may_go = threading.Event()
    made.run(lambda checkpoint, report: (may_go.wait(LONG), checkpoint(1.0)))
    made.cancel()
    may_go.set()
    QApplication.processEvents()
    assert told == [("stopped", None)]

    def refuse(checkpoint: Any, report: Any) -> None:
        raise ValueError("no")

    made.run(refuse)
    qtbot.waitUntil(lambda: not made.busy)
    assert told[-1] == ("failed", "no")
    expected_logs("ERROR", "ended in a defect")
    expected_logs("ERROR", "a task stopped on a program error")

    def slip(checkpoint: Any, report: Any) -> None:
        raise KeyError("slip")

    made.run(slip)
    qtbot.waitUntil(lambda: not made.busy)
    assert "program error" in told[-1][1]
