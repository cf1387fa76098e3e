"""The states to start an integrated orbit from, so that it flies where mean elements say.

Mean elements put into a numerical propagator as they are would fly another orbit: the oblateness of the Earth makes
the semi-major axis swing by kilometres within a revolution, and one that is a kilometre off is ninety kilometres along
the track a day later. The states here are found by least squares instead [1]_: integrated about a point mass with J2,
they stay about the given positions, and what is left are the short-period terms, and over months what mean elements
leave out in the square of J2: some tenths of a per cent of the drift of the node. The short periods of node and
inclination, put together, tilt the plane by 3/8 J2 (R/a)² sin 2i for good, and so does the state found.

References
----------
.. [1] O. Montenbruck, E. Gill, "Satellite Orbits", Springer, 2000, section 8.1 (least-squares estimation).
.. [2] E. Hairer, S. P. Nørsett, G. Wanner, "Solving Ordinary Differential Equations I", Springer, 1993, section II.10:
       the integrator of order 8 (DOP853).
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.relative_motion import gravity
from studio.text import tr

_TOLERANCE = 1e-11
_ROUNDS = 12
_SMALL = 0.05
"""Last step [m, mm/s] after which a state counts as found,"""
_SETTLED = 1e-7
"""or share by which the distances shrank with it."""
_UNIT = np.array([1.0, 1.0, 1.0, 1e-3, 1e-3, 1e-3])
"""Metres and millimetres a second: they change an orbit by about as much each, so that one scale fits all six."""


class Osculating(NamedTuple):
    """States of n satellites at the first instant, and how the orbits from there keep to the positions."""

    position: Array
    """(n, 3) [m]"""
    velocity: Array
    """(n, 3) [m/s]"""
    mean_square: Array
    """(n,) Root of the mean square distance from the positions [m]"""
    farthest: Array
    """(n,) Greatest distance [m]"""


def osculating_states(
    times: ArrayLike,
    positions: ArrayLike,
    start: tuple[ArrayLike, ArrayLike],
    checkpoint: Callable[[float], None] | None = None,
) -> Osculating:
    """The states whose orbits about an oblate Earth keep nearest to given positions.

    Parameters
    ----------
    times : array_like, shape (t,)
        Rising, the first being that of the states [s].
    positions : array_like, shape (n, t, 3)
        About which the satellites shall fly; z along the Earth's axis [m].
    start : tuple of array_like, shape (n, 3)
        Positions [m] and velocities [m/s] to begin the search at.
    checkpoint : callable
        Told the share done; may raise to stop.

    Returns
    -------
    Osculating
        Found by the method of [1]_, the orbits integrated by that of [2]_.

    Raises
    ------
    ValueError
        If there are fewer than three instants, or no orbit is found.
    """
    t, wanted = floats(times), floats(positions)
    if t.ndim != 1 or len(t) < 3:
        raise ValueError(tr("a state is found from three instants or more"))
    state = np.concatenate([floats(part) for part in start], axis=-1)
    # The orbit is caught over the first of it, where the start cannot be far off, and then over longer parts.
    ends = sorted({max(3, len(t) // 16), max(3, len(t) // 4), len(t)})
    for done, end in enumerate(ends):
        state, residual = _fit(t[:end], wanted[:, :end], state)
        if checkpoint is not None:
            checkpoint((done + 1) / len(ends))
    distance = np.linalg.norm(residual, axis=-1)
    mean_square = np.sqrt(np.mean(np.square(distance), axis=-1))
    return Osculating(state[:, :3], state[:, 3:], floats(mean_square), floats(np.max(distance, axis=-1)))


def _fit(times: Array, wanted: Array, state: Array) -> tuple[Array, Array]:
    """States (n, 6) after Gauss–Newton from `state`, and what is left of `wanted` (n, t, 3)."""
    before = np.inf
    for _ in range(_ROUNDS):
        tried = np.concatenate((state[:, None], state[:, None] + np.diag(_UNIT)), axis=1)  # (n, 7, 6)
        flown = _fly(tried, times)  # (n, 7, t, 3)
        residual = wanted - flown[:, 0]
        size = float(np.sqrt(np.mean(np.square(residual))))
        slopes = (flown[:, 1:] - flown[:, :1]).reshape(len(state), 6, -1)
        step = np.stack([np.linalg.lstsq(slope.T, left.ravel(), rcond=None)[0] for slope, left in
                         zip(slopes, residual, strict=True)])  # fmt: skip
        state = state + step * _UNIT
        if np.max(np.abs(step)) < _SMALL or abs(before - size) <= _SETTLED * size:
            return state, residual
        before = size
    raise ValueError(tr("no state was found whose orbit about the oblate Earth keeps to the mean elements"))


def _fly(states: Array, times: Array) -> Array:
    """(..., t, 3) Positions of the orbits from `states` (..., 6)."""
    from scipy.integrate import solve_ivp

    shape = states.shape[:-1]
    packed = np.stack((states[..., :3].reshape(-1, 3), states[..., 3:].reshape(-1, 3)))

    def derivative(_: float, flat: Array) -> Array:
        both = flat.reshape(packed.shape)
        return np.concatenate((both[1].ravel(), gravity(both[0]).ravel()))

    found = solve_ivp(derivative, (times[0], times[-1]), packed.ravel(), "DOP853", times, rtol=_TOLERANCE, atol=1e-6)
    if not found.success:
        raise ValueError(tr("the orbit about the oblate Earth could not be integrated: {reason}", reason=found.message))
    places = found.y.reshape(2, -1, 3, len(times))[0]
    return floats(np.moveaxis(places, -1, -2).reshape(*shape, len(times), 3))
