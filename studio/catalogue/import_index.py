"""Optical constants that a user brings along: a file is read, checked and told what is odd about it."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.catalogue.import_csv import read_csv
from studio.catalogue.import_part import MAX_ROWS, Part, Refused
from studio.catalogue.import_yaml import read_yaml
from studio.catalogue.sourced import CatalogueError
from studio.text import mark, tr

MAX_BYTES = 2_000_000
REACH_NM = 50.0 * (1.0 - 1e-9), 1e6 * (1.0 + 1e-9)
"""Wavelengths that a table may hold, 50 nm to 1 mm, with room for rounding."""
MAX_N, MAX_K = 20.0, 50.0
_FAR, _FAR_N, _FAR_K = 5e-6, 200.0, 400.0
"""Beyond this wavelength [m] metals have a larger n and k: aluminium 157 and 258 at 50 µm."""

Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ImportedIndex:
    """Optical constants from a user's file; the columns have one length and are read-only."""

    name: str
    wavelength: Column
    """Ascending [m]."""
    n: Column
    k: Column
    source: str
    comment: str
    warnings: tuple[str, ...]
    """Sentences on what is allowed but odd."""

    @property
    def low(self) -> float:
        """First wavelength [m]."""
        return float(self.wavelength[0])

    @property
    def high(self) -> float:
        """Last wavelength [m]."""
        return float(self.wavelength[-1])


def read_index_file(data: bytes, name: str) -> ImportedIndex:
    """The optical constants in a user's file.

    Read are columns separated by commas, semicolons, tabs or spaces, with or without a header, n and k side by side or
    one block after the other; and the YAML pages of the refractive-index database.

    Parameters
    ----------
    data
        The file.
    name
        What the file is called: an ending .yml or .yaml tells YAML from columns.

    Raises
    ------
    CatalogueError
        In one sentence: the file, the line where there is one, and what is wrong.
    """
    shown = "".join(c for c in name if c.isprintable())[:80]
    try:
        if len(data) > MAX_BYTES:
            raise Refused(tr(mark("the file is larger than {size} MB"), size=MAX_BYTES // 1_000_000))
        is_yaml = name.lower().endswith((".yml", ".yaml"))
        text = _decoded(data)
        parts, source, comment = read_yaml(text) if is_yaml else read_csv(text)
        wavelength, n, k, warnings = _joined(parts)
    except Refused as refused:
        raise CatalogueError(tr(mark("{file}: {fault}"), file=shown, fault=str(refused))) from refused
    for column in (wavelength, n, k):
        column.setflags(write=False)
    stem = re.sub(r"\.[A-Za-z]{1,4}$", "", shown)
    return ImportedIndex(stem, wavelength, n, k, source, comment, (*warnings, *_odd(wavelength, n, k)))


def _decoded(data: bytes) -> str:
    if b"\0" in data:
        raise Refused(tr(mark("this is not a text file")))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _joined(parts: list[Part]) -> tuple[Column, Column, Column, list[str]]:
    checked = [_checked(part) for part in parts]
    with_n = [part for part in checked if part.n is not None]
    with_k = [part for part in checked if part.k is not None]
    if len(with_n) != 1 or len(with_k) > 1:
        raise Refused(tr(mark("the file must hold one column of n, and at most one of k")))
    base, extra = with_n[0], with_k[0] if with_k else None
    assert base.n is not None
    if extra is None:
        told = tr(mark("The file holds no k: the material is taken to be transparent."))
        return base.wavelength, base.n, np.zeros_like(base.n), [told]
    assert extra.k is not None
    if extra is base:
        return base.wavelength, base.n, extra.k, []
    low = max(base.wavelength[0], extra.wavelength[0])
    high = min(base.wavelength[-1], extra.wavelength[-1])
    grid = np.union1d(base.wavelength, extra.wavelength)
    grid = grid[(grid >= low) & (grid <= high)]
    if grid.size < 3:
        raise Refused(tr(mark("the wavelengths of n and of k do not overlap")))
    return grid, np.interp(grid, base.wavelength, base.n), np.interp(grid, extra.wavelength, extra.k), []


def most_index(wavelength: Column) -> tuple[Column, Column]:
    """The largest n and k that are believed at each wavelength [m]."""
    far = wavelength > _FAR
    return np.where(far, _FAR_N, MAX_N), np.where(far, _FAR_K, MAX_K)


def _checked(part: Part) -> Part:
    """`part` in ascending order, each number within its bounds."""
    if part.wavelength.size > MAX_ROWS:
        raise Refused(tr(mark("there are more than {rows} rows"), rows=MAX_ROWS))
    if part.wavelength.size < 3:
        raise Refused(tr(mark("a table needs at least three rows")))
    most_n, most_k = most_index(part.wavelength)
    with np.errstate(over="ignore"):
        nanometres = part.wavelength * 1e9
    for values, low, high, what in (
        (nanometres, *REACH_NM, mark("wavelength {value:g} nm is not between 50 nm and 1 mm")),
        (part.n, np.nextafter(0.0, 1.0), most_n, mark("n = {value:g} is not above 0 and at most {most:g}")),
        (part.k, 0.0, most_k, mark("k = {value:g} is not between 0 and {most:g}")),
    ):
        if values is None:
            continue
        good = (values >= low) & (values <= high)
        if not good.all():
            row = int(np.argmin(good))
            most = float(np.broadcast_to(high, values.shape)[row])
            raise Refused(part.at(row, tr(what, value=float(values[row]), most=most)))
    order = np.argsort(part.wavelength, kind="stable")
    ascending = part.wavelength[order]
    same = np.flatnonzero(np.diff(ascending) <= 0.0)
    if same.size:
        row = int(order[same[0] + 1])
        raise Refused(part.at(row, tr(mark("wavelength {value:g} nm appears twice"), value=ascending[same[0]] * 1e9)))
    n, k = (None if values is None else values[order] for values in (part.n, part.k))
    return Part(ascending, n, k, part.lines, part.unit)


def _odd(wavelength: Column, n: Column, k: Column) -> list[str]:
    told = []
    if not k.any():
        told.append(tr(mark("k is zero at every wavelength: the material absorbs nothing.")))
    if wavelength[0] > 301e-9 or wavelength[-1] < 1099e-9:
        told.append(tr(
            mark("The table covers {low:.0f} to {high:.0f} nm; a silicon cell uses 300 to 1100 nm."),
            low=wavelength[0] * 1e9, high=wavelength[-1] * 1e9,
        ))  # fmt: skip
    jump = np.abs(np.diff(n))
    if jump.max() > 3.0:
        at = float(wavelength[int(jump.argmax())] * 1e9)
        told.append(tr(mark("n jumps by {jump:.1f} beside {at:.0f} nm."), jump=float(jump.max()), at=at))
    # Absorbers and dielectrics are clear at long wavelengths; photon energies read as micrometres turn that around.
    reach = wavelength[0] >= 0.3e-6 and 1.5e-6 < wavelength[-1] <= 7e-6
    if reach and 0.3 < k[-1] < 8.0 and k[-1] > 20.0 * k[0]:
        told.append(tr(mark("It absorbs most at its longest wavelengths: is the first column an energy in eV?")))
    return told
