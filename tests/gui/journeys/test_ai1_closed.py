"""AI1 as it was described, to a design that closes: solved, looked at light by light, saved, and opened again equal."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from studio.analysis import evaluate, judge
from studio.document import preset, read
from tests.gui.journeys.hand import CTRL, Hand

pytestmark = pytest.mark.journey

_SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_ai1_is_closed_saved_and_opened_again(begin, tmp_path: Path) -> None:
    hand: Hand = begin(theme="contrast-dark")
    session = hand.window.session
    hand.click("start-card:ai1-120kw")
    assert session.design == preset("ai1-120kw")
    hand.settle()
    first = {one.requirement.name: one.light for one in hand.see("requirements").verdicts}
    assert first

    hand.menu("edit", "action-close-design")
    hand.click("closing-start")
    hand.wait(lambda: hand.see("closing-apply").isEnabled())
    said = hand.reads("closing-status")
    hand.click("closing-apply")
    assert session.document.history[-1]

    # Each requirement is met, or what cannot be met was named.
    shown = hand.see("requirements")
    assert len(shown.verdicts) == shown.rowCount() > 0
    missed = [one.requirement.name for one in shown.verdicts if one.light not in {"green", "amber"}]
    assert all(name in said for name in missed), (missed, said)
    whole = evaluate(session.design)
    assert {one.requirement.name: one.light for one in judge(whole)} == {
        one.requirement.name: one.light for one in shown.verdicts}  # fmt: skip
    for row in range(shown.rowCount()):
        assert shown.item(row, 1).text(), "no light without its number"

    # Why a light is as it is: F2 on its line.
    hand.cell("requirements", 0)
    hand.key(Qt.Key.Key_F2)
    assert hand.see("explain").shown == shown.verdicts[0].requirement.result
    assert hand.reads("explain_value")

    path = tmp_path / "ai1 closed.json"
    with hand.naming(path):
        hand.key(Qt.Key.Key_S, CTRL | _SHIFT)
    closed, results = session.design, session.results()
    assert read(path) == closed
    assert not hand.window.isWindowModified()
    hand.menu("file", "action-start-page")
    hand.click("start-card:shell-500km-eclipse")
    assert session.design != closed
    with hand.naming(path):
        hand.menu("file", "action-open")
    assert session.design == closed
    again = session.results()
    for name in ("power.margin_eol", "mass.satellite", "thermal.radiator_area", "constellation.array_power"):
        assert again[name] == results[name] == whole[name], name
