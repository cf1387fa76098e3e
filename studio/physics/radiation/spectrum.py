"""Curves over energy that are straight between their nodes when both scales are logarithmic."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats

_NOTHING: Final = 1e-300


def interpolate(energy: ArrayLike, nodes: ArrayLike, values: ArrayLike) -> Array:
    """Values of curves between their nodes, a power of the energy in each interval.

    Parameters
    ----------
    energy
        Where the curves are wanted, any shape E; same unit as `nodes`.
    nodes
        Energies of the nodes, (N,), rising.
    values
        The curves at the nodes, (…, N), not negative.

    Returns
    -------
    NDArray[np.float64]
        The curves at `energy`, (…, *E): 0 below the first node and beside a node that is 0, the last value at the last
        node and above it.
    """
    at, knots, curves = floats(energy), floats(nodes), floats(values)
    logarithm = np.log(np.maximum(curves, _NOTHING))
    index = np.clip(np.searchsorted(knots, at, side="right") - 1, 0, knots.size - 2)
    left, right = np.log(knots[index]), np.log(knots[index + 1])
    share = np.clip((np.log(np.maximum(at, _NOTHING)) - left) / (right - left), 0.0, 1.0)
    result: Array = np.exp((1.0 - share) * logarithm[..., index] + share * logarithm[..., index + 1])
    below, above = curves[..., index] > 0.0, curves[..., index + 1] > 0.0
    alive = (below | (share == 1.0)) & (above | (share == 0.0)) & (at >= knots[0])
    return np.where(alive, result, 0.0)


def particles_between(edges: ArrayLike, nodes: ArrayLike, integral: ArrayLike) -> Array:
    """Particles in each interval of energy, from the integral spectrum.

    Parameters
    ----------
    edges
        Edges of the intervals, (K + 1,), rising; same unit as `nodes`.
    nodes
        Energies of the integral spectrum, (N,), rising.
    integral
        Particles above each node, (…, N) [any unit].

    Returns
    -------
    NDArray[np.float64]
        Particles in the intervals, (…, K): none below the first node; what the last node still holds lies above it
        and is counted nowhere unless the last edge reaches it.
    """
    limits, knots = floats(edges), floats(nodes)
    above = interpolate(np.maximum(limits, knots[0]), knots, integral)
    return np.maximum(above[..., :-1] - above[..., 1:], 0.0)
