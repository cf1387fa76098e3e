"""What the layers of a panel weigh, store and let through. The last axis counts the layers, from front to back."""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats, total


def layer_areal_mass(thickness: ArrayLike, density: ArrayLike, coverage: ArrayLike = 1.0) -> Array:
    """Mass of each layer per area of panel [kg/m²].

    Parameters
    ----------
    thickness
        Thickness of each layer [m], shape (…, layers).
    density
        Density of each layer [kg/m³]; broadcasts with `thickness`.
    coverage
        Share of the panel's area that each layer covers [1].

    Returns
    -------
    NDArray[np.float64]
        Areal mass of each layer [kg/m²], shape (…, layers).
    """
    return floats(thickness) * floats(density) * floats(coverage)


def areal_mass(thickness: ArrayLike, density: ArrayLike, coverage: ArrayLike = 1.0) -> Array:
    """Mass of a stack per area of panel [kg/m²].

    Parameters
    ----------
    thickness, density, coverage
        As in :func:`layer_areal_mass`, shape (…, layers).

    Returns
    -------
    NDArray[np.float64]
        Areal mass of the stack [kg/m²], shape (…).
    """
    return total(layer_areal_mass(thickness, density, coverage))


def areal_heat_capacity(
    thickness: ArrayLike, density: ArrayLike, specific_heat: ArrayLike, coverage: ArrayLike = 1.0
) -> Array:
    """Heat capacity of a stack per area of panel [J/(m²·K)].

    Parameters
    ----------
    thickness, density, coverage
        As in :func:`layer_areal_mass`, shape (…, layers).
    specific_heat
        Specific heat capacity of each layer [J/(kg·K)].

    Returns
    -------
    NDArray[np.float64]
        Heat capacity per area [J/(m²·K)], shape (…).
    """
    return total(layer_areal_mass(thickness, density, coverage) * floats(specific_heat))


def thermal_resistance(thickness: ArrayLike, conductivity: ArrayLike) -> Array:
    """Resistance of a stack to heat that crosses it, Σ d/k [K·m²/W].

    Contacts between layers are taken to be perfect; one that is not is a layer of its own.

    Parameters
    ----------
    thickness
        Thickness of each layer [m], shape (…, layers).
    conductivity
        Thermal conductivity of each layer across its thickness [W/(m·K)].

    Returns
    -------
    NDArray[np.float64]
        Thermal resistance [K·m²/W], shape (…).

    Raises
    ------
    ValueError
        If a conductivity is not positive.
    """
    through = floats(conductivity)
    if not np.all(through > 0.0):
        raise ValueError("the thermal conductivity of a layer must be positive")
    return total(floats(thickness) / through)


def half_conductance(thickness: ArrayLike, conductivity: ArrayLike) -> Array:
    """Conductance between the middles of the two halves of a stack, 2/Σ(d/k) [W/(m²·K)].

    It is what couples the two nodes of a panel: half the resistance of the whole stack lies between their middles.

    Parameters
    ----------
    thickness, conductivity
        As in :func:`thermal_resistance`, shape (…, layers).

    Returns
    -------
    NDArray[np.float64]
        Conductance [W/(m²·K)], shape (…).

    Raises
    ------
    ValueError
        If a conductivity is not positive.
    """
    return 2.0 / thermal_resistance(thickness, conductivity)


def interface_depths(thickness: ArrayLike) -> Array:
    """Depth of every interface below the front surface [m]: 0 first, the thickness of the stack last.

    Parameters
    ----------
    thickness
        Thickness of each layer [m], shape (…, layers).

    Returns
    -------
    NDArray[np.float64]
        Depths [m], shape (…, layers + 1).
    """
    layers = floats(thickness)
    depths = np.zeros((*layers.shape[:-1], layers.shape[-1] + 1))
    np.cumsum(layers, axis=-1, out=depths[..., 1:])
    return depths
