"""Displacement damage dose: the non-ionising energy that particles leave in a cell behind its cover.

References
----------
.. [1] S. R. Messenger et al., "Modeling solar cell degradation in space: a comparison of the NRL displacement damage
   dose and the JPL equivalent fluence approaches", Prog. Photovolt. 9, 103 (2001), equations 1 to 5.
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats, total
from studio.physics.radiation.shielding import particle_range, slab_directions
from studio.physics.radiation.spectrum import interpolate, particles_between

_BINS: Final = 96


def displacement_dose(
    energy: ArrayLike,
    fluence: ArrayLike,
    areal_density: ArrayLike,
    niel_energy: ArrayLike,
    niel: ArrayLike,
    range_energy: ArrayLike,
    ranges: ArrayLike,
) -> Array:
    """Dose of an omnidirectional fluence through a slab, ½ ∫∫ NIEL(E′) dΦ(E) dμ [J/kg], equation 1 of [1]_.

    E′ is what a particle of energy E keeps after the path t/μ; the half of the sky behind is shielded. The dose is
    that at the surface of the cell: protons that stop within it leave more at one depth and none below.

    Parameters
    ----------
    energy
        Energies of the integral spectrum [J], (N,).
    fluence
        Particles above each energy [1/m²], (…, N), over the whole sky.
    areal_density
        Areal density of the cover [kg/m²], shape broadcasting with the leading axes of `fluence`.
    niel_energy, niel
        Non-ionising energy loss [J], [J·m²/kg], (M,).
    range_energy, ranges
        Ranges in the cover [J], [kg/m²], (R,).

    Returns
    -------
    NDArray[np.float64]
        Displacement damage dose [J/kg], in the broadcast leading shape.

    Raises
    ------
    ValueError
        If an areal density is negative.
    """
    edges = dose_bins(energy, niel_energy)
    particles = particles_between(edges, energy, fluence)
    return total(particles * dose_of_one(middles(edges), areal_density, niel_energy, niel, range_energy, ranges))


def dose_bins(energy: ArrayLike, niel_energy: ArrayLike) -> Array:
    """Edges of intervals equal in ln E [J], (K + 1,), where the spectrum and the energy losses are."""
    spectrum, losses = floats(energy), floats(niel_energy)
    return np.geomspace(max(spectrum[0], losses[0]), spectrum[-1], _BINS + 1)


def middles(edges: Array) -> Array:
    """(K,) Geometric means of neighbouring edges, (K + 1,)."""
    return np.sqrt(edges[:-1] * edges[1:])


def dose_of_one(
    energy: ArrayLike,
    areal_density: ArrayLike,
    niel_energy: ArrayLike,
    niel: ArrayLike,
    range_energy: ArrayLike,
    ranges: ArrayLike,
) -> Array:
    """Dose that one particle per area of an omnidirectional fluence leaves behind a slab, ½ ∫ NIEL(E′) dμ [J·m²/kg].

    Parameters
    ----------
    energy
        Energies of the particles [J], (K,).
    areal_density, niel_energy, niel, range_energy, ranges
        As in :func:`displacement_dose`.

    Returns
    -------
    NDArray[np.float64]
        Dose over fluence [J·m²/kg], (…, K).

    Raises
    ------
    ValueError
        If an areal density is negative.
    """
    _, left, weight = slab_directions(particle_range(energy, range_energy, ranges), areal_density)
    reach = particle_range(niel_energy, range_energy, ranges)
    return 0.5 * total(weight * interpolate(left, reach, niel))


def effective_niel(niel: ArrayLike, reference: ArrayLike, exponent: ArrayLike) -> Array:
    """Energy loss that stands for damage not proportional to it, S (S/S₁)^(n − 1) [J·m²/kg], equation 3 of [1]_.

    Parameters
    ----------
    niel
        Non-ionising energy loss of electrons S [J·m²/kg], any shape.
    reference
        That of 1 MeV electrons S₁ [J·m²/kg].
    exponent
        Exponent n [1]: 1 where damage goes with the dose; 1.7 for GaAs.

    Returns
    -------
    NDArray[np.float64]
        Effective energy loss [J·m²/kg], in the broadcast shape.
    """
    loss = floats(niel)
    return loss * (loss / floats(reference)) ** (floats(exponent) - 1.0)


def combined_dose(proton: ArrayLike, electron: ArrayLike, electron_ratio: ArrayLike) -> Array:
    """Dose of protons that does what protons and electrons do together, D_p + D_e/R_ep [J/kg], equation 5 of [1]_.

    Parameters
    ----------
    proton, electron
        Dose of protons; effective dose of electrons [J/kg], any shapes that broadcast.
    electron_ratio
        Electron dose that does the damage of one unit of proton dose R_ep [1].

    Returns
    -------
    NDArray[np.float64]
        Proton dose [J/kg], in the broadcast shape.
    """
    return floats(proton) + floats(electron) / floats(electron_ratio)
