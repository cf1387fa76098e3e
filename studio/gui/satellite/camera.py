"""Where the satellite is looked at from."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from studio.gui.space.arrays import Floats, perpendicular, unit
from studio.gui.space.rig import NORTH, VIEW_ANGLE, Rig

_ROOM = 1.12
"""Share by which the picture is wider than what it has to hold."""


@dataclass(frozen=True)
class Subject:
    """Directions in the picture's axes."""

    sun: Floats
    up: Floats
    ahead: Floats
    side: Floats
    """Along the orbit normal."""


def _three_quarters(of: Subject) -> tuple[Floats, Floats]:
    # From the sunlit side of the orbit, a little above: the Earth's limb lies behind the satellite.
    side = of.side if of.side @ of.sun >= 0.0 else -of.side
    return unit(side + 0.75 * of.ahead + 0.42 * of.up), of.up


LOOKS: dict[str, Callable[[Subject], tuple[Floats, Floats]]] = {
    "overview": _three_quarters,
    "sun": lambda of: (of.sun, of.up),
    "earth": lambda of: (-of.up, of.ahead),
    "front": lambda of: (of.ahead, of.up),
    "side": lambda of: (of.side, of.up),
    "follow": lambda of: (unit(0.45 * of.up - of.ahead), of.up),
}
"""The direction to the camera and what is up in the picture, in the order of the keys 1 to 6."""


class SatelliteRig(Rig):
    """Turns about the satellite; lengths in metres."""

    def fitting(self, points: Floats, direction: Floats, upward: Floats) -> float:
        """The distance from which all `points` (n, 3) are in the picture, looking against `direction`."""
        up = perpendicular(direction, upward)
        right = np.cross(up, direction)
        tall = np.tan(np.radians(VIEW_ANGLE) / 2)
        high = np.abs(points @ up) / tall
        wide = np.abs(points @ right) / (tall * self.aspect)
        return float(np.max(points @ direction + _ROOM * np.maximum(high, wide)))

    def look_from(self, direction: Floats, upward: Floats, distance: float) -> None:
        self.look(direction * distance, np.zeros(3), NORTH)
        self.up = perpendicular(self.direction, upward)
