"""The map of the supply chain: which companies are known at each stage in each country, and where there is but one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from studio.analysis.supply.scenario import Control, stopped
from studio.catalogue.company import STAGES, Company, Country, Maturity, Stage, companies
from studio.catalogue.pathway import Pathway, pathway_of, pathways
from studio.design import Design
from studio.text import mark

Risk = Literal["none", "one_company", "one_country", "fine"]
RISKS: Mapping[Risk, str] = MappingProxyType({
    "none": mark("nobody known"),
    "one_company": mark("one company only"),
    "one_country": mark("one country only"),
    "fine": mark("several countries"),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Presence:
    """A company at a stage; `delivers` where it makes it already and no control stops it."""

    company: Company
    stage: Stage
    maturity: Maturity
    independent: bool
    stopped: bool

    @property
    def delivers(self) -> bool:
        """What is only announced is no supply yet."""
        return self.maturity != "announced" and not self.stopped


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everybody that is known, by stage and country."""

    cells: Mapping[tuple[Stage, Country], tuple[Presence, ...]]

    def at(self, stage: Stage, country: Country | None = None) -> tuple[Presence, ...]:
        """Who is known at a stage, in one country or in all."""
        if country is not None:
            return self.cells.get((stage, country), ())
        return tuple(one for (place, _), found in self.cells.items() if place == stage for one in found)

    def suppliers(self, stage: Stage, country: Country | None = None) -> tuple[Presence, ...]:
        """Who delivers at a stage, in one country or in all."""
        return tuple(one for one in self.at(stage, country) if one.delivers)

    def outside(self, stage: Stage, country: Country) -> tuple[Presence, ...]:
        """Who delivers at a stage from anywhere but `country`."""
        return tuple(one for one in self.suppliers(stage) if one.company.country != country)


@dataclass(frozen=True, slots=True)
class StageRisk:
    """How far a stage hangs on one supplier."""

    stage: Stage
    risk: Risk
    suppliers: tuple[Presence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The map in numbers."""

    companies: int
    """Known to the catalogue."""
    companies_left: int
    """That deliver at one stage or more."""
    stages: int
    stages_left: int
    """At which somebody delivers."""
    single_source: int
    """That hang on one company, or on one country."""
    pathways: int
    pathways_left: int
    """With somebody who delivers for every step."""
    china_pathways: int
    """Whole within China, before any control."""
    outside_pathways: int
    """Whole without China."""
    steps: int
    """Of all pathways."""
    china_steps: int
    """Of them covered within China, before any control."""
    outside_steps: int
    """Of them covered without China."""


@cache
def supply_map(control: Control = "none") -> Coverage:
    """The map of the catalogue as a buyer outside China sees it under `control`."""
    cells: dict[tuple[Stage, Country], list[Presence]] = {}
    for company in companies().values():
        for role in company.roles:
            cells.setdefault((role.stage, company.country), []).append(
                Presence(company, role.stage, role.maturity, role.independent, stopped(company, role, control)))
    return Coverage(MappingProxyType({place: tuple(found) for place, found in cells.items()}))


@cache
def risks(control: Control = "none") -> tuple[StageRisk, ...]:
    """How far each stage hangs on one supplier, along the chain."""
    known = supply_map(control)
    return tuple(_risk(stage, known.suppliers(stage)) for stage in STAGES)


@cache
def tally(control: Control = "none") -> Tally:
    """The map under `control`, counted."""
    known, free = supply_map(control), supply_map()
    ways = tuple(pathways().values())
    within = [len(covered_steps(one, free, "CN")) for one in ways]
    without = [len(one.steps) - len(missing_steps(one, free, "CN")) for one in ways]
    whole = [len(one.steps) for one in ways]
    return Tally(
        companies=len(companies()),
        companies_left=len({one.company.id for stage in STAGES for one in known.suppliers(stage)}),
        stages=len(STAGES),
        stages_left=sum(one.risk != "none" for one in risks(control)),
        single_source=sum(one.risk in {"one_company", "one_country"} for one in risks(control)),
        pathways=len(ways),
        pathways_left=sum(not missing_steps(one, known) for one in ways),
        china_pathways=sum(some == every for some, every in zip(within, whole, strict=True)),
        outside_pathways=sum(some == every for some, every in zip(without, whole, strict=True)),
        steps=sum(whole),
        china_steps=sum(within),
        outside_steps=sum(without),
    )


def pathway_for(design: Design) -> Pathway | None:
    """The pathway that makes the cells of a design; None where its stack is no technology of the catalogue."""
    stack = design.stack
    return pathway_of(stack.technology, stack.cell if stack.electrical == "data_sheet" else "")


def covered_steps(pathway: Pathway, known: Coverage, country: Country | None = None) -> tuple[Stage, ...]:
    """The steps of a pathway for which somebody delivers, in one country or anywhere."""
    return tuple(stage for stage in pathway.stages if known.suppliers(stage, country))


def missing_steps(pathway: Pathway, known: Coverage, without: Country | None = None) -> tuple[Stage, ...]:
    """The steps of a pathway for which nobody delivers, or nobody outside the country `without`."""
    if without is None:
        return tuple(stage for stage in pathway.stages if not known.suppliers(stage))
    return tuple(stage for stage in pathway.stages if not known.outside(stage, without))


def _risk(stage: Stage, suppliers: tuple[Presence, ...]) -> StageRisk:
    places = {one.company.country for one in suppliers}
    if not suppliers:
        risk: Risk = "none"
    elif len(suppliers) == 1:
        risk = "one_company"
    else:
        risk = "one_country" if len(places) == 1 else "fine"
    return StageRisk(stage, risk, suppliers)
