"""What is left of a cell's power after a fluence, or a dose.

References
----------
.. [1] B. E. Anspaugh, "GaAs Solar Cell Radiation Handbook", JPL Publication 96-9, 1996, equation 6-1.
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats

_STEPS: Final = 60


def remaining_power(fluence: ArrayLike, c: ArrayLike, phi_x: ArrayLike) -> Array:
    """Remaining share of the power, 1 − C log₁₀(1 + Φ/Φx), within 0 and 1 [1] [1]_.

    Parameters
    ----------
    fluence
        Equivalent fluence Φ [1/m²], not negative, any shape; or a displacement damage dose [J/kg].
    c, phi_x
        Loss per decade C [1] and the fluence at which the decades begin Φx [1/m²], or dose [J/kg].

    Returns
    -------
    NDArray[np.float64]
        Remaining share [1], in the broadcast shape.
    """
    lost = floats(c) * np.log10(1.0 + floats(fluence) / floats(phi_x))
    return np.clip(1.0 - lost, 0.0, 1.0)


def fit(fluence: ArrayLike, remaining: ArrayLike, phi_x: float | None = None) -> tuple[float, float]:
    """C and Φx of the curve nearest to measured points, in least squares of the remaining share.

    For a given Φx the best C is a ratio of sums; Φx is then searched by bracketing its logarithm.

    Parameters
    ----------
    fluence
        Fluences of the points [1/m²], (N,), positive.
    remaining
        Remaining shares [1], (N,).
    phi_x
        Φx [1/m²] where it is known; a single point cannot fix it.

    Returns
    -------
    tuple of float
        C [1] and Φx [1/m²].

    Raises
    ------
    ValueError
        If there is no point, or only one and no Φx, or a fluence is not positive.
    """
    at, lost = floats(fluence), 1.0 - floats(remaining)
    if at.size == 0 or np.any(at <= 0.0):
        raise ValueError("a damage curve needs points of positive fluence")
    if phi_x is None and np.unique(at).size < 2:
        raise ValueError("one point does not fix a damage curve: the fluence at which its decades begin is missing")

    def best(logarithm: float) -> tuple[float, float]:
        decades = np.log10(1.0 + at / np.exp(logarithm))
        c = float(decades @ lost / (decades @ decades))
        return float(np.sum((c * decades - lost) ** 2)), c

    if phi_x is not None:
        return best(float(np.log(phi_x)))[1], phi_x
    trial = np.linspace(np.log(at.min() * 1e-4), np.log(at.max() * 1e4), 200)
    centre = int(np.argmin([best(value)[0] for value in trial]))
    low, high = trial[max(centre - 1, 0)], trial[min(centre + 1, trial.size - 1)]
    for _ in range(_STEPS):
        third = (high - low) / 3.0
        if best(low + third)[0] < best(high - third)[0]:
            high -= third
        else:
            low += third
    middle = float(0.5 * (low + high))
    return best(middle)[1], float(np.exp(middle))


def remaining_after_test(
    fluence: ArrayLike, electrons_per_particle: ArrayLike, c: ArrayLike, phi_x: ArrayLike
) -> Array:
    """Remaining share of the power that a curve gives for a beam test, at normal incidence and bare [1].

    Parameters
    ----------
    fluence
        Particles of the beam [1/m²], any shape.
    electrons_per_particle
        1 MeV electrons that do the damage of one of them [1].
    c, phi_x
        The curve: loss per decade [1]; fluence at which the decades begin [1/m²].

    Returns
    -------
    NDArray[np.float64]
        Remaining share [1], in the broadcast shape.
    """
    return remaining_power(floats(fluence) * floats(electrons_per_particle), c, phi_x)
