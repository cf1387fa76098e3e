"""How the diodes of a cell and its photocurrent follow the temperature.

References
----------
.. [1] W. De Soto, S. A. Klein, W. A. Beckman, "Improvement and validation of a model for photovoltaic array
   performance", Solar Energy 80 (2006).
.. [2] C.-T. Sah, R. N. Noyce, W. Shockley, "Carrier Generation and Recombination in P-N Junctions and P-N Junction
   Characteristics", Proc. IRE 45 (1957).
.. [3] D. L. Evans, "Simplified method for predicting photovoltaic array output", Solar Energy 27 (1981).
"""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.constants import BOLTZMANN


def band_gap(
    gap: ArrayLike, temperature: ArrayLike, *, coefficient: ArrayLike = 0.0, reference_temperature: ArrayLike = 298.15
) -> Array:
    """Band gap at a temperature [J], linear about the reference [1]_.

    Parameters
    ----------
    gap
        Band gap at the reference temperature [J].
    temperature
        Temperature [K].
    coefficient
        dE_g/dT [J/K]: negative for silicon and III–V semiconductors, positive for lead-halide perovskites.
    reference_temperature
        Temperature to which `gap` belongs [K].

    Returns
    -------
    NDArray[np.float64]
        Band gap [J], in the broadcast shape.
    """
    result: Array = floats(gap) + floats(coefficient) * (floats(temperature) - floats(reference_temperature))
    return result


def saturation_current(
    saturation: ArrayLike,
    temperature: ArrayLike,
    *,
    gap: ArrayLike,
    ideality: ArrayLike = 1.0,
    gap_coefficient: ArrayLike = 0.0,
    reference_temperature: ArrayLike = 298.15,
) -> Array:
    """Saturation current of a diode at a temperature [A/m²].

    J₀(T) = J₀(T_r) (T/T_r)^(3/n) exp[E_g(T_r)/(n k T_r) − E_g(T)/(n k T)]

    Parameters
    ----------
    saturation
        Saturation current at the reference temperature [A/m²].
    temperature
        Temperature [K].
    gap
        Band gap at the reference temperature [J].
    ideality
        Ideality n of the diode [1].
    gap_coefficient
        dE_g/dT [J/K].
    reference_temperature
        Temperature to which `saturation` and `gap` belong [K].

    Returns
    -------
    NDArray[np.float64]
        Saturation current [A/m²], in the broadcast shape.

    Raises
    ------
    ValueError
        If a temperature or an ideality is not positive.

    Notes
    -----
    For n = 1 this is the form of [1]_. Recombination through traps in the depletion region, n = 2, goes with the
    intrinsic density, the square root of that [2]_; between the two J₀ ∝ (n_i²)^(1/n). The gap must be divided by n:
    undivided it makes dV_oc/dT steeper by (n − 1)(E_g/q + 3kT/q)/T, −5 mV/K for a perovskite with n = 1.6.
    """
    hot, cold, factor = floats(temperature), floats(reference_temperature), floats(ideality)
    if not (np.all(hot > 0.0) and np.all(cold > 0.0) and np.all(factor > 0.0)):
        raise ValueError("temperatures and idealities must be positive")
    now = band_gap(gap, hot, coefficient=gap_coefficient, reference_temperature=cold)
    exponent = (3.0 * np.log(hot / cold) + (floats(gap) / cold - now / hot) / BOLTZMANN) / factor
    result: Array = floats(saturation) * np.exp(exponent)
    return result


def photocurrent(
    photocurrent: ArrayLike,
    temperature: ArrayLike,
    *,
    coefficient: ArrayLike,
    reference_temperature: ArrayLike = 298.15,
) -> Array:
    """Photocurrent at a temperature [A/m²], linear about the reference [1]_ and never negative.

    Parameters
    ----------
    photocurrent
        Photocurrent at the reference temperature [A/m²].
    temperature
        Temperature [K].
    coefficient
        Relative change of the photocurrent with temperature [1/K].
    reference_temperature
        Temperature to which `photocurrent` belongs [K].

    Returns
    -------
    NDArray[np.float64]
        Photocurrent [A/m²], in the broadcast shape.
    """
    change = floats(coefficient) * (floats(temperature) - floats(reference_temperature))
    result: Array = floats(photocurrent) * np.maximum(1.0 + change, 0.0)
    return result


def power_share(temperature: ArrayLike, *, coefficient: ArrayLike, reference_temperature: ArrayLike = 298.15) -> Array:
    """Power at a temperature over that at the reference, max(0, 1 + β (T − T_r)) [1], equation 2 of [3]_.

    A straight line through a coefficient that was measured about the reference ends somewhere; a cell that is lit takes
    no power from its load, so beyond that end it gives nothing.

    Parameters
    ----------
    temperature
        Temperature [K]; all broadcast.
    coefficient
        Relative change of the power with temperature, β [1/K].
    reference_temperature
        Temperature to which the power belongs [K].

    Returns
    -------
    NDArray[np.float64]
        Share [1], not below 0, in the broadcast shape.
    """
    line = 1.0 + floats(coefficient) * (floats(temperature) - floats(reference_temperature))
    return np.asarray(np.maximum(line, 0.0))
