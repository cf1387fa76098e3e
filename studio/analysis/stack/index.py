"""The optical constants of a layer on the grid: from the design's own table or the catalogue's, and how far it goes."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio import catalogue
from studio.analysis.result import FloatArray
from studio.analysis.stack.grid import WAVELENGTH
from studio.catalogue.import_index import MAX_K, MAX_N, most_index
from studio.catalogue.optical import OpticalTable, optical, optical_list
from studio.design.panel import Layer, Stack
from studio.design.user_material import UserMaterial
from studio.physics.optics.index import interpolated_index, shifted_index
from studio.text import mark, tr

ComplexArray = NDArray[np.complex128]
_NM = 1e-9
MIN_N = 1e-3
"""Least n of a material of the design's own: below, no light gets in, and what follows is computed from rounding."""


@dataclass(frozen=True, slots=True)
class Index:
    """n + ik at the wavelengths asked for, and where the table does not reach."""

    table: OpticalTable
    values: ComplexArray
    extrapolated: NDArray[np.bool_]


def table_of(stack: Stack, material: str) -> OpticalTable | None:
    """The optical constants that a layer of this material has, or None: the design's own come first."""
    own = next((one for one in stack.materials if one.name == material), None)
    if own is not None:
        return own_table(own)
    known = catalogue.materials().get(material)
    name = (known.optical or material) if known is not None else material
    return optical(name) if name in optical_list() else None


@lru_cache(maxsize=64)
def own_table(own: UserMaterial) -> OpticalTable:
    """A material of the design as an optical table.

    Raises
    ------
    ValueError
        Where its text is not a table.
    """
    try:
        rows = np.array([[float(number) for number in line.split()] for line in own.table.splitlines() if line.strip()])
    except ValueError:
        rows = np.empty((0, 0))
    good = rows.ndim == 2 and rows.shape[1:] == (3,) and len(rows) >= 2 and bool(np.all(np.isfinite(rows)))
    if not good or not np.all(np.diff(rows[:, 0]) > 0.0) or rows[0, 0] <= 0.0:
        raise ValueError(tr(
            mark("stack.materials: “{name}” is not a table of ascending wavelengths [nm], n and k"), name=own.name,
        ))  # fmt: skip
    _, n, k = rows.T
    most_n, most_k = most_index(rows[:, 0] * _NM)
    if not (np.all((n >= MIN_N) & (n <= most_n)) and np.all((k >= 0.0) & (k <= most_k))):
        raise ValueError(tr(
            mark("stack.materials: in “{name}” n is not between {low:g} and {high:g}, or k not between 0 and {most:g}"),
            name=own.name, low=MIN_N, high=MAX_N, most=MAX_K,
        ))  # fmt: skip
    wavelength = rows[:, 0] * _NM
    return OpticalTable(
        id=own.name, name=own.name, wavelength=wavelength, n=n, k=k, low=float(wavelength[0]),
        high=float(wavelength[-1]), source=own.source, licence=own.licence, date=own.date, confidence=own.confidence,
    )  # fmt: skip


def layer_gap(layer: Layer, table: OpticalTable) -> Any:
    """The gap [J] that the constants of a layer are shifted to, or None where its material has but one."""
    if table.reference_gap is None:
        return None
    return layer.junction.band_gap if layer.junction is not None else table.reference_gap


def index_of(stack: Stack, layer: Layer) -> Index | None:
    """The optical constants of `layer` on the grid, or None where its material has none."""
    table = table_of(stack, layer.material)
    if table is None:
        return None
    own = next((one for one in stack.materials if one.name == layer.material), None)
    return _on_grid(own or table.id, layer_gap(layer, table))


@lru_cache(maxsize=256)
def _on_grid(key: UserMaterial | str, gap: float | None) -> Index:
    table = own_table(key) if isinstance(key, UserMaterial) else optical(key)
    values, extrapolated = at(table, gap, WAVELENGTH)
    values.flags.writeable = False
    return Index(table, values, extrapolated)


def at(
    table: OpticalTable, gap: FloatArray | float | None, wavelength: FloatArray
) -> tuple[ComplexArray, NDArray[np.bool_]]:
    """n + ik of a table at `wavelength` [m], shifted to `gap` [J], or to each of some, where its gap can be tuned."""
    if gap is None or table.reference_gap is None or np.all(gap == table.reference_gap):
        return interpolated_index(table.wavelength, table.n, table.k, wavelength)
    return shifted_index(table.wavelength, table.n, table.k, gap, table.reference_gap, wavelength)
