"""Where the satellites of a design are, and how fast, over a span of time and in the frame that is asked for.

This is what the studio flies: mean elements that drift under J2, circles or ellipses, and the members of a cluster on
their ellipses about its centre. Short-period terms, drag, Sun and Moon are not in it;
:mod:`studio.physics.osculating` has the states from which an integrated orbit keeps to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from studio.analysis.fleet.layout import Layout, layout
from studio.analysis.result import FloatArray
from studio.analysis.stages import Checkpoint
from studio.design import Design
from studio.numerals import set_count
from studio.physics.cluster import cluster_lattice, relative_position
from studio.physics.constants import DAY
from studio.physics.fleet.planes import plane_of
from studio.physics.frames import Frame, in_frame
from studio.physics.orbit import (
    MeanElements,
    elements_at,
    orbit_frame,
    secular_rates,
    secular_state,
    sun_synchronous_inclination,
)
from studio.physics.time import instant
from studio.text import speaking, tr

Which = Literal["first", "planes", "all"]


@dataclass(frozen=True, slots=True)
class Satellite:
    """One satellite of the fleet, counted plane after plane, with its mean elements at the epoch."""

    index: int
    shell: str
    """Name of its shell"""
    plane: int
    """In the fleet, from 1"""
    place: int
    """In the plane, from 1"""
    elements: MeanElements
    """Numbers; of a member of a cluster those of its centre"""
    member: tuple[float, float] | None = None
    """Amplitudes (u, v) of its ellipse about the centre of its cluster [m]; None outside a cluster"""

    @property
    def name(self) -> str:
        """Unique in the fleet, of letters, digits and a hyphen."""
        return f"P{self.plane}-S{self.place}"


@dataclass(frozen=True, slots=True, eq=False)
class Ephemeris:
    """States of n satellites at t instants."""

    satellites: tuple[Satellite, ...]
    fleet: int
    """Satellites of the whole design"""
    frame: Frame
    epoch: float
    """Of the design [s of TT since J2000.0]"""
    elapsed: FloatArray
    """(t,) After the epoch [s]"""
    positions: FloatArray
    """(n, t, 3) In `frame` [m]"""
    velocities: FloatArray
    """(n, t, 3) The derivatives of the positions [m/s]"""

    @property
    def times(self) -> FloatArray:
        """(t,) [s of TT since J2000.0]."""
        return self.epoch + self.elapsed


def instants(start: float, duration: float, step: float) -> FloatArray:
    """The times after the epoch from `start` in steps, and the end itself [s]."""
    count = int(np.floor(duration / step + 1e-9))
    times = start + step * np.arange(count + 1, dtype=np.float64)
    end = start + duration
    return np.asarray(np.append(times, end) if end - times[-1] > 1e-6 else times, dtype=np.float64)


def fleet_satellites(design: Design, which: Which | Sequence[int] = "first", most: int = 1000) -> tuple[Satellite, ...]:
    """Satellites of a design.

    Parameters
    ----------
    design : Design
        All of its shells count.
    which : str or sequence of int
        The first of all; the first of each plane; all; or those with these numbers, counted plane after plane from 0.
    most : int
        How many may be asked for.

    Raises
    ------
    ValueError
        In one sentence, where there are more than `most`, or none with such a number.
    """
    epoch = instant(design.mission.epoch)
    with speaking("en"):  # the names go into files that other tools read
        found = layout(design, epoch)
    planes = found.planes
    first = np.cumsum(planes.number) - planes.number
    total = planes.satellites
    indices: NDArray[np.int64]
    if which == "first":
        indices = first[:1]
    elif which == "planes":
        indices = first
    elif which == "all":
        if total > most:
            raise ValueError(tr("{count} satellites are more than the {most} that are written at once; choose the "
                                "first, or one of each plane", count=set_count(total),
                                most=set_count(most)))  # fmt: skip
        indices = np.arange(total)
    else:
        indices = np.array(which, dtype=np.int64)
        for index in indices:
            if not 0 <= index < total:
                raise ValueError(tr("there is no satellite {number}: the design has {count}", number=int(index) + 1,
                                    count=set_count(total)))  # fmt: skip
    if len(indices) > most:
        raise ValueError(tr("{count} satellites are more than the {most} that are written at once; choose fewer",
                            count=set_count(len(indices)), most=set_count(most)))  # fmt: skip
    lattices: dict[int, FloatArray | None] = {}
    return tuple(_satellite(design, found, lattices, int(index)) for index in indices)


def _satellite(design: Design, found: Layout, lattices: dict[int, FloatArray | None], index: int) -> Satellite:
    planes = found.planes
    plane = plane_of(planes, index)
    shell = int(planes.shell[plane])
    place = index - int(planes.number[:plane].sum())
    axis, tilt = float(planes.axis[plane]), float(planes.inclination[plane])
    e = perigee = 0.0
    if found.rows[shell] is None:  # the further shells are circular
        mission = design.mission
        e, perigee = mission.eccentricity, mission.argument_of_perigee
        if e > 0.0 and mission.sun_synchronous:
            tilt = float(sun_synchronous_inclination(axis, e))
    if shell not in lattices:
        lattices[shell] = _lattice(design, found.rows[shell])
    lattice = lattices[shell]
    anomaly = float(planes.latitude[plane])
    member = None
    if lattice is not None:
        member = (float(lattice[place, 0]), float(lattice[place, 1]))
    else:
        anomaly += float(planes.spread[plane] / planes.number[plane]) * place
    elements = MeanElements(axis, e, tilt, float(planes.raan[plane]), perigee, anomaly % (2.0 * np.pi))
    return Satellite(index, found.names[shell], plane + 1, place + 1, elements, member)


def _lattice(design: Design, row: int | None) -> FloatArray | None:
    if row is None:
        own = design.constellation
        if own.pattern != "cluster":
            return None
        if design.mission.eccentricity > 0.0:
            raise ValueError(tr("a Clohessy–Wiltshire cluster needs a circular orbit"))
        return cluster_lattice(own.cluster_radius, own.cluster_spacing)
    shell = design.fleet.shells[row]
    return cluster_lattice(shell.radius, shell.spacing) if shell.pattern == "cluster" else None


def ephemeris(
    design: Design,
    satellites: Sequence[Satellite],
    start: float = 0.0,
    duration: float = DAY,
    step: float = 60.0,
    frame: Frame = "EME2000",
    checkpoint: Checkpoint | None = None,
) -> Ephemeris:
    """States of satellites over a span.

    Parameters
    ----------
    design : Design
        That `satellites` are of.
    satellites : sequence of Satellite
        Of :func:`fleet_satellites`.
    start, duration, step : float
        Beginning after the epoch, length, and time from state to state [s]; the end is there in any case.
    frame : str
        See :data:`studio.physics.frames.FRAMES`.
    checkpoint : callable
        Told the share done; may raise to stop.

    Raises
    ------
    ValueError
        If there is no such frame.
    """
    epoch = instant(design.mission.epoch)
    elapsed = instants(start, duration, step)
    places = np.empty((len(satellites), len(elapsed), 3))
    speeds = np.empty_like(places)
    for number, one in enumerate(satellites):
        places[number], speeds[number] = _states(one, elapsed)
        if checkpoint is not None:
            checkpoint((number + 1) / len(satellites))
    places, speeds = in_frame(frame, epoch + elapsed, places, speeds)
    fleet = layout(design, epoch).planes.satellites
    return Ephemeris(tuple(satellites), fleet, frame, epoch, elapsed, places, speeds)


def states_at(found: Ephemeris, number: int, elapsed: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Positions [m] and velocities [m/s] (t, 3) of a satellite of an ephemeris at other rising times [s]."""
    return in_frame(found.frame, found.epoch + elapsed, *_states(found.satellites[number], elapsed))


def _states(one: Satellite, elapsed: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(t, 3) In the true equator of date [m], [m/s]."""
    position, velocity = secular_state(one.elements, elapsed)
    if one.member is None or one.member == (0.0, 0.0):
        return position, velocity
    axis, e, tilt, raan, perigee, mean = elements_at(one.elements, elapsed).arrays()
    rates = secular_rates(axis, e, tilt)
    node, across, normal = orbit_frame(raan, tilt)
    angle = perigee + mean
    cosine, sine = np.cos(angle)[:, None], np.sin(angle)[:, None]
    up, ahead = cosine * node + sine * across, cosine * across - sine * node
    radial, along = relative_position(one.member, angle)
    rate = rates.mean_anomaly + rates.argument_of_perigee
    offset = radial[:, None] * up + along[:, None] * ahead
    turning = rate * normal
    turning[:, 2] += rates.raan
    within = (0.5 * rate * along)[:, None] * up - (2.0 * rate * radial)[:, None] * ahead
    return position + offset, velocity + within + np.cross(turning, offset)
