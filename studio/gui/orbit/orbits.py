"""Orbits as closed lines, as many as the eye can tell apart."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.gui.space.arrays import EARTH_RADIUS, Floats, Mesh, actor_of, unit
from studio.gui.space.colours import Palette

MOST_DRAWN = 72


class Orbits:
    """Lines through the points of each orbit."""

    def __init__(self) -> None:
        self.mesh = Mesh()
        self.actor = actor_of(self.mesh)
        self.points: NDArray[np.float32] = np.empty((0, 0, 3), dtype=np.float32)
        """Those drawn [Earth radii]."""
        self.closed = True

    def apply(self, palette: Palette) -> None:
        self.actor.GetProperty().SetColor(*palette.orbit)

    def set(self, points: ArrayLike, closed: bool) -> bool:
        """Draw orbits (P, M, 3) [m]; returns whether anything changed."""
        array = np.asarray(points, dtype=np.float32)
        if array.ndim != 3 or array.shape[-1] != 3:
            raise ValueError(f"orbits have the shape (planes, points, 3), not {array.shape}")
        if array.shape[0] > MOST_DRAWN:
            array = array[np.linspace(0, array.shape[0], MOST_DRAWN, endpoint=False).astype(np.intp)]
        self.closed = closed
        self.points = array / np.float32(EARTH_RADIUS)
        planes, steps = self.points.shape[:2]
        changed = self.mesh.set_points(self.points.reshape(-1, 3))
        index = np.arange(planes * steps).reshape(planes, steps)
        if closed and steps:
            index = np.concatenate([index, index[:, :1]], axis=1)
        self.mesh.set_cells("Lines", np.full(planes, index.shape[1]), index.ravel())
        # Many lines together are a surface: each may then weigh less.
        self.actor.GetProperty().SetOpacity(float(np.clip(6.0 / max(planes, 1), 0.28, 0.85)))
        return changed

    @property
    def drawable(self) -> bool:
        return self.points.shape[0] > 0 and self.points.shape[1] > 1

    @property
    def reach(self) -> float:
        """The largest distance from the centre of the Earth [Earth radii]; 0 without orbits."""
        return float(np.sqrt(np.max(np.sum(self.points**2, axis=-1)))) if self.points.size else 0.0

    def normal(self) -> Floats | None:
        """The unit normal of the first orbit."""
        if self.points.shape[1] < 3 or self.points.shape[0] == 0:
            return None
        first = self.points[0].astype(np.float64)
        across = np.cross(first[0], first[max(1, len(first) // 4)])
        return unit(across) if float(np.linalg.norm(across)) > 1e-6 else None

    def heading(self, position: Floats) -> Floats | None:
        """The direction of flight at `position` [Earth radii], taken from an orbit that passes there."""
        if self.points.shape[1] < 3 or self.points.shape[0] == 0:
            return None
        distance = np.sum((self.points - position.astype(np.float32)) ** 2, axis=-1)
        plane, step = np.unravel_index(int(np.argmin(distance)), distance.shape)
        line = self.points[plane].astype(np.float64)
        spacing = float(np.linalg.norm(line[1] - line[0]))
        if float(np.sqrt(distance[plane, step])) > max(spacing, 0.02):
            return None
        return unit(line[(int(step) + 1) % len(line)] - line[int(step) - 1])
