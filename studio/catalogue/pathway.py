"""Technology pathways: the steps from the material to the array of each kind of cell."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated

import msgspec

from studio import resource
from studio.catalogue.company import Stage
from studio.catalogue.entry import Id, Name
from studio.catalogue.table import find, read
from studio.text import mark


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a pathway needs, and what for."""

    stage: Stage
    purpose: Annotated[str, msgspec.Meta(min_length=5, max_length=200)]


class Pathway(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way to make one kind of cell for space."""

    id: Id
    name: Name
    technologies: tuple[Id, ...]
    """The technologies of the catalogue that it makes."""
    cells: tuple[Id, ...]
    """The cells of the catalogue, known by their data sheets, that it makes or is taken to make."""
    steps: Annotated[tuple[Step, ...], msgspec.Meta(min_length=2)]
    source: Annotated[str, msgspec.Meta(min_length=10, max_length=400)]
    date: Annotated[str, msgspec.Meta(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
    note: str = ""

    @property
    def stages(self) -> tuple[Stage, ...]:
        return tuple(step.stage for step in self.steps)


@cache
def pathways() -> Mapping[str, Pathway]:
    """The pathways by id, in the order of the file."""
    return read(resource.path("catalogue", "pathways.json"), Pathway)


def pathway(id: str) -> Pathway:
    """The pathway called `id`; CatalogueError where there is none."""
    return find(pathways(), id, mark("there is no technology pathway “{id}”; nearest are {nearest}"))


def pathway_of(technology: str, cell: str = "") -> Pathway | None:
    """The pathway that makes a technology of the catalogue, or else a cell of it; None where none is known."""
    for known in pathways().values():
        if technology in known.technologies or (not technology and cell in known.cells):
            return known
    return None
