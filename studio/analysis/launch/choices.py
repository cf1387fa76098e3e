"""Every vehicle of the catalogue for the satellites of one design, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from studio.analysis.stages import launch
from studio.catalogue.launcher import Launcher, launchers
from studio.design import Design, set_value


@dataclass(frozen=True, slots=True)
class VehicleChoice:
    """One vehicle: what the launch stage finds with it, or why it finds nothing."""

    vehicle: Launcher
    chosen: bool
    found: launch.Launch | None
    reason: str = ""


def vehicle_choices(design: Design, tables: Mapping[str, Any]) -> tuple[VehicleChoice, ...]:
    """The launch stage with each vehicle in the place of the one that the design has, in the order of the catalogue.

    `tables` are those that the stage needs. A payload, a bay, a price or a cadence that the design states stays as it
    is stated: what is shown is what choosing the vehicle would give.
    """
    choices = []
    for id, vehicle in launchers().items():
        other = set_value(design, "launch.vehicle", id)
        try:
            found, reason = launch.run(other, tables, None), ""
        except (ValueError, ArithmeticError) as error:
            found, reason = None, str(error).partition(": ")[2] or str(error)
        choices.append(VehicleChoice(vehicle, id == design.launch.vehicle, found, reason))
    return tuple(choices)
