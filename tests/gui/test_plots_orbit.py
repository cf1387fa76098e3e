"""Power and temperature plots: what they draw, read out and set."""

from collections import Counter

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu

from studio.analysis.study.uncertainty import monte_carlo
from studio.design import set_value
from studio.document import preset
from studio.document.document import Document
from studio.gui.plots.power import PowerView
from studio.gui.plots.series import SHARE_TOP
from studio.gui.plots.thermal import ThermalView
from studio.gui.session import Session
from studio.gui.theme import DARK, LIGHT, Theme
from studio.jobs.immediate import ImmediateWorker
from tests.gui.plot_session import PERIOD, STEPS, MadeSession, made_tables


@pytest.fixture
def session(qapp):
    made = MadeSession()
    yield made
    made.close()


@pytest.fixture(params=[PowerView, ThermalView], ids=["power", "thermal"])
def view(request, session, qtbot):
    return shown(request.param, session, qtbot)


@pytest.fixture
def power(session, qtbot):
    return shown(PowerView, session, qtbot)


def shown(kind, session, qtbot):
    view = kind(session)
    qtbot.addWidget(view)
    view.resize(900, 320)
    with qtbot.waitExposed(view):
        view.show()
    answer(session, qtbot)
    qtbot.waitUntil(lambda: len(first_curve(view).yData) == STEPS + 1)
    return view


def answer(session, qtbot, *args, **kwargs):
    with qtbot.waitSignal(session.settled):
        session.answer(*args, **kwargs)


def first_curve(view):
    return next(iter(view.orbit_curves.curves.values()))


def place(view, phase, share=0.5):
    """The pixel of the orbit plot at a share of the orbit and of the height."""
    area = view.orbit_plot.box.sceneBoundingRect()
    x = view.orbit_plot.box.mapViewToScene(QPointF(phase * PERIOD, 0.0)).x()
    return QPoint(round(x), round(area.bottom() - share * area.height()))


def column(view, phase=None):
    """The colour of most of the plot's height at a share of the orbit, or at the cursor; lines across do not count."""
    view.grab()  # lays out what a change of colours and fonts has moved
    image = view.orbit_chart.grab().toImage()
    top, low = place(view, 0.5, 0.98), place(view, 0.5, 0.02)
    x = round(view.orbit_chart.cursor_line(view.orbit_plot).x()) if phase is None else place(view, phase).x()
    return Counter(image.pixelColor(x, y).name() for y in range(top.y(), low.y())).most_common(1)[0][0]


def test_curves_are_those_of_the_day_of_the_clock(power, session, qtbot):
    tables = made_tables()
    for day in (0, 150):
        session.clock.set_day(day)
        expected = tables["power"].array_map[day]
        qtbot.waitUntil(lambda e=expected: np.array_equal(power.orbit_curves.curves["array"].yData[:-1], e))
        assert power.orbit_curves.curves["array"].yData[-1] == expected[0]
        served = power.orbit_curves.curves["served"].yData[:-1]
        assert np.array_equal(served, tables["power"].served_map[day])
    assert power.orbit_curves.curves["array"].xData[-1] == pytest.approx(PERIOD)


def test_values_at_the_cursor_lie_between_the_neighbours(power, session):
    session.clock.set_day(150)
    power.draw()
    row = made_tables()["power"].array_map[150]
    session.clock.set_phase(36.25 / STEPS)
    expected = row[36] + 0.25 * (row[37] - row[36])
    assert power.orbit_keys["array"].value == f"{expected / 1e3:.1f} kW"
    session.clock.set_phase((STEPS - 0.5) / STEPS)
    assert power.orbit_keys["array"].value == f"{(row[-1] + row[0]) / 2e3:.1f} kW"
    assert power.orbit_keys.heading.text() == "2026-05-31 · 97.4 min"


