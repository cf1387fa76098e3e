"""The ramp page: the sentence, the curves, the bars and the table are those of the programme; its buttons edit it."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from studio.analysis import RESULTS
from studio.design import set_value
from studio.design.quantity import YEAR
from studio.document import preset
from studio.document.document import Document
from studio.gui.factory.ramp_page import RampPage
from studio.gui.money_text import use_currency
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker

NARROW, WIDE = (620, 420), (1700, 950)


@pytest.fixture
def made(qapp: QApplication) -> Iterator[Session]:
    session = Session(Document(preset("perovskite-hjt-650km")), Theme(), ImmediateWorker)
    session.start()
    qapp.processEvents()
    yield session
    session.close()


@pytest.fixture
def page(qtbot: Any, made: Session) -> RampPage:
    page = RampPage(made)
    qtbot.addWidget(page)
    page.resize(*WIDE)
    page.show()
    settle()
    return page


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def test_the_sentence_says_what_the_programme_found(page, made):
    found = made.table("programme")
    assert f"{found.array_area / 1e6:.0f} km² of array" in page.answer.text()
    assert "167 production lines at full load, 196 at 85 %" in page.answer.text()
    assert str(found.first_limit_year) in page.limit.text()
    assert found.first_limit in page.limit.text()


def test_a_target_button_is_one_step_and_can_be_undone(qtbot, page, made):
    before = made.design
    button = page.target_buttons[600.0]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()
    assert made.design.programme.target * YEAR == pytest.approx(600e9)
    assert page.answer.text().startswith("600 GW a year")
    assert button.isChecked()
    assert not page.target_buttons[100.0].isChecked()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # it is so already
    settle()
    assert button.isChecked()
    made.undo()
    settle()
    assert made.design.programme == before.programme
    assert page.target_buttons[100.0].isChecked()


def test_stated_cells_take_what_is_published(qtbot, page, made):
    qtbot.mouseClick(page.technology_buttons["stated"], Qt.MouseButton.LeftButton)
    settle()
    assert "327 km² of array" in page.answer.text()
    assert "13.7 flights a day" in page.answer.text()
    assert made.design.programme.technology == "stated"


def test_the_supply_that_gives_out_first_is_on_top_and_named(page, made):
    found = made.table("programme")
    first = page.supplies.bars[0]
    assert first.label.startswith(found.first_limit)
    assert first.strong
    assert first.tint == made.theme.colours.red
    assert len(page.supplies.bars) == len(found.supply_names)
    line = page.supplies._line
    for bar in page.supplies.bars:  # beyond the line and short are one
        assert (bar.end > line) == bar.values[2].startswith("▲"), bar.label
    assert "Cover glass" in page.unknown.text()


def test_the_orders_are_those_of_the_plan(page, made):
    found = made.table("programme")
    assert [bar.label for bar in page.orders.bars] == [f"{year:.0f}" for year in found.year]
    longest = max(page.orders.bars, key=lambda bar: bar.end)
    assert longest.label == f"{found.year[found.equipment_by_year.argmax()]:.0f}"


def test_every_row_of_the_table_is_a_result_and_explains_itself(qtbot, page, made):
    found, model = made.table("programme"), page.table
    for place, row in enumerate(model.rows):
        assert row.result in RESULTS
        with qtbot.waitSignal(page.explain_requested) as said:
            page.view.clicked.emit(model.index(place, 2))
        assert said.args == [row.result]
    built = [model.index(0, column).data() for column in range(1, model.columnCount())]
    assert built[0] == "–"  # lines are ordered before anything is built
    assert built[found.first_at_target] == "100"
    assert model.headerData(1, Qt.Orientation.Horizontal) == f"{found.year[0]:.0f}"


def test_the_keys_tell_of_the_year_under_the_pointer(page, made):
    found = made.table("programme")
    chart = page.chart
    box = chart.plots[0].box
    year = float(found.year[found.first_at_target])
    place = box.mapViewToScene(QPointF(year + 0.2, 1.0))
    chart.chart.hovered.emit(place)
    assert chart.keys[0]["built"].value == "100 GW"
    assert chart.keys[1]["work"].value == "196"
    chart.chart.hovered.emit(QPointF(-1.0, -1.0))
    assert chart.keys[0]["built"].value == ""
    chart.chart.stepped.emit(1, 0)
    assert chart.keys[0]["built"].value == "0 GW"


def test_with_little_room_one_thing_is_shown_at_a_time(page):
    assert all(pane.isVisible() for pane in page.panes.values())
    page.resize(*NARROW)
    settle()
    for name in page.panes:
        page.choose(name)
        settle()
        assert [other for other, pane in page.panes.items() if pane.isVisible()] == [name]


def test_the_table_can_be_copied(page, made):
    page.copy_data()
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert len(rows) == len(page.table.rows) + 1
    assert len({len(row) for row in rows}) == 1
    built = next(row for row in rows if row[0] == "Built [GW]")
    assert [float(value) for value in built[1:]] == pytest.approx(made.table("programme").power_by_year / 1e9, rel=1e-5)


def test_money_is_shown_in_the_currency_that_is_chosen(page, made):
    def row():
        return next(row for row in page.table.rows if row.result == "programme.equipment_by_year")

    dollars = row()
    try:
        use_currency("CNY", 7.0)
        page.request_draw()
        settle()
        assert row().heading == "Equipment ordered [bn CNY]"
        assert row().values == pytest.approx([7.0 * value for value in dollars.values])
    finally:
        use_currency("USD", 1.0)
    assert dollars.heading == "Equipment ordered [bn USD]"


def test_a_fault_is_said_and_mended(page, made):
    made.edit("Wafer", lambda design: set_value(design, "programme.wafer", "M99"))
    settle()
    assert page.face == "failed"
    made.undo()
    settle()
    assert page.face == "fresh"


def test_any_technology_is_drawn(page, made):
    for name in ("shell-500km-eclipse", "starcloud-40mw"):
        programme = preset(name)
        made.edit("Other", lambda _design, programme=programme: programme)
        settle()
        assert page.face == "fresh"
        assert page.answer.text()
    assert any(row.result == "programme.polysilicon_by_year" for row in page.table.rows)
