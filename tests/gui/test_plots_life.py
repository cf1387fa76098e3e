"""The slider of the year of the life: the plots over the orbit and the season show the satellite as old as it says."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from studio.analysis import evaluate
from studio.analysis.year_of_life import NEEDS, year_of_life
from studio.design import set_value
from studio.gui.panel.charts.life import LifeChart
from studio.gui.plots.power import PowerView
from studio.gui.plots.season import SeasonView
from studio.gui.plots.thermal import ThermalView
from studio.gui.timebar import TimeBar

YEAR = 31557600.0


def shown(kind, session, qtbot, size=(900, 320)):
    view = kind(session)
    qtbot.addWidget(view)
    view.resize(*size)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.face == "fresh")
    return view


def settled(session, qtbot):
    qtbot.waitUntil(lambda: not session.life.busy)


def expected(session, years):
    afresh = evaluate(session.design, only=NEEDS)
    return year_of_life(session.design, {stage: afresh.stage(stage) for stage in NEEDS}, years * YEAR)


def test_keys_of_the_slider_age_the_satellite_in_every_plot(session, qtbot):
    power, thermal = shown(PowerView, session, qtbot), shown(ThermalView, session, qtbot)
    bar = TimeBar(session)
    qtbot.addWidget(bar)
    session.clock.set_day(session.table("power").worst_day)
    slider = power.slider.slider
    assert (slider.minimum(), slider.maximum(), slider.value()) == (0, 5, 5)
    assert bar.life_text.text() == "End of life"
    assert not power.orbit_keys["array_first"].isVisible()
    slider.setFocus()
    for _ in range(3):
        qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert session.life.place == 2
    assert thermal.slider.slider.value() == 2
    assert bar.life_text.text() == power.slider.words.text() == "Year 2 of 5"
    settled(session, qtbot)
    found, row = expected(session, 2.0), session.clock.row
    array = found.power.array_map[row]
    qtbot.waitUntil(lambda: np.array_equal(power.orbit_curves.curves["array"].yData[:-1], array))
    assert np.array_equal(power.orbit_curves.curves["state_of_charge"].yData[:-1], found.power.state_of_charge_map[row])
    front, radiator = found.panel.temperature_front_map[row], found.thermal.radiator_temperature_map[row]
    qtbot.waitUntil(lambda: np.allclose(thermal.orbit_curves.curves["front"].yData[:-1], front - 273.15))
    assert thermal.orbit_curves.curves["radiator"].yData[:-1] == pytest.approx(radiator - 273.15)
    first, last = expected(session, 0.0).power.array_map[row], session.table("power").array_map[row]
    for name, ghost in (("array_first", first), ("array_last", last)):
        assert power.orbit_keys[name].isVisible()
        assert np.array_equal(power.orbit_curves.curves[name].yData[:-1], ghost)
    assert (first.sum(), array.sum(), last.sum()) == tuple(sorted((first.sum(), array.sum(), last.sum()), reverse=True))
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: np.array_equal(power.orbit_curves.curves["array"].yData[:-1], last))
    assert not power.orbit_keys["array_first"].isVisible()
    assert bar.life_text.text() == "End of life"


def test_the_map_of_the_year_follows_and_the_life_is_marked(session, qtbot):
    season = shown(SeasonView, session, qtbot, (900, 500))
    season.show_map("array")
    chart, power = shown(LifeChart, session, qtbot, (700, 500)), shown(PowerView, session, qtbot)
    power.tabs.setCurrentIndex(1)
    session.life.choose(0)
    settled(session, qtbot)
    new = expected(session, 0.0).power.array_map
    step = session.table("illumination").day_step
    qtbot.waitUntil(lambda: np.allclose(season._values[::step], new))
    (mark,) = chart.chart.marks
    assert (mark.x, mark.text) == (0.0, "At launch")
    qtbot.waitUntil(lambda: [mark.text for mark in power.life_chart.marks] == ["At launch"])
    session.life.choose(99)
    assert session.life.year is None
    assert chart.chart.marks == []
    qtbot.waitUntil(lambda: np.allclose(season._values[::step], session.table("power").array_map))


def test_an_edit_is_shown_in_the_year_that_is_chosen(session, qtbot, qapp):
    power = shown(PowerView, session, qtbot)
    session.life.choose(1)
    settled(session, qtbot)
    session.edit("Larger", lambda design: set_value(design, "array.area", 150.0))
    qapp.processEvents()
    assert power.face in {"outdated", "fresh"}
    settled(session, qtbot)
    array = expected(session, 1.0).power.array_map[session.clock.row]
    qtbot.waitUntil(lambda: np.array_equal(power.orbit_curves.curves["array"].yData[:-1], array))
    session.edit("Short", lambda design: set_value(design, "mission.lifetime", 0.0))
    qapp.processEvents()
    assert session.life.times == []
    assert session.life.text == "End of life"
    assert not power.slider.slider.isEnabled()


def test_a_year_that_cannot_be_computed_is_told_and_let_go(session, qtbot, monkeypatch):
    def fail(*_):
        raise ValueError("the Sun is gone")

    monkeypatch.setattr("studio.analysis.year_of_life.year_of_life", fail)
    session.life.choose(3)
    qtbot.waitUntil(lambda: session.life.year is None)
    assert [one.text for one in session.notices.said] == ["This year of the life cannot be shown: the Sun is gone"]


def test_the_end_of_the_battery_is_marked_where_it_comes_within_the_life(session, qtbot):
    power = shown(PowerView, session, qtbot)
    power.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(power.life_curves.curves["array"].yData) == 6)
    assert power.life_chart.marks == []

    def worn(design):
        design = set_value(set_value(design, "battery.chemistry", "nmc"), "battery.ageing", "computed")
        return set_value(design, "battery.temperature", 333.15)

    session.edit("Hot", worn)
    qtbot.waitUntil(lambda: power.face == "fresh")
    life = session.table("power").battery_life
    expected = ["battery worn out"] if life <= session.design.mission.lifetime else []
    assert expected, "the battery of the test lasts too long to show anything"
    qtbot.waitUntil(lambda: [mark.text for mark in power.life_chart.marks] == expected)
    assert power.life_chart.marks[0].x == life
