"""What the two ways of drawing a fleet have in common: the fleet, its time, and the satellite at a pixel."""

import numpy as np

from studio.gui.orbit.fleet_data import FleetData
from studio.gui.space.arrays import Floats
from studio.gui.space.projection import Projection

SAMPLE = 50_000
"""Satellites drawn while the scene moves, where a processor draws them."""


def opacity(count: int) -> float:
    """How much each of `count` points covers of what is behind it."""
    return float(np.clip(np.interp(np.log10(max(count, 1)), (4.7, 6.0), (1.0, 0.16)), 0.0, 1.0))


class DrawnFleet:
    """Knows where every satellite is; subclasses draw them."""

    def __init__(self) -> None:
        self.data: FleetData | None = None
        self.elapsed = 0.0

    @property
    def count(self) -> int:
        return 0 if self.data is None else self.data.count

    @property
    def reach(self) -> float:
        """The largest distance from the centre of the Earth [Earth radii]; 0 without a fleet."""
        return 0.0 if self.data is None else self.data.reach

    def position(self, index: int) -> Floats:
        """Where one satellite is [Earth radii]."""
        assert self.data is not None
        return self.data.positions(self.elapsed, np.array([index]))[0]

    def pick(self, projection: Projection, x: float, y: float, tolerance: float) -> int | None:
        """The satellite seen at a pixel from the lower left."""
        assert self.data is not None
        size = np.array([projection.width, projection.height])
        room = tolerance + 1.0
        low, high = (2.0 * (np.array([x, y]) + side * room) / size - 1.0 for side in (-1.0, 1.0))
        found = self.data.near(self.elapsed, projection.matrix, low, high)
        if not len(found):
            return None
        nearest = projection.nearest(self.data.positions(self.elapsed, found), x, y, tolerance)
        return None if nearest is None else int(found[nearest])
