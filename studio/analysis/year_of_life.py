"""Every day of the season as it is in one year of the life: the aged array, its battery, the radiator as it was built.

The stages look at the end of life, for which a satellite is sized. Here the same stages are run for the state that the
radiation and the years have left by then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import numpy as np

from studio.analysis.heat.surroundings import surroundings
from studio.analysis.result import read_only
from studio.analysis.stages import STAGES, panel, power
from studio.analysis.stages.panel import Panel
from studio.analysis.stages.power import Power
from studio.analysis.stages.thermal import Thermal
from studio.design import Design
from studio.physics import radiator

NEEDS = tuple(dict.fromkeys((*STAGES["panel"].needs, *STAGES["power"].needs, *STAGES["thermal"].needs, "thermal")))
"""The stages whose tables it is made of."""
MAPS = ("environment",)
"""Those of which it reads the maps that no view does."""


@dataclass(frozen=True, slots=True)
class YearOfLife:
    """The maps of `panel`, `power` and `thermal` are those of a `time` after launch [s]; what they were sized for is
    the end of life."""

    time: float
    panel: Panel
    power: Power
    thermal: Thermal

    def table(self, stage: str) -> Any:
        """The table of one of the three stages."""
        return getattr(self, stage)


def year_of_life(
    design: Design, tables: Mapping[str, Any], time: float, checkpoint: Callable[[float], None] | None = None
) -> YearOfLife:
    """The season at a `time` after launch [s].

    Parameters
    ----------
    design
        A design whose results `tables` holds, by stage: those named in :data:`NEEDS`, of :data:`MAPS` the whole tables.
    time
        From nought to the lifetime [s].

    Raises
    ------
    ValueError
        If the time lies beyond the life.
    """
    radiation = tables["radiation"]
    lifetime = design.mission.lifetime
    if not 0.0 <= time <= lifetime * (1.0 + 1e-9):
        raise ValueError(f"{time:g} s is not within the life of {lifetime:g} s")
    left = float(np.interp(time, radiation.life_time, radiation.life_remaining))
    aged = {**tables, "radiation": replace(radiation, remaining=left)}
    aged["panel"] = panel.run(design, aged, checkpoint)
    if checkpoint is not None:
        checkpoint(0.6)
    young = msgspec.structs.replace(design, mission=msgspec.structs.replace(design.mission, lifetime=time))
    found = power.run(young, aged, None)
    if checkpoint is not None:
        checkpoint(0.9)
    return YearOfLife(time, aged["panel"], found, _heated(design, aged, found))


def _heated(design: Design, tables: Mapping[str, Any], found: Power) -> Thermal:
    """The radiator that there is, with the heat of that year."""
    thermal: Thermal = tables["thermal"]
    seen = surroundings(design, tables)
    faces = np.array([seen.sides * design.thermal.radiator_emittance])
    temperature = radiator.radiator_temperature(
        found.heat_map, thermal.radiator_area, faces, environment=seen.absorbed,
        fin_efficiency=thermal.radiator_fin_efficiency,
    )  # fmt: skip
    return replace(thermal, radiator_temperature_map=read_only(temperature), heat_map=found.heat_map)
