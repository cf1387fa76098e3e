"""Periodic states of a sequence of maps, found in a logarithmic number of large array operations.

A quantity that steps through an orbit, x_i = f_i(x_{i−1}), and returns to itself after N steps is the fixed point of
the product of all maps. Maps of a family closed under composition are combined in pairs until one is left; its fixed
point is the state at the orbit's end, and the states in between are filled in on the way back (odd-even reduction).
The work is that of about two passes over the orbit, whatever the number of orbits beside it.
"""

from collections.abc import Callable

import numpy as np

from studio.physics.arrays import Array
from studio.physics.workspace import aligned_empty

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


class PeriodicAffine:
    """`periodic_states` of the scalar maps x → a x + b, in arrays that are set up once and filled again and again.

    Fill `slope` and `offset`, of shape (N, …), and `solve`: `states` then holds the states. All three change.
    """

    slope: Array
    offset: Array
    states: Array

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.slope, self.offset, self.states = parts = tuple(aligned_empty((3, *shape)))
        self._levels: list[_Level] = []
        while (steps := len(parts[0])) > 1:
            pairs = steps // 2
            coarse = aligned_empty((3, pairs + steps % 2, *shape[1:]))
            self._levels.append(_Level(*parts, *coarse))
            parts = tuple(coarse)
        self._last = parts

    def solve(self) -> Array:
        """States after each step, which return to themselves: the product of all slopes must not be 1."""
        for level in self._levels:
            level.combine()
        slope, offset, state = self._last
        np.subtract(1.0, slope, out=state)
        np.divide(offset, state, out=state)
        for level in reversed(self._levels):
            level.fill_in()
        return self.states


class _Level:
    """Views into the arrays of one level of the reduction and of the coarser one: to make them takes time."""

    def __init__(
        self, slope: Array, offset: Array, states: Array, coarse_slope: Array, coarse_offset: Array, coarse: Array
    ) -> None:
        steps = len(slope)
        even, pairs = steps - steps % 2, steps // 2
        self._earlier, self._later = (slope[0:even:2], offset[0:even:2]), (slope[1:even:2], offset[1:even:2])
        self._both = coarse_slope[:pairs], coarse_offset[:pairs]
        self._between, self._after = states[0:even:2], states[1::2]
        self._from_before = slope[2:even:2], coarse[: pairs - 1], states[2:even:2]
        self._from_last = slope[0], coarse[-1], states[0]
        self._known = coarse[:pairs]
        self._alone = [(slope[-1], coarse_slope[-1]), (offset[-1], coarse_offset[-1])] if steps % 2 else []
        self._alone_state = [(coarse[-1], states[-1])] if steps % 2 else []

    def combine(self) -> None:
        (slope1, offset1), (slope2, offset2), (slope, offset) = self._earlier, self._later, self._both
        np.multiply(slope2, slope1, out=slope)
        np.multiply(slope2, offset1, out=offset)
        np.add(offset, offset2, out=offset)
        for source, target in self._alone:
            np.copyto(target, source)

    def fill_in(self) -> None:
        for factor, before, state in (self._from_last, self._from_before):
            np.multiply(factor, before, out=state)
        np.add(self._between, self._earlier[1], out=self._between)
        np.copyto(self._after, self._known)
        for source, target in self._alone_state:
            np.copyto(target, source)


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
