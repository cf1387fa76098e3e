"""What the space between does to surfaces: atomic oxygen that erodes them, particles that hit them."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats

POLYIMIDE_EROSION_YIELD: Final = 3.0e-30
"""Volume of Kapton H that each atom of oxygen in orbit removes [m³], the reference of flight experiments: K. K. de Groh
et al., "MISSE 2 PEACE polymers atomic oxygen erosion experiment", High Performance Polymers 20, 388 (2008)."""


def oxygen_fluence(number_density: ArrayLike, speed: ArrayLike, flux_ratio: ArrayLike, duration: ArrayLike) -> Array:
    """Atoms that meet a face, n V χ t [1/m²].

    Parameters
    ----------
    number_density
        Of atomic oxygen [1/m³].
    speed
        Through the air [m/s].
    flux_ratio
        Mean over the orbit of :func:`studio.physics.free_molecular.incident_flux` [1]; 1 for a face square to the flow.
    duration
        [s]; all broadcast.
    """
    return floats(number_density) * floats(speed) * floats(flux_ratio) * floats(duration)


def erosion_depth(fluence: ArrayLike, erosion_yield: ArrayLike = POLYIMIDE_EROSION_YIELD) -> Array:
    """Depth that a fluence of atomic oxygen [1/m²] removes, at a volume per atom [m³]: their product [m]."""
    return floats(fluence) * floats(erosion_yield)


def impacts(flux: ArrayLike, area: ArrayLike, duration: ArrayLike) -> tuple[Array, Array]:
    """Expected impacts, φ A t, and by Poisson's law the probability of none, exp(−φ A t) [1].

    Parameters
    ----------
    flux
        Impacts per area of surface and time [1/(m²·s)].
    area
        Of all faces that can be hit [m²].
    duration
        [s]; all broadcast.
    """
    expected = np.asarray(floats(flux) * floats(area) * floats(duration), dtype=np.float64)
    return expected, np.asarray(np.exp(-expected), dtype=np.float64)
