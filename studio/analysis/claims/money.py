"""Is orbit the cheapest place to compute, and when? M2."""

from studio.analysis.claims.finding import Finding, Number
from studio.analysis.claims.inquiry import Inquiry, of_case
from studio.analysis.cost_models import models
from studio.analysis.trade.years import break_even_date
from studio.design.unit_text import number_text
from studio.text import mark, tr

_RATIO = "ground.cost_ratio"


def parity(inquiry: Inquiry) -> Finding:
    """M2: the ratio of cost, orbit over ground, in the published models that state one."""
    names = {case: model.name for model in models().values() for case in model.preset.cases}
    ratios = {id: inquiry.case(id)["ratio"] for id in inquiry.statement.cases}
    numbers = (inquiry.said("low"), inquiry.said("high"),
               *(of_case(one, tr(names.get(id, one.case.title))) for id, one in ratios.items()))  # fmt: skip
    dearer = sorted(one.ours for one in ratios.values() if one.ours > 1.0)
    level = [f"{tr(names.get(id, one.case.title))} ({number_text(one.ours, 2)})"
             for id, one in ratios.items() if one.ours <= 1.0]  # fmt: skip
    words = {"count": len(ratios), "dearer": len(dearer), "level": "; ".join(level)}
    if not dearer:
        return Finding("holds only if", tr(mark("Every published model finds orbit as cheap as the ground: {level}."),
                                           **words), numbers)  # fmt: skip
    words |= {"least": number_text(dearer[0], 2), "most": number_text(dearer[-1], 2)}
    if not level:
        return Finding("does not hold", tr(
            mark("In all {count} published sets of assumptions orbit costs {least} to {most} times as much as the "
                 "ground."), **words), numbers)  # fmt: skip
    return Finding("does not hold", tr(
        mark("In {dearer} of {count} published sets of assumptions orbit costs {least} to {most} times as much as the "
             "ground; level with it is only {level}."), **words), numbers)  # fmt: skip


def parity_here(inquiry: Inquiry) -> Finding:
    """M2 for the design: an hour of an accelerator in orbit against one on the ground, at the prices decided."""
    ratio = inquiry.value(_RATIO)
    numbers = inquiry.numbers(_RATIO, "cost.accelerator_hour", "ground.accelerator_hour", "launch.price_per_mass")
    words = {"ratio": number_text(ratio, 3)}
    if ratio <= 1.0:
        return Finding("holds only if", tr(
            mark("Only with the prices of this design: an accelerator's hour costs {ratio} times what it costs on the "
                 "ground."), **words), numbers)  # fmt: skip
    return Finding("does not hold", tr(
        mark("An accelerator's hour of this design costs {ratio} times what it costs on the ground."), **words),
        numbers)  # fmt: skip


def parity_year(inquiry: Inquiry) -> Finding:
    """M2 for the design, year by year along the learning curve of its launch price."""
    now = parity_here(inquiry)
    said = int(inquiry.statement.date[:4])
    soonest, latest = (said + round(inquiry.claimed(name)) for name in ("low", "high"))
    try:
        years = break_even_date(inquiry.design, checkpoint=inquiry.checkpoint)
    except ValueError as reason:
        return Finding(now.kind, tr(mark("{now} No year of parity is found: {reason}."), now=now.sentence,
                                    reason=str(reason).rstrip(".")), now.numbers)  # fmt: skip
    ratios = years.space / years.ground
    by_then = [(int(year), float(ratio)) for year, ratio in zip(years.years, ratios, strict=True)
               if year in {soonest, latest, years.last}]  # fmt: skip
    numbers = (*now.numbers, *(
        Number(tr(mark("Orbit over ground in {year}, as launches get cheaper"), year=year), ratio,
               source=years.assumptions[0]) for year, ratio in by_then))  # fmt: skip
    words = {"now": now.sentence, "latest": latest, "last": years.last, "year": years.crossing or 0}
    if years.crossing is None:
        sentence = mark("{now} Along the learning curve of launches, all else as it is, they do not meet: not before "
                        "{last}.")  # fmt: skip
    elif years.crossing > latest:
        sentence = mark("{now} Along the learning curve of launches, all else as it is, they meet in {year}, not by "
                        "{latest}.")  # fmt: skip
    else:
        sentence = mark("{now} They meet in {year}, only if launches follow their learning curve.")
    in_time = years.crossing is not None and years.crossing <= latest
    return Finding("holds only if" if in_time else now.kind, tr(sentence, **words), numbers)
