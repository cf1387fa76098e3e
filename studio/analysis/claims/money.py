"""Is orbit the cheapest place to compute, and when? M2."""

from studio.analysis.claims.finding import Finding
from studio.analysis.claims.inquiry import Inquiry, of_case
from studio.design.unit_text import number_text
from studio.text import mark, tr

_RATIO = "ground.cost_ratio"


def parity(inquiry: Inquiry) -> Finding:
    """M2: what the published models say of the same year."""
    figures = inquiry.case("cost-lcoc-today")
    return Finding("does not hold", "", tuple(of_case(one) for one in figures.values()))


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
