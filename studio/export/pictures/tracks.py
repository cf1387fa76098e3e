"""Orbits as rings, and the satellites on them, at one instant."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from studio.analysis.ephemeris import Satellite, ephemeris, fleet_satellites
from studio.analysis.fleet.layout import layout
from studio.analysis.result import FloatArray
from studio.design import Design
from studio.physics.illumination import visible_fraction
from studio.physics.orbit import MeanElements, elements_at, orbit_frame
from studio.physics.sun import sun_vector
from studio.physics.time import greenwich_mean_sidereal_time, instant

POINTS = 721


def revolution(elements: MeanElements, elapsed: float, points: int = POINTS) -> FloatArray:
    """(..., points, 3) One revolution of each orbit as it is `elapsed` [s] after its epoch, in equal steps of the true
    anomaly [m]."""
    axis, eccentricity, tilt, node, perigee, _ = (one[..., None] for one in elements_at(elements, elapsed).arrays())
    anomaly = np.linspace(0.0, 2.0 * np.pi, points)
    first, ahead, _ = orbit_frame(node, tilt)
    latitude = perigee + anomaly
    radius = axis * (1.0 - eccentricity**2) / (1.0 + eccentricity * np.cos(anomaly))
    return np.asarray(radius[..., None] * (np.cos(latitude)[..., None] * first + np.sin(latitude)[..., None] * ahead))


@dataclass(frozen=True, eq=False)
class Sample:
    """What of a fleet is drawn: an even sample of the satellites, and of the planes one satellite each."""

    design: Design
    satellites: tuple[Satellite, ...]
    planes: tuple[Satellite, ...]
    total: int
    all_planes: int

    @property
    def epoch(self) -> float:
        """[s of TT since J2000.0]."""
        return instant(self.design.mission.epoch)


def sampled(design: Design, most: int, most_planes: int) -> Sample:
    """At most so many satellites and planes of a design."""
    planes = layout(design, instant(design.mission.epoch)).planes
    first = np.cumsum(planes.number) - planes.number
    return Sample(design, fleet_satellites(design, _even(planes.satellites, most), most),
                  fleet_satellites(design, first[_even(len(first), most_planes)].tolist(), most_planes),
                  planes.satellites, len(first))  # fmt: skip


def _even(count: int, most: int) -> Sequence[int]:
    """At most so many numbers below `count`, evenly spread, with a step that keeps no time with the satellites of a
    plane."""
    if count <= most:
        return range(count)
    golden = 0.5 * (np.sqrt(5.0) - 1.0)
    places = np.floor(((np.arange(most) * golden) % 1.0) * count).astype(np.int64)
    found: list[int] = np.unique(places).tolist()
    return found


@dataclass(frozen=True, eq=False)
class Moment:
    """Everything of a sample at one instant, in the true equator and equinox of date, in metres."""

    tt: float
    elapsed: float
    sun: FloatArray
    angle: float
    """Right ascension of the meridian of Greenwich [rad]"""
    rings: FloatArray
    """(p, m, 3)"""
    ring_light: FloatArray
    """(p, m) Visible part of the Sun, 0 to 1"""
    places: FloatArray
    """(n, 3)"""
    light: FloatArray
    """(n,)"""


def moment(sample: Sample, elapsed: float) -> Moment:
    """The sample `elapsed` [s] after the epoch of the design."""
    tt = sample.epoch + elapsed
    sun, distance = sun_vector(tt)
    columns = np.array([one.elements.arrays() for one in sample.planes], dtype=np.float64).T
    rings = revolution(MeanElements(*columns), elapsed, POINTS if len(sample.planes) < 20 else POINTS // 2 + 1)
    places = ephemeris(sample.design, sample.satellites, elapsed, 0.0, 60.0, "TOD").positions[:, 0]
    return Moment(tt, elapsed, sun, float(greenwich_mean_sidereal_time(tt)), rings,
                  visible_fraction(rings, sun, float(distance), oblate=True), places,
                  visible_fraction(places, sun, float(distance), oblate=True))  # fmt: skip
