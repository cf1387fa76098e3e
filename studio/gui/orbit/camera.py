"""The camera of the Orbit view, which turns about the Earth or a satellite, and its named views."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from studio.gui.space.arrays import Floats, perpendicular, unit
from studio.gui.space.rig import NORTH, Rig, turn

NEAREST, FARTHEST = 0.03, 60.0
"""How near to the ground and how far from the centre the camera goes [Earth radii]."""


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


class CameraRig(Rig):
    """Lengths in Earth radii, from the centre of the Earth."""

    @property
    def around_earth(self) -> bool:
        """Whether the view is of the Earth rather than of something small near a satellite."""
        return bool(np.linalg.norm(self.focal) < 0.9)

    def apply(self, reach: float) -> None:
        """Give the camera its place, and clipping planes that hold everything within `reach` of the Earth's centre."""
        centre = float(np.linalg.norm(self.position))
        least = 0.01 * self.distance if self.around_earth else 0.05 * self.distance
        self.place(max(centre - reach, least), centre + reach)

    def zoom(self, factor: float) -> None:
        """Come nearer by `factor`; about the Earth it is the height over ground that is divided."""
        if self.around_earth:
            arm = self.position - self.focal
            distance = 1.0 + float(np.clip((self.distance - 1.0) / factor, NEAREST, FARTHEST))
            self.position = self.focal + unit(arm) * distance
        else:
            self.approach(factor, 2e-6, FARTHEST)

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
    corners = np.concatenate([relative, 1e-6 * np.concatenate([np.eye(3), -np.eye(3)])])
    rig.look(origin + direction * rig.fitting(corners, direction, radial, room=1.3), origin, radial)


VIEWS: dict[str, Callable[[CameraRig, Subject], None]] = {
    "overview": _overview,
    "sun": _from_sun,
    "edge": _edge_on,
    "pole": _north_pole,
    "chase": _chase,
    "cluster": _cluster,
}
"""The named views, in the order of their keys 1 to 6."""
