"""Absorptance of a stack for diffuse light and, by Kirchhoff's law, its emittance.

References
----------
.. [1] J. R. Howell, M. P. Mengüç, K. Daun, R. Siegel, "Thermal Radiation Heat Transfer", 7th edition, CRC Press, 2021:
   Planck's law, Kirchhoff's law, hemispherical from directional properties.
"""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats, total
from studio.physics.constants import BOLTZMANN, PLANCK, SPEED_OF_LIGHT
from studio.physics.optics.stack_light import stack_light


def hemispherical_absorptance(
    index: ArrayLike,
    thickness: ArrayLike,
    coherent: tuple[bool, ...],
    wavelength: ArrayLike,
    weight: ArrayLike,
    *,
    exit_index: ArrayLike = 1.0,
    nodes: int = 6,
    path_factor: ArrayLike = 1.0,
) -> Array:
    """Share of diffuse unpolarised light from the vacuum that a stack neither reflects nor transmits.

    The absorptance A = 1 − R − T is averaged over the hemisphere, 2 ∫ A(θ) cos θ sin θ dθ = ∫ A 2μ dμ with μ = cos θ
    from 0 to 1, by Gauss–Legendre quadrature, and over the spectrum by `weight`. With :func:`planck_weight` as the
    weight it is the hemispherical emittance at that temperature.

    Parameters
    ----------
    index, thickness, coherent, wavelength, exit_index, path_factor
        The stack, as for :func:`stack_light`; leading axes (…).
    weight
        Weight of each wavelength [any], shape (W,) or (…, W).
    nodes
        Angles of the quadrature. A is smooth in μ: six leave 1e-6 for glass, 1e-4 for a polished metal.

    Returns
    -------
    NDArray[np.float64]
        Hemispherical absorptance [1], shape (…).

    Raises
    ------
    ValueError
        As :func:`stack_light`, or if the weights of a spectrum do not sum to more than 0.
    """
    points, shares = np.polynomial.legendre.leggauss(nodes)
    cosine = 0.5 * (1.0 + points)
    indices, behind, path = np.asarray(index), np.asarray(exit_index), floats(path_factor)
    light = stack_light(
        indices[..., np.newaxis, :, :],
        floats(thickness)[..., np.newaxis, :],
        coherent,
        wavelength,
        angle=np.arccos(cosine),
        exit_index=behind[..., np.newaxis, :] if behind.ndim else behind,
        path_factor=path[..., np.newaxis, :] if path.ndim else path,
    )
    spectral: Array = np.einsum("...nw,n->...w", 1.0 - light.reflectance - light.transmittance, shares * cosine)
    return normal_weighted(spectral, weight)


def normal_weighted(values: ArrayLike, weight: ArrayLike) -> Array:
    """Mean of a spectral property, such as the absorptance at normal incidence, over a spectrum.

    Parameters
    ----------
    values
        Property at each wavelength, shape (…, W).
    weight
        Weight of each wavelength [any], shape (W,) or (…, W).

    Returns
    -------
    NDArray[np.float64]
        Weighted mean, shape (…).

    Raises
    ------
    ValueError
        If the weights of a spectrum do not sum to more than 0.
    """
    weights = floats(weight)
    whole = total(weights)
    if not np.all(whole > 0.0):
        raise ValueError("the weights of a spectrum must sum to more than 0")
    mean: Array = np.einsum("...w,...w->...", floats(values), weights) / whole
    return mean


def planck_weight(wavelength: ArrayLike, temperature: ArrayLike) -> Array:
    """Share of black-body radiation that each wavelength of a grid stands for, by the trapezoidal rule.

    The shares sum to 1: what the body radiates beyond the ends of the grid is left out. At 300 K a grid from 2.5 µm to
    50 µm holds 97 % of it.

    Parameters
    ----------
    wavelength
        Wavelengths in vacuum, rising [m], shape (W,), at least two.
    temperature
        Temperature of the body [K], shape (…).

    Returns
    -------
    NDArray[np.float64]
        Weights [1], shape (…, W).

    Raises
    ------
    ValueError
        If the wavelengths do not rise from above 0, or the temperature is not positive.
    """
    waves, kelvin = floats(wavelength), floats(temperature)[..., np.newaxis]
    if waves.ndim != 1 or waves.size < 2 or not (waves[0] > 0.0 and np.all(np.diff(waves) > 0.0)):
        raise ValueError("the wavelengths must rise from above 0")
    if not np.all(kelvin > 0.0):
        raise ValueError("the temperature must be positive")
    quanta = PLANCK * SPEED_OF_LIGHT / (BOLTZMANN * waves * kelvin)
    # Planck's law as a logarithm, from its largest value on: a cold body radiates nothing that a double can hold.
    radiance = -5.0 * np.log(waves) - quanta - np.log(-np.expm1(-quanta))
    weights = np.exp(radiance - np.max(radiance, axis=-1, keepdims=True)) * np.gradient(waves, edge_order=1)
    weights[..., [0, -1]] *= 0.5
    normalised: Array = weights / total(weights)[..., np.newaxis]
    return normalised
