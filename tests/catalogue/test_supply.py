"""The supply catalogue: whole, sourced, and at one with itself and with the published cases."""

import re
from datetime import date

import msgspec
import pytest

from studio import catalogue
from studio.catalogue.case import published_cases
from studio.catalogue.company import COUNTRIES, STAGES, companies, company
from studio.catalogue.concentration import concentrations
from studio.catalogue.equipment import equipment, machine
from studio.catalogue.market import (
    exchange_rates,
    installation,
    installations,
    market,
    markets,
    scope_price,
    scope_prices,
)
from studio.catalogue.pathway import pathway, pathway_of, pathways
from studio.catalogue.sourced import CatalogueError
from studio.catalogue.technology import technologies

NAMED = {
    "tcl-zhonghuan": "TCL中环", "jinkosolar": "晶科能源", "xtalpi": "晶泰科技",
    "jingsheng": "晶盛机电", "trina": "天合光能", "risen": "东方日升", "junda": "钧达",
    "maiwei": "迈为", "autowell": "奥特维", "jiejia-weichuang": "捷佳微创", "manz": "亚智科技",
    "shuangliang": "双良", "longi": "隆基绿能", "tongwei": "通威", "yijing": "亿晶光电",
    "quanwei": "泉为科技",
}  # fmt: skip
"""The companies that the founding article names, as it writes them."""
DATED = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def dated(value: object):
    """Every struct with a source in `value`."""
    if isinstance(value, msgspec.Struct):
        if hasattr(value, "source") and hasattr(value, "date"):
            yield value
        for name in value.__struct_fields__:
            yield from dated(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from dated(item)


def test_every_company_of_the_article_is_there_with_its_claims() -> None:
    for id, chinese in NAMED.items():
        found = company(id)
        # The article writes 捷佳微创 where the company writes 捷佳伟创.
        assert found.chinese_name[:2] == chinese[:2], id
        assert found.country == "CN"
        assert found.claims, id
        assert any("ounding article" in said.source for said in found.statements), id


TABLES = (companies, pathways, concentrations, equipment, markets, scope_prices, installations, exchange_rates)


@pytest.mark.parametrize("table", TABLES)
def test_everything_has_a_source_of_a_day_that_has_been(table) -> None:
    sources = [one for entry in table().values() for one in dated(entry)]
    assert sources
    for one in sources:
        assert DATED.fullmatch(one.date), one
        assert one.date[:10] <= date.today().isoformat(), one
        assert "from memory" not in one.source.lower()
        if hasattr(one, "confidence"):
            assert one.source.startswith("Assumed") == (one.confidence == "assumed"), one
            assert one.source.startswith("Derived") <= (one.confidence == "derived"), one


def test_what_only_the_article_says_is_marked_so() -> None:
    for one in companies().values():
        for item in (*one.roles, *one.statements, *one.finances):
            assert item.independent == ("ounding article" not in item.source), (one.id, item)


def test_a_company_does_one_thing_once_and_claims_are_of_the_article() -> None:
    for one in companies().values():
        stages = [role.stage for role in one.roles]
        assert len(set(stages)) == len(stages), one.id
        for claim in (*one.claims, *(c for said in one.statements for c in said.claims)):
            assert re.fullmatch(r"P[1-9]|M(1[0-5]|[1-9])|T(1[0-6]|[1-9])", claim), (one.id, claim)
        for figure in one.finances:
            assert figure.low <= figure.high
            assert (figure.currency == "") == (figure.kind == "share_move"), (one.id, figure)


def test_every_claim_on_a_company_finds_one() -> None:
    found = {claim for one in companies().values() for claim in one.claims}
    assert {f"T{number}" for number in range(1, 15)} <= found


def test_every_stage_and_place_has_a_name_and_a_company() -> None:
    assert {role.stage for one in companies().values() for role in one.roles} == set(STAGES)
    assert {one.country for one in companies().values()} == set(COUNTRIES)


def test_losses_are_those_of_the_published_case() -> None:
    for id, (low, high) in published_cases()["claim-losses-2025"].inputs["losses"].items():
        assert any((-high, -low) == (figure.low, figure.high) for figure in company(id).finances), id
    for id, (low, high) in published_cases()["claim-losses-top-three"].inputs["losses"].items():
        assert any((-high, -low) == (figure.low, figure.high) for figure in company(id).finances), id


def test_negative_net_assets_are_seen() -> None:
    assert [id for id, one in companies().items() if one.in_distress] == ["yijing"]


def test_each_technology_belongs_to_one_pathway() -> None:
    made = [technology for one in pathways().values() for technology in one.technologies]
    assert sorted(made) == sorted(technologies())
    assert pathway_of("perovskite-hjt") is pathway("perovskite-hjt")
    assert pathway_of("") is None
    made = [cell for one in pathways().values() for cell in one.cells]
    assert sorted(made) == sorted(catalogue.cells())
    assert pathway_of("", "azur-3g30a") is pathway("iii-v")
    assert pathway_of("hjt-20um", "azur-3g30a") is pathway("hjt")  # the stack goes before the cell
    for one in pathways().values():
        assert len(set(one.stages)) == len(one.stages), one.id


def test_a_line_of_600_megawatts_and_its_machines() -> None:
    line = machine("hjt-line")
    assert (line.capacity.value, line.price_low.value, line.price_high.value) == (600e6, 0.5, 0.6)
    shares = [one.line_share.value for one in equipment().values() if one.line_share]
    assert sum(shares) == pytest.approx(1.0)
    for one in equipment().values():
        for id in one.companies:
            assert company(id)


def test_reported_markets_are_those_of_the_published_cases() -> None:
    path = published_cases()["market-citic-path"].inputs["scenarios"]
    reported = [(one.power.value, one.value.value) for one in markets().values() if one.who == "CITIC"]
    assert reported == [(one["power"], one["value"]) for one in path.values()]
    stated = published_cases()["claim-changjiang-market"].inputs
    assert market("changjiang-modules").value.value == stated["module_value"]
    assert [market(f"changjiang-{end}").value.value for end in ("low", "high")] == stated["market"]
    gaas, cells = published_cases()["market-gaas-price"].inputs, scope_price("gaas-cell")
    for area, end in zip(gaas["area_prices"], (cells.low, cells.high), strict=True):
        assert end.value == pytest.approx(area / gaas["irradiance"] / gaas["efficiency"])
    whole = published_cases()["claim-100gw-quarter-of-435"].inputs["denominators"]
    cpia = installation("china-2026-cpia")
    assert {cpia.low.value, cpia.high.value, installation("china-2025").low.value,
            installation("china-2026-article").low.value} == set(whole.values())  # fmt: skip


def test_exchange_rates_agree_with_one_another() -> None:
    rates = [one.rate.value for one in exchange_rates().values() if one.base == "SGD"]
    assert max(rates) / min(rates) < 1.01


@pytest.mark.parametrize("look_up", [company, pathway, machine, market, scope_price, installation])
def test_an_unknown_id_is_told_with_the_nearest(look_up) -> None:
    with pytest.raises(CatalogueError, match="nearest are"):
        look_up("nothing-of-the-kind")
