"""Slowing down of particles in what covers a cell: straight ahead, without straggling or secondaries."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats

_NODES, _WEIGHTS = (floats(part) for part in np.polynomial.legendre.leggauss(24))
COSINES: Final[Array] = 0.5 * (_NODES + 1.0)
"""Gauss–Legendre nodes between 0 and 1, (24,) [1]."""
WEIGHTS: Final[Array] = 0.5 * _WEIGHTS
"""Their weights, (24,), sum 1."""


def particle_range(energy: ArrayLike, energies: ArrayLike, ranges: ArrayLike) -> Array:
    """Range of particles in the continuous-slowing-down approximation [kg/m²].

    Parameters
    ----------
    energy
        Energy [J], any shape.
    energies, ranges
        Range table [J], [kg/m²], (N,), both rising; a power law between its entries and beyond its ends.

    Returns
    -------
    NDArray[np.float64]
        Range [kg/m²], in the shape of `energy`.
    """
    return _power(floats(energy), floats(energies), floats(ranges))


def residual_energy(residual_range: ArrayLike, energies: ArrayLike, ranges: ArrayLike) -> Array:
    """Energy of particles that have a given range left [J]; 0 where none is left.

    Parameters
    ----------
    residual_range
        Range on arrival less the path behind the particle [kg/m²], any shape.
    energies, ranges
        Range table [J], [kg/m²], (N,), both rising.

    Returns
    -------
    NDArray[np.float64]
        Energy [J], in the shape of `residual_range`.
    """
    left = floats(residual_range)
    alive = left > 0.0
    return np.where(alive, _power(np.where(alive, left, 1.0), floats(ranges), floats(energies)), 0.0)


def slab_directions(total_range: ArrayLike, areal_density: ArrayLike) -> tuple[Array, Array, Array]:
    """Directions in which particles come through a slab, what they have left, and how much each direction counts.

    Of an isotropic flux from one half of the sky, the particles within acos(t/R) of the normal get through a slab of
    areal density t, and those at cosine μ keep the range R − t/μ.

    Parameters
    ----------
    total_range
        Range on arrival R [kg/m²], (E,).
    areal_density
        Areal density of the slab t [kg/m²], any shape.

    Returns
    -------
    tuple of NDArray[np.float64]
        Cosine of the angle to the normal [1], residual range [kg/m²] and weight [1], each (…, E, 24). The weights sum
        to the share 1 − t/R of the half sky that gets through.

    Raises
    ------
    ValueError
        If an areal density is negative.
    """
    cover, whole = floats(areal_density)[..., None, None], floats(total_range)[..., None]
    if np.any(cover < 0.0):
        raise ValueError("the areal density of a cover is not negative")
    least = np.minimum(cover / whole, 1.0)
    cosine = least + (1.0 - least) * COSINES
    return cosine, np.maximum(whole - cover / cosine, 0.0), np.broadcast_to((1.0 - least) * WEIGHTS, cosine.shape)


def _power(x: Array, nodes: Array, values: Array) -> Array:
    at, knots, levels = np.log(x), np.log(nodes), np.log(values)
    index = np.clip(np.searchsorted(knots, at) - 1, 0, knots.size - 2)
    share = (at - knots[index]) / (knots[index + 1] - knots[index])
    result: Array = np.exp(levels[index] + share * (levels[index + 1] - levels[index]))
    return result
