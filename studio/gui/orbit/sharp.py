"""What the Orbit view shows, as a picture of lines: from where its camera stands, at the time of its clock."""

from typing import TYPE_CHECKING

import numpy as np

from studio.analysis.ephemeris import fleet_satellites
from studio.export.pictures.camera import Camera
from studio.gui.space.arrays import EARTH_RADIUS, Floats
from studio.gui.space.rig import VIEW_ANGLE
from studio.physics.orbit import MeanElements, nodal_period, secular_state

if TYPE_CHECKING:
    from studio.gui.orbit_view import OrbitView

_STEPS = 721
_FINER = 3


def camera_of(view: "OrbitView", width: int, height: int) -> Camera:
    """The camera of the view, in the frame of the orbits."""
    rig = view.scene.rig
    return Camera(rig.position * EARTH_RADIUS, rig.focal * EARTH_RADIUS, rig.up, width, height,
                  float(np.radians(VIEW_ANGLE)))  # fmt: skip


def elapsed_of(view: "OrbitView") -> float:
    """The time after the epoch [s] at which the satellites stand as they are shown.

    The view shows the first revolution of a day from the ascending node on: within a revolution of its date there is
    a time at which the satellite is there.
    """
    clock, season = view.session.clock, view.session.table("illumination").season
    if view.shows_fleet:
        return float(clock.elapsed)
    path = np.asarray(season.position[min(clock.row, len(season.elapsed) - 1)])
    place = path[round(clock.phase * len(path)) % len(path)]
    return nearest_time(fleet_satellites(view.session.design)[0].elements, place, float(clock.time))


def nearest_time(elements: MeanElements, place: Floats, about: float) -> float:
    """When an orbit is nearest to `place` [m] within half a revolution of the time `about` [s after the epoch]."""
    axis, eccentricity, tilt, *_ = elements.arrays()
    half = 0.5 * float(nodal_period(axis, eccentricity, tilt))
    for _ in range(_FINER):
        times = about + np.linspace(-half, half, _STEPS)
        positions, _ = secular_state(elements, times)
        about = float(times[np.argmin(np.linalg.norm(positions - place, axis=-1))])
        half *= 3.0 / _STEPS
    return round(about, 1)  # no more is known of it, and the date of the first instant is that of the epoch
