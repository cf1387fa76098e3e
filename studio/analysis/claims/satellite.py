"""Weather, storage, cells and heat exchangers of the satellite: P3, P4 and P7 to P9."""

from studio.analysis.claims.backbone import FLOWN, Claim, backbone_claim
from studio.analysis.claims.finding import Finding, Number, unknown
from studio.analysis.claims.inquiry import Inquiry, Unanswered
from studio.analysis.engine import evaluate
from studio.catalogue.technology import technologies, technology
from studio.design.link import Link
from studio.design.quantity import AREA, POWER, RATIO
from studio.design.unit_text import display, number_text, per_cent, readable
from studio.numerals import set_count
from studio.physics.downlink import site_diversity
from studio.text import mark, tr

_WH_PER_KW = 1.0 / 3.6
"""A storage of one second is one joule per watt; this is Wh per kW."""
_NIGHT = 12.0 * 3600.0
"""A night at the equator [s]: what the same load asks for on the ground, before any cloud."""
_STATIONS = (1, 4, 8)
_WORDS = {"yes": mark("speaks for it"), "no": mark("speaks against it"), "open": mark("open")}


def weather(inquiry: Inquiry) -> Finding:
    """P3: power does not see clouds, light to the ground does."""
    clear = Link().clear_sky
    shares = [float(site_diversity([clear] * count)) for count in _STATIONS]
    numbers = (
        Number(tr(mark("Clear sky over one station")), clear, RATIO, field="link.clear_sky"),
        *(Number(tr(mark("At least one of {count} stations is clear"), count=count), share, RATIO)
          for count, share in zip(_STATIONS[1:], shares[1:], strict=True)),
    )  # fmt: skip
    sentence = tr(
        mark("True of the power: there is no weather above the air. Laser light to the ground does meet it: one "
             "station is clear {one} of the time, one of {count} far apart {many}. It holds if the data wait for a "
             "clear station, or come down by radio."),
        one=per_cent(shares[0]), count=_STATIONS[-1], many=per_cent(shares[-1], 4))  # fmt: skip
    return Finding("holds only if", sentence, numbers)


def weather_here(inquiry: Inquiry) -> Finding:
    """P3 for the way down of the design."""
    if inquiry.design.link.downlink == "radio":
        return Finding("holds", tr(mark("The data of this design come down by radio, which clouds let through.")),
                       inquiry.numbers("link.network_share", "link.downlink_day"))  # fmt: skip
    names = ("link.network_share", "link.clear_share", "link.site_diversity", "link.downlink_day")
    seen, clear = inquiry.value("link.network_share"), inquiry.value("link.clear_share")
    if seen <= 0.0:
        return Finding("does not hold", tr(mark("No station of this design ever sees a satellite.")),
                       inquiry.numbers(*names))  # fmt: skip
    lost = 1.0 - clear / seen
    numbers = (*inquiry.numbers(*names), Number(tr(mark("Contact lost to cloud")), lost, RATIO))
    words = {"lost": per_cent(lost), "stations": inquiry.design.link.stations}
    if inquiry.design.link.downlink == "both":
        return Finding("holds only if", tr(
            mark("The power meets no weather. Clouds take {lost} of the laser contact with {stations} stations; what "
                 "is urgent has to go by radio."), **words), numbers)  # fmt: skip
    return Finding("does not hold", tr(
        mark("The power meets no weather, but the way down does: clouds take {lost} of the laser contact with "
             "{stations} stations."), **words), numbers)  # fmt: skip


def storage(inquiry: Inquiry) -> Finding:
    """P4: which orbits need no storage, and how much do the others?"""
    found = inquiry.storage[1:]  # without the design's own
    dark = [orbit for orbit in found if orbit.drawn > 0.0]
    lit = [orbit for orbit in found if orbit.drawn <= 0.0]
    numbers = tuple(Number(tr(mark("Drawn from a battery, {orbit}"), orbit=orbit.name),
                           round(orbit.drawn * _WH_PER_KW), unit="Wh/kW") for orbit in found)
    night = Number(tr(mark("A night of 12 h on the ground")), round(_NIGHT * _WH_PER_KW), unit="Wh/kW",
                   source=tr(mark("12 h of full load")))  # fmt: skip
    least, most = min(orbit.drawn for orbit in dark), max(orbit.drawn for orbit in dark)
    words = {"least": set_count(least * _WH_PER_KW), "most": set_count(most * _WH_PER_KW),
             "night": set_count(_NIGHT * _WH_PER_KW), "lit": "; ".join(orbit.name for orbit in lit),
             "count": len(dark), "all": len(found)}  # fmt: skip
    if not lit:
        return Finding("holds only if", tr(
            mark("Only if {least} to {most} Wh of battery per kW are no large storage; a night on the ground asks for "
                 "{night}."), **words), (*numbers, night))  # fmt: skip
    return Finding("holds only if", tr(
        mark("Only in orbits that are never dark ({lit}). In {count} of {all} others a full load draws {least} to "
             "{most} Wh per kW from a battery, where a night on the ground asks for {night}."), **words),
        (*numbers, night))  # fmt: skip


