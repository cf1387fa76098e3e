"""A cluster flown: its members integrated one by one about the oblate Earth, without linear theory.

References
----------
.. [1] E. Hairer, S. P. Nørsett, G. Wanner, "Solving Ordinary Differential Equations I", Springer, 1993, section II.10:
       the integrator of order 8 with dense output (DOP853).
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.integrate import DOP853
from scipy.spatial import cKDTree

from studio.physics.arrays import Array, floats
from studio.physics.relative_motion import gravity
from studio.text import tr

_TOLERANCE = 1e-12
_SAMPLES = 72


class Flight(NamedTuple):
    """Offsets of members from a centre that flies with them; curvilinear, in the orbit of the centre."""

    time: Array
    """(T,) [s]"""
    radial: Array
    """(T, n) [m]"""
    along: Array
    """(T, n) On the circle of the orbit [m]"""
    across: Array
    """(T, n) [m]"""
    closest: Array
    """(T,) Least distance of two members, the centre not counted [m]; infinite for a single one"""


def fly(
    centre: tuple[ArrayLike, ArrayLike],
    members: tuple[ArrayLike, ArrayLike],
    period: float,
    revolutions: int,
    checkpoint: Callable[[float], None] | None = None,
) -> Flight:
    """The motion of a cluster about an unperturbed centre.

    Parameters
    ----------
    centre : tuple of array_like, shape (3,)
        Position [m] and velocity [m/s] of the centre.
    members : tuple of array_like, shape (n, 3)
        Of the members.
    period : float
        Of a revolution [s]; 72 samples are taken in each.
    revolutions : int
        How many are flown.
    checkpoint : callable, optional
        Told the fraction that is done, after every step; may raise to stop.

    Returns
    -------
    Flight
        With 72 · revolutions + 1 samples.

    Raises
    ------
    ValueError
        If no revolution is asked for, or the integrator fails.
    """
    if revolutions < 1:
        raise ValueError(tr("a flight takes at least one revolution"))
    place = np.vstack((floats(centre[0]), floats(members[0])))
    speed = np.vstack((floats(centre[1]), floats(members[1])))
    shape = (2, *place.shape)

    def derivative(_: float, state: Array) -> Array:
        both = state.reshape(shape)
        return np.concatenate((both[1].ravel(), gravity(both[0]).ravel()))

    time = np.linspace(0.0, revolutions * period, _SAMPLES * revolutions + 1)
    solver = DOP853(derivative, 0.0, np.stack((place, speed)).ravel(), float(time[-1]), rtol=_TOLERANCE, atol=1e-7)
    rows = np.empty((4, len(time), len(place) - 1))
    closest = np.empty(len(time))
    done = 0
    while done < len(time):
        if done:
            failure = solver.step()
            if solver.status == "failed":
                raise ValueError(tr("the integration of the cluster failed: {reason}", reason=str(failure)))
            ready = int(np.searchsorted(time, solver.t, side="right"))
            states = solver.dense_output()(time[done:ready]).T.reshape(-1, *shape) if ready > done else ()
        else:
            ready, states = 1, solver.y.reshape(1, *shape)
        for row, state in enumerate(states, start=done):
            rows[:3, row], closest[row] = _relative(state)
        done = ready
        if checkpoint is not None:
            checkpoint(solver.t / float(time[-1]))
    return Flight(time, rows[0], rows[1], rows[2], closest)


def mean_drift(flight: Flight) -> Array:
    """(n,) Speed along the track between the mean places of the first and the last revolution [m/s].

    Raises
    ------
    ValueError
        If fewer than two revolutions were flown.
    """
    turns = (len(flight.time) - 1) // _SAMPLES
    if turns < 2:
        raise ValueError(tr("a drift needs at least two revolutions"))
    mean = flight.along[:-1].reshape(turns, _SAMPLES, -1).mean(axis=1)
    return np.asarray((mean[-1] - mean[0]) / (flight.time[_SAMPLES] * (turns - 1)))


def _relative(state: Array) -> tuple[Array, float]:
    """(3, n) radial, along, across of the members of one instant, and the least distance of two."""
    place, speed = state[0], state[1, 0]
    radius = float(np.linalg.norm(place[0]))
    outwards = place[0] / radius
    normal = np.cross(place[0], speed)
    normal /= np.linalg.norm(normal)
    ahead = np.cross(normal, outwards)
    # The offsets are projected, not the places: a difference of large projections would cost their last digits.
    offset = place[1:] - place[0]
    up, forward = offset @ outwards, offset @ ahead
    height = np.hypot(radius + up, forward)
    relative = np.stack((height - radius, radius * np.arctan2(forward, radius + up), offset @ normal))
    if len(offset) < 2:
        return relative, np.inf
    pairs, _ = cKDTree(offset).query(offset, k=2)
    return relative, float(pairs[:, 1].min())
