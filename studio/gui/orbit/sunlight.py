"""The direction of the Sun, and the umbra the Earth throws away from it."""

import numpy as np
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkRenderingCore import vtkActor

from studio.gui.space.arrays import EARTH_RADIUS, Floats, Mesh, actor_of, perpendicular
from studio.gui.space.colours import Palette

SUN_RADIUS = 6.957e8
"""Nominal solar radius of IAU 2015 Resolution B3 [m]."""
ASTRONOMICAL_UNIT = 149_597_870_700.0
UMBRA_LENGTH = EARTH_RADIUS * ASTRONOMICAL_UNIT / (SUN_RADIUS - EARTH_RADIUS)
"""Distance of the tip of the umbra from the centre of a spherical Earth without air, at 1 au [m]."""

SIDES, RINGS = 96, 24
SHAFT, HEAD = 0.42, 0.13  # of the arrow [Earth radii]


def _around(count: int) -> Floats:
    angle = np.linspace(0.0, 2.0 * np.pi, count, endpoint=False)
    return np.stack([np.zeros(count), np.cos(angle), np.sin(angle)], axis=-1)


def facing(direction: Floats) -> vtkMatrix4x4:
    """The rotation that takes the x axis to `direction`."""
    second = perpendicular(direction)
    columns = np.stack([direction, second, np.cross(direction, second)], axis=-1)
    matrix = vtkMatrix4x4()
    for row in range(3):
        for column in range(3):
            matrix.SetElement(row, column, columns[row, column])
    return matrix


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
        points = _around(SIDES) * radius[:, None, None]
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


class SunArrow:
    """An arrow that stands outside the orbits and points to the Sun."""

    def __init__(self) -> None:
        shaft, head = Mesh(), Mesh()
        shaft.set_points(np.array([[0.0, 0.0, 0.0], [SHAFT, 0.0, 0.0]], dtype=np.float32))
        shaft.set_cells("Lines", np.array([2]), np.arange(2))
        base = _around(24) * 0.035 + [SHAFT, 0.0, 0.0]
        points = np.concatenate([base, [[SHAFT + HEAD, 0.0, 0.0], [SHAFT, 0.0, 0.0]]])
        head.set_points(points.astype(np.float32))
        ring = np.arange(24)
        following = (ring + 1) % 24
        sides = [np.stack([ring, following, np.full(24, end)], axis=-1) for end in (24, 25)]
        triangles = np.concatenate(sides)
        head.set_cells("Polys", np.full(len(triangles), 3), triangles.ravel())
        self.meshes = (shaft, head)
        self.actors: tuple[vtkActor, vtkActor] = (actor_of(shaft), actor_of(head))
        self.direction = np.array([1.0, 0.0, 0.0])
        self.start = 1.25
        self.shown = True

    def apply(self, palette: Palette) -> None:
        for actor in self.actors:
            actor.GetProperty().SetColor(*palette.sun)

    def place(self, direction: Floats, start: float) -> None:
        """Point along `direction` from `start` [Earth radii] outwards."""
        self.direction, self.start = direction, start
        matrix = facing(direction)
        for row in range(3):
            matrix.SetElement(row, 3, float(direction[row]) * start)
        for actor in self.actors:
            actor.SetUserMatrix(matrix)

    @property
    def tip(self) -> Floats:
        return self.direction * (self.start + SHAFT + HEAD)

    def show(self, visible: bool, line_width: float) -> None:
        self.shown = visible
        self.actors[0].GetProperty().SetLineWidth(line_width)
        for actor in self.actors:
            actor.SetVisibility(visible)
