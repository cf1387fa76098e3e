"""Verdicts on the statements of the founding article: they follow from the design, and rest on what is computed."""

import math

import msgspec
import pytest
from hypothesis import given, settings

from studio.analysis import RESULTS, evaluate, issues
from studio.analysis.cases import COMPUTATIONS
from studio.analysis.claims import KINDS, judge_here, judge_own, judge_statement, judge_statements
from studio.analysis.claims.inquiry import Inquiry
from studio.analysis.claims.own import add_claim, remove_claim, replace_claim
from studio.analysis.claims.reports import recorded_losses, reported
from studio.analysis.claims.sunlight import never_dark
from studio.analysis.claims.table import CHECKS
from studio.analysis.trade.years import break_even_date
from studio.catalogue.claim import statements
from studio.catalogue.company import companies
from studio.catalogue.site import sites
from studio.design import Design, DesignError, set_value
from studio.design.own_claim import MAX_CLAIMS, OwnClaim
from studio.document import preset
from studio.document.claim import incumbent
from studio.document.stack_text import with_technology
from tests.design_strategies import designs

START = preset("suncatcher-cluster")
OWN = OwnClaim("It is never dark", "illumination.eclipse_season_days", "<=", 0.0, "A brochure, 2026")


def here(design: Design, id: str):
    results = evaluate(design)
    return dict(judge_here(results, incumbent(design)))[id]


def test_every_statement_has_a_verdict_and_a_sentence() -> None:
    results = evaluate(START)
    shares: list[float] = []
    found = judge_statements(results, incumbent(START), shares.append)
    assert [one.statement.id for one in found] == list(statements()) == list(CHECKS)
    assert all(0.0 <= share <= 1.0 for share in shares)
    assert len(shares) > len(statements())  # what takes long tells of its way too
    for one in found:
        for finding in (one.general, one.here):
            if finding is None:
                continue
            assert finding.kind in KINDS
            assert finding.sentence.endswith((".", "!"))
            for number in finding.numbers:
                assert isinstance(number.value, str) or math.isfinite(number.value)
                assert number.text
                if number.result:
                    assert results[number.result] == number.value
                    assert number.result in one.statement.results, (one.statement.id, number.result)
                if number.case:
                    assert number.case in one.statement.cases, (one.statement.id, number.case)


def test_the_orbit_decides_whether_there_is_night() -> None:
    low = here(START, "P2")
    assert low.kind == "does not hold"
    assert f"{evaluate(START)['illumination.eclipse_season_days']} days" in low.sentence
    high = here(set_value(START, "mission.altitude", 1450e3), "P2")
    assert high.kind == "holds"


def test_the_lowest_orbit_that_is_never_dark_is_found_not_typed() -> None:
    band = never_dark("2026-01-01T00:00:00")
    assert band is not None
    for edge, outwards in zip(band, (-1.0, 1.0), strict=True):
        for step, dark in ((0.0, False), (outwards * 3e3, True)):
            mission = msgspec.structs.replace(START.mission, altitude=edge + step, ltan=21600.0)
            results = evaluate(msgspec.structs.replace(START, mission=mission), only=("illumination",))
            assert (results["illumination.eclipse_season_days"] > 0) == dark
    # A sphere's cylindrical shadow at the smallest beta angle of a dawn–dusk orbit: β = 90° − (i − 90°) − 23.44°.
    from studio.physics.constants import R_EARTH
    from studio.physics.orbit import sun_synchronous_inclination

    axis = R_EARTH + band[0]
    beta = math.pi - float(sun_synchronous_inclination(axis)) - math.radians(23.44)
    assert R_EARTH / axis == pytest.approx(math.sin(beta), rel=0.01)


def test_storage_follows_the_orbit_and_the_throttle() -> None:
    assert here(START, "P4").kind == "does not hold"  # throttled
    full = set_value(set_value(START, "payload.eclipse_load_fraction", 1.0), "battery.energy", 90e6)
    full = set_value(full, "array.area", 150.0)
    assert here(full, "P4").kind == "holds only if"
    assert here(set_value(START, "mission.altitude", 1450e3), "P4").kind == "holds"
    assert here(set_value(full, "battery.energy", 1e6), "P4").kind == "does not hold"


def test_only_light_to_the_ground_meets_weather() -> None:
    assert here(START, "P3").kind == "holds only if"
    assert here(set_value(START, "link.downlink", "radio"), "P3").kind == "holds"
    assert here(set_value(START, "link.downlink", "optical"), "P3").kind == "does not hold"


