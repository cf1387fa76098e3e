"""A fleet of up to a million points, placed and lit by the graphics processor.

Each satellite brings the constant part of its orbit: radius, inclination, node and argument of latitude at the epoch,
and the shell it belongs to. All satellites of a shell drift alike, so a frame changes two angles for each shell, which
are reduced to one turn in double precision beforehand: a fleet may be moved by a year without a new upload, and
without the kilometres that single precision would lose.
"""

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLPolyDataMapper

from studio.gui.orbit.drawn_fleet import SAMPLE, DrawnFleet
from studio.gui.orbit.fleet_data import FleetData
from studio.gui.orbit.satellites import as_disks, point_size
from studio.gui.space.arrays import Floats, Mesh, actor_of
from studio.gui.space.colours import table
from studio.physics.constants import AU, R_EARTH, R_SUN
from studio.physics.fleet.orbits import stretched
from studio.physics.illumination import POLAR_STRETCH

MOST_SHELLS = 250
_STOPS = 17

_DECLARE = """//VTK::PositionVC::Dec
in vec4 orbit;
out float value;
"""
_PLACE = """
  vec3 place = vertexMC.xyz;  // what VTK takes for the position of the point
  int shell = int(place.y + 0.5);
  float u = place.x + advance[2 * shell];
  float node = orbit.w + advance[2 * shell + 1];
  float across = orbit.x * sin(u);
  float along = orbit.x * cos(u);
  float level = across * orbit.y;
  vec2 toNode = vec2(cos(node), sin(node));
  vec4 posMC = vec4(along * toNode.x - level * toNode.y, along * toNode.y + level * toNode.x, across * orbit.z, 1.0);
  gl_Position = MCDCMatrix * posMC;
  // The ellipsoid of the Earth is a sphere where the polar axis of everything is stretched.
  vec3 seen = vec3(posMC.xy, posMC.z * stretch);
  float behind = -dot(seen, sunward);
  float height2 = max(dot(seen, seen) - 1.0, 0.0);
  float first = sqrt(height2) * cosines.x - sines.x;
  float last = sqrt(height2) * cosines.y - sines.y;
  float light = 1.0 - clamp((behind - first) / max(last - first, 1e-6), 0.0, 1.0);
  value = mix(place.z, mix(scale.x, scale.y, light), byLight);
"""
_COLOUR = """//VTK::Color::Impl
  float stop = clamp(value, 0.0, 1.0) * 16.0;
  int left = min(int(stop), 15);
  float share = stop - float(left);
  vec3 low = vec3(ramp[3 * left], ramp[3 * left + 1], ramp[3 * left + 2]);
  vec3 high = vec3(ramp[3 * left + 3], ramp[3 * left + 4], ramp[3 * left + 5]);
  ambientColor = mix(low, high, share);
  diffuseColor = vec3(0.0);
"""


class _Points:
    """Some of the satellites, with shaders of their own."""

    def __init__(self) -> None:
        self.mesh = Mesh()
        self.actor: vtkActor = actor_of(self.mesh)
        mapper = self.actor.GetMapper()
        assert isinstance(mapper, vtkOpenGLPolyDataMapper)
        shaders = self.actor.GetShaderProperty()
        mapper.MapDataArrayToVertexAttribute("orbit", "orbit", 0, -1)
        shaders.AddVertexShaderReplacement("//VTK::PositionVC::Dec", True, _DECLARE, False)
        shaders.AddVertexShaderReplacement("//VTK::PositionVC::Impl", True, _PLACE, False)
        shaders.AddFragmentShaderReplacement("//VTK::Color::Dec", True, "//VTK::Color::Dec\nin float value;\n", False)
        shaders.AddFragmentShaderReplacement("//VTK::Color::Impl", True, _COLOUR, False)
        self.fragment = as_disks(self.actor)
        self.vertex = shaders.GetVertexCustomUniforms()
        self.actor.VisibilityOff()
        self.count = 0

    def set(self, data: FleetData, count: int) -> None:
        self.count = count
        self.mesh.share_points(data.place[:count])
        self.mesh.share_array("orbit", data.orbit[:count])
        self.mesh.set_cells("Verts", np.array([count]), np.arange(count))


