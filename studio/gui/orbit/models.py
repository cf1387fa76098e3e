"""A satellite, drawn once or for each member of a cluster: a small one that stands for it, or its own shape."""

import numpy as np
from numpy.typing import NDArray

from studio.gui.space.arrays import Floats, Mesh, actor_of, perpendicular, unit
from studio.gui.space.colours import Palette

# Boxes as centre and half size along (to the Sun, across, along the wings), in units of the satellite's half span.
_BODY = ((-0.10, 0.0, 0.0), (0.12, 0.14, 0.16))
_WINGS = (((0.0, 0.0, 0.60), (0.012, 0.26, 0.40)), ((0.0, 0.0, -0.60), (0.012, 0.26, 0.40)))
_FACES = ((0, 1), (0, -1), (1, 1), (1, -1), (2, 1), (2, -1))


def _box(centre: tuple[float, ...], half: tuple[float, ...]) -> tuple[Floats, Floats]:
    points, normals = [], []
    for axis, side in _FACES:
        second, third = (axis + 1) % 3, (axis + 2) % 3
        for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
            corner = np.zeros(3)
            corner[axis], corner[second], corner[third] = side, a, b
            points.append(np.array(centre) + corner * half)
            normals.append(np.eye(3)[axis] * side)
    return np.array(points), np.array(normals)


def _model() -> tuple[Floats, Floats, NDArray[np.bool_]]:
    boxes = [_box(*box) for box in (_BODY, *_WINGS)]
    points = np.concatenate([points for points, _ in boxes])
    normals = np.concatenate([normals for _, normals in boxes])
    return points, normals, np.arange(len(points)) >= 24


_POINTS, _NORMALS, _IS_WING = _model()


class Models:
    """Satellites as small models about an origin of their own.

    The actor stands at the origin, so that single precision is spent on the distances between the satellites and not on
    the one to the centre of the Earth.
    """

    def __init__(self) -> None:
        self.mesh = Mesh()
        self.actor = actor_of(self.mesh)
        self.actor.VisibilityOff()
        self._count = -1
        self._points, self._normals, self._is_wing = _POINTS, _NORMALS, _IS_WING

    def use(self, points: Floats, normals: Floats, is_wing: NDArray[np.bool_]) -> None:
        """Draw these faces, four points (n, 3) each with their normals, instead of the model."""
        if len(points) != len(self._points):
            self._count = -1
        self._points, self._normals, self._is_wing = points, normals, is_wing

    def place(self, origin: Floats, relative: Floats, size: float, sun: Floats, axes: Floats | None = None) -> None:
        """Models of half span `size` at `origin` + `relative` (n, 3), in units of the scene.

        Held so that the rows of `axes` are their axes; wings face `sun` where those are not given.
        """
        if axes is None:
            along = perpendicular(sun, unit(origin) if np.any(origin) else sun)
            axes = np.stack([sun, np.cross(along, sun), along])
        shape = (self._points @ axes) * size
        height = (self._normals @ axes) @ sun
        shade = 0.62 + 0.38 * np.maximum(height, 0.0) - 0.14 * np.maximum(-height, 0.0)
        self._shade = np.where(self._is_wing, shade, 0.86 * shade)
        self.actor.SetPosition(*origin)
        self.mesh.set_points((relative[:, None, :] + shape).reshape(-1, 3).astype(np.float32))
        if len(relative) != self._count:
            self._count = len(relative)
            quads = np.arange(self._count * len(self._points))
            self.mesh.set_cells("Polys", np.full(len(quads) // 4, 4), quads)

    def paint(self, colours: NDArray[np.uint8], palette: Palette) -> None:
        """Wings in `colours` (n, 3), bodies in the colour of text."""
        whole = np.where(
            self._is_wing[None, :, None], colours[:, None, :].astype(np.float64), np.multiply(palette.faint, 255.0)
        )
        self.mesh.set_colours(np.rint(whole * self._shade[None, :, None]).astype(np.uint8).reshape(-1, 3))
