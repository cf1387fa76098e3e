"""The complex refractive index of a layer at the wavelengths of a calculation, from a table of n and k.

References
----------
.. [1] J. Werner et al., "Complex refractive indices of cesium–formamidinium-based mixed-halide perovskites with optical
   band gaps from 1.5 to 1.8 eV", ACS Energy Letters 3, 742, 2018.
.. [2] "Method for bandgap interpolation of perovskite's spectral complex refractive index", Optics Express 32(3), 4365,
   2024: compares ways to reach gaps that were not measured.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.physics.arrays import Array, floats
from studio.physics.constants import PLANCK, SPEED_OF_LIGHT

Complex = NDArray[np.complex128]
Mask = NDArray[np.bool_]


def interpolated_index(table_wavelength: ArrayLike, n: ArrayLike, k: ArrayLike, at: ArrayLike) -> tuple[Complex, Mask]:
    """Complex refractive index n + ik [1] at given wavelengths, and where it was extrapolated.

    Linear between the points of the table. Outside the table n and k hold the value of its nearer end; nothing is known
    there, and the mask says so.

    Parameters
    ----------
    table_wavelength
        Wavelengths of the table [m], ascending, shape (points,).
    n, k
        Refractive index and extinction coefficient of the table [1], shape (points,).
    at
        Wavelengths wanted [m], shape (…).

    Returns
    -------
    tuple
        Index [1] and mask of extrapolated points, both of shape (…).

    Raises
    ------
    ValueError
        For tables whose columns differ in length or whose wavelengths do not ascend.
    """
    table, real, imaginary = _table(table_wavelength, n, k)
    wanted = floats(at)
    index = np.interp(wanted, table, real) + 1j * np.interp(wanted, table, imaginary)
    return index, (wanted < table[0]) | (wanted > table[-1])


def shifted_index(
    wavelength: ArrayLike, n: ArrayLike, k: ArrayLike, gap: ArrayLike, reference_gap: float, at_wavelength: ArrayLike
) -> tuple[Complex, Mask]:
    """Complex refractive index n + ik [1] of a material with another gap, and where it was extrapolated.

    The table moves rigidly along the photon energy: what it says at E − (gap − reference gap) is taken at E. The edge
    lands where it belongs and keeps its shape; n and k move together, so the two stay nearly a Kramers–Kronig pair.
    Measured series [1]_ do a little more as the gap widens: higher transitions move less than the edge, and n in the
    transparent range falls slightly instead of keeping its level. Interpolation between measured compositions [2]_ is
    better where there are any; the shift is meant for some ±0.2 eV around the reference.

    Parameters
    ----------
    wavelength
        Wavelengths of the table [m], ascending, shape (points,).
    n, k
        Refractive index and extinction coefficient of the table [1], shape (points,).
    gap
        Gap wanted [J], shape (…).
    reference_gap
        Gap of the table [J].
    at_wavelength
        Wavelengths wanted [m], shape (wavelengths,).

    Returns
    -------
    tuple
        Index [1] and mask of extrapolated points, both of shape (…, wavelengths).

    Raises
    ------
    ValueError
        As :func:`interpolated_index`, and for a gap that is not positive.
    """
    if not (np.all(floats(gap) > 0.0) and reference_gap > 0.0):
        raise ValueError("a gap must be positive")
    photon = PLANCK * SPEED_OF_LIGHT
    energy = photon / floats(at_wavelength) - (floats(gap) - reference_gap)[..., np.newaxis]
    # Light of less energy than the shift lies below every table: its far infrared end holds.
    source = photon / np.maximum(energy, np.finfo(np.float64).tiny / photon)
    return interpolated_index(wavelength, n, k, source)


def _table(wavelength: ArrayLike, n: ArrayLike, k: ArrayLike) -> tuple[Array, Array, Array]:
    table, real, imaginary = floats(wavelength), floats(n), floats(k)
    if not (table.ndim == 1 and table.size > 0 and table.shape == real.shape == imaginary.shape):
        raise ValueError("wavelength, n and k must be columns of one length")
    if not np.all(np.diff(table) > 0.0):
        raise ValueError("the wavelengths of the table must ascend")
    return table, real, imaginary
