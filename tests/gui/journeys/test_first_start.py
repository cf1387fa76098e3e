"""The first start: nothing is known of the user, who takes the tour by doing what it says, then opens a design."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from tests.gui.journeys.hand import CTRL, Hand

pytestmark = pytest.mark.journey


def step(hand: Hand) -> int:
    """Which step the bubble shows, read off it as "3 of 12" in whatever language."""
    digits = "".join(sign if sign.isdigit() else " " for sign in hand.see("tour-bubble").count.text()).split()
    return int(digits[0])


@pytest.mark.parametrize(("language", "theme"), [("en", "dark"), ("zh_CN", "light")])
def test_from_the_start_page_through_the_tour_to_a_design_of_ones_own(begin, language: str, theme: str) -> None:
    hand: Hand = begin(language=language, theme=theme)
    window, session = hand.window, hand.window.session
    assert window.start.is_up, "the first start shows the start page"
    assert window.theme.name == theme
    begun = session.design

    # The tour, by doing.
    hand.click("start-tour")
    assert not window.start.is_up
    assert step(hand) == 1
    hand.click("tour-next")
    hand.drag("slider:mission.altitude", 14)
    hand.wait(lambda: step(hand) == 3)
    assert session.design.mission.altitude != begun.mission.altitude
    port = window.views["power"].orbit_chart.viewport()
    hand.click(port, QPoint(port.width() // 2, port.height() // 3))
    hand.wait(lambda: step(hand) == 4)
    hand.write("edit:array.area", "50 m²")
    hand.wait(lambda: step(hand) == 5)
    hand.key(Qt.Key.Key_F2)
    hand.wait(lambda: step(hand) == 6)
    link = next(one for one in hand.see("explain_inputs").findChildren(QWidget)
                if one.objectName().startswith("link:") and one.isVisible())  # fmt: skip
    hand.click(link)
    hand.wait(lambda: step(hand) == 7)
    hand.menu("edit", "action-close-design")
    hand.click("closing-start")
    hand.wait(lambda: hand.see("closing-apply").isEnabled())
    hand.click("closing-apply")
    hand.wait(lambda: step(hand) == 8)
    before = session.design
    hand.choose("panel-technology", "gainp-gaas-ge")
    hand.wait(lambda: step(hand) == 9)
    hand.tab("season")
    hand.wait(lambda: step(hand) == 10)
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: step(hand) == 11)
    assert session.design == before
    hand.tab("compare")
    hand.wait(lambda: step(hand) == 12)
    hand.click("tour-restore")
    assert session.design == begun
    hand.click("tour-end")
    assert not hand.seen("tour-bubble")

    # A design from its card; the altitude with the hand; and back.
    hand.menu("file", "action-start-page")
    hand.click("start-card:shell-500km-eclipse")
    assert not window.start.is_up
    opened = session.design
    assert opened.mission.altitude == 500e3
    periods: list[float] = []
    session.outcome_changed.connect(lambda stage: stage == "orbit" and periods.append(session.table("orbit").period))
    hand.reveal("mission.altitude")
    hand.drag("slider:mission.altitude", 60)
    assert session.design.mission.altitude > 550e3
    assert len(set(periods)) >= 2, "the orbit follows while the hand moves"
    assert session.table("orbit").semi_major_axis == pytest.approx(6378137.0 + session.design.mission.altitude)
    hand.menu("edit", "action-undo")
    assert session.design == opened
    assert not window.isWindowModified()