def test_temperatures_are_in_celsius(session, qtbot):
    view = shown(ThermalView, session, qtbot)
    front = made_tables()["panel"].temperature_front_map[0]
    assert view.orbit_curves.curves["front"].yData[:-1] == pytest.approx(front - 273.15)
    assert view.orbit_keys["front"].value == f"{front[0] - 273.15:.1f} °C"
    assert "°C" in view.orbit_plot.left.labelText


@pytest.mark.parametrize(("scale", "unit", "factor"), [(0.001, "W", 1.0), (1.0, "kW", 1e3), (400.0, "MW", 1e6)])
def test_unit_follows_the_size_of_the_power(power, session, qtbot, scale, unit, factor):
    answer(session, qtbot, made_tables(scale))
    power.draw()
    assert power.orbit_plot.left.labelText == f"Power [{unit}]"
    assert power.orbit_plot.left.scale == pytest.approx(1.0 / factor)
    assert power.orbit_keys["asked"].value.endswith(f" {unit}")
    assert float(power.orbit_keys["asked"].value.split()[0]) == pytest.approx(8e4 * scale / factor, rel=2e-3)


def test_scale_keeps_still_under_small_changes_and_follows_large_ones(power, session, qtbot):
    before = power.orbit_plot.box.viewRange()[1]
    for scale in (1.02, 0.98, 1.0):
        answer(session, qtbot, made_tables(scale))
        power.draw()
        assert power.orbit_plot.box.viewRange()[1] == before
    answer(session, qtbot, made_tables(3.0))
    power.draw()
    assert power.orbit_plot.box.viewRange()[1][1] > 3.0e5


def test_clock_moves_the_cursor_and_leaves_the_curves_alone(view, session, qtbot):
    drawn = []
    first_curve(view).sigPlotChanged.connect(drawn.append)
    places = []
    for phase in (0.1, 0.5, 0.9):
        session.clock.set_phase(phase)
        line = view.orbit_chart.cursor_line(view.orbit_plot)
        places.append(line.x())
        assert line.x() == pytest.approx(place(view, phase).x(), abs=1.0)
        assert column(view) == DARK.text
    assert places == sorted(places)
    assert not drawn


def test_click_and_drag_set_the_clock(view, session, qtbot):
    port = view.orbit_chart.viewport()
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=place(view, 0.3))
    assert session.clock.phase == pytest.approx(0.3, abs=0.003)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=place(view, 0.3))
    seen = []
    for phase in (0.5, 0.6, 0.7, 1.2):
        qtbot.mouseMove(port, place(view, phase))
        seen.append(session.clock.phase)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=place(view, 0.7))
    assert seen[1:3] == pytest.approx([0.6, 0.7], abs=0.003)
    assert seen[3] == pytest.approx(0.9999)
    assert view.orbit_plot.box.viewRange()[0] == pytest.approx([0.0, PERIOD])


def test_arrow_keys_move_the_clock(view, session, qtbot):
    qtbot.keyClick(view.orbit_chart, Qt.Key.Key_Right)
    assert session.clock.phase == pytest.approx(0.005)
    qtbot.keyClick(view.orbit_chart, Qt.Key.Key_Left)
    qtbot.keyClick(view.orbit_chart, Qt.Key.Key_Left)
    assert session.clock.phase == pytest.approx(0.995)


def test_zoom_stays_through_results_and_a_double_click_ends_it(view, session, qtbot):
    box = view.orbit_plot.box
    middle = QPointF(place(view, 0.5))
    port = view.orbit_chart.viewport()
    wheel = QWheelEvent(
        middle,
        port.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, wheel)
    zoomed = box.viewRange()[0]
    assert zoomed[1] - zoomed[0] < 0.8 * PERIOD
    answer(session, qtbot, made_tables(1.3))
    view.draw()
    assert box.viewRange()[0] == zoomed
    for press in (qtbot.mouseClick, qtbot.mouseDClick, qtbot.mouseRelease):
        press(port, Qt.MouseButton.LeftButton, pos=place(view, 0.5))
    assert box.viewRange()[0] == pytest.approx([0.0, PERIOD])


