"""A fleet whose places the processor computes, where the graphics cannot: the same picture, with an upload a frame."""

import numpy as np
from vtkmodules.vtkRenderingCore import vtkActor

from studio.analysis.fleet import kernels
from studio.gui.orbit.drawn_fleet import SAMPLE, DrawnFleet, opacity
from studio.gui.orbit.fleet_data import FleetData
from studio.gui.orbit.satellites import as_disks, point_size
from studio.gui.space.arrays import EARTH_RADIUS, Floats, Mesh, actor_of
from studio.gui.space.colours import table
from studio.physics.constants import AU
from studio.physics.fleet.orbits import CircularOrbits
from studio.physics.fleet.planes import expand


class PlainFleet(DrawnFleet):
    """Has what FleetPoints has; only what the next picture shows is computed."""

    def __init__(self) -> None:
        super().__init__()
        self.mesh = Mesh()
        self.actor = actor_of(self.mesh)
        self._fragment = as_disks(self.actor)
        self._sun = np.array([1.0, 0.0, 0.0])
        self._look: tuple[float | None, float, str] = (0.0, 1.0, "cividis")
        self._drawn: tuple[object, ...] = ()
        self._orbits: CircularOrbits | None = None
        self.shown = 0

    @property
    def actors(self) -> tuple[vtkActor, ...]:
        return (self.actor,)

    def set(self, data: FleetData | None) -> None:
        """Draw this fleet from now on."""
        self.data = data
        self._orbits = None
        if data is not None:
            self._orbits = CircularOrbits(*(field[data.order] for field in expand(data.planes)))

    def set_time(self, elapsed: float) -> None:
        """Move everything to `elapsed` [s] after the epoch of the fleet."""
        self.elapsed = elapsed

    def set_sun(self, direction: Floats) -> None:
        """Light from a unit vector `direction`."""
        self._sun = direction

    def paint(self, dark: float, lit: float, colour_map: str) -> None:
        """Colour by sunlight: places on the colour map, 0 to 1, of a satellite in the umbra and of one in the Sun."""
        self._look = (dark, lit, colour_map)

    def paint_shells(self, colour_map: str) -> None:
        """Colour by shell, from the lowest to the highest."""
        self._look = (None, 1.0, colour_map)

    def show(self, visible: bool, sampled: bool, ratio: float) -> None:
        """Make ready for a picture with `ratio` pixels to one of 96 dpi."""
        visible = visible and self.count > 0
        self.actor.SetVisibility(visible)
        self.shown = (min(self.count, SAMPLE) if sampled else self.count) if visible else 0
        if not visible:
            return
        wanted = (self.data, self.shown, self.elapsed, tuple(self._sun), self._look)
        if wanted != self._drawn:
            self._drawn = wanted
            self._draw(self.shown)
        self._fragment.SetUniformf("cover", opacity(self.shown))
        self.actor.SetForceTranslucent(opacity(self.shown) < 1.0)
        size = point_size(self.count) * ratio
        self.actor.GetProperty().SetPointSize(max(size, 1.0))
        self._fragment.SetUniformf("edge", 1.0 if size >= 4.0 else 0.0)

    def _draw(self, count: int) -> None:
        assert self.data is not None
        assert self._orbits is not None
        part = self._orbits.part(slice(0, count))
        places = np.empty((count, 3), dtype=np.float32)
        kernels.current().positions(part, self.elapsed, places)
        places /= np.float32(EARTH_RADIUS)
        dark, lit, colour_map = self._look
        if dark is None:
            share = self.data.place[:count, 2]
        else:
            light = np.empty(count, dtype=np.float32)
            kernels.current().light(part, self.elapsed, self._sun, AU, light)
            share = dark + (lit - dark) * light
        colours = table(colour_map)[np.rint(np.clip(share, 0.0, 1.0) * 255.0).astype(np.intp)]
        if count != self.mesh.data.GetNumberOfPoints():
            self.mesh.set_cells("Verts", np.array([count]), np.arange(count))
        self.mesh.set_points(places)
        self.mesh.set_colours(colours)
