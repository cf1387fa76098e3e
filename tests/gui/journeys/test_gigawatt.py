"""Whoever has never seen it: a closed constellation of a gigawatt, understood, compared and reported, by what is seen.

Nothing is used but what the window shows; the gestures are counted, and at eight seconds for each, which leaves time to
read, the whole takes less than twenty minutes.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from studio.analysis import evaluate
from studio.document import read
from tests.gui.journeys.hand import Hand

pytestmark = pytest.mark.journey

GIGAWATT = 1e9
_PACE = 8.0
"""Seconds that a person takes for a gesture, reading included."""


def test_a_closed_gigawatt_in_less_than_twenty_minutes(begin, tmp_path: Path) -> None:
    hand: Hand = begin(theme="dark")
    session = hand.window.session

    # The start page: a constellation that already flies through the shadow of Earth, and is far too small.
    hand.click("start-card:shell-500km-eclipse")
    hand.settle()
    assert session.results()["constellation.array_power"] < 0.1 * GIGAWATT

    # What is wanted, as a requirement: its light is red, and F2 says what it follows from.
    hand.page("review", "requirements")
    hand.click("review-requirements-add")
    hand.write("requirement_dialog-first", "A gigawatt of arrays", enter=False)
    hand.seek_in("requirement_dialog-result", "constellation.array_power")
    hand.choose("requirement_dialog-relation", ">=")
    hand.write("requirement_dialog-bound", "1 GW", enter=False)
    hand.agree("requirement_dialog")
    shown = hand.see("requirements")
    row = next(at for at, one in enumerate(shown.verdicts) if one.requirement.result == "constellation.array_power")
    assert shown.verdicts[row].light == "red"
    hand.cell("requirements", row)
    hand.key(Qt.Key.Key_F2)
    explained = hand.see("explain")
    assert explained.shown == "constellation.array_power"
    assert hand.reads("explain_value")
    follows = {link.name for link in hand.see("explain_inputs").links}
    assert any("satellites" in name for name in follows), f"the way to mend it is named: {follows}"

    # Kept as it was, to compare with.
    hand.menu("edit", "action-keep-baseline")
    hand.write("baseline-name", "One small shell", enter=False)
    hand.agree("baseline-dialog")

    # More of them, then closed.
    hand.field("constellation.planes", "130")
    hand.field("constellation.satellites_per_plane", "220")
    assert session.results()["constellation.satellites"] == 130 * 220
    hand.menu("edit", "action-close-design")
    hand.click("closing-start")
    hand.wait(lambda: hand.see("closing-apply").isEnabled())
    hand.click("closing-apply")
    lights = {one.requirement.name: one.light for one in hand.see("margins").table.verdicts}
    assert set(lights.values()) <= {"green", "amber"}, lights
    assert session.results()["constellation.array_power"] >= GIGAWATT * (1 - 1e-9)

    # Beside what it was.
    hand.page("compare", "side")
    heads = hand.see("compare-table").model()
    said = [str(heads.headerData(at, Qt.Orientation.Horizontal)) for at in range(heads.columnCount())]
    assert any("One small shell" in head for head in said), said
    hand.page("review", "changes")
    tree = hand.see("review-changes-tree")
    hand.wait(tree.topLevelItemCount)  # what has changed since

    # The report, and the file.
    hand.page("review", "report")
    report = tmp_path / "gigawatt.pdf"
    with hand.naming(report):
        hand.click("review-report-write")
    hand.wait(report.exists)
    path = tmp_path / "gigawatt.json"
    with hand.naming(path):
        hand.menu("file", "action-save-as")
    assert read(report) == read(path) == session.design
    assert evaluate(read(path)).get("constellation.array_power") >= GIGAWATT * (1 - 1e-9)
    minutes = hand.gestures * _PACE / 60.0
    assert minutes < 20.0, f"{hand.gestures} gestures"
