"""The equal steps of an orbit, cut where the shadow begins and ends.

Means over a step hide what happens in one that the edge of the shadow divides: the battery gives in its dark part and
takes in its lit one, while the mean of both shows neither. Each such step is cut in two, of which one is dark and the
other as bright as makes the mean; nothing else is known of it, and no energy is gained or lost.

A penumbra is so taken for an edge in its middle. What a battery gives then comes out right or a little high: by at most
a quarter of what the load takes in a step, in orbits that graze the shadow by three quarters; without the cuts it comes
out low by up to a whole step and more (tests/physics/test_shadow_steps.py, against steps a hundred times finer).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.physics.arrays import Array, floats

_STEEP = 0.5
"""A step is divided by an edge where the light differs so much from a neighbour's; in a long penumbra it is not."""
_CUTS = 2


@dataclass(frozen=True, slots=True)
class ShadowSteps:
    """D orbits of N equal steps, two of each cut in two: M = N + 2 parts."""

    share: Array
    """Length of each part over that of a step [1], shape (D, M)."""
    source: NDArray[np.intp]
    """The step that each part is of, in the flattened (D, N), shape (D, M)."""
    first: NDArray[np.intp]
    """The first part of each step, in the flattened (D, M), shape (D, N)."""
    second: NDArray[np.intp]
    """The second part of the steps that are cut, in the flattened (D, M), shape (D, 2)."""
    cut: NDArray[np.intp]
    """Those steps, in the flattened (D, N), shape (D, 2)."""
    lit: Array
    """Lit share of those steps; 1 where the cut is none of the shadow's, shape (D, 2)."""
    dark_first: NDArray[np.bool_]
    """Whether the first part of those steps is the dark one, shape (D, 2)."""

    def parts(self, mean: ArrayLike, dark: ArrayLike = 0.0) -> Array:
        """Values in the parts, shape (D, M).

        Parameters
        ----------
        mean
            Mean of each step, shape (D, N).
        dark
            Value in the shadow, shape (D, N) or (N,).
        """
        means = np.broadcast_to(floats(mean), self.first.shape)
        found = np.take(means, self.source)
        whole = np.take(means, self.cut)
        shaded = np.take(np.broadcast_to(floats(dark), means.shape), self.cut)
        bright = (whole - (1.0 - self.lit) * shaded) / self.lit
        shaded = np.where(self.lit < 1.0, shaded, whole)
        flat, before = found.reshape(-1), self.second - 1
        flat[before] = np.where(self.dark_first, shaded, bright)
        flat[self.second] = np.where(self.dark_first, bright, shaded)
        return found

    def means(self, parts: Array) -> Array:
        """Means of the steps, shape (D, N), of values in the parts (D, M)."""
        weighted = (parts * self.share).reshape(-1)
        found: Array = np.take(weighted, self.first)
        found.reshape(-1)[self.cut] += weighted[self.second]
        return found

    def starts(self, edges: Array) -> Array:
        """Values at the start of the steps, shape (D, N), of those at the edges of the parts (D, M + 1)."""
        return np.asarray(np.take(edges[..., :-1], self.first), dtype=np.float64)



def shadow_steps(light: ArrayLike) -> ShadowSteps:
    """The steps of orbits, cut at the edges of the shadow.

    Parameters
    ----------
    light
        Visible share of the solar disk, mean over each of N equal steps [1], shape (D, N).

    Returns
    -------
    ShadowSteps
        At most one step is cut where the light goes and one where it comes back. An orbit without such a step has two
        others cut in halves, so that all have as many parts.

    Raises
    ------
    ValueError
        If an orbit has fewer than two steps.
    """
    seen = floats(light)
    days, steps = seen.shape
    if steps < _CUTS:
        raise ValueError("an orbit needs at least two steps")
    row = np.arange(days)
    # Few steps of an orbit are neither dark nor lit: of those that an edge may divide, the one that it divides most
    # evenly has the most to tell.
    orbit, place = np.nonzero((seen > 0.0) & (seen < 1.0))
    share, before, after = (seen[orbit, (place + beside) % steps] for beside in (0, -1, 1))
    steep = np.maximum(np.abs(share - before), np.abs(after - share)) >= _STEEP
    orbit, place, weight, leaving = (each[steep] for each in (orbit, place, share * (1.0 - share), after <= before))
    chosen, known = np.zeros((days, _CUTS), dtype=np.intp), np.zeros((days, _CUTS), dtype=bool)
    for side, wanted in enumerate((leaving, ~leaving)):
        best = np.zeros(days)
        np.maximum.at(best, orbit[wanted], weight[wanted])
        best_of = wanted & (weight == best[orbit]) & (weight > 0.0)
        # Of equals the first: what is written last stays.
        chosen[orbit[best_of][::-1], side] = place[best_of][::-1]
        known[:, side] = best > 0.0
    # An orbit without an edge is cut at some other step: any but the one that is cut already.
    chosen[~known[:, 0], 0] = (chosen[~known[:, 0], 1] + 1) % steps
    chosen[~known[:, 1], 1] = (chosen[~known[:, 1], 0] + 1) % steps
    order = np.argsort(chosen, axis=-1)
    chosen, known = np.take_along_axis(chosen, order, axis=-1), np.take_along_axis(known, order, axis=-1)
    dark_first = known & (order == 1)
    lit = np.where(known, seen[row[:, None], chosen], 1.0)
    length = np.where(known, np.where(dark_first, 1.0 - lit, lit), 0.5)

    one, two = chosen[:, :1], chosen[:, 1:]
    part, step = np.arange(steps + _CUTS), np.arange(steps)
    source = part - (part > one) - (part > two + 1) + steps * row[:, None]
    first = step + (step > one) + (step > two)
    second = chosen + np.array([1, 2]) + (steps + _CUTS) * row[:, None]
    share = np.ones((days, steps + _CUTS))
    share.reshape(-1)[second - 1] = length
    share.reshape(-1)[second] = 1.0 - length
    return ShadowSteps(
        share=share,
        source=source,
        first=first + (steps + _CUTS) * row[:, None],
        second=second,
        cut=chosen + steps * row[:, None],
        lit=lit,
        dark_first=dark_first,
    )
