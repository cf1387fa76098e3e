"""The tables of the catalogue, read from the shipped files when first asked for, and finding an entry in them."""

import difflib
import math
import typing
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

import msgspec

from studio import resource
from studio.catalogue.entry import Accelerator, BatteryChemistry, Cell, Coolant, Exchanger, Material
from studio.catalogue.sourced import CatalogueError, Sourced, Within
from studio.text import mark, tr


class Identified(Protocol):
    """What a table holds: structs of sourced numbers, each with an id."""

    @property
    def id(self) -> str: ...


Entry = TypeVar("Entry", bound=Identified)


@cache
def cells() -> Mapping[str, Cell]:
    """The solar cells by id, in the order of the file."""
    return read(resource.path("catalogue", "cells.json"), Cell)


@cache
def materials() -> Mapping[str, Material]:
    """The materials by id, in the order of the file."""
    return read(resource.path("catalogue", "materials.json"), Material)


@cache
def accelerators() -> Mapping[str, Accelerator]:
    """The accelerators by id, in the order of the file."""
    return read(resource.path("catalogue", "accelerators.json"), Accelerator)


@cache
def coolants() -> Mapping[str, Coolant]:
    """The coolants by id, in the order of the file."""
    return read(resource.path("catalogue", "coolants.json"), Coolant)


@cache
def exchangers() -> Mapping[str, Exchanger]:
    """The kinds of heat exchanger by id, in the order of the file."""
    return read(resource.path("catalogue", "exchangers.json"), Exchanger)


@cache
def batteries() -> Mapping[str, BatteryChemistry]:
    """The chemistries of batteries by id, in the order of the file."""
    return read(resource.path("catalogue", "batteries.json"), BatteryChemistry)


def cell(id: str) -> Cell:
    """The solar cell called `id`; CatalogueError where there is none."""
    return find(cells(), id, mark("there is no solar cell “{id}”; nearest are {nearest}"))


def material(id: str) -> Material:
    """The material called `id`; CatalogueError where there is none."""
    return find(materials(), id, mark("there is no material “{id}”; nearest are {nearest}"))


def accelerator(id: str) -> Accelerator:
    """The accelerator called `id`; CatalogueError where there is none."""
    return find(accelerators(), id, mark("there is no accelerator “{id}”; nearest are {nearest}"))


def coolant(id: str) -> Coolant:
    """The coolant called `id`; CatalogueError where there is none."""
    return find(coolants(), id, mark("there is no coolant “{id}”; nearest are {nearest}"))


def exchanger(id: str) -> Exchanger:
    """The kind of heat exchanger called `id`; CatalogueError where there is none."""
    return find(exchangers(), id, mark("there is no heat exchanger “{id}”; nearest are {nearest}"))


def battery(id: str) -> BatteryChemistry:
    """The chemistry called `id`; CatalogueError where there is none."""
    return find(batteries(), id, mark("there is no battery chemistry “{id}”; nearest are {nearest}"))


def find(entries: Mapping[str, Entry], id: str, message: str) -> Entry:
    """The entry called `id`; CatalogueError with `message`, which takes {id} and {nearest}, where there is none."""
    if id in entries:
        return entries[id]
    by_case = {known.casefold(): known for known in entries}
    close = difflib.get_close_matches(id.casefold(), by_case, n=3, cutoff=0.0)
    shown = id if len(id) <= 60 else id[:57] + "…"
    raise CatalogueError(tr(message, id=shown, nearest=", ".join(by_case[name] for name in close)))


def read(file: Path, kind: type[Entry]) -> Mapping[str, Entry]:
    """The entries of one file by id, each number checked against its bounds.

    Raises
    ------
    CatalogueError
        Naming the file, the entry and the number that is wrong.
    """
    try:
        found: list[Entry] = msgspec.json.decode(file.read_bytes(), type=list[kind])  # type: ignore[valid-type]
    except (OSError, msgspec.DecodeError) as error:
        raise CatalogueError(tr(
            mark("{file}: cannot be read: {reason}"), file=file.name, reason=str(error),
        )) from error  # fmt: skip
    entries: dict[str, Entry] = {}
    for entry in found:
        if entry.id in entries:
            raise CatalogueError(tr(mark("{file}: {id} appears twice"), file=file.name, id=entry.id))
        _check(file.name, entry)
        entries[entry.id] = entry
    return MappingProxyType(entries)


def _check(file: str, entry: Any) -> None:
    _check_numbers(file, entry.id, entry)


def _check_numbers(file: str, id: str, entry: Any) -> None:
    for name, hint in typing.get_type_hints(type(entry), include_extras=True).items():
        bounds = next((a for a in getattr(hint, "__metadata__", ()) if isinstance(a, Within)), None)
        number = getattr(entry, name)
        if isinstance(number, tuple):
            for item in number:
                if isinstance(item, msgspec.Struct):
                    _check_numbers(file, id, item)
        if bounds is None or not isinstance(number, Sourced):
            continue
        if not (math.isfinite(number.value) and bounds.low <= number.value <= bounds.high):
            raise CatalogueError(tr(
                mark("{file}: {id}: {field} {value:g} is not between {low:g} and {high:g}"),
                file=file, id=id, field=name, value=number.value, low=bounds.low, high=bounds.high,
            ))  # fmt: skip