def storage_here(inquiry: Inquiry) -> Finding:
    """P4 for the design: does its load run through the dark, and with how much battery?"""
    names = ("power.storage_drawn_per_kilowatt", "power.storage_nameplate_per_kilowatt", "power.depth_of_discharge",
             "power.throttled_share", "power.availability", "power.load_shed_energy", "mass.battery",
             "illumination.eclipse_max")  # fmt: skip
    numbers = inquiry.numbers(*names)
    drawn = inquiry.value("power.storage_drawn_per_kilowatt")
    if drawn <= 0.0:
        return Finding("holds", tr(mark("This orbit is never dark: the load draws nothing from a battery.")), numbers)
    throttled, shed = inquiry.value("power.throttled_share"), inquiry.value("power.load_shed_energy")
    energy = inquiry.value("power.energy_year")
    mass = inquiry.value("mass.battery") / inquiry.value("mass.satellite")
    new = inquiry.value("power.storage_nameplate_per_kilowatt")
    words = {"drawn": round(drawn * _WH_PER_KW), "new": round(new * _WH_PER_KW), "mass": per_cent(mass),
             "throttled": per_cent(throttled), "shed": per_cent(shed / (energy + shed) if energy + shed > 0 else 1.0),
             }  # fmt: skip
    if shed > 0.0:
        return Finding("does not hold", tr(
            mark("The battery does not carry the load through the dark: {shed} of its energy in a year is lacking. A "
                 "full load draws {drawn} Wh per kW and asks for a battery of {new} Wh per kW."), **words), numbers)
    if throttled > 0.0:
        return Finding("does not hold", tr(
            mark("The work is throttled in the dark, {throttled} of it over the year. A full load would draw {drawn} "
                 "Wh per kW and ask for a battery of {new} Wh per kW."), **words), numbers)  # fmt: skip
    return Finding("holds only if", tr(
        mark("Only with its battery, {mass} of the satellite's mass: a full load draws {drawn} Wh per kW in the "
             "longest dark and asks for {new} Wh per kW when new."), **words), numbers)  # fmt: skip


def backbone(inquiry: Inquiry) -> Finding:
    """P7: which of these cells have flown, and what did radiation leave of them in published tests?"""
    named = [one for id, one in technologies().items() if id.startswith(("perovskite", "hjt", "all-perovskite"))]
    flown = [one for one in named if one.trl >= FLOWN]
    tests = inquiry.case("pv-radiation-retention")
    kept = [one.ours for id, one in tests.items() if "perovskite" in id]
    numbers = (
        *(Number(tr(mark("Readiness of {name}, of 9"), name=tr(one.name)), float(one.trl), source=one.trl_source.source)
          for one in named),
        *(Number(tr(one.figure.label), one.ours, None, one.figure.unit, case=one.case.id) for one in tests.values()),
    )  # fmt: skip
    words = {"count": len(named), "flown": len(flown), "least": min(one.trl for one in named),
             "most": max(one.trl for one in named), "worst": per_cent(min(kept)),
             "best": per_cent(max(kept))}  # fmt: skip
    if flown:
        return Finding("holds only if", tr(
            mark("{flown} of {count} such cells have flown and work; the others have a readiness from {least} of 9."),
            **words), numbers)  # fmt: skip
    return Finding("holds only if", tr(
        mark("Only if they mature: none of the {count} such cells is proven in flight, their readiness is {least} "
             "to {most} of 9, and what they kept of their power in tests under particles goes from {worst} to {best}."),
        **words), numbers)  # fmt: skip


def backbone_here(inquiry: Inquiry) -> Finding:
    """P7 for the cells of the design, beside those that fly today."""
    inquiry.value("panel.specific_power_operating_eol")  # says what is wrong with this design, where something is
    if inquiry.incumbent is None:
        raise Unanswered(tr(mark("the cells that fly today were not given")))
    claim: Claim = backbone_claim(inquiry.results, evaluate(inquiry.incumbent, only=("panel",)))
    numbers = (
        *inquiry.numbers("panel.specific_power_operating_eol", "panel.power_density_operating_eol",
                         "panel.remaining_factor", "radiation.tested_share", "panel.temperature_max",
                         "panel.cost_per_watt"),
        *(Number(line.question, tr(mark("{answer} ({word})"), answer=line.answer, word=tr(_WORDS[line.verdict])))
          for line in claim.lines),
    )  # fmt: skip
    kinds = {"yes": "holds", "no": "does not hold", "open": "holds only if"}
    return Finding(kinds[claim.holds], claim.summary, numbers)  # type: ignore[arg-type]


def heritage_here(inquiry: Inquiry) -> Finding:
    """P8 for the cells of the design: what is known of flights."""
    id = inquiry.design.stack.technology
    if not id or id not in technologies():
        return unknown(tr(mark("The panel is a stack of your own: nothing is known of flights.")))
    known = technology(id)
    number = Number(tr(mark("Readiness of {name}, of 9"), name=tr(known.name)), float(known.trl),
                    source=known.trl_source.source)  # fmt: skip
    words = {"name": tr(known.name), "trl": known.trl, "flown": known.heritage.text.rstrip(".")}
    if known.trl >= FLOWN:
        return Finding("holds", tr(mark("{name} have flown: {flown}."), **words), (number,))
    return Finding("does not hold", tr(mark("{name} have a readiness of {trl} of 9. {flown}."), **words), (number,))


def exchanger_here(inquiry: Inquiry) -> Finding:
    """P9 for the design: the heat exchanger as a component."""
    names = ("thermal.exchanger_duty", "thermal.exchanger_area", "thermal.exchanger_ntu", "thermal.exchanger_mass")
    if inquiry.optional(names[0]) is None:
        return unknown(tr(mark("A ground installation is meant. This design has no heat exchanger between two loops; "
                               "choose one in thermal control for its duty and area.")))  # fmt: skip
    duty, area = inquiry.value(names[0]), inquiry.value(names[1])
    return unknown(tr(
        mark("A ground installation is meant. As a component of this satellite an exchanger hands on {duty} by {area}, "
             "at {units} transfer units."), duty=readable(duty, POWER), area=display(area, AREA, digits=3),
        units=number_text(inquiry.value(names[2]), 3)), inquiry.numbers(*names))  # fmt: skip
