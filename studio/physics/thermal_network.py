"""A satellite as a few nodes of heat: how they exchange it, and the temperatures at which they are in balance.

A node holds heat and has one temperature. Heat passes by conduction, G (T_i − T_j); by radiation, σ R (T_i⁴ − T_j⁴)
with R the radiative conductance ε A F; and with a fluid that flows from node to node. All three are matrices over the
nodes, of which the first are unknown and the last are boundaries whose temperatures are given.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.constants import STEFAN_BOLTZMANN

COLDEST: Final = 1.0
"""No iterate is colder than this [K]: below it a node radiates nothing that could bring it back."""
_ITERATIONS = 100
_SETTLED = 1e-9
_ROUNDING = 1e-4
"""Share of the temperature below which a step of Newton's that is no shorter than the last is noise: conductances
that differ by many powers of ten leave no more digits."""
_LONGEST_NTU = 7.0
"""Beyond it a fluid leaves a wall within a thousandth of the difference; more would drown the balance in rounding."""


@dataclass(frozen=True, slots=True)
class Network:
    """n nodes and b boundaries. Heat leaves node i at the rate ``exchange @ T + σ radiation @ T⁴``."""

    capacity: Array
    """Heat capacity of each node [J/K], shape (…, n)."""
    exchange: Array
    """By conduction and flow, per kelvin of each node and boundary [W/K], shape (…, n, n + b)."""
    radiation: Array
    """By radiation, per σT⁴ of each node and boundary [m²], shape (…, n, n + b)."""

    @property
    def nodes(self) -> int:
        return int(self.capacity.shape[-1])


def conduction(size: int, first: tuple[int, ...], second: tuple[int, ...], conductance: ArrayLike) -> Array:
    """Exchange matrix of paths between pairs of nodes: conductances [W/K], or radiative conductances [m²].

    Parameters
    ----------
    size
        Nodes and boundaries together, s.
    first, second
        The nodes at the ends of each of e paths.
    conductance
        Of each path, shape (…, e).

    Returns
    -------
    NDArray[np.float64]
        Shape (…, s, s); rows and columns sum to 0.
    """
    incidence = np.zeros((len(first), size))
    rows = np.arange(len(first))
    incidence[rows, first] += 1.0
    incidence[rows, second] -= 1.0
    weighted = (incidence.T * floats(conductance)[..., np.newaxis, :]) @ incidence
    return np.asarray(weighted, dtype=np.float64)


def circulation(size: int, path: tuple[int, ...], capacity_rate: ArrayLike) -> Array:
    """Exchange matrix [W/K] of a fluid that flows round a closed path of nodes, each of which mixes it.

    Parameters
    ----------
    size
        Nodes and boundaries together, s.
    path
        The nodes in the order of the flow; from the last it returns to the first.
    capacity_rate
        Mass flow times specific heat [W/K], shape (…).

    Returns
    -------
    NDArray[np.float64]
        Shape (…, s, s). Columns sum to 0 since the path is closed, so that no heat is lost.
    """
    unit = np.zeros((size, size))
    for before, node in zip((*path[-1:], *path[:-1]), path, strict=True):
        unit[node, node] += 1.0
        unit[node, before] -= 1.0
    return np.asarray(floats(capacity_rate)[..., np.newaxis, np.newaxis] * unit, dtype=np.float64)


def transfer(size: int, source: int, sink: int, hot: int, cold: int, conductance: ArrayLike) -> Array:
    """Exchange matrix [W/K] of heat G (T_hot − T_cold) that leaves the node `source` and enters `sink`.

    It is what a heat exchanger does: the inlets drive, and the outlets feel it, with G the effectiveness times the
    smaller capacity rate.

    Parameters
    ----------
    size
        Nodes and boundaries together, s.
    source, sink, hot, cold
        The nodes.
    conductance
        G [W/K], shape (…).

    Returns
    -------
    NDArray[np.float64]
        Shape (…, s, s).
    """
    unit = np.zeros((size, size))
    unit[source, hot] += 1.0
    unit[source, cold] -= 1.0
    unit[sink, hot] -= 1.0
    unit[sink, cold] += 1.0
    return np.asarray(floats(conductance)[..., np.newaxis, np.newaxis] * unit, dtype=np.float64)


def wall_conductance(capacity_rate: ArrayLike, ua: ArrayLike) -> Array:
    """Conductance from a wall to the fluid that leaves it, C (e^NTU − 1), NTU = UA/C [W/K].

    A fluid that runs along a wall comes within e^−NTU of its temperature. With this conductance a node that mixes what
    flows through it gives the same outlet, exactly in the steady state.

    Parameters
    ----------
    capacity_rate
        Mass flow times specific heat [W/K].
    ua
        Conductance between the wall and the fluid along it [W/K].

    Returns
    -------
    NDArray[np.float64]
        Conductance [W/K]; 0 without flow.
    """
    rate, along = np.broadcast_arrays(floats(capacity_rate), floats(ua))
    units = np.divide(along, rate, out=np.zeros(rate.shape), where=rate > 0.0)
    result: Array = rate * np.expm1(np.minimum(units, _LONGEST_NTU))
    return result


def steady_temperature(network: Network, heat: ArrayLike, boundary: ArrayLike = ()) -> Array:
    """Temperatures at which every node gives away what it receives [K], by Newton's method.

    Parameters
    ----------
    network
        Shape (…).
    heat
        Heat into each node from outside the network [W], shape (…, n).
    boundary
        Temperatures of the boundaries [K], shape (…, b).

    Returns
    -------
    NDArray[np.float64]
        Shape (…, n).

    Raises
    ------
    ValueError
        If the heat of some node has no way out, or if no temperatures above 0 K balance.
    """
    n = network.nodes
    linear, radiative = network.exchange[..., :n], STEFAN_BOLTZMANN * network.radiation[..., :n]
    load = floats(heat) - boundary_loss(network, boundary)
    shape = np.broadcast_shapes(load.shape[:-1], linear.shape[:-2], radiative.shape[:-2])
    temperature, previous = np.full((*shape, n), 300.0), np.inf
    for _ in range(_ITERATIONS):
        cube = temperature**3
        residual = load - _apply(linear, temperature) - _apply(radiative, cube * temperature)
        slope = linear + radiative * (4.0 * cube)[..., np.newaxis, :]
        try:
            step = np.linalg.solve(slope, residual[..., np.newaxis])[..., 0]
        except np.linalg.LinAlgError:
            raise ValueError("the heat of a node has no way out of the network") from None
        before, temperature = temperature, np.maximum(temperature + step, np.maximum(0.3 * temperature, COLDEST))
        change, scale = np.max(np.abs(temperature - before), initial=0.0), np.max(temperature, initial=1.0)
        if change <= _SETTLED * scale or previous <= change <= _ROUNDING * scale:
            break
        previous = change
    else:
        raise ValueError("no steady temperatures balance the heat of the network")
    if not np.all(np.isfinite(temperature)) or np.any(temperature <= COLDEST):
        raise ValueError("no steady temperatures balance the heat of the network")
    return np.asarray(temperature, dtype=np.float64)


def boundary_loss(network: Network, boundary: ArrayLike) -> Array:
    """Heat that leaves each node for boundaries as if the nodes were at 0 K [W], shape (…, n): below 0 it enters."""
    n, given = network.nodes, floats(boundary)
    if given.shape[-1] != network.exchange.shape[-1] - n:
        raise ValueError("each boundary of the network needs a temperature")
    linear, radiative = network.exchange[..., n:], STEFAN_BOLTZMANN * network.radiation[..., n:]
    return np.asarray(_apply(linear, given) + _apply(radiative, given**4), dtype=np.float64)


def _apply(matrix: Array, vector: Array) -> Array:
    if vector.ndim > 1 and matrix.ndim == 2:
        return np.asarray(vector @ matrix.T, dtype=np.float64)
    return np.asarray((matrix @ vector[..., np.newaxis])[..., 0], dtype=np.float64)
