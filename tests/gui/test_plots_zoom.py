"""Zooming, moving and reading plots with the mouse and the keys, alone and linked."""

import csv
import itertools
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication

from studio.gui.links import LINKED
from studio.gui.plots.curve import DASHES, dashes
from studio.gui.plots.log_axis import even_places, log_finder, log_ticks
from studio.gui.plots.power import PowerView
from studio.gui.plots.season import SeasonView
from studio.gui.plots.thermal import ThermalView
from tests.gui.plot_session import DAYS, PERIOD, STEPS, YEAR, MadeSession, made_tables
from tests.gui.pointer import hover

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session(qapp):
    made = MadeSession()
    yield made
    made.close()


@pytest.fixture
def both(session, qtbot):
    """The plots of power and of temperature of one session."""
    views = PowerView(session), ThermalView(session)
    for number, view in enumerate(views):
        qtbot.addWidget(view)
        view.resize(900, 320)
        view.move(0, 400 * number)  # the mouse must not come upon the other
        with qtbot.waitExposed(view):
            view.show()
    with qtbot.waitSignal(session.settled):
        session.answer()
    for view in views:
        qtbot.waitUntil(lambda v=view: len(next(iter(v.orbit_curves.curves.values())).yData) == STEPS + 1)
    return views


def place(plot, phase, share=0.5):
    """The pixel of a plot at a share of what it shows as a whole, and of its height."""
    area = plot.box.sceneBoundingRect()
    x = plot.box.mapViewToScene(QPointF(plot.box.full[0] + phase * (plot.box.full[1] - plot.box.full[0]), 0.0)).x()
    return QPoint(round(x), round(area.bottom() - share * area.height()))


def drag(chart, start, end, button=LEFT, keys=PLAIN):
    """Press, move and release as the mouse does, with keys held."""
    port, none = chart.viewport(), Qt.MouseButton.NoButton
    kinds = QEvent.Type
    steps = [(kinds.MouseButtonPress, start, button, button)]
    steps += [(kinds.MouseMove, start + (end - start) * share, none, button) for share in (0.3, 0.6, 1.0)]
    steps += [(kinds.MouseButtonRelease, end, button, none)]
    for kind, at, which, held in steps:
        here = QPointF(at)
        QApplication.sendEvent(port, QMouseEvent(kind, here, port.mapToGlobal(here), which, held, keys))


def shown(plot):
    (left, right), (low, high) = plot.box.viewRange()
    return left / PERIOD, right / PERIOD, low, high


def test_a_band_zooms_along_the_orbit_and_every_way_back_works(both, session, qtbot):
    power, _ = both
    chart, plot = power.orbit_chart, power.orbit_plot
    before = shown(plot)
    ways = (
        lambda: qtbot.keyClick(chart, Qt.Key.Key_Home),
        lambda: qtbot.mouseClick(chart.whole, LEFT),
        lambda: [press(chart.viewport(), LEFT, pos=place(plot, 0.5)) for press in
                 (qtbot.mouseClick, qtbot.mouseDClick, qtbot.mouseRelease)],
    )  # fmt: skip
    for back in ways:
        assert not chart.whole.isVisible()
        phase = session.clock.phase
        drag(chart, place(plot, 0.3), place(plot, 0.6))
        assert shown(plot)[:2] == pytest.approx((0.3, 0.6), abs=0.004)
        assert shown(plot)[2:] == before[2:]
        assert session.clock.phase == phase, "zooming does not move the clock"
        assert chart.whole.isVisible()
        assert chart.whole.geometry().right() < plot.box.sceneBoundingRect().left(), "the button covers no curve"
        back()
        assert shown(plot) == pytest.approx(before)
    assert not chart.whole.isVisible()


def test_a_high_band_zooms_both_ways_and_the_right_axis_follows(both, session, qtbot):
    power, _ = both
    plot, right = power.orbit_plot, power.orbit_plot.right
    low, high = plot.box.viewRange()[1]
    drag(power.orbit_chart, place(plot, 0.3, 0.25), place(plot, 0.6, 0.75))
    seen = plot.box.viewRange()[1]
    assert seen == pytest.approx([low + 0.25 * (high - low), low + 0.75 * (high - low)], abs=0.02 * (high - low))
    whole = 104.0
    assert right.range == pytest.approx([(y - low) / (high - low) * whole for y in seen])
    with qtbot.waitSignal(session.settled):
        session.answer(made_tables(1.02))
    power.draw()
    assert plot.box.viewRange()[1] == seen, "a new result leaves the zoom alone"
    qtbot.keyClick(power.orbit_chart, Qt.Key.Key_Home)
    assert right.range == pytest.approx([0.0, whole])


