"""A solid with its place, its surfaces and its mass, and the parts that solids are gathered in; metres, kilograms."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from studio.analysis.satellite.layout import Vector

Form = Literal["box", "cylinder"]
Face = tuple[int, int]
"""An axis and the side of it, 1 or −1."""


@dataclass(frozen=True, slots=True)
class Solid:
    """A box along the axes, or a round bar along one of them."""

    name: str
    centre: Vector
    sides: Vector
    finish: str
    """What its surface is, by name: see `finishes`."""
    mass: float = 0.0
    about: str = ""
    """Where mass and dimensions come from, in a sentence."""
    form: Form = "box"
    axis: int = 0
    """Of a cylinder."""
    faces: tuple[tuple[Face, str], ...] = ()
    """Faces of a box with a finish of their own."""
    covered: float = 1.0
    """Share of those faces that has it, in their middle; the rest is as the other faces."""
    model: str = ""
    """What it is one of several of, by name; empty where it is the only one."""

    @property
    def volume(self) -> float:
        """[m³]"""
        x, y, z = self.sides
        return x * y * z * (math.pi / 4.0 if self.form == "cylinder" else 1.0)

    @property
    def density(self) -> float:
        """Mass over volume [kg/m³]."""
        return self.mass / self.volume

    def face_area(self, axis: int) -> float:
        """Area of one of the two faces across an axis of a box [m²]."""
        return math.prod(side for one, side in enumerate(self.sides) if one != axis)

    def end(self, axis: int, sign: float) -> float:
        """Where it ends along an axis."""
        return self.centre[axis] + sign * self.sides[axis] / 2.0


@dataclass(frozen=True, slots=True)
class Part:
    """Solids that belong together, such as a wing."""

    kind: str
    name: str
    solids: tuple[Solid, ...]

    @property
    def mass(self) -> float:
        """[kg]"""
        return math.fsum(solid.mass for solid in self.solids)


@dataclass(frozen=True, slots=True)
class Body:
    """A whole of parts, and what must be said about it."""

    name: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = field(default=())

    @property
    def solids(self) -> Iterator[Solid]:
        """All of them, part by part."""
        return (solid for part in self.parts for solid in part.solids)

    @property
    def mass(self) -> float:
        """[kg]"""
        return math.fsum(solid.mass for solid in self.solids)

    @property
    def bounds(self) -> tuple[Vector, Vector]:
        """The least and the largest corner of the box about all of it."""
        low, high = (tuple(pick(solid.end(axis, sign) for solid in self.solids) for axis in range(3))
                     for pick, sign in ((min, -1.0), (max, 1.0)))  # fmt: skip
        return low, high  # type: ignore[return-value]
