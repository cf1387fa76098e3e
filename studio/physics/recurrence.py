"""Periodic states of a sequence of maps, found in a logarithmic number of large array operations.

A quantity that steps through an orbit, x_i = f_i(x_{i−1}), and returns to itself after N steps is the fixed point of
the product of all maps. Maps of a family closed under composition are combined in pairs until one is left; its fixed
point is the state at the orbit's end, and the states in between are filled in on the way back (odd-even reduction).
The work is that of about two passes over the orbit, whatever the number of orbits beside it.
"""

from collections.abc import Callable

import numpy as np

from studio.physics.arrays import Array

Arrays = tuple[Array, ...]
"""The parameters of maps, or the components of states: the first axis is the step, the others are a batch."""


def periodic_states(
    maps: Arrays,
    compose: Callable[[Arrays, Arrays], Arrays],
    apply: Callable[[Arrays, Arrays], Arrays],
    fixed_point: Callable[[Arrays], Arrays],
) -> Arrays:
    """States after each step of a sequence that returns to itself.

    Parameters
    ----------
    maps
        Parameters of the map of each step, arrays of shape (N, …).
    compose
        ``compose(later, earlier)``: parameters of the map that does `earlier`, then `later`.
    apply
        ``apply(maps, states)``: the states that the maps make of `states`.
    fixed_point
        The states that maps leave unchanged.

    Returns
    -------
    Arrays
        Components of the state after each step, of shape (N, …); the last is also the state before the first step.
    """
    steps = len(maps[0])
    if steps == 1:
        return fixed_point(maps)
    pairs = steps // 2
    first = tuple(part[0 : 2 * pairs : 2] for part in maps)
    second = tuple(part[1 : 2 * pairs : 2] for part in maps)
    coarse = compose(second, first)
    if steps % 2:
        coarse = tuple(np.concatenate((part, whole[-1:])) for part, whole in zip(coarse, maps, strict=True))
    after = periodic_states(coarse, compose, apply, fixed_point)
    before = tuple(np.concatenate((part[-1:], part[: pairs - 1])) for part in after)
    between = apply(first, before)
    states = tuple(np.empty((steps, *part.shape[1:])) for part in after)
    for whole, filled, known in zip(states, between, after, strict=True):
        whole[0 : 2 * pairs : 2] = filled
        whole[1 : 2 * pairs : 2] = known[:pairs]
        if steps % 2:
            whole[-1] = known[-1]
    return states


def compose_affine(later: Arrays, earlier: Arrays) -> Arrays:
    """Parameters (a, b) of the scalar map x → a x + b that does `earlier`, then `later`."""
    (a2, b2), (a1, b1) = later, earlier
    return a2 * a1, a2 * b1 + b2


def apply_affine(maps: Arrays, states: Arrays) -> Arrays:
    """The states a x + b."""
    (a, b), (x,) = maps, states
    return (a * x + b,)


def fixed_affine(maps: Arrays) -> Arrays:
    """The states with x = a x + b, for a < 1."""
    a, b = maps
    return (b / (1.0 - a),)


def compose_affine_pair(later: Arrays, earlier: Arrays) -> Arrays:
    """Parameters (a, b, c, d, p, q) of the map (x, y) → (a x + b y + p, c x + d y + q) that does both in turn."""
    (a2, b2, c2, d2, p2, q2), (a1, b1, c1, d1, p1, q1) = later, earlier
    return (
        a2 * a1 + b2 * c1,
        a2 * b1 + b2 * d1,
        c2 * a1 + d2 * c1,
        c2 * b1 + d2 * d1,
        a2 * p1 + b2 * q1 + p2,
        c2 * p1 + d2 * q1 + q2,
    )


def apply_affine_pair(maps: Arrays, states: Arrays) -> Arrays:
    """The states (a x + b y + p, c x + d y + q)."""
    (a, b, c, d, p, q), (x, y) = maps, states
    return a * x + b * y + p, c * x + d * y + q


def fixed_affine_pair(maps: Arrays) -> Arrays:
    """The states that the maps (a, b, c, d, p, q) leave unchanged, for a contraction."""
    a, b, c, d, p, q = maps
    determinant = (1.0 - a) * (1.0 - d) - b * c
    return ((1.0 - d) * p + b * q) / determinant, (c * p + (1.0 - a) * q) / determinant
