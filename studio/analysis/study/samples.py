"""Points of the unit cube, each from its number alone: any block of a sample without those before it."""

from typing import Any

import numpy as np

from studio.analysis.result import FloatArray

_ROUNDS = 6
_MIX = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


def random_block(dimensions: int, seed: int, start: int, stop: int) -> FloatArray:
    """(stop − start, dimensions) Independent uniform numbers of [0, 1), the points `start` to before `stop`.

    Parameters
    ----------
    dimensions
        Numbers of each point.
    seed
        Which sample.
    start, stop
        Which points of it.

    Returns
    -------
    ndarray
        (stop − start, dimensions) [-].
    """
    source = np.random.PCG64(seed)
    source.advance(start * dimensions)  # one draw makes one number
    return np.random.Generator(source).random((stop - start, dimensions))


def latin_block(dimensions: int, count: int, seed: int, start: int, stop: int) -> FloatArray:
    """(stop − start, dimensions) Points of a Latin hypercube: each of the `count` slices of an axis has one [1]_.

    The order of the slices along each axis is a permutation that a keyed network of exchanged halves computes for any
    place [2]_, so that a block needs no memory of the others.

    Parameters
    ----------
    dimensions
        Numbers of each point.
    count
        Points of the whole sample.
    seed
        Which sample.
    start, stop
        Which points of it.

    Returns
    -------
    ndarray
        (stop − start, dimensions) [-].

    References
    ----------
    .. [1] M. D. McKay, R. J. Beckman, W. J. Conover, "A comparison of three methods for selecting values of input
       variables", Technometrics 21, 239 (1979), section 2.
    .. [2] J. Black, P. Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002, section 4 (cycle walking) on the
       network of M. Luby, C. Rackoff, SIAM J. Comput. 17, 373 (1988).
    """
    within = random_block(dimensions, seed, start, stop)
    number = np.arange(start, stop, dtype=np.uint64)
    for axis in range(dimensions):
        keys = np.random.SeedSequence([seed, axis]).generate_state(_ROUNDS, np.uint64)
        within[:, axis] += _permuted(number, count, keys)
    return np.minimum(within / count, np.nextafter(1.0, 0.0))


def sobol_block(dimensions: int, seed: int, start: int, stop: int) -> FloatArray:
    """(stop − start, dimensions) Points of a scrambled Sobol sequence [1]_, [2]_.

    Parameters
    ----------
    dimensions
        Numbers of each point.
    seed
        Which scrambling.
    start, stop
        Which points of it.

    Returns
    -------
    ndarray
        (stop − start, dimensions) [-].

    References
    ----------
    .. [1] S. Joe, F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional projections", SIAM J. Sci.
       Comput. 30, 2635 (2008).
    .. [2] J. Matoušek, "On the L2-discrepancy for anchored boxes", J. Complexity 14, 527 (1998): the scrambling.
    """
    from scipy.stats import qmc  # half a second, and few need it

    engine = qmc.Sobol(dimensions, scramble=True, rng=np.random.default_rng(seed))
    if start:
        engine.fast_forward(start)
        points = engine.random(stop - start)
    else:  # a first draw is of a power of two, or scipy warns that the balance of the sequence is lost
        points = engine.random(1 << max(stop - 1, 0).bit_length())[:stop]
    return np.asarray(points, dtype=np.float64)


def _permuted(number: np.ndarray[Any, Any], count: int, keys: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Where a permutation of 0 … count − 1 takes each of `number`."""
    half = np.uint64(max(1, (max(count - 1, 1).bit_length() + 1) // 2))
    found = _exchanged(number, half, keys)
    outside = np.flatnonzero(found >= count)
    while outside.size:  # the network permutes a power of four: walk on until back among the first `count`
        found[outside] = _exchanged(found[outside], half, keys)
        outside = outside[found[outside] >= count]
    return found


def _exchanged(number: np.ndarray[Any, Any], half: np.uint64, keys: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    mask = (np.uint64(1) << half) - np.uint64(1)
    left, right = number >> half, number & mask
    for key in keys:
        left, right = right, left ^ (_mixed(right ^ key) & mask)
    found: np.ndarray[Any, Any] = (left << half) | right
    return found


def _mixed(word: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The finaliser of the SplitMix64 generator."""
    word = (word ^ (word >> np.uint64(30))) * np.uint64(_MIX[0])
    word = (word ^ (word >> np.uint64(27))) * np.uint64(_MIX[1])
    found: np.ndarray[Any, Any] = word ^ (word >> np.uint64(31))
    return found