def test_darkness_is_shaded_where_the_sun_is_hidden(view, session):
    session.clock.set_phase(0.9)
    session.clock.set_day(10)
    view.draw()
    assert view.shade.bands == []
    assert column(view, 0.5) == DARK.surface
    session.clock.set_day(180)
    view.draw()
    light = made_tables()["illumination"].season.visible_fraction[180]
    dark = [(low, high) for low, high, weight in view.shade.bands if weight == 1.0]
    step = PERIOD / STEPS
    hidden = np.flatnonzero(light == 0.0)
    assert len(dark) == 1
    assert dark[0] == pytest.approx(((hidden[0] - 0.5) * step, (hidden[-1] + 0.5) * step))
    assert column(view, 0.5) != DARK.surface
    assert column(view, 0.15) == DARK.surface


def test_a_satellite_without_battery_has_no_battery_curves(power, session, qtbot):
    answer(session, qtbot, made_tables(battery=0.0))
    power.draw()
    for name in ("charge", "discharge", "state_of_charge"):
        assert not power.orbit_keys[name].isVisible()
        assert not power.orbit_curves.curves[name].isVisible()
    assert not power.orbit_plot.right.isVisible(), "an axis without a curve says nothing"
    answer(session, qtbot, made_tables())
    power.draw()
    assert power.orbit_plot.right.isVisible()
    assert power.orbit_keys["charge"].isVisible()
    assert power.orbit_curves.curves["charge"].isVisible()


def test_state_of_charge_is_read_on_the_right_axis(power, session):
    session.clock.set_day(180)
    power.draw()
    curve = power.orbit_curves.curves["state_of_charge"]
    share = made_tables()["power"].state_of_charge_map[180, 60]
    assert share < 0.9
    low, high = power.orbit_plot.box.viewRange()[1]
    assert curve.transform().map(QPointF(0.0, share)).y() == pytest.approx(low + share * (high - low) / SHARE_TOP)
    assert power.orbit_plot.right.range == [0.0, 100.0 * SHARE_TOP]
    session.clock.set_phase(0.5)
    assert power.orbit_keys["state_of_charge"].value == f"{100 * share:.1f} %"


def test_a_key_hides_its_curve_by_mouse_and_keyboard(view, qtbot):
    name = view.orbit_series[0].name
    key = view.orbit_keys[name]
    qtbot.mouseClick(key, Qt.MouseButton.LeftButton)
    assert not view.orbit_curves.curves[name].isVisible()
    key.setFocus()
    qtbot.keyClick(key, Qt.Key.Key_Space)
    assert view.orbit_curves.curves[name].isVisible()


def test_life_page_shows_the_power_to_the_end_and_the_margin(power, session, qtbot):
    power.tabs.setCurrentIndex(1)
    tables = made_tables()["power"]
    qtbot.waitUntil(lambda: np.array_equal(power.life_curves.curves["array"].yData, tables.life_array))
    assert power.life_curves.curves["load"].yData == pytest.approx([8.2e4] * 6)
    assert power.life_chart.isVisible()
    assert power.life_keys.heading.text() == "End of life, 5 yr"
    assert power.life_keys["margin"].value == "7.5 kW"
    assert power.life_plot.bottom.scale * power.life_plot.box.viewRange()[0][1] == pytest.approx(5.0)
    assert [key.value for key in (power.life_keys["array"], power.life_keys["load"])] == ["108.5 kW", "82 kW"]


