"""How the satellite is held at one moment, and where Sun and Earth stand."""

from dataclasses import dataclass

import numpy as np

from studio.design import Design
from studio.gui.space.arrays import Floats, perpendicular, unit
from studio.physics.attitude import wing_normal
from studio.physics.season import Season


@dataclass(frozen=True)
class Pose:
    """Directions are unit vectors along the inertial axes (true equator of date)."""

    axes: Floats
    """(3, 3) Rows: normal of the array, along the wings, along the radiators."""
    radiator_turn: float
    """How far the normal of the radiators is turned about their length, from the wings to the array's normal [rad]."""
    position: Floats
    """From the centre of the Earth [m]."""
    ahead: Floats
    """Along the velocity."""
    orbit_normal: Floats
    sun: Floats
    light: float
    """Visible part of the Sun's disk."""
    earth_angle: float
    """Greenwich sidereal angle [rad]."""

    @property
    def up(self) -> Floats:
        return unit(self.position)


FRAMES = ("earth", "sun", "body")


def frame(pose: Pose, name: str) -> Floats:
    """(3, 3) The axes of the picture as rows: x, y and z, which is up.

    "earth" keeps the Earth below and the flight along x, "sun" keeps the Sun on x, "body" keeps the satellite still.
    """
    if name == "body":
        return pose.axes
    if name == "sun":
        up = perpendicular(pose.sun, np.array([0.0, 0.0, 1.0]))
        return np.stack([pose.sun, np.cross(up, pose.sun), up])
    ahead = perpendicular(pose.up, pose.ahead)
    return np.stack([ahead, np.cross(pose.up, ahead), pose.up])


def body_axes(normal: Floats, *wanted: Floats) -> Floats:
    """(3, 3) The axes of a satellite whose array faces `normal`, the wings as near as can be to the first `wanted`."""
    along = perpendicular(normal, *wanted)
    return np.stack([normal, along, np.cross(normal, along)])


def pose_at(design: Design, season: Season, day: int, phase: float, earth_angle: float) -> Pose:
    """How the satellite is held on a row of the season at a place in its orbit, between the steps of the map."""
    mission = design.mission
    steps = len(season.phase)
    low = int(phase * steps) % steps
    share, high = phase * steps - int(phase * steps), (low + 1) % steps
    position = season.position[day, low] * (1.0 - share) + season.position[day, high] * share
    ahead = unit(season.velocity_direction[day, low] * (1.0 - share) + season.velocity_direction[day, high] * share)
    normal, sun, light = season.normal[day], season.sun[day], float(season.visible_fraction[day, low])
    front = wing_normal(
        mission.attitude, position, ahead, sun, normal, wing_axis=mission.wing_axis,
        off_pointing=mission.off_pointing, feathered=mission.eclipse_attitude == "feather" and light == 0.0,
    )  # fmt: skip
    up = unit(position)
    attitude = design.thermal.radiator_attitude
    # Where the normal of the radiators is to point; behind the array it is the array's own.
    plate = {"edge_to_sun": np.cross(up, sun), "sun_facing": sun, "earth_facing": up, "orbit_plane": normal,
             "behind_array": front}[attitude]  # fmt: skip
    if mission.attitude == "one_axis":
        wanted = {"orbit_normal": normal, "velocity": np.cross(normal, up), "nadir": up}[mission.wing_axis]
    else:
        wanted = plate  # the satellite turns about the normal of its array until the radiators can face there
    axes = body_axes(front, wanted, normal)
    across, along = float(axes[0] @ plate), float(axes[1] @ plate)
    turn = 0.0 if attitude == "behind_array" else float(np.arctan2(across, along))
    return Pose(axes, turn, position, ahead, normal, sun, light, earth_angle)
