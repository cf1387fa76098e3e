"""The founding claim held against one design: are these cells the backbone of orbital solar power?

The claim: "perovskite, ultra-thin heterojunction and tandem architectures as the backbone of orbital solar". The answer
is that of the design: its cells beside the triple junction that flies today, in the same orbit, over the same life.
"""

from dataclasses import dataclass
from typing import Final, Literal

from studio.analysis.engine import Results
from studio.catalogue.technology import technologies
from studio.design.quantity import FLUX, PRICE_PER_POWER, SPECIFIC_POWER, TEMPERATURE, Quantity
from studio.design.unit_text import display, per_cent
from studio.text import mark, tr

INCUMBENT: Final = "gainp-gaas-ge"
"""The technology that flies today, and that a backbone would have to replace."""
KEPT: Final = 0.8
"""Share of the power that is commonly asked for at end of life."""
FLOWN: Final = 8
"""Readiness from which on a technology has flown and works."""
Verdict = Literal["yes", "no", "open"]


@dataclass(frozen=True, slots=True)
class Line:
    """One question, the answer for this design, and whether it speaks for the claim."""

    question: str
    answer: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Claim:
    """`holds` is "yes" where nothing speaks against it, "no" where the cells lose in watts per kilogram."""

    holds: Verdict
    summary: str
    lines: tuple[Line, ...]


def backbone_claim(results: Results, theirs: Results) -> Claim:
    """The claim for the design of `results`; `theirs` are those of the same design with the cells that fly today.

    Raises
    ------
    ValueError
        Where the panel or the orbit has not been computed.
    """
    if "panel.specific_power_operating_eol" not in results:
        raise ValueError(tr(mark("the panel has to be computed before the claim can be held against it")))
    design = results.design
    failure = next((one.failure for one in theirs.outcomes.values() if one.failure), "")
    if failure:
        raise ValueError(failure)
    name = tr(technologies()[INCUMBENT].name)
    lines = [
        _against(results, theirs, "panel.specific_power_operating_eol", SPECIFIC_POWER,
                 mark("More watts per kilogram than {incumbent} at end of life?"), name),
        _against(results, theirs, "panel.power_density_operating_eol", FLUX,
                 mark("More watts per square metre at end of life?"), name),
        _price(results, theirs, name),
        _kept(results),
        _evidence(results),
        *_technology(results),
    ]  # fmt: skip
    if design.stack.technology == INCUMBENT:
        summary = tr(mark("These are the cells that fly today, the ones that a backbone would have to replace."))
        return Claim("no", summary, tuple(lines))
    return _judged(lines)


def _against(
    results: Results, theirs: Results, result: str, quantity: Quantity, question: str, incumbent: str
) -> Line:
    own, other = float(results[result]), float(theirs[result])
    answer = tr(mark("{own} against {other}, {ratio:.2g} times"), own=display(own, quantity, digits=3),
                other=display(other, quantity, digits=3), ratio=own / other if other > 0.0 else 0.0)  # fmt: skip
    return Line(tr(question, incumbent=incumbent), answer, "yes" if own > other else "no")


def _price(results: Results, theirs: Results, incumbent: str) -> Line:
    question = tr(mark("Cheaper per watt than {incumbent}?"), incumbent=incumbent)
    own, other = results.get("panel.cost_per_watt"), theirs.get("panel.cost_per_watt")
    if own is None or other is None:
        return Line(question, tr(mark("no price with a source is known; type the panel's price")), "open")
    answer = tr(mark("{own} against {other}"), own=display(own, PRICE_PER_POWER, digits=3),
                other=display(other, PRICE_PER_POWER, digits=3))  # fmt: skip
    return Line(question, answer, "yes" if own < other else "no")


def _kept(results: Results) -> Line:
    left, low, high = (float(results[name]) for name in
                       ("panel.remaining_factor", "radiation.remaining_low", "radiation.remaining_high"))  # fmt: skip
    shown = [per_cent(one) for one in (left, low, high)]
    answer = tr(mark("{left} left, between {low} and {high}"), left=shown[0], low=shown[1], high=shown[2])
    if low == high:
        answer = tr(mark("{left} left by a stated yearly loss; let the ageing be computed"), left=shown[0])
    verdict: Verdict = "yes" if low >= KEPT else "no" if high < KEPT else "open"
    return Line(tr(mark("Does 80 % of the power last the lifetime?")), answer, verdict)


def _evidence(results: Results) -> Line:
    share = float(results["radiation.tested_share"])
    question = tr(mark("Is that much radiation tested?"))
    if not results["radiation.damage_tests"]:
        untested = tr(mark("no published test stands behind the damage curve “{curve}”"),
                      curve=tr(results["radiation.damage_curve"]))  # fmt: skip
        return Line(question, untested, "open")
    curve, times = tr(results["radiation.damage_curve"]), 1.0 / share if share > 0.0 else float("inf")
    answer = tr(mark("the damage curve “{curve}” was tested to {times:.3g} times the fluence of this life"),
                curve=curve, times=times)  # fmt: skip
    return Line(question, answer, "yes" if share <= 1.0 else "no")


def _technology(results: Results) -> list[Line]:
    known = technologies().get(results.design.stack.technology)
    if known is None:
        return [Line(tr(mark("Has it flown?")), tr(mark("a stack of your own: nobody knows")), "open")]
    ready = Line(tr(mark("Has it flown?")), tr(mark("readiness {trl} of 9: {heritage}"), trl=known.trl,
                 heritage=tr(known.heritage.text)), "yes" if known.trl >= FLOWN else "no")  # fmt: skip
    if known.max_temperature is None:
        return [ready]
    hottest, allowed = float(results["panel.temperature_max"]), known.max_temperature.value
    warm = Line(
        tr(mark("Does it stay cool enough?")),
        tr(mark("{hottest} of {allowed} allowed"), hottest=display(hottest, TEMPERATURE, digits=3),
           allowed=display(allowed, TEMPERATURE, digits=3)), "yes" if hottest <= allowed else "no")  # fmt: skip
    return [warm, ready]


def _judged(lines: list[Line]) -> Claim:
    against = sum(line.verdict == "no" for line in lines)
    unknown = sum(line.verdict == "open" for line in lines)
    if lines[0].verdict == "no":
        summary = tr(mark("No: per kilogram at end of life these cells lose to those that fly."))
        return Claim("no", summary, tuple(lines))
    if against:
        summary = tr(mark("Not as it stands: {against} of {count} answers speak against it."), against=against,
                     count=len(lines))  # fmt: skip
        return Claim("no", summary, tuple(lines))
    if unknown:
        summary = tr(mark("It may be: nothing speaks against it, and {unknown} of {count} answers are open."),
                     unknown=unknown, count=len(lines))  # fmt: skip
        return Claim("open", summary, tuple(lines))
    return Claim("yes", tr(mark("Yes, for this design.")), tuple(lines))