def test_the_cells_decide_whether_they_are_a_backbone_and_have_flown() -> None:
    tandem = with_technology(START, "perovskite-hjt")
    flown = with_technology(START, "gainp-gaas-ge")
    kinds = [[here(design, id).kind for id in ("P7", "P8")] for design in (tandem, flown)]
    assert kinds == [["does not hold", "does not hold"], ["does not hold", "holds"]]
    short = set_value(with_technology(START, "hjt-50um"), "mission.lifetime", 0.5 * 31557600.0)
    assert here(short, "P7").sentence != here(tandem, "P7").sentence
    assert here(set_value(tandem, "stack.technology", ""), "P8").kind == "cannot be checked here"


def test_a_design_that_cannot_be_computed_is_said_and_the_rest_is_judged() -> None:
    broken = set_value(START, "mission.epoch", "someday, not a date")
    found = {one.statement.id: one for one in judge_statements(evaluate(broken), incumbent(broken))}
    assert found["P2"].here is not None
    assert found["P2"].here.kind == "cannot be checked here"
    assert "epoch" in found["P2"].here.sentence
    assert found["P1"].general.kind == "does not hold"


def test_the_yield_ratio_decides_both_claims_of_more_sun() -> None:
    results = evaluate(START)
    ratio = results["ground.yield_ratio"]
    for id, (low, high) in (("P1", (5.0, 10.0)), ("P5", (7.0, 10.0))):
        one = judge_statement(statements()[id], results)
        needed = [number.value for number in one.general.numbers if "Capacity factor" in number.label]
        assert needed == pytest.approx([1.361 * 0.99 / low, 1.361 * 0.99 / high])
        assert one.here is not None
        assert (one.here.kind == "does not hold") == (not low <= ratio <= high)
    kinds = {here(set_value(START, "ground.site", site), "P5").kind for site in sites()}
    assert kinds >= {"does not hold"}
    assert len(kinds) > 1  # at some sites it holds, at others not


@settings(max_examples=15, deadline=None)
@given(designs)
def test_no_design_breaks_a_verdict(design: Design) -> None:
    for _, finding in judge_here(evaluate(design), incumbent(design)):
        assert finding.kind in KINDS
        assert finding.sentence


def test_an_own_claim_is_judged_by_its_result() -> None:
    design = add_claim(START, OWN)
    (judged,) = judge_own(evaluate(design))
    assert judged.here.kind == "does not hold"
    assert "85" in judged.here.sentence
    (judged,) = judge_own(evaluate(set_value(design, "mission.altitude", 1450e3)))
    assert judged.here.kind == "holds"
    other = replace_claim(design, 0, msgspec.structs.replace(OWN, relation=">="))
    assert judge_own(evaluate(other))[0].here.kind == "holds"
    assert remove_claim(other, 0) == START


@pytest.mark.parametrize(("change", "said"), [
    ({"result": "orbit.perod"}, "no result"),
    ({"result": "power.life_time"}, "not a single number"),
    ({"statement": ""}, "statement"),
    ({"value": math.inf}, "finite"),
])  # fmt: skip
def test_an_own_claim_that_nothing_can_judge_is_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(DesignError, match=said):
        add_claim(START, msgspec.structs.replace(OWN, **change))


def test_a_design_has_room_for_so_many_claims() -> None:
    full = msgspec.structs.replace(START, claims=(OWN,) * MAX_CLAIMS)
    with pytest.raises(DesignError, match="at most"):
        add_claim(full, OWN)


def test_an_own_claim_on_a_result_that_is_gone_is_said() -> None:
    design = msgspec.structs.replace(START, claims=(msgspec.structs.replace(OWN, result="orbit.gone"),))
    (judged,) = judge_own(evaluate(design))
    assert judged.here.kind == "cannot be checked here"
    assert "orbit.gone" in judged.here.sentence
    series = msgspec.structs.replace(OWN, result="power.life_time")
    both = msgspec.structs.replace(design, claims=(*design.claims, series, OWN))
    said = [one.text for one in issues(evaluate(both)) if one.where == "claims"]
    assert len(said) == 2
    assert "orbit.gone" in said[0]
    assert "power.life_time" in said[1]


@pytest.mark.parametrize("name", ["cost.yearly", "launch.limit"])
def test_an_own_claim_in_a_file_on_what_is_no_single_number_is_said(name: str) -> None:
    design = msgspec.structs.replace(preset("suncatcher-cluster"), claims=(OwnClaim("mine", name, ">=", 1.0),))
    found = judge_own(evaluate(design))[0].here
    assert found.kind == "cannot be checked here"
    assert "is not a single number" in found.sentence


def test_one_statement_can_be_judged_alone() -> None:
    one = judge_statement(statements()["P3"], evaluate(START))
    assert one.here is not None
    assert {number.result for number in one.numbers} & set(RESULTS)


