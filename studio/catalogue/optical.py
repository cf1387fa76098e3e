"""Optical constants: tables of n and k over wavelength, read from the shipped files when first asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio import resource
from studio.catalogue.entry import Id, Name
from studio.catalogue.sourced import CatalogueError, Confidence
from studio.catalogue.table import find
from studio.text import mark, tr

Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class OpticalTable:
    """The optical constants of one material; the columns have one length and are read-only."""

    id: str
    name: str
    wavelength: Column
    """Ascending [m]."""
    n: Column
    k: Column
    low: float
    """First and last wavelength [m]; outside nothing is known."""
    high: float
    source: str
    licence: str
    date: str
    confidence: Confidence
    reference_gap: float | None = None
    """The gap of the table [J] where it may be shifted, between `gap_low` and `gap_high`; else None."""
    gap_low: float | None = None
    gap_high: float | None = None
    note: str = ""
    kind: Literal["table", "model"] = "table"


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the list of tables says of one of them."""

    id: Id
    name: Name
    file: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*\.csv$")]
    kind: Literal["table", "model"]
    low: float
    high: float
    licence: Annotated[str, msgspec.Meta(min_length=3, max_length=120)]
    source: Annotated[str, msgspec.Meta(min_length=10, max_length=1200)]
    date: Annotated[str, msgspec.Meta(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
    confidence: Confidence
    reference_gap: float | None = None
    gap_low: float | None = None
    gap_high: float | None = None
    note: str = ""


@cache
def optical_list() -> Mapping[str, Listed]:
    """What is known of every optical table, by id, in the order of the file, without reading the tables themselves."""
    return read_list(resource.path("catalogue", "optical.json"))


@cache
def optical(id: str) -> OpticalTable:
    """The optical table called `id`; CatalogueError where there is none or its file is faulty."""
    listed = find(optical_list(), id, mark("there are no optical constants “{id}”; nearest are {nearest}"))
    return read_table(resource.path("optical", listed.file), listed)


@cache
def optical_tables() -> Mapping[str, OpticalTable]:
    """Every optical table by id, in the order of the list."""
    return MappingProxyType({id: optical(id) for id in optical_list()})


def read_list(file: Path) -> Mapping[str, Listed]:
    """The list of tables in `file` by id; CatalogueError where it cannot be read."""
    try:
        found = msgspec.json.decode(file.read_bytes(), type=list[Listed])
    except (OSError, msgspec.DecodeError) as error:
        raise CatalogueError(tr(
            mark("{file}: cannot be read: {reason}"), file=file.name, reason=str(error),
        )) from error  # fmt: skip
    entries = {entry.id: entry for entry in found}
    if len(entries) < len(found):
        raise CatalogueError(tr(mark("{file}: an id appears twice"), file=file.name))
    return MappingProxyType(entries)


def read_table(file: Path, listed: Listed) -> OpticalTable:
    """The table in `file`, checked against what the list says of it.

    Raises
    ------
    CatalogueError
        In one sentence that names the file and its fault.
    """
    try:
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
        if any(line.count(",") != 2 for line in lines):
            raise ValueError(tr(mark("each line must hold wavelength, n and k")))
        numbers = list(map(float, ",".join(lines).split(","))) if lines else []
        values = np.array(numbers, dtype=np.float64).reshape(-1, 3)
    except (OSError, ValueError) as error:
        raise CatalogueError(tr(
            mark("{file}: cannot be read: {reason}"), file=file.name, reason=str(error),
        )) from error  # fmt: skip
    columns = np.ascontiguousarray(values.T)
    columns[0] *= 1e-9
    columns.setflags(write=False)
    wavelength, n, k = columns
    if fault := _fault(wavelength, n, k, listed):
        raise CatalogueError(tr(mark("{file}: {fault}"), file=file.name, fault=fault))
    return OpticalTable(
        id=listed.id, name=listed.name, wavelength=wavelength, n=n, k=k, low=listed.low, high=listed.high,
        source=listed.source, licence=listed.licence, date=listed.date, confidence=listed.confidence,
        reference_gap=listed.reference_gap, gap_low=listed.gap_low, gap_high=listed.gap_high, note=listed.note,
        kind=listed.kind,
    )  # fmt: skip


def _fault(wavelength: Column, n: Column, k: Column, listed: Listed) -> str:
    if wavelength.size < 3:
        return tr(mark("a table needs at least three rows"))
    if not (np.isfinite(wavelength).all() and np.isfinite(n).all() and np.isfinite(k).all()):
        return tr(mark("a number is not finite"))
    if not (np.diff(wavelength) > 0.0).all() or wavelength[0] <= 0.0:
        return tr(mark("the wavelengths do not ascend"))
    if (n <= 0.0).any() or (k < 0.0).any():
        return tr(mark("n must be positive, k must not be negative"))
    if abs(wavelength[0] / listed.low - 1.0) > 1e-6 or abs(wavelength[-1] / listed.high - 1.0) > 1e-6:
        return tr(mark("the table does not cover the range that the list gives"))
    return ""
