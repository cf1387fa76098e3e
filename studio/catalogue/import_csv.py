"""Columns of wavelength, n and k in a text file, as instruments, spreadsheets and databases write them."""

import csv
import math
import re

import numpy as np

from studio.catalogue.import_part import MAX_ROWS, Part, Refused
from studio.text import mark, tr

PLANCK_LIGHT = 6.62607015e-34 * 299_792_458.0 / 1.602176634e-19
"""Photon energy times wavelength [eV·m]."""
UNITS = {"nm": 1e-9, "um": 1e-6, "µm": 1e-6, "μm": 1e-6, "micron": 1e-6, "microns": 1e-6, "m": 1.0, "å": 1e-10}
ENERGIES = ("ev", "energy", "photon energy")
WAVELENGTHS = ("wavelength", "wl", "lambda", "λ", "wave")
REAL = ("n", "n real", "real", "refractive index", "index")
IMAGINARY = ("k", "kappa", "κ", "extinction coefficient", "extinction", "k imag")
MAX_LINES = MAX_ROWS + 1_000


def read_csv(text: str) -> tuple[list[Part], str, str]:
    """The blocks of columns in `text`, and the comment lines as (source, comment).

    Raises
    ------
    Refused
        With the line that cannot be read.
    """
    if text.count("\n") > MAX_LINES or text.count("\r") > MAX_LINES:
        raise Refused(tr(mark("there are more than {rows} rows"), rows=MAX_ROWS))
    parts: list[Part] = []
    comments: list[str] = []
    block: list[tuple[int, list[float]]] = []
    columns: tuple[str, ...] = ()
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line.strip(",;\t "):  # spreadsheets write the separators of an empty row
            continue
        comment = line.startswith(("#", "%", "//", "!"))
        cells = _cells(line.lstrip("#%/! ") if comment else line, number)
        if not comment and _is_number(cells[0]):
            block.append((number, _numbers(cells, number, line)))
            continue
        named = _columns(cells)
        if named:
            if block:
                parts.append(_part(block, columns))
            block, columns = [], named
        elif comment:
            comments.append(line.lstrip("#%/! "))
        elif block or parts or columns:
            raise Refused(tr(mark("line {line}: “{cell}” is not a number"), line=number, cell=cells[0][:40]))
        else:
            comments.append(line)
    if block:
        parts.append(_part(block, columns))
    if not parts:
        raise Refused(tr(mark("there are no rows of numbers")))
    sources = [c.split(":", 1)[1].strip() for c in comments if re.match(r"(source|reference)s?:", c, re.IGNORECASE)]
    return parts, "; ".join(sources)[:400], " ".join(comments)[:2000]


def _cells(line: str, number: int) -> list[str]:
    for separator in (";", "\t", ","):
        if separator in line:
            try:
                cells = next(csv.reader([line.rstrip(separator)], delimiter=separator, skipinitialspace=True), [""])
            except csv.Error as error:
                raise Refused(tr(mark("line {line}: {fault}"), line=number, fault=str(error))) from None
            return [cell.strip() for cell in cells]
    return line.split()


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"[+-]?(\d|\.\d|nan|inf).*", cell, re.IGNORECASE) is not None


def _numbers(cells: list[str], number: int, line: str) -> list[float]:
    values = []
    for cell in cells:
        if "," in cell and ";" in line:
            cell = cell.replace(",", ".", 1)
        if "," in cell:
            raise Refused(tr(
                mark("line {line}: “{cell}” has a decimal comma; write a point, or separate columns by semicolons"),
                line=number, cell=cell[:40],
            ))  # fmt: skip
        try:
            value = float(cell) if re.fullmatch(r"[-+0-9.eE]{1,40}|[+-]?(nan|inf)", cell, re.IGNORECASE) else None
        except ValueError:
            value = None
        if value is None:
            raise Refused(tr(mark("line {line}: “{cell}” is not a number"), line=number, cell=cell[:40]))
        if not math.isfinite(value):
            raise Refused(tr(mark("line {line}: a number is not finite"), line=number))
        values.append(value)
    return values


def _columns(cells: list[str]) -> tuple[str, ...]:
    """What each column of a header holds: "n", "k", "" or the first axis with its unit; () where it is no header."""
    roles = [_role(cell) for cell in cells]
    axes = [role for role in roles if role not in ("n", "k", "")]
    return tuple(roles) if len(axes) == 1 and ("n" in roles or "k" in roles) else ()


def _role(cell: str) -> str:
    words = re.sub(r"[\s_()\[\]/,:]+", " ", cell.lower()).strip()
    if words in REAL or words in IMAGINARY:
        return "n" if words in REAL else "k"
    name, _, unit = words.rpartition(" ")
    if words in ENERGIES or (unit in ("ev", "energy") and name in ("", "e", *ENERGIES)):
        return "eV"
    if words in WAVELENGTHS:
        return "wl" if words == "wl" else "?"
    if unit in UNITS and name in WAVELENGTHS:
        return unit
    return ""


def _part(block: list[tuple[int, list[float]]], columns: tuple[str, ...]) -> Part:
    lines = tuple(number for number, _ in block)
    width = len(columns) or len(block[0][1])
    for number, row in block:
        if len(row) != width:
            raise Refused(tr(
                mark("line {line}: {found} columns, but {expected} are expected"),
                line=number, found=len(row), expected=width,
            ))  # fmt: skip
    if not columns:
        if width not in (2, 3):
            raise Refused(tr(mark("line {line}: without a header, columns must be wavelength, n and k"), line=lines[0]))
        columns = ("?", "n", "k")[:width]
    values = np.array([row for _, row in block], dtype=np.float64)
    axis = next(i for i, role in enumerate(columns) if role not in ("n", "k", ""))
    if columns.count("n") > 1 or columns.count("k") > 1:
        raise Refused(tr(mark("line {line}: a column appears twice"), line=lines[0]))
    n, k = (values[:, columns.index(role)] if role in columns else None for role in ("n", "k"))
    unit = columns[axis]
    if unit == "?":
        unit = _guessed(values[:, axis])
    if unit == "eV":
        if (values[:, axis] <= 0.0).any():
            raise Refused(tr(mark("a photon energy is not positive")))
        with np.errstate(over="ignore"):
            return Part(PLANCK_LIGHT / values[:, axis], n, k, lines, unit)
    return Part(values[:, axis] * (1e-6 if unit == "wl" else UNITS[unit]), n, k, lines, unit)


def _guessed(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> str:
    """The unit of a first column that names none: only numbers that no other unit could mean are taken."""
    if values.min() >= 100.0:
        return "nm"
    if 0.0 < values.max() <= 1e-3:
        return "m"
    raise Refused(tr(mark(
        "the unit of the first column is not clear; name it in a header, such as “wavelength_nm,n,k” or “energy_eV,n,k”"
    )))  # fmt: skip
