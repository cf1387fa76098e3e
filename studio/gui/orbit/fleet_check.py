"""Whether the graphics here place a fleet as they should: drawn once, off-screen, and compared with the physics."""

import logging
from functools import cache

import numpy as np
from vtkmodules.vtkRenderingCore import vtkRenderer

from studio.gui.orbit.fleet_data import fleet_data
from studio.gui.orbit.fleet_plain import PlainFleet
from studio.gui.orbit.fleet_points import FleetPoints
from studio.gui.space import trial
from studio.gui.space.offscreen import Offscreen
from studio.gui.space.projection import Projection
from studio.physics.fleet.planes import walker_planes

_log = logging.getLogger(__name__)
_SIZE = 160
_NEAR = 3


def fleet_actor() -> FleetPoints | PlainFleet:
    """What draws a fleet on this machine."""
    return FleetPoints() if shader_works() else PlainFleet()


@cache
def shader_works() -> bool:
    """Whether nine satellites appear where they are; looked at once in a process."""
    works = trial.works() and _try(FleetPoints())
    if not works:
        _log.warning("the graphics do not place satellites as they should: the processor does it")
    return works


def _try(points: FleetPoints) -> bool:
    data = fleet_data(walker_planes(9.0e6, 1.2, 0.5, 3, 3, 1))
    points.set(data)
    points.set_time(1234.5)
    points.paint(1.0, 1.0, "viridis")
    renderer = vtkRenderer()
    renderer.GetCullers().RemoveAllItems()
    renderer.SetBackground(0.0, 0.0, 0.0)
    for actor in points.actors:
        renderer.AddActor(actor)
    camera = renderer.GetActiveCamera()
    camera.SetPosition(6.0, 1.0, 2.0)
    camera.SetViewUp(0.0, 0.0, 1.0)
    camera.SetClippingRange(1.0, 12.0)
    points.show(True, False, 1.0)
    window = Offscreen(renderer)
    try:
        image = window.image(_SIZE, _SIZE, 0)
    finally:
        window.close()
        renderer.RemoveAllViewProps()
    bright = image[..., :3].sum(axis=-1) > 120
    places, _ = Projection.of(camera, _SIZE, _SIZE).pixels(data.positions(1234.5, np.arange(data.count)))
    rows, columns = np.nonzero(bright)
    if not len(rows):
        return False
    apart = np.hypot(columns[:, None] - places[:, 0], (_SIZE - 1 - rows)[:, None] - places[:, 1])
    return bool(apart.min(axis=0).max() < _NEAR and apart.min(axis=1).max() < 4 * _NEAR)
