"""A cluster: satellites so close together that only a camera among them can tell them apart."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.gui.orbit.models import Models
from studio.gui.space.arrays import EARTH_RADIUS, Floats
from studio.gui.space.colours import Palette, Scale

NEAR = 60.0
"""Within how many of its radii a cluster is seen as its members."""


@dataclass(frozen=True)
class Members:
    """Where the members are; lengths in Earth radii."""

    relative: Floats
    origin: Floats
    values: Floats | None
    indices: NDArray[np.intp]

    @property
    def radius(self) -> float:
        farthest = np.sqrt(np.max(np.sum(self.relative**2, axis=-1), initial=0.0))
        return max(float(farthest), 5.0 / EARTH_RADIUS)

    def spacing(self) -> float:
        """The least distance between two members."""
        if len(self.relative) < 2:
            return self.radius
        nearest = np.inf
        for index, place in enumerate(self.relative[:-1]):
            nearest = min(nearest, float(np.min(np.sum((self.relative[index + 1 :] - place) ** 2, axis=-1))))
        return max(float(np.sqrt(nearest)), 0.01 * self.radius)


class Cluster:
    """The members as models about the origin of the cluster."""

    def __init__(self) -> None:
        self.models = Models()
        self.members: Members | None = None
        self._size = 0.0

    def set(self, members: Members | None) -> None:
        count = 0 if self.members is None else len(self.members.relative)
        if members is not None and (count != len(members.relative) or self._size == 0.0):
            self._size = 0.34 * members.spacing()  # kept while they move, so that they do not breathe
        self.members = members

    def place(self, sun: Floats) -> None:
        if self.members is not None:
            self.models.place(self.members.origin, self.members.relative, self._size, sun)

    def paint(self, scale: Scale | None, palette: Palette) -> None:
        if self.members is None:
            return
        if scale is None or self.members.values is None:
            plain = np.rint(np.multiply(palette.satellite, 255.0)).astype(np.uint8)
            self.models.paint(np.tile(plain, (len(self.members.relative), 1)), palette)
        else:
            self.models.paint(scale.colours(self.members.values, palette.missing), palette)

    def is_near(self, eye: Floats) -> bool:
        """Whether from `eye` its members can be told apart."""
        if self.members is None:
            return False
        return bool(np.linalg.norm(eye - self.members.origin) < NEAR * self.members.radius)

    def position(self, index: int) -> Floats | None:
        """The place of the satellite of this index, where it is a member."""
        if self.members is None:
            return None
        found = np.flatnonzero(self.members.indices == index)
        return self.members.origin + self.members.relative[found[0]] if len(found) else None
