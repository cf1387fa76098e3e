"""Is there more sunlight, and is there always some? P1, P2 and P5."""

from functools import lru_cache

import msgspec

from studio.analysis.claims.finding import Finding, Number
from studio.analysis.claims.inquiry import Inquiry, Unanswered, of_case
from studio.analysis.engine import evaluate
from studio.design import Design
from studio.design.mission import Mission
from studio.design.quantity import DURATION, LENGTH, RATIO
from studio.design.unit_text import display, number_text, per_cent
from studio.physics.ground import capacity_factor_for
from studio.text import mark, tr

_CASE = "claim-yield-ratio"
_DUSK = 6.0 * 3600.0
_LOWEST, _HIGHEST, _STEPS = 400e3, 5800e3, 19
"""Altitudes between which a sun-synchronous orbit is looked at [m]: none exists beyond about 5,970 km."""
_NEAR = 1e3
_RATIO, _INTENSITY = "ground.yield_ratio", "ground.intensity_ratio"


def intensity(inquiry: Inquiry) -> Finding:
    """P1 as worded: is sunlight itself so much stronger? And as what is meant: a year's energy per rated watt."""
    low, high = inquiry.claimed("low"), inquiry.claimed("high")
    figure = inquiry.case(_CASE)["intensity_ratio"]
    needed = _needed(inquiry)
    numbers = (inquiry.said("low"), inquiry.said("high"), of_case(figure), *needed)
    words = {"ratio": number_text(figure.ours, 4), "low": f"{low:g}", "high": f"{high:g}", "most": needed[0].text,
             "least": needed[1].text, "sunlit": per_cent(_sunlit(inquiry))}  # fmt: skip
    if low <= figure.ours <= high:
        return Finding("holds", tr(mark("Sunlight is {ratio} times as intense."), **words), numbers)
    return Finding("does not hold", tr(
        mark("Sunlight is {ratio} times as intense, not {low} to {high} times. Read as a year's energy for each rated "
             "watt, in an orbit lit for {sunlit} of the year, it holds where a ground panel has a capacity factor of "
             "{least} to {most}."), **words), numbers)  # fmt: skip


def intensity_here(inquiry: Inquiry) -> Finding:
    """P1 for the design: its yield against that of its site."""
    low, high = inquiry.claimed("low"), inquiry.claimed("high")
    strength, ratio = inquiry.value(_INTENSITY), inquiry.value(_RATIO)
    numbers = inquiry.numbers(_INTENSITY, _RATIO, "ground.yield_ratio_eol", "ground.capacity_factor",
                              "illumination.sunlit_fraction_year")  # fmt: skip
    numbers = (*numbers, *_sites(inquiry, low, high))
    words = {"strength": number_text(strength, 3), "ratio": number_text(ratio, 3), "low": low, "high": high}
    if low <= strength <= high:
        return Finding("holds", tr(mark("Sunlight is {strength} times as intense."), **words), numbers)
    if low <= ratio <= high:
        return Finding("holds only if", tr(
            mark("Only if a year's energy is meant: each rated watt gives {ratio} times as much as at this site, while "
                 "the light itself is {strength} times as intense."), **words), numbers)  # fmt: skip
    return Finding("does not hold", tr(
        mark("The light is {strength} times as intense, and each rated watt gives {ratio} times as much in a year as "
             "at this site: neither is {low:g} to {high:g}."), **words), numbers)  # fmt: skip


def output(inquiry: Inquiry) -> Finding:
    """P5: for which ground is the yield so many times larger?"""
    needed = _needed(inquiry)
    figures = inquiry.case(_CASE)
    sentence = tr(
        mark("Only where a ground panel has a capacity factor of {least} to {most}, in an orbit lit for {sunlit} of "
             "the year."), most=needed[0].text, least=needed[1].text, sunlit=per_cent(_sunlit(inquiry)))  # fmt: skip
    numbers = (inquiry.said("low"), inquiry.said("high"), *needed,
               *(of_case(one) for id, one in figures.items() if id.startswith("ratio_")))  # fmt: skip
    return Finding("holds only if", sentence, numbers)


def output_here(inquiry: Inquiry) -> Finding:
    """P5 for the design and its site."""
    low, high = inquiry.claimed("low"), inquiry.claimed("high")
    ratio = inquiry.value(_RATIO)
    numbers = inquiry.numbers(_RATIO, "ground.yield_ratio_eol", "ground.capacity_factor", "ground.specific_yield",
                              "illumination.sunlit_fraction_year")  # fmt: skip
    numbers = (*numbers, *_sites(inquiry, low, high))
    aged = inquiry.optional("ground.yield_ratio_eol")
    words = {"ratio": number_text(ratio, 3), "low": low, "high": high,
             "aged": number_text(aged, 3) if aged is not None else ""}  # fmt: skip
    if not low <= ratio <= high:
        return Finding("does not hold", tr(
            mark("Each rated watt gives {ratio} times as much as at this site, not {low:g} to {high:g} times."),
            **words), numbers)  # fmt: skip
    if aged is not None and not low <= aged <= high:
        return Finding("holds only if", tr(
            mark("Only while the panels are new: {ratio} times as much as at this site, {aged} times at the end of "
                 "life."), **words), numbers)  # fmt: skip
    return Finding("holds", tr(
        mark("Each rated watt gives {ratio} times as much as at this site."), **words), numbers)  # fmt: skip