@pytest.mark.parametrize(("button", "keys"), [(MIDDLE, PLAIN), (LEFT, SHIFT)])
def test_the_middle_button_or_shift_moves_the_view_and_keeps_within(both, qtbot, button, keys):
    power, _ = both
    plot, chart = power.orbit_plot, power.orbit_chart
    drag(chart, place(plot, 0.4), place(plot, 0.6))
    left, right, *_ = shown(plot)
    drag(chart, place(plot, 0.55), place(plot, 0.45), button, keys)
    assert shown(plot)[:2] == pytest.approx((left + 0.1, right + 0.1), abs=0.01)
    for _ in range(20):
        drag(chart, place(plot, shown(plot)[1] - 0.01), place(plot, shown(plot)[0] + 0.01), button, keys)
    assert shown(plot)[1] == pytest.approx(1.0)
    assert shown(plot)[1] - shown(plot)[0] == pytest.approx(right - left)


def test_keys_zoom_about_the_cursor_and_move_the_view(both, session, qtbot):
    power, _ = both
    chart, plot = power.orbit_chart, power.orbit_plot
    session.clock.set_phase(0.25)
    for _ in range(4):
        qtbot.keyClick(chart, Qt.Key.Key_Plus)
    left, right, *_ = shown(plot)
    assert right - left == pytest.approx(0.8**4, rel=1e-6)
    assert (0.25 - left) / (right - left) == pytest.approx(0.25, abs=1e-6), "the cursor stays where it is"
    qtbot.keyClick(chart, Qt.Key.Key_Right, SHIFT)
    assert shown(plot)[0] == pytest.approx(left + 0.1 * (right - left))
    assert session.clock.phase == 0.25
    for _ in range(8):
        qtbot.keyClick(chart, Qt.Key.Key_Minus)
    assert shown(plot)[:2] == pytest.approx((0.0, 1.0))
    assert not plot.box.is_zoomed


def test_linked_plots_share_their_range_until_they_are_not_linked(both, session, qtbot):
    power, thermal = both
    drag(power.orbit_chart, place(power.orbit_plot, 0.2), place(power.orbit_plot, 0.5))
    assert shown(thermal.orbit_plot)[:2] == pytest.approx(shown(power.orbit_plot)[:2])
    assert thermal.orbit_chart.whole.isVisible()
    qtbot.keyClick(thermal.orbit_chart, Qt.Key.Key_Home)
    assert shown(power.orbit_plot)[:2] == pytest.approx((0.0, 1.0))
    assert not power.orbit_chart.whole.isVisible()
    assert power.menu.link.isChecked()
    power.menu.link.trigger()
    assert not session.preferences.is_on(LINKED)
    drag(power.orbit_chart, place(power.orbit_plot, 0.2), place(power.orbit_plot, 0.5))
    assert shown(thermal.orbit_plot)[:2] == pytest.approx((0.0, 1.0))
    assert shown(power.orbit_plot)[1] == pytest.approx(0.5, abs=0.01)


def test_the_pointer_reads_every_curve_in_both_plots(both, session, qtbot):
    power, thermal = both
    session.clock.set_day(150)
    power.draw()
    thermal.draw()
    session.clock.set_phase(0.9)
    for _ in range(5):  # the size of the window comes when the screen says so, and the keys take their room then
        QApplication.processEvents()
    tables, at = made_tables(), 0.32
    hover(power.orbit_chart.viewport(), place(power.orbit_plot, at))
    exact = power.orbit_chart.pointer[0] / PERIOD
    assert exact == pytest.approx(at, abs=0.003)

    def value(row, scale=1.0, offset=0.0):
        return np.interp(exact * STEPS, np.arange(STEPS + 1), np.append(row, row[0])) / scale - offset

    for key, name in (("array", "array_map"), ("served", "served_map"), ("charge", "charge_map")):
        expected = value(getattr(tables["power"], name)[150], 1e3)
        text = power.orbit_keys[key].value
        assert text.endswith(" kW")
        assert float(text.split()[0]) == pytest.approx(expected, abs=0.051), key
    front = value(tables["panel"].temperature_front_map[150], offset=273.15)
    assert float(thermal.orbit_keys["front"].value.split()[0].replace("−", "-")) == pytest.approx(front, abs=0.051)
    minutes = float(re.search(r"([\d.]+) min", power.orbit_keys.heading.text())[1])
    assert minutes == pytest.approx(exact * PERIOD / 60.0, abs=0.051)
    assert thermal.orbit_keys.heading.text() == power.orbit_keys.heading.text()
    hover(power.orbit_chart.viewport(), QPoint(2, 2))
    assert power.orbit_chart.pointer is None
    assert thermal.orbit_chart.pointer is None
    at_clock = np.interp(0.9 * STEPS, np.arange(STEPS), tables["power"].array_map[150])
    assert float(power.orbit_keys["array"].value.split()[0]) == pytest.approx(at_clock / 1e3, abs=0.051)


