"""What a panel costs per area, as decided or as its technology is said to cost."""

from typing import Any

from studio.analysis.stack.model import cell_coverage
from studio.catalogue.technology import technologies
from studio.design.panel import Stack


def panel_price(stack: Stack) -> tuple[Any, Any, Any]:
    """Price per panel area [USD/m²]: low and high of the technology over the cells, and what counts between them.

    None where nothing is said. A decided price has no range: that of the technology would be drawn about a number that
    it does not speak of.
    """
    if stack.price is not None:
        return None, stack.price, None
    known = technologies().get(stack.technology)
    low = high = None
    if known is not None and known.price_low is not None and known.price_high is not None:
        low, high = (cell_coverage(stack) * price.value for price in (known.price_low, known.price_high))
    middle = 0.5 * (low + high) if low is not None and high is not None else None
    return low, middle, high
