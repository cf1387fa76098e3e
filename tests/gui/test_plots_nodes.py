"""The page of heat nodes in the Thermal dock: whose temperatures it draws, its limit line, and its cursor."""

import numpy as np
import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from studio.design import set_value
from studio.gui.plots.nodes import NodesChart
from studio.gui.plots.thermal import ThermalView
from studio.gui.session import Session

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def thermal(session: Session, qtbot: QtBot) -> ThermalView:
    view = ThermalView(session)
    qtbot.addWidget(view)
    view.resize(900, 320)
    with qtbot.waitExposed(view):
        view.show()
    view.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: view.nodes.curves.read(0.0) != [])
    return view


def shown_names(page: NodesChart) -> list[str]:
    return [page.keys[one.name].text() for one in page.series if page.keys[one.name].isVisibleTo(page.keys)]


def test_each_node_has_its_curve_in_celsius_and_its_name(thermal: ThermalView, session: Session) -> None:
    nodes, page = session.table("nodes"), thermal.nodes
    assert shown_names(page) == [*nodes.node_names, "Junction limit"]
    for place, row in enumerate(nodes.node_temperatures_worst_day):
        drawn = page.curves.curves[f"node{place}"].yData
        assert np.allclose(drawn[:-1], row - 273.15)
        assert drawn[-1] == drawn[0]
        assert page.curves.curves[f"node{place}"].isVisible()
    limit = page.curves.curves["limit"].yData
    assert np.allclose(limit, session.design.thermal.junction_limit - 273.15)
    low, high = page.plot.box.viewRange()[1]
    assert low < nodes.node_temperatures_worst_day.min() - 273.15
    assert high > limit.max()


def test_the_darkness_shaded_is_that_of_the_day_with_the_least_light(thermal: ThermalView, session: Session) -> None:
    season = session.table("illumination").season
    dark = 1.0 - float(season.visible_fraction[int(season.worst_day)].mean())
    shaded = sum((right - left) * weight for left, right, weight in thermal.nodes.shade.bands)
    assert shaded / float(season.period) == pytest.approx(dark, abs=0.01)


def test_the_cursor_reads_the_nodes_and_a_step_moves_the_clock(thermal: ThermalView, session: Session) -> None:
    page, nodes = thermal.nodes, session.table("nodes")
    session.clock.set_phase(0.25)
    assert page.keys.heading.text().startswith("Day with the least light")
    hot = nodes.node_temperatures_worst_day[0][30] - 273.15
    read = float(page.keys["node0"].value.split()[0].rstrip("°C\N{NO-BREAK SPACE}").replace("−", "-"))
    assert read == pytest.approx(hot, abs=0.51)
    page.chart.stepped.emit(1, 0)
    assert session.clock.phase == pytest.approx(0.255)
    page.plot.box.pointed.emit(0.5 * page.plot.box.full[1], 0.0)
    assert session.clock.phase == pytest.approx(0.5)


def test_another_way_of_the_heat_has_other_nodes(thermal: ThermalView, session: Session, qtbot: QtBot) -> None:
    before = shown_names(thermal.nodes)
    session.edit("pipes", lambda design: set_value(design, "thermal.loop", "heat_pipes"))
    qtbot.waitUntil(lambda: session.status("nodes") == "fresh")
    qtbot.waitUntil(lambda: shown_names(thermal.nodes) == [*session.table("nodes").node_names, "Junction limit"])
    assert shown_names(thermal.nodes) != before


def test_the_other_pages_do_not_wait_for_the_nodes(session: Session, qtbot: QtBot) -> None:
    assert "nodes" not in ThermalView.stages
    view = ThermalView(session)
    qtbot.addWidget(view)
    view.resize(420, 300)
    with qtbot.waitExposed(view):
        view.show()
    for page in (0, 1, 2):
        view.tabs.setCurrentIndex(page)
        for _ in range(5):
            QApplication.processEvents()
        assert view.nodes.isVisible() is (page == 2)
    assert view.face == "fresh"


def test_no_name_is_cut_off_where_there_is_little_height(thermal: ThermalView) -> None:
    keys = thermal.nodes.keys
    for height in (320, 210, 160):
        thermal.resize(900, height)
        for _ in range(5):
            QApplication.processEvents()
        lowest = max(key.mapTo(thermal, key.rect().bottomLeft()).y() for one in thermal.nodes.series
                     if (key := keys[one.name]).isVisible())  # fmt: skip
        assert lowest <= thermal.height()


def test_a_failure_is_said_once_for_the_page_and_the_view_round_it(thermal: ThermalView, session: Session) -> None:
    session.edit("cold", lambda design: set_value(design, "thermal.target_temperature", 150.0))
    for _ in range(5):
        QApplication.processEvents()
    assert thermal.face == thermal.nodes.face == "failed"
    labels = thermal.findChildren(QLabel)
    said = [label for label in labels if label.isVisible() and "radiator takes" in label.text()]
    assert len(said) == 1


def test_letters_fit_into_keys_that_share_little_height(thermal: ThermalView) -> None:
    key = thermal.nodes.keys["node0"]
    usual = key.fontMetrics().height()
    key.resize(key.width(), usual)
    assert key.fitting() == key.font()
    for height in (usual - 1, usual - 3):
        key.resize(key.width(), height)
        assert QFontMetrics(key.fitting()).height() <= height + 1
