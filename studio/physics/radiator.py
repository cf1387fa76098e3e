"""What a radiator gives away, and what the Sun and the Earth give back. The last axis counts its sides."""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats, total
from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.heat import COSMIC_BACKGROUND


def environment_flux(
    absorptance: ArrayLike,
    emittance: ArrayLike,
    *,
    solar_flux: ArrayLike = 0.0,
    sun_cosine: ArrayLike = 0.0,
    visible_fraction: ArrayLike = 1.0,
    albedo_flux: ArrayLike = 0.0,
    infrared_flux: ArrayLike = 0.0,
    infrared_absorptance: ArrayLike | None = None,
) -> Array:
    """Heat that all sides of a radiator absorb, per planform area [W/m²].

    Parameters
    ----------
    absorptance
        Solar absorptance of each side [1], shape (…, sides).
    emittance
        Emittance of each side [1], shape (…, sides).
    solar_flux
        Solar flux [W/m²], shape (…).
    sun_cosine
        Cosine of the angle between the normal of each side and the Sun [1], shape (…, sides); below 0 it is behind.
    visible_fraction
        Visible share of the solar disk [1], shape (…).
    albedo_flux
        Sunlight returned by the Earth that meets each side [W/m²], shape (…, sides).
    infrared_flux
        Thermal radiation of the Earth that meets each side [W/m²], shape (…, sides).
    infrared_absorptance
        Absorptance of each side for that radiation [1], shape (…, sides). Without it Kirchhoff's law holds: it is the
        emittance. It serves to reproduce calculations that took another.

    Returns
    -------
    NDArray[np.float64]
        Absorbed heat [W/m²], shape (…).
    """
    direct = (floats(solar_flux) * floats(visible_fraction))[..., np.newaxis] * np.maximum(floats(sun_cosine), 0.0)
    sunlight = floats(absorptance) * (direct + floats(albedo_flux))
    infrared = floats(emittance if infrared_absorptance is None else infrared_absorptance) * floats(infrared_flux)
    return total(sunlight + infrared)


def radiator_flux(
    temperature: ArrayLike,
    emittance: ArrayLike,
    *,
    environment: ArrayLike = 0.0,
    fin_efficiency: ArrayLike = 1.0,
    sink_temperature: ArrayLike = COSMIC_BACKGROUND,
    stefan_boltzmann: ArrayLike = STEFAN_BOLTZMANN,
) -> Array:
    """Net heat that a radiator rejects per planform area, φ [Σ ε σ (T⁴ − T_s⁴) − environment] [W/m²].

    The fin efficiency φ is that of the exchange with the effective sink: a fin cooler than its root emits less, and
    carries to the root the same share of what it absorbs.

    Parameters
    ----------
    temperature
        Temperature at the roots of the fins [K], shape (…).
    emittance
        Emittance of each side [1], shape (…, sides).
    environment
        Heat that all sides absorb [W/m²], shape (…), from :func:`environment_flux`.
    fin_efficiency
        Heat rejected over that of a radiator as warm as the roots throughout [1], shape (…).
    sink_temperature
        Temperature of deep space [K].
    stefan_boltzmann
        Stefan–Boltzmann constant [W/(m²·K⁴)], for the reproduction of calculations that rounded it.

    Returns
    -------
    NDArray[np.float64]
        Net flux [W/m²], shape (…); negative where the radiator is too cold to reject anything.
    """
    contrast = floats(temperature) ** 4 - floats(sink_temperature) ** 4
    emitted = total(floats(emittance)) * floats(stefan_boltzmann) * contrast
    return floats(fin_efficiency) * (emitted - floats(environment))


def radiator_area(heat: ArrayLike, flux: ArrayLike) -> Array:
    """Planform area that rejects a heat load [m²].

    Parameters
    ----------
    heat
        Heat load [W].
    flux
        Net flux [W/m²], from :func:`radiator_flux`.

    Returns
    -------
    NDArray[np.float64]
        Area [m²].

    Raises
    ------
    ValueError
        If the radiator is too cold to reject anything, so that no area is large enough.
    """
    rejected = floats(flux)
    if not np.all(rejected > 0.0):
        raise ValueError("the radiator is too cold to reject any heat")
    return floats(heat) / rejected


def radiator_temperature(
    heat: ArrayLike,
    area: ArrayLike,
    emittance: ArrayLike,
    *,
    environment: ArrayLike = 0.0,
    fin_efficiency: ArrayLike = 1.0,
    sink_temperature: ArrayLike = COSMIC_BACKGROUND,
    stefan_boltzmann: ArrayLike = STEFAN_BOLTZMANN,
) -> Array:
    """Temperature at which a radiator of a given area rejects a heat load [K], the inverse of :func:`radiator_flux`.

    Parameters
    ----------
    heat
        Heat load [W], shape (…).
    area
        Planform area [m²], shape (…).
    emittance, environment, fin_efficiency, sink_temperature, stefan_boltzmann
        As in :func:`radiator_flux`.

    Returns
    -------
    NDArray[np.float64]
        Temperature at the roots of the fins [K], shape (…).

    Raises
    ------
    ValueError
        If the area is not positive, or if more heat is drawn from the radiator than reaches it at 0 K.
    """
    planform = floats(area)
    if not np.all(planform > 0.0):
        raise ValueError("a radiator needs a positive area")
    emission = total(floats(emittance)) * floats(stefan_boltzmann)
    needed = floats(heat) / (planform * floats(fin_efficiency)) + floats(environment)
    fourth = needed / emission + floats(sink_temperature) ** 4
    if not np.all(fourth >= 0.0):
        raise ValueError("more heat is drawn from the radiator than it takes in at any temperature")
    return np.sqrt(np.sqrt(fourth))


def sink_temperature(
    environment: ArrayLike, emittance: ArrayLike, *, space_temperature: ArrayLike = COSMIC_BACKGROUND
) -> Array:
    """Temperature of a radiator that rejects nothing, (absorbed / (Σ ε σ) + T_space⁴)^¼ [K].

    Parameters
    ----------
    environment
        Heat that all sides absorb [W/m²], shape (…), from :func:`environment_flux`.
    emittance
        Emittance of each side [1], shape (…, sides).
    space_temperature
        Temperature of deep space [K].

    Returns
    -------
    NDArray[np.float64]
        Temperature of the effective sink [K], shape (…).
    """
    emission = total(floats(emittance)) * STEFAN_BOLTZMANN
    return np.sqrt(np.sqrt(floats(environment) / emission + floats(space_temperature) ** 4))