def test_the_words_of_the_cursor_stand_below_the_plot(both, session, qtbot):
    power, _ = both
    for phase in (0.0, 0.5, 0.9999):
        session.clock.set_phase(phase)
        chart = power.orbit_chart
        tag = chart.tag(phase * PERIOD, "97.8 min")
        assert tag.top() >= power.orbit_plot.box.sceneBoundingRect().bottom()
        assert tag.left() >= 0
        assert tag.right() <= chart.width()
        assert tag.bottom() <= chart.height()


def test_the_life_is_read_at_its_points_by_pointer_and_keys(both, qtbot):
    power, thermal = both
    for view in both:
        view.tabs.setCurrentIndex(1)
    table = made_tables()["power"]
    qtbot.waitUntil(lambda: len(power.life_curves.curves["array"].yData) == 6)
    qtbot.waitUntil(lambda: len(thermal.life_curves.curves["panel"].yData) == 6)
    for year in (0, 1, 2):
        qtbot.keyClick(power.life_chart, Qt.Key.Key_Right)
        assert power.life_reader.at == pytest.approx(year * YEAR)
        expected = table.life_array[year] / 1e3
        assert float(power.life_keys["array"].value.split()[0]) == pytest.approx(expected, abs=0.051)
    assert power.life_keys.heading.text() == "2 yr after launch"
    hover(power.life_chart.viewport(), place(power.life_plot, 0.62))
    assert power.life_reader.at == pytest.approx(3 * YEAR)
    assert thermal.life_reader.at == pytest.approx(3 * YEAR), "the other plot is read at the same year"
    hover(power.life_chart.viewport(), QPoint(2, 2))
    assert power.life_reader.at == pytest.approx(2 * YEAR), "the keys have left it there"
    qtbot.keyClick(power.life_chart, Qt.Key.Key_Escape)
    assert power.life_keys.heading.text() == "End of life, 5 yr"
    assert power.life_keys["array"].value == "108.5 kW"


def test_a_double_click_on_a_key_isolates_its_curve_and_brings_all_back(both, qtbot):
    power, _ = both
    keys, curves = power.orbit_keys, power.orbit_curves.curves
    names = [one.name for one in power.orbit_series if curves[one.name].isVisible()]
    assert len(names) == 8

    def visible():
        return [name for name in names if curves[name].isVisible()]

    def double(key):
        for press in (qtbot.mouseClick, qtbot.mouseDClick, qtbot.mouseRelease):
            press(key, LEFT)

    double(keys["served"])
    assert visible() == ["served"]
    double(keys["served"])
    assert visible() == names
    keys["charge"].setFocus()
    qtbot.keyClick(keys["charge"], Qt.Key.Key_Return)
    assert visible() == ["charge"]
    qtbot.mouseClick(keys["array"], LEFT)
    assert visible() == ["array", "charge"]
    power.draw()
    assert visible() == ["array", "charge"], "what was chosen is kept when new results are drawn"


def test_lines_of_a_plot_are_told_apart_without_their_colours(both):
    for view in both:
        for curves in (view.orbit_curves, view.life_curves):
            pens = [curves.curves[one.name].opts["pen"] for one in curves.series if not one.filled]
            patterns = [tuple(pen.dashPattern()) if pen.style() != Qt.PenStyle.SolidLine else () for pen in pens]
            assert len(set(patterns)) == len(patterns)


@given(st.lists(st.booleans(), max_size=20))
def test_strokes_repeat_only_when_there_are_no_more(wanted):
    found = dashes(wanted)
    assert len(found) == len(wanted)
    assert all(0 <= one < len(DASHES) for one in found)
    assert len(set(found[: len(DASHES) - 2])) == len(found[: len(DASHES) - 2])
    for dashed, stroke in zip(wanted[:1], found, strict=False):
        assert stroke == int(dashed)