class FleetPoints(DrawnFleet):
    """All satellites, or an even sample of them while the picture moves on a slow machine."""

    def __init__(self) -> None:
        super().__init__()
        self._all, self._some = _Points(), _Points()
        self._size = 0.0
        for points in (self._all, self._some):
            points.vertex.SetUniformf("stretch", POLAR_STRETCH)
            points.vertex.SetUniform1fv("advance", 2 * MOST_SHELLS, [0.0] * (2 * MOST_SHELLS))
        self.set_sun(np.array([1.0, 0.0, 0.0]))
        self.paint(0.0, 1.0, "cividis")

    @property
    def actors(self) -> tuple[vtkActor, vtkActor]:
        return self._all.actor, self._some.actor

    def set(self, data: FleetData | None) -> None:
        """Draw this fleet from now on."""
        self.data = data
        if data is not None:
            self._all.set(data, data.count)
            self._some.set(data, min(data.count, SAMPLE))
            self.set_time(self.elapsed)

    def set_time(self, elapsed: float) -> None:
        """Move everything to `elapsed` [s] after the epoch of the fleet."""
        self.elapsed = elapsed
        if self.data is None:
            return
        advance = np.zeros((MOST_SHELLS, 2))
        moved = self.data.advance(elapsed)
        advance[: len(moved)] = moved
        angles = advance.ravel().tolist()
        for points in (self._all, self._some):
            points.vertex.SetUniform1fv("advance", len(angles), angles)

    def set_sun(self, direction: Floats) -> None:
        """Light from a unit vector `direction`."""
        x, y, z, distance = (float(part) for part in stretched(direction, AU))
        sines = [(R_EARTH + limb * R_SUN) / distance for limb in (1.0, -1.0)]
        for points in (self._all, self._some):
            points.vertex.SetUniform3f("sunward", [x, y, z])
            points.vertex.SetUniform2f("sines", sines)
            points.vertex.SetUniform2f("cosines", [float(np.sqrt(1.0 - sine * sine)) for sine in sines])

    def paint(self, dark: float, lit: float, colour_map: str) -> None:
        """Colour by sunlight: places on the colour map, 0 to 1, of a satellite in the umbra and of one in the Sun."""
        self._paint([dark, lit], 1.0, table(colour_map))

    def paint_shells(self, colour_map: str) -> None:
        """Colour by shell, from the lowest to the highest."""
        self._paint([0.0, 1.0], 0.0, table(colour_map))

    def _paint(self, scale: list[float], by_light: float, colours: NDArray[np.uint8]) -> None:
        ramp = (colours[np.linspace(0, len(colours) - 1, _STOPS).astype(np.intp)] / 255.0).ravel().tolist()
        for points in (self._all, self._some):
            points.vertex.SetUniform2f("scale", scale)
            points.vertex.SetUniformf("byLight", by_light)
            points.fragment.SetUniform1fv("ramp", len(ramp), ramp)

    def show(self, visible: bool, sampled: bool, ratio: float) -> None:
        """Make ready for a picture with `ratio` pixels to one of 96 dpi."""
        visible = visible and self.count > 0
        self._all.actor.SetVisibility(visible and not sampled)
        self._some.actor.SetVisibility(visible and sampled)
        size = point_size(self.count) * ratio
        if size != self._size:
            self._size = size
            for points in (self._all, self._some):
                points.actor.GetProperty().SetPointSize(max(size, 1.0))
                points.fragment.SetUniformf("edge", 1.0 if size >= 4.0 else 0.0)

    @property
    def shown(self) -> int:
        """Satellites that the next picture has."""
        return next((points.count for points in (self._all, self._some) if points.actor.GetVisibility()), 0)
