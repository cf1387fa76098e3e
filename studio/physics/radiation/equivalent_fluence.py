"""Fluence of 1 MeV electrons that does the same damage to a cell as the particles of an orbit.

The method is that of the JPL solar cell radiation handbooks [1]_, [2]_: each particle counts by its relative damage
coefficient, which depends on its energy and on the cover. The handbooks tabulate the coefficients of omnidirectional
particles for eight covers and a cell infinitely shielded behind. Here only the column for no cover is an input; the
others follow from it by slowing down through the slab, so that a cover of any thickness counts by its areal density.

References
----------
.. [1] H. Y. Tada et al., "Solar Cell Radiation Handbook", 3rd edition, JPL Publication 82-69, 1982, chapter 5.
.. [2] B. E. Anspaugh, "GaAs Solar Cell Radiation Handbook", JPL Publication 96-9, 1996, chapters 6 and 8.
"""

from typing import Final, Protocol

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats, total
from studio.physics.radiation.shielding import particle_range, slab_directions
from studio.physics.radiation.spectrum import interpolate, particles_between

_BINS: Final = 96
_BELOW: Final = 1e-3


class Coefficients(Protocol):
    """Relative damage coefficients of omnidirectional particles on a bare cell, infinitely shielded behind."""

    @property
    def proton_energy(self) -> Array: ...  # [J]
    @property
    def proton(self) -> Array: ...  # relative to 10 MeV protons at normal incidence [1]
    @property
    def proton_ratio(self) -> float: ...  # 1 MeV electrons per 10 MeV proton [1]
    @property
    def stopping_energy(self) -> float: ...  # protons below it stop within the active depth of the cell [J]
    @property
    def electron_energy(self) -> Array: ...  # [J]
    @property
    def electron(self) -> Array: ...  # relative to 1 MeV electrons at normal incidence [1]


class Ranges(Protocol):
    """Ranges in the cover."""

    @property
    def proton_energy(self) -> Array: ...  # [J]
    @property
    def proton_range(self) -> Array: ...  # [kg/m²]
    @property
    def electron_energy(self) -> Array: ...  # [J]
    @property
    def electron_range(self) -> Array: ...  # [kg/m²]


def electron_damage(energy: ArrayLike, areal_density: ArrayLike, cell: Coefficients, cover: Ranges) -> Array:
    """Relative damage coefficient of omnidirectional electrons behind a cover, D(E, t) = ∫ D(E′, 0) dμ [1].

    E′ is what an electron of energy E keeps after the path t/μ. A bare coefficient is the same at every angle, since
    a slanting track is longer as its fluence through the cell is less.

    Parameters
    ----------
    energy
        Energy [J], (E,).
    areal_density
        Areal density of the cover t [kg/m²], any shape.
    cell, cover
        Coefficients of the bare cell; ranges in the cover.

    Returns
    -------
    NDArray[np.float64]
        Coefficients relative to 1 MeV electrons at normal incidence [1], (…, E).

    Raises
    ------
    ValueError
        If an areal density is negative.
    """
    whole = particle_range(energy, cover.electron_energy, cover.electron_range)
    _, left, weight = slab_directions(whole, areal_density)
    reach = particle_range(cell.electron_energy, cover.electron_energy, cover.electron_range)
    return total(weight * interpolate(left, reach, cell.electron))


def proton_damage(energy: ArrayLike, areal_density: ArrayLike, cell: Coefficients, cover: Ranges) -> Array:
    """Relative damage coefficient of omnidirectional protons behind a cover [1].

    A proton that stops within the active depth does the damage of one of normal incidence that stops at the same
    depth, and the fluence through the surface falls with the cosine μ: its share is μ G(rμ) with r the range left.
    The coefficients of the bare cell are D(r) = ∫ μ G(rμ) dμ, hence G = D (2 + d ln D/d ln r). A proton that passes
    does the same at every angle (as an electron does), and what it does follows from D less the share of those that
    stop.

    Parameters
    ----------
    energy
        Energy [J], (E,).
    areal_density
        Areal density of the cover [kg/m²], any shape.
    cell, cover
        Coefficients of the bare cell; ranges in the cover.

    Returns
    -------
    NDArray[np.float64]
        Coefficients relative to 10 MeV protons at normal incidence [1], (…, E).

    Raises
    ------
    ValueError
        If an areal density is negative.
    """
    reach, stopping, passing, depth = _depth_damage(cell, cover)
    whole = particle_range(energy, cover.proton_energy, cover.proton_range)
    cosine, left, weight = slab_directions(whole, areal_density)
    deep = cosine * left
    share = np.where(deep < depth, cosine * interpolate(deep, reach, stopping), interpolate(left, reach, passing))
    return total(weight * share)


