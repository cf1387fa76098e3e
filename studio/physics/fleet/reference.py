"""The fleet in numpy: what the compiled kernels have to agree with, and what runs until they are there.

References
----------
.. [1] O. Montenbruck, E. Gill, "Satellite Orbits", Springer, 2000, section 3.4.2 (conical shadow).
"""

import numpy as np
from numpy.typing import NDArray

from studio.physics.arrays import Array, floats
from studio.physics.fleet.orbits import CircularOrbits
from studio.physics.illumination import visible_fraction

_TURN = 2.0 * np.pi
_BLOCK = 8192
"""Satellites at a time: their arrays stay in cache."""


def positions(orbits: CircularOrbits, elapsed: float, out: NDArray[np.floating]) -> None:
    """Put the positions of all satellites into `out`, float32 or float64.

    Parameters
    ----------
    orbits : CircularOrbits
        Of n satellites.
    elapsed : float
        Time since their epoch [s].
    out : ndarray, shape (n, 3)
        Takes x, y, z from the Earth's centre [m]. Angles are float64; only the trigonometry is of its precision.
    """
    kind = out.dtype.type
    for begin in range(0, orbits.size, _BLOCK):
        part = orbits.part(slice(begin, begin + _BLOCK))
        latitude = ((part.latitude + part.latitude_rate * elapsed) % _TURN).astype(kind)
        node = ((part.raan + part.raan_rate * elapsed) % _TURN).astype(kind)
        radius = part.radius.astype(kind)
        along, across = radius * np.cos(latitude), radius * np.sin(latitude)
        cos_node, sin_node = np.cos(node), np.sin(node)
        level = across * part.cos_inclination.astype(kind)
        block = out[begin : begin + _BLOCK]
        block[:, 0] = along * cos_node - level * sin_node
        block[:, 1] = along * sin_node + level * cos_node
        block[:, 2] = across * part.sin_inclination.astype(kind)


def light(orbits: CircularOrbits, elapsed: float, sun: Array, sun_distance: float, out: NDArray[np.float32]) -> float:
    """Put the visible share of the solar disk of every satellite into `out`, and give their sum.

    Parameters
    ----------
    orbits : CircularOrbits
        Of n satellites.
    elapsed : float
        Time since their epoch [s].
    sun : ndarray, shape (3,)
        Unit vector to the Sun at that time, same frame [-].
    sun_distance : float
        [m]
    out : ndarray of float32, shape (n,)
        Takes the shares [-]: conical shadow of the ellipsoid of the Earth [1]_.

    Returns
    -------
    float
        Sum of the shares [-]; n less it are in the dark.
    """
    total = 0.0
    place = np.empty((min(_BLOCK, orbits.size), 3))
    for begin in range(0, orbits.size, _BLOCK):
        part = orbits.part(slice(begin, begin + _BLOCK))
        block = place[: part.size]
        positions(part, elapsed, block)
        share = visible_fraction(block, floats(sun), floats(sun_distance), oblate=True)
        out[begin : begin + _BLOCK] = share
        total += float(share.sum())
    return total


def light_sums(
    orbits: CircularOrbits, elapsed: Array, sun: Array, sun_distance: Array, sums: Array, shares: Array
) -> None:
    """Add up the light of a fleet over many instants without keeping satellites times steps.

    Parameters
    ----------
    orbits : CircularOrbits
        Of n satellites.
    elapsed : ndarray, shape (t,)
        Times since their epoch [s].
    sun : ndarray, shape (t, 3)
        Unit vectors to the Sun [-].
    sun_distance : ndarray, shape (t,)
        [m]
    sums : ndarray, shape (t,)
        To each instant the sum of the visible shares of all satellites is added [-].
    shares : ndarray, shape (n,)
        To each satellite the sum of its shares over all instants is added [-].
    """
    share = np.empty(orbits.size, dtype=np.float32)
    for place, time in enumerate(elapsed):
        sums[place] += light(orbits, float(time), sun[place], float(sun_distance[place]), share)
        shares += share
