"""The camera: where it stands, how the mouse turns it, and the named views."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from vtkmodules.vtkRenderingCore import vtkCamera

from studio.gui.orbit.arrays import Floats, perpendicular, unit

VIEW_ANGLE = 30.0
NORTH = np.array([0.0, 0.0, 1.0])
NEAREST, FARTHEST = 0.03, 60.0
"""How near to the ground and how far from the centre the camera goes [Earth radii]."""


def turn(vector: Floats, axis: Floats, angle: float) -> Floats:
    """`vector` turned about the unit vector `axis` by `angle` [rad]."""
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.asarray(vector * cosine + np.cross(axis, vector) * sine + axis * (axis @ vector) * (1.0 - cosine))


@dataclass(frozen=True)
class Subject:
    """What a named view needs to know of the scene; lengths in Earth radii."""

    reach: float
    sun: Floats
    orbit_normal: Floats | None
    satellite: Floats | None
    heading: Floats | None
    cluster: tuple[Floats, Floats] | None
    """Origin, and the members relative to it."""


class CameraRig:
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

    @property
    def around_earth(self) -> bool:
        """Whether the view is of the Earth rather than of something small near a satellite."""
        return bool(np.linalg.norm(self.focal) < 0.9)

    def apply(self, reach: float) -> None:
        """Give the camera its place, and clipping planes that hold everything within `reach` of the Earth's centre."""
        self.camera.SetPosition(*self.position)
        self.camera.SetFocalPoint(*self.focal)
        self.camera.SetViewUp(*self.up)
        centre = float(np.linalg.norm(self.position))
        least = 0.01 * self.distance if self.around_earth else 0.05 * self.distance
        self.camera.SetClippingRange(max(centre - reach, least), centre + reach)

    def look(self, position: Floats, focal: Floats, axis: Floats) -> None:
        self.position, self.focal, self.axis = (np.asarray(part, dtype=np.float64) for part in (position, focal, axis))
        self.up = perpendicular(self.direction, self.axis)

    def fit(self, radius: float) -> float:
        """The distance from which a sphere of `radius` fills the view."""
        half = np.radians(VIEW_ANGLE) / 2
        return float(radius / np.sin(min(half, np.arctan(np.tan(half) * self.aspect))))

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

    def zoom(self, factor: float) -> None:
        """Come nearer by `factor`; about the Earth it is the height over ground that is divided."""
        if self.around_earth:
            arm = self.position - self.focal
            distance = 1.0 + float(np.clip((self.distance - 1.0) / factor, NEAREST, FARTHEST))
            self.position = self.focal + unit(arm) * distance
        else:
            distance = float(np.clip(self.distance / factor, 2e-6, FARTHEST))
            self.position = self.focal + unit(self.position - self.focal) * distance

    def pixel_size(self, height: int) -> float:
        """The length of a pixel where the camera looks [Earth radii], in a view of `height` pixels."""
        return 2.0 * self.distance * float(np.tan(np.radians(VIEW_ANGLE) / 2)) / height

    def take(self, other: "CameraRig") -> None:
        """Stand where `other` stands."""
        self.position, self.focal, self.axis, self.up = other.position, other.focal, other.axis, other.up
        self.aspect = other.aspect

    def turn_with(self, angle: float) -> None:
        """Turn the whole rig about the polar axis, as a frame that rotates does."""
        self.position, self.focal, self.axis, self.up = (
            turn(vector, NORTH, angle) for vector in (self.position, self.focal, self.axis, self.up)
        )

    def carry(self, before: Floats, after: Floats) -> None:
        """Keep the place relative to a point that moved around the Earth from `before` to `after`."""
        old, new = unit(before), unit(after)
        across = np.cross(old, new)
        sine = float(np.linalg.norm(across))
        angle = float(np.arctan2(sine, old @ new))
        axis = across / sine if sine > 1e-12 else perpendicular(old, self.up)
        self.position = after + turn(self.position - before, axis, angle)
        self.focal = after + turn(self.focal - before, axis, angle)
        self.axis, self.up = turn(self.axis, axis, angle), turn(self.up, axis, angle)


def _overview(rig: CameraRig, of: Subject) -> None:
    # A third of a turn from the Sun shows day and night; a little height shows the planes as rings.
    flat = perpendicular(NORTH, of.sun)
    direction = turn(flat, NORTH, np.radians(-58.0)) * np.cos(np.radians(22.0)) + NORTH * np.sin(np.radians(22.0))
    rig.look(direction * rig.fit(of.reach * 1.22), np.zeros(3), NORTH)


def _from_sun(rig: CameraRig, of: Subject) -> None:
    rig.look(of.sun * rig.fit(of.reach * 1.1), np.zeros(3), NORTH)


def _edge_on(rig: CameraRig, of: Subject) -> None:
    normal = NORTH if of.orbit_normal is None else of.orbit_normal
    across = np.cross(normal, NORTH)
    direction = unit(across) if np.linalg.norm(across) > 0.05 else perpendicular(normal, np.cross(NORTH, of.sun))
    rig.look(direction * rig.fit(of.reach * 1.1), np.zeros(3), NORTH)


def _north_pole(rig: CameraRig, of: Subject) -> None:
    rig.look(NORTH * rig.fit(of.reach * 1.1), np.zeros(3), NORTH)
    rig.up = perpendicular(rig.direction, of.sun)  # the Sun is up: noon above, midnight below


def _chase(rig: CameraRig, of: Subject) -> None:
    if of.satellite is None:
        _overview(rig, of)
        return
    radial = unit(of.satellite)
    ahead = perpendicular(radial, *([of.heading] if of.heading is not None else []), np.cross(NORTH, radial))
    back = of.satellite - 0.34 * ahead + 0.17 * radial
    rig.look(back, of.satellite, radial)


def _cluster(rig: CameraRig, of: Subject) -> None:
    if of.cluster is None:
        _overview(rig, of)
        return
    origin, relative = of.cluster
    radial = unit(origin)
    # Most formations are nearly flat: seen from off their face, on the side of the Sun, no member hides another.
    axes = np.linalg.svd(relative, full_matrices=False)[2] if len(relative) > 2 else np.eye(3)
    face = axes[2] if axes[2] @ of.sun >= 0.0 else -axes[2]
    direction = unit(face + 0.45 * perpendicular(face, radial))
    radius = max(float(np.sqrt(np.max(np.sum(relative**2, axis=-1), initial=0.0))), 1e-6)
    rig.look(origin + direction * rig.fit(radius), origin, radial)


VIEWS: dict[str, Callable[[CameraRig, Subject], None]] = {
    "overview": _overview,
    "sun": _from_sun,
    "edge": _edge_on,
    "pole": _north_pole,
    "chase": _chase,
    "cluster": _cluster,
}
"""The named views, in the order of their keys 1 to 6."""
