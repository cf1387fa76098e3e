"""Who has the technology, and what a barrier would cost: T15 and T16, from the map of the supply library."""

from studio.analysis.claims.finding import Finding, Number, unknown
from studio.analysis.claims.inquiry import Inquiry
from studio.analysis.supply.coverage import covered_steps, missing_steps, supply_map, tally
from studio.analysis.supply.scenario import Control
from studio.catalogue.company import STAGES
from studio.catalogue.pathway import pathways
from studio.design.quantity import NUMBER, POWER_RATE, YEAR
from studio.design.unit_text import display, per_cent
from studio.text import mark, tr

_NEARLY_ALL = 0.9
"""The share of all steps from which on "almost all" is no exaggeration."""
_CONTROLS: tuple[tuple[Control, str], ...] = (
    ("none", mark("free trade")), ("equipment", mark("no machines leave China")), ("all", mark("nothing leaves China")),
)  # fmt: skip
_HERE = ("supply.stages_left", "supply.pathways_left", "supply.single_source", "supply.unmet", "supply.purchase",
         "supply.purchase_delta", "supply.tariff", "supply.lines_delta")  # fmt: skip


def coverage(inquiry: Inquiry) -> Finding:
    """T15: for how many steps of the pathways the library knows somebody in China, and for how many somebody else."""
    count, free = tally(), supply_map()
    lacking = sorted({stage for way in pathways().values() for stage in way.stages
                      if stage not in covered_steps(way, free, "CN")}, key=list(STAGES).index)  # fmt: skip
    numbers = tuple(
        Number(tr(way.name), tr(mark("{china} of {all} steps in China, {others} elsewhere"), all=len(way.steps),
                                china=len(covered_steps(way, free, "CN")),
                                others=len(way.steps) - len(missing_steps(way, free, "CN"))),
               source=f"{way.source} ({way.date})")
        for way in pathways().values())  # fmt: skip
    words = {"china": count.china_steps, "all": count.steps, "share": per_cent(count.china_steps / count.steps),
             "whole": count.china_pathways, "ways": count.pathways, "others": count.outside_pathways,
             "lacking": ", ".join(tr(STAGES[stage]) for stage in lacking)}  # fmt: skip
    if count.china_steps < _NEARLY_ALL * count.steps:
        return Finding("does not hold", tr(
            mark("The library knows somebody in China for {china} of {all} steps, {share}; {lacking} are missing."),
            **words), numbers)  # fmt: skip
    return Finding("holds only if", tr(
        mark("Only if to make is to command: the library knows somebody in China for {china} of {all} steps ({share}) "
             "and {whole} of {ways} pathways from end to end; {others} of {ways} pathways also work without China. "
             "Missing: {lacking}."), **words), numbers)  # fmt: skip


def barriers(inquiry: Inquiry) -> Finding:
    """T16: what stays whole of the chain, for a buyer outside China, if there are barriers."""
    counts = [(tr(words), tally(control)) for control, words in _CONTROLS]
    numbers = tuple(
        Number(tr(mark("Pathways that stay whole, {scenario}"), scenario=words),
               tr(mark("{left} of {all}"), left=one.pathways_left, all=one.pathways)) for words, one in counts
    ) + tuple(
        Number(tr(mark("Stages with a supplier, {scenario}"), scenario=words),
               tr(mark("{left} of {all}"), left=one.stages_left, all=one.stages)) for words, one in counts
    )  # fmt: skip
    machines = counts[1][1]
    return unknown(tr(
        mark("What governments and firms will do cannot be computed. If China's machines stayed at home, {left} of "
             "{all} pathways and {stages} of {every} stages would still have a supplier."), left=machines.pathways_left,
        all=machines.pathways, stages=machines.stages_left, every=machines.stages), numbers)  # fmt: skip


def barriers_here(inquiry: Inquiry) -> Finding:
    """T16 for the scenario of the design's programme."""
    numbers = inquiry.numbers(*_HERE)
    unmet, delta = inquiry.value("supply.unmet"), inquiry.value("supply.purchase_delta")
    if unmet > 0.0:
        return Finding("does not hold", tr(
            mark("With the barriers of this programme {unmet} of its panels cannot be had."),
            unmet=display(unmet, POWER_RATE, digits=3)), numbers)  # fmt: skip
    if inquiry.value("supply.outside") > 0.0:
        return Finding("holds only if", tr(
            mark("Only at a price: with its lines outside China this programme depends less on imports and pays "
                 "{delta} bn US dollars a year more for its panels than by free trade."),
            delta=display(delta * YEAR / 1e9, NUMBER, digits=3)),
            (*inquiry.numbers("supply.outside"), *numbers))  # fmt: skip
    return Finding("does not hold", tr(
        mark("This programme buys all of its panels from China; give it lines outside, or a barrier, and see what they "
             "cost.")), numbers)  # fmt: skip
