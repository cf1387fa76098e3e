"""The page on how sure the design is: what it draws is what the analysis says, and it can be stopped and asked anew."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from studio.analysis.study.uncertainty import drivers, monte_carlo
from studio.design import set_value
from studio.design.spread import Spread
from studio.design.spread_edit import set_spread
from studio.gui.margins import MarginsView
from studio.gui.session import Session
from studio.gui.study.uncertainty_page import UncertaintyPage

WAIT = 60_000
MASS = "mass.satellite"


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def few(session: Session, **spreads: Spread) -> None:
    """Leave the design no spreads but these, so that a sample costs little."""
    def edit(design: Any) -> Any:
        design = set_value(design, "uncertainty.defaults", "none")
        for path, spread in (spreads or {"platform.mass": Spread("normal", deviation=9.0)}).items():
            design = set_spread(design, path, spread)
        return design

    assert session.edit("Spreads", edit) is None
    settle()


@pytest.fixture
def page(qtbot: Any, session: Session) -> UncertaintyPage:
    few(session)
    made = UncertaintyPage(session)
    qtbot.addWidget(made)
    made.samples.setValue(20)
    made.resize(700, 700)
    return made


def answered(qtbot: Any, page: UncertaintyPage) -> Any:
    qtbot.waitUntil(lambda: page.answer is not None and not page.busy and page._asked == page._key(), timeout=WAIT)
    return page.answer


def test_it_shows_what_the_analysis_says(page, qtbot, session):
    page.show()
    answer = answered(qtbot, page)
    found = monte_carlo(session.design, (MASS,), samples=20, seed=1)
    assert answer.sample.columns[MASS] == pytest.approx(found.columns[MASS], rel=1e-9)
    assert page.chances.rowCount() == len(session.design.requirements)
    row = [page.chances.item(7, column).text() for column in range(5)]
    assert row[0] == "Published satellite mass"
    assert row[4] == f"{100 * found.judged[7].chance.share:.3g} %"
    assert f"{100 * found.all_hold.share:.3g} %" in page.told.text()
    assert session.sample is answer.sample


def test_the_margins_say_it_too_until_the_design_changes(page, qtbot, session):
    margins = MarginsView(session)
    qtbot.addWidget(margins)
    assert margins.sure.isHidden()
    page.show()
    found = answered(qtbot, page).sample.all_hold
    assert f"{100 * found.share:.3g} %" in margins.sure.text()
    assert not margins.sure.isHidden()
    session.edit("Heavier", lambda design: set_value(design, "platform.mass", 140.0))
    settle()
    assert margins.sure.isHidden()


def test_a_row_chooses_what_is_drawn_below(page, qtbot, session):
    page.show()
    answered(qtbot, page)
    page.chances.setCurrentCell(7, 0)
    assert page.result.currentData() == MASS
    counts = page.answer.sample.histogram(MASS, 32)[0]
    assert page.histogram.steps.yData.max() == counts.max()
    assert {mark.text for mark in page.histogram.marks} >= {"P10", "P90", "now"}
    assert "kg" in page.histogram.plot.bottom.labelText
    (bar,) = drivers(session.design, (MASS,))[MASS].bars
    assert [one.name for one in page.bars.bars] == [bar.path] == ["platform.mass"]
    with qtbot.waitSignal(page.field_requested) as told:
        page.bars.setFocus()
        qtbot.keyClick(page.bars, Qt.Key.Key_Return)
    assert told.args == ["platform.mass"]


def test_any_result_can_be_shown(page, qtbot):
    page.show()
    answered(qtbot, page)
    for place in range(0, page.result.count(), 6):
        page.result.setCurrentIndex(place)
        page.show_answer(page.answer)
        assert page.spread.text()


def test_indices_are_computed_when_they_are_asked_for(page, qtbot):
    page.show()
    before = answered(qtbot, page).sample
    page.show_result(MASS)
    page.kind.setCurrentIndex(page.kind.findData("sobol"))
    page.request_draw()
    qtbot.waitUntil(lambda: page.answer.indices is not None and not page.busy, timeout=WAIT)
    assert page.answer.sample is before  # the samples are not drawn again
    assert [one.name for one in page.bars.bars] == ["platform.mass"]
    assert page.bars.bars[0].end == pytest.approx(1.0, abs=0.15)


def test_another_spread_asks_anew_and_an_undo_takes_it_back(page, qtbot, session):
    page.show()
    first = answered(qtbot, page).sample.summary(MASS).deviation
    session.edit("Spread", lambda design: set_spread(design, "platform.mass", Spread("normal", deviation=18.0)))
    settle()
    assert page.face == "outdated"
    assert session.sample is None  # it says nothing of the design as it is now
    assert answered(qtbot, page).sample.summary(MASS).deviation == pytest.approx(2.0 * first, rel=0.05)
    session.undo()
    settle()
    assert answered(qtbot, page).sample.summary(MASS).deviation == pytest.approx(first)


def test_it_can_be_stopped(page, qtbot):
    page.samples.setValue(100_000)
    page.show()
    qtbot.waitUntil(lambda: page.tasks.busy, timeout=WAIT)
    page.stop.click()
    qtbot.waitUntil(lambda: not page.tasks.busy, timeout=WAIT)
    assert page.answer is None
    assert page.again.isVisible()
    assert "Stopped" in page.told.text()


def test_a_design_without_uncertain_numbers_says_so(page, qtbot, session):
    session.edit("None", lambda design: set_spread(design, "platform.mass", None))
    page.show()
    answered(qtbot, page)
    assert "No number of this design is uncertain" in page.told.text()
    assert "No uncertain number moves" in page.rest.text()
