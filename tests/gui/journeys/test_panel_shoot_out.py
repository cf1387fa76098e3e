"""Which panel wins: technologies are put in one after another, pinned, compared; a cover is tried; the best is kept."""

import pytest
from PySide6.QtCore import QPoint

from tests.gui.journeys.hand import Hand

pytestmark = pytest.mark.journey


def test_the_best_of_three_panels_is_kept(begin) -> None:
    hand: Hand = begin(language="zh_CN", theme="contrast-light")
    session = hand.window.session
    hand.click("start-card:perovskite-hjt-650km")
    shots: dict[str, tuple[str, float]] = {}
    for letter, technology in zip("ABC", (None, "hjt-50um", "gainp-gaas-ge"), strict=True):
        if technology is not None:
            hand.page("panel", "cell")
            hand.choose("panel-technology", technology)
            assert session.design.stack.technology == technology
        hand.page("panel", "compare")
        hand.click("panel-pin")
        power = session.results()["panel.specific_power_operating_bol"]
        shots[letter] = (session.design.stack.technology, power)

    # The bars and the figures name the same winner.
    compare = hand.see("panel-compare")
    best = max(shots, key=lambda letter: shots[letter][1])
    assert best in compare.by_mass.bars.winners
    assert len({power for _, power in shots.values()}) == 3
    assert hand.seen("panel-pin-C")

    # What if its cover were another? A click on the plot is a value, and one step of undo.
    hand.popping(f"panel-pin-{best}", "restore")
    assert session.design.stack.technology == shots[best][0]
    hand.page("panel", "layers")
    cover = next(at for at, layer in enumerate(session.design.stack.layers) if layer.name == "cover")
    hand.cell("layer-table", cover)
    hand.page("panel", "what-if")
    view = hand.see("what-if")
    hand.wait(lambda: view._values.size and not view.tasks.busy)
    before = session.design
    area = view.plot.box.sceneBoundingRect()
    place = view.chart.mapFromScene(area.center().x() - area.width() / 4, area.center().y())
    hand.click(view.chart.viewport(), QPoint(place.x(), place.y()))
    hand.wait(lambda: session.design != before)
    thinner = session.design.stack.layers[cover].thickness
    assert thinner < before.stack.layers[cover].thickness
    tried = session.results()["panel.specific_power_operating_bol"]
    assert tried > shots[best][1], "a thinner cover weighs less"
    hand.menu("edit", "action-undo")
    assert session.design == before

    # It is kept: beside the others as a pin, and in the design.
    hand.page("panel", "compare")
    assert session.results()["panel.specific_power_operating_bol"] == shots[best][1]
    for letter in set(shots) - {best}:
        hand.popping(f"panel-pin-{letter}", "remove")
    assert [pin.letter for pin in compare.pins.all] == [best]
