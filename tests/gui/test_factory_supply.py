"""The Factory tab's pages on supply and market: what they say is what the analysis found, and edits are one step."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.analysis import RESULTS
from studio.analysis.supply import risks, supply_map
from studio.catalogue.company import STAGES, companies, company
from studio.catalogue.market import installations, markets, scope_prices
from studio.catalogue.pathway import pathway
from studio.design import set_value
from studio.design.quantity import YEAR
from studio.document import preset
from studio.document.document import Document
from studio.gui.factory.company_card import company_card, finance_text
from studio.gui.factory.market_page import CURRENCIES, MarketPage, amount_text
from studio.gui.factory.supply_page import SupplyPage
from studio.gui.factory.view import FactoryView
from studio.gui.session import Session
from studio.gui.theme import DARK, LIGHT, Theme
from studio.jobs.immediate import ImmediateWorker


@pytest.fixture
def made(qapp: QApplication) -> Iterator[Session]:
    session = Session(Document(preset("perovskite-hjt-650km")), Theme(), ImmediateWorker)
    session.start()
    qapp.processEvents()
    yield session
    session.close()


def settle() -> None:
    for _ in range(6):  # an edit is computed, told and drawn in turns of their own
        QApplication.processEvents()


def shown(qtbot: Any, page: Any, size: tuple[int, int] = (900, 700)) -> Any:
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    settle()
    return page


def set_field(session: Session, path: str, value: object) -> None:
    assert session.edit("Set", lambda design: set_value(design, path, value)) is None
    settle()


def test_everybody_on_the_map_has_a_chip_inside_it(qtbot, made):
    page = shown(qtbot, SupplyPage(made))
    chips = [(chip.presence.company.id, chip.presence.stage) for chip in page.matrix.chips]
    assert sorted(chips) == sorted((c.id, role.stage) for c in companies().values() for role in c.roles)
    for chip in page.matrix.chips:
        assert page.matrix.rect().toRectF().adjusted(-1, -1, 1, 1).contains(chip.frame), chip.text
    assert [row.stage for row in page.matrix.rows] == list(STAGES)


@pytest.mark.parametrize("width", [420, 700, 2400])
def test_chips_do_not_lie_over_one_another(qtbot, made, width):
    page = shown(qtbot, SupplyPage(made), (width, 700))
    frames = [chip.frame.adjusted(1, 1, -1, -1) for chip in page.matrix.chips]
    for at, one in enumerate(frames):
        assert not any(one.intersects(other) for other in frames[at + 1:])
    places = {one.country for one in companies().values() if one.roles}
    assert len(page.matrix.columns) == (len(places) if width == 2400 else 3)


def test_the_risk_of_each_stage_is_said_in_words(qtbot, made):
    page = shown(qtbot, SupplyPage(made))
    for row, risk in zip(page.matrix.rows, risks(), strict=True):
        assert (row.stage, row.risk) == (risk.stage, risk.risk)
    assert "Epitaxy machines: ▲ one company" in page.matrix.accessibleDescription()


def test_the_pathway_of_the_design_stands_out_and_another_can_be_chosen(qtbot, made):
    page = shown(qtbot, SupplyPage(made), (700, 380))
    assert {row.stage for row in page.matrix.rows if row.on_pathway} == set(pathway("perovskite-hjt").stages)
    page.pathway.setCurrentIndex(page.pathway.findData("iii-v"))
    page.pathway.activated.emit(page.pathway.currentIndex())
    settle()
    assert {row.stage for row in page.matrix.rows if row.on_pathway} == set(pathway("iii-v").stages)
    first = next(row for row in page.matrix.rows if row.on_pathway)  # it is scrolled to
    place = page.matrix.mapTo(page.area.viewport(), QPoint(0, round(first.top + first.height / 2)))
    assert page.area.viewport().rect().contains(place)
    page.pathway.setCurrentIndex(page.pathway.findData(""))
    page.pathway.activated.emit(page.pathway.currentIndex())
    settle()
    assert all(row.on_pathway for row in page.matrix.rows)


def test_a_control_strikes_companies_out_in_one_step(qtbot, made):
    page = shown(qtbot, SupplyPage(made))
    box = page.control.box
    box.setCurrentIndex(box.findData("equipment"))
    box.activated.emit(box.currentIndex())
    settle()
    assert made.design.programme.export_control == "equipment"
    stopped = {chip.presence.company.id for chip in page.matrix.chips if chip.presence.stopped}
    assert {"maiwei", "autowell", "jingsheng"} <= stopped
    assert {companies()[id].country for id in stopped} == {"CN"}
    assert "lacks crystal growth machines" in page.breaks.text()
    made.undo()
    settle()
    assert made.design.programme.export_control == "none"
    assert not any(chip.presence.stopped for chip in page.matrix.chips)
    assert box.currentData() == "none"


def test_the_cost_of_a_scenario_is_that_of_the_stage(qtbot, made):
    page = shown(qtbot, SupplyPage(made))
    assert "held against" in page.summary.text()
    qtbot.mouseClick(page.buttons["us-line"], Qt.MouseButton.LeftButton)
    settle()
    found = made.table("supply")
    assert found.outside * YEAR == pytest.approx(100e9)
    assert f"{found.purchase_delta * YEAR / 1e9:.3g} bn USD/yr more" in page.summary.text()
    assert page.buttons["us-line"].isChecked()
    assert not page.buttons["free"].isChecked()
    set_field(made, "programme.outside_price_factor", 0.5)
    assert "less than by free trade" in page.summary.text()
    qtbot.mouseClick(page.buttons["free"], Qt.MouseButton.LeftButton)
    settle()
    assert made.table("supply").purchase_delta == 0.0
    made.undo()
    settle()
    assert made.design.programme.outside_line * YEAR == pytest.approx(100e9)


def test_what_is_not_to_be_had_is_said(qtbot, made):
    page = shown(qtbot, SupplyPage(made))
    set_field(made, "programme.export_control", "all")
    assert "100 GW a year of the target are not to be had" in page.summary.text()


def test_a_click_shows_the_card_and_another_closes_it(qtbot, made):
    page = shown(qtbot, SupplyPage(made))

    def click() -> None:  # the card takes room: the chips have moved
        chip = next(one for one in page.matrix.chips if one.presence.company.id == "shuangliang")
        qtbot.mouseClick(page.matrix, Qt.MouseButton.LeftButton, pos=chip.frame.center().toPoint())
        settle()

    click()
    assert page.card.isVisible()
    text = page.card.toPlainText()
    assert "双良节能" in text
    assert "not to SpaceX" in text
    assert "none known here" in text
    assert "none of it is advice" in text
    click()
    assert not page.card.isVisible()


def test_the_keys_go_from_chip_to_chip(qtbot, made):
    page = shown(qtbot, SupplyPage(made))
    page.matrix.setFocus()
    first = page.matrix.current
    QTest.keyClick(page.matrix, Qt.Key.Key_Right)
    assert page.matrix.current == first + 1
    QTest.keyClick(page.matrix, Qt.Key.Key_Down)
    below = page.matrix.chips[page.matrix.current]
    assert below.frame.top() > page.matrix.chips[first].frame.top()
    QTest.keyClick(page.matrix, Qt.Key.Key_Return)
    assert page.company == below.presence.company.id


@pytest.mark.parametrize("id", list(companies()))
def test_a_card_says_all_that_is_known(id):
    one = company(id)
    for colours in (DARK, LIGHT):
        text = company_card(one, colours)
        assert text.count("<li") == (
            max(len(one.roles), 1) + 1 + len(one.statements) + len(one.finances))  # fmt: skip
    assert ("⚠" in text) == one.in_distress


def test_figures_of_the_accounts_in_words():
    assert finance_text(company("tongwei").finances[0]) == "Net result, 2025, forecast: −9 to −10 bn yuan"
    assert finance_text(company("trina").finances[2]) == "Profit target, 2026 to 2028 together: at least 9.6 bn yuan"
    assert finance_text(company("junda").finances[0]) == "Share price, Early 2026: +80 %"
    assert finance_text(company("yijing").finances[0]) == "Net assets, End of 2025, forecast: −68 to −130 m yuan"
    assert "nearly 100 bn yuan" in finance_text(company("maiwei").finances[0])


def test_shares_of_the_world_stand_by_their_stage(qtbot, made):
    page = shown(qtbot, SupplyPage(made))
    said = {row.stage: row.share for row in page.matrix.rows if row.share}
    assert said == {"polysilicon": "China above 80 %", "wafer": "China 97 %", "germanium": "China 60 %",
                    "silicon_cell": "China above 80 %", "module": "China above 80 %"}  # fmt: skip


def test_the_map_can_be_copied(qtbot, made):
    page = shown(qtbot, SupplyPage(made))
    rows = page.data()
    assert len(rows) == len(STAGES) + 1
    delivering = {one.company.name for one in supply_map().suppliers("wafer", "CN")}
    wafers = next(row for row in rows if row[0] == STAGES["wafer"])
    assert set(wafers[1].split(", ")) == delivering


def test_the_market_is_power_times_price_in_three_currencies(qtbot, made):
    page = shown(qtbot, MarketPage(made))
    assert page.answer.text() == ("100 GW a year at 1 yuan/W are 14.39 bn USD a year: 100 bn yuan, "
                                  "18.27 bn S$.")  # fmt: skip
    assert page.flag.text().startswith("⚑")
    set_field(made, "cost.cny_per_usd", 8.0)
    assert "12.5 bn USD" in page.answer.text()
    assert page.scopes.bars[0].values[1] == "12.5 bn USD"
    made.currency.choose("CNY")
    settle()
    assert "are 100 bn yuan a year: 12.5 bn USD" in page.answer.text()
    assert page.scopes.bars[0].values[1] == "100 bn yuan"
    made.currency.choose("USD")


def test_money_is_the_same_in_every_currency(made):
    cost = made.design.cost
    yuan, dollars, singapore = (one.of_yuan(cost) for one in CURRENCIES)
    assert yuan == 1.0
    assert dollars * cost.cny_per_usd == pytest.approx(1.0)
    assert singapore / dollars == pytest.approx(cost.sgd_per_usd)
    assert amount_text(72.6e12, CURRENCIES[0], cost) == "72.6 tn yuan"


def test_a_reported_price_is_taken_with_its_scope_in_one_step(qtbot, made):
    page = shown(qtbot, MarketPage(made))
    before = made.design
    position = page.taken.findData("citic-2026")
    page.taken.setCurrentIndex(position)
    page.taken.activated.emit(position)
    settle()
    assert (made.design.programme.market_price, made.design.programme.price_scope) == (121.0, "array")
    assert not page.flag.text().startswith("⚑")
    assert "12.1 tn yuan" in page.answer.text()  # beside the dollars
    made.undo()
    assert made.design == before
    assert page.taken.findData("gaas-quoted") < 0  # its scope is not stated


def test_reported_markets_carry_their_price_and_a_flag(qtbot, made):
    page = shown(qtbot, MarketPage(made))
    assert [bar.name for bar in page.reported.bars] == list(markets())
    by_id = {bar.name: bar for bar in page.reported.bars}
    assert by_id["citic-2026"].values[2] == "121"
    assert by_id["changjiang-modules"].values[2:] == ("1", "⚑ module for the ground")
    assert not any("⚑" in by_id[id].values[3] for id in by_id if id.startswith("citic"))
    assert [bar.name for bar in page.scopes.bars] == ["market.scope_values"] * len(scope_prices())


def test_what_the_target_is_measured_by_can_be_chosen(qtbot, made):
    page = shown(qtbot, MarketPage(made))
    assert "are 23 % of China 2026" in page.share.text()
    page.shares.activated.emit("china-2026-cpia")
    settle()
    assert made.design.programme.market_base == "china-2026-cpia"
    assert "41.7 % to 55.6 %" in page.share.text()
    assert [bar.name for bar in page.shares.bars] == list(installations())


def test_what_is_refused_is_said_beside_the_fields(qtbot, made):
    page = shown(qtbot, MarketPage(made))
    edit = page.numbers["programme.market_price"].edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "-5")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    settle()
    assert page.refused.isVisible()
    assert made.design.programme.market_price == 1.0


def test_pages_redraw_in_light_and_figures_explain(qtbot, made):
    view = shown(qtbot, FactoryView(made), (1100, 900))
    for name in ("supply", "market"):
        view.show_page(name)
        made.theme.use(False)
        settle()
        made.theme.use(True)
        settle()
        page = view.pages.page(name)
        assert page.figures.texts
        assert set(page.figures.texts) <= set(RESULTS)
