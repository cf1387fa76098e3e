"""Satellites as round points coloured by a value."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkUniforms

from studio.gui.space.arrays import EARTH_RADIUS, Mesh, actor_of
from studio.gui.space.colours import Palette, Scale

# A point becomes a disk with a dark edge, to be seen before land, sea and either background.
_DISK = """
  vec2 fromCentre = 2.0 * gl_PointCoord - 1.0;
  float radius = dot(fromCentre, fromCentre);
  if (radius > 1.0) discard;
  gl_FragData[0] = vec4(gl_FragData[0].rgb * (1.0 - 0.65 * smoothstep(0.45, 0.75, radius) * edge), cover);
"""

_SIZES = ((100, 9.0), (1_000, 6.5), (10_000, 4.0), (100_000, 2.0))


def point_size(count: int) -> float:
    """The diameter of each of `count` points [pixels of a screen of 96 dpi]."""
    numbers, sizes = zip(*_SIZES, strict=True)
    return float(np.interp(np.log10(max(count, 1)), np.log10(numbers), sizes))


def as_disks(actor: vtkActor) -> vtkUniforms:
    """Draw the points of `actor` as disks of the uniform "cover"; the edge is dark where the uniform "edge" is 1."""
    shaders = actor.GetShaderProperty()
    shaders.AddFragmentShaderReplacement("//VTK::Light::Impl", True, f"//VTK::Light::Impl{_DISK}", False)
    uniforms = shaders.GetFragmentCustomUniforms()
    uniforms.SetUniformf("cover", 1.0)
    return uniforms


class Satellites:
    """Up to about 100,000 points in one buffer."""

    def __init__(self) -> None:
        self.mesh = Mesh()
        self.actor = actor_of(self.mesh)
        self._uniforms = as_disks(self.actor)
        self._uniforms.SetUniformf("edge", 1.0)
        self._size = 0.0
        self.positions: NDArray[np.float64] = np.empty((0, 3))
        """Where they are [Earth radii]."""
        self.reach = 0.0
        """The largest distance from the centre of the Earth [Earth radii]."""
        self.values: NDArray[np.float64] | None = None

    def set(self, positions: ArrayLike, values: ArrayLike | None) -> bool:
        """Place satellites (n, 3) [m] with values (n,); returns whether one moved."""
        places = np.asarray(positions, dtype=np.float64) / EARTH_RADIUS
        if places.ndim != 2 or places.shape[1] != 3:
            raise ValueError(f"positions have the shape (satellites, 3), not {places.shape}")
        given = None if values is None else np.asarray(values, dtype=np.float64)
        if given is not None and given.shape != places.shape[:1]:
            raise ValueError(f"{len(places)} satellites need as many values, not {given.shape}")
        self.values = given
        if np.array_equal(places, self.positions):
            return False
        if len(places) != len(self.positions):
            self.mesh.set_cells("Verts", np.array([len(places)]), np.arange(len(places)))
        self.positions = places
        self.reach = float(np.sqrt(np.max(np.sum(places**2, axis=-1)))) if len(places) else 0.0
        return self.mesh.set_points(places.astype(np.float32))

    def extent(self) -> tuple[float, float] | None:
        """The least and the largest value."""
        if self.values is None or not np.any(np.isfinite(self.values)):
            return None
        return float(np.nanmin(self.values)), float(np.nanmax(self.values))

    def paint(self, scale: Scale | None, palette: Palette) -> bool:
        """Colour by value; returns whether a colour changed."""
        self.actor.GetProperty().SetColor(*palette.satellite)
        if self.values is None or scale is None:
            return self.mesh.set_colours(None)
        return self.mesh.set_colours(scale.colours(self.values, palette.missing))

    def colour(self, index: int | None, scale: Scale | None, palette: Palette) -> NDArray[np.uint8]:
        """The colour (3,) of one satellite."""
        if index is None or self.values is None or scale is None or index >= len(self.values):
            return np.rint(np.multiply(palette.satellite, 255.0)).astype(np.uint8)
        return scale.colours(self.values[index : index + 1], palette.missing)[0]

    def set_pixel_ratio(self, ratio: float) -> None:
        size = point_size(len(self.positions)) * ratio
        if size != self._size:
            self._size = size
            self.actor.GetProperty().SetPointSize(size)
            self._uniforms.SetUniformf("edge", 1.0 if size >= 4.0 else 0.0)
