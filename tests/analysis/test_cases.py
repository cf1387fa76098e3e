"""Every published system, figure by figure, against what the studio computes; and the known mistakes, flagged."""

import importlib
import inspect
import math
from functools import cache

import msgspec
import pytest

from studio.analysis.cases import COMPUTATIONS, Comparison, compare, compare_all
from studio.catalogue import CatalogueError
from studio.catalogue.case import Case, Figure, Tolerance, _read, published_cases

FIGURES = [(case.id, figure.id) for case in published_cases().values() for figure in case.figures]
WRONG = {
    "power-starcloud-4x4km", "thermal-starcloud-kirchhoff", "thermal-mccalip-view-factor", "orbit-eclipse-35-minutes",
    "radiation-suncatcher-dose", "cluster-suncatcher-axis-ratio", "sat-ai1-specific-power", "compute-three-body",
    "sat-v3-launch", "orbit-sunlit-half", "cost-mccalip-break-even", "cost-lcoc-ground-capital", "cost-starcloud-40MW",
    "cost-starcloud-launches",
    "market-gaas-price", "claim-100gw-quarter-of-435", "claim-changjiang-market",
    "claim-losses-top-three",
    "manufacturing-tesla-equipment",
}  # fmt: skip
"""The cases that hold a published mistake."""


@cache
def computed(id: str) -> dict[str, Comparison]:
    return {one.figure.id: one for one in compare(id)}


@pytest.mark.parametrize(("id", "figure"), FIGURES, ids=[f"{id}-{figure}" for id, figure in FIGURES])
def test_published_figure(id: str, figure: str) -> None:
    one = computed(id)[figure]
    assert math.isfinite(one.ours)
    expected = "flagged" if one.figure.compare == "discrepancy" else "reproduced"
    assert one.verdict == expected, f"{one.ours:.10g} against {one.figure.value:.10g} {one.figure.unit}"


def test_every_case_is_computed_and_nothing_else() -> None:
    assert set(COMPUTATIONS) == set(published_cases())


def test_known_mistakes_are_flagged_and_say_why() -> None:
    flagged = [one for one in compare_all() if one.verdict == "flagged"]
    assert {one.case.id for one in flagged} >= WRONG
    for one in flagged:
        assert one.note.endswith(".")
        assert "{" not in one.note


@pytest.mark.parametrize("id", list(COMPUTATIONS))
def test_what_a_case_says_computes_it_exists(id: str) -> None:
    for name in COMPUTATIONS[id].by:
        module, _, function = name.rpartition(".")
        assert callable(getattr(importlib.import_module(module), function)), name


@pytest.mark.parametrize("id", list(COMPUTATIONS))
def test_what_is_published_is_not_what_is_computed_with(id: str) -> None:
    """A case gets its inputs and never sees the figures: other expectations leave ours as it is."""
    case = published_cases()[id]
    assert list(inspect.signature(COMPUTATIONS[id].run).parameters) == ["inputs"]
    found = COMPUTATIONS[id].run(case.inputs)
    assert {figure.id for figure in case.figures} <= set(found)


def one_figure(value: float, ours: float, tolerance: Tolerance, *, wrong: bool = False) -> Comparison:
    figure = Figure("x", "A figure", value, tolerance, "published", "m", note="It is {ours}, not {published}.",
                    compare="discrepancy" if wrong else "value")  # fmt: skip
    return Comparison(Case("case", "A case", "orbit", "A source of its own", "2026", {}, (figure,)), figure, ours, ())


def test_verdicts() -> None:
    near, far = Tolerance(absolute=0.5), Tolerance(relative=0.01)
    assert one_figure(10.0, 10.5, near).verdict == "reproduced"
    assert one_figure(10.0, 10.51, near).verdict == "differs"
    assert one_figure(-10.0, -10.1, far).verdict == "reproduced"
    assert one_figure(-10.0, -10.2, far).verdict == "differs"
    assert one_figure(10.0, 12.0, near, wrong=True).verdict == "flagged"
    assert one_figure(10.0, 10.2, near, wrong=True).verdict == "differs"
    assert one_figure(81.0, 81.0, Tolerance(absolute=0.0)).verdict == "reproduced"
    assert one_figure(10.0, 12.0, near, wrong=True).note == "It is 12 m, not 10 m."


GOOD = {
    "id": "a-case", "title": "A case", "group": "orbit", "source": "A source of its own", "date": "2026", "inputs": {},
    "figures": [{"id": "x", "label": "X", "value": 1.0, "tolerance": {"absolute": 0.1}, "confidence": "published"}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "holds the case a-case"),
        ({"tolerance": {}}, "needs one tolerance"),
        ({"tolerance": {"absolute": 0.1, "relative": 0.1}}, "needs one tolerance"),
        ({"compare": "discrepancy"}, "has to say why"),
        ({"tolerance": {"absolute": -1.0}}, "cannot be read"),
        ({"colour": "red"}, "cannot be read"),
    ],
)
def test_a_faulty_file_is_named(change: dict[str, object], words: str) -> None:
    case = msgspec.json.decode(msgspec.json.encode(GOOD))
    case["figures"][0].update(change)
    name = "another.json" if not change else "a-case.json"
    with pytest.raises(CatalogueError, match=words) as caught:
        _read(name, msgspec.json.encode(case))
    assert str(caught.value).startswith(name)


def test_a_figure_appears_once() -> None:
    twice = {**GOOD, "figures": GOOD["figures"] * 2}
    with pytest.raises(CatalogueError, match="appears twice"):
        _read("a-case.json", msgspec.json.encode(twice))
    assert _read("a-case.json", msgspec.json.encode(GOOD)).figures[0].value == 1.0


def test_market_cases_follow_their_inputs() -> None:
    """Other years, prices and amounts go through the same equations."""
    path = COMPUTATIONS["market-citic-path"].run
    found = path({"scenarios": {"a": {"power": 2e9, "value": 40e9}, "b": {"power": 8e9, "value": 40e9}},
                  "learning": ["a", "b"]})  # fmt: skip
    assert found == {"a": 20.0, "b": 5.0, "implied_learning_rate": pytest.approx(0.5)}
    shares = COMPUTATIONS["claim-100gw-quarter-of-435"].run(
        {"target": 50.0, "denominators": {"x": 200.0, "y": 40.0}, "statement": "x"})  # fmt: skip
    assert shares == {"x": 0.25, "y": 1.25, "statement": 0.25}
    losses = COMPUTATIONS["claim-losses-2025"].run(
        {"losses": {"a": [1.0, 2.0], "b": [3.0, 4.0]}, "total": 10.0, "in_total": "b", "target": 12.0})  # fmt: skip
    assert (losses["sum_low"], losses["sum_high"], losses["longi_plus_jinko_low"]) == (4.0, 6.0, 6.0)
    assert (losses["trina_target_over_2025_loss_low"], losses["trina_target_over_2025_loss_high"]) == (3.0, 4.0)
    worth = COMPUTATIONS["claim-maiwei-cap-fx"].run(
        {"worth": 60.0, "worth_in_other": 10.0, "share_price": 3.0, "rise": 0.5})  # fmt: skip
    assert worth == {"cny_per_sgd": 6.0, "sgd_per_cny": pytest.approx(1 / 6), "implied_shares_M": 20.0,
                     "price_before": 2.0}  # fmt: skip
