"""The reference spectra of sunlight, read from the shipped files when first asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio import resource
from studio.catalogue.sourced import CatalogueError
from studio.text import mark, tr

FILES: Final[Mapping[str, str]] = MappingProxyType({"am0": "am0-astm-e490.csv", "am1.5g": "am15g-astm-g173.csv"})
"""The file of each spectrum by id."""

COLUMNS: Final = "wavelength_nm,irradiance_w_m2_nm"
NANO: Final = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Spectrum:
    """A tabulated spectrum of sunlight, in SI; the arrays are read-only."""

    id: str
    name: str
    source: str
    wavelength: NDArray[np.float64]
    """Wavelength of each point, ascending [m], shape (W,)."""
    irradiance: NDArray[np.float64]
    """Spectral irradiance [W/m²/m], shape (W,)."""
    total: float
    """Integral of the table by trapezoids [W/m²]."""


@cache
def spectrum(id: str) -> Spectrum:
    """The spectrum called `id`; CatalogueError where there is none."""
    if id not in FILES:
        shown = id if len(id) <= 60 else id[:57] + "…"
        message = mark("there is no spectrum “{id}”; there are {known}")
        raise CatalogueError(tr(message, id=shown, known=", ".join(FILES)))
    return read(resource.path("spectra", FILES[id]), id)


def read(file: Path, id: str) -> Spectrum:
    """The spectrum in one file, checked against the number of points and the integral that the file states.

    Raises
    ------
    CatalogueError
        Naming the file and what is wrong with it.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        comments = [line.removeprefix("#").strip() for line in lines if line.startswith("#")]
        stated = dict(comment.split(": ", 1) for comment in comments)
        columns, *rows = (line for line in lines if not line.startswith("#"))
        if columns != COLUMNS:
            raise ValueError(columns[:60])
        table = np.array([[float(number) for number in row.split(",")] for row in rows])
        wavelength, irradiance = np.ascontiguousarray(table.T)
        name, source = stated["title"], stated["source"]
        points, integral = int(stated["points"]), float(stated["integral"].split()[0])
    except (OSError, ValueError, KeyError) as error:
        raise CatalogueError(tr(
            mark("{file}: cannot be read: {reason}"), file=file.name, reason=str(error),
        )) from error  # fmt: skip
    if not (np.all(np.isfinite(table)) and np.all(irradiance >= 0.0) and wavelength[0] > 0.0):
        raise CatalogueError(tr(mark("{file}: a wavelength or an irradiance is not a sensible number"), file=file.name))
    if not np.all(np.diff(wavelength) > 0.0):
        raise CatalogueError(tr(mark("{file}: the wavelengths do not ascend"), file=file.name))
    total = float(np.trapezoid(irradiance, wavelength))
    if len(wavelength) != points or abs(total - integral) > 1e-4 * max(integral, 1.0):
        raise CatalogueError(tr(
            mark("{file}: {points} points of {total:.4f} W/m², but the file states {stated} of {integral:.4f} W/m²"),
            file=file.name, points=len(wavelength), total=total, stated=points, integral=integral,
        ))  # fmt: skip
    wavelength, irradiance = wavelength * NANO, irradiance / NANO
    wavelength.flags.writeable = irradiance.flags.writeable = False
    return Spectrum(id, name, source, wavelength, irradiance, total)