def test_what_a_statement_rests_on_exists() -> None:
    for one in statements().values():
        assert set(one.cases) <= set(COMPUTATIONS), one.id
        assert set(one.results) <= set(RESULTS), one.id
        assert set(one.companies) <= set(companies()), one.id


def test_no_statement_is_left_without_an_answer() -> None:
    found = {one.statement.id: one for one in judge_statements(evaluate(START), incumbent(START))}
    assert not [id for id, one in found.items() if "Not computed" in one.general.sentence]
    assert not [id for id, one in found.items() if one.here and "Not computed" in one.here.sentence]
    unknown = {id for id, one in found.items() if one.general.kind == "cannot be checked here"}
    assert unknown == {"M7", "M8", "M12", "M14", "T10", "T12", "T16"}


@pytest.mark.parametrize(("id", "kind", "said"), [
    ("M1", "holds only if", ("23 %", "31.7 % to 55.6 %")),
    ("M3", "holds only if", ("2.217", "3.967")),
    ("M4", "holds only if", ("1.00 yuan", "72.6 trillion")),
    ("M6", "holds", ("5.464", "333 million", "206.9")),
    ("M9", "holds only if", ("18.4 to 20.9",)),
    ("M10", "holds only if", ("23.7 to 27.1",)),
    ("M12", "cannot be checked here", ("1.28 to 1.48",)),
    ("M13", "holds only if", ("34 % to 40 %", "167 lines")),
    ("M14", "cannot be checked here", ("50 to 60 bn yuan", "167 lines")),
    ("M15", "holds only if", ("12.1 bn",)),
    ("P6", "holds only if", ("327 to 400 km²", "1 to 1.43 Mt", "5,000 flights")),
])  # fmt: skip
def test_the_arithmetic_is_that_of_the_published_figures(id: str, kind: str, said: tuple[str, ...]) -> None:
    general = judge_statement(statements()[id], evaluate(START)).general
    assert general.kind == kind
    for words in said:
        assert words in general.sentence


def test_a_report_needs_another_source_than_the_article() -> None:
    manz = msgspec.structs.replace(statements()["T1"], companies=("tcl-zhonghuan", "quanwei"))
    assert reported(Inquiry(evaluate(START), statement=manz)).kind == "cannot be checked here"
    assert reported(Inquiry(evaluate(START), statement=statements()["T1"])).kind == "holds"


def test_losses_are_held_against_the_record() -> None:
    tongwei = statements()["T13"]
    results = evaluate(START)
    assert recorded_losses(Inquiry(results, statement=tongwei)).kind == "holds"
    claimed = {name: msgspec.structs.replace(one, value=one.value * 2) for name, one in tongwei.claimed.items()}
    doubled = msgspec.structs.replace(tongwei, claimed=claimed)
    assert recorded_losses(Inquiry(results, statement=doubled)).kind == "does not hold"


def test_the_programme_and_its_scenario_decide_what_is_claimed_of_them() -> None:
    ramp = here(START, "P6")
    assert f"{evaluate(START)['programme.array_area'] / 1e6:.3g} km²" in ramp.sentence
    six = here(set_value(START, "programme.target", 600e9 / 31557600.0), "P6")
    assert six.sentence.split(".")[0] == ramp.sentence.split(".")[0]  # 100 GW of it are what they were
    assert here(START, "M1").kind == "holds only if"
    assert here(set_value(START, "programme.target", 435e9 / 4 / 31557600.0), "M1").kind == "holds"
    assert here(set_value(START, "programme.target", 600e9 / 31557600.0), "M1").kind == "does not hold"
    assert here(START, "T16").kind == "does not hold"
    lines = set_value(START, "programme.outside_line", 1e12 / 31557600.0)
    assert here(lines, "T16").kind == "holds only if"
    assert here(set_value(START, "programme.export_control", "all"), "T16").kind == "does not hold"


def test_a_cheap_launch_makes_orbit_cheaper_but_never_by_words() -> None:
    dear = here(START, "M2")
    assert dear.kind == "does not hold"
    ratio = evaluate(START)["ground.cost_ratio"]
    assert f"{ratio:.3g} times" in dear.sentence
    years = break_even_date(START)
    assert years.crossing is None
    assert f"not before {years.last}" in dear.sentence
    grid = set_value(set_value(START, "ground.supply", "grid"), "ground.electricity_from", "stated")
    for price, kind in ((2.0, "does not hold"), (2.05, "holds only if"), (2.1, "holds only if")):  # [USD/kWh]
        design = set_value(grid, "ground.electricity_price", price / 3.6e6)
        judged, crossing = here(design, "M2"), break_even_date(design).crossing
        assert judged.kind == kind, judged.sentence
        assert f"meet in {crossing}" in judged.sentence
        assert (crossing is not None and crossing > 2029) == ("not by 2029" in judged.sentence)
