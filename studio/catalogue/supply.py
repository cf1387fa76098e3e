"""What the factories draw on: world supplies, formats of wafers, and the metals that are in a material."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal

import msgspec

from studio import resource
from studio.catalogue.entry import Id, Name
from studio.catalogue.sourced import Sourced, Within
from studio.catalogue.table import find, read
from studio.text import mark

Element = Literal["silver", "indium", "gallium", "germanium"]
ELEMENTS: tuple[Element, ...] = Element.__args__  # type: ignore[attr-defined]


class Supply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the world makes of something in a year."""

    id: Id
    name: Name
    measure: Literal["mass", "power", "count", "area"]
    """What is counted: kg, W, pieces or m², each in a year."""
    use: Literal["shared", "dedicated"]
    """shared: others need most of it. dedicated: a programme may have all of it."""
    world: Annotated[Sourced | None, Within(1e-3, 1e15)] = None
    """In the year `year`; none where nobody has published it."""
    year: Annotated[int, msgspec.Meta(ge=1990, le=2100)] | None = None
    growth: Annotated[Sourced | None, Within(-0.5, 2.0)] = None
    """Share by which it grew in its last published year."""
    note: str = ""


class Wafer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A format in which wafers are cut."""

    id: Id
    name: Name
    area: Annotated[Sourced, Within(1e-4, 1.0)]
    used: Annotated[Sourced, Within(0.1, 1.0)]
    """Share of the wafer that becomes cell."""
    cells: Annotated[Sourced, Within(0.1, 100.0)]
    """Cells that are cut from one wafer."""
    note: str = ""


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The part that one element has in the mass of a material."""

    element: Element
    share: Annotated[Sourced, Within(0.0, 1.0)]


class Composition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The scarce elements in a material of the catalogue, whose id it bears."""

    id: Id
    elements: Annotated[tuple[Share, ...], msgspec.Meta(min_length=1)]

    def share(self, element: str) -> float:
        """The part of an element in the mass; 0 where it is not in it."""
        return next((one.share.value for one in self.elements if one.element == element), 0.0)


@cache
def supplies() -> Mapping[str, Supply]:
    """The world supplies by id, in the order of the file."""
    return read(resource.path("catalogue", "supplies.json"), Supply)


@cache
def wafers() -> Mapping[str, Wafer]:
    """The formats of wafers by id, in the order of the file."""
    return read(resource.path("catalogue", "wafers.json"), Wafer)


@cache
def compositions() -> Mapping[str, Composition]:
    """The materials that hold a scarce element, by id, in the order of the file."""
    return read(resource.path("catalogue", "compositions.json"), Composition)


def wafer(id: str) -> Wafer:
    """The format called `id`; CatalogueError where there is none."""
    return find(wafers(), id, mark("there is no wafer format “{id}”; nearest are {nearest}"))
