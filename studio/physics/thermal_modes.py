"""Many small networks of heat nodes through time, each by the modes of its linear part.

What :mod:`studio.physics.thermal_transient` does with matrices is done here with numbers: about the slopes of its
radiation a network is a set of modes that decay independently, so that steps and waves of thousands of networks are
products of plain arrays. The equations, and so the results, are the same. Time is the last axis.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from studio.physics.arrays import Array
from studio.physics.thermal_network import COLDEST

_TOLERANCE: Final = 1e-6
"""Change of a temperature [K] at which the iteration ends: the next one is some ten times smaller."""
_TURNS: Final = 30
_SLOW: Final = 0.5
_STIFFEST: Final = 1e10
_APART: Final = 1e-9
_TOO_FAR: Final = 1e-13
"""Shares of the fastest decay below which rounding may take more from the slowest one than the iteration does: there it
is looked whether it has, and is certain to have."""
_NEWTON: Final = 60
_SMALL: Final = 1e-3
"""Share of a time constant below which φ₂ is a short series."""
_TRUE: Final = 1e-9
"""What rounding may take of a matrix that is put together again from its modes."""


@dataclass(frozen=True, slots=True)
class Networks:
    """B networks of n nodes, of which `hot` radiate to space and to nothing else."""

    capacity: Array
    """Heat capacity of each node [J/K], shape (B, n)."""
    exchange: Array
    """By conduction and flow between the nodes [W/K], shape (B, n, n)."""
    radiative: Array
    """σ times the radiative conductance of the hot nodes [W/K⁴], shape (B, k)."""
    hot: NDArray[np.intp]
    """Places of the k hot nodes."""
    symmetric: bool
    """Whether heat passes between any two nodes as well one way as the other, as it does without heat exchangers."""

    def some(self, which: NDArray[np.intp]) -> "Networks":
        return Networks(self.capacity[which], self.exchange[which], self.radiative[which], self.hot, self.symmetric)


def steady_temperatures(networks: Networks, heat: Array) -> Array:
    """Temperatures in balance with constant heat (B, c, n) [W] in each of c cases, shape (B, c, n) [K].

    The nodes that do not radiate follow linearly from those that do, of which alone Newton's method is left.

    Raises
    ------
    ValueError
        If the heat of some node has no way out, or no temperatures above 0 K balance.
    """
    n, hot = networks.capacity.shape[-1], networks.hot
    cold = np.setdiff1d(np.arange(n), hot)
    rows = networks.exchange[:, cold]
    given = np.concatenate((rows[:, :, hot], np.swapaxes(heat[..., cold], -1, -2)), axis=-1)
    try:
        solved = np.linalg.solve(rows[:, :, cold], given)
    except np.linalg.LinAlgError:
        raise ValueError("the heat of a node has no way out of the network") from None
    follow, alone = solved[..., : hot.size], np.swapaxes(solved[..., hot.size :], -1, -2)
    across = networks.exchange[:, hot][:, :, cold]
    slope = networks.exchange[:, hot][:, :, hot] - across @ follow
    load = heat[..., hot] - alone @ np.swapaxes(across, -1, -2)
    radiative = networks.radiative[:, None]
    warm = np.full(load.shape, 300.0)
    identity = np.eye(hot.size)
    for _ in range(_NEWTON):
        cube = warm**3
        residual = load - warm @ np.swapaxes(slope, -1, -2) - radiative * cube * warm
        matrix = slope[:, None] + identity * (4.0 * radiative * cube)[..., None]
        before, step = warm, _solved(matrix, residual)
        warm = np.maximum(warm + step, np.maximum(0.3 * warm, COLDEST))
        if not np.any(np.abs(warm - before) > 1e-10 * warm):
            break
    found = np.empty(heat.shape)
    found[..., hot] = warm
    found[..., cold] = alone - warm @ np.swapaxes(follow, -1, -2)
    if not np.all(found > COLDEST):
        raise ValueError("no steady temperatures balance the heat of the network")
    return found


def _solved(matrix: Array, right: Array) -> Array:
    """Of one or two equations, written out."""
    if right.shape[-1] != 2:
        return np.asarray(np.linalg.solve(matrix, right[..., None])[..., 0])
    a, b, c, d = matrix[..., 0, 0], matrix[..., 0, 1], matrix[..., 1, 0], matrix[..., 1, 1]
    first, second = right[..., 0], right[..., 1]
    return np.stack((d * first - b * second, a * second - c * first), axis=-1) / (a * d - b * c)[..., None]


class Modes:
    """The modes of networks about the slopes T³ of their radiation, over steps of equal length.

    With y the amplitudes, x = U y and f = V g for the heat g of the nodes: y' = e y + h φ₁ f over a step, and its mean
    is φ₁ y + h φ₂ f.
    """

    def __init__(self, networks: Networks, slopes: Array, step: Array) -> None:
        """`slopes` (B, c, n) [K³] of c cases, `step` (B,) [s]."""
        hot = networks.hot
        linear = np.broadcast_to(networks.exchange[:, None], (*slopes.shape, slopes.shape[-1])).copy()
        linear[..., hot, hot] += networks.radiative[:, None] * 4.0 * slopes[..., hot]
        least = step[:, None, None] / _STIFFEST * np.abs(np.diagonal(linear, axis1=-2, axis2=-1))
        capacity = np.maximum(networks.capacity[:, None], least)
        if not np.all(np.isfinite(linear)):
            raise ValueError("the matrix of a linear system is not finite")
        if networks.symmetric:
            root = 1.0 / np.sqrt(capacity)
            rate, vectors = np.linalg.eigh(linear * root[..., :, None] * root[..., None, :])
            self.of_modes = vectors * root[..., :, None]
            self.of_heat = np.swapaxes(self.of_modes, -1, -2)
        else:
            matrix = linear / capacity[..., :, None]
            rate, vectors = np.linalg.eig(matrix)
            inverse = np.linalg.inv(vectors)
            again = (vectors * rate[..., None, :]) @ inverse
            if np.abs(again - matrix).max() > _TRUE * np.abs(matrix).max():
                raise ValueError("the modes of a network are too much alike")
            self.of_modes, self.of_heat = vectors, inverse / capacity[..., None, :]
        h = step[:, None, None]
        self.linear, self.rate, decay = linear, rate, -rate * h
        self.whole = np.exp(decay)
        near = np.abs(decay) < _SMALL
        safe = np.where(near, 1.0, decay)
        first = np.where(near, 1.0 + decay / 2.0 + decay**2 / 6.0 + decay**3 / 24.0, (self.whole - 1.0) / safe)
        if not np.iscomplexobj(decay):
            first = np.where(near, first, np.expm1(decay) / safe)
        second = np.where(near, 0.5 + decay / 6.0 + decay**2 / 24.0 + decay**3 / 120.0, (first - 1.0) / safe)
        self.mean_of_state, self.state_of_heat, self.mean_of_heat = first, h * first, h * second
        self.slopes, self.hot, self.capacity = 4.0 * slopes[..., hot], hot, capacity
        self.hot_of_modes = self.of_modes[..., hot, :]
        self.radiated = self.of_heat[..., hot] * networks.radiative[:, None, None, :]
        """What each mode gets of T⁴ beyond its line."""

    def beyond(self, mean: Array) -> Array:
        """What T⁴ of the hot nodes is beyond its line [K⁴], for their means (B, c, k, N)."""
        warm = np.maximum(mean, COLDEST)
        warm *= warm
        warm *= warm
        warm -= self.slopes[..., None] * mean
        return warm


def periodic_modes(networks: Networks, reference: Array, heat: Array, step: Array) -> "PeriodicWaves":
    """Temperatures that repeat themselves over N steps, as waves.

    Parameters
    ----------
    networks
        B networks.
    reference
        Their temperatures with the mean of the heat, shape (B, c, n), from :func:`steady_temperatures`.
    heat
        Into each node in each step, that from the boundaries included [W], shape (B, c, n, N).
    step
        Length of the steps [s], shape (B,).

    Raises
    ------
    ValueError
        If the iteration does not settle at once: then another line has to be laid, network by network.
    """
    steps, count = heat.shape[-1], networks.hot.size
    modes = Modes(networks, reference**3, step)
    if not np.all(modes.rate.real > 0.0):
        raise ValueError("the heat of a node has no way out of the network")
    _check_slowest(modes, heat.mean(axis=-1))
    state = _ahead(modes, steps)
    mean = modes.mean_of_state[..., None] * state
    mean += modes.mean_of_heat[..., None]
    mean[..., 0] = state[..., 0]
    driving = _product(modes.of_heat, np.fft.rfft(heat, axis=-1))
    base = np.fft.irfft(_product(modes.hot_of_modes, mean * driving), n=steps, axis=-1)
    pairs = modes.hot_of_modes[..., :, None, :] * np.swapaxes(modes.radiated, -1, -2)[..., None, :, :]
    felt = _product(pairs.reshape(*pairs.shape[:2], count * count, -1), mean)
    felt = felt.reshape(*felt.shape[:2], count, count, -1)
    now = np.broadcast_to(reference[..., networks.hot, None], base.shape)
    previous = np.full(len(heat), np.inf)
    for _ in range(_TURNS):
        waves = np.fft.rfft(modes.beyond(now), axis=-1)
        answer = felt[..., 0, :] * waves[..., None, 0, :]
        for place in range(1, count):
            answer += felt[..., place, :] * waves[..., None, place, :]
        before, now = now, base - np.fft.irfft(answer, n=steps, axis=-1)
        change = np.abs(now - before).max(axis=(1, 2, 3))
        if not np.all(change <= np.maximum(_SLOW * previous, _TOLERANCE)):
            break
        if np.all(change <= _TOLERANCE):
            return PeriodicWaves(modes.of_modes, state, mean, driving - _product(modes.radiated, waves), steps)
        previous = change
    raise ValueError("no temperatures of the network repeat themselves over the orbit")


@dataclass(frozen=True, slots=True)
class PeriodicWaves:
    """Of temperatures that repeat themselves, for B networks in c cases."""

    of_modes: Array
    state: NDArray[np.complex128]
    mean: NDArray[np.complex128]
    forced: NDArray[np.complex128]
    steps: int

    def edges(self, case: int) -> Array:
        """Temperatures of the nodes in one case at the start of each step [K], shape (B, n, N)."""
        return self._of(self.state, case)

    def means(self, case: int) -> Array:
        """Means over each step [K], shape (B, n, N)."""
        return self._of(self.mean, case)

    def _of(self, answer: NDArray[np.complex128], case: int) -> Array:
        waves = _product(self.of_modes[:, case], answer[:, case] * self.forced[:, case])
        return np.fft.irfft(waves, n=self.steps, axis=-1)


def _check_slowest(modes: Modes, heat: Array) -> None:
    """Refuse modes so far apart that rounding has taken what the slowest ones make of the mean heat (B, c, n) [W]."""
    size = np.abs(modes.rate)
    least, most = size.min(axis=-1), size.max(axis=-1)
    if np.all(least >= _APART * most):
        return
    if np.any(least < _TOO_FAR * most):
        raise ValueError("the modes of a network are too far apart")
    straight = np.linalg.solve(modes.linear, heat[..., None])
    summed = (modes.of_modes @ ((modes.of_heat @ heat[..., None]) / modes.rate[..., None])).real
    if np.any(np.abs(summed - straight) > _TOLERANCE * np.maximum(np.abs(straight), 1.0)):
        raise ValueError("the modes of a network are too far apart")


def _ahead(modes: Modes, steps: int) -> Any:
    """(B, c, m, N // 2 + 1) From the waves of the heat to those of the amplitudes, h φ₁/(z − e); of no turns, 1/λ."""
    angle = 2.0 * np.pi / steps * np.arange(steps // 2 + 1)
    whole = modes.whole[..., None]
    if np.iscomplexobj(whole):
        found = modes.state_of_heat[..., None] / (np.exp(1j * angle) - whole)
    else:
        real = np.cos(angle) - whole
        share = modes.state_of_heat[..., None] / (real * real + np.sin(angle) ** 2)
        found = np.empty(share.shape, dtype=np.complex128)
        np.multiply(real, share, out=found.real)
        np.multiply(-np.sin(angle), share, out=found.imag)
    found[..., 0] = 1.0 / modes.rate
    return found


def march_modes(modes: Modes, start: Array, heat: Array, steps: int) -> Array:
    """Amplitudes (N + 1, m, B) of the modes of one case at the edges of N steps from `start` (B, 1, n) [K].

    `heat` (B, 1, n) [W] is constant, and holds that from the boundaries.

    Raises
    ------
    ValueError
        If the iteration does not settle at once.
    """
    constant = (modes.of_heat @ heat[..., None])[:, 0, :, 0].T
    first = (modes.of_heat @ (modes.capacity * start)[..., None])[:, 0, :, 0].T  # V is the inverse of C U
    # Time first and the networks last: every step is a product of long rows.
    whole, of_state, of_heat, gain = (np.ascontiguousarray(each[:, 0].T) for each in (
        modes.whole, modes.mean_of_state, modes.mean_of_heat, modes.state_of_heat))  # fmt: skip
    radiated = np.moveaxis(modes.radiated[:, 0], 0, -1)
    seen = np.moveaxis(modes.hot_of_modes[:, 0], 0, -1)
    slopes, warm = modes.slopes[:, 0].T, start[:, 0, modes.hot].T
    mean = np.repeat(warm[None], steps, axis=0)
    previous = np.full(len(start), np.inf)
    edges = np.empty((steps + 1, *first.shape), dtype=first.dtype)
    for _ in range(_TURNS):
        beyond = np.maximum(mean, COLDEST)
        beyond *= beyond
        beyond *= beyond
        beyond -= slopes * mean
        forced = constant - radiated[:, 0] * beyond[:, None, 0]
        for place in range(1, modes.hot.size):
            forced -= radiated[:, place] * beyond[:, None, place]
        edges[0] = first
        np.multiply(forced, gain, out=edges[1:])
        for place in range(steps):
            edges[place + 1] += whole * edges[place]
        held = of_state * edges[:-1] + of_heat * forced
        before, mean = mean, np.stack([(held * node).sum(axis=1).real for node in seen], axis=1)
        change = np.abs(mean - before).max(axis=(0, 1))
        if not np.all(change <= np.maximum(previous, _TOLERANCE)):
            break
        if np.all(change <= _TOLERANCE):
            return edges
        previous = change
    raise ValueError("the temperatures of the network do not settle; take shorter steps")


def _product(matrix: Array, waves: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """matrix @ waves, where a real matrix meets the two parts of the waves as real numbers."""
    if np.iscomplexobj(matrix):
        return np.asarray(matrix @ waves)
    whole = np.ascontiguousarray(waves)
    found: NDArray[np.complex128] = (matrix @ whole.view(np.float64)).view(np.complex128)
    return found


