"""Where a picture is taken from, and where on it a place in space is seen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from studio.analysis.result import FloatArray
from studio.physics.constants import R_EARTH
from studio.text import mark

Mask = NDArray[np.bool_]
VIEW_ANGLE = float(np.radians(30.0))
NORTH = np.array((0.0, 0.0, 1.0))
_ROOM = 1.14
"""The picture is wider than what is in it by this factor."""


def _unit(vector: FloatArray) -> FloatArray:
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float64)


def _across(direction: FloatArray, *wanted: FloatArray) -> FloatArray:
    """The unit vector at right angles to `direction` that is nearest to the first of `wanted` that has one."""
    for one in (*wanted, NORTH, np.array((1.0, 0.0, 0.0))):
        part = one - direction * (direction @ one)
        if np.linalg.norm(part) > 1e-3 * np.linalg.norm(one):
            return _unit(part)
    raise ValueError("no direction stands across")


@dataclass(frozen=True, eq=False)
class Camera:
    """Lengths in metres from the centre of the Earth, pixels from the upper left corner of the picture."""

    position: FloatArray
    focal: FloatArray
    """(3,) What it looks at"""
    upward: FloatArray
    """(3,) Some direction that is up in the picture"""
    width: int
    height: int
    angle: float = VIEW_ANGLE
    """From the lower edge to the upper [rad]"""

    @cached_property
    def axes(self) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Unit vectors to the right, up, and the way it looks."""
        ahead = _unit(self.focal - self.position)
        up = _across(ahead, self.upward)
        return np.cross(ahead, up), up, ahead

    @cached_property
    def scale(self) -> float:
        """Pixels of a length across the view as long as its distance."""
        return float(0.5 * self.height / np.tan(0.5 * self.angle))

    def project(self, points: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Pixels (..., 2), and distances along the view [m]: what is not before the camera has none above nought."""
        right, up, ahead = self.axes
        rest = points - self.position
        depth = rest @ ahead
        with np.errstate(divide="ignore", invalid="ignore"):
            x = 0.5 * self.width + self.scale * (rest @ right) / depth
            y = 0.5 * self.height - self.scale * (rest @ up) / depth
        places = np.stack((x, y), axis=-1)
        places[~(depth > 0.0)] = np.nan
        return places, depth

    def hidden(self, points: FloatArray) -> Mask:
        """(...,) Whether the Earth stands between the camera and the places (..., 3)."""
        way = points - self.position
        share = np.clip(-(way @ self.position) / np.sum(way * way, axis=-1), 0.0, 1.0)
        nearest = np.linalg.norm(self.position + share[..., None] * way, axis=-1)
        return np.asarray((nearest < R_EARTH) & (share < 1.0))

    def resized(self, width: int, height: int) -> "Camera":
        """The same view in another size."""
        return replace(self, width=width, height=height)


@dataclass(frozen=True)
class Seen:
    """What a viewpoint depends on: unit vectors to the Sun and along the angular momentum of the first orbit."""

    sun: FloatArray
    normal: FloatArray


def _overview(of: Seen) -> tuple[FloatArray, FloatArray]:
    # A third of a turn from the Sun shows day and night; a little height shows orbits as rings.
    flat = _across(NORTH, of.sun)
    angle = np.radians(-58.0)
    aside = flat * np.cos(angle) + np.cross(NORTH, flat) * np.sin(angle)
    return aside * np.cos(np.radians(22.0)) + NORTH * np.sin(np.radians(22.0)), NORTH


def _side(of: Seen) -> tuple[FloatArray, FloatArray]:
    # The Sun stands on the left, the shadow falls to the right.
    return np.cross(_across(of.sun, NORTH), of.sun), _across(of.sun, NORTH)


VIEWPOINTS: dict[str, tuple[str, Callable[[Seen], tuple[FloatArray, FloatArray]]]] = {
    "overview": (mark("From above the evening side"), _overview),
    "sun": (mark("From the Sun"), lambda of: (of.sun, NORTH)),
    "side": (mark("From the side, the Sun on the left"), _side),
    "plane": (mark("From over the orbit plane"), lambda of: (of.normal, of.sun)),
    "north": (mark("From over the north pole"), lambda of: (NORTH, of.sun)),
}
"""What each is called, and the directions from the Earth to the camera and upward."""


def viewed(name: str, of: Seen, points: FloatArray, width: int, height: int) -> Camera:
    """The camera at a viewpoint from which all `points` (n, 3) and the Earth are in the picture."""
    direction, upward = VIEWPOINTS[name][1](of)
    direction = _unit(direction)
    up = _across(direction, upward)
    right = np.cross(up, direction)
    turn = np.linspace(0.0, 2.0 * np.pi, 49)
    limb = R_EARTH * (np.cos(turn)[:, None] * right + np.sin(turn)[:, None] * up)
    whole = np.concatenate((points, limb, R_EARTH * direction[None]))
    middle = [0.5 * float(np.min(whole @ axis) + np.max(whole @ axis)) * axis for axis in (right, up)]
    focal = middle[0] + middle[1]
    rest = whole - focal
    tall = np.tan(0.5 * VIEW_ANGLE)
    half = np.maximum(np.abs(rest @ up) / tall, np.abs(rest @ right) / (tall * width / height))
    distance = float(np.max(rest @ direction + _ROOM * half))
    return Camera(focal + direction * distance, focal, up, width, height)
