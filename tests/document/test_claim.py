"""The founding claim gets an answer for each design, from that design's own results."""

import pytest

from studio.analysis import evaluate
from studio.analysis.claims.backbone import INCUMBENT
from studio.design import set_value
from studio.document import preset
from studio.document.claim import backbone_claim
from studio.document.stack_text import with_technology

BASE = preset("perovskite-hjt-650km")


def claim(technology: str | None = None, **fields: object):
    design = BASE if technology is None else with_technology(BASE, technology)
    for path, value in fields.items():
        design = set_value(design, path.replace("__", "."), value)
    results = evaluate(design, only=("panel",))
    return results, backbone_claim(results)


def test_the_tandem_is_lighter_than_what_flies_and_does_not_last() -> None:
    results, found = claim()
    verdicts = [line.verdict for line in found.lines]
    assert found.holds == "no"
    assert verdicts[0] == "yes"  # W/kg
    assert verdicts[1] == "no"  # W/m²
    assert verdicts[3] == "no"  # 80 % of the power for ten years
    assert f"{100 * results['panel.remaining_factor']:.1f} %" in found.lines[3].answer


def test_what_flies_is_held_against_itself() -> None:
    _, found = claim(INCUMBENT)
    assert "fly today" in found.summary
    assert "1 times" in found.lines[0].answer


def test_a_price_closes_an_open_answer() -> None:
    assert claim()[1].lines[2].verdict == "open"
    assert claim(stack__price=100.0)[1].lines[2].verdict == "yes"
    assert claim(stack__price=1e6)[1].lines[2].verdict == "no"


def test_a_short_life_is_kinder() -> None:
    _, found = claim(mission__lifetime=0.2 * 31557600.0)
    assert found.lines[3].verdict == "yes"
    assert found.lines[4].verdict == "yes"


def test_a_hot_panel_speaks_against_it() -> None:
    _, found = claim("perovskite-ultralight", stack__front__source="stated", stack__front__absorptance=0.95,
                     stack__front__emittance=0.1, stack__back__source="stated", stack__back__emittance=0.1)  # fmt: skip
    assert any(line.verdict == "no" and "allowed" in line.answer for line in found.lines)


def test_an_own_stack_has_no_record() -> None:
    _, found = claim(stack__technology="")
    assert found.lines[-1].verdict == "open"


def test_without_a_panel_there_is_no_answer() -> None:
    with pytest.raises(ValueError, match="panel"):
        backbone_claim(evaluate(BASE, only=("cell",)))


def test_a_curve_without_a_test_proves_nothing() -> None:
    results, found = claim("perovskite-ultralight")
    assert results["radiation.damage_tests"] == 0
    assert found.lines[4].verdict == "open"
    assert "no published test" in found.lines[4].answer
