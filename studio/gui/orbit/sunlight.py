"""The direction of the Sun, and the umbra the Earth throws away from it."""

import numpy as np

from studio.gui.space.arrays import EARTH_RADIUS, Floats, Mesh, actor_of
from studio.gui.space.arrow import Arrow, around, facing
from studio.gui.space.colours import Palette

SUN_RADIUS = 6.957e8
"""Nominal solar radius of IAU 2015 Resolution B3 [m]."""
ASTRONOMICAL_UNIT = 149_597_870_700.0
UMBRA_LENGTH = EARTH_RADIUS * ASTRONOMICAL_UNIT / (SUN_RADIUS - EARTH_RADIUS)
"""Distance of the tip of the umbra from the centre of a spherical Earth without air, at 1 au [m]."""

SIDES, RINGS = 96, 24
SHAFT, HEAD = 0.42, 0.13  # of the arrow [Earth radii]


class Umbra:
    """The umbra as a translucent cone that fades out along its drawn length."""

    def __init__(self) -> None:
        self.mesh = Mesh()
        self.actor = actor_of(self.mesh)
        self.actor.GetProperty().BackfaceCullingOn()  # one layer, seen from outside only
        self.actor.ForceTranslucentOn()
        self._colour = (0.5, 0.5, 0.5)
        self._opacity = 0.2
        ring = np.arange(SIDES)
        quads = [
            np.stack([ring, (ring + 1) % SIDES, (ring + 1) % SIDES + SIDES, ring + SIDES], axis=-1) + level * SIDES
            for level in range(RINGS)
        ]
        cells = np.concatenate(quads)
        self.mesh.set_cells("Polys", np.full(len(cells), 4), cells.ravel())
        self.set_length(4.0 * EARTH_RADIUS)

    def set_length(self, length: float) -> None:
        """Draw the umbra to `length` [m] from the centre of the Earth, or to its tip where that is nearer."""
        tip = UMBRA_LENGTH / EARTH_RADIUS
        end = min(length / EARTH_RADIUS, tip)
        # The cone touches the Earth near the terminator; a little wider, it lies free of the sphere's facets there.
        start = 1.0 / tip
        places = np.linspace(start, max(end, start), RINGS + 1)
        radius = (tip - places) / np.sqrt(tip**2 - 1.0) * 1.003
        points = around(SIDES) * radius[:, None, None]
        points[..., 0] = -places[:, None]
        self.mesh.set_points(points.reshape(-1, 3).astype(np.float32))
        self.length = length
        self._paint()

    def _paint(self) -> None:
        fade = np.linspace(1.0, 0.0, RINGS + 1) ** 1.3
        colours = np.empty((RINGS + 1, SIDES, 4), dtype=np.uint8)
        colours[..., :3] = np.rint(np.multiply(self._colour, 255.0))
        colours[..., 3] = np.rint(255.0 * self._opacity * fade)[:, None]
        self.mesh.set_colours(colours.reshape(-1, 4))

    def apply(self, palette: Palette) -> None:
        self._colour, self._opacity = palette.umbra, palette.umbra_opacity
        self._paint()

    def set_sun(self, direction: Floats) -> None:
        self.actor.SetUserMatrix(facing(direction))


class SunArrow(Arrow):
    """An arrow that stands outside the orbits and points to the Sun."""

    def __init__(self) -> None:
        super().__init__(SHAFT, HEAD, 0.035)
        self.start = 1.25

    def apply(self, palette: Palette) -> None:
        self.colour(palette.sun)