def test_numbers_go_to_the_clipboard_and_to_a_file_with_their_units(both, session, qtbot, tmp_path):
    power, thermal = both
    table = made_tables()["power"]
    power.menu.copy_data()
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert rows[0][0] == "Time from the ascending node [min]"
    assert rows[0][1] == "Array [kW]"
    assert rows[0][-1] == "State of charge [%]"
    assert len(rows) == STEPS + 2
    day = session.clock.day
    assert [float(row[1]) for row in rows[1:-1]] == pytest.approx((table.array_map[day] / 1e3).tolist(), rel=1e-5)
    assert float(rows[-1][0]) == pytest.approx(PERIOD / 60.0, rel=1e-5)
    thermal.tabs.setCurrentIndex(1)
    QApplication.processEvents()
    thermal.menu.save_data(tmp_path / "life")
    with (tmp_path / "life.csv").open(encoding="utf-8") as file:
        found = list(csv.reader(file))
    assert found[0] == ["Time since launch [yr]", "Cells, sunlit mean [°C]"]
    assert [float(row[0]) for row in found[1:]] == pytest.approx(range(6))
    power.menu.copy_picture()
    assert QGuiApplication.clipboard().pixmap().deviceIndependentSize() == power.size().toSizeF()


def test_the_map_of_the_year_zooms_with_its_beta_angle_and_is_taken_as_a_table(session, qtbot):
    view = SeasonView(session)
    qtbot.addWidget(view)
    view.resize(900, 500)
    with qtbot.waitExposed(view):
        view.show()
    with qtbot.waitSignal(session.settled):
        session.answer()
    qtbot.waitUntil(lambda: view.has_data)
    chart = view.chart
    drag(chart, place(chart.map, 0.25), place(chart.map, 0.5))
    left, right = chart.map.box.viewRange()[0]
    assert (left, right) == pytest.approx((0.25 * DAYS, 0.5 * DAYS), abs=2.0)
    assert chart.beta.box.viewRange()[0] == pytest.approx([left, right])
    ticks = chart.beta.bottom.tickValues(left, right, 600.0)[0][1]
    assert 3 <= len(ticks) <= 12
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.beta.box.viewRange()[0] == pytest.approx([-0.5, DAYS - 0.5])
    rows = view.data()
    assert len(rows) == DAYS + 1
    assert len(rows[0]) == STEPS + 2
    assert rows[0][1] == "Beta [°]"
    light = made_tables()["illumination"].season.visible_fraction
    assert float(rows[181][2 + STEPS // 2]) == pytest.approx(100 * light[180, STEPS // 2])
    assert rows[181][0] == "2026-06-30"


@given(st.floats(-6.0, 6.0), st.floats(0.01, 8.0))
def test_ticks_of_a_logarithmic_axis_are_round_and_enough(low, span):
    first, last = 10.0**low, 10.0 ** (low + span)
    ticks = log_ticks(first, last, lambda value: f"{value:.3g}")
    places = [place for place, _ in ticks]
    assert 2 <= len(places) <= 8
    assert places == sorted(places)
    assert low - 1e-6 <= places[0] <= places[-1] <= low + span + 1e-6
    shifted = log_finder(lambda value: f"{value:.3g}", 7.0)(low, low + span)
    for place, text in shifted:
        assert float(text) * 7.0 == pytest.approx(10.0**place, rel=6e-3)


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_even_ticks_are_multiples_of_a_round_step(low, span):
    places = even_places(low, low + span)
    assert 2 <= len(places) <= 7
    steps = {round(b - a, 12) for a, b in itertools.pairwise(places)}
    step = places[1] - places[0]
    assert max(steps) - min(steps) < 1e-6 * step + 1e-9
    mantissa = step / 10.0 ** np.floor(np.log10(step) + 1e-9)
    assert min(abs(mantissa - nice) for nice in (1.0, 2.0, 5.0, 10.0)) < 1e-4


def test_the_penumbra_is_told_from_the_umbra_without_colour(both, session):
    power, _ = both
    session.clock.set_day(180)
    power.draw()
    light = made_tables()["illumination"].season.visible_fraction[180]
    partly = {round(1.0 - float(share), 6) for share in light if 0.004 < 1.0 - share < 0.996}
    weights = {round(weight, 6) for _, _, weight in power.shade.bands}
    assert partly
    assert weights == partly | {1.0}
    image = power.orbit_chart.grab().toImage()

    def columns(band):
        """How many colours there are above the curves in the middle of a band."""
        box = power.orbit_plot.box
        x = round(box.mapViewToScene(QPointF(0.5 * (band[0] + band[1]), 0.0)).x())
        top = round(box.sceneBoundingRect().top())
        return len({image.pixelColor(x + step, y).name() for y in range(top + 8, top + 40) for step in (-1, 0, 1)})

    session.clock.set_phase(0.02)
    umbra = max(power.shade.bands, key=lambda band: band[1] - band[0])
    penumbra = [band for band in power.shade.bands if 0.3 < band[2] < 0.9]
    assert columns(umbra) < max(columns(band) for band in penumbra)
