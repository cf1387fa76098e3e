"""A cluster: satellites so close together that only a camera among them can tell them apart."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.gui.orbit.models import Models
from studio.gui.orbit.satellites import as_disks
from studio.gui.space.arrays import EARTH_RADIUS, Floats, Mesh, actor_of, push_back
from studio.gui.space.colours import Palette, Scale
from studio.gui.space.shape import Shape, faces, turned_about, with_radiators

NEAR = 60.0
"""Within how many of its radii a cluster is seen as its members."""
_MOST_MODELS = 1000
"""A larger cluster is drawn as points alone."""


@dataclass(frozen=True)
class Members:
    """Where the members are; lengths in Earth radii."""

    relative: Floats
    origin: Floats
    values: Floats | None
    indices: NDArray[np.intp]
    axes: Floats | None = None
    """(3, 3) How each is held: rows are its axes."""
    turn: float = 0.0
    """Of the radiators about their length [rad]."""
    links: NDArray[np.intp] | None = None
    """(k, 2) Pairs of neighbours, as places among the members."""

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

    def place_of(self, index: int | None) -> int | None:
        """Where among the members the satellite of this index is."""
        found = np.flatnonzero(self.indices == index)
        return int(found[0]) if len(found) else None

    def neighbours(self, index: int | None) -> NDArray[np.intp]:
        """(k, 2) The links of one satellite, itself first."""
        place = self.place_of(index)
        if place is None or self.links is None:
            return np.zeros((0, 2), dtype=np.intp)
        mine = self.links[(self.links == place).any(axis=-1)]
        return np.where((mine[:, 0] == place)[:, None], mine, mine[:, ::-1])


class Cluster:
    """The members about the origin of the cluster: as satellites of their true size, and points while those are small.

    Every actor stands at the origin, so that single precision is spent on the distances between the satellites.
    """

    def __init__(self) -> None:
        self.models = Models()
        self.members: Members | None = None
        self.shape: Shape | None = None
        self._points, self._links, self._chosen = Mesh(), Mesh(), Mesh()
        self.point_actor, self.link_actor, self.chosen_actor = map(actor_of, (self._points, self._links, self._chosen))
        as_disks(self.point_actor).SetUniformf("edge", 1.0)
        self.link_actor.GetProperty().SetOpacity(0.4)
        push_back(self.models.actor)
        self._size = self._turn = 0.0
        self._placing: tuple[Floats, int | None] | None = None
        self._painting: tuple[Scale | None, Palette] | None = None
        self._faces: tuple[Floats, Floats, NDArray[np.intp]]
        self.show(False, 1.0)

    @property
    def actors(self):  # type: ignore[no-untyped-def]
        return self.models.actor, self.link_actor, self.chosen_actor, self.point_actor

    def set_shape(self, shape: Shape | None) -> None:
        """Draw the members as satellites of this shape in their true size."""
        self.shape = shape
        if shape is not None:
            self._faces = faces(shape)
            self._turn_radiators(0.0)

    def _turn_radiators(self, turn: float) -> None:
        shape = self.shape
        assert shape is not None
        points, normals, owners = self._faces
        kinds = np.array([part.kind for part in shape.parts])[owners]
        normals = np.where((kinds == "radiator")[:, None], turned_about(normals, turn), normals)
        self.models.use(with_radiators(shape, points, owners, turn) / EARTH_RADIUS, normals, kinds == "wing")
        self._turn = turn

    def set(self, members: Members | None) -> None:
        count = 0 if self.members is None else len(self.members.relative)
        if self.shape is not None:
            self._size = 1.0
        elif members is not None and (count != len(members.relative) or self._size == 0.0):
            self._size = 0.34 * members.spacing()  # kept while they move, so that they do not breathe
        self.members = members

    def place(self, sun: Floats, chosen: int | None = None) -> None:
        """Put everything where it is, once it is to be seen; the links of the satellite `chosen` stand out."""
        self._placing = (sun, chosen)

    def _place(self, sun: Floats, chosen: int | None) -> None:
        members = self.members
        if members is None:
            return
        count = len(members.relative)
        if self.shape is not None and members.turn != self._turn:
            self._turn_radiators(members.turn)
        drawn = members.relative if count <= _MOST_MODELS else members.relative[:0]
        self.models.place(members.origin, drawn, self._size, sun, members.axes)
        places = members.relative.astype(np.float32)
        self._points.set_points(places)
        self._points.set_cells("Verts", np.array([count]), np.arange(count))
        links = np.zeros((0, 2), dtype=np.intp) if members.links is None else members.links
        for mesh, pairs in ((self._links, links), (self._chosen, members.neighbours(chosen))):
            mesh.set_points(places)
            mesh.set_cells("Lines", np.full(len(pairs), 2), pairs.ravel())
        for actor in self.actors[1:]:
            actor.SetPosition(*members.origin)

    def paint(self, scale: Scale | None, palette: Palette) -> None:
        """Colour the members by their values, once they are to be seen."""
        self._painting = (scale, palette)

    def _paint(self, scale: Scale | None, palette: Palette) -> None:
        if self.members is None:
            return
        count = len(self.members.relative)
        if scale is None or self.members.values is None:
            colours = np.tile(np.rint(np.multiply(palette.satellite, 255.0)).astype(np.uint8), (count, 1))
        else:
            colours = scale.colours(self.members.values, palette.missing)
        self.models.paint(colours if count <= _MOST_MODELS else colours[:0], palette)
        self._points.set_colours(colours)
        self.link_actor.GetProperty().SetColor(*palette.orbit)
        self.chosen_actor.GetProperty().SetColor(*palette.selected)

    def show(self, visible: bool, ratio: float) -> None:
        """Show it or not; a satellite of true size has a point in its body, which is seen while the body is smaller."""
        if visible and self._placing is not None:
            self._place(*self._placing)
            self._placing = None
        if visible and self._painting is not None:
            self._paint(*self._painting)
            self._painting = None
        for actor in self.actors:
            actor.SetVisibility(visible)
        self.point_actor.SetVisibility(visible and self.shape is not None)
        self.point_actor.GetProperty().SetPointSize(5.0 * ratio)
        self.link_actor.GetProperty().SetLineWidth(max(1.0, ratio))
        self.chosen_actor.GetProperty().SetLineWidth(max(1.0, 1.6 * ratio))

    def is_near(self, eye: Floats) -> bool:
        """Whether from `eye` its members can be told apart."""
        if self.members is None:
            return False
        return bool(np.linalg.norm(eye - self.members.origin) < NEAR * self.members.radius)

    def position(self, index: int) -> Floats | None:
        """The place of the satellite of this index, where it is a member."""
        if self.members is None or (place := self.members.place_of(index)) is None:
            return None
        return np.asarray(self.members.origin + self.members.relative[place], dtype=np.float64)
