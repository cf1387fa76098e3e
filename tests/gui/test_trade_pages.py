"""The pages on break-even and on what drives a result: asked beside the window, for the design that is open."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from studio.analysis import evaluate
from studio.analysis.trade import GROUND, SPACE, break_even, break_even_date, tornado
from studio.design import Design, set_value
from studio.document import preset
from studio.document.document import Document
from studio.document.stack_text import with_technology
from studio.gui.charts.two_curves import Curves, TwoCurves
from studio.gui.money.breakeven_page import BreakEvenPage
from studio.gui.money.tornado_page import TornadoPage
from studio.gui.money.view import MoneyView
from studio.gui.question import Question, Work
from studio.gui.session import Session
from studio.gui.theme import DARK, LIGHT, Theme
from studio.jobs.immediate import ImmediateWorker

WAIT = 30_000


@pytest.fixture
def made(qapp: QApplication) -> Iterator[Session]:
    session = Session(Document(preset("suncatcher-cluster")), Theme(), ImmediateWorker)
    session.start()
    qapp.processEvents()
    yield session
    session.close()


def settle() -> None:
    for _ in range(5):  # an edit is computed, told and drawn in turns of their own
        QApplication.processEvents()


def shown(qtbot: Any, page: Any, size: tuple[int, int] = (800, 620)) -> Any:
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    settle()
    return page


def answered(qtbot: Any, view: Question) -> Any:
    qtbot.waitUntil(lambda: view.answer is not None and not view.tasks.busy and view._asked == view._key(),
                    timeout=WAIT)  # fmt: skip
    return view.answer


class Slow(Question):
    """Answers with the altitude once it is let go, and is always at a checkpoint until then."""

    stages = ("orbit",)

    def __init__(self, session: Session) -> None:
        super().__init__(session, "slow", "Slow")
        self.let = threading.Event()
        self.begun = 0
        self.seen: list[float] = []

    def work(self, design: Design) -> Work:
        self.begun += 1

        def work(checkpoint: Callable[[float], None]) -> float:
            while not self.let.wait(0.005):
                checkpoint(0.4)
            return design.mission.altitude

        return work

    def show_answer(self, answer: Any) -> None:
        self.seen.append(answer)
        self.tell(f"{answer}")


def test_a_question_shows_progress_and_can_be_stopped(qtbot, made):
    view = shown(qtbot, Slow(made))
    qtbot.waitUntil(lambda: view.progress.value() == 400, timeout=WAIT)
    assert view.progress.isVisible()
    assert view.stop.isVisible()
    assert not view.again.isVisible()
    qtbot.mouseClick(view.stop, Qt.MouseButton.LeftButton)
    assert not view.tasks.busy
    assert "Stopped" in view.told.text()
    assert view.again.isVisible()
    assert not view.progress.isVisible()
    view.let.set()
    qtbot.mouseClick(view.again, Qt.MouseButton.LeftButton)
    answered(qtbot, view)
    assert view.seen == [made.design.mission.altitude]
    assert not view.again.isVisible()
    assert view.face == "fresh"


def test_a_drag_is_not_answered_before_the_hand_rests(qtbot, made):
    view = shown(qtbot, Slow(made))
    view.let.set()
    answered(qtbot, view)
    begun = view.begun
    view.let.clear()
    for step in range(8):
        made.edit("Altitude", lambda design, step=step: set_value(design, "mission.altitude", 600e3 + 1e3 * step))
        settle()
        assert view.face == "outdated"
    assert view.begun == begun
    view.let.set()
    answered(qtbot, view)
    assert view.begun == begun + 1
    assert view.seen[-1] == 607e3


def test_work_for_an_older_design_ends_when_the_design_moves_on(qtbot, made):
    view = shown(qtbot, Slow(made))
    qtbot.waitUntil(lambda: view.tasks.busy, timeout=WAIT)
    made.edit("Altitude", lambda design: set_value(design, "mission.altitude", 700e3))
    settle()
    assert not view.tasks.busy
    view.let.set()
    answered(qtbot, view)
    assert view.seen == [700e3]


def test_an_edit_that_changes_nothing_here_asks_nothing(qtbot, made):
    view = shown(qtbot, Slow(made))
    view.let.set()
    answered(qtbot, view)
    begun = view.begun
    made.edit("Title", lambda design: set_value(design, "title", "Another name"))
    settle()
    assert view.begun == begun
    assert view.face == "fresh"


def test_nothing_is_computed_behind_another_page(qtbot, made):
    view = Slow(made)
    qtbot.addWidget(view)
    settle()
    assert view.begun == 0


def test_the_break_even_page_says_what_the_solver_finds(qtbot, made):
    page = shown(qtbot, BreakEvenPage(made))
    view = page.input
    found = answered(qtbot, view)
    again = break_even(made.design, "launch.price")
    assert (found.name, found.other) == (SPACE, GROUND)
    assert found.value == again.value
    np.testing.assert_array_equal(found.result, again.result)
    assert view.told.text()
    assert len(view.curves.chart.notes) == len(again.crossings)
    answered(qtbot, page.years)
    assert page.years.answer.crossing == break_even_date(made.design).crossing
    assert "Taken for granted" in page.years.granted.text()


def test_another_input_and_another_price_ask_anew(qtbot, made):
    page = shown(qtbot, BreakEvenPage(made))
    answered(qtbot, page.input)
    answered(qtbot, page.years)
    view = page.input
    view.field.setCurrentIndex(view.field.findData("mission.lifetime"))
    view.field.activated.emit(view.field.currentIndex())
    settle()
    assert answered(qtbot, view).variable.path == "mission.lifetime"
    view.pair.setCurrentIndex(view.pair.findData("cost.lcoe"))
    view.pair.activated.emit(view.pair.currentIndex())
    settle()
    assert answered(qtbot, view).name == "cost.lcoe"
    assert answered(qtbot, page.years).name == "cost.lcoe"


def test_a_trend_moves_the_years(qtbot, made):
    page = shown(qtbot, BreakEvenPage(made))
    answered(qtbot, page.input)
    before = answered(qtbot, page.years).space
    page.years.changes["hardware"].setValue(-10.0)
    settle()
    after = answered(qtbot, page.years).space
    assert after[0] == pytest.approx(before[0])
    assert after[-1] < before[-1]
    assert "−10 % a year" in page.years.granted.text()


def test_a_design_that_fails_shows_why(qtbot, made):
    page = shown(qtbot, BreakEvenPage(made))
    answered(qtbot, page.input)
    answered(qtbot, page.years)
    made.edit("Cold", lambda design: set_value(design, "thermal.target_temperature", 150.0))
    settle()
    assert page.input.face == "failed"
    assert not page.input.tasks.busy


def test_the_tornado_leads_to_the_field_behind_a_bar(qtbot, made):
    page = shown(qtbot, TornadoPage(made))
    found = answered(qtbot, page)
    again = tornado(made.design, SPACE)
    assert [bar.path for bar in found.bars] == [bar.path for bar in again.bars]
    bars = page.bars.bars
    assert [bar.name for bar in bars] == [bar.path for bar in found.bars[: len(bars)]]
    assert all(0.0 <= bar.start <= bar.end <= 1.0 + 1e-12 for bar in bars)
    assert evaluate(made.design)[SPACE] == found.base
    with qtbot.waitSignal(page.field_requested) as said:
        qtbot.mouseClick(page.bars, Qt.MouseButton.LeftButton, pos=page.bars.row(1).center().toPoint())
    assert said.args == [bars[1].name]


def test_another_result_has_another_tornado(qtbot, made):
    page = shown(qtbot, TornadoPage(made))
    answered(qtbot, page)
    page.result.setCurrentIndex(page.result.findData("mass.satellite"))
    page.result.activated.emit(page.result.currentIndex())
    settle()
    found = answered(qtbot, page)
    assert found.name == "mass.satellite"
    assert "Satellite mass" in page.told.text()
    page.span.setCurrentIndex(1)
    page.span.activated.emit(1)
    settle()
    narrow = answered(qtbot, page)
    bar = next(bar for bar in narrow.bars if bar.path == "platform.mass")
    assert bar.high == pytest.approx(1.1 * bar.value)


def test_the_money_tab_passes_on_which_field_is_asked_for(qtbot, made):
    tab = MoneyView(made)
    qtbot.addWidget(tab)
    page = tab.pages.page("tornado")
    assert isinstance(page, TornadoPage)
    assert isinstance(tab.pages.page("breakeven"), BreakEvenPage)
    with qtbot.waitSignal(tab.field_requested) as said:
        page.bars.activated.emit("launch.price")
    assert said.args == ["launch.price"]


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("logarithmic", [False, True])
def test_two_curves_are_drawn_and_read_at_the_pointer(qtbot, made, colours, logarithmic):
    made.theme.colours = colours
    chart = shown(qtbot, TwoCurves(made, "two", "Two"), (600, 360))
    x = np.geomspace(1.0, 1000.0, 31) if logarithmic else np.linspace(1.0, 9.0, 31)
    one = 1e-3 / x if logarithmic else x * 1e-3
    shown_curves = Curves(x, one, np.full(31, 3e-3), SPACE, ("A", "B"), (SPACE, GROUND), "Something",
                          lambda value: f"{value:.3g}", logarithmic, ((3.0, 3e-3, "3"),), (2.0, "now 2"))  # fmt: skip
    chart.show_curves(shown_curves)
    settle()
    image = chart.grab().toImage().convertToFormat(chart.grab().toImage().Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[:, :, :3]
    for tint in (colours.series[0], colours.series[1]):
        blue, green, red = int(tint[5:7], 16), int(tint[3:5], 16), int(tint[1:3], 16)
        near = np.abs(pixels.astype(int) - [blue, green, red]).sum(axis=2) < 24
        assert near.sum() > 60
    place = chart.plot.box.sceneBoundingRect().center()
    chart.chart.hovered.emit(QPointF(place))
    assert "USD/h" in chart.keys["one"].value
    assert "USD/h" in chart.keys["other"].value
    chart.chart.hovered.emit(QPointF(-1.0, -1.0))
    assert not chart.keys["one"].value


def test_the_price_of_the_cells_is_offered_where_the_catalogue_knows_it(qtbot, made):
    page = shown(qtbot, BreakEvenPage(made))
    box = page.input.field
    assert box.findData("stack.price") < 0
    made.edit("Cell", lambda design: with_technology(design, "gainp-gaas-ge"))
    qtbot.waitUntil(lambda: not made.busy, timeout=WAIT)
    settle()
    box.setCurrentIndex(box.findData("stack.price"))
    box.activated.emit(box.currentIndex())
    found = answered(qtbot, page.input)
    assert found.variable.path == "stack.price"
    assert found.now == made.results()["panel.price_per_area"]
