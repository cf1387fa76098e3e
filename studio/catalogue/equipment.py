"""Production equipment for solar cells as published: capacity, price per yearly output, and share of a line."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated

import msgspec

from studio import resource
from studio.catalogue.company import Stage
from studio.catalogue.entry import Id, Name
from studio.catalogue.sourced import Sourced, Within
from studio.catalogue.table import find, read
from studio.text import mark


class Equipment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line, or one kind of machine in it."""

    id: Id
    name: Name
    stage: Stage
    capacity: Annotated[Sourced | None, Within(1e5, 1e11)] = None
    """Rated power of the cells made in a year [W]."""
    throughput: Annotated[Sourced | None, Within(1e-3, 1e3)] = None
    """Cells, or half cells, per second."""
    price_low: Annotated[Sourced | None, Within(0.001, 100.0)] = None
    """Yuan per watt of the cells made in a year."""
    price_high: Annotated[Sourced | None, Within(0.001, 100.0)] = None
    line_share: Annotated[Sourced | None, Within(0.0, 1.0)] = None
    """Its share of the price of a heterojunction line."""
    companies: tuple[Id, ...] = ()
    note: str = ""


@cache
def equipment() -> Mapping[str, Equipment]:
    """The equipment by id, in the order of the file."""
    return read(resource.path("catalogue", "equipment.json"), Equipment)


def machine(id: str) -> Equipment:
    """The equipment called `id`; CatalogueError where there is none."""
    return find(equipment(), id, mark("there is no equipment “{id}”; nearest are {nearest}"))
