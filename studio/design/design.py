"""The whole of what the user decides about one satellite system."""

from typing import Annotated

import msgspec

from studio.design.ageing import Ageing
from studio.design.baseline import MAX_BASELINES, Baseline
from studio.design.battery import Battery
from studio.design.constellation import Constellation
from studio.design.cost import Cost
from studio.design.display import Display
from studio.design.environment import Environment
from studio.design.field import text
from studio.design.fleet import Fleet
from studio.design.geometry import Geometry
from studio.design.ground import Ground
from studio.design.launch import Launch
from studio.design.link import Link
from studio.design.mission import Mission
from studio.design.own_claim import MAX_CLAIMS, OwnClaim
from studio.design.panel import Array, Stack
from studio.design.payload import Payload
from studio.design.platform import Platform
from studio.design.power import Power
from studio.design.programme import Programme
from studio.design.requirement import MAX_REQUIREMENTS, Requirement, Source
from studio.design.review import Review
from studio.design.spread import MAX_SPREADS, Spread, Uncertainty
from studio.design.thermal import Thermal
from studio.text import mark


class Design(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Frozen; every edit makes another one. Parts are what the stages of the analysis read."""

    title: Annotated[str, text(mark("Title"), mark("Name of the design."), longest=120)] = "Untitled"
    description: Annotated[str, text(mark("Description"), mark("What the design is, in a few lines."),
                                     longest=4000)] = ""  # fmt: skip
    mission: Mission = Mission()
    environment: Environment = Environment()
    constellation: Constellation = Constellation()
    fleet: Fleet = Fleet()
    stack: Stack = Stack()
    array: Array = Array()
    ageing: Ageing = Ageing()
    power: Power = Power()
    battery: Battery = Battery()
    payload: Payload = Payload()
    thermal: Thermal = Thermal()
    link: Link = Link()
    platform: Platform = Platform()
    geometry: Geometry = Geometry()
    launch: Launch = Launch()
    cost: Cost = Cost()
    ground: Ground = Ground()
    programme: Programme = Programme()
    uncertainty: Uncertainty = Uncertainty()
    display: Display = Display()
    requirements: Annotated[tuple[Requirement, ...], msgspec.Meta(
        title=mark("Requirements"), description=mark("What the results are held against."),
        max_length=MAX_REQUIREMENTS)] = ()
    claims: Annotated[tuple[OwnClaim, ...], msgspec.Meta(
        title=mark("Claims"), description=mark("Statements of your own that the results are held against."),
        max_length=MAX_CLAIMS)] = ()
    sources: Annotated[dict[str, Source], msgspec.Meta(
        title=mark("Sources"), description=mark("Field path → where its value comes from."),
        max_length=400)] = {}
    spreads: Annotated[dict[str, Spread], msgspec.Meta(
        title=mark("Spreads"), description=mark("Field path → how far its value may be off."),
        max_length=MAX_SPREADS)] = {}
    baselines: Annotated[tuple[Baseline, ...], msgspec.Meta(
        title=mark("Baselines"), description=mark("Designs as they were, kept under names to compare with."),
        max_length=MAX_BASELINES)] = ()
    review: Review = Review()


PARTS: dict[str, str] = {
    "mission": mark("Mission"),
    "environment": mark("Environment"),
    "constellation": mark("Constellation"),
    "stack": mark("Panel stack"),
    "array": mark("Array"),
    "ageing": mark("Ageing"),
    "power": mark("Power electronics"),
    "battery": mark("Battery"),
    "payload": mark("Payload"),
    "thermal": mark("Thermal control"),
    "link": mark("Links"),
    "platform": mark("Platform"),
    "geometry": mark("Geometry"),
    "launch": mark("Launch"),
    "cost": mark("Cost"),
    "ground": mark("On the ground"),
    "programme": mark("Programme"),
    "uncertainty": mark("Uncertainty"),
}
"""The parts that hold fields, in the order in which they are shown."""
