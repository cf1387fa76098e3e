"""What one launch takes into the orbit of a design."""

from dataclasses import dataclass
from typing import Any

from studio.analysis.columns import plain
from studio.catalogue.launcher import Launcher
from studio.design import Design
from studio.physics.launch import launch_delta_v, payload_after_burn


@dataclass(frozen=True, slots=True)
class Capacity:
    """Mass [kg] and volume [m³] of satellites that one launch takes; None where the bay is not known.

    Arrays of many designs.
    """

    low_mass: float
    """Payload into a low orbit, as it is sold."""
    mass: float
    volume: float | None
    delta_v: float | None
    """Beyond the orbit that the payload is told for, where that is computed."""


def capacity(design: Design, vehicle: Launcher, inclination: Any) -> Capacity:
    """What a launch of `vehicle` takes into the orbit with this inclination [rad]."""
    part = design.launch
    low = part.payload_mass if part.payload_basis == "stated" else vehicle.low_mass
    reached: Any = low
    delta_v: Any = None
    if part.reach == "computed":
        delta_v = plain(launch_delta_v(
            design.mission.altitude, inclination, part.reference_altitude, part.reference_inclination))  # fmt: skip
        reached = plain(payload_after_burn(low, part.stage_mass, delta_v, part.exhaust_speed))
    else:
        if part.payload_basis == "catalogue" and design.mission.sun_synchronous and vehicle.sso_mass is not None:
            reached = vehicle.sso_mass.value
        reached = reached * part.orbit_share
    if part.volume_basis == "stated":
        bay: float | None = part.bay_volume
    else:
        bay = None if vehicle.fairing_volume is None else vehicle.fairing_volume.value
    return Capacity(low, reached * (1.0 - part.adapter_share), None if bay is None else bay * part.bay_filling, delta_v)
