"""The supply chain of the programme: who delivers under the scenario, which pathways stay whole, and what it costs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from studio.analysis.columns import is_many, over
from studio.analysis.result import result
from studio.analysis.supply import Control, chains, missing_steps, pathway_for, supply_map, tally
from studio.catalogue.company import STAGES
from studio.design import Design, Issue
from studio.design.quantity import MONEY, MONEY_RATE, NUMBER, POWER_RATE, PRICE_PER_POWER, YEAR
from studio.text import mark, tr

_MAP = ("Companies of the catalogue by stage and country, each with source and date; what is only announced does not "
        "count. It knows those whom sources at hand name, not everybody")  # fmt: skip
_CHAIN = "Accounting of a year; the price of what is bought holds its maker's machines"
_CONTROL = ("programme.export_control",)
_BOUGHT = ("programme.target", "programme.outside_line", "programme.market_price", "programme.outside_price_factor",
           "programme.panel_tariff", "programme.export_control", "cost.cny_per_usd")  # fmt: skip
_LINES = ("programme.target", "programme.outside_line", "programme.equipment_price_low",
          "programme.equipment_price_high", "programme.outside_line_factor", "programme.equipment_tariff",
          "programme.export_control", "stack.technology", "stack.cell", "cost.cny_per_usd")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    companies_left: int = result(
        mark("Companies that deliver"), NUMBER,
        equation="make it already at one stage or more, and no export control stops it", source=_MAP,
        inputs=_CONTROL, unit="")
    stages_left: int = result(
        mark("Stages with a supplier"), NUMBER, equation="stages at which somebody delivers", source=_MAP,
        inputs=_CONTROL, unit="")
    single_source: int = result(
        mark("Stages that hang on one"), NUMBER, equation="one company, or companies of one country only", source=_MAP,
        inputs=_CONTROL, unit="")
    pathways_left: int = result(
        mark("Pathways that stay whole"), NUMBER, equation="pathways with a supplier for every step", source=_MAP,
        inputs=_CONTROL, unit="")
    pathway: str | None = result(
        mark("Pathway of this design"), equation="the one that makes the technology of the stack, or its cell",
        source="Layers of the stack", inputs=("stack.technology", "stack.cell"), unit="", optional=True)
    pathway_missing: str | None = result(
        mark("Missing for this design"), equation="steps of its pathway for which nobody delivers", source=_MAP,
        inputs=("supply.pathway", *_CONTROL), unit="", optional=True)
    outside: float = result(
        mark("Made outside China"), POWER_RATE, equation="min(lines outside China, target)", source=_CHAIN,
        inputs=("programme.outside_line", "programme.target"))
    from_china: float = result(
        mark("Bought from China"), POWER_RATE, equation="target − made outside; 0 where China exports nothing",
        source=_CHAIN, inputs=("programme.target", "supply.outside", *_CONTROL))
    unmet: float = result(
        mark("Not to be had"), POWER_RATE, equation="target − made outside − bought from China", source=_CHAIN,
        inputs=("programme.target", "supply.outside", "supply.from_china"))
    purchase: float = result(
        mark("Purchases in a year"), MONEY_RATE,
        equation="price · (made outside · factor + bought from China · (1 + tariff))", source=_CHAIN, inputs=_BOUGHT,
        unit="bn USD/yr")
    purchase_baseline: float = result(
        mark("The same from China without barriers"), MONEY_RATE,
        equation="price · (made outside + bought from China)", source=_CHAIN, inputs=_BOUGHT, unit="bn USD/yr")
    purchase_delta: float = result(
        mark("Scenario over free trade"), MONEY_RATE, equation="purchases − the same from China without barriers",
        source=_CHAIN, inputs=("supply.purchase", "supply.purchase_baseline"), unit="bn USD/yr")
    tariff: float = result(
        mark("Tariff paid in a year"), MONEY_RATE, equation="price · bought from China · tariff", source=_CHAIN,
        inputs=_BOUGHT, unit="bn USD/yr")
    delta_per_watt: float | None = result(
        mark("Scenario over free trade, per watt"), PRICE_PER_POWER,
        equation="difference / (made outside + bought from China)", source=_CHAIN,
        inputs=("supply.purchase_delta", "supply.outside", "supply.from_china"), optional=True)
    lines: float | None = result(
        mark("Lines of the scenario"), MONEY,
        equation="mean price · (made outside · line factor · (1 + tariff on machines) + bought from China); absent "
                 "where machines are missing",
        source=_CHAIN, inputs=_LINES, unit="bn USD", optional=True)
    lines_baseline: float = result(
        mark("Lines, all in China"), MONEY, equation="mean price · (made outside + bought from China)", source=_CHAIN,
        inputs=_LINES, unit="bn USD")
    lines_delta: float | None = result(
        mark("Lines over free trade"), MONEY, equation="lines of the scenario − lines, all in China", source=_CHAIN,
        inputs=("supply.lines", "supply.lines_baseline"), unit="bn USD", optional=True)
    issues: tuple[Issue, ...] = ()


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Supply:
    """The supply chain of this programme."""
    made, control = design.programme, design.programme.export_control
    count = tally(control)
    own = pathway_for(design)
    rate = design.cost.cny_per_usd
    found = chains(
        target=made.target * YEAR, outside_line=made.outside_line * YEAR, price=made.market_price / rate,
        outside_price_factor=made.outside_price_factor, panel_tariff=made.panel_tariff,
        line_price=0.5 * (made.equipment_price_low + made.equipment_price_high) / rate,
        outside_line_factor=made.outside_line_factor, equipment_tariff=made.equipment_tariff, control=control,
        pathway=own,
    )  # fmt: skip
    bought = found.outside + found.china
    delta = found.purchase - found.purchase_baseline
    return Supply(
        companies_left=count.companies_left,
        stages_left=count.stages_left,
        single_source=count.single_source,
        pathways_left=count.pathways_left,
        pathway=own.name if own else None,
        pathway_missing=_named(missing_steps(own, supply_map(control))) if own else None,
        outside=found.outside / YEAR,
        from_china=found.china / YEAR,
        unmet=found.unmet / YEAR,
        purchase=found.purchase / YEAR,
        purchase_baseline=found.purchase_baseline / YEAR,
        purchase_delta=delta / YEAR,
        tariff=found.tariff / YEAR,
        delta_per_watt=over(delta, bought),
        lines=found.lines,
        lines_baseline=found.lines_baseline,
        lines_delta=None if found.lines is None else found.lines - found.lines_baseline,
        issues=() if is_many(tables)
        else tuple(_issues(control, made.outside_line, own is not None, found.missing_machines, found.unmet)),
    )


def _named(stages: tuple[Any, ...]) -> str | None:
    return ", ".join(STAGES[stage] for stage in stages) or None


def _issues(control: Control, line: float, known: bool, machines: tuple[Any, ...], unmet: float) -> list[Issue]:
    found = []
    if machines and known:
        found.append(Issue("warning", "programme.export_control", tr(
            mark("nobody outside China is known to make what the lines there need: {machines}"),
            machines=", ".join(tr(STAGES[stage]) for stage in machines))))  # fmt: skip
    if line > 0.0 and control != "none" and not known:
        found.append(Issue("warning", "programme.export_control", tr(
            mark("the pathway of this stack is not known, nor whether machines for lines outside China are left"))))
    if unmet > 0.0:
        found.append(Issue("warning", "programme.export_control", tr(
            mark("China exports nothing, and lines outside make only {power:.3g} GW a year of the target"),
            power=line * YEAR / 1e9)))  # fmt: skip
    return found
