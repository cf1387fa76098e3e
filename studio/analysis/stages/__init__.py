"""The table of stages: what each reads of the design, which stages it needs, and the function that runs it.

Here, and nowhere else, physics meets the design.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from studio.analysis.result import ResultInfo, declared
from studio.analysis.stages import (
    atmosphere,
    cell,
    centre,
    constellation,
    cost,
    disposal,
    dose,
    environment,
    fleet,
    formation,
    ground,
    illumination,
    launch,
    link,
    market,
    mass,
    nodes,
    optics,
    orbit,
    panel,
    payload,
    power,
    programme,
    radiation,
    size,
    supply,
    thermal,
)
from studio.design import Design
from studio.text import mark

Tables = Mapping[str, Any]
Checkpoint = Callable[[float], None]
Run = Callable[[Design, Tables, Checkpoint | None], Any]


@dataclass(frozen=True, slots=True)
class Stage:
    """`run` may read the design parts in `reads` and the tables of `needs`, and nothing else.

    `inner` are the fields of the table that only later stages read, and no view; `maps` are the stages among `needs`
    of which it reads them.
    """

    name: str
    label: str
    table: type
    run: Run
    reads: tuple[str, ...]
    needs: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()
    many: Run | None = None
    """Runs it for many designs at once (see `studio.analysis.columns`); without it they are computed one by one."""
    light: bool = False
    """Whether it reads no map of the year, nor does a stage that is not light read its table."""
    block: int = 512
    """Designs in one such call: those of a stage with maps are few, so that its arrays stay near the processor."""


STAGES: dict[str, Stage] = {
    stage.name: stage
    for stage in (
        Stage("orbit", mark("Orbit"), orbit.Orbit, orbit.run, ("mission",), many=orbit.run),
        Stage("illumination", mark("Illumination"), illumination.Illumination, illumination.run, (), ("orbit",),
              many=illumination.run, block=128),
        Stage("environment", mark("Environment"), environment.Environment, environment.run,
              ("mission", "environment"), ("orbit", "illumination"),
              inner=("sun_front", "sun_back", "albedo_front", "albedo_back", "infrared_front", "infrared_back",
                     "cos_incidence", "cos_zenith", "distance_ratio"), many=environment.run, block=128),
        Stage("dose", mark("Dose"), dose.Dose, dose.run, ("mission", "payload"), ("orbit",),
              many=dose.run),
        Stage("optics", mark("Optics"), optics.Optics, optics.run, ("stack",), many=optics.run_many, block=128),
        Stage("cell", mark("Cell"), cell.Cell, cell.run, ("stack",), ("optics",), many=cell.run),
        Stage("radiation", mark("Radiation"), radiation.Radiation, radiation.run,
              ("mission", "stack", "array", "ageing"), ("orbit", "illumination", "environment", "optics", "cell"),
              many=radiation.run),
        Stage("panel", mark("Panel"), panel.Panel, panel.run, ("mission", "environment", "stack", "array"),
              ("illumination", "environment", "optics", "cell", "radiation"), inner=("electric_map",),
              maps=("environment",), many=panel.run, block=128),
        Stage("power", mark("Power"), power.Power, power.run,
              ("mission", "array", "power", "battery", "payload", "thermal", "platform"),
              ("orbit", "illumination", "environment", "cell", "radiation", "panel"), inner=("heat_map",),
              maps=("panel",), many=power.run, block=128),
        Stage("thermal", mark("Thermal"), thermal.Thermal, thermal.run, ("environment", "thermal"),
              ("illumination", "environment", "power"), inner=("heat_map", "seen"), maps=("environment", "power"),
              many=thermal.run, block=128),
        Stage("atmosphere", mark("Atmosphere"), atmosphere.Atmosphere, atmosphere.run,
              ("mission", "environment", "array", "thermal", "platform"), ("orbit", "illumination", "thermal"),
              inner=("fall", "fall_after_burn"), many=atmosphere.run, block=128),
        Stage("mass", mark("Mass"), mass.Mass, mass.run,
              ("array", "power", "battery", "payload", "thermal", "platform", "link"),
              ("panel", "power", "thermal", "atmosphere"), many=mass.run, light=True),
        Stage("payload", mark("Compute"), payload.Payload, payload.run, ("mission", "payload", "thermal"),
              ("dose", "power", "thermal", "mass"), many=payload.run, light=True),
        Stage("constellation", mark("Constellation"), constellation.Constellation, constellation.run,
              ("mission", "constellation", "fleet"), ("orbit", "power", "payload", "mass"), inner=("reach",),
              many=constellation.run_many, light=True),
        Stage("nodes", mark("Heat nodes"), nodes.Nodes, nodes.run,
              ("environment", "array", "battery", "payload", "thermal", "platform"),
              ("illumination", "environment", "optics", "panel", "power", "thermal"),
              maps=("environment", "panel", "thermal"), many=nodes.run_many, block=128),
        Stage("size", mark("Size"), size.Size, size.run, ("array", "thermal", "geometry"),
              ("orbit", "panel", "power", "thermal", "mass"), many=size.run, light=True),
        Stage("launch", mark("Launch"), launch.Launch, launch.run, ("mission", "launch", "cost"),
              ("orbit", "mass", "constellation", "size"), many=launch.run, light=True),
        Stage("cost", mark("Cost"), cost.Cost, cost.run,
              ("mission", "stack", "array", "battery", "payload", "link", "cost"),
              ("panel", "power", "thermal", "mass", "payload", "constellation", "launch"), many=cost.run, light=True),
        Stage("disposal", mark("Disposal"), disposal.Disposal, disposal.run, ("mission", "environment", "platform"),
              ("orbit", "atmosphere", "mass"), maps=("atmosphere",), many=disposal.run, light=True),
        Stage("formation", mark("Formation"), formation.Formation, formation.run,
              ("mission", "platform", "constellation"), ("orbit", "mass", "constellation"), maps=("constellation",),
              many=formation.run, light=True, block=128),
        Stage("link", mark("Links"), link.Link, link.run, ("link",),
              ("orbit", "power", "payload", "constellation"), many=link.run, light=True),
        Stage("programme", mark("Programme"), programme.Programme, programme.run,
              ("mission", "environment", "stack", "array", "cost", "programme"), ("panel", "mass", "launch"),
              many=programme.run, light=True),
        Stage("ground", mark("On the ground"), ground.Ground, ground.run,
              ("mission", "environment", "array", "power", "ground"),
              ("illumination", "environment", "cell", "panel", "power"), many=ground.run, light=True),
        Stage("fleet", mark("Fleet"), fleet.Fleet, fleet.run, ("mission", "constellation", "fleet"),
              ("orbit", "power"), many=fleet.run_many, light=True, block=128),
        Stage("supply", mark("Supply chain"), supply.Supply, supply.run, ("stack", "cost", "programme"),
              many=supply.run, light=True),
        Stage("market", mark("Market"), market.Market, market.run, ("cost", "programme"), many=market.run, light=True),
        Stage("centre", mark("Data centre on the ground"), centre.Centre, centre.run,
              ("mission", "payload", "cost", "ground"), ("power", "payload", "constellation", "cost"),
              many=centre.run, light=True),
    )
}  # fmt: skip
"""In the order in which they run: every stage after the ones it needs, and what a drag draws before all else."""

RESULTS: dict[str, ResultInfo] = {
    known.name: known for stage in STAGES.values() for known in declared(stage.name, stage.table)
}
"""Every result that can be computed, by name."""
