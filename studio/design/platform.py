"""Everything that is neither array nor payload, and the margins on the masses."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number
from studio.design.quantity import AREA, DURATION, LENGTH, MASS, POWER, RATIO
from studio.text import mark

Disposal = Literal["burn", "decay"]
MassMargins = Literal["uniform", "per_item"]
Maturity = Literal["off_the_shelf", "modified", "new"]
_HELP = mark("Margin on its mass: off_the_shelf 5 %, modified 10 %, new 20 %.")
_EACH = ("platform.maturity", "per_item")


class Platform(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    power: Annotated[float, number(
        POWER, mark("Platform power"), mark("Avionics, attitude control, propulsion and links."), 0.0, 1e9)] = 1e3
    mass: Annotated[float, number(
        MASS, mark("Platform mass"), mark("Structure, avionics, propulsion and propellant."), 0.0, 1e9)] = 200.0
    maturity: Annotated[MassMargins, choice(
        mark("Mass margins"),
        mark("uniform: one margin on every item. per_item: by the maturity of each, and a system margin on the sum."),
    )] = "uniform"  # fmt: skip
    mass_margin: Annotated[float, number(
        RATIO, mark("Mass margin"), mark("Maturity margin on every item of the roll-up."), 0.0, 1.0,
        when=("platform.maturity", "uniform"))] = 0.2
    system_margin: Annotated[float, number(
        RATIO, mark("System margin"), mark("On the dry mass with the margins of the items."), 0.0, 1.0,
        when=_EACH)] = 0.2
    panel_maturity: Annotated[Maturity, choice(mark("Panels"), _HELP, when=_EACH)] = "new"
    structure_maturity: Annotated[Maturity, choice(mark("Array structure"), _HELP, when=_EACH)] = "new"
    electronics_maturity: Annotated[Maturity, choice(mark("Power electronics"), _HELP, when=_EACH)] = "modified"
    battery_maturity: Annotated[Maturity, choice(mark("Battery"), _HELP, when=_EACH)] = "off_the_shelf"
    radiator_maturity: Annotated[Maturity, choice(mark("Heat rejection"), _HELP, when=_EACH)] = "new"
    payload_maturity: Annotated[Maturity, choice(mark("Payload"), _HELP, when=_EACH)] = "modified"
    links_maturity: Annotated[Maturity, choice(mark("Links"), _HELP, when=_EACH)] = "modified"
    platform_maturity: Annotated[Maturity, choice(mark("Platform"), _HELP, when=_EACH)] = "modified"
    holds_propellant: Annotated[bool, choice(
        mark("Holds propellant"),
        mark("Whether the platform mass has the propellant in it. Off: that against drag and for the deorbit burn is "
             "added to the roll-up; that to hold a cluster is not."),
    )] = True  # fmt: skip
    holds_links: Annotated[bool, choice(
        mark("Holds link terminals"),
        mark("Whether the platform mass has the terminals in it. Off: they are an item of the roll-up."))] = True
    holds_loop: Annotated[bool, choice(
        mark("Holds coolant loop"),
        mark("Whether the platform mass has the loop in it. Off: the coolant in the pipes and the heat exchanger are "
             "an item of the roll-up."))] = True
    body_area: Annotated[float, number(
        AREA, mark("Body frontal area"),
        mark("Area of the body alone that meets the flow; the default is assumed, 0 leaves the body out."),
        0.0, 1e8)] = 2.0
    hold_orbit: Annotated[bool, choice(
        mark("Hold the orbit"), mark("Thrusters make good the drag through the lifetime."))] = True
    specific_impulse: Annotated[float, number(
        DURATION, mark("Specific impulse"),
        mark("Exhaust speed over standard gravity. The default is assumed: a Hall thruster."), 50.0, 10000.0,
        unit="s")] = 1500.0
    disposal: Annotated[Disposal, choice(
        mark("Disposal"),
        mark("burn: the perigee is lowered at the end of life, in orbits below 2000 km. decay: drag alone brings the "
             "satellite down."),
    )] = "burn"  # fmt: skip
    disposal_perigee: Annotated[float, number(
        LENGTH, mark("Disposal perigee"),
        mark("Altitude to which the burn lowers the perigee; the default is assumed."), 0.0, 2e6,
        when=("platform.disposal", "burn"))] = 250e3
