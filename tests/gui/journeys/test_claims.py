"""What is left of the claims: a verdict turns with the design, a claim of one's own is added, its sources are read."""

import pytest
from PySide6.QtCore import Qt

from tests.gui.journeys.hand import Hand

pytestmark = pytest.mark.journey


def test_a_verdict_turns_and_a_claim_of_ones_own_is_judged(begin) -> None:
    hand: Hand = begin(language="zh_CN", theme="dark")
    session = hand.window.session
    hand.key(Qt.Key.Key_Escape)
    assert not hand.window.start.is_up
    hand.page("claims", "statements")
    shown = hand.see("claims-list")

    def here(key: str) -> str:
        return next((one.here.kind for one in shown.entries if one.key == key and one.here is not None), "")

    hand.wait(lambda: here("P2") == "does not hold")
    hand.write("claims-search", "P2", enter=False)
    row = next(at for at, one in enumerate(shown.entries) if one.key == "P2")
    hand.cell("claims-list", row)
    assert hand.reads("claims-detail-title").startswith("P2")
    verdict = hand.reads("claims-detail-here")

    # Its sources are there to read, and each number leads on.
    evidence = hand.reads("claims-detail-evidence")
    assert "20" in evidence, "sources have dates"
    numbers = [one for one in hand.see("claims-detail").findChildren(object) if one.objectName().startswith("number:")
               and one.isVisible()]  # fmt: skip
    wanted = next(one for one in numbers if one.objectName().startswith("number:illumination."))
    hand.click(wanted)
    assert hand.see("explain").shown == wanted.objectName().removeprefix("number:")
    assert hand.reads("explain_value")

    # Higher, the orbit has no night.
    hand.field("mission.altitude", "1450 km")
    hand.wait(lambda: here("P2") == "holds")
    assert hand.reads("claims-detail-here") != verdict
    hand.menu("edit", "action-undo")
    hand.wait(lambda: here("P2") == "does not hold")
    assert hand.reads("claims-detail-here") == verdict

    # A claim of one's own.
    before = session.design
    hand.write("claims-search", "", enter=False)
    hand.click("add_claim")
    hand.write("own-claim-dialog-first", "A satellite weighs a tonne at most", enter=False)
    hand.seek_in("own-claim-dialog-result", "mass.satellite")
    hand.choose("own-claim-dialog-relation", "<=")
    hand.write("own-claim-dialog-bound", "1000 kg", enter=False)
    hand.write("own-claim-dialog-last", "A brochure, 2026", enter=False)
    hand.agree("own-claim-dialog")
    (claim,) = session.design.claims
    assert (claim.result, claim.relation, claim.value) == ("mass.satellite", "<=", 1000.0)
    expected = "holds" if session.results()["mass.satellite"] <= 1000.0 else "does not hold"
    own = next(one.key for one in shown.entries if one.own is not None)
    hand.wait(lambda: here(own) == expected)
    hand.menu("edit", "action-undo")
    assert session.design == before
