"""Space and ground side by side: the bars are the results, a click on a site is one step to undo, all live."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.analysis import RESULTS
from studio.catalogue.site import sites
from studio.design import set_value
from studio.document import preset
from studio.document.document import Document
from studio.gui.charts.pair_list import PairList
from studio.gui.money.ground_page import PAIRS, GroundPage
from studio.gui.money.view import MoneyView
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker


@pytest.fixture
def made(qapp: QApplication) -> Iterator[Session]:
    session = Session(Document(preset("shell-500km-eclipse")), Theme(), ImmediateWorker)
    session.start()
    qapp.processEvents()
    yield session
    session.close()


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def shown(qtbot: Any, session: Session, size: tuple[int, int] = (1400, 800)) -> GroundPage:
    page = GroundPage(session)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    settle()
    return page


def edit(session: Session, path: str, value: object) -> None:
    assert session.edit("A field", lambda design: set_value(design, path, value)) is None
    settle()


def test_the_page_is_in_the_money_tab(qtbot, made):
    tab = MoneyView(made)
    qtbot.addWidget(tab)
    tab.show_page("ground")
    assert isinstance(tab.pages.page("ground"), GroundPage)


def test_the_pairs_are_the_results(qtbot, made):
    page = shown(qtbot, made)
    pairs = {pair.name: pair for pair in page.sides.pairs}
    assert list(pairs) == [ratio for _, ratio, *_ in PAIRS]
    ground, centre, cost = (made.table(stage) for stage in ("ground", "centre", "cost"))
    assert (pairs["ground.yield_ratio"].left, pairs["ground.yield_ratio"].right) == (
        ground.orbit_yield, ground.specific_yield)  # fmt: skip
    hour = pairs["ground.cost_ratio"]
    assert (hour.left, hour.right) == (cost.accelerator_hour, centre.accelerator_hour)
    assert all(pair.left_text and pair.right_text and pair.ratio_text.endswith("×") for pair in page.sides.pairs)
    for pair in page.sides.pairs:
        times = getattr(made.table(RESULTS[pair.name].stage), RESULTS[pair.name].attribute)
        assert pair.left / pair.right == pytest.approx(times, rel=1e-9)


def test_the_bars_have_the_lengths_of_the_numbers(qtbot, made):
    page = shown(qtbot, made)
    for place, pair in enumerate(page.sides.pairs):
        left, right = page.sides.bars(place)
        if min(left.width(), right.width()) > 3.0:
            assert left.width() / right.width() == pytest.approx(pair.left / pair.right, rel=1e-6)
        assert left.left() >= 0.0
        assert right.right() <= page.sides.width()


def test_the_steps_lead_from_one_to_both_ratios(qtbot, made):
    page = shown(qtbot, made)
    ground, bars = made.table("ground"), page.steps.bars
    assert len(bars) == len(ground.chain_values) + 2
    sums = {bar.name: bar for bar in bars if bar.strong}
    whole = sums["ground.yield_ratio"].end / ground.yield_ratio
    assert sums["ground.yield_ratio_eol"].end == pytest.approx(whole * ground.yield_ratio_eol)
    steps = [bar for bar in bars if not bar.strong]
    assert steps[0].start == pytest.approx(whole)
    assert all(one.end == pytest.approx(next_.start) for one, next_ in itertools.pairwise(steps))


def test_a_click_on_a_site_is_one_step_to_undo(qtbot, made):
    page = shown(qtbot, made)
    before = made.table("ground").yield_ratio
    place = [bar.name for bar in page.places.bars].index("germany")
    middle = page.places.row(place).center().toPoint()
    QTest.mouseClick(page.places, Qt.MouseButton.LeftButton, pos=middle)
    settle()
    assert made.design.ground.site == "germany"
    assert made.table("ground").yield_ratio > before
    assert sites()["germany"].name in page.summary.text()
    assert next(bar for bar in page.places.bars if bar.name == "germany").strong
    made.undo()
    settle()
    assert made.design.ground.site == "us-average"
    assert made.table("ground").yield_ratio == before


def test_all_sites_stand_in_their_order_with_both_ratios(qtbot, made):
    page = shown(qtbot, made)
    ground = made.table("ground")
    ends = [bar.end for bar in page.places.bars]
    assert ends == sorted(ends, reverse=True)
    assert {bar.name for bar in page.places.bars} == set(sites())
    for bar, mark in zip(page.places.bars, page.places.marks, strict=True):
        place = ground.site_ids.index(bar.name)
        assert mark / bar.end == pytest.approx(ground.site_ratios_eol[place] / ground.site_ratios[place])


def test_an_own_place_joins_the_sites(qtbot, made):
    page = shown(qtbot, made)
    edit(made, "ground.site", "custom")
    assert "custom" in [bar.name for bar in page.places.bars]


def test_a_claim_shows_the_capacity_factors_that_make_it_true(qtbot, made):
    page = shown(qtbot, made)
    ground = made.table("ground")
    mean = ground.yield_ratio * ground.capacity_factor
    row = next(bar for bar in page.claims.bars if bar.name == "article-output")
    assert row.values[0] == "7–10"
    told = row.values[1].replace("\N{NO-BREAK SPACE}", " ").split("–")
    low, high = (float(part.split()[0].rstrip("%")) for part in told)
    assert (low, high) == (pytest.approx(100 * mean / 10, abs=0.6), pytest.approx(100 * mean / 7, abs=0.6))


def test_without_a_price_the_yields_stay_and_the_page_says_why(qtbot, made):
    page = shown(qtbot, made)
    edit(made, "ground.electricity_from", "site")
    edit(made, "ground.site", "namibia")
    names = [pair.name for pair in page.sides.pairs]
    assert "ground.yield_ratio" in names
    assert "ground.cost_ratio" not in names
    assert "Namibia" in page.note.text()
    assert page.note.isVisible()


def test_a_vehicle_without_a_price_leaves_the_yields(qtbot, made):
    page = shown(qtbot, made)
    edit(made, "launch.vehicle", "falcon-heavy")
    edit(made, "launch.price_basis", "projected")
    assert made.status("cost") == "failed"
    names = [pair.name for pair in page.sides.pairs]
    assert "ground.yield_ratio" in names
    assert "ground.capex_ratio" not in names
    assert "Falcon Heavy" in page.note.text()
    edit(made, "launch.price_basis", "today")
    assert "ground.capex_ratio" in [pair.name for pair in page.sides.pairs]


def test_money_is_shown_in_the_currency_that_is_chosen(qtbot, made):
    page = shown(qtbot, made)
    dollars = {pair.name: pair for pair in page.sides.pairs}
    made.currency.choose("CNY")
    settle()
    yuan = {pair.name: pair for pair in page.sides.pairs}
    made.currency.choose("USD")
    assert "CNY" in yuan["ground.cost_ratio"].left_text
    assert yuan["ground.cost_ratio"].ratio_text == dollars["ground.cost_ratio"].ratio_text
    assert yuan["ground.yield_ratio"] == dollars["ground.yield_ratio"]


def test_it_follows_the_orbit_live(qtbot, made):
    page = shown(qtbot, made)
    before = page.sides.pairs
    edit(made, "mission.altitude", 900e3)
    assert page.sides.pairs != before


@pytest.mark.parametrize("mode", ["sides", "steps", "sites", "claims"])
def test_with_little_room_one_thing_at_a_time_is_shown(qtbot, made, mode):
    page = shown(qtbot, made, (560, 380))
    page.choose(mode)
    settle()
    assert [name for name, pane in page.panes.items() if pane.isVisible()] == [mode]
    page.resize(2000, 1200)
    settle()
    assert all(pane.isVisible() for pane in page.panes.values())


def test_keys_choose_a_pair_and_enter_explains_it(qtbot, made):
    page = shown(qtbot, made)
    asked: list[str] = []
    page.explain_requested.connect(asked.append)
    page.sides.setFocus()
    QTest.keyClick(page.sides, Qt.Key.Key_Down)
    QTest.keyClick(page.sides, Qt.Key.Key_Down)
    QTest.keyClick(page.sides, Qt.Key.Key_Return)
    QTest.keyClick(page.steps, Qt.Key.Key_Return)
    assert asked == ["ground.yield_ratio", "ground.chain_values"]
    QTest.mouseClick(page.sides, Qt.MouseButton.LeftButton, pos=page.sides.row(5).center().toPoint())
    assert asked[-1] == "ground.capex_ratio"


def test_the_data_goes_to_the_clipboard(qtbot, made):
    page = shown(qtbot, made)
    page.copy_data()
    text = QApplication.clipboard().text()
    assert "Accelerator-hour" in text
    assert "Namibia, average" in text


def test_nothing_is_drawn_wrong_without_pairs(qtbot, made):
    empty = PairList(made.theme, "empty", "Nothing", ("", ""))
    qtbot.addWidget(empty)
    empty.resize(300, 100)
    empty.show()
    settle()
    assert empty.at(50.0) == -1
    assert not empty.grab().isNull()
