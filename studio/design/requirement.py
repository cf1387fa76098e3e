"""What the design has to meet, and where each of its numbers comes from."""

from typing import Annotated, Literal, Protocol

import msgspec

from studio.design.field import choice, text
from studio.text import mark

Relation = Literal[">=", "<="]
Confidence = Literal["measured", "published", "derived", "assumed"]
MAX_REQUIREMENTS = 40


class Requirement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One result held against a value [SI]; amber where the margin is below `warn` of the value."""

    name: Annotated[str, text(mark("Requirement"), mark("Short name."), longest=60, shortest=1)]
    result: Annotated[str, text(mark("Result"), mark("Name of the result that is judged."), longest=80, shortest=3)]
    relation: Annotated[Relation, choice(mark("Relation"), mark("The result must be at least, or at most."))]
    value: Annotated[float, msgspec.Meta(ge=-1e30, le=1e30, title=mark("Value"), description=mark("Bound, in SI."))]
    warn: Annotated[float, msgspec.Meta(
        ge=0.0, le=1e30, title=mark("Warn within"),
        description=mark("Amber when the distance to the bound is less than this, in SI."))] = 0.0


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a number of the design comes from."""

    text: Annotated[str, text(mark("Source"), mark("Author, title, place."), longest=400, shortest=1)]
    confidence: Annotated[Confidence, choice(mark("Confidence"), mark("How far to trust it."))]
    date: Annotated[str, text(mark("Date"), mark("Of the source, or of the assumption."), longest=30)] = ""


class Known(Protocol):
    """Whatever says where it comes from: a number of the catalogue, a table, a statement."""

    @property
    def source(self) -> str: ...
    @property
    def confidence(self) -> Confidence: ...
    @property
    def date(self) -> str: ...


def source_of(known: Known) -> Source:
    """Where `known` comes from, as a design keeps it."""
    return Source(known.source, known.confidence, known.date)
