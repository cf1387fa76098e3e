"""The plans of many designs, each of its own length: what their lines cost, and which supply limits each first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import filled, select, trail, whole
from studio.analysis.factory.supply import allowed_share, world_supply
from studio.analysis.result import FloatArray
from studio.catalogue.supply import supplies
from studio.design import Design
from studio.design.quantity import YEAR
from studio.physics.manufacturing import lines_installed, production_lines, ramp_power
from studio.text import tr


@dataclass(frozen=True, slots=True)
class Plans:
    """The years from the first of each design on; those beyond its last have no demand."""

    years: FloatArray
    """(…, C) Calendar years."""
    before: Any
    """Years by which lines are ordered before they are set up."""
    built: FloatArray
    """(…, C) Power built [W]."""
    installed: FloatArray
    """(…, C) Lines set up."""


def plans(design: Design) -> Plans:
    """What is built and set up in the years of each design."""
    made = design.programme
    count = made.years_to_target + made.years_after + 1
    place = np.arange(int(np.max(count)))
    growing = trail(made.years_to_target, 1)
    progress = np.where(growing > 0, place / np.maximum(growing, 1), 1.0)
    built = ramp_power(progress, trail(made.first_power, 1) * YEAR, trail(made.target, 1) * YEAR, made.shape)
    built = np.where(place < trail(count, 1), built, 0.0)
    needed = production_lines(built, trail(made.line_power, 1) * YEAR, trail(made.line_utilisation, 1))
    return Plans(
        years=trail(made.first_year, 1) + place.astype(np.float64),
        before=np.ceil(made.lead_time / YEAR - 1e-9),
        built=built,
        installed=lines_installed(needed, made.line_life),
    )


def first_limits(design: Design, found: Plans, uses: Mapping[str, Any]) -> tuple[Any, Any]:
    """The supply that limits each design first and the year in which it does; None where nothing does.

    `uses` are amounts for each watt built, by the id of the supply; NaN where a design does not use it.
    """
    label: Any = None
    earliest, furthest = np.asarray(np.inf), np.asarray(0.0)
    for known in supplies().values():
        lines = known.id == "lines"
        if not lines and uses.get(known.id) is None:
            continue
        years = found.years - trail(found.before, 1) if lines else found.years
        world = world_supply(design, known, years)
        if world is None:
            continue
        allowed = trail(allowed_share(design, known), 1)
        excess = (found.installed if lines else trail(filled(uses[known.id]), 1) * found.built) / world / allowed
        beyond = excess > 1.0 + 1e-12
        first = beyond.argmax(axis=-1)
        year, most = (np.take_along_axis(np.broadcast_to(part, excess.shape), first[..., np.newaxis], axis=-1)[..., 0]
                      for part in (years, excess))  # fmt: skip
        sooner = beyond.any(axis=-1) & ((year < earliest) | ((year == earliest) & (most > furthest)))
        label = select(sooner, tr(known.name), label)
        earliest, furthest = np.where(sooner, year, earliest), np.where(sooner, most, furthest)
    return label, whole(select(np.isfinite(earliest), earliest, None))
