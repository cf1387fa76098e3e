"""The Launch page of the Money tab: what it says is what the stage found; a vehicle is taken by one undo step."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.analysis import RESULTS
from studio.catalogue.launcher import launchers
from studio.design import set_value
from studio.document import preset
from studio.document.document import Document
from studio.gui.money.launch_page import LaunchPage
from studio.gui.money.view import PAGES
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker

YEAR = 31557600.0


@pytest.fixture
def made(qapp: QApplication) -> Iterator[Session]:
    session = Session(Document(preset("shell-500km-eclipse")), Theme(), ImmediateWorker)
    session.start()
    qapp.processEvents()
    yield session
    session.close()


@pytest.fixture
def page(qtbot: Any, made: Session) -> LaunchPage:
    shown = LaunchPage(made)
    qtbot.addWidget(shown)
    shown.resize(760, 520)
    shown.show()
    settle()
    return shown


def settle() -> None:
    for _ in range(5):  # an edit is computed, told and drawn in turns of their own
        QApplication.processEvents()


def edit(session: Session, **fields: Any) -> None:
    for name, value in fields.items():
        session.edit("Edit", lambda design, name=name, value=value: set_value(design, f"launch.{name}", value))
    settle()


def test_the_page_is_in_the_tab() -> None:
    assert PAGES["launch"][1] is LaunchPage


def test_the_bay_shows_at_a_glance_what_limits(page, made) -> None:
    launch = made.table("launch")
    by_mass, by_volume = page.bay.holds
    assert (by_mass.limits, by_volume.limits) == (False, True)
    assert by_volume.satellites == launch.satellites_per_launch
    assert by_mass.filled == pytest.approx(launch.mass_filled)
    assert by_volume.filled == pytest.approx(launch.volume_filled)
    assert "folded volume limits" in page.summary.text()
    edit(made, vehicle="starship-2026")
    by_mass, by_volume = page.bay.holds
    assert (by_mass.limits, by_volume.limits) == (True, False)
    assert "mass limits" in page.summary.text()


def test_what_does_not_fit_is_over_full_and_said(page, made) -> None:
    edit(made, payload_basis="stated", payload_mass=100.0)
    assert page.bay.holds[0].filled > 1.0
    assert "too heavy" in page.summary.text()
    page.choose("deployment")
    settle()
    assert page.absent.isVisible()
    assert "No satellite fits" in page.absent.text()


def test_a_bay_that_is_not_known_is_no_number(page, made) -> None:
    edit(made, vehicle="vulcan-vc6")
    assert page.bay.holds[1].filled is None
    row = next(row for row in page.table.texts if "Vulcan" in row[0])
    assert row[-1] == "?"


def test_a_click_takes_a_vehicle_by_one_undo_step(qtbot, page, made) -> None:
    table, before = page.table, made.design.launch.vehicle
    row = list(launchers()).index("new-glenn")
    place = table.visualRect(table.model().index(row, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    assert made.design.launch.vehicle == "new-glenn"
    assert [one.vehicle.id for one in table.choices if one.chosen] == ["new-glenn"]
    assert table.texts[row + 1][0].startswith("●")
    made.undo()
    settle()
    assert made.design.launch.vehicle == before
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert made.design.launch.vehicle == next(iter(launchers()))


def test_the_table_has_the_numbers_of_the_stage(page, made) -> None:
    launch = made.table("launch")
    row = next(row for row in page.table.texts if row[0].startswith("●"))
    assert (row[1], row[5]) == (f"{launch.launches}", launch.limit)
    assert row[-2:] == (f"{launch.satellites_by_mass}", f"{launch.satellites_by_volume}")
    unknown = next(row for row in page.table.texts if row[0] == "Long March 8A")
    assert (unknown[3], unknown[4], unknown[6]) == ("?", "?", "?")
    assert int(unknown[1]) > launch.launches


def test_prices_by_year_are_those_of_the_stage_and_move_with_the_design(page, made) -> None:
    page.choose("price")
    settle()
    launch = made.table("launch")
    ours = page.price_lines._shown["ours"]
    np.testing.assert_allclose(10.0**ours.y, launch.price_by_year)
    np.testing.assert_allclose(10.0 ** page.price_lines._shown["learning"].y, launch.learning_by_year)
    assert any("200 USD/kg in 2035" in note.text for note in page.price.notes)
    edit(made, price_basis="learning", learning_rate=0.1)
    assert set(page.price_lines._shown) == {"ours"}
    np.testing.assert_allclose(10.0 ** page.price_lines._shown["ours"].y, made.table("launch").learning_by_year)
    rows = page.data()
    assert len(rows) == made.table("launch").price_years.size + 1


def test_prices_are_written_in_the_currency_that_is_shown(page, made) -> None:
    page.choose("price")
    settle()
    curve = page.price_lines._shown["ours"].y.copy()
    made.currency.choose("CNY")
    settle()
    try:
        np.testing.assert_array_equal(page.price_lines._shown["ours"].y, curve)
        per_dollar = made.design.cost.cny_per_usd
        assert any(f"{float(f'{450 * per_dollar:.3g}'):.0f} CNY/kg" in note.text for note in page.price.notes)
        assert "CNY/kg" in page.price_plot.left.labelText
        left = page.price_plot.left
        places = left.tickValues(*page.price_plot.box.viewRange()[1], 300.0)[0][1]
        assert len(places) > 2
        for place, text in zip(places, left.tickStrings(places, 1.0, 1.0), strict=True):
            assert 10.0**place * per_dollar == pytest.approx(float(text.replace("\N{NARROW NO-BREAK SPACE}", "")))
    finally:
        made.currency.choose("USD")


def test_deployment_ends_at_what_the_flights_keep_up(page, made) -> None:
    page.choose("deployment")
    settle()
    launch = made.table("launch")
    line = page.deployment_lines._shown["orbit"]
    assert line.y[-1] == pytest.approx(1440 * launch.fleet_share)
    assert np.all(np.diff(line.x) >= 0.0)
    assert np.all(np.diff(line.y) >= 0.0)
    edit(made, vehicle="ariane-64")
    assert "not known" in page.absent.text()


def test_every_number_explains_itself(qtbot, page) -> None:
    for mode, _ in page.modes:
        page.choose(mode)
        settle()
        assert set(page.figures.texts) <= set(RESULTS)
        assert page.figures.texts
    page.choose("fit")
    settle()
    with qtbot.waitSignal(page.explain_requested) as said:
        qtbot.mouseClick(page.bay, Qt.MouseButton.LeftButton, pos=page.bay.cell(1).center().toPoint())
    assert said.args == ["launch.satellites_by_volume"]

