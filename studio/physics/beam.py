"""A wing as a beam that is held at its root: how stiff it must be, and how fast it swings."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats

FIRST_MODE: Final = 1.8751040687119611**2
"""Square of the smallest root of cos x cosh x = −1, the first bending mode of a uniform cantilever [1]_.

.. [1] R. D. Blevins, "Formulas for Natural Frequency and Mode Shape", 1979, table 8-1, fixed–free beam.
"""


def cantilever_frequency(stiffness: ArrayLike, line_mass: ArrayLike, length: ArrayLike) -> Array:
    """First natural frequency of a uniform cantilever [Hz].

    f = λ² / (2π) · √(E I / (m L⁴)), λ² = 3.516, the fixed–free beam of [1]_.

    Parameters
    ----------
    stiffness
        Bending stiffness E I [N·m²].
    line_mass
        Mass per length m [kg/m]; broadcasts with `stiffness`.
    length
        Length L from the root to the tip [m]; broadcasts with `stiffness`.

    Returns
    -------
    NDArray[np.float64]
        Frequency [Hz].

    Raises
    ------
    ValueError
        If the mass or the length is not positive.

    References
    ----------
    .. [1] R. D. Blevins, "Formulas for Natural Frequency and Mode Shape", 1979, table 8-1.
    """
    masses, lengths = floats(line_mass), floats(length)
    if not (np.all(masses > 0.0) and np.all(lengths > 0.0)):
        raise ValueError("a beam needs a positive mass and length")
    return FIRST_MODE / (2.0 * np.pi) * np.sqrt(floats(stiffness) / masses) / lengths**2


def cantilever_stiffness(frequency: ArrayLike, line_mass: ArrayLike, length: ArrayLike) -> Array:
    """Bending stiffness that gives a uniform cantilever its first natural frequency [N·m²].

    E I = m L⁴ (2π f / λ²)², the inverse of :func:`cantilever_frequency`.

    Parameters
    ----------
    frequency
        First natural frequency f [Hz].
    line_mass
        Mass per length m [kg/m]; broadcasts with `frequency`.
    length
        Length L from the root to the tip [m]; broadcasts with `frequency`.

    Returns
    -------
    NDArray[np.float64]
        Bending stiffness [N·m²].
    """
    return floats(line_mass) * floats(length) ** 4 * (2.0 * np.pi * floats(frequency) / FIRST_MODE) ** 2
