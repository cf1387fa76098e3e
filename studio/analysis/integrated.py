"""An orbit integrated about the oblate Earth beside the one that the studio flies: what mean elements leave out.

The state is sought from which an integrated orbit stays nearest to the ephemeris: it is the one to hand to a program
that integrates, and the distance that is left is that of the short-period terms of J2. The Earth's equator is taken to
stand still meanwhile: it turns by a metre a day.

References
----------
.. [1] O. Montenbruck, E. Gill, "Satellite Orbits", Springer, 2000, chapters 4 (integration) and 8 (least squares).
"""

from dataclasses import dataclass

import numpy as np

from studio.analysis.ephemeris import Satellite, ephemeris
from studio.analysis.result import FloatArray
from studio.analysis.stages import Checkpoint
from studio.design import Design
from studio.physics.constants import DAY
from studio.physics.frames import Frame, in_frame
from studio.physics.orbit import period
from studio.physics.relative_motion import gravity

_SAMPLES = 24
"""Of a revolution; an eccentric orbit has them where it is slow."""
_ROUNDS = 6
_NUDGES = np.array([10.0, 10.0, 10.0, 0.01, 0.01, 0.01])
"""By which each component of the state is moved to see what follows [m], [m/s]."""
_SETTLED = 0.5
"""Change of the RMS distance [m] below which no better state is sought."""


@dataclass(frozen=True, slots=True, eq=False)
class Integrated:
    """The state at the beginning of a span, in the true equator of date, and how near the orbit stays to the flown."""

    time: float
    """Of the beginning [s of TT since J2000.0]"""
    span: float
    """[s]"""
    position: FloatArray
    """(3,) [m]"""
    velocity: FloatArray
    """(3,) [m/s]"""
    rms: float
    """Of the distances [m]"""
    largest: float
    """Distance [m]"""

    def state(self, frame: Frame) -> tuple[FloatArray, FloatArray]:
        """Position [m] and velocity [m/s] in a frame; the axes of date held still."""
        times = np.array([self.time, self.time + 1.0])
        places, _ = in_frame(frame, times, np.tile(self.position, (2, 1)), np.zeros((2, 3)))
        speeds, _ = in_frame(frame, times, np.tile(self.velocity, (2, 1)), np.zeros((2, 3)))
        return places[0], speeds[0]


def integrated(
    design: Design, satellite: Satellite, start: float = 0.0, span: float = DAY, checkpoint: Checkpoint | None = None
) -> Integrated:
    """The orbit about the oblate Earth that is nearest to the one flown.

    Parameters
    ----------
    design : Design
        That `satellite` is of.
    satellite : Satellite
        Of :func:`~studio.analysis.ephemeris.fleet_satellites`.
    start : float
        Beginning of the span after the epoch [s].
    span : float
        Its length [s]; a revolution at least is taken.
    checkpoint : callable
        Told the share done; may raise to stop.
    """
    around = float(period(satellite.elements.semi_major_axis))
    span = max(span, around)
    count = int(min(max(_SAMPLES * span / around, 60), 2000))
    flown = ephemeris(design, [satellite], start, span, span / count, "TOD")
    times, truth = flown.elapsed - start, flown.positions[0]
    state = np.concatenate((truth[0], flown.velocities[0, 0]))
    # A state that is off by metres a second is a whole turn off after some days: the span grows as the state gets good.
    spans = [around, *(one for one in (4.0 * around, 20.0 * around) if one < 0.7 * span), span]
    for number, length in enumerate(spans):
        within = times <= length * (1.0 + 1e-12)
        state, off = _nearest(state, times[within], truth[within])
        if checkpoint is not None:
            checkpoint((number + 1) / len(spans))
    distance = np.linalg.norm(off, axis=-1)
    return Integrated(float(flown.times[0]), span, state[:3], state[3:], float(np.sqrt(np.mean(distance**2))),
                      float(distance.max()))  # fmt: skip


def _nearest(state: FloatArray, times: FloatArray, truth: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The state near `state` (6,) from which an orbit stays nearest to positions (t, 3), and how far it is off."""
    best: tuple[float, FloatArray, FloatArray] | None = None
    for _ in range(_ROUNDS):
        paths = _paths(state + np.vstack((np.zeros(6), np.diag(_NUDGES))), times)
        off = paths[0] - truth
        rms = float(np.sqrt(np.mean(np.sum(off**2, axis=-1))))
        settled = best is not None and best[0] - rms < _SETTLED
        if best is None or rms < best[0]:
            best = rms, state, off
        if settled:
            break
        slope = (paths[1:] - paths[0]).reshape(6, -1).T  # for a whole nudge of each component
        nudges, *_ = np.linalg.lstsq(slope, off.ravel(), rcond=None)
        state = state - nudges * _NUDGES
    assert best is not None
    return best[1:]


def _paths(states: FloatArray, times: FloatArray) -> FloatArray:
    """(n, t, 3) Positions of orbits that begin with states (n, 6), all integrated in step."""
    from scipy.integrate import solve_ivp

    count = len(states)

    def slope(_: float, packed: FloatArray) -> FloatArray:
        rows = packed.reshape(count, 6)
        return np.concatenate((rows[:, 3:], gravity(rows[:, :3])), axis=1).ravel()

    scale = np.tile([1e-2, 1e-2, 1e-2, 1e-5, 1e-5, 1e-5], count)
    found = solve_ivp(slope, (0.0, float(times[-1])), states.ravel(), "DOP853", times, rtol=1e-8, atol=scale)
    return np.asarray(np.moveaxis(found.y.reshape(count, 6, -1)[:, :3], 1, 2))
