"""Where body, wings, radiators and link terminals of a satellite stand, and the lines along which they are held.

The axes are those of the results of the size: x is the normal of the array, y along the wings, z along the radiators;
the body is at the origin. Lengths are in metres. A plate has the side 0 along its normal.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["bus", "wing", "radiator", "terminal"]
Vector = tuple[float, float, float]

HOUSING = 3.0
"""Side of the housing of a link terminal over the diameter of its telescope: nominal, between that of a 135 mm terminal
of 60 × 60 × 70 cm and that of the small ones of today."""
_ROOM = 0.9
"""Of what a face of the body has for each terminal, the most that one takes."""
_CORNERS = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A box along the axes of the satellite."""

    kind: Kind
    number: int
    """From 1, among those of its kind."""
    centre: Vector
    sides: Vector
    axis: int = 0
    """Of a plate: that along which it stands off the body, and folds."""

    @property
    def normal(self) -> int:
        """The axis along which it is thinnest."""
        return self.sides.index(min(self.sides))

    def end(self, axis: int, sign: float) -> float:
        """Where it ends along an axis."""
        return self.centre[axis] + sign * self.sides[axis] / 2.0


@dataclass(frozen=True, slots=True)
class Line:
    """The middle of what holds the wings or the radiators of one side: an arm from the body, or a bar along their
    roots."""

    kind: Kind
    side: int
    """1 along the axis, −1 against it."""
    role: Literal["bracket", "arm", "bar"]
    start: Vector
    end: Vector


@dataclass(frozen=True, slots=True)
class Layout:
    """Of one satellite; `segments` are those into which a wing and a radiator fold."""

    places: tuple[Place, ...]
    lines: tuple[Line, ...]
    wing_segments: int
    radiator_segments: int

    def of(self, kind: Kind) -> tuple[Place, ...]:
        """The places of one kind."""
        return tuple(place for place in self.places if place.kind == kind)


def layout_of(size: Any, terminals: int, aperture: float) -> Layout:
    """The layout of the results of the size, with so many link terminals, their telescopes `aperture` [m] wide."""
    return layout(
        (size.bus_height, size.bus_length, size.bus_width),
        size.wing_centres, (0.0, size.wing_length, size.wing_width), size.wing_segments,
        size.radiator_centres, size.radiator_sides, size.radiator_segments, terminals, HOUSING * aperture,
    )  # fmt: skip


def layout(
    body: Vector, wing_centres: Any, wing_sides: Any, wing_segments: int, radiator_centres: Any, radiator_sides: Any,
    radiator_segments: int = 1, terminals: int = 4, terminal: float = 0.3,
) -> Layout:  # fmt: skip
    """The layout of a body with sides `body`, wings and radiators about their centres, and housings of side
    `terminal`."""
    places = [Place("bus", 1, (0.0, 0.0, 0.0), _vector(body))]
    standing = 1 if radiator_sides[0] == 0.0 else 2  # behind the array beside the wings, or across from them
    plates: tuple[tuple[Kind, Any, Any, int], ...] = (
        ("wing", wing_centres, wing_sides, 1), ("radiator", radiator_centres, radiator_sides, standing),
    )  # fmt: skip
    for kind, centres, sides, axis in plates:
        places += [Place(kind, number, _vector(centre), _vector(sides), axis)
                   for number, centre in enumerate(centres, start=1)]  # fmt: skip
    lines = [line for kind, *_ in plates for side in (1, -1)
             for line in holding(_vector(body), [place for place in places if place.kind == kind], side)]  # fmt: skip
    places += _terminals(_vector(body), terminals, terminal)
    return Layout(tuple(places), tuple(lines), int(wing_segments), int(radiator_segments))


def _vector(values: Iterable[float]) -> Vector:
    x, y, z = (float(value) for value in values)
    return x, y, z


def holding(body: Vector, plates: Sequence[Place], side: int) -> list[Line]:
    """An arm from the face of the body towards the plates of one side, and a bar along their roots."""
    mine = [plate for plate in plates if plate.centre[plate.axis] * side > 0.0]
    if not mine:
        return []
    first, axis = mine[0], mine[0].axis
    face, root = side * body[axis] / 2.0, first.end(axis, -side)
    depth = first.centre[0] if first.normal == 0 else 0.0
    across = next(one for one in (2, 1, 0) if one not in (axis, first.normal))

    def point(along_axis: float, beside: float = 0.0, level: float = depth) -> Vector:
        found = [0.0, 0.0, 0.0]
        found[0] = level
        found[axis] = along_axis
        found[across] += beside
        return _vector(found)

    low, high = min(plate.end(across, -1.0) for plate in mine), max(plate.end(across, 1.0) for plate in mine)
    lines = [Line(first.kind, side, "arm", point(face), point(root)),
             Line(first.kind, side, "bar", point(root, low), point(root, high))]  # fmt: skip
    if abs(depth) > body[0] / 2.0:  # behind the body: the arm begins at what stands back from its edge
        lines.insert(0, Line(first.kind, side, "bracket", point(face, level=math.copysign(body[0] / 2.0, depth)),
                             point(face)))  # fmt: skip
    return lines


def _terminals(body: Vector, count: int, side: float) -> list[Place]:
    """Link terminals on the face behind the array, where their lines of sight are free, from its corners inwards; where
    they are more than its corners, half of them on the face towards the Sun."""
    behind = count if count <= _CORNERS else (count + 1) // 2
    columns = max(math.ceil(math.sqrt(behind)), 2)
    side = min(side, *(_ROOM * length / columns for length in body[1:]))
    nodes = sorted(
        ((row, column) for row in range(columns) for column in range(columns)),
        key=lambda node: (-sum((2 * place - columns + 1) ** 2 for place in node), node[0] != node[1], node),
    )
    found: list[Place] = []
    for face, number in ((-1.0, behind), (1.0, count - behind)):
        for node in nodes[:number]:
            y, z = ((0.5 - node[axis] / (columns - 1)) * (body[1 + axis] - side) for axis in (0, 1))
            centre = (face * (body[0] + side) / 2.0, y, z)
            found.append(Place("terminal", len(found) + 1, centre, (side, side, side)))
    return found
