"""The check that a user can start: the members of a cluster integrated one by one, held against the theory."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from studio.analysis.engine import evaluate
from studio.analysis.result import FloatArray, read_only
from studio.design import Design
from studio.physics.cluster import relative_position
from studio.physics.formation_flight import Flight, fly, mean_drift
from studio.physics.orbit import mean_motion, secular_rates
from studio.physics.relative_motion import (
    along_track_drift,
    drift_of,
    member_states,
    oblateness,
    reference_orbit,
    states,
)
from studio.text import tr

MOST_MEMBERS = 2000
MOST_REVOLUTIONS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What became of the cluster with one way to set its velocities."""

    name: str
    """"hill": Clohessy and Wiltshire; "mean": mean J2 of Schweighart and Sedwick; "matched": the drift taken off."""
    drift: float
    """Fastest drift of a member along the track [m/s]; 0 where one revolution alone was flown."""
    drift_theory: float
    """The same from energy and angular momentum [m/s]."""
    closest: float
    """Least distance of two members [m]."""
    difference: float
    """Greatest distance of a member from where the linear theory has it [m]."""
    across: float
    """Greatest offset out of the plane of the orbit [m]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormationCheck:
    """The outcome of the integration."""

    members: int
    revolutions: int
    duration: float
    """[s]"""
    lattice_step: float
    """Closest approach by the linear theory [m]."""
    ways: tuple[Way, ...]
    time: FloatArray
    """(T,) [s]"""
    closest: FloatArray
    """(3, T) Least distance of two members, a row for each way [m]."""


def check_formation(
    design: Design, revolutions: int = 10, checkpoint: Callable[[float], None] | None = None
) -> FormationCheck:
    """Fly the cluster of `design` about the oblate Earth from the ascending node, with three ways to set velocities.

    Raises
    ------
    ValueError
        Where the design has no cluster, too many members, or the number of revolutions is out of bounds.
    """
    if not 1 <= revolutions <= MOST_REVOLUTIONS:
        raise ValueError(tr("a flight takes 1 to {most} revolutions", most=MOST_REVOLUTIONS))
    results = evaluate(design, only=("constellation",))
    table, orbit = results.stage("constellation"), results.stage("orbit")
    if table is None:
        raise ValueError(results.outcomes["constellation"].failure)
    if table.lattice is None or len(table.lattice) < 2:
        raise ValueError(tr("only a cluster of two members or more can be flown: the pattern is “{pattern}”",
                            pattern=design.constellation.pattern))  # fmt: skip
    if len(table.lattice) > MOST_MEMBERS:
        raise ValueError(tr("{count} members are more than the {most} that are flown one by one",
                            count=len(table.lattice), most=MOST_MEMBERS))  # fmt: skip
    axis, tilt = orbit.semi_major_axis, orbit.inclination
    s = float(oblateness(axis, tilt))
    centre = reference_orbit(axis, tilt, 0.0, orbit.raan)
    start = _one(states(centre, np.zeros(1), np.zeros(1), np.zeros(1), np.zeros(1)))
    period = 2.0 * np.pi / float(drift_of(*start).latitude)
    anomalistic = float(secular_rates(axis, 0.0, tilt).mean_anomaly)
    cases = (("hill", 0.0, False), ("mean", s, False), ("matched", s, True))
    ways, nearest, flight = [], [], None
    for number, (name, oblate, matched) in enumerate(cases):
        ellipse = anomalistic if oblate else float(mean_motion(axis))
        share = None if checkpoint is None else _part(checkpoint, number, len(cases))
        place, speed = member_states(centre, axis, table.lattice, 0.0, oblate)
        drift = along_track_drift(drift_of(place, speed), drift_of(*start), axis)
        for _ in range(2 if matched else 0):
            ahead = np.cross(centre.axes[2], place)
            ahead /= np.linalg.norm(ahead, axis=-1, keepdims=True)
            speed = speed + (drift / 3.0)[:, None] * ahead
            drift = along_track_drift(drift_of(place, speed), drift_of(*start), axis)
        flight = fly(start, (place, speed), period, revolutions, share)
        nearest.append(flight.closest)
        flown = float(np.max(np.abs(mean_drift(flight)))) if revolutions > 1 else 0.0
        ways.append(Way(
            name=name, drift=flown, drift_theory=float(np.max(np.abs(drift))), closest=float(flight.closest.min()),
            difference=_difference(flight, table.lattice, oblate, ellipse),
            across=float(np.max(np.abs(flight.across))),
        ))  # fmt: skip
    assert flight is not None
    return FormationCheck(
        members=len(table.lattice), revolutions=revolutions, duration=float(flight.time[-1]),
        lattice_step=design.constellation.cluster_spacing, ways=tuple(ways), time=read_only(flight.time),
        closest=read_only(np.stack(nearest)),
    )  # fmt: skip


def _one(state: tuple[FloatArray, FloatArray]) -> tuple[FloatArray, FloatArray]:
    return state[0][0], state[1][0]


def _part(checkpoint: Callable[[float], None], number: int, count: int) -> Callable[[float], None]:
    return lambda fraction: checkpoint((number + fraction) / count)


def _difference(flight: Flight, lattice: FloatArray, s: float, rate: float) -> float:
    """Greatest distance of a member from its ellipse, run through at `rate` [rad/s]."""
    radial, along = relative_position(lattice, rate * flight.time[:, None])
    off = np.hypot(flight.radial - radial, flight.along - along * np.sqrt((1.0 + s) / (1.0 - s)))
    return float(np.max(off))
