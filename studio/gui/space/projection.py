"""From places in the scene to places on the screen."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkCamera

from studio.gui.space.arrays import Floats, unit


@dataclass(frozen=True)
class Projection:
    """How a camera maps the scene onto `width` × `height` pixels."""

    matrix: Floats
    eye: Floats
    width: int
    height: int

    @staticmethod
    def of(camera: vtkCamera, width: int, height: int) -> "Projection":
        composite = camera.GetCompositeProjectionTransformMatrix(width / height, -1.0, 1.0)
        matrix = np.array([[composite.GetElement(row, column) for column in range(4)] for row in range(4)])
        return Projection(matrix, np.array(camera.GetPosition()), width, height)

    @property
    def right(self) -> Floats:
        """The direction in the scene that points to the right on the screen."""
        return unit(self.matrix[0, :3])

    def pixels(self, points: Floats) -> tuple[Floats, NDArray[np.bool_]]:
        """Places (n, 2) [pixels from the lower left] of points (n, 3), and whether each is in front of the camera."""
        clip = points @ self.matrix[:, :3].T + self.matrix[:, 3]
        front = clip[:, 3] > 0.0
        scale = np.where(front, clip[:, 3], 1.0)[:, None]
        return (clip[:, :2] / scale + 1.0) * 0.5 * [self.width, self.height], front

    def sight(self, x: float, y: float) -> Floats:
        """The unit vector from the eye through a place on the screen [pixels from the lower left]."""
        flat = np.array([[2.0 * x / self.width - 1.0, 2.0 * y / self.height - 1.0, depth, 1.0] for depth in (0.0, 0.9)])
        near, far = flat @ np.linalg.inv(self.matrix).T
        return unit(far[:3] / far[3] - near[:3] / near[3])

    def hidden(self, points: Floats) -> NDArray[np.bool_]:
        """Whether the Earth, a sphere of radius one, stands before each of the points (n, 3)."""
        sight = points - self.eye
        squared = np.maximum(np.sum(sight**2, axis=-1), 1e-30)
        along = -(sight @ self.eye) / squared
        nearest = np.sum((self.eye + np.clip(along, 0.0, 1.0)[:, None] * sight) ** 2, axis=-1)
        return nearest < 0.999

    def nearest(self, points: Floats, x: float, y: float, tolerance: float) -> int | None:
        """The visible point seen nearest to a pixel, and of those seen at one place the nearest to the camera."""
        if not len(points):
            return None
        places, front = self.pixels(points)
        distance = np.hypot(places[:, 0] - x, places[:, 1] - y)
        candidates = np.flatnonzero(front & (distance <= tolerance))
        candidates = candidates[~self.hidden(points[candidates])]
        if not len(candidates):
            return None
        best = float(distance[candidates].min())
        close = candidates[distance[candidates] <= best + 0.75]
        return int(close[np.argmin(np.sum((points[close] - self.eye) ** 2, axis=-1))])
