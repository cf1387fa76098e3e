"""Published systems that the studio holds itself against: what was published, where, and how near it has to come."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Literal

import msgspec

from studio import resource
from studio.catalogue.sourced import CatalogueError
from studio.text import mark, tr

Group = Literal["orbit", "power", "thermal", "radiation", "compute", "reliability", "link", "formation", "system",
                "cost", "launch", "manufacturing", "market", "claim"]  # fmt: skip


class Tolerance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far from what was published still counts as reproduced: one of the two."""

    absolute: Annotated[float, msgspec.Meta(ge=0.0)] | None = None
    """In the unit of the figure."""
    relative: Annotated[float, msgspec.Meta(gt=0.0)] | None = None

    def around(self, value: float) -> float:
        """The tolerance about `value`, in its unit."""
        return self.absolute if self.absolute is not None else abs(value) * (self.relative or 0.0)


class Figure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One published number, in the unit and with the digits that it was published with."""

    id: Annotated[str, msgspec.Meta(pattern=r"^\w+$", max_length=60)]
    label: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    value: float
    tolerance: Tolerance
    confidence: Literal["published", "derived"]
    """Derived: computed from what was published, by another program than this."""
    unit: str = ""
    factor: Annotated[float, msgspec.Meta(gt=0.0)] = 1.0
    """One of its unit in SI."""
    compare: Literal["value", "discrepancy"] = "value"
    """discrepancy: what was published is wrong, `note` says why, and to reproduce it would be a fault."""
    note: str = ""
    """May name {ours} and {published}."""


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One published system. The inputs are SI."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$", max_length=60)]
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    group: Group
    source: Annotated[str, msgspec.Meta(min_length=10, max_length=400)]
    date: Annotated[str, msgspec.Meta(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
    """Of the source, or of its reading where it bears none."""
    inputs: dict[str, Any]
    figures: Annotated[tuple[Figure, ...], msgspec.Meta(min_length=1)]
    url: str = ""
    note: str = ""


@cache
def published_cases() -> Mapping[str, Case]:
    """The published systems by id, those of one group together.

    Raises
    ------
    CatalogueError
        Naming the file that cannot be used, and why.
    """
    found = [_read(path.name, path.read_bytes()) for path in sorted(resource.path("cases").glob("*.json"))]
    order = {group: place for place, group in enumerate(Group.__args__)}  # type: ignore[attr-defined]
    return MappingProxyType({case.id: case for case in sorted(found, key=lambda case: order[case.group])})


def _read(name: str, text: bytes) -> Case:
    try:
        case = msgspec.json.decode(text, type=Case)
    except msgspec.DecodeError as error:
        raise CatalogueError(tr(mark("{file}: cannot be read: {reason}"), file=name, reason=str(error))) from error
    if f"{case.id}.json" != name:
        raise CatalogueError(tr(mark("{file}: holds the case {id}"), file=name, id=case.id))
    for figure in case.figures:
        if (figure.tolerance.absolute is None) == (figure.tolerance.relative is None):
            raise CatalogueError(tr(mark("{file}: {id} needs one tolerance, absolute or relative"), file=name,
                                    id=figure.id))  # fmt: skip
        if figure.compare == "discrepancy" and not figure.note:
            raise CatalogueError(tr(mark("{file}: {id} has to say why it is wrong"), file=name, id=figure.id))
    if len({figure.id for figure in case.figures}) != len(case.figures):
        raise CatalogueError(tr(mark("{file}: a figure appears twice"), file=name))
    return case
