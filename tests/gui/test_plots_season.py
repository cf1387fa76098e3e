"""The map of the year: its values, its colour bar, its cross-hair and its worst day."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor

from studio.gui.plots.season import SeasonView
from studio.gui.plots.season_maps import MAPS
from studio.gui.theme import DARK, LIGHT
from tests.gui.plot_session import DAYS, PERIOD, STEPS, MadeSession, made_tables
from tests.gui.pointer import hover


@pytest.fixture
def session(qapp):
    made = MadeSession()
    yield made
    made.close()


@pytest.fixture
def view(session, qtbot):
    view = SeasonView(session)
    qtbot.addWidget(view)
    view.resize(1100, 600)
    with qtbot.waitExposed(view):
        view.show()
    with qtbot.waitSignal(session.settled):
        session.answer()
    qtbot.waitUntil(lambda: view.chart.image.image is not None)
    return view


def choose(view, name, qtbot):
    view.show_map(name)
    qtbot.waitUntil(lambda: view.at_clock.text() != "")


def place(view, day, phase):
    """The pixel of the map at a day and a share of the orbit."""
    spot = view.chart.map.box.mapViewToScene(QPointF(day, phase * PERIOD))
    return QPoint(round(spot.x()), round(spot.y()))


def test_every_map_shows_its_table_on_the_scale_of_its_bar(view, qtbot):
    tables = made_tables()
    for one in MAPS:
        choose(view, one.name, qtbot)
        values = one.values(tables[one.stage])
        unit = one.quantity.units[0] if one.quantity.name == "power" else one.quantity.unit(one.quantity.shown)
        low, high = view.chart.bar.viewRange()[1]
        expected = (unit.from_si(values) - low) / (high - low) * 255
        assert view.chart.image.image.shape == (DAYS, STEPS + 1)
        assert np.abs(view.chart.image.image[:, :-1] - expected).max() <= 0.51
        assert np.array_equal(view.chart.image.image[:, 0], view.chart.image.image[:, -1])


@pytest.mark.parametrize(
    ("name", "title"),
    [("sunlight", "Sunlight [%]"), ("array", "Array power [kW]"), ("panel", "Panel temperature [°C]"),
     ("radiator", "Radiator temperature [°C]"), ("state_of_charge", "State of charge [%]")],
)  # fmt: skip
def test_bar_carries_title_and_unit(view, qtbot, name, title):
    choose(view, name, qtbot)
    assert view.chart.bar_axis.labelText == title


def test_colours_on_the_screen_are_those_of_the_map(view, session, qtbot):
    session.clock.set_day(5)
    choose(view, "sunlight", qtbot)
    image = view.chart.grab().toImage()
    table = view.chart.image.lut
    assert image.pixelColor(place(view, 40, 0.8)) == QColor(*table[255][:3].tolist())
    assert image.pixelColor(place(view, 175, 0.5)) == QColor(*table[0][:3].tolist())


def test_read_out_at_the_clock(view, session, qtbot):
    choose(view, "array", qtbot)
    session.clock.set_day(150)
    session.clock.set_phase(30.5 / STEPS)
    row = made_tables()["power"].array_map[150]
    beta = np.degrees(made_tables()["illumination"].beta_angle_year[150])
    expected = f"2026-05-31 · 24.9 min · {(row[30] + row[31]) / 2e3:.1f} kW · beta {beta:.1f}°"
    assert view.at_clock.text() == expected


def test_click_sets_day_and_place_in_the_orbit(view, session, qtbot):
    port = view.chart.viewport()
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=place(view, 200, 0.25))
    assert session.clock.day == pytest.approx(200, abs=1)
    assert session.clock.phase == pytest.approx(0.25, abs=0.005)
    line = view.chart.cursor_line(view.chart.map)
    assert line.x() == pytest.approx(place(view, session.clock.day, 0).x(), abs=1)
    phase = session.clock.phase
    low = view.chart.beta.box.sceneBoundingRect().center().y()
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=QPoint(place(view, 50, 0).x(), round(low)))
    assert session.clock.day == pytest.approx(50, abs=1)
    assert session.clock.phase == phase


def test_arrow_keys_move_through_days_and_orbit(view, session, qtbot):
    session.clock.set_day(10)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up):
        qtbot.keyClick(view.chart, key)
    assert session.clock.day == 11
    assert session.clock.phase == pytest.approx(0.01)


def test_pointer_reads_the_value_under_it_and_leaves_the_clock(view, session, qtbot):
    choose(view, "sunlight", qtbot)
    port = view.chart.viewport()
    hover(port, place(view, 20, 0.4))
    hover(port, place(view, 180, 0.5))
    # The pointer is the screen's own, whose news takes a moment.
    qtbot.waitUntil(lambda: view.at_pointer.text().startswith("pointer: 2026-06-"))
    assert view.at_pointer.text().endswith(" 0.0 %")
    assert session.clock.day == 0
    hover(port, QPoint(2, 2))
    qtbot.waitUntil(lambda: view.at_pointer.text() == "")


def test_worst_day_is_that_of_the_quantity(view, qtbot):
    found = {}
    for one in MAPS:
        choose(view, one.name, qtbot)
        found[one.name] = [(mark.x, mark.text) for mark in view.chart.marks]
    radiator = made_tables()["thermal"].radiator_temperature_map
    assert found["sunlight"] == [(180.0, "worst day")]
    assert found["array"] == found["state_of_charge"] == [(181.0, "worst day")]
    assert found["radiator"] == [(float(radiator.max(axis=1).argmax()), "hottest day")]


def test_beta_curve_and_eclipse_season(view):
    tables = made_tables()["illumination"]
    assert view.chart.curve.yData == pytest.approx(np.degrees(tables.beta_angle_year))
    shaded = np.zeros(DAYS, dtype=bool)
    for left, right, _ in view.chart.shade.bands:
        shaded[round(left + 0.5) : round(right + 0.5)] = True
    assert np.array_equal(shaded, tables.season.visible_fraction.min(axis=1) < 0.999)
    assert shaded.any()
    assert not shaded.all()


def test_axes_are_dates_and_minutes(view):
    ticks = view.chart.beta.bottom.tickValues(-0.5, 364.5, 600.0)[0][1]
    assert ticks[0] == 0.0
    assert view.chart.beta.bottom.tickStrings(ticks, 1.0, 1.0)[:2] == ["2026", "Feb"]
    assert ticks[5] == 151.0
    assert view.chart.map.left.labelText == "Orbit time [min]"
    assert view.chart.map.left.scale * view.chart.map.box.viewRange()[1][1] == pytest.approx(PERIOD / 60)


def test_a_failed_stage_dims_only_its_own_maps(view, session, qtbot):
    with qtbot.waitSignal(session.settled):
        session.answer(failures={"thermal": "the radiator melts"})
    assert view.face == "fresh"
    view.show_map("radiator")
    assert view.face == "failed"


def test_theme_repaints_the_ground(view, session):
    session.theme.use(False)
    view.draw()
    image = view.chart.grab().toImage()
    assert image.pixelColor(image.width() - 4, image.height() - 4) == QColor(LIGHT.surface)
    session.theme.use(True)
    view.draw()
    assert view.chart.grab().toImage().pixelColor(4, 4) == QColor(DARK.surface)
