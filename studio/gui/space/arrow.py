"""An arrow that points in a direction of the scene."""

import numpy as np
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkRenderingCore import vtkActor

from studio.gui.space.arrays import Floats, Mesh, actor_of, perpendicular
from studio.gui.space.colours import RGB

SIDES = 24


def around(count: int) -> Floats:
    """Points (count, 3) of a unit circle about the x axis."""
    angle = np.linspace(0.0, 2.0 * np.pi, count, endpoint=False)
    return np.stack([np.zeros(count), np.cos(angle), np.sin(angle)], axis=-1)


def facing(direction: Floats) -> vtkMatrix4x4:
    """The rotation that takes the x axis to `direction`."""
    second = perpendicular(direction)
    return matrix_of(np.stack([direction, second, np.cross(direction, second)], axis=-1))


def matrix_of(turned: Floats, shift: Floats | None = None) -> vtkMatrix4x4:
    """The matrix that turns, and scales, by `turned` (3, 3) and then moves by `shift` (3,)."""
    matrix = vtkMatrix4x4()
    for row in range(3):
        for column in range(3):
            matrix.SetElement(row, column, float(turned[row, column]))
        if shift is not None:
            matrix.SetElement(row, 3, float(shift[row]))
    return matrix


class Arrow:
    """A line with a cone at its end, of `shaft` and `head` in units of its scale."""

    def __init__(self, shaft: float, head: float, radius: float) -> None:
        line, cone = Mesh(), Mesh()
        line.set_points(np.array([[0.0, 0.0, 0.0], [shaft, 0.0, 0.0]], dtype=np.float32))
        line.set_cells("Lines", np.array([2]), np.arange(2))
        base = around(SIDES) * radius + [shaft, 0.0, 0.0]
        points = np.concatenate([base, [[shaft + head, 0.0, 0.0], [shaft, 0.0, 0.0]]])
        cone.set_points(points.astype(np.float32))
        ring = np.arange(SIDES)
        following = (ring + 1) % SIDES
        sides = [np.stack([ring, following, np.full(SIDES, end)], axis=-1) for end in (SIDES, SIDES + 1)]
        triangles = np.concatenate(sides)
        cone.set_cells("Polys", np.full(len(triangles), 3), triangles.ravel())
        self.meshes = (line, cone)
        self.actors: tuple[vtkActor, vtkActor] = (actor_of(line), actor_of(cone))
        self.length = shaft + head
        self.direction = np.array([1.0, 0.0, 0.0])
        self.start, self.scale = 0.0, 1.0
        self.shown = True

    def colour(self, colour: RGB) -> None:
        for actor in self.actors:
            actor.GetProperty().SetColor(*colour)

    def place(self, direction: Floats, start: float, scale: float = 1.0) -> None:
        """Point along `direction` from `start` outwards."""
        self.direction, self.start, self.scale = direction, start, scale
        second = perpendicular(direction)
        turned = np.stack([direction, second, np.cross(direction, second)], axis=-1) * scale
        matrix = matrix_of(turned, direction * start)
        for actor in self.actors:
            actor.SetUserMatrix(matrix)

    @property
    def tip(self) -> Floats:
        return self.direction * (self.start + self.length * self.scale)

    def show(self, visible: bool, line_width: float) -> None:
        self.shown = visible
        self.actors[0].GetProperty().SetLineWidth(line_width)
        for actor in self.actors:
            actor.SetVisibility(visible)
