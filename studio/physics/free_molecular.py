"""Flat plates in a flow so thin that molecules meet the plate and not one another."""

import math

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats

GAS_CONSTANT = 8.31446261815324
"""Molar gas constant [J/(mol·K)], exact in the SI."""

_few_erf = np.vectorize(math.erf, otypes=[np.float64])
_FEW = 1000
"""Values from which the library is worth its import."""


def _erf(values: Array) -> Array:
    if values.size < _FEW:
        return np.asarray(_few_erf(values), dtype=np.float64)
    from scipy.special import erf

    return np.asarray(erf(values), dtype=np.float64)


def speed_ratio(speed: ArrayLike, temperature: ArrayLike, molar_mass: ArrayLike) -> Array:
    """Speed through the gas over the most probable thermal speed of its molecules, V √(M / 2RT) [1].

    Parameters
    ----------
    speed
        [m/s], any shape.
    temperature
        Of the gas [K].
    molar_mass
        [kg/mol]; all broadcast.
    """
    return np.asarray(floats(speed) / np.sqrt(2.0 * GAS_CONSTANT * floats(temperature) / floats(molar_mass)))


def incident_flux(cosine: ArrayLike, speed_ratio: ArrayLike) -> Array:
    """Molecules that meet one face per area and time, over number density times speed [1].

    Parameters
    ----------
    cosine
        Of the angle between the face's outward normal and its velocity [1], −1 to 1, any shape.
    speed_ratio
        See :func:`speed_ratio` [1]; broadcasts.

    Returns
    -------
    NDArray[np.float64]
        Near the cosine where that is positive; what the thermal motion brings to faces edge-on and turned away.

    References
    ----------
    .. [1] G. A. Bird, "Molecular Gas Dynamics and the Direct Simulation of Gas Flows", 1994, equation 4.22.
    """
    toward, ratio = floats(cosine), floats(speed_ratio)
    normal = toward * ratio
    thermal = np.exp(-normal * normal) / (math.sqrt(math.pi) * ratio)
    return np.asarray(0.5 * np.maximum(thermal + toward * (1.0 + _erf(normal)), 0.0))


def plate_drag_coefficient(cosine: ArrayLike, speed_ratio: ArrayLike, temperature_ratio: ArrayLike = 0.0) -> Array:
    """Drag coefficient of a flat plate with both faces, referred to the area of one face [1].

    Molecules leave diffusely, at the temperature of the wall. Edge-on the plate is still dragged: thermal motion brings
    molecules to its faces, and they carry the whole speed.

    Parameters
    ----------
    cosine
        Of the angle between the normal of either face and the velocity [1], any shape.
    speed_ratio
        See :func:`speed_ratio` [1].
    temperature_ratio
        Temperature of the wall over that of the gas [1]; all broadcast.

    References
    ----------
    .. [1] L. H. Sentman, "Free molecule flow theory and its application to the determination of aerodynamic forces",
       LMSC-448514, 1961; in the form of E. K. Sutton, J. Spacecraft Rockets 46, 112 (2009), equation 9.
    """
    cosines, ratio = floats(cosine), floats(speed_ratio)
    leaving = np.sqrt(floats(temperature_ratio)) / ratio  # most probable speed of those that leave, over the speed
    total = np.zeros(np.broadcast_shapes(cosines.shape, ratio.shape, leaving.shape))
    for toward in (cosines, -cosines):
        thermal = np.exp(-np.square(toward * ratio)) / ratio
        meeting = 1.0 + _erf(toward * ratio)
        total += thermal / math.sqrt(math.pi) + toward * (1.0 + 0.5 / ratio**2) * meeting
        total += 0.5 * toward * leaving * (toward * math.sqrt(math.pi) * meeting + thermal)
    return total
