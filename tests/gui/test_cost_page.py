"""The Cost page: its bars and tables add up to what the stage found, and lead to why."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.analysis import RESULTS
from studio.design import set_value
from studio.design.edit import field_at
from studio.design.quantity import MONEY, YEAR
from studio.document import preset
from studio.document.document import Document
from studio.gui.margins import MarginsView
from studio.gui.money.cost_page import CostPage
from studio.gui.session import Session
from studio.gui.theme import DARK, LIGHT, Theme
from studio.gui.value_text import readable_text, result_text
from studio.jobs.immediate import ImmediateWorker


@pytest.fixture
def made(qapp: QApplication) -> Iterator[Session]:
    session = Session(Document(preset("suncatcher-cluster")), Theme(), ImmediateWorker)
    session.start()
    settle()
    yield session
    session.close()


def settle() -> None:
    for _ in range(5):  # an edit is computed, told and drawn in turns of their own
        QApplication.processEvents()


@pytest.fixture
def page(qtbot: Any, made: Session) -> CostPage:
    shown = CostPage(made)
    qtbot.addWidget(shown)
    shown.resize(900, 600)
    shown.show()
    settle()
    return shown


def edit(session: Session, path: str, value: object) -> None:
    assert session.edit("Edit", lambda design: set_value(design, path, value)) is None
    settle()


def test_the_bars_follow_each_other_up_to_the_whole(page, made):
    cost = made.table("cost")
    *items, whole = page.bars.bars
    assert [bar.name for bar in items] == list(cost.item_results)
    assert items[0].start == 0.0
    for before, after in pairwise(items):
        assert after.start == pytest.approx(before.end)
    assert items[-1].end == pytest.approx(1.0)
    assert (whole.start, whole.end, whole.values[0]) == (0.0, 1.0, readable_text(cost.total, MONEY))
    for bar, value in zip(items, cost.item_values, strict=True):
        assert (bar.end - bar.start) * cost.total == pytest.approx(value)


def test_what_has_no_price_is_said_above(page, made):
    assert "Power electronics" in page.left_out.text()
    for path, value in (("cost.electronics_price", 1.0), ("cost.shielding_price", 0.1), ("cost.engineering", 1e8),
                        ("cost.ground_capital", 1e7)):  # fmt: skip
        edit(made, path, value)
    assert not page.left_out.isVisible()
    assert "electronics" in page.bars.bars[3].label


def test_every_bar_and_figure_explains_itself(page, qtbot):
    names = [bar.name for bar in page.bars.bars]
    assert all(name in RESULTS for name in names)
    page.bars.setFocus()
    page.bars.current = 1
    with qtbot.waitSignal(page.explain_requested) as asked:
        QTest.keyClick(page.bars, Qt.Key.Key_Return)
    assert asked.args == [names[1]]
    assert {"cost.capex", "cost.lcoe", "cost.accelerator_hour", "cost.compute_price",
            "cost.launched_power_price"} <= set(page.figures.texts)  # fmt: skip


def test_the_years_stack_up_to_what_is_paid(page, made):
    edit(made, "cost.service_time", 12.5 * YEAR)
    edit(made, "cost.replacement", "accelerators")
    page.choose("years")
    settle()
    cost = made.table("cost")
    top = page.areas.areas[-1]
    paid = np.repeat(cost.yearly, 2)
    assert top.high == pytest.approx(paid)
    assert top.x[-1] == cost.year.size * YEAR
    page.keys["capital"].click()
    settle()
    assert page.areas.areas[-1].high == pytest.approx(paid - np.repeat(cost.yearly_capital, 2))


@pytest.mark.parametrize("name", ["suncatcher-cluster", "gigawatt-27kw", "starcloud-40mw"])
def test_every_row_is_how_much_times_price(qtbot, name):
    session = Session(Document(preset(name)), Theme(), ImmediateWorker)
    session.start()
    settle()
    page = CostPage(session)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    page.choose("prices")
    settle()
    for table in (page.satellite, page.service):
        *rows, whole = table.rows
        for row in rows:
            if row.value is not None:
                assert row.amount * row.price == pytest.approx(row.value), row.name
            assert row.name in RESULTS
            assert not row.field or field_at(session.design, row.field)
        assert sum(row.value or 0.0 for row in rows) == pytest.approx(whole.value)
        for row, texts in zip(rows, table.texts[1:], strict=False):
            assert bool(texts[5]) <= (row.state == "priced")  # a source only where there is a price
    session.close()


def test_a_price_leads_to_its_field_and_an_amount_to_its_reason(page, qtbot):
    page.choose("prices")
    settle()
    table = page.satellite
    model = table.model()
    with qtbot.waitSignal(page.field_requested) as asked:
        table.clicked.emit(model.index(0, 2))
    assert asked.args == ["cost.array_price"]
    with qtbot.waitSignal(page.explain_requested) as asked:
        table.clicked.emit(model.index(0, 3))
    assert asked.args == ["cost.panels"]
    assert table.texts[1][4] == "published"


def test_the_currency_reaches_everything_on_the_page(page, made):
    made.currency.choose("CNY")
    settle()
    assert all("CNY" in bar.values[0] for bar in page.bars.bars)
    assert "CNY" in page.summary.text()
    assert all("CNY" in text or "%" in text for text in page.figures.texts.values())
    for mode in ("years", "prices"):
        page.choose(mode)
        settle()
    assert "CNY" in page.plot.left.labelText
    assert all("USD" not in cell for row in page.satellite.texts for cell in row[:5])
    made.currency.choose("USD")


def test_the_margins_follow_a_price(qtbot, made):
    margins = MarginsView(made)
    qtbot.addWidget(margins)
    margins.resize(400, 900)
    margins.show()
    settle()
    before = margins._figures["cost.capex"].text()
    assert "million USD" in before
    edit(made, "cost.array_price", 60.0)
    qtbot.waitUntil(lambda: margins._figures["cost.capex"].text() != before, timeout=2000)
    assert margins._figures["cost.capex"].text() == result_text("cost.capex", made.table("cost").capex)


def test_data_and_colours(page, made):
    for mode in ("items", "years", "prices"):
        page.choose(mode)
        settle()
        rows = page.data()
        assert len(rows) > 3
    for colours in (LIGHT, DARK):
        made.theme.use(colours.dark)
        settle()
        assert page.grab().toImage().pixelColor(2, 2).name() == colours.surface
