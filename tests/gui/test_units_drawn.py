"""What is drawn names the units that are chosen too: scale bars, the axis of a link, titles that are units."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from studio.design.shown import showing
from studio.gui.panel.merit_strip import MeritStrip
from studio.gui.satellite.link_page import LinkPage
from studio.gui.space.overlay import round_length


@pytest.mark.parametrize(("room", "unit", "metres", "text"), [
    (650e3, {}, 500e3, "500 km"),
    (2.4e6, {}, 2e6, "2 000 km"),
    (650e3, {"distance": "nmi"}, 200 * 1852.0, "200 nmi"),
    (650e3, {"distance": "m"}, 500e3, "500 000 m"),
    (30.0, {"distance": "nmi"}, 20.0, "20 m"),
    (0.7, {}, 0.5, "0.5 m"),
    (30.0, {"size": "ft"}, 50 * 0.3048, "50 ft"),
])  # fmt: skip
def test_a_scale_bar_is_round_in_the_unit_that_is_shown(room, unit, metres, text) -> None:
    with showing(unit):
        length, words = round_length(room)
    assert words == text
    assert length == pytest.approx(metres)
    assert length <= room


def test_titles_and_axes_follow_the_units_of_the_project(session) -> None:
    strip, page = MeritStrip(session), LinkPage(session)
    try:
        for view in (strip, page):
            view.show()
        page.mode_buttons["range"].click()
        QApplication.processEvents()
        assert "W/kg new → end" in {label.text() for label in strip.findChildren(QLabel)}
        assert page.plot.bottom.labelText == "Range [km]"
        assert session.units.choose({"specific_power": "W/lb", "flux": "W/ft²", "distance": "nmi"}) is None
        QApplication.processEvents()
        titles = {label.text() for label in strip.findChildren(QLabel)}
        assert {"W/lb new → end", "W/ft² new → end"} <= titles
        assert page.plot.bottom.labelText == "Range [nmi]"
        session.undo()
        QApplication.processEvents()
        assert "W/kg new → end" in {label.text() for label in strip.findChildren(QLabel)}
    finally:
        for view in (strip, page):
            view.close()
            view.deleteLater()
