"""Every vehicle of the catalogue for the satellites of one design, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from studio.analysis.launch.price import has_price
from studio.analysis.stages import launch
from studio.catalogue.launcher import Launcher, launchers
from studio.design import Design, set_value


@dataclass(frozen=True, slots=True)
class VehicleChoice:
    """One vehicle, and what the launch stage finds with it; its prices mean nothing where it is not `priced`."""

    vehicle: Launcher
    chosen: bool
    priced: bool
    found: launch.Launch


def vehicle_choices(design: Design, tables: Mapping[str, Any]) -> tuple[VehicleChoice, ...]:
    """The launch stage with each vehicle in the place of the one that the design has, in the order of the catalogue.

    `tables` are those that the stage needs. A payload, a bay, a price or a cadence that the design states stays as it
    is stated: what is shown is what choosing the vehicle would give.
    """
    choices = []
    for id, vehicle in launchers().items():
        other = set_value(design, "launch.vehicle", id)
        priced = has_price(design.launch, vehicle)
        if not priced:  # what fits does not depend on it
            other = set_value(other, "launch.price_basis", "stated")
        choices.append(VehicleChoice(vehicle, id == design.launch.vehicle, priced, launch.run(other, tables, None)))
    return tuple(choices)
