"""What heats a plate in orbit, and the temperature at which it gives as much away."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.constants import AU, SOLAR_CONSTANT, STEFAN_BOLTZMANN

COSMIC_BACKGROUND: Final = 2.72548
"""Temperature of deep space [K]: D. J. Fixsen, Astrophysical Journal 707, 916 (2009)."""


def solar_flux(distance: ArrayLike, *, solar_constant: ArrayLike = SOLAR_CONSTANT) -> Array:
    """Solar flux at a distance from the Sun, S₀ (AU/r)² [W/m²].

    Parameters
    ----------
    distance
        Distance from the Sun [m].
    solar_constant
        Flux at one astronomical unit [W/m²]; broadcasts with `distance`.

    Returns
    -------
    NDArray[np.float64]
        Flux on a plate that faces the Sun [W/m²].
    """
    return floats(solar_constant) * (AU / floats(distance)) ** 2


def earth_infrared_flux(view_factor: ArrayLike, exitance: ArrayLike) -> Array:
    """Thermal radiation of the Earth that meets a plate, F M [W/m²].

    Parameters
    ----------
    view_factor
        View factor from the plate to the Earth [1].
    exitance
        Thermal radiation that leaves the Earth per area of its surface [W/m²].

    Returns
    -------
    NDArray[np.float64]
        Flux that meets the plate [W/m²]; what is absorbed is this times the infrared absorptance, which by Kirchhoff's
        law is the emittance.
    """
    return floats(view_factor) * floats(exitance)


def albedo_flux(view_factor: ArrayLike, solar_flux: ArrayLike, albedo: ArrayLike, cos_zenith: ArrayLike) -> Array:
    """Sunlight returned by the Earth that meets a plate, F a S max(cos ζ, 0) [W/m²].

    The whole Earth in view is taken to be as bright as the ground below: a diffuse reflector lit at the solar zenith
    angle ζ of the sub-satellite point. It is right on average over an orbit and good at low altitude away from the
    terminator; near it the light that reaches the satellite from the lit limb is left out.

    Parameters
    ----------
    view_factor
        View factor from the plate to the Earth [1].
    solar_flux
        Solar flux at the Earth [W/m²].
    albedo
        Reflected share of the sunlight [1].
    cos_zenith
        Cosine of the solar zenith angle at the sub-satellite point [1]: the product of the unit vectors from the
        Earth's centre to the satellite and to the Sun.

    Returns
    -------
    NDArray[np.float64]
        Flux that meets the plate [W/m²], 0 over the night side.
    """
    lit = np.maximum(floats(cos_zenith), 0.0)
    reflected = floats(solar_flux) * floats(albedo)
    return floats(view_factor) * reflected * lit


def absorbed_flux(
    absorptance: ArrayLike,
    emittance: ArrayLike,
    *,
    direct: ArrayLike,
    albedo: ArrayLike = 0.0,
    infrared: ArrayLike = 0.0,
) -> Array:
    """Heat that one face of a plate absorbs, α (direct + albedo) + ε infrared [W/m²].

    Parameters
    ----------
    absorptance
        Solar absorptance of the face [1].
    emittance
        Emittance of the face [1], which by Kirchhoff's law is its absorptance for the Earth's thermal radiation.
    direct
        Sunlight that meets the face: solar flux × cosine × visible share of the solar disk [W/m²].
    albedo
        Sunlight returned by the Earth that meets the face [W/m²].
    infrared
        Thermal radiation of the Earth that meets the face [W/m²].

    Returns
    -------
    NDArray[np.float64]
        Absorbed heat [W/m²], before any electrical power leaves the plate.
    """
    sunlight = floats(direct) + floats(albedo)
    solar = floats(absorptance) * sunlight
    return solar + floats(emittance) * floats(infrared)


def equilibrium_temperature(
    absorbed: ArrayLike,
    emittance: ArrayLike,
    *,
    extracted: ArrayLike = 0.0,
    sink_temperature: ArrayLike = COSMIC_BACKGROUND,
    stefan_boltzmann: ArrayLike = STEFAN_BOLTZMANN,
) -> Array:
    """Temperature at which a plate without heat capacity emits what it absorbs [K].

    (absorbed − extracted) = ε σ (T⁴ − T_s⁴), ε being the sum over both faces of a plate as warm behind as in front.

    Parameters
    ----------
    absorbed
        Heat absorbed by all faces, per area of plate [W/m²].
    emittance
        Sum of the emittances of the faces [1]: 2 for a plate that is black on both.
    extracted
        Electrical power that leaves the plate, per area [W/m²].
    sink_temperature
        Temperature of the surroundings [K].
    stefan_boltzmann
        Stefan–Boltzmann constant [W/(m²·K⁴)], for the reproduction of calculations that rounded it.

    Returns
    -------
    NDArray[np.float64]
        Temperature [K].

    Raises
    ------
    ValueError
        If more power is extracted than the plate can make good at any temperature.
    """
    heat = floats(absorbed) - floats(extracted)
    emission = floats(emittance) * floats(stefan_boltzmann)
    fourth_power = heat / emission + floats(sink_temperature) ** 4
    if np.any(fourth_power < 0.0):
        raise ValueError("more power is extracted from the plate than reaches it")
    return np.sqrt(np.sqrt(fourth_power))