def _depth_damage(cell: Coefficients, cover: Ranges) -> tuple[Array, Array, Array, float]:
    """Ranges left (N,), damage of stopping and of passing protons (N,), and the active depth, in the cover's range."""
    energy = np.geomspace(cell.proton_energy[0], cell.proton_energy[-1], 400)
    reach = particle_range(energy, cover.proton_energy, cover.proton_range)
    bare = interpolate(energy, cell.proton_energy, cell.proton)
    slope = np.gradient(np.log(bare), np.log(reach))
    width = 5  # the tables have three digits: their slope is taken over a tenth of a decade
    smooth = np.convolve(np.pad(slope, width, mode="edge"), np.full(2 * width + 1, 1.0 / (2 * width + 1)), "valid")
    stopping = bare * np.maximum(2.0 + smooth, 0.0)
    depth = float(particle_range(cell.stopping_energy, cover.proton_energy, cover.proton_range))
    at_depth = float(interpolate(depth, reach, bare))
    ratio = np.minimum(depth / reach, 1.0)
    far = ratio < 0.9  # nearer the depth the difference of two alike numbers is noise
    passing = np.where(far, (bare - ratio**2 * at_depth) / (1.0 - np.where(far, ratio, 0.0)), 0.0)
    passing = np.where(far, np.maximum(passing, 0.0), passing[np.argmax(far)])
    # A table begins at some energy, the damage does not: it goes on as a power of the range.
    start = reach[0] * _BELOW
    below = stopping[0] * _BELOW ** smooth[0]
    return np.append(start, reach), np.append(below, stopping), np.append(passing[0], passing), depth


def electron_fluence(
    energy: ArrayLike, fluence: ArrayLike, areal_density: ArrayLike, cell: Coefficients, cover: Ranges
) -> Array:
    """Equivalent fluence of the electrons that come through a cover, Σ ΔΦ(E) D(E, t) [1/m²].

    Parameters
    ----------
    energy
        Energies of the integral spectrum [J], (N,).
    fluence
        Electrons above each energy [1/m²], (…, N), over the whole sky.
    areal_density
        Areal density of the cover [kg/m²], shape broadcasting with the leading axes of `fluence`.
    cell, cover
        Coefficients of the bare cell; ranges in the cover.

    Returns
    -------
    NDArray[np.float64]
        1 MeV electrons at normal incidence [1/m²], in the broadcast leading shape.
    """
    edges, middles = bins(energy, cell.electron_energy)
    particles = particles_between(edges, energy, fluence)
    return total(particles * electron_damage(middles, areal_density, cell, cover))


def proton_fluence(
    energy: ArrayLike, fluence: ArrayLike, areal_density: ArrayLike, cell: Coefficients, cover: Ranges
) -> Array:
    """Equivalent fluence of the protons that come through a cover, K Σ ΔΦ(E) D(E, t) [1/m²].

    Parameters
    ----------
    energy
        Energies of the integral spectrum [J], (N,).
    fluence
        Protons above each energy [1/m²], (…, N), over the whole sky.
    areal_density
        Areal density of the cover [kg/m²], shape broadcasting with the leading axes of `fluence`.
    cell, cover
        Coefficients of the bare cell, with K the electrons per proton; ranges in the cover.

    Returns
    -------
    NDArray[np.float64]
        1 MeV electrons at normal incidence [1/m²], in the broadcast leading shape.
    """
    edges, middles = bins(energy, cell.proton_energy)
    particles = particles_between(edges, energy, fluence)
    return cell.proton_ratio * total(particles * proton_damage(middles, areal_density, cell, cover))


def equivalent_fluence(
    electron_energy: ArrayLike,
    electrons: ArrayLike,
    proton_energy: ArrayLike,
    protons: ArrayLike,
    front: ArrayLike,
    back: ArrayLike,
    cell: Coefficients,
    cover: Ranges,
) -> Array:
    """Equivalent fluence of a cell that particles reach from both of its faces [1/m²].

    A coefficient of the handbooks counts an omnidirectional flux of which an infinite shield stops the half behind.
    Each face looks at one half of the sky, so that what comes through the two simply adds.

    Parameters
    ----------
    electron_energy, electrons
        Energies [J], (N,), and electrons above each [1/m²], (…, N), over the whole sky.
    proton_energy, protons
        Energies [J], (M,), and protons above each [1/m²], (…, M), over the whole sky.
    front, back
        Areal density before and behind the cell [kg/m²], shapes that broadcast; infinite where nothing comes through.
    cell, cover
        Coefficients of the bare cell; ranges in the cover.

    Returns
    -------
    NDArray[np.float64]
        1 MeV electrons at normal incidence [1/m²], in the broadcast leading shape.

    Raises
    ------
    ValueError
        If an areal density is negative.
    """
    faces = [
        electron_fluence(electron_energy, electrons, density, cell, cover)
        + proton_fluence(proton_energy, protons, density, cell, cover)
        for density in (front, back)
    ]
    return faces[0] + faces[1]


def normal_incidence(energy: ArrayLike, nodes: ArrayLike, omnidirectional: ArrayLike, ratio: float = 1.0) -> Array:
    """1 MeV electrons that do the damage of one particle of a beam, 2 K D(E) [1].

    Half of the sky is shielded in an omnidirectional coefficient; a particle that passes the cell does the same at
    every angle. Not for protons that stop in the cell.

    Parameters
    ----------
    energy
        Energy of the beam [J], any shape.
    nodes, omnidirectional
        Coefficients of the bare cell [J], [1], (N,).
    ratio
        Electrons per particle K of the coefficients' own reference [1]: 1 for electrons.

    Returns
    -------
    NDArray[np.float64]
        Electrons per particle [1], in the shape of `energy`.
    """
    return 2.0 * ratio * interpolate(energy, nodes, omnidirectional)


def bins(energy: ArrayLike, nodes: Array) -> tuple[Array, Array]:
    """Edges (K + 1,) and middles (K,) of intervals equal in ln E, where the spectrum and the coefficients are."""
    spectrum = floats(energy)
    edges = np.geomspace(max(spectrum[0], nodes[0]), spectrum[-1], _BINS + 1)
    return edges, np.sqrt(edges[:-1] * edges[1:])
