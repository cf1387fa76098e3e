"""The satellite, and the others of its cluster, as boxes lit by the Sun."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.analysis.satellite.finishes import FINISHES
from studio.gui.space.arrays import Floats, Mesh, actor_of, push_back
from studio.gui.space.colours import RGB, Palette, Scale, rgb
from studio.gui.space.shape import Shape, edges, faces, turned_about, with_radiators

_SHADED, _SUN, _EARTHSHINE = 0.56, 0.44, 0.14
"""Brightness of a face: in the dark, and what full sunlight and a full Earth add to it."""
_FOLD = rgb("171f2a")
SURFACES: dict[str, RGB] = {
    name: rgb(FINISHES[name].colour) for name in ("front", "back", "radiator", "bus", "terminal")
}


@dataclass(frozen=True)
class Values:
    """One value for each surface, of the quantity of the colour scale; not finite where it is not known."""

    front: float = np.nan
    back: float = np.nan
    radiator: float = np.nan
    bus: float = np.nan


class Body:
    """Faces and lines of a satellite of one shape."""

    def __init__(self) -> None:
        self.mesh, self.lines, self.frame, self.company = Mesh(), Mesh(), Mesh(), Mesh()
        self.actor, self.line_actor = actor_of(self.mesh), actor_of(self.lines)
        self.frame_actor, self.company_actor = actor_of(self.frame), actor_of(self.company)
        self.points = Mesh()
        self.point_actor = actor_of(self.points)
        """Others too far away to be seen as boxes; near by the boxes hide them."""
        for actor in (self.actor, self.company_actor):
            push_back(actor)  # so that the lines on the faces are seen whole
        self.frame_actor.VisibilityOff()
        self.show_company(False)
        self.shape: Shape | None = None
        self._points = self._normals = self._lines = np.zeros((0, 3))
        self._surface: NDArray[np.str_] = np.zeros(0, dtype="<U8")
        self._turned, self._turn = np.eye(3), 0.0
        self._owners = self._line_owners = np.zeros(0, dtype=np.intp)
        self._places = np.zeros((0, 3))
        self._brightness: Floats = np.zeros(0)

    def set_shape(self, shape: Shape) -> None:
        self.shape = shape
        self._points, self._normals, owners = faces(shape)
        kinds = np.array([part.kind for part in shape.parts])[owners]
        wing = np.where(self._normals[:, 0] > 0.5, "front", "back")
        self._surface = np.where(kinds == "wing", wing, kinds)
        count = len(self._points)
        self.mesh.set_cells("Polys", np.full(count // 4, 4), np.arange(count))
        self._lines = np.concatenate([shape.lines, shape.folds]).reshape(-1, 3)
        self._owners = owners
        line_owners = np.repeat(np.concatenate([shape.owners, np.full(len(shape.folds), -1)]), 2)
        self._line_owners = np.where(line_owners >= 0, line_owners, 0)  # the body, which does not turn
        ends = len(self._lines)
        self.lines.set_cells("Lines", np.full(ends // 2, 2), np.arange(ends))
        self._places = self._places[:0]

    def place(self, turned: Floats, company: Floats, turn: float = 0.0) -> None:
        """Hold it so that the rows of `turned` (3, 3) are its axes; others like it stand at `company` (n, 3).

        The radiators are turned about their length by `turn` [rad].
        """
        if self.shape is None:
            return
        self._turned, self._turn = turned, turn
        points = with_radiators(self.shape, self._points, self._owners, turn) @ turned
        self.mesh.set_points(points.astype(np.float32))
        lines = with_radiators(self.shape, self._lines, self._line_owners, turn) @ turned
        self.lines.set_points(lines.astype(np.float32))
        if len(company) != len(self._places):
            count = len(company) * len(points)
            self.company.set_cells("Polys", np.full(count // 4, 4), np.arange(count))
            self.points.set_cells("Verts", np.array([len(company)]), np.arange(len(company)))
        self._places = company
        if len(company):
            self.company.set_points((company[:, None] + points).reshape(-1, 3).astype(np.float32))
            self.points.set_points(company.astype(np.float32))

    def show_company(self, visible: bool) -> None:
        self.company_actor.SetVisibility(visible)
        self.point_actor.SetVisibility(visible)

    def light(self, sun: Floats, light: float, nadir: Floats, earthlight: float) -> None:
        """Sunlight from `sun`, of which the part `light` is seen, and light of the Earth at `nadir`."""
        normals = self._normals.copy()
        radiator = self._surface == "radiator"
        normals[radiator] = turned_about(normals[radiator], self._turn)
        normals = normals @ self._turned
        bright = _SHADED + _SUN * light * np.maximum(normals @ sun, 0.0)
        self._brightness = np.minimum(bright + _EARTHSHINE * earthlight * np.maximum(normals @ nadir, 0.0), 1.0)

    def paint(self, values: Values, scale: Scale | None, palette: Palette) -> None:
        """In the colours of the values, or of the surfaces where there is no scale."""
        if self.shape is None or not len(self._brightness):
            return
        colours = np.empty((len(self._surface), 3))
        for name in np.unique(self._surface):
            if scale is None:
                plain = np.multiply(SURFACES[name], 255.0)
            else:
                value = np.array([getattr(values, str(name), np.nan)], dtype=np.float64)
                plain = scale.colours(value, palette.missing)[0].astype(np.float64)
            colours[self._surface == name] = plain
        drawn = np.rint(colours * self._brightness[:, None]).astype(np.uint8)
        self.mesh.set_colours(drawn)
        if len(self._places):
            self.company.set_colours(np.tile(drawn, (len(self._places), 1)))
        structure, folds = 2 * len(self.shape.lines), 2 * len(self.shape.folds)
        inks = np.rint(255.0 * np.array([palette.faint, _FOLD])).astype(np.uint8)
        self.lines.set_colours(np.repeat(inks, [structure, folds], axis=0))
        self.frame_actor.GetProperty().SetColor(*palette.selected)
        self.point_actor.GetProperty().SetColor(*palette.satellite)

    def mark(self, index: int | None) -> None:
        """Frame one part, or none."""
        self.frame_actor.SetVisibility(index is not None and self.shape is not None)
        if index is None or self.shape is None:
            return
        lines = edges(self.shape.parts[index])
        ends = with_radiators(self.shape, lines.reshape(-1, 3), np.full(2 * len(lines), index), self._turn)
        self.frame.set_cells("Lines", np.full(len(lines), 2), np.arange(2 * len(lines)))
        self.frame.set_points((ends @ self._turned).astype(np.float32))

    def set_line_widths(self, ratio: float) -> None:
        self.line_actor.GetProperty().SetLineWidth(max(1.0, 1.1 * ratio))
        self.frame_actor.GetProperty().SetLineWidth(max(2.0, 2.5 * ratio))
        self.point_actor.GetProperty().SetPointSize(max(2.0, 3.0 * ratio))
