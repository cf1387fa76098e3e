"""The camera of a scene: where it stands, and how the mouse turns it about what it looks at."""

import numpy as np
from vtkmodules.vtkRenderingCore import vtkCamera

from studio.gui.space.arrays import Floats, perpendicular, unit

VIEW_ANGLE = 30.0
NORTH = np.array([0.0, 0.0, 1.0])


def turn(vector: Floats, axis: Floats, angle: float) -> Floats:
    """`vector` turned about the unit vector `axis` by `angle` [rad]."""
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.asarray(vector * cosine + np.cross(axis, vector) * sine + axis * (axis @ vector) * (1.0 - cosine))


class Rig:
    """Turns about a focal point, with an axis that stays upright."""

    def __init__(self, camera: vtkCamera) -> None:
        self.camera = camera
        camera.SetViewAngle(VIEW_ANGLE)
        self.position = np.array([5.0, 0.0, 1.5])
        self.focal = np.zeros(3)
        self.axis = NORTH
        self.up = NORTH
        self.aspect = 16 / 9

    @property
    def distance(self) -> float:
        return float(np.linalg.norm(self.position - self.focal))

    @property
    def direction(self) -> Floats:
        return unit(self.focal - self.position)

    def place(self, near: float, far: float) -> None:
        """Give the camera its place, and the distances between which it sees."""
        self.camera.SetPosition(*self.position)
        self.camera.SetFocalPoint(*self.focal)
        self.camera.SetViewUp(*self.up)
        self.camera.SetClippingRange(near, far)

    def look(self, position: Floats, focal: Floats, axis: Floats) -> None:
        self.position, self.focal, self.axis = (np.asarray(part, dtype=np.float64) for part in (position, focal, axis))
        self.up = perpendicular(self.direction, self.axis)

    def fit(self, radius: float) -> float:
        """The distance from which a sphere of `radius` fills the view."""
        half = np.radians(VIEW_ANGLE) / 2
        return float(radius / np.sin(min(half, np.arctan(np.tan(half) * self.aspect))))

    def fitting(self, points: Floats, direction: Floats, upward: Floats, room: float = 1.12) -> float:
        """The distance from what is looked at from which all `points` (n, 3) about it are in the picture.

        Looking against `direction`; the picture is wider than they are by the factor `room`.
        """
        up = perpendicular(direction, upward)
        right = np.cross(up, direction)
        tall = np.tan(np.radians(VIEW_ANGLE) / 2)
        half = np.maximum(np.abs(points @ up) / tall, np.abs(points @ right) / (tall * self.aspect))
        return float(np.max(points @ direction + room * half))

    def rotate(self, right: float, up: float) -> None:
        """Turn the camera about what it looks at, by angles [rad]: to the right about the axis, and up."""
        arm = turn(self.position - self.focal, self.axis, -right)
        self.up = turn(self.up, self.axis, -right)
        height = float(np.arcsin(np.clip(unit(arm) @ self.axis, -1.0, 1.0)))
        side = unit(np.cross(self.up, arm))
        limit = np.radians(89.9)
        change = float(np.clip(height + up, -limit, limit)) - height
        self.position = self.focal + turn(arm, side, -change)
        self.up = perpendicular(self.direction, turn(self.up, side, -change))

    def pan(self, right: float, up: float) -> None:
        """Move sideways by shares of the height of the view."""
        span = 2.0 * self.distance * np.tan(np.radians(VIEW_ANGLE) / 2)
        shift = (-right * np.cross(self.direction, self.up) - up * self.up) * span
        self.position, self.focal = self.position + shift, self.focal + shift

    def approach(self, factor: float, nearest: float, farthest: float) -> None:
        """Come nearer to what is looked at by `factor`, within limits of the distance."""
        distance = float(np.clip(self.distance / factor, nearest, farthest))
        self.position = self.focal + unit(self.position - self.focal) * distance

    def pixel_size(self, height: int) -> float:
        """The length of a pixel where the camera looks, in a view of `height` pixels."""
        return 2.0 * self.distance * float(np.tan(np.radians(VIEW_ANGLE) / 2)) / height

    def take(self, other: "Rig") -> None:
        """Stand where `other` stands."""
        self.position, self.focal, self.axis, self.up = other.position, other.focal, other.axis, other.up
        self.aspect = other.aspect
