"""A hundred gigawatts of panels a year: what it takes. P6, M13 and M14."""

from studio.analysis.claims.finding import Finding, unknown
from studio.analysis.claims.inquiry import Inquiry, of_case
from studio.design.quantity import AREA, MASS, NUMBER, POWER
from studio.design.unit_text import display, number_text, per_cent, readable
from studio.numerals import set_count
from studio.text import mark, tr

_RAMP, _ORDER = "manufacturing-ramp-100gw", "manufacturing-tesla-equipment"
_FILING, _ARRAY = "launch-spacex-filing", "manufacturing-array-100gw"
_PLAN = ("programme.power", "programme.array_area", "programme.mass", "programme.launches", "programme.wafers",
         "programme.lines", "programme.market_value", "programme.first_limit_year")  # fmt: skip


def target(inquiry: Inquiry) -> Finding:
    """P6: the area, the mass and the flights that the target asks for, by its own figures."""
    ramp, filing, array = inquiry.case(_RAMP), inquiry.case(_FILING), inquiry.case(_ARRAY)
    numbers = (inquiry.said("power"), *(of_case(one) for one in (
        *array.values(), ramp["cell_area"], ramp["lines"], ramp["lines_utilised"], ramp["silicon_thin"],
        ramp["silicon_thick"], filing["power"], filing["flights"], filing["smaller_flights"], filing["flights_a_day"],
    )))  # fmt: skip
    sentence = tr(
        mark("Only if factories, launchers and metals follow: a year of it is {area} to {told} {unit} of array from "
             "{lines} lines, {mass} to {heavy} {mass_unit} in orbit, and {flights} flights of 200 t."),
        area=number_text(array["array_area"].ours, 3), told=number_text(array["array_area_told"].ours, 3),
        unit=array["array_area"].figure.unit, lines=number_text(round(ramp["lines"].ours), 3),
        mass=number_text(array["mass_filed"].ours, 3), heavy=number_text(array["mass_told"].ours, 3),
        mass_unit=array["mass_filed"].figure.unit, flights=set_count(filing['flights'].ours))  # fmt: skip
    return Finding("holds only if", sentence, numbers)


def target_here(inquiry: Inquiry) -> Finding:
    """P6 for the panels and satellites of the design, and what runs out first."""
    area, mass, flights = (inquiry.value(f"programme.{name}") for name in ("array_area", "mass", "launches"))
    built = inquiry.value("programme.power")
    # The programme may be of another size; a year's needs go with the power.
    scale = inquiry.claimed("power") * 1e9 / built
    words = {"power": f"{inquiry.claimed('power'):g}", "area": display(area * scale, AREA, "km²", 3),
             "mass": readable(mass * scale, MASS, 3), "flights": set_count(flights * scale)}  # fmt: skip
    needs = tr(
        mark("{power} GW a year of this design are {area} of array, {mass} and {flights} flights a year."), **words)
    numbers = inquiry.numbers(*_PLAN)
    if inquiry.results.get("programme.first_limit") is None:
        return Finding("holds", needs + " " + tr(
            mark("At the {power} of its programme no supply of the catalogue runs out."),
            power=readable(built, POWER, 3)), numbers)  # fmt: skip
    return Finding("holds only if", needs + " " + tr(
        mark("Only if more is supplied than today: on the way to {power} a year what limits first, in {year:.0f}, is: "
             "{limit}."), power=readable(built, POWER, 3), year=inquiry.value("programme.first_limit_year"),
        limit=inquiry.text("programme.first_limit")), numbers)  # fmt: skip


def equipment(inquiry: Inquiry) -> Finding:
    """M13: the reported order of equipment against what so many lines cost."""
    order, ramp = inquiry.case(_ORDER), inquiry.case(_RAMP)
    paid, low, high = order["yuan_per_watt"], ramp["equipment_low"], ramp["equipment_high"]
    power = inquiry.claimed("power")
    share = [paid.ours * power / one.ours for one in (high, low)]
    figures = (order["usd_per_watt"], paid, low, high, ramp["lines"])
    numbers = (inquiry.said("power"), *(of_case(one) for one in figures))
    sentence = tr(
        mark("A plan. The order of equipment that is reported covers {least} to {most} of what {lines} lines cost: it "
             "holds only if the rest follows."), least=per_cent(share[0], 2), most=per_cent(share[1], 2),
        lines=number_text(round(ramp["lines"].ours), 3))  # fmt: skip
    return Finding("holds only if", sentence, numbers)


def equipment_makers(inquiry: Inquiry) -> Finding:
    """M14: who will earn cannot be computed, how much there is to earn can."""
    ramp = inquiry.case(_RAMP)
    low, high, lines = ramp["equipment_low"], ramp["equipment_high"], ramp["lines"]
    sentence = tr(
        mark("An expectation of who earns most cannot be checked. There is {low:g} to {high:g} bn yuan of equipment in "
             "100 GW a year, {lines} lines of 600 MW."), low=low.ours, high=high.ours,
        lines=number_text(lines.ours, 3))  # fmt: skip
    return unknown(sentence, tuple(of_case(one) for one in (low, high, lines, ramp["lines_utilised"])))


def lines_here(inquiry: Inquiry) -> Finding:
    """M13 for the programme of the design."""
    words = {"lines": number_text(round(inquiry.value("programme.lines")), 4),
             "power": readable(inquiry.value("programme.power"), POWER, 3),
             "low": display(inquiry.value("programme.equipment_low") / 1e9, NUMBER, digits=3),
             "high": display(inquiry.value("programme.equipment_high") / 1e9, NUMBER, digits=3)}  # fmt: skip
    return Finding("holds only if", tr(
        mark("Only with {lines} lines and equipment for {low} to {high} bn US dollars for the {power} a year of this "
             "design's programme, wherever they stand."), **words),
        inquiry.numbers("programme.power", "programme.lines", "programme.equipment_low", "programme.equipment_high"))
