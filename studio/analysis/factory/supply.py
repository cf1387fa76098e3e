"""What the world can supply of each thing a programme needs, and which of them gives out first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import trail
from studio.analysis.result import FloatArray
from studio.catalogue.supply import Supply, supplies
from studio.design import Design
from studio.design.quantity import YEAR
from studio.text import tr


@dataclass(frozen=True, slots=True)
class Need:
    """What a programme asks of one supply: both are amounts in a year, (Y,) by calendar year."""

    supply: Supply
    demand: FloatArray
    world: FloatArray
    share: FloatArray
    """(Y,) Demand over the world's supply [1]."""
    allowed: float
    """Share of the world's that it may take [1]."""

    def limit(self) -> int | None:
        """The place of the first year in which it asks for more than it may; None where it never does."""
        over = np.flatnonzero(self.share > self.allowed * (1.0 + 1e-12))
        return int(over[0]) if len(over) else None


def needs(design: Design, years: FloatArray, demands: Mapping[str, FloatArray]) -> tuple[Need, ...]:
    """Every need of the programme whose world supply is known, in the order of the catalogue."""
    return tuple(
        Need(known, demands[known.id], world, demands[known.id] / world, allowed_share(design, known))
        for known in supplies().values()
        if known.id in demands and np.any(demands[known.id] > 0.0)
        and (world := world_supply(design, known, years)) is not None
    )  # fmt: skip


def first_limit(found: tuple[Need, ...]) -> tuple[Need, int] | None:
    """The need that is over its limit in the earliest year, the one furthest over where there are several."""
    over = [(place, -need.share[place] / need.allowed, number, need) for number, need in enumerate(found)
            if (place := need.limit()) is not None]  # fmt: skip
    if not over:
        return None
    place, _, _, need = min(over)
    return need, place


def supply_label(need: Need) -> str:
    """What the supply is called."""
    return tr(need.supply.name)


def allowed_share(design: Design, known: Supply) -> Any:
    """Share of a supply that the programme may take [1]."""
    made = design.programme
    return made.shared_limit if known.use == "shared" else made.dedicated_limit


def world_supply(design: Design, known: Supply, years: FloatArray) -> FloatArray | None:
    """What the world makes in each year, or None where nobody knows: (Y,), or (B, Y) of many designs."""
    made = design.programme
    stated = {"silver": made.silver_supply, "indium": made.indium_supply, "gallium": made.gallium_supply,
              "germanium": made.germanium_supply, "orbit-mass": made.orbit_mass_supply}.get(known.id)  # fmt: skip
    if known.id == "launches" and made.flights_supply is not None:
        base: Any = trail(made.flights_supply, 1)
    elif stated is not None:
        base = trail(stated, 1) * YEAR
    elif known.world is not None:
        base = known.world.value
    else:
        return None
    if made.supply_trend == "latest" or known.growth is None or known.year is None:
        same: FloatArray = np.zeros_like(years) + base
        return same
    grown: FloatArray = base * (1.0 + known.growth.value) ** np.maximum(years - known.year, 0.0)
    return grown
