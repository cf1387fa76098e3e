"""Charts of results are read by one cross-hair: pointer, click, arrow keys and Escape."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from studio.gui.money.cost_page import CostPage
from studio.gui.satellite.heat_page import HeatPage
from studio.gui.satellite.link_page import LinkPage
from tests.gui.pointer import hover

YEAR = 31557600.0


def shown(kind, session, mode, qtbot):
    page = kind(session)
    qtbot.addWidget(page)
    page.resize(800, 600)
    with qtbot.waitExposed(page):
        page.show()
    page.choose(mode)
    for _ in range(6):
        QApplication.processEvents()
    return page


def point(page, share, qtbot):
    box = page.plot.box
    low, high = box.viewRange()[0]
    x = box.mapViewToScene(QPointF(low + share * (high - low), 0.0)).x()
    hover(page.chart.viewport(), QPoint(round(x), round(box.sceneBoundingRect().center().y())))


def test_a_failed_loop_is_read_at_the_pointer_and_stays_where_keys_leave_it(session, qtbot):
    page, nodes = shown(HeatPage, session, "failure", qtbot), session.table("nodes")
    resting = page.keys["junction"].value
    point(page, 0.4, qtbot)
    at = page.reader.at
    assert at == pytest.approx(0.4 * float(nodes.failure_elapsed[-1]), rel=0.01)
    expected = np.interp(at, nodes.failure_elapsed, nodes.failure_junction) - 273.15
    assert float(page.keys["junction"].value.split()[0]) == pytest.approx(expected, abs=0.06)
    assert page.keys["junction"].value.endswith(" °C")
    hover(page.chart.viewport(), QPoint(1, 1))
    assert page.reader.at is None
    assert page.keys["junction"].value == resting
    page.chart.setFocus()
    for _ in range(3):
        qtbot.keyClick(page.chart, Qt.Key.Key_Right)
    whole = page.plot.box.full[1]
    assert page.reader.at == pytest.approx(0.02 * whole)
    hover(page.chart.viewport(), QPoint(2, 2))
    assert page.reader.at == pytest.approx(0.02 * whole)
    qtbot.keyClick(page.chart, Qt.Key.Key_Escape)
    assert page.reader.at is None


def test_logarithmic_axes_are_read_in_their_units(session, qtbot):
    page, link = shown(LinkPage, session, "range", qtbot), session.table("link")
    point(page, 0.5, qtbot)
    distance = 10.0**page.reader.at
    expected = np.interp(page.reader.at, np.log10(link.ranges), np.log10(np.maximum(link.rate_ranges, 1e9)))
    value, unit = page.keys["one"].value.split(" ")
    scale = {"Tbit/s": 1e12, "Gbit/s": 1e9}[unit]
    assert float(value) * scale == pytest.approx(10.0**expected, rel=0.01)
    ticks = page.plot.bottom.tickValues(*page.plot.box.viewRange()[0], 600.0)[0][1]
    words = page.plot.bottom.tickStrings(ticks, 1.0, 1.0)
    for place, text in zip(ticks, words, strict=True):
        assert float(text.replace("\N{NARROW NO-BREAK SPACE}", "")) == pytest.approx(10.0**place / 1e3)
    assert link.ranges[0] <= distance <= link.ranges[-1]


def test_payments_are_read_year_by_year(session, qtbot):
    page, cost = shown(CostPage, session, "years", qtbot), session.table("cost")
    whole = page.keys["capital"].value
    page.chart.setFocus()
    for year in range(2):
        qtbot.keyClick(page.chart, Qt.Key.Key_Right)
        assert page.reader.at == pytest.approx((year + 0.5) * YEAR)
        paid = float(cost.yearly_operations[year])
        value, *unit = page.keys["operations"].value.split(" ", 1)
        scale = next(factor for name, factor in (("billion", 1e9), ("bn", 1e9), ("million", 1e6), ("thousand", 1e3),
                                                 ("", 1.0)) if name in unit[0])  # fmt: skip
        assert float(value) * scale == pytest.approx(paid, rel=0.01)
    qtbot.keyClick(page.chart, Qt.Key.Key_Escape)
    assert page.keys["capital"].value == whole
