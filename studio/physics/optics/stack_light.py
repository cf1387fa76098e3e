"""Reflectance, transmittance and absorptance per layer of a stack of films and slabs."""

import math
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.physics.arrays import Array, floats
from studio.physics.optics.medium import ComplexArray
from studio.physics.optics.slab_chain import SlabChain
from studio.physics.optics.stack_block import NORMAL, StackBlock

BLOCK: Final = 8192
"""Wavelengths of all stacks solved together: the arrays of a stack of ten layers stay in the processor's cache."""

Polarisation: TypeAlias = Literal["s", "p", "mean"]

POLARISATIONS: Final[dict[Polarisation, tuple[str, ...]]] = {"s": ("s",), "p": ("p",), "mean": ("s", "p")}


@dataclass(frozen=True, slots=True)
class StackLight:
    """Where the light that meets a stack ends; reflectance + transmittance + Σ absorptance = 1."""

    reflectance: Array
    """Share reflected [1], shape (…, W)."""
    transmittance: Array
    """Share that reaches the exit medium [1], shape (…, W)."""
    absorptance: Array
    """Share absorbed in each layer [1], shape (…, L, W)."""


def stack_light(
    index: ArrayLike,
    thickness: ArrayLike,
    coherent: tuple[bool, ...],
    wavelength: ArrayLike,
    *,
    angle: ArrayLike = 0.0,
    polarisation: Polarisation = "mean",
    entry_index: ArrayLike = 1.0,
    exit_index: ArrayLike = 1.0,
    path_factor: ArrayLike = 1.0,
) -> StackLight:
    """Share of the light reflected, transmitted and absorbed in each layer of a stack.

    Parameters
    ----------
    index
        Refractive index n + ik of each layer [1], k ≥ 0 absorbs, shape (…, L, W), from the illuminated side.
    thickness
        Thickness of each layer [m], shape (…, L).
    coherent
        Which of the L layers are films, in which light interferes with itself; the others are slabs, in which the
        intensities of the passes add.
    wavelength
        Wavelengths in vacuum [m], shape (W,).
    angle
        Angle of incidence in the entry medium [rad], 0 to π/2, shape (…).
    polarisation
        "s", "p", or "mean" of both, which is unpolarised light.
    entry_index
        Refractive index of the medium the light comes from [1], real, a scalar or of shape (…, W).
    exit_index
        Refractive index of the medium behind the stack [1], a scalar or of shape (…, W).
    path_factor
        Path in a slab that scatters over its thickness [1], shape (…, L); it multiplies the attenuation of a pass and
        nothing else, which stands for light trapping and is no solution of it. It is 1 for films.

    Returns
    -------
    StackLight
        Arrays in the broadcast shape of the leading axes (…).

    Raises
    ------
    ValueError
        If the shapes do not fit, a layer amplifies, or a value is out of its range.

    Notes
    -----
    A slab is meant to be many wavelengths thick across its faces. One that absorbs and is thinner than about λ/(2πn),
    or within a hair of its critical angle, may get a small negative absorptance: intensities that add neglect the flux
    that two opposite waves in an absorbing medium share. A wave that fades within its own wavelength (Im k_z > Re k_z,
    evanescent or in a metal) does not cross a slab.

    References
    ----------
    .. [1] S. J. Byrnes, "Multilayer optical calculations", arXiv:1603.02720.
    """
    if polarisation not in POLARISATIONS:
        raise ValueError("the polarisation is s, p or mean")
    indices, exits = (np.asarray(each, dtype=np.complex128) for each in (index, exit_index))
    depth, waves, tilt = floats(thickness), floats(wavelength), floats(angle)
    entry, exits = np.atleast_1d(floats(entry_index)), np.atleast_1d(exits)
    films = np.array(coherent, dtype=bool)
    _check_shapes(indices, depth, films, waves, entry, exits)
    _check_values(indices, depth, waves, tilt, entry, exits)
    depth = _slab_paths(depth, floats(path_factor), films)

    # The leading axes become one, solved in blocks; what all stacks share stays a single row.
    cosine = np.cos(tilt)[..., np.newaxis]
    tables = ((indices, 2), (depth[..., np.newaxis], 2), (cosine, 1), (entry, 1), (exits, 1))
    batch = np.broadcast_shapes(*(table.shape[:-own] for table, own in tables))
    stacks, count, layers = math.prod(batch), waves.size, films.size
    reflectance, transmittance = np.empty((stacks, count)), np.empty((stacks, count))
    absorptance = np.empty((stacks, layers, count))
    polarisations = POLARISATIONS[polarisation] if np.any(tilt) else (NORMAL,)
    size = max(1, BLOCK // max(1, count))
    for start in range(0, stacks, size):
        part = slice(start, min(start + size, stacks))
        rows = [_rows(table, own, batch, part) for table, own in tables]
        block = StackBlock(rows[0].swapaxes(0, 1), rows[1].swapaxes(0, 1), *rows[2:])
        out = reflectance[part], transmittance[part], absorptance[part].swapaxes(0, 1)
        for number, chain in enumerate(block.light(coherent, 2.0 * np.pi / waves, polarisations)):
            _enter(chain, out, share=1.0 / len(polarisations), first=number == 0)
    return StackLight(
        reflectance.reshape(*batch, count),
        transmittance.reshape(*batch, count),
        absorptance.reshape(*batch, layers, count),
    )


def _check_shapes(
    index: ComplexArray,
    thickness: Array,
    films: NDArray[np.bool_],
    wavelength: Array,
    entry: Array,
    exit_: ComplexArray,
) -> None:
    if wavelength.ndim != 1 or index.ndim < 2 or index.shape[-2:] != (films.size, wavelength.size):
        raise ValueError("the index must have a row for each layer and a column for each wavelength")
    if thickness.ndim < 1 or thickness.shape[-1] != films.size:
        raise ValueError("each layer must have a thickness, and a word on its coherence")
    if not {entry.shape[-1], exit_.shape[-1]} <= {1, wavelength.size}:
        raise ValueError("the index of the media before and behind is one, or one for each wavelength")


def _check_values(
    index: ComplexArray, thickness: Array, wavelength: Array, angle: Array, entry: Array, exit_: ComplexArray
) -> None:
    # The least and the largest value cost one pass each and no array; a NaN among the values is either.
    def least(values: Array) -> float:
        return float(np.min(values, initial=np.inf))

    for medium in (index, exit_):
        real = least(medium.real)
        if not (real >= 0.0 and least(medium.imag) >= 0.0 and (real > 0.0 or np.all(medium))):
            raise ValueError("no part of a refractive index n + ik may be negative, and not both zero")
    if not (least(entry) > 0.0 and least(wavelength) > 0.0):
        raise ValueError("the wavelengths and the refractive index of the entry medium must be positive")
    if not (least(thickness) >= 0.0 and np.all(np.isfinite(thickness))):
        raise ValueError("the thicknesses must be finite and not negative")
    if not (least(angle) >= 0.0 and np.all(angle <= 0.5 * np.pi)):
        raise ValueError("the angle of incidence must lie between 0 and a right angle")


def _slab_paths(thickness: Array, path_factor: Array, films: NDArray[np.bool_]) -> Array:
    """Thickness of the films, and of the slabs times the path factor [m]."""
    if np.all(path_factor == 1.0):
        return thickness
    if not np.all(path_factor > 0.0) or np.any(np.where(films, path_factor, 1.0) != 1.0):
        raise ValueError("the path factor must be positive, and 1 for films, in which light interferes")
    return thickness * path_factor


def _rows(table: NDArray[Any], own: int, batch: tuple[int, ...], part: slice) -> NDArray[Any]:
    """Rows of a block: shape (B or 1, …) of a table that broadcasts to `batch` before its `own` last axes."""
    tail = table.shape[table.ndim - own :]
    if math.prod(table.shape[: table.ndim - own]) == 1:
        return table.reshape(1, *tail)
    if table.ndim - own == len(batch) == 1:
        return table[part]
    chosen = np.unravel_index(np.arange(part.start, part.stop), batch)
    rows: NDArray[Any] = np.broadcast_to(table, (*batch, *tail))[chosen]
    return rows


def _enter(chain: SlabChain, out: tuple[Array, Array, Array], *, share: float, first: bool) -> None:
    """Put the light of one polarisation where it belongs, or add it to that of the other."""

    def put(target: Array, value: Array) -> None:
        if first:
            np.multiply(value, share, out=target)
        else:
            target += share * value

    reflectance, transmittance, absorptance = out
    put(reflectance, chain.reflectance)
    put(transmittance, chain.transmittance)
    row = 0
    for films, slab in zip_longest(chain.films, chain.slabs):
        put(absorptance[row : row + len(films)], films)
        row += len(films)
        if slab is not None:
            put(absorptance[row], slab)
            row += 1
