"""The fins of a radiator between two tubes: how much less they radiate than if they were as warm as their roots."""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.constants import STEFAN_BOLTZMANN

_HALF = 14
"""Chebyshev points from the root to the middle of the fin."""
_ITERATIONS = 60
_SETTLED = 1e-12
_LARGEST = 200.0
"""Profile number beyond which the layer at the root is too thin for the points."""
_SHORT = 1e-6
"""Profile number below which the next term, of N², is of no account, and the slope at the root lost in rounding."""


def profile_number(
    half_width: ArrayLike, thickness: ArrayLike, conductivity: ArrayLike, emittance: ArrayLike, temperature: ArrayLike
) -> Array:
    """Ratio of what a fin could radiate to what it could conduct, N = ε σ T³ L² / (k t) [1].

    Parameters
    ----------
    half_width
        From the root to the middle between two tubes, L [m].
    thickness
        Of the fin, t [m].
    conductivity
        Along the fin, k [W/(m·K)].
    emittance
        Sum over the faces that radiate [1].
    temperature
        At the root [K].

    Returns
    -------
    NDArray[np.float64]
        Profile number [1].

    Raises
    ------
    ValueError
        If the fin has no thickness or no conductivity.

    References
    ----------
    .. [1] S. Lieblein, "Analysis of Temperature Distribution and Radiant Heat Transfer Along a Rectangular Fin of
       Constant Thickness", NASA TN D-196 (1959).
    """
    along = floats(conductivity) * floats(thickness)
    if not np.all(along > 0.0):
        raise ValueError("a fin needs a thickness and a conductivity")
    lost = floats(emittance) * STEFAN_BOLTZMANN * floats(temperature) ** 3
    return np.asarray(lost * floats(half_width) ** 2 / along, dtype=np.float64)


def fin_efficiency(profile: ArrayLike, sink_ratio: ArrayLike = 0.0) -> Array:
    """Net heat of a radiating fin over that of one as warm as its root throughout [1].

    Solves θ'' = N (θ⁴ − θ_s⁴) with θ = 1 at the root and θ' = 0 in the middle, on Chebyshev points by Newton's method;
    the efficiency is θ'(root) / (N (1 − θ_s⁴)).

    Parameters
    ----------
    profile
        N [1], from :func:`profile_number`, at most 200.
    sink_ratio
        Temperature of the sink over that of the root, θ_s [1], below 1.

    Returns
    -------
    NDArray[np.float64]
        Efficiency between 0 and 1, in the broadcast shape.

    Raises
    ------
    ValueError
        If the sink is as warm as the root, or the fin so long and thin that it radiates from its root alone.
    """
    number, sink = np.broadcast_arrays(floats(profile), floats(sink_ratio))
    if np.any(sink >= 1.0) or np.any(sink < 0.0):
        raise ValueError("a fin rejects no heat to a sink as warm as its root")
    if np.any(number > _LARGEST) or np.any(number < 0.0):
        raise ValueError("the fins are so long and thin that they radiate from their roots alone")
    second, slope = _derivatives()
    power = (sink**4)[..., np.newaxis]
    scale = number[..., np.newaxis]
    inner = np.ones((*number.shape, _HALF))
    for _ in range(_ITERATIONS):
        # The root's value, 1, is the first column of both matrices.
        residual = second[:, 0] + inner @ second[:, 1:].T - scale * (inner**4 - power)
        jacobian = second[:, 1:] - (4.0 * scale * inner**3)[..., np.newaxis] * np.eye(_HALF)
        step = np.linalg.solve(jacobian, residual[..., np.newaxis])[..., 0]
        inner = inner - step
        if np.max(np.abs(step), initial=0.0) <= _SETTLED:
            break
    rise = slope[0] + inner @ slope[1:]
    small = number < _SHORT
    reach = np.where(small, 1.0, number * (1.0 - sink**4))
    # To the first order in N, whatever the sink.
    return np.asarray(np.where(small, 1.0 - 4.0 / 3.0 * number, rise / reach), dtype=np.float64)


@cache
def _derivatives() -> tuple[Array, Array]:
    """Second derivative at the points within the fin, and first at its root, of even polynomials by their values."""
    count = 2 * _HALF + 1  # odd, so that the middle of the fin is a point
    order = np.arange(count + 1)
    points = np.cos(np.pi * order / count)
    weight = np.where((order == 0) | (order == count), 2.0, 1.0) * (-1.0) ** order
    apart = points[:, None] - points[None, :] + np.eye(count + 1)
    first = weight[:, None] / weight[None, :] / apart
    first -= np.diag(first.sum(axis=1))
    twice = first @ first
    half = _HALF + 1
    fold = np.zeros((count + 1, half))
    fold[np.arange(half), np.arange(half)] = 1.0
    fold[count - np.arange(half), np.arange(half)] += 1.0
    return np.asarray((twice @ fold)[1:half], dtype=np.float64), np.asarray((first @ fold)[0], dtype=np.float64)
