"""The ceiling of photovoltaic conversion: every photon above the gap absorbed, all recombination radiative [1]_.

References
----------
.. [1] W. Shockley, H. J. Queisser, "Detailed Balance Limit of Efficiency of p-n Junction Solar Cells", J. Appl. Phys.
   32 (1961).
.. [2] A. De Vos, "Detailed balance limit of the efficiency of tandem solar cells", J. Phys. D 13 (1980).
.. [3] S. Rühle, "Tabulated values of the Shockley–Queisser limit for single junction solar cells", Solar Energy 130
   (2016).
"""

import math
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.cell.diode import Diode
from studio.physics.cell.spectrum import integral_to
from studio.physics.cell.tandem import independent_maximum_power, series_maximum_power
from studio.physics.constants import BOLTZMANN, ELEMENTARY_CHARGE, PLANCK, SPEED_OF_LIGHT

NEGLIGIBLE_EXPONENT: Final = 40.0
"""Terms of the series below exp(−40) of the first no longer count."""

MOST_TERMS: Final = 4000
"""Terms of the series at most, enough for gaps of kT/100."""


def radiative_saturation_current(gap: ArrayLike, temperature: ArrayLike) -> Array:
    """Current density that a cell in the dark at its temperature emits as photons above its gap [A/m²].

    Parameters
    ----------
    gap
        Band gap [J].
    temperature
        Temperature of the cell [K].

    Returns
    -------
    NDArray[np.float64]
        q 2π/(h³c²) ∫ E²/(exp(E/kT) − 1) dE above the gap [A/m²] [3]_, in the broadcast shape: emission into the
        hemisphere before the cell, of refractive index 1, with a mirror behind it.

    Raises
    ------
    ValueError
        If a gap or a temperature is not positive.

    Notes
    -----
    The Bose–Einstein integral is taken term by term: with y = E_g/kT, (kT)³ Σ exp(−m y) (y²/m + 2y/m² + 2/m³) over
    m = 1, 2, …; the first term is Boltzmann's approximation, 1e-19 off at 1.12 eV and 0.03 % at 0.2 eV and 300 K.
    """
    energy, hot = floats(gap), floats(temperature)
    if not (np.all(energy > 0.0) and np.all(hot > 0.0)):
        raise ValueError("the band gap and the temperature must be positive")
    thermal = BOLTZMANN * hot
    ratio = energy / thermal
    series = np.zeros(ratio.shape)
    least = float(np.min(ratio, initial=NEGLIGIBLE_EXPONENT))
    for order in range(1, min(1 + math.ceil(NEGLIGIBLE_EXPONENT / least), MOST_TERMS) + 1):
        series += np.exp(-order * ratio) * (ratio**2 / order + 2.0 * ratio / order**2 + 2.0 / order**3)
    result: Array = ELEMENTARY_CHARGE * 2.0 * math.pi / (PLANCK**3 * SPEED_OF_LIGHT**2) * thermal**3 * series
    return result


def step_photocurrents(gaps: ArrayLike, wavelength: ArrayLike, irradiance: ArrayLike) -> Array:
    """Photocurrents of a stack in which each junction absorbs all photons above its gap that the upper ones left.

    Parameters
    ----------
    gaps
        Band gaps, descending from the sunny side [J], shape (…, J).
    wavelength
        Points of the spectrum, ascending [m], shape (N,).
    irradiance
        Spectral irradiance, linear between the points [W/m²/m], shape (N,).

    Returns
    -------
    NDArray[np.float64]
        Photocurrent densities [A/m²], shape (…, J); exact at gaps between the points of the spectrum.

    Raises
    ------
    ValueError
        If a gap is not positive or the gaps ascend.
    """
    energy = np.atleast_1d(floats(gaps))
    if not np.all(energy > 0.0):
        raise ValueError("the band gap must be positive")
    if not np.all(np.diff(energy, axis=-1) <= 0.0):
        raise ValueError("the band gaps of a stack must descend from the sunny side")
    hc = PLANCK * SPEED_OF_LIGHT
    above = integral_to(wavelength, irradiance, hc / energy, moment=1) * (ELEMENTARY_CHARGE / hc)
    return np.diff(above, axis=-1, prepend=0.0)


def limit(
    gaps: ArrayLike,
    wavelength: ArrayLike,
    irradiance: ArrayLike,
    temperature: ArrayLike = 298.15,
    terminals: Literal["series", "independent"] = "series",
    *,
    transparent_top: bool = False,
    reference_irradiance: float | None = None,
) -> Array:
    """Largest efficiency of a stack of junctions under a spectrum [1]_ [2]_.

    Parameters
    ----------
    gaps
        Band gaps, descending from the sunny side [J], shape (…, J).
    wavelength, irradiance
        The spectrum [m], [W/m²/m], shape (N,).
    temperature
        Temperature of the cell [K], broadcasts with the leading axes (…).
    terminals
        "series": two terminals, one current; "independent": each junction with its own.
    transparent_top
        Whether junctions are made thin enough to pass to those below what they would absorb beyond the common current:
        neighbours of which the upper has more carry their mean. Without effect where the currents rise downwards.
    reference_irradiance
        Irradiance to which the efficiency refers [W/m²]; by default the integral of the spectrum.

    Returns
    -------
    NDArray[np.float64]
        Efficiency [1], shape (…).

    Raises
    ------
    ValueError
        If a gap or temperature is not positive or the gaps ascend, or the option belongs to another kind of stack.

    Notes
    -----
    The emission grows as exp(qV/kT), which neglects stimulated emission, exp(−(E_g − qV)/kT) of it: nothing at one
    sun. A junction is not lit by the one below or above it. A thinner one also emits less; that is left out.
    """
    energy = np.atleast_1d(floats(gaps))
    currents = step_photocurrents(energy, wavelength, irradiance)
    if transparent_top:
        if terminals != "series" or energy.shape[-1] < 2:
            raise ValueError("only in a series stack of two or more junctions an upper one passes surplus light")
        currents = _levelled(currents)
    hot = floats(temperature)[..., np.newaxis]
    saturation = radiative_saturation_current(energy, hot)
    ideal = Diode(currents, saturation, floats(1.0), floats(0.0), floats(0.0), floats(np.inf), hot)
    in_series = terminals == "series" and energy.shape[-1] > 1
    power = series_maximum_power(ideal).power if in_series else independent_maximum_power(ideal)
    if reference_irradiance is None:
        reference_irradiance = float(np.trapezoid(floats(irradiance), floats(wavelength)))
    efficiency: Array = power / reference_irradiance
    return efficiency


def _levelled(currents: Array) -> Array:
    """Currents (…, J) that do not fall downwards, by passing light down: the slopes of the greatest convex curve below
    their sum from the top, which are the most even ones."""
    count = currents.shape[-1]
    whole = np.concatenate([np.zeros((*currents.shape[:-1], 1)), np.cumsum(currents, axis=-1)], axis=-1)
    mean = np.full((*currents.shape[:-1], count, count), np.inf)  # of the junctions from one to another
    for first in range(count):
        for last in range(first, count):
            mean[..., first, last] = (whole[..., last + 1] - whole[..., first]) / (last + 1 - first)
    level = [
        np.max(np.stack([np.min(mean[..., first, place:], axis=-1) for first in range(place + 1)]), axis=0)
        for place in range(count)
    ]
    return np.stack(level, axis=-1)
