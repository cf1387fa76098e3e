"""How the satellite is held at one moment, and where Sun and Earth stand."""

from dataclasses import dataclass

import numpy as np

from studio.design.mission import Mission
from studio.gui.space.arrays import Floats, perpendicular, unit


@dataclass(frozen=True)
class Pose:
    """Directions are unit vectors along the inertial axes (true equator of date)."""

    axes: Floats
    """(3, 3) Rows: normal of the array, along the wings, along the radiators."""
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


def body_axes(normal: Floats, position: Floats, sun: Floats, orbit_normal: Floats, *, edge_on: bool) -> Floats:
    """(3, 3) The axes of a satellite whose array faces `normal`.

    Radiators held `edge_on` want their normal, the axis along the wings, square to Sun and nadir; the body turns about
    the normal of the array to give them that. Others leave the wings as near to the orbit normal as they come.
    """
    square = np.cross(position / np.linalg.norm(position), sun)
    wanted = (square, orbit_normal) if edge_on else (orbit_normal,)
    along = perpendicular(normal, *wanted)
    return np.stack([normal, along, np.cross(normal, along)])


def array_normal(mission: Mission, position: Floats, sun: Floats, orbit_normal: Floats) -> Floats:
    """The direction that the cells face by the law of the mission."""
    if mission.attitude == "zenith":
        return unit(position)
    if mission.attitude == "edge_on":
        return orbit_normal if orbit_normal @ sun >= 0.0 else -orbit_normal
    return sun
