"""Imported satellites: points of one colour, drawn where SGP4 puts them."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.gui.orbit.satellites import as_disks, point_size
from studio.gui.space.arrays import EARTH_RADIUS, Floats, Mesh, actor_of
from studio.gui.space.colours import Palette
from studio.gui.space.projection import Projection

_SIZE = 0.6
"""Of a point, of one of as many satellites of the design."""


class RealPoints:
    """Counted by themselves; those without a place are not drawn."""

    def __init__(self) -> None:
        self.mesh = Mesh()
        self.actor = actor_of(self.mesh)
        self._uniforms = as_disks(self.actor)
        self.actor.VisibilityOff()
        self.positions: Floats = np.empty((0, 3))
        """(n, 3) Where they are [Earth radii]; NaN where they have no place."""
        self._placed: NDArray[np.intp] = np.empty(0, dtype=np.intp)
        self.reach = 0.0
        """The largest distance from the centre of the Earth [Earth radii]"""

    @property
    def count(self) -> int:
        return len(self.positions)

    @property
    def placed(self) -> int:
        """Those that are drawn."""
        return len(self._placed)

    def set(self, positions: ArrayLike | None) -> bool:
        """Place objects at (n, 3) [m]; whether anything changed."""
        places = np.empty((0, 3)) if positions is None else np.asarray(positions, dtype=np.float64) / EARTH_RADIUS
        if places.ndim != 2 or places.shape[1] != 3:
            raise ValueError(f"positions have the shape (objects, 3), not {places.shape}")
        squares = np.einsum("ij,ij->i", places, places)
        self._placed = np.flatnonzero(np.isfinite(squares))
        self.reach = float(np.sqrt(squares[self._placed].max(initial=0.0)))
        before, self.positions = self.positions, places
        drawn = self.mesh.set_points(places[self._placed].astype(np.float32))
        if drawn:
            self.mesh.set_cells("Verts", np.array([self.placed]), np.arange(self.placed))
        return drawn or len(before) != len(places)

    def apply(self, palette: Palette) -> None:
        self.actor.GetProperty().SetColor(*palette.real)

    def position(self, index: int) -> Floats | None:
        """Where one is [Earth radii], if it has a place."""
        place = self.positions[index]
        return place if np.isfinite(place).all() else None

    def show(self, visible: bool, ratio: float) -> None:
        """Make ready for a picture with `ratio` pixels to one of 96 dpi."""
        self.actor.SetVisibility(visible and self.placed > 0)
        size = _SIZE * point_size(self.placed) * ratio
        self.actor.GetProperty().SetPointSize(max(size, 1.0))
        self._uniforms.SetUniformf("edge", 1.0 if size >= 4.0 else 0.0)

    def pick(self, projection: Projection, x: float, y: float, tolerance: float) -> int | None:
        """The one seen at a pixel from the lower left."""
        found = projection.nearest(self.positions[self._placed], x, y, tolerance)
        return None if found is None else int(self._placed[found])
