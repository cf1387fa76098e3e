"""Matrix exponential and its integrals, by which a linear system steps exactly under constant forcing."""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats

_TERMS = 12
"""Of the Taylor series at a norm of at most a half: what is left is below rounding."""


def phi_functions(matrix: ArrayLike) -> tuple[Array, Array, Array]:
    """e^Z, φ₁(Z) = ∫₀¹ e^{sZ} ds and φ₂(Z) = ∫₀¹ (1 − s) e^{sZ} ds of square matrices.

    Parameters
    ----------
    matrix
        Z [1], shape (…, n, n).

    Returns
    -------
    tuple of NDArray[np.float64]
        The three functions [1], each of shape (…, n, n).

    Raises
    ------
    ValueError
        If the matrix holds a number that is not finite.

    Notes
    -----
    Taylor series of φ₂ of Z/2^s, then φ₂(2z) = (φ₁(z)² + 2 φ₂(z))/4, φ₁(2z) = φ₁(z)(e^z + 1)/2 and e^{2z} = (e^z)²,
    s times [1]_. The scaling is that of the largest matrix of the batch.

    References
    ----------
    .. [1] M. Hochbruck and A. Ostermann, "Exponential integrators", Acta Numerica 19, 209 (2010), section 2.
    """
    z = floats(matrix)
    norm = float(np.abs(z).sum(axis=-1).max(initial=0.0))
    if not np.isfinite(norm):
        raise ValueError("the matrix of a linear system is not finite")
    doublings = max(0, int(np.ceil(np.log2(norm / 0.5)))) if norm > 0.0 else 0
    z = z / 2.0**doublings
    one = np.eye(z.shape[-1])
    second = np.broadcast_to(one, z.shape) / (_TERMS + 2)
    for term in range(_TERMS + 1, 1, -1):
        second = (one + z @ second) / term
    first = one + z @ second
    whole = one + z @ first
    for _ in range(doublings):
        second = (first @ first + 2.0 * second) / 4.0
        first = first @ (whole + one) / 2.0
        whole = whole @ whole
    return whole, first, second