def test_life_page_has_a_band_where_it_is_known_how_sure_the_design_is(qtbot, qapp):
    session = Session(Document(preset("suncatcher-cluster")), Theme(), ImmediateWorker)
    session.start()
    qapp.processEvents()
    view = PowerView(session)
    qtbot.addWidget(view)
    view.show()
    view.tabs.setCurrentIndex(1)
    assert view.life_keys["band"].isHidden()
    sample = monte_carlo(session.design, samples=12)
    session.share_sample(sample)
    qtbot.waitUntil(lambda: bool(view.band.areas))
    (area,), band = view.band.areas, sample.band("power.life_array")
    assert np.array_equal(area.low, band.p10)
    assert np.array_equal(area.high, band.p90)
    low, high = view.life_plot.box.viewRange()[1]
    assert low <= band.p10.min() <= band.p90.max() <= high
    assert view.life_keys["band"].value.endswith("kW")
    session.edit("Heavier", lambda design: set_value(design, "platform.mass", 150.0))
    qapp.processEvents()
    assert view.band.areas == ()
    assert view.life_keys["band"].isHidden()
    session.close()


def test_life_page_shows_the_temperature_of_the_cells(session, qtbot):
    view = shown(ThermalView, session, qtbot)
    view.tabs.setCurrentIndex(1)
    celsius = made_tables()["panel"].life_temperature - 273.15
    qtbot.waitUntil(lambda: np.array_equal(view.life_curves.curves["panel"].yData, celsius))
    assert view.life_keys["panel"].value.startswith("59.8")


def test_theme_repaints_ground_curves_and_words(view, session):
    session.clock.set_phase(0.25)
    assert column(view, 0.85) == DARK.surface
    session.theme.use(False)
    view.draw()
    assert column(view, 0.85) == LIGHT.surface
    assert column(view) == LIGHT.text
    assert first_curve(view).opts["pen"].color() == QColor(LIGHT.series[0])
    assert view.orbit_plot.left.textPen().color() == QColor(LIGHT.muted)


def test_a_failed_stage_shows_its_reason_over_the_last_picture(power, session, qtbot):
    before = power.orbit_curves.curves["array"].yData
    answer(session, qtbot, failures={"power": "the battery is empty"})
    qtbot.waitUntil(lambda: power.face == "failed")
    assert power.orbit_curves.curves["array"].yData is before


def test_the_only_menu_of_the_plot_is_that_of_its_picture(view, qtbot):
    assert view.orbit_plot.box.menu is None
    qtbot.mouseClick(view.orbit_chart.viewport(), Qt.MouseButton.RightButton, pos=place(view, 0.3))
    shown = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMenu) and widget.isVisible()]
    assert shown == [view.menu]
    assert [action.text() for action in view.menu.actions()] == [
        "Copy picture", "Copy data", "", "Save picture…", "Save data…", "", "Link with the other plots"]
    view.menu.close()


def test_read_outs_of_a_day_past_the_season_use_its_last(power, session):
    session.clock.set_orbit(PERIOD, 800)
    session.clock.set_day(700)
    power.draw()
    assert np.array_equal(power.orbit_curves.curves["array"].yData[:-1], made_tables()["power"].array_map[-1])


def test_axes_follow_a_plot_that_grows_and_shrinks(power):
    """What is kept of an axis from one painting to the next must not outlive its size."""

    def settle():
        for _ in range(6):
            QApplication.processEvents()

    for size in ((900, 320), (420, 320), (420, 220), (900, 240), (900, 520)):
        power.resize(*size)
        settle()
        kept = power.orbit_chart.grab().toImage()
        for axis in (power.orbit_plot.left, power.orbit_plot.bottom, power.orbit_plot.right):
            axis.picture = None
            axis.update()
        settle()
        assert power.orbit_chart.grab().toImage() == kept, size


def test_titles_of_axes_take_the_colours_of_the_theme_that_is_chosen_while_they_are_shown(power, session, qtbot):
    """They kept the pale grey of the dark theme on the white of the light one."""
    for name in ("light", "dark", "light"):
        session.theme.use(name)
        plot = power.orbit_plot
        for axis in (plot.left, plot.bottom, plot.right):
            assert axis.label.defaultTextColor() == QColor(session.theme.colours.muted)
