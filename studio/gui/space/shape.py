"""The satellite as boxes: what they are, where they stand on it, and which of them a line of sight meets."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from studio.analysis.satellite.layout import Kind, Layout, Place, layout_of
from studio.analysis.stages.size import Size
from studio.design import Design
from studio.gui.space.arrays import Floats

Side = Literal["front", "back"]

THICKNESS = 0.012
"""Of wings and radiators as drawn, in units of their width: thicker than life, to be seen edge-on."""
_TERMINAL = 0.16
"""Of a link terminal as drawn, in units of the body's least side, at least: as large as life, or large enough to be
seen."""
_MOST_FOLDS = 24
"""Segments of a wing as drawn: more would run into one another."""
_CORNERS = np.array([[x, y, z] for x in (-1.0, 1.0) for y in (-1.0, 1.0) for z in (-1.0, 1.0)])
_EDGES = np.array([(0, 1), (2, 3), (4, 5), (6, 7), (0, 2), (1, 3), (4, 6), (5, 7), (0, 4), (1, 5), (2, 6), (3, 7)])


@dataclass(frozen=True)
class Part:
    """A box along the axes of the satellite [m]."""

    kind: Kind
    number: int
    """From 1, among those of its kind."""
    centre: Floats
    half: Floats


@dataclass(frozen=True)
class Hit:
    """What a line of sight meets first."""

    part: int
    side: Side
    """Of the array's normal."""


@dataclass(frozen=True)
class Shape:
    """The parts of one satellite, with the lines of its structure (n, 2, 3), and those drawn on the wings [m]."""

    parts: tuple[Part, ...]
    lines: Floats
    owners: NDArray[np.intp]
    """(n,) The part whose edge a line is; −1 for what holds parts."""
    folds: Floats

    @property
    def corners(self) -> Floats:
        """(n, 3) Of all boxes [m]."""
        return np.concatenate([part.centre + _CORNERS * part.half for part in self.parts])

    @property
    def reach(self) -> float:
        """The largest distance of a corner from the middle of the body [m]."""
        return float(np.linalg.norm(self.corners, axis=-1).max())

    @property
    def body_reach(self) -> float:
        return max(float(np.linalg.norm(part.half)) for part in self.parts if part.kind == "bus")

    def hit(self, eye: Floats, sight: Floats, turn: float = 0.0) -> Hit | None:
        """What is met first from `eye` along `sight`, in the axes of the satellite, the radiators turned by `turn`."""
        halves = np.stack([part.half for part in self.parts])
        turned = np.array([part.kind == "radiator" for part in self.parts])
        start = eye - np.stack([part.centre for part in self.parts])
        along = np.tile(sight, (len(start), 1))
        start[turned], along[turned] = turned_about(start[turned], -turn), turned_about(along[turned], -turn)
        slow = np.where(np.abs(along) < 1e-12, 1e-12, along)
        one, other = (-halves - start) / slow, (halves - start) / slow
        enter, leave = np.minimum(one, other).max(axis=-1), np.maximum(one, other).min(axis=-1)
        met = np.flatnonzero((enter <= leave) & (enter > 0.0))
        if not len(met):
            return None
        first = int(met[np.argmin(enter[met])])
        return Hit(first, "front" if sight[0] < 0.0 else "back")


def turned_about(points: Floats, turn: float) -> Floats:
    """Points (n, 3) turned about the third axis, from the second towards the first by `turn` [rad]."""
    cosine, sine = np.cos(turn), np.sin(turn)
    x, y = points[..., 0], points[..., 1]
    return np.stack([cosine * x + sine * y, cosine * y - sine * x, points[..., 2]], axis=-1)


def with_radiators(shape: Shape, points: Floats, owners: NDArray[np.intp], turn: float) -> Floats:
    """`points` (n, 3) of the parts `owners` (n,), the radiators turned about their own length by `turn` [rad]."""
    if turn == 0.0:
        return points
    centres = np.stack([part.centre for part in shape.parts])[owners]
    chosen = np.array([part.kind == "radiator" for part in shape.parts])[owners]
    found = points.copy()
    found[chosen] = centres[chosen] + turned_about(points[chosen] - centres[chosen], turn)
    return found


def edges(part: Part) -> Floats:
    """(12, 2, 3) The edges of a box [m]."""
    corners = part.centre + _CORNERS * part.half
    return np.asarray(corners[_EDGES], dtype=np.float64)


def build(layout: Layout) -> Shape:
    """The satellite of a layout, drawn: sides of zero are thicknesses."""
    parts: list[Part] = []
    lines: list[Floats] = [np.array([line.start, line.end]) for line in layout.lines]
    owners = [-1] * len(lines)
    folds: list[Floats] = []
    least = 0.5 * _TERMINAL * min(layout.of("bus")[0].sides)
    for place in layout.places:
        part = _drawn(place, least)
        parts.append(part)
        lines.extend(edges(part))
        owners.extend([len(parts) - 1] * len(_EDGES))
        if part.kind == "wing":
            folds.extend(_folds(part, layout.wing_segments))
    return Shape(tuple(parts), np.stack(lines), np.array(owners, dtype=np.intp), np.stack(folds))


def of_size(size: Size, design: Design) -> Shape:
    """The satellite of the results of the size, with the link terminals of the design."""
    return build(layout_of(size, design.link.terminals, design.link.aperture))


def _drawn(place: Place, least: float) -> Part:
    """A place as a box to be seen; a link terminal has half sides of `least` at least."""
    half, centre = np.array(place.sides) / 2, np.array(place.centre)
    if place.kind == "terminal":
        larger = np.maximum(half, least)
        centre[0] += np.sign(centre[0]) * (larger - half)[0]  # it stays on its face of the body
        half = larger
    else:
        half = np.where(half > 0.0, half, THICKNESS * float(np.min(half[half > 0.0])))
    return Part(place.kind, place.number, centre, half)


def _folds(part: Part, segments: int) -> list[Floats]:
    """The hinges between the segments of a wing, and its middle, on both faces."""
    low, high = part.centre - part.half, part.centre + part.half
    found = []
    for x in (low[0] - 0.1 * part.half[0], high[0] + 0.1 * part.half[0]):
        for y in np.linspace(low[1], high[1], min(max(segments, 1), _MOST_FOLDS) + 1)[1:-1]:
            found.append(np.array([[x, y, low[2]], [x, y, high[2]]]))
        found.append(np.array([[x, low[1], part.centre[2]], [x, high[1], part.centre[2]]]))
    return found


def faces(shape: Shape) -> tuple[Floats, Floats, NDArray[np.intp]]:
    """Corners (n, 3) [m] of the faces, four each, their normals (n, 3), and the part of each (n,)."""
    points, normals, owners = [], [], []
    for index, part in enumerate(shape.parts):
        for axis in range(3):
            for sign in (1.0, -1.0):
                second, third = (axis + 1) % 3, (axis + 2) % 3
                for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                    corner = np.zeros(3)
                    corner[axis], corner[second], corner[third] = sign, a, b
                    points.append(part.centre + corner * part.half)
                    normals.append(np.eye(3)[axis] * sign)
                    owners.append(index)
    return np.array(points), np.array(normals), np.array(owners, dtype=np.intp)
