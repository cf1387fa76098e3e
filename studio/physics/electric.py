"""From sunlight on an array to electrical power."""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats


def efficiency_at_temperature(
    efficiency: ArrayLike,
    temperature: ArrayLike,
    *,
    temperature_coefficient: ArrayLike,
    reference_temperature: ArrayLike = 298.15,
) -> Array:
    """Efficiency of a solar cell at a temperature, η (1 + β (T − T_ref)) [1].

    Parameters
    ----------
    efficiency
        Efficiency at the reference temperature [1].
    temperature
        Temperature of the cell [K].
    temperature_coefficient
        Relative change of the power with temperature [1/K], negative for most cells.
    reference_temperature
        Temperature at which `efficiency` was measured [K].

    Returns
    -------
    NDArray[np.float64]
        Efficiency [1], at least 0: a linear law says nothing beyond the temperature at which it vanishes.
    """
    warmer = floats(temperature) - floats(reference_temperature)
    return np.maximum(floats(efficiency) * (1.0 + floats(temperature_coefficient) * warmer), 0.0)


def array_power(
    area: ArrayLike,
    solar_flux: ArrayLike,
    efficiency: ArrayLike,
    *,
    packing_factor: ArrayLike = 1.0,
    cosine: ArrayLike = 1.0,
    visible_fraction: ArrayLike = 1.0,
    other_efficiency: ArrayLike = 1.0,
) -> Array:
    """Electrical power of a solar array, A p η S max(cos θ, 0) v k [W].

    Parameters
    ----------
    area
        Area of the array [m²]; this and all others broadcast.
    solar_flux
        Solar flux at the array [W/m²].
    efficiency
        Efficiency of the cells [1].
    packing_factor
        Share of the area that is cell [1].
    cosine
        Cosine of the angle between the array's normal and the Sun [1]; sunlight from behind gives nothing.
    visible_fraction
        Share of the solar disk that is visible [1].
    other_efficiency
        Product of every other efficiency [1]: wiring, mismatch, end of life.

    Returns
    -------
    NDArray[np.float64]
        Electrical power [W].
    """
    sunlight = floats(solar_flux) * np.maximum(floats(cosine), 0.0) * floats(visible_fraction)
    active_area = floats(area) * floats(packing_factor)
    return active_area * sunlight * floats(efficiency) * floats(other_efficiency)


def array_area(
    power: ArrayLike,
    solar_flux: ArrayLike,
    efficiency: ArrayLike,
    *,
    packing_factor: ArrayLike = 1.0,
    cosine: ArrayLike = 1.0,
    other_efficiency: ArrayLike = 1.0,
) -> Array:
    """Area of the solar array that gives a power in full sunlight [m²], the inverse of :func:`array_power`.

    Parameters
    ----------
    power
        Electrical power [W].
    solar_flux, efficiency, packing_factor, cosine, other_efficiency
        As in :func:`array_power`.

    Returns
    -------
    NDArray[np.float64]
        Area [m²].

    Raises
    ------
    ValueError
        If the array gives no power at all.
    """
    per_area = array_power(
        1.0, solar_flux, efficiency, packing_factor=packing_factor, cosine=cosine, other_efficiency=other_efficiency
    )
    if not np.all(per_area > 0.0):
        raise ValueError("an array that gives no power cannot be large enough")
    return floats(power) / per_area


def chain_power(source: ArrayLike, efficiencies: ArrayLike) -> Array:
    """Power left after each link of a chain of efficiencies [W].

    Parameters
    ----------
    source
        Power that enters the chain [W], shape (…).
    efficiencies
        Efficiency of each link in turn [1], shape (…, links).

    Returns
    -------
    NDArray[np.float64]
        Power after each link [W], shape (…, links); the last is what is delivered.
    """
    return floats(source)[..., np.newaxis] * np.cumprod(floats(efficiencies), axis=-1)
