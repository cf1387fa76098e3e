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
    the efficiency is the mean of (θ⁴ − θ_s⁴) / (1 − θ_s⁴): the slope at the root over N (1 − θ_s⁴) is the same, but for
    short fins and warm sinks lost in rounding.

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
    second, weights = _second_derivative()[:, 1:], _weights()[1:]
    # θ = 1 − (1 − θ_s⁴) v, so that nothing is lost where all of the fin is as warm as its root; there v is 0.
    span = ((1.0 - sink) * (1.0 + sink) * (1.0 + sink**2))[..., np.newaxis]
    scale = number[..., np.newaxis]
    inner = np.zeros((*number.shape, _HALF))
    for _ in range(_ITERATIONS):
        theta = 1.0 - span * inner
        residual = inner @ second.T + scale * (1.0 - inner * (1.0 + theta) * (1.0 + theta**2))
        jacobian = second - (4.0 * scale * theta**3)[..., np.newaxis] * np.eye(_HALF)
        step = np.linalg.solve(jacobian, residual[..., np.newaxis])[..., 0]
        inner = inner - step
        if np.max(np.abs(step), initial=0.0) <= _SETTLED:
            break
    theta = 1.0 - span * inner
    return np.asarray(1.0 - (inner * (1.0 + theta) * (1.0 + theta**2)) @ weights, dtype=np.float64)


def _points() -> Array:
    """From root to root, an even number: the fin's middle is between two of them."""
    count = 2 * _HALF + 1
    return np.asarray(np.cos(np.pi * np.arange(count + 1) / count), dtype=np.float64)


def _folded(of_all: Array) -> Array:
    """What belongs to the points of one half, of an even function, from what belongs to those of both."""
    return of_all[..., : _HALF + 1] + of_all[..., : _HALF : -1]


@cache
def _second_derivative() -> Array:
    """Second derivative at the points within the fin, of an even polynomial by its values at all points."""
    points = _points()
    order = np.arange(points.size)
    weight = np.where((order == 0) | (order == points.size - 1), 2.0, 1.0) * (-1.0) ** order
    apart = points[:, None] - points[None, :] + np.eye(points.size)
    first = weight[:, None] / weight[None, :] / apart
    first -= np.diag(first.sum(axis=1))
    return np.asarray(_folded(first @ first)[1 : _HALF + 1], dtype=np.float64)


@cache
def _weights() -> Array:
    """Of the values at the points, root first, in the mean of an even polynomial over the fin (Clenshaw and Curtis)."""
    points = _points()
    order = np.arange(points.size)
    means = np.where(order % 2 == 0, 1.0 / (1.0 - np.where(order % 2 == 0, order, 0.0) ** 2), 0.0)
    chebyshev = np.cos(order[:, None] * np.arccos(points))
    return np.asarray(_folded(np.linalg.solve(chebyshev, means)), dtype=np.float64)
