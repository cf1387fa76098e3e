"""Two supply chains for one programme: all from China without barriers, and as the scenario has it.

The price of what is bought holds its maker's own machines; the money for new lines stands beside it, not in it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import least, select
from studio.analysis.supply.coverage import missing_steps, supply_map
from studio.analysis.supply.scenario import Control
from studio.catalogue.company import EQUIPMENT, Stage
from studio.catalogue.pathway import Pathway


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """Powers [W/yr in, W/yr out], purchases in the money of the price for a year, lines in that money once.

    Arrays of many designs.
    """

    outside: Any
    """Made outside China."""
    china: Any
    """Bought from China."""
    unmet: Any
    """Neither: no export, and no line outside."""
    purchase: Any
    """Of the scenario, tariff included."""
    purchase_baseline: Any
    """Of as much power, all from China without barriers."""
    tariff: Any
    """In the purchase."""
    lines: Any
    """The lines of the scenario, tariff included; None where machines for those outside are missing, or not known."""
    lines_baseline: Any
    missing_machines: tuple[Stage, ...]
    """Machines that the lines outside need and nobody delivers."""


def chains(
    *,
    target: Any,
    outside_line: Any,
    price: Any,
    outside_price_factor: Any,
    panel_tariff: Any,
    line_price: Any,
    outside_line_factor: Any,
    equipment_tariff: Any,
    control: Control,
    pathway: Pathway | None,
) -> Chains:
    """The two chains, for prices per watt and per watt of a year's capacity in one currency.

    `outside_line` is what lines outside China make in a year, of `target` in all. Raises ValueError for what is
    negative.
    """
    for value in (target, outside_line, price, outside_price_factor, panel_tariff, line_price, outside_line_factor,
                  equipment_tariff):  # fmt: skip
        if not np.all(value >= 0.0):
            raise ValueError("powers, prices, factors and tariffs are not below 0")
    outside = least(outside_line, target)
    china: Any = 0.0 if control == "all" else target - outside
    tariff = china * price * panel_tariff
    missing: tuple[Stage, ...] = ()
    if np.any(outside > 0.0) and pathway is not None:
        missing = tuple(stage for stage in missing_steps(pathway, supply_map(control)) if stage in EQUIPMENT)
    # Of a pathway that is not known, nobody can say whether machines are left under a control.
    had = (outside == 0.0) | (not missing if pathway is not None else control == "none")
    taxed = 1.0 + (equipment_tariff if control == "none" else 0.0)
    lines_outside = outside * line_price * outside_line_factor * taxed
    return Chains(
        outside=outside, china=china, unmet=target - outside - china,
        purchase=outside * price * outside_price_factor + china * price + tariff,
        purchase_baseline=(outside + china) * price, tariff=tariff,
        lines=select(had, lines_outside + china * line_price, None),
        lines_baseline=(outside + china) * line_price, missing_machines=missing,
    )  # fmt: skip
