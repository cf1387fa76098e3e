"""Where the satellite is looked at from."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from studio.gui.space.arrays import Floats, perpendicular, unit
from studio.gui.space.rig import NORTH, Rig


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

    def look_from(self, direction: Floats, upward: Floats, distance: float) -> None:
        self.look(direction * distance, np.zeros(3), NORTH)
        self.up = perpendicular(self.direction, upward)
