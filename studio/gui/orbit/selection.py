"""The selected satellite: a ring about it, the line to the ground below it, and a model of it near by."""

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkRenderer

from studio.gui.orbit.models import Models
from studio.gui.space.arrays import Floats, Mesh, actor_of, unit
from studio.gui.space.colours import Palette
from studio.gui.space.overlay import Ring
from studio.gui.space.projection import Projection

MODEL_SIZE = 0.016
"""Half the span of the model [Earth radii]: far larger than life, to be seen at all."""
MODEL_DISTANCE = 1.0
"""How near the camera comes before the model is drawn [Earth radii]."""


class Selection:
    """Marks one satellite."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self.index: int | None = None
        self.label = ""
        self.model = Models()
        self._line = Mesh()
        self._line.set_cells("Lines", np.array([2]), np.arange(2))
        self.line_actor = actor_of(self._line)
        self.line_actor.VisibilityOff()
        self.line_actor.GetProperty().SetOpacity(0.7)
        self._ring = Ring(renderer)

    def apply(self, palette: Palette) -> None:
        self.line_actor.GetProperty().SetColor(*palette.selected)

    def place(self, position: Floats | None, sun: Floats) -> None:
        if position is None:
            return
        self._line.set_points(np.stack([position, unit(position)]).astype(np.float32))
        self.model.place(position, np.zeros((1, 3)), MODEL_SIZE, sun)

    def show(
        self,
        position: Floats | None,
        colour: NDArray[np.uint8],
        among_cluster: bool,
        projection: Projection,
        palette: Palette,
        ratio: float,
    ) -> None:
        """Draw it at `position`, or nothing where that is None, with wings of `colour` (3,)."""
        near = position is not None and float(np.linalg.norm(projection.eye - position)) < MODEL_DISTANCE
        self.line_actor.SetVisibility(position is not None and not among_cluster)
        self.line_actor.GetProperty().SetLineWidth(1.2 * ratio)
        self.model.actor.SetVisibility(near and not among_cluster)
        if position is None:
            self._ring.hide()
            return
        if near and not among_cluster:
            self.model.paint(colour[None], palette)
        places, front = projection.pixels(position[None])
        if front[0]:
            size = 10.0
            if near and not among_cluster:
                edge = places[0] - projection.pixels(position[None] + MODEL_SIZE * projection.right)[0][0]
                size = 0.95 * float(np.linalg.norm(edge)) / ratio
            hidden = bool(projection.hidden(position[None])[0])
            self._ring.show(self.label, places[0], hidden, palette, ratio, size, projection.width)
        else:
            self._ring.hide()
