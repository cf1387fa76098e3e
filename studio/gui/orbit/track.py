"""The ground track of the selected satellite: a line on the Earth, which turns with it."""

import numpy as np
from numpy.typing import NDArray

from studio.gui.space.arrays import Floats, Mesh, actor_of
from studio.gui.space.colours import Palette

_HEIGHT = 1.004
"""Of the line above the centre [Earth radii]: enough to lie clear of the ground."""


class Track:
    """One line through points given in the frame of the Earth."""

    def __init__(self) -> None:
        self.mesh = Mesh()
        self.actor = actor_of(self.mesh)
        self.actor.GetProperty().SetOpacity(0.75)
        self.actor.VisibilityOff()
        self.points: Floats | None = None

    def apply(self, palette: Palette) -> None:
        self.actor.GetProperty().SetColor(*palette.selected)

    def set(self, points: Floats | None) -> bool:
        """Draw the line through unit vectors (n, 3), Earth-fixed; None for no line. Whether anything changed."""
        if points is None:
            changed, self.points = self.points is not None, None
            return changed
        self.points = points
        moved = self.mesh.set_points((_HEIGHT * points).astype(np.float32))
        if moved:
            sizes: NDArray[np.int64] = np.array([len(points)])
            self.mesh.set_cells("Lines", sizes, np.arange(len(points)))
        return moved

    def set_angle(self, angle: float) -> None:
        """The Greenwich sidereal angle [rad]."""
        self.actor.SetOrientation(0.0, 0.0, np.degrees(angle))

    def show(self, visible: bool, ratio: float) -> None:
        """Make ready for a picture with `ratio` pixels to one of 96 dpi."""
        self.actor.SetVisibility(visible and self.points is not None)
        self.actor.GetProperty().SetLineWidth(max(1.0, 1.6 * ratio))
