"""A plane wave in a medium of a stack: its wave vector across the layers, and its admittance."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.physics.arrays import Array

ComplexArray = NDArray[np.complex128]

NO_FLUX: Final = 1e-150
"""Stands for a flux or a component that is none, where something is divided by it."""

GRAZING: Final = 1e-12
"""Least |k_z| in a layer, in units of the vacuum wave number. At the critical angle k_z and phase of a film vanish, and
the light depends on their quotient; it is smooth in k_z² there."""


def normal_wave(index: ComplexArray, entry: Array, cos_entry: Array) -> ComplexArray:
    """Component of the forward wave across the layers, in units of the vacuum wave number.

    With n₀ the entry index and θ the angle in the entry medium, Snell's law is k_z² = n² − n₀² + (n₀ cos θ)²: in this
    form a medium like the entry keeps every digit of a grazing angle. The root with no part negative decays forward
    where the medium absorbs or the wave is evanescent, and runs forward elsewhere.

    Parameters
    ----------
    index
        Complex refractive index n + ik [1].
    entry
        Refractive index of the entry medium [1].
    cos_entry
        Cosine of the angle of incidence [1].

    References
    ----------
    .. [1] S. J. Byrnes, "Multilayer optical calculations", arXiv:1603.02720, appendix D.
    """
    squared: ComplexArray = index * index - (entry * entry - (entry * cos_entry) ** 2)
    # The root by real arithmetic, a fifth of the time of the complex one: the larger part, then the smaller from it.
    real, imaginary = squared.real, squared.imag
    larger = np.sqrt(square(squared))
    larger += np.abs(real)
    larger *= 0.5
    np.sqrt(larger, out=larger)
    smaller = imaginary / np.maximum(2.0 * larger, NO_FLUX)
    runs = real >= 0.0
    np.copyto(real, np.where(runs, larger, smaller))
    np.copyto(imaginary, np.where(runs, smaller, larger))
    return squared


def layer_wave(index: ComplexArray, entry: Array, cos_entry: Array) -> ComplexArray:
    """:func:`normal_wave` in layers, kept from the angle at which it vanishes."""
    forward = normal_wave(index, entry, cos_entry)
    forward[square(forward) < GRAZING**2] = GRAZING
    return forward


def admittance(polarisation: str, index: ComplexArray, k_z: ComplexArray) -> ComplexArray:
    """Ratio of the tangential fields of the forward wave: H/E for s light and E/H for p light, in vacuum units."""
    return k_z / (index * index) if polarisation == "p" else k_z


def square(value: ComplexArray, out: Array | None = None) -> Array:
    """|value|², without the root that `abs` takes."""
    result = np.multiply(value.real, value.real, out=out)
    result += np.multiply(value.imag, value.imag)
    return result
