"""The claim page answers for the design that is open, and the match page says what the gaps teach."""

from collections.abc import Callable

from studio.design import set_value
from studio.document.stack_text import with_technology
from studio.gui.panel.claim import ClaimView
from tests.gui.panel_tab import make_panel, settle


def answered(view: ClaimView, qtbot) -> None:
    qtbot.waitUntil(lambda: view.claim is not None and not view.tasks.busy, timeout=20_000)


def test_the_claim_is_answered_for_the_open_design(qtbot) -> None:
    view = make_panel(qtbot, "perovskite-hjt-650km")
    view.show_page("claim")
    answered(view.claim, qtbot)
    assert "speak against it" in view.claim.summary.text()
    assert "W/kg" in view.claim.lines.text()
    view.claim.claim = None
    view.session.edit("other cells", lambda design: with_technology(design, "gainp-gaas-ge"))
    settle()
    answered(view.claim, qtbot)
    assert "fly today" in view.claim.summary.text()


def test_a_panel_that_fails_keeps_the_last_answer_under_its_reason(qtbot) -> None:
    view = make_panel(qtbot, "perovskite-hjt-650km")
    view.show_page("claim")
    answered(view.claim, qtbot)
    view.session.edit("odd", lambda design: set_value(design, "stack.layers[cover].material", "unobtainium"))
    settle()
    assert view.claim.face == "failed"
    assert view.claim.claim is not None


def test_the_match_page_says_what_the_gaps_teach(qtbot) -> None:
    view = make_panel(qtbot, "perovskite-hjt-650km", size=(1700, 1000))
    view.show_page("curve")
    settle()
    assert "silicon is short of current" in view.curve.lessons.text()
    assert view.curve.lessons.isVisible()
    view.session.edit("four terminals", lambda design: set_value(design, "stack.terminals", "independent"))
    settle()
    assert not view.curve.lessons.isVisible()


def test_the_claim_of_an_earlier_panel_is_not_shown_as_that_of_this_one(qtbot, monkeypatch) -> None:
    view = make_panel(qtbot, "perovskite-hjt-650km")
    view.show_page("claim")
    answered(view.claim, qtbot)
    assert view.claim.face == "fresh"
    held: list[Callable[..., object]] = []
    run = view.claim.tasks.run
    monkeypatch.setattr(view.claim.tasks, "run", held.append)
    view.session.edit("other cells", lambda design: with_technology(design, "gainp-gaas-ge"))
    qtbot.waitUntil(lambda: bool(held), timeout=20_000)
    assert view.claim.face == "outdated"
    monkeypatch.undo()
    run(held[-1])
    qtbot.waitUntil(lambda: view.claim.face == "fresh", timeout=20_000)
    assert "fly today" in view.claim.summary.text()
    view.session.edit("a title", lambda design: set_value(design, "title", "Another"))
    settle()
    assert view.claim.face == "fresh"
