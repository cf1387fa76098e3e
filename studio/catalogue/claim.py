"""The statements that are held against the studio: in our own words, with who said them and what is known of them."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Literal

import msgspec

from studio import resource
from studio.catalogue.sourced import CatalogueError
from studio.catalogue.technology import Evidence as Source
from studio.text import mark, tr

Kind = Literal["physics", "market", "technology"]
Verdict = Literal["holds", "holds only if", "does not hold", "cannot be checked here"]
KINDS: dict[Kind, str] = {
    "physics": mark("physics"),
    "market": mark("market"),
    "technology": mark("technology"),
}


class Evidence(Source, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is reported, and where."""

    text: Annotated[str, msgspec.Meta(min_length=10, max_length=500)]


class Claimed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number that the statement itself contains, in the unit in which it was said."""

    label: Annotated[str, msgspec.Meta(min_length=3, max_length=100)]
    value: float
    unit: str = ""


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One statement. What it rests on is named: results, published cases, companies, and reported evidence."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[PMT][1-9]\d?$")]
    kind: Kind
    statement: Annotated[str, msgspec.Meta(min_length=10, max_length=300)]
    said_by: Annotated[str, msgspec.Meta(min_length=3, max_length=160)]
    date: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
    """Of the article that reports it."""
    check: Annotated[str, msgspec.Meta(min_length=10, max_length=300)]
    """What the studio computes, or what it shows where nothing can be computed."""
    claimed: dict[str, Claimed] = {}
    evidence: tuple[Evidence, ...] = ()
    results: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    unchecked: Annotated[str, msgspec.Meta(max_length=300)] = ""
    """Why it cannot be checked here, where it cannot."""
    verdict: Verdict = "cannot be checked here"
    """Of what no formula decides: what the evidence says, where somebody else than the article says so."""
    answer: Annotated[str, msgspec.Meta(max_length=300)] = ""
    """The sentence of that verdict."""


@cache
def statements() -> Mapping[str, Statement]:
    """The statements of the founding article by id, in their order.

    Raises
    ------
    CatalogueError
        Where the file cannot be used, and why.
    """
    file = resource.path("claims.json")
    try:
        found = msgspec.json.decode(file.read_bytes(), type=tuple[Statement, ...])
    except (OSError, msgspec.DecodeError) as error:
        raise CatalogueError(tr(mark("{file}: cannot be read: {reason}"), file=file.name, reason=str(error))) from error
    if len({one.id for one in found}) != len(found):
        raise CatalogueError(tr(mark("{file}: a statement appears twice"), file=file.name))
    return MappingProxyType({one.id: one for one in found})