def _sunlit(inquiry: Inquiry) -> float:
    """The share of the year in sunlight for which the published case counts."""
    return float(inquiry.case(_CASE)["intensity_ratio"].case.inputs["sunlit_fraction"])


def _needed(inquiry: Inquiry) -> tuple[Number, Number]:
    """The capacity factors on the ground at which the least and the greatest claimed ratio are true."""
    strength, sunlit = inquiry.case(_CASE)["intensity_ratio"].ours, _sunlit(inquiry)
    low, high = (
        Number(tr(mark("Capacity factor on the ground that makes it {ratio:g} times"), ratio=ratio),
               float(capacity_factor_for(ratio, strength, sunlit)), RATIO, case=_CASE)
        for ratio in (inquiry.claimed("low"), inquiry.claimed("high"))
    )  # fmt: skip
    return low, high


def _sites(inquiry: Inquiry, low: float, high: float) -> tuple[Number, ...]:
    """At how many sites of the catalogue a ratio of the design's yield lies between the two."""
    ratios = inquiry.results.get("ground.site_ratios")
    if ratios is None:
        return ()
    count = sum(low <= float(ratio) <= high for ratio in ratios)
    return (Number(tr(mark("Sites where it is {low:g} to {high:g}"), low=low, high=high),
                   tr(mark("{count} of {all}"), count=count, all=len(ratios))),)  # fmt: skip


def night(inquiry: Inquiry) -> Finding:
    """P2: which orbits have no night?"""
    band = never_dark(inquiry.design.mission.epoch)
    if band is None:
        return Finding("does not hold", tr(mark("Even dawn–dusk orbits are dark on some days of this year.")))
    low, high = band
    numbers = (
        Number(tr(mark("Lowest dawn–dusk orbit that is never dark")), low, LENGTH, "km"),
        Number(tr(mark("Highest dawn–dusk orbit that is never dark")), high, LENGTH, "km"),
    )
    sentence = tr(
        mark("Only in a dawn–dusk orbit between about {low} and {high}; below it is dark for some minutes of each "
             "revolution in a season of the year, and most other low orbits are dark in every revolution."),
        low=display(round(low, -4), LENGTH, "km"), high=display(round(high, -4), LENGTH, "km"))  # fmt: skip
    return Finding("holds only if", sentence, numbers)


def night_here(inquiry: Inquiry) -> Finding:
    """P2 for the orbit of the design."""
    days = inquiry.value("illumination.eclipse_season_days")
    numbers = inquiry.numbers("illumination.eclipse_season_days", "illumination.eclipse_max",
                              "illumination.sunlit_fraction_year", "orbit.beta_angle_min")  # fmt: skip
    sunlit = inquiry.value("illumination.sunlit_fraction_year")
    if days == 0:
        return Finding("holds", tr(mark("This orbit is never dark; it sees {sunlit} of the year's light."),
                                   sunlit=per_cent(sunlit, 4)), numbers)  # fmt: skip
    longest = display(inquiry.value("illumination.eclipse_max"), DURATION, "min", 3)
    return Finding("does not hold", tr(
        mark("This orbit is dark on {days:.0f} days of the year, for {longest} at the longest; it sees {sunlit} of the "
             "year's light."), days=days, longest=longest, sunlit=per_cent(sunlit)), numbers)  # fmt: skip


@lru_cache(maxsize=8)
def never_dark(epoch: str) -> tuple[float, float] | None:
    """The lowest and the highest dawn–dusk orbit [m] without any umbra in the year from `epoch`; None if there is none.

    Raises
    ------
    Unanswered
        Where the epoch cannot be read.
    """
    width = (_HIGHEST - _LOWEST) / (_STEPS - 1)
    heights = [_LOWEST + step * width for step in range(_STEPS)]
    lit = [height for height in heights if _dark_days(height, epoch) == 0]
    if not lit:
        return None
    return _edge(lit[0], lit[0] - width, epoch), _edge(lit[-1], lit[-1] + width, epoch)


def _edge(lit: float, dark: float, epoch: str) -> float:
    """Between an altitude that is always lit and one that is not, where the dark begins [m]."""
    while abs(lit - dark) > _NEAR:
        middle = 0.5 * (lit + dark)
        if _dark_days(middle, epoch) == 0:
            lit = middle
        else:
            dark = middle
    return lit


def _dark_days(altitude: float, epoch: str) -> int:
    mission = Mission(altitude=altitude, sun_synchronous=True, ltan=_DUSK, epoch=epoch)
    results = evaluate(msgspec.structs.replace(Design(), mission=mission), only=("illumination",))
    failure = next((one.failure for one in results.outcomes.values() if one.failure), "")
    if failure:
        raise Unanswered(failure)
    days: int = results["illumination.eclipse_season_days"]
    return days
