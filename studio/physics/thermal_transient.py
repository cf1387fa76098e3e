"""The nodes of a network through time: an orbit that repeats itself, and what follows from a given start.

Radiation is split into a line about a temperature and what the line leaves. The linear part, conduction and flow
included, is stepped exactly for heat that is constant within a step; the rest is found by iteration, constant within
a step too. So every step is stable whatever its length, and each node's balance closes in each step.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.physics.arrays import Array, floats
from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.phi_functions import phi_functions
from studio.physics.thermal_network import COLDEST, Network, boundary_loss, steady_temperature

_TOLERANCE = 1e-7
"""Change of a temperature [K] at which the iteration ends."""
_TURNS = 30
_ROUNDS = 60
_SLOW = 0.5
"""Ratio of two changes above which a line about the means converges too slowly, and one through the middle is tried."""
_STIFFEST = 1e10
"""Steps over the time constant of a node at most: what rounding takes of a state grows with it, from 1e-16."""
_CALM = 1.15
"""Ratio of the extremes of a temperature above which its line is laid through the middle of the slopes."""


@dataclass(frozen=True, slots=True)
class NodeTemperatures:
    """Temperatures of n nodes over N steps."""

    mean: Array
    """Mean of each step [K], shape (…, N, n)."""
    edges: Array
    """At the edges of the steps [K], shape (…, N + 1, n)."""


def periodic_temperature(
    network: Network, heat: ArrayLike, *, time_step: float, boundary: ArrayLike = ()
) -> NodeTemperatures:
    """Temperatures through an orbit that repeats itself.

    Parameters
    ----------
    network
        Shape (…).
    heat
        Heat into each node in each step [W], shape (…, N, n).
    time_step
        Length of a step [s].
    boundary
        Temperatures of the boundaries [K], shape (…, N, b) or (b,).

    Returns
    -------
    NodeTemperatures
        The last edge is the first again.

    Raises
    ------
    ValueError
        If a capacity or the step is not positive, if heat has no way out, or if no such orbit is found.

    Notes
    -----
    With x the edges, x̄ the means, A = −C⁻¹L and g the heat less what is not linear: x' = e^{Ah} x + h φ₁(Ah) C⁻¹ g
    and x̄ = φ₁(Ah) x + h φ₂(Ah) C⁻¹ g [1]_. An orbit that repeats itself is a sum of N waves, in each of which x' is x
    turned by a known angle; the wave of no turns is L x̄ = g.

    References
    ----------
    .. [1] M. Hochbruck and A. Ostermann, "Exponential integrators", Acta Numerica 19, 209 (2010), equation (2.6).
    """
    loads, given, steps = _loads(network, heat, time_step, boundary)
    mean_given = given if given.ndim == 1 else given.mean(axis=-2)
    reference = steady_temperature(network, loads.mean(axis=-2), mean_given)
    forcing = loads - _boundary(network, given)
    driving = _spectrum(forcing)
    # Only the nodes that radiate need the iteration; all others follow from them.
    hot = np.flatnonzero(np.any(network.radiation[..., : network.nodes].reshape(-1, network.nodes) != 0.0, axis=0))
    slopes = reference**3
    mean = np.repeat(reference[..., np.newaxis, :], steps, axis=-2)[..., hot]
    for round in range(_ROUNDS):
        system = _Linear(network, slopes, time_step)
        states, waves = system.waves(steps)
        felt = waves @ system.radiative[..., np.newaxis, :, hot]
        base, among = _real(waves @ driving, steps), felt[..., hot, :]
        previous = np.inf
        for _ in range(_TURNS):
            beyond = system.beyond(mean, hot)
            beyond_waves = _spectrum(beyond)
            before, mean = mean, base[..., hot] - _real(among @ beyond_waves, steps)
            change = float(np.abs(mean - before).max(initial=0.0))
            if change <= _TOLERANCE:
                whole = base - _real(felt @ beyond_waves, steps)
                forced = forcing - beyond @ np.swapaxes(system.radiative[..., hot], -1, -2)
                return NodeTemperatures(whole, _periodic_edges(system, states, whole, forced))
            if change > (_SLOW if round == 0 else 1.0) * previous:
                mean = _halved(before, mean)
                break
            previous = change
        slopes = slopes.copy()
        slopes[..., hot] = _middle(mean)
    raise ValueError("no temperatures of the network repeat themselves over the orbit")


def march_temperature(
    network: Network, start: ArrayLike, heat: ArrayLike, *, time_step: float, boundary: ArrayLike = ()
) -> NodeTemperatures:
    """Temperatures that follow from a given start.

    Parameters
    ----------
    network
        Shape (…).
    start
        Temperatures at the beginning [K], shape (…, n).
    heat
        Heat into each node in each step [W], shape (…, N, n).
    time_step
        Length of a step [s].
    boundary
        Temperatures of the boundaries [K], shape (…, N, b) or (b,).

    Returns
    -------
    NodeTemperatures
        The first edge is the start.

    Raises
    ------
    ValueError
        If a capacity or the step is not positive, or if the iteration does not settle.
    """
    loads, given, steps = _loads(network, heat, time_step, boundary)
    first = floats(start)
    forcing = loads - _boundary(network, given)
    mean = np.repeat(first[..., np.newaxis, :], steps, axis=-2)
    slopes = first**3
    for _ in range(_ROUNDS):
        system = _Linear(network, slopes, time_step)
        powers = system.powers(steps)
        previous = np.inf
        for _ in range(_TURNS):
            forced = forcing - system.remainder(mean)
            edges = system.run(first, forced, powers)
            before, mean = mean, system.means(edges[..., :-1, :], forced)
            change = float(np.abs(mean - before).max())
            if change <= _TOLERANCE:
                return NodeTemperatures(mean, edges)
            if change > previous:
                mean = _halved(before, mean)
                break
            previous = change
        slopes = _middle(mean)
    raise ValueError("the temperatures of the network do not settle; take shorter steps")


class _Linear:
    """The linear part of a network about the slopes T³ of its radiation, stepped exactly."""

    def __init__(self, network: Network, slopes: Array, time_step: float) -> None:
        n = network.nodes
        self.radiative = STEFAN_BOLTZMANN * network.radiation[..., :n]
        self.slopes = 4.0 * slopes
        self.matrix = network.exchange[..., :n] + self.radiative * self.slopes[..., np.newaxis, :]
        # A node that follows the others within a sliver of a step is taken for a little slower: the exponential of
        # faster ones is all rounding, and overflows.
        least = time_step / _STIFFEST * np.abs(np.diagonal(self.matrix, axis1=-2, axis2=-1))
        over_capacity = (time_step / np.maximum(network.capacity, least))[..., np.newaxis]
        self.whole, first, second = phi_functions(-over_capacity * self.matrix)
        self.mean_of_state = first
        over_row = np.swapaxes(over_capacity, -1, -2)
        self.state_of_heat = first * over_row
        self.mean_of_heat = second * over_row

    def remainder(self, mean: Array) -> Array:
        """Heat that radiation takes beyond its line [W], shape (…, N, n)."""
        nodes = np.arange(self.slopes.shape[-1])
        return np.asarray(self.beyond(mean, nodes) @ np.swapaxes(self.radiative, -1, -2), dtype=np.float64)

    def beyond(self, mean: Array, nodes: NDArray[np.intp]) -> Array:
        """What T⁴ of some nodes is beyond its line [K⁴], for their means (…, N, k)."""
        line = self.slopes[..., np.newaxis, nodes]
        warm = np.maximum(mean, COLDEST)
        square = warm * warm
        return np.asarray(square * square - line * mean, dtype=np.float64)

    def waves(self, steps: int) -> tuple[Array, Array]:
        """(…, N // 2 + 1, n, n) From the waves of the heat to those of the edges, and of the mean temperature.

        Of the wave of no turns only the mean is known here.
        """
        n = self.matrix.shape[-1]
        turn = np.exp(2j * np.pi / steps * np.arange(steps // 2 + 1))
        ahead = turn[:, np.newaxis, np.newaxis] * np.eye(n) - self.whole[..., np.newaxis, :, :]
        ahead[..., 0, :, :] = np.eye(n)
        state = np.linalg.solve(ahead, np.broadcast_to(self.state_of_heat[..., np.newaxis, :, :], ahead.shape))
        found = self.mean_of_state[..., np.newaxis, :, :] @ state + self.mean_of_heat[..., np.newaxis, :, :]
        try:
            found[..., 0, :, :] = np.linalg.inv(self.matrix)
        except np.linalg.LinAlgError:
            raise ValueError("the heat of a node has no way out of the network") from None
        return np.asarray(state), np.asarray(found)

    def powers(self, steps: int) -> list[Array]:
        """The step matrix to the powers 1, 2, 4 … up to N."""
        found = [self.whole]
        while 2 ** len(found) <= steps:
            found.append(found[-1] @ found[-1])
        return found

    def run(self, start: Array, forced: Array, powers: list[Array]) -> Array:
        """(…, N + 1, n) Edges from a start: sums over ever longer stretches of the past."""
        gained = forced @ np.swapaxes(self.state_of_heat, -1, -2)
        first = np.broadcast_to(start[..., np.newaxis, :], gained[..., :1, :].shape)
        edges = np.concatenate((first, gained), axis=-2)
        for place, power in enumerate(powers):
            stretch = 2**place
            edges[..., stretch:, :] = edges[..., stretch:, :] + edges[..., :-stretch, :] @ np.swapaxes(power, -1, -2)
        return np.asarray(edges, dtype=np.float64)

    def means(self, before: Array, forced: Array) -> Array:
        held = before @ np.swapaxes(self.mean_of_state, -1, -2)
        return np.asarray(held + forced @ np.swapaxes(self.mean_of_heat, -1, -2), dtype=np.float64)


def _loads(network: Network, heat: ArrayLike, time_step: float, boundary: ArrayLike) -> tuple[Array, Array, int]:
    loads, given = floats(heat), floats(boundary)
    if not time_step > 0.0:
        raise ValueError("a step in time must be longer than nothing")
    if not np.all(network.capacity > 0.0):
        raise ValueError("every node of a network needs a heat capacity")
    return loads, given, loads.shape[-2]


def _boundary(network: Network, given: Array) -> Array:
    if given.ndim == 1:
        return boundary_loss(network, given)[..., np.newaxis, :]
    if network.exchange.ndim == 2:
        return boundary_loss(network, given)
    steady = Network(network.capacity[..., np.newaxis, :], network.exchange[..., np.newaxis, :, :],
                     network.radiation[..., np.newaxis, :, :])  # fmt: skip
    return boundary_loss(steady, given)


def _middle(mean: Array) -> Array:
    """Slopes T³ in the middle between the extremes of each node."""
    low, high = np.maximum(mean.min(axis=-2), COLDEST), np.maximum(mean.max(axis=-2), COLDEST)
    middle = 0.5 * (low + high)
    return np.asarray(np.where(high > _CALM * low, 0.5 * (low**3 + high**3), middle**3), dtype=np.float64)


def _halved(before: Array, mean: Array) -> Array:
    """Half the way from one iterate to the next, which is held within three times the first."""
    low = np.maximum(before, COLDEST)
    return np.asarray(0.5 * (low + np.clip(mean, low / 3.0, 3.0 * low)), dtype=np.float64)


def _spectrum(values: Array) -> Array:
    return np.asarray(np.fft.rfft(values, axis=-2)[..., np.newaxis])


def _real(spectrum: Array, steps: int) -> Array:
    return np.asarray(np.fft.irfft(spectrum[..., 0], n=steps, axis=-2), dtype=np.float64)


def _periodic_edges(system: _Linear, states: Array, mean: Array, forced: Array) -> Array:
    """(…, N + 1, n) Edges of an orbit of which the means are known."""
    steps, waves = mean.shape[-2], _spectrum(forced)
    found = states @ waves
    # Of the wave of no turns the mean is known: x̄ = φ₁ x + h φ₂ C⁻¹ g.
    still = steps * mean.mean(axis=-2)[..., np.newaxis] - system.mean_of_heat @ waves[..., 0, :, :].real
    found[..., 0, :, :] = np.linalg.solve(system.mean_of_state, still)
    edges = _real(found, steps)
    return np.concatenate((edges, edges[..., :1, :]), axis=-2)
