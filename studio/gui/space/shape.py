"""The satellite as boxes: what they are, where they stand on it, and which of them a line of sight meets."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from studio.analysis.stages.size import Size
from studio.gui.space.arrays import Floats

Kind = Literal["wing", "radiator", "bus", "terminal"]
Side = Literal["front", "back"]

THICKNESS = 0.012
"""Of wings and radiators as drawn, in units of their width: thicker than life, to be seen edge-on."""
_TERMINAL = 0.16
"""Of a link terminal as drawn, in units of the body's least side."""
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


def build(
    body: Floats, wing_centres: Floats, wing_sides: Floats, segments: int, radiator_centres: Floats,
    radiator_sides: Floats, terminals: int = 4,
) -> Shape:  # fmt: skip
    """The satellite of a body with sides `body`, wings (W, 3) and radiators (R, 3); sides of zero are thicknesses."""
    parts = [Part("bus", 1, np.zeros(3), body / 2)]
    lines: list[Floats] = []
    owners: list[int] = []
    folds: list[Floats] = []
    for kind, centres, sides in (("wing", wing_centres, wing_sides), ("radiator", radiator_centres, radiator_sides)):
        flat = np.where(sides > 0.0, sides, THICKNESS * float(np.min(sides[sides > 0.0])))
        for number, centre in enumerate(centres, start=1):
            part = Part(kind, number, np.asarray(centre, dtype=np.float64), flat / 2)  # type: ignore[arg-type]
            parts.append(part)
            lines.extend([*edges(part), _boom(part, body / 2)])
            owners.extend([*[len(parts) - 1] * len(_EDGES), -1])
            if kind == "wing":
                folds.extend(_folds(part, segments))
    parts.extend(_terminals(body / 2, terminals))
    for index, part in enumerate(parts):
        if part.kind in ("bus", "terminal"):
            lines.extend(edges(part))
            owners.extend([index] * len(_EDGES))
    return Shape(tuple(parts), np.stack(lines), np.array(owners, dtype=np.intp), np.stack(folds))


def of_size(size: Size) -> Shape:
    """The satellite of the results of the size."""
    return build(
        np.array([size.bus_height, size.bus_length, size.bus_width]),
        size.wing_centres, np.array([0.0, size.wing_length, size.wing_width]), size.wing_segments,
        size.radiator_centres, size.radiator_sides,
    )  # fmt: skip


def _boom(part: Part, body: Floats) -> Floats:
    """What holds a wing or a radiator: from the face of the body to its nearer end."""
    away = int(np.argmax(np.abs(part.centre)))
    sign = np.sign(part.centre[away])
    start, end = np.zeros(3), part.centre.copy()
    start[away], end[away] = sign * body[away], part.centre[away] - sign * part.half[away]
    return np.stack([start, end])


def _folds(part: Part, segments: int) -> list[Floats]:
    """The hinges between the segments of a wing, and its middle, on both faces."""
    low, high = part.centre - part.half, part.centre + part.half
    found = []
    for x in (low[0] - 0.1 * part.half[0], high[0] + 0.1 * part.half[0]):
        for y in np.linspace(low[1], high[1], min(max(segments, 1), _MOST_FOLDS) + 1)[1:-1]:
            found.append(np.array([[x, y, low[2]], [x, y, high[2]]]))
        found.append(np.array([[x, low[1], part.centre[2]], [x, high[1], part.centre[2]]]))
    return found


def _terminals(body: Floats, count: int) -> list[Part]:
    """Link terminals at corners of the body, behind the array, where their lines of sight are free."""
    half = np.full(3, 0.5 * _TERMINAL * 2.0 * float(body.min()))
    corners = np.array([[-1, 1, 1], [-1, -1, -1], [-1, 1, -1], [-1, -1, 1], [1, 1, 1], [1, -1, -1], [1, 1, -1],
                        [1, -1, 1]])[:count]  # fmt: skip
    return [Part("terminal", number, corner * body, half) for number, corner in enumerate(corners, start=1)]


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
